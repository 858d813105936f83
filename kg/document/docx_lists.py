"""The marks of the lists of a .docx: counted as Word counts them, for they do not stand in its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml import etree

from kg.document.docx_styles import value
from kg.document.list_marks import BULLET, roman

_DASHES = frozenset("-–—")
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_MOST_FIGURES = 10
_MOST_REPEATED = 30  # letters in a mark


def repeated_letter(number: int) -> str:
    """A number as Word writes it in letters: a … z, aa, bb … zz, aaa.

    Example:
        >>> repeated_letter(2), repeated_letter(28)
        ('b', 'bb')
    """
    if number < 1:
        return str(number)
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * min(times + 1, _MOST_REPEATED)


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": repeated_letter,
    "upperLetter": lambda number: repeated_letter(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "ordinal": lambda number: f"{number}e",
    "none": lambda _: "",
}
"""How the formats of numbers are written; those not here are written as plain numbers."""


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int
    legal: bool  # all numbers plain
    style: str  # the paragraph style that is always at this level


@dataclass(frozen=True, slots=True)
class _List:
    """A list: which counters it shares, its levels, and where it begins anew."""

    counters: str
    levels: Mapping[int, _Level]
    restarts: Mapping[int, int]


@dataclass(slots=True)
class Lists:
    """The lists of a document while it is read from the beginning: how far each of them has counted."""

    by_id: Mapping[str, _List]
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def mark(self, list_id: str, level: int, styles: tuple[str, ...] = ()) -> str:
        """The mark of the next paragraph of a list, counted; empty where there is none.

        `styles` are the ids of the paragraph's styles, which may tell its level.
        """
        found = self.by_id.get(list_id)
        if found is None:
            return ""
        level = next((at for at, each in found.levels.items() if each.style and each.style in styles), level)
        here = found.levels.get(level)
        if here is None or not 0 <= level < _LEVELS:
            return ""
        counts = self._counts.setdefault(found.counters, [None] * _LEVELS)
        if level in found.restarts and (list_id, level) not in self._begun:
            counts[level] = found.restarts[level]
        else:
            before = counts[level]
            counts[level] = here.start if before is None else before + 1
        self._begun.add((list_id, level))
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        if here.format == "bullet":
            return here.text.strip() if here.text.strip() in _DASHES else BULLET
        return _PLACE.sub(lambda place: _written(found, counts, int(place[1]) - 1, legal=here.legal), here.text).strip()


def _written(of: _List, counts: list[int | None], level: int, *, legal: bool) -> str:
    found = of.levels.get(level)
    if found is None:
        return ""
    count = counts[level]
    number = found.start if count is None else count
    return str(number) if legal else FORMATS.get(found.format, str)(number)


def lists_from_element(root: etree._Element | None) -> Lists:
    """The lists of the part that defines them; none where there is no such part."""
    if root is None:
        return Lists({})
    abstract = {element.get(qn("w:abstractNumId"), ""): element for element in root.iterchildren(qn("w:abstractNum"))}
    by_style = {link: name for name, element in abstract.items() if (link := value(element, "w:styleLink"))}
    found: dict[str, _List] = {}
    for element in root.iterchildren(qn("w:num")):
        name = value(element, "w:abstractNumId") or ""
        if name in abstract:  # a list that stands for that of a style
            name = by_style.get(value(abstract[name], "w:numStyleLink") or "", name)
        levels = _levels(abstract[name]) if name in abstract else {}
        restarts: dict[int, int] = {}
        for override in element.iterchildren(qn("w:lvlOverride")):
            at = _number(override.get(qn("w:ilvl")), 0)
            levels |= _levels(override)
            start = value(override, "w:startOverride")
            if start is not None:
                restarts[at] = _number(start, 1)
        found[element.get(qn("w:numId"), "")] = _List(name, levels, restarts)
    return Lists(found)


def _levels(element: etree._Element) -> dict[int, _Level]:
    return {
        _number(level.get(qn("w:ilvl")), 0): _Level(
            format=value(level, "w:numFmt") or "decimal",
            text=value(level, "w:lvlText") or "",
            start=_number(value(level, "w:start"), 1),
            legal=level.find(qn("w:isLgl")) is not None,
            style=value(level, "w:pStyle") or "",
        )
        for level in element.iterchildren(qn("w:lvl"))
    }


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < _MOST_FIGURES else otherwise
