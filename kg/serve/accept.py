"""Which of the forms that we can write an asker wants most: the header Accept, and Accept-Language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.graph.vocabulary import Language

_QUALITY = re.compile(r"\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", re.IGNORECASE)
_PARTS = 64  # of a header; more are not read


def best_form(accept: str, forms: Sequence[str]) -> str | None:
    """The media type of `forms` that suits `accept` best, the first of equals; None where none does.

    An empty header takes all. The most specific range that fits a type gives its weight; parameters other than q do not count.

    Source: https://www.rfc-editor.org/rfc/rfc9110#name-accept

    Example:
        >>> best_form("text/html, */*;q=0.1", ["application/json", "text/csv"])
        'application/json'
        >>> best_form("text/*;q=0.5, application/json;q=0.2", ["application/json", "text/csv"])
        'text/csv'
        >>> best_form("image/png", ["application/json"])
    """
    ranges = weights(accept) or [("*/*", 1.0)]
    best: str | None = None
    most = 0.0
    for form in forms:
        weight = _weight(form, ranges)
        if weight > most:
            best, most = form, weight
    return best


def best_language(accept: str) -> Language:
    """Dutch, but for those who want English more.

    Example:
        >>> best_language("en-GB,en;q=0.9,nl;q=0.8"), best_language("de"), best_language("")
        ('en', 'nl', 'nl')
    """
    wanted = {"nl": 0.0, "en": 0.0}
    for name, weight in weights(accept):
        language = name.partition("-")[0].lower()
        if language in wanted:
            wanted[language] = max(wanted[language], weight)
    return "en" if wanted["en"] > wanted["nl"] else "nl"


def weights(header: str) -> list[tuple[str, float]]:
    """The values of a header with their weights, in order.

    Example:
        >>> weights("text/turtle;q=0.5, */*")
        [('text/turtle', 0.5), ('*/*', 1.0)]
    """
    found = []
    for part in header.split(",", _PARTS)[:_PARTS]:
        name, *parameters = part.split(";")
        weight = 1.0
        for parameter in parameters:
            if told := _QUALITY.fullmatch(parameter):
                weight = float(told[1])
        if name.strip():
            found.append((name.strip().lower(), weight))
    return found


def _weight(form: str, ranges: Sequence[tuple[str, float]]) -> float:
    for wanted in (form, f"{form.partition('/')[0]}/*", "*/*"):
        fitting = [weight for name, weight in ranges if name == wanted]
        if fitting:
            return max(fitting)
    return 0.0
