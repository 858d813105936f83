from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.mask import BARRIER, GOVERNED, MENTION, PHRASE, masked, placeholder, with_placeholders
from kg.base.span import Span
from kg.base.terms import Family, Kind

KINDS = st.sampled_from([*Kind, None])


@st.composite
def texts_with_mentions(draw: st.DrawFn) -> tuple[str, int, list[tuple[Span, Kind | None]]]:
    """A text, its place in its document, and spans of it, sorted and apart."""
    text = draw(st.text(min_size=1, max_size=60))
    offset = draw(st.integers(0, 5))
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(places[::2], places[1::2], strict=False))
    return text, offset, [(Span(offset + start, offset + end), draw(KINDS)) for start, end in pairs]


@settings(deadline=None)
@given(texts_with_mentions())
def test_every_character_leads_back(given_: tuple[str, int, list[tuple[Span, Kind | None]]]) -> None:
    """The characters of a masked text cover the text without gap or overlap; a mention's leads to exactly its span."""
    text, offset, mentions = given_
    hidden = masked(text, offset, mentions)
    assert len(hidden.text) == len(hidden.starts) == len(hidden.ends) == len(hidden.numbers)
    assert (hidden.starts[0], hidden.ends[-1]) == (offset, offset + len(text))
    assert hidden.ends[:-1] == hidden.starts[1:]
    assert [hidden.span(place, place + 1) for place, number in enumerate(hidden.numbers) if number >= 0] == [
        span for span, _ in mentions
    ]
    assert hidden.mentions(0, len(hidden.text)) == tuple(range(len(mentions)))


@settings(deadline=None)
@given(texts_with_mentions())
def test_only_mentions_look_like_mentions(given_: tuple[str, int, list[tuple[Span, Kind | None]]]) -> None:
    """A control character of ours in a masked text is a mention of that type; of the text itself none remains."""
    text, offset, mentions = given_
    hidden = masked(text, offset, mentions)
    for char, number in zip(hidden.text, hidden.numbers, strict=True):
        kind = mentions[number][1] if number >= 0 else None
        assert bool(re.match(f"[{MENTION}]", char)) == (kind is not None)
        assert bool(re.match(f"[{PHRASE}]", char)) == (number >= 0 and kind is None)
        assert kind is None or re.match(placeholder([kind]), char)
        assert char not in (BARRIER, GOVERNED)


@settings(deadline=None)
@given(texts_with_mentions())
def test_plain_characters_stay_as_they_are(given_: tuple[str, int, list[tuple[Span, Kind | None]]]) -> None:
    """What is not a mention stands in the masked text as in the text; a character of ours or of the private use area is a bullet."""
    text, offset, mentions = given_
    hidden = masked(text, offset, mentions)
    for place, number in enumerate(hidden.numbers):
        if number < 0:
            own = text[hidden.starts[place] - offset]
            assert hidden.text[place] == ("•" if "\x0e" <= own <= GOVERNED or "\ue000" <= own <= "\uf8ff" else own)


@pytest.mark.parametrize("span", [Span(0, 3), Span(8, 12), Span(11, 14), Span(3, 12)])
def test_a_mention_outside_the_text_is_left_out(span: Span) -> None:
    """A span that does not lie in the text whole leaves it as it is."""
    hidden = masked("abcdef", 5, [(span, Kind.ACT)])
    assert hidden.text == "abcdef"
    assert hidden.mentions(0, 6) == ()


def test_a_mention_within_the_one_before_is_left_out() -> None:
    """Of two that overlap the first given counts, and the numbers stay those of the order given."""
    hidden = masked("abcdef", 0, [(Span(0, 3), Kind.ACT), (Span(2, 4), Kind.ACT), (Span(4, 5), Kind.POST)])
    assert hidden.mentions(0, len(hidden.text)) == (0, 2)
    assert hidden.span(0, len(hidden.text)) == Span(0, 6)


@pytest.mark.parametrize("kind", [*Kind, None])
def test_mentions_of_a_type_are_told_apart_by_their_places(kind: Kind | None) -> None:
    """However many of one type a text holds, each has its number; all are one character, and none is white space or of a word."""
    hidden = masked("x" * 2000, 0, [(Span(place, place + 1), kind) for place in range(2000)])
    assert hidden.mentions(0, 2000) == tuple(range(2000))
    (char,) = set(hidden.text)
    assert ord(char) < 256
    assert re.fullmatch(r"[^\w\s]", char)
    assert char.lower() == char.upper() == char


def test_two_stretches_join_with_a_space() -> None:
    """Joined texts have a space between, which stands where the first ends; numbers run on where they were raised."""
    first = masked("Belast is:", 0, [(Span(0, 6), Kind.POST)])
    second = masked("NVWA", 30, [(Span(30, 34), Kind.SUPERVISOR)]).renumbered(1)
    both = first.joined(second)
    assert both.text == f"{first.text} {second.text}"
    assert both.mentions(0, len(both.text)) == (0, 1)
    assert both.span(0, len(both.text)) == Span(0, 34)
    assert both.span(5, 6) == Span(10, 11)


@pytest.mark.parametrize(
    ("kinds", "phrases", "fits"),
    [
        ([Kind.ACT], False, {Kind.ACT}),
        ([Kind.ACT, Kind.DOMAIN], False, {Kind.ACT, Kind.DOMAIN}),
        ([Kind.DOMAIN], True, {Kind.DOMAIN, None}),
        (list(Kind), False, set(Kind)),
    ],
)
def test_a_placeholder_fits_the_types_asked_for(kinds: list[Kind], phrases: bool, fits: set[Kind | None]) -> None:  # noqa: FBT001
    """A placeholder matches the mentions of its types, noun phrases only where wanted, and no letter."""
    shown = {kind: masked("x", 0, [(Span(0, 1), kind)]).text for kind in [*Kind, None]}
    written = placeholder(kinds, phrases=phrases)
    assert {kind for kind, char in shown.items() if re.fullmatch(written, char)} == fits
    assert not re.search(written, "xyz •" + BARRIER + GOVERNED)


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        ("{Act}", {Kind.ACT}),
        ("{instrument}", {Kind.ACT, Kind.REGULATION, Kind.AGREEMENT}),
        ("{domain}", {Kind.DOMAIN}),
        ("{actor}", {kind for kind in Kind if kind.family is Family.ACTOR}),
        ("{any}", set(Kind)),
    ],
)
def test_names_in_braces_are_types_and_families(written: str, kinds: set[Kind]) -> None:
    """{Act} is a type, {actor} a family, {any} every type."""
    regex = with_placeholders(f"de {written}$")
    assert {kind for kind in Kind if re.match(regex, masked("de x", 0, [(Span(3, 4), kind)]).text)} == kinds


def test_other_braces_stay() -> None:
    """What is no type or family in braces is left alone, such as a count."""
    assert with_placeholders(r"a{2,3}{Wet}{act}") == r"a{2,3}{Wet}{act}"
