"""Gutters: strips of a page that stay white over many rows and have text on both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from statistics import median

from kg.document.lines import Word

Rows = list[list[Word]]
Stretch = tuple[float, float]
Parts = tuple[list[Word], list[Word]]  # of a row, left and right of a gutter

# Lengths in ems of the usual size.
_GUTTER = 0.75
_WIDE = 1.3
_VERY_WIDE = 2.0
_ENOUGH = 3.0  # a gutter wider than this is no better
_CHUNK = 0.45  # a smaller gap is never part of a gutter
_RUN_ON = 2.6  # between two baselines of one column, with a white line between paragraphs
_BESIDE = 0.85
_BLANK = 6.0
_SECTION = 3.2  # between two baselines that a heading of a section stands between
_EVEN = 0.6  # between the left edges of one column
# Counts and shares.
_FEW_ROWS = 4
_FEW_ROWS_WIDE = 2
_SHRINK = 0.55
_ALIKE = 0.15
_HEADING = 1.15  # of the usual size
_FILLED = 0.8  # of the width of a column: a line that ends its row
_MOSTLY = 0.45


@dataclass(frozen=True, slots=True)
class Gutter:
    """A white strip from `left` to `right`, over the rows `first` to `last`."""

    left: float
    right: float
    first: int
    last: int
    score: float

    @property
    def middle(self) -> float:
        """Where it parts left from right."""
        return (self.left + self.right) / 2

    def overlaps(self, other: Gutter) -> bool:
        """Whether the two share a place on the page."""
        beside = self.left < other.right and other.left < self.right
        return beside and self.first <= other.last and other.first <= self.last


def best_gutter(rows: Rows, refused: Iterable[Gutter]) -> Gutter | None:
    """The gutter that parts the most text and overlaps none of `refused`; None where no strip parts enough."""
    return _Field(rows).best(tuple(refused))


def stretches_of_text(rows: Rows, em: float) -> list[Stretch]:
    """What stands between the strips that stay white over all rows, from left to right."""
    return _merged([chunk for row in rows for chunk in _chunks(row, em)], _GUTTER * em)


def _chunks(row: Sequence[Word], em: float) -> list[Stretch]:
    """The stretches of a row that hold text, words at usual distance, which large letters widen, taken together."""
    merged: list[Stretch] = []
    size = 0.0
    for word in row:
        if merged and word.x0 - merged[-1][1] < _CHUNK * max(em, min(size, word.size)):
            merged[-1] = (merged[-1][0], max(merged[-1][1], word.x1))
        else:
            merged.append((word.x0, word.x1))
        size = word.size
    return merged


def _merged(stretches: Iterable[Stretch], gap: float) -> list[Stretch]:
    """The stretches from left to right, those less than `gap` apart taken together."""
    merged: list[Stretch] = []
    for start, end in sorted(stretches):
        if merged and start - merged[-1][1] < gap:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _free(chunks: Sequence[Stretch]) -> list[Stretch]:
    """The white stretches of a row, from minus to plus infinity."""
    ends = [float("-inf"), *(end for _, end in chunks)]
    starts = [*(start for start, _ in chunks), float("inf")]
    return [(end, start) for end, start in zip(ends, starts, strict=True) if start > end]


class _Field:
    """The rows in which gutters are looked for."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.em = median(word.size for row in rows for word in row)
        self.chunks = [_chunks(row, self.em) for row in rows]
        self.free = [_free(row) for row in self.chunks]

    def best(self, refused: Sequence[Gutter]) -> Gutter | None:
        """The best gutter that grows from any gap of any row."""
        found: Gutter | None = None
        above: set[tuple[int, int]] = set()
        for start in range(len(self.rows)):
            gaps = {
                (round(left), round(right)): (left, right)
                for left, right in self.gaps(start)
                if right - left >= _GUTTER * self.em
            }
            for place, gap in gaps.items():
                gutter = (
                    self.grown(start, gap, found.score if found else 0.0) if place not in above else None
                )  # the row above gave it already
                if gutter is None or any(gutter.overlaps(other) for other in refused):
                    continue
                if found is None or gutter.score > found.score:
                    found = gutter
            above = set(gaps)
        return found

    def gaps(self, index: int) -> list[Stretch]:
        """The white stretches within a row, also those shared with the next row where that stands half a line lower."""
        gaps = _free(self.chunks[index])[1:-1]
        if index + 1 < len(self.rows) and self.beside(index, index + 1):
            gaps += _free(_merged([*self.chunks[index], *self.chunks[index + 1]], 0.0))[1:-1]
        return gaps

    def beside(self, one: int, other: int) -> bool:
        """Whether two rows are too close to be lines of one column."""
        return abs(self.rows[one][0].y - self.rows[other][0].y) < _BESIDE * self.em

    def grown(self, start: int, gap: Stretch, least_score: float) -> Gutter | None:
        """The gutter that a gap of row `start` grows into, down and up; None where it parts too little."""
        last, gap = self.followed(start, gap, 1)
        first, (left, right) = self.followed(start, gap, -1)
        width = (right - left) / self.em
        fewest = 1 if width >= _VERY_WIDE else _FEW_ROWS_WIDE if width >= _WIDE else _FEW_ROWS
        if 1.25 * (last - first + 1) + _ENOUGH <= least_score or last - first + 1 < fewest:
            return None
        first, last = self.trimmed(first, last, start, (left + right) / 2)
        middle = (left + right) / 2
        within = self.chunks[first : last + 1]
        fewest = min(
            sum(any(end <= middle for _, end in row) for row in within),
            sum(any(begin >= middle for begin, _ in row) for row in within),
        )
        least = 1 if width >= _VERY_WIDE and last > first else _FEW_ROWS_WIDE if width >= _WIDE else _FEW_ROWS
        if fewest < least:
            return None
        return Gutter(left, right, first, last, fewest + 0.25 * len(within) + min(width, _ENOUGH))

    def followed(self, start: int, gap: Stretch, step: int) -> tuple[int, Stretch]:
        """The last row that `gap` reaches from row `start`, and what is left of it there."""
        left, right = gap
        index = start + step
        while 0 <= index < len(self.rows):
            row = self.rows[index]
            a = b = 0.0
            for free_left, free_right in self.free[index]:
                low, high = max(left, free_left), min(right, free_right)
                if high - low > b - a:
                    a, b = low, high
            one_sided = row[-1].x1 <= left or row[0].x0 >= right
            far = abs(row[0].y - self.rows[index - step][0].y) > _BLANK * self.em
            least = max(_GUTTER * self.em, _SHRINK * min(right - left, _ENOUGH * self.em))
            if (one_sided and far) or b - a < least or (one_sided and self.heads_a_section(index, (left + right) / 2)):
                break
            left, right = a, b
            index += step
        return index - step, (left, right)

    def heads_a_section(self, index: int, middle: float) -> bool:
        """Whether a row with larger letters stands left, nothing beside it, and columns of text begin below it on one line."""
        row = self.rows[index]
        if row[-1].x1 > middle or max(word.size for word in row) < _HEADING * self.em:
            return False
        right = [other[0].y for other in self.rows if any(word.x1 > middle for word in other)]
        above, below = [y for y in right if y < row[0].y], [y for y in right if y >= row[0].y]
        if not above or not below or below[0] - above[-1] < _SECTION * self.em:
            return False
        text = [
            other[0].y
            for other in self.rows[index + 1 :]
            if other[0].x1 <= middle and max(word.size for word in other) < _HEADING * self.em
        ]
        return bool(text) and abs(text[0] - below[0]) <= _BESIDE * self.em

    def trimmed(self, first: int, last: int, start: int, middle: float) -> tuple[int, int]:
        """Rows at the ends with text on one side only belong to it while they run on from that side's column."""
        parts = _Sides(self.rows, middle)

        def both(index: int) -> bool:
            if all(parts[index]):
                return True
            around = (index - 1, index, index + 1)
            near = [parts[i] for i in around if 0 <= i < len(self.rows) and self.beside(i, index)]
            return any(left for left, _ in near) and any(right for _, right in near)

        def runs_on(index: int, step: int) -> bool:
            side = 0 if parts[index][0] else 1
            inward = index - step
            while first < inward < last and not parts[inward][side]:
                inward -= step
            ours, theirs = parts[index][side], parts[inward][side]
            if not theirs:
                return False
            size = max(word.size for word in theirs)
            alike = abs(max(word.size for word in ours) - size) <= _ALIKE * size
            return alike and abs(ours[0].y - theirs[0].y) <= _RUN_ON * size

        low = next((index for index in range(first, last + 1) if both(index)), start)
        high = next((index for index in range(last, low - 1, -1) if both(index)), start)
        while low > first and runs_on(low - 1, -1):
            low -= 1
        while high < last and runs_on(high + 1, 1):
            high += 1
        if (low, high) == (first, last):
            return low, high
        found = [parts[index] for index in range(first, last + 1)]
        above, within, below = found[: low - first], found[low - first : high - first + 1], found[high - first + 1 :]
        return low - _going_on(above[::-1], within), high + _going_on(below, within)


