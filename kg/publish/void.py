"""The description of the dataset for programs that look at /.well-known/void: what it holds, class by class.

Source: https://www.w3.org/TR/void/
"""

from __future__ import annotations

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, VOID

from kg.base.ids import digest
from kg.graph.vocabulary import KG
from kg.publish.model import CatalogueSettings, Counts, Distribution


def void(settings: CatalogueSettings, distributions: tuple[Distribution, ...], counts: Counts) -> Graph:
    """The dataset with its dumps, and a part for each class and each property, without a blank node."""
    graph = Graph()
    dataset = URIRef(settings.dataset_iri)
    description = URIRef(settings.download_url(".well-known/void"))
    graph.add((description, RDF.type, VOID.DatasetDescription))
    graph.add((description, FOAF.primaryTopic, dataset))
    graph.add((dataset, RDF.type, VOID.Dataset))
    graph.add((dataset, DCTERMS.title, Literal(settings.title_nl, lang="nl")))
    graph.add((dataset, DCTERMS.title, Literal(settings.title_en, lang="en")))
    graph.add((dataset, VOID.triples, Literal(counts.triples)))
    graph.add((dataset, VOID.entities, Literal(counts.entities)))
    graph.add((dataset, VOID.uriSpace, Literal(settings.base)))
    graph.add((dataset, VOID.vocabulary, URIRef(KG)))
    if settings.licence:
        graph.add((dataset, DCTERMS.license, URIRef(settings.licence)))
    for one in distributions:
        if one.file_type.startswith("RDF_"):
            graph.add((dataset, VOID.dataDump, URIRef(settings.download_url(one.file))))
    for iri, number in counts.classes:
        part = URIRef(f"{settings.dataset_iri}#class-{digest(iri)[:12]}")
        graph.add((dataset, VOID.classPartition, part))
        graph.add((part, VOID["class"], URIRef(iri)))
        graph.add((part, VOID.entities, Literal(number)))
    for iri, number in counts.properties:
        part = URIRef(f"{settings.dataset_iri}#property-{digest(iri)[:12]}")
        graph.add((dataset, VOID.propertyPartition, part))
        graph.add((part, VOID.property, URIRef(iri)))
        graph.add((part, VOID.triples, Literal(number)))
    return graph
