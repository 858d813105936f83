from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.knowledge import Knowledge, read_knowledge
from kg.base.registers import Organisation, Registers, UnregisteredBody
from kg.base.span import Span
from kg.base.terms import Kind
from kg.document.characters import plain
from kg.extract.names import ministry_named, name_index, names_in
from tests.made import NO_REGISTERS, body, knowing, within


def ministry(iri: str, name: str, since: int | None = None, until: int | None = None) -> Organisation:
    """A ministry that bore its name from the first day of a year to the last of another."""
    return Organisation(
        iri=iri,
        kind=Kind.MINISTRY,
        category="Ministerie",
        name=f"Ministerie van {name}",
        abbreviation="EZ",
        other_names=(),
        ministry=None,
        part_of=None,
        version_of=None,
        valid_from=datetime.date(since, 1, 1) if since else None,
        valid_until=datetime.date(until, 12, 31) if until else None,
        website="",
    )


def registers(
    *bodies: Organisation, stop: frozenset[str] = frozenset(), former: tuple[UnregisteredBody, ...] = ()
) -> Registers:
    """Registers with these bodies alone."""
    return replace(NO_REGISTERS, organisations=bodies, stop_names=stop, former=former)


KNOWN = knowing(
    bodies=(
        body("Raad van State", "urn:rvs"),
        body("State", "urn:state"),
        body("Rekenkamer", "urn:rekenkamer"),
        body("AP", "urn:ap"),
        body("IJsland", "urn:ijs"),
        body("gemeente Zeist", "urn:zeist"),
        body("Europese Unie", None, names=("EU",)),
    )
)
OLD, NEW = ministry("urn:ez1", "Economische Zaken", None, 2010), ministry("urn:ez2", "Economische Zaken", 2018)
MINISTRIES = knowing(registers=registers(OLD, NEW))


def found(
    text: str, knowledge: Knowledge = KNOWN, day: datetime.date | None = None
) -> list[tuple[str, list[str | None]]]:
    """The words and IRIs of the names in a text."""
    names = names_in(text, name_index(knowledge), day)
    return sorted((name.span.of(text), [target.iri for target in name.targets]) for name in names)


def test_names_are_found_also_within_each_other() -> None:
    """Every name that stands in the text is found, a shorter one within a longer one as well; the rule says whence it came."""
    assert found("De Raad van State zegt") == [("Raad van State", ["urn:rvs"]), ("State", ["urn:state"])]
    (name,) = names_in("De EU zegt", name_index(KNOWN), None)
    assert (name.span, name.kind, name.rule) == (Span(3, 5), Kind.ORGANISATION, "lexicon#lichamen")
    assert name.targets[0].label == "Europese Unie"


@pytest.mark.parametrize("text", ["APen", "RAP", "AP-", "-AP", "AP2a", "een_AP", "AP_", "éAP", "APé"])
def test_a_part_of_a_word_is_no_name(text: str) -> None:
    """More letters, digits, hyphens or underscores at either end make it another word."""
    assert found(text) == []


@pytest.mark.parametrize("text", ["AP", "AP.", "(AP)", "AP12", "AP's", "'AP'", "AP/EU "])
def test_a_word_of_its_own_is_a_name(text: str) -> None:
    """Punctuation may follow, and a footnote mark, which is no part of it."""
    assert ("AP", ["urn:ap"]) in found(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ap", []),
        ("Ap", []),
        ("REKENKAMER", []),
        ("rekenkamer", []),
        ("Rekenkamer", ["Rekenkamer"]),
        ("State", ["State"]),
        ("STATE", []),
        ("Raad Van State", ["Raad Van State", "State"]),
        ("raad van state", ["raad van state"]),
        ("college van zeist", []),
        ("Gemeente Zeist", ["Gemeente Zeist"]),
        ("gemeente zeist", ["gemeente zeist"]),
    ],
)
def test_capitals_must_fit(text: str, expected: list[str]) -> None:
    """An abbreviation stands as the register writes it; a name of several words may differ, but not in its first
    letter; from three words on it may stand in small letters."""
    assert [words for words, _ in found(text)] == sorted(expected)


def test_a_stop_name_is_no_name() -> None:
    """What the registers list as no name is not found."""
    body_ = ministry("urn:ez", "Economische Zaken")
    assert found("EZ", knowing(registers=registers(body_))) == [("EZ", ["urn:ez"])]
    assert found("EZ", knowing(registers=registers(body_, stop=frozenset({"EZ"})))) == []


@pytest.mark.parametrize(
    ("day", "iris"),
    [
        (None, ["urn:ez2"]),
        (datetime.date(2010, 12, 31), ["urn:ez1"]),
        (datetime.date(2011, 1, 1), ["urn:ez1"]),
        (datetime.date(2017, 12, 31), ["urn:ez2"]),
        (datetime.date(2018, 1, 1), ["urn:ez2"]),
    ],
)
def test_a_name_stands_for_who_bore_it_that_day(day: datetime.date | None, iris: list[str]) -> None:
    """Of several ministries of a name the one counts that bore it on the day or nearest to it; without a day who bears it still."""
    assert found("EZ", MINISTRIES, day) == [("EZ", iris)]


