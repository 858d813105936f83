"""Steps of a citation become places: what a bare number or letter goes on with."""

from __future__ import annotations

import pytest

from kg.base.knowledge import read_knowledge
from kg.extract.steps import groups_of

GRAMMAR = read_knowledge().citations


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("artikel 5, onder 1 en 2", ["&artikel=5&o=1", "&artikel=5&o=2"]),
        ("artikel 5, lid 1 en 2", ["&artikel=5&lid=1", "&artikel=5&lid=2"]),
        ("artikelen 5, lid 1, en 6", ["&artikel=5&lid=1", "&artikel=6"]),
        ("artikel 5, eerste lid, onder a, en derde lid", ["&artikel=5&lid=1&o=a", "&artikel=5&lid=3"]),
        ("artikel 5, eerste en derde lid, onder a", ["&artikel=5&lid=1", "&artikel=5&lid=3&o=a"]),
        ("artikel 5, leden 2 tot en met 4", ["&artikel=5&lid=2", "&artikel=5&lid=3", "&artikel=5&lid=4"]),
        ("artikel 5, a", ["&artikel=5"]),
        ("artikel 1:10 tot en met 1:1000", ["&artikel=1:10", "&artikel=1:1000"]),
    ],
)
def test_lists(text: str, paths: list[str]) -> None:
    """A number goes on with the list of articles, lids or items that is open; a bare letter needs items."""
    (group,) = groups_of(GRAMMAR.parser.parse(text), GRAMMAR.ordinals)
    assert [one.place.path for one in group.cited] == paths


def test_places_of_a_group() -> None:
    """A group knows where it begins and ends, and the words that name its act without being a mention."""
    text = "artikel 3 van de planregels"
    (group,) = groups_of(GRAMMAR.parser.parse(text), GRAMMAR.ordinals)
    assert (group.start, group.end, group.act, group.named, group.other) == (
        0,
        len(text),
        None,
        None,
        "van de planregels",
    )
