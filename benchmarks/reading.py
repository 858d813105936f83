"""How whole the sentences of a page come out, and how fast: our reader beside pypdf's plain text, on generated layouts.

Run by hand: `python benchmarks/reading.py`. A sentence is whole when all its words stand together in the text as read.
"""

from __future__ import annotations

import io
import random
import sys
import time
from collections.abc import Callable, Iterable

from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from kg.document.from_pdf import pages_from_pdf

FONT, SIZE, LEADING, TOP, FOOT = "Times-Roman", 10, 12, 770, 110
PAGES = 20
LAYOUTS = {"one column": 1, "two columns": 2, "three columns": 3}
ORDERS = ("column", "row", "word")
NOUNS = ("inspectie", "minister", "gemeente", "autoriteit", "instelling", "dienst", "wet", "regeling", "zorgaanbieder")
VERBS = ("controleert", "informeert", "beoordeelt", "ondersteunt", "onderzoekt", "adviseert")
ENDS = (
    "over de uitvoering van het beleid",
    "in alle regio's",
    "met andere toezichthouders",
    "na overleg met betrokkenen",
)

Draw = tuple[int, int, float, int, str]  # column, row, x, y, text


def sentences(source: random.Random, count: int) -> list[str]:
    """Sentences that all differ, for each has a number of its own."""
    found = []
    for number in range(count):
        subject, thing = source.choice(NOUNS), source.choice(NOUNS)
        more = " en ".join(source.sample(ENDS, source.randint(1, 3)))
        found.append(f"De {subject} {source.choice(VERBS)} volgens afspraak {number} de {thing} {more}.")
    return found


def lines(texts: Iterable[str], width: float) -> list[str]:
    """The texts as one paragraph, broken into lines."""
    found: list[str] = []
    for word in " ".join(texts).split():
        longer = f"{found[-1]} {word}" if found else word
        if found and stringWidth(longer, FONT, SIZE) <= width:
            found[-1] = longer
        else:
            found.append(word)
    return found


def page(source: random.Random, columns: int) -> tuple[list[str], list[Draw]]:
    """The sentences of a page, and its lines with their places."""
    gutter, left = 18.0, 55.0
    width = (485 - gutter * (columns - 1)) / columns
    rows = int((TOP - FOOT) / LEADING)
    texts = sentences(source, 60)
    broken = lines(texts, width)[: rows * columns]
    whole = " ".join(broken)
    placed = [
        (column, row, left + column * (width + gutter), TOP - LEADING * row, broken[column * rows + row])
        for column in range(columns)
        for row in range(rows)
        if column * rows + row < len(broken)
    ]
    return [text for text in texts if text in whole], placed


def draw(canvas: Canvas, placed: list[Draw], order: str, number: int) -> None:
    """Draws a page in that order, with a running head, footnotes and the page's number."""
    canvas.setFont(FONT, 8)
    canvas.drawString(55, 810, "Jaarplan toezicht")
    canvas.drawString(55, 80, "1 Zie de toelichting bij deze bladzijde, die over de bronnen gaat.")
    canvas.drawString(55, 70, "2 Aldus het jaarverslag.")
    canvas.drawString(290, 30, str(number))
    canvas.setFont(FONT, SIZE)
    ordered = placed if order == "column" else sorted(placed, key=lambda line: (line[1], line[0]))
    for _, _, left, y, text in ordered:
        x = left
        if order != "word":
            canvas.drawString(x, y, text)
            continue
        for word in text.split():
            canvas.drawString(x, y, word)
            x += stringWidth(f"{word} ", FONT, SIZE)
    canvas.showPage()


def ours(data: bytes) -> str:
    """The text as our reader gives it."""
    return " ".join(text for read in pages_from_pdf(data).pages for text, _ in read.blocks)


def plain(data: bytes) -> str:
    """The text as pypdf gives it."""
    return " ".join(read.extract_text() for read in PdfReader(io.BytesIO(data)).pages)


def measured(reader: Callable[[bytes], str], data: bytes, expected: list[str]) -> str:
    """Sentences whole in percent, and pages a second of processor time."""
    start = time.process_time()
    text = " ".join(reader(data).split())
    seconds = time.process_time() - start
    whole = sum(sentence in text for sentence in expected)
    return f"{100 * whole / len(expected):5.1f} % {PAGES / seconds:6.1f} p/s"


def main() -> None:
    """Prints a line for each layout and order."""
    sys.stdout.write(f"{'layout':14} {'order':7} {'ours':>18} {'pypdf plain':>19}\n")
    for name, columns in LAYOUTS.items():
        for order in ORDERS:
            source = random.Random(1)  # noqa: S311 - the same pages each time
            buffer = io.BytesIO()
            canvas = Canvas(buffer, pagesize=A4, invariant=True)
            expected: list[str] = []
            for number in range(1, PAGES + 1):
                found, placed = page(source, columns)
                expected += found
                draw(canvas, placed, order, number)
            canvas.save()
            data = buffer.getvalue()
            sys.stdout.write(
                f"{name:14} {order:7} {measured(ours, data, expected)}  {measured(plain, data, expected)}\n"
            )


if __name__ == "__main__":
    main()
