"""Plain text and Markdown: how it is decoded, and what becomes of its lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document.from_text import PlainText, pages_from_text
from kg.document.model import BlockKind
from kg.document.unreadable import Unreadable

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM


def read(text: str, *, markdown: bool = False) -> PlainText:
    return pages_from_text(text.encode(), markdown=markdown)


def lines(text: str, *, markdown: bool = False) -> list[str]:
    return [block for page in read(text, markdown=markdown).pages for block, _ in page.blocks]


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "text-empty", "no text"),
        (b"\xef\xbb\xbf \r\n\f\n", "text-empty", "no text"),
        ("\u00a0\n".encode(), "text-empty", "no text"),
        (b"Caf\xe9 de wet", "text-not-utf8", "byte 3 (0xE9)"),
        (b"\xef\xbb\xbfab\xff", "text-not-utf8", "byte 5 (0xFF)"),
        ("wet".encode("utf-16"), "text-not-utf8", "UTF-16"),
        (b"de wet\0op", "text-binary", "byte 6 is NUL"),
        (b"\x01\x02\x03\x04wet", "text-binary", "control characters"),
    ],
)
def test_unreadable(data: bytes, code: str, words: str) -> None:
    """What is no UTF-8 text is refused, with the place and a remedy; an encoding is never guessed."""
    with pytest.raises(Unreadable) as problem:
        pages_from_text(data)
    assert problem.value.reason_code == code
    assert words in problem.value.message
    assert problem.value.remedy


def test_line_ends_and_byte_order_mark() -> None:
    """A byte order mark is no part of the text, and CRLF and CR end a line as LF does."""
    found = pages_from_text(b"\xef\xbb\xbfEen zin.\r\nNog een zin.\rEn een.")
    assert [text for text, _ in found.pages[0].blocks] == ["Een zin.", "Nog een zin.", "En een."]
    assert not found.paged


def test_form_feeds_part_pages() -> None:
    """A form feed begins a page, one at the end of the file does not; an empty page in between keeps its number."""
    found = read("Blad een.\f\fBlad drie.\n\f")
    assert found.paged
    assert [(page.number, [text for text, _ in page.blocks]) for page in found.pages] == [
        (1, ["Blad een."]),
        (2, []),
        (3, ["Blad drie."]),
    ]


def test_wrapped_lines_become_paragraphs() -> None:
    """Lines that a paragraph was wrapped into are joined, and a hyphen goes only where it broke a word."""
    text = """De Inspectie Justitie en Veiligheid houdt toezicht op de uitvoe-
ring van het beleid door de politie, op het gebruik van AI-
systemen en op de informatie- en communicatietechniek van de informatie-
uitwisseling in de keten. Zij rapporteert daarover aan de minister.

De minister zendt het rapport met zijn reactie binnen zes weken aan de
Tweede Kamer.
"""
    assert lines(text) == [
        (
            "De Inspectie Justitie en Veiligheid houdt toezicht op de uitvoering van het beleid door de politie, op "
            "het gebruik van AI-systemen en op de informatie- en communicatietechniek van de informatie-uitwisseling "
            "in de keten. Zij rapporteert daarover aan de minister."
        ),
        "De minister zendt het rapport met zijn reactie binnen zes weken aan de Tweede Kamer.",
    ]


def test_paragraph_lines_stay() -> None:
    """Text whose lines are paragraphs keeps them: a line each, word for word."""
    text = (
        "De NVWA houdt toezicht op de naleving van de Warenwet door bedrijven die levensmiddelen maken of "
        "verhandelen, en zij treedt op waar dat nodig is.\nDe minister informeert de Kamer.\nZie www.nvwa.nl"
    )
    assert lines(text) == text.split("\n")


def test_names_below_one_another_stay_apart() -> None:
    """Short lines without a stop are a list, not a wrapped paragraph."""
    assert lines("gemeenten\nprovincies\nwaterschappen") == ["gemeenten", "provincies", "waterschappen"]


def test_kinds() -> None:
    """A short line alone is a heading; what a letter, number or bullet opens is an item, also a number alone."""
    text = """Toezicht op de naleving

Artikel 5

1.
De ambtenaren zijn belast met het toezicht.

a. de burgemeester;

2°. de raad.

• Bedrijven
- Burgers

De wet treedt in werking."""
    assert read(text).pages[0].blocks == (
        ("Toezicht op de naleving", HEADING),
        ("Artikel 5", HEADING),
        ("1.", ITEM),
        ("De ambtenaren zijn belast met het toezicht.", PARAGRAPH),
        ("a. de burgemeester;", ITEM),
        ("2°. de raad.", ITEM),
        ("• Bedrijven", ITEM),
        ("- Burgers", ITEM),
        ("De wet treedt in werking.", PARAGRAPH),
    )


def test_footnotes_at_the_foot() -> None:
    """Numbered lines at the end of a page, with rising numbers, are footnotes; a page of only such lines is a list."""
    text = (
        "De Inspectie ziet toe op de wet.\n\n14 Op het moment van schrijven in voorbereiding.\n15 https://www.afm.nl/x"
    )
    assert [kind for _, kind in read(text).pages[0].blocks] == [PARAGRAPH, BlockKind.FOOTNOTE, BlockKind.FOOTNOTE]
    assert [kind for _, kind in read("14 De ene.\n15 De andere.").pages[0].blocks] == [PARAGRAPH, PARAGRAPH]


def test_markdown_marks_go() -> None:
    """In Markdown the marks of headings, emphasis, links, rules and tables are no part of the text."""
    text = """---
titel: Grondwaterwet
---
# Grondwaterwet

## Artikel 49
Met het **toezicht** op de _naleving_ zijn [belast](https://wetten.nl/x_(y)) de ambtenaren.

***

| Post | Taak |
|------|------|
| raad | toezicht |
"""
    found = read(text, markdown=True)
    assert found.title == "Grondwaterwet"
    assert found.pages[0].blocks == (
        ("Grondwaterwet", HEADING),
        ("Artikel 49", HEADING),
        ("Met het toezicht op de naleving zijn belast de ambtenaren.", PARAGRAPH),
        ("Post | Taak", BlockKind.TABLE),
        ("raad | toezicht", BlockKind.TABLE),
    )


def test_marks_stay_in_plain_text() -> None:
    """In a text file a line with # is a heading, and all marks are text."""
    text = "Grondwaterwet\n## Artikel 49\nMet het *toezicht* zijn belast de ambtenaren."
    assert read(text).pages[0].blocks == (
        ("Grondwaterwet", HEADING),
        ("## Artikel 49", HEADING),
        ("Met het *toezicht* zijn belast de ambtenaren.", PARAGRAPH),
    )


@given(st.lists(st.text(alphabet="abcDE .,:;-1\n\t", max_size=60), min_size=1, max_size=8))
def test_no_word_is_changed(pages: list[str]) -> None:
    """All characters but white space and line-end hyphens come back, in order."""
    text = "\f".join([*pages, "einde"])
    found = "".join(lines(text))
    assert "".join(found.split()).replace("-", "") == "".join(text.split()).replace("-", "")
