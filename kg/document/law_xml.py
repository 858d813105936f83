"""The XML of the national collection of legislation (BWB) becomes a law."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from lxml import etree

from kg.base.provision import Part
from kg.document.characters import clean
from kg.document.law import (
    Law,
    LawBlock,
    LawPart,
    Remark,
    Role,
    Step,
    label_of,
    pages_of,
    reference_to,
    remark_in,
    role_of,
    step_of,
)
from kg.document.model import BlockKind, Force
from kg.document.unreadable import Unreadable

_SPACE = re.compile(r"\s+")
_ID = re.compile(r"BWB[RVW]\d{7}")
_DASH = re.compile(r"[-–—•▪●○■]\s")  # signs that open an item
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_METADATA_ROOTS = frozenset({"wetstechnische-informatie", "work"})

_LEFT_OUT = frozenset({"meta-data", "citeertitel", "redactionele-correcties", "bwb-inputbestand", "bwb-wijzigingen"})
_INLINE = frozenset({"extref", "intref", "nadruk", "sup", "sub", "inf", "noot", "redactie", "plaatje"})
_TEXTS = frozenset({"al", "considerans.al", "noot.al", "intitule", "tussenkop", "wij", "functie", "koning", "entry"})
_LINES = frozenset({"naam", "dagtekening"})  # their children stand on one line
_BLOCKS_IN_TEXT = frozenset({"al", "lijst", "definitielijst", "table", "tussenkop", "citaat", "citaat-artikel"})
_HEADINGS = frozenset({"intitule", "tussenkop"})
_ROLES = {"aanhef": Role.OPENING, "artikel": Role.ARTICLE, "bijlage": Role.ANNEX, "wetsluiting": Role.CLOSING}
_OPENING, _CLOSING = "Opschrift en aanhef", "Slotformulier en ondertekening"
_FORCES = {"vervallen": Force.REPEALED, "nogniet": Force.NOT_YET}
_NO_MARK = ""


def law_from_xml(data: bytes) -> Law:
    """The law in a BWB file ("toestand").

    What editors wrote, changes to the file and its own record are left out; all other text is in a block.

    Raises:
        Unreadable: `xml-malformed`, `xml-doctype`, `law-metadata-only` (a WTI or manifest file), `xml-no-law` or `law-empty`.

    Source: https://www.overheid.nl/help/wet-en-regelgeving, schema toestand_2016-1.xsd of
        https://repository.officiele-overheidspublicaties.nl

    Example:
        >>> law_from_xml(b"<rss/>")
        Traceback (most recent call last):
            ...
        kg.document.unreadable.Unreadable: this XML is no law: it begins with <rss>. Give a law, which begins with <toestand>.
    """
    root = _root(data)
    wetgeving = root.find("wetgeving")
    if root.tag != "toestand" or wetgeving is None:
        shown = str(root.tag).rpartition("}")[2][:40]
        if shown in _METADATA_ROOTS:
            raise Unreadable(
                "law-metadata-only",
                f"this file tells of a law and does not hold its text: it begins with <{shown}>",
                remedy="Leave it out; the text stands in the file that begins with <toestand>.",
            )
        raise Unreadable(
            "xml-no-law",
            f"this XML is no law: it begins with <{shown}>",
            remedy="Give a law, which begins with <toestand>.",
        )
    found = _ID.fullmatch(root.get("bwb-id", ""))
    identifier = found[0] if found else None
    date = _date(root.get("inwerkingtreding", ""))
    reader = _Reader()
    reader.read(wetgeving)
    pages = pages_of(reader.parts, identifier, date)
    if not pages:
        raise Unreadable("law-empty", "the law holds no text", remedy="Get the file again.")
    title = next((text for tag in ("citeertitel", "intitule") if (text := _words(wetgeving.find(tag)))), None)
    return Law(pages=pages, identifier=identifier, title=title, date=date, language=wetgeving.get(_LANGUAGE, "nl"))


def _root(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        line = f" at line {problem.lineno}" if problem.lineno else ""
        raise Unreadable(
            "xml-malformed", f"not well-formed XML{line}: {_plain(problem.msg)}", remedy="Get the file again."
        ) from problem
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(
            "xml-doctype",
            "the XML declares a document type, which may hide text in entities",
            remedy="Get the file from wetten.overheid.nl: a law there declares none.",
        )
    return root


def _plain(message: str | None) -> str:
    return " ".join((message or "no reason told").split())[:200]


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


class _Line:
    """One line while it is gathered: white space as one blank, with the places of its references."""

    def __init__(self) -> None:
        self.text = ""
        self.references: list[tuple[int, int, str]] = []

    def add(self, text: str | None) -> None:
        if text:
            words = _SPACE.sub(" ", text)
            self.text += words.lstrip() if not self.text or self.text.endswith(" ") else words

    def add_inline(self, element: etree._Element, notes: list[str]) -> None:
        """The text of an element within the line; what editors wrote is left out, and a note goes to `notes`."""
        if element.tag == "redactie":
            return
        if element.tag == "noot":
            notes.append(_words(element))
            return
        start = len(self.text)
        self.add(element.text)
        for child in element:
            if child.tag not in _LEFT_OUT:
                self.add_inline(child, notes)
            self.add(child.tail)
        address = reference_to(element.get("doc"))
        words = self.text[start:]
        if address and words.strip():
            first = start + len(words) - len(words.lstrip())
            self.references.append((first, start + len(words.rstrip()), address))


class _Reader:
    """Gathers the parts of a law."""

    def __init__(self) -> None:
        self.parts: list[LawPart] = [LawPart(role=Role.OPENING, label=_OPENING)]
        self._path: tuple[Step, ...] = ()
        self._force = Force.IN_FORCE
        self._mark = _NO_MARK  # what numbers the next line
        self._is_item = False
        self._notes: list[str] = []

    def read(self, element: etree._Element) -> None:
        """All that stands in `element`, in order."""
        tag = element.tag
        if tag in _LEFT_OUT or tag == "kop":
            return
        heading = element.find("kop")
        if tag in _ROLES or (heading is not None and tag != "li"):
            self._read_part(element, heading)
        elif tag == "lid":
            self._read_marked(element, "lidnr", is_item=False)
        elif tag == "li":
            self._read_marked(element, "li.nr", is_item=True)
        elif tag == "definitie-item":
            self._read_definition(element)
        elif tag == "table":
            self._read_table(element)
        elif tag in _LINES:
            self._say(_words(element), BlockKind.PARAGRAPH)
        else:
            self._read_flow(element)
        self._end_notes(element)

    def _read_part(self, element: etree._Element, heading: etree._Element | None) -> None:
        lines = list(_heading_lines(heading)) if heading is not None else []
        name = lines[0] if lines else _SPACE.sub(" ", element.get("label") or "").strip()
        role = _ROLES.get(str(element.tag)) or role_of(name)
        around, force = self._path, self._force
        step = step_of(name) if role is not Role.ARTICLE else None
        if role is Role.ANNEX and (step is None or step[0] is not Part.ANNEX):
            number = _words(heading.find("nr")) if heading is not None else ""
            step = (Part.ANNEX, number) if number else None
        if step:
            self._path = (*around, step)
        if force is Force.IN_FORCE:
            self._force = _force_of(element)
        if role is Role.OPENING:
            if lines:
                self.parts[-1].headings += _as_headings(lines)
        else:
            label = _CLOSING if role is Role.CLOSING else label_of(name)
            self.parts.append(
                LawPart(role=role, label=label, path=self._path, force=self._force, headings=_as_headings(lines))
            )
        for child in element:
            self.read(child)
        self._path, self._force = around, force

    def _read_marked(self, element: etree._Element, number: str, *, is_item: bool) -> None:
        before = self._mark, self._is_item
        mark = _words(element.find(number))
        if mark and mark[-1].isalnum():
            mark += "."
        self._mark = f"{self._mark} {mark}".strip() if is_item else mark
        self._is_item = is_item
        for child in element:
            if child.tag != number:
                self.read(child)
        self._mark, self._is_item = _NO_MARK, before[1]

    def _read_definition(self, element: etree._Element) -> None:
        mark, term = _words(element.find("li.nr")), _words(element.find("term"))
        self._mark = f"{mark} {term}{'' if not term or term.endswith(':') else ':'}".strip()
        was_item, self._is_item = self._is_item, True
        for child in element:
            if child.tag not in ("li.nr", "term"):
                self.read(child)
        if self._mark:  # a term that nothing explains
            self._say("", BlockKind.ITEM)
        self._is_item = was_item

    def _read_table(self, element: etree._Element) -> None:
        for child in element:
            if child.tag != "tgroup":
                self.read(child)
        for row in element.iter("row"):
            cells = [_words(entry) for entry in row.iterchildren("entry")]
            self._say(" | ".join(cells), BlockKind.TABLE)

    def _read_flow(self, element: etree._Element) -> None:
        """Lines of text and, between them, whatever else stands in the element."""
        is_text = element.tag in _TEXTS
        line = _Line()
        line.add(element.text)
        for child in element:
            if child.tag in _LEFT_OUT:
                pass
            elif child.tag in _INLINE or (is_text and child.tag not in _BLOCKS_IN_TEXT):
                if child.tag == "redactie":
                    self._read_remark(child)
                line.add_inline(child, self._notes)
            else:
                self._end_line(line, str(element.tag))
                line = _Line()
                self.read(child)
            line.add(child.tail)
        self._end_line(line, str(element.tag))

    def _read_remark(self, element: etree._Element) -> None:
        """An article whose only text is a remark that it is not in force is so, whatever its attributes say."""
        part = self.parts[-1]
        if part.role is Role.ARTICLE and not part.blocks and not self._mark and part.force is Force.IN_FORCE:
            remark = remark_in(_plain_words(element))
            if remark is Remark.REPEALED:
                part.force = Force.REPEALED
            elif remark is Remark.NOT_YET:
                part.force = Force.NOT_YET

    def _end_line(self, line: _Line, tag: str) -> None:
        text = line.text.rstrip()
        if not text:
            return
        kind = BlockKind.ITEM if self._is_item or _DASH.match(text) else BlockKind.PARAGRAPH
        if tag in _HEADINGS:
            kind = BlockKind.HEADING
        self._say(text, kind, line.references)

    def _say(self, text: str, kind: BlockKind, references: list[tuple[int, int, str]] | None = None) -> None:
        mark = self._mark + " " if self._mark and text else self._mark
        self._mark = _NO_MARK
        if not (mark + text).strip(" |"):  # a table's row without words
            return
        said = mark + text
        places = [(start + len(mark), end + len(mark), address) for start, end, address in references or ()]
        words = clean(said)
        if words != said:
            places = [_as_cleaned(said, place) for place in places]
        block = LawBlock(text=words, kind=kind, references=tuple(places))
        part = self.parts[-1]
        is_title = kind is BlockKind.HEADING and not part.blocks and part.role is Role.OPENING
        (part.headings if is_title else part.blocks).append(block)

    def _end_notes(self, element: etree._Element) -> None:
        """The notes of an article, annex or other part stand after its text."""
        if self._notes and (element.tag in _ROLES or element.find("kop") is not None or element.tag == "wetgeving"):
            self.parts[-1].blocks += [LawBlock(text=note, kind=BlockKind.FOOTNOTE) for note in self._notes if note]
            self._notes.clear()


def _as_cleaned(text: str, place: tuple[int, int, str]) -> tuple[int, int, str]:
    """Where a reference stands once `text` is cleaned."""
    start, end, address = place
    first = len(clean(text[:start] + "x")) - 1
    return first, first + len(clean(text[start:end])), address


def _force_of(element: etree._Element) -> Force:
    """What the attributes say; text that never came into force has no date, and a remark in its place."""
    said = _FORCES.get(element.get("status", ""))
    if said:
        return said
    never = element.tag == "artikel" and element.get("inwerking") is None and element.get("bron") is not None
    return Force.NOT_YET if never and element.find(".//redactie") is not None else Force.IN_FORCE


def _heading_lines(heading: etree._Element) -> Iterator[str]:
    """What a heading says on two lines: "Artikel 5:11" and its title."""
    name = " ".join(words for child in heading if child.tag != "titel" and (words := _words(child)))
    for line in (name, *(_words(title) for title in heading.findall("titel"))):
        if line:
            yield line


def _as_headings(lines: list[str]) -> list[LawBlock]:
    return [LawBlock(text=line, kind=BlockKind.HEADING) for line in lines]


def _words(element: etree._Element | None) -> str:
    """The text of an element on one line, without what editors wrote; empty where there is no element."""
    if element is None:
        return ""
    return _SPACE.sub(" ", "".join(_texts(element))).strip()


def _plain_words(element: etree._Element) -> str:
    return _SPACE.sub(" ", "".join(str(text) for text in element.itertext())).strip()


def _texts(element: etree._Element) -> Iterator[str]:
    """The pieces of text in an element, a blank where another line begins."""
    yield element.text or ""
    for child in element:
        if child.tag not in _LEFT_OUT and child.tag != "redactie":
            if child.tag not in _INLINE:
                yield " "
            yield from _texts(child)
            if child.tag not in _INLINE:
                yield " "
        yield child.tail or ""
