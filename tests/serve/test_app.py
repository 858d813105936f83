from __future__ import annotations

import json
import re
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from rdflib import RDF
from starlette.testclient import TestClient

from kg.graph.from_facts import statement_id
from kg.graph.store import load_store
from kg.graph.vocabulary import KG, OA
from kg.serve.app import Serving, application
from tests.query.conftest import BASE, CHAIN, INSPECTION, POLICE, Told

ASK = "ASK { ?s kg:supervises ?o }"
SELECT = "SELECT ?s WHERE { ?s kg:supervises ?o } ORDER BY ?s ?o"
CONSTRUCT = "CONSTRUCT { ?s kg:supervises ?o } WHERE { ?s kg:supervises ?o }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def page_of(iri: str) -> str:
    return f"/thing?iri={quote(iri, safe='')}"


@pytest.mark.parametrize(
    ("query", "accept", "form"),
    [
        (SELECT, "", "application/sparql-results+json"),
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/csv", "text/csv; charset=utf-8"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (ASK, "application/sparql-results+json", "application/sparql-results+json"),
        (CONSTRUCT, "", "text/turtle; charset=utf-8"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_forms(client: TestClient, query: str, accept: str, form: str) -> None:
    """The answer comes in the form that is asked for, and has the same content in each."""
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, form)
    if query == CONSTRUCT:
        known = ox.RdfFormat.from_media_type(form)
        assert known
        triples = [quad.triple for quad in ox.parse(answer.content, known)]
        assert {(str(one.subject), str(one.object)) for one in triples} == {
            (f"<{INSPECTION.iri}>", f"<{CHAIN.iri}>"),
            (f"<{INSPECTION.iri}>", f"<{POLICE.iri}>"),
        }


def test_three_ways_of_asking(client: TestClient) -> None:
    """GET, a form by POST and a query by POST give the same."""
    by_get = client.get("/sparql", params={"query": SELECT})
    by_form = client.post("/sparql", data={"query": SELECT})
    direct = client.post("/sparql", content=SELECT, headers={"content-type": "application/sparql-query"})
    assert by_get.json() == by_form.json() == direct.json()
    assert [row["s"]["value"] for row in by_get.json()["results"]["bindings"]] == [INSPECTION.iri, INSPECTION.iri]


def test_dataset_of_the_protocol(client: TestClient, report: Told) -> None:
    """default-graph-uri and named-graph-uri choose the graphs, whatever the query says; an unknown one is empty."""
    graph = f"{BASE}graph/{report.document.id}"
    count = "SELECT (COUNT(*) AS ?n) { ?s kg:supervises ?o }"
    inside = "SELECT (COUNT(*) AS ?n) FROM <http://x.nl/> { GRAPH ?g { ?s kg:supervises ?o } }"

    def number(query: str, **fields: str) -> int:
        rows = client.get("/sparql", params={"query": query, **fields}).json()["results"]["bindings"]
        return int(rows[0]["n"]["value"])

    assert number(count) == 2
    assert number(count, **{"default-graph-uri": graph}) == 1
    assert number(count, **{"default-graph-uri": "http://nowhere.nl/"}) == 0
    assert number(count, **{"named-graph-uri": graph}) == 0
    assert number(inside, **{"named-graph-uri": graph}) == 1


BAD = [
    ("SELECT * {", {}, 400, "query, line 1, column 11: "),
    ("SELECT * { ?s nope:x ?o }", {}, 400, "the prefix nope: is not declared"),
    ("INSERT DATA { <a:a> <a:b> <a:c> }", {}, 400, "query: INSERT changes a graph, and this one is read only"),
    ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", {}, 400, "SERVICE is not allowed"),
    ("SELECT * { SERVICE SILENT ?x { ?s ?p ?o } }", {}, 400, "SERVICE is not allowed"),
    ("LOAD <http://127.0.0.1/>", {}, 400, "LOAD changes a graph"),
    (SELECT, {"default-graph-uri": "no iri"}, 400, "'no iri' names no graph"),
    (SELECT, {"format": "pdf"}, 400, "no form is called 'pdf'"),
    (SELECT, {"format": "turtle"}, 406, "can hold this answer. Accept one of application/sparql-results+json"),
    ("ASK {" + "{" * 5000 + "}" * 5000 + "}", {}, 400, "more than 250 brackets within each other"),
    ("ASK { FILTER(" + "1+" * 6000 + "1) }", {}, 200, "true"),
    ("ASK {} #" + "x" * 60_000, {}, 400, "60,008 characters are more than 50,000. Ask in parts."),
]


@pytest.mark.parametrize(("query", "fields", "status", "words"), BAD, ids=[row[3][:25] for row in BAD])
def test_bad_queries(client: TestClient, query: str, fields: dict[str, str], status: int, words: str) -> None:
    """What cannot be answered is told in words, with the place and what to do, and never with a traceback."""
    answer = client.post("/sparql", data={"query": query, **fields})
    assert answer.status_code == status
    assert words in answer.text
    assert "Traceback" not in answer.text


def test_bad_requests(client: TestClient) -> None:
    """Updates, two queries, other types, texts that are too large or not UTF-8, and other methods are refused by their own status."""
    kind = {"content-type": "application/sparql-query"}
    assert client.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 403
    assert (
        client.post("/sparql", content="CLEAR ALL", headers={"content-type": "application/sparql-update"}).status_code
        == 403
    )
    assert client.get("/sparql?query=ASK{}&query=ASK{}").status_code == 400
    assert client.get("/sparql?nothing=1").status_code == 400
    assert client.post("/sparql", content=ASK, headers={"content-type": "text/turtle"}).status_code == 415
    assert client.post("/sparql", content=ASK.encode("utf-16"), headers=kind).status_code == 400
    assert client.post("/sparql", content="x" * 100_001, headers=kind).status_code == 413
    assert client.get("/sparql?query=%ff").status_code == 400
    assert client.get("/sparql?" + "a=1&" * 600).status_code == 400
    assert client.put("/sparql", content=ASK).status_code == 405
    assert client.delete("/").status_code == 405
    assert client.get("/nothing").status_code == 404


def test_a_runaway_ends_and_hurts_nobody(client: TestClient) -> None:
    """A query beyond its time ends within a second after it, with its worker; others are answered meanwhile and afterwards."""
    with ThreadPoolExecutor(2) as hands:
        start = time.monotonic()
        slow = hands.submit(client.post, "/sparql", data={"query": RUNAWAY})
        time.sleep(0.2)
        for number in range(20):
            asked = time.monotonic()
            assert client.get("/sparql", params={"query": f"ASK {{ FILTER({number} = {number}) }}"}).json()["boolean"]
            assert time.monotonic() - asked < 1.5
        answer = slow.result()
        assert 2.0 <= time.monotonic() - start < 3.0
    assert answer.status_code == 504
    assert answer.text == "the answer took longer than 2 s. Ask for less, or for a narrower pattern.\n"
    assert client.post("/sparql", data={"query": ASK}).json()["boolean"] is True


def test_answers_that_are_too_large(client: TestClient) -> None:
    """An answer beyond its bound of bytes is refused in words, and its worker goes on."""
    answer = client.post("/sparql", data={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"})
    assert answer.status_code == 500
    assert answer.text.startswith("the answer is larger than 200,000 bytes. Ask for less")


def test_memory_has_a_bound(client: TestClient) -> None:
    """A query that gathers more than its process may hold ends with its process; the next one is answered."""
    text = 'SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g)); separator="") AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }'
    assert client.post("/sparql", data={"query": text}).status_code in {500, 504}
    assert client.post("/sparql", data={"query": ASK}).json()["boolean"] is True


def test_headers_of_safety(client: TestClient) -> None:
    """Every answer, also a refusal, forbids scripts, frames and guesses; the editor alone runs scripts, of this host."""
    for path in ("/", "/sparql", "/sparql?query=x", "/nothing", "/editor", "/search?q=a", "/static/editor.js"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "frame-ancestors 'none'" in policy
        assert ("script-src" in policy) == (path == "/editor")
    assert "script-src 'self';" in client.get("/editor").headers["content-security-policy"]
    assert "server" not in client.get("/").headers


def test_other_origins_may_read(client: TestClient) -> None:
    """A page of another origin may ask, with or without asking leave first."""
    leave = client.options(
        "/sparql", headers={"origin": "https://example.org", "access-control-request-method": "POST"}
    )
    assert leave.status_code == 204
    assert leave.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
    assert leave.headers["access-control-allow-origin"] == "*"
    assert (
        client.get("/sparql", headers={"origin": "https://example.org"}).headers["access-control-allow-origin"] == "*"
    )


def test_unchanged_answers_need_not_be_sent_again(client: TestClient) -> None:
    """An answer has a tag by which an asker learns that it did not change."""
    first = client.get("/sparql", params={"query": SELECT})
    again = client.get("/sparql", params={"query": SELECT}, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_page_of_an_entity(client: TestClient, report: Told) -> None:
    """It tells name, kind, what is said by relation with words, page and a link that opens the page, and how sure it is."""
    text = client.get(f"{page_of(INSPECTION.iri)}&lang=nl").text
    statement = statement_id(report.document.id, report.found.facts[0])
    for words in (
        "<h1><bdi>Inspectie Justitie en Veiligheid</bdi></h1>",
        "toezichthouder</a>",
        "<h2>houdt toezicht op</h2>",
        "<h2>wordt geïnformeerd door</h2>",
        '<a href="/id/domain/vreemdelingenketen?lang=nl"><bdi>vreemdelingenketen</bdi></a>',
        '<span class="mark">gepland</span>',
        "<mark>De Inspectie houdt op grond van de Politiewet 2012 toezicht op de vreemdelingenketen.</mark>",
        'href="https://example.org/a.pdf#page=1" rel="external noreferrer">open op deze bladzijde</a>',
        f'href="/id/statement/{statement}?lang=nl"',
        "Ook genoemd: Inspectie JenV",
    ):
        assert words in text, words
    assert "<script" not in text


def test_languages(client: TestClient) -> None:
    """English for those whose browser asks for it, and by the switch, which wins; the links keep the choice."""
    address = page_of(INSPECTION.iri)
    assert "<h2>houdt toezicht op</h2>" in client.get(address).text
    assert "<h2>supervises</h2>" in client.get(address, headers={"accept-language": "en"}).text
    english = client.get(f"{address}&lang=en", headers={"accept-language": "nl"}).text
    assert '<html lang="en">' in english
    assert "/id/domain/vreemdelingenketen?lang=en" in english


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    ],
)
def test_entity_as_data(client: TestClient, accept: str, form: ox.RdfFormat) -> None:
    """The same address gives triples: the thing itself, its statements, and their words."""
    answer = client.get("/id/domain/vreemdelingenketen", headers={"accept": accept})
    triples = {quad.triple for quad in ox.parse(answer.content, form)}
    chain = ox.NamedNode(CHAIN.iri)
    supervises = ox.NamedNode(str(KG.supervises))
    assert ox.Triple(chain, ox.NamedNode(str(RDF.type)), ox.NamedNode(str(KG.Domain))) in triples
    assert ox.Triple(ox.NamedNode(INSPECTION.iri), supervises, chain) in triples
    (statement,) = {one.subject for one in triples if one.predicate.value == str(RDF.object) and one.object == chain}
    assert ox.Triple(statement, ox.NamedNode(str(KG.modality)), ox.NamedNode(str(KG.asserted))) in triples
    assert any(one.predicate.value == str(OA.exact) and "vreemdelingenketen" in str(one.object) for one in triples)


def test_page_of_a_statement(client: TestClient, report: Told) -> None:
    """It tells the sentence, its words and where they stand, rule and confidence."""
    statement = statement_id(report.document.id, report.found.facts[0])
    text = client.get(f"/id/statement/{statement}?lang=nl").text
    for words in (
        "Politiewet 2012",
        "supervises#example",
        "<dt>zekerheid</dt><dd><bdi>0,9</bdi></dd>",
        "<mark>De Inspectie houdt op grond",
        "Werkplan 2024",
    ):
        assert words in text, words


def test_page_of_an_inference(client: TestClient, report: Told) -> None:
    """What no document says is told as such, with the statements it came from and their words."""
    query = f"SELECT ?i {{ ?i a kg:Inference ; rdf:subject <{CHAIN.iri}> ; rdf:predicate kg:supervisedBy }}"
    (row,) = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    text = client.get(row["i"]["value"].replace(BASE, "/id/") + "?lang=nl").text
    statement = statement_id(report.document.id, report.found.facts[0])
    assert '<span class="mark">afgeleid</span>' in text
    assert f'href="/id/statement/{statement}?lang=nl"' in text
    assert "<mark>De Inspectie houdt op grond" in text
    assert "<dt>regel</dt><dd><bdi>rules#omgekeerd</bdi></dd>" in text


def test_page_of_a_document(client: TestClient, report: Told) -> None:
    """It tells what is known of the document, and every statement that it makes."""
    text = client.get(f"/id/document/{report.document.id}?lang=en").text
    assert "<h1><bdi>Werkplan 2024</bdi></h1>" in text
    assert text.count("statement/") == 7
    assert "rapport.pdf" in text


def test_unknown_things(client: TestClient) -> None:
    """An IRI that the graph does not know, one that is none, and a number that is none are refused in words."""
    assert client.get("/id/domain/nergens").status_code == 404
    assert client.get("/id/%3Cscript%3E").status_code == 404
    assert client.get("/id/../../etc/passwd").status_code == 404
    assert client.get(page_of("http://nergens.nl/")).text.startswith("the graph knows no <http://nergens.nl/>")
    assert client.get("/thing").status_code == 404
    assert client.get(f"{page_of(POLICE.iri)}&from=-1").status_code == 400
    assert client.get(f"{page_of(POLICE.iri)}&format=pdf").status_code == 400
    assert client.get(page_of(POLICE.iri), headers={"accept": "image/png"}).status_code == 406
    assert client.get("/static/..%2fapp.py").status_code == 404
    assert client.get("/static/app.py").status_code == 404


def test_search(client: TestClient) -> None:
    """Names are found by their words, in any case; the one that is called just so stands first."""
    found = re.findall(r"<bdi>([^<]+)</bdi></a> <span", client.get("/search?q=INSPECTIE jenv").text)
    assert found == ["Inspectie Justitie en Veiligheid"]
    assert "Niets heet zo." in client.get("/search?q=zzzz").text
    assert client.get("/search").status_code == 200


def test_hostile_words(client: TestClient) -> None:
    """What is asked comes back as text, and never as markup."""
    for address in ("/search?q=", "/questions/onder-toezicht-van?wie="):
        text = client.get(address + quote('"><script>alert(1)</script>')).text
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)" in text


def test_questions(client: TestClient) -> None:
    """A question has a form for what it needs; its answer is a table with labels and links, and data in other forms."""
    assert 'name="wie"' in client.get("/questions/onder-toezicht-van").text
    address = "/questions/onder-toezicht-van?wie=Inspectie+JenV"
    page = client.get(address).text
    assert '<a href="/id/domain/vreemdelingenketen?lang=nl"><bdi>vreemdelingenketen</bdi></a>' in page
    assert client.get(f"{address}&format=csv").text.splitlines()[0].startswith("wie,op wie of wat,hoe zeker")
    assert len(json.loads(client.get(f"{address}&format=json").text)["results"]["bindings"]) == 3
    wrong = client.get("/questions/onder-toezicht-van?wie=polizei")
    assert wrong.status_code == 400
    assert "Did you mean &#34;Politie&#34;?" in wrong.text
    assert client.get("/questions/onder-toezicht-vn").status_code == 404


def test_parameters_are_bound_not_pasted(client: TestClient) -> None:
    """A parameter that holds SPARQL is a name like any other."""
    injected = quote("x> } UNION { ?wie ?relatie ?op } #")
    answer = client.get(f"/questions/onder-toezicht-van?wie={injected}&format=json")
    assert answer.status_code == 400
    assert answer.text.startswith("nothing in the graph is called")


def test_files_and_pages(client: TestClient) -> None:
    """Picture, catalogue and the whole graph come as the build wrote them; all other pages are there."""
    assert "picture" in client.get("/picture").text
    assert client.get("/catalogue").headers["content-type"] == "text/turtle; charset=utf-8"
    assert client.get("/catalogue", headers={"accept": "application/ld+json"}).text == "{}\n"
    assert client.get("/graph.trig").headers["content-type"] == "application/trig"
    for path in ("/", "/questions", "/documents", "/editor", "/search"):
        assert client.get(path).status_code == 200
    assert client.get("/sparql", headers={"accept": "text/html"}).headers["location"] == "/editor"
    assert client.head("/").status_code == 200


def test_editor_comes_from_here(client: TestClient) -> None:
    """The editor's page names no other host, and its program is packed for those who can unpack it."""
    page = client.get("/editor").text
    assert re.findall(r'(?:src|href)="(https?:[^"]*)"', page) == []
    packed = client.get("/static/yasgui.min.js", headers={"accept-encoding": "gzip"})
    plain = client.get("/static/yasgui.min.js", headers={"accept-encoding": "identity"})
    assert packed.content == plain.content
    assert "content-encoding" not in plain.headers
    assert "MIT" in client.get("/static/yasgui.licences.txt").text


def test_a_new_build_is_seen(output: Path, tmp_path: Path) -> None:
    """When a build replaces the store, the next answer is of the new one; while there is none, of the old."""
    folder = tmp_path / "output"
    shutil.copytree(output, folder)
    count = {"query": "SELECT (COUNT(*) AS ?n) { ?s a kg:Statement }"}

    def number(asking: TestClient) -> str:
        answer = asking.get("/sparql", params=count)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["results"]["bindings"][0]["n"]["value"])

    with TestClient(application(Serving(folder=folder, workers=2)), base_url="http://localhost") as asking:
        assert number(asking) == "9"
        (folder / "store").rename(folder / "old")
        assert number(asking) == "9"
        load_store(folder / "store", [("http://x.nl/graph/ontology", "<a:b> <a:c> <a:d> .\n")])
        assert number(asking) == "0"
        assert asking.get("/sparql", params={"query": "ASK { <a:b> ?p ?o }"}).json()["boolean"] is True


def test_a_broken_worker_is_replaced(client: TestClient) -> None:
    """Many queries that end their workers, one after the other, leave a server that answers."""
    for depth in range(3):
        text = "ASK { FILTER(" + "1+" * (12_000 + depth) + "1) }"
        assert client.post("/sparql", data={"query": text}).status_code in {200, 500, 504}
    assert client.post("/sparql", data={"query": ASK}).json()["boolean"] is True
