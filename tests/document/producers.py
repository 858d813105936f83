"""Renders the report of known_text as PDF by several programs, each with its own way of writing text, lines and columns."""

from __future__ import annotations

import datetime
import html
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import reportlab
import typst
from fpdf import FPDF
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.picture.browser import FLAGS, chromium

from .known_text import MARK, NOTES, RUNNING_HEAD, SECTIONS, TITLE, Section, breakable, plain
from .pdf_pages import FONT, Order, Text, pdf, words

OUTLINES = Path(reportlab.__file__).with_name("fonts") / "Vera.ttf"
_SOFT = "\u00ad"
_LEFT, _RIGHT, _TOP, _FOOT, _GUTTER = 60.0, 535.0, 770.0, 130.0, 18.0  # points
_SIZE, _STEP, _SMALL = 11.0, 14.0, 8.0


# --- reportlab: our own typesetting, drawn in an order of choice


def by_reportlab(count: int, order: Order) -> bytes:
    """Lines placed by hand in `count` columns, broken words with a hyphen, notes at the foot, raised marks."""
    return pdf(_page(section, count, order, number) for number, section in enumerate(SECTIONS, start=1))


def _page(section: Section, count: int, order: Order, number: int) -> list[Text]:
    width = (_RIGHT - _LEFT - _GUTTER * (count - 1)) / count
    lines = [line for text in section.paragraphs for line in (*_lines(text, width), "")]
    rows = -(-len(lines) // count)
    placed = []
    for index, line in enumerate(lines):
        column, row = divmod(index, rows)
        text = Text(_LEFT + column * (width + _GUTTER), _TOP - 40 - _STEP * row, line, _SIZE)
        placed.append((column, row, text))
    if order != "column":
        placed.sort(key=lambda found: (found[1], found[0]))
    drawn = [Text(_LEFT, 810, RUNNING_HEAD, _SMALL), Text(_LEFT, _TOP, section.heading, 15)]
    for _, _, text in placed:
        drawn += _with_marks(text, by_word=order == "word")
    for row, note in enumerate(section.notes):
        y = _FOOT - 40 - 10 * row
        drawn += [Text(_LEFT, y + 3, str(note), 5), Text(_LEFT + 5, y, NOTES[note], _SMALL)]
    return [*drawn, Text(290, 40, f"{number} van {len(SECTIONS)}", _SMALL)]


def _width(text: str) -> float:
    return float(stringWidth(plain(text).replace(_SOFT, ""), FONT, _SIZE))


def _lines(text: str, width: float) -> list[str]:
    """The lines of a paragraph, words broken where they may be."""
    lines: list[str] = []
    line = ""
    for word in breakable(text).split():
        rest = word
        while _width(f"{line} {rest}".strip()) > width:
            head = next((part for part in _heads(rest) if _width(f"{line} {part}".strip()) <= width), "")
            lines.append(f"{line} {head}".strip())
            line, rest = "", rest[len(head.rstrip("-")) :].lstrip(f"-{_SOFT}") if head else rest
        line = f"{line} {rest}".strip()
    return [found.replace(_SOFT, "") for found in (*lines, line)]


def _heads(word: str) -> Iterator[str]:
    """The beginnings of a word that may end a line, the longest first, with their hyphen."""
    for place in range(len(word) - 1, 2, -1):
        if word[place] == _SOFT or (word[place] == "-" and place + 1 < len(word)):
            yield f"{word[:place]}-"


def _with_marks(line: Text, *, by_word: bool) -> list[Text]:
    """The line in pieces: marks raised and small."""
    drawn: list[Text] = []
    x = line.x
    for index, part in enumerate(MARK.split(line.text)):
        if index % 2:
            drawn.append(Text(x, line.y + 4, part, 6))
            x += stringWidth(part, FONT, 6)
        elif part.strip():
            shift = stringWidth(" ", FONT, _SIZE) if part.startswith(" ") else 0
            piece = Text(x + shift, line.y, part.strip(), _SIZE)
            drawn += words(piece) if by_word else [piece]
            x += _width(part)
    return drawn


# --- fpdf2: its own columns and justification; raised marks; head and foot by its own hooks


class _Report(FPDF):
    notes: Sequence[int] = ()

    def header(self) -> None:
        self.set_font("Vera", size=8)
        self.cell(0, 6, RUNNING_HEAD, new_x="LMARGIN", new_y="NEXT")
        self.ln(6)

    def footer(self) -> None:
        self.set_y(-45)
        for note in self.notes:
            self.set_font("Vera", size=5)
            self.set_char_spacing(0)
            y = self.get_y()
            self.set_xy(self.l_margin, y - 0.8)
            self.cell(2, 4, str(note))
            self.set_font("Vera", size=8)
            self.set_xy(self.l_margin + 2, y)
            self.cell(0, 4, NOTES[note], new_x="LMARGIN", new_y="NEXT")
        self.set_y(-15)
        self.cell(0, 6, f"Pagina {self.page_no()}", align="C")


def by_fpdf2(count: int) -> bytes:
    """A section a page in `count` justified columns, soft hyphens where words may be broken."""
    report = _Report(format="A4")
    report.set_creation_date(datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC))
    report.add_font("Vera", fname=OUTLINES)
    report.set_auto_page_break(auto=True, margin=50)
    for section in SECTIONS:
        report.add_page()  # closes the page before, with its notes
        report.notes = section.notes
        report.set_font("Vera", size=15)
        report.cell(0, 10, section.heading, new_x="LMARGIN", new_y="NEXT")
        report.set_font("Vera", size=12)
        with report.text_columns(text_align="J", ncols=count, gutter=7, balance=True, line_height=1.2) as columns:
            for text in section.paragraphs:
                with columns.paragraph(bottom_margin=4) as paragraph:
                    for index, part in enumerate(MARK.split(breakable(text))):
                        report.char_vpos = "SUP" if index % 2 else "LINE"
                        paragraph.write(part)
                    report.char_vpos = "LINE"
    if report.page_no() != len(SECTIONS):
        raise AssertionError("a section runs over its page")
    return bytes(report.output())


