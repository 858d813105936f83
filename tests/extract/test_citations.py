"""Citations of places in acts: what every way of writing tells, and which act it is of."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.base.knowledge import read_knowledge
from kg.extract.citations import citations_in
from kg.extract.from_document import mentions_from_document
from kg.extract.model import Mention
from tests.made import document, mentions

BWB = "http://wetten.overheid.nl/id/"
AWB, SR, WABO = f"{BWB}BWBR0005537", f"{BWB}BWBR0001854", f"{BWB}BWBR0024779"
BW1, BW3, BW5 = f"{BWB}BWBR0002656", f"{BWB}BWBR0005291", f"{BWB}BWBR0005288"
WBBBG = f"{BWB}BWBR0007982"
GDPR, MIFID = "http://data.europa.eu/eli/reg/2016/679/oj", "http://data.europa.eu/eli/dir/2014/65/oj"
PIECES = st.sampled_from(
    [
        *(
            "artikel",
            "artikelen",
            "art.",
            "3",
            "14a",
            "5:11",
            "2.1",
            "IV",
            "lid",
            "leden",
            "eerste",
            "derde",
            "en",
            "of",
        ),
        *("onder", "onderdeel", "a", "b", "1°", "aanhef", "tot en met", "jo.", ",", "van de Awb", "BW", "Wet", "(oud)"),
        *("van die wet", "van de planregels", "hoofdstuk 2", "bijlage I", "van", "volzin", "Wxyz", "(", ")", ";", "de"),
    ]
)


def told(text: str) -> list[tuple[str | None, str]]:
    """The IRI of the act (None where nobody knows it) and the path of each place that `text` cites with an act's name."""
    return [
        (mention.targets[0].iri if len(mention.targets) == 1 else None, provision.place.path)
        for mention in mentions(document(f"Zie ook {text}."))
        for provision in mention.provisions
    ]


def cited(text: str) -> list[tuple[str, list[str]]]:
    """The words of each citation, named act or not, with the paths of its places."""
    source = document(text)
    found = mentions(source)
    return [
        (citation.span.of(text), [one.place.path for one in citation.cited])
        for citation in citations_in(text, 0, found, read_knowledge())
    ]


