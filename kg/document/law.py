"""A law as its articles: one model for whatever form it comes in, and how its parts become pages."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from kg.base.provision import Part, Place, jci, provision_iri
from kg.base.registers import BWB_IRI
from kg.document.model import BlockKind, Force, Metadata, Provision

_SITE = "https://wetten.overheid.nl/"
_REFERENCE = re.compile(r"jci1\.\d+:[cv]:BWB[RVW]\d{7}(?:&[a-z.-]+=[^\s&<>\"{}|\\^`]+)*")
_ARTICLE = re.compile(
    r"(?P<whole>(?:enig )?(?:artikel|article|art\.?)(?: (?P<number>[\dA-Za-z][\w.:-]*?)[.:,]?)?)(?= |$)", re.IGNORECASE
)
_ANNEX = re.compile(
    r"(?P<whole>(?:bijlage|annexe?)(?: (?P<number>\d[\w.-]*?|[IVXLC]+[a-z]?|[A-Za-z])[.:,]?)?)(?= |$)", re.IGNORECASE
)
_DIVISION = re.compile(
    r"(?P<word>boek|hoofdstuk|titeldeel|titel|afdeling|paragraaf|§)\.? ?(?P<number>[\dA-Za-z][\w.:-]*)",
    re.IGNORECASE,
)
_PARTS = MappingProxyType(
    {
        "boek": Part.BOOK,
        "hoofdstuk": Part.CHAPTER,
        "titel": Part.TITLE,
        "titeldeel": Part.TITLE,
        "afdeling": Part.DIVISION,
        "paragraaf": Part.PARAGRAPH,
        "§": Part.PARAGRAPH,
    }
)
_RANKS = {part: rank for rank, part in enumerate(Part)}
_LONGEST_LABEL = 80  # characters; a heading that is longer is cut between words

# What the editors of the collection write in the place of text, or before it.
_REPEALED = re.compile(r"[\[(]*vervallen(?: (?:per|m\.i\.v\.) \d{1,2}-\d{1,2}-\d{4})?[\])]*[.;]?", re.IGNORECASE)
_NOT_YET = re.compile(
    r"treedt in werking (?:op een nader te bepalen tijdstip|per \d{1,2}-\d{1,2}-\d{4})\.?"
    r"|dit (?:artikel|onderdeel|lid|hoofdstuk|besluit|deel) is nog niet in ?werking getreden\b.*",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(
    r"bevat (?:een )?wijziging(?:en)? (?:in|van) andere (?:regelgeving|regelingen)\.?", re.IGNORECASE
)


class Role(StrEnum):
    """What a part of a law is."""

    OPENING = "opening"
    DIVISION = "division"
    ARTICLE = "article"
    ANNEX = "annex"
    CLOSING = "closing"


class Remark(StrEnum):
    """What a remark of the editors says of the text it stands at."""

    REPEALED = "repealed"
    NOT_YET = "not yet in force"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawBlock:
    """One line of a law; `references` are characters of `text` with the jci address that they lead to."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    references: tuple[tuple[int, int, str], ...] = ()


Step = tuple[Part, str]


