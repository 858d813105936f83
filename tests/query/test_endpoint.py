"""The named questions asked of a SPARQL endpoint: an `oxigraph serve` on this machine, filled by `kg build --to`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.base.errors import KgError, UsageError
from kg.graph.store import open_store
from kg.publish.model import DEFAULT_BASE
from kg.query.endpoint import ACCEPTED, Endpoint, Fields
from kg.query.from_graph import ask, ask_free
from kg.query.model import Answer, Question, Triples, Verdict
from kg.query.questions import read_questions
from kg.query.why import why
from kg.run.elsewhere import opened_endpoint
from kg.run.send import GraphStore, send_output
from kg.run.web import Server
from tests.stores import oxigraph

CASES = Path(__file__).resolve().parent.parent / "cases" / "questions"
QUESTIONS = read_questions()


def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments], capture_output=True, text=True, check=False, timeout=170
    )


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with oxigraph() as found:
        yield found


@pytest.fixture(scope="module")
def output(server: str, examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the examples, which were sent to the server."""
    folder: Path = tmp_path_factory.mktemp("endpoint") / "output"
    told = ran("build", str(examples), "--output", str(folder), "--jobs", "1", "--to", f"{server}/store")
    assert told.returncode == 0, told.stderr
    assert told.stderr.splitlines()[-1] == f"{server}/store: 8 graphs sent, 0 unchanged, 0 removed"
    return folder


@pytest.fixture(scope="module")
def store(output: Path) -> ox.Store:
    return open_store(output / "store")


@pytest.fixture
def endpoint(server: str, output: Path) -> Iterator[Endpoint]:
    assert output.is_dir()
    with opened_endpoint(f"{server}/query") as found:
        yield found


def parameters(question: Question) -> dict[str, str]:
    """Those of the case of the question."""
    head = (CASES / f"{question.name}.csv").read_text(encoding="utf-8").splitlines()[0]
    return dict(part.split("=", 1) for part in head.removeprefix("#").strip().split("; ") if part)


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_question_answers_the_same(
    question: Question, language: str, store: ox.Store, endpoint: Endpoint
) -> None:
    """The endpoint gives the rows, labels and headings that the embedded store gives, networkx's among them."""
    params = parameters(question)
    assert language in {"nl", "en"}
    here = ask(store, question, params, "en" if language == "en" else "nl")
    assert ask(endpoint, question, params, "en" if language == "en" else "nl") == here


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_store_that_makes_the_union_itself(output: Path, store: ox.Store) -> None:
    """With --leave-default such a store answers every question as the embedded one does."""
    with oxigraph("--union-default-graph") as server:
        with Server(f"{server}/store", environment={}) as web:
            assert send_output(output, GraphStore(web), base=DEFAULT_BASE, leave_default=True).sent == 7
        with opened_endpoint(f"{server}/query") as endpoint:
            differ = [
                question.name
                for question in QUESTIONS
                if ask(endpoint, question, parameters(question)) != ask(store, question, parameters(question))
            ]
    assert differ == []


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_why_is_the_same(store: ox.Store, endpoint: Endpoint) -> None:
    """The words behind what is said of a thing, what was inferred among them."""
    here = why(store, subject="Inspectie Justitie en Veiligheid")
    assert len(here) > 3
    assert why(endpoint, subject="Inspectie Justitie en Veiligheid") == here
    assert why(endpoint, statement=here[0].statement) == why(store, statement=here[0].statement)


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_queries_of_the_askers_own(store: ox.Store, endpoint: Endpoint) -> None:
    """Tables, truth values and triples are those of the store; the project's prefixes are known, and may be declared again."""
    kinds = {
        "SELECT ?s ?o { ?s kg:supervises ?o } ORDER BY ?s ?o": Answer,
        "PREFIX kg: <https://w3id.org/toezichtgraaf/def#>\nASK { ?s kg:supervises ?o }": Verdict,
        "CONSTRUCT { ?s kg:supervises ?o } WHERE { ?s kg:supervises ?o }": Triples,
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }": Answer,
        "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s a kg:Document } }": Answer,
    }
    for query, kind in kinds.items():
        told = ask_free(endpoint, query)
        assert isinstance(told, kind)
        assert told == ask_free(store, query)


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize("name", ["Politei", '"} ; DROP ALL ; #', "http://a.nl/> <x", "\\", "Politie\n}"])
def test_unknown_and_hostile_names(name: str, store: ox.Store, endpoint: Endpoint) -> None:
    """A parameter is a name, whatever it holds: it is not found, with the same words as here."""
    (question,) = (one for one in QUESTIONS if one.name == "wie-houdt-toezicht-op")
    told = []
    for asked in (store, endpoint):
        with pytest.raises(UsageError) as refused:
            ask(asked, question, {"op": name})
        told.append(str(refused.value))
    assert told[0] == told[1]


