"""The sentences of a document read by all rules: patterns over its words, frames over its trees, names within names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.base.knowledge import Knowledge
from kg.base.span import Span
from kg.base.terms import Family, Kind, Modality, Predicate
from kg.document.model import Document
from kg.dutch.from_text import TrainedParser
from kg.dutch.model import Tag
from kg.extract.model import Mention, Role
from kg.facts.collect import is_evident, relates_two
from kg.facts.confidence import is_heard
from kg.facts.ends import View
from kg.facts.identify import Identified
from kg.facts.marks import marks_of
from kg.facts.model import Coverage
from kg.facts.powers import powers_in
from kg.facts.qualify import qualified
from kg.facts.reduce import lower
from kg.facts.relate import Found, Item, Reading, read_sentence
from kg.facts.sentences import Sentence, Skipped, sentences_of
from kg.facts.told import told
from kg.facts.views import Reader

_DENIED = re.compile(r"\b[Gg]een (?:de |het )?$")


@dataclass(frozen=True, slots=True)
class Findings:
    """What the rules found in a document, in reading order: what is to be heard, why other sentences with a trigger tell nothing.

    `telling` are the sentences that hold a trigger.
    """

    found: tuple[Found, ...]
    coverage: tuple[Coverage, ...]
    telling: tuple[Span, ...]


def findings(document: Document, mentions: Sequence[Mention], known: Identified, knowledge: Knowledge) -> Findings:
    """What all rules find in `document` and may be trusted, each with its marks.

    `mentions` are in reading order; `known` says who they are.
    """
    items = _items(mentions, known)
    found: list[Found] = []
    coverage: list[Coverage] = []
    telling: list[Span] = []
    before: Sentence | None = None
    own_kind = known.own.kind if known.own else None
    stretches = tuple(sentences_of(document, knowledge))
    views = views_of(document, stretches, mentions, known, knowledge)
    for number, sentence in enumerate(stretches):
        if isinstance(sentence, Skipped):
            coverage += _skipped(document, sentence, knowledge)
            before = None
            continue
        reading = read_sentence(sentence, document.text, items, knowledge, before=before, own_kind=own_kind)
        told_here = _told(reading, views.get(number, ()), knowledge)
        kept = [one for one in told_here if is_evident(one) and relates_two(one, known)]
        held = [one for view in views.get(number, ()) for one in powers_in(view) if is_heard(one, knowledge)]
        found += (qualified(one, views.get(number, ()), sentence, document.text, knowledge) for one in (*kept, *held))
        if reading.triggers:
            telling.append(sentence.span)
        if reading.triggers and not (kept or held):
            coverage.append(_coverage(document, sentence, reading))
        by_names = _told_by_names(document, sentence, mentions, known)
        found += (one for one in by_names if is_heard(one, knowledge))
        before = sentence
    return Findings(tuple(found), tuple(coverage), tuple(telling))


def _told(reading: Reading, views: Sequence[View], knowledge: Knowledge) -> list[Found]:
    """What patterns and frames say in a sentence and may be trusted, with all that can be seen of it, each once."""
    by_trees = [one for view in views for one in told(view) if _is_closed(one)]
    heard: list[Found] = []
    for one in (_whole(found, views) for found in reading.found):
        both = ("by both",) if _is_told(one, by_trees) else ()
        heard += _heard(replace(one, marks=(*one.marks, *both)), views, knowledge)
    for one in by_trees:
        if not _is_told(one, heard):
            heard += _heard(one, views, knowledge)
    return heard


def _heard(found: Found, views: Sequence[View], knowledge: Knowledge) -> Iterator[Found]:
    """`found` with its marks, where it may be trusted."""
    view = next((view for view in views if view.tree.parse.span.touches(found.span)), None)
    if _is_denied_rule(found) or (view and (_is_cut(found.object, view) or _is_consulted(found, view))):
        return
    marked = replace(found, marks=tuple(sorted(marks_of(found, view))))
    if is_heard(marked, knowledge):
        yield marked


def _is_cut(item: Item | None, view: View) -> bool:
    """Whether a noun phrase of the patterns ends at an adjective, before its noun."""
    if item is None or item.kind is not None:
        return False
    inside = [token for token in view.tree.parse.tokens if token.span.touches(item.span)]
    return bool(inside) and inside[-1].tag in (Tag.ADJECTIVE, Tag.ADVERB, Tag.PRONOUN, Tag.SUBORDINATOR)


def _is_consulted(found: Found, view: View) -> bool:
    """Whether an end of what is no advice is named only as heard ("benoemt, gehoord de raad, de leden")."""
    if found.predicate is Predicate.ADVISES:
        return False
    places = (view.tree.parse.at(end.span) for end in (found.subject, found.object) if end)
    return any(place is not None and view.tree.is_consulted(place) for place in places)


def _is_denied_rule(found: Found) -> bool:
    """Whether it says that an act does not govern something: that is told of an article, or of a part of what the words name."""
    return found.predicate is Predicate.GOVERNS and found.modality is Modality.NEGATED


def _items(mentions: Sequence[Mention], known: Identified) -> list[Item]:
    entities = known.linker.entities()
    items = []
    for mention in mentions:
        iri = known.iris.get(mention.span)
        items.append(Item(span=mention.span, kind=entities[iri].kind if iri else mention.kind, iri=iri))
    return sorted(items, key=lambda item: item.span)


def views_of(
    document: Document,
    stretches: Sequence[Sentence | Skipped],
    mentions: Sequence[Mention],
    known: Identified,
    knowledge: Knowledge,
) -> Mapping[int, tuple[View, ...]]:
    """The trees of those sentences among `stretches` that may tell a relation, by their numbers."""
    speaker = known.speaker
    reader = Reader(
        parser=TrainedParser(knowledge),
        knowledge=knowledge,
        speaker=Item(span=speaker.span, kind=speaker.kind, iri=speaker.iri) if speaker else None,
        is_decree=known.own is not None and known.own.kind is Kind.REGULATION,
    )
    sentences = {number: one for number, one in enumerate(stretches) if isinstance(one, Sentence)}
    return reader.views(sentences, document.text, _items(mentions, known))


def _whole(found: Found, views: Sequence[View]) -> Found:
    """`found` with the ends that its sentence tells more of named by all these words."""
    ends = []
    for end in (found.subject, found.object):
        view = next((view for view in views if end and view.tree.parse.span.holds(end.span)), None)
        whole = view.whole(end) if view and end else end
        others = [other.span for other in (found.subject, found.object) if other and other != end]
        ends.append(end if whole and any(whole.span.touches(other) for other in others) else whole)
    span = found.span
    for end in ends:
        span = span.cover(end.span) if end and end.short else span
    return replace(found, subject=ends[0], object=ends[1], span=span)


def _is_told(one: Found, before: Sequence[Found]) -> bool:
    """Whether one of `before`, found in the same sentence, says the same of the same words."""
    ends = (one.subject, one.object)
    for other in before:
        if one.predicate is not other.predicate:
            continue
        others = (other.subject, other.object)
        if all(map(_is_same, ends, others)) or (
            one.predicate is Predicate.COOPERATES_WITH and all(map(_is_same, ends, others[::-1]))
        ):
            return True
    return False


def _is_same(one: Item | None, other: Item | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.span.touches(other.span) or (one.iri is not None and one.iri == other.iri)


def _is_closed(found: Found) -> bool:
    """Whether neither end is a back reference that stays open."""
    return all(end is None or end.kind is None or end.iri for end in (found.subject, found.object))


def _told_by_names(
    document: Document, sentence: Sentence, mentions: Sequence[Mention], known: Identified
) -> Iterator[Found]:
    """What a name within a name says: people designated by someone, a post or unit of a body.

    Such a name takes for granted what it says, whatever its sentence says of it; only "geen" denies it.
    """
    part = sentence.parts[-1]
    first = bisect_left(mentions, part.start, key=lambda mention: mention.span.start)
    last = bisect_left(mentions, part.end, key=lambda mention: mention.span.start)
    for mention in mentions[first:last]:
        if not (mention.parts and part.holds(mention.span)):
            continue
        denied = _DENIED.search(document.text, part.start, mention.span.start)
        for whole, role, inner in mention.within():
            one = Item(span=whole.span, kind=whole.kind, iri=known.iris.get(whole.span))
            other = Item(span=inner.span, kind=inner.kind, iri=known.iris.get(inner.span))
            if not (one.iri and other.iri) or one.iri == other.iri:
                continue
            designates = role is Role.DESIGNATOR
            yield Found(
                subject=other if designates else one,
                predicate=Predicate.DESIGNATES if designates else Predicate.PART_OF,
                status=None,
                object=one if designates else other,
                basis=other if designates and inner.kind.family is Family.INSTRUMENT else None,
                basis_is_own=False,
                modality=Modality.NEGATED if denied and designates else Modality.ASSERTED,
                rule=whole.rule,
                span=whole.span,
            )


def _coverage(document: Document, sentence: Sentence, reading: Reading) -> Coverage:
    """Why a sentence that holds a trigger became no statement."""
    if reading.found:
        reason = "it says something of one and the same thing"
    elif reading.open_ends:
        reason = "a back reference stays open"
    else:
        reason = "no rule reads how it is told"
    page = document.page_number(sentence.span.start)
    return Coverage(page=page, span=sentence.span, trigger=reading.triggers[0], reason=reason)


def _skipped(document: Document, sentence: Skipped, knowledge: Knowledge) -> Iterator[Coverage]:
    """Why a sentence that is not read would have been worth it: it holds a trigger."""
    words = lower(sentence.span.of(document.text))
    rule = next((rule for rule in knowledge.relations if rule.trigger.search(words)), None)
    if rule:
        page = document.page_number(sentence.span.start)
        yield Coverage(page=page, span=sentence.span, trigger=rule.id, reason=sentence.reason)
