"""A part of a scene: what the answer to a question names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.base.terms import Modality, Predicate
from kg.picture.focus import part
from kg.picture.model import Scene, Statement, Words

_KG = "https://w3id.org/toezichtgraaf/def#"


def told_in(scene: Scene, rows: Iterable[frozenset[str]], title: Words | None = None) -> Scene:
    """The statements and things that the rows name, each a set of IRIs.

    A row that names a statement stands for it alone; any other stands for all that is told between its things, of the relations and
    modalities that it names, if any. A thing stands there even if nothing is told of it in the answer.
    """
    rows = tuple(rows)
    named = frozenset[str]().union(*rows)
    things = {node.iri for node in scene.nodes if node.iri in named}
    told = {statement.iri: edge for edge in scene.edges for statement in edge.statements}
    wanted = {iri for iri in named if iri in told}
    between = _between(scene)
    for row in rows:
        if not row & told.keys():
            wanted |= {statement.iri for statement in _statements(row, between)}
    edges = tuple(
        replace(edge, statements=kept)
        for edge in scene.edges
        if (kept := tuple(statement for statement in edge.statements if statement.iri in wanted))
    )
    things |= {iri for edge in edges for iri in (edge.subject, edge.object)}
    return replace(part(scene, things, edges), title=title)


def _between(scene: Scene) -> dict[tuple[str, str], list[tuple[str, Statement]]]:
    """By subject and object, predicate and statement."""
    found: dict[tuple[str, str], list[tuple[str, Statement]]] = {}
    for edge in scene.edges:
        found.setdefault((edge.subject, edge.object), []).extend((edge.predicate, said) for said in edge.statements)
    return found


def _statements(row: frozenset[str], between: dict[tuple[str, str], list[tuple[str, Statement]]]) -> list[Statement]:
    predicates = {name for name in Predicate if _KG + name in row}
    modalities = {name for name in Modality if _KG + name in row}
    return [
        statement
        for subject in row
        for object_ in row
        for predicate, statement in between.get((subject, object_), ())
        if (not predicates or predicate in predicates) and (not modalities or statement.modality in modalities)
    ]
