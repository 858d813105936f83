"""The IRIs of what the project itself names, and the one check that every IRI from outside passes."""

from __future__ import annotations

import re
from enum import StrEnum

from rdflib import URIRef

from kg.base.errors import KgError

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\ud800-\udfff]+")
_ID = re.compile(r"[0-9a-f]{32}")


class GraphName(StrEnum):
    """The named graphs that belong to no document."""

    REGISTER = "register"
    ONTOLOGY = "ontology"
    INFERRED = "inferred"
    REVIEW = "review"
    CATALOGUE = "catalogue"
    SENT = "sent"  # only in a store that graphs are sent to: which of its graphs are ours


def is_iri(text: str) -> bool:
    """Whether `text` is an absolute IRI that can stand between angle brackets as it is.

    Example:
        >>> is_iri("http://wetten.overheid.nl/id/BWBR0005537"), is_iri("BWBR0005537"), is_iri("http://a.nl/> <b")
        (True, False, False)
    """
    return _ABSOLUTE.fullmatch(text) is not None


def is_web_address(text: str) -> bool:
    """Whether `text` is an IRI that a browser opens over http or https, and no script or file."""
    return text.lower().startswith(("http://", "https://")) and is_iri(text)


def checked_iri(text: str) -> URIRef:
    """`text` as an IRI.

    Raises:
        KgError: where it is none.
    """
    if not is_iri(text):
        raise KgError(
            f"{text!r} is not an absolute IRI", remedy="Write it as in http://wetten.overheid.nl/id/BWBR0005537."
        )
    return URIRef(text)


def document_iri(base: str, document: str) -> URIRef:
    """The IRI of a document, from its id of 32 hexadecimal digits."""
    return _made(base, "document", document)


def page_iri(base: str, document: str, number: int) -> URIRef:
    """The IRI of a page; `number` counts from 1."""
    if number < 1:
        raise ValueError(f"pages count from 1, not {number}")
    return URIRef(f"{document_iri(base, document)}#page={number}")


def document_graph_iri(base: str, document: str) -> URIRef:
    """The named graph that holds what one document says."""
    return _made(base, "graph", document)


def graph_iri(base: str, name: GraphName) -> URIRef:
    """A named graph that belongs to no document.

    Example:
        >>> graph_iri("https://example.org/id/", GraphName.REGISTER)
        rdflib.term.URIRef('https://example.org/id/graph/register')
    """
    return URIRef(f"{_base(base)}graph/{name}")


def statement_iri(base: str, statement: str) -> URIRef:
    """The IRI of a statement, from its id of 32 hexadecimal digits."""
    return _made(base, "statement", statement)


def evidence_iri(base: str, evidence: str) -> URIRef:
    """The IRI of a stretch of evidence, from its id of 32 hexadecimal digits."""
    return _made(base, "evidence", evidence)


def inference_iri(base: str, inference: str) -> URIRef:
    """The IRI of what was inferred, from the digest (32 hexadecimal digits) of its triple."""
    return _made(base, "inference", inference)


def run_iri(base: str, run: str) -> URIRef:
    """The IRI of a run, from the digest (32 hexadecimal digits) of version, ontology and settings."""
    return _made(base, "run", run)


def _made(base: str, kind: str, identifier: str) -> URIRef:
    if not _ID.fullmatch(identifier):
        raise ValueError(f"the id of a {kind} is 32 hexadecimal digits, not {identifier!r}")
    return URIRef(f"{_base(base)}{kind}/{identifier}")


def _base(base: str) -> str:
    if not (is_web_address(base) and base.endswith("/")):
        raise KgError(f"the base of ids is {base!r}", remedy='Give an IRI that begins with https:// and ends in "/".')
    return base
