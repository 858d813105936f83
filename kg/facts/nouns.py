"""How far the noun phrase of a word reaches: what a reader would name the thing by."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kg.base.terms import Family, Kind
from kg.dutch.model import Tag
from kg.facts.relate import Item
from kg.facts.tree import Tree

_MOST_TIED = 3  # phrases with "van" one behind the other
_TYING = frozenset({"van", "der", "des"})
_TRAILING = frozenset({"aan", "op", "in", "voor", "bij", "tussen", "over", "tegen", "naar", "binnen", "onder", "met"})
_NOUNS = frozenset({Tag.NOUN, Tag.NAME})
_BEFORE_NOUN = frozenset({Tag.DETERMINER, Tag.ADJECTIVE, Tag.NUMERAL})
_ENDING = frozenset({Tag.PUNCTUATION, Tag.COORDINATOR, Tag.SUBORDINATOR})
_BY_KIND = frozenset({Kind.ACTOR_GROUP, Kind.DOMAIN})


@dataclass(frozen=True, slots=True)
class Extent:
    """The places of a noun phrase: from `first` to `last` (included); to `core` without what only may belong to it."""

    first: int
    core: int
    last: int


def extent(place: int, tree: Tree, items: Mapping[int, Item], empty: AbstractSet[str]) -> Extent:
    """The noun phrase that the word at `place` heads, without its determiner.

    What "van" ties to it belongs to it in any case; one more phrase with a preposition does where it ends the clause and names
    neither a registered thing nor one of `empty` (times, manners). An instrument behind "van" stands apart.
    """
    first, last = tree.phrase(place)
    core = last = max(last, _shared(place, last, tree, items))
    for _ in range(_MOST_TIED):
        tied = _tied(last, _TYING, tree, items)
        if tied is None:
            break
        last = tied
    trailing = _tied(last, _TRAILING, tree, items)
    if trailing is not None and _may_trail(trailing, tree, items, empty):
        further = _tied(trailing, _TYING, tree, items)
        last = further if further is not None else trailing
    return Extent(first, core, last)


def _shared(place: int, last: int, tree: Tree, items: Mapping[int, Item]) -> int:
    """The last of two nouns that share one "van" ("veiligheid en deugdelijkheid van liften"); `last` itself where there is none."""
    second = last + 2
    if second + 1 >= len(tree) or last != place or tree[last + 1].text.casefold() != "en":
        return last
    alike = tree[second].tag is Tag.NOUN and second not in items
    return second if alike and tree[second + 1].text.casefold() in _TYING else last


def _tied(last: int, prepositions: AbstractSet[str], tree: Tree, items: Mapping[int, Item]) -> int | None:
    """The last word of the phrase that one of `prepositions` ties to the word at `last`; None where there is none."""
    if last + 2 >= len(tree) or tree[last + 1].text.casefold() not in prepositions:
        return None
    noun = last + 2
    while noun + 1 < len(tree) and noun not in items and tree[noun].tag in _BEFORE_NOUN:
        noun += 1
    item = items.get(noun)
    if tree[noun].tag not in _NOUNS and item is None:
        return None
    if item:
        return None if item.kind and item.kind.family is Family.INSTRUMENT else noun
    return max(noun, tree.phrase(noun)[1])


def _may_trail(last: int, tree: Tree, items: Mapping[int, Item], empty: AbstractSet[str]) -> bool:
    item = items.get(last)
    if item and item.kind not in _BY_KIND:
        return False
    if tree[last].text.casefold() in empty or tree[last].lemma.casefold() in empty:
        return False
    after = last + 1
    return after == len(tree) or tree[after].tag in _ENDING or tree[after].text.casefold() in _TYING
