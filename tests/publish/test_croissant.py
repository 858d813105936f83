"""The table of facts as programs that learn from data read it.

The reference implementation brings pandas and scipy along, so it runs in an environment of its own, which tools/harvest.sh makes and
names in KG_CROISSANT_PYTHON.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
from pathlib import Path

import pytest

from kg.publish.model import CatalogueSettings
from kg.publish.publish import publish
from kg.publish.table import COLUMNS

from .test_catalogue import SERVED

PYTHON = os.environ.get("KG_CROISSANT_PYTHON", "")
READ = """
import json, sys
import mlcroissant

dataset = mlcroissant.Dataset(jsonld=sys.argv[1], mapping={"facts.csv": sys.argv[2]})
issues = dataset.metadata.ctx.issues
rows = [
    {name.rpartition("/")[2]: value.decode() if isinstance(value, bytes) else value for name, value in row.items()}
    for row in dataset.records("facts")
]
print(json.dumps({"errors": sorted(issues.errors), "warnings": sorted(issues.warnings), "rows": rows}, default=str))
"""


def test_description_of_the_table(output: Path, tmp_path: Path) -> None:
    """It names every file with a media type and its hash, and every column of the table, each once."""
    publish(output, tmp_path / "site", SERVED)
    told = json.loads((tmp_path / "site/croissant.json").read_text(encoding="utf-8"))
    listed = json.loads((tmp_path / "site/publication.json").read_text(encoding="utf-8"))["files"]
    assert {one["name"]: one["sha256"] for one in told["distribution"]}.items() <= listed.items()
    assert {"facts.csv", "graph.trig", "graph.html"} <= {one["@id"] for one in told["distribution"]}
    (records,) = told["recordSet"]
    assert tuple(one["source"]["extract"]["column"] for one in records["field"]) == COLUMNS
    assert {one["source"]["fileObject"]["@id"] for one in records["field"]} == {"facts.csv"}
    assert records["key"]["@id"] in {one["@id"] for one in records["field"]}


@pytest.mark.skipif(not PYTHON, reason="needs mlcroissant in an environment of its own: tools/harvest.sh")
@pytest.mark.parametrize("settings", [CatalogueSettings(), SERVED], ids=["nothing set", "all set"])
def test_the_reference_implementation_reads_the_facts(
    output: Path, tmp_path: Path, settings: CatalogueSettings
) -> None:
    """mlcroissant finds no error, and reads every fact with every column as the table has it."""
    publish(output, tmp_path / "site", settings)
    table = tmp_path / "site/facts.csv"
    command = [PYTHON, "-c", READ, str(tmp_path / "site/croissant.json"), str(table)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert told["errors"] == []
    assert [one for one in told["warnings"] if "recommended" not in one] == []
    with table.open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    assert len(told["rows"]) == len(expected) > 0
    for row, line in zip(told["rows"], expected, strict=True):
        assert set(row) == set(COLUMNS)
        for column in ("id", "quote", "subject", "predicate", "object", "modality", "rule"):
            assert row[column] == line[column]
        assert (row["start"], row["end"]) == (int(line["start"]), int(line["end"]))
