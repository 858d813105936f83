"""A document as a person reads it: one text, cut into pages and blocks."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from kg.base.ids import DocumentId
from kg.base.span import Span
from kg.document.places import NO_PLACES, Area, Places


class BlockKind(StrEnum):
    """What a stretch of text is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, heading, list item or footnote: a line of the document's text, without its line end."""

    span: Span
    kind: BlockKind = BlockKind.PARAGRAPH


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteMark:
    """A mark that refers to a footnote: it stands, or stood, right before character `at` of the text.

    `note` is the footnote, None where none has that mark. `length` counts the characters of the text that are
    the mark: 0 where it was raised and so left out.
    """

    at: int
    mark: str
    note: Span | None
    length: int = 0


class Force(StrEnum):
    """Whether a provision holds in the version of the law that was read."""

    IN_FORCE = "inForce"
    NOT_YET = "notYetInForce"
    REPEALED = "repealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """Which part of a law a page is: what people call it ("Artikel 5:11"), and where it stands.

    `iri` names the provision whatever the version, `address` opens it in a browser; None where nobody can say.
    """

    label: str
    iri: str | None = None
    address: str | None = None
    force: Force = Force.IN_FORCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Words that the document's makers themselves lead to a place in a law, by its jci address."""

    span: Span
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its number (from 1), its part of the text (None where nothing could be read) and what was not understood.

    In a law a page is an article or another of its parts: `provision` says which, and `references` where its links lead.
    """

    number: int
    span: Span | None
    blocks: tuple[Block, ...] = ()
    unread: str = ""  # why this page has no text, or less than it shows; empty where all was read
    provision: Provision | None = None
    references: tuple[Reference, ...] = ()
    unseen: str = ""  # what stands in the file but cannot be seen on the page, and so is no text
    by_ocr: bool = False  # a program read the text from a picture: it may misspell
    notes: tuple[NoteMark, ...] = ()  # in the order of the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a document besides its text; None where nobody says."""

    title: str | None = None
    publisher: str | None = None  # a name, or the IRI of a registered body
    date: datetime.date | None = None
    url: str | None = None
    identifier: str | None = None
    language: str | None = None  # BCP 47, "nl"
    licence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source as read.

    `text` is what output/text/<file>.txt holds, to the character: a block a line, pages parted by a form feed. Spans of pages
    and blocks are characters of it. `paged` is false for sources without pages (plain text without form feeds): there the
    one page is only a container, and statements carry no page number. A sentence that runs on over a page stands whole on the
    page where it begins; `places` tells where each word stands on paper.
    """

    id: DocumentId
    file: str
    sha256: str
    text: str
    pages: tuple[Page, ...]
    paged: bool
    metadata: Metadata
    places: Places = NO_PLACES

    def page_at(self, position: int) -> Page | None:
        """The page that holds the character at `position`, None between pages."""
        return next((page for page in self.pages if page.span and page.span.start <= position < page.span.end), None)

    def page_number(self, position: int) -> int | None:
        """The page number to print for the character at `position`: None where the source has no pages."""
        page = self.page_at(position) if self.paged else None
        return page.number if page else None

    def areas(self, span: Span) -> tuple[Area, ...]:
        """Where the words of `span` stand on the pages, an area a row; empty where the source has no paper."""
        return self.places.areas(span)

    @property
    def words(self) -> int:
        """How many words the text has."""
        return len(self.text.split())
