"""Whether a catalogue record keeps to shapes: our own (ontology/shapes/catalogue.ttl), or those of DCAT-AP-NL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyshacl
from rdflib import SH, Graph, URIRef
from rdflib.namespace import Namespace
from rdflib.term import Node

from kg.base.errors import KgError

_EUSH = Namespace("https://purl.eu/ns/shacl#")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Violation:
    """One result of a validation. `severity` is Violation, Warning or Info; `messages` are sorted."""

    focus: str
    path: str
    shape: str
    severity: str
    messages: tuple[str, ...]
    value: str


def catalogue_violations(
    graph: Graph, shapes: Iterable[Path], *, severities: frozenset[str] = frozenset({"Violation"})
) -> tuple[Violation, ...]:
    """The results of these severities, sorted, against all the Turtle files named and those in the folders named.

    The profiles of DCAT-AP carry their messages as eush:message; those are told as well as sh:message. DCAT-AP 3.0.1 names property
    shapes that stand in none of its files: what has no path is left out.

    Raises:
        KgError: where there is not one shape to check against, or a file is not Turtle.
    """
    files = sorted(file for path in shapes for file in (path.glob("*.ttl") if path.is_dir() else [path]))
    rules = Graph()
    for file in files:
        try:
            rules.parse(file, format="turtle")
        except SyntaxError as error:
            raise KgError(f"{file}: is not Turtle", remedy="Name files of SHACL shapes in Turtle.") from error
    if not len(rules):
        raise KgError("no shapes to check the catalogue against", remedy="Name a folder with Turtle files of shapes.")
    for shape, part in tuple(rules.subject_objects(SH.property)):
        if (part, SH.path, None) not in rules:
            rules.remove((shape, SH.property, part))
    _, report, _ = pyshacl.validate(graph, shacl_graph=rules)
    if not isinstance(report, Graph):
        raise KgError("the catalogue could not be validated", remedy="Look at the shapes files for mistakes.")
    found = (_violation(report, rules, one) for one in report.objects(None, SH.result))
    return tuple(sorted(one for one in found if one.severity in severities))


def _violation(report: Graph, rules: Graph, result: Node) -> Violation:
    shape = report.value(result, SH.sourceShape)
    messages = {str(text) for text in report.objects(result, SH.resultMessage)}
    messages |= {str(text) for text in rules.objects(shape, _EUSH.message)}
    return Violation(
        focus=str(report.value(result, SH.focusNode)),
        path=str(report.value(result, SH.resultPath) or ""),
        shape=str(shape) if isinstance(shape, URIRef) else "",
        severity=str(report.value(result, SH.resultSeverity)).rpartition("#")[2],
        messages=tuple(sorted(messages)),
        value=str(report.value(result, SH.value) or ""),
    )
