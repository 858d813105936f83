from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.base.errors import UsageError
from kg.base.ids import RuleId
from kg.base.span import Span
from kg.base.terms import Power
from kg.facts.model import HeldPower, Time, Topic
from kg.graph.from_facts import statement_id, triples_from_facts
from kg.graph.from_ontology import ontology_triples
from kg.graph.infer import inferred_ntriples
from kg.graph.store import add_graphs, load_store, open_store
from kg.graph.write import ntriples
from kg.query.model import Explanation, Quote
from kg.query.why import why

from .conftest import BASE, Told


def test_all_of_an_explanation(store: ox.Store, note: Told) -> None:
    """An explanation tells content, modality, rule, confidence, and the words with their place and surroundings."""
    identifier = statement_id(note.document.id, note.found.facts[0])
    quote = partial(Quote, document="notitie.txt", file="notitie.txt", address=None, page=None)
    assert why(store, subject="Inspectie JenV", predicate="houdt toezicht op", object="de politie") == (
        Explanation(
            statement=f"{BASE}statement/{identifier}",
            subject="Inspectie Justitie en Veiligheid",
            predicate="houdt toezicht op",
            object="Politie",
            modality="gesteld",
            basis=None,
            rule="supervises#example",
            confidence=Decimal("0.9"),
            evidence=(
                quote(start=22, end=55, exact="Zij houdt toezicht op de politie.", prefix="t.\n", suffix="\nDe"),
            ),
            antecedents=(quote(start=3, end=12, exact="Inspectie", prefix="De ", suffix=" be"),),
        ),
    )


def test_when_about_what_and_towards_whom(tmp_path: Path, note: Told) -> None:
    """An explanation tells when a statement holds, what it is about, and towards whom a power is held."""
    fact = note.found.facts[0]
    power = HeldPower(
        holder=fact.subject,
        power=Power.ADMINISTRATIVE_FINE,
        towards=fact.object,
        modality=fact.modality,
        basis=None,
        rule=RuleId("powers#boete-opleggen"),
        confidence=0.8,
        evidence=fact.evidence,
    )
    timed = replace(
        fact,
        times=(Time(edtf="2025/..", span=Span(0, 3)),),
        topics=(Topic(words="opvang", page=None, span=Span(0, 3)),),
    )
    found = replace(note.found, facts=(timed,), statuses=(), powers=(power,))
    graph = f"{BASE}graph/{note.document.id}"
    triples = ntriples(triples_from_facts(note.document, found, base=BASE, run=f"{BASE}run/{note.document.id}"))
    ontology = {f"{BASE}graph/ontology": ntriples(ontology_triples())}
    load_store(tmp_path / "store", [(graph, triples), *ontology.items()])
    told = {one.predicate: one for one in why(open_store(tmp_path / "store"), subject=fact.subject.iri)}
    said, may = told["houdt toezicht op"], told["heeft als bevoegdheid"]
    assert (said.valid, said.topics, said.towards) == (("2025/..",), ("opvang",), None)
    assert (may.object, may.towards, may.valid) == ("bestuurlijke boete", "Politie", ())


def test_by_statement(store: ox.Store, report: Told) -> None:
    """IRI, id and the first digits of the id name the same statement; page and address are told."""
    identifier = statement_id(report.document.id, report.found.statuses[0])
    found = [why(store, statement=name) for name in (f"{BASE}statement/{identifier}", identifier, identifier[:8])]
    assert found[0] == found[1] == found[2]
    (told,) = found[0]
    assert (told.subject, told.predicate, told.object) == (
        "Wet op de rijksinspecties",
        "heeft als juridische status",
        "in voorbereiding",
    )
    assert [(quote.page, quote.address, quote.document) for quote in told.evidence] == [
        (2, "https://example.org/a.pdf#page=2", "Werkplan 2024")
    ]


def test_by_subject(store: ox.Store) -> None:
    """All that is said with this subject, sorted by what is said, in English where asked."""
    told = why(store, subject="Inspectie JenV", language="en")
    assert [(one.predicate, one.object, one.modality, one.basis) for one in told] == [
        ("cooperates with", "Autoriteit Persoonsgegevens", "asserted", None),
        ("supervises", "Politie", "asserted", None),
        ("supervises", "ministerie van Justitie en Veiligheid", "planned", "Wet op de rijksinspecties"),
        ("supervises", "vreemdelingenketen", "asserted", "Politiewet 2012"),
    ]


def test_nothing_is_said(store: ox.Store) -> None:
    """Known names of which nothing is said give no explanation and no error."""
    assert why(store, subject="Politie", predicate="supervises") == ()


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({}, "why what?. Name a statement, or a subject with perhaps a predicate and an object."),
        (
            {"statement": "ffffffff"},
            (
                "no statement 'ffffffff' in the graph. "
                "`kg query` shows the ids of statements; a new build may have changed them."
            ),
        ),
        (
            {"predicate": "superviseert"},
            'no relation is called \'superviseert\'. Did you mean "supervises" or "supervisedBy"?',
        ),
        ({"subject": "de polizei"}, "nothing in the graph is called 'de polizei'. Did you mean \"Politie\"?"),
    ],
)
def test_wrong_names(store: ox.Store, asked: dict[str, str], message: str) -> None:
    """What is not in the graph is named, with what is near."""
    with pytest.raises(UsageError) as error:
        why(
            store,
            statement=asked.get("statement"),
            subject=asked.get("subject"),
            predicate=asked.get("predicate"),
        )
    assert str(error.value) == message


def test_what_was_inferred(store: ox.Store, report: Told, tmp_path: Path) -> None:
    """What no document says is explained by the statements it came from, with their words, after what documents say."""
    folder = tmp_path / "store"
    graph = f"{BASE}graph/{report.document.id}"
    load_store(
        folder, [(graph, "".join(f"{quad.triple} .\n" for quad in store if str(quad.graph_name) == f"<{graph}>"))]
    )
    add_graphs(folder, [(f"{BASE}graph/inferred", inferred_ntriples(open_store(folder), base=BASE))])
    inferred = open_store(folder)
    source = why(inferred, subject="Inspectie JenV", predicate="supervises", object="vreemdelingenketen")
    (told,) = why(inferred, subject="vreemdelingenketen", predicate="supervisedBy")
    assert (told.predicate, told.object, told.modality) == (
        "staat onder toezicht van",
        "Inspectie Justitie en Veiligheid",
        None,
    )
    assert told.rule == "rules#omgekeerd"
    assert told.inferred_from == (source[0].statement,)
    assert told.evidence == source[0].evidence
    assert why(inferred, statement=told.statement.rpartition("/")[2][:10]) == (told,)
    kinds = [one.modality is None for one in why(inferred, subject="Inspectie JenV")]
    assert kinds == sorted(kinds)
    assert True in kinds
