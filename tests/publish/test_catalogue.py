from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, OWL, PROV, RDF, SKOS, VOID, XSD
from rdflib.term import BNode

from kg import __version__
from kg.base.ids import digest
from kg.base.ontology import ontology_digest, ontology_folder
from kg.graph.iri import run_iri
from kg.graph.vocabulary import DCAT as KG_DCAT
from kg.publish.catalogue import SPDX, VCARD, catalogue_of
from kg.publish.check import catalogue_violations
from kg.publish.distributions import FORMS, distributions_of
from kg.publish.from_graph import dataset_from_store, published, union_of
from kg.publish.model import CatalogueSettings, Figure, Quality
from kg.publish.quality import DQV
from kg.publish.replace import written
from kg.publish.void import void

from .sample import BASE, BRIEF, RAPPORT, RUN, TRIG

FULL = CatalogueSettings(
    publisher_iri="https://identifier.overheid.nl/tooi/id/oorg/oorg10006",
    publisher_name="Inspectie Justitie en Veiligheid",
    publisher_type="http://purl.org/adms/publishertype/NationalAuthority",
    contact_name="Team gegevens",
    contact_email="gegevens@example.nl",
    contact_url="https://example.nl/contact",
    landing_page="https://example.nl/over-de-graaf",
    url="https://example.nl/toezicht",
)
SERVED = replace(
    FULL,
    sparql="https://example.nl/sparql",
    version="2026.1",
    previous="https://example.nl/dataset/2025",
    series="https://example.nl/reeks",
    series_title_nl="Toezicht door de jaren",
    series_title_en="Supervision over the years",
    legislation=("http://data.europa.eu/eli/reg_impl/2023/138/oj",),
    quality=(
        Quality(
            gold="goud",
            day=date(2026, 1, 31),
            url="https://example.nl/goud",
            figures=(
                Figure(metric="precision", of="", good=9, total=10),
                Figure(metric="recall", of="supervises", good=1, total=3),
                Figure(metric="modality", of="", good=4, total=4),
            ),
        ),
    ),
)
COVERAGE = (
    Figure(metric="coverage", of="", good=2, total=4),
    Figure(metric="coverage", of="supervises", good=2, total=3),
    Figure(metric="coverage", of="informs", good=0, total=0),
)
DATASET = URIRef(f"{BASE}dataset/toezichtgraaf")
PROFILES = ("dcat-ap-nl-3.0.0", "dcat-ap-nl-3.0.1", "dcat-ap-3.0.1/dcat-ap-SHACL.ttl")


def _record(settings: CatalogueSettings, *, trig: str = TRIG) -> Graph:
    quads = published(parse(trig, format=RdfFormat.TRIG), base=BASE)
    files = {name: written(name.encode()) for name in FORMS}
    dataset = replace(dataset_from_store(union_of(quads)), coverage=COVERAGE)
    return catalogue_of(settings, dataset, distributions_of(files))


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("settings", [CatalogueSettings(), FULL, SERVED], ids=["defaults", "full", "served"])
def test_official_shapes(shared: Path, profile: str, settings: CatalogueSettings) -> None:
    """A record breaks no shape of DCAT-AP-NL 3.0.0 and 3.0.1 and of DCAT-AP 3.0.1, whether or not anything was set."""
    assert catalogue_violations(_record(settings), [shared / "data/vocabularies" / profile]) == ()


def test_official_recommendations(shared: Path) -> None:
    """With all set, the one thing recommended that is absent is a service: none is served from a folder."""
    paths = [shared / "data/vocabularies/dcat-ap-nl-3.0.1"]
    found = catalogue_violations(_record(FULL), paths, severities=frozenset({"Violation", "Warning"}))
    assert {one.path for one in found} == {str(DCAT.accessService)}


def test_no_dates(shared: Path) -> None:
    """Without any date of a document the record has no date, and is valid."""
    record = _record(CatalogueSettings(), trig=TRIG.replace("dcterms:issued", "dcterms:subject"))
    assert not set(record.predicates()) & {DCTERMS.issued, DCTERMS.modified, DCTERMS.temporal}
    for profile in PROFILES:
        assert catalogue_violations(record, [shared / "data/vocabularies" / profile]) == ()


@pytest.mark.parametrize(
    ("key", "value", "path", "own"),
    [
        ("title_nl", "", DCTERMS.title, {"Catalogue-title", "Dataset-title"}),
        ("themes", (), DCAT.theme, {"Dataset-theme"}),
        ("access_rights", "", DCTERMS.accessRights, {"Dataset-accessRights"}),
        ("licence", "", DCTERMS.license, {"Distribution-license"}),
    ],
)
def test_setting_left_empty(shared: Path, key: str, value: object, path: URIRef, own: set[str]) -> None:
    """An empty setting breaks the shapes of its own property, those of the profile and ours, and no other."""
    settings = replace(CatalogueSettings(title_en=""), **{key: value})  # type: ignore[arg-type]
    told = _record(settings)
    official = catalogue_violations(told, [shared / "data/vocabularies/dcat-ap-nl-3.0.1"])
    assert {one.path for one in official} == {str(path)}
    assert all(one.messages for one in official)
    ours = catalogue_violations(told, [ontology_folder() / "shapes/catalogue.ttl"])
    assert {one.shape.rpartition("#")[2] for one in ours} == own


