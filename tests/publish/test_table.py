from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from kg.publish.table import COLUMNS, facts_csv

from .sample import FACT


def _rows(parts: Iterable[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(parts), newline="")))


def test_columns_are_the_keys_of_facts() -> None:
    """The table has the keys of facts.jsonl, in their order."""
    assert tuple(FACT) == COLUMNS


def test_statement_is_read_back() -> None:
    """Quotes with commas, quotation marks and odd line separators come back as they are; lists are joined."""
    (row,) = _rows(facts_csv([json.dumps(FACT, ensure_ascii=False)]))
    assert row["quote"] == FACT["quote"]
    assert row["subject_names"] == "Inspectie JenV | Inspectie Justitie en Veiligheid"
    assert (row["page"], row["confidence"], row["basis"]) == ("3", "0.9", "")


def test_formulas_are_disarmed() -> None:
    """A text from a document that a spreadsheet would run gets an apostrophe; a number below zero stays a number."""
    for text in ("=HYPERLINK(1)", "+31 70", "- eerste punt", "@SUM(A1)", "\tx", "\rx"):
        (row,) = _rows(facts_csv([json.dumps({"quote": text, "subject_names": [text], "start": -1})]))
        assert (row["quote"], row["subject_names"], row["start"]) == (f"'{text}", f"'{text}", "-1")


def test_no_statements() -> None:
    """A build without statements gives the heading alone."""
    assert "".join(facts_csv([])) == ",".join(COLUMNS) + "\r\n"
