"""The words of a page become blocks as a person reads them: each test draws a page and reads it."""

import io
from collections.abc import Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from kg.document.from_pdf import pages_from_pdf
from kg.document.model import BlockKind

from .pdf_pages import FONT, Order, Text, columns, pdf, words, wrapped

FIRST = (
    "De toezichthouder beoordeelt elk jaar de plannen van de instellingen die onder de wet vallen en spreekt daarover "
    "met de besturen. Waar de plannen niet volstaan vraagt hij om een aanvulling, die binnen zes weken binnen moet zijn."
)
SECOND = (
    "Instellingen melden voorvallen binnen drie dagen na de ontdekking ervan. De melding noemt de oorzaak, de gevolgen "
    "en wat er is gedaan om herhaling te voorkomen. Blijft een melding uit, dan kan een boete volgen."
)
THIRD = (
    "Het verslag over het vorige jaar staat op de website. Daarin leest u hoeveel onderzoeken er waren, wat ze hebben "
    "opgeleverd en welke maatregelen daarop zijn genomen door de betrokken besturen en door de minister."
)
CELLS = (
    ("Onderwerp", "Wie beslist", "Toelichting"),
    (
        "Meldplicht",
        "De inspecteur-generaal van de dienst",
        "Meldingen komen binnen bij het loket en worden dezelfde dag bekeken door een inspecteur.",
    ),
    ("Boete", "De minister", "De hoogte hangt af van de ernst van de overtreding en van de omvang van de instelling."),
)


def blocks(*pages: Sequence[Text]) -> list[tuple[str, BlockKind]]:
    return list(pages_from_pdf(pdf(pages)).pages[0].blocks)


def ruled(rows: Sequence[Sequence[str]], order: Order) -> bytes:
    """A page with a sentence, a table of these cells with lines between them, and a sentence."""
    lefts, width, right = (60, 170, 300), (100, 120, 230), 540
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    canvas.setFont(FONT, 10)
    canvas.drawString(60, 780, "De tabel hieronder noemt de taken.")
    y, placed = 750.0, []
    levels = [y]
    for row in rows:
        cells = [wrapped(cell, size) for cell, size in zip(row, width, strict=True)]
        for left, lines in zip(lefts, cells, strict=True):
            placed += [Text(left, y - 12 * (index + 1), line) for index, line in enumerate(lines)]
        y -= 12 * max(len(lines) for lines in cells) + 6
        levels.append(y)
    if order != "column":
        placed.sort(key=lambda text: (-text.y, text.x))
    if order == "word":
        placed = [word for text in placed for word in words(text)]
    for text in placed:
        canvas.drawString(text.x, text.y, text.text)
    canvas.drawString(60, y - 30, "De cijfers staan in de bijlage.")
    for level in levels:
        canvas.line(lefts[0] - 5, level, right, level)
    for x in (*(left - 5 for left in lefts), right):
        canvas.line(x, levels[0], x, levels[-1])
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize("order", ["column", "row", "word"])
def test_each_row_of_a_ruled_table_is_a_block_with_whole_cells(order: Order) -> None:
    """Cells that take several lines are read one after the other, whatever the order they were drawn in."""
    found = pages_from_pdf(ruled(CELLS, order)).pages[0].blocks
    assert [(text.split("\t"), kind) for text, kind in found] == [
        (["De tabel hieronder noemt de taken."], BlockKind.PARAGRAPH),
        *((list(row), BlockKind.TABLE) for row in CELLS),
        (["De cijfers staan in de bijlage."], BlockKind.PARAGRAPH),
    ]


@pytest.mark.parametrize("order", ["column", "row"])
def test_a_column_goes_on_below_the_end_of_the_one_beside_it(order: Order) -> None:
    """Also after a heading with white around it."""
    left = columns([[FIRST, SECOND]], order="column", lefts=[60], width=220)
    foot = min(text.y for text in left)
    left.append(Text(60, foot - 34, "Melden en verslag", font="Times-Bold"))
    left += columns([[SECOND]], order="column", lefts=[60], width=220, top=foot - 46)
    right = columns([[THIRD]], order="column", lefts=[310], width=220)
    page = [*left, *right]
    if order == "row":
        page.sort(key=lambda text: (-text.y, text.x))
    assert [text for text, _ in blocks(page)] == [FIRST, SECOND, "Melden en verslag", SECOND, THIRD]


def test_a_label_at_the_middle_of_its_text_stands_before_it() -> None:
    """What begins above the label belongs to it where the label stands beside the middle of a block."""
    page, y = [], 740.0
    for label, text in (("Melden", FIRST), ("Verslag", SECOND), ("Gesprek", THIRD)):
        lines = wrapped(text, 330)
        page += [Text(200, y - 12 * index, line) for index, line in enumerate(lines)]
        page.append(Text(70, y - 12 * (len(lines) - 1) / 2, label))
        y -= 12 * len(lines) + 16
    assert [text for text, _ in blocks(page)] == ["Melden", FIRST, "Verslag", SECOND, "Gesprek", THIRD]


