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
_BEHIND_ACTORS = frozenset({"in", "bij", "binnen"})  # other phrases behind people rather belong to the verb
_TOPICS = frozenset({"over", "omtrent", "inzake", "betreffende"})  # behind people: what one tells them about
_DEFINING = frozenset({"die", "dat"})
_LONGEST_CLAUSE = 14  # words of a clause that tells which people are meant
_NOUNS = frozenset({Tag.NOUN, Tag.NAME})
_BEFORE_NOUN = frozenset({Tag.DETERMINER, Tag.ADJECTIVE, Tag.NUMERAL})
_ENDING = frozenset({Tag.PUNCTUATION, Tag.COORDINATOR, Tag.SUBORDINATOR})
_OWN_PARTS = frozenset(
    {"obj", "iobj", "nsubj", "nsubj:pass", "obl", "obl:arg", "root", "compound:prt", "advmod", "xcomp"}
)
_BY_KIND = frozenset({Kind.ACTOR_GROUP, Kind.DOMAIN})


@dataclass(frozen=True, slots=True)
class Extent:
    """The places of a noun phrase: from `first` to `last` (included); to `core` without what only may belong to it."""

    first: int
    core: int
    last: int


def extent(
    place: int, tree: Tree, items: Mapping[int, Item], empty: AbstractSet[str], *, names_actors: bool = False
) -> Extent:
    """The noun phrase that the word at `place` heads, without its determiner.

    What "van" ties to it belongs to it in any case; one more phrase with a preposition does where it ends the clause and names
    neither a registered thing nor one of `empty` (times, manners); behind what `names_actors` only a place does, and the
    clause that tells which are meant. An instrument behind "van" stands apart.
    """
    first, last = tree.phrase(place)
    core = last = max(last, _shared(place, last, tree, items))
    for _ in range(_MOST_TIED):
        tied = _tied(last, _TYING, tree, items)
        if tied is None or (names_actors and not _belongs(tied, first, last, tree)):
            break
        last = tied
    trailing = _tied(last, _BEHIND_ACTORS if names_actors else _TRAILING, tree, items)
    if trailing is not None and _may_trail(trailing, tree, items, empty) and _hangs_on(trailing, first, last, tree):
        further = _tied(trailing, _TYING, tree, items)
        last = further if further is not None else trailing
    if names_actors:
        last = _before_topic(place, last, tree)
        last = _defined_to(first, last, tree)
    return Extent(first, min(core, last), last)


def _defined_to(first: int, last: int, tree: Tree) -> int:
    """The end of the clause that tells which people are meant, without a comma ("bedrijven die vlees verwerken"); else `last` itself."""
    opening = last + 1
    if opening >= len(tree) or tree[opening].text.casefold() not in _DEFINING:
        return last
    clauses = [one for place in range(first, last + 1) for one in tree.labelled(place, "acl:relcl") if one > opening]
    if len(clauses) != 1 or tree.finite(clauses[0]) is None:
        return last
    end = opening
    while end + 1 < len(tree) and tree[end + 1].tag is not Tag.PUNCTUATION and tree.stands_under(end + 1, clauses[0]):
        end += 1
    whole = end >= max(clauses[0], tree.finite(clauses[0]) or 0) and end - last <= _LONGEST_CLAUSE
    return end if whole else last


def _before_topic(place: int, last: int, tree: Tree) -> int:
    """The last word up to `last` of the people at `place`, without what one tells them about ("de diensten over knelpunten")."""
    topics = (one for one in range(place + 1, last + 1) if tree[one].text.casefold() in _TOPICS)
    return next(topics, last + 1) - 1


def is_cut(last: int, tree: Tree, items: Mapping[int, Item]) -> bool:
    """Whether a noun phrase that ends at `last` is a part of a longer one: a noun or an adjective follows at once."""
    after = last + 1
    if after >= len(tree) or after in items:
        return False
    token = tree[after]
    goes_on = token.tag is Tag.NOUN or (token.tag is Tag.ADJECTIVE and token.label == "amod")
    return goes_on and token.label not in _OWN_PARTS


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


def _hangs_on(place: int, first: int, last: int, tree: Tree) -> bool:
    """Whether the tree ties the word at `place` to one from `first` to `last`, and no number stands before it ("binnen twee weken")."""
    counted = any(tree[one].tag is Tag.NUMERAL for one in range(last + 1, place))
    return first <= tree[place].head <= last and not counted


def _belongs(place: int, first: int, last: int, tree: Tree) -> bool:
    """Whether what "van" ties to actors is theirs: an article stands before it, or the tree does not tie it to a verb."""
    article = tree[place - 1].tag is Tag.DETERMINER
    return article or first <= tree[place].head <= last or not tree.is_verbal(tree[place].head)


def _may_trail(last: int, tree: Tree, items: Mapping[int, Item], empty: AbstractSet[str]) -> bool:
    item = items.get(last)
    if item and item.kind not in _BY_KIND:
        return False
    if tree[last].text.casefold() in empty or tree[last].lemma.casefold() in empty:
        return False
    after = last + 1
    return after == len(tree) or tree[after].tag in _ENDING or tree[after].text.casefold() in _TYING
