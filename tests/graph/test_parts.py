"""A graph held against the shapes part by part: the same violations as of the whole, wherever its triples stand."""

from __future__ import annotations

import random
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import BNode, Graph, Literal, URIRef

from kg.base.errors import KgError
from kg.base.ontology import ontology_folder
from kg.graph.parts import beyond, violations_in_parts
from kg.graph.store import load_store, open_store
from kg.graph.validate import shapes_of_graph, violations_by_shacl
from kg.graph.write import write_trig

EXAMPLES = ontology_folder() / "shapes" / "examples"
PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def named(graph: Graph) -> Graph:
    """The graph without nameless nodes, which the graphs of documents have none of."""
    told = Graph()
    for triple in graph:
        told.add(tuple(URIRef(f"urn:node:{node}") if isinstance(node, BNode) else node for node in triple))  # type: ignore[arg-type]
    return told


@pytest.fixture(scope="module")
def examples() -> list[Graph]:
    """All examples but those of the catalogue, good and bad."""
    paths = sorted(path for kind in ("good", "bad") for path in (EXAMPLES / kind).glob("*.ttl"))
    return [named(Graph().parse(path)) for path in paths]


def output(folder: Path, parts: list[Graph]) -> tuple[Path, ox.Store]:
    """The parts as named graphs of a TriG file and of a store."""
    graphs = {f"urn:graph:{number}": part.serialize(format="nt") for number, part in enumerate(parts) if len(part)}
    folder.mkdir()
    write_trig(folder / "graph.trig", graphs)
    load_store(folder / "store", graphs.items())
    return folder / "graph.trig", open_store(folder / "store")


@pytest.mark.parametrize("large", [40, 400, 10**9])
def test_each_example_a_graph(large: int, examples: list[Graph], tmp_path: Path) -> None:
    """Examples that share nodes, each in a graph of its own, break together what their union breaks."""
    whole = Graph()
    for example in examples:
        whole += example
    wanted = violations_by_shacl(whole, shapes=shapes_of_graph())
    assert len({violation.shape for violation in wanted}) > 80
    assert violations_in_parts(*output(tmp_path / "o", examples), large=large) == wanted


@pytest.mark.parametrize("seed", range(5))
def test_triples_anywhere(seed: int, examples: list[Graph], tmp_path: Path) -> None:
    """Where the triples of the examples stand does not matter: what is said of a node may be spread over all graphs."""
    chance = random.Random(seed)
    whole = Graph()
    for example in chance.sample(examples, 60):
        whole += example
    parts = [Graph() for _ in range(chance.choice([2, 3, 7]))]
    for triple in sorted(whole):
        for part in chance.sample(parts, chance.choice([1, 1, 1, 2])):
            part.add(triple)
    wanted = violations_by_shacl(whole, shapes=shapes_of_graph())
    assert wanted
    assert violations_in_parts(*output(tmp_path / "o", parts), large=chance.choice([30, 100, 500])) == wanted


def test_nothing_is_valid(tmp_path: Path) -> None:
    """A file without graphs breaks nothing."""
    part = Graph()
    part.add((URIRef("urn:a"), URIRef("urn:b"), Literal("c")))
    assert violations_in_parts(*output(tmp_path / "o", [part])) == ()


@pytest.mark.parametrize(
    "shape",
    [
        "<urn:s> sh:node <urn:t> .",
        "<urn:s> sh:path ( rdfs:label rdfs:label rdfs:label ) .",
        "<urn:s> sh:path [ sh:inversePath rdfs:label ] .",
        "<urn:s> sh:path [ sh:zeroOrMorePath rdfs:label ] .",
        "<urn:s> sh:targetObjectsOf rdfs:label ; sh:path rdfs:label .",
        "<urn:s> sh:targetObjectsOf rdfs:label ; sh:or ( [ sh:path rdfs:label ] ) .",
    ],
)
def test_shapes_that_reach_too_far(shape: str) -> None:
    """A shape that asks for what no part shows is refused, and not left out."""
    with pytest.raises(KgError, match="which cannot be checked part by part"):
        beyond(Graph().parse(data=f"{PREFIXES}{shape}", format="turtle"))
