"""The lines that a page draws: borders of cells and boxes, whether stroked or painted as thin areas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.document.pdf_state import Matrix, Style, number

_THIN = 3.0  # points: a narrower area is a line
_STRAIGHT = 0.75  # points that a line may lean
_SHORT = 4.0  # points: no border
_SAME = 2.0  # points between lines that are one
_JOINED = 4.0  # points between two pieces of one line
_MOST = 6_000  # of a page; a drawing holds more
_POINTS = {b"m": 0, b"l": 0, b"c": 4, b"v": 2, b"y": 2}  # where the operands hold the last point
_STROKES = frozenset({b"S", b"s", b"B", b"B*", b"b", b"b*"})
_FILLS = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
_CLOSES = frozenset({b"s", b"b", b"b*"})

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """A line from `start` to `end`, level at the height `at` or upright at that distance from the left, in points."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class Rules:
    """Follows the paths of a page and keeps their straight lines."""

    found: list[Rule] = field(default_factory=list)
    _sides: list[tuple[Point, Point]] = field(default_factory=list)
    _areas: list[tuple[Point, Point]] = field(default_factory=list)
    _first: Point = (0.0, 0.0)
    _last: Point = (0.0, 0.0)

    def follow(self, operator: bytes, operands: Sequence[object], style: Style) -> None:
        """Takes an operator that builds or paints a path; any other changes nothing."""
        if operator == b"re":
            x, y, width, height = (number(operands, index) for index in range(4))
            self._areas.append((_moved((x, y), style.ctm), _moved((x + width, y + height), style.ctm)))
        elif operator in _POINTS:
            index = _POINTS[operator]
            point = _moved((number(operands, index), number(operands, index + 1)), style.ctm)
            if operator == b"l":
                self._sides.append((self._last, point))
            elif operator == b"m":
                self._first = point
            self._last = point
        elif operator == b"h":
            self._close()
        elif operator in _STROKES or operator in _FILLS:
            self._paint(stroked=operator in _STROKES, closed=operator in _CLOSES)
        elif operator == b"n":
            self._sides, self._areas = [], []

    def _close(self) -> None:
        self._sides.append((self._last, self._first))
        self._last = self._first

    def _paint(self, *, stroked: bool, closed: bool) -> None:
        if closed:
            self._close()
        if stroked:
            for one, other in self._sides:
                self._keep(one, other)
        elif self._sides:
            xs = [x for side in self._sides for x, _ in side]
            ys = [y for side in self._sides for _, y in side]
            self._areas.append(((min(xs), min(ys)), (max(xs), max(ys))))
        for (left, top), (right, bottom) in self._areas:
            if abs(right - left) <= _THIN:
                middle = (left + right) / 2
                self._keep((middle, top), (middle, bottom))
            elif abs(bottom - top) <= _THIN:
                middle = (top + bottom) / 2
                self._keep((left, middle), (right, middle))
            elif stroked:
                corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
                for index in range(4):
                    self._keep(corners[index], corners[index + 1])
        self._sides, self._areas = [], []

    def _keep(self, one: Point, other: Point) -> None:
        if len(self.found) >= _MOST:
            return
        across, down = abs(one[0] - other[0]), abs(one[1] - other[1])
        if min(across, down) > _STRAIGHT or max(across, down) < _SHORT / 2:
            return
        if across > down:
            self.found.append(Rule(False, (one[1] + other[1]) / 2, *sorted((one[0], other[0]))))
        else:
            self.found.append(Rule(True, (one[0] + other[0]) / 2, *sorted((one[1], other[1]))))


def _moved(point: Point, m: Matrix) -> Point:
    x, y = point
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def whole_rules(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules with their pieces put together, levels first, from the top and the left; short ones left out.

    Example:
        >>> whole_rules([Rule(False, 10, 50, 100), Rule(False, 10.4, 101, 150), Rule(True, 50, 10, 11)])
        (Rule(upright=False, at=10.2, start=50, end=150),)
    """
    found: list[Rule] = []
    lines: list[list[Rule]] = []
    for rule in sorted(rules):
        if lines and lines[-1][0].upright == rule.upright and rule.at - lines[-1][-1].at <= _SAME:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    for line in lines:
        at = sum(rule.at for rule in line) / len(line)
        spans: list[list[float]] = []
        for rule in sorted(line, key=lambda rule: rule.start):
            if spans and rule.start - spans[-1][1] <= _JOINED:
                spans[-1][1] = max(spans[-1][1], rule.end)
            else:
                spans.append([rule.start, rule.end])
        found += [Rule(line[0].upright, at, a, b) for a, b in spans if b - a >= _SHORT]
    return tuple(found)
