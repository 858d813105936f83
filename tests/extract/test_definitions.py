from __future__ import annotations

import pytest

from kg.base.knowledge import read_knowledge
from kg.base.terms import Kind
from kg.extract.definitions import abbreviates, aliases_in, defined
from kg.extract.model import Mention
from tests.made import mention, target

KNOWLEDGE = read_knowledge()
DIENST = target("Dienst Wegverkeer", iri="urn:rdw")


def names(text: str, *mentions: Mention) -> dict[str, str]:
    """The short names that a text defines, with the labels of what they are short for."""
    found = defined([(text, 0, mentions)], KNOWLEDGE)
    return {alias: named.targets[0].label for alias, named in found.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De Dienst Wegverkeer (DWV) is er.", {"DWV": "Dienst Wegverkeer"}),
        ("De Dienst Wegverkeer (“DWV”) is er.", {"DWV": "Dienst Wegverkeer"}),
        ("De Dienst Wegverkeer (hierna: de dienst) is er.", {"dienst": "Dienst Wegverkeer"}),
        ("De Dienst Wegverkeer (hierna te noemen: ‘Wegen’) is er.", {"Wegen": "Dienst Wegverkeer"}),
        ("De Dienst Wegverkeer (in 2023) is er.", {}),
        ("De Dienst Wegverkeer (Utrecht) is er.", {}),
        ("De Dienst Wegverkeer (AFM) is er.", {}),
        ("De Dienst Wegverkeer is er (DWV).", {}),
        ("De Dienst Wegverkeer is er.", {}),
    ],
)
def test_a_short_name_stands_in_brackets_behind_the_name(text: str, expected: dict[str, str]) -> None:
    """An abbreviation counts where its letters stand in the name in order; behind "hierna" any words do."""
    assert names(text, mention(text, "Dienst Wegverkeer", Kind.ORGANISATION, DIENST)) == expected


def test_the_first_definition_holds() -> None:
    """A name that is defined twice stands for the first, whatever the block."""
    text, other = "Dienst Wegverkeer (hierna: Dienst).", "Dienst Wegen (hierna: Dienst)."
    found = defined(
        [
            (text, 0, [mention(text, "Dienst Wegverkeer", Kind.ORGANISATION, DIENST)]),
            (other, 0, [mention(other, "Dienst Wegen", Kind.ORGANISATION, target("Dienst Wegen"))]),
        ],
        KNOWLEDGE,
    )
    assert {alias: named.targets for alias, named in found.items()} == {"Dienst": (DIENST,)}


def test_what_is_ambiguous_or_points_back_defines_nothing() -> None:
    """A short name needs one thing that it is short for."""
    text = "De Dienst Wegverkeer (DWV)."
    assert names(text, mention(text, "Dienst Wegverkeer", Kind.ORGANISATION, DIENST, target("Ander"))) == {}
    assert names(text, mention(text, "Dienst Wegverkeer", Kind.ORGANISATION, head="dienst")) == {}


def test_a_definition_settles_an_ambiguous_abbreviation() -> None:
    """A known abbreviation of several things is defined where the thing before it is one of them, else left alone."""
    text = "De Dienst Wegverkeer (DWV)."
    named = mention(text, "Dienst Wegverkeer", Kind.ORGANISATION, DIENST)
    assert names(text, named, mention(text, "DWV", Kind.ORGANISATION, target("D", iri="urn:d"), DIENST)) == {
        "DWV": "Dienst Wegverkeer"
    }
    assert names(text, named, mention(text, "DWV", Kind.ORGANISATION, target("D", iri="urn:d"))) == {}


@pytest.mark.parametrize(
    ("title", "is_it"),
    [("Wet havengebruik", True), ("Wet van het havengebruik", True), ("Wet havenbeheer", False), ("Wet", False)],
)
def test_a_known_abbreviation_behind_a_title_tells_the_act(title: str, *, is_it: bool) -> None:
    """A title that differs from the act's own only in small words is that act where its abbreviation stands behind it."""
    text = f"De {title} (Whg)."
    act = target("Wet op het havengebruik", Kind.ACT, "urn:whg", ("Whg",))
    named = mention(text, title, Kind.ACT, target(title, Kind.ACT))
    assert names(text, named, mention(text, "Whg", Kind.ACT, act)) == ({title: act.label} if is_it else {})


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("Wpg", "Wet politiegegevens", True),
        ("SodM", "Staatstoezicht op de Mijnen", True),
        ("NVWA", "Nederlandse Voedsel- en Warenautoriteit", True),
        ("gpW", "Wet politiegegevens", False),
        ("Pw", "wet", False),
        ("123", "Wet 123", False),
        ("", "Wet", False),
    ],
)
def test_the_letters_of_an_abbreviation_stand_in_the_name(short: str, name: str, *, fits: bool) -> None:
    """In the same order, the first one at the start of a word; an abbreviation without letters fits nothing."""
    assert abbreviates(short, name) == fits


def test_an_alias_is_found_as_a_word_of_its_own() -> None:
    """Wherever the short name stands, not within a word or a compound, it is a mention of the same thing, with that name added."""
    text = "RDW: de RDW, RDWs, aRDW, RDW-ers. (RDW)"
    named = mention("Dienst Wegverkeer", "Dienst Wegverkeer", Kind.ORGANISATION, DIENST)
    found = list(aliases_in(text, {"RDW": named}))
    assert [one.span.start for one in found] == [0, 8, 35]
    assert {one.targets[0].names for one in found} == {("RDW",)}
    assert {(one.targets[0].iri, one.kind, one.rule) for one in found} == {("urn:rdw", named.kind, named.rule)}


def test_an_alias_that_is_the_label_adds_no_name() -> None:
    """The label is not among the further names."""
    named = mention("RDW", "RDW", Kind.ORGANISATION, target("RDW", names=("Dienst",)))
    (found,) = aliases_in("de RDW", {"RDW": named})
    assert found.targets[0].names == ("Dienst",)


@pytest.mark.parametrize("text", ["\x0e (NVWA)", "\x10 (hierna: de Dienst)", "a. minister: \x11;"])
def test_characters_that_look_like_mentions_define_nothing(text: str) -> None:
    """A character that stands for a mention is none in the source."""
    assert names(text) == {}
