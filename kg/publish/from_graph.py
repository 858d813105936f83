"""What a catalogue tells of a graph, read from its quads."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.namespace import DCTERMS, FOAF, PROV, RDF, RDFS, SKOS

from kg.base.terms import Kind
from kg.graph.iri import GraphName, graph_iri
from kg.graph.vocabulary import KG
from kg.publish.model import Counts, Dataset, Run, Source, Text

SPACES: Mapping[str, Text] = {
    "https://identifier.overheid.nl/tooi/id/": Text("TOOI: overheidsorganisaties", "TOOI: public organisations"),
    "https://organisaties.overheid.nl/": Text("Register van overheidsorganisaties", "Register of public organisations"),
    "http://wetten.overheid.nl/id/": Text("Basiswettenbestand (BWB)", "Basic collection of Dutch acts (BWB)"),
    "http://data.europa.eu/eli/": Text(
        "Wetgeving van de Europese Unie (ELI)", "Legislation of the European Union (ELI)"
    ),
}
"""How the IRIs of registers begin, and what these are called."""

_BEGINNINGS = tuple(SPACES)
_DEFAULT = ox.DefaultGraph()
_Values = Mapping[str, list[NamedNode | Literal]]


def published(quads: Iterable[Quad], *, base: str) -> Iterator[Quad]:
    """The quads that are published: all but those of the catalogue's own named graph."""
    own = NamedNode(graph_iri(base, GraphName.CATALOGUE))
    return (quad for quad in quads if quad.graph_name != own)


def union_of(quads: Iterable[Quad]) -> ox.Store:
    """A store in memory of the union of all graphs, each triple once, in its default graph."""
    store = ox.Store()
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object, _DEFAULT) for quad in quads)
    return store


def dataset_from_store(store: ox.Store) -> Dataset:
    """The documents, numbers and labels that stand in the default graph of the store."""
    instances: dict[str, set[str]] = defaultdict(set)
    properties: Counter[str] = Counter()
    links: Counter[tuple[str, str]] = Counter()
    told: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in store.quads_for_pattern(None, None, None, _DEFAULT):
        predicate = quad.predicate.value
        properties[predicate] += 1
        subject, value = quad.subject, quad.object
        if isinstance(value, NamedNode) and value.value.startswith(_BEGINNINGS):
            links.update((space, predicate) for space in SPACES if value.value.startswith(space))
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            if predicate == str(RDF.type):
                instances[value.value].add(subject.value)
            if predicate in _TOLD:
                told[subject.value][predicate].append(value)
    statements = instances[f"{KG}Statement"]
    rests_on = Counter(_first(told[one], str(PROV.wasDerivedFrom)) for one in statements)
    return Dataset(
        sources=tuple(
            sorted(
                (_source(one, told[one], told, rests_on[one]) for one in instances[f"{KG}Document"]),
                key=lambda source: (source.file, source.iri),
            )
        ),
        counts=Counts(
            triples=properties.total(),
            statements=len(statements),
            things=len(set[str]().union(*instances.values())),
            entities=len(set[str]().union(*(instances[f"{KG}{kind}"] for kind in Kind))),
            classes=_table(Counter({one: len(members) for one, members in instances.items() if members})),
            properties=_table(properties),
            predicates=_table(Counter(_first(told[one], str(RDF.predicate)) for one in statements)),
            modalities=_table(Counter(_first(told[one], f"{KG}modality") for one in statements)),
            links=tuple(sorted((space, predicate, number) for (space, predicate), number in links.items())),
        ),
        runs=_runs((told[one] for one in statements), instances[f"{KG}Document"]),
        labels=_labels(store),
    )


_TOLD = frozenset(
    map(
        str,
        (
            RDF.predicate,
            RDFS.label,
            DCTERMS.title,
            DCTERMS.publisher,
            DCTERMS.issued,
            DCTERMS.license,
            FOAF.page,
            PROV.wasDerivedFrom,
            PROV.wasGeneratedBy,
            f"{KG}modality",
            f"{KG}file",
            f"{KG}sha256",
            f"{KG}pageCount",
        ),
    )
)


def _runs(statements: Iterable[_Values], documents: Iterable[str]) -> tuple[Run, ...]:
    """The runs by IRI, each with the documents whose statements it made; one that made all has read those without any as well."""
    read: dict[str, set[str]] = defaultdict(set)
    for values in statements:
        read[_first(values, str(PROV.wasGeneratedBy))].add(_first(values, str(PROV.wasDerivedFrom)))
    if len(read) == 1:
        read = {run: {*documents} for run in read}
    return tuple(Run(iri=run, documents=tuple(sorted({*found} - {""}))) for run, found in sorted(read.items()) if run)


def _first(values: _Values, predicate: str) -> str:
    """The value that sorts first, empty where there is none."""
    return min((value.value for value in values.get(predicate, ())), default="")


def _table(counter: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(((iri, n) for iri, n in counter.items() if iri), key=lambda row: (-row[1], row[0])))


def _source(iri: str, values: _Values, told: Mapping[str, _Values], statements: int) -> Source:
    file = _first(values, f"{KG}file")
    publisher = min(values.get(str(DCTERMS.publisher), ()), key=str, default=None)
    label = _first(told.get(publisher.value, {}), str(RDFS.label)) if isinstance(publisher, NamedNode) else ""
    pages = _first(values, f"{KG}pageCount")
    return Source(
        iri=iri,
        file=file,
        title=_first(values, str(DCTERMS.title)) or _first(values, str(RDFS.label)) or file,
        sha256=_first(values, f"{KG}sha256"),
        publisher=publisher.value if publisher else None,
        publisher_label=label or None,
        issued=_date(_first(values, str(DCTERMS.issued))),
        url=_first(values, str(FOAF.page)) or None,
        licence=_first(values, str(DCTERMS.license)) or None,
        pages=int(pages) if pages.isdecimal() else None,
        statements=statements,
    )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _labels(store: ox.Store) -> tuple[tuple[str, Text], ...]:
    """The labels of the ontology's own terms, for those that have one in both languages."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for property_ in (SKOS.prefLabel, RDFS.label):
        for quad in store.quads_for_pattern(None, NamedNode(str(property_)), None, _DEFAULT):
            subject, value = quad.subject, quad.object
            if (
                isinstance(subject, NamedNode)
                and subject.value.startswith(KG)
                and isinstance(value, Literal)
                and value.language in {"nl", "en"}
            ):
                texts = found[subject.value]
                texts[value.language] = min(texts.get(value.language, value.value), value.value)
    return tuple((iri, Text(**texts)) for iri, texts in sorted(found.items()) if len(texts) == len(("nl", "en")))
