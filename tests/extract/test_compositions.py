from __future__ import annotations

import pytest

from kg.base.knowledge import read_knowledge
from kg.base.span import Span
from kg.base.terms import Kind
from kg.extract.compositions import composed
from kg.extract.model import Mention, Role
from tests.made import mention, target, within

KNOWLEDGE = read_knowledge()
NVWA = target("NVWA", Kind.SUPERVISOR, "urn:nvwa", ("Warenautoriteit",))
MINISTRY = target("Ministerie van X", Kind.MINISTRY, "urn:x")
OFFICERS = target("ambtenaren", Kind.ACTOR_GROUP)
SCHOOLS = target("scholen", Kind.ACTOR_GROUP)
HEAD = target("inspecteur-generaal", Kind.POST)


def whole(text: str, *mentions: Mention, offset: int = 0) -> list[tuple[str, str | None]]:
    """The words of the mentions, put together, and the IRI of each."""
    return [
        (text[one.span.start - offset : one.span.end - offset], one.targets[0].iri if one.targets else None)
        for one in composed(text, offset, mentions, KNOWLEDGE)
    ]


def test_what_makes_no_larger_name_stays() -> None:
    """Mentions that stand apart come back as they are."""
    text = "De NVWA en het Ministerie van X."
    given = (
        mention(text, "NVWA", Kind.SUPERVISOR, NVWA),
        mention(text, "Ministerie van X", Kind.MINISTRY, MINISTRY),
    )
    assert composed(text, 0, given, KNOWLEDGE) == given
    assert composed(text, 0, (), KNOWLEDGE) == ()


def test_officers_are_their_body() -> None:
    """The officers of a body are a mention of the body itself, under one more name."""
    text = "De ambtenaren van de NVWA zijn er."
    (one,) = composed(text, 0, [mention(text, "NVWA", Kind.SUPERVISOR, NVWA)], KNOWLEDGE)
    assert (one.span.of(text), one.kind, one.rule) == (
        "ambtenaren van de NVWA",
        Kind.SUPERVISOR,
        "compositions#ambtenaren-van",
    )
    assert (one.targets[0].iri, one.targets[0].names) == ("urn:nvwa", ("Warenautoriteit", "ambtenaren van de NVWA"))
    assert one.parts == ()


def test_a_unit_is_part_of_its_ministry() -> None:
    """A body of a ministry stays that body and has the ministry as its whole."""
    text = "De NVWA van het Ministerie van X is er."
    ministry = mention(text, "Ministerie van X", Kind.MINISTRY, MINISTRY)
    (one,) = composed(text, 0, [mention(text, "NVWA", Kind.SUPERVISOR, NVWA), ministry], KNOWLEDGE)
    assert (one.span.of(text), one.targets, one.parts) == (
        "NVWA van het Ministerie van X",
        (NVWA,),
        ((Role.WHOLE, ministry),),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De divisiedirecteuren van de NVWA zijn er.", "divisiedirecteuren van de NVWA"),
        ("De afdelingshoofden van de onderdelen van de NVWA.", "afdelingshoofden van de onderdelen van de NVWA"),
        ("Een lid van de NVWA.", "lid van de NVWA"),
        ("Aan de commandant NVWA gemeld.", "commandant NVWA"),
        ("De algemeen directeur van de NVWA.", "algemeen directeur van de NVWA"),
    ],
)
def test_a_noun_of_office_before_a_body_is_a_post(text: str, words: str) -> None:
    """A post may be told by its noun alone where a body follows; the body is its whole."""
    body = mention(text, "NVWA", Kind.SUPERVISOR, NVWA)
    (one,) = composed(text, 0, [body], KNOWLEDGE)
    assert (one.span.of(text), one.kind, one.parts) == (words, Kind.POST, ((Role.WHOLE, body),))
    assert one.targets[0].iri is None


def test_members_of_a_council_are_a_post_of_it() -> None:
    """The members of a body told by kind, as every foundation has one, are posts too."""
    text = "De leden van de raad zijn er."
    council = mention(text, "raad", Kind.ACTOR_GROUP, target("raad", Kind.ACTOR_GROUP))
    (one,) = composed(text, 0, [council], KNOWLEDGE)
    assert (one.span.of(text), one.kind) == ("leden van de raad", Kind.POST)


def test_a_post_is_a_thing_of_its_own_at_its_body() -> None:
    """A post of a body is named by all its words and has the body as its whole."""
    text = "De inspecteur-generaal van de NVWA is er."
    body = mention(text, "NVWA", Kind.SUPERVISOR, NVWA)
    (one,) = composed(text, 0, [mention(text, "inspecteur-generaal", Kind.POST, HEAD), body], KNOWLEDGE)
    assert (one.targets[0].iri, one.targets[0].label) == (None, "inspecteur-generaal van de NVWA")
    assert (one.kind, one.parts) == (Kind.POST, ((Role.WHOLE, body),))


def test_the_designated_have_who_designated_them() -> None:
    """People whom someone designates are one mention, with the one who does as a part."""
    text = "De door de NVWA aangewezen ambtenaren zijn er."
    body = mention(text, "NVWA", Kind.SUPERVISOR, NVWA)
    (one,) = composed(text, 0, [body, mention(text, "ambtenaren", Kind.ACTOR_GROUP, OFFICERS)], KNOWLEDGE)
    assert one.span.of(text) == "door de NVWA aangewezen ambtenaren"
    assert (one.kind, one.parts) == (Kind.ACTOR_GROUP, ((Role.DESIGNATOR, body),))
    assert one.targets[0].names == ("ambtenaren",)


def test_spans_are_those_of_the_document() -> None:
    """A block that stands further on in its document has its mentions there."""
    text = "De ambtenaren van de NVWA."
    body = mention("-" * 100 + text, "NVWA", Kind.SUPERVISOR, NVWA)
    (one,) = composed(text, 100, [body], KNOWLEDGE)
    assert one.span == Span(103, 125)


@pytest.mark.parametrize("word", ["beide", "elke", "alle", "deze"])
def test_a_mention_begins_with_a_word(word: str) -> None:
    """A larger name never begins within a word."""
    text = f"En {word} ambtenaren van de NVWA zijn er."
    assert whole(text, mention(text, "NVWA", Kind.SUPERVISOR, NVWA)) == [("ambtenaren van de NVWA", "urn:nvwa")]


@pytest.mark.parametrize(
    "text",
    [
        "De ambtenaren van de \x0e en de \x0f.",
        "de door \x0f aangewezen \x12 en in artikel 10 bedoelde \x12 op \x0f",
        "de \x0e van het \x0f, \x11 van het \x0f",
        "\x12, aangewezen krachtens de \x13",
    ],
)
def test_characters_that_look_like_mentions_make_no_name(text: str) -> None:
    """A character that stands for a mention is none in the source: nothing is composed of it, and nothing breaks."""
    assert composed(text, 0, (), KNOWLEDGE) == ()


@pytest.mark.parametrize("text", ["de door de NVWA " * 1000, "ambtenaren van de " * 1000, "artikel 5, " * 2000])
def test_20000_characters_take_no_time(text: str) -> None:
    """Words that begin a larger name without ending it cost no more than their number."""
    with within(0.5, "composing names"):
        assert composed(text, 0, (), KNOWLEDGE) == ()


@pytest.mark.parametrize("text", ["a" * 20_000, "a-" * 10_000])
def test_a_long_word_takes_no_time(text: str) -> None:
    """A word of 20,000 letters, as a font without spaces gives it, is read in time that grows with its length."""
    with within(0.5, "composing names"):
        assert composed(text, 0, (), KNOWLEDGE) == ()
