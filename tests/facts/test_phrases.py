from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.span import Span
from kg.base.terms import Kind
from kg.facts.phrases import phrases_in
from tests.made import knowing, within

KNOWN = knowing(
    stop_words=frozenset({"de", "het", "een", "op", "van", "voor", "en", "is", "houdt", "in", "door", "aan"}),
    reserved=frozenset({"toezicht", "naleving"}),
)
WORDS = st.sampled_from(
    ["de", "grote", "zorg", "van", "en", "toezicht", "NVWA", "ICT-zorg", ",", ".", "ß", "\x0e", "\ue000", "12", "é"]
)


def phrases(text: str, *mentions: tuple[Span, Kind]) -> list[str]:
    """The noun phrases of a text."""
    return [span.of(text) for span in phrases_in(text, 0, mentions, KNOWN)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de zorg", ["zorg"]),
        ("de goede zorg", ["goede zorg"]),
        ("de goede, veilige zorg", ["goede", "veilige zorg"]),
        ("de zorg in de wijk", ["zorg in de wijk"]),
        ("de zorg van kinderen", ["zorg van kinderen"]),
        ("de kwaliteit en veiligheid van zorg", ["kwaliteit en veiligheid van zorg"]),
        ("de kwaliteit en veiligheid", ["kwaliteit", "veiligheid"]),
        ("ICT-zorg", ["ICT-zorg"]),
        ("de Zorg", []),
        ("het toezicht op de naleving", []),
        ("de kwaliteit van toezicht", ["kwaliteit van toezicht"]),
        ("de kwaliteit voor toezicht", ["kwaliteit"]),
        ("is 12 op", []),
        ("", []),
    ],
)
def test_phrases(text: str, expected: list[str]) -> None:
    """Adjectives and a noun, perhaps with another behind "en" or "van"; words of the rules only behind "van"; no names."""
    assert phrases(text) == expected


def test_a_phrase_ends_in_a_named_group_or_domain_but_no_body() -> None:
    """Behind "van" a group or domain that is named belongs to the phrase; a body does not, and no phrase lies in a name."""
    text = "de kwaliteit van scholen"
    assert phrases(text, (Span(17, 24), Kind.ACTOR_GROUP)) == [text[3:]]
    assert phrases(text, (Span(17, 24), Kind.DOMAIN)) == [text[3:]]
    assert phrases(text, (Span(17, 24), Kind.ORGANISATION)) == ["kwaliteit"]
    assert phrases(text, (Span(0, 24), Kind.ORGANISATION)) == []


def test_places_are_those_of_the_document() -> None:
    """A sentence further on has its phrases there."""
    assert list(phrases_in("de zorg", 50, [(Span(10, 12), Kind.ACT)][:0], KNOWN)) == [Span(53, 57)]


@settings(deadline=None)
@given(st.lists(WORDS, max_size=15).map(" ".join), st.integers(0, 9))
def test_phrases_are_words_in_order_and_apart(text: str, offset: int) -> None:
    """Whatever the words: phrases lie in the text, whole, from left to right, and none touches another."""
    spans = [span.shifted(-offset) if offset else span for span in phrases_in(text, offset, (), KNOWN)]
    assert spans == sorted(spans)
    assert not any(one.touches(other) for one, other in pairwise(spans))
    for span in spans:
        assert span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        assert not {"\x0e", "\ue000"} & set(span.of(text))


@pytest.mark.parametrize("text", ["grote " * 7_000, "zorg van " * 4_000, "zorg en " * 5_000, "a" * 40_000])
def test_40000_characters_take_no_time(text: str) -> None:
    """Phrases are found in time that grows with the length."""
    with within(1, "finding phrases"):
        assert phrases(text)
