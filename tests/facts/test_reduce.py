from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.knowledge import read_knowledge
from kg.base.mask import BARRIER, GOVERNED, Masked, masked
from kg.base.span import Span
from kg.base.terms import Kind
from kg.facts.reduce import lower, reduced
from tests.made import within

REDUCTION = read_knowledge().reduction
WORDS = st.sampled_from(
    [
        "X",
        "Y",
        "Z",
        "de",
        "en",
        "of",
        "van",
        "op",
        "dat",
        "die",
        ",",
        "(",
        ")",
        "houdt",
        "İ",
        "ß",
        "\ue000",
        "\x0e",
        "12",
    ]
)


def hide(text: str, offset: int = 0) -> Masked:
    """`text` with each X, Y and Z that is a word masked: X a body, Y an act, Z a noun phrase."""
    kinds = {"X": Kind.ORGANISATION, "Y": Kind.ACT, "Z": None}
    spans = [(Span(*found.span()).shifted(offset), kinds[found[0]]) for found in re.finditer(r"\b[XYZ]\b", text)]
    return masked(text, offset, spans)


def shown(text: str) -> str:
    """The reduced text, with mentions as capitals, a barrier as ! and what is governed as >."""
    short = reduced(hide(text), REDUCTION)
    words = [
        text[short.starts[place] : short.ends[place]][-1] if number >= 0 else short.text[place]
        for place, number in enumerate(short.numbers)
    ]
    return "".join(words).replace(BARRIER, "!").replace(GOVERNED, ">")


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("De X houdt", "X houdt"),
        ("De X en de Z houden", "XZ houden"),
        ("X, X en de X houden", "XXX houden"),
        ("X, X houden", "X, X houden"),
        ("op de X en op de Y", "op >XY"),
        ("Zegt DAT", "zegt !dat"),
        ("niets", "niets"),
        ("", ""),
    ],
)
def test_a_list_is_a_run(text: str, short: str) -> None:
    """A list that a conjunction ends is a run of its members; it is marked behind a preposition, and so is what opens a clause."""
    assert shown(text) == short


def test_of_a_group_with_its_members_the_members_stay() -> None:
    """Members in brackets take the place of the group before them, and their characters cover the group and the brackets."""
    text = "De Z (X en X) houden"
    short = reduced(hide(text), REDUCTION)
    assert short.text[2:] == " houden"
    assert short.mentions(0, 2) == (1, 2)
    assert short.span(0, 2).of(text) == "De Z (X en X)"


def test_what_is_left_out_is_not_seen() -> None:
    """Stretches left out vanish from the text; all else keeps its place."""
    text = "X houdt op grond van Y toezicht"
    short = reduced(hide(text), REDUCTION, [(7, 22)])
    assert short.text[1:] == " houdt toezicht"
    assert short.span(1, len(short.text)).of(text) == " houdt op grond van Y toezicht"


@settings(deadline=None)
@given(st.lists(WORDS, max_size=20).map(" ".join), st.integers(0, 7))
def test_a_reduced_sentence_keeps_its_order_and_leads_back(text: str, offset: int) -> None:
    """Characters stay in order; a plain one is the letter it stands for, a mention covers its own words, a mark no words."""
    hidden = hide(text, offset)
    short = reduced(hidden, REDUCTION)
    assert len(short.text) == len(short.starts) == len(short.ends) == len(short.numbers)
    assert list(short.starts) == sorted(short.starts)
    numbers = short.mentions(0, len(short.text))
    assert list(numbers) == sorted(set(numbers))
    for place, number in enumerate(short.numbers):
        words = text[short.starts[place] - offset : short.ends[place] - offset]
        if number >= 0:
            own = hidden.numbers.index(number)
            assert short.starts[place] <= hidden.starts[own] < hidden.ends[own] <= short.ends[place]
        elif short.text[place] in (BARRIER, GOVERNED):
            assert words == ""
        else:
            assert short.text[place] == lower("•" if words in ("\ue000", "\x0e") else words)


@settings(deadline=None)
@given(st.text())
def test_lower_moves_nothing(text: str) -> None:
    """Letters become small one by one, also those whose small form is two."""
    assert len(lower(text)) == len(text)
    assert lower("DE İ ẞ") == "de İ ß"


@settings(deadline=None)
@given(st.text(alphabet="\ue000\x0e\x12\x17\x18\x19(), enXd", max_size=40))
def test_characters_that_look_like_mentions_are_none(text: str) -> None:
    """Characters that stand for mentions are, in the source, no members of a list, and nothing breaks on them."""
    hidden = hide(text)
    short = reduced(hidden, REDUCTION)
    assert set(short.mentions(0, len(short.text))) <= set(hidden.mentions(0, len(hidden.text)))


@pytest.mark.parametrize(
    "text", ["X, " * 1_300, "X en " * 800, "X (" * 1_300, "de " * 1_300, "(X " * 1_300, "van de " * 570]
)
def test_a_sentence_of_full_length_takes_no_time(text: str) -> None:
    """4,000 characters of a list that never ends are reduced at once."""
    with within(0.5, "reducing"):
        reduced(hide(text), REDUCTION)
