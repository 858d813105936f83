"""Pieces of text become words and rows; the gap between two pieces decides whether a space stands there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TypeVar

from kg.document.advances import with_true_ends
from kg.document.glyphs import Piece

_SOFT = "\u00ad"  # where it is drawn it is a hyphen
MARK = re.compile(r"\d{1,3}(?:[,;]\d{1,3})*[,;]?|[*†‡§]{1,3}")
"""What refers to a footnote."""

# Gaps in ems.
_GAP_AT_SPACE = 0.06  # less than this is kerning, even where a space character was drawn
_GAP_ALONE = 0.17  # more than this is a space, even where none was drawn
_OVERLAP = 0.5
_PARTS_AFTER = frozenset(",;:)")  # a space drawn after these is one, however narrow
_SAME_ROW = 0.2
_SMALL = 0.82  # of the size beside it: a raised or lowered sign
_RAISED = (0.12, 0.85)
_LOWERED = (0.05, 0.45)
_NEAR = 0.6
_NEAR_NOTE = 2.5  # between the sign that opens a footnote and its text
_TOUCH = 0.15
_OTHER = 0.85  # of the size beside it
_GAP_AT_OTHER = 0.5
_UNITS = frozenset({"m", "cm", "mm", "dm", "km", "µg", "ug", "CO", "NO", "PM"})
_SPREAD_PIECES = 8  # from here on a row of single characters counts as one that is spaced out
_SPREAD_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Word:
    """What stands between two spaces, in points from the left and the top."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    mark: bool = False  # the raised sign before a footnote
    cell: bool = False  # the first word of a cell of a table
    slanted: bool = False
    notes: tuple[tuple[int, str], ...] = ()  # footnote marks left out of it, each behind so many of its characters


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline, from left to right; at least one."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words, parted by one space."""
        return " ".join(word.text for word in self.words[:-1]).replace(_SOFT, "-") + self._end

    @property
    def _end(self) -> str:
        """The last word, with the space before it; only at its end may a soft hyphen be one."""
        last = self.words[-1].text
        return (" " if len(self.words) > 1 else "") + last[:-1].replace(_SOFT, "-") + last[-1]

    @property
    def x0(self) -> float:
        """The left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """The right end."""
        return max(word.x1 for word in self.words)

    @property
    def y(self) -> float:
        """The baseline of most of the text."""
        return max(self.words, key=lambda word: (word.size, len(word.text))).y

    @property
    def size(self) -> float:
        """The font size of most of the characters."""
        return weighted_size((word.size, len(word.text)) for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether nearly all of it is bold."""
        letters = sum(len(word.text) for word in self.words)
        return sum(len(word.text) for word in self.words if word.bold) >= 0.9 * letters

    def parts(self, gap: float) -> tuple[Line, ...]:
        """What stands together in it: words less than `gap` sizes apart, and less than that where their sizes differ."""
        found = [[self.words[0]]]
        for before, word in pairwise(self.words):
            small, large = sorted((before.size, word.size))
            if word.x0 - before.x1 > (gap if small > _OTHER * large else min(gap, _GAP_AT_OTHER)) * large:
                found.append([word])
            else:
                found[-1].append(word)
        return tuple(Line(tuple(words)) for words in found)


def weighted_size(sizes: Iterable[tuple[float, int]]) -> float:
    """The size that most characters have, to half a point; 0 where there are none."""
    counts: dict[float, int] = {}
    for size, count in sizes:
        rounded = round(size * 2) / 2
        counts[rounded] = counts.get(rounded, 0) + count
    return max(counts, key=lambda size: (counts[size], size)) if counts else 0.0


def words_from_pieces(pieces: Iterable[Piece]) -> tuple[Word, ...]:
    """The words of a page from top to bottom, each row from left to right.

    Raised signs that refer to a footnote are left out, and kept beside the word; one that opens a footnote stays, as a word of its own.
    """
    rows = rows_of(pieces, lambda piece: (piece.y, piece.size))
    rows = with_true_ends([sorted(row, key=lambda piece: piece.x0) for row in rows])
    words: list[Word] = []
    for row in _with_small_signs(rows):
        words.extend(_row_words(row))
    return tuple(words)


T = TypeVar("T")


def rows_of(things: Iterable[T], place: Callable[[T], tuple[float, float]]) -> list[list[T]]:
    """Things on one baseline together, from the top down; `place` gives baseline and size."""
    rows: list[list[T]] = []
    start, low = 0.0, 0.0
    for y, size, thing in sorted(((*place(thing), thing) for thing in things), key=lambda found: found[:2]):
        if rows and y - start <= max(_SAME_ROW * min(size, low), 0.8):
            rows[-1].append(thing)
            low = min(size, low)
        else:
            rows.append([thing])
            start, low = y, size
    return rows


