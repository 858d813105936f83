"""The graphs of an output sent to a store elsewhere: an `oxigraph serve` on this machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pyoxigraph as ox
import pytest

from kg.base.errors import KgError
from kg.run.send import GraphStore, Sent, send_output
from kg.run.web import Server
from tests.stores import oxigraph

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

BASE = "https://example.org/id/"
A, B, C = (f"{BASE}graph/{letter * 32}" for letter in "abc")
ONTOLOGY, REGISTER, INFERRED, SENT = (f"{BASE}graph/{name}" for name in ("ontology", "register", "inferred", "sent"))
OTHER = "https://other.example/graph"


class Broken(httpx2.BaseTransport):
    """The way to a server that breaks off for good after a number of requests that change something; it keeps their names."""

    def __init__(self, after: int) -> None:
        self.left = after
        self.made: list[tuple[str, str]] = []
        self.inner = httpx2.HTTPTransport()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        if request.method in {"PUT", "DELETE"}:
            if self.left == 0:
                raise httpx2.ConnectError("cut off")
            self.left -= 1
            self.made.append((request.method, request.url.params.get("graph", "")))
        return self.inner.handle_request(request)

    def close(self) -> None:
        self.inner.close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with oxigraph() as found:
        yield found


@pytest.fixture
def store(address: str) -> Iterator[GraphStore]:
    """An empty store."""
    httpx2.delete(f"{address}/store", trust_env=False).raise_for_status()
    with Server(f"{address}/store", environment={}) as server:
        yield GraphStore(server)


def output(folder: Path, **graphs: str) -> Path:
    """An output folder with the graphs, each of the triples of words "a b" as a supervises b, told by its own document."""
    names = {"a": A, "b": B, "c": C, "ontology": ONTOLOGY, "register": REGISTER, "inferred": INFERRED}
    parts = []
    for name, iri in sorted((names[name], told) for name, told in graphs.items()):
        lines = "".join(f"<urn:{word}> <urn:says> <urn:of-{name[-3:]}> .\n" for word in iri.split())
        parts.append(f"<{name}> {{\n{lines}}}\n")
    folder.mkdir(exist_ok=True)
    (folder / "graph.trig").write_text("".join(parts), encoding="utf-8")
    return folder


def sent(folder: Path, store: GraphStore, *, fresh: bool = False, leave_default: bool = False) -> tuple[int, int, int]:
    told = send_output(folder, store, base=BASE, fresh=fresh, leave_default=leave_default)
    return told.sent, told.unchanged, told.removed


def held(store: GraphStore, name: str | None) -> set[str] | None:
    """The subjects of a graph; None where it is not there."""
    triples = store.get(name)
    return None if triples is None else {str(triple.subject).removeprefix("<urn:").rstrip(">") for triple in triples}


def test_all_graphs_and_their_union(store: GraphStore, tmp_path: Path) -> None:
    """Each graph stands there as it is, and the default graph is the union of all."""
    folder = output(tmp_path / "o", a="one two", b="two three", ontology="four", register="five", inferred="six")
    assert sent(folder, store) == (6, 0, 0)
    assert held(store, A) == {"one", "two"}
    assert held(store, INFERRED) == {"six"}
    assert held(store, None) == {"one", "two", "three", "four", "five", "six"}


def test_only_what_changed_is_sent(store: GraphStore, tmp_path: Path) -> None:
    """What did not change stays, what changed is replaced as a whole, what is gone is removed; the union follows."""
    sent(output(tmp_path / "o", a="one", b="two", c="three"), store)
    assert sent(output(tmp_path / "o", a="one", b="two", c="three"), store) == (0, 4, 0)
    assert sent(output(tmp_path / "o", a="one", b="four"), store) == (2, 1, 1)
    assert [held(store, name) for name in (A, B, C)] == [{"one"}, {"four"}, None]
    assert held(store, None) == {"one", "four"}
    assert sent(output(tmp_path / "o", a="one", b="four"), store, fresh=True) == (3, 0, 0)


def test_what_the_store_lost_is_sent_again(store: GraphStore, tmp_path: Path) -> None:
    """A graph that someone took away there is sent again, though it did not change here."""
    folder = output(tmp_path / "o", a="one", b="two")
    sent(folder, store)
    store.delete(A)
    assert sent(folder, store) == (1, 2, 0)
    assert held(store, A) == {"one"}


def test_what_is_not_ours_stays(store: GraphStore, tmp_path: Path) -> None:
    """Graphs that this program did not send are not touched, also where their names look like ours."""
    (tmp_path / "theirs").write_text("<urn:x> <urn:x> <urn:x> .\n", encoding="utf-8")
    for name in (OTHER, C):
        store.put(name, tmp_path / "theirs")
    sent(output(tmp_path / "o", a="one", b="two"), store)
    sent(output(tmp_path / "o", b="two"), store)
    assert [held(store, name) for name in (OTHER, C, A)] == [{"x"}, {"x"}, None]


def test_a_default_graph_of_others_is_refused(store: GraphStore, tmp_path: Path) -> None:
    """Triples without a graph that we did not send are never replaced: nothing at all is sent then."""
    (tmp_path / "theirs").write_text("<urn:x> <urn:x> <urn:x> .\n", encoding="utf-8")
    store.put(None, tmp_path / "theirs")
    folder = output(tmp_path / "o", a="one")
    with pytest.raises(
        KgError, match=r"its default graph holds triples that this program did not send\. Use --leave-default"
    ):
        sent(folder, store)
    assert [held(store, name) for name in (None, A, SENT)] == [{"x"}, None, None]
    assert sent(folder, store, leave_default=True) == (1, 0, 0)
    assert [held(store, name) for name in (None, A)] == [{"x"}, {"one"}]


def test_leaving_the_default_graph_takes_ours_away(store: GraphStore, tmp_path: Path) -> None:
    """A union that we once wrote does not stay behind, where it would grow old."""
    folder = output(tmp_path / "o", a="one")
    sent(folder, store)
    assert sent(folder, store, leave_default=True) == (0, 1, 1)
    assert held(store, None) == set()


def test_order(address: str, store: GraphStore, tmp_path: Path) -> None:
    """Ours is said first; conclusions go before their premises change and come after; the union is last but for what is removed."""
    sent(output(tmp_path / "o", a="one", b="two", c="three", ontology="four", register="five", inferred="six"), store)
    way = Broken(after=99)
    with Server(f"{address}/store", environment={}, transport=way) as server:
        folder = output(tmp_path / "o", a="one", b="changed", ontology="new", register="five", inferred="seven")
        assert sent(folder, GraphStore(server)) == (4, 2, 1)
    assert way.made == [
        *(("PUT", SENT), ("DELETE", INFERRED), ("PUT", ONTOLOGY), ("PUT", B), ("PUT", INFERRED), ("PUT", "")),
        *(("DELETE", C), ("PUT", SENT)),
    ]


@pytest.mark.parametrize("after", range(8))
def test_a_sending_that_breaks_off(after: int, address: str, store: GraphStore, tmp_path: Path) -> None:
    """Wherever it breaks off: each graph is the old or the new one, whole; the union too; and the next sending mends all."""
    old = {"a": "one", "b": "two two-b", "c": "three", "inferred": "six"}
    new = {"a": "one", "b": "four four-b", "inferred": "seven", "register": "eight"}
    sent(output(tmp_path / "o", **old), store)
    folder = output(tmp_path / "o", **new)
    way = Broken(after)
    with (
        Server(f"{address}/store", environment={}, transport=way, wait=lambda _: None) as server,
        pytest.raises(KgError, match=r"cannot be reached \(cut off\)"),
    ):
        sent(folder, GraphStore(server))
    assert held(store, A) == {"one"}
    assert held(store, B) in ({"two", "two-b"}, {"four", "four-b"})
    assert held(store, INFERRED) in ({"six"}, {"seven"}, None)
    if held(store, INFERRED) == {"seven"}:
        assert held(store, B) == {"four", "four-b"}
    if held(store, INFERRED) == {"six"}:
        assert held(store, B) == {"two", "two-b"}
    assert held(store, None) in ({"one", "two", "two-b", "three", "six"}, {"one", "four", "four-b", "seven", "eight"})
    sent(folder, store)
    assert [held(store, name) for name in (A, B, C, INFERRED)] == [{"one"}, {"four", "four-b"}, None, {"seven"}]
    assert held(store, None) == {"one", "four", "four-b", "seven", "eight"}
    assert sent(folder, store) == (0, 5, 0)


def test_texts_arrive_as_they_are(store: GraphStore, tmp_path: Path) -> None:
    """Signs of any kind in literals, languages and types are the same there, triple by triple."""
    folder = tmp_path / "o"
    folder.mkdir()
    text = f'<{A}> {{ <urn:a> <urn:b> "é\\u2028\\f\\"\\\\ \\n😀"@nl , 150 , "x"^^<urn:type> . }}\n'
    (folder / "graph.trig").write_text(text, encoding="utf-8")
    sent(folder, store)
    with (folder / "graph.trig").open("rb") as file:
        wanted = {quad.triple for quad in ox.parse(file, format=ox.RdfFormat.TRIG)}
    assert set(store.get(A) or ()) == wanted


@pytest.mark.parametrize("text", ["<urn:a> <urn:b> .", "<urn:a> <urn:b> <urn:c> .", f"<{A}> {{ <urn:a> "])
def test_a_damaged_file(text: str, store: GraphStore, tmp_path: Path) -> None:
    """What is no TriG, or holds triples without a graph, is told before anything is sent."""
    (tmp_path / "graph.trig").write_text(text, encoding="utf-8")
    with pytest.raises(KgError, match=re.escape(str(tmp_path / "graph.trig"))):
        sent(tmp_path, store)
    assert store.get(SENT) is None


def test_not_a_graph_store(address: str, tmp_path: Path) -> None:
    """An address of something else is told with what such addresses look like."""
    folder = output(tmp_path / "o", a="one")
    for path in ("query", ""):
        with (
            Server(f"{address}/{path}", environment={}) as server,
            pytest.raises(KgError, match="Oxigraph HOST/store, Fuseki HOST/DATASET/data"),
        ):
            sent(folder, GraphStore(server))


def test_words() -> None:
    """One graph is no graphs."""
    assert Sent(address="u", sent=1, unchanged=0, removed=0).words() == "u: 1 graph sent, 0 unchanged, 0 removed"
