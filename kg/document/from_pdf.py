"""A PDF file becomes pages of blocks in reading order, with what the file says about itself."""

from __future__ import annotations

import datetime
import io
import logging
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import DictionaryObject

from kg.document.glyphs import Drawn, draw_page
from kg.document.hyphens import words_inside
from kg.document.layout import LaidBlock, blocks_of_page
from kg.document.lines import lines_of, weighted_size
from kg.document.metadata import words_of
from kg.document.model import BlockKind
from kg.document.ocr import Ocr
from kg.document.overpage import Passage, with_whole_sentences
from kg.document.page_words import words_of_pages
from kg.document.pdf_font import PdfFont
from kg.document.places import PlacedWord
from kg.document.placing import placed_words, turned_back
from kg.document.redactions import over_bars
from kg.document.running_heads import without_line_numbers, without_running_heads
from kg.document.unreadable import Unreadable

# What pypdf lets through on broken files: its own errors; names, numbers and keys that are not what they should be;
# streams that do not unpack; objects that hold themselves; text in no known encoding (a ValueError); fonts cut short.
_BROKEN = (
    PyPdfError,
    DependencyError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)

_HEADER_WITHIN = 1024  # bytes
_FULL = 0.75  # of the width of a column: a line that reaches so far is full
_NO_TITLE = re.compile(r"none|null|unknown|untitled.*|\S*_\S*|.*\.(?:docx?|indd|pdf|pptx?|xlsx?)", re.IGNORECASE)
_DATE = re.compile(r"D?:?(\d{4})(\d{2})?(\d{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfPage:
    """A page: number from 1, its blocks in reading order, footnotes last; why it has no text, or less than it shows.

    `words` has for each block the places of its words. `unseen` tells what stands in the file but cannot be seen, and so is no text;
    `by_ocr`, that a program read the text from a picture.
    """

    number: int
    blocks: tuple[tuple[str, BlockKind], ...]
    words: tuple[tuple[PlacedWord, ...], ...] = ()
    unread: str = ""
    unseen: str = ""
    by_ocr: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfText:
    """The pages of a PDF and what the file says of itself; None where it says nothing."""

    pages: tuple[PdfPage, ...]
    title: str | None = None
    author: str | None = None
    created: datetime.date | None = None
    language: str | None = None


def pages_from_pdf(data: bytes, *, ocr: Ocr | None = None) -> PdfText:
    """The pages of a PDF file as a person reads them; `ocr` reads those that are pictures.

    Raises:
        Unreadable: `pdf-broken`, `pdf-encrypted` or `pdf-empty`, where nothing of the file can be read.
    """
    with _quiet():
        reader = _reader(data)
        drawn = _draw_pages(reader)
        info = _information(reader)
    return replace(info, pages=_read_pages(data, drawn, ocr))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps pypdf's warnings to itself: what matters comes back as a reason on the page."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _reader(data: bytes) -> PdfReader:
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise Unreadable("pdf-broken", "the file is not a PDF: it has no %PDF header", remedy="Save it again as PDF.")
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(
                "pdf-encrypted", "the file is locked with a password", remedy="Save a copy of it without password."
            )
        count = len(reader.pages)
    except DependencyError as problem:
        raise Unreadable(
            "pdf-encrypted",
            "the file is encrypted with AES, which needs the package cryptography",
            remedy="Install cryptography, or save a copy of the file without encryption.",
        ) from problem
    except _BROKEN as problem:
        raise Unreadable(
            "pdf-broken",
            f"the file is broken: {_said(problem)}",
            remedy="Ask its maker for another copy, or save it again.",
        ) from problem
    if not count:
        raise Unreadable("pdf-empty", "the file has no pages", remedy="Ask its maker for another copy.")
    return reader


def _said(problem: BaseException) -> str:
    text = " ".join(str(problem).split())[:200]
    return f"{type(problem).__name__} {text}".strip()


def _draw_pages(reader: PdfReader) -> list[Drawn | str]:
    """What stands on each page, or why it cannot be read."""
    fonts: dict[int, tuple[DictionaryObject, PdfFont]] = {}
    found: list[Drawn | str] = []
    for index in range(len(reader.pages)):
        try:
            found.append(draw_page(reader.pages[index], fonts))
        except _BROKEN as problem:
            found.append(f"the page is broken: {_said(problem)}")
    return found


def _read_pages(data: bytes, drawn: list[Drawn | str], ocr: Ocr | None) -> tuple[PdfPage, ...]:
    found = words_of_pages(data, drawn, ocr)
    upright = [page.upright for page in found]
    heights = [_height(sheet, page.turn) for sheet, page in zip(drawn, found, strict=True)]
    upright = [without_line_numbers(words) for words in without_running_heads(upright, heights)]
    body = weighted_size((word.size, len(word.text)) for words in upright for word in words) or 10.0
    known = words_inside(line.text for words in upright for line in lines_of(words))
    passages: list[tuple[Passage, ...]] = []
    for index, words in enumerate(upright):
        sheet, page = drawn[index], found[index]
        seen = words if isinstance(sheet, str) or page.turn else over_bars(words, sheet.bars)
        rules = () if isinstance(sheet, str) or page.turn else sheet.rules
        laid = [*_passages(blocks_of_page(seen, body, known, rules), index + 1, page.turn, sheet)]
        for turn in sorted(page.by_turn.keys() - {page.turn}):
            laid += _passages(blocks_of_page(page.by_turn[turn], body, known), index + 1, turn, sheet)
        passages.append(tuple(laid))
    return tuple(
        PdfPage(
            number=number,
            blocks=tuple((passage.text, passage.kind) for passage in whole),
            words=tuple(passage.words for passage in whole),
            unread=page.unread,
            unseen=page.unseen,
            by_ocr=page.by_ocr,
        )
        for number, (page, whole) in enumerate(zip(found, with_whole_sentences(passages, known), strict=True), start=1)
    )


def _passages(blocks: Sequence[LaidBlock], number: int, turn: int, sheet: Drawn | str) -> Iterator[Passage]:
    """The blocks of a page with their words brought back to the page as it is looked at."""
    width, height = (0.0, 0.0) if isinstance(sheet, str) else (sheet.width, sheet.height)
    turned = turned_back(turn, width, height)
    for block in blocks:
        first, last = block.lines[0], block.lines[-1]
        yield Passage(
            text=block.text,
            kind=block.kind,
            words=placed_words(block.text, block.lines, number, turned),
            sizes=(first.size, last.size),
            full=last.x1 >= block.right - (1 - _FULL) * (block.right - last.x0),
        )


def _height(page: Drawn | str, turn: int) -> float:
    if isinstance(page, str):
        return 1.0
    return page.height if turn in (0, 2) else page.width


def _information(reader: PdfReader) -> PdfText:
    """Title, author, date and language as the file tells them, without the pages."""
    try:
        said = reader.metadata or DictionaryObject()
        return PdfText(
            pages=(),
            title=_title(said.get("/Title")),
            author=_words(said.get("/Author")),
            created=_date(said.get("/CreationDate")),
            language=_words(reader.root_object.get("/Lang")),
        )
    except _BROKEN:
        return PdfText(pages=())


def _words(value: object) -> str | None:
    """The words of a string of the file, None where there are none."""
    return words_of(value.replace("\0", "")) or None if isinstance(value, str) else None


def _title(value: object) -> str | None:
    """The title; None where it is only the name of a file or a template, or a program's word for none."""
    title = _words(value)
    return None if title is None or _NO_TITLE.fullmatch(title) else title


def _date(value: object) -> datetime.date | None:
    """The day of a PDF date such as `D:20240103120000+01'00'`."""
    found = _DATE.match(value) if isinstance(value, str) else None
    if not found:
        return None
    try:
        return datetime.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
