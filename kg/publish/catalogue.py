"""The record of the graph: DCAT-AP-NL 3.0 (and so DCAT-AP 3.0), with VoID counts and PROV origin.

Source: https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/ and https://semiceu.github.io/DCAT-AP/releases/3.0.1/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, SKOS, VOID, XSD

from kg.graph.vocabulary import DCAT, ELI, KG, prefixes
from kg.publish.lists import concept_label
from kg.publish.model import CatalogueSettings, Counts, Dataset, Distribution
from kg.publish.origin import ONTOLOGY, origin_triples
from kg.publish.quality import quality_triples

DCATAP = Namespace(prefixes()["dcatap"])
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")

_PROTOCOL = URIRef("https://www.w3.org/TR/sparql11-protocol/")
_PROFILE = URIRef("https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/")
_FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
_MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"

_Triple = tuple[URIRef, URIRef, URIRef | Literal]


def catalogue_of(settings: CatalogueSettings, dataset: Dataset, distributions: Sequence[Distribution]) -> Graph:
    """The catalogue, its one dataset, the distributions, and the service and series where these are set, without a blank node.

    The documents are told by prov:wasDerivedFrom of the dataset and by dcterms:source of its statement of provenance:
    DCAT-AP keeps dcterms:source of a dataset for other datasets, which a report or a decision is not. The record holds
    the types of the list values it points to, so that a validator needs no other file. It knows no clock: its dates are
    those of the settings, else that of the newest document, else left out.
    """
    dates = [source.issued for source in dataset.sources if source.issued]
    newest = max(dates, default=None)
    when = list(_dates(settings.issued or newest, settings.modified or newest))
    graph = Graph()
    for part in (
        _catalog(settings, when),
        _dataset(settings, when, distributions),
        _versions(settings, when),
        _service(settings),
        _coverage(settings, dates),
        origin_triples(settings, dataset),
        _void(settings, distributions, dataset.counts),
        quality_triples(settings, dataset),
        *(_distribution(settings, when, one) for one in distributions),
        _agent(settings),
        _contact(settings),
        _list_values(settings),
    ):
        for triple in part:
            graph.add(triple)
    return graph


def _texts(subject: URIRef, predicate: URIRef, nl: str, en: str) -> Iterator[_Triple]:
    for language, text in (("nl", nl), ("en", en)):
        if text:
            yield subject, predicate, Literal(text, lang=language)


def _links(subject: URIRef, predicate: URIRef, iris: Iterable[str]) -> Iterator[_Triple]:
    for iri in iris:
        if iri:
            yield subject, predicate, URIRef(iri)


def _dates(issued: date | None, modified: date | None) -> Iterator[tuple[URIRef, Literal]]:
    for predicate, day in ((DCTERMS.issued, issued), (DCTERMS.modified, modified)):
        if day:
            yield predicate, Literal(day.isoformat(), datatype=XSD.date)


def _shared(settings: CatalogueSettings, subject: URIRef, when: Iterable[tuple[URIRef, Literal]]) -> Iterator[_Triple]:
    """What the catalogue and its dataset tell alike."""
    yield from _texts(subject, DCTERMS.title, settings.title_nl, settings.title_en)
    yield from _texts(subject, DCTERMS.description, settings.description_nl, settings.description_en)
    yield subject, DCTERMS.publisher, URIRef(settings.agent_iri)
    yield subject, DCTERMS.creator, URIRef(settings.agent_iri)
    yield subject, DCAT.contactPoint, _contact_iri(settings)
    yield from _links(subject, DCTERMS.language, settings.languages)
    yield from _links(subject, DCTERMS.spatial, [settings.spatial])
    yield from _links(subject, DCTERMS.license, [settings.licence])
    for predicate, day in when:
        yield subject, predicate, day


def _catalog(settings: CatalogueSettings, when: Iterable[tuple[URIRef, Literal]]) -> Iterator[_Triple]:
    iri = URIRef(f"{settings.base}catalogue/{settings.name}")
    yield iri, RDF.type, DCAT.Catalog
    yield iri, DCAT.dataset, URIRef(settings.dataset_iri)
    yield iri, DCTERMS.conformsTo, _PROFILE
    yield _PROFILE, RDF.type, DCTERMS.Standard
    yield from _links(iri, FOAF.homepage, [settings.landing_page or settings.folder_url])
    yield from _shared(settings, iri, when)


def _dataset(
    settings: CatalogueSettings, when: Iterable[tuple[URIRef, Literal]], distributions: Iterable[Distribution]
) -> Iterator[_Triple]:
    iri = URIRef(settings.dataset_iri)
    yield iri, RDF.type, DCAT.Dataset
    yield iri, DCTERMS.identifier, Literal(settings.dataset_iri)
    yield iri, DCTERMS.conformsTo, ONTOLOGY
    yield ONTOLOGY, RDF.type, DCTERMS.Standard
    yield from _shared(settings, iri, when)
    for language, words in (("nl", settings.keywords_nl), ("en", settings.keywords_en)):
        for word in words:
            yield iri, DCAT.keyword, Literal(word, lang=language)
    yield from _links(iri, DCAT.theme, settings.themes)
    yield from _links(iri, DCTERMS.accessRights, [settings.access_rights])
    yield from _links(iri, DCTERMS.accrualPeriodicity, [settings.frequency])
    yield from _links(iri, DCATAP.applicableLegislation, settings.legislation)
    for predicate, page in (
        (DCAT.landingPage, settings.landing_page or settings.folder_url),
        (FOAF.page, settings.folder_url or settings.landing_page),
    ):
        if page:
            yield iri, predicate, URIRef(page)
            yield URIRef(page), RDF.type, FOAF.Document
    for one in distributions:
        yield iri, DCAT.distribution, _distribution_iri(settings, one)


def _versions(settings: CatalogueSettings, when: Iterable[tuple[URIRef, Literal]]) -> Iterator[_Triple]:
    """Which version it is, the one before, and the series that it belongs to."""
    iri = URIRef(settings.dataset_iri)
    if settings.version:
        yield iri, DCAT.version, Literal(settings.version)
    yield from _links(iri, DCAT.prev if settings.series else DCAT.previousVersion, [settings.previous])
    if settings.series:
        series = URIRef(settings.series)
        yield iri, DCAT.inSeries, series
        yield series, RDF.type, DCAT.DatasetSeries
        yield from _texts(series, DCTERMS.title, settings.series_title_nl, settings.series_title_en)
        yield from _texts(series, DCTERMS.description, settings.description_nl, settings.description_en)
        yield series, DCTERMS.publisher, URIRef(settings.agent_iri)
        yield series, DCAT.contactPoint, _contact_iri(settings)
        yield from _links(series, DCTERMS.accrualPeriodicity, [settings.frequency])
        for predicate, day in when:
            if predicate == DCTERMS.modified:
                yield series, predicate, day


def _service(settings: CatalogueSettings) -> Iterator[_Triple]:
    """The SPARQL endpoint, where one is served; its bare address gives its own description."""
    if not settings.sparql:
        return
    iri, endpoint = _service_iri(settings), URIRef(settings.sparql)
    yield URIRef(f"{settings.base}catalogue/{settings.name}"), DCAT.service, iri
    yield iri, RDF.type, DCAT.DataService
    yield iri, DCTERMS.identifier, Literal(iri)
    yield from _texts(iri, DCTERMS.title, f"SPARQL: {settings.title_nl}", f"SPARQL: {settings.title_en}")
    yield from _texts(iri, DCTERMS.description, settings.description_nl, settings.description_en)
    yield iri, DCAT.endpointURL, endpoint
    yield iri, DCAT.endpointDescription, endpoint
    yield endpoint, RDF.type, RDFS.Resource
    yield iri, DCAT.servesDataset, URIRef(settings.dataset_iri)
    yield iri, DCTERMS.conformsTo, _PROTOCOL
    yield _PROTOCOL, RDF.type, DCTERMS.Standard
    yield iri, DCTERMS.publisher, URIRef(settings.agent_iri)
    yield iri, DCTERMS.creator, URIRef(settings.agent_iri)
    yield iri, DCAT.contactPoint, _contact_iri(settings)
    yield from _links(iri, DCAT.theme, settings.themes)
    yield from _links(iri, DCTERMS.license, [settings.licence])
    yield from _links(iri, DCTERMS.accessRights, [settings.access_rights])
    yield from _links(iri, DCTERMS.language, settings.languages)
    yield from _links(iri, DCATAP.applicableLegislation, settings.legislation)
    for language, words in (("nl", settings.keywords_nl), ("en", settings.keywords_en)):
        for word in words:
            yield iri, DCAT.keyword, Literal(word, lang=language)
    page = settings.landing_page or settings.folder_url
    yield from _links(iri, DCAT.landingPage, [page])


def _service_iri(settings: CatalogueSettings) -> URIRef:
    return URIRef(f"{settings.dataset_iri}#sparql")


def _coverage(settings: CatalogueSettings, dates: Sequence[date]) -> Iterator[_Triple]:
    """The time from the oldest to the newest document."""
    if dates:
        period = URIRef(f"{settings.dataset_iri}#period")
        yield URIRef(settings.dataset_iri), DCTERMS.temporal, period
        yield period, RDF.type, DCTERMS.PeriodOfTime
        yield period, DCAT.startDate, Literal(min(dates).isoformat(), datatype=XSD.date)
        yield period, DCAT.endDate, Literal(max(dates).isoformat(), datatype=XSD.date)


def _void(settings: CatalogueSettings, distributions: Iterable[Distribution], counts: Counts) -> Iterator[_Triple]:
    iri = URIRef(settings.dataset_iri)
    yield iri, RDF.type, VOID.Dataset
    yield iri, VOID.triples, Literal(counts.triples)
    yield iri, VOID.entities, Literal(counts.things)
    yield iri, VOID.classes, Literal(len(counts.classes))
    yield iri, VOID.properties, Literal(len(counts.properties))
    yield iri, VOID.uriSpace, Literal(settings.base)
    yield iri, VOID.vocabulary, URIRef(KG)
    for one in distributions:
        if one.is_rdf:
            yield iri, VOID.dataDump, URIRef(settings.download_url(one.file))


def _distribution_iri(settings: CatalogueSettings, one: Distribution) -> URIRef:
    return URIRef(f"{settings.dataset_iri}#{one.file}")


def _distribution(
    settings: CatalogueSettings, when: Iterable[tuple[URIRef, Literal]], one: Distribution
) -> Iterator[_Triple]:
    iri = _distribution_iri(settings, one)
    yield iri, RDF.type, DCAT.Distribution
    yield from _texts(iri, DCTERMS.title, one.title.nl, one.title.en)
    for predicate, url in ((DCAT.accessURL, settings.access_url), (DCAT.downloadURL, settings.download_url(one.file))):
        yield iri, predicate, URIRef(url)
        yield URIRef(url), RDF.type, RDFS.Resource  # the shapes of 3.0.0 ask for it
    yield iri, DCAT.byteSize, Literal(str(one.size), datatype=XSD.nonNegativeInteger)
    yield iri, DCTERMS.conformsTo, ONTOLOGY
    yield iri, DCTERMS.format, URIRef(_FILE_TYPE + one.file_type)
    yield URIRef(_FILE_TYPE + one.file_type), RDF.type, DCTERMS.MediaTypeOrExtent
    if one.media_type:
        yield iri, DCAT.mediaType, URIRef(_MEDIA_TYPE + one.media_type)
        yield URIRef(_MEDIA_TYPE + one.media_type), RDF.type, DCTERMS.MediaType
    yield from _links(iri, DCTERMS.license, [settings.licence])
    yield from _links(iri, DCTERMS.language, settings.languages)
    for predicate, day in when:
        yield iri, predicate, day
    if settings.sparql and one.is_rdf:
        yield iri, DCAT.accessService, _service_iri(settings)
    checksum = URIRef(f"{iri}-sha256")
    yield iri, SPDX.checksum, checksum
    yield checksum, RDF.type, SPDX.Checksum
    yield checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256
    yield SPDX.checksumAlgorithm_sha256, RDF.type, SPDX.ChecksumAlgorithm
    yield checksum, SPDX.checksumValue, Literal(one.sha256, datatype=XSD.hexBinary)


def _agent(settings: CatalogueSettings) -> Iterator[_Triple]:
    iri = URIRef(settings.agent_iri)
    yield iri, RDF.type, FOAF.Agent
    yield iri, FOAF.name, Literal(settings.agent_name, lang="nl")
    if settings.publisher_type:
        yield iri, DCTERMS.type, URIRef(settings.publisher_type)
        yield from _concept(settings.publisher_type)


def _contact_iri(settings: CatalogueSettings) -> URIRef:
    return URIRef(f"{settings.dataset_iri}#contact")


def _contact(settings: CatalogueSettings) -> Iterator[_Triple]:
    iri = _contact_iri(settings)
    yield iri, RDF.type, VCARD.Kind
    yield iri, RDF.type, VCARD.Organization
    yield iri, VCARD.fn, Literal(settings.contact_label, lang="nl")
    yield from _links(iri, VCARD.hasEmail, [f"mailto:{settings.contact_email}" if settings.contact_email else ""])
    yield from _links(iri, VCARD.hasURL, [settings.contact_url])


def _list_values(settings: CatalogueSettings) -> Iterator[_Triple]:
    """The types of the values of official lists that the record points to."""
    for iris, kind in (
        (settings.languages, DCTERMS.LinguisticSystem),
        ((settings.spatial,), DCTERMS.Location),
        ((settings.access_rights,), DCTERMS.RightsStatement),
        ((settings.frequency,), DCTERMS.Frequency),
        ((settings.licence,), DCTERMS.LicenseDocument),
        (settings.legislation, ELI.LegalResource),
    ):
        for iri in iris:
            if iri:
                yield URIRef(iri), RDF.type, kind
    for theme in settings.themes:
        yield from _concept(theme)


def _concept(iri: str) -> Iterator[_Triple]:
    label = concept_label(iri)
    yield URIRef(iri), RDF.type, SKOS.Concept
    yield from _texts(URIRef(iri), SKOS.prefLabel, label.nl, label.en)
