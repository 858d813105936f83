"""Footnotes: small lines at the foot of a column that open with a mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.document.lines import Line

_SMALL = 0.94  # of the size of the document's text
_OPENS = re.compile(r"(?:\d{1,3}|[*†‡§]{1,3}|[¹²³⁰⁴-⁹]{1,3})(?:\s|$)|[*†‡§]{1,3}|\[\d{1,3}\]\s")
_OPENS_AS_ITEM = re.compile(r"\d{1,3}[.)]\s")
_VERY_SMALL = 0.87
_SAME_SIZE = 0.5  # points
_STEP = 1.7  # sizes, from baseline to baseline


def opens_footnote(line: Line, body: float) -> bool:
    """Whether a line begins a footnote: a raised sign, or a number before text smaller than that of the document."""
    if line.words[0].mark:
        return True
    if line.size > _SMALL * body:
        return False
    text = line.text
    if _OPENS_AS_ITEM.match(text):
        return line.size <= _VERY_SMALL * body
    return _OPENS.match(text) is not None


def split_footnotes(lines: Sequence[Line], body: float) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines that are no footnotes, and those that are, each from the top down.

    `body` is the size of the document's text. At the foot of a column a small line that opens with a number is enough;
    higher up, as above a box, the number has to be raised.
    """
    foot = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        if opens_footnote(lines[index], body):
            foot = index
        elif lines[index].size > _SMALL * body:
            break
    above: list[Line] = []
    notes: list[Line] = []
    note: Line | None = None
    for line in lines[:foot]:
        goes_on = note is not None and follows_note(note, line)
        note = line if line.words[0].mark or goes_on else None
        (above if note is None else notes).append(line)
    return tuple(above), (*notes, *lines[foot:])


def follows_note(note: Line, line: Line) -> bool:
    """Whether `line` may be the next line of the note that `note` is a line of."""
    return abs(note.size - line.size) <= _SAME_SIZE and 0 < line.y - note.y <= _STEP * note.size
