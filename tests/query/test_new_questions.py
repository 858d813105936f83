"""Questions whose answer on the other small store would be empty, on one made for them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.base.ids import digest
from kg.base.terms import Modality, Predicate
from kg.document.model import Metadata
from kg.facts.model import DocumentFacts
from kg.graph.from_facts import triples_from_facts
from kg.graph.iri import document_graph_iri, run_iri
from kg.graph.store import load_store, open_store
from kg.graph.write import ntriples

from .conftest import BASE, CHAIN, INSPECTION, MINISTRY, POLICE, POLICE_ACT, PRIVACY, document_of, fact
from .test_from_graph import answer

WORDS = "De een werkt met de ander."
IJENV, AP, POLITIE = INSPECTION.label, PRIVACY.label, POLICE.label


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """Two documents, of the inspectorate and of the authority, which agree on some things."""
    told = []
    for file, publisher, said in (
        (
            "inspectie.txt",
            INSPECTION.iri,
            [
                (INSPECTION, Predicate.COOPERATES_WITH, PRIVACY, Modality.ASSERTED),
                (INSPECTION, Predicate.COOPERATES_WITH, POLICE, Modality.PLANNED),
                (INSPECTION, Predicate.SUPERVISES, CHAIN, Modality.ASSERTED),
                (INSPECTION, Predicate.SUPERVISES, POLICE, Modality.ASSERTED),
                (MINISTRY, Predicate.DESIGNATES, INSPECTION, Modality.ASSERTED),
            ],
        ),
        (
            "autoriteit.txt",
            PRIVACY.iri,
            [
                (PRIVACY, Predicate.COOPERATES_WITH, INSPECTION, Modality.ASSERTED),
                (PRIVACY, Predicate.COOPERATES_WITH, MINISTRY, Modality.NEGATED),
                (PRIVACY, Predicate.SUPERVISES, CHAIN, Modality.ASSERTED),
                (INSPECTION, Predicate.SUPERVISES, POLICE, Modality.NEGATED),
                (INSPECTION, Predicate.SUPERVISES, CHAIN, Modality.ASSERTED),
            ],
        ),
    ):
        document = document_of(file, (WORDS,), paged=False, metadata=Metadata(publisher=publisher))
        facts = tuple(
            fact(
                document, one, predicate, other, WORDS, modality=modality, basis=POLICE_ACT if other == CHAIN else None
            )
            for one, predicate, other, modality in said
        )
        found = DocumentFacts(document=document.id, mentions=(), facts=facts, statuses=(), coverage=())
        triples = triples_from_facts(document, found, base=BASE, run=run_iri(BASE, digest("run")))
        told.append((str(document_graph_iri(BASE, document.id)), ntriples(triples)))
    folder: Path = tmp_path_factory.mktemp("new") / "store"
    load_store(folder, told)
    return open_store(folder)


def without_ids(rows: list[tuple[str, ...]], columns: int) -> list[tuple[str, ...]]:
    return [row[:columns] for row in rows]


def test_one_sided_cooperation(store: ox.Store) -> None:
    """Only what one party's document says, and the other's does not; what is denied is no cooperation."""
    assert without_ids(answer(store, "eenzijdige-afspraken"), 4) == [(IJENV, POLITIE, "gepland", "inspectie.txt")]


def test_two_supervisors_on_the_same(store: ox.Store) -> None:
    """Each pair once, for each pair of statements."""
    assert without_ids(answer(store, "zelfde-veld"), 3) == [("vreemdelingenketen", IJENV, AP)] * 2


def test_contradictions(store: ox.Store) -> None:
    """What is asserted here and denied there, with both documents."""
    assert [(*row[:4], row[5]) for row in answer(store, "tegenspraak")] == [
        (IJENV, "houdt toezicht op", POLITIE, "inspectie.txt", "autoriteit.txt")
    ]


def test_who_designated_the_supervisor(store: ox.Store) -> None:
    """Each supervisor with the one who designated it, where that is told."""
    rows = without_ids(answer(store, "toezicht-en-aanwijzing", op="vreemdelingenketen"), 6)
    assert rows == [
        ("vreemdelingenketen", AP, "gesteld", "Politiewet 2012", "", ""),
        ("vreemdelingenketen", IJENV, "gesteld", "Politiewet 2012", "", MINISTRY.label),
        ("vreemdelingenketen", IJENV, "gesteld", "Politiewet 2012", "", MINISTRY.label),
    ]


def test_said_here_only(store: ox.Store) -> None:
    """What the other document says too is left out, also where its modality differs it is another thing said."""
    assert [row[1:5] for row in answer(store, "alleen-hier-gezegd", document="autoriteit.txt")] == [
        (AP, "houdt toezicht op", "vreemdelingenketen", "gesteld"),
        (AP, "werkt samen met", IJENV, "gesteld"),
        (AP, "werkt samen met", MINISTRY.label, "ontkend"),
        (IJENV, "houdt toezicht op", POLITIE, "ontkend"),
    ]


def test_acts_without_a_supervisor(store: ox.Store) -> None:
    """An act that supervision rests on is no act without a supervisor."""
    assert answer(store, "wetten-zonder-toezichthouder") == []
    assert without_ids(answer(store, "taken-zonder-grondslag", wie="Inspectie JenV"), 3) == [
        (IJENV, "houdt toezicht op", POLITIE)
    ]


def test_way_and_centre(store: ox.Store) -> None:
    """The way between two that do not meet goes over one that both know; it is the one connected most."""
    way = answer(store, "pad-tussen", van="ministerie van Justitie en Veiligheid", naar=AP)
    assert [row[:4] for row in way] == [
        ("1", MINISTRY.label, "wijst aan", IJENV),
        ("2", AP, "werkt samen met", IJENV),
        ("2", IJENV, "werkt samen met", AP),
    ]
    assert answer(store, "meest-verbonden")[0] == ("1", IJENV, "toezichthouder", "3", "1.0000")
