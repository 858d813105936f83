"""Two columns found again in lines that were given row by row: the cheapest way to deal them out to two streams.

A beam search over the lines from top to bottom. Each line goes to the left or to the right column, or is cut in two
where a row of both columns was joined on one line. A reading costs as much as its lines read on badly from one
another, so it can be compared with the cost of the lines as they stand.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.document.continuation import Continuation, edge_words, shape

_BEAM = 48
_STOP = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_OPENS = re.compile(r"[\"'“‘„«(\[]*(?:[A-ZÀ-ÞĲ0-9•▪◦–—-]|[a-z]\.|https?://|www\.)")
_WIDE_GAP = re.compile(r"\s{2,}")

# Costs are natural logarithms, like the log-odds of the table.
_PARAGRAPH = 1.0  # a paragraph ends and another begins
_AFTER_HEADING = 2.5  # a short line without a stop, then a new beginning
_BROKEN_OFF = 9.0  # text stops in the middle of a sentence
_NO_BEGINNING = 6.0  # what starts there does not look like a start
_SHORT_LINE = 2.5  # the next word would have fitted on the line
_MOST_SURE = 5.0  # no pair of lines counts for more than this
_SWITCH, _STAY = -math.log(0.8), -math.log(0.2)  # rows of two columns mostly take turns
_ROWS_PASSED = 3.0  # two rows of the other column stand between lines of one paragraph
_CUT = 3.0  # a row joined on one line
_WIDE_GAP_GAIN = 2.0
_OUTSIDE_COLUMN = 8.0  # times how much, as a share of its width, a line is wider than its column
_RIGHT_FIRST = 3.0  # a page begins with its left column
_NO_ADDRESS = 4.0  # a web address opens a line of its own, unless a word leads to it
_BEHIND_ADDRESS = 2.0  # and closes it
_LEADS_TO_ADDRESS = frozenset({":", "(", "zie", "via", "op", "see"})
_FITS = 0.86
_MOST_OVER, _MOST_UNDER = 0.35, 0.8  # of the width: how much too long a side of a cut may be, and how much shorter
_MOST_ROWS = 2
_LEFT, _RIGHT = 0, 1


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A line, or one side of a line that was cut; `ends_wide`: with white space at its end, as after a paragraph."""

    text: str
    row: int
    ends_wide: bool = False
    length: int = field(init=False)
    first: tuple[str, ...] = field(init=False)
    last: tuple[str, ...] = field(init=False)
    stops: bool = field(init=False)
    opens: bool = field(init=False)

    def __post_init__(self) -> None:
        first, last = edge_words(self.text)
        object.__setattr__(self, "length", len(self.text))
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "last", last)
        object.__setattr__(self, "stops", bool(_STOP.search(self.text)) or bool(last and shape(last[-1]) == "@"))
        object.__setattr__(self, "opens", bool(_OPENS.match(self.text)))


@dataclass(frozen=True, slots=True, eq=False)
class _State:
    """A reading of the lines so far: the last piece of each column, the column of the last line, and the way here."""

    cost: float
    ends: tuple[Piece | None, Piece | None]
    turn: int | None
    starts: tuple[Piece | None, Piece | None]
    dealt: tuple[tuple[int, Piece], ...]
    before: _State | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Streams:
    """The pieces of the left and the right column, in order, and what this reading costs."""

    cost: float
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]


class Scorer:
    """What it costs that one piece follows another in a column of `width` characters; remembers what it worked out."""

    def __init__(self, model: Continuation, width: int) -> None:
        self._model = model
        self.width = width
        self._known: dict[tuple[Piece, Piece], tuple[float, bool]] = {}

    def cost(self, before: Piece, after: Piece) -> float:
        """Below 0 where `after` reads on from `before` better than any other line would."""
        return self._edge(before, after)[0]

    def parts(self, before: Piece, after: Piece) -> bool:
        """Whether a paragraph ends between the two."""
        return self._edge(before, after)[1]

    def reading_on(self, before: Piece, after: Piece) -> float:
        """The cost of `after` right behind `before` on one line, where no paragraph can end."""
        return -max(-_MOST_SURE, min(_MOST_SURE, self._log_odds(before, after)))

    def _log_odds(self, before: Piece, after: Piece) -> float:
        if not before.last or not after.first:
            return 0.0
        if shape(after.first[0]) == "@" and before.last[-1].casefold() not in _LEADS_TO_ADDRESS:
            return -_NO_ADDRESS
        if shape(before.last[-1]) == "@" and not after.opens:
            return -_BEHIND_ADDRESS
        return self._model.log_odds(before.last, after.first)

    def _edge(self, before: Piece, after: Piece) -> tuple[float, bool]:
        key = (before, after)
        if key not in self._known:
            short = before.length + 1 + len(after.first[0] if after.first else "") < _FITS * self.width
            on = self.reading_on(before, after) + (_SHORT_LINE if short else 0.0)
            new = 0.0 if after.opens else _NO_BEGINNING
            if before.stops:
                new += _PARAGRAPH - (1.0 if short else 0.0)
            else:
                new += _AFTER_HEADING if short and before.opens else _BROKEN_OFF
            self._known[key] = (min(on, new), new < on)
        return self._known[key]


