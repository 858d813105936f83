from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.base.knowledge import read_knowledge
from kg.base.span import Span
from kg.dutch.model import Name
from kg.dutch.show import shown, without_mark

EXPRESSIONS = read_knowledge().expressions
TEXTS = st.lists(
    st.sampled_from(["De", "raad", "“wet”", "onder andere", "op grond van", "1°.", "\u00a0", " ", ",", "é", "-"])
).map(" ".join)


def name(text: str, words: str, word: str = "Raad") -> Name:
    """A known name in a text."""
    return Name(span=Span(text.index(words), text.index(words) + len(words)), shown=word)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a. de wet", "de wet"),
        ("a) de wet", "de wet"),
        ("(iv) de wet", "de wet"),
        ("1°. de wet", "de wet"),
        ("1° de wet", "de wet"),
        ("12. De wet", "De wet"),
        ("3.2.1 De wet", "De wet"),
        ("• De wet", "De wet"),
        ("– de wet", "de wet"),
        ("De wet", "De wet"),
        ("2012 was het jaar", "2012 was het jaar"),
        ("3 wetten", "3 wetten"),
        ("3.2 procent", "procent"),
        ("Art. 3", "Art. 3"),
        ("a.", "a."),
    ],
)
def test_the_mark_of_a_list_item_goes(text: str, left: str) -> None:
    """What numbers an item or paragraph is no word of it; an item that has nothing else keeps it."""
    assert without_mark(text, Span(0, len(text))).of(text) == left


def test_names_and_expressions_are_one_word_each() -> None:
    """A known name is shown as the word given, an expression as the word of the list, quotes and odd spaces plainly."""
    text = "Onder andere de Raad voor de\u00a0x\u00a0 en “y” op  grond van z."
    show = shown(text, Span(0, len(text)), [name(text, "Raad voor de\u00a0x")], EXPRESSIONS)
    assert show.text == 'Bijvoorbeeld de Raad  en "y" volgens z.'
    assert [piece.span.of(text) for piece in show.pieces if piece.as_one] == [
        "Onder andere",
        "Raad voor de\u00a0x",
        "op  grond van",
    ]
    assert [piece.is_name for piece in show.pieces if piece.as_one] == [False, True, False]


def test_a_place_leads_back_to_the_text() -> None:
    """Characters of a name stand for the whole name, others for themselves."""
    text = "de Raad van Zuid is er"
    show = shown(text, Span(0, len(text)), [name(text, "Raad van Zuid")], EXPRESSIONS)
    assert show.text == "de Raad is er"
    assert show.span(3, 7).of(text) == "Raad van Zuid"
    assert show.span(4, 5).of(text) == "Raad van Zuid"
    assert show.span(8, 10).of(text) == "is"
    assert show.span(0, 2).of(text) == "de"


def test_names_that_overlap_or_lie_outside_do_not_count() -> None:
    """Of names that overlap the first stays; a name that is not wholly in the stretch is left out."""
    text = "de Raad van Zuid en Noord"
    names = [name(text, "Raad van Zuid", "Raad"), name(text, "van Zuid en", "Zuid"), name(text, "Noord", "Noord")]
    assert shown(text, Span(0, 20), names, EXPRESSIONS).text == "de Raad en "


@pytest.mark.parametrize(
    "words", ["in het bijzonder onderwijs", "in het algemeen belang", "in de zin", "onder anderen"]
)
def test_words_that_only_look_like_an_expression_stay(words: str) -> None:
    """An expression is whole words, and not where the next word makes it another thing."""
    assert shown(words, Span(0, len(words)), [], EXPRESSIONS).text == words


@given(TEXTS)
def test_every_character_is_shown_or_stands_behind_a_word(text: str) -> None:
    """The pieces follow each other without gap or overlap; what is not one word keeps its length."""
    if not text:
        return
    show = shown(text, Span(0, len(text)), [], EXPRESSIONS)
    assert "".join(piece.span.of(text) for piece in show.pieces) == text
    assert all(piece.as_one or len(piece.words) == len(piece.span) for piece in show.pieces)
