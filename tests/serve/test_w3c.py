"""The tests of W3C for the protocol, the service description and the forms of results, each passed or refused for a reason."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node
from starlette.testclient import TestClient

from kg.graph.store import load_store
from kg.serve.app import Serving, application

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {"application/sparql-results+json", "application/sparql-results+xml", "text/csv"},
    "RDF": {"text/turtle; charset=utf-8", "application/n-triples", "application/rdf+xml"},
}
READ_ONLY = "the graph is read only: an update is refused with 403"
EXCEPTIONS = {
    "update_dataset_default_graph": READ_ONLY,
    "update_dataset_default_graphs": READ_ONLY,
    "update_dataset_named_graphs": READ_ONLY,
    "update_dataset_full": READ_ONLY,
    "update_post_form": READ_ONLY,
    "update_post_direct": READ_ONLY,
    "update_base_uri": READ_ONLY,
}
DATA = "http://kasei.us/2009/09/sparql/data/"


@pytest.fixture(scope="module")
def tests(shared: Path) -> Path:
    return shared / "data" / "rdf-tests"


@pytest.fixture(scope="module")
def manifest(tests: Path) -> Graph:
    return Graph().parse(tests / "protocol" / "manifest.ttl", publicID="http://test/")


@pytest.fixture(scope="module")
def endpoint(tests: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("w3c")
    names = ("data1", "data2", "data3")
    load_store(folder / "store", [(f"{DATA}{name}.rdf", tests / "protocol" / f"{name}.nt") for name in names])
    with TestClient(application(Serving(folder=folder, workers=1)), base_url="http://localhost") as client:
        yield client


NAMES = [
    *("query_post_form", "query_dataset_default_graphs_get", "query_dataset_default_graphs_post"),
    *(
        "query_dataset_named_graphs_post",
        "query_dataset_named_graphs_get",
        "query_dataset_full",
        "query_multiple_dataset",
    ),
    *("query_get", "query_content_type_select", "query_content_type_ask", "query_content_type_describe"),
    *("query_content_type_construct", "update_dataset_default_graph", "update_dataset_default_graphs"),
    *(
        "update_dataset_named_graphs",
        "update_dataset_full",
        "update_post_form",
        "update_post_direct",
        "update_base_uri",
    ),
    *("query_post_direct", "bad_query_method", "bad_multiple_queries", "bad_query_wrong_media_type"),
    *("bad_query_missing_form_type", "bad_query_missing_direct_type", "bad_query_non_utf8", "bad_query_syntax"),
    *("bad_update_get", "bad_multiple_updates", "bad_update_wrong_media_type", "bad_update_missing_form_type"),
    *("bad_update_non_utf8", "bad_update_syntax", "bad_update_dataset_conflict"),
]


def items(graph: Graph, head: Node | None) -> list[Node]:
    return list(Collection(graph, head)) if isinstance(head, BNode | URIRef) else []


def faults(graph: Graph, name: str, client: TestClient) -> list[str]:
    """What the answers to the requests of a test lack."""
    (entry,) = [one for one in graph.subjects(RDF.type, MF.ProtocolTest) if str(one).endswith(f"#{name}")]
    found: list[str] = []
    for request in items(graph, graph.value(graph.value(entry, MF.action), HT.requests)):
        path = str(graph.value(request, HT.absolutePath)).replace("/sparql/", "/sparql", 1)
        headers = {
            str(graph.value(header, HT.fieldName)): str(graph.value(header, HT.fieldValue))
            for header in items(graph, graph.value(request, HT.headers))
        }
        body = graph.value(request, HT.body)
        encoding = str(graph.value(body, CNT.characterEncoding) or "UTF-8")
        content = str(graph.value(body, CNT.chars) or "").encode(encoding) if body else None
        answer = client.request(str(graph.value(request, HT.methodName)), path, headers=headers, content=content)
        told = graph.value(request, HT.resp)
        wanted = {str(status)[-3] for status in graph.objects(told, MF.expectedStatus)}
        if str(answer.status_code)[0] not in wanted:
            found.append(f"status {answer.status_code}, not {wanted}xx")
        form = graph.value(told, MF.expectedFormat)
        if form and answer.headers["content-type"] not in FORMATS[str(form)]:
            found.append(f"{answer.headers['content-type']} is not {form}")
        truth = graph.value(told, MF.expectedBoolean)
        if isinstance(truth, Literal) and not found and answer.json()["boolean"] is not truth.toPython():
            found.append(f"not {truth}")
    return found


def test_all_tests_of_the_protocol_are_here(manifest: Graph) -> None:
    """The manifest holds the tests that are run, no more and no fewer."""
    told = {str(one).rpartition("#")[2] for one in manifest.subjects(RDF.type, MF.ProtocolTest)}
    assert told == set(NAMES)
    assert len(NAMES) == 34


@pytest.mark.parametrize("name", NAMES)
def test_protocol(name: str, manifest: Graph, endpoint: TestClient) -> None:
    """A test of the protocol passes; an exception does not, so that one which is closed is seen."""
    found = faults(manifest, name, endpoint)
    if name in EXCEPTIONS:
        assert "status 403, not {'2', '3'}xx" in [one.replace("{'3', '2'}", "{'2', '3'}") for one in found]
    else:
        assert found == []


@pytest.mark.parametrize("accept", ["", "text/turtle", "application/rdf+xml", "application/n-triples"])
def test_service_description(accept: str, endpoint: TestClient) -> None:
    """GET on the endpoint returns RDF, with a matching sd:endpoint, that keeps to the vocabulary."""
    answer = endpoint.get("/sparql", headers={"accept": accept})
    graph = Graph().parse(data=answer.content, format=answer.headers["content-type"].partition(";")[0])
    (service,) = graph.subjects(RDF.type, SD.Service)
    assert list(graph.objects(service, SD.endpoint)) == [URIRef("http://localhost/sparql")]
    (dataset,) = graph.objects(service, SD.defaultDataset)
    names = {graph.value(one, SD.name) for one in graph.objects(dataset, SD.namedGraph)}
    assert names == {URIRef(f"{DATA}{name}.rdf") for name in ("data1", "data2", "data3")}
    assert set(graph.objects(service, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert SD.BasicFederatedQuery not in set(graph.objects(service, SD.feature))


def test_service_description_uses_terms_that_exist(shared: Path, endpoint: TestClient) -> None:
    """Every term of the vocabulary that the description uses is one of those of W3C."""
    known = {
        *("Service", "Dataset", "Graph", "NamedGraph", "endpoint", "supportedLanguage", "feature", "resultFormat"),
        *("defaultDataset", "defaultGraph", "namedGraph", "name", "SPARQL11Query", "UnionDefaultGraph"),
    }
    assert shared.is_dir()
    graph = Graph().parse(data=endpoint.get("/sparql").content, format="turtle")
    used = {str(term).removeprefix(SD) for triple in graph for term in triple if str(term).startswith(SD)}
    assert used == known


# The store keeps numbers by their value: it writes 1.0e6 as 1000000 and knows one type of integers.
XSD = "http://www.w3.org/2001/XMLSchema#"
TSV = {"1.0e6": f'"1000000"^^<{XSD}double>', f'"-3"^^<{XSD}negativeInteger>': "-3"}
BY_VALUE = {("csvtsv03", "csv"): {"1.0E6": "1000000"}, ("csvtsv03", "tsv"): TSV}

RESULTS = [
    *[("csv-tsv-res", f"csvtsv0{number}", "data.ttl") for number in (1, 2, 3)],
    *[("json-res", f"jsonres0{number}", "data.ttl") for number in (1, 2, 3, 4)],
]


def rows_of_json(told: dict[str, Any]) -> object:
    if "boolean" in told:
        return told["boolean"]
    for row in told["results"]["bindings"]:
        for term in row.values():
            term["type"] = "literal" if term["type"] == "typed-literal" else term["type"]
            if term["type"] == "bnode":
                term["value"] = ""
    rows = [json.dumps(row, sort_keys=True) for row in told["results"]["bindings"]]
    return sorted(told["head"]["vars"]), sorted(rows)


@pytest.mark.parametrize(("folder", "name", "data"), RESULTS, ids=[name for _, name, _ in RESULTS])
def test_forms_of_results(folder: str, name: str, data: str, tests: Path, tmp_path: Path) -> None:
    """The answer to each query of W3C is what is expected, row by row, in CSV and TSV or in JSON."""
    query = tests / folder / f"{name}.rq"
    if not query.exists():
        query = tests / folder / "csvtsv01.rq"
        data = "data2.ttl"
    lines = Graph().parse(tests / folder / data).serialize(format="nt", encoding="utf-8").decode()
    load_store(tmp_path / "store", [("http://test/graph", lines)])
    with TestClient(application(Serving(folder=tmp_path, workers=1)), base_url="http://localhost") as client:
        text = query.read_text(encoding="utf-8")
        if folder == "json-res":
            found = client.post("/sparql", data={"query": text}, headers={"accept": "application/sparql-results+json"})
            assert rows_of_json(found.json()) == rows_of_json(json.loads((tests / folder / f"{name}.srj").read_text()))
            return
        for ending, form, sign in (("csv", "text/csv", ","), ("tsv", "text/tab-separated-values", "\t")):
            found = client.post("/sparql", data={"query": text}, headers={"accept": form})
            wanted = (tests / folder / f"{name}.{ending}").read_text(encoding="utf-8")
            for written, value in BY_VALUE.get((name, ending), {}).items():
                assert written in wanted
                wanted = wanted.replace(written, value)
            assert table(found.text, sign) == table(wanted, sign)


def table(text: str, sign: str) -> list[list[tuple[str, str]]]:
    """The rows as pairs of column and cell, in any order: SELECT * has no order of columns."""
    head, *rows = csv.reader(
        io.StringIO(text), delimiter=sign, quoting=csv.QUOTE_NONE if sign == "\t" else csv.QUOTE_MINIMAL
    )
    blank = [["_" if cell.startswith("_:") else cell for cell in row] for row in rows]
    return sorted(sorted(zip(head, row, strict=True)) for row in blank)
