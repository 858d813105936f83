"""Sets examples/werkprogramma-2026.pdf: one page in two columns, with a running head, footnotes and a page number.

The page is text of our own. It comes out the same byte for byte, whatever the day or the machine: no clock, no
compression, no font but those that every PDF reader has.

Usage: python tools/make_examples.py [FILE]
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

FILE = Path(__file__).resolve().parent.parent / "examples" / "werkprogramma-2026.pdf"

TITLE = "Werkprogramma 2026: toezicht op justitie en veiligheid"
RUNNING_HEAD = "Werkprogramma 2026 | voorbeeldtekst van Toezichtgraaf"
PAGE_NUMBER = "1"

# A blank line parts paragraphs; a heading begins with "#"; <super> holds the mark of a footnote.
COLUMNS = """
# Waarop het toezicht rust

De Inspectie Justitie en Veiligheid (hierna: de Inspectie) houdt op grond van de Politiewet 2012 toezicht op
de politie. De Inspectie rapporteert, gevraagd en uit eigen beweging, aan de minister van Justitie en
Veiligheid. De politie is verplicht de Inspectie te ondersteunen.<super>1</super>

De Inspectie houdt ook toezicht op de vreemdelingenketen. In die keten werken de Immigratie- en
Naturalisatiedienst en het Centraal Orgaan opvang asielzoekers samen met de Dienst Terugkeer en
Vertrek.<super>2</super>

Wie een straf uitzit of op last van de rechter wordt behandeld, moet kunnen rekenen op goede zorg. De
Inspectie houdt daarom toezicht op de sanctietoepassing. De Inspectie werkt daarbij samen met de Inspectie
Gezondheidszorg en Jeugd.

# Jeugd

Op de jeugdhulp houdt de Inspectie Gezondheidszorg en Jeugd toezicht. Jeugdhulpaanbieders moeten op grond van
de Jeugdwet calamiteiten melden bij de Inspectie Gezondheidszorg en Jeugd.

# Een wet voor alle inspecties

Wat een minister een inspectie mag opdragen, staat nu in aanwijzingen van de minister-president en niet in een
wet. De Kaderwet rijksinspecties is in voorbereiding.<super>3</super> Daarin wordt naar verwachting
gewaarborgd dat rijksinspecties onafhankelijk zijn in hun oordeel. Een inspectie maakt haar rapporten dan zelf
openbaar.

# Samenspel met beleid en uitvoering

Toezicht werkt pas als beleid en uitvoering er iets mee doen. In het Relatiestatuut JenV<super>4</super> zijn
afspraken opgenomen over de samenwerking tussen het ministerie van Justitie en Veiligheid, de
uitvoeringsorganisaties en de Inspectie. De Inspectie zal het gesprek blijven voeren met beleidsdirecties en
uitvoeringsorganisaties.

Met haar rapporten kan de Inspectie uitvoeringsorganisaties helpen bij hun taak. Beleidsdirecties zijn aan zet
om de opvolging van aanbevelingen te monitoren.
"""
FOOTNOTES = """
<super>1</super> Artikel 65 van de Politiewet 2012 legt deze plicht bij de korpschef.
<super>2</super> De Inspectie houdt geen toezicht op de rechters die over een asielverzoek beslissen.
<super>3</super> Het ontwerp lag begin 2025 ter consultatie op internet.
<super>4</super> Zie www.inspectie-jenv.nl, publicatie van 21 januari 2022.
"""

MARGIN = 22 * mm
GUTTER = 9 * mm
TOP = 34 * mm
FOOT = 58 * mm

_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=17.5, spaceAfter=8)
_HEADING = ParagraphStyle(
    "heading", _BODY, fontName="Helvetica-Bold", fontSize=12.5, leading=18, spaceBefore=7, keepWithNext=1
)
_NOTE = ParagraphStyle("note", fontName="Helvetica", fontSize=7.5, leading=10)


def _furniture(canvas: Canvas, _: object) -> None:
    """Draws what stands outside the columns: running head, title, footnotes under their rule, page number."""
    width, height = A4
    canvas.setFont("Helvetica", 8)
    canvas.drawString(MARGIN, height - 14 * mm, RUNNING_HEAD)
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(MARGIN, height - 27 * mm, TITLE)
    canvas.line(MARGIN, FOOT - 4 * mm, MARGIN + 45 * mm, FOOT - 4 * mm)
    top = FOOT - 6 * mm
    for text in FOOTNOTES.strip().splitlines():
        note = Paragraph(text, _NOTE)
        _, used = note.wrapOn(canvas, width - 2 * MARGIN, top)
        top -= used
        note.drawOn(canvas, MARGIN, top)
    canvas.setFont("Helvetica", 8)
    canvas.drawRightString(width - MARGIN, 12 * mm, PAGE_NUMBER)


def page() -> bytes:
    """The PDF, the same bytes each time.

    Raises:
        ValueError: where the text does not fit on its page.
    """
    width, height = A4
    column = (width - 2 * MARGIN - GUTTER) / 2
    frames = [Frame(left, FOOT, column, height - TOP - FOOT, 0, 0, 0, 0) for left in (MARGIN, MARGIN + column + GUTTER)]
    written = io.BytesIO()
    document = BaseDocTemplate(
        written, pagesize=A4, invariant=1, pageCompression=0, title=TITLE, author="Toezichtgraaf", lang="nl"
    )
    document.addPageTemplates(PageTemplate(frames=frames, onPage=_furniture))
    document.build(
        [
            Paragraph(text.removeprefix("# "), _HEADING) if text.startswith("# ") else Paragraph(text, _BODY)
            for text in COLUMNS.strip().split("\n\n")
        ]
    )
    if document.page != 1:
        raise ValueError(f"the text fills {document.page} pages: expected one. Shorten it.")
    return written.getvalue()


if __name__ == "__main__":
    file = Path(sys.argv[1]) if sys.argv[1:] else FILE
    file.write_bytes(page())
    print(file)
