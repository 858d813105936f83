"""What triples_from_facts makes keeps the rules of ontology/, in the store and in SHACL."""

from __future__ import annotations

from pathlib import Path

from rdflib import Graph

from kg.base.ids import digest
from kg.document.model import Document
from kg.facts.model import DocumentFacts
from kg.graph.from_facts import triples_from_facts
from kg.graph.from_ontology import ontology_triples
from kg.graph.iri import GraphName, document_graph_iri, graph_iri, run_iri
from kg.graph.store import load_store, open_store
from kg.graph.validate import violations_by_shacl, violations_in_store
from kg.graph.write import ntriples

from .conftest import BASE


def test_no_rule_is_broken(tmp_path: Path, document: Document, found: DocumentFacts) -> None:
    """Neither a check nor a shape finds anything in the graph of a document."""
    triples = triples_from_facts(document, found, base=BASE, run=run_iri(BASE, digest("run")))
    graphs = [
        (document_graph_iri(BASE, document.id), ntriples(triples)),
        (graph_iri(BASE, GraphName.ONTOLOGY), ntriples(ontology_triples())),
    ]
    load_store(tmp_path / "store", graphs)
    assert violations_in_store(open_store(tmp_path / "store")) == ()
    assert violations_by_shacl(Graph().parse(data="".join(text for _, text in graphs), format="nt")) == ()
