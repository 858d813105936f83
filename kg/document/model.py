"""A document as a person reads it: one text, cut into pages and blocks."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from kg.base.ids import DocumentId
from kg.base.span import Span


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
class Page:
    """One page: its number (from 1), its part of the text (None where nothing could be read) and what was not understood."""

    number: int
    span: Span | None
    blocks: tuple[Block, ...] = ()
    unread: str = ""  # why this page has no text, or less than it shows; empty where all was read


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
    one page is only a container, and statements carry no page number.
    """

    id: DocumentId
    file: str
    sha256: str
    text: str
    pages: tuple[Page, ...]
    paged: bool
    metadata: Metadata

    def page_at(self, position: int) -> Page | None:
        """The page that holds the character at `position`, None between pages."""
        return next((page for page in self.pages if page.span and page.span.start <= position < page.span.end), None)

    def page_number(self, position: int) -> int | None:
        """The page number to print for the character at `position`: None where the source has no pages."""
        page = self.page_at(position) if self.paged else None
        return page.number if page else None

    @property
    def words(self) -> int:
        """How many words the text has."""
        return len(self.text.split())
