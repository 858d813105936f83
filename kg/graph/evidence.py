"""Evidence as Web Annotation: which words, of which page, a statement rests on."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, XSD, Literal, URIRef

from kg.base.ids import digest
from kg.facts.model import Evidence
from kg.graph.iri import document_iri, evidence_iri, page_iri
from kg.graph.triple import Triple
from kg.graph.vocabulary import DCT, KG, OA


def evidence_id(evidence: Evidence) -> str:
    """32 hexadecimal digits: the same stretch of the same document has the same id."""
    return digest(evidence.document, str(evidence.span.start), str(evidence.span.end))


def evidence_node(evidence: Evidence, base: str) -> URIRef:
    """The IRI of a stretch of evidence."""
    return evidence_iri(base, evidence_id(evidence))


def evidence_triples(evidence: Evidence, base: str) -> Iterator[Triple]:
    """What the graph tells of a stretch of evidence: its source, the words with their surroundings, and their place.

    The source is the page, or the document itself where it has no pages. Words are plain strings without a language:
    they stand there as in the document.

    Source: Web Annotation Data Model, https://www.w3.org/TR/annotation-model/#selectors
    """
    node = evidence_node(evidence, base)
    quote, position = URIRef(f"{node}#quote"), URIRef(f"{node}#position")
    document = document_iri(base, evidence.document)
    source = document if evidence.page is None else page_iri(base, evidence.document, evidence.page)
    yield node, RDF.type, OA.SpecificResource
    yield node, OA.hasSource, source
    yield node, OA.hasSelector, quote
    yield node, OA.hasSelector, position
    yield quote, RDF.type, OA.TextQuoteSelector
    yield quote, OA.exact, Literal(evidence.quote)
    if evidence.prefix:
        yield quote, OA.prefix, Literal(evidence.prefix)
    if evidence.suffix:
        yield quote, OA.suffix, Literal(evidence.suffix)
    yield position, RDF.type, OA.TextPositionSelector
    yield position, OA.start, _characters(evidence.span.start)
    yield position, OA.end, _characters(evidence.span.end)
    if evidence.page is not None:
        yield source, RDF.type, KG.Page
        yield source, DCT.isPartOf, document
        yield source, KG.pageNumber, Literal(evidence.page)


def _characters(count: int) -> Literal:
    return Literal(str(count), datatype=XSD.nonNegativeInteger)
