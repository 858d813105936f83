"""Answers and explanations as a person reads them."""

from __future__ import annotations

import io
from decimal import Decimal

import pyoxigraph as ox
from rich.console import Console

from kg.query.formats import Format
from kg.query.model import Answer, Cell, Explanation, Quote
from kg.run.show import count_of, print_answer, print_explanations

QUOTE = Quote(
    document="Werkplan",
    file="plan.pdf",
    address="https://example.org/plan.pdf",
    page=3,
    start=10,
    end=25,
    exact="houdt toezicht",
    prefix="De Inspectie ",
    suffix=" op",
)
TOLD = Explanation(
    statement="https://example.org/id/statement/1",
    subject="Inspectie",
    predicate="houdt toezicht op",
    object="zorg",
    modality="gesteld",
    basis="Zorgwet",
    rule="supervises#x",
    confidence=Decimal("0.9"),
    evidence=(QUOTE,),
    antecedents=(),
)


def answer(*rows: tuple[str, str]) -> Answer:
    cells = tuple(
        (Cell(ox.Literal(who), who), Cell(ox.NamedNode(f"https://example.org/id/statement/{identifier}"), identifier))
        for who, identifier in rows
    )
    return Answer(columns=("wie", "uitspraak"), headings=("wie", "uitspraak"), rows=cells, labelled=True)


def test_an_explanation_says_what_each_number_is() -> None:
    """Certainty, rule, basis, page and characters have their names, in the language asked for."""
    out = io.StringIO()
    print_explanations([TOLD], "nl", Console(file=out, width=100), as_json=False)
    assert [line.rstrip() for line in out.getvalue().splitlines()] == [
        "Inspectie · houdt toezicht op · zorg",
        "  gesteld, zekerheid 0.9, regel supervises#x",
        "  wettelijke grondslag: Zorgwet",
        "  Werkplan (plan.pdf), blz. 3, tekens 10-25:",
        "    …De Inspectie houdt toezicht op…",
        "    https://example.org/plan.pdf",
        "  https://example.org/id/statement/1",
    ]
    out = io.StringIO()
    print_explanations([TOLD], "en", Console(file=out, width=100), as_json=False)
    assert "  Werkplan (plan.pdf), p. 3, characters 10-25:" in out.getvalue()


def test_the_count_says_how_to_go_on() -> None:
    """Rows are counted, with the command that shows the words behind one; no row is said in so many words."""
    assert count_of(answer(("A", "1a"), ("B", "2b")), "") == "2 rows; the words behind a row: kg why 1a"
    assert count_of(answer(("A", "1a")), " --output o") == "1 row; the words behind a row: kg why 1a --output o"
    assert count_of(answer(), "") == "no answers: the graph says nothing of this"


def test_what_is_shared_stands_above_the_table() -> None:
    """A column that says the same in all rows is one line above the table; an empty answer is no table."""
    out = io.StringIO()
    print_answer(answer(("A", "1a"), ("A", "2b")), Format.TABLE, Console(file=out, width=60))
    lines = [line.strip() for line in out.getvalue().splitlines() if line.strip()]
    assert (lines[0], lines[1], lines[-1]) == ("wie: A", "uitspraak", "2b")
    out = io.StringIO()
    print_answer(answer(), Format.TABLE, Console(file=out, width=60))
    assert out.getvalue() == ""
