"""Evidence as Web Annotation: which words, of which page, a statement rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil, floor
from urllib.parse import quote

from rdflib import RDF, XSD, Literal, URIRef

from kg.base.ids import digest
from kg.document.places import Area
from kg.facts.model import Evidence
from kg.graph.iri import document_iri, evidence_iri, page_iri
from kg.graph.triple import Triple
from kg.graph.vocabulary import DCT, KG, OA

PDF_FRAGMENTS = URIRef("http://tools.ietf.org/rfc/rfc8118")
"""What the value of a selector of PDF fragments conforms to."""

_SEARCHED = 8  # words


def evidence_id(evidence: Evidence) -> str:
    """32 hexadecimal digits: the same stretch of the same document has the same id."""
    return digest(evidence.document, str(evidence.span.start), str(evidence.span.end))


def evidence_node(evidence: Evidence, base: str) -> URIRef:
    """The IRI of a stretch of evidence."""
    return evidence_iri(base, evidence_id(evidence))


def evidence_triples(evidence: Evidence, base: str) -> Iterator[Triple]:
    """What the graph tells of a stretch of evidence: its source, the words with their surroundings, their place, the marks.

    The source is the page, or the document itself where it has no pages. Words are plain strings without a language:
    they stand there as in the document.

    Source: Web Annotation Data Model, https://www.w3.org/TR/annotation-model/#selectors
    """
    node = evidence_node(evidence, base)
    words, position = URIRef(f"{node}#quote"), URIRef(f"{node}#position")
    document = document_iri(base, evidence.document)
    source = document if evidence.page is None else page_iri(base, evidence.document, evidence.page)
    yield node, RDF.type, OA.SpecificResource
    yield node, OA.hasSource, source
    yield node, OA.hasSelector, words
    yield node, OA.hasSelector, position
    yield words, RDF.type, OA.TextQuoteSelector
    yield words, OA.exact, Literal(evidence.quote)
    if evidence.prefix:
        yield words, OA.prefix, Literal(evidence.prefix)
    if evidence.suffix:
        yield words, OA.suffix, Literal(evidence.suffix)
    yield position, RDF.type, OA.TextPositionSelector
    yield position, OA.start, _characters(evidence.span.start)
    yield position, OA.end, _characters(evidence.span.end)
    if evidence.areas:
        marks = URIRef(f"{node}#marks")
        yield node, OA.hasSelector, marks
        yield marks, RDF.type, OA.FragmentSelector
        yield marks, DCT.conformsTo, PDF_FRAGMENTS
        yield marks, RDF.value, Literal(fragment(evidence.areas))
    if evidence.page is not None:
        yield source, RDF.type, KG.Page
        yield source, DCT.isPartOf, document
        yield source, KG.pageNumber, Literal(evidence.page)


def fragment(areas: Iterable[Area]) -> str:
    """What stands behind the # of a PDF's address to open it at the areas and mark them; whole points, rounded outward.

    Sides count from the top left corner of the page as shown. Programs that cannot mark open the page.

    Source: RFC 8118, section 3, https://www.rfc-editor.org/rfc/rfc8118#section-3

    Example:
        >>> fragment([Area(3, 70.9, 100.2, 300.0, 112.4), Area(4, 70.9, 60.0, 120.1, 72.0)])
        'page=3&highlight=70,300,100,113&page=4&highlight=70,121,60,72'
    """
    parts: list[str] = []
    page = None
    for area in areas:
        if area.page != page:
            page = area.page
            parts.append(f"page={page}")
        parts.append(f"highlight={floor(area.x0)},{ceil(area.x1)},{floor(area.top)},{ceil(area.bottom)}")
    return "&".join(parts)


def opening(page: int | None, marks: str, words: str) -> str:
    """What stands behind the # of a document's address to open it at a quote; empty where it has no pages.

    `marks` is what `fragment` gave, empty where nobody knows the place. Programs that do not mark areas may search: pdf.js
    marks the first of `words` as one phrase.

    Example:
        >>> opening(3, "page=3&highlight=70,300,100,113&page=4&highlight=70,121,60,72", "De Inspectie ziet toe.")
        'page=3&highlight=70,300,100,113&search=De%20Inspectie%20ziet%20toe.&phrase=true'
        >>> opening(3, "", "De Inspectie ziet toe.")
        'page=3'
    """
    if not marks:
        return "" if page is None else f"page={page}"
    phrase = quote(" ".join(words.split()[:_SEARCHED]), safe="")
    return f"{marks.partition('&page=')[0]}&search={phrase}&phrase=true"


def _characters(count: int) -> Literal:
    return Literal(str(count), datatype=XSD.nonNegativeInteger)
