"""The named things of a sentence that stand in one list ("A, B en C"), told by the order of words alone."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from kg.dutch.model import Tag
from kg.facts.relate import Item
from kg.facts.tree import Tree

_LISTED = frozenset(
    {"en", "of", "alsmede", "alsook", "evenals", "en/of", "dan wel", "zowel", "als", "resp.", "respectievelijk"}
)
_MOST_BETWEEN = 2  # words between members of a list
_BEFORE_NOUN = frozenset({Tag.DETERMINER, Tag.ADJECTIVE, Tag.NUMERAL})
_REFERRING = frozenset({"bedoeld", "genoemd", "vermeld"})
_CLOSING = frozenset(
    {"van", "met", "op", "tot", "aan", "in", "bij", "dan"}
)  # the last words of expressions that govern
_OF_NOUN = frozenset({"amod", "det", "nummod", "nmod:poss"})


def lists_of(tree: Tree, items: Mapping[int, Item]) -> Mapping[int, tuple[int, ...]]:
    """The places of the members of each list, in reading order, by each of these places; a conjunction stands before its last one.

    Behind that only one more conjunction goes on with it, no comma.
    """
    found: dict[int, tuple[int, ...]] = {}
    run: list[int] = []
    for place in (*sorted(items), None):
        if place is not None and run and _goes_on(run[-1], place, tree, items) and not _is_past_end(run, place, tree):
            run.append(place)
            continue
        members = tuple(run[:-1] if _is_gapped(run, tree) else run)
        if any(_is_ended(one, other, tree) for one, other in pairwise(members)):
            found.update(dict.fromkeys(members, members))
        run = [] if place is None else [place]
    return found


def preposition_before(place: int, tree: Tree) -> str:
    """The preposition before the word at `place` and what stands before a noun, in lower case; empty where there is none."""
    here = place - 1
    while here >= 0 and (tree[here].tag in _BEFORE_NOUN or tree[here].label in _OF_NOUN):
        here -= 1
    if here < 0:
        return ""
    token = tree[here]
    governs = token.tag is Tag.ADPOSITION or (token.is_expression and token.text.split()[-1].casefold() in _CLOSING)
    return token.text.casefold() if governs else ""


def _goes_on(one: int, other: int, tree: Tree, items: Mapping[int, Item]) -> bool:
    first, second = items[one].kind, items[other].kind
    if first is None or second is None or first.family is not second.family:
        return False
    between = _between(one, other, tree)
    if not between or not (between[-1] == "," or between[-1] in _LISTED):
        return False
    if all(word == "," or word in _LISTED for word in between):
        return len(between) <= _MOST_BETWEEN
    # A member that names nothing known: "A, de eenheid Zuid, B en C".
    inner = between[1:-1]
    words = all(word[0].isalpha() and word not in _LISTED for word in inner)
    return between[0] == "," and len(inner) <= _MOST_BETWEEN and words


def _is_ended(one: int, other: int, tree: Tree) -> bool:
    return any(word in _LISTED for word in _between(one, other, tree))


def _is_past_end(run: list[int], place: int, tree: Tree) -> bool:
    """Whether a conjunction has led to the last of `run`, and none leads on to `place`."""
    ended = len(run) > 1 and _is_ended(run[-2], run[-1], tree)
    return ended and not _is_ended(run[-1], place, tree)


def _is_gapped(run: list[int], tree: Tree) -> bool:
    """Whether the last of `run` opens a clause that lacks its verb ("houdt toezicht op A, en B op C")."""
    if not run or run[-1] + 1 >= len(tree):
        return False
    return tree[run[-1] + 1].text.casefold() == preposition_before(run[0], tree) != ""


def _between(one: int, other: int, tree: Tree) -> list[str]:
    """The words between two named things, without what stands before a noun and a preposition that both have.

    What only says where one is told of (", bedoeld in artikel 5,") is left out too.
    """
    shared = tree.case(one) == tree.case(other) != ""
    first = _past_reference(one + 1, other, tree)
    return [
        tree[place].text.casefold()
        for place in range(first, other)
        if tree[place].tag not in _BEFORE_NOUN and not (shared and tree[place].tag is Tag.ADPOSITION)
    ]


def _past_reference(first: int, end: int, tree: Tree) -> int:
    """Where the words go on behind a reference in commas that begins at `first`: at its last comma; `first` where none does."""
    if first + 2 >= end or tree[first].text != ",":
        return first
    words = [tree[place].text.casefold() for place in range(first + 1, min(end, first + 3))]
    if not (words[0] in _REFERRING or (words[0] == "als" and words[1:] == ["bedoeld"])):
        return first
    return next((place for place in range(end - 1, first, -1) if tree[place].text == ","), end - 1)
