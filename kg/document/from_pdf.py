"""A PDF file becomes pages of blocks in reading order, with what the file says about itself."""

from __future__ import annotations

import datetime
import io
import logging
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import DictionaryObject

from kg.document.glyphs import Drawn, Piece, draw_page
from kg.document.hyphens import words_inside
from kg.document.layout import PageBlock, blocks_of_page
from kg.document.lines import lines_of, weighted_size, words_from_pieces
from kg.document.metadata import words_of
from kg.document.pdf_font import UNMAPPED, PdfFont
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
_MOST_UNMAPPED = 0.1  # of the characters of a page
_LEAST_LETTERS = 0.2
_LEAST_CHARS = 40
_NO_TITLE = re.compile(r"none|null|unknown|untitled.*|\S*_\S*|.*\.(?:docx?|indd|pdf|pptx?|xlsx?)", re.IGNORECASE)
_DATE = re.compile(r"D?:?(\d{4})(\d{2})?(\d{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfPage:
    """A page: number from 1, its blocks in reading order, footnotes last; why it has no text, or less than it shows."""

    number: int
    blocks: tuple[PageBlock, ...]
    unread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfText:
    """The pages of a PDF and what the file says of itself; None where it says nothing."""

    pages: tuple[PdfPage, ...]
    title: str | None = None
    author: str | None = None
    created: datetime.date | None = None
    language: str | None = None


def pages_from_pdf(data: bytes) -> PdfText:
    """The pages of a PDF file as a person reads them.

    Raises:
        Unreadable: `pdf-broken`, `pdf-encrypted` or `pdf-empty`, where nothing of the file can be read.
    """
    with _quiet():
        reader = _reader(data)
        drawn = _draw_pages(reader)
        info = _information(reader)
    return replace(info, pages=_read_pages(drawn))


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


def _read_pages(drawn: list[Drawn | str]) -> tuple[PdfPage, ...]:
    pieces: list[tuple[Piece, ...]] = []
    reasons: list[str] = []
    for page in drawn:
        kept, reason = ((), page) if isinstance(page, str) else _legible(page)
        pieces.append(kept)
        reasons.append(reason)
    turns = [_main_turn(page) for page in pieces]
    upright = [
        words_from_pieces(piece for piece in page if piece.turn == turn)
        for page, turn in zip(pieces, turns, strict=True)
    ]
    heights = [_height(page, turn) for page, turn in zip(drawn, turns, strict=True)]
    upright = [without_line_numbers(words) for words in without_running_heads(upright, heights)]
    body = weighted_size((word.size, len(word.text)) for words in upright for word in words) or 10.0
    known = words_inside(line.text for words in upright for line in lines_of(words))
    pages = []
    for index, words in enumerate(upright):
        blocks = blocks_of_page(words, body, known)
        for turn in sorted({piece.turn for piece in pieces[index]} - {turns[index]}):
            turned = words_from_pieces(piece for piece in pieces[index] if piece.turn == turn)
            blocks += blocks_of_page(turned, body, known)
        pages.append(PdfPage(number=index + 1, blocks=blocks, unread=reasons[index]))
    return tuple(pages)


def _main_turn(pieces: tuple[Piece, ...]) -> int:
    """The way that most of the text of a page is turned."""
    counts = [0, 0, 0, 0]
    for piece in pieces:
        counts[piece.turn] += len(piece.text)
    return counts.index(max(counts))


def _height(page: Drawn | str, turn: int) -> float:
    if isinstance(page, str):
        return 1.0
    return page.height if turn in (0, 2) else page.width


def _legible(page: Drawn) -> tuple[tuple[Piece, ...], str]:
    """The pieces of a page that are text, and why some are missing."""
    total = sum(len(piece.text) for piece in page.pieces)
    unmapped = sum(piece.text.count(UNMAPPED) for piece in page.pieces)
    good = tuple(piece for piece in page.pieces if UNMAPPED not in piece.text)
    chars = sum(len(piece.text) for piece in good)
    if not total:
        return (), "no text: the page is a picture" if page.images else "no text: the page is empty"
    if unmapped > _MOST_UNMAPPED * total:
        return (), f"{unmapped} of {total} characters are in fonts that do not say which characters they are"
    letters = sum(char.isalpha() for piece in good for char in piece.text)
    if chars >= _LEAST_CHARS and letters < _LEAST_LETTERS * chars:
        digits = sum(char.isdigit() for piece in good for char in piece.text)
        if letters + digits < 0.5 * chars:
            return (), "the characters of the page make no words"
    if unmapped:
        return good, f"{unmapped} of {total} characters are left out: their font does not say what they are"
    return good, page.cut


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
