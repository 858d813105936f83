"""A PDF is read as a person reads it, or refused with a reason."""

import contextlib
import datetime
import io
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject
from reportlab.pdfbase.pdfmetrics import stringWidth

from kg.document.from_pdf import PdfText, pages_from_pdf
from kg.document.model import BlockKind
from kg.document.unreadable import Unreadable

from .pdf_pages import Order, Text, columns, pdf, wrapped

LEFT = [
    "De Inspectie houdt toezicht op de uitvoering van de wet en op de kwaliteit van het werk van alle diensten.",
    "Zij meldt haar bevindingen aan de minister. Daarna volgt een gesprek met de bestuurders over de maatregelen die",
]
RIGHT = [
    "nodig zijn om de tekortkomingen weg te nemen. De afspraken staan in een plan dat openbaar wordt gemaakt.",
    "Een jaar later beoordeelt de Inspectie of de maatregelen werken en of er aanleiding is voor een vervolgonderzoek.",
]
READ = (LEFT[0], f"{LEFT[1]} {RIGHT[0]}", RIGHT[1])
ORDERS: tuple[Order, ...] = ("column", "row", "word")


def texts(found: PdfText, page: int = 1, kind: BlockKind | None = None) -> tuple[str, ...]:
    return tuple(text for text, of in found.pages[page - 1].blocks if kind in (None, of))


def test_single_column_keeps_its_paragraphs() -> None:
    """Lines of one paragraph are one block; white space between paragraphs parts blocks."""
    found = pages_from_pdf(pdf([columns([[*LEFT, *RIGHT]], order="column", lefts=[70], width=450)]))
    assert found.pages[0].blocks == tuple((text, BlockKind.PARAGRAPH) for text in (*LEFT, *RIGHT))


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("gutter", [12.0, 20.0, 40.0])
def test_two_columns_are_read_one_after_the_other(order: Order, gutter: float) -> None:
    """The order of drawing does not matter, and a sentence that runs on in the next column is whole."""
    width = 210.0
    page = columns([LEFT, RIGHT], order=order, lefts=[60, 60 + width + gutter], width=width)
    assert texts(pages_from_pdf(pdf([page]))) == READ


@pytest.mark.parametrize("order", ORDERS)
def test_heading_across_columns_comes_first(order: Order) -> None:
    """A heading that spans the columns stands before both, and is a heading."""
    heading = Text(60, 790, "Hoe wij ons toezicht in het komende jaar in alle regio's zullen inrichten", 14)
    page = [*columns([LEFT, RIGHT], order=order, lefts=[60, 300], width=215), heading]
    assert pages_from_pdf(pdf([page])).pages[0].blocks == (
        (heading.text, BlockKind.HEADING),
        *((text, BlockKind.PARAGRAPH) for text in READ),
    )


@pytest.mark.parametrize("order", ORDERS)
def test_three_columns(order: Order) -> None:
    """Three columns are read from left to right."""
    parts = [[LEFT[0], LEFT[0]], [RIGHT[1], RIGHT[1]], [LEFT[0], RIGHT[1]]]
    page = columns(parts, order=order, lefts=[50, 225, 400], width=155)
    assert texts(pages_from_pdf(pdf([page]))) == tuple(text for part in parts for text in part)


def test_columns_of_unequal_length_and_shifted_baselines() -> None:
    """Columns whose lines do not stand at the same heights are columns all the same."""
    left = columns([[*LEFT[:1], *RIGHT]], order="column", lefts=[60], width=210)
    right = columns([[RIGHT[1]]], order="column", lefts=[295], width=210, top=755.5)
    mixed = [text for pair in zip(left, right, strict=False) for text in pair] + left[len(right) :]
    assert texts(pages_from_pdf(pdf([mixed]))) == (LEFT[0], *RIGHT, RIGHT[1])