@dataclass(slots=True, kw_only=True)
class LawPart:
    """A titled part of a law while it is read: an article, an annex, or what a chapter holds before its first article.

    `path` are the divisions with a number around it, and an annex or other division itself, from the outside in.
    """

    role: Role
    label: str
    path: tuple[Step, ...] = ()
    force: Force = Force.IN_FORCE
    headings: list[LawBlock] = field(default_factory=list)
    blocks: list[LawBlock] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawPage:
    """A part of a law as a page: its number from 1, its blocks in reading order, and which provision it is."""

    number: int
    lines: tuple[LawBlock, ...]
    provision: Provision
    unread: str = ""

    @property
    def blocks(self) -> tuple[tuple[str, BlockKind], ...]:
        """The lines, each with its kind."""
        return tuple((line.text, line.kind) for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A law as read; `title` is what it is cited as, or its full title where it says no other."""

    pages: tuple[LawPage, ...]
    identifier: str | None
    title: str | None
    date: datetime.date | None = None  # from when this version holds
    language: str | None = None

    @property
    def metadata(self) -> Metadata:
        """What the law says of itself."""
        return Metadata(
            title=self.title,
            date=self.date,
            identifier=self.identifier,
            language=self.language,
            url=_address(BWB_IRI + self.identifier, None, self.date) if self.identifier else None,
        )


def remark_in(text: str) -> Remark | None:
    """What the editors say where the whole of `text` is a remark of theirs; None where it is the law's own text.

    Example:
        >>> remark_in("[Vervallen per 01-07-2015]"), remark_in("Dit besluit is vervallen.")
        (<Remark.REPEALED: 'repealed'>, None)
    """
    if _REPEALED.fullmatch(text):
        return Remark.REPEALED
    if _NOT_YET.fullmatch(text):
        return Remark.NOT_YET
    return Remark.LEFT_OUT if _LEFT_OUT.fullmatch(text) else None


def role_of(heading: str) -> Role:
    """What the part under a heading is: an article, an annex, or another division.

    Example:
        >>> role_of("Artikel 5:11"), role_of("Artikelen die vervallen"), role_of("Bijlage I bij artikel 3")
        (<Role.ARTICLE: 'article'>, <Role.DIVISION: 'division'>, <Role.ANNEX: 'annex'>)
    """
    if _ARTICLE.match(heading):
        return Role.ARTICLE
    return Role.ANNEX if _ANNEX.match(heading) else Role.DIVISION


def label_of(heading: str) -> str:
    """What people call the part under a heading: "Artikel 5:11", "Bijlage I", else the heading itself, cut where it is long.

    Example:
        >>> label_of("Artikel 3. Aangewezen ambtenaren")
        'Artikel 3'
    """
    found = _ARTICLE.match(heading) or _ANNEX.match(heading)
    if found:
        return found["whole"].rstrip(".:,")
    if len(heading) <= _LONGEST_LABEL:
        return heading
    return heading[:_LONGEST_LABEL].rpartition(" ")[0] + " …"


def step_of(heading: str) -> Step | None:
    """The division that a heading opens, with its number; None where it has none.

    Example:
        >>> step_of("Hoofdstuk II Toezicht"), step_of("§ 3"), step_of("Toezicht")
        ((<Part.CHAPTER: 'hoofdstuk'>, 'II'), (<Part.PARAGRAPH: 'paragraaf'>, '3'), None)
    """
    annex = _ANNEX.match(heading)
    if annex:
        return (Part.ANNEX, annex["number"]) if annex["number"] else None
    found = _DIVISION.match(heading)
    return (_PARTS[found["word"].casefold()], found["number"].rstrip(".:")) if found else None


def path_with(path: Sequence[Step], step: Step) -> tuple[Step, ...]:
    """`path` after the heading of `step`: the divisions that go above it stay.

    Example:
        >>> path_with([(Part.CHAPTER, "1"), (Part.PARAGRAPH, "4")], (Part.DIVISION, "2"))
        ((<Part.CHAPTER: 'hoofdstuk'>, '1'), (<Part.DIVISION: 'afdeling'>, '2'))
    """
    return (*(above for above in path if _RANKS[above[0]] < _RANKS[step[0]]), step)


def reference_to(address: str | None) -> str | None:
    """`address` where it is a jci address of a law, else None.

    Example:
        >>> reference_to("jci1.3:c:BWBR0005537&artikel=5:11"), reference_to("onbekend")
        ('jci1.3:c:BWBR0005537&artikel=5:11', None)
    """
    return address if address and _REFERENCE.fullmatch(address) else None


def pages_of(parts: Iterable[LawPart], identifier: str | None, date: datetime.date | None) -> tuple[LawPage, ...]:
    """The pages of a law, numbered in reading order.

    `identifier` is the law's BWB id and `date` that of the version. An article or annex is a page of its own, and so is every
    other part that holds text or is not in force. The headings of a chapter without text of its own stand above its first
    article.
    """
    kept = list(_with_text(parts))
    act = BWB_IRI + identifier if identifier else None
    cited, full = ([_place(part, cited=way) for part in kept] for way in (True, False))
    times = Counter(cited), Counter(full)
    pages = []
    for number, part in enumerate(kept, start=1):
        ways = ((cited[number - 1], times[0]), (full[number - 1], times[1]))
        place = next((place for place, count in ways if place and count[place] == 1), None)
        pages.append(
            LawPage(
                number=number,
                lines=(*part.headings, *part.blocks),
                provision=Provision(
                    label=part.label,
                    iri=provision_iri(act, place) if act and place else None,
                    address=_address(act, place, date) if act else None,
                    force=part.force,
                ),
            )
        )
    return tuple(pages)


def _with_text(parts: Iterable[LawPart]) -> Iterator[LawPart]:
    waiting: list[LawPart] = []
    for part in parts:
        if part.role in (Role.ARTICLE, Role.ANNEX) or part.blocks or part.force is not Force.IN_FORCE:
            part.headings[:0] = [heading for above in waiting for heading in above.headings]
            waiting = []
            yield part
        elif part.headings:
            waiting.append(part)
    for last in waiting[:1]:  # headings with nothing under them
        last.headings[:] = [heading for above in waiting for heading in above.headings]
        yield last


def _place(part: LawPart, *, cited: bool) -> Place | None:
    """The place in the law, None where the part has no number; `cited` as people cite it, without the chapters around it."""
    if part.role is not Role.ARTICLE:
        return Place(part.path) if part.path and part.role in (Role.DIVISION, Role.ANNEX) else None
    found = _ARTICLE.match(part.label)
    if not found or not found["number"]:
        return None
    steps = (*part.path, (Part.ARTICLE, found["number"]))
    return Place.of(*steps) if cited else Place(steps)


def _address(act: str, place: Place | None, date: datetime.date | None) -> str:
    """The web address that opens the law at a place, in the version of a date where that is known.

    Source: https://wetten.overheid.nl, which opens jci addresses (Juriconnect standard for links to legislation, 1.3.1)
    """
    return f"{_SITE}{jci(act, place, on=date)}"


def once(plain: Sequence[LawBlock], numbered: Sequence[LawBlock]) -> tuple[LawBlock, ...]:
    """The body of an article of which `numbered` may say again what `plain` says: each text given once, none lost.

    What stands in `plain` alone comes first.

    Example:
        >>> plain = [LawBlock(text="De raad:"), LawBlock(text="ziet toe.")]
        >>> [block.text for block in once(plain, [LawBlock(text="1. ziet toe.")])]
        ['De raad:', '1. ziet toe.']
    """
    said = Counter(_bare(block.text) for block in numbered)
    first = []
    for block in plain:
        words = _bare(block.text)
        if said[words] > 0:
            said[words] -= 1
        else:
            first.append(block)
    return (*first, *numbered)


_MARK = re.compile(r"\d{1,3}[a-z]{0,4}\. ")


def _bare(text: str) -> str:
    """`text` without the number before it and without white space."""
    return "".join(_MARK.sub("", text, count=1).split())