NUMBERS = ("10", "14a", "14b", "14c", "14d", "22c", "22d", "36f", "48", "300", "304")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "artikelen 10, 14a, 14b, 14c, 14d, 22c, 22d, 36f, 48, 300 en 304 van het Wetboek van Strafrecht",
            [(SR, f"&artikel={number}") for number in NUMBERS],
        ),
        ("artikel 3:105 jo. 3:306 BW", [(BW3, "&artikel=105"), (BW3, "&artikel=306")]),
        (
            "artikel 8, eerste en derde lid, van de Wet buitengewone bevoegdheden burgerlijk gezag",
            [(WBBBG, "&artikel=8&lid=1"), (WBBBG, "&artikel=8&lid=3")],
        ),
        ("artikel 7:10, leden 1 en 3, van de Awb", [(AWB, "&artikel=7:10&lid=1"), (AWB, "&artikel=7:10&lid=3")]),
        ("Art. 1 lid 1 Wbbbg", [(None, "&artikel=1&lid=1")]),
        ("5:37 BW", [(BW5, "&artikel=37")]),
        (
            "artikel 1.2 aanhef en onder c van het Landelijk Procesreglement voor de rechtspraak (LPR)",
            [(None, "&artikel=1.2&o=c")],
        ),
        ("artikel 1b onder 1 Wte (oud)", [(None, "&artikel=1b&o=1")]),
        ("artikel 3.9, derde lid, eerste zin, van de Wabo", [(WABO, "&artikel=3.9&lid=3")]),
        ("artikel 4.3, aanhef en onder a, van de Invoeringswet Omgevingswet", [(None, "&artikel=4.3&o=a")]),
        (
            "artikel 1:253q, vijfde lid van het BW juncto 1:253r, eerste lid van het BW",
            [(BW1, "&artikel=253q&lid=5"), (BW1, "&artikel=253r&lid=1")],
        ),
        ("artikel 6 BWA 1945", [(None, "&artikel=6")]),
        ("artikel 2:12, tweede lid, van de APV", [(None, "&artikel=2:12&lid=2")]),
        ("artikel 1.29 van de planregels", []),
        ("artikel 12 Rv", [(None, "&artikel=12")]),
        ("artikelen 5:11 tot en met 5:20 van de Awb", [(AWB, f"&artikel=5:{number}") for number in range(11, 21)]),
        ("artikel 5, lid 1, van Verordening (EU) 2016/679", [(GDPR, "&artikel=5&lid=1")]),
        ("artikel 67 van Richtlijn 2014/65/EU", [(MIFID, "&artikel=67")]),
    ],
)
def test_acceptance(text: str, expected: list[tuple[str | None, str]]) -> None:
    """Every place that is cited, once, in the right act; an act in no list, a local rule and an ambiguous name get no id."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("de Awb, artikel 5:11", ["&artikel=5:11"]),
        ("de Awb (artikel 5:11, tweede lid)", ["&artikel=5:11&lid=2"]),
        ("artikel 7:10 Awb lid 1 en 3", ["&artikel=7:10&lid=1", "&artikel=7:10&lid=3"]),
        ("art. 1 sub a jo art. 2 onder b Awb", ["&artikel=1&o=a", "&artikel=2&o=b"]),
        ("artikel 3, onderdelen a tot en met d, van de Awb", [f"&artikel=3&o={letter}" for letter in "abcd"]),
        (
            "artikel 3, onderdeel a, onder 1° en 2°, en b, van de Awb",
            ["&artikel=3&o=a&o=1", "&artikel=3&o=a&o=2", "&artikel=3&o=b"],
        ),
        (
            "artikelen 7, eerste lid, 8 en 9, tweede lid, van de Awb",
            ["&artikel=7&lid=1", "&artikel=8", "&artikel=9&lid=2"],
        ),
        ("artikelen 5, leden 1 en 3, en 7 van de Awb", ["&artikel=5&lid=1", "&artikel=5&lid=3", "&artikel=7"]),
        ("artikel 4, tweede tot en met vijfde lid, van de Awb", [f"&artikel=4&lid={number}" for number in range(2, 6)]),
        ("artikel 4, 2e lid, van de Awb", ["&artikel=4&lid=2"]),
        ("artikel 13 bis van de Awb", ["&artikel=13%20bis"]),
        ("artikel 15 ter uitvoering van de Awb", []),
        ("artikelen 14a t/m 14d Awb", [f"&artikel=14{letter}" for letter in "abcd"]),
        ("artikelen 5a tot en met 8 van de Awb", ["&artikel=5a", "&artikel=8"]),
        ("artikel IV van bijlage II bij de Awb", ["&bijlage=II&artikel=IV"]),
        ("titel 5.2 en hoofdstuk 6 van de Awb", ["&titeldeel=5.2", "&hoofdstuk=6"]),
        ("hoofdstuk 5, afdeling 5.2, van de Awb", ["&hoofdstuk=5&afdeling=5.2"]),
        ("hoofdstuk 5, artikel 5:11, van de Awb", ["&artikel=5:11"]),
        ("artikel 3 van de Awb en 9 van de Wabo", ["&artikel=3", "&artikel=9"]),
        ("artikel 3 van de Awb en 9 ambtenaren", ["&artikel=3"]),
        ("artikel 37 van Boek 5 van het Burgerlijk Wetboek", ["&artikel=37"]),
        ("artikel 4, eerste lid, tweede volzin, van de Awb", ["&artikel=4&lid=1"]),
    ],
)
def test_ways_of_writing(text: str, paths: list[str]) -> None:
    """Lists, ranges, items within items, the act before or behind, an act that ends one list and opens the next."""
    assert [path for _, path in told(text)] == paths


@pytest.mark.parametrize(
    ("text", "words", "paths"),
    [
        (
            "Artikel 27b, derde en vierde lid, is van toepassing.",
            "Artikel 27b, derde en vierde lid",
            ["&artikel=27b&lid=3", "&artikel=27b&lid=4"],
        ),
        ("Op grond van artikel 5 is het besluit genomen.", "artikel 5", ["&artikel=5"]),
        ("Zie artikel 1.29 van de planregels.", "artikel 1.29 van de planregels", ["&artikel=1.29"]),
    ],
)
def test_without_an_act(text: str, words: str, paths: list[str]) -> None:
    """A place whose act the text does not name, or by what is no name, is cited all the same; who is meant stays open here."""
    assert cited(text) == [(words, paths)]


@pytest.mark.parametrize(
    "text", ["In hoofdstuk 3 en bijlage 2 staat meer.", "Om 10:30 uur begint het.", "Dit artikel gaat over de Awb."]
)
def test_no_citation(text: str) -> None:
    """A report has chapters of its own, a time is no article, and a bare word cites nothing."""
    assert cited(text) == []


def test_words_that_point_back_take_the_places() -> None:
    """ "Artikel 13 van die wet" is a place of what "die wet" means."""
    found = mentions(document("De Awb geldt. Zie artikel 13 van die wet en artikel 2 van deze wet."))
    assert [[one.place.path for one in mention.provisions] for mention in found] == [
        [],
        ["&artikel=13"],
        ["&artikel=2"],
    ]
    assert [mention.points_back for mention in found] == [False, True, True]


def test_an_ambiguous_name_stays_so_and_is_told() -> None:
    """Where several acts bear the abbreviation, all are candidates, and the issue names them."""
    outcome = mentions_from_document(document("Zie artikel 12 Rv."), read_knowledge())
    (mention,) = outcome.items
    assert [target.iri for target in mention.targets] == [f"{BWB}BWBR0001827", f"{BWB}BWBR0028496"]
    (issue,) = outcome.issues
    assert (issue.code, "BWBR0001827" in issue.message, "BWBR0028496" in issue.message) == (
        "name-ambiguous",
        True,
        True,
    )


def test_former_text_heading_and_sentence_are_told() -> None:
    """ "(oud)", "aanhef" and a sentence of a lid are kept with the place."""

    def only(text: str) -> Mention:
        (mention,) = (mention for mention in mentions(document(text)) if mention.provisions)
        return mention

    (former,) = only("Zie artikel 3 Awb (oud).").provisions
    (heading,) = only("Zie artikel 3, aanhef en onder a, van de Awb.").provisions
    (sentence,) = only("Zie artikel 3, eerste lid, tweede volzin, van de Awb.").provisions
    assert (former.former, heading.heading, sentence.sentence) == (True, True, "tweede volzin")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=25))
def test_any_row_of_words_is_read(pieces: list[str]) -> None:
    """Whatever stands there, reading ends; citations lie apart, in order, within the text, and hold the first number they tell."""
    text = " ".join(pieces) or "-"
    source = document(text)
    found = list(citations_in(text, 0, mentions(source), read_knowledge()))
    places = [citation.span for citation in found]
    assert all(one.end <= other.start for one, other in pairwise(places))
    for citation in found:
        assert citation.cited
        assert re.search(r"\d|IV|I", citation.span.of(text))


def test_time_grows_with_the_text() -> None:
    """Ten times as many citations take less than thirty times as long."""

    def seconds(count: int) -> float:
        text = "artikelen 10, 14a, 22c en 304, eerste lid, onder a, en verder " * count
        started = time.process_time()
        assert len(list(citations_in(text, 0, (), read_knowledge()))) == count
        return time.process_time() - started

    seconds(5)
    assert seconds(200) < 30 * seconds(20) + 0.05
