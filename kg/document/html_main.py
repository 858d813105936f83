"""The part of a web page that is its text: without menus, headers, footers, cookie notices and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.document.html_text import NEVER_TEXT, words_in_name
from kg.document.html_tree import Element, take_out

_AROUND = frozenset({"aside", "dialog", "menu", "nav", "search"})
_ROLES = frozenset(
    {
        "alertdialog", "banner", "complementary", "contentinfo", "dialog", "menu", "menubar", "navigation",
        "search", "status", "toolbar",
    }
)  # fmt: skip
_NAMES = frozenset(
    {
        "advertentie", "breadcrumb", "breadcrumbs", "consent", "cookie", "cookies", "delen", "inhoudsopgave",
        "kruimelpad", "kruimelspoor", "menu", "nav", "navbar", "navigatie", "navigation", "pagination",
        "paginering", "share", "sharing", "sidebar", "skip", "skiplink", "skiplinks", "skipnav", "social",
        "socials", "socialmedia", "toc", "toolbar",
    }
)  # fmt: skip
_WITH_NAMES = frozenset(
    {
        "banner", "bar", "block", "container", "header", "links", "list", "main", "message", "mobile", "page",
        "primary", "secondary", "site", "top", "wrapper",
    }
)  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NEVER_AROUND = _HEADINGS | {"td", "th"}
_HIDING = (
    frozenset({"screen", "reader"}),
    frozenset({"sr", "only"}),
    frozenset({"visually", "hidden"}),
    frozenset({"visuallyhidden"}),
)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)\b", re.IGNORECASE)
_MOST_LEFT_OUT = 0.4  # of the page's characters: what holds more is no menu, whatever it is called
_LEAST_LINKED = 0.7  # of the characters of a menu
_LEAST_LINKS = 2
_LONGEST_LINK = 40  # characters, on average
_MAY_LIST_LINKS = frozenset({"div", "dl", "ol", "p", "section", "table", "td", "tr", "ul"})
_PAGE_PARTS = frozenset({"article", "main"})


def main_parts(root: Element) -> tuple[Element, ...]:
    """The elements of a page that hold its text, in order; what is no text has left them.

    What the page itself marks as main; else its articles, where they hold most of the text; else all but the blocks that
    are mostly links.

    Example:
        >>> from kg.document.html_text import text_of
        >>> from kg.document.html_tree import tree_from_html
        >>> page = tree_from_html("<nav>Menu</nav><div><h1>Toezicht</h1><p>De wet.</div><footer>Contact</footer>")
        >>> [text_of(part) for part in main_parts(page)]
        ['Toezicht De wet.']
    """
    titles = [element for element in root.walk() if element.tag == "h1"]
    _prune(root)
    parts = _marked_parts(root)
    if not parts:
        body = next((element for element in root.walk() if element.tag == "body"), root)
        _prune_link_lists(body)
        parts = (body,)
    if len(titles) == 1 and not any(titles[0] is element for part in parts for element in part.walk()):
        return (titles[0], *parts)
    return parts


def is_hidden(element: Element) -> bool:
    """Whether an element says of itself that nobody sees it."""
    return (
        ("hidden" in element.attributes and element.get("hidden").lower() != "until-found")
        or element.get("aria-hidden").strip().lower() == "true"
        or bool(_HIDDEN.search(element.get("style")))
    )


def _prune(root: Element) -> None:
    sizes = _sizes(root)
    holders = _holders(root)
    gone: set[Element] = set()
    for element in root.walk():
        if (
            element.tag in NEVER_TEXT - {"head"}
            or (is_hidden(element) and element is not root)
            or _is_around(element)
            or (_may_be_around(element) and element not in holders and sizes[element] <= _MOST_LEFT_OUT * sizes[root])
        ):
            gone.add(element)
    take_out(root, gone)


def _is_around(element: Element) -> bool:
    """Whether an element belongs to the site, not to the text."""
    if element.tag in {"html", "body"} or _is_page_part(element):
        return False
    roles = element.get("role").lower().split()
    if element.tag in _AROUND or not _ROLES.isdisjoint(roles):
        return True
    if element.tag == "footer":
        return True
    return element.tag == "header" and not any(map(_is_page_part, element.above()))


def _may_be_around(element: Element) -> bool:
    """Whether an element belongs to the site unless it holds the text, or much of the page."""
    return not _is_page_part(element) and (element.tag == "form" or _named_as_around(element))


def _is_page_part(element: Element) -> bool:
    return element.tag in _PAGE_PARTS or element.get("role").lower() == "main"


def _holders(root: Element) -> set[Element]:
    """The elements that hold what the page marks as its text or its title."""
    found: set[Element] = set()
    for element in root.walk():
        if element.tag == "h1" or _is_page_part(element):
            for above in element.above():
                if above in found:
                    break
                found.add(above)
    return found


def _named_as_around(element: Element) -> bool:
    """Whether class or id name an element as a menu, a notice or the like; an id may also name what the text is about."""
    if element.tag in {*_NEVER_AROUND, "html", "body"}:
        return False
    style = words_in_name(element.get("class"))
    if not style.isdisjoint(_NAMES) or any(names <= style for names in _HIDING):
        return True
    own = words_in_name(element.get("id"))
    return element.tag in {"div", "ol", "ul"} and not own.isdisjoint(_NAMES) and own <= _NAMES | _WITH_NAMES


def _sizes(root: Element) -> dict[Element, int]:
    """How many characters that are no white space each element holds."""
    sizes: dict[Element, int] = {}
    for element in reversed(list(root.walk())):
        if element.tag in NEVER_TEXT:
            sizes[element] = 0
            continue
        sizes[element] = sum(
            len("".join(child.split())) if isinstance(child, str) else sizes[child] for child in element.children
        )
    return sizes


def _marked_parts(root: Element) -> tuple[Element, ...]:
    """What the page marks as its text; none where it marks nothing, or nothing that has words."""
    sizes = _sizes(root)
    mains = _outermost(root, lambda element: element.tag == "main" or element.get("role").lower() == "main")
    if any(sizes[main] for main in mains):
        return mains
    articles = _outermost(root, lambda element: element.tag == "article" or element.get("itemprop") == "articleBody")
    if articles and 2 * sum(sizes[article] for article in articles) >= sizes[root]:
        return articles
    return ()


def _outermost(root: Element, wanted: Callable[[Element], bool]) -> tuple[Element, ...]:
    found: list[Element] = []
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if wanted(element):
            found.append(element)
        else:
            waiting.extend(child for child in reversed(element.children) if isinstance(child, Element))
    return tuple(found)


def _prune_link_lists(body: Element) -> None:
    sizes = _sizes(body)
    links: dict[Element, tuple[int, int]] = {}  # how many, and how many characters they hold
    headed: set[Element] = set()
    for element in reversed(list(body.walk())):
        if element.tag == "a" and element.get("href"):
            links[element] = (1, sizes[element])
        else:
            inner = [links[child] for child in element.children if isinstance(child, Element)]
            if element.tag in _HEADINGS or any(child in headed for child in element.children):
                headed.add(element)
            links[element] = (sum(count for count, _ in inner), sum(size for _, size in inner))
    gone = set()
    for element, (count, linked) in links.items():
        if (
            element.tag in _MAY_LIST_LINKS
            and element not in headed
            and count >= _LEAST_LINKS
            and linked >= _LEAST_LINKED * sizes[element]
            and linked <= _LONGEST_LINK * count
        ):
            gone.add(element)
    take_out(body, gone)
