"""A stretch of text as it is shown to the parser: plain quotes, one word for a name, none for a list mark; and the way back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.base.knowledge import Expressions
from kg.base.span import Span
from kg.dutch.model import Name

_WORD = re.compile(r"[\w&]+")
# Plain quotes, dashes and spaces; half a character, which no encoding has, is shown as a question mark.
_PLAIN = {
    **str.maketrans("“”„‟«»‘’‚‛`´‐‑\u00a0\u2009\u202f\t\n\r\f\v", "\"\"\"\"\"\"''''''--        "),
    **dict.fromkeys(range(0xD800, 0xE000), ord("?")),
}
# What numbers an item or a paragraph: "a.", "1°.", "2.", "(iii)", "1.2.3", "•", "–".
_MARK = re.compile(
    r"\s*(?:[•▪●○◦‣⁃∙·*–—-]+\s+|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,2}|[ivx]{1,5})(?:[°º]\.?|[.)])+\s+|\d{1,3}(?:\.\d{1,3})+\s+)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand for `span` of the text given; `as_one` where they are one word, `is_name` where that is a name."""

    words: str
    span: Span
    as_one: bool = False
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What the parser sees, made of pieces; none is empty."""

    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]

    @property
    def text(self) -> str:
        """All pieces, one after the other."""
        return "".join(piece.words for piece in self.pieces)

    def piece_at(self, place: int) -> tuple[Piece, int]:
        """The piece that holds the character at `place`, and how far into it that is."""
        number = bisect_right(self.starts, place) - 1
        return self.pieces[number], place - self.starts[number]

    def span(self, start: int, end: int) -> Span:
        """What the characters from `start` to `end` (not included) stand for in the text given."""
        first, into = self.piece_at(start)
        last, far = self.piece_at(end - 1)
        begin = first.span.start if first.as_one else first.span.start + into
        return Span(begin, last.span.end if last.as_one else last.span.start + far + 1)


def without_mark(text: str, span: Span) -> Span:
    """`span` without the list number or bullet that it begins with; the whole where nothing else is left.

    Example:
        >>> [without_mark(text, Span(0, len(text))).of(text) for text in ("1°. de wet", "a. de wet", "2.1 De wet", "(a) de wet", "de wet")]
        ['de wet', 'de wet', 'De wet', 'de wet', 'de wet']
    """
    mark = _MARK.match(text, span.start, span.end)
    return Span(mark.end(), span.end) if mark and mark.end() < span.end else span


def shown(text: str, span: Span, names: Sequence[Name], expressions: Expressions) -> Shown:
    """`text[span]` as the parser sees it: `names` and fixed expressions one word each."""
    pieces: list[Piece] = []
    here = span.start
    for name in _apart(names, span):
        pieces += _between(text, Span(here, name.span.start), expressions) if here < name.span.start else ()
        pieces.append(Piece(name.shown, name.span, as_one=True, is_name=True))
        here = name.span.end
    pieces += _between(text, Span(here, span.end), expressions) if here < span.end else ()
    starts, length = [], 0
    for piece in pieces:
        starts.append(length)
        length += len(piece.words)
    return Shown(tuple(pieces), tuple(starts))


def _apart(names: Iterable[Name], span: Span) -> Iterator[Name]:
    """The names within `span`, in order, without those that overlap one before."""
    end = span.start
    for name in sorted(names, key=lambda name: name.span):
        if name.span.start >= end and name.span.end <= span.end and name.shown:
            yield name
            end = name.span.end


def _between(text: str, span: Span, expressions: Expressions) -> Iterator[Piece]:
    """Words between names: fixed expressions as one word, the rest as it stands with plain quotes and spaces."""
    here = span.start
    for found in expressions.regex.finditer(text, span.start, span.end):
        if here < found.start():
            yield Piece(text[here : found.start()].translate(_PLAIN), Span(here, found.start()))
        yield Piece(expressions.shown(found[0]), Span(*found.span()), as_one=True)
        here = found.end()
    if here < span.end:
        yield Piece(text[here : span.end].translate(_PLAIN), Span(here, span.end))


def as_one_word(name: str) -> str:
    """A name of several words as the one word that the parser is shown: its words joined, which keeps how it begins and ends.

    Example:
        >>> as_one_word("Raad voor Zuid en Noord"), as_one_word("Awb")
        ('Raad-voor-Zuid-en-Noord', 'Awb')
    """
    return "-".join(_WORD.findall(name)) or name
