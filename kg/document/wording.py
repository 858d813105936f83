"""How much a string looks like a word of Dutch or English, or a name: by its letters alone, no list of words.

The surprises stand in ontology/lexicons/trigrams/trigrams.tsv, counted by tools/make_trigrams.py in public law texts,
names of public bodies and definitions of published vocabularies.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from kg.base.ontology import ontology_folder

_UNSEEN = 130  # tenths of a bit, for three letters that no word of the table has
_SCALE = 10
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")


def letters_of(word: str) -> str:
    """`word` in small letters without accents; what is left of it that is no letter goes.

    Example:
        >>> letters_of("Beïnvloeding"), letters_of("L'Union")
        ('beinvloeding', 'lunion')
    """
    return "".join(char for char in plain_letters(word.casefold()) if char in _LETTERS)


def plain_letters(word: str) -> str:
    """`word` without accents.

    Example:
        >>> plain_letters("Creëer")
        'Creeer'
    """
    if word.isascii():
        return word
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))


@lru_cache(maxsize=50_000)
def surprise(letters: str) -> float:
    """The mean surprise, in bits, at each letter of a word and at its end: some 3 for words, 7 and more for scribble.

    Example:
        >>> surprise("toezichthouder") < 4 < surprise("xkcqzvw")
        True
    """
    table = _table()
    padded = f"^^{letters}$"
    triples = [padded[index : index + 3] for index in range(len(padded) - 2)]
    return sum(table.get(triple, _UNSEEN) for triple in triples) / len(triples) / _SCALE


@cache
def _table() -> Mapping[str, int]:
    """The table of ontology/, read once."""
    path = ontology_folder() / "lexicons" / "trigrams" / "trigrams.tsv"
    return read_surprises(path.read_text(encoding="utf-8"))


def read_surprises(table: str) -> dict[str, int]:
    r"""Tenths of a bit for each three letters of a table: a line for two letters, with each third and its number.

    Example:
        >>> read_surprises("two\tthird\n^t\to12 e7\n")
        {'^to': 12, '^te': 7}
    """
    found: dict[str, int] = {}
    for line in table.splitlines()[1:]:
        two, thirds = line.split("\t")
        for third in thirds.split(" "):
            found[two + third[0]] = int(third[1:])
    return found


def write_surprises(surprises: Mapping[str, int]) -> str:
    """The table that `read_surprises` reads, sorted."""
    rows: dict[str, list[str]] = {}
    for triple in sorted(surprises):
        rows.setdefault(triple[:2], []).append(f"{triple[2]}{surprises[triple]}")
    return "two\tthird\n" + "".join(f"{two}\t{' '.join(thirds)}\n" for two, thirds in rows.items())
