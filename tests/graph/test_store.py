from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.base.errors import KgError, UsageError
from kg.graph.store import MARKER, load_store, open_store, solve

G = "https://example.org/id/graph/"
ONE = "<http://a.nl/a> <http://a.nl/p> <http://a.nl/b> .\n"
TWO = '<http://a.nl/a> <http://a.nl/p> "x\f . <y>" .\n'


@pytest.fixture
def store(tmp_path: Path) -> ox.Store:
    (tmp_path / "two.nt").write_text(ONE + TWO, encoding="utf-8")
    load_store(
        tmp_path / "store",
        [(G + "one", ONE), (G + "two", tmp_path / "two.nt"), (G + "catalogue", ONE.replace("/a>", "/c>", 1))],
    )
    return open_store(tmp_path / "store")


def values(store: ox.Store, query: str, **bindings: ox.NamedNode) -> list[list[str]]:
    result = solve(store, query, bindings=bindings)
    assert isinstance(result, ox.QuerySolutions)
    return sorted([str(term) for term in solution] for solution in result)


def test_default_graph_is_the_union_without_the_catalogue(store: ox.Store) -> None:
    """A triple of two graphs counts once, and the catalogue is seen only where it is named."""
    assert values(store, "SELECT ?s ?o { ?s <http://a.nl/p> ?o }") == [
        ["<http://a.nl/a>", '"x\\f . <y>"'],
        ["<http://a.nl/a>", "<http://a.nl/b>"],
    ]
    assert values(store, "SELECT ?s { GRAPH <https://example.org/id/graph/catalogue> { ?s ?p ?o } }") == [
        ["<http://a.nl/c>"]
    ]
    assert values(store, "SELECT ?g { GRAPH ?g { ?s ?p <http://a.nl/b> } }") == [
        [f"<{G}catalogue>"],
        [f"<{G}one>"],
        [f"<{G}two>"],
    ]


def test_values_are_bound_as_terms(store: ox.Store) -> None:
    """A bound variable has its value wherever it stands."""
    query = "SELECT ?o ?p { <http://a.nl/a> ?p ?o }"
    assert values(store, query, o=ox.NamedNode("http://a.nl/b")) == [["<http://a.nl/b>", "<http://a.nl/p>"]]
    assert values(store, query, o=ox.NamedNode("http://a.nl/c")) == []


def test_prefixes_need_no_line(store: ox.Store) -> None:
    """The project's prefixes are known to every query."""
    assert values(store, "SELECT ?s { ?s kg:supervises ?o }") == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://h/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE<http://h/>{ ?s ?p ?o } }",
        "SELECT * { SERVICE # { \n ex:a #\n { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://h/> { ?s ?p ?o } }",
        "SELECT * { FILTER(?a<?b#>'''\n) SERVICE <http://h/> {} #'''\n }",
    ],
)
def test_service_is_refused(store: ox.Store, query: str) -> None:
    """However it is written, SERVICE never reaches the network."""
    with pytest.raises(KgError) as error:
        solve(store, query)
    assert str(error.value) == (
        "query: SERVICE is not allowed. A query sees this graph alone; take the other data in first."
    )


def test_the_word_service_is_allowed(store: ox.Store) -> None:
    """A variable, an IRI or a string may hold the word."""
    assert values(store, "SELECT ?service ?x { ?service <http://a.nl/service> ?x FILTER(?x != 'service') }") == []


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("LOAD <http://h/>", "LOAD"),
        ("# a\nPREFIX a: <http://a.nl/#x>\nBASE <http://b.nl/> delete where { ?s ?p ?o }", "DELETE"),
        ("CLEAR ALL", "CLEAR"),
    ],
)
def test_updates_are_refused(store: ox.Store, query: str, word: str) -> None:
    """An update says that nothing is changed here."""
    with pytest.raises(KgError, match=f"^query: {word} changes a graph, and this one is read only. Write SELECT"):
        solve(store, query)


def test_syntax_errors_show_the_place(store: ox.Store) -> None:
    """Name, line, column, what was expected, the line itself and a sign under the place."""
    with pytest.raises(UsageError) as error:
        solve(store, "SELECT ?s WHERE {\n  ?s ex:p ?o\n}", name="mine.rq")
    first, second, third = str(error.value).split("\n")
    assert first.startswith("mine.rq, line 2, column ")
    assert "prefix" in first
    assert second == "    ?s ex:p ?o"
    assert third.strip() == "^"
    with pytest.raises(UsageError, match=r"^query, line 1, column 1: "):
        solve(store, "")


def test_store_of_another_version(tmp_path: Path) -> None:
    """A store that another version made, or that is damaged or absent, says so and what to do."""
    with pytest.raises(KgError, match=r"store: no store. Run `kg build` first"):
        open_store(tmp_path / "store")
    load_store(tmp_path / "store", [])
    marker = tmp_path / "store" / MARKER
    marker.write_text(json.dumps({"format": 0, "pyoxigraph": "0.4.0"}), encoding="utf-8")
    with pytest.raises(KgError, match=r'made by another version \({"format": 0, .*\). Run `kg build --fresh`.$'):
        open_store(tmp_path / "store")
    marker.write_text("{", encoding="utf-8")
    with pytest.raises(KgError, match=r"VERSION.json: not readable. Run `kg build --fresh`.$"):
        open_store(tmp_path / "store")


def test_store_is_read_only_and_shared(tmp_path: Path) -> None:
    """Two readers at once, and neither can write."""
    load_store(tmp_path / "store", [(G + "one", ONE)])
    first, second = open_store(tmp_path / "store"), open_store(tmp_path / "store")
    assert len(first) == len(second) == 2
    with pytest.raises(RuntimeError, match="only possible on read-write"):
        first.add(ox.Quad(ox.NamedNode("http://a.nl/a"), ox.NamedNode("http://a.nl/a"), ox.NamedNode("http://a.nl/a")))


def test_a_store_needs_an_empty_folder(tmp_path: Path) -> None:
    """What stands in a folder is never mixed with a new store."""
    (tmp_path / "x").touch()
    with pytest.raises(KgError, match="not empty"):
        load_store(tmp_path, [])
