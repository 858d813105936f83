"""Makes ontology/lexicons/bigrams: which words, and shapes of words, follow one another over a line end in Dutch.

Usage: python tools/make_bigrams.py laws-markdown.tar.xz ontology/lexicons/bigrams

A logistic regression, trained in a fixed order: paragraphs are wrapped at varying widths; a line with its own next
line is an example of reading on, a line with the next line of another paragraph an example of not. The same archive
gives the same bytes.
"""

from __future__ import annotations

import hashlib
import math
import re
import sys
import tarfile
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.document.continuation import edge_words, features, write_weights

Words = tuple[str, ...]
Example = tuple[Words, Words]
Row = tuple[
    Words, Words, Words
]  # a line's last words, the first words of the next line, and of a line that is not the next

MARKUP = re.compile(r"\]\([^)]*\)|[\[\]*#_|`]|<[^>]*>|^\s*(?:\d+[.°]?|[a-z]\.|-)\s+")
_DUTCH = re.compile(r"\bhet\b")
_LEAST_LENGTH = 120  # characters of a paragraph worth wrapping
_LEAST_COUNT = 5
_WIDTHS = (58, 66, 74, 50, 82)
_NEAR, _FAR = 11, 7919  # where the line that does not follow comes from: the same law, or any
_PER_LAW = 60
_EXAMPLES = 600_000
HELD_OUT = 60  # regulations not learnt from, for tools/measure_unweave.py
_FEATURES = 55_000
_EPOCHS = 3
_RATE = 0.1
_MOST_BYTES = 390_000
_PRIOR = 0.0005  # how strongly weights are drawn to nothing


def law_texts(archive: Path) -> list[str]:
    """The texts of the regulations, in an order that mixes old and new, long and short."""
    texts: dict[str, str] = {}
    with tarfile.open(archive) as tar:
        for member in tar:  # one pass: going back in a compressed archive means reading it again
            file = tar.extractfile(member)
            if file is not None:
                texts[member.name] = file.read().decode("utf-8", errors="replace")
    return [texts[name] for name in sorted(texts, key=lambda name: hashlib.sha256(name.encode()).digest())]


def wrapped_lines(text: str) -> Iterator[str]:
    """The longer paragraphs of a law text, longest first, cut into lines; an empty line between paragraphs."""
    paragraphs = sorted({MARKUP.sub("", line).strip() for line in text.splitlines()}, key=lambda p: (-len(p), p))
    for number, paragraph in enumerate(paragraphs[:_PER_LAW]):
        if len(paragraph) >= _LEAST_LENGTH and _DUTCH.search(paragraph):
            yield from textwrap.wrap(paragraph[:1200], _WIDTHS[number % len(_WIDTHS)], break_on_hyphens=False)
            yield ""


def line_pairs(archive: Path) -> list[Row]:
    """For each line: its last words, the first words of the line that follows it, and those of a line that does not."""
    pairs: list[Example] = []
    for text in law_texts(archive)[:-HELD_OUT]:
        lines = list(wrapped_lines(text))
        for line, following in pairwise(lines):
            if line and following:
                pairs.append((edge_words(line)[1], edge_words(following)[0]))
        if len(pairs) >= _EXAMPLES:
            break
    rows = []
    for index, (before, after) in enumerate(pairs):
        other = pairs[(index + _NEAR if index % 2 else index * _FAR) % len(pairs)][1]
        rows.append((before, after, other))
    order = sorted(range(len(rows)), key=lambda index: hashlib.sha256(index.to_bytes(4, "big")).digest())
    return [rows[index] for index in order]


def train(rows: Sequence[Row], known: Iterable[str], epochs: int) -> dict[str, float]:
    """The weights of the features in `known`, by logistic regression with steps that shrink for each feature."""
    weights = dict.fromkeys(sorted(known), 0.0)
    squares = dict.fromkeys(weights, 1.0)
    for _ in range(epochs):
        for before, after, other in rows:
            for words, target in ((after, 1.0), (other, 0.0)):
                names = [name for name in features(before, words) if name in weights]
                score = sum(weights[name] for name in names)
                slope = 1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - target
                for name in names:
                    pull = slope + _PRIOR * weights[name]
                    squares[name] += pull * pull
                    weights[name] -= _RATE * pull / math.sqrt(squares[name])
    return weights


def strongest(weights: Mapping[str, float], counts: Mapping[str, int], most: int) -> list[str]:
    """The `most` features that move the odds of most lines, strongest first."""
    return sorted(weights, key=lambda name: (-abs(weights[name]) * math.sqrt(counts[name]), name))[:most]


def table(rows: Sequence[Row]) -> str:
    """The weights as a table of at most _MOST_BYTES: trained on all features, then again on those that matter."""
    counts = Counter(
        name for before, after, other in rows for words in (after, other) for name in features(before, words)
    )
    known = [name for name, count in counts.items() if count >= _LEAST_COUNT]
    for most in (4 * _FEATURES, _FEATURES):
        known = strongest(train(rows, known, 1), counts, most)
    weights = train(rows, known, _EPOCHS)
    whole = {name: round(weights[name] * 10) for name in strongest(weights, counts, len(weights))}
    kept = {name: weight for name, weight in whole.items() if weight}
    while len(text := write_weights(kept).encode()) > _MOST_BYTES:
        kept = dict(list(kept.items())[: len(kept) * 98 // 100])
    return text.decode()


def main() -> None:
    """Reads the archive named first and writes into the folder named second."""
    archive, folder = Path(sys.argv[1]), Path(sys.argv[2])
    rows = line_pairs(archive)
    print(len(rows), "line ends")
    text = table(rows)
    (folder / "bigrams.tsv").write_text(text, encoding="utf-8")
    sha = hashlib.sha256(archive.read_bytes()).hexdigest()
    print(text.count("\n") - 1, "rows", hashlib.sha256(text.encode()).hexdigest(), "of", sha)


if __name__ == "__main__":
    main()
