"""How surely a clause says what it says, and on which instrument it rests."""

from __future__ import annotations

import re

from kg.base.knowledge import Knowledge
from kg.base.mask import BARRIER
from kg.base.terms import Modality

_OPENS = re.compile(
    rf"[;:]|, (?={BARRIER}?(?:maar|terwijl|waarbij|zodat|omdat|indien|als|wanneer|mits|tenzij|hoewel|die|dat|welke|waarin|waarop|dan)\b)"
    rf"| (?={BARRIER}?(?:indien|wanneer|tenzij|omdat|zodat|terwijl|hoewel)\b)"
)
_ENDS = re.compile(
    _OPENS.pattern + rf"|,? (?={BARRIER}?(?:om|dat|die|hetgeen|hoe|wat|wie|of)\b)"
    rf"| (?=en {BARRIER}?(?:kan|kunnen|zal|zullen|moet|moeten|mag|mogen|dient|dienen)\b)"
)
# "Als" before people or things in the plural names their capacity ("als toezichthouders worden aangewezen").
_CONDITION = re.compile(
    r"\s*(?:indien|als(?! (?:belast|zodanig|bevoegde?|bedoeld)\b)(?! (?:\w+e )?\w+(?:en|rs)\b)|wanneer|mits|tenzij|ingeval|in geval)\b"
)


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause begins and ends that holds `text[start:end]`: masked text in lower case.

    Example:
        >>> text = "indien dat nodig is, dan houdt x toezicht op y; z niet."
        >>> begin, end = clause_around(text, 31, 46)
        >>> text[begin:end]
        'dan houdt x toezicht op y'
    """
    begin = max((found.end() for found in _OPENS.finditer(text, 0, start + 1) if found.end() <= start), default=0)
    after = _ENDS.search(text, end)
    return begin, after.start() if after else len(text)


def modality_of(clause: str, told_from: int, cues: frozenset[Modality], knowledge: Knowledge) -> Modality:
    """The modality of what `clause` (in lower case) says: by those of `cues` that are in it.

    What a condition holds is possible.

    `told_from` is where in the clause the relation itself begins.
    """
    for cue in knowledge.modality:
        if cue.modality in cues and cue.regex.search(clause):
            return cue.modality
    if Modality.POSSIBLE in cues and _CONDITION.match(clause) and "," not in clause[:told_from]:
        return Modality.POSSIBLE
    return Modality.ASSERTED


def basis_phrases(text: str, knowledge: Knowledge) -> tuple[tuple[int, int, int], ...]:
    """Where `text` (masked) says what something rests on: the beginning and end of the words, and the place of the instrument."""
    return tuple(
        (*found.span(), found.start("basis"))
        for pattern in knowledge.patterns["basis"]
        for found in pattern.matches(text)
    )
