"""Answers laid out for a terminal."""

from __future__ import annotations

import io

import pyoxigraph as ox
from rich.console import Console

from kg.query.model import Answer, Cell
from kg.query.table import rich_table, shared_values


def answer(headings: tuple[str, ...], *rows: tuple[str | None, ...], labelled: bool = True) -> Answer:
    cells = tuple(tuple(None if text is None else Cell(ox.Literal(text), text) for text in row) for row in rows)
    return Answer(columns=headings, headings=headings, rows=cells, labelled=labelled)


def drawn(table: Answer, width: int = 80) -> list[str]:
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=False).print(rich_table(table, width=width))
    return [line.rstrip() for line in out.getvalue().splitlines() if line.strip()]


def test_table_is_plain_text() -> None:
    """What a document says is no mark-up and steers no terminal."""
    lines = drawn(answer(("wat",), ("[bold]\x1b[2J<b>",)))
    assert "[bold] [2J<b>" in lines[-1]
    assert "\x1b" not in "".join(lines)


def test_what_all_rows_share_stands_above() -> None:
    """A column with one value in all rows, and an empty one, is left out of the table of a named question."""
    table = answer(("wie", "op", "grondslag", "n"), ("A", "x", None, "1"), ("A", "y", None, "20"))
    assert shared_values(table) == (("wie", "A"),)
    assert drawn(table) == ["  op    n", " ─────────", "  x     1", "  y    20"]


def test_one_row_and_free_queries_are_shown_whole() -> None:
    """With one row nothing is shared; a free query keeps all its columns."""
    assert shared_values(answer(("wie", "op"), ("A", "x"))) == ()
    free = answer(("wie", "op"), ("A", None), ("A", None), labelled=False)
    assert shared_values(free) == ()
    assert drawn(free)[0] == "  wie   op"


def test_words_stay_whole_where_there_is_room() -> None:
    """The widest column is made narrower first; a word is broken only where nothing else fits."""
    row = (
        "Inspectie Justitie en Veiligheid",
        "vreemdelingenketen",
        "De Inspectie houdt toezicht op de vreemdelingenketen.",
    )
    lines = drawn(answer(("wie", "op", "citaat"), row), width=60)
    assert max(map(len, lines)) <= 60
    assert lines[2:] == [
        "  Inspectie       vreemdelingenketen   De Inspectie houdt",
        "  Justitie en                          toezicht op de",
        "  Veiligheid                           vreemdelingenketen.",
    ]
    narrow = drawn(answer(("wie", "op", "citaat"), row), width=30)
    assert max(map(len, narrow)) <= 30
