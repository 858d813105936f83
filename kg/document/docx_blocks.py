"""The body of a .docx becomes blocks: headings, paragraphs, list items, rows of tables, with its notes at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml import etree

from kg.document.characters import clean
from kg.document.docx_lists import Lists
from kg.document.docx_styles import Styles
from kg.document.list_marks import OWN_MARK
from kg.document.model import BlockKind
from kg.document.paragraphs import TextBlock

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DELETED = frozenset({qn("w:del"), qn("w:moveFrom")})
_SIGNS = {qn("w:tab"): " ", qn("w:ptab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}
# What holds runs or paragraphs, and is read as if it were not there.
_HOLDERS = frozenset(
    {
        qn("w:bdo"), qn("w:customXml"), qn("w:dir"), qn("w:fldSimple"), qn("w:hyperlink"), qn("w:ins"), qn("w:moveTo"),
        qn("w:ruby"), qn("w:rubyBase"), qn("w:sdt"), qn("w:sdtContent"), qn("w:smartTag"),
    }
)  # fmt: skip
_BOXES = frozenset({qn("w:drawing"), qn("w:pict"), qn("w:object"), f"{_MC}AlternateContent"})
_OFF = frozenset({"0", "false", "off"})


@dataclass(slots=True)
class Notes:
    """The notes that the text calls, each once, in the order of its marks."""

    footnotes: list[str] = field(default_factory=list)
    endnotes: list[str] = field(default_factory=list)
    marks: dict[tuple[str, str], str] = field(default_factory=dict)  # that the text itself gives, by kind and id


class BodyReader:
    """Reads the body of one document from the beginning, or one of its notes."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self.notes = Notes()
        self._styles = styles
        self._lists = lists
        self._fields: list[bool] = []  # of the fields that are open: whether their result has begun
        self._unended = ""  # the text of paragraphs whose end was struck out

    def blocks(self, container: etree._Element) -> list[TextBlock]:
        """The blocks of what holds paragraphs and tables: a body, a cell, a text box, a note."""
        found: list[TextBlock] = []
        for element in _paragraphs_and_tables(container):
            found += self._paragraph(element) if element.tag == qn("w:p") else self._table(element)
        if rest := clean(self._unended):
            found.append((rest, BlockKind.PARAGRAPH))
        self._unended = ""
        return found

    def _paragraph(self, paragraph: etree._Element) -> list[TextBlock]:
        parts: list[str] = []
        boxes: list[etree._Element] = []
        self._runs(paragraph, paragraph, parts, boxes)
        words = self._unended + "".join(parts)
        text = clean(words)
        goes_on = _end_is_deleted(paragraph)
        self._unended = words if goes_on else ""
        found = [self._block(paragraph, text)] if text and not goes_on else []
        for box in boxes:
            found += self._within(box)
        return found

    def _within(self, container: etree._Element) -> list[TextBlock]:
        """The blocks of a text box or cell: fields and paragraphs that are open around it stay so."""
        fields, unended = self._fields, self._unended
        self._fields, self._unended = [], ""
        found = self.blocks(container)
        self._fields, self._unended = fields, unended
        return found

    def _block(self, paragraph: etree._Element, text: str) -> TextBlock:
        numbering = self._styles.numbering(paragraph)
        mark = self._lists.mark(*numbering, self._styles.own_ids(paragraph)) if numbering else ""
        if self._styles.is_contents(paragraph):
            return text, BlockKind.TABLE
        marked = f"{mark} {text}" if mark else text
        if self._styles.is_heading(paragraph):
            return marked, BlockKind.HEADING
        return marked, BlockKind.ITEM if mark or OWN_MARK.match(text) else BlockKind.PARAGRAPH

    def _runs(
        self, element: etree._Element, paragraph: etree._Element, parts: list[str], boxes: list[etree._Element]
    ) -> None:
        for child in element:
            tag = child.tag
            if tag == qn("w:r"):
                self._run(child, paragraph, parts, boxes)
            elif tag in _HOLDERS:
                self._runs(child, paragraph, parts, boxes)
            elif tag == f"{_MC}AlternateContent":
                chosen = _chosen(child)
                if chosen is not None:
                    self._runs(chosen, paragraph, parts, boxes)
            elif isinstance(tag, str) and tag not in _DELETED:
                parts.extend(text.text or "" for text in child.iter(_MATH))

    def _run(
        self, run: etree._Element, paragraph: etree._Element, parts: list[str], boxes: list[etree._Element]
    ) -> None:
        hidden = self._styles.hides(run, paragraph)
        custom: tuple[str, str] | None = None  # a note whose mark the rest of the run gives
        for child in run:
            tag = child.tag
            if tag == qn("w:fldChar"):
                self._field(child.get(qn("w:fldCharType"), ""))
            elif hidden or not all(self._fields):
                continue
            elif tag == qn("w:t"):
                if custom is None:
                    parts.append(child.text or "")
                else:
                    self.notes.marks[custom] = (child.text or "").strip()
            elif tag in _SIGNS:
                parts.append(_SIGNS[tag])
            elif tag in {qn("w:footnoteReference"), qn("w:endnoteReference")}:
                custom = self._call(child)
            elif tag in _BOXES:
                boxes.extend(_boxes(child))

    def _field(self, kind: str) -> None:
        """Keeps count of fields: what stands in one before its result is an instruction, no text."""
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _call(self, reference: etree._Element) -> tuple[str, str] | None:
        """Notes down the call of a note; its kind and id where a mark of its own follows, else None."""
        kind = "footnote" if reference.tag == qn("w:footnoteReference") else "endnote"
        name = reference.get(qn("w:id"), "")
        called = self.notes.footnotes if kind == "footnote" else self.notes.endnotes
        if name not in called:
            called.append(name)
        own = reference.get(qn("w:customMarkFollows"))
        return (kind, name) if own is not None and own not in _OFF else None

    def _table(self, table: etree._Element) -> list[TextBlock]:
        rows = [[self._within(cell) for cell in _cells(row)] for row in _rows(table)]
        if not any(len(list(filter(None, row))) > 1 for row in rows):  # it only places what stands in it
            return [block for row in rows for cell in row for block in cell]
        texts = [[" ".join(text for text, _ in cell) for cell in row if cell] for row in rows]
        return [("\t".join(row), BlockKind.TABLE) for row in texts if row]


