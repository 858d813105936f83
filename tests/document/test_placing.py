"""Each word of the text is led back to the glyphs that drew it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject
from reportlab.pdfbase.pdfmetrics import stringWidth

from kg.base.span import Span
from kg.document.assemble import document_from_pages
from kg.document.from_pdf import pages_from_pdf
from kg.document.lines import Line, Word
from kg.document.model import Document, Metadata
from kg.document.places import Area
from kg.document.placing import placed_words, turned_back

from .pdf_pages import FONT, Order, Text, columns, pdf, words

HEIGHT = 841.89  # points, of A4


def read(data: bytes) -> Document:
    """The document of a PDF."""
    found = pages_from_pdf(data)
    return document_from_pages(
        data,
        file="a.pdf",
        pages=found.pages,
        paged=True,
        metadata=Metadata(),
        words=[page.words for page in found.pages],
    )


def areas_of(document: Document, text: str) -> tuple[Area, ...]:
    start = document.text.index(text)
    return document.areas(Span(start, start + len(text)))


def drawn(text: Text) -> tuple[float, float, float]:
    """Left, right and baseline of a string, from the top left corner."""
    return text.x, text.x + stringWidth(text.text, FONT, text.size), HEIGHT - text.y


def holds(area: Area, text: Text) -> bool:
    """Whether an area is just where a string was drawn."""
    left, right, base = drawn(text)
    sides = abs(area.x0 - left) < 0.2 and abs(area.x1 - right) < 0.2
    return sides and area.top < base - 0.6 * text.size and base < area.bottom < base + 0.5 * text.size


VOWELS = st.sampled_from(["toezicht", "wet", "minister", "inspectie", "zorg", "gemeenten", "coöperatie", "AI-systeem"])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    left=st.lists(VOWELS, min_size=30, max_size=60),
    right=st.lists(VOWELS, min_size=30, max_size=60),
    order=st.sampled_from(["column", "row", "word"]),
)
def test_each_word_lies_where_it_was_drawn(left: list[str], right: list[str], order: Order) -> None:
    """Whatever the order of drawing: the area of each word in the text is that of its glyphs."""
    said = [[f"Zij {' '.join(left)}."], [f"Het {' '.join(right)}."]]
    page = columns(said, order=order, lefts=[60, 300], width=215)
    document = read(pdf([page]))
    glyphs = [word for line in columns(said, order="column", lefts=[60, 300], width=215) for word in words(line)]
    assert document.text.split() == [word.text for word in glyphs]
    position = 0
    for word in glyphs:
        position = document.text.index(word.text, position)
        (area,) = document.areas(Span(position, position + len(word.text)))
        assert area.page == 1
        assert holds(area, word)
        position += len(word.text)


def test_a_word_over_two_lines_has_two_areas() -> None:
    """A word that a hyphen broke stands on both lines, and each part is where it was drawn."""
    first, second = Text(60, 700, "De Inspectie houdt toe-"), Text(60, 688, "zicht op de zorg in het hele land.")
    document = read(pdf([[first, second]]))
    assert document.text == "De Inspectie houdt toezicht op de zorg in het hele land."
    toe, zicht = areas_of(document, "toezicht")
    assert holds(toe, words(first)[-1])
    assert holds(zicht, words(second)[0])
    assert areas_of(document, "op de zorg")[0].x0 == pytest.approx(words(second)[1].x, abs=0.2)


def test_a_cropped_page_is_measured_as_it_is_shown() -> None:
    """Places count from the corner of the crop box."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([[Text(160, 700, "De Inspectie ziet toe.")]]))))
    writer.pages[0].cropbox = RectangleObject((100, 50, 595, 741.89))
    data = io.BytesIO()
    writer.write(data)
    (area,) = areas_of(read(data.getvalue()), "De Inspectie ziet toe.")
    assert (area.x0, area.top < 41.89 < area.bottom) == (60.0, True)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_measured_as_it_is_shown(turn: int) -> None:
    """Where the page is turned for its reader, the area turns along."""
    text = Text(160, 700, "De Inspectie ziet toe.")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([[text]]))))
    writer.pages[0].rotate(turn)
    data = io.BytesIO()
    writer.write(data)
    left, right, base = drawn(text)
    (area,) = areas_of(read(data.getvalue()), text.text)
    height, width = HEIGHT, 595.28
    shown = {
        90: (height - base, left, right),
        180: (height - base, width - right, width - left),
        270: (base, width - right, width - left),
    }
    across, low, high = shown[turn]
    box = (area.x0, area.x1) if turn != 180 else (area.top, area.bottom)
    along = (area.top, area.bottom) if turn != 180 else (area.x0, area.x1)
    assert along == pytest.approx((low, high), abs=0.3)
    assert box[0] < across < box[1]
    assert box[1] - box[0] < 2 * text.size


def words_at(*texts: str) -> Line:
    return Line(tuple(Word(text, 10.0 * number, 10.0 * number + 8, 100, 10) for number, text in enumerate(texts)))


@pytest.mark.parametrize(
    ("text", "lines", "placed"),
    [
        ("het toezicht op", [("het", "toe-"), ("zicht", "op")], ["het", "toe", "zicht", "op"]),
        ("niet-essentieel", [("niet-",), ("essentieel",)], ["niet-", "essentieel"]),
        ("toezicht", [("toe\u00ad",), ("zicht",)], ["toe", "zicht"]),
        ("officieel coöp", [("o\ufb03cieel", "coo\u0308p")], ["officieel", "coöp"]),
        ("een cel | een cel", [("een", "cel"), ("een", "cel")], ["een", "cel", "een", "cel"]),
        ("a b c", [("a b", "\u00ad", "c")], ["a b", "c"]),
    ],
)
def test_words_are_found_in_the_text_made_of_them(text: str, lines: list[tuple[str, ...]], placed: list[str]) -> None:
    """Dropped hyphens, ligatures, composed letters, added signs and spaces do not shift a word."""
    found = placed_words(text, [words_at(*line) for line in lines], 1, turned_back(0, 600, 800))
    assert [text[word.start : word.end] for word in found] == placed


@pytest.mark.parametrize("turn", range(4))
def test_turning_back_keeps_the_size(turn: int) -> None:
    """A box is as large after turning back, and lies on the page."""
    x0, top, x1, bottom = turned_back(turn, 600, 800)(10, 20, 110, 40)
    sides = (x1 - x0, bottom - top)
    assert sides == ((100, 20) if turn in (0, 2) else (20, 100))
    assert 0 <= x0 < x1 <= 600
    assert 0 <= top < bottom <= 800


def test_every_sign_of_real_documents_has_a_place(shared: Path) -> None:
    """Two columns, tables, footnotes: no character of the text but white space is without an area."""
    for name in ("15-bzk-ai-verordening-roadmap.pdf", "52-kamervragen-1980-nza-buurtzorg.pdf"):
        found = pages_from_pdf((shared / "data" / "pdf" / name).read_bytes())
        for page in found.pages:
            for (text, _), placed in zip(page.blocks, page.words, strict=True):
                covered = {at for word in placed for at in range(word.start, word.end)}
                assert [text[at] for at in range(len(text)) if at not in covered and not text[at].isspace()] == []
