"""A part of a scene: what lies around one thing, and which thing a person means by a name."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Set as AbstractSet
from dataclasses import replace

from kg.base.errors import UsageError
from kg.graph.naming import name_key, without_article
from kg.picture.model import Edge, Node, Scene

_SUGGESTIONS = 5


def around(scene: Scene, focus: str, depth: int) -> Scene:
    """The things within `depth` steps of `focus`, whatever the direction of the edges, and all edges between them.

    Raises:
        UsageError: where the scene does not hold `focus`, or `depth` is negative.
    """
    if depth < 0:
        raise UsageError(f"depth {depth} is less than 0", remedy="Give 0 for the thing alone, 1 for its neighbours.")
    if all(node.iri != focus for node in scene.nodes):
        raise UsageError(f"no statement speaks of {focus}", remedy="Give a name or IRI that is in the graph.")
    neighbours: dict[str, set[str]] = defaultdict(set)
    for edge in scene.edges:
        neighbours[edge.subject].add(edge.object)
        neighbours[edge.object].add(edge.subject)
    reached, front = {focus}, {focus}
    for _ in range(depth):
        front = {other for iri in front for other in neighbours[iri]} - reached
        reached |= front
    edges = tuple(edge for edge in scene.edges if edge.subject in reached and edge.object in reached)
    return replace(part(scene, reached, edges), focus=focus)


def part(scene: Scene, things: AbstractSet[str], edges: tuple[Edge, ...]) -> Scene:
    """The scene of these things and edges alone, with the documents and legal bases that they need."""
    nodes = tuple(node for node in scene.nodes if node.iri in things)
    statements = [statement for edge in edges for statement in edge.statements]
    claimed = [claim.statement for node in nodes for claim in node.claims]
    documents = {statement.document for statement in (*statements, *claimed)}
    bases = {statement.basis for statement in statements}
    return replace(
        scene,
        nodes=nodes,
        edges=edges,
        sources=tuple(source for source in scene.sources if source.iri in documents),
        instruments=tuple(pair for pair in scene.instruments if pair[0] in bases),
    )


def iri_of(scene: Scene, name: str) -> str:
    """The IRI of the one thing in the scene that is called `name` (or has that IRI), whatever its capitals and spaces.

    A label counts for more than another name; an article in front does not count.

    Raises:
        UsageError: where nothing, or more than one thing, is called so; the error names what was perhaps meant.
    """
    if any(node.iri == name for node in scene.nodes):
        return name
    wanted = name_key(name)
    named = _called(scene, wanted) or _called(scene, without_article(wanted))
    if len(named) == 1:
        return named[0].iri
    if named:
        choices = "; ".join(f"{node.label.nl} <{node.iri}>" for node in named[:_SUGGESTIONS])
        raise UsageError(f"{len(named)} things are called {name!r}: {choices}", remedy="Give the IRI you mean.")
    near = _near(scene, wanted)
    remedy = f"Did you mean {', '.join(near)}?" if near else "Search the picture of the whole graph for it."
    raise UsageError(f"nothing in the graph is called {name!r}", remedy=remedy)


def _called(scene: Scene, key: str) -> list[Node]:
    labelled = [node for node in scene.nodes if key in {name_key(node.label.nl), name_key(node.label.en)}]
    return labelled or [node for node in scene.nodes if key in map(name_key, node.names)]


def _near(scene: Scene, wanted: str) -> list[str]:
    """Labels of the things with a name like `wanted`: first those that hold its words, then those spelt nearly so."""
    by_name: dict[str, Node] = {}
    for node in scene.nodes:
        for name in (node.label.nl, node.label.en, *node.names):
            by_name.setdefault(name_key(name), node)
    holding = sorted(name for name in by_name if wanted and wanted in name)
    alike = difflib.get_close_matches(wanted, by_name, n=_SUGGESTIONS, cutoff=0.6)
    labels = dict.fromkeys(f'"{by_name[name].label.nl}"' for name in (*holding, *alike))
    return list(labels)[:_SUGGESTIONS]
