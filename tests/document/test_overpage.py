"""A sentence that runs on over a page stands whole on the page where it begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document.from_pdf import PdfText, pages_from_pdf
from kg.document.from_text import pages_from_text
from kg.document.model import BlockKind
from kg.document.overpage import Passage, with_whole_sentences
from kg.document.places import Area, PlacedWord

from .pdf_pages import Text, pdf, wrapped
from .test_placing import areas_of, read

OPEN = "De Inspectie houdt toezicht op de kwaliteit van alle"
REST = "instellingen in het land."
NEXT = "Zij meldt haar bevindingen."
P, H, T, F = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.TABLE, BlockKind.FOOTNOTE


def whole(*pages: list[Passage]) -> list[list[str]]:
    return [[passage.text for passage in page] for page in with_whole_sentences(pages, {})]


def test_the_rest_goes_to_the_page_where_the_sentence_begins() -> None:
    """The rest ends the earlier block, before its footnotes; what follows stays and opens the next page."""
    first = [Passage("Kop", H), Passage(OPEN, P), Passage("1 Een noot.", F)]
    assert whole(first, [Passage(f"{REST} {NEXT}", P), Passage(NEXT, P)]) == [
        ["Kop", f"{OPEN} {REST}", "1 Een noot."],
        [NEXT, NEXT],
    ]


def test_a_block_that_ends_the_sentence_moves_whole() -> None:
    """Nothing is left of it on the next page; a page is never left without text."""
    assert whole([Passage(OPEN, P)], [Passage(REST, P), Passage(NEXT, P)]) == [[f"{OPEN} {REST}"], [NEXT]]
    assert whole([Passage(OPEN, P)], [Passage(REST, P)]) == [[OPEN], [REST]]


def test_a_word_broken_by_the_page_is_joined() -> None:
    """A hyphen at the end of a page is one at the end of a line."""
    first, second = Passage("De Inspectie ziet ook in dit jaar toe op de instel-", P), Passage(f"lingen. {NEXT}", P)
    assert whole([first], [second]) == [["De Inspectie ziet ook in dit jaar toe op de instellingen."], [NEXT]]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Passage(f"{OPEN}.", P), Passage(f"{REST} {NEXT}", P)),  # a sentence ended
        (Passage(f"{OPEN}.3", P), Passage(f"{REST} {NEXT}", P)),  # behind it a footnote mark
        (Passage(f"{OPEN}:", P), Passage(f"{REST} {NEXT}", P)),
        (Passage(OPEN, H), Passage(f"{REST} {NEXT}", P)),
        (Passage(OPEN, T), Passage(f"{REST} {NEXT}", P)),
        (Passage(OPEN, P), Passage(f"{REST} {NEXT}", BlockKind.ITEM)),
        (Passage(OPEN, P), Passage(f"{REST} {NEXT}", H)),
        (Passage(OPEN, P), Passage(f"{REST} {NEXT}", F)),
        (Passage(OPEN, P), Passage("Instellingen in het land. Zij melden dat.", P)),  # a capital, and no full line
        (Passage(OPEN, P, sizes=(10, 10), full=True), Passage(f"{REST} {NEXT}", P, sizes=(8, 8))),
        (Passage("Datum 3 mei", P), Passage(f"{REST} {NEXT}", P)),  # too short for prose
        (Passage(OPEN, P), Passage("instellingen in het land en daarbuiten", P)),  # no end in sight
        (Passage(OPEN, P), Passage(f"instellingen {'in het land ' * 100}. {NEXT}", P)),
    ],
)
def test_nothing_moves_where_it_is_not_sure(before: Passage, after: Passage) -> None:
    """Only unfinished prose that the next page's first paragraph reads on from is mended."""
    assert whole([before], [after, Passage("Slot.", P)]) == [[before.text], [after.text, "Slot."]]


def test_a_capital_goes_on_behind_a_full_line() -> None:
    """A name may open a page; the words before it cannot end a sentence."""
    before = Passage("De klacht is na lang beraad behandeld door de", P, sizes=(10, 10), full=True)
    after = Passage(f"Ombudsman van de stad. {NEXT}", P, sizes=(10, 10))
    assert whole([before], [after]) == [[f"{before.text} Ombudsman van de stad."], [NEXT]]


