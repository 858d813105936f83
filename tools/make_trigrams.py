"""Makes ontology/lexicons/trigrams: how usual each letter is after two others, in words of Dutch and of English.

Usage: python tools/make_trigrams.py laws-markdown.tar.xz organisaties.csv vocabularies/ ontology/lexicons/trigrams

Counted are the different words, so that a word that is often used weighs no more than another: Dutch ones in law texts, names
of public bodies, English ones in the definitions of published vocabularies. The same sources give the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from make_bigrams import MARKUP, law_texts

from kg.document.wording import letters_of, write_surprises

_WORD = re.compile(r"[^\W\d_]{2,}")
_ENGLISH = re.compile(r'"""?([^"]{20,})"""?@en')
_LEAST_IN_LAWS = 3  # a word seen less may be a slip
_LEAST_IN_ENGLISH = 2
_SMOOTH = 0.02
_MOST = 99  # tenths of a bit


def words_of(texts: Iterable[str], least: int) -> set[str]:
    """The words, folded to plain letters, that the texts hold at least so often."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(word.casefold() for word in _WORD.findall(text))
    return {letters_of(word) for word, count in counts.items() if count >= least}


def surprises(words: Iterable[str]) -> dict[str, int]:
    """For each three letters (`^` begins a word, `$` ends it) the surprise at the third, in tenths of a bit."""
    triples: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for word in words:
        padded = f"^^{word}$"
        for index in range(len(padded) - 2):
            triples[padded[index : index + 3]] += 1
            pairs[padded[index : index + 2]] += 1
    kept = {}
    for triple, count in triples.items():
        bits = -math.log2((count + _SMOOTH) / (pairs[triple[:2]] + 28 * _SMOOTH))
        kept[triple] = min(round(10 * bits), _MOST)
    return kept


def main() -> None:
    """Reads the sources named first and writes into the folder named last."""
    laws, bodies, vocabularies, folder = map(Path, sys.argv[1:5])
    dutch = words_of((MARKUP.sub("", text) for text in law_texts(laws)), _LEAST_IN_LAWS)
    with bodies.open(encoding="utf-8", newline="") as file:
        names = words_of((row["naam"] for row in csv.DictReader(file)), 1)
    files = sorted(path for path in vocabularies.rglob("*") if path.suffix in {".ttl", ".rdf", ".md"})
    english = words_of(
        (found for path in files for found in _ENGLISH.findall(path.read_text(encoding="utf-8", errors="replace"))),
        _LEAST_IN_ENGLISH,
    )
    text = write_surprises(surprises(sorted(dutch | names | english)))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "trigrams.tsv").write_text(text, encoding="utf-8")
    print(len(dutch), "Dutch words,", len(names), "of names,", len(english), "English")
    print(text.count("\n") - 1, "rows,", len(text), "bytes", hashlib.sha256(text.encode()).hexdigest())


if __name__ == "__main__":
    main()
