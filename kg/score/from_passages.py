"""What the system says of gold passages: each is read as a document of its own, as `kg build` reads it."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.base.errors import KgError
from kg.base.knowledge import Knowledge
from kg.document.metadata import META_ENDING
from kg.run.sources import Source
from kg.run.work import result_from_source
from kg.score.model import Passage, Row

_RUN = "run/score"


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemRows:
    """The lines of facts.jsonl and mentions.jsonl, in the order of the passages."""

    facts: tuple[Row, ...]
    mentions: tuple[Row, ...]


def rows_from_passages(passages: Sequence[Passage], *, knowledge: Knowledge, base: str) -> SystemRows:
    """The rows for all passages; `document` is the passage's id with the ending .txt.

    Raises:
        KgError: where a passage cannot be read.
    """
    facts: list[Row] = []
    mentions: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for number, passage in enumerate(passages):
            path = Path(folder) / f"{number}.txt"
            data = passage.text.encode()
            path.write_bytes(data)
            path.with_name(path.name + META_ENDING).write_text(json.dumps(dict(passage.metadata)), encoding="utf-8")
            source = Source(
                path=path, name=f"{passage.id}.txt", sha256=hashlib.sha256(data).hexdigest(), size=len(data)
            )
            result = result_from_source(source, knowledge=knowledge, base=base, run=base + _RUN)
            if result is None or not result.document_id:
                raise KgError(f"{passage.id}: the passage cannot be read", remedy="Mend its text in the gold file.")
            facts += [json.loads(line) for line in result.facts]
            mentions += [json.loads(line) for line in result.mentions]
    return SystemRows(facts=tuple(facts), mentions=tuple(mentions))