def test_an_abbreviation_ends_no_sentence() -> None:
    """The rest goes up to its own end, not to a stop within it."""
    rest = "instellingen, bedoeld in art. 5 van de wet van mr. A. Jansen."
    assert whole([Passage(OPEN, P)], [Passage(f"{rest} {NEXT}", P)]) == [[f"{OPEN} {rest}"], [NEXT]]


def test_small_print_beside_the_text_is_passed_over() -> None:
    """The sender's details stand last on a page of a letter, and are not what its text ends with."""
    first = [Passage(OPEN, P, sizes=(10, 10)), Passage("Ons kenmerk 2024-17 Den Haag en Utrecht", P, sizes=(7, 7))]
    assert whole(first, [Passage(f"{REST} {NEXT}", P, sizes=(10, 10))]) == [[f"{OPEN} {REST}", first[1].text], [NEXT]]


def placed(text: str, page: int) -> tuple[PlacedWord, ...]:
    found: list[PlacedWord] = []
    at = 0
    for word in text.split():
        at = text.index(word, at)
        found.append(
            PlacedWord(at, at + len(word), Area(page, at, 0, at + len(word), 10), opens=not found, marks=((at, "1"),))
        )
        at += len(word)
    return tuple(found)


@given(st.lists(st.sampled_from(["de", "wet", "geldt", "toezicht."]), min_size=1), st.sampled_from(["", "-"]))
def test_words_move_with_their_places(said: list[str], hyphen: str) -> None:
    """Each word of the text keeps the place that it was drawn at, its marks move along, and no word is lost."""
    texts = [f"{OPEN}{hyphen}", f"instellingen {' '.join(said)}", f"Slot {' '.join(said)}"]
    pages = [[Passage(text, P, placed(text, number))] for number, text in enumerate(texts, 1)]
    pages[1].append(Passage("Meer.", P, placed("Meer.", 4)))
    found = with_whole_sentences(pages, {})
    drawn = [(word, passage.text) for page in found for passage in page for word in passage.words]
    assert len(drawn) == sum(len(passage.text.split()) for page in pages for passage in page)
    for word, text in drawn:
        glyphs = [*texts, "Meer."][word.area.page - 1][int(word.area.x0) : int(word.area.x1)]
        assert text[word.start : word.end] in (glyphs, glyphs.removesuffix("-"))
        assert word.marks == ((word.start, "1"),)


def lines(text: str, top: float = 700, width: float = 300) -> list[Text]:
    return [Text(60, top - 12 * number, line) for number, line in enumerate(wrapped(text, width))]


def pdf_over_a_page() -> bytes:
    first = f"{NEXT} {NEXT} De Inspectie houdt toezicht op de kwaliteit en de veiligheid van alle bedrijven en ook van de grote"
    return pdf(
        [lines(first), lines("instellingen in het land. Daarna volgt een gesprek met de minister over de maatregelen.")]
    )


def texts(found: PdfText) -> list[list[str]]:
    return [[text for text, _ in page.blocks] for page in found.pages]


def test_over_the_pages_of_a_pdf() -> None:
    """The sentence stands whole on the first page; the map tells that its end is on the second."""
    data = pdf_over_a_page()
    first, second = texts(pages_from_pdf(data))
    assert first[-1].endswith("en ook van de grote instellingen in het land.")
    assert second == ["Daarna volgt een gesprek met de minister over de maatregelen."]
    document = read(data)
    assert [area.page for area in areas_of(document, "de grote instellingen in het land.")] == [1, 2]
    assert [area.page for area in areas_of(document, "instellingen in het land.")] == [2]
    assert document.page_number(document.text.index("instellingen")) == 1


def test_over_a_form_feed_of_plain_text() -> None:
    """Text whose pages form feeds part is mended in the same way."""
    found = pages_from_text(f"{OPEN}\f{REST} {NEXT}\f{NEXT}\n".encode())
    assert [[text for text, _ in page.blocks] for page in found.pages] == [[f"{OPEN} {REST}"], [NEXT], [NEXT]]
