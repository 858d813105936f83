from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.base.errors import KgError, UsageError
from kg.base.ontology import ontology_folder
from kg.graph.store import solve
from kg.query.questions import question_from_text, question_named, read_questions

NAMES = [
    "aangewezen-toezichthouders",
    "afgeleid",
    "alleen-hier-gezegd",
    "bewijs",
    "documenten",
    "eenzijdige-afspraken",
    "instrumenten-in-voorbereiding",
    "meest-verbonden",
    "onder-toezicht-van",
    "op-welke-grondslag",
    "pad-tussen",
    "plannen",
    "samenwerking",
    "taken-zonder-grondslag",
    "tegenspraak",
    "toezicht-en-aanwijzing",
    "verwacht-van",
    "wat-rust-op-deze-wet",
    "welke-bevoegdheden",
    "wetten-zonder-toezichthouder",
    "wie-houdt-toezicht-op",
    "wie-houdt-toezicht-op-wie",
    "wie-moet-wie-informeren",
    "zelfde-veld",
    "zonder-geldende-grondslag",
]


def test_all_questions_are_there() -> None:
    """Each .rq file of ontology/queries itself is a question, in order of name; those in folders below are not."""
    assert [question.name for question in read_questions()] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_question_is_whole(name: str) -> None:
    """A question parses, begins with its words in both languages, and has a heading for every column and parameter."""
    question = question_named(name, read_questions())
    result = solve(ox.Store(), question.text, name=name)
    assert isinstance(result, ox.QuerySolutions)
    columns = [variable.value for variable in result.variables]
    lines = question.text.splitlines()
    assert lines[:2] == [f"# nl: {question.words['nl']}", f"# en: {question.words['en']}"]
    assert question.words["nl"] != question.words["en"]
    if question.method:
        method, *ends = question.method.split()
        assert method in {"path", "centrality"}
        assert set(ends) <= set(columns)
    else:
        assert list(question.headings) == columns
    assert {parameter.name for parameter in question.parameters} <= set(question.headings)


FILES = [path for folder in (".", "lookups") for path in sorted((ontology_folder() / "queries" / folder).glob("*.rq"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_only_needed_prefixes(path: Path) -> None:
    """A query declares the prefixes that it uses and no others, so that it also runs elsewhere."""
    text = re.sub(r"^#.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    declared = set(re.findall(r"^PREFIX (\S+):", text, flags=re.MULTILINE))
    body = re.sub(r"^PREFIX .*$|<[^>]*>|\"[^\"]*\"", "", text, flags=re.MULTILINE)
    assert set(re.findall(r"(?<![\w?:-])([a-z][a-z-]*):\w", body)) == declared


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# nl: Wie?\nSELECT", "x.rq: the question in en is missing. Write `# en: …` on top of the file."),
        ("# en: Who?\nSELECT", "x.rq: the question in nl is missing. Write `# nl: …` on top of the file."),
        (
            "# nl: Wie?\n# en: Who?\n# param wie: de actor\nSELECT",
            "x.rq: param wie: needs Dutch and English. Write `Nederlands | English` behind the colon.",
        ),
    ],
)
def test_what_is_missing_is_named(text: str, message: str) -> None:
    """A head that lacks a language says which."""
    with pytest.raises(KgError) as error:
        question_from_text("x", text)
    assert str(error.value) == message


def test_optional_parameter() -> None:
    """A question mark behind its name makes a parameter optional."""
    text = "# nl: Wie?\n# en: Who?\n# param wie?: de actor | the actor\n# param wet: de wet | the act\nSELECT"
    assert [(parameter.name, parameter.optional) for parameter in question_from_text("x", text).parameters] == [
        ("wie", True),
        ("wet", False),
    ]


def test_unknown_question() -> None:
    """A name that is nearly right gets the right one as advice."""
    with pytest.raises(UsageError) as error:
        question_named("samenwerken", read_questions())
    assert str(error.value) == "no question is called 'samenwerken'. Did you mean \"samenwerking\"?"