def cost_as_it_stands(pieces: Sequence[Piece], scorer: Scorer) -> float:
    """What it costs to read the lines one after another."""
    return sum(scorer.cost(before, after) for before, after in pairwise(pieces))


def cost_of_cuts(streams: Streams, scorer: Scorer) -> float:
    """What it costs to read on, within a line, over the places where the streams cut it."""
    left = {piece.row: piece for piece in streams.left}
    return sum(scorer.reading_on(left[piece.row], piece) for piece in streams.right if piece.row in left)


def best_streams(pieces: Sequence[Piece], scorer: Scorer) -> Streams:
    """The cheapest reading of the lines as two columns, the left one before the right one."""
    beam = [_State(0.0, (None, None), None, (None, None), (), None)]
    for piece in pieces:
        found: dict[tuple[Piece | None, Piece | None, int | None], _State] = {}
        cuts = tuple(_cuts(piece, scorer.width))
        for state in beam:
            for following in _successors(state, piece, cuts, scorer):
                key = (*following.ends, following.turn)
                if key not in found or following.cost < found[key].cost:
                    found[key] = following
        beam = sorted(found.values(), key=lambda state: state.cost)[:_BEAM]
    cost, best = min(((_whole_cost(state, scorer), state) for state in beam), key=lambda pair: pair[0])
    columns: tuple[list[Piece], list[Piece]] = ([], [])
    step: _State | None = best
    while step is not None:
        for column, piece in reversed(step.dealt):
            columns[column].append(piece)
        step = step.before
    return Streams(cost=cost, left=tuple(reversed(columns[_LEFT])), right=tuple(reversed(columns[_RIGHT])))


def _whole_cost(state: _State, scorer: Scorer) -> float:
    last, first = state.ends[_LEFT], state.starts[_RIGHT]
    return state.cost + (scorer.cost(last, first) if last and first else 0.0)


def _successors(
    state: _State, piece: Piece, cuts: Sequence[tuple[float, Piece, Piece]], scorer: Scorer
) -> Iterator[_State]:
    wide = max(0.0, piece.length / scorer.width - 1.15) * _OUTSIDE_COLUMN
    for column in (_LEFT, _RIGHT):
        turn = 0.0 if state.turn is None else _STAY if state.turn == column else _SWITCH
        if state.ends == (None, None) and column == _RIGHT:
            turn = _RIGHT_FIRST
        yield _dealt(state, ((column, piece),), state.cost + wide + turn, column, scorer)
    for price, left, right in cuts:
        yield _dealt(state, ((_LEFT, left), (_RIGHT, right)), state.cost + price, None, scorer)


def _dealt(
    state: _State, dealt: tuple[tuple[int, Piece], ...], cost: float, turn: int | None, scorer: Scorer
) -> _State:
    ends, starts = list(state.ends), list(state.starts)
    for column, piece in dealt:
        last = ends[column]
        if last is None:
            starts[column] = piece
        else:
            cost += scorer.cost(last, piece)
            if piece.row - last.row > _MOST_ROWS and not (last.stops and piece.opens) and not scorer.parts(last, piece):
                cost += _ROWS_PASSED
        ends[column] = piece
    return _State(
        cost, (ends[0], ends[1]), turn if turn is not None else state.turn, (starts[0], starts[1]), dealt, state
    )


def _cuts(piece: Piece, width: int) -> Iterator[tuple[float, Piece, Piece]]:
    """The places where a line may be two rows joined, with what each costs."""
    if piece.length < 1.2 * width:
        return
    for gap in re.finditer(r"\s+", piece.text):
        left, right = piece.text[: gap.start()], piece.text[gap.end() :]
        over = max(len(left), len(right)) / width - 1.15
        under = 1 - len(left) / width
        price = _CUT + max(0.0, over) * _OUTSIDE_COLUMN
        if not _STOP.search(left):
            price += max(0.0, under - 0.25) * _OUTSIDE_COLUMN
        if _WIDE_GAP.fullmatch(gap[0]):
            price -= _WIDE_GAP_GAIN
        if over < _MOST_OVER and under < _MOST_UNDER:
            yield price, Piece(left, piece.row), Piece(right, piece.row, piece.ends_wide)
