"""Gold passages as read, and the figures of a comparison."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.base.errors import UsageError

Row = Mapping[str, Any]
CORE_VOTES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One gold passage: a text with what careful readers found in it."""

    id: str
    text: str
    entities: tuple[Row, ...]
    facts: tuple[Row, ...]
    status: tuple[Row, ...]
    metadata: tuple[tuple[str, str], ...]  # what its .meta.json would say, in order

    def names(self, entity_id: str) -> tuple[str, ...]:
        """The names of an entity, its label first.

        Raises:
            UsageError: where the passage has no such entity.
        """
        for entity in self.entities:
            if entity["id"] == entity_id:
                return names_of(entity)
        raise UsageError(f"{self.id}: there is no entity {entity_id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Found of wanted (the core that both readers have), and right of given (what the system said)."""

    found: int = 0
    wanted: int = 0
    right: int = 0
    given: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            found=self.found + other.found,
            wanted=self.wanted + other.wanted,
            right=self.right + other.right,
            given=self.given + other.given,
        )

    @property
    def precision(self) -> float:
        """Right of given, 0 where nothing was given."""
        return share(self.right, self.given)

    @property
    def recall(self) -> float:
        """Found of wanted, 0 where nothing was wanted."""
        return share(self.found, self.wanted)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return share(2 * self.precision * self.recall, self.precision + self.recall)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How many of how many."""

    good: int = 0
    of: int = 0

    def __add__(self, other: Part) -> Part:
        return Part(good=self.good + other.good, of=self.of + other.of)

    @property
    def share(self) -> float:
        """Between 0 and 1; 0 of nothing is 0."""
        return share(self.good, self.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactScore:
    """The figures of facts: `modality` and `basis` over the matched facts, `quotes` over all of the system's facts."""

    predicates: Mapping[str, Counts]  # in name order
    modality: Part
    basis: Part
    status: Part
    quotes: Part

    @property
    def total(self) -> Counts:
        """The sum over all predicates."""
        return sum(self.predicates.values(), Counts())


def share(part: float, whole: float) -> float:
    """Part of whole, 0 of nothing."""
    return part / whole if whole else 0.0


def names_of(entity: Row) -> tuple[str, ...]:
    """Label and names of a gold entity."""
    return (entity["label"], *entity.get("names", []))


def passages_from_files(paths: Iterable[Path]) -> tuple[Passage, ...]:
    """The passages of gold files, in order.

    Raises:
        UsageError: where a file cannot be read or a line is no passage.
    """
    return tuple(_passage(row, path) for path in paths for row in rows_from_file(path))


def rows_from_file(path: Path) -> tuple[Row, ...]:
    """The lines of a .jsonl file.

    Raises:
        UsageError: where it cannot be read or a line is no JSON object.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})", remedy="Check the path.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not UTF-8", remedy="Save it as UTF-8.") from error
    rows = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{path}, line {number}: is not JSON ({error})") from error
        if not isinstance(row, dict):
            raise UsageError(f"{path}, line {number}: expected an object")
        rows.append(row)
    return tuple(rows)


def _passage(row: Row, path: Path) -> Passage:
    try:
        known = {key: row[key] for key in ("title", "publisher", "url") if row.get(key)}
        if row.get("law"):
            known = {"title": row["law"], "identifier": row["bwb"]}
        return Passage(
            id=row["id"],
            text=row["text"],
            entities=tuple(row["entities"]),
            facts=tuple(row["facts"]),
            status=tuple(row.get("status", [])),
            metadata=tuple(known.items()),
        )
    except KeyError as error:
        raise UsageError(f"{path}: a passage lacks {error}", remedy="See the annotation guidelines.") from error
