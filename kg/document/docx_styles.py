"""The styles of a .docx: which are headings, which hide their text, which number their paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

# Names of styles in English and Dutch Word; those of the numbers 1 to 9 are all that a heading has in other programs.
_HEADING = re.compile(
    r"(?:heading|kop) ?\d|title|titel|subtitle|ondertitel|toc heading|kop(?: ?van)? ?inhoudsopgave", re.IGNORECASE
)
_CONTENTS = re.compile(r"(?:toc|inhopg) ?\d|table of figures|lijst met afbeeldingen", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off"})
_BODY_LEVEL = 9  # an outline level that is no heading


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str
    element: etree._Element


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by their ids; `default` is the id of that of paragraphs without one."""

    by_id: Mapping[str, _Style]
    default: str = ""

    def is_heading(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is a heading, by the outline level or the name of its style."""
        for properties in self._properties(paragraph):
            level = value(properties, "w:outlineLvl")
            if level is not None:
                if level.isdecimal() and int(level) < _BODY_LEVEL:
                    return True
                break
        return any(_HEADING.fullmatch(style.name) for style in self._chain(_style_id(paragraph) or self.default))

    def is_contents(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is a line of a table of contents."""
        return any(_CONTENTS.fullmatch(style.name) for style in self._chain(_style_id(paragraph)))

    def hides(self, run: etree._Element, paragraph: etree._Element) -> bool:
        """Whether the text of a run is hidden, by itself or its styles."""
        own = run.find(qn("w:rPr"))
        of_run = value(own, "w:rStyle") if own is not None else None
        found = [own, *(style.element.find(qn("w:rPr")) for style in self._chain(of_run or ""))]
        found += [style.element.find(qn("w:rPr")) for style in self._chain(_style_id(paragraph) or self.default)]
        for properties in found:
            vanish = properties.find(qn("w:vanish")) if properties is not None else None
            if vanish is not None:
                return vanish.get(qn("w:val")) not in _OFF
        return False

    def numbering(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """The list that a paragraph belongs to, and its level from 0; None where it belongs to none."""
        number: str | None = None
        level: str | None = None
        for properties in self._properties(paragraph):
            found = properties.find(qn("w:numPr"))
            if found is not None:
                number = number or value(found, "w:numId")
                level = level or value(found, "w:ilvl")
        if number in {None, "0"}:
            return None
        return str(number), int(level) if level and level.isdecimal() else 0

    def own_ids(self, paragraph: etree._Element) -> tuple[str, ...]:
        """The ids of a paragraph's style and of those that it rests on."""
        wanted = {id(style) for style in self._chain(_style_id(paragraph) or self.default)}
        return tuple(name for name, style in self.by_id.items() if id(style) in wanted)

    def _properties(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """The properties of a paragraph, its own first, then those of its styles."""
        elements = [paragraph, *(style.element for style in self._chain(_style_id(paragraph) or self.default))]
        for element in elements:
            properties = element.find(qn("w:pPr"))
            if properties is not None:
                yield properties

    def _chain(self, style_id: str) -> Iterator[_Style]:
        seen: set[str] = set()
        while style_id in self.by_id and style_id not in seen:
            seen.add(style_id)
            yield self.by_id[style_id]
            style_id = self.by_id[style_id].based_on


def styles_from_element(root: etree._Element | None) -> Styles:
    """The styles of the part that holds them; none where there is no such part."""
    if root is None:
        return Styles({})
    found: dict[str, _Style] = {}
    default = ""
    for element in root.iterchildren(qn("w:style")):
        name = element.get(qn("w:styleId"), "")
        found[name] = _Style(value(element, "w:name") or "", value(element, "w:basedOn") or "", element)
        if element.get(qn("w:type")) == "paragraph" and element.get(qn("w:default")) not in {None, *_OFF}:
            default = name
    return Styles(found, default)


def value(element: etree._Element, name: str) -> str | None:
    """The value of a property such as `w:name`; None where the element does not have it."""
    found = element.find(qn(name))
    return None if found is None else found.get(qn("w:val"), "")


def _style_id(paragraph: etree._Element) -> str:
    properties = paragraph.find(qn("w:pPr"))
    return (value(properties, "w:pStyle") if properties is not None else None) or ""
