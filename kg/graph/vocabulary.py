"""The terms of the graph: namespaces, and what ontology/ calls them in Dutch and English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal as Choice

from rdflib import OWL, RDF, RDFS, Graph, Literal, Namespace, URIRef

from kg.base.errors import KgError
from kg.base.ontology import ontology_folder

Language = Choice["nl", "en"]


@cache
def prefixes() -> Mapping[str, str]:
    """Every prefix of ontology/prefixes.toml and its namespace, sorted by prefix.

    Raises:
        KgError: where ontology/prefixes.toml is absent or is no TOML.
    """
    path = ontology_folder() / "prefixes.toml"
    try:
        table: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))["prefixes"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise KgError(f"ontology/prefixes.toml cannot be read: {error}", remedy="Restore the file.") from error
    return MappingProxyType(dict(sorted(table.items())))


CV = Namespace(prefixes()["cv"])
DCAT = Namespace(prefixes()["dcat"])
DCT = Namespace(prefixes()["dcterms"])
ELI = Namespace(prefixes()["eli"])
FOAF = Namespace(prefixes()["foaf"])
KG = Namespace(prefixes()["kg"])
OA = Namespace(prefixes()["oa"])
ORG = Namespace(prefixes()["org"])
PROV = Namespace(prefixes()["prov"])
SH = Namespace(prefixes()["sh"])
SKOS = Namespace(prefixes()["skos"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The terms that ontology/kg.ttl and ontology/concepts define; each tuple is sorted by IRI.

    `predicates` are the relations between participants, without their inverses. An unknown term raises a KgError.
    """

    predicates: tuple[URIRef, ...]
    classes: tuple[URIRef, ...]
    concepts: tuple[URIRef, ...]
    labels: Mapping[tuple[URIRef, str], str]
    definitions: Mapping[tuple[URIRef, str], str]
    inverses: Mapping[URIRef, URIRef]

    @property
    def terms(self) -> frozenset[URIRef]:
        """Every term that has a label: classes, properties, concepts and their schemes."""
        return frozenset(term for term, _ in self.labels)

    def label(self, iri: str, language: Language) -> str:
        """The name of a term, as it stands in a sentence ("houdt toezicht op").

        Example:
            >>> read_vocabulary().label(KG.supervises, "nl")
            'houdt toezicht op'
            >>> read_vocabulary().label("https://w3id.org/x", "nl")
            Traceback (most recent call last):
                ...
            kg.base.errors.KgError: https://w3id.org/x has no nl label. Define it in ontology/.
        """
        return _told(self.labels, iri, language, "label")

    def definition(self, iri: str, language: Language) -> str:
        """What a term means, one sentence."""
        return _told(self.definitions, iri, language, "definition")

    def inverse(self, predicate: str) -> URIRef:
        """The relation read from object to subject; a symmetric one is its own inverse.

        Example:
            >>> read_vocabulary().label(read_vocabulary().inverse(KG.supervises), "en")
            'is supervised by'
        """
        inverse = self.inverses.get(URIRef(predicate))
        if inverse is None:
            raise KgError(f"{predicate} has no inverse", remedy="Define it in ontology/.")
        return inverse


@cache
def read_vocabulary() -> Vocabulary:
    """The vocabulary of ontology/kg.ttl and ontology/concepts, read once."""
    folder = ontology_folder()
    graph = Graph()
    for path in (folder / "kg.ttl", *sorted((folder / "concepts").glob("*.ttl"))):
        graph.parse(path, format="turtle")
    return vocabulary_from_graph(graph)


def vocabulary_from_graph(graph: Graph) -> Vocabulary:
    """The vocabulary that an ontology defines. A concept scheme's title is its label, its comment its definition."""
    forth = {subject: value for value, subject in _pairs(graph, OWL.inverseOf)}
    back = {value: subject for subject, value in forth.items()}
    itself = {term: term for term in _iris(graph, RDF.type, OWL.SymmetricProperty)}
    return Vocabulary(
        predicates=_iris(graph, RDFS.subPropertyOf, KG.relatesTo),
        classes=_iris(graph, RDF.type, OWL.Class),
        concepts=_iris(graph, RDF.type, SKOS.Concept),
        labels=_texts(graph, DCT.title) | _texts(graph, RDFS.label),
        definitions=_texts(graph, RDFS.comment) | _texts(graph, SKOS.definition),
        inverses=forth | back | itself,
    )


def _told(texts: Mapping[tuple[URIRef, str], str], iri: str, language: Language, what: str) -> str:
    text = texts.get((URIRef(iri), language))
    if text is None:
        raise KgError(f"{iri} has no {language} {what}", remedy="Define it in ontology/.")
    return text


def _iris(graph: Graph, predicate: URIRef, value: URIRef) -> tuple[URIRef, ...]:
    return tuple(sorted(term for term in graph.subjects(predicate, value) if isinstance(term, URIRef)))


def _pairs(graph: Graph, predicate: URIRef) -> tuple[tuple[URIRef, URIRef], ...]:
    return tuple(
        (subject, value)
        for subject, value in sorted(graph.subject_objects(predicate))
        if isinstance(subject, URIRef) and isinstance(value, URIRef)
    )


def _texts(graph: Graph, predicate: URIRef) -> dict[tuple[URIRef, str], str]:
    return {
        (subject, value.language): str(value)
        for subject, value in graph.subject_objects(predicate)
        if isinstance(subject, URIRef) and subject.startswith(KG) and isinstance(value, Literal) and value.language
    }
