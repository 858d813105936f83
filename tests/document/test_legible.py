"""What of a page is text: what a person sees and can read, or the text layer of a scan; of all else it is said why not."""

import pytest

from kg.document.from_pdf import PdfPage, pages_from_pdf

from .raw_pdf import SENTENCE, SHOWN, file_of, image, page_of, stream

WITH_IMAGE = b"/Font<</F 5 0 R>>/XObject<</I 6 0 R>>/ExtGState<</G 7 0 R>>"
PICTURE = image(2, 2, b"\x80" * 4)
WHOLE = b"q 600 0 0 800 0 0 cm /I Do Q "
HIDDEN = b"BT /F 12 Tf 3 Tr 50 650 Td (Dit staat er onzichtbaar en telt dus niet mee.) Tj ET "
UNSEEN = "characters that cannot be seen are left out: 38 "


def read(data: bytes) -> PdfPage:
    return pages_from_pdf(data).pages[0]


def words(page: PdfPage) -> list[str]:
    return [block[0] for block in page.blocks]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (SHOWN + HIDDEN, "invisible"),
        (SHOWN + b"1 g " + HIDDEN.replace(b"3 Tr", b""), "white on white"),
        (SHOWN + b"1 1 1 rg 0 600 600 70 re f 0 0 0 0 k " + HIDDEN.replace(b"3 Tr", b""), "white on white"),
        (SHOWN + HIDDEN.replace(b"3 Tr", b"").replace(b"12 Tf", b"0.5 Tf"), "too small to see"),
        (SHOWN + HIDDEN.replace(b"3 Tr", b"") + b"0 g 0 640 600 30 re f", "painted over"),
        (SHOWN + HIDDEN.replace(b"3 Tr", b"") + b"q 600 0 0 30 0 640 cm /I Do Q", "under an image"),
        (SHOWN + HIDDEN.replace(b"3 Tr", b"").replace(b"50 650", b"50 -90"), "outside the page"),
    ],
)
def test_what_a_person_cannot_see_is_no_text(content: bytes, reason: str) -> None:
    """Text drawn so that nobody sees it is left out, and the page says how much and why; what is seen is read."""
    page = read(page_of(content, PICTURE, b"<<>>", resources=WITH_IMAGE))
    assert words(page) == [SENTENCE]
    assert page.unseen == UNSEEN + reason
    assert not page.unread
    assert not page.by_ocr


@pytest.mark.parametrize(
    "content",
    [
        b"0 0 1 rg 0 600 600 200 re f 1 g " + SHOWN,
        b"0 0 1 rg 0 600 m 600 600 l 600 800 l 0 800 l f 1 1 1 rg " + SHOWN,
        b"q 600 0 0 300 0 500 cm /I Do Q 1 g " + SHOWN,
        SHOWN + b"/G gs 1 1 0 rg 0 600 600 200 re f",
        SHOWN + b"q 0 0 10 10 re W n 0 g 0 600 600 200 re f Q",
        SHOWN + b"0 g 0 600 m 600 600 l 300 800 l f",
        b"/Separation cs 1 scn " + SHOWN,
        b"0 g 0 600 600 200 re f q 1 g Q " + SHOWN.replace(b"BT", b"BT 1 g"),
    ],
)
def test_what_a_person_sees_is_text(content: bytes) -> None:
    """White letters on a coloured ground, words under a marker's colour, and those a clipped or slanted area does not cover."""
    page = read(page_of(content, PICTURE, b"<</ca 0.4/BM/Multiply>>", resources=WITH_IMAGE))
    assert (words(page), page.unseen, page.unread) == ([SENTENCE], "", "")


@pytest.mark.parametrize("content", [WHOLE + SHOWN.replace(b"12 Tf", b"12 Tf 3 Tr"), SHOWN + WHOLE])
def test_text_layer_of_a_scan_is_read_and_said_to_be_by_ocr(content: bytes) -> None:
    """Invisible text on the picture of a page, or text below it, was put there by a program that read the picture."""
    page = read(page_of(content, PICTURE, b"<<>>", resources=WITH_IMAGE))
    assert (words(page), page.by_ocr, page.unread, page.unseen) == ([SENTENCE], True, "", "")


def test_picture_without_text_is_unread() -> None:
    """A page that is only a picture has no text; nothing is guessed."""
    page = read(page_of(WHOLE, PICTURE, b"<<>>", resources=WITH_IMAGE))
    assert (page.blocks, page.unread) == ((), "no text: the page is a picture")


def test_stamp_on_a_picture() -> None:
    """A few characters on the picture of a page are kept, and it is said that the rest is a picture."""
    stamp = b"BT /F 12 Tf 50 700 Td (Ontvangen op 3 mei) Tj ET"
    page = read(page_of(WHOLE + stamp, PICTURE, b"<<>>", resources=WITH_IMAGE))
    assert words(page) == ["Ontvangen op 3 mei"]
    assert page.unread == "the page is a picture, on which only 15 characters are text"


def scanned(pages: int, *, same: bool) -> bytes:
    """Pages whose visible text stands on a picture as large as the page: one picture for all, or one for each."""
    lines = b"".join(b"BT /F 10 Tf 50 %d Td (%s) Tj ET " % (700 - 30 * row, SENTENCE.encode()) for row in range(8))
    first = 6
    kids = b" ".join(b"%d 0 R" % (first + 2 * index) for index in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<<>>",
        stream(WHOLE + lines),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for index in range(pages):
        used = first + 1 + (0 if same else 2 * index)
        resources = b"/Font<</F 5 0 R>>/XObject<</I %d 0 R>>" % used
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<%s>>>>"
        objects += [page % resources, PICTURE]
    return file_of(objects)


@pytest.mark.parametrize(("same", "by_ocr"), [(False, True), (True, False)])
def test_scans_with_visible_text(*, same: bool, by_ocr: bool) -> None:
    """Where each page has a picture of its own below its text it is a scan; the ground that slides share is not."""
    found = pages_from_pdf(scanned(3, same=same))
    assert [page.by_ocr for page in found.pages] == [by_ocr] * 3
    assert [words(page)[0].startswith(SENTENCE) for page in found.pages] == [True] * 3


def test_signs_without_letters_are_no_text() -> None:
    """A page of signs says that its characters make no words."""
    page = read(page_of(b"BT /F 12 Tf 50 700 Td (%s) Tj ET" % (b"$%&*+=/<>" * 8)))
    assert (page.blocks, page.unread) == ((), "the characters of the page make no words")


def test_letters_that_are_drawings() -> None:
    """Where a font's letters are drawings without names, all its text on the page is counted, at the widths the font tells."""
    widths = b"/FirstChar 97/LastChar 122/Widths[%s]" % (b"0.5 " * 26)
    codes = b" ".join(b"/%d" % code for code in range(97, 123))
    font = b"<</Type/Font/Subtype/Type3/FontMatrix[1 0 0 1 0 0]/FontBBox[0 0 1 1]/CharProcs<<>>%s/Encoding<</Differences[97 %s]>>>>"
    content = b"BT /F 10 Tf 50 700 Td (alletekens) Tj ET"
    page = read(page_of(content, font % (widths, codes), resources=b"/Font<</F 6 0 R>>"))
    assert page.unread == "10 of 10 characters are in fonts that do not say which characters they are"
    assert page.unseen == ""
