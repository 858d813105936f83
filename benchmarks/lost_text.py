"""A second opinion on the characters of PDF pages: what pdfium finds in the page's box and we do not, or the other way round.

Usage: python benchmarks/lost_text.py FOLDER

Prints the pages where more than 2 % of the letters and figures differ, with what we say of them ourselves. Needs pypdfium2.
"""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from pypdf import PdfReader

from kg.document.glyphs import draw_page
from kg.document.legible import legible

_MOST_DIFFERENT = 0.02


def signs(text: str) -> Counter[str]:
    """How often each letter and figure stands in a text."""
    return Counter(char for char in text.casefold() if char.isalnum())


def differences(path: Path) -> Iterator[tuple[int, int, int, int, str]]:
    """For each page: its number, the characters that pdfium finds, those lost, those too many, and what we say of it."""
    reader, other = PdfReader(path), pypdfium2.PdfDocument(path)
    fonts: dict[int, object] = {}
    for index, page in enumerate(reader.pages):
        read = legible(draw_page(page, fonts))  # type: ignore[arg-type]
        ours = signs("".join(piece.text for piece in read.pieces))
        theirs = signs(other[index].get_textpage().get_text_bounded(*other[index].get_cropbox()))
        said = "; ".join(reason for reason in (read.unread, read.unseen) if reason)
        yield index + 1, theirs.total(), (theirs - ours).total(), (ours - theirs).total(), said


def main() -> None:
    """Compares all PDFs of the folder named on the command line."""
    logging.disable()
    pages = different = 0
    for path in sorted(Path(sys.argv[1]).glob("*.pdf")):
        for number, found, lost, more, said in differences(path):
            pages += 1
            if max(lost, more) > _MOST_DIFFERENT * found:
                different += 1
                print(f"{path.name} p. {number}: of {found} lost {lost}, too many {more} | {said}")
    print(pages, "pages,", different, "differ")


if __name__ == "__main__":
    main()
