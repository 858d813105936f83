"""A scene: what a picture shows, free of how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from kg.base.terms import Kind, Modality, Status


class Language(StrEnum):
    """The languages a reader of the picture can choose."""

    DUTCH = "nl"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Words:
    """What something is called in both languages; `en` repeats `nl` where nobody gave an English name."""

    nl: str
    en: str

    def in_language(self, language: Language) -> str:
        """The words in one language."""
        return self.en if language is Language.ENGLISH else self.nl


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that statements rest on; `issued` is an ISO date, `url` an http(s) address or None.

    Example:
        >>> Source(iri="urn:d", file="a.pdf", title="A", url="https://example.nl/a.pdf#zoom=1").opened_at("page=3")
        'https://example.nl/a.pdf#page=3'
    """

    iri: str
    file: str
    title: str
    url: str | None = None
    issued: str | None = None

    def opened_at(self, opening: str) -> str | None:
        """The address that opens the document at a quote; at its beginning where `opening` is empty."""
        if opening.startswith(("https://", "http://")):
            return opening
        if self.url is None or not opening:
            return self.url
        return urlsplit(self.url)._replace(fragment=opening).geturl()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a document, verbatim, with some words before and after; `page` is None where the source has no pages.

    `opening` is what stands behind the # of the document's address to open it there, empty without pages; where the page has an
    address of its own, it is that. `label` is what the page is called, empty where it has a number only.
    """

    text: str
    prefix: str
    suffix: str
    page: int | None
    document: str
    opening: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One telling of a fact by one document; quotes in reading order. `basis` is the IRI of an instrument.

    `valid` tells when it holds, as dates and periods (EDTF), `topics` about what it is, in the words of the text; both sorted.
    """

    iri: str
    modality: Modality
    basis: str | None
    rule: str
    confidence: str
    document: str | None
    quotes: tuple[Quote, ...]
    antecedents: tuple[Quote, ...]
    valid: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusClaim:
    """What a document says of the legal status of an instrument."""

    status: Status
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A thing that takes part in statements.

    `kind` is None where the graph gives it no type of ours; `names` are sorted, without the label; `registered` tells
    whether its IRI is a register's and not the project's own; `group` is the IRI of the ministry or field it stands with.
    """

    iri: str
    label: Words
    kind: Kind | None
    names: tuple[str, ...]
    claims: tuple[StatusClaim, ...]
    registered: bool
    group: str | None = None

    @property
    def statuses(self) -> tuple[Status, ...]:
        """Every legal status that a document gives it, in the order of the ontology."""
        said = {claim.status for claim in self.claims if claim.statement.modality is not Modality.NEGATED}
        return tuple(status for status in Status if status in said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A relation between two things with all that says so, at least one statement, surest modality first."""

    subject: str
    predicate: str
    object: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything in a picture, sorted by IRI.

    `terms` tells what the ontology's terms are called, by local name; `instruments` what the legal bases are called, by
    IRI; `groups` what the ministries and fields are called that things stand with; `focus` is the IRI of the thing that the
    scene was drawn around, None for the whole; `title` is the question that it answers, None where it answers none.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    sources: tuple[Source, ...]
    terms: tuple[tuple[str, Words], ...]
    instruments: tuple[tuple[str, Words], ...]
    groups: tuple[tuple[str, Words], ...] = ()
    focus: str | None = None
    title: Words | None = None
