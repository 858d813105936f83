"""Rows of a page that are no language: handwriting or dirt that a program took for text, fonts that tell wrong letters.

A row is judged by the letters of its words (see kg.document.wording) and by their shape. Figures, abbreviations, codes,
addresses and other scripts are neither for nor against it, so that a table of numbers or a list of names is no noise. Text
that a program read from a picture is judged more strictly than text that a writer put there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.document.lines import Line, Word, lines_of
from kg.document.wording import letters_of, plain_letters, surprise

_GAP = 1.5  # ems: what stands further apart on a row is judged apart
_RUN = re.compile(r"[^\W\d_]+")
_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_]")
_SCRIBBLE = re.compile(r"[\\|^~`{}$¬¦°*<>=\[\]•■□♦¢£¥§]")  # signs that no word has within
_FIGURE_IN_WORD = re.compile(r"[a-z]\d+[a-z]")
_ADDRESS = re.compile(
    r"https?:|www\.|@[\w-]+\.\w|\w\.(?:nl|eu|com|org|net|pdf|docx?)\b|\w[/\\_]\w+[/\\_.]\w", re.IGNORECASE
)
_STRAY = 1.5  # the weight of a lone letter or sign
_ODD_BITS = 5.6  # mean surprise from which on a word is none of ours
_ODD_BITS_SHORT = 7.2
_SHORT = 3  # letters
_ABBREVIATION = 6  # letters: capitals up to here may stand for anything
_SPACED = 4  # lone letters on a row, and their share of it, from which on it is a word set wide
_SPACED_SHARE = 0.8

# What a row must weigh to be noise, and a row beside it.
_LEAST_ODD = {True: 4.0, False: 12.0}  # read from a picture, written
_LEAST_ODDNESS = {True: 0.4, False: 0.7}
_LEAST_ODD_WORDS = {True: 2, False: 3}
_BESIDE = 0.34
_NEAR_LINES = 2.5  # sizes
_MOST_ODD_PAGE = {True: 0.35, False: 0.45}  # of all characters that speak
_LEAST_SPEAKING = 40


@dataclass(frozen=True, slots=True)
class Weight:
    """How many characters of some text speak for a language and how many against, and how many words those are."""

    words: float = 0.0
    odd: float = 0.0
    odd_words: int = 0

    def __add__(self, other: Weight) -> Weight:
        return Weight(self.words + other.words, self.odd + other.odd, self.odd_words + other.odd_words)

    @property
    def oddness(self) -> float:
        """The share that speaks against it; 0 where nothing speaks."""
        return self.odd / (self.words + self.odd) if self.words + self.odd else 0.0


_NOTHING = Weight()


def weight_of(token: str) -> Weight:
    """What one word says: its letters for or against, or nothing.

    Example:
        >>> weight_of("toezicht,"), weight_of("v(k|t{")
        (Weight(words=8.0, odd=0.0, odd_words=0), Weight(words=0.0, odd=6.0, odd_words=1))
        >>> [weight_of(token) == Weight() for token in ("12.500", "NVWA", "www.voorbeeld.nl", "–")]
        [True, True, True, True]
    """
    runs = _RUN.findall(token)
    bare = token.strip("\"'“”‘’„.,;:!?()[]<>*|•·–—-…")
    if not runs:
        scribble = len(bare) > 1 and _SCRIBBLE.search(bare) is not None and not any(map(str.isdigit, bare))
        return _odd(_STRAY) if scribble and len(set(bare)) > 1 else _NOTHING
    if _ADDRESS.search(token):
        return _NOTHING
    if len(bare) == 1:
        return _odd(_STRAY) if bare.isalpha() and bare.isascii() and len(token) <= 1 + (token[-1] == ".") else _NOTHING
    if _SCRIBBLE.search(bare) or _FIGURE_IN_WORD.search(bare):
        return _odd(len(bare))
    return sum(map(_weight_of_run, runs), _NOTHING)


def _weight_of_run(run: str) -> Weight:
    """What letters without a break between them say."""
    letters = letters_of(run)
    if len(run) == 1 or (
        len(letters) < len(run) / 2 and any("LATIN" not in unicodedata.name(char, "") for char in run)
    ):
        return _NOTHING
    if run.isupper() and len(run) <= _ABBREVIATION:
        return _NOTHING
    humps = _HUMP.findall(plain_letters(run))
    if len(humps) > 1:
        return _odd(len(run)) if len(humps) > max(_SHORT - 1, len(run) / 3) else _NOTHING
    bound = _ODD_BITS_SHORT if len(letters) <= _SHORT else _ODD_BITS
    return _odd(len(run)) if surprise(letters) > bound else Weight(words=len(run))


def _odd(characters: float) -> Weight:
    return Weight(odd=float(characters), odd_words=1)


def without_noise(words: Sequence[Word], *, from_picture: bool) -> tuple[tuple[Word, ...], int]:
    """The words of a page without the rows that are noise, and how many rows those were.

    A row whose words speak neither way stays, unless it stands among noise. `from_picture` says that a program read the words
    from a picture. No word is left where the page as a whole makes no words.
    """
    rows = segments_of(words)
    weights = [_weight_of_row(row.words) for row in rows]
    whole = sum(weights, _NOTHING)
    if whole.words + whole.odd >= _LEAST_SPEAKING and whole.oddness > _MOST_ODD_PAGE[from_picture]:
        return (), len(rows)
    bad = {index for index, weight in enumerate(weights) if _is_noise(weight, from_picture=from_picture)}
    if from_picture:
        bad |= {
            index
            for index, (row, weight) in enumerate(zip(rows, weights, strict=True))
            if index not in bad and weight.oddness >= _BESIDE and any(_is_near(row, rows[other]) for other in bad)
        }
    gone = {word for index in bad for word in rows[index].words}
    return tuple(word for word in words if word not in gone), len(bad)


def _weight_of_row(words: Sequence[Word]) -> Weight:
    """What the words of a row say; letters that were set apart ("B E S L U I T") are one word."""
    texts = [word.text for word in words]
    spaced = sum(len(text) == 1 and text.isalpha() for text in texts)
    if spaced >= _SPACED and spaced >= _SPACED_SHARE * len(texts):
        texts = ["".join(texts)]
    return sum(map(weight_of, texts), _NOTHING)


def _is_noise(weight: Weight, *, from_picture: bool) -> bool:
    return (
        weight.odd >= _LEAST_ODD[from_picture]
        and weight.oddness >= _LEAST_ODDNESS[from_picture]
        and weight.odd_words >= _LEAST_ODD_WORDS[from_picture]
    )


def _is_near(row: Line, other: Line) -> bool:
    """Whether a row stands right above, below or beside another."""
    reach = _NEAR_LINES * max(row.size, other.size)
    return abs(row.y - other.y) <= reach and row.x0 <= other.x1 + reach and other.x0 <= row.x1 + reach


def segments_of(words: Iterable[Word]) -> tuple[Line, ...]:
    """The rows of a page, cut where a wide gap stands."""
    found: list[Line] = []
    for line in lines_of(words):
        run = [line.words[0]]
        for before, word in pairwise(line.words):
            if word.x0 - before.x1 > _GAP * max(before.size, word.size):
                found.append(Line(tuple(run)))
                run = []
            run.append(word)
        found.append(Line(tuple(run)))
    return tuple(found)
