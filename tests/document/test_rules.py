"""Straight lines of a page are found however they were drawn, and their pieces put together."""

import io

from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from kg.document.glyphs import draw_page
from kg.document.rules import Rule, whole_rules


def drawn(draw: str) -> tuple[Rule, ...]:
    """The whole rules, to the point, of a page that draws so: `line`, `frame`, `fill`, `pieces`, `closed` or `slope`."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    height = A4[1]
    if draw == "line":
        canvas.line(50, height - 100, 250, height - 100)
    elif draw == "frame":
        canvas.rect(50, height - 200, 200, 100)
    elif draw == "fill":
        canvas.rect(50, height - 100.5, 200, 1, stroke=0, fill=1)
    elif draw == "pieces":
        for start in (50, 100, 151, 200):
            canvas.line(start, height - 100, start + 49, height - 100)
    elif draw == "closed":
        path = canvas.beginPath()
        path.moveTo(50, height - 100)
        path.lineTo(250, height - 100)
        path.lineTo(250, height - 200)
        path.lineTo(50, height - 200)
        path.close()
        canvas.drawPath(path)
    elif draw == "slope":
        canvas.line(50, height - 100, 250, height - 160)
    canvas.save()
    page = PdfReader(io.BytesIO(buffer.getvalue())).pages[0]
    return tuple(
        Rule(rule.upright, round(rule.at), round(rule.start), round(rule.end))
        for rule in whole_rules(draw_page(page, {}).rules)
    )


LEVEL = Rule(upright=False, at=100, start=50, end=250)
FRAME = (
    LEVEL,
    Rule(upright=False, at=200, start=50, end=250),
    Rule(upright=True, at=50, start=100, end=200),
    Rule(upright=True, at=250, start=100, end=200),
)


def test_a_line_is_a_rule_stroked_or_painted_as_a_thin_area_or_in_pieces() -> None:
    """What looks the same is the same."""
    assert drawn("line") == drawn("fill") == (LEVEL,)
    assert drawn("pieces") == (Rule(upright=False, at=100, start=50, end=249),)


def test_a_frame_is_four_rules_as_a_rectangle_or_as_a_closed_path() -> None:
    """The side that closes a path counts too."""
    assert drawn("frame") == drawn("closed") == FRAME


def test_a_sloping_line_is_no_rule() -> None:
    """Only level and upright lines part cells."""
    assert drawn("slope") == ()