def test_a_dash_at_the_start_of_a_line_within_a_sentence_opens_no_item() -> None:
    """The line above is full and the sentence goes on."""
    lines = [
        "De dienst beoordeelt de plannen voor het komende jaar",
        "– ook die van kleine instellingen – en meldt dat aan",
    ]
    page = [Text(60, 760 - 12 * index, line) for index, line in enumerate([*lines, "de minister."])]
    assert blocks(page) == [(" ".join([*lines, "de minister."]), BlockKind.PARAGRAPH)]


def test_a_heading_in_italics_is_a_block() -> None:
    """Also where no white parts it from the text below it and it fills its line."""
    heading = "Het beoordelen van de plannen van de instellingen die onder de wet vallen"
    page = [Text(60, 772, heading, font="Times-Italic"), *columns([[FIRST]], order="column", lefts=[60], width=300)]
    assert [text for text, _ in blocks(page)] == [heading, FIRST]


def test_rows_of_contents_are_titles_and_pages() -> None:
    """The dots go, and each row is a row of a table."""
    titles = [("1 Inleiding", 3), ("2 Toezicht en handhaving", 7), ("Bijlage A: begrippen", 12)]
    page = [
        Text(60, 760 - 14 * i, f"{title} {'.' * (90 - len(title))} {number}")
        for i, (title, number) in enumerate(titles)
    ]
    assert blocks(page) == [(f"{title}\t{number}", BlockKind.TABLE) for title, number in titles]


def test_small_text_in_the_margin_is_read_after_the_text() -> None:
    """Also where it begins left of the end of the longest line, as long as the lines beside it are shorter."""
    body = columns([[FIRST, SECOND, THIRD]], order="column", lefts=[60], width=380)
    body.append(
        Text(
            60,
            500,
            "Deze ene regel is langer dan alle andere en loopt door tot in de marge van de bladzijde, die hij net haalt.",
        )
    )
    margin = [
        Text(446, 760 - 8 * index, text, 6.5)
        for index, text in enumerate(("Directie Toezicht", "Ons kenmerk", "2020-23"))
    ]
    page = sorted([*body, *margin], key=lambda text: (-text.y, text.x))
    found = " ".join(text for text, _ in blocks(page))
    assert found.startswith(f"{FIRST} {SECOND} {THIRD}")
    assert found.endswith("2020-23")
    assert found.count("Ons kenmerk") == 1


def test_a_page_set_smaller_than_the_rest_has_no_footnotes_for_its_items() -> None:
    """Numbered paragraphs of an appendix in small type are items."""
    large = columns([[FIRST, SECOND, THIRD] * 3], order="column", lefts=[60], width=440, size=11)
    items = [f"{number}. {text}" for number, text in enumerate((FIRST, SECOND, THIRD), start=1)]
    small = columns([items], order="column", lefts=[60], width=440, size=9)
    found = pages_from_pdf(pdf([large, small])).pages[1].blocks
    assert found == tuple((item, BlockKind.ITEM) for item in items)


def test_words_of_a_large_heading_are_no_columns() -> None:
    """Spaces are as wide as the letters are large."""
    page = [
        Text(60, 800, "Toezicht op de uitvoering van wetten", 26),
        *columns([[FIRST, SECOND]], order="column", lefts=[60], width=400),
    ]
    assert [text for text, _ in blocks(page)] == ["Toezicht op de uitvoering van wetten", FIRST, SECOND]


def test_wide_spaces_of_narrow_justified_lines_are_no_columns() -> None:
    """Two lines with few words in a justified column are text like the lines about them."""
    page = []
    rows = [
        "Wij vroegen de wethouders",
        "hoe zij|werken. Soms",
        "wijst een|ambtenaar",
        "daarnaast ook die andere",
        "taken aan.",
    ]
    for index, row in enumerate(rows):
        first, _, rest = row.partition("|")
        page.append(Text(60, 760 - 12 * index, first))
        if rest:
            page.append(Text(170 - stringWidth(rest, FONT, 10), 760 - 12 * index, rest))
    assert [text for text, _ in blocks(page)] == [" ".join(rows).replace("|", " ")]


def test_a_heading_of_a_section_parts_the_columns_above_it_from_those_below() -> None:
    """Where nothing stands beside it and the columns below it begin on one line."""
    above = columns([[FIRST], [SECOND]], order="column", lefts=[60, 310], width=220)
    below = columns([[THIRD], [FIRST]], order="column", lefts=[60, 310], width=220, top=600)
    page = [*above, Text(60, 625, "Verslag", 14), *below]
    assert [text for text, _ in blocks(page)] == [FIRST, SECOND, "Verslag", THIRD, FIRST]
