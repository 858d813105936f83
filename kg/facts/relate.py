"""The rules of ontology/relations, run over the sentences of a document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations, product

from kg.base.ids import RuleId
from kg.base.knowledge import Knowledge
from kg.base.mask import Masked, masked
from kg.base.relations import RelationRule
from kg.base.span import Span
from kg.base.terms import Family, Kind, Modality, Power, Predicate, Status
from kg.facts.clause import basis_phrases, clause_around, modality_of
from kg.facts.model import Time
from kg.facts.phrases import phrases_in
from kg.facts.reduce import lower, reduced
from kg.facts.sentences import Sentence

_NARROWS = re.compile(
    r",? (?:bedoeld|genoemd|aangewezen|werkzaam|in dienst|belast|als bedoeld|ressorterende?)\b| (?:van|bij) (?:de |het )?[A-Z]"
)
_FORMER = re.compile(r"\b(?:voormalige?|vroegere) $")
_OPENING = 30  # characters within which a sentence names its subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that takes part in a relation: a mention led to its entity, or a noun phrase."""

    span: Span
    kind: Kind | None  # None for a noun phrase
    iri: str | None  # None for a noun phrase, and where a back reference stays open
    told_as: Kind = Kind.DOMAIN  # what a noun phrase is taken for
    short: Span | None = None  # the group that a noun phrase tells more of


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a rule found: who, what, whom; `span` holds all the words that say so."""

    subject: Item | None  # None where the document's own instrument is meant
    predicate: Predicate | None
    status: Status | None
    object: Item | None  # None for a status, and where the document's own instrument is meant
    basis: Item | None
    basis_is_own: bool  # where it rests on the document's own instrument
    modality: Modality
    rule: RuleId
    span: Span
    told_before: Span | None = None  # the sentence before, where it names the subject
    marks: tuple[str, ...] = ()  # what can be seen of how it was found
    trigger: Span | None = None  # the word that heads its frame
    power: Power | None = None  # what the subject may do, to the object where there is one
    times: tuple[Time, ...] = ()  # when it holds
    topics: tuple[Span, ...] = ()  # about what it is


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one sentence, the rules whose trigger it holds, and which of these had an end that stays open."""

    found: tuple[Found, ...]
    triggers: tuple[RuleId, ...]
    open_ends: bool


@dataclass(frozen=True, slots=True)
class _View:
    """A sentence as the rules see it: `text` is `hidden.text`, reduced; `words` are its own words in lower case."""

    hidden: Masked
    words: str
    items: tuple[Item, ...]
    bases: tuple[Item, ...]  # instruments that the sentence says something rests on

    @property
    def text(self) -> str:
        return self.hidden.text

    def place_of(self, item: Item) -> int:
        """Where an item stands, or what follows it where it was left out."""
        return bisect_left(self.hidden.starts, item.span.start)

    def items_at(self, match: re.Match[str], group: str) -> tuple[Item, ...]:
        """What stands in a group of a pattern."""
        return tuple(self.items[number] for number in self.hidden.mentions(*match.span(group)))


def read_sentence(
    sentence: Sentence,
    text: str,
    items: Sequence[Item],
    knowledge: Knowledge,
    *,
    before: Sentence | None = None,
    own_kind: Kind | None = None,
) -> Reading:
    """What the rules find in `sentence` of `text`, rule by rule and from left to right.

    `items` are the document's mentions that take part, sorted; `before` is the sentence before this one in the same stretch of
    prose; `own_kind` is the type of the document's own instrument, where it is one.
    """
    view = _view(sentence, text, items, knowledge)
    found: list[Found] = []
    triggers: list[RuleId] = []
    open_ends = False
    for rule in knowledge.relations:
        if not rule.trigger.search(view.text) or (rule.needs and not rule.needs.search(view.words)):
            continue
        if rule.own and own_kind not in rule.own_kinds:
            continue
        triggers.append(rule.id)
        told_before = _subject_before(before, items) if rule.needs_previous else None
        if rule.needs_previous and told_before is None:
            continue
        for candidate in _candidates(rule, view, text, knowledge, own_kind, told_before, before):
            if any(end is not None and end.kind and end.iri is None for end in (candidate.subject, candidate.object)):
                open_ends = True
            else:
                found.append(candidate)
    return Reading(tuple(found), tuple(triggers), open_ends)


def _view(sentence: Sentence, text: str, items: Sequence[Item], knowledge: Knowledge) -> _View:
    all_items: list[Item] = []
    hidden: Masked | None = None
    words = []
    for part in sentence.parts:
        named = _within(items, part)
        part_text = part.of(text)
        phrases = [
            Item(span=span, kind=None, iri=None)
            for span in phrases_in(
                part_text, part.start, [(item.span, item.kind) for item in named if item.kind], knowledge
            )
        ]
        here = sorted(
            [item for item in named if not any(phrase.span.holds(item.span) for phrase in phrases)] + phrases,
            key=_start,
        )
        shown = masked(part_text, part.start, [(item.span, item.kind) for item in here]).renumbered(len(all_items))
        hidden = shown if hidden is None else hidden.joined(shown)
        all_items += here
        words.append(part_text)
    if hidden is None:
        raise ValueError("a sentence has at least one part")
    phrases_of_basis = basis_phrases(hidden.text, knowledge)
    bases = tuple(all_items[hidden.numbers[place]] for _, _, place in phrases_of_basis)
    left_out = [
        (start - 1 if hidden.text[start - 1 : start] == " " else start, end) for start, end, _ in phrases_of_basis
    ]
    return _View(reduced(hidden, knowledge.reduction, left_out), lower(" ".join(words)), tuple(all_items), bases)


