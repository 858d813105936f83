"""Where the words of a text stand on the pages of its document: the map from characters back to the paper."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.base.span import Span

_SIDES = 4


class Area(NamedTuple):
    """A rectangle on a page, counted from 1: in points from the left and the top of the page as a viewer shows it."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word as drawn: the characters `start` to `end` of a text, on an area of a page.

    `opens` tells whether a row begins with it; `marks` are the footnote marks that were raised behind characters of it.
    """

    start: int
    end: int
    area: Area
    opens: bool
    marks: tuple[tuple[int, str], ...] = ()

    def moved(self, by: int) -> PlacedWord:
        """The same word `by` characters further on in the text."""
        marks = tuple((at + by, mark) for at, mark in self.marks)
        return PlacedWord(self.start + by, self.end + by, self.area, self.opens, marks)


@dataclass(frozen=True, slots=True)
class Places:
    """The place of every word of a text, in the order of the text; empty for sources that have no paper.

    Kept as packed numbers, 28 bytes a word, for a document may have half a million: first and last characters, the four
    sides of each word's area, and for each row the number of its first word and its page.
    """

    starts: bytes = field(default=b"", repr=False)
    ends: bytes = field(default=b"", repr=False)
    sides: bytes = field(default=b"", repr=False)
    rows: bytes = field(default=b"", repr=False)
    pages: bytes = field(default=b"", repr=False)

    @classmethod
    def of(cls, words: Iterable[PlacedWord]) -> Places:
        """The map of words that stand in the order of the text."""
        starts, ends, rows, pages = (array("I") for _ in range(4))
        sides = array("f")
        for number, word in enumerate(words):
            page, *box = word.area
            if word.opens or not pages or pages[-1] != page:
                rows.append(number)
                pages.append(page)
            starts.append(word.start)
            ends.append(word.end)
            sides.extend(box)
        return cls(*(numbers.tobytes() for numbers in (starts, ends, sides, rows, pages)))

    def areas(self, span: Span) -> tuple[Area, ...]:
        """Where the words stand that `span` holds at least one character of: an area for each row, in reading order.

        Sides are rounded to a tenth of a point. Empty where nobody knows.
        """
        first = bisect_right(_whole(self.ends), span.start)  # words stand in order and do not overlap
        last = bisect_left(_whole(self.starts), span.end)
        rows, pages = _whole(self.rows), _whole(self.pages)
        sides = memoryview(self.sides).cast("f")
        found: list[Area] = []
        while first < last:
            row = bisect_right(rows, first)  # the number of the next row
            end = min(last, rows[row] if row < len(rows) else last)
            left, top, right, bottom = (
                sides[_SIDES * first + side : _SIDES * end : _SIDES].tolist() for side in range(_SIDES)
            )
            found.append(
                Area(pages[row - 1], *(round(side, 1) for side in (min(left), min(top), max(right), max(bottom))))
            )
            first = end
        return tuple(found)

    def __len__(self) -> int:
        return len(self.starts) // array("I").itemsize


NO_PLACES = Places()


def _whole(numbers: bytes) -> memoryview[int]:
    return memoryview(numbers).cast("I")
