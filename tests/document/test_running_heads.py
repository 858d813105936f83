"""Heads and numbers go out, text that only looks like them stays."""

from kg.document.lines import Word
from kg.document.running_heads import without_line_numbers, without_running_heads

HEIGHT = 800.0


def row(text: str, y: float, size: float = 10) -> tuple[Word, ...]:
    return tuple(Word(word, 60.0 + 40 * index, 90.0 + 40 * index, y, size) for index, word in enumerate(text.split()))


def texts(pages: tuple[tuple[Word, ...], ...]) -> list[str]:
    return [" ".join(word.text for word in page) for page in pages]


def body(first: str, top: float = 100) -> tuple[Word, ...]:
    return tuple(word for i, text in enumerate([first, *["tekst"] * 8]) for word in row(text, top + 12 * i))


def test_head_with_other_numbers_goes() -> None:
    """A head that differs in its figures alone comes back."""
    pages = [(*row(f"Jaarverslag {year}", 40), *body(str(year) + "e")) for year in (2021, 2022, 2023)]
    assert [text.split()[0] for text in texts(without_running_heads(pages, [HEIGHT] * 3))] == [
        "2021e",
        "2022e",
        "2023e",
    ]


def test_first_line_of_the_text_stays() -> None:
    """A line that comes back but runs on in the text below it is text."""
    pages = [body(f"afspraak {number}") for number in (1, 2, 3)]
    assert without_running_heads(pages, [HEIGHT] * 3) == tuple(pages)


def test_page_number_needs_a_second_page_that_counts_on() -> None:
    """Numbers that do not count the pages are text."""
    counted = [(*body("een"), *row(str(number), 780)) for number in (7, 8, 9)]
    assert without_running_heads(counted, [HEIGHT] * 3) == tuple(body("een") for _ in counted)
    loose = [(*body("een"), *row(str(number), 780)) for number in (7, 70, 41)]
    assert without_running_heads(loose, [HEIGHT] * 3) == tuple(loose)


def test_footnotes_at_one_place_are_no_feet() -> None:
    """A row that a raised number opens is a note, also where the next page has one like it."""
    pages = []
    for number in (1, 2, 3):
        mark = Word(str(number), 60, 64, 760, 8, mark=True)
        note = (Word("Kamerstukken", 70, 120, 760, 8), Word(f"nr.{number}", 124, 140, 760, 8))
        pages.append((*body(f"bladzijde {number}"), mark, *note))
    assert without_running_heads(pages, [HEIGHT] * 3) == tuple(pages)


def test_head_and_foot_beside_text_of_the_margin_go_alone() -> None:
    """Of a row with white between its parts only what comes back goes."""
    pages = []
    for number in (1, 2, 3):
        foot = (Word("Handelingen", 200, 260, 780, 8), Word(str(number), 500, 506, 780, 8))
        margin = (Word("'s-Gravenhage", 40, 90, 780, 6),) if number == 1 else ()
        pages.append((*body(f"bladzijde {number}"), *margin, *foot))
    assert [text.split()[-1] for text in texts(without_running_heads(pages, [HEIGHT] * 3))] == [
        "'s-Gravenhage",
        "tekst",
        "tekst",
    ]


def test_head_of_rows_with_the_number_of_the_page_below_goes() -> None:
    """The number of the page may be the row next to the text."""
    pages = [
        (*row("Datum 26 juni", 30), *row("Kenmerk NO20", 42), *row(f"Pagina {number} van 3", 54), *body(f"b{number}"))
        for number in (1, 2, 3)
    ]
    assert [text.split()[0] for text in texts(without_running_heads(pages, [HEIGHT] * 3))] == ["b1", "b2", "b3"]


def test_page_that_is_all_head_keeps_its_words() -> None:
    """Pages that say the same and nothing else are read."""
    pages = [row("Bijlage bij brief", 40)] * 3
    assert without_running_heads(pages, [HEIGHT] * 3) == tuple(pages)


def test_numbers_of_a_table_are_no_line_numbers() -> None:
    """Numbers that do not count on stay, in whatever column they stand."""
    page = tuple(
        word
        for index, number in enumerate((3, 9, 4, 7, 1, 8))
        for word in (*row(str(number), 100 + 12 * index), Word("tekst", 200, 260, 100 + 12 * index, 10))
    )
    assert without_line_numbers(page) == page
