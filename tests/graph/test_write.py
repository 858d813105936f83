from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from rdflib import BNode, Literal, URIRef

from kg.graph.triple import Triple
from kg.graph.vocabulary import KG, prefixes
from kg.graph.write import ntriples, write_trig

A, B = URIRef("http://a.nl/a"), URIRef("http://a.nl/b")


def test_ntriples_are_sorted_and_escaped() -> None:
    """A line each, sorted, once; quotes, backslashes and line ends are escaped, all else stands as it is."""
    triples: list[Triple] = [(B, KG.file, Literal('a"\\\n\r\f\u2028é')), (A, KG.file, B), (A, KG.file, B)]
    assert ntriples(triples) == (
        "<http://a.nl/a> <https://w3id.org/toezichtgraaf/def#file> <http://a.nl/b> .\n"
        '<http://a.nl/b> <https://w3id.org/toezichtgraaf/def#file> "a\\"\\\\\\n\\r\f\u2028é" .\n'
    )


def test_blank_nodes_are_refused() -> None:
    """Our graph has no blank nodes."""
    with pytest.raises(TypeError, match="is neither an IRI nor a literal"):
        ntriples([(BNode("x"), KG.file, A)])  # type: ignore[list-item]


def test_trig_is_canonical(tmp_path: Path) -> None:
    """Prefixes, graphs by IRI, triples by line; also where lines come unsorted and twice."""
    one = "<http://a.nl/a> <http://a.nl/p> <http://a.nl/b> .\n"
    two = '<http://a.nl/a> <http://a.nl/p> "x\f\u2028"@nl .\n'
    path = tmp_path / "graph.trig"
    write_trig(path, {"http://a.nl/g2": one, "http://a.nl/g1": one + two + one})
    heads = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items())
    assert path.read_text(encoding="utf-8") == heads + (
        '<http://a.nl/g1> {\n\t<http://a.nl/a> <http://a.nl/p> "x\\f\u2028"@nl , <http://a.nl/b> .\n}\n'
        "<http://a.nl/g2> {\n\t<http://a.nl/a> <http://a.nl/p> <http://a.nl/b> .\n}\n"
    )


def test_no_namespace_begins_another() -> None:
    """An IRI has one short form: of two prefixes that both fit, a writer would choose one by chance."""
    spaces = sorted(prefixes().values())
    assert [pair for pair in itertools.combinations(spaces, 2) if pair[1].startswith(pair[0])] == []
