"""The record and the description of the dataset by the rules of the vocabularies they are written in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.namespace import VOID
from rdflib.term import Node

from kg.graph.vocabulary import prefixes
from kg.publish.catalogue import catalogue_of
from kg.publish.distributions import FORMS, distributions_of
from kg.publish.from_graph import dataset_from_store, published, union_of
from kg.publish.replace import written
from kg.publish.void import void

from .sample import BASE, TRIG
from .test_catalogue import COVERAGE, DATASET, SERVED

FILES = {
    "dcat": "dcat3/dcat3.ttl",
    "dcterms": "dcterms/dcterms.ttl",
    "dqv": "dqv/dqv.ttl",
    "foaf": "foaf/foaf.ttl",
    "prov": "prov-o/prov.ttl",
    "sd": "sparql-service-description/sd.ttl",
    "skos": "skos/skos.ttl",
    "vcard": "vcard/vcard.ttl",
    "void": "void/void.ttl",
}


_ANY = URIRef(f"{XSD}anySimpleType")


@pytest.fixture(scope="module")
def told() -> Graph:
    """All that a publication tells of itself, with everything set."""
    dataset = dataset_from_store(union_of(published(parse(TRIG, format=RdfFormat.TRIG), base=BASE)))
    files = distributions_of({name: written(name.encode()) for name in FORMS})
    record = catalogue_of(SERVED, replace(dataset, coverage=COVERAGE), files)
    return record + void(SERVED, files, dataset)


def _used(told: Graph, namespace: str) -> Iterator[tuple[URIRef, URIRef]]:
    """The terms of a vocabulary that are used: properties, and what stands as a class."""
    for subject, predicate, value in told:
        assert isinstance(subject, URIRef)
        for term in (predicate, value if predicate == RDF.type else None):
            if isinstance(term, URIRef) and term.startswith(namespace):
                yield subject, term


@pytest.mark.parametrize("prefix", FILES)
def test_terms_are_those_of_the_vocabulary(told: Graph, shared: Path, prefix: str) -> None:
    """Each property and class used is defined where its namespace says so."""
    vocabulary = Graph().parse(shared / "data/vocabularies" / FILES[prefix])
    used = {term for _, term in _used(told, prefixes()[prefix])}
    assert used
    assert used <= set(vocabulary.subjects())


@pytest.mark.parametrize("prefix", ["void", "dqv", "sd"])
def test_what_a_property_is_told_of(told: Graph, shared: Path, prefix: str) -> None:
    """A property with a domain is told only of things that are said to be of it, so that no program needs to infer that."""
    vocabulary = Graph().parse(shared / "data/vocabularies" / FILES[prefix])
    for subject, term in _used(told, prefixes()[prefix]):
        for domain in vocabulary.objects(term, RDFS.domain):
            if isinstance(domain, URIRef):
                kinds = set(told.objects(subject, RDF.type))
                wider = {one for kind in kinds for one in vocabulary.transitive_objects(kind, RDFS.subClassOf)}
                assert domain in kinds | wider, (subject, term)


@pytest.mark.parametrize("prefix", ["void", "dqv", "sd"])
def test_what_a_property_leads_to(told: Graph, shared: Path, prefix: str) -> None:
    """A property whose values are of a class of its own vocabulary, or texts or numbers, leads to such a value alone."""
    vocabulary = Graph().parse(shared / "data/vocabularies" / FILES[prefix])
    both, checked = vocabulary + told, set()
    for _, term, value in told:
        for kind in vocabulary.objects(term, RDFS.range) if str(term).startswith(prefixes()[prefix]) else ():
            checked.add(term)
            is_datatype = str(kind).startswith(str(XSD)) and kind != _ANY  # the name of a datatype
            assert isinstance(value, Literal) == (is_datatype or kind == RDFS.Literal), (term, value)
            if is_datatype and isinstance(value, Literal):
                assert (value.datatype or XSD.string) == kind, (term, value)
            if str(kind).startswith(prefixes()[prefix]):
                own = both.objects(value, RDF.type)
                assert kind in {one for each in own for one in both.transitive_objects(each, RDFS.subClassOf)}, (
                    term,
                    value,
                )
    assert checked


def test_void_numbers_agree(told: Graph) -> None:
    """The parts by property make up all triples; no part by class, and no linkset, holds more than the whole."""

    def number(node: Node, property_: URIRef) -> int:
        return int(str(told.value(node, property_)))

    parts = [number(part, VOID.triples) for part in told.objects(DATASET, VOID.propertyPartition)]
    assert sum(parts) == number(DATASET, VOID.triples) > 0
    classes = [number(part, VOID.entities) for part in told.objects(DATASET, VOID.classPartition)]
    assert 0 < max(classes) <= number(DATASET, VOID.entities)
    links = [number(part, VOID.triples) for part in told.subjects(RDF.type, VOID.Linkset)]
    assert 0 < max(links) < number(DATASET, VOID.triples)
    assert len(parts) == number(DATASET, VOID.properties)
    assert len(classes) == number(DATASET, VOID.classes)