@pytest.mark.parametrize("order", ORDERS)
def test_footnotes_stand_last_and_their_marks_leave_the_words(order: Order) -> None:
    """A raised number goes out of the sentence; the note keeps its number and stands after the page's text."""
    page = columns([LEFT, RIGHT], order=order, lefts=[60, 300], width=215)
    first = wrapped(LEFT[0], 215)[0]
    end = 60 + stringWidth(first, "Times-Roman", 10)
    notes = [
        Text(60, 80, "1", 5),
        Text(66, 77, "Zie het werkprogramma van de Inspectie, dat op haar website staat en dat ieder jaar", 8),
        Text(60, 67, "opnieuw wordt vastgesteld.", 8),
        Text(60, 57, "2 Kamerstukken II 2022/23, 12 345, nr. 6.", 8),
    ]
    page = [*notes, *page, Text(end, 763.5, "1", 6)]
    assert pages_from_pdf(pdf([page])).pages[0].blocks == (
        *((text, BlockKind.PARAGRAPH) for text in READ),
        ("1 " + notes[1].text + " " + notes[2].text, BlockKind.FOOTNOTE),
        (notes[3].text, BlockKind.FOOTNOTE),
    )


def test_mark_before_a_comma_leaves_no_space() -> None:
    """The text closes over a mark that stood before a comma."""
    end = 60 + stringWidth("de motie", "Times-Roman", 10)
    page = [Text(60, 700, "de motie", 10), Text(end, 703.6, "12", 6), Text(end + 6, 700, ", en verder", 10)]
    assert texts(pages_from_pdf(pdf([page]))) == ("de motie, en verder",)


def test_raised_figures_that_are_no_mark_stay() -> None:
    """The 2 of square metres is part of the word."""
    end = 60 + stringWidth("een kantoor van 40 m", "Times-Roman", 10)
    page = [Text(60, 700, "een kantoor van 40 m", 10), Text(end, 703.6, "2", 6), Text(end + 6, 700, "in Assen", 10)]
    assert texts(pages_from_pdf(pdf([page]))) == ("een kantoor van 40 m2 in Assen",)


def test_running_heads_and_page_numbers_are_left_out() -> None:
    """What comes back at the same place of the pages, and the number of the page, is no part of the text."""
    bodies = [LEFT[0], RIGHT[0], RIGHT[1], "Dit is de laatste bladzijde, met het slot van dit verhaal over toezicht."]
    pages = [
        [
            Text(60, 810, f"Jaarverslag 2023 - hoofdstuk {number}", 8),
            *columns([[body]], order="column", lefts=[60], width=450, top=700),
            Text(290, 30, str(number + 4), 8),
        ]
        for number, body in enumerate(bodies, start=1)
    ]
    found = pages_from_pdf(pdf(pages))
    assert [texts(found, page) for page in (1, 2, 3, 4)] == [(body,) for body in bodies]


def test_words_over_line_ends() -> None:
    """A hyphen at the end of a line goes, unless the word has one of its own."""
    lines = [
        "Het toe-",
        "zicht op AI-",
        "systemen gaat over niet-",
        "essentiële taken, informatie-",
        "en meldplichten.",
    ]
    page = [Text(60, 700 - 12 * row, line, 10) for row, line in enumerate(lines)]
    expected = "Het toezicht op AI-systemen gaat over niet-essentiële taken, informatie- en meldplichten."
    assert " ".join(texts(pages_from_pdf(pdf([page])))) == expected


def test_labels_in_the_margin_stand_before_what_they_name() -> None:
    """A label at the left of a text is a heading before that text, whatever the order of drawing."""
    texts_beside = [[*LEFT[:1], RIGHT[1]], [RIGHT[1], LEFT[0]], [LEFT[0], LEFT[0]]]
    page: list[Text] = []
    expected: list[tuple[str, BlockKind]] = []
    top = 760.0
    for number, paragraphs in enumerate(texts_beside, start=1):
        lines = columns([paragraphs], order="column", lefts=[170], width=330, top=top)
        page = [*lines, *page, Text(60, top, f"Vraag {number}", 10)]
        top = lines[-1].y - 30
        expected += [(f"Vraag {number}", BlockKind.HEADING), *((text, BlockKind.PARAGRAPH) for text in paragraphs)]
    assert pages_from_pdf(pdf([page])).pages[0].blocks == tuple(expected)


