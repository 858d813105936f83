from __future__ import annotations

import pytest

from kg.picture import picture_of_answer
from kg.picture.answer import told_in
from kg.picture.from_graph import scene_from_store
from kg.picture.model import Scene, Words

from .conftest import BASE, KG, Thing, Told, store_of

TOLD = [
    Told(subject="a", predicate="informs", object="b"),
    Told(subject="a", predicate="informs", object="b", modality="planned"),
    Told(subject="b", predicate="supervises", object="a"),
    Told(subject="b", predicate="supervises", object="c", basis="d"),
]
STORE = store_of([Thing(id=name, kind="Organisation", label=name) for name in "abcd"], TOLD)


def thing(name: str) -> str:
    return f"{BASE}thing/{name}"


def statement(number: int) -> str:
    return f"{BASE}statement/{number}"


def shown(scene: Scene) -> tuple[str, list[str]]:
    """The things by their letters, and the statements."""
    things = "".join(node.iri[-1] for node in scene.nodes)
    return things, sorted(said.iri[-1] for edge in scene.edges for said in edge.statements)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({thing("a"), thing("b")}, ("ab", ["0", "1", "2"])),
        ({thing("a"), thing("b"), f"{KG}informs"}, ("ab", ["0", "1"])),
        ({thing("a"), thing("b"), f"{KG}planned"}, ("ab", ["1"])),
        ({thing("a"), thing("b"), statement(1)}, ("ab", ["1"])),
        ({statement(3)}, ("bc", ["3"])),
        ({thing("c")}, ("c", [])),
        ({"https://example.org/unknown"}, ("", [])),
    ],
)
def test_a_row_stands_for_what_it_names(row: set[str], expected: tuple[str, list[str]]) -> None:
    """A statement for itself; else all between its things, of the relation and modality that it names; a thing for itself."""
    assert shown(told_in(scene_from_store(STORE, base=BASE), [frozenset(row)])) == expected


def test_things_of_two_rows_are_not_joined() -> None:
    """What stands between things of different rows is no part of the answer."""
    rows = [frozenset({thing("a"), statement(0)}), frozenset({thing("c")})]
    assert shown(told_in(scene_from_store(STORE, base=BASE), rows)) == ("abc", ["0"])


def test_the_question_is_the_title() -> None:
    """In both languages, on the page and for its script."""
    scene = told_in(scene_from_store(STORE, base=BASE), [frozenset({statement(0)})], Words(nl="Wie?", en="Who?"))
    assert scene.title == Words(nl="Wie?", en="Who?")
    for language, question in (("nl", "Wie?"), ("en", "Who?")):
        page = picture_of_answer(
            STORE, [frozenset({statement(0)})], title=("Wie?", "Who?"), base=BASE, language=language
        )
        assert f"<title>{question} – Toezichtgraaf</title>" in page


def test_an_answer_without_rows_is_an_empty_picture() -> None:
    """It says that there is nothing to draw."""
    assert "Er is nog niets te tekenen" in picture_of_answer(STORE, [], base=BASE)
