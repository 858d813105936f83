from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.knowledge import GroupWord
from kg.base.terms import Kind
from kg.extract.groups import groups_in
from tests.made import knowing, within

KNOWN = knowing(
    groups=(
        GroupWord(plural="aanbieders", singular="aanbieder", compound=True, kind=Kind.ACTOR_GROUP),
        GroupWord(plural="burgers", singular="burger", compound=False, kind=Kind.ACTOR_GROUP),
        GroupWord(plural="gedeputeerden", singular="", compound=False, kind=Kind.POST),
        GroupWord(plural="personen", singular="persoon", compound=False, kind=Kind.ACTOR_GROUP),
        GroupWord(plural="instellingen", singular="instelling", compound=False, kind=Kind.ACTOR_GROUP),
        GroupWord(plural="toezichthouders", singular="toezichthouder", compound=True, kind=Kind.ACTOR_GROUP),
        GroupWord(plural="gemeenten", singular="gemeente", compound=False, kind=Kind.ACTOR_GROUP),
    )
)


def groups(text: str) -> list[tuple[str, str]]:
    """The words and labels of the groups in a text."""
    found = groups_in(text, KNOWN)
    return [(group.span.of(text), group.targets[0].label) for group in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dat burgers dit doen", [("burgers", "burgers")]),
        ("Burgers doen dit", [("Burgers", "burgers")]),
        ("Zo is het. Burgers ook.", [("Burgers", "burgers")]),
        ("Zo doen Burgers dit", []),
        ("BURGERS", []),
        ("een burger", [("burger", "burgers")]),
        ("door burger en staat", []),
        ("elke kleine burger", [("kleine burger", "kleine burgers")]),
        ("de zorgaanbieders", [("zorgaanbieders", "zorgaanbieders")]),
        ("de zorgaanbieder", [("zorgaanbieder", "zorgaanbieders")]),
        ("de wereldburgers", []),
        ("de andere kleine burgers", [("kleine burgers", "kleine burgers")]),
        ("grote en kleine burgers", [("grote en kleine burgers", "grote en kleine burgers")]),
        ("de grote, kleine burgers", [("kleine burgers", "kleine burgers")]),
        ("de volgende burgers", []),
        ("de gedeputeerden", [("gedeputeerden", "gedeputeerden")]),
        ("de GGZ-aanbieders", [("GGZ-aanbieders", "GGZ-aanbieders")]),
        ("zorgs-aanbieders", [("zorgs-aanbieders", "zorgsaanbieders")]),
        ("zorg- en woonaanbieders", [("zorg- en woonaanbieders", "zorg- en woonaanbieders")]),
        ("zie www.burgers.nl of burgers@x.nl", []),
        ("https://x.nl/burgers", []),
        ("de overheid/burgers", [("burgers", "burgers")]),
        ("een speciaal aanbieder", [("speciaal aanbieder", "speciaal aanbieders")]),
        ("als aanbieders", []),
        ("Beide aanbieders", []),
        ("de personen", []),
        ("de aangewezen personen", [("personen", "personen")]),
        ("personen, belast met", [("personen", "personen")]),
        ("de instelling van de raad", []),
        ("de goede instelling van de raad", [("goede instelling", "goede instellingen")]),
        ("de toezichthouder", []),
        ("de bevoegde toezichthouder", [("bevoegde toezichthouder", "bevoegde toezichthouders")]),
        ("de bevoegde toezichthouder op de markt", []),
        ("in de gemeenten", []),
        ("aan de gemeenten", [("gemeenten", "gemeenten")]),
    ],
)
def test_groups(text: str, expected: list[tuple[str, str]]) -> None:
    """A group is its noun, or a compound of it where it may be one, with its adjectives but for those that say nothing of its kind;
    singular only behind a determiner.

    Singular and plural share the label, which is the plural. A capital inside a sentence makes a name of it; "volgende" points on.
    What someone acts as, what is done and a place are no group, nor is a vague noun, or one that is known already, alone.
    """
    assert groups(text) == expected


def test_a_singular_keeps_its_words_as_a_name() -> None:
    """The label is plural, so the singular as written is among the names; the type is that of the noun."""
    (group,) = groups_in("Een goede zorgaanbieder", KNOWN)
    assert (group.targets[0].names, group.kind) == (("goede zorgaanbieder",), Kind.ACTOR_GROUP)
    assert [one.kind for one in groups_in("gedeputeerden", KNOWN)] == [Kind.POST]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["de", "en", "grote", "burgers", "zorgaanbieder", "ß", "İ", ",", ".", "\ue000"])).map(
        " ".join
    )
)
def test_groups_lie_apart_or_within(text: str) -> None:
    """A group's span ends with its noun, in the text as written, and groups come from left to right."""
    found = list(groups_in(text, KNOWN))
    ends = [group.span.end for group in found]
    assert ends == sorted(ends)
    assert all(group.span.of(text).endswith(("burgers", "zorgaanbieder")) for group in found)


@pytest.mark.parametrize("text", ["grote " * 7_000, "burgers " * 5_000, "a" * 40_000, "en " * 13_000])
def test_40000_characters_take_no_time(text: str) -> None:
    """Groups are found in time that grows with the length."""
    with within(1, "finding groups"):
        assert len(groups(text)) in (0, 5_000)
