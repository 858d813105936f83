"""Sentences: the unit in which a relation is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.base.span import Span

# A stop, question or exclamation mark, with closing quotes and brackets, before white space and what can open a sentence;
# ",," and "''" are quotes too.
# Or a stop that lost its space, between a word and a capitalised word.
_STOP = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?: ''(?=\s))?+(?=\s++(?:,,\s?)?[\"'“‘„«(\[]*[A-ZÀ-ÞĲ0-9•-])"
    r"|(?<=[a-zà-ÿ]{3})\.(?=[A-ZÀ-Þ][a-zà-ÿ]* [a-zà-ÿ])"
)
_IN_WORD = re.compile(r"[\w.'’-]")
_LONGEST_WORD = 200  # characters; what is longer is no abbreviation
_LIST_MARK = re.compile(r"^(?:\d{1,3}|[a-z]{1,2})$")
_INITIAL = re.compile(r"^(?:[A-Z]|(?:\w\.)+\w?)$")


def sentence_spans(text: str, abbreviations: frozenset[str]) -> Iterator[Span]:
    """The sentences of one block of text, in order, without white space at their ends.

    A stop behind one of `abbreviations` (lower case, without the last stop), behind an initial or behind what numbers the block
    ("2. De ambtenaren …", "b. de inspectie") ends no sentence.

    Example:
        >>> text = "Zie art. 5 Awb. Dr. A. Jansen zegt o.a. dit. Klaar?"
        >>> [span.of(text) for span in sentence_spans(text, frozenset({"art", "dr", "o.a"}))]
        ['Zie art. 5 Awb.', 'Dr. A. Jansen zegt o.a. dit.', 'Klaar?']
    """
    start = 0
    for stop in _STOP.finditer(text):
        if stop[0].startswith(".") and _is_abbreviation(text, start, stop.start(), abbreviations):
            continue
        yield from _trimmed(text, start, stop.end())
        start = stop.end()
    yield from _trimmed(text, start, len(text))


def _is_abbreviation(text: str, start: int, stop: int, abbreviations: frozenset[str]) -> bool:
    """Whether the word before `stop`, in the sentence that begins at `start`, is one that a stop does not end."""
    first = stop
    least = max(start, stop - _LONGEST_WORD)
    while first > least and _IN_WORD.match(text, first - 1):
        first -= 1
    word = text[first:stop]
    opens = first - start < _LONGEST_WORD and not text[start:first].strip()
    return word.casefold() in abbreviations or bool(_INITIAL.match(word)) or (opens and bool(_LIST_MARK.match(word)))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)
