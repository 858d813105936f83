"""Writes ontology/relations/trust.tsv: how far a finding may be trusted by what can be seen of it, learned from judged statements.

    python tools/learn_trust.py DATA [PASSAGES.jsonl …]

DATA is the folder that holds pdf/ and laws/laws-markdown.tar.xz, which the statements of tests/cases/judged.jsonl stand in;
PASSAGES are annotated passages with their text. All that the rules find there is either right or wrong; a logistic model with a
penalty on large weights is fitted to the marks of each finding. What it prints is measured on documents that it was not fitted to.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from passages_of_paragraphs import documents

from kg.base.knowledge import Knowledge, read_knowledge
from kg.base.ontology import ontology_folder
from kg.base.terms import Predicate
from kg.base.trust import TRUSTING, Trust, table_of
from kg.document.from_file import document_from_file
from kg.document.model import Document
from kg.extract.from_document import mentions_from_document
from kg.facts.collect import statements
from kg.facts.identify import identified
from kg.facts.model import Entity, Fact
from kg.facts.read import findings
from kg.score.model import Passage, passages_from_files
from kg.score.names import agreement

_JUDGED = Path(__file__).resolve().parent.parent / "tests" / "cases" / "judged.jsonl"
_BASE = "https://example.org/id/"
_SEEN = 6  # how often a mark must have been seen
_PENALTY = 5.0  # on the square of a weight
_CONVERGED = 1e-6
_FOLDS = 8
_LEAST = 0.4  # of what is trusted less, fewer than three of five were right


@dataclass(frozen=True, slots=True)
class Example:
    """A finding with its marks, whether it is right, and the document that it stands in."""

    document: str
    marks: frozenset[str]
    is_right: bool


def _told(document: Document, knowledge: Knowledge) -> Iterator[tuple[Fact, frozenset[str]]]:
    """All that the rules find in a document, as facts, with their marks."""
    mentions = mentions_from_document(document, knowledge).items
    known = identified(document, mentions, knowledge, _BASE)
    for one in findings(document, mentions, known, knowledge).found:
        if one.predicate and one.marks:
            facts, _ = statements(document, [one], known, knowledge)
            yield from ((fact, frozenset(one.marks)) for fact in facts)


def of_judged(rows: Sequence[Mapping[str, Any]], data: Path, knowledge: Knowledge) -> Iterator[Example]:
    """The findings that were judged; those that are now read otherwise are left out."""
    verdicts = {_key(row["source"], row["at"], row["subject"], row["predicate"], row["object"]): row for row in rows}
    for source, document in documents({row["source"] for row in rows}, data):
        for fact, marks in _told(document, knowledge):
            start = fact.evidence[0].span.start
            row = verdicts.get(_key(source, start, fact.subject.label, fact.predicate, fact.object.label))
            if row:
                yield Example(source, marks, row["verdict"] == "right")


def _key(source: str, start: int, *words: str) -> tuple[str, int, tuple[str, ...]]:
    return source, start, words


def of_passages(files: Sequence[Path], knowledge: Knowledge, folder: Path) -> Iterator[Example]:
    """The findings in annotated passages: right where either reader has the same."""
    for number, passage in enumerate(passages_from_files(files)):
        path = folder / f"{number}.txt"
        path.write_text(passage.text, encoding="utf-8")
        for document in document_from_file(path, name=path.name).items:
            for fact, marks in _told(document, knowledge):
                yield Example(passage.id, marks, _is_annotated(fact, passage))


def _is_annotated(fact: Fact, passage: Passage) -> bool:
    for gold in passage.facts:
        ends = (passage.names(gold["subject"]), passage.names(gold["object"]))
        given = (_names(fact.subject), _names(fact.object))
        directions = (given, given[::-1]) if fact.predicate is Predicate.COOPERATES_WITH else (given,)
        if gold["predicate"] == fact.predicate and any(
            agreement(ends[0], one) and agreement(ends[1], other) for one, other in directions
        ):
            return True
    return False


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.label, *entity.names)


def fitted(examples: Sequence[Example]) -> Trust:
    """The model that fits `examples` best under the penalty, found by Newton's method."""
    counts = Counter(mark for example in examples for mark in example.marks)
    marks = sorted(mark for mark, seen in counts.items() if _SEEN <= seen <= len(examples) - _SEEN)
    column = {mark: number for number, mark in enumerate(marks)}
    seen = np.zeros((len(examples), len(marks) + 1))
    seen[:, -1] = 1.0
    for row, example in enumerate(examples):
        for mark in example.marks & column.keys():
            seen[row, column[mark]] = 1.0
    right = np.array([example.is_right for example in examples], dtype=float)
    penalty = np.full(len(marks) + 1, _PENALTY)
    penalty[-1] = 1e-6
    weights = np.zeros(len(marks) + 1)
    for _ in range(30):
        chance = 1 / (1 + np.exp(-seen @ weights))
        slope = seen.T @ (chance - right) + penalty * weights
        curve = (seen * (chance * (1 - chance))[:, None]).T @ seen + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if float(np.abs(step).max()) < _CONVERGED:
            break
    kept = {mark: round(float(weights[number]), 3) for mark, number in column.items()}
    return Trust(
        {mark: weight for mark, weight in kept.items() if weight}, round(float(weights[-1]), 3), round(_LEAST, 3)
    )


def unseen(examples: Sequence[Example]) -> list[tuple[float, bool]]:
    """The trust of each example by a model that was not fitted to its document, with whether it is right."""
    documents_ = sorted({example.document for example in examples})
    fold = {name: number % _FOLDS for number, name in enumerate(documents_)}
    found: list[tuple[float, bool]] = []
    for left_out in range(_FOLDS):
        trust = fitted([example for example in examples if fold[example.document] != left_out])
        found += (
            (trust.of(example.marks), example.is_right) for example in examples if fold[example.document] == left_out
        )
    return found


def main() -> None:
    """Learns, tells what it is worth, and writes."""
    if len(sys.argv) == 1:
        sys.exit(__doc__)
    knowledge = replace(read_knowledge(), trust=TRUSTING, confidence={})
    rows = [json.loads(line) for line in _JUDGED.read_text(encoding="utf-8").splitlines()]
    examples = list(of_judged(rows, Path(sys.argv[1]), knowledge))
    print(f"{len(examples)} of {len(rows)} judged statements are read as they were")
    with tempfile.TemporaryDirectory() as folder:
        examples += of_passages([Path(name) for name in sys.argv[2:]], knowledge, Path(folder))
    judged = unseen(examples)
    print(f"{len(examples)} examples, {sum(example.is_right for example in examples)} right")
    print("trust  told  right  of all right")
    for hundredth in range(0, 100, 5):
        told = [is_right for trust, is_right in judged if trust >= hundredth / 100]
        if told:
            share = sum(told) / max(1, sum(is_right for _, is_right in judged))
            print(f" {hundredth / 100:.2f}  {len(told):5}  {sum(told) / len(told):.3f}  {share:.3f}")
    trust = fitted(examples)
    (ontology_folder() / "relations" / "trust.tsv").write_text(table_of(trust), encoding="utf-8")
    print(f"least trust {trust.least}, {len(trust.weights)} marks")


if __name__ == "__main__":
    main()