class _Sides(dict[int, Parts]):
    """What stands left and right of a gutter in each row, looked at once, when it is asked for."""

    def __init__(self, rows: Rows, middle: float) -> None:
        super().__init__()
        self._rows, self._middle = rows, middle

    def __missing__(self, index: int) -> Parts:
        left = [word for word in self._rows[index] if word.x1 <= self._middle]
        right = [word for word in self._rows[index] if word.x1 > self._middle]
        self[index] = left, right
        return self[index]


_ON_ONE_SIDE: tuple[Callable[[Parts], bool], ...] = (
    lambda row: bool(row[0]) and not row[1],
    lambda row: bool(row[1]) and not row[0],
)


def _going_on(rows: Sequence[Parts], within: Sequence[Parts]) -> int:
    """How many of the next rows have text on one side only, and go on with that side's column."""
    count = 0
    for side in (0, 1):
        alone = [row[side] for row in takewhile(_ON_ONE_SIDE[side], rows[count:])]
        column = [row[side] for row in within if row[side]]
        count += len(alone) if _goes_on(column, alone) else 0
    return count


def _goes_on(column: Rows, rows: Rows) -> bool:
    """Whether rows that stand alone keep to a column: none is wider, most begin and end where its lines do."""
    if not column or not rows:
        return False
    left, right = min(row[0].x0 for row in column), max(row[-1].x1 for row in column)
    em = median(word.size for row in column for word in row)
    if any(row[0].x0 < left - _EVEN * em or row[-1].x1 > right + _EVEN * em for row in rows):
        return False
    filled = sum(row[-1].x1 - left >= _FILLED * (right - left) for row in rows)
    wide = sum(row[-1].x1 - left >= _FILLED * (right - left) for row in column)
    return filled >= _MOSTLY * len(rows) and wide >= _MOSTLY * len(column) and len(rows) > 1
