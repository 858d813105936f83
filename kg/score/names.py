"""When two names mean the same thing, and when a quote stands in a text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

_ARTICLES = frozenset({"de", "het", "een", "den", "der", "des"})
_WORD = re.compile(r"\w+")
_BROKEN_WORD = re.compile(r"(?<=\w)-\s*\n\s*(?=[a-z])")
_SPACE = re.compile(r"\s+")
_SOFT_HYPHEN = "\u00ad"
LEAST_AGREEMENT = 0.6


@lru_cache(maxsize=1 << 16)
def words(name: str) -> tuple[str, ...]:
    """The words that count in a comparison: lower case, without articles and punctuation.

    Example:
        >>> words("De Wet op de rijksinspecties")
        ('wet', 'op', 'rijksinspecties')
    """
    plain = unicodedata.normalize("NFKC", name).casefold().replace(_SOFT_HYPHEN, "")
    return tuple(word for word in _WORD.findall(plain) if word not in _ARTICLES)


def agreement(left: Sequence[str], right: Sequence[str]) -> float:
    """How well two things' names agree: 1 where one is equal, else the best share of common words from 0.6, else 0."""
    best = 0.0
    for a in map(words, left):
        for b in map(words, right):
            if a and a == b:
                return 1.0
            common = sum((Counter(a) & Counter(b)).values())
            best = max(best, 2 * common / (len(a) + len(b)) if a and b else 0.0)
    return best if best >= LEAST_AGREEMENT else 0.0


def flat(text: str) -> str:
    r"""The text without what does not count in a quote: white space, hyphens at line ends, capitals.

    Example:
        >>> flat("toe-\nzicht op") == flat("Toezicht op")
        True
    """
    plain = unicodedata.normalize("NFKC", text).replace(_SOFT_HYPHEN, "")
    return _SPACE.sub("", _BROKEN_WORD.sub("", plain)).casefold()


def best_pairs(pairs: Sequence[tuple[float, int, int]], core: Sequence[bool]) -> dict[int, int]:
    """One partner at most for each side: best agreement first, then the core, then by number (gold, system)."""
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, gold, mine in sorted(pairs, key=lambda pair: (-pair[0], not core[pair[1]], pair[1], pair[2])):
        if gold not in taken and mine not in used:
            taken[gold] = mine
            used.add(mine)
    return taken
