"""How relations are read: beside a window baseline, on the clauses of laws, and how fast.

Run by hand: `python benchmarks/relations.py PASSAGES.jsonl … [--clauses supervision-clauses.csv] [--documents FOLDER]`. Each part
is printed as a table. The baseline takes a word that heads a frame, the named thing of a fitting type nearest before it as
subject and the nearest one behind it as object, in the same sentence: what rules over a window of words give.
"""

from __future__ import annotations

import argparse
import csv
import re
import time
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tables import markdown

from kg.base.knowledge import Knowledge, read_knowledge
from kg.base.terms import Predicate
from kg.document.from_file import document_from_file
from kg.document.model import Document
from kg.extract.from_document import mentions_from_document
from kg.extract.model import Mention
from kg.facts.from_mentions import facts_from_mentions
from kg.facts.sentences import Sentence, sentences_of
from kg.score.from_passages import rows_from_passages
from kg.score.from_rows import score_facts
from kg.score.model import Passage, Row, passages_from_files

HEADS = ("passages", "window: precision, recall", "patterns alone", "patterns and frames")
BASE = "https://example.org/id/"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def main() -> None:
    """Reads the arguments and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", nargs="*", type=Path)
    parser.add_argument("--clauses", type=Path)
    parser.add_argument("--documents", type=Path)
    given = parser.parse_args()
    knowledge = read_knowledge()
    if given.passages:
        print(markdown(HEADS, [_beside_baseline(path, knowledge) for path in given.passages]))
    if given.clauses:
        _on_clauses(given.clauses, knowledge)
    if given.documents:
        _speed(given.documents, knowledge)


def _beside_baseline(path: Path, knowledge: Knowledge) -> tuple[str, ...]:
    """A line of the table: for each system how many it told, precision and recall."""
    passages = passages_from_files([path])
    patterns = replace(knowledge, frames=replace(knowledge.frames, by_word={}))
    systems = {
        "window baseline": [row for passage in passages for row in _by_window(passage, knowledge)],
        "patterns alone": rows_from_passages(passages, knowledge=patterns, base=BASE).facts,
        "patterns and frames": rows_from_passages(passages, knowledge=knowledge, base=BASE).facts,
    }
    totals = [score_facts(passages, rows).total for rows in systems.values()]
    return path.stem, *(f"{total.precision:.3f}, {total.recall:.3f}" for total in totals)


def _by_window(passage: Passage, knowledge: Knowledge) -> Iterator[Row]:
    """What the baseline says of a passage."""
    document = _document(passage.text)
    mentions = sorted(mentions_from_document(document, knowledge).items, key=lambda mention: mention.span)
    seen: set[tuple[str, Predicate, str]] = set()
    for sentence in sentences_of(document, knowledge):
        if not isinstance(sentence, Sentence):
            continue
        words = sentence.span.of(document.text)
        here = [mention for mention in mentions if sentence.span.holds(mention.span)]
        starts = [mention.span.start for mention in here]
        for word in _WORD.finditer(words):
            at = sentence.span.start + word.start()
            after = bisect_left(starts, at)
            for predicate, subject, object_ in _pairs(word[0], here[:after], here[after:], knowledge):
                ends = subject.span.of(document.text), object_.span.of(document.text)
                if (ends[0], predicate, ends[1]) not in seen:
                    seen.add((ends[0], predicate, ends[1]))
                    yield {
                        "document": passage.id,
                        "subject_label": ends[0],
                        "predicate": str(predicate),
                        "object_label": ends[1],
                        "modality": "asserted",
                        "quote": words,
                    }


def _pairs(
    word: str, before: Sequence[Mention], after: Sequence[Mention], knowledge: Knowledge
) -> Iterator[tuple[Predicate, Mention, Mention]]:
    for frame in knowledge.frames.by_word.get(word.casefold(), ()):
        subject = next((one for one in reversed(before) if one.kind in frame.subjects), None)
        object_ = next((one for one in after if one.kind in frame.objects), None)
        if subject and object_:
            yield frame.predicate, subject, object_


def _document(text: str) -> Document:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "passage.txt"
        path.write_text(text, encoding="utf-8")
        return document_from_file(path, name=path.name).items[0]


def _on_clauses(path: Path, knowledge: Knowledge) -> None:
    """For how many clauses of the table a statement of supervision comes out."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    told = 0
    for row in rows:
        document = _document(row["tekst"].replace("[", "").replace("]", ""))
        named = replace(document.metadata, identifier=row["bwb_id"], title=row["citeertitel"])
        document = replace(document, metadata=named)
        mentions = mentions_from_document(document, knowledge).items
        facts = facts_from_mentions(document, mentions, knowledge, BASE).items[0].facts
        told += any(fact.predicate is Predicate.SUPERVISES for fact in facts)
    print(f"{path.name}: {told} of {len(rows)} clauses tell a supervision")


def _speed(folder: Path, knowledge: Knowledge) -> None:
    """Words a second on one core, for finding names and for reading relations."""
    words = 0
    seconds = {"names": 0.0, "relations": 0.0}
    for path in sorted(folder.iterdir()):
        for document in document_from_file(path, name=path.name).items:
            words += len(document.text.split())
            begin = time.perf_counter()
            mentions = mentions_from_document(document, knowledge).items
            between = time.perf_counter()
            facts_from_mentions(document, mentions, knowledge, BASE)
            seconds["names"] += between - begin
            seconds["relations"] += time.perf_counter() - between
    for part, took in seconds.items():
        print(f"{part}: {words / took:,.0f} words a second of {words:,}")


if __name__ == "__main__":
    main()
