"""The figures as a table for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from kg.base.terms import Family
from kg.score.model import Counts, FactScore, Part

_COLUMNS = ("core found", "of core", "right", "of system", "P", "R", "F1")


def score_as_json(facts: FactScore, entities: Mapping[Family, Counts]) -> dict[str, object]:
    """All figures, shares to three decimals, keys in a fixed order."""
    return {
        "facts": _counts(facts.total),
        "predicates": {name: _counts(counts) for name, counts in facts.predicates.items()},
        "modality": _part(facts.modality),
        "basis": _part(facts.basis),
        "status": _part(facts.status),
        "quotes": _part(facts.quotes),
        "entities": {str(family): _counts(counts) for family, counts in entities.items()},
    }


def print_score(facts: FactScore, entities: Mapping[Family, Counts], console: Console) -> None:
    """Facts by predicate, the shares, and entities by family."""
    by_predicate = _table("facts", facts.predicates)
    by_predicate.add_section()
    _add_row(by_predicate, "all", facts.total)
    lines = [
        _part_line("modality right on matched facts", facts.modality),
        _part_line("basis right on matched facts", facts.basis),
        _part_line("status rows found", facts.status),
        _part_line("quotes verbatim", facts.quotes),
    ]
    by_family = _table("entities", {str(family): counts for family, counts in entities.items()})
    console.print(Group(by_predicate, *lines, by_family))


def _counts(counts: Counts) -> dict[str, object]:
    return {
        "core_found": counts.found,
        "core": counts.wanted,
        "right": counts.right,
        "system": counts.given,
        "precision": round(counts.precision, 3),
        "recall": round(counts.recall, 3),
        "f1": round(counts.f1, 3),
    }


def _part(part: Part) -> dict[str, object]:
    return {"good": part.good, "of": part.of, "share": round(part.share, 3)}


def _part_line(name: str, part: Part) -> Text:
    return Text(f"{name:32} {part.share:.3f} of {part.of}")


def _table(title: str, rows: Mapping[str, Counts]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for column in _COLUMNS:
        table.add_column(column, justify="right")
    for name, counts in rows.items():
        _add_row(table, name, counts)
    return table


def _add_row(table: Table, name: str, counts: Counts) -> None:
    numbers = (counts.found, counts.wanted, counts.right, counts.given)
    shares = (counts.precision, counts.recall, counts.f1)
    table.add_row(name, *map(str, numbers), *(f"{value:.3f}" for value in shares))
