from __future__ import annotations

import datetime
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.base.ids import RuleId
from kg.base.knowledge import read_knowledge
from kg.base.span import Span
from kg.base.terms import Kind
from kg.document.model import BlockKind, Metadata
from kg.extract.from_document import apart, mentions_from_document
from kg.extract.model import Mention
from tests.extract.test_names import MINISTRIES
from tests.made import JENV, POLICE, SUPERVISES, body, document, knowing, mentions, target, within

AMBIGUOUS = knowing(bodies=(body("AP", "urn:a"), body("AP", "urn:b"), body("Raad van State", "urn:rvs")))
PIECES = st.sampled_from(
    [
        *(
            "De Inspectie Justitie en Veiligheid",
            "de NVWA",
            "de inspectie",
            "deze wet",
            "Politiewet 2012",
            "burgers",
            "(hierna: AP)",
        ),
        *(
            "het ministerie van Justitie en Veiligheid",
            "de ambtenaren van",
            "aangewezen",
            "krachtens",
            "(NVWA)",
            ". ",
            ", ",
            "\n",
        ),
        *(
            "İ",
            "ß",
            "\ue000",
            "\ue400",
            "\uf8ff",
            "\0",
            "\u202e\u05d0",
            "e\u0301",
            "’",
            "((",
            "12",
            "www.politie.nl",
            "ﬁ",
        ),
    ]
)


def named(start: int, end: int, iri: str | None, rule: str) -> Mention:
    """A mention of some body."""
    return Mention(span=Span(start, end), kind=Kind.ORGANISATION, targets=(target("x", iri=iri),), rule=RuleId(rule))


def test_names_come_in_reading_order_with_their_identity() -> None:
    """A document's mentions are those of its blocks, in order, at their places in the document."""
    source = document("Kop\n" + SUPERVISES, "De politie.")
    assert [(one.span.of(source.text), one.targets[0].iri) for one in mentions(source)] == [
        ("Inspectie Justitie en Veiligheid", JENV),
        ("politie", POLICE),
        ("politie", POLICE),
    ]


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ([(0, 4, "urn:a", "register#x"), (5, 9, None, "actors#x")], [(0, 4), (5, 9)]),
        ([(0, 4, "urn:a", "register#x"), (0, 9, "urn:b", "register#x")], [(0, 9)]),
        ([(0, 4, "urn:a", "register#x"), (0, 9, None, "actors#x")], [(0, 4)]),
        ([(2, 4, "urn:a", "register#x"), (0, 9, None, "actors#x")], [(0, 9)]),
        ([(0, 4, None, "definitions#x"), (0, 4, "urn:a", "register#x")], [(0, 4)]),
        ([(0, 5, "urn:a", "register#x"), (4, 8, "urn:b", "register#x"), (7, 9, None, "actors#x")], [(0, 5), (7, 9)]),
    ],
)
def test_of_names_that_overlap_the_longest_stays(
    given_: list[tuple[int, int, str | None, str]], kept: list[tuple[int, int]]
) -> None:
    """The longest wins, of equally long ones the first; but a listed name wins over a longer form that begins with it."""
    made = [named(*one) for one in given_]
    found = apart(made)
    assert [(one.span.start, one.span.end) for one in found] == kept
    if len(kept) == 1 and made[0].span == made[1].span:
        assert found == (made[0],)


def test_a_name_of_several_things_is_told_once() -> None:
    """A name that stays ambiguous keeps its candidates, and is one note at its first place, with what to do."""
    source = document("Niets.", "De AP en de AP.\nDe Raad van State.")
    found = mentions_from_document(source, AMBIGUOUS)
    assert [len(one.targets) for one in found.items] == [2, 2, 1]
    (issue,) = found.issues
    assert (issue.place, issue.code, issue.page, issue.severity) == ("stuk.txt p. 2", "name-ambiguous", 2, "note")
    assert issue.message == "“AP” may stand for AP (urn:a); AP (urn:b)"
    assert mentions_from_document(document("De AP."), AMBIGUOUS).issues[0].place == "stuk.txt"


