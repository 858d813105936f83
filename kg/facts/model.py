"""Entities, evidence and facts."""

from __future__ import annotations

from dataclasses import dataclass

from kg.base.ids import DocumentId, RuleId
from kg.base.provision import Place
from kg.base.span import Span
from kg.base.terms import Kind, Modality, Power, Predicate, Status
from kg.document.places import Area


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A thing that a document speaks of.

    `iri` is the register's, or the project's own for what no register names. `names` are the forms in the document and the
    names in the register, sorted, without articles; `proper_names` are those that name it by themselves, its label apart, so not
    "inspectie"; `registered` tells whether a register names the thing.
    """

    iri: str
    kind: Kind
    label: str
    names: tuple[str, ...] = ()
    proper_names: tuple[str, ...] = ()
    registered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words a fact rests on: `quote` stands verbatim at `span` of the document's text, on `page`.

    `areas` tell where on paper, an area a row; a sentence that runs on over a page has some on the next. Empty without paper.
    """

    document: DocumentId
    page: int | None
    span: Span
    quote: str
    prefix: str = ""
    suffix: str = ""
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """When a statement holds: a date, month, year or period as EDTF (".." where it is open), and the words that tell it."""

    edtf: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """About what one informs, advises or cooperates: a noun phrase as it stands at `span` of the text, on `page`."""

    words: str
    page: int | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One statement of one document.

    `evidence` is in reading order, at least one; `antecedents` are the words that say whom a back reference means, where
    subject or object is told by one. `confidence` is from 0 to 1.
    `basis_places` are the places in the basis that the text names, in reading order, each once; so are `times`, when it holds, and
    `topics`, what it is about.
    """

    subject: Entity
    predicate: Predicate
    object: Entity
    modality: Modality
    basis: Entity | None
    rule: RuleId
    confidence: float
    evidence: tuple[Evidence, ...]
    antecedents: tuple[Evidence, ...] = ()
    basis_places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    topics: tuple[Topic, ...] = ()

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All that take part in it."""
        return (self.subject, self.object, *((self.basis,) if self.basis else ()))

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"{self.subject.label} {self.predicate} {self.object.label}: a fact needs evidence")
        if not 0 < self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} is not in (0, 1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalStatus:
    """What a document says of the legal status of an instrument; `times` are those from which it has it."""

    instrument: Entity
    status: Status
    rule: RuleId
    confidence: float
    evidence: tuple[Evidence, ...]
    antecedents: tuple[Evidence, ...] = ()
    times: tuple[Time, ...] = ()

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All that take part in it."""
        return (self.instrument,)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPower:
    """What a document says that an actor may do, to whom (`towards`; None where it does not tell) and on which basis."""

    holder: Entity
    power: Power
    towards: Entity | None
    modality: Modality
    basis: Entity | None
    rule: RuleId
    confidence: float
    evidence: tuple[Evidence, ...]
    antecedents: tuple[Evidence, ...] = ()
    basis_places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All that take part in it."""
        return tuple(one for one in (self.holder, self.towards, self.basis) if one)


Told = Fact | LegalStatus | HeldPower
"""What becomes a statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """A mention led to its entity (None where it stays open): a line of mentions.jsonl. `places` are those cited in that act."""

    span: Span
    text: str
    page: int | None
    kind: Kind
    entity: Entity | None
    rule: RuleId
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A sentence that holds a trigger and became no statement, with the reason."""

    page: int | None
    span: Span
    trigger: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """All that one document says, in reading order."""

    document: DocumentId
    mentions: tuple[MentionRow, ...]
    facts: tuple[Fact, ...]
    statuses: tuple[LegalStatus, ...]
    coverage: tuple[Coverage, ...]
    powers: tuple[HeldPower, ...] = ()
