"""Questions about the graph as a network: the shortest way between two things, and who is connected most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import networkx as nx
import pyoxigraph as ox

from kg.query.model import Cell

Row = dict[str, Cell | None]

_MOST = 25  # actors in the answer
_EXACT = 500  # nodes up to which every shortest way is looked at
_SAMPLED = 200
_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
_DECIMAL = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")


def shortest_way(rows: Sequence[Row], start: str, end: str, ends: tuple[str, str]) -> list[Row]:
    """The rows along a shortest way between two IRIs, with the number of their step; empty where there is no way.

    `ends` are the columns with the two ends of an edge. Edges count in both directions; where two things are connected by more than one
    row all of them are told. Of several shortest ways it is the first by IRI, step after step.
    """
    network: nx.Graph[str] = nx.Graph()
    told: dict[frozenset[str], list[Row]] = {}
    for row in rows:
        one, other = (_iri(row[column]) for column in ends)
        if one and other and one != other:
            told.setdefault(frozenset((one, other)), []).append(row)
    network.add_edges_from(sorted(_pair(*pair) for pair in told))
    if start not in network or end not in network or not nx.has_path(network, start, end):
        return []
    left = nx.single_source_shortest_path_length(network, end)
    way = [start]
    while way[-1] != end:
        way.append(min(node for node in network[way[-1]] if left[node] == left[way[-1]] - 1))
    return [
        {"stap": _number(step), **row} for step, pair in enumerate(pairwise(way), 1) for row in told[frozenset(pair)]
    ]


def most_connected(rows: Iterable[Row], ends: tuple[str, str], kinds: tuple[str, str]) -> list[Row]:
    """The things connected with most others, at most 25, by rank: neighbours, then their share of the shortest ways.

    The share (betweenness) is exact up to 500 things; beyond, it is estimated from the ways of 200 of them, always the same.

    Source: https://networkx.org/documentation/stable/reference/algorithms/generated/networkx.algorithms.centrality.betweenness_centrality.html
    """
    network: nx.Graph[str] = nx.Graph()
    cells: dict[str, tuple[Cell, Cell | None]] = {}
    edges: set[tuple[str, str]] = set()
    for row in rows:
        one, other = (_iri(row[column]) for column in ends)
        for iri, column, kind in zip((one, other), ends, kinds, strict=True):
            cell = row[column]
            if cell:
                cells[iri] = min(cells.get(iri, (cell, row[kind])), (cell, row[kind]), key=str)
        if one and other and one != other:
            edges.add(_pair(one, other))
    network.add_nodes_from(sorted(cells))
    network.add_edges_from(sorted(edges))
    size = network.number_of_nodes()
    sample = None if size <= _EXACT else _SAMPLED
    shares = nx.betweenness_centrality(network, k=sample, seed=0)
    ranked = sorted(cells, key=lambda iri: (-network.degree[iri], -round(shares[iri], 4), cells[iri][0].text, iri))
    return [
        {
            "rang": _number(rank),
            "wie": cells[iri][0],
            "soort": cells[iri][1],
            "buren": _number(network.degree[iri]),
            "tussenpositie": _share(shares[iri]),
        }
        for rank, iri in enumerate(ranked[:_MOST], 1)
    ]


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _iri(cell: Cell | None) -> str:
    return cell.term.value if cell and isinstance(cell.term, ox.NamedNode) else ""


def _number(number: int) -> Cell:
    return Cell(ox.Literal(str(number), datatype=_INTEGER), str(number))


def _share(share: float) -> Cell:
    text = f"{share:.4f}"
    return Cell(ox.Literal(text, datatype=_DECIMAL), text)
