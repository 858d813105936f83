"""How often a registered body or act got its register's id."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath

from kg.base.errors import UsageError
from kg.base.terms import Kind
from kg.score.model import Counts, Passage, Row, names_of
from kg.score.names import agreement, best_pairs

Labels = Mapping[tuple[str, str], str]
"""The register's IRI of an entity, by passage and id of the entity there. What has no line is in no register."""

_COLUMNS = ["passage", "entity", "iri"]


def labels_from_file(path: Path) -> Labels:
    """The labels of a table with the columns passage, entity and iri, parted by tabs.

    Raises:
        UsageError: where the file cannot be read or has other columns.
    """
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            if rows.fieldnames != _COLUMNS:
                raise UsageError(f"{path}: expected the columns {', '.join(_COLUMNS)}, parted by tabs")
            return {(row["passage"], row["entity"]): row["iri"] for row in rows}
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})", remedy="Check the path.") from error


def score_identity(passages: Sequence[Passage], mentions: Iterable[Row], labels: Labels, *, base: str) -> Counts:
    """Of the labelled entities how many have their id; of the ids given to entities of the gold how many are theirs.

    Ids that start with `base` are our own and count as none. Posts and groups are in no register and are left out, and so is
    what the gold does not have.
    """
    found: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in mentions:
        if row["type"] in frozenset(Kind) and row["entity"]:
            things = found[PurePath(str(row["document"])).stem, Kind(row["type"]).family]
            things[row["entity"]].update([row["label"], row["text"], *row.get("names", [])])
    total = Counts()
    for passage in passages:
        total += sum((_of_family(passage, family, found, labels, base) for family in ("actor", "instrument")), Counts())
    return total


def _of_family(
    passage: Passage,
    family: str,
    found: Mapping[tuple[str, str], Mapping[str, set[str]]],
    labels: Labels,
    base: str,
) -> Counts:
    gold = [entity for entity in passage.entities if Kind(entity["type"]).family == family]
    mine = sorted(found[passage.id, family].items()) if (passage.id, family) in found else []
    pairs = [
        (value, g, m)
        for g, entity in enumerate(gold)
        for m, (_, names) in enumerate(mine)
        if (value := agreement(names_of(entity), sorted(names)))
    ]
    taken = best_pairs(pairs, [True] * len(gold))
    total = Counts()
    for number, entity in enumerate(gold):
        if Kind(entity["type"]) in (Kind.POST, Kind.ACTOR_GROUP):
            continue
        label = labels.get((passage.id, entity["id"]))
        given = mine[taken[number]][0] if number in taken else base
        is_given, is_right = not given.startswith(base), given == label
        total += Counts(wanted=label is not None, found=is_right, right=is_right, given=is_given)
    return total