# --- typst: a real typesetter, with footnotes, hyphenation and columns of its own


def by_typst(count: int, *, raised: bool) -> bytes:
    """The whole report in `count` columns, its title across them, its notes at the foot of each column.

    Marks are small figures above the line where `raised`, else glyphs of the font that are drawn so themselves.
    """
    title = f'#place(top, scope: "parent", float: true)[#text(18pt)[{TITLE}]]' if count > 1 else f"#text(18pt)[{TITLE}]"
    parts = [title]
    for section in SECTIONS:
        parts.append(f"#heading[{section.heading}]")
        parts += [MARK.sub(lambda found: f"#footnote[{NOTES[int(found[1])]}]", text) for text in section.paragraphs]
    source = f"""
#set document(title: "{TITLE}", date: none)
#set page(paper: "{"a4" if count > 2 else "a5"}", columns: {count}, margin: 18mm,
  header: text(8pt)[{RUNNING_HEAD}], footer: context align(center, text(8pt, counter(page).display())))
#set text(font: "Libertinus Serif", size: {10 if count < 3 else 12}pt, lang: "nl", hyphenate: true)
#set par(justify: true)
#set smartquote(enabled: false)
#set super(typographic: {"false" if raised else "true"})

""" + "\n\n".join(parts)
    return bytes(typst.compile(source.encode(), ignore_system_fonts=True))


# --- browsers and their kin: HTML with columns by CSS


def _page_html(count: int, *, size: int, footnotes: bool, extra: str) -> str:
    sections = []
    for section in SECTIONS:
        body = "".join(f"<p>{_marked(text, footnotes=footnotes)}</p>" for text in map(breakable, section.paragraphs))
        notes = "" if footnotes else "".join(f"<p><sup>{note}</sup> {NOTES[note]}</p>" for note in section.notes)
        foot = f'<div class="notes">{notes}</div>' if notes else ""
        sections.append(f"<section><h2>{section.heading}</h2><div class=columns>{body}</div>{foot}</section>")
    return f"""<!DOCTYPE html><html lang="nl"><meta charset="utf-8"><title>{TITLE}</title><style>
@page {{ size: A5; margin: 18mm 14mm 16mm; @top-left {{ content: "{RUNNING_HEAD}"; font: 6pt Vera }}
 @bottom-center {{ content: counter(page); font: 6pt Vera }} }}
@font-face {{ font-family: Vera; src: url("{OUTLINES.as_uri()}") }}
body {{ margin: 0; font: {size}pt/1.3 Vera; text-align: justify }} h2 {{ font-size: 12pt; margin: 0 0 2mm }}
p {{ margin: 0 0 2mm }} sup {{ font-size: 60% ; line-height: 0 }} .columns {{ columns: {count}; column-gap: 5mm }} {extra}
</style><h1>{TITLE}</h1>{"".join(sections)}</html>"""


def _marked(text: str, *, footnotes: bool) -> str:
    if footnotes:
        return MARK.sub(lambda found: f"<span class=note>{html.escape(NOTES[int(found[1])])}</span>", text)
    return MARK.sub(r"<sup>\1</sup>", text)


def by_chromium(count: int) -> bytes:
    """What a browser prints: a section a page, its notes at the foot of the page."""
    extra = (
        "section { position: relative; height: 172mm; break-before: page }"
        " .notes { position: absolute; bottom: 0; font-size: 6pt; text-align: left }"
    )
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(_page_html(count, size=10 if count < 3 else 9, footnotes=False, extra=extra), encoding="utf-8")
        made = Path(folder, "page.pdf")
        flags = [flag for flag in FLAGS if flag != "--remote-debugging-pipe"]
        subprocess.run(
            [
                chromium(),
                *flags,
                f"--user-data-dir={folder}/profile",
                "--no-pdf-header-footer",
                f"--print-to-pdf={made}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=60,
        )
        return made.read_bytes()


def by_weasyprint(count: int) -> bytes:
    """CSS for paper: footnotes by float, hyphenation by a dictionary, sections that run on over pages."""
    from weasyprint import HTML  # noqa: PLC0415 - needs Pango, which comes with Chromium

    extra = (
        ".note { float: footnote; font-size: 6pt; text-align: left } ::footnote-call { font-size: 60%; line-height: 0 }"
    )
    return bytes(HTML(string=_page_html(count, size=9, footnotes=True, extra=extra)).write_pdf())


PRODUCERS: Mapping[str, Callable[[], bytes]] = {
    **{
        f"reportlab-{count}-{order}": partial(by_reportlab, count, order)
        for count in (1, 2, 3)
        for order in ("column", "row", "word")
    },
    **{
        f"{name}-{count}": partial(make, count)
        for name, make in (
            ("fpdf2", by_fpdf2),
            ("typst", partial(by_typst, raised=True)),
            ("typst-glyphs", partial(by_typst, raised=False)),
            ("chromium", by_chromium),
            ("weasyprint", by_weasyprint),
        )
        for count in (1, 2, 3)
    },
}
