from __future__ import annotations

from rdflib import OWL, RDF, RDFS, Literal

from kg.base.terms import Modality, Power, Predicate, Status
from kg.graph.from_ontology import ontology_triples
from kg.graph.triple import line
from kg.graph.vocabulary import KG


def test_all_terms_are_told() -> None:
    """Every relation, modality and status has its label in the graph, in both languages; triples are sorted."""
    triples = ontology_triples()
    labels = {
        (subject, value.language)
        for subject, predicate, value in triples
        if predicate == RDFS.label and isinstance(value, Literal)
    }
    for term in (*Predicate, *Modality, *Status, *Power, "legalStatus", "hasPower", "towards", "topic"):
        assert {(KG[term], "nl"), (KG[term], "en")} <= labels
    assert (KG.supervises, RDF.type, OWL.ObjectProperty) in triples
    assert list(triples) == sorted(triples, key=line)
