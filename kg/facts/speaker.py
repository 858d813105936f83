"""Who says "wij" or "ik" in a text whose metadata do not tell who publishes it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.base.terms import Kind
from kg.facts.backrefs import Named

_LONGEST = 6000  # characters of a text in which "wij" is one body throughout: a page of a site, a letter
_OPENING = 250  # characters within which such a text names who speaks
_QUOTED = re.compile(r"“[^”]*”|„[^”“]*[”“]|‘[^’\n]*’|\"[^\"\n]*\"|(?<!\w)'[^'\n]*'(?!\w)")
_WE = re.compile(
    r"\b(?:[Ww]ij|[Ww]e|[Oo]nze (?:\w+ )?(?:inspecteurs|handhavers|toezichthouders|controleurs|medewerkers))\b"
)
_I = re.compile(r"\b(?:[Ii]k|mij|mijn)\b")
_ANSWERS = re.compile(r"\b[Aa]ntwoord(?:en)?(?: van|:?\s*\()\s*(?:de\s+|het\s+)?$")
_SIGNS = re.compile(r"\n\s*(?:[Dd]e|[Hh]et)\s+$")
_LISTING = re.compile(r"(?:,| en| of)\s+(?:de |het )?$")  # before one of several
_LISTED = re.compile(r"(?:\s+\([^)]*\))?\s+(?:en|of)\s")  # behind one of several
_BODIES = frozenset({Kind.SUPERVISOR, Kind.ORGANISATION})


def speaker_in(text: str, named: Sequence[Named]) -> Named | None:
    """Who speaks in `text`: the minister who answers or signs, or the body that a short text opens with before it says "wij".

    `named` is all that the text names, in reading order. What stands in quotation marks is said by others.

    Example:
        >>> from kg.base.span import Span
        >>> text = "De Inspectie van het Onderwijs is onafhankelijk. Wij bezoeken scholen."
        >>> body = Named(iri="urn:body", kind=Kind.SUPERVISOR, label="Inspectie van het Onderwijs", span=Span(3, 30))
        >>> speaker_in(text, [body]) == body
        True
    """
    said = _QUOTED.sub(lambda quote: " " * len(quote[0]), text)
    if _I.search(said):
        ministers = {name.iri: name for name in named if name.kind is Kind.MINISTRY and _answers_or_signs(name, text)}
        return next(iter(ministers.values())) if len(ministers) == 1 else None
    first = _WE.search(said)
    if first is None or len(text) > _LONGEST:
        return None
    opening = next((name for name in named if name.kind in _BODIES or name.kind is Kind.MINISTRY), None)
    if opening is None or opening.kind not in _BODIES or opening.span.start > min(_OPENING, first.start()):
        return None
    several = _LISTED.match(text, opening.span.end) or _LISTING.search(text[: opening.span.start])
    return None if several else opening


def _answers_or_signs(name: Named, text: str) -> bool:
    before, after = text[: name.span.start], text[name.span.end :]
    signs = _SIGNS.search(before) and re.match(r"\s*(?:,\s*)?(?:\n|$)", after)
    return bool(_ANSWERS.search(before) or signs)
