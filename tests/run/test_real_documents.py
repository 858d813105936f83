"""Builds of real documents: the examples of the project, and government PDFs of all sorts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import Dataset

from kg.base.issues import Severity
from kg.run.check import issues_of_output
from kg.run.pipeline import Summary, build
from kg.run.settings import Floors, Settings
from kg.run.sources import text_file_name

SMALLER = (
    "09-rekenkamer-deventer-quickscan-algoritmes.pdf",
    "15-bzk-ai-verordening-roadmap.pdf",
    "20-landsadvocaat-coronamelder-2020.pdf",
    "25-handhavingsdocument-meststoffenwet-2006-2009.pdf",
    "32-nvwa-wob-20-0941.pdf",
    "52-kamervragen-1980-nza-buurtzorg.pdf",
    "54-kamervragen-2395-jeugdzorg.pdf",
    "59-besluitenlijst-ministerraad-2025-01-10.pdf",
)


def built_of(sources: list[Path], output: Path) -> Path:
    """The output of a build that could read everything."""
    summary: Summary = build(sources, output=output, settings=Settings(), jobs=2)
    assert [str(issue) for issue in summary.issues if issue.severity is Severity.ERROR] == []
    assert (summary.documents, summary.unreadable) == (len(sources), 0)
    assert summary.facts > 0
    return output


@pytest.fixture(scope="module", params=["examples", "pdf"])
def output(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if request.param == "examples":
        folder: Path = request.getfixturevalue("examples")
        sources = [path for path in folder.iterdir() if not path.name.endswith(".meta.json")]
    else:
        shared: Path = request.getfixturevalue("shared")
        sources = [shared / "data" / "pdf" / name for name in SMALLER]
    return built_of(sources, tmp_path_factory.mktemp(str(request.param)) / "output")


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def text_of(output: Path, document: str) -> str:
    return (output / "text" / text_file_name(document)).read_bytes().decode()


def test_every_quote_stands_at_its_place_and_on_its_page(output: Path) -> None:
    """A fact's quote is the text of its document from start to end, whole on its page; no page where there are none."""
    facts = rows(output / "facts.jsonl")
    assert facts
    for fact in facts:
        text = text_of(output, fact["document"])
        assert text[fact["start"] : fact["end"]] == fact["quote"] != ""
        if fact["document"].endswith(".pdf"):
            assert text.count("\f", 0, fact["start"]) + 1 == fact["page"]
            assert "\f" not in fact["quote"]
        else:
            assert fact["page"] is None


def test_every_mention_stands_at_its_place(output: Path) -> None:
    """A mention's text is that of its document from start to end, on its page."""
    mentions = rows(output / "mentions.jsonl")
    assert mentions
    for mention in mentions:
        text = text_of(output, mention["document"])
        assert text[mention["start"] : mention["end"]] == mention["text"] != ""
        if mention["document"].endswith(".pdf"):
            assert text.count("\f", 0, mention["start"]) + 1 == mention["page"]


def test_the_graph_holds_the_same_evidence_as_the_facts(output: Path) -> None:
    """Each line of facts.jsonl is a statement of the graph, with its quote, place and page; there are no others."""
    store = ox.Store()
    store.load(path=str(output / "graph.trig"), format=ox.RdfFormat.TRIG)
    found = store.query(
        """
        PREFIX kg: <https://w3id.org/toezichtgraaf/def#>
        PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT ?statement ?exact ?start ?end ?page {
          GRAPH ?g { ?statement a kg:Statement ; kg:evidence ?evidence .
            ?evidence oa:hasSource ?source ; oa:hasSelector [ oa:exact ?exact ], [ oa:start ?start ; oa:end ?end ]
            OPTIONAL { ?source kg:pageNumber ?page } } }
        """
    )
    assert isinstance(found, ox.QuerySolutions)
    told = {
        (
            row["statement"].value.rpartition("/")[2],
            row["exact"].value,
            row["page"] and row["page"].value,
            int(row["start"].value),
            int(row["end"].value),
        )
        for row in found
    }
    facts = rows(output / "facts.jsonl")
    assert {row[0] for row in told} == {fact["id"] for fact in facts}
    for fact in facts:
        page = None if fact["page"] is None else str(fact["page"])
        assert (fact["id"], fact["quote"], page, fact["start"], fact["end"]) in told


def test_the_check_finds_nothing(output: Path) -> None:
    """The graph of real documents keeps every rule, and so does its catalogue record."""
    assert [str(issue) for issue in issues_of_output(output, Floors())] == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # of what it does itself
def test_two_readers_read_the_same_graphs(output: Path) -> None:
    """rdflib and Oxigraph find the same named graphs in graph.trig, triple for triple."""
    dataset = Dataset()
    dataset.parse(data=(output / "graph.trig").read_text(encoding="utf-8"), format="trig")
    theirs: dict[str, set[str]] = {}
    for quad in ox.parse(path=str(output / "graph.trig"), format=ox.RdfFormat.TRIG):
        assert isinstance(quad.graph_name, ox.NamedNode)
        theirs.setdefault(quad.graph_name.value, set()).add(f"{quad.triple} .")
    for graph in dataset.graphs():
        if len(graph):
            ours = {
                str(quad.triple) + " ."
                for quad in ox.parse(graph.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES)
            }
            assert ours == theirs.pop(str(graph.identifier))
    assert theirs == {}
