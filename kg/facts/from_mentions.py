"""Mentions become facts: identified, read by the rules sentence by sentence, and each gated by its evidence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.base.ids import RuleId
from kg.base.issues import Outcome
from kg.base.knowledge import Knowledge
from kg.base.span import Span
from kg.base.terms import Family, Kind, Modality, Predicate
from kg.document.model import Document
from kg.dutch.from_text import TrainedParser
from kg.extract.model import Mention, Role
from kg.facts.collect import is_evident, phrase_target, relates_two, statements
from kg.facts.confidence import is_heard
from kg.facts.ends import View
from kg.facts.identify import Identified, identified
from kg.facts.model import Coverage, DocumentFacts, Fact, LegalStatus, MentionRow
from kg.facts.reduce import lower
from kg.facts.relate import Found, Item, Reading, read_sentence
from kg.facts.sentences import Sentence, Skipped, sentences_of
from kg.facts.told import told
from kg.facts.views import Reader

_DENIED = re.compile(r"\b[Gg]een (?:de |het )?$")
_PHRASE = RuleId("phrase")


def facts_from_mentions(
    document: Document, mentions: Sequence[Mention], knowledge: Knowledge, base: str
) -> Outcome[DocumentFacts]:
    """What `document` says, as one item; `mentions` are its mentions in reading order, `base` the start of own IRIs.

    Facts and statuses are in the order of their first evidence. A sentence that holds a trigger of a rule and gives no statement has
    a line in the coverage. Domains are among the mentions only where they take part in a statement, groups only where they do or
    a sentence that holds a trigger names them.
    """
    known = identified(document, mentions, knowledge, base)
    items = _items(mentions, known)
    found: list[Found] = []
    coverage: list[Coverage] = []
    telling: list[Span] = []  # the sentences that hold a trigger
    before: Sentence | None = None
    own_kind = known.own.kind if known.own else None
    stretches = tuple(sentences_of(document, knowledge))
    views = _views(document, stretches, items, known, knowledge)
    for number, sentence in enumerate(stretches):
        if isinstance(sentence, Skipped):
            coverage += _skipped(document, sentence, knowledge)
            before = None
            continue
        reading = read_sentence(sentence, document.text, items, knowledge, before=before, own_kind=own_kind)
        by_trees = (one for view in views.get(number, ()) for one in told(view) if _is_closed(one))
        by_patterns = (_whole(one, views.get(number, ())) for one in reading.found)
        every = (*by_patterns, *(one for one in by_trees if not _is_told(one, reading.found)))
        kept = [one for one in every if is_heard(one.rule, knowledge) and is_evident(one) and relates_two(one, known)]
        found += kept
        if reading.triggers:
            telling.append(sentence.span)
        if reading.triggers and not kept:
            coverage.append(_coverage(document, sentence, reading))
        by_names = _told_by_names(document, sentence, mentions, known)
        found += (one for one in by_names if is_heard(one.rule, knowledge))
        before = sentence
    facts, statuses = statements(document, found, known, knowledge)
    phrases = [item for one in found for item in (one.subject, one.object) if item and item.kind is None]
    rows = _mention_rows(document, mentions, phrases, known, facts, statuses, telling)
    return Outcome.of(
        [DocumentFacts(document=document.id, mentions=rows, facts=facts, statuses=statuses, coverage=tuple(coverage))]
    )


def _views(
    document: Document,
    stretches: Sequence[Sentence | Skipped],
    items: Sequence[Item],
    known: Identified,
    knowledge: Knowledge,
) -> Mapping[int, tuple[View, ...]]:
    speaker = known.speaker
    reader = Reader(
        parser=TrainedParser(knowledge),
        knowledge=knowledge,
        speaker=Item(span=speaker.span, kind=speaker.kind, iri=speaker.iri) if speaker else None,
        is_decree=known.own is not None and known.own.kind is Kind.REGULATION,
    )
    sentences = {number: one for number, one in enumerate(stretches) if isinstance(one, Sentence)}
    return reader.views(sentences, document.text, items)


def _whole(found: Found, views: Sequence[View]) -> Found:
    """`found` with the ends that its sentence tells more of named by all these words."""
    ends = []
    for end in (found.subject, found.object):
        view = next((view for view in views if end and view.tree.parse.span.holds(end.span)), None)
        ends.append(view.whole(end) if view and end else end)
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


def _items(mentions: Sequence[Mention], known: Identified) -> list[Item]:
    entities = known.linker.entities()
    items = []
    for mention in mentions:
        iri = known.iris.get(mention.span)
        items.append(Item(span=mention.span, kind=entities[iri].kind if iri else mention.kind, iri=iri))
    return sorted(items, key=lambda item: item.span)


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


def _mention_rows(
    document: Document,
    mentions: Sequence[Mention],
    phrases: Sequence[Item],
    known: Identified,
    facts: Sequence[Fact],
    statuses: Sequence[LegalStatus],
    telling: Sequence[Span],
) -> tuple[MentionRow, ...]:
    entities = known.linker.entities()
    taking_part = {end.iri for fact in facts for end in (fact.subject, fact.object, fact.basis) if end}
    taking_part |= {status.instrument.iri for status in statuses}
    spoken_of = {known.iris.get(mention.span) for mention in mentions if _within_any(mention.span, telling)}
    named: dict[Span, tuple[Kind, RuleId, str | None]] = {}
    for mention in [*mentions, *(part for whole in mentions for _, _, part in whole.within())]:
        named[mention.span] = (mention.kind, mention.rule, known.iris.get(mention.span))
    for phrase in phrases:
        target = phrase_target(document, phrase.span, phrase.told_as)
        named[phrase.span] = (phrase.told_as, _PHRASE, known.linker.link(target, target.label))
    rows = []
    for span, (kind, rule, iri) in sorted(named.items()):
        entity = entities[iri] if iri else None
        if kind is Kind.DOMAIN and (entity is None or entity.iri not in taking_part):
            continue
        if kind is Kind.ACTOR_GROUP and entity and entity.iri not in taking_part and entity.iri not in spoken_of:
            continue
        rows.append(
            MentionRow(
                span=span,
                text=span.of(document.text),
                page=document.page_number(span.start),
                kind=entity.kind if entity else kind,
                entity=entity,
                rule=rule,
                places=known.places.get(span, ()),
            )
        )
    return tuple(rows)


def _within_any(span: Span, stretches: Sequence[Span]) -> bool:
    """Whether one of `stretches`, which are sorted by their starts, holds `span`; of those that overlap the last that begins before it."""
    number = bisect_right(stretches, span.start, key=lambda stretch: stretch.start)
    return any(stretch.holds(span) for stretch in stretches[max(0, number - 2) : number])
