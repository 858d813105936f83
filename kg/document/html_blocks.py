"""The elements of a web page become blocks: headings, paragraphs, list items with their marks, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.document.characters import clean
from kg.document.html_text import NEVER_TEXT, PARTS_WORDS, text_of
from kg.document.html_tree import Element
from kg.document.list_marks import BULLET, OWN_MARK, letters, roman
from kg.document.model import BlockKind
from kg.document.paragraphs import TextBlock

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SPACE = re.compile("[ \t\n\r\f]+")
_LINE_END = re.compile("\r\n|\r|\n")
_BREAK = "\n"  # a line break that the page asks for
_STYLED = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?\b(none|lower-alpha|lower-latin|upper-alpha|upper-latin|lower-roman|upper-roman)\b"
)
_NUMBERS: Mapping[str, Callable[[int], str]] = {
    "a": letters,
    "lower-alpha": letters,
    "lower-latin": letters,
    "A": lambda number: letters(number).upper(),
    "upper-alpha": lambda number: letters(number).upper(),
    "upper-latin": lambda number: letters(number).upper(),
    "i": roman,
    "lower-roman": roman,
    "I": lambda number: roman(number).upper(),
    "upper-roman": lambda number: roman(number).upper(),
}
_EMPTY_LINE = re.compile(r"\n\s*\n")
_MARK_ALONE = re.compile(rf"\d{{1,3}}[a-z]?|{OWN_MARK.pattern}")
_ENDS = (":", ";", ".", ",", "?", "!")
_WHOLE_NUMBER = re.compile(r"\s*([+-]?\d{1,9})")


def blocks_from_elements(elements: Iterable[Element]) -> tuple[TextBlock, ...]:
    """The blocks of elements, in order.

    Example:
        >>> from kg.document.html_tree import tree_from_html
        >>> blocks_from_elements([tree_from_html("<h2>Taken</h2><ol type=a><li>toezicht<li>handhaving")])
        (('Taken', <BlockKind.HEADING: 'heading'>), ('a. toezicht', <BlockKind.ITEM: 'item'>), ('b. handhaving', <BlockKind.ITEM: 'item'>))
    """
    writer = _Writer()
    for element in elements:
        writer.read(element)
        writer.close()
    return tuple(writer.blocks)


class _Writer:
    """Blocks in the making: words are gathered until an element ends their line."""

    def __init__(self) -> None:
        self.blocks: list[TextBlock] = []
        self._words: list[str] = []
        self._mark = ""  # that the next words open with
        self._marked = False  # the words open with a mark in an element of its own

    def close(self) -> None:
        """Ends a block; a line break that stands twice ends one too."""
        text = "".join(self._words)
        self._words = []
        for part in _EMPTY_LINE.split(text):
            words = clean(part)
            if words:
                self._add(words)
        self._marked = False

    def _add(self, words: str) -> None:
        marked = self._marked or OWN_MARK.match(words) is not None
        kind = BlockKind.ITEM if self._mark or marked else BlockKind.PARAGRAPH
        if self._mark and not (marked and OWN_MARK.fullmatch(self._mark)):
            words = f"{self._mark} {words}"
        self._mark = ""
        self._marked = False
        self.blocks.append((words, kind))

    def _leave_mark(self) -> None:
        """Ends what a mark opened without words of its own; a term of a definition is not lost by it."""
        if self._mark and not OWN_MARK.fullmatch(self._mark):
            self.blocks.append((self._mark, BlockKind.ITEM))
        self._mark = ""

    def read(self, element: Element) -> None:
        """Takes in an element and all that it holds."""
        if element.tag in NEVER_TEXT:
            return
        if element.tag == "br":
            self._words.append(_BREAK)
        elif element.tag in PARTS_WORDS:
            self._block(element)
        elif element.tag == "q":
            self._words.append("“")
            self._inside(element)
            self._words.append("”")
        else:
            opens = not any(map(str.strip, self._words))
            self._inside(element)
            if opens and _MARK_ALONE.fullmatch(text_of(element)):
                self._marked = True
                self._words.append(" ")

    def _block(self, element: Element) -> None:
        self.close()
        if element.tag == "table" and not _is_layout(element):
            self._table(element)
        elif element.tag in _HEADINGS:
            self._heading(element)
        elif element.tag in {"ol", "ul"}:
            self._list(element)
        elif element.tag == "dl":
            self._definitions(element)
        elif element.tag in {"pre", "xmp", "plaintext"}:
            self._words.append(_lines_of(element))
        else:
            self._inside(element)
        self.close()

    def _inside(self, element: Element) -> None:
        for child in element.children:
            if isinstance(child, str):
                self._words.append(_SPACE.sub(" ", child))
            else:
                self.read(child)

    def _heading(self, element: Element) -> None:
        words = clean(text_of(element))
        if words:
            self._leave_mark()
            self.blocks.append((words, BlockKind.HEADING))

    def _list(self, element: Element) -> None:
        number, step = _count_from(element)
        for child in element.children:
            if isinstance(child, str):
                self._words.append(_SPACE.sub(" ", child))
            elif child.tag == "li":
                number = _whole_number(child.get("value"), number)
                self.close()
                self._mark = _mark(element, child, number)
                self._inside(child)
                self.close()
                self._mark = ""
                number += step
            else:
                self.read(child)

    def _definitions(self, element: Element) -> None:
        """A term and its first definition on one line, for they are one statement; a term that is a mark opens an item."""
        for child in _terms(element):
            if child.tag == "dt":
                self._leave_mark()
                term = clean(text_of(child))
                self._mark = term if not term or term.endswith(_ENDS) or OWN_MARK.fullmatch(term) else f"{term}:"
            else:
                self.read(child)
        self._leave_mark()

    def _table(self, table: Element) -> None:
        self._leave_mark()
        for row in _own(table, {"tr", "caption"}):
            if row.tag == "caption":
                self._inside(row)
                self.close()
                continue
            cells = [clean(text_of(cell)) for cell in _own(row, {"td", "th"})]
            if any(cells):
                self.blocks.append(("\t".join(filter(None, cells)), BlockKind.TABLE))


def _count_from(element: Element) -> tuple[int, int]:
    """The number of the first item of a list, and the step to the next."""
    if "reversed" not in element.attributes:
        return _whole_number(element.get("start"), 1), 1
    items = sum(isinstance(child, Element) and child.tag == "li" for child in element.children)
    return _whole_number(element.get("start"), items), -1


def _whole_number(value: str, otherwise: int) -> int:
    found = _WHOLE_NUMBER.match(value)
    return int(found[1]) if found else otherwise


def _mark(element: Element, item: Element, number: int) -> str:
    """What a browser shows before an item; empty where the page asks for nothing."""
    style = _STYLED.search(item.get("style")) or _STYLED.search(element.get("style"))
    kind = style[1] if style else item.get("type") or element.get("type")
    if kind == "none":
        return ""
    if element.tag == "ul":
        return BULLET
    return f"{_NUMBERS.get(kind, str)(number)}."


def _lines_of(element: Element) -> str:
    """The words of preformatted text with its line ends as breaks."""
    parts: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(_LINE_END.sub(_BREAK, child))
        elif child.tag == "br":
            parts.append(_BREAK)
        elif child.tag not in NEVER_TEXT:
            parts.append(_lines_of(child))
    return "".join(parts)


def _own(element: Element, tags: set[str]) -> Iterator[Element]:
    """The elements of a kind that belong to a table or row, not to a table inside it."""
    for child in element.children:
        if isinstance(child, Element):
            if child.tag in tags:
                yield child
            elif child.tag != "table":
                yield from _own(child, tags)


def _terms(element: Element) -> Iterator[Element]:
    """The terms and definitions of a list, also those in groups."""
    for child in element.children:
        if isinstance(child, Element):
            if child.tag == "div":
                yield from _terms(child)
            else:
                yield child


def _is_layout(table: Element) -> bool:
    """Whether a table only places what stands in it: it says so, no row has a second cell with words, or it holds headings."""
    if table.get("role") in {"presentation", "none"}:
        return True
    if any(element.tag in {*_HEADINGS, "table"} for element in table.walk() if element is not table):
        return True
    rows = ([cell for cell in _own(row, {"td", "th"}) if text_of(cell)] for row in _own(table, {"tr"}))
    return not any(len(row) > 1 for row in rows)
