"""What messages call a thing of the graph."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.graph.places import Place, place_of

KGID = "https://w3id.org/toezichtgraaf/id/"
STATEMENT = f"{KGID}statement/{'1' * 32}"
EVIDENCE = f"{KGID}evidence/{'2' * 32}"
DOCUMENT = f"{KGID}document/{'3' * 32}"
DATA = f"""
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kg: <https://w3id.org/toezichtgraaf/def#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<{DOCUMENT}> a kg:Document ; kg:file "rapport.pdf" .
<{DOCUMENT}#page=3> dcterms:isPartOf <{DOCUMENT}> ; kg:pageNumber 3 .
<{EVIDENCE}> oa:hasSource <{DOCUMENT}#page=3> ; oa:hasSelector <{EVIDENCE}#quote> .
<{STATEMENT}> a kg:Statement ; rdf:subject <urn:a> ; rdf:predicate kg:supervises ; rdf:object <urn:b> ;
    prov:wasDerivedFrom <{DOCUMENT}> ; kg:evidence <{EVIDENCE}> .
<urn:a> rdfs:label "A in English"@en, "Inspectie"@nl .
kg:supervises rdfs:label "houdt toezicht op"@nl .
<urn:loose> rdfs:label "los"@nl .
"""
SAID = "rapport.pdf p. 3, statement 11111111 (Inspectie · houdt toezicht op · urn:b)"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    made = ox.Store()
    made.load(DATA, format=ox.RdfFormat.TURTLE)
    return made


@pytest.mark.parametrize("iri", [STATEMENT, EVIDENCE, f"{EVIDENCE}#quote"])
def test_a_statement_and_its_evidence(store: ox.Store, iri: str) -> None:
    """A statement is told with document, page and what it says; its evidence is told as the statement."""
    assert place_of(store, iri) == Place(words=SAID, document="rapport.pdf", page=3)


@pytest.mark.parametrize(
    ("iri", "place"),
    [
        ("urn:a", Place(words=f"Inspectie <urn:a>, as in {SAID}", document="rapport.pdf", page=3)),
        (f"{DOCUMENT}#page=3", Place(words="rapport.pdf p. 3", document="rapport.pdf", page=3)),
        (DOCUMENT, Place(words="rapport.pdf", document="rapport.pdf")),
        ("urn:loose", Place(words="los <urn:loose>")),
        ("urn:unknown", Place(words="urn:unknown")),
        ("een tekst", Place(words="'een tekst'")),
    ],
)
def test_other_things(store: ox.Store, iri: str, place: Place) -> None:
    """A thing is told with a statement it is in, a page and a document with the file; the rest by label and IRI."""
    assert place_of(store, iri) == place


def test_what_a_broken_graph_lacks_is_left_out() -> None:
    """A statement without document, page or ends is told by its id."""
    store = ox.Store()
    store.load(f"<{STATEMENT}> a <https://w3id.org/toezichtgraaf/def#Statement> .", format=ox.RdfFormat.TURTLE)
    assert place_of(store, STATEMENT) == Place(words="statement 11111111")
