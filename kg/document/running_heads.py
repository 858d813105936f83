"""Running heads, running feet, page and line numbers: what stands on a page but is no part of what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.document.lines import Line, Word, lines_of

_TOP, _BOTTOM = 0.2, 0.84  # of the page's height: rows that come back word for word
_HIGH, _LOW = 0.13, 0.88  # rows that come back in part
_SAME_PLACE = 4.0  # points
_PAGE_NUMBER = re.compile(r"(?:[-–—|]\s*)?(\d{1,4})(?:\s*[-–—|])?")
_PAGE_OF = re.compile(
    r"(?:pagina|page|blz\.?|p\.)\s*(\d{1,4})(?:\s*(?:van|of|/|-)\s*\d{1,4})?|(\d{1,4})\s*(?:/|van)\s*\d{1,4}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_LEAST_PAGES = 3
_NEARBY = 2  # pages: left and right pages may have heads of their own
_COMMON = 0.4  # of the letters of a row
_COMMON_NUMBERED = 0.2
_PART = 2.0  # ems between two parts of a row
_APART = 1.3
_OTHER_SIZE = 0.5  # points
_LEAST_LINE_NUMBERS = 5
_NUMBERED_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class _Edge:
    """What stands together in a row near the top or the foot of a page."""

    page: int
    line: Line

    @property
    def shape(self) -> str:
        return _DIGITS.sub("#", self.line.text.casefold())


def without_running_heads(pages: Sequence[tuple[Word, ...]], heights: Sequence[float]) -> tuple[tuple[Word, ...], ...]:
    """The words of each page without page numbers and the rows that come back at the same place of other pages."""
    edges = [
        _Edge(index, part)
        for index, (words, height) in enumerate(zip(pages, heights, strict=True))
        for line in lines_of(word for word in words if not _TOP * height < word.y < _BOTTOM * height)
        for part in line.parts(_PART)
    ]
    filled = sum(bool(words) for words in pages)
    groups: list[list[_Edge]] = []
    for edge in sorted(edges, key=lambda edge: (edge.line.y, edge.page)):
        if groups and edge.line.y - groups[-1][0].line.y <= _SAME_PLACE:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    offsets = Counter(number - edge.page for edge in edges if (number := _number(edge.line.text)) is not None)
    numbers: set[_Edge] = set()
    for edge in edges:
        number = _number(edge.line.text)
        counted = number is not None and offsets[number - edge.page] >= min(2, filled) and (filled > 1 or number == 1)
        if counted or _PAGE_OF.fullmatch(edge.line.text):
            numbers.add(edge)
    recurring: set[_Edge] = set()
    for group in groups:
        beside = {edge.page for edge in group if edge in numbers}
        for edge in group:
            if edge not in numbers and _recurs(edge, group, filled, heights[edge.page], numbered=edge.page in beside):
                recurring.add(edge)
    dropped: list[set[Word]] = [set() for _ in pages]
    for index, (words, height) in enumerate(zip(pages, heights, strict=True)):
        heads = {word for edge in recurring if edge.page == index for word in edge.line.words}
        counts = {word for edge in numbers if edge.page == index for word in edge.line.words}
        dropped[index] = counts | _set_apart(lines_of(words), heads, counts, height)
    return tuple(_without(words, gone) for words, gone in zip(pages, dropped, strict=True))


def _recurs(edge: _Edge, group: Sequence[_Edge], filled: int, height: float, *, numbered: bool) -> bool:
    """Whether it comes back, wholly or for the greater part, at the same place of pages nearby.

    `numbered` tells that the number of the page stands beside it: then less of it has to come back.
    """
    if _number(edge.line.text) is not None or edge.line.words[0].mark:
        return False
    near = [other for other in group if 0 < abs(other.page - edge.page) <= _NEARBY]
    if any(other.shape == edge.shape for other in near):
        return True
    places = {other.page for other in group}
    if _HIGH * height < edge.line.y < _LOW * height or len(places) < max(_LEAST_PAGES, 0.5 * filled):
        return False
    shared = Counter(word for word, _ in {(word, other.page) for other in group for word in other.shape.split()})
    common = sum(len(word) for word in edge.shape.split() if shared[word] >= 0.5 * len(places))
    return common >= (_COMMON_NUMBERED if numbered else _COMMON) * len(edge.shape.replace(" ", ""))


def _set_apart(lines: Sequence[Line], heads: set[Word], numbers: set[Word], height: float) -> set[Word]:
    """Those of `heads` that more white, or another size of letters, parts from the text below or above them."""
    steps = [b.y - a.y for a, b in pairwise(lines)]
    usual = median(steps) if steps else 0.0
    whole = [all(word in heads or word in numbers for word in line.words) for line in lines]
    found: set[Word] = set()
    for index, line in enumerate(lines):
        words = heads.intersection(line.words)
        if not words:
            continue
        inward = 1 if line.y < height / 2 else -1
        edge, body = index, index + inward
        while 0 <= body < len(lines):
            white = abs(lines[edge].y - lines[body].y) > max(_APART * usual, _APART * lines[edge].size)
            if white or abs(lines[edge].size - lines[body].size) >= _OTHER_SIZE or not whole[body]:
                break
            edge, body = body, body + inward
        else:
            white = True
        if white or abs(lines[edge].size - lines[body].size) >= _OTHER_SIZE:
            found |= words
    return found


def _without(words: tuple[Word, ...], gone: set[Word]) -> tuple[Word, ...]:
    """The words that are left; all of them where none would be, for then the head is what the page says."""
    kept = tuple(word for word in words if word not in gone)
    return kept if kept or not any(char.isalpha() for word in words for char in word.text) else words


def _number(text: str) -> int | None:
    found = _PAGE_NUMBER.fullmatch(text) or _PAGE_OF.fullmatch(text)
    return int(next(group for group in found.groups() if group)) if found else None


def without_line_numbers(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words without the numbers that count lines: rising, one below the other, left or right of all text.

    Example:
        >>> page = [Word(str(i), 50, 60, 100 + 12.0 * i, 9) for i in range(1, 9)]
        >>> text = [Word("woord", 80, 200, 100 + 12.0 * i, 9) for i in range(1, 9)]
        >>> {word.text for word in without_line_numbers((*page, *text))}
        {'woord'}
    """
    for outer in (min, max):
        lines = lines_of(words)
        ends = [line.words[0] if outer is min else line.words[-1] for line in lines]
        numbers = [word for word in ends if word.text.isdigit()]
        while numbers:
            edge = outer(word.x1 for word in numbers)
            column = [word for word in numbers if abs(word.x1 - edge) <= 1.5 * word.size]
            if _counts_lines(column, words, len(lines)):
                gone = set(column)
                return tuple(word for word in words if word not in gone)
            numbers = [word for word in numbers if word not in column]
    return words


def _counts_lines(column: Sequence[Word], words: Sequence[Word], rows: int) -> bool:
    if len(column) < _LEAST_LINE_NUMBERS:
        return False
    values = [int(word.text) for word in column]
    step = values[1] - values[0]
    rising = sum(b - a == step for a, b in pairwise(values))
    if step not in (1, 5, 10) or rising < _NUMBERED_SHARE * (len(values) - 1):
        return False
    left, right = min(word.x0 for word in column), max(word.x1 for word in column)
    chosen = set(column)
    rest = [word for word in words if word not in chosen]
    apart = not any(word.x0 < right + 0.5 * word.size and word.x1 > left for word in rest)
    outside = all(word.x0 > right for word in rest) or all(word.x1 < left for word in rest)
    return apart and outside and len(column) * step >= 0.6 * rows
