"""What a web page says of itself: in its meta elements, in JSON-LD, in its language and in its title."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping

from kg.document.html_text import text_of
from kg.document.html_tree import Element
from kg.document.metadata import words_of
from kg.document.model import Metadata

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DUTCH_DATE = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})(?!\d)")
_HOST = re.compile(r"\S+\.[a-z]{2,}")
_PARTS = re.compile(r"\s+[|–—·»-]\s+|\s*[|]\s*")
_MOST_JSON = 200  # values that are looked at

# The names that pages give their facts, the surest first; what stands before the colon or dot of DC is written in many ways.
_TITLE = ("dcterms.title", "dc.title", "jsonld.headline", "og:title", "title")
_PUBLISHER = (
    "dcterms.publisher",
    "dc.publisher",
    "jsonld.publisher",
    "overheid.authority",
    "dcterms.creator",
    "dc.creator",
    "og:site_name",
)
_DATE = (
    "dcterms.issued", "dcterms.available", "dcterms.date", "dc.date", "dc.date.issued", "jsonld.datepublished",
    "article:published_time", "dcterms.modified", "dc.date.modified", "jsonld.datemodified", "article:modified_time",
)  # fmt: skip
_IDENTIFIER = ("dcterms.identifier", "dc.identifier", "jsonld.identifier")
_LANGUAGES = ("html", "dcterms.language", "dc.language", "content-language", "jsonld.inlanguage")
_LICENCE = ("link.license", "dcterms.license", "jsonld.license", "dcterms.rights", "dc.rights")
_ADDRESS = ("link.canonical", "og:url", "jsonld.url")
_JSON_KEYS = ("headline", "name", "datePublished", "dateModified", "identifier", "inLanguage", "license", "url")
_DESCRIBED = frozenset(
    {
        "article", "newsarticle", "report", "webpage", "legislation", "digitaldocument", "creativework",
    }
)  # fmt: skip


def metadata_from_tree(root: Element) -> Metadata:
    """What a page says of itself; addresses only where they are of the web, dates only whole ones.

    Example:
        >>> from kg.document.html_tree import tree_from_html
        >>> page = tree_from_html('<html lang=nl><title>Toezicht</title><meta name="DCTERMS.issued" content="2024-03-01">')
        >>> found = metadata_from_tree(page)
        >>> found.title, found.language, found.date.isoformat()
        ('Toezicht', 'nl', '2024-03-01')
    """
    said = _said(root)

    def first(names: Iterable[str], wanted: re.Pattern[str] | None = None) -> str | None:
        values = (words for name in names for value in said.get(name, ()) if (words := words_of(value)))
        return next((value for value in values if wanted is None or wanted.fullmatch(value)), None)

    publishers = [words for name in _PUBLISHER for value in said.get(name, ()) if (words := words_of(value))]
    dates = (date for name in _DATE for value in said.get(name, ()) if (date := _date(value)))
    return Metadata(
        title=_without_site(first(_TITLE), root),
        publisher=next(
            (name for name in publishers if not _HOST.fullmatch(name) or _WEB_ADDRESS.fullmatch(name)), None
        ),
        date=next(dates, None),
        url=first(_ADDRESS, _WEB_ADDRESS),
        identifier=first(_IDENTIFIER),
        language=first(_LANGUAGES, _LANGUAGE),
        licence=first(_LICENCE, _WEB_ADDRESS),
    )


def _said(root: Element) -> Mapping[str, list[str]]:
    """All that the page says of itself, by the name it has for it, in lower case and order."""
    said: dict[str, list[str]] = {"html": [root.get("lang") or root.get("xml:lang")]}
    for element in root.walk():
        if element.tag == "meta":
            name = element.get("name") or element.get("property") or element.get("http-equiv")
            said.setdefault(name.strip().lower().replace("dc:", "dc.").replace("dcterms:", "dcterms."), []).append(
                element.get("content")
            )
        elif element.tag == "link":
            for relation in element.get("rel").lower().split():
                said.setdefault(f"link.{relation}", []).append(element.get("href").strip())
        elif element.tag == "title" and element.parent is not None and element.parent.tag == "head":
            said.setdefault("title", []).append(text_of(element))
        elif element.tag == "script" and element.get("type").lower().strip() == "application/ld+json":
            for key, value in _from_json("".join(child for child in element.children if isinstance(child, str))):
                said.setdefault(f"jsonld.{key.lower()}", []).append(value)
    return said


def _from_json(text: str) -> Iterator[tuple[str, str]]:
    """What JSON-LD says of the page, as far as it is text: of publishers the name."""
    try:
        waiting = [json.loads(text)]
    except (RecursionError, ValueError):
        return
    for _ in range(_MOST_JSON):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value[:_MOST_JSON]
        elif isinstance(value, dict):
            waiting.append(value.get("@graph"))
            kinds = value.get("@type")
            if not _DESCRIBED.isdisjoint(str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])):
                yield from _facts(value)


def _facts(value: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key in _JSON_KEYS:
        told = value.get(key)
        if isinstance(told, str):
            yield ("headline" if key == "name" else key), told
    publisher = value.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    if isinstance(name, str):
        yield "publisher", name


def _date(value: str) -> datetime.date | None:
    """The day that a value begins with, as 2024-12-31 or 31-12-2024."""
    iso, dutch = _ISO_DATE.match(value.strip()), _DUTCH_DATE.match(value.strip())
    year, month, day = iso.groups() if iso else reversed(dutch.groups()) if dutch else ("0", "0", "0")
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _without_site(title: str | None, root: Element) -> str | None:
    """The title without the name of the site, where the page's own heading is a part of it; the heading where there is none."""
    headings = [words for element in root.walk() if element.tag == "h1" and (words := text_of(element))]
    if title is None:
        return headings[0] if len(headings) == 1 else None
    return next((heading for heading in headings if heading in _PARTS.split(title)), title)
