"""What the rules found becomes statements: one for each content, with all the words that say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.base.ids import RuleId
from kg.base.knowledge import Knowledge
from kg.base.provision import Place
from kg.base.span import Span
from kg.base.terms import Kind, Modality, Power, Predicate, Status
from kg.document.model import Document
from kg.extract.model import Target
from kg.facts.confidence import confidence_of
from kg.facts.identify import Identified
from kg.facts.model import Evidence, Fact, HeldPower, LegalStatus, Time, Topic
from kg.facts.relate import Found, Item

_CONTEXT = 40  # characters before and after a quote
_PAGE_BREAK = "\f"


@dataclass(frozen=True, slots=True)
class _Content:
    """What makes two findings the same statement."""

    ends: tuple[str, str]
    said: Predicate | Status
    modality: Modality
    basis: str | None


def is_evident(found: Found) -> bool:
    """Whether the words of `found` hold both its ends; an end told elsewhere has its own quote or is the document itself."""
    told_elsewhere = found.told_before is not None
    subject = found.subject is None or told_elsewhere or found.span.holds(found.subject.span)
    return subject and (found.object is None or found.span.holds(found.object.span))


def relates_two(found: Found, known: Identified) -> bool:
    """Whether `found` says something of two things, not of one and itself."""
    own = known.own.iri if known.own else None
    subject = found.subject.iri if found.subject else own
    object_ = found.object.iri if found.object else own
    return found.predicate is None or subject is None or subject != object_


def statements(
    document: Document, found: Iterable[Found], known: Identified, knowledge: Knowledge
) -> tuple[tuple[Fact, ...], tuple[LegalStatus, ...]]:
    """The facts and statuses that `found` tells, in the order of their first evidence; of several rules the surest is named.

    Cooperation is one statement in either direction. What relates a thing to itself is left out.
    """
    groups: dict[_Content, list[Found]] = {}
    directions: dict[_Content, tuple[str, str]] = {}
    for one in sorted(found, key=lambda candidate: (candidate.span, candidate.rule)):
        ends = (_end(document, one.subject, known), _end(document, one.object, known) if one.predicate else "")
        said = one.predicate or one.status
        if ends[0] == ends[1] or said is None:
            continue
        if one.status and one.modality is not Modality.ASSERTED:
            continue  # a status stands as a plain triple
        either = said is Predicate.COOPERATES_WITH and ends[0] > ends[1]
        basis = known.own.iri if one.basis_is_own and known.own else one.basis.iri if one.basis else None
        content = _Content(ends[::-1] if either else ends, said, one.modality, basis)
        groups.setdefault(content, []).append(one)
        directions.setdefault(content, ends)
    entities = known.linker.entities()
    facts: list[Fact] = []
    statuses: list[LegalStatus] = []
    for content, group in groups.items():
        subject, object_ = directions[content]
        rules: dict[RuleId, float] = {}
        for one in group:
            rules[one.rule] = max(rules.get(one.rule, 0.0), confidence_of(one, knowledge))
        rule = max(rules, key=rules.__getitem__)
        evidence = tuple(dict.fromkeys(_evidence(document, one.span) for one in group))
        before = tuple(dict.fromkeys(quote for one in group for quote in _antecedents(document, one, known)))
        if isinstance(content.said, Status):
            statuses.append(
                LegalStatus(
                    instrument=entities[subject],
                    status=content.said,
                    rule=rule,
                    confidence=rules[rule],
                    evidence=evidence,
                    antecedents=before,
                    times=_times(group),
                )
            )
        else:
            facts.append(
                Fact(
                    subject=entities[subject],
                    predicate=content.said,
                    object=entities[object_],
                    modality=content.modality,
                    basis=entities[content.basis] if content.basis else None,
                    rule=rule,
                    confidence=rules[rule],
                    evidence=evidence,
                    antecedents=before,
                    basis_places=_basis_places(group, known),
                    times=_times(group),
                    topics=_topics(document, group),
                )
            )
    return tuple(facts), tuple(statuses)


def held_powers(
    document: Document, found: Iterable[Found], known: Identified, knowledge: Knowledge
) -> tuple[HeldPower, ...]:
    """The powers that `found` tells, in the order of their first evidence; of several forms the surest is named."""
    groups: dict[tuple[str, Power, str, Modality, str], list[Found]] = {}
    for one in sorted(found, key=lambda candidate: (candidate.span, candidate.rule)):
        if one.power is None:
            continue
        holder = _end(document, one.subject, known)
        towards = _end(document, one.object, known) if one.object else ""
        basis = one.basis.iri if one.basis and one.basis.iri else ""
        if holder != towards:
            groups.setdefault((holder, one.power, towards, one.modality, basis), []).append(one)
    entities = known.linker.entities()
    held = []
    for (holder, power, towards, modality, basis), group in groups.items():
        surest = max(group, key=lambda one: confidence_of(one, knowledge))
        held.append(
            HeldPower(
                holder=entities[holder],
                power=power,
                towards=entities[towards] if towards else None,
                modality=modality,
                basis=entities[basis] if basis else None,
                rule=surest.rule,
                confidence=confidence_of(surest, knowledge),
                evidence=tuple(dict.fromkeys(_evidence(document, one.span) for one in group)),
                antecedents=tuple(dict.fromkeys(q for one in group for q in _antecedents(document, one, known))),
                basis_places=_basis_places(group, known),
                times=_times(group),
            )
        )
    return tuple(held)


def _basis_places(group: Iterable[Found], known: Identified) -> tuple[Place, ...]:
    """The places in the basis that are named beside it, each once."""
    bases = (one.basis.span for one in group if one.basis)
    return tuple(dict.fromkeys(place for span in bases for place in known.places.get(span, ())))


def _times(group: Iterable[Found]) -> tuple[Time, ...]:
    """When it holds, each time once."""
    return tuple({time.edtf: time for one in reversed(list(group)) for time in reversed(one.times)}.values())[::-1]


def _topics(document: Document, group: Iterable[Found]) -> tuple[Topic, ...]:
    """What it is about, each noun phrase once."""
    topics: dict[str, Topic] = {}
    for span in (span for one in group for span in one.topics):
        words = span.of(document.text)
        topic = Topic(words=words, page=document.page_number(span.start), span=span)
        topics.setdefault(" ".join(words.split()).casefold(), topic)
    return tuple(topics.values())


def phrase_target(document: Document, span: Span, kind: Kind = Kind.DOMAIN) -> Target:
    """A noun phrase as a thing of `kind` under its own words."""
    words = " ".join(span.of(document.text).split())
    return Target(iri=None, kind=kind, label=words)


def _end(document: Document, item: Item | None, known: Identified) -> str:
    """The IRI of an end of a statement; without an item it is the document's own instrument."""
    if item is None:
        if known.own is None:
            raise ValueError("a statement about the document's own instrument needs one")
        return known.own.iri
    if item.iri:
        return item.iri
    target = phrase_target(document, item.span, item.told_as)
    if item.short:
        known.linker.link(target, " ".join(item.short.of(document.text).split()))
    return known.linker.link(target, target.label)


def _evidence(document: Document, span: Span) -> Evidence:
    """The words of a span, and those around it on the same page."""
    text = document.text
    return Evidence(
        document=document.id,
        page=document.page_number(span.start),
        span=span,
        quote=span.of(text),
        prefix=text[max(0, span.start - _CONTEXT) : span.start].rpartition(_PAGE_BREAK)[2],
        suffix=text[span.end : span.end + _CONTEXT].partition(_PAGE_BREAK)[0],
        areas=document.areas(span),
    )


def _antecedents(document: Document, found: Found, known: Identified) -> Iterator[Evidence]:
    """The words outside the quote that say who or what is meant."""
    if found.told_before:
        yield _evidence(document, found.told_before)
    for item in (found.subject, found.object, found.basis):
        antecedent = known.back.get(item.span) if item else None
        if antecedent and antecedent.span:
            yield _evidence(document, antecedent.span)
