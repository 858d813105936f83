"""The description of the dataset for programs that look at /.well-known/void: what it holds, class by class.

Source: https://www.w3.org/TR/void/
"""

from __future__ import annotations

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, VOID

from kg.base.ids import digest
from kg.graph.vocabulary import KG, prefixes
from kg.publish.from_graph import SPACES
from kg.publish.model import CatalogueSettings, Counts, Dataset, Distribution

_EXAMPLES = 5
_SD = Namespace(prefixes()["sd"])


def void(settings: CatalogueSettings, distributions: tuple[Distribution, ...], dataset: Dataset) -> Graph:
    """The dataset with its dumps, a part for each class and each property, and a linkset for each register, without a blank node.

    Where an endpoint is set, its service description stands here too.
    """
    counts = dataset.counts
    graph = Graph()
    node = URIRef(settings.dataset_iri)
    description = URIRef(settings.download_url(".well-known/void"))
    graph.add((description, RDF.type, VOID.DatasetDescription))
    graph.add((description, FOAF.primaryTopic, node))
    graph.add((node, RDF.type, VOID.Dataset))
    graph.add((node, DCTERMS.title, Literal(settings.title_nl, lang="nl")))
    graph.add((node, DCTERMS.title, Literal(settings.title_en, lang="en")))
    graph.add((node, VOID.triples, Literal(counts.triples)))
    graph.add((node, VOID.entities, Literal(counts.things)))
    graph.add((node, VOID.classes, Literal(len(counts.classes))))
    graph.add((node, VOID.properties, Literal(len(counts.properties))))
    graph.add((node, VOID.uriSpace, Literal(settings.base)))
    graph.add((node, VOID.vocabulary, URIRef(KG)))
    if settings.licence:
        graph.add((node, DCTERMS.license, URIRef(settings.licence)))
    for one in distributions:
        if one.is_rdf:
            graph.add((node, VOID.dataDump, URIRef(settings.download_url(one.file))))
    for iri, number in counts.classes:
        part = URIRef(f"{settings.dataset_iri}#class-{digest(iri)[:12]}")
        graph.add((node, VOID.classPartition, part))
        graph.add((part, RDF.type, VOID.Dataset))
        graph.add((part, VOID["class"], URIRef(iri)))
        graph.add((part, VOID.entities, Literal(number)))
    for iri, number in counts.properties:
        part = URIRef(f"{settings.dataset_iri}#property-{digest(iri)[:12]}")
        graph.add((node, VOID.propertyPartition, part))
        graph.add((part, RDF.type, VOID.Dataset))
        graph.add((part, VOID.property, URIRef(iri)))
        graph.add((part, VOID.triples, Literal(number)))
    for source in dataset.sources[:_EXAMPLES]:
        graph.add((node, VOID.exampleResource, URIRef(source.iri)))
    _add_links(graph, node, counts)
    if settings.sparql:
        graph.add((node, VOID.sparqlEndpoint, URIRef(settings.sparql)))
        _add_service(graph, node, settings)
    return graph


def _add_links(graph: Graph, node: URIRef, counts: Counts) -> None:
    """A linkset for each register that the graph leads to, with its properties and how many triples it holds."""
    for space in sorted({space for space, _, _ in counts.links}):
        links, other = (URIRef(f"{node}#{name}-{digest(space)[:12]}") for name in ("links", "register"))
        graph.add((node, VOID.subset, links))
        graph.add((links, RDF.type, VOID.Linkset))
        graph.add((links, VOID.subjectsTarget, node))
        graph.add((links, VOID.objectsTarget, other))
        graph.add((other, RDF.type, VOID.Dataset))
        graph.add((other, VOID.uriSpace, Literal(space)))
        for language in ("nl", "en"):
            graph.add((other, DCTERMS.title, Literal(SPACES[space][language], lang=language)))
        rows = [(property_, number) for one, property_, number in counts.links if one == space]
        graph.add((links, VOID.triples, Literal(sum(number for _, number in rows))))
        for property_, _ in rows:
            graph.add((links, VOID.linkPredicate, URIRef(property_)))


def _add_service(graph: Graph, node: URIRef, settings: CatalogueSettings) -> None:
    """The description of the endpoint, as far as it is known without asking it."""
    service = URIRef(f"{settings.dataset_iri}#sparql")
    graph.add((service, RDF.type, _SD.Service))
    graph.add((service, _SD.endpoint, URIRef(settings.sparql)))
    graph.add((service, _SD.supportedLanguage, _SD.SPARQL11Query))
    graph.add((service, _SD.feature, _SD.UnionDefaultGraph))
    graph.add((service, _SD.defaultDataset, node))
    graph.add((node, RDF.type, _SD.Dataset))
