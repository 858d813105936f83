"""Hand-checked sentences of real pages, kept as digests, and how a reader's text is held against them.

A sentence is kept by file, page and number in reading order, with the count and the digest of its letters and the digest
of its words: the documents' text itself stands nowhere in the project.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from itertools import groupby, pairwise

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u00ad": None})
_DIGEST_BYTES = 8


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence: the file's name, its page from 1, its number on the page from 1, how many letters, and the digests."""

    file: str
    page: int
    number: int
    length: int
    letters: str
    words: str


@dataclass(frozen=True, slots=True)
class Found:
    """How a reader's text gives one sentence: its letters without a break, and its words as well."""

    case: Case
    whole: bool
    words_right: bool


@dataclass(frozen=True, slots=True)
class Scores:
    """What a reader's text is worth: every sentence, and the pairs of next sentences that are both whole and in order."""

    found: tuple[Found, ...]
    pairs: int
    pairs_right: int

    @property
    def whole(self) -> int:
        """How many sentences are whole."""
        return sum(found.whole for found in self.found)

    @property
    def words_right(self) -> int:
        """How many sentences are whole with every space and hyphen where it belongs."""
        return sum(found.words_right for found in self.found)

    @property
    def broken(self) -> tuple[str, ...]:
        """The sentences that are not whole, as `file p. page no. number`."""
        cases = (found.case for found in self.found if not found.whole)
        return tuple(f"{case.file} p. {case.page} no. {case.number}" for case in cases)


def words_of(text: str) -> list[str]:
    """The words of a text, small letters without accents; a hyphen inside a word stays, all other signs go.

    Example:
        >>> words_of("De AI\u2011systemen (zie\u00a03:2) zijn co\u00f6peratief\u2026")
        ['de', 'ai-systemen', 'zie', '3', '2', 'zijn', 'cooperatief']
    """
    plain = unicodedata.normalize("NFKD", text.translate(_HYPHENS)).translate(_HYPHENS).casefold()
    return _WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))


def digest_of(text: str) -> str:
    """The digest that stands for `text`: 8 bytes of blake2b, in hexadecimals."""
    return hashlib.blake2b(text.encode(), digest_size=_DIGEST_BYTES).hexdigest()


def case_of(file: str, page: int, number: int, sentence: str) -> Case:
    """The case of a sentence."""
    words = words_of(sentence)
    letters = "".join(words).replace("-", "")
    return Case(file, page, number, len(letters), digest_of(letters), digest_of(" ".join(words)))


def write_cases(cases: Iterable[Case]) -> str:
    """The table that `read_cases` reads: a line of column names, then a line for each case."""
    rows = ["\t".join(field.name for field in fields(Case))]
    rows += ["\t".join(map(str, astuple(case))) for case in cases]
    return "\n".join(rows) + "\n"


def read_cases(table: str) -> tuple[Case, ...]:
    """The cases of a table, in its order.

    Raises:
        ValueError: where a line has other columns than a case.
    """
    cases = []
    for line in table.splitlines()[1:]:
        file, page, number, length, letters, words = line.split("\t")
        cases.append(Case(file, int(page), int(number), int(length), letters, words))
    return tuple(cases)


class _Letters:
    """The letters of a page and the page after it in one string, and where its words begin."""

    def __init__(self, page: str, after: str) -> None:
        first = words_of(page)
        self.words = [*first, *words_of(after)]
        self.starts: dict[int, int] = {}  # letter -> word
        place = 0
        for index, word in enumerate(self.words):
            self.starts[place] = index
            place += len(word) - word.count("-")
        self.starts[place] = len(self.words)
        self.text = "".join(self.words).replace("-", "")
        self.page_length = sum(len(word) - word.count("-") for word in first)

    def places(self, case: Case) -> list[int]:
        """Where the letters of a case begin; only on the page itself, though they may end on the next."""
        last = min(self.page_length - 1, len(self.text) - case.length)
        window, text = case.length, self.text
        return [start for start in range(last + 1) if digest_of(text[start : start + window]) == case.letters]

    def words_right(self, case: Case, start: int) -> bool:
        """Whether the words that begin at a letter are those of the case."""
        first, last = self.starts.get(start), self.starts.get(start + case.length)
        return first is not None and last is not None and digest_of(" ".join(self.words[first:last])) == case.words


def scores(cases: Iterable[Case], pages: Mapping[str, Sequence[str]]) -> Scores:
    """Holds the texts of pages, by file, against the cases; a file or page that a reader does not give has no text.

    A sentence that starts on a page may end in the text of that page or of the next. Two sentences that follow each other
    on a page are right neighbours where both are whole and none of the page's other sentences begins between them.
    """
    found: list[Found] = []
    pairs = right = 0
    for (file, number), group in groupby(cases, key=lambda case: (case.file, case.page)):
        texts = pages.get(file, ())
        page, after = (texts[at] if at < len(texts) else "" for at in (number - 1, number))
        letters = _Letters(page, after)
        of_page = list(group)
        places = [letters.places(case) for case in of_page]
        found += [
            Found(case, bool(starts), any(letters.words_right(case, start) for start in starts))
            for case, starts in zip(of_page, places, strict=True)
        ]
        begins = sorted({start for starts in places for start in starts})
        pairs += len(of_page) - 1
        for (case, starts), (_, next_starts) in pairwise(zip(of_page, places, strict=True)):
            following = (next((at for at in begins if at >= start + case.length), None) for start in starts)
            right += any(at in next_starts for at in following if at is not None)
    return Scores(tuple(found), pairs, right)
