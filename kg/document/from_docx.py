"""A Word document (.docx) becomes blocks in the order of its text, with what it says of itself."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from kg.document.docx_blocks import BodyReader
from kg.document.docx_lists import FORMATS, Lists, lists_from_element
from kg.document.docx_package import BROKEN, broken, opened
from kg.document.docx_styles import Styles, styles_from_element, value
from kg.document.metadata import words_of
from kg.document.model import BlockKind, Metadata
from kg.document.paragraphs import TextBlock
from kg.document.unreadable import Unreadable

_NO_TEXT = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DocxText:
    """The text of a Word document, notes last, in the one container that stands for its pages."""

    blocks: tuple[TextBlock, ...]
    metadata: Metadata
    number: int = 1
    unread: str = ""


def text_from_docx(data: bytes) -> DocxText:
    """The text of a .docx file as Word shows it with all changes accepted: no headers and footers, nothing that is hidden.

    Raises:
        Unreadable: `docx-empty`, `docx-encrypted`, `docx-old-format`, `docx-broken`, `docx-too-large`, `docx-no-document` or
            `docx-no-text`.

    Example:
        >>> text_from_docx(b"")
        Traceback (most recent call last):
            ...
        kg.document.unreadable.Unreadable: the file is empty. Leave it out, or ask its maker for another copy.
    """
    document = opened(data)
    try:
        blocks = _blocks(document)
        metadata = _metadata(document)
    except BROKEN as problem:
        raise broken(problem) from problem
    if not blocks:
        raise Unreadable(
            "docx-no-text",
            "the document holds no text",
            remedy="If Word shows text, it is a picture: make a PDF of it and read that.",
        )
    return DocxText(blocks=tuple(blocks), metadata=metadata)


def _blocks(document: Document) -> list[TextBlock]:
    styles = styles_from_element(_root(document.part, RELATIONSHIP_TYPE.STYLES))
    reader = BodyReader(styles, lists_from_element(_root(document.part, RELATIONSHIP_TYPE.NUMBERING)))
    blocks = reader.blocks(document.element.body)
    settings = _root(document.part, RELATIONSHIP_TYPE.SETTINGS)
    for kind, called, usual in (
        ("footnote", reader.notes.footnotes, "decimal"),
        ("endnote", reader.notes.endnotes, "lowerRoman"),
    ):
        texts = _notes(_root(document.part, _RELATIONS[kind]), kind, styles)
        own = {name: mark for (of, name), mark in reader.notes.marks.items() if of == kind}
        marks = _marks(called, own, document.element.body, settings, f"w:{kind}Pr", usual)
        blocks += [(f"{marks[name]} {texts[name]}".strip(), BlockKind.FOOTNOTE) for name in called if texts.get(name)]
    return blocks


_RELATIONS = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}


def _root(part: Part, relation: str) -> etree._Element | None:
    """The XML of a part that the document's part leads to; None where it leads to none."""
    try:
        related = part.part_related_by(relation)
    except KeyError:
        return None
    return parse_xml(related.blob)


def _notes(root: etree._Element | None, kind: str, styles: Styles) -> dict[str, str]:
    """The text of each note by its id, on one line."""
    found: dict[str, str] = {}
    for note in root.iterchildren(qn(f"w:{kind}")) if root is not None else ():
        if note.get(qn("w:type")) not in _NO_TEXT:
            blocks = BodyReader(styles, Lists({})).blocks(note)
            found[note.get(qn("w:id"), "")] = " ".join(text for text, _ in blocks)
    return found


def _marks(
    called: list[str],
    own: Mapping[str, str],
    body: etree._Element,
    settings: etree._Element | None,
    name: str,
    usual: str,
) -> dict[str, str]:
    """The mark of each note that is called: its number, in the format of the first section or of the whole document."""
    places = [*body.iter(qn(name)), *(settings.iterchildren(qn(name)) if settings is not None else ())]
    form = next((found for place in places if (found := value(place, "w:numFmt"))), usual)
    start = next((found for place in places if (found := value(place, "w:numStart"))), "1")
    number = int(start) if start.isdecimal() else 1
    marks: dict[str, str] = {}
    for each in called:
        if each in own:
            marks[each] = own[each]
        else:
            marks[each] = FORMATS.get(form, str)(number)
            number += 1
    return marks


def _metadata(document: Document) -> Metadata:
    """The properties of the file, where it has any."""
    try:
        document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    except KeyError:  # then the library would make some up
        return Metadata()
    said = document.core_properties
    return Metadata(
        title=words_of(said.title) or None,
        date=_day(said.created or said.modified),
        identifier=words_of(said.identifier) or None,
        language=said.language or None,
    )


def _day(moment: datetime.datetime | None) -> datetime.date | None:
    return moment.date() if moment else None
