"""The statements as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

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
    "valid",
    "topics",
    "towards_label",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def facts_csv(lines: Iterable[str]) -> Iterator[str]:
    r"""The lines of facts.jsonl as CSV (RFC 4180), a row each: the columns in the order of COLUMNS, lists joined by " | ".

    A text that a spreadsheet would take for a formula gets an apostrophe before it; facts.jsonl has it verbatim.

    Example:
        >>> head, row = facts_csv(['{"id": "a", "quote": "=1+1", "page": 3, "subject_names": ["x", "y"]}'])
        >>> row
        "a,,3,,,'=1+1,,,x | y,,,,,,,,,,,,,,\r\n"
    """
    yield _row(COLUMNS)
    for line in lines:
        row = json.loads(line)
        yield _row([_cell(row.get(column)) for column in COLUMNS])


def _row(cells: Iterable[object]) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerow(cells)
    return target.getvalue()


def _cell(value: object) -> object:
    text = " | ".join(map(str, value)) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text
