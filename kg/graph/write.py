"""Graphs as text: sorted N-Triples for one, canonical TriG for all. The same triples give the same bytes always."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.graph.triple import Triple, line
from kg.graph.vocabulary import prefixes


def ntriples(triples: Iterable[Triple]) -> str:
    """The triples as N-Triples: a line each, sorted by characters, each once.

    Raises:
        TypeError: for a blank node.
    """
    return "".join(f"{text}\n" for text in sorted({line(triple) for triple in triples}))


def write_trig(path: Path, graphs: Mapping[str, str]) -> None:
    """Write the graphs (IRI: N-Triples) as TriG: graphs in order of their IRIs, triples in order of their lines.

    Written graph by graph: no more than one is in memory a second time.

    Raises:
        OSError: where the file cannot be written.
        SyntaxError: for text that is not N-Triples.
    """
    with path.open("wb") as file:
        file.write(trig_head())
        for name in sorted(graphs):
            file.write(trig_of_graph(name, graphs[name]))


def trig_of_graph(name: str, text: str) -> bytes:
    """The part of a TriG file that tells one graph (N-Triples); `trig_head` and such parts, by name, are the file.

    Raises:
        SyntaxError: for text that is not N-Triples.
    """
    return _body(_quads(name, text), ox.RdfFormat.TRIG)


def turtle(triples: Iterable[ox.Triple]) -> str:
    """The triples as Turtle, in the order given, with the project's prefixes."""
    return (trig_head() + _body(triples, ox.RdfFormat.TURTLE)).decode()


def trig_head() -> bytes:
    """The project's prefixes, as TriG and Turtle files begin."""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items()).encode()


def _body(statements: Iterable[ox.Triple] | Iterable[ox.Quad], form: ox.RdfFormat) -> bytes:
    """What pyoxigraph writes, without its own head: there the prefixes come in another order each time."""
    out = io.BytesIO()
    ox.serialize(statements, out, form, prefixes=dict(prefixes()))
    rest = out.getvalue()
    while rest.startswith(b"@prefix "):
        rest = rest.partition(b"\n")[2]
    return rest


def _quads(name: str, text: str) -> Iterator[ox.Quad]:
    graph = ox.NamedNode(name)
    # not splitlines: it also cuts at form feeds and the like, which stand unescaped in quotes
    ordered = "\n".join(sorted(set(text.split("\n"))))
    for quad in ox.parse(ordered, ox.RdfFormat.N_TRIPLES):
        yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)
