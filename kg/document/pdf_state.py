"""The state of drawing on a PDF page: where the pen stands, and in which font, size and spacing it writes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.document.pdf_font import PdfFont

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_ENTRIES = len(IDENTITY)
_INVISIBLE = 3
_WHITE = 0.99
_PATTERN, _GREY = "/Pattern", "/DeviceGray"


@dataclass(slots=True)
class Style:
    """What the operators q and Q save and bring back."""

    ctm: Matrix
    font: PdfFont
    size: float = 1.0
    tracking: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    invisible: bool = False  # the text is neither filled nor outlined
    white: bool = False  # the paint; false where it is not known
    pattern: bool = False
    inks: bool = False  # the colour space is neither grey nor light, as far as is known
    opaque: bool = True
    clip: Box | None = None  # what is painted outside it is not seen
    plain_clip: bool = True  # whether the clip is a rectangle


@dataclass(slots=True)
class Place:
    """Where the next glyph goes and where the line began, in text space."""

    pen: Matrix = IDENTITY
    line: Matrix = IDENTITY

    def begin(self, start: Matrix) -> None:
        """Begins a line there."""
        self.pen = self.line = start

    def move(self, x: float, y: float) -> None:
        """Begins a line that far from the beginning of this one."""
        self.begin(times((1.0, 0.0, 0.0, 1.0, x, y), self.line))


class State:
    """What a content stream has set so far; `apply` takes the operators that change it."""

    def __init__(self, outer: Style) -> None:
        self.style = replace(outer)
        self.place = Place()
        self._saved: list[Style] = []
        self._handlers: dict[bytes, Callable[[Sequence[object]], None]] = {
            b"q": self._save,
            b"Q": self._restore,
            b"cm": self._transform,
            b"BT": lambda _: self.place.begin(IDENTITY),
            b"Td": self._move,
            b"TD": self._move_and_lead,
            b"Tm": lambda operands: self.place.begin(matrix(operands)),
            b"T*": self.next_line,
            b"Tc": self._setter("tracking"),
            b"Tw": self._setter("word_spacing"),
            b"TL": self._setter("leading"),
            b"Ts": self._setter("rise"),
            b"Tz": self._stretch,
            b"Tr": self._render,
            b"g": self._paint,
            b"rg": self._paint,
            b"k": self._paint,
            b"cs": self._space,
            b"sc": self._paint_in_space,
            b"scn": self._paint_in_space,
        }

    def apply(self, operator: bytes, operands: Sequence[object]) -> bool:
        """Changes the state; False where the operator is none of its own."""
        handler = self._handlers.get(operator)
        if handler is None:
            return False
        handler(operands)
        return True

    def next_line(self, _: Sequence[object] = ()) -> None:
        """Goes to the line below, as far down as the leading says."""
        self.place.move(0.0, -self.style.leading)

    def spacing(self, operands: Sequence[object]) -> None:
        """Takes word and character spacing from the operands of the operator '"'."""
        self.style.word_spacing, self.style.tracking = number(operands, 0), number(operands, 1)

    def _setter(self, name: str) -> Callable[[Sequence[object]], None]:
        return lambda operands: setattr(self.style, name, number(operands, 0))

    def _save(self, _: Sequence[object]) -> None:
        self._saved.append(replace(self.style))

    def _restore(self, _: Sequence[object]) -> None:
        if self._saved:
            self.style = self._saved.pop()

    def _transform(self, operands: Sequence[object]) -> None:
        self.style.ctm = times(matrix(operands), self.style.ctm)

    def _move(self, operands: Sequence[object]) -> None:
        self.place.move(number(operands, 0), number(operands, 1))

    def _move_and_lead(self, operands: Sequence[object]) -> None:
        self.style.leading = -number(operands, 1)
        self._move(operands)

    def _stretch(self, operands: Sequence[object]) -> None:
        self.style.stretch = number(operands, 0) / 100 or 1.0

    def _render(self, operands: Sequence[object]) -> None:
        self.style.invisible = number(operands, 0) == _INVISIBLE

    def _space(self, operands: Sequence[object]) -> None:
        """A colour space: what its first colour looks like is not known, but white it is not in the usual ones."""
        name = operands[0] if operands else None
        self.style.white, self.style.pattern, self.style.inks = False, name == _PATTERN, name != _GREY

    def _paint(self, operands: Sequence[object]) -> None:
        """A colour in numbers: one is grey, three are lights, four are inks."""
        values = [number(operands, index) for index in range(len(operands))]
        inks = len(values) == len("CMYK")
        self.style.white = bool(values) and (max(values) <= 1 - _WHITE if inks else min(values) >= _WHITE)
        self.style.pattern = self.style.inks = False

    def _paint_in_space(self, operands: Sequence[object]) -> None:
        """A colour of the space chosen before: one number may be an ink, of which 1 is much, or a grey, where 1 is white."""
        pattern, inks = self.style.pattern, self.style.inks
        self._paint(operands)
        self.style.white = self.style.white and not pattern and not (inks and len(operands) == 1)
        self.style.pattern, self.style.inks = pattern, inks


def times(m: Matrix, n: Matrix) -> Matrix:
    """First `m`, then `n`.

    Example:
        >>> times((1, 0, 0, 1, 5, 0), (2, 0, 0, 2, 0, 1))
        (2, 0, 0, 2, 10, 1)
    """
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def box_of(box: Box, m: Matrix) -> Box:
    """The upright box around `box` as `m` places it.

    Example:
        >>> box_of((0, 0, 2, 1), (0, 1, -1, 0, 5, 5))
        (4, 5, 5, 7)
    """
    left, top, right, bottom = box
    corners = [(x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]) for x in (left, right) for y in (top, bottom)]
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(down), max(across), max(down)


def matrix(operands: object) -> Matrix:
    """The matrix that six numbers write; the identity where they are no six numbers."""
    given = list(operands) if isinstance(operands, Iterable) else []
    values = [float(value) for value in given if isinstance(value, (int, float)) and math.isfinite(value)]
    if len(values) != _ENTRIES:
        return IDENTITY
    a, b, c, d, e, f = values
    return a, b, c, d, e, f


def number(operands: Sequence[object], index: int) -> float:
    """The number at that place; 0 where none stands there."""
    value = operands[index] if index < len(operands) else 0
    return float(value) if isinstance(value, (int, float)) and math.isfinite(value) else 0.0
