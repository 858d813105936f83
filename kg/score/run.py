"""Gold files and, where given, the rows of a build: figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.base.errors import UsageError
from kg.base.knowledge import read_knowledge
from kg.base.terms import Family
from kg.score.from_passages import SystemRows, rows_from_passages
from kg.score.from_rows import score_entities, score_facts
from kg.score.model import Counts, FactScore, passages_from_files, rows_from_file


def score_passages(
    gold: Sequence[Path], *, facts: Path | None = None, mentions: Path | None = None, base: str
) -> tuple[FactScore, dict[Family, Counts]]:
    """The figures of the passages as this version reads them, or of the rows in the two files.

    Raises:
        UsageError: where a file cannot be read, or only one of the two files is named.
    """
    passages = passages_from_files(gold)
    if facts and mentions:
        rows = SystemRows(facts=rows_from_file(facts), mentions=rows_from_file(mentions))
    elif facts or mentions:
        raise UsageError("--facts and --mentions go together", remedy="Name both, or neither.")
    else:
        rows = rows_from_passages(passages, knowledge=read_knowledge(), base=base)
    return score_facts(passages, rows.facts), score_entities(passages, rows.mentions)
