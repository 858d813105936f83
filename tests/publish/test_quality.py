from __future__ import annotations

import json

from kg.publish.model import Figure
from kg.publish.quality import coverage_from_rows


def _fact(predicate: str, start: int, document: str = "a.txt") -> str:
    return json.dumps({"predicate": predicate, "document": document, "start": start, "end": start + 5, "quote": "x"})


def test_coverage() -> None:
    """A quote counts once for a relation, however many statements rest on it; a page that could not be read is no open sentence."""
    facts = [
        _fact("informs", 0),
        _fact("informs", 0),
        _fact("informs", 9),
        _fact("supervises", 0),
        _fact("informs", 0, "b.txt"),
    ]
    rules = ["informs#a", "frames/informs#b", "status#c", None]
    documents = [json.dumps({"not_understood": [{"rule": rule} for rule in rules]}), json.dumps({"file": "b.txt"})]
    assert coverage_from_rows(facts, documents) == (
        Figure(metric="coverage", of="", good=4, total=7),
        Figure(metric="coverage", of="informs", good=3, total=5),
        Figure(metric="coverage", of="legalStatus", good=0, total=1),
        Figure(metric="coverage", of="supervises", good=1, total=1),
    )


def test_coverage_of_nothing() -> None:
    """Without documents there is nothing to cover."""
    assert coverage_from_rows([], []) == (Figure(metric="coverage", of="", good=0, total=0),)
