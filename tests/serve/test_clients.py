"""Real clients over a real socket: curl, rdflib's SPARQLStore, SPARQLWrapper, Comunica; the command that starts and stops the server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.query.conftest import CHAIN, INSPECTION

QUERY = "SELECT ?o WHERE { ?s <https://w3id.org/toezichtgraaf/def#supervises> ?o } ORDER BY ?o"
RDFLIB = """
import sys, warnings
warnings.simplefilter("ignore")
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore
graph = Graph(SPARQLStore(sys.argv[1], returnFormat="json"))
print(*[str(row.o) for row in graph.query(sys.argv[2])])
"""
WRAPPER = """
import sys, warnings
warnings.simplefilter("ignore")
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
asking = SPARQLWrapper(sys.argv[1])
asking.setQuery(sys.argv[2])
asking.setReturnFormat(JSON)
print(*[row["o"]["value"] for row in asking.query().convert()["results"]["bindings"]])
asking.setMethod(POST)
asking.setReturnFormat(TURTLE)
asking.setQuery("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 3")
lines = asking.query().convert().decode().splitlines()
print(len([line for line in lines if line and not line.startswith("@prefix")]))
"""


def ran(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


def test_curl(address: str) -> None:
    """curl without any header gets JSON; what it posts is a form."""
    curl = shutil.which("curl")
    if curl is None:
        if os.environ.get("CI") == "true":
            pytest.fail("curl is absent (apt-get install curl)")
        pytest.skip("needs curl, which is absent here")
    by_get = json.loads(ran(curl, "-sG", f"{address}sparql", "--data-urlencode", f"query={QUERY}"))
    by_post = json.loads(ran(curl, "-s", f"{address}sparql", "--data-urlencode", f"query={QUERY}"))
    assert by_get == by_post
    assert by_get["results"]["bindings"][0]["o"]["value"] == CHAIN.iri
    assert (
        ran(curl, "-s", f"{address}id/domain/vreemdelingenketen", "-H", "Accept: text/turtle").count(INSPECTION.iri) > 1
    )
    assert ran(curl, "-s", "-o", "/dev/null", "-w", "%{http_code}", f"{address}id/%00").strip() == "404"


@pytest.mark.parametrize("program", [RDFLIB, WRAPPER], ids=["rdflib", "SPARQLWrapper"])
def test_python_clients(address: str, program: str) -> None:
    """rdflib's store and SPARQLWrapper read what the endpoint says, tables and triples."""
    first, *rest = ran(sys.executable, "-c", program, f"{address}sparql", QUERY).splitlines()
    assert first.split()[0] == CHAIN.iri
    assert rest in ([], ["3"])


def comunica() -> Path:
    """The program that tools/test.sh installs beside the environment; without it the test is skipped, and fails in CI."""
    program = Path(sys.prefix) / "comunica" / "node_modules" / ".bin" / "comunica-sparql"
    if not (program.exists() and shutil.which("node")):
        absent = f"Comunica (npm install --prefix {sys.prefix}/comunica @comunica/query-sparql@4.5.0) or node is absent"
        if os.environ.get("CI") == "true":
            pytest.fail(absent)
        pytest.skip(f"needs what is absent here: {absent}")
    return program


def test_comunica(address: str) -> None:
    """Comunica reads tables and triples, also where it has to find out by itself that this is an endpoint."""
    query = "SELECT ?o ?n WHERE { ?s kg:supervises ?o . ?o rdfs:label ?n } ORDER BY ?o"
    prefixes = "PREFIX kg: <https://w3id.org/toezichtgraaf/def#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    for source in (f"sparql@{address}sparql", f"{address}sparql"):
        rows = ran(str(comunica()), source, "-t", "text/csv", f"{prefixes}{query}").splitlines()
        assert rows[:2] == ["o,n", f"<{CHAIN.iri}>,vreemdelingenketen"]
    triples = ran(
        *(str(comunica()), f"sparql@{address}sparql", "-t", "application/n-triples"),
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3",
    )
    assert triples.count(" .\n") == 3


def test_a_port_in_use_is_told(address: str, output: Path) -> None:
    """A second server on the same port is refused in words."""
    port = address.rstrip("/").rpartition(":")[2]
    command = [sys.executable, "-m", "kg", "serve", "--output", str(output), "--port", port]
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert told.returncode == 2
    assert told.stderr.startswith(f"kg: 127.0.0.1:{port}: cannot be listened at")


@pytest.mark.parametrize("damage", ["absent", "version", "broken"])
def test_a_store_that_cannot_be_used(damage: str, output: Path, tmp_path: Path) -> None:
    """A store that is absent, of another version or damaged is told before anything starts, with what to do."""
    folder = tmp_path / "output"
    if damage != "absent":
        shutil.copytree(output, folder)
    if damage == "version":
        (folder / "store" / "VERSION.json").write_text('{"format": 0}', encoding="utf-8")
    if damage == "broken":
        for path in (folder / "store").iterdir():
            if path.name != "VERSION.json":
                path.write_bytes(b"x")
    command = [sys.executable, "-m", "kg", "serve", "--output", str(folder), "--port", "0"]
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert told.returncode == 1
    assert told.stderr.startswith(f"kg: {folder / 'store'}: ")
    assert "Run `kg build" in told.stderr
    assert "Traceback" not in told.stderr
