"""Stores to draw: one written by hand, others made of a list of facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

BASE = "https://w3id.org/toezichtgraaf/id/"
KG = "https://w3id.org/toezichtgraaf/def#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
DCTERMS = "http://purl.org/dc/terms/"


@pytest.fixture
def small() -> ox.Store:
    """The store of small.trig."""
    store = ox.Store()
    for quad in ox.parse(path=Path(__file__).with_name("small.trig"), format=ox.RdfFormat.TRIG):
        store.add(quad)
        store.add(ox.Quad(*quad.triple))  # the default graph is the union, as a build makes it
    return store


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something to draw, in the shape that documents tell it."""

    id: str
    kind: str
    label: str
    names: tuple[str, ...] = ()
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One statement: ids of things, and the words for it."""

    subject: str
    predicate: str
    object: str
    modality: str = "asserted"
    quote: str = "…"
    page: int = 1
    basis: str = ""


def store_of(
    things: Iterable[Thing], told: Iterable[Told], *, title: str = "Werkprogramma 2024", rule: str = "test#rule"
) -> ox.Store:
    """A store with one document that tells all this."""
    store = ox.Store()
    graph = ox.NamedNode(f"{BASE}graph/d")
    document = f"{BASE}document/d"

    def iri(name: str) -> str:
        return f"{BASE}thing/{name}"

    def add(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> None:
        store.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, graph))
        store.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value))

    def state(number: str, subject: str, predicate: str, value: str, said: Told) -> None:
        statement, evidence, page = (
            f"{BASE}statement/{number}",
            f"{BASE}evidence/{number}",
            f"{document}#page={said.page}",
        )
        add(statement, f"{RDF}type", ox.NamedNode(f"{KG}Statement"))
        add(statement, f"{RDF}subject", ox.NamedNode(subject))
        add(statement, f"{RDF}predicate", ox.NamedNode(KG + predicate))
        add(statement, f"{RDF}object", ox.NamedNode(value))
        add(statement, f"{KG}modality", ox.NamedNode(KG + said.modality))
        add(statement, f"{KG}rule", ox.Literal(rule))
        add(
            statement,
            f"{KG}confidence",
            ox.Literal("0.9", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
        )
        if said.basis:
            add(statement, f"{KG}legalBasis", ox.NamedNode(iri(said.basis)))
        add(statement, f"{PROV}wasDerivedFrom", ox.NamedNode(document))
        add(statement, f"{KG}evidence", ox.NamedNode(evidence))
        add(evidence, f"{OA}hasSource", ox.NamedNode(page))
        add(evidence, f"{OA}hasSelector", ox.NamedNode(f"{evidence}#quote"))
        add(f"{evidence}#quote", f"{OA}exact", ox.Literal(said.quote))
        add(page, f"{DCTERMS}isPartOf", ox.NamedNode(document))
        add(page, f"{KG}pageNumber", ox.Literal(said.page))

    add(document, f"{RDF}type", ox.NamedNode(f"{KG}Document"))
    add(document, f"{DCTERMS}title", ox.Literal(title, language="nl"))
    add(document, f"{KG}file", ox.Literal("werkprogramma.pdf"))
    add(document, "http://xmlns.com/foaf/0.1/page", ox.NamedNode("https://example.nl/werkprogramma.pdf"))
    for thing in things:
        add(iri(thing.id), f"{RDF}type", ox.NamedNode(KG + thing.kind))
        add(iri(thing.id), f"{RDFS}label", ox.Literal(thing.label, language="nl"))
        for name in thing.names:
            add(iri(thing.id), "http://www.w3.org/2004/02/skos/core#altLabel", ox.Literal(name, language="nl"))
        if thing.status:
            state(
                f"status-{thing.id}",
                iri(thing.id),
                "legalStatus",
                KG + thing.status,
                Told(subject="", predicate="", object=""),
            )
    for number, said in enumerate(told):
        state(str(number), iri(said.subject), said.predicate, iri(said.object), said)
    return store