@pytest.mark.parametrize(
    ("words", "day", "path"),
    [
        ("EZK", datetime.date(2019, 6, 1), ["mnre1045"]),
        ("EZ", datetime.date(2005, 6, 1), ["mnre1040"]),
        ("EZ", datetime.date(2012, 12, 1), ["mnre1045"]),
        ("Ministerie van Economische Zaken", datetime.date(2005, 6, 1), ["mnre1040"]),
        ("Ministerie van Economische Zaken", datetime.date(2013, 6, 1), ["mnre1045"]),
        ("EZ", datetime.date(2025, 6, 1), ["mnre1045"]),
        ("EZ", None, ["mnre1045", "mnre1040"]),
        ("LNV", datetime.date(2008, 6, 1), ["mnre1150"]),
        ("LNV", datetime.date(2019, 6, 1), ["mnre1153"]),
        ("LNV", datetime.date(2026, 6, 1), ["mnre1153"]),
        ("KGG", datetime.date(2025, 6, 1), ["mnre1182"]),
        ("VenJ", datetime.date(2013, 6, 1), ["mnre1058"]),
    ],
)
def test_the_day_of_the_document_tells_the_ministry(words: str, day: datetime.date | None, path: list[str]) -> None:
    """A name that ministries bore one after the other is that of the document's day; without a day it stays ambiguous."""
    named = [iris for found_words, iris in found(words, read_knowledge(), day) if found_words == words]
    assert [[iri.rpartition("/")[2] for iri in iris if iri] for iris in named] == [path]


@pytest.mark.parametrize("text", ["nr. WJZ/2002/38010", "WJZ-2", "kenmerk WJZ/1"])
def test_a_file_number_is_no_name(text: str) -> None:
    """An abbreviation before a stroke and a figure is part of a file's number."""
    assert found(text, knowing(bodies=(body("WJZ", "urn:wjz"),))) == []


def test_one_thing_under_a_name_twice_is_one_target() -> None:
    """A name that a body bears twice gives one target."""
    twice = knowing(bodies=(body("Raad", "urn:raad", names=("Raad",)),))
    assert found("De Raad", twice) == [("Raad", ["urn:raad"])]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Economische Zaken en Klimaat", 17),
        ("Economische Zaken", 17),
        ("EZ, en", 2),
        ("EZK", None),
        ("Economische Zakenlui", None),
        ("", None),
    ],
)
def test_the_longest_name_of_a_ministry_opens_the_words(words: str, expected: int | None) -> None:
    """The ministry is the longest known name or abbreviation with which the words begin, whole words only."""
    named = ministry_named(words, name_index(MINISTRIES), None)
    assert (named[0] if named else None) == expected


def test_typographic_signs_are_plain() -> None:
    """Quotes, dashes and hard spaces are found as typed ones: in a text and in the registers."""
    assert plain("’t „Huis” –\u00a0a") == '\'t "Huis" - a'
    assert found("de ’s-Raad", knowing(bodies=(body("'s-Raad", "urn:s"),))) == []
    assert [words for words, _ in found(plain("de ’s-Raad"), knowing(bodies=(body("’s-Raad", "urn:s"),)))] == [
        "'s-Raad"
    ]


@settings(deadline=None)
@given(st.text())
def test_plain_text_has_as_many_characters(text: str) -> None:
    """Making a text plain moves nothing."""
    assert len(plain(text)) == len(text)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["İ", "ß", "ŉ", "ﬁ", "e\u0301", " ", "AP", "Raad van State", "\ue000", "\0"]), max_size=12)
)
def test_letters_that_fold_to_two_move_nothing(parts: list[str]) -> None:
    """Whatever letters stand before a name, its span holds exactly its words."""
    text = "".join(parts)
    for words, iris in found(text):
        assert (words.casefold(), iris) in [
            ("ap", ["urn:ap"]),
            ("raad van state", ["urn:rvs"]),
            ("state", ["urn:state"]),
        ]
    assert ("AP", ["urn:ap"]) in found("İßŉﬁ AP")


def test_an_index_is_made_once() -> None:
    """The index of the same knowledge is the same value."""
    assert name_index(KNOWN) is name_index(KNOWN)


@pytest.mark.parametrize("text", ["AP, " * 10_000, "Raad van " * 5_000, "A" * 40_000, "İ" * 40_000])
def test_40000_characters_take_no_time(text: str) -> None:
    """One pass over a text finds its names, however many."""
    with within(0.5, "finding names"):
        assert len(found(text)) in (0, 10_000)


def test_an_abbreviation_of_an_act_may_stand_in_capitals() -> None:
    """ "WBP" is the Wbp; a short word that is none stays one, and so does what the list of stop names has ("WHO")."""
    index = name_index(read_knowledge())
    for words in ("Wbp", "WBP"):
        (name,) = names_in(words, index, None)
        assert [one.iri for one in name.targets] == ["http://wetten.overheid.nl/id/BWBR0011468"]
    assert list(names_in("WHO of wbp", index, None)) == []


def test_a_former_body_bears_its_name_until_its_last_day() -> None:
    """Of two bodies of one name, one of them former, the document's date decides."""
    former = UnregisteredBody(
        name="Dienst Kust",
        abbreviation="",
        other_names=(),
        kind=Kind.ORGANISATION,
        valid_until=datetime.date(2010, 12, 31),
        successor=None,
        source="",
    )
    index = name_index(knowing(registers=registers(former=(former,)), bodies=(body("Dienst Kust", "urn:kust"),)))

    def on(year: int) -> list[str | None]:
        (name,) = names_in("Dienst Kust", index, datetime.date(year, 6, 1))
        return [one.iri for one in name.targets]

    assert on(2020) == ["urn:kust"]
    assert sorted(map(str, on(2005))) == ["None", "urn:kust"]
