"""What citations tell of mentions: acts that only a citation names, the book of a code that is meant, the places in each act."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.base.ids import RuleId
from kg.base.knowledge import Knowledge
from kg.base.provision import Part, Place
from kg.base.span import Span
from kg.base.terms import Kind
from kg.extract.citations import Citation, citations_in
from kg.extract.model import Mention, Provision, Target

_RULE = RuleId("provisions#achter-artikel")
_BOOK = re.compile(r"(\d+[A-Za-z]?):(.+)")
_HEADS = (
    (Kind.ACT, re.compile(r"(?:wet|wetboek)(?: \d{4})?$")),
    (Kind.AGREEMENT, re.compile(r"(?:verdrag|protocol|statuut|convenant|akkoord|overeenkomst|code)(?: \d{4})?$")),
    (Kind.REGULATION, re.compile(r"[a-z]{6}(?: \d{4})?$")),
)


def acts_cited(text: str, offset: int, mentions: Sequence[Mention], knowledge: Knowledge) -> Iterator[Mention]:
    """The acts that stand in no list, and are told by the citation before them: "artikel 3 Wbbbg", "artikel 2 van het Huisreglement"."""
    for citation in citations_in(text, offset, mentions, knowledge):
        if citation.named:
            yield _named(citation.named, text[citation.named.start - offset : citation.named.end - offset])


def _named(span: Span, words: str) -> Mention:
    kind = next((kind for kind, form in _HEADS if form.search(words)), Kind.ACT)
    return Mention(span=span, kind=kind, targets=(Target(iri=None, kind=kind, label=words),), rule=_RULE)


def with_provisions(text: str, offset: int, mentions: Sequence[Mention], knowledge: Knowledge) -> tuple[Mention, ...]:
    """`mentions` of `text`, each act with the places in it that the citations at that place tell; of a code in books the book meant."""
    told: defaultdict[Span, list[Citation]] = defaultdict(list)
    for citation in citations_in(text, offset, mentions, knowledge):
        if citation.act:
            told[citation.act.span].append(citation)
    return tuple(_told(mention, told[mention.span]) if mention.span in told else mention for mention in mentions)


def placed(citation: Citation) -> tuple[Provision, ...]:
    """The places of a citation, of an act that is one of the books of a code as that book numbers them."""
    in_book = citation.act is not None and _meant(citation.act, [citation]) is not None
    return tuple(
        Provision(
            place=_in_book(cited.place) if in_book else cited.place,
            heading=cited.heading,
            sentence=cited.sentence,
            former=citation.former,
        )
        for cited in citation.cited
        if not all(part is Part.BOOK for part, _ in cited.place.parts)
    )


def _told(mention: Mention, citations: Sequence[Citation]) -> Mention:
    meant = _meant(mention, citations)
    return replace(
        mention,
        targets=(meant,) if meant else mention.targets,
        provisions=tuple(provision for citation in citations for provision in placed(citation)),
    )


def _meant(mention: Mention, citations: Sequence[Citation]) -> Target | None:
    """The book that is meant where the mention names a code in books, and all that is cited lies in one of them."""
    books = {citation.book or _book(cited.place) for citation in citations for cited in citation.cited}
    if len(mention.targets) < 2 or len(books) != 1:  # noqa: PLR2004 - one target is sure already
        return None
    ending = f" boek {next(iter(books))}".casefold()
    fitting = [target for target in mention.targets if target.label.casefold().endswith(ending)]
    return fitting[0] if len(fitting) == 1 else None


def _book(place: Place) -> str:
    """The book that the number of an article tells ("3:105"), empty where it tells none."""
    numbered = _BOOK.fullmatch(place.value(Part.ARTICLE))
    return numbered[1] if numbered else ""


def _in_book(place: Place) -> Place:
    """The place as the book itself numbers it: "105" for "3:105"."""
    return Place.of(
        *(
            (part, numbered[2]) if part is Part.ARTICLE and (numbered := _BOOK.fullmatch(value)) else (part, value)
            for part, value in place.parts
        )
    )
