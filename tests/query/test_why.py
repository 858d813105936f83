from __future__ import annotations

from decimal import Decimal
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.base.errors import UsageError
from kg.graph.from_facts import statement_id
from kg.graph.infer import inferred_ntriples
from kg.graph.store import add_graph, load_store, open_store
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
    add_graph(folder, f"{BASE}graph/inferred", inferred_ntriples(open_store(folder), base=BASE))
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
