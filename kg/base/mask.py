"""Mentions as single characters: how patterns over names and words are written as plain regular expressions.

In a masked text every mention is one control character, which tells its type; a noun phrase that names nothing known may be
one as well. A pattern writes {Act}, {actor} or {any} for such a character; regular expressions over a masked text are short,
and linear where they would not be over words. Characters below 256 keep their classes small: beyond that a class takes a
hundred times as long to compile.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.base.span import Span
from kg.base.terms import Family, Kind

_FIRST = 0x0E  # control characters up to 0x1B are no white space and stand in no text, but for broken fonts
_KINDS = tuple(Kind)
_PLACEHOLDER = re.compile(r"\{(any|phrase|" + "|".join([*Kind, *Family]) + r")\}")

PHRASE = chr(_FIRST + len(_KINDS))
"""A noun phrase that names nothing known."""

BARRIER = chr(ord(PHRASE) + 1)
"""Stands before a word that opens another clause."""

GOVERNED = chr(ord(PHRASE) + 2)
"""Stands before a mention, or a list of them, that a preposition governs."""

MENTION = f"{chr(_FIRST)}-{chr(ord(PHRASE) - 1)}"
"""A range for a character class of a regular expression: all mentions."""

_NO_TEXT = re.compile(f"[{chr(_FIRST)}-{GOVERNED}\ue000-\uf8ff]")  # ours, and private ones: bullets of symbol fonts
_BULLET = "•"


def placeholder(kinds: Iterable[Kind], *, phrases: bool = False) -> str:
    """A regular expression for one mention of any of `kinds`, or for a noun phrase where `phrases` are wanted as well."""
    wanted = set(kinds)
    return f"[{''.join(_character(kind) for kind in _KINDS if kind in wanted)}{PHRASE if phrases else ''}]"


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


def _character(kind: Kind | None) -> str:
    return PHRASE if kind is None else chr(_FIRST + _KINDS.index(kind))


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

    `mentions` are spans of the document, sorted and apart; those that do not lie in the text are left out. Such control
    characters that the text itself holds are shown as bullets, and so are those of the private use area.

    Example:
        >>> hidden = masked("De NVWA handhaaft.", 100, [(Span(103, 107), Kind.SUPERVISOR)])
        >>> len(hidden.text), hidden.span(3, 4), hidden.mentions(0, 5)
        (15, Span(start=103, end=107), (0,))
    """
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    numbers: list[int] = []
    here = 0

    def plain(until: int) -> None:
        parts.append(_NO_TEXT.sub(_BULLET, text[here:until]))
        starts.extend(range(offset + here, offset + until))
        ends.extend(range(offset + here + 1, offset + until + 1))
        numbers.extend([-1] * (until - here))

    for number, (span, kind) in enumerate(mentions):
        start, end = span.start - offset, span.end - offset
        if start < here or end > len(text):
            continue
        plain(start)
        parts.append(_character(kind))
        starts.append(span.start)
        ends.append(span.end)
        numbers.append(number)
        here = end
    plain(len(text))
    return Masked("".join(parts), tuple(starts), tuple(ends), tuple(numbers))
