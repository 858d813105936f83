"""Namespaces and names of terms."""

from __future__ import annotations

import pytest
from rdflib import Graph

from kg.base.errors import KgError
from kg.graph.vocabulary import KG, SKOS, Language, prefixes, read_vocabulary, vocabulary_from_graph

SMALL = """
@prefix kg: <https://w3id.org/toezichtgraaf/def#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
kg:B a owl:Class ; rdfs:label "b"@nl .
kg:A a owl:Class ; rdfs:label "a"@nl, "a in English"@en ; skos:definition "de a"@nl .
kg:likes rdfs:subPropertyOf kg:relatesTo .
kg:likedBy owl:inverseOf kg:likes .
kg:meets a owl:SymmetricProperty .
<https://example.org/else> rdfs:label "iets anders"@nl .
"""


def test_namespaces_are_those_of_the_list() -> None:
    """The namespaces in code are read from prefixes.toml, which is sorted by prefix here."""
    assert str(KG) == prefixes()["kg"] == "https://w3id.org/toezichtgraaf/def#"
    assert str(SKOS) == prefixes()["skos"]
    assert list(prefixes()) == sorted(prefixes())


def test_prefixes_cannot_be_changed() -> None:
    """What is read once is the same for all who use it."""
    with pytest.raises(TypeError):
        prefixes()["kg"] = "https://example.org/"  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "language", "label"),
    [
        ("supervises", "nl", "houdt toezicht op"),
        ("supervises", "en", "supervises"),
        ("Supervisor", "nl", "toezichthouder"),
        ("inPreparation", "nl", "in voorbereiding"),
        ("asserted", "en", "asserted"),
        ("ModalityScheme", "nl", "Modaliteit van een uitspraak"),
    ],
)
def test_terms_have_names(name: str, language: Language, label: str) -> None:
    """Predicates, classes, concepts and schemes have a label in both languages."""
    assert read_vocabulary().label(KG[name], language) == label


def test_terms_have_definitions() -> None:
    """A definition is a sentence."""
    assert read_vocabulary().definition(KG.Supervisor, "nl") == "Organisatie die toezicht tot taak heeft."


def test_vocabulary_is_sorted_and_ours_alone() -> None:
    """Terms come sorted by IRI; labels of other namespaces are left out."""
    small = vocabulary_from_graph(Graph().parse(data=SMALL))
    assert small.classes == (KG.A, KG.B)
    assert small.predicates == (KG.likes,)
    assert small.terms == {KG.A, KG.B}


@pytest.mark.parametrize(("name", "inverse"), [("likes", "likedBy"), ("likedBy", "likes"), ("meets", "meets")])
def test_inverses_go_both_ways(name: str, inverse: str) -> None:
    """The inverse of the inverse is the relation itself; a symmetric one is its own."""
    assert vocabulary_from_graph(Graph().parse(data=SMALL)).inverse(KG[name]) == KG[inverse]


def test_what_is_not_told_is_an_error() -> None:
    """A term without a label, definition or inverse is told by name."""
    small = vocabulary_from_graph(Graph().parse(data=SMALL))
    with pytest.raises(KgError, match=r"def#B has no en label"):
        small.label(KG.B, "en")
    with pytest.raises(KgError, match=r"def#A has no en definition"):
        small.definition(KG.A, "en")
    with pytest.raises(KgError, match=r"def#B has no inverse"):
        small.inverse(KG.B)


def test_vocabulary_is_read_once() -> None:
    """Asking again costs nothing."""
    assert read_vocabulary() is read_vocabulary()


def test_every_relation_has_an_inverse_with_a_name() -> None:
    """Each relation can be told from its object's side, in both languages."""
    vocabulary = read_vocabulary()
    told = {vocabulary.label(vocabulary.inverse(predicate), "nl") for predicate in vocabulary.predicates}
    assert len(told) == len(vocabulary.predicates) == 17
