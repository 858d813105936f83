"""Lines of plain text become paragraphs, headings, items and footnotes: a line each, not a word changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.document.continuation import continuation, edge_words
from kg.document.hyphens import joined, words_inside
from kg.document.model import BlockKind

TextBlock = tuple[str, BlockKind]

_ITEM = re.compile(
    r"(?:[a-z]{1,2}[.)]|\d{1,3}[a-z]?(?:°\.?|º\.?|[.)])|[ivxIVX]{1,5}[.)]|\([a-z\d]{1,3}\)|[-–—•▪◦*●○■])(?:\s+\S|$)"
)
_FOOTNOTE = re.compile(r"(\d{1,3})\s+(?:[A-ZÀ-ÞĲ\"'“‘„«(]|https?://|www\.)")
_END_STOP = re.compile(r"[.!?:;,…][\"'”’»)\]]*$")
_SENTENCE_STOP = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"\w[-\u00ad\u2010]$")
_HASHES = re.compile(r"#{1,6}\s*\S")
_MOST_HEADING = 90  # characters
_MOST_HEADING_WORDS = 14
_MOST_WRAPPED = 130  # characters: a hard-wrapped line is not longer
_LEAST_WRAPPED = 25
_FULL = 0.7  # of the longest line: a line that the next word would have made too long, with room for ragged edges
_LEAST_SHARE = 0.25  # of the line ends: sentences that run on over them


@dataclass(frozen=True, slots=True)
class Line:
    """A line, stripped, empty between paragraphs; `mark` is "heading" or "table" where Markdown says so."""

    text: str
    mark: str = ""


def blocks_from_lines(lines: Sequence[Line]) -> tuple[TextBlock, ...]:
    """The blocks of a page: lines that a paragraph was wrapped into are joined, other lines stay as they are."""
    wrapped = _width_if_wrapped(lines)
    known = words_inside(line.text for line in lines) if wrapped else {}
    found: list[tuple[str, BlockKind | None, bool, bool]] = []
    for start, end in _groups(lines, wrapped):
        text = _together([line.text for line in lines[start:end]], known)
        before = start == 0 or not lines[start - 1].text
        after = end == len(lines) or not lines[end].text
        found.append((text, _kind(text, lines[start].mark), before, after))
    parted = any(not line.text for line in lines[1:-1])
    blocks = [
        (text, kind or _by_neighbours(found, number, parted=parted)) for number, (text, kind, _, _) in enumerate(found)
    ]
    return _with_footnotes(blocks)


def blocks_from_paragraphs(texts: Sequence[str]) -> tuple[TextBlock, ...]:
    """The blocks of texts that are paragraphs, headings and footnotes already."""
    return _with_footnotes(
        [(text, _kind(text, "") or (BlockKind.HEADING if _may_head(text) else BlockKind.PARAGRAPH)) for text in texts]
    )


def _together(texts: Sequence[str], known: Mapping[str, int]) -> str:
    return " ".join((texts[0] if len(texts) == 1 else joined(texts, known)).split())


def _groups(lines: Sequence[Line], wrapped: int) -> Iterator[tuple[int, int]]:
    """Where each paragraph starts and ends, as numbers of lines."""
    start: int | None = None
    for number, line in enumerate(lines):
        if start is not None and (not line.text or not wrapped or _parts(lines[number - 1], line, wrapped)):
            yield start, number
            start = None
        if line.text and start is None:
            start = number
    if start is not None:
        yield start, len(lines)


def _parts(before: Line, after: Line, width: int) -> bool:
    """Whether a paragraph ends between two lines of hard-wrapped text."""
    if before.mark or after.mark or _HASHES.match(before.text) or _HASHES.match(after.text):
        return True
    if _HYPHEN.search(before.text):
        return False
    runs_on = not _SENTENCE_STOP.search(before.text)
    if _ITEM.match(before.text) and len(before.text.split()) == 1:
        return True
    if _ITEM.match(after.text) and not (runs_on and after.text[0].isdigit()):
        return True
    if _FOOTNOTE.match(after.text) and not runs_on:
        return True
    first = after.text.split()[0]
    full = len(before.text) + 1 + len(first) > _FULL * width
    return not (full or (runs_on and after.text[0].islower()))


def _width_if_wrapped(lines: Sequence[Line]) -> int:
    """How long the lines of hard-wrapped text are, in characters; 0 for text whose lines are paragraphs."""
    texts = [line.text for line in lines if not line.mark]
    lengths = sorted(len(text) for text in texts if text)
    if not lengths or lengths[len(lengths) * 19 // 20] > _MOST_WRAPPED:
        return 0
    width = lengths[len(lengths) * 19 // 20]
    ends = [(before, after) for before, after in pairwise(texts) if before and after and not _ITEM.match(after)]
    run_on = sum(_runs_on(before, after, width) for before, after in ends)
    return width if run_on and run_on >= _LEAST_SHARE * len(ends) else 0


def _runs_on(before: str, after: str, width: int) -> bool:
    if len(before) < max(_LEAST_WRAPPED, width / 2) or _SENTENCE_STOP.search(before):
        return False
    if _HYPHEN.search(before):
        return True
    return (after[0].islower() or before.endswith(",")) and continuation().log_odds(
        edge_words(before)[1], edge_words(after)[0]
    ) > -1


def _kind(text: str, mark: str) -> BlockKind | None:
    if mark == "heading" or _HASHES.match(text):
        return BlockKind.HEADING
    if mark == "table":
        return BlockKind.TABLE
    return BlockKind.ITEM if _ITEM.match(text) else None


def _may_head(text: str) -> bool:
    return (
        len(text) <= _MOST_HEADING
        and len(text.split()) <= _MOST_HEADING_WORDS
        and (text[0].isupper() or text[0].isdigit())
        and not _END_STOP.search(text)
    )


def _by_neighbours(
    found: Sequence[tuple[str, BlockKind | None, bool, bool]], number: int, *, parted: bool
) -> BlockKind:
    """A heading where a short line without a stop stands alone: between empty lines or, without those, sentences."""
    text, _, alone_before, alone_after = found[number]
    if not _may_head(text) or number + 1 == len(found):
        return BlockKind.PARAGRAPH
    if not parted:
        alone_before = number == 0 or bool(_END_STOP.search(found[number - 1][0]))
        alone_after = not found[number + 1][0][0].islower()
    return BlockKind.HEADING if alone_before and alone_after else BlockKind.PARAGRAPH


def _with_footnotes(blocks: Sequence[TextBlock]) -> tuple[TextBlock, ...]:
    """The blocks with the numbered ones at the end of the page, whose numbers rise, as footnotes."""
    first = len(blocks)
    above = 10**6
    while first > 0 and (found := _FOOTNOTE.match(blocks[first - 1][0])) and int(found[1]) < above:
        above = int(found[1])
        first -= 1
    if first == 0:  # a page of nothing else is a list
        return tuple(blocks)
    return (*blocks[:first], *((text, BlockKind.FOOTNOTE) for text, _ in blocks[first:]))
