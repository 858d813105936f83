"""Noun phrases that name nothing known, told by the shape of words: what is supervised may be one ("de hygiëne van het milieu")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.base.knowledge import Knowledge
from kg.base.span import Span
from kg.base.terms import Kind

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_CONTENT = re.compile(r"(?:[A-Z]{1,5}-)?[a-zà-ÿ][a-zà-ÿ'’-]+$")
_ADJECTIVE = re.compile(r"\w(?:e|air|aal|eel|lijk|ig|isch|baar|zaam|ief|zet)$")
_LINKS = frozenset({"van", "voor", "in", "door", "aan"})
_ADDRESSING = frozenset({"aan", "door"})  # behind these a group takes part itself ("rapporteert aan gemeenten")
_ARTICLES = frozenset({"de", "het", "een"})
_SWALLOWED = frozenset({Kind.ACTOR_GROUP, Kind.DOMAIN})
_LONGEST = 4  # adjectives before a noun


@dataclass(frozen=True, slots=True)
class _Token:
    words: str
    span: Span
    kind: Kind | None  # of a mention
    is_noun: bool  # a word that a noun phrase may hold
    is_linked_noun: bool = False  # one that it may hold behind "van"

    @property
    def is_adjective(self) -> bool:
        return self.is_noun and bool(_ADJECTIVE.search(self.words))


def phrases_in(text: str, offset: int, mentions: Sequence[tuple[Span, Kind]], knowledge: Knowledge) -> Iterator[Span]:
    """The noun phrases of a sentence, from left to right, without determiners.

    A phrase is adjectives (they end in -e, -aal, -lijk …) and a noun, perhaps "en" and another noun, and perhaps one more such
    behind "van" and the like; there it may end in a group or domain that is named. `mentions` are spans of the document, sorted.
    """
    tokens = _tokens(text, offset, mentions, knowledge)
    place = 0
    while place < len(tokens):
        end = _simple(tokens, place)
        if end == place:
            place += 1
            continue
        end = _coordinated(tokens, end)
        end = _extended(tokens, end)
        yield Span(tokens[place].span.start, tokens[end - 1].span.end)
        place = end


def _tokens(text: str, offset: int, mentions: Sequence[tuple[Span, Kind]], knowledge: Knowledge) -> list[_Token]:
    tokens: list[_Token] = []
    place = 0
    for span, kind in (*mentions, (None, None)):
        until = len(text) if span is None else span.start - offset
        for found in _WORD.finditer(text, place, until):
            word = found[0]
            is_linked = bool(_CONTENT.match(word)) and word not in knowledge.stop_words
            is_noun = is_linked and word not in knowledge.reserved
            tokens.append(_Token(word, Span(*found.span()).shifted(offset), None, is_noun, is_linked))
        if span is not None:
            tokens.append(_Token("", span, kind, is_noun=False))
            place = span.end - offset
    return tokens


def _adjacent(tokens: Sequence[_Token], place: int) -> bool:
    """Whether only a space parts the token at `place` from the one before."""
    return place < len(tokens) and tokens[place].span.start - tokens[place - 1].span.end == 1


def _simple(tokens: Sequence[_Token], place: int) -> int:
    """Where the adjectives and the noun that begin at `place` end; `place` itself where there is none."""
    last = place
    while last < len(tokens) and tokens[last].is_noun and last - place <= _LONGEST:
        if not tokens[last].is_adjective or not _adjacent(tokens, last + 1) or not tokens[last + 1].is_noun:
            return last + 1
        last += 1
    return place


def _coordinated(tokens: Sequence[_Token], end: int) -> int:
    """Where a second noun ends that shares its "van" with the first (veiligheid en deugdelijkheid van …)."""
    if not (_adjacent(tokens, end) and tokens[end].words == "en" and _adjacent(tokens, end + 1)):
        return end
    second = _simple(tokens, end + 1)
    if second > end + 1 and _adjacent(tokens, second) and tokens[second].words == "van":
        return second
    return end


def _extended(tokens: Sequence[_Token], end: int) -> int:
    """A phrase behind "van" and the like belongs to the noun before it."""
    if not (_adjacent(tokens, end) and tokens[end].words in _LINKS):
        return end
    first = end + 1
    if _adjacent(tokens, first) and tokens[first].words in _ARTICLES:
        first += 1
    if not _adjacent(tokens, first):
        return end
    if tokens[first].kind in _SWALLOWED:
        return end if tokens[end].words in _ADDRESSING else first + 1
    last = _simple(tokens, first)
    if last > first and tokens[last - 1].is_adjective and tokens[end].words != "van":
        return end  # an adjective whose noun is no part of a phrase
    if last > first:
        return _coordinated(tokens, last)
    return first + 1 if tokens[end].words == "van" and tokens[first].is_linked_noun else end
