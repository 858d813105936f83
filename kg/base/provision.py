"""Places in an act ("artikel 5:11, tweede lid, onder c"), their IRI in the graph and their jci address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import quote

from kg.base.registers import BWB_IRI

_EU = re.compile(r"(http://data\.europa\.eu/eli/[a-z_]+/\d{4}/\d+)/oj")
_JCI = "jci1.3:c:"
_NOT_IN_VALUE = re.compile(r"[°º.]+$")


class Part(StrEnum):
    """The parts of an act under their keys in a jci address, from large to small."""

    ANNEX = "bijlage"
    BOOK = "boek"
    CHAPTER = "hoofdstuk"
    TITLE = "titeldeel"
    DIVISION = "afdeling"
    PARAGRAPH = "paragraaf"
    ARTICLE = "artikel"
    LID = "lid"
    ITEM = "o"


_ORDER = {part: number for number, part in enumerate(Part)}
_ABOVE_ARTICLE = frozenset({Part.BOOK, Part.CHAPTER, Part.TITLE, Part.DIVISION, Part.PARAGRAPH})
_ELI = {Part.ANNEX: "anx", Part.CHAPTER: "cpt", Part.TITLE: "tis", Part.DIVISION: "sct", Part.ARTICLE: "art"}
_ELI |= {Part.LID: "par", Part.ITEM: "pnt"}
_DUTCH = {Part.TITLE: "titel"}
_ENGLISH = {
    Part.ANNEX: "Annex",
    Part.BOOK: "Book",
    Part.CHAPTER: "Chapter",
    Part.TITLE: "Title",
    Part.DIVISION: "Division",
    Part.PARAGRAPH: "Section",
    Part.ARTICLE: "Article",
    Part.LID: "paragraph",
    Part.ITEM: "item",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an act: its parts from large to small, each with its number as printed ("5:11", "IV"; a lid as a figure)."""

    parts: tuple[tuple[Part, str], ...]

    def __post_init__(self) -> None:
        if not self.parts or not all(value for _, value in self.parts):
            raise ValueError("a place in an act has at least one part, each with its number")

    @classmethod
    def of(cls, *parts: tuple[Part, str]) -> Place:
        """The place in its canonical form: large before small, and what an article lies in left out but for an annex.

        Articles count through an act, and those who cite one seldom say its chapter. Full stops and degree signs behind a number
        are no part of it.

        Example:
            >>> Place.of((Part.CHAPTER, "II"), (Part.ARTICLE, "3"), (Part.ITEM, "1°")).path
            '&artikel=3&o=1'
        """
        has_article = any(part is Part.ARTICLE for part, _ in parts)
        kept = [(part, _NOT_IN_VALUE.sub("", value)) for part, value in parts]
        return cls(
            tuple(
                sorted(
                    (one for one in kept if not (has_article and one[0] in _ABOVE_ARTICLE)),
                    key=lambda one: _ORDER[one[0]],
                )
            )
        )

    def value(self, part: Part) -> str:
        """The number of a part, empty where it has none; of an item within an item the outer one."""
        return next((value for found, value in self.parts if found is part), "")

    @property
    def path(self) -> str:
        """What a jci address says behind the act.

        Example:
            >>> Place.of((Part.ARTICLE, "5:11"), (Part.LID, "2"), (Part.ITEM, "c")).path
            '&artikel=5:11&lid=2&o=c'
        """
        return "".join(f"&{part}={quote(value, safe=':')}" for part, value in self.parts)

    def in_dutch(self) -> str:
        """The place as a Dutch jurist writes it.

        Example:
            >>> Place.of((Part.ARTICLE, "5:11"), (Part.LID, "2"), (Part.ITEM, "c"), (Part.ITEM, "1")).in_dutch()
            'artikel 5:11, lid 2, onder c, onder 1'
        """
        return ", ".join(
            f"{'onder' if part is Part.ITEM else _DUTCH.get(part, str(part))} {value}" for part, value in self.parts
        )

    def in_english(self) -> str:
        """The place in English.

        Example:
            >>> Place.of((Part.ARTICLE, "5:11"), (Part.LID, "2")).in_english()
            'Article 5:11, paragraph 2'
        """
        return ", ".join(f"{_ENGLISH[part]} {value}" for part, value in self.parts)


def provision_iri(act: str, place: Place) -> str:
    """The IRI of a place in an act: that of the act and the jci path; in an act of the European Union its ELI subdivision.

    Example:
        >>> provision_iri("http://wetten.overheid.nl/id/BWBR0005537", Place.of((Part.ARTICLE, "5:11")))
        'http://wetten.overheid.nl/id/BWBR0005537&artikel=5:11'
        >>> provision_iri("http://data.europa.eu/eli/reg/2016/679/oj", Place.of((Part.ARTICLE, "5"), (Part.LID, "1")))
        'http://data.europa.eu/eli/reg/2016/679/art_5/par_1/oj'
    """
    european = _EU.fullmatch(act)
    if european and all(part in _ELI for part, _ in place.parts):
        steps = "/".join(f"{_ELI[part]}_{quote(value, safe='')}" for part, value in place.parts)
        return f"{european[1]}/{steps}/oj"
    return act + place.path


def jci(act: str, place: Place | None = None, *, on: date | None = None) -> str | None:
    """The jci address of an act of the Netherlands or a place in it, None for any other act.

    `on` is a day of the version meant. Leave it out unless that version is known to exist: the address then leads to the version of
    the reader's day.

    Source: https://wetten.overheid.nl/ (Juriconnect standard for links to legislation, 1.3.1)

    Example:
        >>> jci("http://wetten.overheid.nl/id/BWBR0005537", Place.of((Part.ARTICLE, "5:11")), on=date(2015, 1, 1))
        'jci1.3:c:BWBR0005537&artikel=5:11&z=2015-01-01&g=2015-01-01'
        >>> jci("http://data.europa.eu/eli/reg/2016/679/oj") is None
        True
    """
    if not act.startswith(BWB_IRI):
        return None
    version = f"&z={on}&g={on}" if on else ""
    return f"{_JCI}{act.removeprefix(BWB_IRI)}{place.path if place else ''}{version}"


def addresses(act: str, places: Iterable[Place]) -> tuple[str, ...]:
    """The address of each place: its jci, or its IRI where the act has none."""
    return tuple(jci(act, place) or provision_iri(act, place) for place in places)
