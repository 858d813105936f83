"""A document's mentions: names first, then names made of names, then words that point back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.base.issues import Issue, Outcome, Severity
from kg.base.knowledge import Knowledge
from kg.document.characters import plain
from kg.document.model import Block, BlockKind, Document
from kg.extract.backwords import pointing_back
from kg.extract.beside import names_again, names_beside
from kg.extract.compositions import composed
from kg.extract.definitions import aliases_in, defined
from kg.extract.groups import groups_in
from kg.extract.model import Mention
from kg.extract.names import NameIndex, name_index, names_in
from kg.extract.provisions import acts_cited, with_provisions
from kg.extract.shapes import shapes_in


@dataclass(frozen=True, slots=True)
class _Text:
    """One block: its text with plain quotes, where it stands, and the mentions found by themselves, also within each other."""

    text: str
    offset: int
    found: tuple[Mention, ...]


def mentions_from_document(document: Document, knowledge: Knowledge) -> Outcome[Mention]:
    """The mentions of `document` in reading order, none within another; an issue for each name that stays ambiguous."""
    index = name_index(knowledge)
    day = document.metadata.date
    texts = [_text(document, block, knowledge, index, day) for page in document.pages for block in page.blocks]
    beside = names_beside([(text.text, [_moved(one, -text.offset) for one in text.found]) for text in texts], knowledge)
    if beside:
        texts = [_with(text, names_again(text.text, beside)) for text in texts]
    aliases = defined(((text.text, text.offset, apart(text.found)) for text in texts), knowledge)
    mentions: list[Mention] = []
    for text in texts:
        own_names = (_moved(mention, text.offset) for mention in aliases_in(text.text, aliases))
        named = apart((*own_names, *text.found))
        pointing = pointing_back(text.text, text.offset, named, knowledge)
        both = sorted((*named, *pointing), key=lambda found: found.span)
        whole = composed(text.text, text.offset, both, knowledge)
        mentions += with_provisions(text.text, text.offset, whole, knowledge)
    return Outcome.of(mentions, _ambiguous(document, mentions))


def apart(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Of mentions that overlap the longest one, of equally long ones the first given; sorted.

    What a list names wins over a longer name told by its form that begins at the same place.
    """
    given = tuple(mentions)
    listed = {mention.span.start for mention in given if _is_listed(mention)}
    fitting = [found for found in given if found.span.start not in listed or _is_listed(found)]
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(fitting, key=lambda found: -len(found.span)):
        places = range(mention.span.start, mention.span.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(mention)
    return tuple(sorted(kept, key=lambda found: found.span))


def _is_listed(mention: Mention) -> bool:
    """Whether a register or lexicon has the name, or the document defines it."""
    return mention.rule.split("#")[0] in ("register", "lexicon", "definitions")


def _text(document: Document, block: Block, knowledge: Knowledge, index: NameIndex, day: datetime.date | None) -> _Text:
    text = plain(block.span.of(document.text))
    offset = block.span.start
    found = [*names_in(text, index, day), *shapes_in(text, knowledge, index, day)]
    if block.kind is not BlockKind.TABLE:
        found += groups_in(text, knowledge)
    moved = tuple(_moved(mention, offset) for mention in found)
    return _Text(text, offset, (*moved, *acts_cited(text, offset, apart(moved), knowledge)))


def _with(text: _Text, more: Iterable[Mention]) -> _Text:
    return replace(text, found=(*text.found, *(_moved(mention, text.offset) for mention in more)))


def _moved(mention: Mention, offset: int) -> Mention:
    return replace(mention, span=mention.span.shifted(offset))


def _ambiguous(document: Document, mentions: Iterable[Mention]) -> Iterator[Issue]:
    """One issue a name that stands for several things, at its first place."""
    seen: set[str] = set()
    for mention in mentions:
        words = mention.span.of(document.text)
        if len(mention.targets) > 1 and words not in seen:
            seen.add(words)
            page = document.page_number(mention.span.start)
            candidates = "; ".join(f"{target.label} ({target.iri or 'no id'})" for target in mention.targets)
            yield Issue(
                place=f"{document.file} p. {page}" if page else document.file,
                code="name-ambiguous",
                severity=Severity.NOTE,
                stage="extract",
                document=document.file,
                page=page,
                message=f"“{words}” may stand for {candidates}",
                remedy="It is kept as a thing of this document; settle it in ontology/lexicons/bodies.tsv if it is always the same one.",
            )
