"""Pages that are pictures, read by tesseract: words with places, in our own order, marked for what they are."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.base.errors import KgError
from kg.document import ocr as module
from kg.document.from_file import document_from_file
from kg.document.from_pdf import pages_from_pdf
from kg.document.lines import Word
from kg.document.model import BlockKind
from kg.document.ocr import Ocr, installed_ocr, page_from_table

from .pdf_pages import Text, columns, pdf
from .raw_pdf import image, page_of

LEFT = "De Inspectie houdt toezicht op de uitvoering van de wet en op de kwaliteit van het werk van alle diensten in het land."
RIGHT = (
    "Een jaar later beoordeelt de minister of de maatregelen werken en of er aanleiding is voor een nieuw onderzoek."
)
HEAD = (
    "level",
    "page_num",
    "block_num",
    "par_num",
    "line_num",
    "word_num",
    "left",
    "top",
    "width",
    "height",
    "conf",
    "text",
)


@pytest.fixture(scope="module")
def tesseract() -> Ocr:
    """The installed program; absent, the test is skipped, but in continuous integration that is a failure."""
    try:
        return installed_ocr()
    except KgError as problem:
        if os.environ.get("CI") == "true":
            pytest.fail(str(problem))
        pytest.skip(str(problem))


def picture_of(page: Sequence[Text]) -> bytes:
    """A PDF that holds nothing but a picture of the page."""
    pdfium = pytest.importorskip("pypdfium2")
    with pdfium.PdfDocument(pdf([page])) as document:
        bitmap = document[0].render(scale=200 / 72, grayscale=True)
        data = bytes(bitmap.buffer)
        dots = b"".join(data[row * bitmap.stride : row * bitmap.stride + bitmap.width] for row in range(bitmap.height))
        seen = image(bitmap.width, bitmap.height, dots)
    return page_of(
        b"q 595 0 0 842 0 0 cm /I Do Q", seen, resources=b"/XObject<</I 6 0 R>>", entries=b"/MediaBox[0 0 595 842]"
    )


def test_scan_of_two_columns_is_read_in_order(tesseract: Ocr) -> None:
    """A picture of two columns with a heading becomes the text that a person reads, and is marked as read by OCR."""
    heading = Text(60, 790, "Ons toezicht in het komende jaar", 18)
    page = [heading, *columns([[LEFT], [RIGHT]], order="row", lefts=[60, 320], width=215, size=11)]
    found = pages_from_pdf(picture_of(page), ocr=tesseract).pages[0]
    assert found.by_ocr
    assert found.unread == ""
    assert found.blocks == (
        (heading.text, BlockKind.HEADING),
        (LEFT, BlockKind.PARAGRAPH),
        (RIGHT, BlockKind.PARAGRAPH),
    )


def test_without_ocr_a_picture_is_unread_and_says_how(tmp_path: Path) -> None:
    """By default nothing is read from a picture; the issue names the option that would."""
    path = tmp_path / "scan.pdf"
    path.write_bytes(picture_of([Text(60, 700, LEFT)]))
    read = document_from_file(path, name="scan.pdf")
    assert read.items[0].text == ""
    assert [(issue.code, "--ocr" in issue.remedy) for issue in read.issues] == [("page-picture", True)]


def test_pages_read_by_ocr_are_told(tesseract: Ocr, tmp_path: Path) -> None:
    """The page of the document says so, and an issue."""
    path = tmp_path / "scan.pdf"
    path.write_bytes(picture_of(columns([[LEFT]], order="column", lefts=[60], width=450, size=12)))
    read = document_from_file(path, name="scan.pdf", ocr=tesseract)
    assert read.items[0].text == LEFT
    assert [page.by_ocr for page in read.items[0].pages] == [True]
    assert [issue.code for issue in read.issues] == ["page-by-ocr"]


def test_empty_picture(tesseract: Ocr) -> None:
    """A picture in which the program finds nothing stays unread."""
    page = pages_from_pdf(picture_of([]), ocr=tesseract).pages[0]
    assert (page.blocks, page.by_ocr, page.unread) == (
        (),
        False,
        "no text: the page is a picture in which OCR finds no words",
    )


def table(*rows: tuple[str, int, int, int, int, float, str]) -> str:
    """A table of words: line, left, top, width, height, certainty, text."""
    told = [HEAD]
    for number, (line, left, top, width, height, sure, text) in enumerate(rows):
        told.append(
            ("5", "1", "1", "1", line, str(number), str(left), str(top), str(width), str(height), str(sure), text)
        )
    return "\n".join("\t".join(row) for row in told)


def test_words_of_a_row_share_baseline_and_size() -> None:
    """Letters that reach low or stay small do not move the baseline or change the size."""
    page = page_from_table(
        table(
            ("1", 0, 100, 40, 73, 95.0, "Het"), ("1", 50, 120, 40, 53, 95.0, "as"), ("1", 100, 120, 40, 74, 95.0, "nog")
        ),
        scale=1.0,
    )
    assert page.words == (
        Word("Het", 0.0, 40.0, 173.0, 100.0),
        Word("as", 50.0, 90.0, 173.0, 100.0),
        Word("nog", 100.0, 140.0, 173.0, 100.0),
    )


def test_words_that_the_program_doubts_are_left_out_and_counted() -> None:
    """A word of little certainty goes, and a whole row whose mean is low; a stroke is no word at all."""
    page = page_from_table(
        table(
            ("1", 0, 100, 40, 73, 95.0, "Het"),
            ("1", 50, 100, 40, 73, 12.0, "~~x"),
            ("2", 0, 200, 40, 73, 41.0, "ikt"),
            ("2", 50, 200, 40, 73, 45.0, "fbd"),
            ("3", 0, 300, 4, 73, 96.0, "|"),
        ),
        scale=1.0,
    )
    assert [word.text for word in page.words] == ["Het"]
    assert page.doubted == 3


def test_absent_program_tells_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the program is not there, the error says what to install."""
    pytest.importorskip("pypdfium2")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(KgError, match="apt install tesseract-ocr tesseract-ocr-nld"):
        installed_ocr()