def _with_small_signs(rows: list[list[Piece]]) -> list[list[Piece]]:
    """The rows, with raised and lowered signs brought to the words they stand at."""
    kept: list[list[Piece]] = [[] for _ in rows]
    largest = [max(piece.size for piece in row) for row in rows]
    for index, row in enumerate(rows):
        near = max(largest[max(index - 2, 0) : index + 4])
        for piece in row:
            home = index if piece.size > _SMALL * near else _home(piece, index, rows)
            kept[home].append(piece)
    return [row for row in kept if row]


def _home(piece: Piece, index: int, rows: list[list[Piece]]) -> int:
    near_rows: list[int] = [*range(index + 1, min(index + 4, len(rows))), *range(index - 1, max(index - 3, -1), -1)]
    for other in near_rows:
        for host in rows[other]:
            if piece.size > _SMALL * host.size:
                continue
            rise = (host.y - piece.y) / host.size
            after, before = (piece.x0 - host.x1) / host.size, (host.x0 - piece.x1) / host.size
            near = -_TOUCH <= after <= _NEAR or (
                -_TOUCH <= before <= _NEAR_NOTE and MARK.fullmatch(piece.text) is not None
            )
            inside = host.x0 <= piece.x0 and piece.x1 <= host.x1
            if (near or inside) and (_RAISED[0] <= rise <= _RAISED[1] or _LOWERED[0] <= -rise <= _LOWERED[1]):
                return other
    return index


def _row_words(row: list[Piece]) -> list[Word]:
    row = sorted(row, key=lambda piece: piece.x0)
    limit = _spread_limit(row)
    base = max(row, key=lambda piece: (piece.size, len(piece.text)))
    words: list[Word] = []
    previous: Piece | None = None
    for position, piece in enumerate(row):
        host = _host(row, position)
        raised = host is not None and MARK.fullmatch(piece.text) is not None
        if raised and host is not None and host.x0 < piece.x0 and words and words[-1].text not in _UNITS:
            previous = replace(host, x1=max(host.x1, piece.x1))
            words[-1] = replace(words[-1], notes=(*words[-1].notes, (len(words[-1].text), piece.text)))
            continue
        if raised and host is not None and host.x0 > piece.x0:
            words.append(Word(piece.text, piece.x0, piece.x1, host.y, host.size, piece.bold, mark=True))
            previous = None
            continue
        if previous is not None and not _is_space(previous, piece, limit):
            last = words[-1]
            longer = last.text + piece.text
            bold = last.bold and (piece.bold or not piece.text.isalnum())
            slanted = last.slanted and (piece.slanted or not piece.text.isalnum())
            words[-1] = replace(last, text=longer, x1=max(last.x1, piece.x1), bold=bold, slanted=slanted)
        else:
            y, size = (base.y, base.size) if host is not None else (piece.y, piece.size)
            words.append(Word(piece.text, piece.x0, piece.x1, y, size, piece.bold, slanted=piece.slanted))
        previous = piece
    return [word for word in words if word.text.strip()]


def _host(row: Sequence[Piece], position: int) -> Piece | None:
    """The full-size piece that a raised sign stands at, before it if it can be."""
    piece = row[position]
    others: list[int] = [*range(position - 1, -1, -1), *range(position + 1, len(row))]
    for other in others:
        host = row[other]
        if piece.size <= _SMALL * host.size and host.y - piece.y >= _RAISED[0] * host.size:
            gap = piece.x0 - host.x1 if other < position else host.x0 - piece.x1
            if gap <= (_NEAR if other < position else _NEAR_NOTE) * host.size:
                return host
    return None


def _is_space(left: Piece, right: Piece, limit: float) -> bool:
    size = min(left.size, right.size)
    gap = right.x0 - left.x1 - max(left.tracking, 0.0)
    if gap < -_OVERLAP * size:
        return True
    if right.spaced and left.text[-1] in _PARTS_AFTER and right.text[0].isalpha():
        return True
    return gap > (_GAP_AT_SPACE if right.spaced else limit) * size


def _spread_limit(row: Sequence[Piece]) -> float:
    """The least gap, in ems, that is a space: larger in a heading whose characters were set apart one by one."""
    single = sum(len(piece.text) == 1 for piece in row)
    if len(row) < _SPREAD_PIECES or single < _SPREAD_SHARE * len(row):
        return _GAP_ALONE
    usual = median((b.x0 - a.x1) / max(a.size, 0.1) for a, b in pairwise(row))
    return max(_GAP_ALONE, 1.6 * usual)


def lines_of(words: Iterable[Word]) -> tuple[Line, ...]:
    """The words of one column as lines, from the top down."""
    rows = rows_of(words, lambda word: (word.y, word.size))
    return tuple(Line(tuple(sorted(row, key=lambda word: word.x0))) for row in rows)