def test_line_numbers_in_the_margin_are_left_out() -> None:
    """Numbers that count the lines are no part of them."""
    lines = [line for text in (*LEFT, *RIGHT) for line in wrapped(text, 400)]
    page = [
        text
        for row, line in enumerate(lines)
        for text in (Text(60, 760 - 14 * row, str(98 + row), 8), Text(90, 760 - 14 * row, line, 10))
    ]
    assert " ".join(texts(pages_from_pdf(pdf([page])))) == " ".join((*LEFT, *RIGHT))


def test_list_items_keep_their_marks() -> None:
    """The mark of an item and its text are one block, however far apart they stand."""
    items = [
        "het toezicht op de naleving van de wet en de regels die daarop berusten, door het hele land",
        "de handhaving",
        "het advies",
    ]
    page, y = [], 700.0
    for item in items:
        page.append(Text(60, y, "•", 10))
        for line in wrapped(item, 200):
            page.append(Text(80, y, line, 10))
            y -= 12
    assert pages_from_pdf(pdf([page])).pages[0].blocks == tuple((f"• {item}", BlockKind.ITEM) for item in items)


def test_rows_of_a_table_are_no_prose() -> None:
    """Rows of short cells are read across, and say that they are a table."""
    rows = [
        ("Organisatie", "2022", "2023"),
        ("Inspectie", "120", "140"),
        ("Autoriteit", "80", "95"),
        ("Dienst", "60", "61"),
    ]
    page = [
        Text(x, 700 - 14 * i, cell, 10)
        for i, row in enumerate(rows)
        for x, cell in zip((60, 250, 350), row, strict=True)
    ]
    assert pages_from_pdf(pdf([page])).pages[0].blocks == tuple(("\t".join(row), BlockKind.TABLE) for row in rows)


def test_word_broken_by_kerning_is_one_word() -> None:
    """The gap decides whether a space stands between two pieces, not a space character alone."""
    end = 60 + stringWidth("de m", "Times-Roman", 10)
    page = [Text(60, 700, "de m ", 10), Text(end, 700, "iddelen en", 10)]
    assert texts(pages_from_pdf(pdf([page]))) == ("de middelen en",)


def test_information_of_the_file() -> None:
    """Title, author and day of making come from the file; what it does not say is None."""
    found = pages_from_pdf(pdf([[Text(60, 700, "Tekst")]], title="Een  rapport", author="Inspectie"))
    assert (found.title, found.author, found.created, found.language) == (
        "Een rapport",
        "Inspectie",
        datetime.date(2000, 1, 1),
        None,
    )


def content(writer: PdfWriter, page: int) -> StreamObject:
    found = writer.pages[page]["/Contents"].get_object()
    assert isinstance(found, StreamObject)
    return found


def test_empty_page_says_so_and_loses_no_other() -> None:
    """A page without text has a reason; the pages around it are read."""
    found = pages_from_pdf(pdf([[Text(60, 700, "Voor de leegte")], [], [Text(60, 700, "Na de leegte")]]))
    assert [(texts(found, page.number), page.unread) for page in found.pages] == [
        (("Voor de leegte",), ""),
        ((), "no text: the page is empty"),
        (("Na de leegte",), ""),
    ]


def test_broken_page_loses_no_other() -> None:
    """A page whose content does not unpack is unread; the other one is read."""
    data = pdf([[Text(60, 700, "Deze bladzijde is heel")], [Text(60, 700, "Deze bladzijde is stuk")]])
    writer = PdfWriter(clone_from=io.BytesIO(data))
    contents = content(writer, 1)
    contents._data = b"\xff\xfe not zlib at all"
    contents[NameObject("/Filter")] = NameObject("/FlateDecode")
    buffer = io.BytesIO()
    writer.write(buffer)
    found = pages_from_pdf(buffer.getvalue())
    assert texts(found, 1) == ("Deze bladzijde is heel",)
    assert (texts(found, 2), bool(found.pages[1].unread)) == ((), True)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "pdf-broken"),
        (b"this is a text", "pdf-broken"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 400, "pdf-broken"),
    ],
)
def test_what_is_no_pdf_is_refused(data: bytes, code: str) -> None:
    """Bytes that hold no PDF are refused by name, with a remedy."""
    with pytest.raises(Unreadable) as refusal:
        pages_from_pdf(data)
    assert refusal.value.reason_code == code
    assert refusal.value.remedy


