from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.dutch.sentences import sentence_spans
from tests.made import within

ABBREVIATIONS = frozenset({"art", "dr", "o.a", "nr", "mr"})
# What sentences are made of: words, stops, brackets, quotes, white space of all kinds.
PIECES = st.sampled_from(
    [
        "De",
        "wet",
        "art",
        "A",
        "o.a",
        "2",
        ".",
        "!",
        "?",
        "…",
        " ",
        "\u00a0",
        "\n",
        '"',
        "”",
        "(",
        ")",
        "•",
        "-",
        "ß",
        "\0",
    ]
)


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [span.of(text) for span in sentence_spans(text, ABBREVIATIONS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De wet geldt. Zij is er.", ["De wet geldt.", "Zij is er."]),
        ("Geldt zij? Ja! Goed… Mooi.", ["Geldt zij?", "Ja!", "Goed…", "Mooi."]),
        ("Zij zei: “Het is zo.” Daarna niets.", ["Zij zei: “Het is zo.”", "Daarna niets."]),
        ("Zij ging. ,,Het is zo.'' Daarna niets.", ["Zij ging.", ",,Het is zo.''", "Daarna niets."]),
        ("Zij ging. ,, Het is zo. '' Daarna niets.", ["Zij ging.", ",, Het is zo. ''", "Daarna niets."]),
        ("(De wet geldt.) Zij is er.", ["(De wet geldt.)", "Zij is er."]),
        ("De wet geldt. “Zo is het.”", ["De wet geldt.", "“Zo is het.”"]),
        ("De wet geldt. 12 gemeenten niet.", ["De wet geldt.", "12 gemeenten niet."]),
        ("De wet geldt. • Een. • Twee.", ["De wet geldt.", "• Een.", "• Twee."]),
        ("De wet geldt.De gemeente niet.", ["De wet geldt.", "De gemeente niet."]),
        ("  De wet.  \n", ["De wet."]),
        ("", []),
        (" \t\n", []),
        ("geen stop", ["geen stop"]),
    ],
)
def test_a_stop_before_a_capital_digit_or_bullet_ends_a_sentence(text: str, expected: list[str]) -> None:
    """A sentence ends at a stop, with closing quotes and brackets, where white space and what can open a sentence follow."""
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Zie art. 5 van de wet.",
        "Zie Art. 5 van de wet.",
        "Dr. A.B. Jansen en mr. C. Klaassen zijn er.",
        "Dat zijn o.a. Utrecht en Zeist.",
        "Het kost 3.000 euro.",
        "De wet geldt. en zij is er",
        "www.overheid.nl is een adres.",
        "2. De ambtenaren zijn aangewezen.",
        "  12. De ambtenaren zijn aangewezen.",
        "b. De inspectie is aangewezen.",
        "De Awb.Bijlage",
    ],
)
def test_other_stops_end_none(text: str) -> None:
    """A stop behind an abbreviation, an initial, what numbers the block, or before a small letter ends no sentence."""
    assert sentences(text) == [text.strip()]


def test_a_number_ends_a_sentence_further_on() -> None:
    """Only what opens the block is its number: elsewhere a number before a stop ends the sentence."""
    assert sentences("Dat was in 2012. De wet geldt.") == ["Dat was in 2012.", "De wet geldt."]


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_sentences_cover_all_but_white_space(text: str) -> None:
    """Sentences come in order and apart, begin and end without white space, and all that is left out is white space."""
    spans = list(sentence_spans(text, ABBREVIATIONS))
    assert spans == sorted(spans)
    assert not any(one.touches(other) for one, other in pairwise(spans))
    left = [char for place, char in enumerate(text) if not any(span.start <= place < span.end for span in spans)]
    assert "".join(left).strip() == ""
    assert all(span.of(text) == span.of(text).strip() for span in spans)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_covered(text: str) -> None:
    """Whatever the characters, every one that is not white space lies in exactly one sentence."""
    places = [place for span in sentence_spans(text, ABBREVIATIONS) for place in range(span.start, span.end)]
    assert len(places) == len(set(places))
    assert {place for place, char in enumerate(text) if not char.isspace()} <= set(places)


@pytest.mark.parametrize(
    "text",
    [
        "De wet geldt. " * 1500,
        "a" * 20_000,
        "De " * 7_000,
        "De wet" + " " * 20_000 + "geldt. " + " " * 20_000 + "Zij",
        "“" * 20_000,
    ],
    ids=["sentences", "a word", "words", "spaces", "quotes"],
)
def test_20000_characters_take_no_time(text: str) -> None:
    """A block of 20,000 characters is cut in well under half a second."""
    with within(0.5, "cutting into sentences"):
        assert sum(map(len, sentences(text))) <= len(text)


@pytest.mark.parametrize("text", ["." * 20_000, "art. 5 " * 6_000, "A. " * 8_000], ids=["dots", "articles", "initials"])
def test_stops_that_end_nothing_take_no_time(text: str) -> None:
    """Dot leaders, abbreviations and initials by the thousand are read in time that grows with the length."""
    with within(0.5, "cutting into sentences"):
        assert sentences(text)
