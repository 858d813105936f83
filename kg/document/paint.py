"""What is painted on a PDF page besides text: areas and images, so that text which nobody can see is told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kg.document.pdf_state import Box, Matrix, Style, box_of, number

_STEPS = {b"m": (0,), b"l": (0,), b"c": (0, 2, 4), b"v": (0, 2), b"y": (0, 2)}  # where the operands hold a point
_FILLS = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
_ENDS = frozenset({b"S", b"s", b"n"})
_CLIPS = frozenset({b"W", b"W*"})
_UNIT: Box = (0.0, 0.0, 1.0, 1.0)
_MOST_AREAS = 5_000  # of a page; on one with more only what was painted first counts
_MOST_LOOKS = 3_000_000  # comparisons of a piece with an area; a page that needs more shows all its text
_TINY = 1.0  # points: smaller letters are no more than a smear
_EDGE = 0.5  # points
_SLACK = 1.5  # points
_LINE = 30.0  # points


class Hidden(StrEnum):
    """Why text that a page holds cannot be seen."""

    INVISIBLE = "invisible"  # drawn with neither fill nor outline, as the text layer of a scan is
    UNDER_IMAGE = "under an image"
    UNDER_PAINT = "painted over"
    UNPAINTED = "white on white"
    TINY = "too small to see"
    CLIPPED = "cut off"


@dataclass(frozen=True, slots=True)
class Ink:
    """How one piece of text was drawn: its middle on the page as it is looked at, its size, and in what paint."""

    x: float
    y: float
    size: float
    invisible: bool
    white: bool
    clip: Box | None = None

    @property
    def clipped(self) -> bool:
        """Whether it stands outside of what the page lets through."""
        if self.clip is None:
            return False
        left, top, right, bottom = self.clip
        return not (left - _SLACK <= self.x <= right + _SLACK and top - _SLACK <= self.y <= bottom + _SLACK)


@dataclass(frozen=True, slots=True)
class _Area:
    """A painted box; `after` says how many pieces of text had been drawn before it."""

    box: Box
    after: int
    white: bool
    covers: bool  # wholly and without letting anything through
    image: bool = False

    def holds(self, x: float, y: float) -> bool:
        left, top, right, bottom = self.box
        return left - _EDGE <= x <= right + _EDGE and top - _EDGE <= y <= bottom + _EDGE


@dataclass(slots=True)
class Paint:
    """The areas of one page, in the order they were painted."""

    areas: list[_Area] = field(default_factory=list)
    unknown: bool = False  # whether areas were left out, so that white text may stand on one
    _path: list[Box] = field(default_factory=list)
    _plain: bool = True  # whether the path is one rectangle
    _clip: bool = False

    def apply(self, operator: bytes, operands: Sequence[object], style: Style, drawn: int) -> bool:
        """Follows paths, fills and clips; False where the operator is none of these. `drawn`: pieces so far."""
        if operator == b"re":
            x, y, width, height = (number(operands, index) for index in range(4))
            self._plain = not self._path
            self._add((x, y, x + width, y + height))
        elif operator in _STEPS:
            self._plain = False
            for index in _STEPS[operator]:
                x, y = number(operands, index), number(operands, index + 1)
                self._add((x, y, x, y))
        elif operator in _FILLS:
            self._fill(style, drawn)
            self._end(style)
        elif operator in _ENDS:
            self._end(style)
        elif operator in _CLIPS:
            self._clip = True
        elif operator == b"sh":
            self.unknown = True
        else:
            return False
        return True

    def image(self, style: Style, drawn: int, *, solid: bool) -> None:
        """Paints an image; `solid` where it has no holes and lets nothing through."""
        box = _within(box_of(_UNIT, style.ctm), style.clip)
        covers = solid and style.opaque and style.plain_clip and _is_straight(style.ctm)
        self._paint(_Area(box, drawn, white=False, covers=covers, image=True))

    def _add(self, box: Box) -> None:
        """Widens the path; only what it spans is kept."""
        self._path = [_around(self._path[0], box) if self._path else _sorted(box)]

    def _fill(self, style: Style, drawn: int) -> None:
        if not self._path:
            return
        box = _within(box_of(self._path[0], style.ctm), style.clip)
        covers = self._plain and style.opaque and style.plain_clip and _is_straight(style.ctm)
        self._paint(_Area(box, drawn, white=style.white, covers=covers and not style.pattern))

    def _end(self, style: Style) -> None:
        if self._clip and self._path:
            style.clip = _within(box_of(self._path[0], style.ctm), style.clip)
            style.plain_clip = style.plain_clip and self._plain and _is_straight(style.ctm)
        self._path, self._plain, self._clip = [], True, False

    def _paint(self, area: _Area) -> None:
        if len(self.areas) < _MOST_AREAS:
            self.areas.append(area)
        else:
            self.unknown = True

    def bars(self) -> tuple[Box, ...]:
        """The boxes that are no higher than a line of text and not white."""
        low = (area.box for area in self.areas if not area.white and area.box[3] - area.box[1] <= _LINE)
        return tuple(box for box in low if box[2] - box[0] > box[3] - box[1] > _EDGE)

    def imaged(self, width: float, height: float, *, last: bool = False) -> float:
        """The share of the page that images cover, or the `last` one alone: at most 1; overlaps are counted twice."""
        page = (0.0, 0.0, width, height)
        images = [area for area in (self.areas[-1:] if last else self.areas) if area.image]
        return min(1.0, sum(_surface(_within(area.box, page)) for area in images) / max(width * height, 1.0))

    def hidden(self, inks: Sequence[Ink]) -> list[Hidden | None]:
        """For each piece of text, in the order they were drawn, why it cannot be seen; None where it can."""
        covers = [area for area in self.areas if area.covers]
        looks = len(inks) * len(covers) <= _MOST_LOOKS
        found: list[Hidden | None] = []
        for index, ink in enumerate(inks):
            if ink.invisible:
                found.append(Hidden.INVISIBLE)
            elif ink.size < _TINY:
                found.append(Hidden.TINY)
            elif ink.clipped:
                found.append(Hidden.CLIPPED)
            else:
                above = [area for area in covers if area.after > index and area.holds(ink.x, ink.y)] if looks else []
                if above:
                    image = any(area.image for area in above)
                    found.append(Hidden.UNDER_IMAGE if image else Hidden.UNDER_PAINT)
                else:
                    found.append(Hidden.UNPAINTED if ink.white and self._is_bare(index, ink) else None)
        return found

    def _is_bare(self, index: int, ink: Ink) -> bool:
        """Whether nothing but white lies below a piece of text."""
        if self.unknown:
            return False
        below = (area for area in reversed(self.areas) if area.after <= index and area.holds(ink.x, ink.y))
        return all(area.white for area in below)


def _sorted(box: Box) -> Box:
    left, top, right, bottom = box
    return min(left, right), min(top, bottom), max(left, right), max(top, bottom)


def _around(one: Box, other: Box) -> Box:
    left, top, right, bottom = _sorted(other)
    return min(one[0], left), min(one[1], top), max(one[2], right), max(one[3], bottom)


def _within(box: Box, clip: Box | None) -> Box:
    """What is left of `box` inside `clip`."""
    if clip is None:
        return box
    left, top = max(box[0], clip[0]), max(box[1], clip[1])
    return left, top, max(left, min(box[2], clip[2])), max(top, min(box[3], clip[3]))


def _surface(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _is_straight(ctm: Matrix) -> bool:
    """Whether a rectangle stays one."""
    a, b, c, d = ctm[:4]
    turned = abs(b) + abs(c) < 1e-3 * (abs(a) + abs(d))
    return turned or abs(a) + abs(d) < 1e-3 * (abs(b) + abs(c))
