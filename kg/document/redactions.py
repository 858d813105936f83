"""Bars that black out words: they fill the gap that they leave in a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.document.lines import Word, rows_of
from kg.document.pdf_state import Box

_LEAST_HIGH, _MOST_HIGH = 0.6, 1.5  # sizes: lower is a line, higher the ground of a cell
_LEAST_WIDE = 1.0  # sizes
_RISE = 0.3  # of the size: how far above its baseline the middle of a word stands
_NEAR = 1.2  # sizes between a bar and the word beside it
_OVER = 2.0  # points by which a bar may reach over a word


def over_bars(words: Sequence[Word], bars: Iterable[Box]) -> tuple[Word, ...]:
    """The words, row by row, each widened over the bar that follows it, or that stands before it at the start of a row.

    A bar with words in it is the ground they stand on, and widens nothing.
    """
    rows = [sorted(row, key=lambda word: word.x0) for row in rows_of(words, lambda word: (word.y, word.size))]
    places = [(row[0].y - _RISE * row[0].size, max(word.size for word in row)) for row in rows]
    for bar in sorted(bars):
        left, top, right, bottom = bar
        for row, (middle, size) in zip(rows, places, strict=True):
            if not top <= middle <= bottom:
                continue
            fits = _LEAST_HIGH * size <= bottom - top <= _MOST_HIGH * size and right - left >= _LEAST_WIDE * size
            if fits and not any(left < (word.x0 + word.x1) / 2 < right for word in row):
                _widen(row, bar)
                break
    return tuple(word for row in rows for word in row)


def _widen(row: list[Word], bar: Box) -> None:
    left, _, right, _ = bar
    before = [index for index, word in enumerate(row) if word.x1 <= left + _OVER]
    if before and left - row[before[-1]].x1 <= _NEAR * row[before[-1]].size:
        row[before[-1]] = replace(row[before[-1]], x1=right)
    elif len(before) < len(row) and row[len(before)].x0 - right <= _NEAR * row[len(before)].size:
        row[len(before)] = replace(row[len(before)], x0=left)
