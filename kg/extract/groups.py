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

_JOINT = re.compile(
    r"(?<=[b-df-hj-np-tv-xz])-(?=[a-zà-ÿ])(?<=[a-z]{3}-)"
)  # "rechtshandhavings-instanties": the hyphen may be left out
_WORD = re.compile(r"[^\W\d_](?:[\w'-]*[^\W_])?")
_BARE_ADJECTIVES = ("aal", "eel", "isch", "lijk", "end", "baar", "ief")  # as in "een speciaal team"
_INDEFINITE = frozenset({"een", "elk", "ieder", "geen"})
_ADDRESS = 80  # characters before a word that show whether it is part of an address
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
    for place, (word, begin, end) in enumerate(words):
        if not (word[0].islower() or "-" in word or place == 0 or _opens(text, words, place)):
            continue
        noun = word if word[1:].islower() else word.rpartition("-")[2]
        head = _head(word.casefold(), heads) if noun and noun[1:].islower() else None
        if head is None or _is_address(text, begin, end) or (noun != word and len(head[0]) > len(noun)):
            continue
        form, found, is_plural = head
        first = _first_adjective(text, words, place, knowledge)
        if not is_plural and (first == 0 or words[first - 1][0].casefold() not in around.determiners):
            continue
        if _tells_no_actor(text, words, first, place, knowledge):
            continue
        if any(word.casefold() in around.deictic for word, _, _ in words[first:place]):
            continue  # "de volgende personen" are told elsewhere
        while first < place and words[first][0].casefold() in around.unspecific:
            first += 1
        start = words[first][1]
        if first == place and _is_joined(text, words, place):
            start = words[place - 2][1]
        label = _folded(text[start : end - len(form)]) + found.plural
        label = _JOINT.sub("", label) if label.islower() else label
        names = () if is_plural else (text[start:end],)
        yield Mention(
            span=Span(start, end),
            kind=found.kind,
            targets=(Target(iri=None, kind=found.kind, label=label, names=names),),
            rule=_RULE,
        )


def _opens(text: str, words: list[tuple[str, int, int]], place: int) -> bool:
    """Whether the word begins a sentence."""
    return text[words[place - 1][2] : words[place][1]].strip().endswith((".", ":", "?", "!"))


def _of_a_country(word: str) -> bool:
    """Whether the word is an adjective made of a name: "Europese", "Amsterdamse"."""
    return word[1:].islower() and word.endswith(("se", "sche"))


def _is_indefinite(words: list[tuple[str, int, int]], place: int) -> bool:
    """Whether the word stands behind "een" or the like."""
    return place > 0 and words[place - 1][0].casefold() in _INDEFINITE


def _is_joined(text: str, words: list[tuple[str, int, int]], place: int) -> bool:
    """Whether the noun shares its last part with the word before "en": "advies- en meldpunten"."""
    if place < 2 or words[place - 1][0] not in ("en", "of"):  # noqa: PLR2004 - the word and its "en"
        return False
    return text[words[place - 2][2] : words[place - 1][1]] == "- "


def _is_address(text: str, start: int, end: int) -> bool:
    """Whether the word is part of a web or mail address."""
    if text[end : end + 1] == "@" or (text[end : end + 1] == "." and text[end + 1 : end + 2].isalnum()):
        return True
    before = text[max(0, start - _ADDRESS) : start]
    return not before[-1:].isspace() and any(sign in before.split()[-1] for sign in ("www.", "//", "@") if before)


def _tells_no_actor(text: str, words: list[tuple[str, int, int]], first: int, place: int, knowledge: Knowledge) -> bool:
    """Whether the noun is too vague for a group as it stands here, or names what is done."""
    around = knowledge.around_groups
    word, _, end = words[place]
    if first == place and word in around.action and text.startswith(" van ", end):
        return True
    if word in around.single and (first == place or text.startswith((" op ", " voor "), end)):
        return True  # "is de onafhankelijke toezichthouder op" tells what someone does
    before = [one.casefold() for one, _, _ in words[max(0, first - 2) : first]]
    if before[-1:] == ["in"] or before == ["in", "de"]:
        return word in around.place
    if before and before[-1] in around.role:
        return True
    if word.casefold() not in around.vague:
        return False
    beside = (*words[max(0, place - 2) : place], *words[place + 1 : place + 2])
    return not any(one.casefold() in around.telling for one, _, _ in beside)


def _folded(words: str) -> str:
    """In lower case, but for abbreviations and names that a hyphen joins ("GGZ-instellingen")."""
    return words if any(char.isupper() for char in words[1:]) or "-" in words else words.casefold()


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
            (word.endswith("e") or (word.endswith(_BARE_ADJECTIVES) and _is_indefinite(words, first - 1)))
            and word.casefold() not in knowledge.stop_words
        )
        if not adjacent or not is_adjective or not (word.islower() or _of_a_country(word)):
            break
        first -= 1
    return first