def scripted(media_type: str, body: bytes) -> tuple[Endpoint, list[Fields]]:
    asked: list[Fields] = []

    def answer(fields: Fields) -> tuple[str, bytes]:
        asked.append(fields)
        return media_type, body

    return Endpoint("https://a.nl/sparql", answer), asked


@pytest.mark.parametrize(
    "query", ["SELECT ?s { ?s ?p", "DROP ALL", "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "a" * 1_000_001]
)
def test_what_is_not_sent(query: str) -> None:
    """What does not parse, changes a graph, reaches elsewhere or is too long is refused here, in the same words as of the store."""
    endpoint, asked = scripted("application/sparql-results+json", b"{}")
    with pytest.raises(UsageError) as there:
        ask_free(endpoint, query)
    with pytest.raises(UsageError) as here:
        ask_free(ox.Store(), query)
    assert str(there.value) == str(here.value)
    assert asked == []


@pytest.mark.parametrize(
    ("media_type", "body", "words"),
    [
        (
            "text/html",
            b"<h1>Welcome</h1>",
            r"answers with text/html, which is no answer to a query\. Give the address of its SPARQL",
        ),
        ("", b"", "answers with no media type"),
        ("application/sparql-results+json", b'{"head": {"vars": ["s"]}, "results"', "its answer is damaged"),
        ("application/sparql-results+json", b"[]", "its answer is damaged"),
        ("text/turtle", b"<urn:a> <urn:b>", "its answer is damaged"),
    ],
)
def test_answers_that_are_none(media_type: str, body: bytes, words: str) -> None:
    """A page, nothing, or half an answer is told as the server's fault."""
    endpoint, _ = scripted(media_type, body)
    with pytest.raises(KgError, match=words):
        ask_free(endpoint, "SELECT ?s { ?s ?p ?o }")


def test_values_are_terms() -> None:
    """A value ends no string and opens no bracket: it stands behind the query as one term."""
    endpoint, asked = scripted(
        "application/sparql-results+json", json.dumps({"head": {"vars": []}, "results": {"bindings": []}}).encode()
    )
    value = ox.Literal('"} ; DROP ALL\n#', language="nl")
    endpoint.query("SELECT ?a ?c { ?a ?b ?c } # end", substitutions={ox.Variable("c"): value})
    assert asked == [[("query", 'SELECT ?a ?c { ?a ?b ?c } # end\nVALUES (?c) { ("\\"} ; DROP ALL\\n#"@nl) }\n')]]


def test_what_is_accepted_can_be_read() -> None:
    """Each form that the endpoint is asked for is one that we read."""
    for part in ACCEPTED.split(","):
        name = part.partition(";")[0].strip()
        assert ox.QueryResultsFormat.from_media_type(name) or ox.RdfFormat.from_media_type(name)


def test_the_command(server: str, output: Path) -> None:
    """`kg query` and `kg why` take an endpoint; the hint under a table asks there again."""
    asked = f"{server}/query"
    question = ("query", "wie-houdt-toezicht-op", "--param", "op=Politie")
    for form in ("json", "table"):
        there = ran(*question, "--format", form, "--endpoint", asked)
        assert there.stdout == ran(*question, "--format", form, "--output", str(output)).stdout
        assert there.returncode == 0
    hint = there.stderr.strip().partition("kg why ")[2]
    assert hint.endswith(f" --endpoint {asked}")
    found = ran("why", *hint.split(), "--format", "json")
    assert json.loads(found.stdout)[0]["object"] == "Politie"
    graph = ran(
        "query",
        "CONSTRUCT { ?s kg:supervises ?o } WHERE { ?s kg:supervises ?o }",
        "--format",
        "turtle",
        "--endpoint",
        asked,
    )
    assert graph.stdout.count(" kg:supervises ") > 2


@pytest.mark.parametrize(
    ("path", "words"),
    [("nothing", "POST was answered with 404 Not Found"), (":1", "is no address of a server")],
)
def test_the_command_says_what_is_wrong(path: str, words: str, server: str) -> None:
    """In one line, with what to do, and no traceback."""
    told = ran("query", "documenten", "--endpoint", f"{server}/{path}" if path != ":1" else "http://a:b/")
    assert told.returncode in {1, 2}
    assert told.stderr.startswith("kg: ")
    assert words in told.stderr
    assert "Traceback" not in told.stderr
    assert told.stdout == ""
