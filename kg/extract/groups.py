"""Actors named by kind: "zorgaanbieders", "zelfstandige bestuursorganen", "de vervoerder"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.base.ids import RuleId
from kg.base.knowledge import GroupWord, Knowledge
from kg.base.span import Span
from kg.extract.model import Mention, Target

_WORD = re.compile(r"[^\W\d_](?:[\w'-]*[^\W_])?")
_ADJECTIVES = 2  # adjectives before the noun that belong to the name of the group
_RULE = RuleId("lexicon#groepen")


@dataclass(frozen=True, slots=True, eq=False)
class _Heads:
    whole: dict[str, tuple[GroupWord, bool]]
    ending: dict[str, tuple[GroupWord, bool]]
    longest: int
    shortest: int


@lru_cache(maxsize=4)
def _heads(knowledge: Knowledge) -> _Heads:
    whole: dict[str, tuple[GroupWord, bool]] = {}
    ending: dict[str, tuple[GroupWord, bool]] = {}
    for word in knowledge.groups:
        for form, is_plural in ((word.plural, True), (word.singular, False)):
            if form:
                whole[form] = (word, is_plural)
            if form and word.compound:
                ending[form] = (word, is_plural)
    return _Heads(whole, ending, max(map(len, ending)), min(map(len, ending)))


def groups_in(text: str, knowledge: Knowledge) -> Iterator[Mention]:
    """The groups named in `text`, from left to right; a singular counts only behind a determiner ("een vervoerder").

    Singular and plural are one group, whose label is the plural; adjectives before the noun belong to it unless they say nothing
    of its kind ("andere"). A word with a capital inside a sentence is a name, not a kind.
    """
    heads = _heads(knowledge)
    around = knowledge.around_groups
    words = [(found[0], found.start(), found.end()) for found in _WORD.finditer(text)]
    for place, (word, _, end) in enumerate(words):
        opens = place == 0 or text[words[place - 1][2] : words[place][1]].strip().endswith((".", ":", "?", "!"))
        head = _head(word.casefold(), heads) if word[1:].islower() and (word[0].islower() or opens) else None
        if head is None:
            continue
        form, found, is_plural = head
        first = _first_adjective(text, words, place, knowledge)
        if not is_plural and (first == 0 or words[first - 1][0].casefold() not in around.determiners):
            continue
        if any(word.casefold() in around.deictic for word, _, _ in words[first:place]):
            continue  # "de volgende personen" are told elsewhere
        while first < place and words[first][0].casefold() in around.unspecific:
            first += 1
        start = words[first][1]
        label = text[start : end - len(form)].casefold() + found.plural
        names = () if is_plural else (text[start:end],)
        yield Mention(
            span=Span(start, end),
            kind=found.kind,
            targets=(Target(iri=None, kind=found.kind, label=label, names=names),),
            rule=_RULE,
        )


def _head(word: str, heads: _Heads) -> tuple[str, GroupWord, bool] | None:
    if word in heads.whole:
        return (word, *heads.whole[word])
    for length in range(min(heads.longest, len(word) - 2), heads.shortest - 1, -1):
        if word[-length:] in heads.ending:
            return (word[-length:], *heads.ending[word[-length:]])
    return None


def _first_adjective(text: str, words: list[tuple[str, int, int]], place: int, knowledge: Knowledge) -> int:
    """The number of the first word that belongs to the group named at `place`."""
    first = place
    while first and place - first < _ADJECTIVES:
        word, _, end = words[first - 1]
        adjacent = text[end : words[first][1]] == " "
        if adjacent and word == "en" and first < place and first > 1 and words[first - 2][0].endswith("e"):
            first -= 2  # "middelgrote en kleine banken"
            break
        is_adjective = word in knowledge.around_groups.adjectives or (
            word.endswith("e") and word.casefold() not in knowledge.stop_words
        )
        if not adjacent or not is_adjective or not word.islower():
            break
        first -= 1
    return first
