"""Where characters end, for fonts that tell wrong widths: learnt from where the next character begins."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from kg.document.glyphs import Piece

_OVER = 0.2  # ems: a character that reaches so far into the next is told too wide
_MANY = 0.08  # of all steps: then it is the font
_LEAST_STEPS = 40
_LEAST_SEEN = 6  # of one character
_MOST = 0.85  # of its steps in rising order: there it is followed by a character of the same word
_FAR = 1.5  # ems: no step from character to character

Rows = list[list[Piece]]


def with_true_ends(rows: Rows) -> Rows:
    """Rows of pieces, from left to right, whose ends are brought back where the font's widths reach over what follows.

    Rows of a page whose characters mostly keep clear of each other come back as they are.
    """
    steps: dict[tuple[str, bool, bool], list[float]] = {}
    total = over = 0
    for row in rows:
        for left, right in pairwise(row):
            step = (left.x1 - right.x0) / max(left.size, 0.1)
            if abs(step) < _FAR and right.x0 > left.x0:
                steps.setdefault(_sign(left), []).append(step)
                total += 1
                over += step > _OVER
    if total < _LEAST_STEPS or over < _MANY * total:
        return rows
    reach = {sign: sorted(found)[int(_MOST * len(found))] for sign, found in steps.items() if len(found) >= _LEAST_SEEN}
    return [[_ended(piece, reach.get(_sign(piece), 0.0)) for piece in row] for row in rows]


def _sign(piece: Piece) -> tuple[str, bool, bool]:
    return piece.text[-1:], piece.bold, piece.slanted


def _ended(piece: Piece, reach: float) -> Piece:
    if reach <= _OVER / 2:
        return piece
    return replace(piece, x1=max(piece.x0, piece.x1 - reach * piece.size))
