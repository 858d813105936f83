"""Words of a page become regions as a person reads them, one after the other: columns, tables, margin labels.

The way: gutters part a band of rows into columns; what stands above and below such a band is looked at in the same way,
and so is each column. A gutter that only parts list marks from their lines is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median

from kg.document.gutters import Gutter, Rows, Stretch, best_gutter, stretches_of_text
from kg.document.lines import Line, Word, lines_of, rows_of
from kg.document.tables import columns_of_table, is_number, table_rows

LIST_MARK = re.compile(
    r"(?:[•▪■●○◦‣⁃∙·–—*>→-]|o|[\uf000-\uf0ff]|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)°]|\d{1,2}(?:\.\d{1,2})+\.?|\(\d{1,2}\))"
)
"""What stands before an item of a list."""

_DEEPEST = 12
_LABEL_SHARE = 0.3
_PROSE_CHARS = 14
_LONGEST_MARK = 3  # characters
_LEAST_CELLS = 2
_MOST_COLUMNS = 4  # of prose
_PROSE_FILL = 0.75
_RIVER_ROWS = 3
_RIVER_STEP, _RIVER_WHITE, _RIVER_EDGE = 1.9, 3.0, 0.6  # ems
_WHITE = 1.2  # times the usual step: white between blocks beside labels


class Role(StrEnum):
    """How a region is to be read."""

    PROSE = "prose"
    TABLE = "table"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that are read from the top down. In a table each line is a row of the table."""

    lines: tuple[Line, ...]
    role: Role = Role.PROSE
    band: int = 0  # regions of one band stand beside each other
    edges: tuple[float, float] | None = None  # of its column, where that is wider than the lines


def regions_of(words: Sequence[Word]) -> tuple[Region, ...]:
    """The regions in reading order; every word stands in exactly one."""
    return tuple(_Reader().read(list(words), 0)) if words else ()


class _Reader:
    """Numbers the bands while it goes."""

    def __init__(self) -> None:
        self.bands = 0

    def read(self, words: list[Word], depth: int) -> list[Region]:
        if not words:
            return []
        rows = [sorted(row, key=lambda word: word.x0) for row in rows_of(words, lambda word: (word.y, word.size))]
        em = median(word.size for word in words)
        refused: list[Gutter] = []
        while depth < _DEEPEST:
            gutter = best_gutter(rows, refused)
            if gutter is None:
                break
            river = _is_river(rows, gutter, em)
            found = None if river else self.band(rows[gutter.first : gutter.last + 1], gutter.middle, em, depth)
            if found is None:
                refused.append(gutter)
                continue
            above = [word for row in rows[: gutter.first] for word in row]
            below = [word for row in rows[gutter.last + 1 :] for word in row]
            return [*self.read(above, depth + 1), *found, *self.read(below, depth + 1)]
        return [Region(lines_of(words), band=self.next_band())]

    def next_band(self) -> int:
        self.bands += 1
        return self.bands

    def band(self, rows: Rows, middle: float, em: float, depth: int) -> list[Region] | None:
        """What stands left and right of a gutter, in reading order; None where the gutter parts nothing."""
        left = [word for row in rows for word in row if word.x1 <= middle]
        right = [word for row in rows for word in row if word.x1 > middle]
        left_lines, right_lines = lines_of(left), lines_of(right)
        if _are_marks(left_lines, right_lines):
            return None
        if _is_table(_without_marks(stretches_of_text(rows, em), rows), rows):
            return self.table(rows, middle, em, depth)
        if _are_labels(left_lines, right_lines):
            return self.labelled(left_lines, right, em)
        if not (_is_prose(left_lines) and _is_prose(right_lines)) and _in_step(left_lines, right_lines):
            return self.table(rows, middle, em, depth)
        return [*self.read(left, depth + 1), *self.read(right, depth + 1)]

    def table(self, rows: Rows, middle: float, em: float, depth: int) -> list[Region]:
        """From the first row with cells on both sides to the last as a table; what stands above and below it apart."""
        paired = [i for i, row in enumerate(rows) if row[0].x1 <= middle < row[-1].x1]
        first, last = (paired[0], paired[-1]) if paired else (0, len(rows) - 1)
        while last + 1 < len(rows) and rows[last + 1][0].y - rows[last][0].y <= 1.6 * em:
            last += 1
        while first > 0 and rows[first - 1][0].x0 > middle and rows[first][0].y - rows[first - 1][0].y <= 1.7 * em:
            first -= 1
        cells = rows[first : last + 1]
        return [
            *self.read([word for row in rows[:first] for word in row], depth + 1),
            Region(tuple(table_rows(columns_of_table(cells, em), cells, em)), Role.TABLE, self.next_band()),
            *self.read([word for row in rows[last + 1 :] for word in row], depth + 1),
        ]

    def labelled(self, labels: Sequence[Line], words: list[Word], em: float) -> list[Region]:
        """Each label before the lines that stand beside it and below it."""
        groups: list[list[Line]] = []
        for label in labels:
            if groups and label.y - groups[-1][-1].y <= 1.7 * em:
                groups[-1].append(label)
            else:
                groups.append([label])
        found: list[Region] = []
        starts = _starts(groups, lines_of(words), em)
        before = [word for word in words if word.y < starts[0]]
        found.extend(self.read(before, _DEEPEST - 2))
        for index, group in enumerate(groups):
            end = starts[index + 1] if index + 1 < len(starts) else float("inf")
            found.append(Region(tuple(group), Role.LABEL, self.next_band()))
            found.extend(self.read([word for word in words if starts[index] <= word.y < end], _DEEPEST - 2))
        return found


