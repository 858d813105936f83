"""How well one line reads on from another: the log-odds that Dutch prose goes on like that.

The weights stand in ontology/lexicons/bigrams/bigrams.tsv, computed from public law texts by tools/make_bigrams.py. A
feature is a pair of words, or of the shapes of words, on both sides of the line end; a word the table does not know
counts by its shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.base.ontology import ontology_folder

_TOKEN = re.compile(r"https?://\S+|www\.\S+|[^\W_]+(?:[-/'’.][^\W_]+)*-?|[^\w\s]")
_NONE = "<none>"
_SUFFIX_LENGTH = 3
_SCALE = 10  # the table holds tenths
# Words that are written with a capital only where a sentence begins (names that begin with one are rare enough).
_OPENING_WORDS = """
aan alle alleen als bij bovendien daar daarbij daarmee daarna daarnaast daarom daarvoor dat de deze die dit
door dus echter een en er gelet graag hebben heeft het hier hierbij hierdoor hiermee hij hoe hoewel ieder
iedere immers in indien is kan mag met mocht moet na naar naast nadat nu of om omdat ondanks onder onlangs ook
op over sinds sommige steeds te ten ter terwijl tevens toch tot tussen uit vanaf vanuit veel verder via
volgens voor voordat waar waarom wanneer want wat we welke wel wie wij worden wordt zal ze zij zijn zo zoals
zodat zonder zowel
"""
_OPENERS = frozenset(_OPENING_WORDS.split())
_SIDE = 4  # words of a line's end, or beginning, that are looked at


def edge_words(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The first and the last words of `text`, at most four each; punctuation counts as a word.

    Example:
        >>> edge_words("in 2024. Om goed")
        (('in', '2024', '.', 'Om'), ('2024', '.', 'Om', 'goed'))
    """
    tokens = tuple(_TOKEN.findall(text))
    return tokens[:_SIDE], tokens[-_SIDE:]


def shape(word: str) -> str:
    """The outward form of a word: what it begins with, and how it ends.

    Example:
        >>> [shape(word) for word in ("2024", "Inspectie", "toezicht", "Het", "AFM", "https://x.nl", ",")]
        ['#', 'U:tie', 'l:cht', 'F', 'A', '@', ',']
    """
    first = word[0]
    if first.isdigit():
        return "#"
    if word.startswith(("http", "www.")) and "." in word:
        return "@"
    if not first.isalpha():
        return word
    if word.isupper() and len(word) > 1:
        return "A"
    if first.isupper() and word.casefold() in _OPENERS:
        return "F"
    return ("U:" if first.isupper() else "l:") + word[-_SUFFIX_LENGTH:].casefold()


def features(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[str]:
    """The names of what is seen where `after` (a line's first words) follows `before` (a line's last words)."""
    a1, a2, a3 = (before[-k] if len(before) >= k else _NONE for k in (1, 2, 3))
    b1, b2 = (after[k] if len(after) > k else _NONE for k in (0, 1))
    x1, x2, x3, y1, y2 = (word.casefold() for word in (a1, a2, a3, b1, b2))
    s1, s2, t1, t2 = (shape(word) for word in (a1, a2, b1, b2))
    yield f"a {x1}|{y1}"
    yield f"b {x2}|{y1}"
    yield f"c {x1}|{y2}"
    yield f"d {x2}_{x1}|{y1}"
    yield f"e {x1}|{y1}_{y2}"
    yield f"f {x3}|{y1}"
    yield f"g {x1}|{t1}"
    yield f"h {s1}|{y1}"
    yield f"i {s1}|{t1}"
    yield f"j {s2}|{t1}"
    yield f"k {s1}|{t2}"
    yield f"l {s2}_{s1}|{t1[:2]}"
    yield f"m {s1[:2]}|{t1[:2]}"
    yield f"n {x1}|{t1[:2]}"
    yield f"o {s1[:2]}|{b1}"
    yield f"p {x2}_{x1}|{t1[:2]}"


@dataclass(frozen=True, slots=True, eq=False)
class Continuation:
    """The table of weights, in tenths of a natural logarithm."""

    weights: Mapping[str, int]

    def log_odds(self, before: tuple[str, ...], after: tuple[str, ...]) -> float:
        """The natural logarithm of the odds that `after` reads on from `before`; 0 where nothing is known."""
        weights = self.weights
        return sum(weights.get(name, 0) for name in features(before, after)) / _SCALE


@cache
def continuation() -> Continuation:
    """The table of ontology/, read once.

    Raises:
        KgError: where the installation has lost ontology/.
    """
    path = ontology_folder() / "lexicons" / "bigrams" / "bigrams.tsv"
    return Continuation(read_weights(path.read_text(encoding="utf-8")))


def read_weights(table: str) -> dict[str, int]:
    r"""The weights of a table: below the column names, a line for each left side with its right sides.

    Example:
        >>> read_weights("left\trights\na op\tgrond:31 ;:-12\n")
        {'a op|grond': 31, 'a op|;': -12}
    """
    weights: dict[str, int] = {}
    for line in table.splitlines()[1:]:
        left, rights = line.split("\t")
        for pair in rights.split(" "):
            right, weight = pair.rsplit(":", 1)
            weights[f"{left}|{right}"] = int(weight)
    return weights


def write_weights(weights: Mapping[str, int]) -> str:
    """The table that `read_weights` reads, sorted."""
    rows: dict[str, list[str]] = {}
    for name in sorted(weights):
        left, _, right = name.partition("|")
        rows.setdefault(left, []).append(f"{right}:{weights[name]}")
    return "left\trights\n" + "".join(f"{left}\t{' '.join(pairs)}\n" for left, pairs in rows.items())
