"""Triples as text: every writer sorts, so that the same graph gives the same bytes and a change reads as a change.

Our graphs hold no blank nodes; a blank node is refused, because no name of it would be stable.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib import Graph
from rdflib.namespace import RDF, XSD

from kg.base.errors import KgError
from kg.graph.vocabulary import prefixes

_PREFIX_OF = {namespace: prefix for prefix, namespace in prefixes().items()}
_NAMESPACE = re.compile(r"(.*[#/])([A-Za-z_][A-Za-z0-9_-]*)", re.DOTALL)
_RDF_TYPE = NamedNode(str(RDF.type))
_XSD_STRING = str(XSD.string)
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

_Rows = list[tuple[NamedNode, list[NamedNode | Literal]]]


def triples_of(graph: Graph) -> tuple[Triple, ...]:
    """The triples of an rdflib graph, sorted."""
    text = graph.serialize(format="nt", encoding="utf-8")
    return tuple(sorted({quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES)}, key=str))


def n_quads(quads: Iterable[Quad]) -> str:
    """N-Quads: a line a quad, in the order of the lines."""
    return "".join(sorted(f"{quad} .\n" for quad in quads))


def turtle(triples: Iterable[Triple]) -> str:
    """Turtle: subjects, predicates (the type first) and values in order, a value a line."""
    groups = list(_grouped(triples))
    curies = {_curie(node) for subject, rows in groups for node in _nodes(subject, rows)}
    used = sorted({curie.partition(":")[0] for curie in curies if curie})
    head = "".join(f"@prefix {prefix}: <{prefixes()[prefix]}> .\n" for prefix in used)
    return f"{head}\n" + "\n".join(_turtle_subject(*group) for group in groups)


def _nodes(subject: NamedNode, rows: _Rows) -> Iterator[NamedNode]:
    """The IRIs that Turtle writes out: not the type of a plain text or of one in a language."""
    yield subject
    for predicate, values in rows:
        if predicate != _RDF_TYPE:
            yield predicate
        for value in values:
            if isinstance(value, NamedNode):
                yield value
            elif not value.language and value.datatype.value != _XSD_STRING:
                yield value.datatype


def _turtle_subject(subject: NamedNode, rows: _Rows) -> str:
    lines = []
    for predicate, values in rows:
        name = "a" if predicate == _RDF_TYPE else _short(predicate)
        told = [_turtle_value(value) for value in values]
        lines.append(f"    {name} " + ",\n        ".join(told))
    return f"{_short(subject)}\n" + " ;\n".join(lines) + " .\n"


def _turtle_value(value: NamedNode | Literal) -> str:
    if isinstance(value, NamedNode):
        return _short(value)
    text = str(Literal(value.value))
    if value.language:
        return f"{text}@{value.language}"
    return text if value.datatype.value == _XSD_STRING else f"{text}^^{_short(value.datatype)}"


def _short(node: NamedNode) -> str:
    curie = _curie(node)
    return curie or str(node)


def _curie(node: NamedNode) -> str | None:
    match = _NAMESPACE.fullmatch(node.value)
    prefix = _PREFIX_OF.get(match[1]) if match else None
    return f"{prefix}:{match[2]}" if match and prefix else None


def json_ld(triples: Iterable[Triple]) -> str:
    """JSON-LD 1.1: a context of prefixes, and a node a subject, in order; values are always lists."""
    nodes = [
        {
            "@id": subject.value,
            **{
                "@type" if predicate == _RDF_TYPE else _curie(predicate) or predicate.value: [
                    _json_value(value, typed=predicate == _RDF_TYPE) for value in values
                ]
                for predicate, values in rows
            },
        }
        for subject, rows in _grouped(triples)
    ]
    return json.dumps({"@context": dict(prefixes()), "@graph": nodes}, ensure_ascii=False, indent=1) + "\n"


def _json_value(value: NamedNode | Literal, *, typed: bool) -> object:
    if isinstance(value, NamedNode):
        return (_curie(value) or value.value) if typed else {"@id": value.value}
    if value.language:
        return {"@language": value.language, "@value": value.value}
    if value.datatype.value == _XSD_STRING:
        return value.value
    return {"@type": _curie(value.datatype) or value.datatype.value, "@value": value.value}


def rdf_xml(triples: Iterable[Triple]) -> str:
    """RDF/XML: a description a subject, in order.

    Raises:
        KgError: where a predicate has no prefix here, or a text holds a character that XML cannot hold.
    """
    spaces = "".join(f'\n    xmlns:{prefix}="{iri}"' for prefix, iri in sorted(prefixes().items()))
    body = "".join(
        f"  <rdf:Description rdf:about={quoteattr(subject.value)}>\n"
        + "".join(_xml_value(predicate, value) for predicate, values in rows for value in values)
        + "  </rdf:Description>\n"
        for subject, rows in _grouped(triples)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n{body}</rdf:RDF>\n'


def _xml_value(predicate: NamedNode, value: NamedNode | Literal) -> str:
    name = _curie(predicate)
    if name is None or _NOT_IN_XML.search(value.value):
        raise KgError(f"{predicate.value} {value.value!r} cannot be written as RDF/XML", remedy="Use the Turtle file.")
    if isinstance(value, NamedNode):
        return f"    <{name} rdf:resource={quoteattr(value.value)}/>\n"
    kind = f" xml:lang={quoteattr(value.language)}" if value.language else ""
    if not kind and value.datatype.value != _XSD_STRING:
        kind = f" rdf:datatype={quoteattr(value.datatype.value)}"
    text = escape(value.value, {"\r": "&#13;"})
    return f"    <{name}{kind}>{text}</{name}>\n"


def _grouped(triples: Iterable[Triple]) -> Iterator[tuple[NamedNode, _Rows]]:
    """Subjects in order, their predicates in order with the type first, their distinct values in order."""
    rows = sorted((_named(triple) for triple in set(triples)), key=_key)
    for subject, of_subject in groupby(rows, key=lambda row: row[0]):
        yield (
            subject,
            [
                (predicate, [row[2] for row in of_predicate])
                for predicate, of_predicate in groupby(of_subject, key=lambda row: row[1])
            ],
        )


def _key(row: tuple[NamedNode, NamedNode, NamedNode | Literal]) -> tuple[str, bool, str, str]:
    subject, predicate, value = row
    return subject.value, predicate != _RDF_TYPE, predicate.value, str(value)


def _named(triple: Triple) -> tuple[NamedNode, NamedNode, NamedNode | Literal]:
    subject, value = triple.subject, triple.object
    if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
        raise KgError(f"{triple}: the graph holds a blank node", remedy="Give the node an IRI of its own.")
    return subject, triple.predicate, value