def test_own_shapes() -> None:
    """Our own shapes find nothing wrong with a record of ours."""
    for settings in (CatalogueSettings(), FULL, SERVED):
        assert catalogue_violations(_record(settings), [ontology_folder() / "shapes/catalogue.ttl"]) == ()


def test_no_blank_nodes() -> None:
    """Each thing in the record has an IRI, so that the next record can be compared with it."""
    assert not any(isinstance(term, BNode) for triple in _record(SERVED) for term in triple)


def test_documents_are_the_sources() -> None:
    """The dataset is derived from each document, which is told with what is known of it and never made a dataset."""
    record = _record(FULL)
    assert set(record.objects(DATASET, PROV.wasDerivedFrom)) == {URIRef(RAPPORT), URIRef(BRIEF)}
    origin = record.value(DATASET, DCTERMS.provenance)
    assert set(record.objects(origin, DCTERMS.source)) == {URIRef(RAPPORT), URIRef(BRIEF)}
    assert set(record.subjects(RDF.type, DCAT.Dataset)) == {DATASET}
    rapport = URIRef(RAPPORT)
    assert record.value(rapport, DCTERMS.title) == Literal("Jaarbericht <2023> & meer")
    assert record.value(rapport, DCTERMS.identifier) == Literal("sha256:" + "ab" * 32)
    assert record.value(rapport, DCTERMS.issued) == Literal(date(2023, 5, 16))
    assert record.value(rapport, FOAF.page) == URIRef("https://example.org/rapport.pdf?a=1&b=2")
    assert record.value(URIRef(BRIEF), DCTERMS.publisher) == Literal("Een ministerie")
    assert record.value(URIRef(BRIEF), DCTERMS.rights) == Literal("CC0")
    assert record.value(DATASET, PROV.wasGeneratedBy) == URIRef(RUN)


def test_dates_come_from_the_documents_or_the_settings() -> None:
    """The newest document dates the record, the oldest and newest bound its period; a date in the settings wins."""
    record = _record(CatalogueSettings(modified=date(2024, 6, 1)))
    period = record.value(DATASET, DCTERMS.temporal)
    assert record.value(DATASET, DCTERMS.issued) == Literal(date(2024, 1, 31))
    assert record.value(DATASET, DCTERMS.modified) == Literal(date(2024, 6, 1))
    assert record.value(period, DCAT.startDate) == Literal(date(2023, 5, 16))
    assert record.value(period, DCAT.endDate) == Literal(date(2024, 1, 31))


def test_distribution() -> None:
    """A distribution tells its file's address, media type, form, size and checksum."""
    record = _record(FULL)
    iri = URIRef(f"{DATASET}#graph.trig")
    assert len(set(record.objects(DATASET, DCAT.distribution))) == len(FORMS)
    assert record.value(iri, DCAT.accessURL) == URIRef("https://example.nl/over-de-graaf")
    assert record.value(iri, DCAT.downloadURL) == URIRef("https://example.nl/toezicht/graph.trig")
    assert record.value(iri, DCAT.mediaType) == URIRef("https://www.iana.org/assignments/media-types/application/trig")
    assert record.value(iri, DCTERMS.format) == URIRef(
        "http://publications.europa.eu/resource/authority/file-type/RDF_TRIG"
    )
    assert record.value(iri, DCAT.byteSize) == Literal("10", datatype=XSD.nonNegativeInteger)
    checksum = record.value(iri, SPDX.checksum)
    assert str(record.value(checksum, SPDX.checksumValue)) == (
        "69c06086276abe04ba020dd0a76cc375845a7dd886be3f342f6dc9adb212ca5f"
    )


def test_json_lines_has_no_media_type() -> None:
    """A form without a registered media type gets none, but still its file type."""
    record = _record(FULL)
    assert record.value(URIRef(f"{DATASET}#facts.jsonl"), DCAT.mediaType) is None
    assert record.value(URIRef(f"{DATASET}#facts.jsonl"), DCTERMS.format)


def test_publisher_and_contact() -> None:
    """Publisher, creator and contact are those of the settings."""
    record = _record(FULL)
    agent = URIRef(FULL.publisher_iri)
    assert record.value(DATASET, DCTERMS.publisher) == record.value(DATASET, DCTERMS.creator) == agent
    assert record.value(agent, FOAF.name) == Literal("Inspectie Justitie en Veiligheid", lang="nl")
    contact = record.value(DATASET, DCAT.contactPoint)
    assert record.value(contact, VCARD.hasEmail) == URIRef("mailto:gegevens@example.nl")
    assert record.value(contact, VCARD.fn) == Literal("Team gegevens", lang="nl")