def _is_river(rows: Rows, gutter: Gutter, em: float) -> bool:
    """Whether a gutter is but the wide spaces of a few justified lines: they fill the column, as do the lines about them."""
    band = rows[gutter.first : gutter.last + 1]
    above, below = rows[: gutter.first][-1:], rows[gutter.last + 1 :][:1]
    about = [
        *(row for row in above if band[0][0].y - row[0].y <= _RIVER_WHITE * em),
        *(row for row in below if row[0].y - band[-1][0].y <= _RIVER_WHITE * em),
    ]
    if len(band) > _RIVER_ROWS or not about:
        return False
    left, right = min(row[0].x0 for row in (*band, *about)), max(row[-1].x1 for row in (*band, *about))
    even = all(b[0].y - a[0].y <= _RIVER_STEP * em for a, b in pairwise(band))
    begun = all(row[0].x0 - left <= _RIVER_EDGE * em for row in band)
    # the last line of a paragraph ends where it ends
    full = begun and all(right - row[-1].x1 <= _RIVER_EDGE * em for row in band if row[-1].x1 > gutter.middle)
    numbers = all(is_number(word.text) for row in band for word in row if word.x0 > gutter.middle)
    return even and full and not numbers


def _starts(groups: Sequence[Sequence[Line]], lines: Sequence[Line], em: float) -> list[float]:
    """Where what belongs to each label begins: at the label, or above it where the label stands at the middle of a block."""
    steps = [b.y - a.y for a, b in pairwise(lines)]
    usual = median(steps) if steps else em
    blocks: list[list[Line]] = []
    for index, line in enumerate(lines):
        if index and steps[index - 1] <= _WHITE * usual:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    found: list[float] = []
    for group in groups:
        start = group[0].y - 0.6 * em
        beside = [block for block in blocks if block[0].y < start and block[-1].y >= group[-1].y - 0.3 * em]
        taken = found[-1] if found else float("-inf")
        starts = [block[0].y - 0.6 * em for block in beside if block[0].y - 0.6 * em > taken]
        found.append(starts[0] if len(beside) == len(starts) == 1 else start)
    return found


def _are_marks(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the left side holds the marks of a list or of footnotes, each beside the first line of its item.

    What else it holds, such as the headings of the lists, stands on rows of its own.
    """
    marks = [_is_mark(line.text) for line in left]
    if 2 * sum(marks) < len(left):
        return False
    ys = [line.y for line in right]
    beside = [any(abs(line.y - y) <= 0.5 * line.size for y in ys) for line in left]
    return all(marks) or marks == beside


def _is_mark(text: str) -> bool:
    number = text.isdigit() and len(text) <= _LONGEST_MARK
    return number or len(text) == 1 or LIST_MARK.fullmatch(text) is not None


def _is_prose(lines: Sequence[Line]) -> bool:
    """Whether the lines run on: most are long, and fill most of their column."""
    if not lines:
        return False
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    right = max(line.x1 for line in lines)
    full = sum(line.x1 >= right - (1 - _PROSE_FILL) * width for line in lines)
    wordy = median(len(line.text) for line in lines) >= _PROSE_CHARS
    letters = sum(char.isalpha() for line in lines for char in line.text)
    count = sum(len(line.text) for line in lines)
    return wordy and full >= 0.45 * len(lines) and letters >= 0.6 * count


def _without_marks(columns: Sequence[Stretch], rows: Rows) -> list[Stretch]:
    """The columns but those that hold the marks of the list beside them."""
    lines = [lines_of(word for row in rows for word in row if a - 0.1 <= word.x0 <= b) for a, b in columns]
    marks = [bool(own and beside) and _are_marks(own, beside) for own, beside in pairwise(lines)]
    return [column for column, mark in zip(columns, [*marks, False], strict=True) if not mark]


def _are_labels(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the left side only names what stands at its right: few, short lines."""
    width_left = max(line.x1 for line in left) - min(line.x0 for line in left)
    width_right = max(line.x1 for line in right) - min(line.x0 for line in right)
    few = len(left) <= 0.5 * len(right) or (len(left) <= 0.75 * len(right) and not _in_step(left, right))
    return few and width_left <= _LABEL_SHARE * (width_left + width_right) and _is_prose(right)


def _in_step(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether most lines of the shorter side stand beside a line of the other."""
    few, many = sorted((left, right), key=len)
    beside = sum(any(abs(line.y - other.y) <= 0.3 * line.size for other in many) for line in few)
    return beside >= 0.6 * len(few)


def _is_table(columns: Sequence[tuple[float, float]], rows: Rows) -> bool:
    """Whether the columns hold cells: many columns, or cells of numbers, side by side."""
    cells = [[word for row in rows for word in row if a - 0.1 <= word.x0 <= b] for a, b in columns]
    lines = [lines_of(cell) for cell in cells if cell]
    if min(len(lines), len(rows)) < _LEAST_CELLS:
        return False
    numeric = [
        sum(is_number(word.text) for line in column for word in line.words)
        >= 0.7 * sum(len(line.words) for line in column)
        for column in lines
    ]
    prose = [_is_prose(column) for column in lines]
    if len(lines) == _LEAST_CELLS:
        return numeric[1] and _in_step(lines[0], lines[1])
    return sum(prose) < 0.7 * len(lines) or any(numeric[1:]) or len(lines) > _MOST_COLUMNS
