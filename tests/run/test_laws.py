"""Laws through the whole pipeline: from a file to the words behind a statement."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.query.why import why
from kg.run.check import issues_of_output
from kg.run.pipeline import build
from kg.run.settings import Floors, Settings

LAW = """<?xml version="1.0" encoding="UTF-8"?>
<toestand bwb-id="BWBR0099999" inwerkingtreding="2024-01-01"><wetgeving soort="wet">
<citeertitel>Bruggenwet</citeertitel><wet-besluit><wettekst>
<artikel inwerking="2024-01-01"><kop><label>Artikel</label><nr>1</nr></kop><al>Een brug is een oeververbinding.</al></artikel>
<artikel inwerking="2024-01-01"><kop><label>Artikel</label><nr>2</nr></kop><lid><lidnr>1</lidnr>
<al>De Inspectie Leefomgeving en Transport houdt toezicht op de naleving van deze wet.</al></lid></artikel>
<artikel status="nogniet"><kop><label>Artikel</label><nr>3</nr></kop>
<al>De Autoriteit Financiële Markten houdt toezicht op de naleving van deze wet.</al></artikel>
</wettekst></wet-besluit></wetgeving></toestand>"""
ACT = "http://wetten.overheid.nl/id/BWBR0099999"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("laws")
    (folder / "wet.xml").write_text(LAW, encoding="utf-8")
    build([folder / "wet.xml"], output=folder / "output", settings=Settings(floors=Floors()), jobs=1)
    return folder / "output"


def test_facts_of_articles_in_force(output: Path) -> None:
    """ "Deze wet" is the law itself; what an article says that is not in force is no fact, and is accounted for."""
    facts = [json.loads(line) for line in (output / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    told = [(fact["page"], fact["subject_label"], fact["predicate"], fact["object"]) for fact in facts]
    assert told == [(2, "Inspectie Leefomgeving en Transport", "supervises", ACT)]
    (row,) = [json.loads(line) for line in (output / "documents.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (row["pages"], [(one["page"], one["reason"]) for one in row["not_understood"]]) == (
        3,
        [(3, "stands in an article that is not in force")],
    )


def test_evidence_leads_to_the_article(output: Path) -> None:
    """The words behind a statement are shown with their article and its address; the picture names it too."""
    (told,) = why(
        ox.Store.read_only(str(output / "store")), subject="Inspectie Leefomgeving en Transport", predicate="supervises"
    )
    assert [(quote.page, quote.label, quote.address) for quote in told.evidence] == [
        (2, "Artikel 2", "https://wetten.overheid.nl/jci1.3:c:BWBR0099999&artikel=2&z=2024-01-01&g=2024-01-01")
    ]
    assert "Bruggenwet, Artikel 2" in (output / "graph.html").read_text(encoding="utf-8")


def test_the_graph_keeps_the_rules(output: Path) -> None:
    """The page of an article, its provision and the act pass every check."""
    assert list(issues_of_output(output, Floors())) == []
    assert f"<{ACT}&artikel=2> eli:is_part_of <{ACT}>" in " ".join(
        (output / "graph.trig").read_text(encoding="utf-8").split()
    )
