"""Blocks of pages become one document: its text, and the exact place of each page and block in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from kg.base.ids import DocumentId, digest
from kg.base.span import Span
from kg.document.model import Block, BlockKind, Document, Metadata, Page

# All that some reader takes for the end of a line or a page: within a block it is white space.
_HALVES = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("[\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]+")


class PageContent(Protocol):
    """What a reader found on a page: its number from 1, its blocks in reading order, and why it may lack some."""

    @property
    def number(self) -> int: ...  # noqa: D102
    @property
    def blocks(self) -> Sequence[tuple[str, BlockKind]]: ...  # noqa: D102
    @property
    def unread(self) -> str: ...  # noqa: D102


def document_from_pages(
    data: bytes, *, file: str, pages: Iterable[PageContent], paged: bool, metadata: Metadata
) -> Document:
    """The document of a file's bytes and pages: a block a line, blocks without words left out."""
    parts: list[str] = []
    placed: list[Page] = []
    start = 0
    for content in pages:
        blocks = [(words, kind) for text, kind in content.blocks if (words := _one_line(text))]
        text = "\n".join(words for words, _ in blocks)
        placed.append(
            Page(
                number=content.number,
                span=Span(start, start + len(text)) if text else None,
                blocks=tuple(_blocks(blocks, start)),
                unread=content.unread,
            )
        )
        parts.append(text)
        start += len(text) + 1
    return Document(
        id=DocumentId(digest(data)),
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        text="\f".join(parts),
        pages=tuple(placed),
        paged=paged,
        metadata=metadata,
    )


def _one_line(text: str) -> str:
    """`text` on a line of its own; half a character, which no file can hold, as the replacement character."""
    return _HALVES.sub("\ufffd", _LINE_ENDS.sub(" ", text)).strip()


def _blocks(blocks: Iterable[tuple[str, BlockKind]], start: int) -> Iterable[Block]:
    for words, kind in blocks:
        yield Block(span=Span(start, start + len(words)), kind=kind)
        start += len(words) + 1
