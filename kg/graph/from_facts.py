"""What one document says, as triples: statements with evidence, plain triples for what is asserted, its own record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from rdflib import RDF, RDFS, XSD, Literal, URIRef

from kg.base.ids import DocumentId, digest
from kg.base.provision import Place, jci, provision_iri
from kg.base.terms import Modality
from kg.document.model import Document
from kg.facts.model import DocumentFacts, Entity, Evidence, Fact, HeldPower, LegalStatus, Time, Told, Topic
from kg.graph.evidence import evidence_node, evidence_triples
from kg.graph.iri import checked_iri, document_iri, is_iri, is_web_address, statement_iri
from kg.graph.provisions import provision_triples
from kg.graph.triple import Triple, line
from kg.graph.vocabulary import DCT, ELI, FOAF, KG, PROV, SKOS

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def triples_from_facts(document: Document, found: DocumentFacts, *, base: str, run: str) -> tuple[Triple, ...]:
    """The content of the document's named graph, sorted as N-Triples, without duplicates.

    `run` is the IRI of the run. A thing gets its type and names where it takes part in a statement. Facts with the same
    content count once: with the evidence of all, and the rule and confidence of the surest.

    Raises:
        KgError: where an entity's IRI, the run's or the base is no IRI.
    """
    run_node = checked_iri(run)
    node = document_iri(base, document.id)
    triples = set(_document(document, node))
    read = {page.number for page in document.pages if page.by_ocr}
    triples.add((run_node, RDF.type, PROV.Activity))
    for statement in _statements((*found.facts, *found.statuses, *found.powers)):
        triples.update(_statement(statement, document.id, base))
        triples.add((statement_iri(base, statement.id_in(document.id)), PROV.wasDerivedFrom, node))
        triples.add((statement_iri(base, statement.id_in(document.id)), PROV.wasGeneratedBy, run_node))
    triples.update(
        (page, KG.readByOcr, Literal(lexical_or_value=True))
        for page, predicate, number in tuple(triples)
        if predicate == KG.pageNumber and isinstance(number, Literal) and number.toPython() in read
    )
    pages = {
        number.toPython()
        for _, predicate, number in triples
        if predicate == KG.pageNumber and isinstance(number, Literal)
    }
    triples.update(provision_triples(document, pages, base=base))
    return tuple(sorted(triples, key=line))


def statement_id(document: DocumentId, fact: Told) -> str:
    """32 hexadecimal digits: the same content said by the same document has the same id, whatever words say it."""
    return _Statement.of(fact).id_in(document)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statement:
    """A fact, a legal status or a power: they differ in nothing but their object, and in whom a power is held towards."""

    subject: Entity
    predicate: str
    object: Entity | URIRef
    modality: Modality
    basis: Entity | None
    rule: str
    confidence: float
    evidence: tuple[Evidence, ...]
    antecedents: tuple[Evidence, ...]
    basis_places: tuple[Place, ...]
    times: tuple[Time, ...]
    topics: tuple[Topic, ...]
    towards: Entity | None = None

    @classmethod
    def of(cls, told: Told) -> _Statement:
        match told:
            case Fact():
                return cls(
                    subject=told.subject,
                    predicate=str(told.predicate),
                    object=told.object,
                    modality=told.modality,
                    basis=told.basis,
                    rule=told.rule,
                    confidence=told.confidence,
                    evidence=told.evidence,
                    antecedents=told.antecedents,
                    basis_places=told.basis_places,
                    times=told.times,
                    topics=told.topics,
                )
            case LegalStatus():
                return cls(
                    subject=told.instrument,
                    predicate="legalStatus",
                    object=KG[told.status],
                    modality=Modality.ASSERTED,
                    basis=None,
                    rule=told.rule,
                    confidence=told.confidence,
                    evidence=told.evidence,
                    antecedents=told.antecedents,
                    basis_places=(),
                    times=told.times,
                    topics=(),
                )
            case HeldPower():
                return cls(
                    subject=told.holder,
                    predicate="hasPower",
                    object=KG[told.power],
                    modality=told.modality,
                    basis=told.basis,
                    rule=told.rule,
                    confidence=told.confidence,
                    evidence=told.evidence,
                    antecedents=told.antecedents,
                    basis_places=told.basis_places,
                    times=told.times,
                    topics=(),
                    towards=told.towards,
                )

    @property
    def object_iri(self) -> URIRef:
        return checked_iri(self.object.iri if isinstance(self.object, Entity) else self.object)

    @property
    def entities(self) -> tuple[Entity, ...]:
        return tuple(
            thing for thing in (self.subject, self.object, self.basis, self.towards) if isinstance(thing, Entity)
        )

    def id_in(self, document: DocumentId) -> str:
        basis = self.basis.iri if self.basis else ""
        towards = (self.towards.iri,) if self.towards else ()
        return digest(document, self.subject.iri, self.predicate, self.object_iri, str(self.modality), basis, *towards)


def _statements(facts: Iterable[Told]) -> Iterator[_Statement]:
    """A statement for every fact, with the rule and confidence of the surest fact that has the same content."""
    same: dict[tuple[str, ...], list[_Statement]] = {}
    for fact in facts:
        told = _Statement.of(fact)
        basis = told.basis.iri if told.basis else ""
        towards = told.towards.iri if told.towards else ""
        same.setdefault((told.subject.iri, told.predicate, told.object_iri, told.modality, basis, towards), []).append(
            told
        )
    for group in same.values():
        surest = min(group, key=lambda told: (-told.confidence, told.rule))
        for told in group:
            yield replace(told, rule=surest.rule, confidence=surest.confidence)


def _statement(told: _Statement, document: DocumentId, base: str) -> Iterator[Triple]:
    node = statement_iri(base, told.id_in(document))
    subject, predicate, value = checked_iri(told.subject.iri), KG[told.predicate], told.object_iri
    if told.modality is Modality.ASSERTED:
        yield subject, predicate, value
    yield node, RDF.type, KG.Statement
    yield node, RDF.subject, subject
    yield node, RDF.predicate, predicate
    yield node, RDF.object, value
    yield node, KG.modality, KG[told.modality]
    if told.basis:
        yield node, KG.legalBasis, checked_iri(told.basis.iri)
        for place in told.basis_places:
            yield node, KG.legalBasisProvision, checked_iri(provision_iri(told.basis.iri, place))
            yield from _provision(told.basis, place)
    yield node, KG.confidence, Literal(Decimal(str(round(told.confidence, 4))), datatype=XSD.decimal)
    yield node, KG.rule, Literal(told.rule)
    if told.towards:
        yield node, KG.towards, checked_iri(told.towards.iri)
    for time in told.times:
        yield node, DCT.valid, Literal(time.edtf)
    for topic in told.topics:
        yield node, KG.topic, Literal(" ".join(topic.words.split()), lang="nl")
    for role, stretches in ((KG.evidence, told.evidence), (KG.antecedent, told.antecedents)):
        for evidence in stretches:
            yield node, role, evidence_node(evidence, base)
            yield from evidence_triples(evidence, base)
    for entity in told.entities:
        yield from _entity(entity)


def _provision(act: Entity, place: Place) -> Iterator[Triple]:
    """A place in an act: what it is part of, its label, and the jci address where it has one."""
    node = checked_iri(provision_iri(act.iri, place))
    yield node, RDF.type, KG.Provision
    yield node, ELI.is_part_of, checked_iri(act.iri)
    yield node, RDFS.label, Literal(f"{place.in_dutch()}, {act.label}", lang="nl")
    yield node, RDFS.label, Literal(f"{place.in_english()}, {act.label}", lang="en")
    if cited_as := jci(act.iri, place):
        yield node, DCT.identifier, Literal(cited_as)


def _entity(entity: Entity) -> Iterator[Triple]:
    """Type, label and other names, in Dutch."""
    node = checked_iri(entity.iri)
    yield node, RDF.type, KG[entity.kind]
    yield node, RDFS.label, Literal(entity.label, lang="nl")
    for name in entity.proper_names:
        if name != entity.label:
            yield node, SKOS.altLabel, Literal(name, lang="nl")


def _document(document: Document, node: URIRef) -> Iterator[Triple]:
    """The document's own record. An address that is none, or a language that is none, is left out."""
    said = document.metadata
    language = said.language.lower() if said.language and _LANGUAGE.fullmatch(said.language) else None
    yield node, RDF.type, KG.Document
    yield node, RDFS.label, Literal(said.title or document.file, lang=(language or "nl") if said.title else None)
    yield node, KG.file, Literal(document.file)
    yield node, KG.sha256, Literal(document.sha256)
    if document.paged:
        yield node, KG.pageCount, Literal(len(document.pages))
    if said.title:
        yield node, DCT.title, Literal(said.title, lang=language or "nl")
    if said.publisher:
        yield node, DCT.publisher, _iri_or_text(said.publisher)
    if said.date:
        yield node, DCT.issued, Literal(said.date)
    if said.url and is_web_address(said.url):
        yield node, FOAF.page, URIRef(said.url)
    if said.identifier:
        yield node, DCT.identifier, Literal(said.identifier)
    if language:
        yield node, DCT.language, Literal(language)
    if said.licence:
        yield node, DCT.license, _iri_or_text(said.licence)


def _iri_or_text(text: str) -> URIRef | Literal:
    return URIRef(text) if is_iri(text) and ":/" in text else Literal(text)
