"""The tests of W3C for the Graph Store Protocol, by our client against an `oxigraph serve`: each passed, or not for a reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from rdflib import RDF, BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.term import Node

from kg.run.send import GraphStore
from kg.run.web import Server
from tests.stores import oxigraph

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
DAWG = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")

WHOLE = "POST: graphs are sent whole, and nothing is added to one"
BY_NAME = "direct: graphs are named by ?graph=, as their IRIs are not addresses of the store"
EXCEPTIONS = {
    "put_get_repeat_direct": BY_NAME,
    "put_delete_get_delete_direct": BY_NAME,
    "post_get_post_get_direct": BY_NAME,
    "head_existing_direct": BY_NAME,
    "head_non_existing_direct": BY_NAME,
    "post_get_post_get_indirect": WHOLE,
    "post_get_new_graph": WHOLE,
}
NAMES = [
    *EXCEPTIONS,
    "put_get_repeat_indirect",
    "put_get_default",
    "put_delete_get_delete_indirect",
    "head_existing_indirect",
    "head_non_existing_indirect",
    "put_get_uri_pct_encoded_indirect",
    "put_get_uri_pct_encoded_twice",
]
DONE = {"OK", "Created", "NoContent"}


@pytest.fixture(scope="module")
def manifest(shared: Path) -> Graph:
    found = Graph()
    for name in ("direct", "indirect"):
        path = shared / "data" / "rdf-tests" / "graph-store-protocol" / f"manifest-{name}.ttl"
        found.parse(path, publicID="http://test/")
    return found


@pytest.fixture
def store() -> Iterator[GraphStore]:
    """An empty store, so that one test does not lean on another."""
    with oxigraph() as address, Server(f"{address}/store", environment={}) as server:
        yield GraphStore(server)


def items(graph: Graph, head: Node | None) -> list[Node]:
    return list(Collection(graph, head)) if isinstance(head, BNode | URIRef) else []


def body(graph: Graph, message: Node | None) -> Graph:
    """The Turtle that a request or an answer holds."""
    chars = graph.value(graph.value(message, HT.body), CNT.chars)
    return Graph().parse(data=str(chars), format="turtle", publicID="http://www.example/")


def faults(graph: Graph, name: str, store: GraphStore, folder: Path) -> Iterator[str]:
    """What of a test our client cannot ask, or gets another answer to than it should."""
    (entry,) = [one for one in graph.subjects(RDF.type, MF.GraphStoreProtocolTest) if str(one).endswith(f"#{name}")]
    requests = items(graph, graph.value(graph.value(entry, MF.action), HT.requests))
    assert requests
    for request in requests:
        address = urlsplit(str(graph.value(request, HT.absolutePath)))
        if address.path != "/gsp":
            yield "direct"
            return
        fields = parse_qs(address.query, keep_blank_values=True)
        graph_name = None if "default" in fields else fields.get("graph", [""])[0]
        told = graph.value(request, HT.resp)
        wanted = {str(status).rpartition("#")[2] for status in graph.objects(told, MF.expectedStatus)}
        match str(graph.value(request, HT.methodName)):
            case "PUT":
                (folder / "put.nt").write_text(body(graph, request).serialize(format="nt"), encoding="utf-8")
                store.put(graph_name, folder / "put.nt")
                got = DONE
            case "GET":
                triples = store.get(graph_name)
                got = {"NotFound"} if triples is None else {"OK"}
                if triples is not None:
                    found = Graph().parse(data="".join(f"{triple} .\n" for triple in triples), format="nt")
                    if not isomorphic(found, body(graph, told)):
                        yield "another graph"
            case "HEAD":
                got = {"OK"} if store.holds(graph_name) else {"NotFound"}
            case "DELETE":
                got = {"OK", "NoContent"} if store.delete(graph_name) else {"NotFound"}
            case method:
                yield method
                return
        if not got & wanted:
            yield f"{sorted(got)}, not {sorted(wanted)}"


def test_all_tests_are_here(manifest: Graph, shared: Path) -> None:
    """The manifests hold the tests that are run, no more and no fewer; those of http-rdf-update are withdrawn in favour of these."""
    told = {str(one).rpartition("#")[2] for one in manifest.subjects(RDF.type, MF.GraphStoreProtocolTest)}
    assert told == set(NAMES)
    assert len(NAMES) == 14
    old = Graph().parse(shared / "data" / "rdf-tests" / "http-rdf-update" / "manifest.ttl", publicID="http://old/")
    tests = set(old.subjects(RDF.type, MF.GraphStoreProtocolTest))
    assert len(tests) == 18
    assert {old.value(one, DAWG.approval) for one in tests} == {DAWG.Deprecated}


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize("name", NAMES)
def test_graph_store_protocol(name: str, manifest: Graph, store: GraphStore, tmp_path: Path) -> None:
    """A test passes; an exception does not, for its reason, so that one which is closed is seen."""
    found = list(faults(manifest, name, store, tmp_path))
    assert found == ([EXCEPTIONS[name].partition(":")[0]] if name in EXCEPTIONS else [])
