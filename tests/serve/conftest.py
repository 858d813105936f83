"""A small output folder and the server on it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.base.ids import digest
from kg.graph.from_facts import triples_from_facts
from kg.graph.from_ontology import ontology_triples
from kg.graph.infer import inferred_ntriples
from kg.graph.iri import GraphName, document_graph_iri, graph_iri, run_iri
from kg.graph.store import add_graphs, load_store, open_store
from kg.graph.write import ntriples
from kg.serve.app import Serving, application
from kg.serve.model import Bounds
from tests.query.conftest import BASE, Told, note, report  # noqa: F401 - fixtures


@pytest.fixture(scope="session")
def output(report: Told, note: Told, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: F811
    """An output folder with the graph of two documents, the ontology and what follows from them."""
    folder: Path = tmp_path_factory.mktemp("serve") / "output"
    folder.mkdir()
    run = run_iri(BASE, digest("run"))
    graphs = [
        (
            str(document_graph_iri(BASE, told.document.id)),
            ntriples(triples_from_facts(told.document, told.found, base=BASE, run=run)),
        )
        for told in (report, note)
    ]
    graphs.append((str(graph_iri(BASE, GraphName.ONTOLOGY)), ntriples(ontology_triples())))
    load_store(folder / "store", graphs)
    inferred = inferred_ntriples(open_store(folder / "store"), base=BASE)
    add_graphs(folder / "store", [(str(graph_iri(BASE, GraphName.INFERRED)), inferred)])
    (folder / "graph.trig").write_text("# the graph\n", encoding="utf-8")
    (folder / "graph.html").write_text("<!DOCTYPE html><title>picture</title>", encoding="utf-8")
    (folder / "catalogue.ttl").write_text("# the record\n", encoding="utf-8")
    (folder / "catalogue.jsonld").write_text("{}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def client(output: Path) -> Iterator[TestClient]:
    """A client of the server, which is small and patient for two seconds."""
    bounds = Bounds(seconds=2.0, answer=200_000, request=100_000, query=50_000, memory=1024 << 20)
    serving = Serving(folder=output, workers=2, bounds=bounds)
    with TestClient(application(serving), base_url="http://localhost:8000", follow_redirects=False) as asking:
        yield asking


@pytest.fixture(scope="module")
def address(output: Path) -> Iterator[str]:
    """The address of a server that was started as a user starts it, and is stopped by an interrupt."""
    command = [sys.executable, "-m", "kg", "serve", "--output", str(output), "--port", "0", "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout
        told = re.fullmatch(r"kg serve: (http://127\.0\.0\.1:\d+/) \(stop with Ctrl-C\)\n", server.stdout.readline())
        assert told
        yield told[1]
        server.send_signal(signal.SIGINT)
        _, words = server.communicate(timeout=20)
        assert "Traceback" not in words
        assert server.returncode in {0, 130}
