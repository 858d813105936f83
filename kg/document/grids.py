"""Tables that a page rules: lines that cross make a grid, and the grid's cells hold words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.document.lines import Line, Word, rows_of
from kg.document.rules import Rule, whole_rules
from kg.document.tables import row_of_cells, unruled_rows

_TOUCH = 4.0  # points between lines that meet
_SAME = 5.0  # points between lines that bound the same row or column
_MOST_LINES = 400  # of one grid; a drawing holds more
_RISE = 0.3  # of the size: how far above its baseline the middle of a word stands
_LEAST_CELLS = 2
_FEW_BANDS = 2  # a table with no more rows between lines may have rows that no line parts
_MANY_LINES = 4
_MOST_IN_ONE_ROW = 12  # lines: two columns that a line parts are no table

Place = tuple[int, int]
"""Row and column, from 0."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its edges, its rows from the top down, each read cell by cell, and the words that stand in it."""

    left: float
    top: float
    right: float
    bottom: float
    rows: tuple[Line, ...]
    words: frozenset[Word]


def grids_of(rules: Iterable[Rule], words: Sequence[Word]) -> tuple[Grid, ...]:
    """The ruled tables of a page, from the top down; a frame around one cell is none."""
    found: list[Grid] = []
    taken: set[Word] = set()
    for lines in _networks(whole_rules(rules)):
        grid = _grid(lines, [word for word in words if word not in taken])
        if grid is not None:
            found.append(grid)
            taken |= grid.words
    return tuple(sorted(found, key=lambda grid: (grid.top, grid.left)))


def _networks(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that hang together by crossing or touching, the largest first."""
    levels = [rule for rule in rules if not rule.upright]
    uprights = [rule for rule in rules if rule.upright]
    if not levels or not uprights or len(levels) + len(uprights) > 4 * _MOST_LINES:
        return []
    group = {rule: index for index, rule in enumerate(rules)}
    members = {index: [rule] for rule, index in group.items()}
    for level in levels:
        for upright in uprights:
            one, other = group[level], group[upright]
            if one != other and _meet(level, upright):
                if len(members[one]) < len(members[other]):
                    one, other = other, one
                for rule in members[other]:
                    group[rule] = one
                members[one] += members.pop(other)
    return sorted((lines for lines in members.values() if len(lines) > 1), key=len, reverse=True)


def _meet(level: Rule, upright: Rule) -> bool:
    across = level.start - _TOUCH <= upright.at <= level.end + _TOUCH
    return across and upright.start - _TOUCH <= level.at <= upright.end + _TOUCH


def _grid(lines: Sequence[Rule], words: Sequence[Word]) -> Grid | None:
    levels = [rule for rule in lines if not rule.upright]
    uprights = [rule for rule in lines if rule.upright]
    if len(lines) > _MOST_LINES:
        return None
    xs = _places([*(rule.at for rule in uprights), *(x for rule in levels for x in (rule.start, rule.end))])
    ys = _places([*(rule.at for rule in levels), *(y for rule in uprights for y in (rule.start, rule.end))])
    if len(xs) * len(ys) > 20 * _MOST_LINES:
        return None
    held: dict[Place, list[Word]] = {}
    for word in words:
        x, y = (word.x0 + word.x1) / 2, word.y - _RISE * word.size
        if xs[0] < x < xs[-1] and ys[0] < y < ys[-1]:
            held.setdefault((bisect_right(ys, y) - 1, bisect_right(xs, x) - 1), []).append(word)
    homes = _homes(xs, ys, levels, uprights)
    bands: dict[int, dict[int, list[Word]]] = {}
    for place in sorted(held, key=lambda place: homes[place]):
        row, column = homes[place]
        bands.setdefault(row, {}).setdefault(column, []).extend(held[place])
    if not any(len(band) >= _LEAST_CELLS for band in bands.values()):
        return None
    rows = [row for band in bands.values() for row in _rows(band, xs, alone=len(bands) <= _FEW_BANDS)]
    if len(bands) == 1 and len(rows_of(_words_in(held), _baseline)) > _MOST_IN_ONE_ROW:
        return None
    return Grid(xs[0], ys[0], xs[-1], ys[-1], tuple(rows), frozenset(_words_in(held)))


def _rows(band: Mapping[int, list[Word]], xs: Sequence[float], *, alone: bool) -> list[Line]:
    """The rows that stand between two lines: one, or more where the table has no lines but these."""
    cells = list(band.values())
    lines = rows_of((word for cell in cells for word in cell), _baseline)
    if not alone or len(cells) < _LEAST_CELLS or len(lines) < _MANY_LINES:
        return [row_of_cells(cells)]
    starts = [xs[column] for column in band]
    return unruled_rows(list(zip(starts, [*starts[1:], xs[-1]], strict=True)), lines)


def _words_in(held: Mapping[Place, Sequence[Word]]) -> list[Word]:
    return [word for words in held.values() for word in words]


def _baseline(word: Word) -> tuple[float, float]:
    return word.y, word.size


def _places(values: Iterable[float]) -> list[float]:
    """The values in rising order, those close together as one."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][-1] <= _SAME:
            found[-1].append(value)
        else:
            found.append([value])
    return [sum(group) / len(group) for group in found]


def _homes(
    xs: Sequence[float], ys: Sequence[float], levels: Sequence[Rule], uprights: Sequence[Rule]
) -> dict[Place, Place]:
    """For each place of the grid the first place of the cell it is part of: no line parts the places of one cell."""
    rows, columns = len(ys) - 1, len(xs) - 1
    home = {(row, column): (row, column) for row in range(rows) for column in range(columns)}

    def found(place: Place) -> Place:
        while home[place] != place:
            home[place] = home[home[place]]
            place = home[place]
        return place

    def join(one: Place, other: Place) -> None:
        first, second = sorted((found(one), found(other)))
        home[second] = first

    for row in range(rows):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(columns - 1):
            if not _parts(uprights, xs[column + 1], middle):
                join((row, column), (row, column + 1))
    for column in range(columns):
        middle = (xs[column] + xs[column + 1]) / 2
        for row in range(rows - 1):
            if not _parts(levels, ys[row + 1], middle):
                join((row, column), (row + 1, column))
    return {place: found(place) for place in home}


def _parts(lines: Sequence[Rule], at: float, across: float) -> bool:
    return any(abs(line.at - at) <= _SAME and line.start - _TOUCH <= across <= line.end + _TOUCH for line in lines)
