"""Rows that are no language are told from what only looks odd: figures, names, addresses, codes, capitals, other languages."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document.lines import Word
from kg.document.noise import without_noise

PROSE = """
De Inspectie houdt toezicht op de uitvoering van de wet en meldt haar bevindingen aan de minister. Wie het daar niet mee
eens is, kan binnen zes weken bezwaar maken. De rechtbank beslist daarna over het beroep van de belanghebbende.
"""
ENGLISH = """
The Inspectorate supervises how the act is carried out and reports its findings to the minister. Whoever disagrees may object
within six weeks, after which the court decides on the appeal of the party concerned.
"""
GERMAN = (
    "Die Aufsichtsbehörde überwacht die Durchführung des Gesetzes und berichtet dem Ministerium über ihre Ergebnisse."
)
FRENCH = (
    "L’autorité contrôle l’exécution de la loi et présente ses résultats à la ministre, qui décide après une période."
)
NAMES = (
    "Aalbers Bouzidi Çelik Dijkstra El Khatib Fokkema Ghosh Hoekstra İnan Janssen Kuipers Łukasz Mulder Nguyen Öztürk"
)
FIGURES = "Baten 12.400 13.250 € 1.950,00 4% 2023/24 (1.200) -350 12-05-2023 NL91ABNA0417164300 A1 10.2.e 35 538 nr. 4"
ADDRESSES = (
    "www.voorbeeld.nl/toezicht_2023.pdf info@voorbeeld.example https://www.voorbeeld.nl/a?b=c#d ECLI:NL:RVS:2022:1234"
)
CAPITALS = (
    "BESLUIT VAN DE MINISTER OVER DE VERGUNNING EN DE HANDHAVING DOOR NVWA, ILT, AFM EN RVO IN HET JAAR VAN VERLENING"
)
SPACED = "B E S L U I T V A N D E M I N I S T E R"
CODES = (
    "vraagZaakgegevens geefLijstDocumenten Zaaksysteem/DMS (werk)ervaring risico’s e-mailbericht AI-systemen DigiD iPad"
)
SCRIBBLE = ["cL vkltn v( k v-ifi Ey&", "t z so li r : V NI.1k fiv\\ yvpAgfk 1", "( )'-C o ' r \\ n ' \\ ) 1 -e-e(-\\ /"]


def rows(*texts: str) -> tuple[Word, ...]:
    found = []
    for row, text in enumerate(texts):
        x = 50.0
        for word in text.split():
            found.append(Word(word, x, x + 5.0 * len(word), 100.0 + 14 * row, 10.0))
            x += 5.0 * len(word) + 3
    return tuple(found)


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


@pytest.mark.parametrize("from_picture", [False, True])
@pytest.mark.parametrize(
    "text",
    [PROSE, ENGLISH, GERMAN, FRENCH, NAMES, FIGURES, ADDRESSES, CAPITALS, SPACED, CODES, "بسم الله", "ύπατος κόσμος"],
)
def test_what_only_looks_odd_stays(text: str, *, from_picture: bool) -> None:
    """Nothing that a person can read is called noise, whoever put the text on the page."""
    page = rows(*lines(text))
    assert without_noise(page, from_picture=from_picture) == (page, 0)


def test_scribble_on_a_scan_is_left_out() -> None:
    """Handwriting taken for text goes, row by row; the rows of print around it stay."""
    prose = lines(PROSE)
    page = rows(prose[0], *SCRIBBLE, prose[1])
    kept, gone = without_noise(page, from_picture=True)
    assert kept == tuple(word for word in page if word.y in (100.0, 156.0))
    assert gone == 3


def test_text_that_a_writer_put_there_needs_more_to_be_noise() -> None:
    """A short odd row stays on a page that was written, not scanned."""
    page = rows(*lines(PROSE), "Qxv wkr zgt")
    assert without_noise(page, from_picture=False) == (page, 0)


def shifted(text: str, by: int) -> str:
    """The letters moved along the alphabet, as a font with a wrong map tells them."""
    low = string.ascii_lowercase
    moved = low[by:] + low[:by]
    return text.translate(str.maketrans(low + low.upper(), moved + moved.upper()))


@given(st.integers(min_value=1, max_value=25))
def test_wrong_letters_make_no_words(by: int) -> None:
    """A page whose font tells other letters than are drawn has no text left."""
    assert without_noise(rows(*lines(shifted(PROSE, by))), from_picture=False) == ((), 2)


def test_rows_in_a_font_with_wrong_letters() -> None:
    """Only the rows that make no words go where the rest of the page reads well."""
    page = rows(*lines(PROSE), *lines(ENGLISH), shifted(GERMAN, 7))
    kept, gone = without_noise(page, from_picture=False)
    assert (kept, gone) == (page[: -len(GERMAN.split())], 1)


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"), max_size=12), max_size=30), st.booleans())
def test_no_word_is_made_or_moved(texts: list[str], from_picture: bool) -> None:  # noqa: FBT001 - hypothesis calls it
    """What is left is some of what was given, in its order, whatever the characters."""
    page = rows(" ".join(texts))
    kept, gone = without_noise(page, from_picture=from_picture)
    assert [word for word in page if word in set(kept)] == list(kept)
    assert (gone == 0) == (kept == page)
