"""Mentions become facts: linked, back references led home, rules run, and each statement gated by its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from kg.base.ids import RuleId
from kg.base.issues import Issue, Outcome
from kg.base.knowledge import Knowledge
from kg.base.span import Span
from kg.base.terms import Kind, Modality, Predicate
from kg.document.model import BlockKind, Document
from kg.extract.model import Mention, Role, Target
from kg.facts.backrefs import Antecedent, Named, Surroundings, antecedents, names_nobody_else
from kg.facts.confidence import confidence_of
from kg.facts.link import Linker, own_instrument, publisher_target, target_of
from kg.facts.model import Coverage, DocumentFacts, Entity, Evidence, Fact, LegalStatus, MentionRow
from kg.facts.relate import Found, Item, Reading, read_sentence
from kg.facts.sentences import Sentence, Skipped, sentences_of

_CONTEXT = 40  # characters before and after a quote
_URL = re.compile(r"(?:https?://)?(?:www\.)[\w.-]+\.[a-z]{2,}|https?://[\w.-]+\.[a-z]{2,}")
_GENERIC = frozenset({Kind.ACTOR_GROUP, Kind.DOMAIN})
_OWN = "own"

_Key = tuple[str, Predicate, str, Modality, str | None]


def facts_from_mentions(
    document: Document, mentions: Sequence[Mention], knowledge: Knowledge, base: str
) -> Outcome[DocumentFacts]:
    """What `document` says, as one item; `mentions` are its mentions in reading order, `base` the start of own IRIs.

    Facts and statuses are in the order of their first evidence. Groups and domains are among the mentions only where they take
    part in a statement: by themselves they name nobody in particular.
    """
    return Outcome.of([_Reader(document, mentions, knowledge, base).facts()], ())


@dataclass(slots=True)
class _Reader:
    """The state of reading one document."""

    document: Document
    mentions: Sequence[Mention]
    knowledge: Knowledge
    base: str
    linker: Linker = field(init=False)
    iris: dict[Span, str] = field(init=False, default_factory=dict)
    back: Mapping[Span, Antecedent] = field(init=False, default_factory=dict)
    own: Named | None = field(init=False, default=None)

    def facts(self) -> DocumentFacts:
        self.linker = Linker(self.document.id, self.base)
        self._link()
        items = self._items()
        coverage: list[Coverage] = []
        found = [*self._parts()]
        before: Sentence | None = None
        for sentence in sentences_of(self.document, self.knowledge):
            if isinstance(sentence, Skipped):
                before = None
                continue
            reading = read_sentence(
                sentence, self.document.text, items, self.knowledge, before=before, own_kind=self.own.kind if self.own else None
            )
            found += reading.found
            coverage += self._coverage(sentence, reading)
            before = sentence
        return self._collected(found, coverage)

    # --- linking

    def _link(self) -> None:
        text = self.document.text
        named: list[Named] = []
        for mention in self.mentions:
            for one in (mention, *(part for _, part in mention.parts)):
                if not one.points_back:
                    words = one.span.of(text)
                    target = target_of(one, words)
                    iri = self.linker.link(target, words)
                    self.iris[one.span] = iri
                    named.append(Named(iri=iri, kind=target.kind, label=target.label, span=one.span))
        named.sort(key=lambda name: name.span)
        own = own_instrument(self.document, self.knowledge)
        self.own = self._named(own, Span(0, 1)) if own else None
        around = Surroundings(own_instrument=self.own, publisher=self._publisher(), addresses=self._addresses())
        everyone = [*self.mentions, *(part for mention in self.mentions for _, part in mention.parts)]
        self.back = antecedents(everyone, text, named, around)
        entities = self.linker.entities()
        for mention in everyone:
            antecedent = self.back.get(mention.span)
            if antecedent:
                known = entities[antecedent.iri]
                target = Target(iri=known.iri, kind=known.kind, label=known.label, names=known.names)
                self.iris[mention.span] = self.linker.link(target, mention.span.of(text))
            elif mention.points_back and names_nobody_else(mention, named, around):
                target = Target(iri=None, kind=mention.kind, label=mention.head)
                self.iris[mention.span] = self.linker.link(target, mention.span.of(text), only_here=True)

    def _named(self, target: Target, span: Span) -> Named:
        iri = self.linker.link(target, target.label)
        return Named(iri=iri, kind=target.kind, label=target.label, span=span)

    def _publisher(self) -> Named | None:
        targets = (
            Target(iri=body.iri, kind=body.kind, label=body.name, names=body.names[1:])
            for body in self.knowledge.registers.organisations
        )
        target = publisher_target(self.document, targets) if self.document.metadata.publisher else None
        return self._named(target, Span(0, 1)) if target else None

    def _addresses(self) -> list[Named]:
        hosts = self.knowledge.hosts
        found = []
        for address in _URL.finditer(self.document.text):
            host = urlsplit(address[0] if "//" in address[0] else f"//{address[0]}").hostname or ""
            body = hosts.get(host.removeprefix("www."))
            if body is not None:
                target = Target(iri=body.iri, kind=body.kind, label=body.name)
                found.append(self._named(target, Span(*address.span())))
        return found

    def _items(self) -> list[Item]:
        entities = self.linker.entities()
        items = []
        for mention in self.mentions:
            iri = self.iris.get(mention.span)
            items.append(Item(span=mention.span, kind=entities[iri].kind if iri else mention.kind, iri=iri))
        return sorted(items, key=lambda item: item.span)

    # --- statements

    def _parts(self) -> Iterator[Found]:
        """What a name within a name says: people designated by someone, a post or unit of a body."""
        tables = [block.span for page in self.document.pages for block in page.blocks if block.kind is BlockKind.TABLE]
        for mention in self.mentions:
            if mention.span not in self.iris:
                continue
            if any(table.holds(mention.span) for table in tables):
                continue
            whole = Item(span=mention.span, kind=mention.kind, iri=self.iris.get(mention.span))
            for role, part in mention.parts:
                other = Item(span=part.span, kind=part.kind, iri=self.iris.get(part.span))
                if not (whole.iri and other.iri):
                    continue
                designates = role is Role.DESIGNATOR
                yield Found(
                    subject=other if designates else whole,
                    predicate=Predicate.DESIGNATES if designates else Predicate.PART_OF,
                    status=None,
                    object=whole if designates else other,
                    basis=other if designates and part.kind in (Kind.ACT, Kind.REGULATION) else None,
                    modality=Modality.ASSERTED,
                    rule=mention.rule,
                    span=mention.span,
                )

    def _coverage(self, sentence: Sentence, reading: Reading) -> Iterator[Coverage]:
        if reading.found or not reading.triggers:
            return
        reason = "a back reference stays open" if reading.open_ends else "no rule reads how it is told"
        page = self.document.page_number(sentence.span.start)
        yield Coverage(page=page, span=sentence.span, trigger=reading.triggers[0], reason=reason)

    def _collected(self, found: Iterable[Found], coverage: list[Coverage]) -> DocumentFacts:
        """Statements with the same content become one, with all their evidence."""
        said: dict[tuple[object, ...], list[Found]] = {}
        ends: dict[tuple[object, ...], tuple[str, str]] = {}
        for one in sorted(found, key=lambda candidate: (candidate.span, candidate.rule)):
            subject = self._end(one.subject)
            object_ = self._end(one.object) if one.predicate else ""
            if subject == object_:
                continue
            basis = one.basis.iri if one.basis else None
            pair = tuple(sorted((subject, object_))) if one.predicate is Predicate.COOPERATES_WITH else (subject, object_)
            key = (pair, one.predicate or one.status, one.modality, basis)
            said.setdefault(key, []).append(one)
            ends.setdefault(key, (subject, object_))
        entities = self.linker.entities()
        facts: list[Fact] = []
        statuses: list[LegalStatus] = []
        for key, group in said.items():
            subject, object_ = ends[key]
            first = group[0]
            evidence = tuple(dict.fromkeys(self._evidence(one.span) for one in group))
            before = tuple(dict.fromkeys(quote for one in group for quote in self._antecedents(one)))
            certainty = confidence_of(first.rule, self.knowledge)
            if first.status is not None:
                statuses.append(
                    LegalStatus(
                        instrument=entities[subject],
                        status=first.status,
                        rule=first.rule,
                        confidence=certainty,
                        evidence=evidence,
                        antecedents=before,
                    )
                )
            elif first.predicate is not None:
                facts.append(
                    Fact(
                        subject=entities[subject],
                        predicate=first.predicate,
                        object=entities[object_],
                        modality=first.modality,
                        basis=entities.get(first.basis.iri or "") if first.basis else None,
                        rule=first.rule,
                        confidence=certainty,
                        evidence=evidence,
                        antecedents=before,
                    )
                )
        rows = self._mention_rows(entities, facts, statuses)
        return DocumentFacts(
            document=self.document.id, mentions=rows, facts=tuple(facts), statuses=tuple(statuses), coverage=tuple(coverage)
        )

    def _end(self, item: Item | None) -> str:
        """The IRI of an end of a statement; a noun phrase becomes a domain under its own words."""
        if item is None:
            if self.own is None:
                raise ValueError("a statement without subject needs the document's own instrument")
            return self.own.iri
        if item.iri:
            return item.iri
        words = " ".join(item.span.of(self.document.text).split())
        iri = self.linker.link(Target(iri=None, kind=Kind.DOMAIN, label=words), words)
        self.iris[item.span] = iri
        return iri

    # --- evidence

    def _evidence(self, span: Span) -> Evidence:
        text = self.document.text
        return Evidence(
            document=self.document.id,
            page=self.document.page_number(span.start),
            span=span,
            quote=span.of(text),
            prefix=text[max(0, span.start - _CONTEXT) : span.start],
            suffix=text[span.end : span.end + _CONTEXT],
        )

    def _antecedents(self, found: Found) -> Iterator[Evidence]:
        if found.told_before:
            yield self._evidence(found.told_before)
        for item in (found.subject, found.object, found.basis):
            antecedent = self.back.get(item.span) if item else None
            if antecedent and antecedent.span:
                yield self._evidence(antecedent.span)

    def _mention_rows(
        self, entities: Mapping[str, Entity], facts: Iterable[Fact], statuses: Iterable[LegalStatus]
    ) -> tuple[MentionRow, ...]:
        part = {end.iri for fact in facts for end in (fact.subject, fact.object, fact.basis) if end}
        part |= {status.instrument.iri for status in statuses}
        rules = {mention.span: mention.rule for mention in self.mentions}
        kinds = {mention.span: mention.kind for mention in self.mentions}
        rows = []
        for span in sorted({*rules, *self.iris}):
            entity = entities.get(self.iris.get(span, ""))
            kind = entity.kind if entity else kinds[span]
            if kind in _GENERIC and not (entity and entity.iri in part):
                continue
            rows.append(
                MentionRow(
                    span=span,
                    text=span.of(self.document.text),
                    page=self.document.page_number(span.start),
                    kind=kind,
                    entity=entity,
                    rule=rules.get(span, RuleId("phrase")),
                )
            )
        return tuple(rows)
