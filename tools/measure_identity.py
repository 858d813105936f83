"""Tells how often registered bodies and acts got the right id on annotated passages.

    python tools/measure_identity.py IDS.tsv GOLD.jsonl [GOLD.jsonl …]

IDS.tsv has the columns passage, entity and iri: tests/cases/identity/ids.tsv is the one labelled by hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kg.base.knowledge import read_knowledge
from kg.score.from_passages import rows_from_passages
from kg.score.identity import labels_from_file, score_identity
from kg.score.model import passages_from_files

BASE = "https://example.org/id/"


def main() -> None:
    """Measures and prints."""
    if len(sys.argv) < 3:  # noqa: PLR2004 - the table and one gold file
        sys.exit(__doc__)
    labels = labels_from_file(Path(sys.argv[1]))
    passages = passages_from_files(Path(name) for name in sys.argv[2:])
    rows = rows_from_passages(passages, knowledge=read_knowledge(), base=BASE)
    counts = score_identity(passages, rows.mentions, labels, base=BASE)
    print(f"right id: {counts.found} of {counts.wanted} ({counts.recall:.3f})")
    print(f"ids given that are right: {counts.right} of {counts.given} ({counts.precision:.3f})")


if __name__ == "__main__":
    main()
