"""Writes ontology/relations/confidence.tsv: how often each rule was right on annotated passages and among judged statements.

    python tools/measure_confidence.py GOLD.jsonl [GOLD.jsonl …]

The judged statements are those of tests/cases/judged.jsonl. A rule that told n facts of which r are right gets
(r + 1) / (n + 2): the measured precision, drawn towards one half where little was seen (Laplace's rule of succession). Rules that
told nothing are left out and count as one half.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from kg.base.knowledge import read_knowledge
from kg.base.ontology import ontology_folder
from kg.score.from_passages import rows_from_passages
from kg.score.from_rows import score_rules
from kg.score.model import passages_from_files

BASE = "https://example.org/id/"
_JUDGED = Path(__file__).resolve().parent.parent / "tests" / "cases" / "judged.jsonl"


def table(files: list[Path]) -> str:
    """The lines of the table, sorted by rule."""
    passages = passages_from_files(files)
    # Without what was measured before: a rule that is not heard would never be measured again.
    unmeasured = replace(read_knowledge(), confidence={})
    rows = rows_from_passages(passages, knowledge=unmeasured, base=BASE)
    right, given = Counter[str](), Counter[str]()
    for rule, counts in score_rules(passages, rows.facts).items():
        right[rule] += counts.right
        given[rule] += counts.given
    for row in map(json.loads, _JUDGED.read_text(encoding="utf-8").splitlines()):
        right[row["rule"]] += row["verdict"] == "right"
        given[row["rule"]] += 1
    lines = ["rule\tconfidence\tright\tgiven"]
    lines += (
        f"{rule}\t{(right[rule] + 1) / (given[rule] + 2):.2f}\t{right[rule]}\t{given[rule]}" for rule in sorted(given)
    )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measures and writes."""
    if len(sys.argv) == 1:
        sys.exit(__doc__)
    target = ontology_folder() / "relations" / "confidence.tsv"
    target.write_text(table([Path(name) for name in sys.argv[1:]]), encoding="utf-8")
    print(f"{target.name}: {len(target.read_text(encoding='utf-8').splitlines()) - 1} rules measured")


if __name__ == "__main__":
    main()
