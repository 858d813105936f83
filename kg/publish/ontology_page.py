"""The documentation of the ontology for people: every class, relation, property and concept, what it means and how it stands to others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import RdfFormat, Triple, parse
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from kg.graph.from_ontology import ontology_triples
from kg.graph.vocabulary import DCT, KG, SKOS, Language, prefixes, read_vocabulary
from kg.graph.write import ntriples
from kg.publish.formats import turtle
from kg.publish.layout import rendered
from kg.publish.site import ONTOLOGY, page_file
from kg.publish.site_pages import LANGUAGES, frame
from kg.publish.site_texts import TEXTS
from kg.publish.thing_page import End, shortened

_ITSELF = URIRef(str(KG).rstrip("#"))
_SCHEMA = prefixes()["schema"]
_INCLUDES = {"domain": URIRef(f"{_SCHEMA}domainIncludes"), "range": URIRef(f"{_SCHEMA}rangeIncludes")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term as its part of the page tells it; `rows` pair what is told with the terms, each with its address."""

    name: str
    iri: str
    label: str
    definition: str
    note: str
    rows: tuple[tuple[str, tuple[End, ...]], ...]


def ontology_files() -> Iterator[tuple[str, bytes]]:
    """The ontology as a page in each language and as Turtle."""
    graph = Graph()
    for triple in ontology_triples():
        graph.add(triple)
    yield f"{ONTOLOGY}.ttl", turtle(_triples()).encode()
    for language in LANGUAGES:
        words = {key: text[language] for key, text in TEXTS.items()}
        title = _text(graph, _ITSELF, DCT.title, language)
        values = {
            "w": words,
            "about": _text(graph, _ITSELF, DCT.description, language),
            "iri": str(_ITSELF),
            "data": f"{ONTOLOGY}.ttl",
            "version": str(graph.value(_ITSELF, OWL.versionInfo) or ""),
            "licence": str(graph.value(_ITSELF, DCT.license) or ""),
            "sections": [
                (words[key], [_term(graph, term, language) for term in terms])
                for key, terms in _sections(graph).items()
            ],
        }
        page = rendered("site_ontology.html", frame(ONTOLOGY, language, title), values)
        yield page_file(ONTOLOGY, language), page.encode()


def _triples() -> Iterable[Triple]:
    return {quad.triple for quad in parse(ntriples(ontology_triples()), format=RdfFormat.N_TRIPLES)}


def _sections(graph: Graph) -> Mapping[str, list[URIRef]]:
    """Classes, relations with their inverses, other properties, and concepts, each by name."""
    vocabulary = read_vocabulary()
    relations = {*vocabulary.predicates, *vocabulary.inverses, *vocabulary.inverses.values(), KG.relatesTo}
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    properties = {one for kind in kinds for one in graph.subjects(RDF.type, kind) if isinstance(one, URIRef)}
    return {
        "classes": sorted(vocabulary.classes),
        "relations": sorted(properties & relations),
        "properties": sorted(properties - relations),
        "concepts": sorted((*vocabulary.concepts, *_iris(graph.subjects(RDF.type, SKOS.ConceptScheme)))),
    }


def _term(graph: Graph, term: URIRef, language: Language) -> Term:
    def ends(nodes: Iterable[Node]) -> tuple[End, ...]:
        return tuple(_end(one, language) for one in sorted(set(_iris(nodes))))

    parents = [*graph.objects(term, RDFS.subClassOf), *graph.objects(term, RDFS.subPropertyOf)]
    ours = [one for one in parents if str(one).startswith(KG)]
    inverse = [*graph.objects(term, OWL.inverseOf), *graph.subjects(OWL.inverseOf, term)]
    told = {
        "parents": ours,
        "domain": [*graph.objects(term, RDFS.domain), *graph.objects(term, _INCLUDES["domain"])],
        "range": [*graph.objects(term, RDFS.range), *graph.objects(term, _INCLUDES["range"])],
        "inverse": [term] if (term, RDF.type, OWL.SymmetricProperty) in graph else inverse,
        "disjoint": [*graph.objects(term, OWL.disjointWith), *graph.subjects(OWL.disjointWith, term)],
        "scheme": list(graph.objects(term, SKOS.inScheme)),
        "alignment": [
            *(one for one in parents if one not in ours),
            *graph.objects(term, RDFS.seeAlso),
            *graph.objects(term, SKOS.exactMatch),
            *graph.objects(term, SKOS.closeMatch),
        ],
        "origin": [one for one in graph.objects(term, DCT.source) if one != _ITSELF],
    }
    return Term(
        name=str(term).removeprefix(KG),
        iri=str(term),
        label=_text(graph, term, RDFS.label, language) or _text(graph, term, DCT.title, language),
        definition=_text(graph, term, SKOS.definition, language) or _text(graph, term, RDFS.comment, language),
        note=_text(graph, term, SKOS.scopeNote, language),
        rows=tuple((TEXTS[key][language], found) for key, nodes in told.items() if (found := ends(nodes))),
    )


def _end(term: URIRef, language: Language) -> End:
    """A term of ours by its label, leading to its place on this page; another's by its short name, leading to its own."""
    if not term.startswith(KG):
        return End(shortened(term), term)
    label = read_vocabulary().labels.get((term, language), shortened(term))
    return End(label, f"#{term.removeprefix(KG)}")


def _iris(nodes: Iterable[Node]) -> Iterator[URIRef]:
    return (node for node in nodes if isinstance(node, URIRef))


def _text(graph: Graph, term: URIRef, predicate: URIRef, language: Language) -> str:
    texts = (one for one in graph.objects(term, predicate) if isinstance(one, Literal) and one.language == language)
    return min(map(str, texts), default="")
