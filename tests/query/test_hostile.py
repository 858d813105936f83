"""Questions and names that try to be more than that: answered or refused with words, and the graph stays what it was."""

from __future__ import annotations

from contextlib import suppress

import pyoxigraph as ox
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.base.errors import UsageError
from kg.query.from_graph import ask, ask_free
from kg.query.questions import question_named, read_questions
from kg.run.ask import params_from_words

ATTACKS = (
    '" } ; DROP ALL ; #',
    "> ; LOAD <http://127.0.0.1:9/> ; <",
    "?x } UNION { ?s ?p ?o",
    "Politie' OR '1'='1",
    "Politie\\u0022 } #",
    "{{ 7*7 }} ${7*7} %s %(x)s {0}",
    "<script>alert(1)</script>",
    "\0",
    "\ud800",
    "\u202e\u200b",
    "a" * 20_000,
    "(" * 5_000,
    "http://a b",
    "https://example.org/id/graph/catalogue> } #",
)
WORDS = (
    *(
        "SELECT",
        "ASK",
        "CONSTRUCT",
        "DESCRIBE",
        "WHERE",
        "FILTER",
        "OPTIONAL",
        "UNION",
        "MINUS",
        "GRAPH",
        "VALUES",
        "BIND",
    ),
    *(
        "SERVICE",
        "LOAD",
        "INSERT",
        "DATA",
        "DROP",
        "ALL",
        "{",
        "}",
        "(",
        ")",
        ".",
        ";",
        ",",
        "*",
        "+",
        "?",
        "/",
        "|",
        "^",
    ),
    *(
        "!",
        "=",
        "<",
        ">",
        "?s",
        "?p",
        "?o",
        "a",
        "kg:supervises",
        "rdfs:label",
        "<http://127.0.0.1:9/>",
        '"x"@nl',
        "1e9",
        "#",
    ),
)
attacks = st.sampled_from(ATTACKS) | st.text(max_size=60)
calm = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@calm
@given(number=st.integers(min_value=0), value=attacks)
def test_hostile_values_of_questions(store: ox.Store, number: int, value: str) -> None:
    """A value names a thing or is refused: what it holds never becomes part of the query."""
    questions = [question for question in read_questions() if question.parameters]
    question = questions[number % len(questions)]
    before = len(store)
    with suppress(UsageError):
        ask(store, question, dict.fromkeys((one.name for one in question.parameters), value))
    assert len(store) == before


def test_an_attack_names_nothing(store: ox.Store) -> None:
    """None of these is taken for a name, so none of them is answered."""
    question = question_named("wie-houdt-toezicht-op", read_questions())
    for attack in ATTACKS:
        try:
            found = ask(store, question, {"op": attack})
        except UsageError:
            continue
        assert found.rows == (), attack


@calm
@given(
    words=st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=25),
    separator=st.sampled_from(["", " ", "\n"]),
)
@example(words=["DROP", "ALL"], separator=" ")
@example(words=["INSERT DATA { <http://a> <http://b> <http://c> }"], separator="")
@example(words=["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], separator="")
def test_hostile_queries(store: ox.Store, words: list[str], separator: str) -> None:
    """Any row of words is answered or refused; no query changes the graph."""
    before = len(store)
    with suppress(UsageError):
        ask_free(store, separator.join(words))
    assert len(store) == before


@given(st.lists(st.text(max_size=30), max_size=4))
def test_any_words_of_parameters(words: list[str]) -> None:
    """Parameters are read as key and value, or refused."""
    try:
        found = params_from_words(words)
    except UsageError:
        return
    assert [f"{key}={value}" for key, value in found.items()] == words
