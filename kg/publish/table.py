"""The statements as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

COLUMNS = (
    "id",
    "document",
    "page",
    "start",
    "end",
    "quote",
    "subject",
    "subject_label",
    "subject_names",
    "subject_type",
    "predicate",
    "object",
    "object_label",
    "object_names",
    "object_type",
    "modality",
    "basis",
    "basis_label",
    "rule",
    "confidence",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def facts_csv(lines: Iterable[str]) -> str:
    """The lines of facts.jsonl as CSV (RFC 4180): the columns in the order of COLUMNS, lists joined by " | ".

    A text that a spreadsheet would take for a formula gets an apostrophe before it; facts.jsonl has it verbatim.

    Example:
        >>> print(facts_csv(['{"id": "a", "quote": "=1+1", "page": 3, "subject_names": ["x", "y"]}']).splitlines()[1])
        a,,3,,,'=1+1,,,x | y,,,,,,,,,,,
    """
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in lines:
        row = json.loads(line)
        writer.writerow([_cell(row.get(column)) for column in COLUMNS])
    return target.getvalue()


def _cell(value: object) -> object:
    text = " | ".join(map(str, value)) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text
