"""Mentions become facts: identified, read by the rules sentence by sentence, and each gated by its evidence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kg.base.ids import RuleId
from kg.base.issues import Outcome
from kg.base.knowledge import Knowledge
from kg.base.span import Span
from kg.base.terms import Kind
from kg.document.model import Document
from kg.extract.model import Mention
from kg.facts.collect import held_powers, phrase_target, statements
from kg.facts.identify import Identified, identified
from kg.facts.model import DocumentFacts, MentionRow, Told
from kg.facts.read import findings
from kg.facts.relate import Item

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
    read = findings(document, mentions, known, knowledge)
    facts, statuses = statements(document, read.found, known, knowledge)
    powers = held_powers(document, read.found, known, knowledge)
    phrases = [item for one in read.found for item in (one.subject, one.object) if item and item.kind is None]
    rows = _mention_rows(document, mentions, phrases, known, (*facts, *statuses, *powers), read.telling)
    return Outcome.of(
        [
            DocumentFacts(
                document=document.id,
                mentions=rows,
                facts=facts,
                statuses=statuses,
                coverage=read.coverage,
                powers=powers,
            )
        ]
    )


def _mention_rows(
    document: Document,
    mentions: Sequence[Mention],
    phrases: Sequence[Item],
    known: Identified,
    told: Sequence[Told],
    telling: Sequence[Span],
) -> tuple[MentionRow, ...]:
    entities = known.linker.entities()
    taking_part = {end.iri for one in told for end in one.entities}
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
