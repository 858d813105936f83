from __future__ import annotations

import random
from datetime import date

from pyoxigraph import Quad, RdfFormat, parse

from kg.publish.from_graph import dataset_from_store, published, union_of
from kg.publish.model import Dataset, Run, Source, Text

from .sample import BASE, BRIEF, RAPPORT, RUN, TRIG

KG = "https://w3id.org/toezichtgraaf/def#"


def _quads() -> list[Quad]:
    return list(parse(TRIG, format=RdfFormat.TRIG))


def _dataset(text: str) -> Dataset:
    return dataset_from_store(union_of(parse(text, format=RdfFormat.TRIG)))


def test_published_leaves_out_the_catalogue() -> None:
    """The catalogue's own named graph is not part of what the record describes; the rest is, in its order."""
    quads = _quads()
    kept = list(published(quads, base=BASE))
    assert len(kept) == len(quads) - 1
    assert kept == [quad for quad in quads if quad in kept]
    assert all("graph/catalogue" not in str(quad.graph_name) for quad in kept)


def test_sources() -> None:
    """Each document is told once, by file name, with what its graph says of it and how many statements rest on it."""
    assert dataset_from_store(union_of(published(_quads(), base=BASE))).sources == (
        Source(
            iri=BRIEF,
            file="brief.txt",
            title="brief.txt",
            sha256="cd" * 32,
            publisher="Een ministerie",
            issued=date(2024, 1, 31),
            licence="CC0",
            statements=1,
        ),
        Source(
            iri=RAPPORT,
            file="rapport.pdf",
            title="Jaarbericht <2023> & meer",
            sha256="ab" * 32,
            publisher="https://identifier.overheid.nl/tooi/id/oorg/oorg10006",
            publisher_label="Inspectie Justitie en Veiligheid",
            issued=date(2023, 5, 16),
            url="https://example.org/rapport.pdf?a=1&b=2",
            pages=12,
            statements=1,
        ),
    )


def test_counts() -> None:
    """A triple, a thing or a class that stands in two named graphs counts once."""
    dataset = dataset_from_store(union_of(published(_quads(), base=BASE)))
    assert dataset.counts.triples == len({quad.triple for quad in published(_quads(), base=BASE)})
    assert (dataset.counts.statements, dataset.counts.entities) == (2, 2)
    assert dataset.counts.classes == (
        (f"{KG}Document", 2),
        (f"{KG}Statement", 2),
        (f"{KG}Domain", 1),
        (f"{KG}Supervisor", 1),
    )
    assert dataset.counts.predicates == ((f"{KG}monitors", 1), (f"{KG}supervises", 1))
    assert dataset.counts.modalities == ((f"{KG}asserted", 1), (f"{KG}planned", 1))
    assert dict(dataset.counts.properties)[f"{KG}supervises"] == 1
    assert dataset.runs == (Run(iri=RUN, documents=(RAPPORT, BRIEF)),)
    assert (dataset.first, dataset.last) == (date(2023, 5, 16), date(2024, 1, 31))
    assert dict(dataset.labels)[f"{KG}supervises"] == Text("houdt toezicht op", "supervises")


def test_documents_of_runs() -> None:
    """A run has read the documents whose statements it made; where it is the only one also those that gave none."""
    other = RUN.replace("9", "8")
    first, last = TRIG.rsplit(RUN, 1)
    documents = {run.iri: run.documents for run in _dataset(f"{first}{other}{last}").runs}
    assert documents == {RUN: (RAPPORT,), other: (BRIEF,)}
    without = TRIG.replace(f"prov:wasDerivedFrom <{BRIEF}>", "kg:confidence 1")
    assert _dataset(without).runs == (Run(iri=RUN, documents=(RAPPORT, BRIEF)),)


def test_order_does_not_matter() -> None:
    """The same quads in any order give the same dataset."""
    quads = _quads()
    expected = dataset_from_store(union_of(quads))
    for seed in range(5):
        random.Random(seed).shuffle(quads)
        assert dataset_from_store(union_of(quads)) == expected


def test_empty_graph() -> None:
    """A graph that holds nothing has nothing to tell, and no dates."""
    dataset = dataset_from_store(union_of(()))
    assert (dataset.sources, dataset.runs, dataset.first, dataset.last, dataset.counts.triples) == (
        (),
        (),
        None,
        None,
        0,
    )


def test_date_that_is_none() -> None:
    """A date of issue that is not a whole date is not guessed at."""
    text = TRIG.replace('"2023-05-16"^^xsd:date', '"2023"').replace('"2024-01-31"^^xsd:date', '"mei 2024"')
    dataset = _dataset(text)
    assert [source.issued for source in dataset.sources] == [None, None]
