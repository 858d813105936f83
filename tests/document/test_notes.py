"""A footnote mark is no part of a word, and leads to its note."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from kg.document.assemble import document_from_pages
from kg.document.from_text import pages_from_text
from kg.document.model import Document, Metadata

from .pdf_pages import FONT, Text, pdf
from .test_placing import read


def links(document: Document) -> list[tuple[int, str, str, str | None]]:
    """For each mark: page, the text before it, the mark, its note."""
    return [
        (
            page.number,
            document.text[: mark.at].split()[-1],
            mark.mark,
            mark.note.of(document.text) if mark.note else None,
        )
        for page in document.pages
        for mark in page.notes
    ]


def body(text: str, y: float, mark: str = "") -> list[Text]:
    """A line of body text at that height, with a raised mark behind it."""
    end = 60 + stringWidth(text, FONT, 10)
    return [Text(60, y, text), *([Text(end, y + 4, mark, size=6)] if mark else [])]


def note(text: str, y: float) -> list[Text]:
    return [Text(60, y, text, size=7)]


def pdf_with_marks() -> bytes:
    """Two pages: marks 1 and "2,3" on the first; on the second another 2, one without a note, and the 3 once more."""
    first = [
        *body("De Inspectie houdt toezicht op de zorg", 700, "1"),
        *body("en zij meldt dat aan de minister.", 688, "2,3"),
        *body("Daarna beoordeelt de minister het verslag van de Inspectie.", 676),
        *note("1 Zie de wet op de zorg.", 120),
        *note("2 Zie het verslag van vorig jaar.", 110),
        *note("3 En de brief die daarop volgde.", 100),
    ]
    second = [
        *body("De gemeente controleert de bedrijven", 700, "2"),
        *body("en de scholen in de hele regio.", 688, "9"),
        *body("Zij stuurt haar bevindingen naar de provincie.", 676, "3"),
        *note("2 Zie het jaarplan van de gemeente.", 110),
    ]
    return pdf([first, second])


def test_raised_marks_lead_to_their_notes() -> None:
    """A mark leaves the text and leads to the note on its own page, or to the only one with its number; one may have none."""
    document = read(pdf_with_marks())
    assert document.text.startswith("De Inspectie houdt toezicht op de zorg en zij meldt dat aan de minister.\nDaarna")
    assert links(document) == [
        (1, "zorg", "1", "1 Zie de wet op de zorg."),
        (1, "minister.", "2", "2 Zie het verslag van vorig jaar."),
        (1, "minister.", "3", "3 En de brief die daarop volgde."),
        (2, "bedrijven", "2", "2 Zie het jaarplan van de gemeente."),
        (2, "regio.", "9", None),
        (2, "provincie.", "3", "3 En de brief die daarop volgde."),
    ]
    assert {mark.length for page in document.pages for mark in page.notes} == {0}


def plain(text: str) -> Document:
    found = pages_from_text(text.encode())
    return document_from_pages(b"", file="a.txt", pages=found.pages, paged=found.paged, metadata=Metadata())


NOTES = "\n14 Zie de toelichting bij deze wet.\n15 Gepubliceerd in het jaar 2022.\n"


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("In het Statuut15 staan afspraken.", [("Statuut", "15")]),
        ("Dit staat in de Wet op de zorg.14 Daarna volgt meer.", [("zorg.", "14")]),
        ("Het is verbeterd (zie het verslag)15.", [("verslag)", "15")]),
        ("Dat geldt voor de wet¹⁴ en de zorg.", [("wet", "14")]),
        ("Het Statuut15 en het Statuut15 zijn er.", []),  # not sure which
        ("De Statuut16 heeft geen noot.", []),
        ("Het gaat om CO15 en de A15 en 15 scholen.", []),  # no words
        ("In het Besluit15a staat het, en in besluit15.2 ook.", []),
    ],
)
def test_glued_marks_of_plain_text(text: str, marks: list[tuple[str, str]]) -> None:
    """A number behind a word is a mark where a note of the page has it; the text stays as it is."""
    document = plain(f"{text}\nDe Inspectie houdt toezicht op de uitvoering van de wet.{NOTES}")
    assert document.text.startswith(text)
    found = document.pages[0].notes
    assert [(document.text[: mark.at].split()[-1], mark.mark) for mark in found] == marks
    assert all(
        document.text[mark.at : mark.at + mark.length].translate(str.maketrans("¹⁴", "14")) == mark.mark
        for mark in found
    )
    assert all(mark.note and mark.note.of(document.text).startswith(mark.mark) for mark in found)
