"""An answer as a table that fits a terminal: what is the same in every row stands above it, once."""

from __future__ import annotations

import re

from rich import box
from rich.table import Table
from rich.text import Text

from kg.query.model import Answer

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]+")  # would steer a terminal
_PADDING = 3  # spaces around a cell and between columns
_MARGIN = 1
_LONGEST_WORD = 24  # a longer one may be broken


def shared_values(answer: Answer) -> tuple[tuple[str, str], ...]:
    """Heading and value of each column of a named question that says the same in every row, where there are two or more.

    Example:
        >>> from kg.query.model import Cell
        >>> import pyoxigraph as ox
        >>> cells = [Cell(ox.Literal(text), text) for text in ("gesteld", "a", "b")]
        >>> rows = ((cells[0], cells[1]), (cells[0], cells[2]))
        >>> shared_values(Answer(columns=("m", "x"), headings=("hoe zeker", "wie"), rows=rows, labelled=True))
        (('hoe zeker', 'gesteld'),)
    """
    shared = []
    for number, heading in enumerate(answer.headings):
        values = {row[number] for row in answer.rows}
        if answer.labelled and len(answer.rows) > 1 and len(values) == 1 and None not in values:
            shared.append((_quiet(heading), _cells(answer, number)[0]))
    return tuple(shared)


def rich_table(answer: Answer, *, width: int) -> Table:
    """A table for a terminal of `width` columns. Cells hold text: no mark-up of rich, and no sign that steers.

    For a named question the columns of `shared_values` and those that are empty in every row are left out. A word is
    broken only where the table would not fit otherwise.
    """
    shared = {heading for heading, _ in shared_values(answer)}
    numbers = [
        number
        for number, heading in enumerate(answer.headings)
        if not answer.labelled or (_quiet(heading) not in shared and any(_cells(answer, number)))
    ]
    columns = [[_quiet(answer.headings[number]), *_cells(answer, number)] for number in numbers]
    table = Table(box=box.SIMPLE_HEAD)
    for cells, size in zip(columns, _widths(columns, width - _MARGIN), strict=True):
        right = all(cell.isdecimal() or not cell for cell in cells[1:])
        table.add_column(Text(cells[0]), overflow="fold", width=size, justify="right" if right else "left")
    for row in zip(*(cells[1:] for cells in columns), strict=True):
        table.add_row(*map(Text, row))
    return table


def _widths(columns: list[list[str]], width: int) -> list[int | None]:
    """The width of each column: what it needs, the widest made narrower first, words kept whole while there is room."""
    sizes = [max(map(len, cells)) for cells in columns]
    least = [
        max(min(_LONGEST_WORD, len(word)) for cell in cells for word in (cell.split() or [""])) for cells in columns
    ]
    room = width - _PADDING * len(columns)
    if sum(least) > room:
        return [None] * len(columns)  # rich breaks words evenly
    while sum(sizes) > room:
        widest = max(
            (number for number in range(len(sizes)) if sizes[number] > least[number]), key=lambda number: sizes[number]
        )
        sizes[widest] -= 1
    return [*sizes]


def _cells(answer: Answer, number: int) -> list[str]:
    return [_quiet(cell.text) if (cell := row[number]) else "" for row in answer.rows]


def _quiet(text: str) -> str:
    return _CONTROL.sub(" ", text)
