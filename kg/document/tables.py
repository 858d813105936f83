"""Rows of a table: which lines of text are one row of it, and which words open a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.document.gutters import Rows, Stretch, stretches_of_text
from kg.document.lines import Line, Word, lines_of

_CLOSE = 1.6  # ems between two baselines of one cell
_APART = 1.3  # times the least step: white between rows
_NUMBER = re.compile(r"[-–+€$%()\d.,:/]+|[€$%]|n\.?v\.?t\.?|pm|x", re.IGNORECASE)
_OPEN = re.compile(r"[-\u00ad,(/&]$|\b(?:en|of|de|het|een|van|voor|in|op|met|te|aan|door|bij)$")


def is_number(text: str) -> bool:
    """Whether a word is a number, an amount or what stands in its place.

    Example:
        >>> is_number("1.204,50"), is_number("pm"), is_number("2g")
        (True, True, False)
    """
    return _NUMBER.fullmatch(text) is not None


def columns_of_table(rows: Rows, em: float) -> list[Stretch]:
    """The stretches that the cells of a table stand in; a row that is one stretch of text tells nothing about them."""
    parted = [row for row in rows if len(stretches_of_text([row], em)) > 1]
    return stretches_of_text(parted or rows, em)


def _spans(row: Sequence[Word], columns: Sequence[Stretch], em: float) -> bool:
    """Whether a row is one stretch of text over more than one column, such as a heading within the table."""
    stretches = stretches_of_text([list(row)], em)
    if len(stretches) > 1:
        return False
    left, right = stretches[0]
    return sum(min(right, end) - max(left, start) > 0.5 * em for start, end in columns) > 1


def table_rows(columns: Sequence[Stretch], rows: Rows, em: float) -> list[Line]:
    """The rows of a table, each a line that reads cell by cell; `columns` are the stretches that the cells stand in.

    Lines are one row where no white parts them and their cells run on: the next word did not fit, or a sentence goes on.
    """
    found: list[list[list[Word]]] = []
    steps = _steps(rows)
    close = [step for step in steps if step > 0.5 * em]
    white = _APART * min(close) if close and min(close) <= _CLOSE * em else _CLOSE * em
    spanning = False
    for index, row in enumerate(rows):
        after_spanning, spanning = spanning, _spans(row, columns, em)
        here = [list(row), *([] for _ in columns[1:])] if spanning else _in_columns(row, columns)
        if after_spanning and not any(here[1:]) and row[0].text[0].islower() and steps[index - 1] <= white:
            found[-1][0].extend(row)
            spanning = True
            continue
        if spanning or after_spanning:
            found.append(here)
            continue
        anew = bool(here[0]) and sum(map(bool, here)) > 1
        if index and steps[index - 1] <= white and _votes(found[-1], here, columns) >= (0.5 if anew else 0.0):
            for cell, words in zip(found[-1], here, strict=True):
                cell.extend(words)
        else:
            found.append(here)
    return [row_of_cells(cells) for cells in found if any(cells)]


def unruled_rows(columns: Sequence[Stretch], rows: Rows) -> list[Line]:
    """The rows of a table whose rows no line parts: one begins where the first cell and another begin anew."""
    found: list[list[list[Word]]] = []
    for row in rows:
        here = _in_columns(row, columns)
        anew = not found or (here[0] and sum(map(bool, here)) > 1 and _votes(found[-1], here, columns) < 0)
        if anew:
            found.append(here)
            continue
        for cell, words in zip(found[-1], here, strict=True):
            cell.extend(words)
    return [row_of_cells(cells) for cells in found if any(cells)]


def _steps(rows: Rows) -> list[float]:
    return [b - a for a, b in pairwise(max(word.y for word in row) for row in rows)]


def _in_columns(row: Sequence[Word], columns: Sequence[Stretch]) -> list[list[Word]]:
    """The words of a row by column; none is left out."""
    found: list[list[Word]] = [[] for _ in columns]
    for word in row:
        middle = (word.x0 + word.x1) / 2
        nearest = min(
            range(len(columns)), key=lambda index: max(columns[index][0] - middle, middle - columns[index][1])
        )
        found[nearest].append(word)
    return found


def row_of_cells(cells: Sequence[Sequence[Word]]) -> Line:
    """The words of a row's cells, cell by cell, each from the top down; the first word of each cell says so."""
    words: list[Word] = []
    for cell in cells:
        inside = [replace(word, cell=False) for line in lines_of(cell) for word in line.words]
        if inside:
            words += [replace(inside[0], cell=True), *inside[1:]]
    return Line(tuple(words))


def _votes(cells: Sequence[Sequence[Word]], below: Sequence[Sequence[Word]], columns: Sequence[Stretch]) -> float:
    """Above 0 where the cells go on in the line below, below 0 where a row begins there, 0 where nothing tells."""
    votes = 0.0
    for cell, words, (_, right) in zip(cells, below, columns, strict=True):
        if not words or not cell:
            continue
        last, first = lines_of(cell)[-1], lines_of(words)[0]
        if first.y - last.y > _CLOSE * 1.1 * first.size:
            votes -= cell is cells[0]  # it began above, and begins anew
            continue
        if all(is_number(word.text) for word in first.words):
            votes -= 1.5
        elif first.text[0].islower() or _OPEN.search(last.text):
            votes += 1.5
        elif last.x1 + 0.3 * last.size + (first.words[0].x1 - first.words[0].x0) > right:
            votes += 1.0
        else:
            votes -= 1.0
    return votes


def cells_of(row: Line) -> list[list[Word]]:
    """The words of each cell of a row, in reading order."""
    found: list[list[Word]] = []
    for word in row.words:
        if word.cell or not found:
            found.append([word])
        else:
            found[-1].append(word)
    return found


def text_of_row(row: Line) -> list[list[str]]:
    """The lines of text of each cell of a row."""
    return [[line.text for line in lines_of(cell)] for cell in cells_of(row)]