def test_void_counts() -> None:
    """The record tells how much the graph holds, and which dumps hold all of it."""
    record = _record(FULL)
    assert record.value(DATASET, VOID.entities) == Literal(6)
    assert set(record.objects(DATASET, VOID.dataDump)) == {
        URIRef(f"https://example.nl/toezicht/graph.{ending}") for ending in ("trig", "nq", "ttl", "jsonld", "rdf")
    }


def test_quality_measurements() -> None:
    """Each figure is a measurement with its metric, value, relation, set of passages and day; what has no share has none."""
    record = _record(SERVED)
    measured = {
        (
            str(record.value(node, DQV.isMeasurementOf)).rpartition("-")[2],
            str(record.value(node, DCTERMS.subject) or "").rpartition("#")[2],
            str(record.value(node, DQV.value)),
            str(record.value(node, DCTERMS.issued)),
            str(record.value(record.value(node, PROV.wasDerivedFrom), DCTERMS.title)),
        )
        for node in record.objects(DATASET, DQV.hasQualityMeasurement)
    }
    assert measured == {
        ("precision", "", "0.900", "2026-01-31", "goud"),
        ("recall", "supervises", "0.333", "2026-01-31", "goud"),
        ("modality", "", "1.000", "2026-01-31", "goud"),
        ("coverage", "", "0.500", "2024-01-31", "None"),
        ("coverage", "supervises", "0.667", "2024-01-31", "None"),
    }
    metrics = set(record.subjects(RDF.type, DQV.Metric))
    assert metrics == set(record.objects(None, DQV.isMeasurementOf))
    assert all(record.value(one, DQV.inDimension) and record.value(one, SKOS.definition) for one in metrics)


def test_service() -> None:
    """An endpoint that is served is a data service of the catalogue, and the RDF distributions lead to it."""
    record = _record(SERVED)
    (service,) = record.subjects(RDF.type, DCAT.DataService)
    assert record.value(service, DCAT.endpointURL) == URIRef("https://example.nl/sparql")
    assert record.value(service, DCAT.servesDataset) == DATASET
    assert set(record.subjects(DCAT.service, service)) == set(record.subjects(RDF.type, DCAT.Catalog))
    assert {str(one).rpartition("#")[2] for one in record.subjects(DCAT.accessService, service)} == {
        "graph.trig",
        "graph.nq",
        "graph.ttl",
        "graph.jsonld",
        "graph.rdf",
    }
    assert not set(_record(FULL).subjects(RDF.type, DCAT.DataService))


def test_version_and_series() -> None:
    """A version stands in its series, after the one before."""
    record = _record(SERVED)
    assert record.value(DATASET, KG_DCAT.version) == Literal("2026.1")
    assert record.value(DATASET, KG_DCAT.prev) == URIRef(SERVED.previous)
    assert record.value(DATASET, KG_DCAT.inSeries) == URIRef(SERVED.series)
    assert record.value(URIRef(SERVED.series), RDF.type) == KG_DCAT.DatasetSeries
    alone = _record(replace(SERVED, series=""))
    assert alone.value(DATASET, KG_DCAT.previousVersion) == URIRef(SERVED.previous)


def test_run_of_this_version_is_described() -> None:
    """Where this version of program and ontology made the graph, its run says so; of another run only the documents are known."""
    ours = str(run_iri(BASE, digest(__version__, ontology_digest(), BASE)))
    record = _record(FULL, trig=TRIG.replace(RUN, ours))
    program = record.value(URIRef(ours), PROV.wasAssociatedWith)
    assert record.value(program, OWL.versionInfo) == Literal(__version__)
    assert {URIRef(RAPPORT), URIRef(BRIEF)} <= set(record.objects(URIRef(ours), PROV.used))
    other = _record(FULL)
    assert set(other.objects(URIRef(RUN), PROV.used)) == {URIRef(RAPPORT), URIRef(BRIEF)}
    assert other.value(URIRef(RUN), PROV.wasAssociatedWith) is None


def test_void_linksets() -> None:
    """The description for /.well-known/void tells how many triples lead to each register, by which properties, and its endpoint."""
    quads = published(parse(TRIG, format=RdfFormat.TRIG), base=BASE)
    told = void(SERVED, (), dataset_from_store(union_of(quads)))
    (links,) = told.subjects(RDF.type, VOID.Linkset)
    assert told.value(links, VOID.triples) == Literal(3)
    assert set(told.objects(links, VOID.linkPredicate)) == {RDF.subject, DCTERMS.publisher}
    register = told.value(links, VOID.objectsTarget)
    assert told.value(register, VOID.uriSpace) == Literal("https://identifier.overheid.nl/tooi/id/")
    assert told.value(DATASET, VOID.sparqlEndpoint) == URIRef(SERVED.sparql)
    assert set(told.objects(DATASET, VOID.exampleResource)) == {URIRef(RAPPORT), URIRef(BRIEF)}
