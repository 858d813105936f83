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

from kg.document.gutters import Gutter, Rows, best_gutter, stretches_of_text
from kg.document.lines import Line, Word, lines_of, rows_of

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
_NUMBER = re.compile(r"[-–+€$%()\d.,:/]+|[€$%]|n\.?v\.?t\.?|pm|x", re.IGNORECASE)


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
            found = self.band(rows[gutter.first : gutter.last + 1], gutter.middle, em, depth)
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
        columns = stretches_of_text(rows, em)
        if _is_table(columns, rows):
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
        cells = rows[first : last + 1]
        return [
            *self.read([word for row in rows[:first] for word in row], depth + 1),
            Region(tuple(_table_rows(stretches_of_text(cells, em), cells, em)), Role.TABLE, self.next_band()),
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
        starts = [group[0].y - 0.6 * em for group in groups]
        before = [word for word in words if word.y < starts[0]]
        found.extend(self.read(before, _DEEPEST - 2))
        for index, group in enumerate(groups):
            end = starts[index + 1] if index + 1 < len(starts) else float("inf")
            found.append(Region(tuple(group), Role.LABEL, self.next_band()))
            found.extend(self.read([word for word in words if starts[index] <= word.y < end], _DEEPEST - 2))
        return found


def _are_marks(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the left side holds only the marks of a list or of footnotes, each beside the first line of its item."""
    texts = [line.text for line in left]
    if not all(
        LIST_MARK.fullmatch(text) or (text.isdigit() and len(text) <= _LONGEST_MARK) or len(text) == 1 for text in texts
    ):
        return False
    ys = [line.y for line in right]
    return all(any(abs(line.y - y) <= 0.5 * line.size for y in ys) for line in left)


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


def _are_labels(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the left side only names what stands at its right: few, short lines."""
    width_left = max(line.x1 for line in left) - min(line.x0 for line in left)
    width_right = max(line.x1 for line in right) - min(line.x0 for line in right)
    few = len(left) <= 0.5 * len(right)
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
        sum(bool(_NUMBER.fullmatch(word.text)) for line in column for word in line.words)
        >= 0.7 * sum(len(line.words) for line in column)
        for column in lines
    ]
    prose = [_is_prose(column) for column in lines]
    if len(lines) == _LEAST_CELLS:
        return numeric[1] and _in_step(lines[0], lines[1])
    return sum(prose) < 0.7 * len(lines) or any(numeric[1:]) or len(lines) > _MOST_COLUMNS


def _table_rows(columns: Sequence[tuple[float, float]], rows: Rows, em: float) -> list[Line]:
    """The rows of a table as lines; the lines of one cell are taken together where gaps part the rows."""
    ys = [max(word.y for word in row) for row in rows]
    steps = [b - a for a, b in pairwise(ys)]
    close = min(steps, default=0.0)
    limit = 1.25 * close if steps and max(steps) > 1.3 * close and close <= 1.6 * em else 0.0
    groups: list[list[list[Word]]] = []
    for index, row in enumerate(rows):
        if groups and steps[index - 1] <= limit:
            groups[-1].append(row)
        else:
            groups.append([row])
    found = []
    for group in groups:
        words = [word for row in group for word in row]
        cells = [
            [word for line in lines_of([w for w in words if a - 0.1 <= w.x0 <= b]) for word in line.words]
            for a, b in columns
            if any(a - 0.1 <= w.x0 <= b for w in words)
        ]
        found.append(Line(tuple(word for cell in cells for word in cell)))
    return found
