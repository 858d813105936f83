from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from kg.run.pipeline import build
from kg.run.settings import Settings
from tests.golden import expect

REPOSITORY = Path(__file__).resolve().parent.parent.parent
EXPECTED = REPOSITORY / "tests" / "cases" / "examples" / "facts.jsonl"
DOCUMENTS = (
    "aanwijzingsbesluit-toezichthouders.txt",
    "antwoord-kamervragen.md",
    "werkprogramma-2026.pdf",
    "wet-artikel.md",
)
RELATIONS = {
    "assists",
    "cooperatesWith",
    "designates",
    "governs",
    "guarantees",
    "informs",
    "legalStatus",
    "monitors",
    "supervises",
}


def test_there_are_four_documents_each_with_its_metadata(examples: Path) -> None:
    """The examples are four documents, and beside each stands a .meta.json with all seven keys, under CC0."""
    files = sorted(file.name for file in examples.iterdir())
    assert files == sorted([*DOCUMENTS, *(f"{name}.meta.json" for name in DOCUMENTS)])
    for name in DOCUMENTS:
        told = json.loads((examples / f"{name}.meta.json").read_text(encoding="utf-8"))
        assert set(told) == {"title", "publisher", "date", "url", "identifier", "language", "licence"}
        assert told["licence"] == "https://creativecommons.org/publicdomain/zero/1.0/"


def test_the_page_is_set_again_byte_for_byte(examples: Path, tmp_path: Path) -> None:
    """The PDF in the examples is what tools/make_examples.py makes, whatever the day."""
    made = tmp_path / "page.pdf"
    subprocess.run([sys.executable, str(REPOSITORY / "tools" / "make_examples.py"), str(made)], check=True)
    assert made.read_bytes() == (examples / "werkprogramma-2026.pdf").read_bytes()


def test_the_examples_give_exactly_these_facts(examples: Path, tmp_path: Path) -> None:
    """A build of the examples gives the expected facts and no others; each was checked against the text by a reader."""
    summary = build([examples], output=tmp_path / "output", settings=Settings(), jobs=1)
    assert summary.exit_code == 0
    expect((tmp_path / "output" / "facts.jsonl").read_text(encoding="utf-8"), EXPECTED)


def test_the_facts_of_the_examples_show_all_that_the_first_version_reads() -> None:
    """Together they hold each relation that has rules, each modality, a basis, and an instrument in preparation."""
    rows = [json.loads(line) for line in EXPECTED.read_text(encoding="utf-8").splitlines()]
    assert {row["predicate"] for row in rows} >= RELATIONS
    assert {row["modality"] for row in rows} == {"asserted", "planned", "expected", "possible", "required", "negated"}
    assert {row["object_label"] for row in rows if row["predicate"] == "legalStatus"} == {
        "inPreparation",
        "inForce",
        "repealed",
    }
    assert "Politiewet 2012" in {row["basis_label"] for row in rows}
