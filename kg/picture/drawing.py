"""A scene as a pyvis network: positions given, physics off, one line for each relation and modality."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyvis.edge import Edge as VisEdge
from pyvis.network import Network
from pyvis.node import Node as VisNode

from kg.base.terms import Modality
from kg.picture.groups import ties
from kg.picture.layout import positions
from kg.picture.model import Edge, Scene, Statement

_SIZES = (11.0, 30.0)  # least and most radius of a sign, in pixels
_BEND = 0.22  # how much further each next line between the same two bends
_BUNDLE_FROM = 3  # so many lines between the same two can be drawn as one
_SYMMETRIC = frozenset({"cooperatesWith"})
_DASHES: dict[Modality, bool | list[int]] = {
    Modality.ASSERTED: False,
    Modality.PLANNED: [11, 6],
    Modality.EXPECTED: [2, 5],
    Modality.POSSIBLE: [6, 8],
    Modality.REQUIRED: False,
    Modality.NEGATED: False,
}
_WIDTHS: dict[Modality, float] = {
    Modality.ASSERTED: 1.6,
    Modality.PLANNED: 1.8,
    Modality.EXPECTED: 2.2,
    Modality.POSSIBLE: 1.3,
    Modality.REQUIRED: 4.0,
    Modality.NEGATED: 1.8,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is drawn for all statements of an edge that have one modality; `edge` is its place in the scene."""

    edge: int
    modality: Modality
    statements: tuple[Statement, ...]


def lines_from_scene(scene: Scene) -> tuple[Line, ...]:
    """The lines in the order of the scene's edges, surest modality first."""
    return tuple(
        Line(edge=place, modality=modality, statements=told)
        for place, edge in enumerate(scene.edges)
        for modality in Modality
        if (told := tuple(statement for statement in edge.statements if statement.modality is modality))
    )


def bundles_from_lines(scene: Scene, lines: Sequence[Line]) -> tuple[tuple[int, ...], ...]:
    """The lines (by their place) between the same two things, where there are so many that one may stand for all; surest first."""
    between: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        edge = scene.edges[line.edge]
        if edge.subject != edge.object:
            between[min(edge.subject, edge.object), max(edge.subject, edge.object)].append(number)
    order = tuple(Modality)
    return tuple(
        tuple(sorted(own, key=lambda number: (order.index(lines[number].modality), number)))
        for _, own in sorted(between.items())
        if len(own) >= _BUNDLE_FROM
    )


def network_from_scene(scene: Scene, lines: Sequence[Line], bundles: Sequence[tuple[int, ...]] = ()) -> Network:
    """The pyvis network: node ids are places in `scene.nodes`, edge ids places in `lines`, those of bundles follow.

    Nodes and edges go into it as pyvis' own values; its add_node and add_edge search all that is there each time.
    """
    index = {node.iri: number for number, node in enumerate(scene.nodes)}
    pairs = [(edge.subject, edge.object) for edge in scene.edges] + ties(scene)
    points = positions([node.iri for node in scene.nodes], pairs)
    told = [0] * len(index)
    for edge in scene.edges:
        for iri in {edge.subject, edge.object}:
            told[index[iri]] += len(edge.statements)
    network = Network(directed=True, cdn_resources="in_line")
    for number, node in enumerate(scene.nodes):
        x, y = points[node.iri]
        size = min(_SIZES[1], _SIZES[0] + 3.5 * math.sqrt(told[number]))
        sign = VisNode(number, "custom", node.label.nl, x=x, y=y, size=round(size, 1), value=told[number])
        network.nodes.append(sign.options)
        network.node_ids.append(number)
        network.node_map[number] = sign.options
    for number, (line, bend) in enumerate(zip(lines, _bends(scene.edges, lines), strict=True)):
        network.edges.append(_vis_edge(number, line, scene.edges[line.edge], index, bend).options)
    for number, own in enumerate(bundles, start=len(lines)):
        edge = scene.edges[lines[own[0]].edge]
        ends = index[edge.subject], index[edge.object]
        network.edges.append(VisEdge(*ends, directed=True, id=number, arrows="to, from", smooth=False).options)
    network.options = {
        "physics": {"enabled": False},
        "layout": {"randomSeed": 0, "improvedLayout": False},
        "interaction": {"hover": True, "hideEdgesOnDrag": len(lines) > 1500, "multiselect": False},  # noqa: PLR2004 - what a laptop draws smoothly
        "nodes": {
            "scaling": {"label": {"drawThreshold": 1_000_000}}
        },  # the page writes names itself, free of each other
        "edges": {"arrows": {"to": {"scaleFactor": 0.6}}, "selectionWidth": 1.5, "hoverWidth": 1},
    }
    return network


def _vis_edge(number: int, line: Line, edge: Edge, index: dict[str, int], bend: float) -> VisEdge:
    """One line; `bend` is positive to the right of the way from subject to object."""
    return VisEdge(
        index[edge.subject],
        index[edge.object],
        directed=True,
        id=number,
        arrows="" if edge.predicate in _SYMMETRIC else "to",
        dashes=_DASHES[line.modality],
        width=_WIDTHS[line.modality],
        smooth={"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)}
        if bend
        else False,
    )


def _bends(edges: Sequence[Edge], lines: Sequence[Line]) -> Iterator[float]:
    """For each line how much it bends, so that all lines between the same two lie apart."""
    between: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        edge = edges[line.edge]
        between[min(edge.subject, edge.object), max(edge.subject, edge.object)].append(number)
    for number, line in enumerate(lines):
        edge = edges[line.edge]
        pair = (min(edge.subject, edge.object), max(edge.subject, edge.object))
        bend = (between[pair].index(number) - (len(between[pair]) - 1) / 2) * _BEND
        yield round(bend if edge.subject == pair[0] else -bend, 3)
