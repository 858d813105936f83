from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.base.knowledge import read_knowledge
from kg.base.span import Span
from kg.dutch.cut import LONGEST
from kg.dutch.from_text import TrainedParser
from kg.dutch.model import Name, Parse, Parser, Passage, Tag
from kg.dutch.show import as_one_word
from tests.made import within

PARSER: Parser = TrainedParser(read_knowledge())
PIECES = st.sampled_from(
    [
        "De",
        "raad",
        "ziet",
        "“wet”",
        "onder andere",
        "1°.",
        "art. 5",
        ".",
        ";",
        "\u00a0",
        "\n",
        "é",
        "ß",
        "\0",
        "🙂",
        "-",
        "(",
        "a.",
    ]
)


def passage(text: str, *names: str) -> Passage:
    """A whole text with known names in it."""
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    return Passage(
        text=text,
        span=Span(0, len(text)),
        names=tuple(Name(span=span, shown=as_one_word(span.of(text))) for span in spans),
    )


def parsed(text: str, *names: str) -> tuple[Parse, ...]:
    """The trees of a text."""
    return next(iter(PARSER.parse([passage(text, *names)])))


def arcs(parse: Parse) -> set[tuple[str, str, str]]:
    """Each word with its label and the word that it depends on; not the marks."""
    return {
        (token.text, token.label, parse.tokens[token.head].text)
        for token in parse.tokens
        if token.tag is not Tag.PUNCTUATION
    }


def test_a_plain_sentence_is_read_whole() -> None:
    """Words, lemmas, tags, features, heads and labels of a sentence that any reader would take in one way."""
    (parse,) = parsed("De minister benoemt twee inspecteurs.")
    assert [(token.text, token.lemma, str(token.tag)) for token in parse.tokens] == [
        ("De", "de", "DET"),
        ("minister", "minister", "NOUN"),
        ("benoemt", "benoemen", "VERB"),
        ("twee", "twee", "NUM"),
        ("inspecteurs", "inspecteur", "NOUN"),
        (".", ".", "PUNCT"),
    ]
    assert arcs(parse) == {
        ("De", "det", "minister"),
        ("minister", "nsubj", "benoemt"),
        ("benoemt", "root", "benoemt"),
        ("twee", "nummod", "inspecteurs"),
        ("inspecteurs", "obj", "benoemt"),
    }
    assert parse.tokens[2].feature("Tense") == "Pres"
    assert parse.tokens[4].feature("Number") == "Plur"


def test_a_verb_has_its_particle_in_its_lemma() -> None:
    """A particle that stands apart belongs to the lemma of its verb."""
    (parse,) = parsed("De minister wijst twee ambtenaren aan.")
    assert [token.lemma for token in parse.tokens if token.tag is Tag.VERB] == ["aanwijzen"]


def test_a_name_is_one_token() -> None:
    """A known name is one token with its own words and place, whatever was shown in its stead."""
    text = "De Inspectie Gezondheidszorg en Jeugd houdt toezicht."
    (parse,) = parsed(text, "Inspectie Gezondheidszorg en Jeugd")
    (name,) = [token for token in parse.tokens if token.is_name]
    assert (name.text, name.lemma, name.span) == ("Inspectie Gezondheidszorg en Jeugd",) * 2 + (Span(3, 37),)
    assert (name.label, parse.tokens[name.head].text) == ("nsubj", "houdt")


def test_a_name_within_a_longer_word_takes_the_word_along() -> None:
    """A token that only begins with a name is one token all the same: places never overlap."""
    (parse,) = parsed("De Wft-toezichthouder werkt.", "Wft")
    assert [token.text for token in parse.tokens] == ["De", "Wft-toezichthouder", "werkt", "."]


def test_an_expression_is_one_token() -> None:
    """A fixed expression is one token, an adverb or preposition of what it stands with."""
    (parse,) = parsed("De raad werkt op grond van de wet.")
    (token,) = [token for token in parse.tokens if token.is_expression]
    assert (token.text, token.lemma, str(token.tag)) == ("op grond van", "op grond van", "ADP")
    assert (token.label, parse.tokens[token.head].text) == ("case", "wet")


def test_the_mark_of_an_item_is_no_word() -> None:
    """The number of a list item is left out of its sentence; places are those of the text given."""
    (parse,) = parsed("b. de raad werkt")
    assert [token.text for token in parse.tokens] == ["de", "raad", "werkt"]
    assert parse.span == Span(3, 16)


def test_only_the_stretch_asked_for_is_parsed() -> None:
    """Places are those of the whole text; words outside the stretch are no tokens."""
    text = "Eerst dit. De raad werkt. Dan dat."
    (found,) = PARSER.parse([Passage(text=text, span=Span(11, 25))])
    assert [[token.span.of(text) for token in parse.tokens] for parse in found] == [["De", "raad", "werkt", "."]]


def test_sentences_are_those_of_the_splitter() -> None:
    """Each sentence is one tree, also where the pipeline would see two; a passage without words has none."""
    assert [len(found) for found in PARSER.parse(map(passage, ["De raad werkt. Zij rust.", " \n", "Zie art. 5."]))] == [
        2,
        0,
        1,
    ]


def test_passages_do_not_touch_each_other() -> None:
    """A passage has the same trees whatever it is parsed together with, and in whatever order."""
    texts = [
        f"De {noun} {verb} {number} inspecteurs van de raad."
        for noun in ("minister", "wet")
        for verb in ("benoemt", "ziet")
        for number in range(2, 30)
    ]
    together = dict(zip(texts, PARSER.parse(map(passage, texts)), strict=True))
    random.Random(1).shuffle(texts)
    assert [parsed(text) for text in texts[:12]] == [together[text] for text in texts[:12]]
    assert list(PARSER.parse(map(passage, texts))) == [together[text] for text in texts]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=30).map(" ".join), st.integers(0, 40), st.integers(1, 20))
def test_all_words_are_in_tokens_that_lie_in_order(text: str, start: int, length: int) -> None:
    """Tokens come in order and apart and begin and end without white space, whatever the text and the name."""
    names = (Name(span=Span(start, start + length), shown="Raad"),) if start + length <= len(text) else ()
    if not text:
        return
    (found,) = PARSER.parse([Passage(text=text, span=Span(0, len(text)), names=names)])
    spans = [token.span for parse in found for token in parse.tokens]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(token.text == token.span.of(text) for parse in found for token in parse.tokens)


@pytest.mark.parametrize(
    "text",
    ["de wet en " * 1000, "12,5 " * 2000, "a; " * 1500, "De raad ziet de wet; " * 400, "x" * 5000],
    ids=["words", "numbers", "letters", "clauses", "a word"],
)
def test_a_sentence_of_2000_words_stays_within_bounds(text: str) -> None:
    """Very long sentences, tables and lists of numbers are parsed in parts, in time that grows with their length."""
    parsed("De raad werkt.")  # loads the model
    with within(4, "parsing"):
        found = parsed(text)
    assert max(len(parse.tokens) for parse in found) <= LONGEST
    assert re.sub(r"\s", "", text) == "".join(
        re.sub(r"\s", "", token.text) for parse in found for token in parse.tokens
    )
