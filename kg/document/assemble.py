"""Blocks of pages become one document: its text, and the exact place of each page and block in it."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, chain, repeat
from types import MappingProxyType
from typing import Protocol

from kg.base.ids import DocumentId, digest
from kg.base.span import Span
from kg.document.characters import clean
from kg.document.law import LawPage
from kg.document.model import Block, BlockKind, Document, Metadata, NoteMark, Page, Reference
from kg.document.notes import Raised, glued_marks, notes_of_page, only_notes, raised_marks
from kg.document.places import PlacedWord, Places
from kg.document.placing import moved

PageWords = Sequence[Sequence[PlacedWord]]
"""For each block of a page, the words that it was made of, with their places in its text."""


class PageContent(Protocol):
    """What a reader found on a page: its number from 1, its blocks in reading order, and why it may lack some."""

    @property
    def number(self) -> int: ...  # noqa: D102
    @property
    def blocks(self) -> Sequence[tuple[str, BlockKind]]: ...  # noqa: D102
    @property
    def unread(self) -> str: ...  # noqa: D102


def document_from_pages(
    data: bytes,
    *,
    file: str,
    pages: Iterable[PageContent],
    paged: bool,
    metadata: Metadata,
    by_ocr: Collection[int] = (),
    unseen: Mapping[int, str] = MappingProxyType({}),
    words: Iterable[PageWords] = (),
) -> Document:
    """The document of a file's bytes and pages: a block a line, blocks without words left out.

    `by_ocr` are the numbers of the pages that a program read from a picture; `unseen` tells of what cannot be seen on pages.
    `words` has the places of words for each page, where they are known: then the texts of its blocks have to be clean already.
    """
    parts: list[str] = []
    placed: list[Page] = []
    drawn: list[PlacedWord] = []
    start = 0
    for content, here in zip(pages, chain(words, repeat(())), strict=False):
        blocks = [(line, kind) for text, kind in content.blocks if (line := _clean(text, kind))]
        text = "\n".join(line for line, _ in blocks)
        placed.append(
            Page(
                number=content.number,
                span=Span(start, start + len(text)) if text else None,
                blocks=tuple(_blocks(blocks, start)),
                unread=content.unread,
                unseen=unseen.get(content.number, ""),
                by_ocr=content.number in by_ocr,
                provision=content.provision if isinstance(content, LawPage) else None,
                references=tuple(_references(content, start)) if isinstance(content, LawPage) else (),
            )
        )
        drawn.extend(
            word
            for block, found in zip(placed[-1].blocks, here, strict=False)
            for word in moved(found, block.span.start)
        )
        parts.append(text)
        start += len(text) + 1
    whole = "\f".join(parts)
    return Document(
        id=DocumentId(digest(data)),
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        text=whole,
        pages=tuple(_with_notes(placed, whole, drawn)),
        paged=paged,
        metadata=metadata,
        places=Places.of(drawn),
    )


def _blocks(blocks: Iterable[tuple[str, BlockKind]], start: int) -> Iterator[Block]:
    for line, kind in blocks:
        yield Block(span=Span(start, start + len(line)), kind=kind)
        start += len(line) + 1


def _references(page: LawPage, start: int) -> Iterator[Reference]:
    """The references of a page of a law that starts at a character; its lines are clean already."""
    for line in page.lines:
        for first, end, address in line.references:
            yield Reference(span=Span(start + first, start + end), address=address)
        start += len(line.text) + 1


def _with_notes(pages: Sequence[Page], text: str, words: Iterable[PlacedWord]) -> Iterator[Page]:
    """The pages with the marks on them that refer to footnotes: of the page that the mark stood on."""
    notes = {page.number: notes_of_page(text, page.blocks) for page in pages}
    only = only_notes(notes.values())
    raised: defaultdict[int, list[Raised]] = defaultdict(list)
    ends = [*accumulate((page.span.end if page.span else 0 for page in pages), max)]
    for word in words:
        for at, mark in word.marks:
            raised[bisect_left(ends, at)].append((at, word.area.page, mark))
    for index, page in enumerate(pages):
        marks = [*raised_marks(raised[index], notes, only)]
        marks += glued_marks(text, page.blocks, notes[page.number])
        yield replace(page, notes=tuple(sorted(marks, key=_place))) if marks else page


def _place(mark: NoteMark) -> tuple[int, str]:
    return mark.at, mark.mark


def _clean(text: str, kind: BlockKind) -> str:
    """`text` as a line; the cells of a table row stay parted by tabs, empty ones left out."""
    if kind is not BlockKind.TABLE:
        return clean(text)
    return "\t".join(cell for part in text.split("\t") if (cell := clean(part)))
