"""Triples as text: every writer sorts, so that the same graph gives the same bytes and a change reads as a change.

What is small is written as one text, a whole graph part by part, a subject at a time: first as N-Quads, then from these in other forms.
Our graphs hold no blank nodes; a blank node is refused, because no name of it would be stable.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
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
Subject = tuple[NamedNode, _Rows]
"""A subject with its predicates, the type first, and their distinct values, all in order."""


class Subjects:
    """The subjects of a file that `n_quads` wrote, in order, all named graphs as one; read from it each time they are gone through."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[Subject]:
        quads = parse(path=str(self._path), format=RdfFormat.N_QUADS)
        for _, of_subject in groupby(quads, key=lambda quad: quad.subject):
            yield from _grouped(quad.triple for quad in of_subject)


def triples_of(graph: Graph) -> tuple[Triple, ...]:
    """The triples of an rdflib graph, sorted."""
    text = graph.serialize(format="nt", encoding="utf-8")
    return tuple(sorted({quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES)}, key=str))


def n_quads(quads: Iterable[Quad]) -> Iterator[bytes]:
    """N-Quads: a line a quad, each once, in the order of their subjects and then of the lines.

    A store of pyoxigraph would not do for this: it writes numbers in its own way. So the lines are sorted here, the only form of a
    graph that is held in memory, without the bracket behind the subject, so that `<a>` comes before `<a#b>`.
    """
    lines = sorted(_line(quad) for quad in quads)
    for line, _ in groupby(lines):
        yield line.replace(b" ", b"> ", 1) + b" .\n"


def _line(quad: Quad) -> bytes:
    """The line, without its end and the bracket behind the subject."""
    _iri(quad.subject)
    return str(quad).encode().replace(b"> ", b" ", 1)


def turtle(triples: Iterable[Triple]) -> str:
    """Turtle: subjects, predicates (the type first) and values in order, a value a line."""
    return "".join(turtle_parts(list(_grouped(triples))))


def turtle_parts(subjects: Iterable[Subject]) -> Iterator[str]:
    """Turtle in parts; `subjects` are gone through twice, as the head tells the prefixes that the rest uses."""
    spaces = {space for subject, rows in subjects for node in _nodes(subject, rows) if (space := _space(node))}
    used = sorted(_PREFIX_OF[space] for space in spaces)
    yield "".join(f"@prefix {prefix}: <{prefixes()[prefix]}> .\n" for prefix in used)
    for one in subjects:
        yield f"\n{_turtle_subject(*one)}"


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


def _space(node: NamedNode) -> str | None:
    """The namespace that the short form of an IRI has a prefix for."""
    match = _NAMESPACE.fullmatch(node.value)
    return match[1] if match and match[1] in _PREFIX_OF else None


def json_ld(triples: Iterable[Triple]) -> str:
    """JSON-LD 1.1: a context of prefixes, and a node a subject, in order; values are always lists."""
    return "".join(json_ld_parts(_grouped(triples)))


def json_ld_parts(subjects: Iterable[Subject]) -> Iterator[str]:
    """JSON-LD in parts, a node each."""
    context = json.dumps({"@context": dict(prefixes())}, ensure_ascii=False, indent=1).removesuffix("\n}")
    yield f'{context},\n "@graph": ['
    mark = ""
    for subject, rows in subjects:
        node = {
            "@id": subject.value,
            **{
                "@type" if predicate == _RDF_TYPE else _curie(predicate) or predicate.value: [
                    _json_value(value, typed=predicate == _RDF_TYPE) for value in values
                ]
                for predicate, values in rows
            },
        }
        text = json.dumps(node, ensure_ascii=False, indent=1).replace("\n", "\n  ")
        yield f"{mark}\n  {text}"
        mark = ","
    yield "\n ]\n}\n" if mark else "]\n}\n"


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
    return "".join(rdf_xml_parts(_grouped(triples)))


def rdf_xml_parts(subjects: Iterable[Subject]) -> Iterator[str]:
    """RDF/XML in parts, a description each.

    Raises:
        KgError: where a predicate has no prefix here, or a text holds a character that XML cannot hold.
    """
    spaces = "".join(f'\n    xmlns:{prefix}="{iri}"' for prefix, iri in sorted(prefixes().items()))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'
    for subject, rows in subjects:
        values = "".join(_xml_value(predicate, value) for predicate, values in rows for value in values)
        yield f"  <rdf:Description rdf:about={quoteattr(subject.value)}>\n{values}  </rdf:Description>\n"
    yield "</rdf:RDF>\n"


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


def _grouped(triples: Iterable[Triple]) -> Iterator[Subject]:
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
    value = triple.object
    if not isinstance(value, NamedNode | Literal):
        raise _blank(triple)
    return _iri(triple.subject), triple.predicate, value


def _iri(node: object) -> NamedNode:
    if not isinstance(node, NamedNode):
        raise _blank(node)
    return node


def _blank(what: object) -> KgError:
    return KgError(f"{what}: the graph holds a blank node", remedy="Give the node an IRI of its own.")
