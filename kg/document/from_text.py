"""Plain text and Markdown become pages of blocks."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.document.characters import clean
from kg.document.hyphens import words_inside
from kg.document.markdown import front_matter, plain_lines
from kg.document.model import BlockKind
from kg.document.overpage import Passage, with_whole_sentences
from kg.document.paragraphs import Line, TextBlock, blocks_from_lines, blocks_from_paragraphs
from kg.document.unreadable import Unreadable
from kg.document.unweave import MOST_LINES, unweave

_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_MOST_CONTROLS = 0.01  # of the characters
_LEAST_PAGE = 25  # lines between the numbers of two pages
_MOST_HEAD = 60  # characters of a running head
_PAGE_NUMBER = re.compile(r"(?:pagina |page |blz\.? |p\. ?)?(\d{1,4})(?: ?(?:van|of|/) ?\d{1,4})?", re.IGNORECASE)
_MOST_TRIES = 30  # stretches in a row that turn out not to be interleaved, before the rest is left as it is


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage:
    """A page: number from 1 and its blocks in reading order, footnotes last."""

    number: int
    blocks: tuple[TextBlock, ...]
    unread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainText:
    """The pages of a text file; `paged` where form feeds part them, else the one page is only a container."""

    pages: tuple[TextPage, ...]
    paged: bool
    title: str | None = None


def pages_from_text(data: bytes, *, markdown: bool = False) -> PlainText:
    r"""The pages of a UTF-8 text.

    Raises:
        Unreadable: `text-not-utf8`, `text-binary` or `text-empty`.

    Example:
        >>> pages_from_text("De Inspectie ziet toe op de wet.\r\n".encode()).pages[0].blocks
        (('De Inspectie ziet toe op de wet.', <BlockKind.PARAGRAPH: 'paragraph'>),)
        >>> pages_from_text(b"Caf\xe9")
        Traceback (most recent call last):
            ...
        kg.document.unreadable.Unreadable: the text is not UTF-8: byte 3 (0xE9) fits no character. Save it as UTF-8.
    """
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    title: str | None = None
    if markdown:
        lines = text.split("\n")
        title, skipped = front_matter(lines)
        text = "\n".join(lines[skipped:])
    parts = _form_fed(text)
    read = _markdown_blocks if markdown else _text_blocks
    blocks = _whole_sentences([read(part.split("\n")) for part in parts])
    pages = tuple(TextPage(number=number, blocks=found) for number, found in enumerate(blocks, start=1))
    if markdown and title is None:
        title = _only_heading(pages)
    return PlainText(pages=pages, paged=len(parts) > 1, title=title)


def _whole_sentences(pages: Sequence[Sequence[TextBlock]]) -> list[tuple[TextBlock, ...]]:
    """The blocks of the pages, each sentence whole on the page where it begins."""
    if len(pages) == 1:
        return [tuple(pages[0])]
    known = words_inside(text for page in pages for text, _ in page)
    passages = [[Passage(clean(text), kind) for text, kind in page if clean(text)] for page in pages]
    return [tuple((passage.text, passage.kind) for passage in page) for page in with_whole_sentences(passages, known)]


def _decoded(data: bytes) -> str:
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise Unreadable("text-empty", "the file holds no text", remedy="Leave it out, or save its text again.")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unreadable(
            "text-not-utf8",
            "the text is not UTF-8 but UTF-16: byte 0 opens with its mark",
            remedy="Save the file as UTF-8.",
        )
    if b"\0" in data:
        place = data.index(b"\0")
        raise Unreadable(
            "text-binary",
            f"this is no text: byte {place} is NUL",
            remedy="Give it the ending of what it is, or leave it out.",
        )
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode()
    except UnicodeDecodeError as problem:
        place = problem.start + len(data) - len(body)
        raise Unreadable(
            "text-not-utf8",
            f"the text is not UTF-8: byte {place} (0x{data[place]:02X}) fits no character",
            remedy="Save it as UTF-8.",
        ) from problem
    if len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise Unreadable(
            "text-binary",
            "this is no text: it is full of control characters",
            remedy="Give it the ending of what it is, or leave it out.",
        )
    if not text.strip():
        raise Unreadable("text-empty", "the file holds no text", remedy="Leave it out, or save its text again.")
    return text


def _form_fed(text: str) -> list[str]:
    parts = text.split("\f")
    if len(parts) > 1 and not parts[-1].strip():  # each page is closed by a form feed
        parts.pop()
    return parts


def _markdown_blocks(lines: Sequence[str]) -> tuple[TextBlock, ...]:
    return blocks_from_lines([Line(text.strip(), mark) for text, mark in plain_lines(lines)])


def _text_blocks(lines: Sequence[str]) -> tuple[TextBlock, ...]:
    """The blocks of a page; stretches of it that were interleaved are unwoven."""
    blocks: list[TextBlock] = []
    left: list[str] = []  # lines that stand in order
    tries = 0
    for stretch in _stretches(lines):
        found = unweave(stretch) if tries < _MOST_TRIES else None
        if found is None:
            tries += 1
            left += stretch
        else:
            tries = 0
            blocks += [*_blocks_in_order(left), *blocks_from_paragraphs(found)]
            left = []
    return (*blocks, *_blocks_in_order(left))


def _blocks_in_order(lines: Sequence[str]) -> tuple[TextBlock, ...]:
    return blocks_from_lines([Line(line.strip()) for line in lines]) if lines else ()


def _stretches(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    """The lines cut where a page seems to end, and at the latest where no page goes on."""
    if len(lines) <= MOST_LINES:
        yield lines
        return
    ends = _page_ends(lines)
    start = 0
    for number in range(len(lines)):
        if number in ends or number + 1 - start >= MOST_LINES:
            yield lines[start : number + 1]
            start = number + 1
    if start < len(lines):
        yield lines[start:]


def _page_ends(lines: Sequence[str]) -> set[int]:
    """The lines with a page number: a running head follows them or, without any, the next number a page further on."""
    places: dict[int, list[int]] = {}
    heads: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        found = _PAGE_NUMBER.fullmatch(line.strip())
        if found:
            places.setdefault(int(found[1]), []).append(number)
            head = next((text for each in lines[number + 1 : number + 4] if (text := each.strip())), "")
            if 0 < len(head) <= _MOST_HEAD and not head.isdigit():
                heads.setdefault(head, []).append(number)
    ends = {number for numbers in heads.values() if len(numbers) > 1 for number in numbers}
    if ends:  # then other numbers alone on a line are footnote marks
        return ends
    for value, numbers in places.items():
        others = places.get(value + 1, [])
        for number in numbers:
            place = bisect_left(others, number + _LEAST_PAGE)
            if place < len(others) and others[place] <= number + MOST_LINES:
                ends |= {number, others[place]}
    return ends


def _only_heading(pages: Sequence[TextPage]) -> str | None:
    first = pages[0].blocks[:1]
    return first[0][0] if first and first[0][1] is BlockKind.HEADING else None
