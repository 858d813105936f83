from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib import Graph

from kg.base.errors import KgError
from kg.publish.formats import (
    Subjects,
    json_ld,
    json_ld_parts,
    n_quads,
    rdf_xml,
    rdf_xml_parts,
    triples_of,
    turtle,
    turtle_parts,
)

KG = "https://w3id.org/toezichtgraaf/def#"
GRAPHS = (DefaultGraph(), NamedNode("https://a.nl/graph"))
XSD = "http://www.w3.org/2001/XMLSchema#"
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning:rdflib")

iris = st.sampled_from(
    [f"{KG}supervises", f"{KG}a.b", f"{KG}", "https://a.nl/x#y", "https://a.nl/", "http://www.w3.org/ns/dcat#Dataset"]
).map(NamedNode)
predicates = st.sampled_from(["http://purl.org/dc/terms/title", f"{KG}rule", f"{XSD}type"]).map(NamedNode)
texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\t\"'\\<>&]")
)
literals = st.one_of(
    texts.map(Literal),
    texts.map(lambda text: Literal(text, language="nl")),
    st.integers().map(lambda n: Literal(str(n), datatype=NamedNode(f"{XSD}integer"))),
)
triples = st.lists(st.builds(Triple, iris, predicates, iris | literals), max_size=12)


@given(triples)
def test_what_is_written_is_read_back(given: list[Triple]) -> None:
    """Turtle, RDF/XML and JSON-LD hold the very triples that went in, whatever their texts."""
    for text, form in (
        (turtle(given), RdfFormat.TURTLE),
        (rdf_xml(given), RdfFormat.RDF_XML),
        (json_ld(given), RdfFormat.JSON_LD),
    ):
        assert {quad.triple for quad in parse(text, format=form)} == set(given)


@given(triples, st.randoms())
def test_order_does_not_matter(given: list[Triple], chance: random.Random) -> None:
    """The same triples in another order, or twice, are the same bytes."""
    other = [*given, *given]
    chance.shuffle(other)
    for write in (turtle, rdf_xml, json_ld):
        assert write(other) == write(given)


def test_turtle_as_it_reads() -> None:
    """A value stands on its own line, the type first, and only the prefixes that are used stand above."""
    subject, title = NamedNode("https://a.nl/x"), NamedNode("http://purl.org/dc/terms/title")
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    assert turtle(
        [
            Triple(subject, title, Literal('een\n"twee"', language="nl")),
            Triple(subject, title, Literal("one")),
            Triple(subject, kind, NamedNode("http://www.w3.org/ns/dcat#Dataset")),
        ]
    ) == (
        "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n"
        "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
        "\n"
        "<https://a.nl/x>\n"
        "    a dcat:Dataset ;\n"
        '    dcterms:title "een\\n\\"twee\\""@nl,\n'
        '        "one" .\n'
    )


def test_blank_node_is_refused() -> None:
    """A blank node would get another name each time, so it is not written."""
    triple = Triple(BlankNode("b"), NamedNode(f"{KG}rule"), Literal("x"))
    for write in (turtle, rdf_xml, json_ld):
        with pytest.raises(KgError, match="the graph holds a blank node"):
            write([triple])


def test_control_character_is_refused_in_xml() -> None:
    """XML cannot hold some characters; the message says which file can."""
    with pytest.raises(KgError, match="Use the Turtle file"):
        rdf_xml([Triple(NamedNode("https://a.nl/x"), NamedNode(f"{KG}rule"), Literal("\x08"))])


def test_n_quads_sorted() -> None:
    """N-Quads stand in the order of subjects, a thing before its parts, and then of lines; each quad once, numbers as they were."""
    names = ("2", "1#x", "1", "10", "1/x")
    number = Literal("01", datatype=NamedNode(f"{XSD}nonNegativeInteger"))
    quads = [
        Quad(NamedNode(f"https://a.nl/{n}"), NamedNode(f"{KG}rule"), number, graph) for n in names for graph in GRAPHS
    ]
    assert b"".join(n_quads([*quads, *quads])).decode().splitlines() == [
        f'<https://a.nl/{name}> <{KG}rule> "01"^^<{XSD}nonNegativeInteger> {graph}.'
        for name in ("1", "1#x", "1/x", "10", "2")
        for graph in ("", "<https://a.nl/graph> ")
    ]


def test_a_whole_graph_is_written_as_a_part(tmp_path: Path) -> None:
    """What is written a subject at a time from a file is, letter for letter, what is written from its triples."""
    path = tmp_path / "graph.nq"

    @given(triples)
    def written_alike(given: list[Triple]) -> None:
        path.write_bytes(
            b"".join(
                n_quads(
                    Quad(triple.subject, triple.predicate, triple.object, graph) for triple in given for graph in GRAPHS
                )
            )
        )
        subjects = Subjects(path)
        assert "".join(turtle_parts(subjects)) == turtle(given)
        assert "".join(json_ld_parts(subjects)) == json_ld(given)
        assert "".join(rdf_xml_parts(subjects)) == rdf_xml(given)
        assert json_ld(given) == json.dumps(json.loads(json_ld(given)), ensure_ascii=False, indent=1) + "\n"

    written_alike()


def test_triples_of_rdflib() -> None:
    """An rdflib graph comes over whole and sorted."""
    graph = Graph().parse(data='<https://a.nl/b> <https://a.nl/p> "é"@nl . <https://a.nl/a> <https://a.nl/p> 1 .')
    assert [str(triple) for triple in triples_of(graph)] == [
        f'<https://a.nl/a> <https://a.nl/p> "1"^^<{XSD}integer>',
        '<https://a.nl/b> <https://a.nl/p> "é"@nl',
    ]
