"""A document of two pages with two facts and a status, made by hand."""

from __future__ import annotations

import pytest

from kg.base.ids import DocumentId, RuleId, digest
from kg.base.span import Span
from kg.base.terms import Kind, Modality, Predicate, Status
from kg.document.model import Document, Metadata, Page
from kg.facts.model import DocumentFacts, Entity, Evidence, Fact, LegalStatus

BASE = "https://example.org/id/"
AFM = Entity(
    iri="https://identifier.overheid.nl/tooi/id/zbo/zb000001",
    kind=Kind.SUPERVISOR,
    label="AFM",
    names=("AFM", "de Autoriteit"),
    proper_names=("Autoriteit Financiële Markten",),
)
BANKS = Entity(iri=BASE + "group/banken", kind=Kind.ACTOR_GROUP, label="banken")
ACT = Entity(iri=BASE + "instrument/bankenwet", kind=Kind.ACT, label="Bankenwet")
TEXT = "AFM houdt toezicht op banken.\fDe Bankenwet is in voorbereiding."


@pytest.fixture
def document() -> Document:
    return Document(
        id=DocumentId(digest("a")),
        file="a.pdf",
        sha256="0" * 64,
        text=TEXT,
        pages=(Page(number=1, span=Span(0, 29)), Page(number=2, span=Span(30, 63))),
        paged=True,
        metadata=Metadata(),
    )


def evidence(document: Document, start: int, end: int) -> Evidence:
    return Evidence(
        document=document.id,
        page=document.page_number(start),
        span=Span(start, end),
        quote=document.text[start:end],
        prefix="",
        suffix=document.text[end : end + 1],
    )


@pytest.fixture
def found(document: Document) -> DocumentFacts:
    fact = Fact(
        subject=AFM,
        predicate=Predicate.SUPERVISES,
        object=BANKS,
        modality=Modality.ASSERTED,
        basis=None,
        rule=RuleId("supervises#houdt-toezicht-op"),
        confidence=0.9,
        evidence=(evidence(document, 0, 28),),
    )
    expected = Fact(
        subject=AFM,
        predicate=Predicate.ENFORCES,
        object=BANKS,
        modality=Modality.EXPECTED,
        basis=ACT,
        rule=RuleId("enforces#x"),
        confidence=0.5,
        evidence=(evidence(document, 0, 28),),
        antecedents=(evidence(document, 33, 42),),
    )
    status = LegalStatus(
        instrument=ACT,
        status=Status.IN_PREPARATION,
        rule=RuleId("status#in-voorbereiding"),
        confidence=1.0,
        evidence=(evidence(document, 30, 63),),
    )
    return DocumentFacts(document=document.id, mentions=(), facts=(fact, expected), statuses=(status,), coverage=())
