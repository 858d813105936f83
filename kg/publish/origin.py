"""Where the graph comes from, as its record tells it (PROV): the documents, and the runs that read them with program and settings.

Source: https://www.w3.org/TR/prov-o/
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, OWL, PROV, RDF, RDFS, XSD

from kg import __version__
from kg.base.ids import digest
from kg.base.ontology import ontology_digest
from kg.graph.from_ontology import ontology_version
from kg.graph.iri import run_iri
from kg.graph.vocabulary import KG
from kg.publish.model import CatalogueSettings, Dataset, Source, Text

ONTOLOGY = URIRef(KG.rstrip("#"))
_ORIGIN = Text(
    "Door Toezichtgraaf met regels uit de genoemde documenten gehaald; elke uitspraak noemt het document, de plaats, "
    "de letterlijke woorden en de regel waarop zij rust.",
    "Taken from the named documents by the rules of Toezichtgraaf; every statement names the document, the place, the "
    "verbatim words and the rule it rests on.",
)
_SETTING = Text("instelling", "setting")
_RUN = Text("bouw", "build")

_Triple = tuple[URIRef, URIRef, URIRef | Literal]


def origin_triples(settings: CatalogueSettings, dataset: Dataset) -> Iterator[_Triple]:
    """The dataset's documents and runs, and a statement of provenance that leads to the documents."""
    iri = URIRef(settings.dataset_iri)
    origin = URIRef(f"{settings.dataset_iri}#provenance")
    yield iri, DCTERMS.provenance, origin
    yield origin, RDF.type, DCTERMS.ProvenanceStatement
    for language in ("nl", "en"):
        yield origin, RDFS.label, Literal(_ORIGIN[language], lang=language)
    for source in dataset.sources:
        yield iri, PROV.wasDerivedFrom, URIRef(source.iri)
        yield origin, DCTERMS.source, URIRef(source.iri)
        yield from _source(source)
    for run in dataset.runs:
        yield iri, PROV.wasGeneratedBy, URIRef(run.iri)
    yield from run_triples(settings, dataset)


def run_triples(settings: CatalogueSettings, dataset: Dataset) -> Iterator[_Triple]:
    """The runs: what they read and, where it is known, with which program, ontology and settings.

    It is known of a run of this version; of a build by another one nothing more is known here than its documents.
    """
    ours = run_iri(settings.base, digest(__version__, ontology_digest(), settings.base))
    for one in dataset.runs:
        run = URIRef(one.iri)
        name = f"Toezichtgraaf {__version__}" if run == ours else run.rpartition("/")[2][:8]
        yield run, RDF.type, PROV.Activity
        for language in ("nl", "en"):
            yield run, RDFS.label, Literal(f"{_RUN[language]} {name}", lang=language)
        for document in one.documents:
            yield run, PROV.used, URIRef(document)
        if run == ours:
            program = URIRef(f"{settings.dataset_iri}#program")
            yield run, PROV.used, ONTOLOGY
            yield run, PROV.wasAssociatedWith, program
            for language in ("nl", "en"):
                yield run, RDFS.comment, Literal(f"{_SETTING[language]}: base = {settings.base}", lang=language)
            yield program, RDF.type, PROV.SoftwareAgent
            yield program, RDFS.label, Literal(f"Toezichtgraaf {__version__}")
            yield program, OWL.versionInfo, Literal(__version__)
            yield ONTOLOGY, OWL.versionInfo, Literal(ontology_version())


def _source(source: Source) -> Iterator[_Triple]:
    iri = URIRef(source.iri)
    yield iri, RDF.type, FOAF.Document
    yield iri, DCTERMS.title, Literal(source.title)
    yield iri, DCTERMS.identifier, Literal(f"sha256:{source.sha256}")
    if source.publisher:
        yield iri, DCTERMS.publisher, _named(source.publisher)
        if source.publisher_label and _is_iri(source.publisher):
            yield URIRef(source.publisher), RDFS.label, Literal(source.publisher_label, lang="nl")
    if source.issued:
        yield iri, DCTERMS.issued, Literal(source.issued.isoformat(), datatype=XSD.date)
    if source.url:
        yield iri, FOAF.page, URIRef(source.url)
    if source.licence:
        yield iri, DCTERMS.license if _is_iri(source.licence) else DCTERMS.rights, _named(source.licence)


def _is_iri(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _named(text: str) -> URIRef | Literal:
    return URIRef(text) if _is_iri(text) else Literal(text)