def _within(items: Sequence[Item], span: Span) -> Sequence[Item]:
    first = bisect_left(items, span.start, key=_start)
    last = bisect_left(items, span.end, key=_start)
    return [item for item in items[first:last] if item.span.end <= span.end]


def _start(item: Item) -> int:
    return item.span.start


def _candidates(
    rule: RelationRule,
    view: _View,
    text: str,
    knowledge: Knowledge,
    own_kind: Kind | None,
    told_before: Item | None,
    before: Sentence | None,
) -> Iterator[Found]:
    for pattern in rule.patterns:
        for match in pattern.finditer(view.text):
            around = clause_around(view.text, *match.span())
            modality = _modality(view, match, around, text, rule, knowledge)
            basis = next((item for item in view.bases if around[0] <= view.place_of(item) <= around[1]), None)
            for subject, object_ in _pairs(rule, view, match, told_before):
                if not (_fits(subject, rule.subject_text, text) and _fits(object_, rule.object_text, text)):
                    continue
                if _is_narrowed(subject, object_, text):
                    continue
                stands_on = object_ if rule.basis == "object" and _is_instrument(object_) else basis
                yield Found(
                    subject=subject,
                    predicate=rule.predicate,
                    status=rule.status,
                    object=object_,
                    basis=stands_on,
                    basis_is_own=rule.basis == "own" and stands_on is None and own_kind is not None,
                    modality=modality,
                    rule=rule.id,
                    span=_without_space(view, match),
                    told_before=before.span if told_before and before else None,
                )


def _modality(
    view: _View, match: re.Match[str], around: tuple[int, int], text: str, rule: RelationRule, knowledge: Knowledge
) -> Modality:
    """The modality that the words of the match give, or else those of the clause `around` it; names and phrases count as well.

    A part of the clause before a comma, or behind one, tells nothing of this one.
    """
    told = view.hidden.span(*match.span())
    cued = modality_of(lower(told.of(text)), 0, rule.cues, knowledge)
    if cued is not Modality.ASSERTED:
        return cued
    begin, end = around
    begin = max(begin, view.text.rfind(", ", begin, match.start()) + 1)
    comma = view.text.find(", ", match.end(), end)
    clause = view.hidden.span(begin, comma if comma >= 0 else end)
    told_from = view.hidden.starts[match.start()] - clause.start
    return modality_of(lower(clause.of(text)), told_from, rule.cues, knowledge)


def _without_space(view: _View, match: re.Match[str]) -> Span:
    start, end = match.span()
    while view.text[start].isspace():
        start += 1
    while view.text[end - 1].isspace():
        end -= 1
    return view.hidden.span(start, end)


def _pairs(
    rule: RelationRule, view: _View, match: re.Match[str], told_before: Item | None
) -> Iterator[tuple[Item | None, Item | None]]:
    groups = match.re.groupindex
    if rule.members or rule.mutual:
        among = permutations if rule.mutual else combinations
        yield from among(view.items_at(match, "members"), 2)
        return
    subjects: tuple[Item | None, ...] = view.items_at(match, "subject") if "subject" in groups else (told_before,)
    objects: tuple[Item | None, ...] = view.items_at(match, "object") if "object" in groups else (None,)
    yield from product(subjects, objects)


def _fits(item: Item | None, pattern: re.Pattern[str] | None, text: str) -> bool:
    return item is None or pattern is None or bool(pattern.search(lower(item.span.of(text))))


def _is_narrowed(subject: Item | None, object_: Item | None, text: str) -> bool:
    """Whether words beside an end tell another thing: "ambtenaren van …", "personen, bedoeld in …", "de voormalige Inspectie"."""
    ends = [item for item in (subject, object_) if item]
    if any(_FORMER.search(text, max(0, item.span.start - 15), item.span.start) for item in ends):
        return True
    return any(item.kind is Kind.ACTOR_GROUP and _NARROWS.match(text, item.span.end) for item in ends)


def _is_instrument(item: Item | None) -> bool:
    return bool(item and item.kind and item.kind.family is Family.INSTRUMENT)


def _subject_before(before: Sentence | None, items: Sequence[Item]) -> Item | None:
    """The supervisor that opens the sentence before."""
    if before is None:
        return None
    named = _within(items, before.span)
    if named and named[0].kind is Kind.SUPERVISOR and named[0].span.start - before.span.start <= _OPENING:
        return named[0]
    return None
