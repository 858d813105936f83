"""Answers as text: CSV, and the W3C's JSON, XML and Turtle for programs."""

from __future__ import annotations

import csv
import io
import json
import re
from enum import StrEnum
from xml.etree import ElementTree as ET

import pyoxigraph as ox

from kg.base.errors import UsageError
from kg.graph.store import Term
from kg.graph.write import turtle
from kg.query.model import Answer, Cell, Triples, Verdict

_SPARQL_RESULTS = "http://www.w3.org/2005/sparql-results#"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STRING = "http://www.w3.org/2001/XMLSchema#string"


class Format(StrEnum):
    """The forms an answer can have."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    XML = "xml"
    TURTLE = "turtle"


def written(answer: Answer | Verdict | Triples, form: Format) -> str:
    """The answer as text in any form but a table.

    CSV shows headings and labels for a named question, and for a free query what SPARQL 1.1 prescribes. JSON and XML
    hold the terms; for a named question a variable `xLabel` stands beside each `x` that holds an IRI. Triples are a
    table of subject, predicate and object except in Turtle.

    Raises:
        UsageError: for a table in Turtle, or a truth value in Turtle.

    Source: https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/rdf-sparql-XMLres/,
        https://www.w3.org/TR/sparql11-results-csv-tsv/
    """
    match form:
        case Format.TURTLE:
            return _turtle(answer)
        case Format.CSV:
            return _csv(answer)
        case Format.JSON:
            return json.dumps(_json(answer), ensure_ascii=False, indent=2) + "\n"
        case Format.XML:
            return _xml(answer)
        case Format.TABLE:
            raise UsageError("a table is shown, not written", remedy="Choose csv, json, xml or turtle.")


def as_table(answer: Triples) -> Answer:
    """Triples as a table of three columns."""
    columns = ("subject", "predicate", "object")
    rows = tuple(
        tuple(_cell(term) for term in (triple.subject, triple.predicate, triple.object)) for triple in answer.triples
    )
    return Answer(columns=columns, headings=columns, rows=rows, labelled=False)


def _cell(term: Term) -> Cell:
    return Cell(term, str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value)


def _turtle(answer: Answer | Verdict | Triples) -> str:
    if not isinstance(answer, Triples):
        raise UsageError(
            "Turtle is for triples, and this answer has none",
            remedy="Ask with CONSTRUCT or DESCRIBE, or choose csv, json or xml.",
        )
    return turtle(answer.triples)


def _csv(answer: Answer | Verdict | Triples) -> str:
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    if isinstance(answer, Verdict):
        rows.writerows([["answer"], [_truth(answer)]])
        return out.getvalue()
    table = as_table(answer) if isinstance(answer, Triples) else answer
    rows.writerow(table.headings)
    rows.writerows([cell.text if cell else "" for cell in row] for row in table.rows)
    return out.getvalue()


def _json(answer: Answer | Verdict | Triples) -> dict[str, object]:
    if isinstance(answer, Verdict):
        return {"head": {}, "boolean": answer.holds}
    table = as_table(answer) if isinstance(answer, Triples) else answer
    bindings = [{name: _json_term(term) for name, term in row} for row in _bound(table)]
    return {"head": {"vars": _variables(table)}, "results": {"bindings": bindings}}


def _json_term(term: Term) -> dict[str, object]:
    match term:
        case ox.NamedNode():
            return {"type": "uri", "value": term.value}
        case ox.BlankNode():
            return {"type": "bnode", "value": term.value}
        case ox.Triple():
            parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
            return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
        case _:
            told: dict[str, object] = {"type": "literal", "value": term.value}
            if term.language:
                told["xml:lang"] = term.language
            elif term.datatype.value != _STRING:
                told["datatype"] = term.datatype.value
            return told


def _xml(answer: Answer | Verdict | Triples) -> str:
    root = ET.Element("sparql", xmlns=_SPARQL_RESULTS)
    head = ET.SubElement(root, "head")
    if isinstance(answer, Verdict):
        ET.SubElement(root, "boolean").text = _truth(answer)
    else:
        table = as_table(answer) if isinstance(answer, Triples) else answer
        for name in _variables(table):
            ET.SubElement(head, "variable", name=name)
        results = ET.SubElement(root, "results")
        for row in _bound(table):
            result = ET.SubElement(results, "result")
            for name, term in row:
                _xml_term(ET.SubElement(result, "binding", name=name), term)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _xml_term(parent: ET.Element, term: Term) -> None:
    match term:
        case ox.NamedNode():
            ET.SubElement(parent, "uri").text = term.value
        case ox.BlankNode():
            ET.SubElement(parent, "bnode").text = term.value
        case ox.Triple():
            triple = ET.SubElement(parent, "triple")
            for name, part in (("subject", term.subject), ("predicate", term.predicate), ("object", term.object)):
                _xml_term(ET.SubElement(triple, name), part)
        case _:
            literal = ET.SubElement(parent, "literal")
            literal.text = _NOT_XML.sub("\ufffd", term.value)
            if term.language:
                literal.set("xml:lang", term.language)
            elif term.datatype.value != _STRING:
                literal.set("datatype", term.datatype.value)


def _variables(table: Answer) -> list[str]:
    labels = {name for row in _bound(table) for name, _ in row} - set(table.columns)
    return [name for column in table.columns for name in (column, f"{column}Label") if name == column or name in labels]


def _bound(table: Answer) -> list[list[tuple[str, Term]]]:
    """The bound variables of each row; beside an IRI of a named question, its label."""
    rows = []
    for row in table.rows:
        bound: list[tuple[str, Term]] = []
        for name, cell in zip(table.columns, row, strict=True):
            if cell is None:
                continue
            bound.append((name, cell.term))
            if table.labelled and isinstance(cell.term, ox.NamedNode):
                bound.append((f"{name}Label", ox.Literal(cell.text)))
        rows.append(bound)
    return rows


def _truth(answer: Verdict) -> str:
    return "true" if answer.holds else "false"
