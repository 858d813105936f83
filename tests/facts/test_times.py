from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.base.knowledge import read_knowledge
from kg.base.span import Span
from kg.facts.model import Time
from kg.facts.times import joined, times_in
from tests.made import document, facts

_EDTF = re.compile(r"((\.\.|\d{4}(-\d{2}){0,2})/)?(\.\.|\d{4}(-\d{2}){0,2})")


def told(text: str) -> list[str]:
    return [time.edtf for time in times_in(text, Span(0, len(text)), read_knowledge())]


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("met ingang van 1 januari 2025", "2025-01-01/.."),
        ("per 1 september 2024", "2024-09-01/.."),
        ("sinds 2013", "2013/.."),
        ("vanaf maart 2020", "2020-03/.."),
        ("tot 1 januari 2025", "../2024-12-31"),
        ("tot 2025", "../2024"),
        ("tot januari 2025", "../2024-12"),
        ("tot juni 2025", "../2025-05"),
        ("tot en met 30 juni 2021", "../2021-06-30"),
        ("in 2024", "2024"),
        ("in mei 2024", "2024-05"),
        ("in het najaar van 2023", "2023-23"),
        ("in het eerste kwartaal van 2025", "2025-01/2025-03"),
        ("in de tweede helft van 2025", "2025-07/2025-12"),
        ("op 3 mei 2024", "2024-05-03"),
        ("eind 2024", "2024"),
        ("tussen 2019 en 2022", "2019/2022"),
        ("van 1 mei 2020 tot 1 juni 2021", "2020-05-01/2021-05-31"),
        ("van maart tot en met juni 2021", "2021-03/2021-06"),
        ("in de periode 2020-2023", "2020/2023"),
    ],
)
def test_words_become_dates_and_periods(words: str, edtf: str) -> None:
    """What "tot" ends is the day, month or year before; an open end is told as such."""
    assert told(f"Zo is het {words}.") == [edtf]


@pytest.mark.parametrize(
    "words",
    [
        "op 31 februari 2020",
        "vóór 1 juli 2025",
        "uiterlijk 1 mei 2025",
        "het besluit van 3 mei 2024",
        "in 2012/13",
        "tot het voorjaar van 2024",
        "per 1000 inwoners",
    ],
)
def test_other_numbers_tell_no_time(words: str) -> None:
    """A day that does not exist, a deadline, the date of a decree, a count: no time."""
    assert told(f"Zo is het {words}.") == []


def test_beginning_and_end_are_one_period() -> None:
    """One beginning and one end in a clause make a period, where the end does not come first."""
    begin, end = Time(edtf="2020-03/..", span=Span(0, 5)), Time(edtf="../2021", span=Span(9, 12))
    assert joined([begin, end]) == (Time(edtf="2020-03/2021", span=Span(0, 12)),)
    early = Time(edtf="../2019", span=Span(9, 12))
    assert joined([begin, early]) == (begin, early)
    assert joined([begin]) == (begin,)


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("Met ingang van 1 januari 2025 houdt de NVWA toezicht op de politie.", ["2025-01-01/.."]),
        ("De NVWA houdt sinds 2020 toezicht op de politie.", ["2020/.."]),
        ("In 2024 werkte de NVWA samen met de politie.", ["2024"]),
        ("Vanaf 2026 zal de NVWA toezicht houden op de gemeenten.", ["2026/.."]),
        ("De NVWA houdt toezicht op de politie, die sinds 2013 uit één korps bestaat.", []),
        ("De NVWA houdt op grond van de Politiewet 2012 toezicht op de politie.", []),
        ("De sinds 2009 werkende NVWA houdt toezicht op de politie.", []),
        ("De NVWA houdt toezicht op de politie.", []),
    ],
)
def test_time_of_a_statement_is_that_of_its_clause(sentence: str, edtf: list[str]) -> None:
    """A time in another clause, within a name or beside a participle is none of the statement; the words stand in the text."""
    source = document(sentence)
    (fact,) = facts(source).facts
    assert [time.edtf for time in fact.times] == edtf
    assert all(str(re.findall(r"\d{4}", time.edtf)[0]) in time.span.of(source.text) for time in fact.times)


@pytest.mark.parametrize(
    ("sentence", "status", "edtf"),
    [
        ("De Wet open overheid is op 1 mei 2022 in werking getreden.", "inForce", ["2022-05-01/.."]),
        ("De Politiewet 2012 treedt met ingang van 1 januari 2013 in werking.", "inForce", ["2013-01-01/.."]),
        ("De Wet bescherming persoonsgegevens is per 25 mei 2018 ingetrokken.", "repealed", ["2018-05-25/.."]),
        ("De Wet bescherming persoonsgegevens is ingetrokken.", "repealed", []),
    ],
)
def test_status_has_the_date_from_which_it_is_so(sentence: str, status: str, edtf: list[str]) -> None:
    """The day on which an instrument came into force or was repealed is the first day of that status."""
    (one,) = facts(document(sentence)).statuses
    assert (one.status, [time.edtf for time in one.times]) == (status, edtf)


@given(st.text(alphabet="inotpsdezgmv 0123456789-./januariokt", min_size=1, max_size=60))
def test_any_text_gives_valid_dates(text: str) -> None:
    """Whatever stands there, what comes out is EDTF, at a place in the text."""
    for time in times_in(text, Span(0, len(text)), read_knowledge()):
        assert _EDTF.fullmatch(time.edtf)
        assert 0 <= time.span.start < time.span.end <= len(text)
