"""The footnotes of a web page: notes that marks in its text lead to, taken out of the text with their marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.document.characters import clean
from kg.document.html_text import PARTS_WORDS, text_of, words_in_name
from kg.document.html_tree import Element, take_out

_MARK = re.compile(r"[\[(]?(\d{1,3}|[*†‡§]{1,3}|[a-z]|[ivxl]{2,6})[\])]?")
_FIGURES = re.compile(r"[\[(]?(\d{1,3}|[*†‡§]{1,3})[\])]?")
_NOTE_ID = re.compile(
    r"_?(?:fn|ftn|edn|footnote|endnote|note|noot|voetnoot|eindnoot|supernoot)(?:ref)?[-_:.]?\w*", re.IGNORECASE
)
_REFERS = frozenset(
    {
        "noteref", "footnote", "endnote", "voetnoot", "eindnoot", "noot", "nootref", "footnoteref", "fnref",
    }
)  # fmt: skip
_BACK = frozenset({"backlink", "backref", "back", "terug"})
_ARROWS = re.compile(r"[↩↑⏎^\ufe0e\ufe0f\s]+")
_WRAPS = frozenset({"aside", "dd", "div", "li", "section", "td", "tr"})
_NEVER_IN_NOTES = frozenset({"article", "h1", "h2", "h3", "h4", "h5", "h6", "main", "ol", "ul"})


@dataclass(frozen=True, slots=True)
class _Call:
    """A mark in the text and the element that holds its note."""

    element: Element
    mark: str
    note: Element


def take_notes(root: Element) -> tuple[str, ...]:
    """The notes of a page in the order of their marks, each "mark text"; they and their marks leave the tree.

    A mark is a raised or so named link to a note, or a raised figure that a paragraph further on opens with.

    Example:
        >>> from kg.document.html_tree import tree_from_html
        >>> page = tree_from_html('<p>De wet<sup><a href="#n1">1</a></sup> geldt.<p id="n1"><sup>1</sup> Zie Stb. 2024.')
        >>> take_notes(page), text_of(page)
        (('1 Zie Stb. 2024.',), 'De wet geldt.')
    """
    texts: list[str] = []
    for calls_of in (_linked, _raised):
        calls = calls_of(root)
        marks = [call.element for call in calls]
        found: dict[Element, str] = {}  # the mark of each note
        for call in calls:
            found.setdefault(call.note, call.mark)
        backs = _ways_back(found, marks)
        texts += [f"{mark} {text}" for note, mark in found.items() if (text := _text(note, mark, backs))]
        take_out(root, {*marks, *found})
    return tuple(texts)


def _linked(root: Element) -> list[_Call]:
    places = _Places(root)
    named: dict[str, Element] = {}
    for element in places.elements:
        for name in (element.get("id"), element.get("name") if element.tag == "a" else ""):
            if name:
                named.setdefault(name, element)
    pairs: list[tuple[Element, str, Element]] = []
    blocks: set[Element] = set()
    for element in places.elements:
        target = named.get(_anchor(element))
        mark = _MARK.fullmatch(text_of(element)) if target is not None else None
        if target is None or mark is None or not _refers(element):
            continue
        block = _block(target)
        if (
            block is not None
            and places.start[block] > places.start[element]
            and blocks.isdisjoint({element, *element.above()})
        ):
            pairs.append((element, mark[1], block))
            blocks.add(block)
    begins = sorted(places.start[block] for block in blocks)
    others = sorted(
        [places.start[element] for element, _, _ in pairs]
        + [places.start[element] for element in places.elements if element.tag in _NEVER_IN_NOTES]
    )

    def is_note(element: Element) -> bool:
        return element.tag in _WRAPS and places.within(element, begins) == 1 and not places.within(element, others)

    return [_Call(_with_sup(element), mark, _whole(block, is_note)) for element, mark, block in pairs]


class _Places:
    """The order of the elements of a tree."""

    def __init__(self, root: Element) -> None:
        self.elements = list(root.walk())
        self.start = {element: place for place, element in enumerate(self.elements)}
        self._end = {element: place + 1 for element, place in self.start.items()}
        for element in reversed(self.elements):
            if element.parent is not None and element is not root:
                self._end[element.parent] = max(self._end[element.parent], self._end[element])

    def within(self, element: Element, sorted_places: Sequence[int]) -> int:
        """How many of these places lie in an element."""
        return bisect_left(sorted_places, self._end[element]) - bisect_left(sorted_places, self.start[element])


def _anchor(element: Element) -> str:
    """The place in the page that a link leads to; empty where it leads elsewhere."""
    address = element.get("href")
    return address[1:] if element.tag == "a" and address.startswith("#") else ""


def _refers(link: Element) -> bool:
    """Whether a link is raised, or says that it leads to a note."""
    near = (link, *(child for child in link.walk() if child is not link), *([link.parent] if link.parent else []))
    if any(element.tag == "sup" for element in near) or "noteref" in link.get("role"):
        return True
    return bool(
        _NOTE_ID.fullmatch(_anchor(link))
        or words_in_name(link.get("class")) & _REFERS
        or "noteref" in link.get("epub:type")
    )


def _with_sup(link: Element) -> Element:
    """The element to take out with a mark: the `sup` around it where that holds nothing else."""
    parent = link.parent
    return parent if parent is not None and parent.tag == "sup" and text_of(parent) == text_of(link) else link


def _block(target: Element) -> Element | None:
    """The paragraph, item or division that a target is, or opens."""
    return next(
        (element for element in (target, *target.above()) if element.tag in PARTS_WORDS - {"body", "html"}), None
    )


def _whole(block: Element, is_note: Callable[[Element], bool]) -> Element:
    """The note that a block begins: with its further paragraphs, where an element holds these and nothing else."""
    whole = block
    for element in block.above():
        if not is_note(element):
            break
        whole = element
    return whole


def _raised(root: Element) -> list[_Call]:
    """Raised figures without a link, each with the later block that opens with it."""
    found: list[_Call] = []
    waiting: dict[str, list[Element]] = {}
    for element in root.walk():
        if element.tag != "sup":
            continue
        mark = _FIGURES.fullmatch(text_of(element))
        if mark is None:
            continue
        block = _block(element)
        if block is None or block.tag not in {"p", "li", "div", "td", "dd", "dt"} or not _opens(block, element):
            waiting.setdefault(mark[1], []).append(element)
        else:
            found += [_Call(call, mark[1], block) for call in waiting.pop(mark[1], [])]
    return found


def _opens(block: Element, mark: Element) -> bool:
    """Whether no words stand in a block before a mark."""
    before = [block]
    while before:
        element = before.pop()
        if element is mark:
            return True
        for child in element.children:
            if isinstance(child, str):
                if child.strip():
                    return False
            elif mark is child or mark in child.walk():
                before.append(child)
                break
            elif text_of(child):
                return False
    return False


def _ways_back(notes: dict[Element, str], marks: list[Element]) -> set[Element]:
    """The links in notes that lead back to their marks."""
    names = {
        name
        for mark in marks
        for element in (*mark.walk(), *([mark.parent] if mark.parent else []))
        for name in (element.get("id"), element.get("name"))
        if name
    }
    return {link for note in notes for link in _links(note) if _leads_back(link, names)}


def _links(element: Element) -> Iterator[Element]:
    return (each for each in element.walk() if each.tag == "a")


def _leads_back(link: Element, names: set[str]) -> bool:
    if "backlink" in link.get("role") or words_in_name(link.get("class")) & _BACK or _anchor(link) in names:
        return True
    return bool(_anchor(link) and _ARROWS.fullmatch(text_of(link)))


def _text(note: Element, mark: str, backs: set[Element]) -> str:
    """The words of a note, without the mark that it opens with."""
    text = clean(text_of(note, without=backs))
    return re.sub(rf"^[\[(]?{re.escape(mark)}(?:[\])]\.?|[.:])?(?:\s+|(?=[^\W\d]))", "", text)
