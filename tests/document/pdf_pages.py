"""Makes small PDF files with known text, drawn in an order of choice."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

Order = Literal["column", "row", "word"]
FONT = "Times-Roman"
TOP = 760.0


@dataclass(frozen=True)
class Text:
    """A string at a place, in points from the left and the foot of the page."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = FONT


def pdf(pages: Iterable[Sequence[Text]], **information: str) -> bytes:
    """A PDF with these pages, drawn in the order given."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    for key, value in information.items():
        getattr(canvas, f"set{key.capitalize()}")(value)
    for page in pages:
        for text in page:
            canvas.setFont(text.font, text.size)
            canvas.drawString(text.x, text.y, text.text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def wrapped(text: str, width: float, size: float = 10) -> list[str]:
    """The lines of a paragraph, broken where the next word does not fit."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and stringWidth(longer, FONT, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def columns(
    texts: Sequence[Sequence[str]],
    *,
    order: Order,
    lefts: Sequence[float],
    width: float,
    top: float = TOP,
    size: float = 10,
) -> list[Text]:
    """Paragraphs in columns, drawn column by column, row by row across all columns, or so word by word."""
    placed: list[tuple[int, int, Text]] = []
    for column, (paragraphs, left) in enumerate(zip(texts, lefts, strict=True)):
        row = 0
        for paragraph in paragraphs:
            for line in wrapped(paragraph, width, size):
                placed.append((column, row, Text(left, top - 1.2 * size * row, line, size)))
                row += 1
            row += 1
    if order == "column":
        return [text for _, _, text in placed]
    rows = [text for _, _, text in sorted(placed, key=lambda found: (found[1], found[0]))]
    return rows if order == "row" else [word for text in rows for word in words(text)]


def words(text: Text) -> list[Text]:
    """Each word of a line at its own place."""
    found, x = [], text.x
    for word in text.text.split():
        found.append(Text(x, text.y, word, text.size, text.font))
        x += stringWidth(f"{word} ", text.font, text.size)
    return found