def test_absent_extra_tells_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not there, the error says what to install."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(KgError, match=r"pip install 'toezichtgraaf\[ocr\]'"):
        installed_ocr()


def program(folder: Path, script: str) -> str:
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_absent_language_tells_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A program without Dutch is not used to read Dutch."""
    pytest.importorskip("pypdfium2")
    found = program(tmp_path, "echo 'List of available languages (1):'; echo eng")
    monkeypatch.setattr(shutil, "which", lambda _: found)
    with pytest.raises(KgError, match=r"no Dutch \(nld\).*apt install tesseract-ocr-nld"):
        installed_ocr()


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The bound on a page holds, the page says so, and the rest goes on."""
    monkeypatch.setattr(module, "_SECONDS", 0.2)
    slow = Ocr(program=program(tmp_path, "exec sleep 30"), version="slow")
    page = pages_from_pdf(picture_of([Text(60, 700, LEFT)]), ocr=slow).pages[0]
    assert page.unread == "no text: the page is a picture; reading it by OCR took more than 0.2 seconds"


def test_a_program_that_fails_is_told(tmp_path: Path) -> None:
    """What the program says when it fails stands in the reason."""
    bad = Ocr(program=program(tmp_path, "echo 'geen geheugen' >&2; exit 3"), version="bad")
    page = pages_from_pdf(picture_of([Text(60, 700, LEFT)]), ocr=bad).pages[0]
    assert page.unread == "no text: the page is a picture; tesseract ended with exit code 3: geen geheugen"


def test_same_picture_gives_same_words(tesseract: Ocr) -> None:
    """Reading twice gives the same."""
    data = picture_of(columns([[LEFT], [RIGHT]], order="column", lefts=[60, 320], width=215))
    assert pages_from_pdf(data, ocr=tesseract) == pages_from_pdf(data, ocr=tesseract)
    assert subprocess.run(
        [tesseract.program, "--version"], capture_output=True, check=True, text=True
    ).stdout.startswith(tesseract.version.split(" nld")[0])
