"""Mentions become facts: identified, read by the rules sentence by sentence, and each gated by its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.base.ids import RuleId
from kg.base.issues import Outcome
from kg.base.knowledge import Knowledge
from kg.base.span import Span
from kg.base.terms import Family, Kind, Modality, Predicate
from kg.document.model import BlockKind, Document
from kg.extract.model import Mention, Role
from kg.facts.collect import is_evident, phrase_target, statements
from kg.facts.identify import Identified, identified
from kg.facts.model import Coverage, DocumentFacts, Fact, LegalStatus, MentionRow
from kg.facts.relate import Found, Item, Reading, read_sentence
from kg.facts.sentences import Sentence, Skipped, sentences_of

_GENERIC = frozenset({Kind.ACTOR_GROUP, Kind.DOMAIN})
_PHRASE = RuleId("phrase")


def facts_from_mentions(
    document: Document, mentions: Sequence[Mention], knowledge: Knowledge, base: str
) -> Outcome[DocumentFacts]:
    """What `document` says, as one item; `mentions` are its mentions in reading order, `base` the start of own IRIs.

    Facts and statuses are in the order of their first evidence. Groups and domains are among the mentions only where they take
    part in a statement: by themselves they name nobody in particular.
    """
    known = identified(document, mentions, knowledge, base)
    items = _items(mentions, known)
    found = list(_told_by_names(document, mentions, known))
    coverage: list[Coverage] = []
    before: Sentence | None = None
    for sentence in sentences_of(document, knowledge):
        if isinstance(sentence, Skipped):
            before = None
            continue
        own_kind = known.own.kind if known.own else None
        reading = read_sentence(sentence, document.text, items, knowledge, before=before, own_kind=own_kind)
        found += [one for one in reading.found if is_evident(one)]
        coverage += _coverage(document, sentence, reading)
        before = sentence
    facts, statuses = statements(document, found, known, knowledge)
    phrases = [item for one in found for item in (one.subject, one.object) if item and item.kind is None]
    rows = _mention_rows(document, mentions, phrases, known, facts, statuses)
    return Outcome.of(
        [DocumentFacts(document=document.id, mentions=rows, facts=facts, statuses=statuses, coverage=tuple(coverage))]
    )


def _items(mentions: Sequence[Mention], known: Identified) -> list[Item]:
    entities = known.linker.entities()
    items = []
    for mention in mentions:
        iri = known.iris.get(mention.span)
        items.append(Item(span=mention.span, kind=entities[iri].kind if iri else mention.kind, iri=iri))
    return sorted(items, key=lambda item: item.span)


def _told_by_names(document: Document, mentions: Sequence[Mention], known: Identified) -> Iterator[Found]:
    """What a name within a name says: people designated by someone, a post or unit of a body; never in a table."""
    tables = [block.span for page in document.pages for block in page.blocks if block.kind is BlockKind.TABLE]
    for mention in mentions:
        if not mention.parts or any(table.holds(mention.span) for table in tables):
            continue
        whole = Item(span=mention.span, kind=mention.kind, iri=known.iris.get(mention.span))
        for role, part in mention.parts:
            other = Item(span=part.span, kind=part.kind, iri=known.iris.get(part.span))
            if not (whole.iri and other.iri):
                continue
            designates = role is Role.DESIGNATOR
            yield Found(
                subject=other if designates else whole,
                predicate=Predicate.DESIGNATES if designates else Predicate.PART_OF,
                status=None,
                object=whole if designates else other,
                basis=other if designates and part.kind.family is Family.INSTRUMENT else None,
                basis_is_own=False,
                modality=Modality.ASSERTED,
                rule=mention.rule,
                span=mention.span,
            )


def _coverage(document: Document, sentence: Sentence, reading: Reading) -> Iterator[Coverage]:
    """Why a sentence that holds a trigger became no statement."""
    if reading.found or not reading.triggers:
        return
    reason = "a back reference stays open" if reading.open_ends else "no rule reads how it is told"
    page = document.page_number(sentence.span.start)
    yield Coverage(page=page, span=sentence.span, trigger=reading.triggers[0], reason=reason)


def _mention_rows(
    document: Document,
    mentions: Sequence[Mention],
    phrases: Sequence[Item],
    known: Identified,
    facts: Sequence[Fact],
    statuses: Sequence[LegalStatus],
) -> tuple[MentionRow, ...]:
    entities = known.linker.entities()
    taking_part = {end.iri for fact in facts for end in (fact.subject, fact.object, fact.basis) if end}
    taking_part |= {status.instrument.iri for status in statuses}
    named: dict[Span, tuple[Kind, RuleId, str | None]] = {}
    for mention in [*mentions, *(part for whole in mentions for _, part in whole.parts)]:
        named[mention.span] = (mention.kind, mention.rule, known.iris.get(mention.span))
    for phrase in phrases:
        target = phrase_target(document, phrase.span)
        named[phrase.span] = (Kind.DOMAIN, _PHRASE, known.linker.link(target, target.label))
    rows = []
    for span, (kind, rule, iri) in sorted(named.items()):
        entity = entities[iri] if iri else None
        if kind is Kind.DOMAIN and (entity is None or entity.iri not in taking_part):
            continue
        rows.append(
            MentionRow(
                span=span,
                text=span.of(document.text),
                page=document.page_number(span.start),
                kind=entity.kind if entity else kind,
                entity=entity,
                rule=rule,
            )
        )
    return tuple(rows)
