"""Where a thing of the graph is to be found: the statement, the document and the page that a person looks up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import RDF, RDFS, URIRef

from kg.graph.iri import is_iri
from kg.graph.vocabulary import DCT, KG, OA, PROV

_DEFAULT = ox.DefaultGraph()
_SHOWN = 8  # digits of a statement's id: enough for `kg why`
_ENDS = (RDF.subject, RDF.object, KG.legalBasis)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a message calls a thing; `document` is its file and `page` counts from 1, None where it has none."""

    words: str
    document: str | None = None
    page: int | None = None


def place_of(store: ox.Store, iri: str) -> Place:
    """The place of a statement, of evidence, a page or a document, or of a thing by the first statement it is in.

    A graph that breaks rules may lack any part of it: what is there is told, and the IRI itself where nothing is.
    """
    if not is_iri(iri):  # a text that stands where a thing should
        return Place(words=repr(iri))
    statements = _statements(store, iri)
    if not statements:
        return _of_document(store, iri)
    statement, document, page = min(
        ((each, *_document_and_page(store, each)) for each in statements),
        key=lambda found: (found[1] or "", found[2] or 0, found[0]),
    )
    before = f"{_where(document, page)}, " if document else ""
    ends = [
        _label(store, end)
        for role in (RDF.subject, RDF.predicate, RDF.object)
        for end in _values(store, statement, role)
    ]
    words = f"{before}statement {statement.rpartition('/')[2][:_SHOWN]}"
    if ends:
        words += f" ({' · '.join(ends)})"
    if iri != statement and "/evidence/" not in iri:
        words = f"{_label(store, iri)} <{iri}>, as in {words}"
    return Place(words=words, document=document, page=page)


def _statements(store: ox.Store, iri: str) -> list[str]:
    """The statement itself, or those that speak of it or rest on it."""
    if _holds(store, iri, RDF.type, KG.Statement):
        return [iri]
    node = iri.partition("#")[0] if "/evidence/" in iri else iri
    return sorted({name for role in (KG.evidence, KG.antecedent, *_ENDS) for name in _subjects(store, role, node)})


def _document_and_page(store: ox.Store, statement: str) -> tuple[str | None, int | None]:
    """The file and the first page of a statement."""
    documents = _values(store, statement, PROV.wasDerivedFrom)
    files = [file for document in documents for file in _values(store, document, KG.file)]
    sources = [
        source for node in _values(store, statement, KG.evidence) for source in _values(store, node, OA.hasSource)
    ]
    pages = [int(page) for source in sources for page in _values(store, source, KG.pageNumber) if page.isdecimal()]
    return min(files, default=None), min(pages, default=None)


def _of_document(store: ox.Store, iri: str) -> Place:
    """The place of a page or a document; anything else is called by its label and IRI."""
    documents = _values(store, iri, DCT.isPartOf) or [iri]
    file = min((file for document in documents for file in _values(store, document, KG.file)), default=None)
    if file is None:
        label = _label(store, iri)
        return Place(words=iri if label == iri else f"{label} <{iri}>")
    page = min((int(page) for page in _values(store, iri, KG.pageNumber) if page.isdecimal()), default=None)
    return Place(words=_where(file, page), document=file, page=page)


def _where(file: str, page: int | None) -> str:
    return file if page is None else f"{file} p. {page}"


def _label(store: ox.Store, iri: str) -> str:
    """The Dutch label, else the first of any language; the IRI where there is none."""
    found = [
        (quad.object.language != "nl", quad.object.value)
        for quad in _quads(store, iri, RDFS.label)
        if isinstance(quad.object, ox.Literal)
    ]
    return min(found)[1] if found else iri


def _values(store: ox.Store, iri: str, predicate: URIRef) -> list[str]:
    return sorted(
        quad.object.value
        for quad in _quads(store, iri, predicate)
        if isinstance(quad.object, ox.NamedNode | ox.Literal)
    )


def _quads(store: ox.Store, iri: str, predicate: URIRef) -> Iterable[ox.Quad]:
    return store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None, _DEFAULT)


def _subjects(store: ox.Store, predicate: URIRef, iri: str) -> list[str]:
    quads = store.quads_for_pattern(None, ox.NamedNode(predicate), ox.NamedNode(iri), _DEFAULT)
    return [quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)]


def _holds(store: ox.Store, subject: str, predicate: URIRef, value: URIRef) -> bool:
    return any(quad.object == ox.NamedNode(value) for quad in _quads(store, subject, predicate))
