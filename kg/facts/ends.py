"""The things that the words of a sentence stand for: names, pronouns led back, noun phrases, the members of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kg.base.knowledge import Knowledge
from kg.base.span import Span
from kg.base.terms import Family, Kind
from kg.dutch.model import Tag
from kg.facts.lists import lists_of, preposition_before
from kg.facts.nouns import Extent, extent, is_cut
from kg.facts.relate import Item
from kg.facts.tree import Path, Tree

_FARTHEST = 6  # nouns that stand for another one ("de naleving van artikel 5 van de wet")
_BY_KIND = frozenset({Kind.ACTOR_GROUP, Kind.DOMAIN})
_NAMED_ACTORS = frozenset({Kind.SUPERVISOR, Kind.MINISTRY, Kind.ORGANISATION, Kind.POST})
_JOINING = frozenset({Tag.DETERMINER, Tag.COORDINATOR, Tag.PUNCTUATION})
_ADVERBIAL = "gewijs"
_SHORTEST = 4  # letters of a noun that a phrase can be about
_THROUGH = frozenset({"van", "in", "bij", "krachtens", "uit", "bij of krachtens", "door"})
_NO_NOUNS = frozenset({Tag.PRONOUN, Tag.ADVERB, Tag.PUNCTUATION, Tag.DETERMINER, Tag.NUMERAL})


@dataclass(frozen=True, slots=True)
class End:
    """A thing that a word stands for.

    `how` says by which way: "named", "phrase", "pronoun", "speaker", "relative", "before", or "through" a noun that stands for it.
    `place` is the word that holds it in its sentence; `told_before` is the sentence before, where it is named there; `path` is how the
    word came to play its part.
    """

    item: Item
    place: int
    how: str = "named"
    told_before: Span | None = None
    path: Path = Path.DIRECT


@dataclass(frozen=True, eq=False)
class View:
    """A tree with the things named in it, by the places of their words.

    `before` is the view of the sentence before, `speaker` whom "wij" means, `is_decree` whether the document is a decree itself.
    """

    tree: Tree
    items: Mapping[int, Item]
    knowledge: Knowledge
    before: View | None = None
    speaker: Item | None = None
    is_decree: bool = False

    def is_in(self, place: int, name: str) -> bool:
        """Whether the word at `place`, or its lemma, is in a word list of the frames."""
        token = self.tree[place]
        words = self.knowledge.frames.lists[name]
        return token.text.casefold() in words or token.lemma.casefold() in words

    @cached_property
    def expressions(self) -> frozenset[str]:
        """The fixed expressions in it ("in overleg met"), in lower case."""
        return frozenset(token.text.casefold() for token in self.tree.parse.tokens if token.is_expression)

    @cached_property
    def lists(self) -> Mapping[int, tuple[int, ...]]:
        """The named things that stand in one list ("A, B en C"), by each of their places."""
        return lists_of(self.tree, self.items)

    def case(self, place: int) -> str:
        """The preposition before the word at `place`, looked for in the text: that of a list stands before its first member."""
        return preposition_before(self.lists.get(place, (place,))[0], self.tree)

    def meant(self, place: int, *, phrases: bool, left: int = _FARTHEST) -> Iterator[End]:
        """The things that the word at `place` stands for, in reading order; noun phrases only where `phrases` are asked for."""
        item = self.items.get(place)
        if item is not None:
            yield from self._named(place, item)
        elif left:
            yield from self._not_named(place, phrases=phrases, left=left - 1)

    def _named(self, place: int, item: Item) -> Iterator[End]:
        tree = self.tree
        if (
            self.speaker
            and item.kind is Kind.ACTOR_GROUP
            and place
            and tree[place - 1].text.casefold() in ("onze", "ons")
        ):
            yield End(replace(self.speaker, span=item.span), place, "speaker")
            return
        members = self._members(place) if item.kind is Kind.ACTOR_GROUP else ()
        if members:
            yield from (End(self.items[one], one) for one in members)
            return
        if item.kind is Kind.ACTOR_GROUP:
            yield End(self._whole(place, item), place)
            return
        yield End(item, place)

    def whole(self, item: Item) -> Item:
        """The group or noun phrase `item` of this sentence with all the words that tell which is meant; any other thing as it is."""
        place = self.tree.parse.at(item.span)
        if place is None or item.kind not in (Kind.ACTOR_GROUP, None) or item.short:
            return item
        return self._whole(place, item)

    def _whole(self, place: int, item: Item) -> Item:
        last = self._extent(place, names_actors=True).last
        span = item.span.cover(self.tree[last].span)
        named = any(one in self.items and self.items[one].kind not in _BY_KIND for one in range(place + 1, last + 1))
        if span == item.span or named:
            return item
        kind = Kind.ACTOR_GROUP if item.kind else item.told_as
        return Item(span=span, kind=None, iri=None, told_as=kind, short=item.span)

    def _members(self, place: int) -> tuple[int, ...]:
        """The actors that brackets right behind a group name as the ones meant ("de handhavers (de politie en de AID)")."""
        tree = self.tree
        if place + 1 == len(tree) or tree[place + 1].text != "(":
            return ()
        end = next((one for one in range(place + 2, len(tree)) if tree[one].text == ")"), place)
        inside = tuple(one for one in range(place + 2, end) if one in self.items)
        kinds = {self.items[one].kind for one in inside}
        words = (one for one in range(place + 2, end) if one not in self.items)
        return inside if kinds and kinds <= _NAMED_ACTORS and all(tree[one].tag in _JOINING for one in words) else ()

    def _not_named(self, place: int, *, phrases: bool, left: int) -> Iterator[End]:
        token = self.tree[place]
        antecedent = self.tree.antecedent(place)
        if antecedent is not None:
            yield from (replace(end, how="relative") for end in self.meant(antecedent, phrases=phrases, left=left))
        elif self.is_in(place, "speaker"):
            yield from self._speaking(place)
        elif self.is_in(place, "pronoun") and token.tag is not Tag.NOUN:
            yield from self._led_back(place)
        elif token.tag in _NO_NOUNS:
            return
        elif self._named_beside(place):
            yield End(self.items[place + 1], place + 1)
        elif token.text.casefold() in self.knowledge.frames.lists["transparent"]:
            yield from self._through(place, phrases=phrases, left=left)
        elif phrases:
            yield from self._phrase(place)

    def _speaking(self, place: int) -> Iterator[End]:
        if self.speaker:
            yield End(replace(self.speaker, span=self.tree[place].span), place, "speaker")

    def _named_beside(self, place: int) -> bool:
        """Whether the name of what the noun at `place` means stands right behind it ("de toezichthouder AFM")."""
        beside = place + 1
        named = beside in self.items and self.tree[beside].head == place and not self.tree.case(beside)
        return named and self.tree[place].tag is Tag.NOUN

    def _through(self, place: int, *, phrases: bool, left: int) -> Iterator[End]:
        """What stands behind a noun that stands for it ("de naleving van artikel 5 van de wet")."""
        phrases = phrases and self.is_in(place, "compliance")
        for part in self.tree.governed(place, _THROUGH):
            for one in self.lists.get(part.place) or self.tree.conjuncts(part.place):
                yield from (replace(end, how="through") for end in self.meant(one, phrases=phrases, left=left))

    def _phrase(self, place: int) -> Iterator[End]:
        """The noun phrase at `place`, as a field or as actors told by kind."""
        token = self.tree[place]
        text = token.text.casefold()
        if (
            token.tag not in (Tag.NOUN, Tag.NAME)
            or token.is_expression
            or self.is_in(place, "empty")
            or len(text) < _SHORTEST
            or not text[0].isalpha()
        ):
            return
        if text.endswith(_ADVERBIAL) or (token.tag is Tag.NAME and place == 0):
            return
        if token.tag is Tag.NAME:
            kind = Kind.ORGANISATION
        elif text.endswith(tuple(self.knowledge.frames.lists["agentive"])) and not self.is_in(place, "things"):
            kind = Kind.ACTOR_GROUP
        else:
            kind = Kind.DOMAIN
        reach = self._extent(place, names_actors=kind is not Kind.DOMAIN)
        if is_cut(reach.last, self.tree, self.items):
            return
        first = self.tree[reach.first].span
        span, core = first.cover(self.tree[reach.last].span), first.cover(self.tree[reach.core].span)
        short = core if core != span else None
        yield End(Item(span=span, kind=None, iri=None, told_as=kind, short=short), place, "phrase")

    def _extent(self, place: int, *, names_actors: bool) -> Extent:
        empty = self.knowledge.frames.lists["empty"]
        return extent(place, self.tree, self.items, empty, names_actors=names_actors)

    def _led_back(self, place: int) -> Iterator[End]:
        """Whom a pronoun means: the subject of a clause before it, in this sentence or the one before."""
        plural = self._is_plural(place)
        for other in range(place - 1, -1, -1):
            ends = self._subject_at(other)
            if ends and _agrees(ends, plural=plural):
                yield from (replace(end, how="pronoun") for end in ends)
                return
        if self.before:
            yield from self.before.opening_subject(plural=plural)

    def opening_subject(self, *, plural: bool | None = None) -> Iterator[End]:
        """The first subject of the sentence that agrees in number (None: any), as told before another one."""
        for place in range(len(self.tree)):
            ends = self._subject_at(place)
            if ends and _agrees(ends, plural=plural):
                for end in ends:
                    yield replace(end, how="before", told_before=self.tree.parse.span)
                return

    def _subject_at(self, place: int) -> list[End]:
        if self.tree[place].label not in ("nsubj", "nsubj:pass") or place not in self.items:
            return []
        return [End(self.items[one], one) for one in self.lists.get(place, (place,))]

    def _is_plural(self, place: int) -> bool | None:
        """Whether a pronoun is in the plural, by itself or by its verb; None where that cannot be told."""
        text = self.tree[place].text.casefold()
        if text in ("hun", "hen"):
            return True
        if text in ("haar", "zijn", "hem", "hij"):
            return False
        head = self.tree[place].head
        for one in (head, *self.tree.labelled(head, "aux", "aux:pass", "cop")):
            number = self.tree[one].feature("Number")
            if self.tree[one].feature("Tense") and number:
                return number == "Plur"
        return None


def _agrees(ends: Sequence[End], *, plural: bool | None) -> bool:
    if any(end.item.kind is None or end.item.kind.family is not Family.ACTOR for end in ends):
        return False
    return plural is None or plural == (len(ends) > 1 or ends[0].item.kind is Kind.ACTOR_GROUP)
