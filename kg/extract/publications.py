"""Official publications that a text refers to: Staatsblad, Staatscourant, Tractatenblad and Kamerstukken, with their address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.base.knowledge import Knowledge
from kg.base.span import Span
from kg.document.characters import plain

_ADDRESS = "https://zoek.officielebekendmakingen.nl/{}.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A reference to a publication: where it stands, and the publication's id ("stb-2023-123", "kst-35538-4").

    It is no act, though one may be published there.
    """

    span: Span
    id: str

    @property
    def address(self) -> str:
        """Its page at officielebekendmakingen.nl, where all of recent decades stand.

        Source: https://www.officielebekendmakingen.nl/
        """
        return _ADDRESS.format(self.id)


def publications_in(text: str, knowledge: Knowledge) -> tuple[Publication, ...]:
    """The publications that `text` refers to, in reading order."""
    found = (
        Publication(span=Span(*match.span("name")), id=_id(match, pattern.kind))
        for pattern in knowledge.patterns["publications"]
        for match in pattern.matches(plain(text))
    )
    return tuple(sorted(found, key=lambda publication: publication.span))


def _id(match: re.Match[str], series: str) -> str:
    return "-".join((series, *_numbers(match)))


def _numbers(match: re.Match[str]) -> Iterator[str]:
    """What makes up the number, from left to right: year or file, budget, number."""
    groups = match.groupdict()
    for name in ("year", "file", "budget", "budget_a", "number"):
        value = groups.get(name)
        if value:
            yield value.replace(" ", "")
