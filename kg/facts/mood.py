"""How surely a clause of a tree says what it says, and on which instrument that rests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.base.terms import Family, Modality
from kg.facts.clause import modality_of
from kg.facts.ends import View
from kg.facts.heads import Head
from kg.facts.reduce import lower
from kg.facts.relate import Item

_BESIDE = 5  # words beside a relation that can change its modality
_UPWARD = 12  # words between a verb and the finite one above it
_HIDDEN = "\u0000"  # stands for what is named: no word of a cue


@dataclass(frozen=True, slots=True)
class Mood:
    """The clauses from the word that tells a relation up to its finite verb.

    `words` are the places of all their words; `asks` tells whether it is only asked ("of …"), `possible` whether it stands under a
    condition.
    """

    words: frozenset[int]
    asks: bool
    possible: bool

    @classmethod
    def of(cls, place: int, view: View) -> Mood:
        """The mood of what the word at `place` tells."""
        tree = view.tree
        conditions = view.knowledge.frames.lists["condition"]
        words: set[int] = set()
        asks = possible = False
        here = place
        below = frozenset(one for child in tree.labelled(place, "xcomp") for one in tree.clause(child))
        for _ in range(_UPWARD):
            token = tree[here]
            words.update(one for one in tree.clause(here) if one not in below)
            marks = [tree[one].text.casefold() for one in tree.labelled(here, "mark", "advmod", "cc") if one < here]
            possible = possible or (token.label != "root" and any(mark in conditions for mark in marks[:2]))
            asks = asks or (token.label in ("ccomp", "obj", "advcl") and marks[:1] == ["of"])
            if token.head == here or tree.finite(here) is not None or token.label == "amod":
                break
            here = token.head
        return cls(frozenset(words), asks, possible)

    def modality(self, head: Head, places: Iterable[int], view: View) -> Modality:
        """The modality that the words of the clauses give that stand beside `places`; what is inside a condition is possible."""
        around = (*head.places, *places)
        low, high = min(around) - _BESIDE, max(around) + _BESIDE
        told = (one for one in self.words if low <= one <= high)
        modality = modality_of(words_at(told, view), 0, head.frame.cues, view.knowledge)
        if self.possible and modality is Modality.ASSERTED and Modality.POSSIBLE in head.frame.cues:
            return Modality.POSSIBLE
        return modality


def words_at(places: Iterable[int], view: View) -> str:
    """The words at `places` in reading order, in lower case; what is named is hidden, for it holds no cue."""
    return lower(" ".join(_HIDDEN if one in view.items else view.tree[one].text for one in sorted(places)))


def basis_of(trigger: Sequence[int], view: View) -> Item | None:
    """The instrument that the clause of a trigger (the head first) says it rests on; None where it names none."""
    prepositions = view.knowledge.frames.lists["basis"]
    place, *belonging = trigger
    for part in view.tree.governed(place, prepositions, belonging):
        for end in view.meant(part.place, phrases=False):
            if end.item.kind and end.item.kind.family is Family.INSTRUMENT:
                return end.item
    return None
