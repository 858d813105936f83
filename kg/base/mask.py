"""Mentions as single characters: how patterns over names and words are written as plain regular expressions.

In a masked text every mention is one character of Unicode's private use area, which tells its type; a noun phrase that
names nothing known may be one as well. A pattern writes {Act}, {actor} or {any} for such a character; regular
expressions over a masked text are short, and linear where they would not be over words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.base.span import Span
from kg.base.terms import Family, Kind

_FIRST = 0xE000
_EACH = 512  # mentions of one type that a masked text tells apart; what goes beyond stays words
_KINDS = tuple(Kind)
_PLACEHOLDER = re.compile(r"\{(any|phrase|" + "|".join([*Kind, *Family]) + r")\}")

_PHRASES = _FIRST + _EACH * len(_KINDS)
_LAST = 0xF8F0
_PRIVATE = re.compile("[\ue000-\uf8ff]")  # in a source mostly bullets of symbol fonts; never a mention
_BULLET = "•"

BARRIER = chr(0xF8FE)
"""Stands before a word that opens another clause."""

GOVERNED = chr(0xF8FF)
"""Stands before a mention, or a list of them, that a preposition governs."""

MENTION = f"{chr(_FIRST)}-{chr(_PHRASES - 1)}"
"""A range for a character class of a regular expression: all mentions."""

PHRASE = f"{chr(_PHRASES)}-{chr(_LAST)}"
"""A range for a character class of a regular expression: noun phrases that name nothing known."""


def placeholder(kinds: Iterable[Kind], *, phrases: bool = False) -> str:
    """A regular expression for one mention of any of `kinds`, or for a noun phrase where `phrases` are wanted as well."""
    wanted = set(kinds)
    ranges = [f"{chr(_first(kind))}-{chr(_first(kind) + _EACH - 1)}" for kind in _KINDS if kind in wanted]
    return f"[{''.join(ranges)}{PHRASE if phrases else ''}]"


def with_placeholders(regex: str) -> str:
    """`regex` with {Act}, {actor}, {any} and {phrase} (a noun phrase that names nothing known) written as classes of characters."""

    def written(found: re.Match[str]) -> str:
        name = found[1]
        if name == "any":
            return placeholder(_KINDS)
        if name == "phrase":
            return placeholder((), phrases=True)
        return placeholder(kind for kind in _KINDS if name in (kind, kind.family))

    return _PLACEHOLDER.sub(written, regex)


def _first(kind: Kind | None) -> int:
    return _PHRASES if kind is None else _FIRST + _EACH * _KINDS.index(kind)


def _room(kind: Kind | None) -> int:
    return _LAST - _PHRASES if kind is None else _EACH


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with mentions as single characters, and the way back.

    `starts[i]` and `ends[i]` are where the characters that `text[i]` stands for begin and end in the document; `numbers[i]`
    is the number of the mention, in the order given, or -1 for a character of the text itself.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    numbers: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The characters of the document that `text[start:end]` stands for."""
        return Span(self.starts[start], self.ends[end - 1])

    def mentions(self, start: int, end: int) -> tuple[int, ...]:
        """The numbers of the mentions in `text[start:end]`, from left to right."""
        return tuple(number for number in self.numbers[start:end] if number >= 0)

    def renumbered(self, by: int) -> Masked:
        """The same text with the numbers of its mentions `by` higher."""
        return replace(self, numbers=tuple(number + by if number >= 0 else number for number in self.numbers))

    def joined(self, other: Masked) -> Masked:
        """This text, a space, and `other`, which stands further on in the document."""
        return Masked(
            f"{self.text} {other.text}",
            (*self.starts, self.ends[-1], *other.starts),
            (*self.ends, self.ends[-1] + 1, *other.ends),
            (*self.numbers, -1, *other.numbers),
        )


def masked(text: str, offset: int, mentions: Sequence[tuple[Span, Kind | None]]) -> Masked:
    """`text`, which stands at `offset` of its document, with `mentions` masked; without a type they are noun phrases.

    `mentions` are spans of the document, sorted and apart; those that do not lie in the text are left out. Characters of the
    private use area that the text itself holds are shown as bullets.

    Example:
        >>> hidden = masked("De NVWA handhaaft.", 100, [(Span(103, 107), Kind.SUPERVISOR)])
        >>> len(hidden.text), hidden.span(3, 4), hidden.mentions(0, 5)
        (15, Span(start=103, end=107), (0,))
    """
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    numbers: list[int] = []
    used: dict[Kind | None, int] = dict.fromkeys((*_KINDS, None), 0)
    here = 0

    def plain(until: int) -> None:
        parts.append(_PRIVATE.sub(_BULLET, text[here:until]))
        starts.extend(range(offset + here, offset + until))
        ends.extend(range(offset + here + 1, offset + until + 1))
        numbers.extend([-1] * (until - here))

    for number, (span, kind) in enumerate(mentions):
        start, end = span.start - offset, span.end - offset
        if start < here or end > len(text) or used[kind] == _room(kind):
            continue
        plain(start)
        parts.append(chr(_first(kind) + used[kind]))
        used[kind] += 1
        starts.append(span.start)
        ends.append(span.end)
        numbers.append(number)
        here = end
    plain(len(text))
    return Masked("".join(parts), tuple(starts), tuple(ends), tuple(numbers))
