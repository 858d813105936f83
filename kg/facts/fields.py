"""The order of a Dutch clause: who stands where the subject stands, and who where the object does, whatever the tree says."""

from __future__ import annotations

from dataclasses import dataclass

from kg.dutch.model import Tag
from kg.facts.ends import View

_BOUNDS = frozenset({",", ";", ":", "(", ")", "om"})
_OPENING = frozenset({Tag.SUBORDINATOR})
_LIGHT = frozenset({Tag.ADVERB, Tag.ADJECTIVE, Tag.DETERMINER, Tag.NUMERAL, Tag.PRONOUN})


@dataclass(frozen=True, slots=True)
class Fields:
    """The places of the named thing that stands where the subject of a clause does, and where its object does; None where none does."""

    subject: int | None
    object: int | None


def fields(place: int, view: View) -> Fields:
    """The subject and the object of the verb at `place`, told by the order of words among what is named without a preposition.

    Right before the finite verb of a main clause stands its subject; where something else stands there, the subject follows the verb.
    The object comes behind the subject and the verb, in a subordinate clause between them.
    """
    finite = view.tree.finite(place)
    if finite is None:
        return Fields(None, None)
    first, last = _bounds(finite, view)
    bare = [one for one in _firsts(view) if first <= one <= last and not view.case(one)]
    before = [one for one in bare if one < finite]
    after = [one for one in bare if one > finite]
    opens = first > 0 and view.tree[first - 1].tag in _OPENING
    if opens:
        return Fields(before[0] if before else None, before[1] if len(before) > 1 else None)
    if before:
        closes = _is_right_before(before[-1], finite, view)
        return Fields(before[-1], after[0] if after else None) if closes and len(before) == 1 else Fields(None, None)
    if not after or not _is_light(finite, after[0], view):
        return Fields(None, None)
    beside = len(after) > 1 and _is_light(_last(after[0], view), after[1], view)
    return Fields(after[0], after[1] if beside else None)


def _firsts(view: View) -> list[int]:
    """The named things, of a list its first member alone; not what a conjunction ties to something unnamed."""
    firsts = (one for one in sorted(view.items) if view.lists.get(one, (one,))[0] == one)
    return [one for one in firsts if not one or view.tree[one - 1].tag is not Tag.COORDINATOR]


def _last(place: int, view: View) -> int:
    return view.lists.get(place, (place,))[-1]


def _bounds(finite: int, view: View) -> tuple[int, int]:
    """The first and last word of the stretch around the finite verb that no comma or conjunction parts; lists are kept whole."""
    inside = {between for run in view.lists.values() for between in range(run[0], run[-1] + 1)}
    first = last = finite
    while first > 0 and not _parts(first - 1, inside, view):
        first -= 1
    while last + 1 < len(view.tree) and not _parts(last + 1, inside, view):
        last += 1
    return first, last


def _parts(place: int, inside: set[int], view: View) -> bool:
    """Whether the word at `place` parts two clauses: a mark, a word that opens one, or a conjunction before another verb."""
    token = view.tree[place]
    if place in inside:
        return False
    if token.text.casefold() in _BOUNDS or token.tag in _OPENING or view.tree.antecedent(place) is not None:
        return True
    after = place + 1
    verb = after < len(view.tree) and view.tree.is_verbal(after) and view.tree[after].feature("Tense")
    return token.tag is Tag.COORDINATOR and bool(verb)


def _is_right_before(place: int, finite: int, view: View) -> bool:
    return all(view.tree[one].tag is Tag.ADVERB for one in range(_last(place, view) + 1, finite))


def _is_light(start: int, end: int, view: View) -> bool:
    """Whether only light words (adverbs, articles, adjectives) stand between two places."""
    return all(view.tree[one].tag in _LIGHT for one in range(start + 1, end))
