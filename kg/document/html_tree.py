"""HTML as a tree of plain elements, as a browser makes it of any markup."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kg.document.unreadable import Unreadable

_MOST_OPEN = 5000  # the parser's time grows with the square of it
_MOST_DEPTH = (
    150  # what lies deeper stands beside what it lies in: nothing is lost, and who walks the tree is never lost
)
_TAG = re.compile(r"<(/?)([a-z][^\s/>]*)", re.IGNORECASE)
_RAW = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|textarea|title|xmp)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
# Elements that never stay open: without content, or closed by the next of their kind.
_CLOSES_ITSELF = frozenset(
    {
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "link",
        "meta", "param", "source", "track", "wbr", "keygen", "p", "li", "dt", "dd", "tr", "td", "th", "tbody",
        "thead", "tfoot", "colgroup", "caption", "option", "optgroup", "rb", "rt", "rtc", "rp", "html", "head",
        "body",
    }
)  # fmt: skip


@dataclass(slots=True, eq=False)
class Element:
    """An element: its name and attributes in lower case, and what it holds in order; it equals only itself."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    parent: Element | None = None

    def walk(self) -> Iterator[Element]:
        """The element and all in it, in the order of the text."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(child for child in reversed(element.children) if isinstance(child, Element))

    def above(self) -> Iterator[Element]:
        """The elements that it lies in, the nearest first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def get(self, name: str) -> str:
        """The value of an attribute, empty where it is absent or has none."""
        return self.attributes.get(name, "")


def take_out(root: Element, gone: Collection[Element]) -> None:
    """Takes elements, with all they hold, out of the tree that begins with `root`."""
    if not gone:
        return
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if any(child in gone for child in element.children if isinstance(child, Element)):
            element.children = [child for child in element.children if isinstance(child, str) or child not in gone]
        waiting.extend(child for child in element.children if isinstance(child, Element))


def tree_from_html(text: str) -> Element:
    """The element `html` of a text that is HTML or takes itself for it.

    Source: the HTML standard, https://html.spec.whatwg.org/multipage/parsing.html

    Raises:
        Unreadable: `html-too-deep`.

    Example:
        >>> [element.tag for element in tree_from_html("<p>een<p>twee").walk()]
        ['html', 'head', 'body', 'p', 'p']
    """
    if _open_at_once(text) > _MOST_OPEN:
        raise Unreadable(
            "html-too-deep",
            f"the page has more than {_MOST_OPEN} elements inside each other",
            remedy="Save it again from a browser, or save its text as .txt.",
        )
    root = LexborHTMLParser(text).root
    if root is None:
        return Element("html")
    return _copied(root)


def _open_at_once(text: str) -> int:
    """The most elements that are open at one place, counted without regard to which of them an end tag closes."""
    deepest = depth = 0
    for found in _TAG.finditer(_RAW.sub("", text)):
        if found[2].lower() not in _CLOSES_ITSELF:
            depth = max(0, depth - 1) if found[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _copied(root: LexborNode) -> Element:
    copy = Element(root.tag or "html", _attributes(root))
    waiting = [(child, copy, 1) for child in reversed(_children(root))]
    while waiting:  # in the order of the text
        node, into, depth = waiting.pop()
        if node.is_text_node:
            into.children.append(node.text_content or "")
        elif node.is_element_node and node.tag:
            element = Element(node.tag, _attributes(node), parent=into)
            into.children.append(element)
            inner = element if depth < _MOST_DEPTH else into
            waiting.extend((child, inner, depth + 1) for child in reversed(_children(node)))
    return copy


def _children(node: LexborNode) -> list[LexborNode]:
    found = []
    child = node.child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def _attributes(node: LexborNode) -> dict[str, str]:
    return {name: value or "" for name, value in node.attributes.items()}
