"""Two columns whose lines were given row by row, unwoven into reading order.

The judge is the language: a page is unwoven only where two columns read on clearly better than the lines as they
stand, so that text in one column is left alone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from kg.document.continuation import continuation
from kg.document.hyphens import joined, words_inside
from kg.document.streams import Piece, Scorer, Streams, best_streams, cost_as_it_stands, cost_of_cuts

MOST_LINES = 150  # of one page; a longer stretch of lines is no page

_LEAST_LINES = 8
_LEAST_SHARE = 0.2  # of the characters, in the smaller column
_LEAST_GAIN = 5.0  # natural logarithms: how much better two columns must read than the lines as they stand
_GAIN_A_LINE = 0.12  # and how much more for each line
_COST_A_LINE = 0.15  # lines that read on better than this as they stand are in order
_GAIN_OF_NOTES = 1.0  # the same for the foot of a page known to have two columns
_SHORT = 0.6  # of the longest lines: no longer is one column of a row, a running head or the end of a paragraph
_LOCAL = 2  # lines before and after that show how wide a column is at some place
_LOCAL_FITS = 0.9
_ROWS_OF_A_GAP = 2  # rows of the other column between two lines: white space between paragraphs

_NUMBERS = re.compile(r"\d{1,3}(?:\s+\d{1,3})*")
_NUMBERED = re.compile(r"(\d{1,3})\s+(?=\S)")
_MARK = re.compile(r"(?<=[^\W\d])\d{1,3}(?!\w)|(?<=[a-z)][.,;:])\d{1,3}(?!\w)")
_SPACE_BEFORE_STOP = re.compile(r"(?<=\w) (?=[.,;:](?: |$))")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """The lines of a page, sorted out: the running head, the lines of the columns, and the lines of the footnotes."""

    head: tuple[str, ...]
    body: tuple[Piece, ...]
    foot: tuple[str, ...]


def unweave(lines: Sequence[str]) -> tuple[str, ...] | None:
    """The paragraphs, headings and footnotes of a page of two columns in reading order; None where it is not one.

    `lines` are those of one page. Footnote marks that stand alone on a line are left out of the running text, and so
    is the page number; a running head comes first, footnotes come last, each with its number before it. No word is
    changed.
    """
    if not _LEAST_LINES <= len(lines) <= MOST_LINES:
        return None
    sheet = _sheet(lines)
    if len(sheet.body) < _LEAST_LINES:
        return None
    found = _two_columns(sheet.body, least_gain=_LEAST_GAIN + _GAIN_A_LINE * len(sheet.body), least_cost=_COST_A_LINE)
    if found is None:
        return None
    streams, scorer = found
    known = words_inside(line.strip() for line in lines)
    body = _paragraphs((*streams.left, *streams.right), scorer, known)
    return (*sheet.head, *body, *_footnotes(sheet.foot, known))


def _sheet(lines: Sequence[str]) -> _Sheet:
    rows = list(lines)
    while rows and (not rows[-1].strip() or rows[-1].strip().isdigit()):
        rows.pop()
    while rows and (not rows[0].strip() or rows[0].strip().isdigit()):
        rows.pop(0)
    foot = _start_of_foot(rows)
    body = [row for row in rows[:foot] if row.strip() and not _NUMBERS.fullmatch(row.strip())]
    head = _running_head(body)
    pieces = tuple(_piece(row, number) for number, row in enumerate(body[len(head) :]))
    return _Sheet(head=tuple(" ".join(row.split()) for row in head), body=pieces, foot=tuple(rows[foot:]))


def _piece(row: str, number: int) -> Piece:
    return Piece(row.strip(), number, ends_wide=row.endswith("  "))


def _start_of_foot(rows: Sequence[str]) -> int:
    """Where the footnotes begin: in the lower half, at a number that was a mark in the text above."""
    marks: set[str] = set()
    for number, row in enumerate(rows):
        text = row.strip()
        alone = _NUMBERS.fullmatch(text)
        opening = _NUMBERED.match(text)
        numbers = set(text.split()) if alone else {opening[1]} if opening else set()
        if number > len(rows) // 2 and numbers and numbers <= marks:
            return number
        marks |= numbers if alone else set(_MARK.findall(text))
    return len(rows)


def _running_head(body: Sequence[str]) -> list[str]:
    if not body:
        return []
    first = body[0].strip()
    longest = max(len(row.strip()) for row in body[:20])
    is_head = len(first) < _SHORT * longest / 2 and not first.endswith((".", ",", ";", ":")) and not first[0].islower()
    return [body[0]] if is_head else []


def _widths(pieces: Sequence[Piece]) -> Iterator[int]:
    """How wide, in characters, a column may be: as the longest lines, as the shorter ones, or half of the longest."""
    lengths = sorted(piece.length for piece in pieces)
    longest = lengths[len(lengths) * 9 // 10]
    shorter = [length for length in lengths if _LEAST_SHARE * longest <= length <= _SHORT * longest]
    widths = {longest, longest // 2}
    if len(shorter) * 5 >= len(lengths):
        widths.add(int(median(shorter)))
    yield from sorted(width for width in widths if width)


def _two_columns(pieces: Sequence[Piece], *, least_gain: float, least_cost: float) -> tuple[Streams, Scorer] | None:
    scorers = [Scorer(continuation(), width) for width in _widths(pieces)]
    as_it_stands = min(cost_as_it_stands(pieces, scorer) for scorer in scorers)
    if as_it_stands < least_cost * len(pieces):
        return None
    best: tuple[float, Streams, Scorer] | None = None
    for scorer in scorers:
        streams = best_streams(pieces, scorer)
        gain = as_it_stands + cost_of_cuts(streams, scorer) - streams.cost
        if best is None or gain > best[0]:
            best = (gain, streams, scorer)
    if best is None or best[0] < least_gain or not _is_balanced(best[1]):
        return None
    return best[1], best[2]


def _is_balanced(streams: Streams) -> bool:
    left, right = (sum(piece.length for piece in column) for column in (streams.left, streams.right))
    return min(left, right) >= _LEAST_SHARE * (left + right)


def _paragraphs(pieces: Sequence[Piece], scorer: Scorer, known: Mapping[str, int]) -> Iterator[str]:
    """The pieces of a column, or of one column after the other, as paragraphs."""
    together: list[str] = []
    for number, piece in enumerate(pieces):
        if number and _parts(pieces, number, scorer):
            yield _text(together, known)
            together = []
        together.append(piece.text)
    if together:
        yield _text(together, known)


def _parts(pieces: Sequence[Piece], number: int, scorer: Scorer) -> bool:
    before, after = pieces[number - 1], pieces[number]
    if scorer.parts(before, after):
        return True
    if not (before.stops and after.opens):
        return False
    local = max(piece.length for piece in pieces[max(0, number - 1 - _LOCAL) : number + 1 + _LOCAL])
    short = before.length + 1 + len(after.text.split()[0]) < _LOCAL_FITS * local
    return short or before.ends_wide or after.row - before.row > _ROWS_OF_A_GAP


def _text(lines: Sequence[str], known: Mapping[str, int]) -> str:
    """`known`: how often the page has each word, for hyphens at line ends."""
    return _SPACE_BEFORE_STOP.sub("", " ".join(joined(lines, known).split()))


def _footnotes(rows: Sequence[str], known: Mapping[str, int]) -> Iterator[str]:
    """The footnotes, each with its number before it; in two columns where they read better so."""
    pieces: list[Piece] = []
    numbers: list[tuple[int, list[str]]] = []  # before which row these numbers stand
    for row in rows:
        text = row.strip()
        if _NUMBERS.fullmatch(text):
            numbers.append((len(pieces), text.split()))
        elif text:
            pieces.append(_piece(row, len(pieces)))
    if not pieces:
        return
    found = _two_columns(pieces, least_gain=_GAIN_OF_NOTES, least_cost=-math.inf) if len(pieces) > 1 else None
    streams = found[0] if found else Streams(cost=0.0, left=tuple(pieces), right=())
    numbered = dict(_numbered(streams, numbers))
    for column in (streams.left, streams.right):
        together: list[str] = []
        for piece in column:
            number = numbered.get(piece)
            if together and (number or _NUMBERED.match(piece.text)):
                yield _text(together, known)
                together = []
            together.append(f"{number} {piece.text}" if number else piece.text)
        if together:
            yield _text(together, known)


def _numbered(streams: Streams, numbers: Sequence[tuple[int, Sequence[str]]]) -> Iterator[tuple[Piece, str]]:
    """Which piece each number alone on a line stands before."""
    for row, marks in numbers:
        following = [
            next((piece for piece in column if piece.row >= row), None) for column in (streams.left, streams.right)
        ]
        ahead = [piece for piece in following if piece]
        if len(marks) == 1 and len(ahead) > 1:
            ahead = [piece for piece in ahead if piece.opens] or ahead
        yield from zip(ahead, marks, strict=False)
