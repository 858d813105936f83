"""What each named question answers on the example documents."""

from __future__ import annotations

import csv
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.store import open_store
from kg.query.from_graph import ask
from kg.query.questions import read_questions
from kg.run.pipeline import build
from kg.run.settings import Settings

CASES = Path(__file__).resolve().parent.parent / "cases" / "questions"
QUESTIONS = read_questions()


@pytest.fixture(scope="module")
def built(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    output: Path = tmp_path_factory.mktemp("examples") / "output"
    build([examples], output=output, settings=Settings(), jobs=1)
    return open_store(output / "store")


def test_every_question_has_an_expected_answer() -> None:
    """There is a file of expected rows for each question, and there are at least twenty questions."""
    assert {path.stem for path in CASES.glob("*.csv")} == {question.name for question in QUESTIONS}
    assert len(QUESTIONS) >= 20


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_answer_on_the_examples(question: object, built: ox.Store) -> None:
    """Each expected row stands in the answer; where none is expected there is none. Ids of statements are not compared.

    The first line of a file gives the parameters; its columns are those that are compared.
    """
    (asked,) = [one for one in QUESTIONS if one is question]
    head, *lines = (CASES / f"{asked.name}.csv").read_text(encoding="utf-8").splitlines()
    params = dict(part.split("=", 1) for part in head.removeprefix("#").strip().split("; ") if part)
    columns, *expected = list(csv.reader(lines))
    answer = ask(built, asked, params)
    places = [answer.columns.index(column) for column in columns]
    rows = [[cell.text if (cell := row[place]) else "" for place in places] for row in answer.rows]
    assert bool(rows) == bool(expected)
    assert [row for row in expected if row not in rows] == []