def test_cut_off_file_never_fails_otherwise() -> None:
    """Wherever a file is cut off, it is read or refused."""
    data = pdf([[Text(60, 700, "Tekst")]])
    for end in range(0, len(data), 97):
        with contextlib.suppress(Unreadable):
            assert len(pages_from_pdf(data[:end]).pages) == 1


def test_file_without_pages_is_refused() -> None:
    """A PDF with no page at all is `pdf-empty`."""
    buffer = io.BytesIO()
    PdfWriter().write(buffer)
    with pytest.raises(Unreadable) as refusal:
        pages_from_pdf(buffer.getvalue())
    assert refusal.value.reason_code == "pdf-empty"


def encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([[Text(60, 700, "Geheim")]]))))
    writer.encrypt(password, owner_password="eigenaar", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_password_is_refused_and_an_empty_one_opens() -> None:
    """A file locked with a password is `pdf-encrypted`; one that asks none of its readers is read."""
    with pytest.raises(Unreadable) as refusal:
        pages_from_pdf(encrypted("geheim"))
    assert refusal.value.reason_code == "pdf-encrypted"
    assert texts(pages_from_pdf(encrypted(""))) == ("Geheim",)


def test_font_that_hides_its_characters_is_unread() -> None:
    """Glyph numbers are never taken for text."""
    data = pdf([[Text(60, 700, "Deze letters krijgen namen die niemand kent")]])
    writer = PdfWriter(clone_from=io.BytesIO(data))
    names = ArrayObject([NumberObject(32), *(NameObject(f"/{code}") for code in range(32, 128))])
    for font in writer.pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
        font.get_object()[NameObject("/Encoding")] = DictionaryObject({NameObject("/Differences"): names})
    buffer = io.BytesIO()
    writer.write(buffer)
    page = pages_from_pdf(buffer.getvalue()).pages[0]
    assert page.blocks == ()
    assert "do not say which characters" in page.unread


def test_endless_drawing_is_cut_off() -> None:
    """A page with far more text than a page can hold is read up to a bound, and says so."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf([[Text(60, 700, "Begin")]])))
    contents = content(writer, 0)
    resources = writer.pages[0]["/Resources"]
    name = next(iter(resources["/Font"]))  # type: ignore[index]
    drawing = b"BT %s 1 Tf 5 700 Td " % name.encode() + b"(a) Tj 9 0 Td (b) Tj -9 -0.01 Td " * 40_000 + b"ET"
    contents._data = zlib.compress(drawing)
    contents[NameObject("/Filter")] = NameObject("/FlateDecode")
    buffer = io.BytesIO()
    writer.write(buffer)
    page = pages_from_pdf(buffer.getvalue()).pages[0]
    assert page.unread.startswith("left out what comes after")


# Real words: letters in any order are noise, and left out.
VOCABULARY = "de het een toezicht inspectie minister wet houdt op uitvoering kwaliteit en van door"
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.lists(WORDS, min_size=60, max_size=120).map(" ".join)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(left=TEXTS, right=TEXTS, order=st.sampled_from(ORDERS))
def test_words_out_are_words_in(left: str, right: str, order: Order) -> None:
    """Of two columns every word comes out, once, in reading order."""
    page = columns([[left], [right]], order=order, lefts=[60, 300], width=215)
    assert " ".join(texts(pages_from_pdf(pdf([page])))) == f"{left} {right}"


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("None", None),
        ("Untitled-1", None),
        ("RO_PUBL_030_A4_Informatieblad", None),
        ("Microsoft Word - brief versie 2.docx", None),
        ("Bijlage 1_definitief", "Bijlage 1_definitief"),
        ("MINISTERRAAD", "MINISTERRAAD"),
    ],
)
def test_what_is_no_title(said: str, title: str | None) -> None:
    """The name of a file or a template, or a program's word for none, is no title."""
    assert pages_from_pdf(pdf([[Text(60, 700, "Tekst")]], title=said)).title == title