def test_a_short_name_holds_in_the_whole_document() -> None:
    """What a document calls a thing holds also before it says so, and wins over words that only point back."""
    source = document("De Dienst doet iets.\nDe Raad van State (hierna: de Dienst) ook.")
    found = mentions(source, AMBIGUOUS)
    assert [(one.span.of(source.text), one.targets[0].iri) for one in found] == [
        ("Dienst", "urn:rvs"),
        ("Raad van State", "urn:rvs"),
        ("Dienst", "urn:rvs"),
    ]


def test_a_definition_wins_over_the_registers() -> None:
    """Where a document says that AP is short for something, AP is never another body in that document."""
    source = document("De Raad van State (hierna: AP) is er. De AP doet iets.")
    known = knowing(bodies=(body("AP", "urn:a"), body("Raad van State", "urn:rvs")))
    assert not any(one.targets and one.targets[0].iri == "urn:a" for one in mentions(source, known))


def test_in_a_table_no_groups_are_named() -> None:
    """Cells name bodies, but nouns in them are no groups."""
    source = document("De NVWA en de gemeenten.", kinds={"De NVWA en de gemeenten.": BlockKind.TABLE})
    assert [one.span.of(source.text) for one in mentions(source)] == ["NVWA"]
    assert [one.span.of(source.text) for one in mentions(document("De NVWA en de gemeenten."))] == ["NVWA", "gemeenten"]


def test_the_day_of_the_document_decides_who_bore_a_name() -> None:
    """A ministry's name is led to the body that bore it on the document's date."""
    text = "Wat EZ doet."
    then = mentions(document(text, metadata=Metadata(date=datetime.date(2010, 6, 1))), MINISTRIES)
    now = mentions(document(text), MINISTRIES)
    assert [one.iri for one in then[0].targets] == ["urn:ez1"]
    assert [one.iri for one in now[0].targets] == ["urn:ez2"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_mentions_lie_in_their_blocks_apart_and_in_order(text: str) -> None:
    """Whatever the text: a mention lies in a block and is not blank at its ends, mentions are sorted and share no character."""
    source = document(text)
    found = mentions(source)
    blocks = [block.span for page in source.pages for block in page.blocks]
    assert [one.span for one in found] == sorted(one.span for one in found)
    assert not any(one.span.touches(other.span) for one, other in pairwise(found))
    for one in found:
        assert any(block.holds(one.span) for block in blocks)
        assert one.span.of(text) == one.span.of(text).strip()
        assert all(one.span.holds(part.span) for _, part in one.parts)
        assert one.points_back == bool(one.head and not one.targets)


@settings(max_examples=15, deadline=None)
@given(st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES, max_size=12).map(" ".join))
def test_mentions_do_not_depend_on_other_documents(text: str, other: str) -> None:
    """The same document gives the same mentions and issues, whatever was read between."""
    first = mentions_from_document(document(text), read_knowledge())
    mentions_from_document(document(other), read_knowledge())
    assert mentions_from_document(document(text), read_knowledge()) == first


def test_a_page_without_text_names_nothing() -> None:
    """An empty page, and a document of such pages, has no mentions."""
    assert mentions(document("", "")) == ()
    empty = replace(document("x"), pages=())
    assert mentions(empty) == ()


@pytest.mark.parametrize(
    "text",
    [
        "a" * 20_000,
        "Aa" * 10_000,
        "Raad van " + "Aa " * 6_000,
        "ministerie van " + "Aa, " * 5_000,
        "Wet " + "op de " * 4_000,
        "(" * 10_000 + ")" * 10_000,
        "De NVWA, de ILT en de IGJ. " * 700,
        "NVWA (AP) " * 2_000,
        "\ue000\uf8ff(" * 6_000,
        "İß" * 10_000,
    ],
    ids=[
        "a word",
        "capitals",
        "a body",
        "a ministry",
        "a law",
        "brackets",
        "names",
        "short names",
        "private",
        "folding",
    ],
)
def test_20000_hostile_characters_take_no_time(text: str) -> None:
    """Text that begins names without end is read in time that grows with its length."""
    mentions(document("De NVWA."))
    with within(2, "finding mentions"):
        mentions(document(text))
