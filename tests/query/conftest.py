"""A small store, made by hand from facts of two documents: one with pages, one without."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.base.ids import DocumentId, RuleId, digest
from kg.base.provision import Part, Place
from kg.base.span import Span
from kg.base.terms import Kind, Modality, Predicate, Status
from kg.document.model import Block, Document, Metadata, Page
from kg.facts.model import DocumentFacts, Entity, Evidence, Fact, LegalStatus
from kg.graph.from_facts import statement_id, triples_from_facts
from kg.graph.iri import document_graph_iri, run_iri
from kg.graph.store import load_store, open_store
from kg.graph.write import ntriples

BASE = "https://example.org/id/"
TOOI = "https://identifier.overheid.nl/tooi/id/"

INSPECTION = Entity(
    iri=TOOI + "organisatie/oorg1",
    kind=Kind.SUPERVISOR,
    label="Inspectie Justitie en Veiligheid",
    names=("Inspectie JenV",),
    proper_names=("Inspectie JenV",),
    registered=True,
)
PRIVACY = Entity(
    iri=TOOI + "organisatie/oorg2",
    kind=Kind.SUPERVISOR,
    label="Autoriteit Persoonsgegevens",
    names=("AP",),
    proper_names=("AP",),
    registered=True,
)
POLICE = Entity(iri=TOOI + "organisatie/oorg3", kind=Kind.ORGANISATION, label="Politie", registered=True)
CHAIN = Entity(
    iri=BASE + "domain/vreemdelingenketen",
    kind=Kind.DOMAIN,
    label="vreemdelingenketen",
    names=("AP",),
    proper_names=("AP",),
)
MINISTRY = Entity(
    iri=TOOI + "ministerie/mnre1", kind=Kind.MINISTRY, label="ministerie van Justitie en Veiligheid", registered=True
)
POLICE_ACT = Entity(
    iri="http://wetten.overheid.nl/id/BWBR0031788", kind=Kind.ACT, label="Politiewet 2012", registered=True
)
DRAFT = Entity(iri=BASE + "instrument/wet-op-de-rijksinspecties", kind=Kind.ACT, label="Wet op de rijksinspecties")

REPORT_PAGES = (
    (
        "De Inspectie houdt op grond van de Politiewet 2012 toezicht op de vreemdelingenketen.\n"
        "De Inspectie gaat op grond van de Wet op de rijksinspecties toezicht houden op het ministerie.\n"
        "Zij werkt samen met de Autoriteit Persoonsgegevens."
    ),
    (
        "De Wet op de rijksinspecties is in voorbereiding en zal naar verwachting de Inspectie waarborgen.\n"
        "De politie moet de Inspectie informeren.\n"
        "De minister heeft de Inspectie aangewezen krachtens de Politiewet 2012."
    ),
)
NOTE = "De Inspectie bestaat.\nZij houdt toezicht op de politie.\nDe AP houdt geen toezicht op de politie."


@dataclass(frozen=True, slots=True)
class Told:
    """A document and what it says."""

    document: Document
    found: DocumentFacts

    @property
    def ids(self) -> tuple[str, ...]:
        """The first digits of the ids of its statements: of its facts, then of its statuses."""
        facts: tuple[Fact | LegalStatus, ...] = (*self.found.facts, *self.found.statuses)
        return tuple(statement_id(self.document.id, fact)[:8] for fact in facts)


def document_of(file: str, pages: tuple[str, ...], *, paged: bool, metadata: Metadata) -> Document:
    text = "\f".join(pages)
    made = []
    start = 0
    for number, words in enumerate(pages, 1):
        span = Span(start, start + len(words))
        made.append(Page(number=number, span=span, blocks=(Block(span=span),)))
        start += len(words) + 1
    identifier = DocumentId(digest(file))
    sha = digest(text) * 2
    return Document(id=identifier, file=file, sha256=sha, text=text, pages=tuple(made), paged=paged, metadata=metadata)


def evidence(document: Document, quote: str) -> Evidence:
    start = document.text.index(quote)
    end = start + len(quote)
    return Evidence(
        document=document.id,
        page=document.page_number(start),
        span=Span(start, end),
        quote=quote,
        prefix=document.text[max(0, start - 3) : start],
        suffix=document.text[end : end + 3],
    )


def fact(
    document: Document,
    subject: Entity,
    predicate: Predicate,
    value: Entity,
    quote: str,
    *,
    modality: Modality = Modality.ASSERTED,
    basis: Entity | None = None,
    places: tuple[Place, ...] = (),
    antecedent: str | None = None,
) -> Fact:
    return Fact(
        subject=subject,
        predicate=predicate,
        object=value,
        modality=modality,
        basis=basis,
        basis_places=places,
        rule=RuleId(f"{predicate}#example"),
        confidence=0.9,
        evidence=(evidence(document, quote),),
        antecedents=(evidence(document, antecedent),) if antecedent else (),
    )


@pytest.fixture(scope="session")
def report() -> Told:
    metadata = Metadata(
        title="Werkplan 2024",
        publisher=INSPECTION.iri,
        date=dt.date(2024, 1, 15),
        url="https://example.org/a.pdf",
        language="nl",
    )
    document = document_of("rapport.pdf", REPORT_PAGES, paged=True, metadata=metadata)
    facts = (
        fact(document, INSPECTION, Predicate.SUPERVISES, CHAIN, REPORT_PAGES[0].split("\n")[0], basis=POLICE_ACT),
        fact(
            document,
            INSPECTION,
            Predicate.SUPERVISES,
            MINISTRY,
            REPORT_PAGES[0].split("\n")[1],
            modality=Modality.PLANNED,
            basis=DRAFT,
        ),
        fact(document, INSPECTION, Predicate.COOPERATES_WITH, PRIVACY, REPORT_PAGES[0].split("\n")[2]),
        fact(
            document,
            DRAFT,
            Predicate.GUARANTEES,
            INSPECTION,
            REPORT_PAGES[1].split("\n")[0],
            modality=Modality.EXPECTED,
        ),
        fact(
            document, POLICE, Predicate.INFORMS, INSPECTION, REPORT_PAGES[1].split("\n")[1], modality=Modality.REQUIRED
        ),
        fact(
            document,
            MINISTRY,
            Predicate.DESIGNATES,
            INSPECTION,
            REPORT_PAGES[1].split("\n")[2],
            basis=POLICE_ACT,
            places=(Place.of((Part.ARTICLE, "65"), (Part.LID, "1")),),
        ),
    )
    status = LegalStatus(
        instrument=DRAFT,
        status=Status.IN_PREPARATION,
        rule=RuleId("status#in-voorbereiding"),
        confidence=1.0,
        evidence=(evidence(document, "De Wet op de rijksinspecties is in voorbereiding"),),
    )
    return Told(
        document, DocumentFacts(document=document.id, mentions=(), facts=facts, statuses=(status,), coverage=())
    )


@pytest.fixture(scope="session")
def note() -> Told:
    document = document_of("notitie.txt", (NOTE,), paged=False, metadata=Metadata())
    facts = (
        fact(
            document,
            INSPECTION,
            Predicate.SUPERVISES,
            POLICE,
            "Zij houdt toezicht op de politie.",
            antecedent="Inspectie",
        ),
        fact(
            document,
            PRIVACY,
            Predicate.SUPERVISES,
            POLICE,
            "De AP houdt geen toezicht op de politie.",
            modality=Modality.NEGATED,
        ),
    )
    return Told(document, DocumentFacts(document=document.id, mentions=(), facts=facts, statuses=(), coverage=()))


@pytest.fixture(scope="session")
def store(report: Told, note: Told, tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    folder: Path = tmp_path_factory.mktemp("small") / "store"
    run = run_iri(BASE, digest("run"))
    graphs = [
        (
            document_graph_iri(BASE, told.document.id),
            ntriples(triples_from_facts(told.document, told.found, base=BASE, run=run)),
        )
        for told in (report, note)
    ]
    load_store(folder, graphs)
    return open_store(folder)
