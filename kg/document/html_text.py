"""The words of HTML elements, and which elements part words."""

from __future__ import annotations

import re
from collections.abc import Container

from kg.document.html_tree import Element

PARTS_WORDS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2",
        "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol",
        "optgroup", "option", "p", "plaintext", "pre", "search", "section", "summary", "table", "tbody", "td",
        "tfoot", "th", "thead", "title", "tr", "ul", "xmp",
    }
)  # fmt: skip
"""The elements that stand on lines of their own, or in a cell of their own."""

NEVER_TEXT = frozenset(
    {
        "applet", "audio", "base", "basefont", "bgsound", "button", "canvas", "datalist", "del", "embed",
        "frame", "head", "iframe", "img", "input", "link", "map", "meta", "meter", "noembed", "noframes",
        "noscript", "object", "param", "picture", "progress", "rp", "rt", "script", "select", "source", "style",
        "svg", "template", "textarea", "track", "video",
    }
)  # fmt: skip
"""The elements whose content is not read as part of the text: programs, pictures, fields of forms, and what was struck out."""

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def text_of(element: Element, *, without: Container[Element] = ()) -> str:
    """The words of an element on one line, as they stand; those of the elements in `without` are left out.

    Example:
        >>> from kg.document.html_tree import tree_from_html
        >>> text_of(tree_from_html("<p>het <b>toe</b>zicht<p>op<br>de wet"))
        'het toezicht op de wet'
    """
    parts: list[str] = []
    _gather(element, parts, without)
    return " ".join("".join(parts).split())


def _gather(element: Element, parts: list[str], without: Container[Element]) -> None:
    if element.tag in NEVER_TEXT or element in without:
        return
    if element.tag == "br":
        parts.append(" ")
    edge = " " if element.tag in PARTS_WORDS else ""
    parts.append(edge)
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        else:
            _gather(child, parts, without)
    parts.append(edge)


def words_in_name(name: str) -> frozenset[str]:
    """The words that the names in a class or id are made of, in lower case.

    Example:
        >>> sorted(words_in_name("siteHeader cookie-bar top_1"))
        ['1', 'bar', 'cookie', 'header', 'site', 'top']
    """
    return frozenset(word.lower() for word in _WORD.findall(name))