def _paragraphs_and_tables(container: etree._Element) -> Iterator[etree._Element]:
    for child in container:
        if child.tag in {qn("w:p"), qn("w:tbl")}:
            yield child
        elif child.tag in _HOLDERS:
            yield from _paragraphs_and_tables(child)
        elif child.tag == f"{_MC}AlternateContent":
            chosen = _chosen(child)
            if chosen is not None:
                yield from _paragraphs_and_tables(chosen)


def _chosen(alternatives: etree._Element) -> etree._Element | None:
    """What Word shows of alternatives: the first."""
    return next(alternatives.iterchildren(f"{_MC}Choice", f"{_MC}Fallback"), None)


def _boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of a drawing, without those inside them and those that only stand in for others."""
    chosen = _chosen(drawing) if drawing.tag == f"{_MC}AlternateContent" else drawing
    for child in chosen if chosen is not None else ():
        if child.tag == qn("w:txbxContent"):
            yield child
        else:
            yield from _boxes(child)


def _end_is_deleted(paragraph: etree._Element) -> bool:
    properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    return properties is not None and any(properties.find(tag) is not None for tag in _DELETED)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in _inside(table, qn("w:tr")):
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
            yield row


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row; of cells that are merged only the first."""
    for cell in _inside(row, qn("w:tc")):
        merged: Iterable[etree._Element | None] = (
            cell.find(f"{qn('w:tcPr')}/{qn(name)}") for name in ("w:vMerge", "w:hMerge")
        )
        if not any(each is not None and each.get(qn("w:val"), "continue") == "continue" for each in merged):
            yield cell


def _inside(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _HOLDERS:
            yield from _inside(child, tag)
