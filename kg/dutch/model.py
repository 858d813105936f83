"""A sentence as a tree of words, and what a parser has to give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kg.base.span import Span


class Tag(StrEnum):
    """The part of speech of a word.

    Source: https://universaldependencies.org/u/pos/
    """

    ADJECTIVE = "ADJ"
    ADPOSITION = "ADP"
    ADVERB = "ADV"
    AUXILIARY = "AUX"
    COORDINATOR = "CCONJ"
    DETERMINER = "DET"
    INTERJECTION = "INTJ"
    NOUN = "NOUN"
    NUMERAL = "NUM"
    PARTICLE = "PART"
    PRONOUN = "PRON"
    NAME = "PROPN"
    PUNCTUATION = "PUNCT"
    SUBORDINATOR = "SCONJ"
    SYMBOL = "SYM"
    VERB = "VERB"
    OTHER = "X"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A stretch of a text that is one word to the parser: a known name; `shown` is the one word that stands in its place."""

    span: Span
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Running text to parse: `text[span]` of `text`, and the known names in it.

    Names that lie outside `span` or overlap one before them count for nothing.
    """

    text: str
    span: Span
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word, mark, name or fixed expression with its place in the tree.

    `head` is the place in the sentence of the token that this one depends on, its own place where it is the root. `label` says how
    it depends ("nsubj", "obl:agent"; of the root "root"); `morph` holds features as "Number=Sing|Tense=Pres", empty where there
    are none. The lemma of a verb holds the particle that stands apart from it ("wijst … aan": "aanwijzen").

    Source: https://universaldependencies.org/nl/
    """

    span: Span
    text: str
    lemma: str
    tag: Tag
    morph: str
    head: int
    label: str
    is_name: bool = False
    is_expression: bool = False

    def feature(self, name: str) -> str:
        """The value of one feature, empty where the word has none.

        Example:
            >>> features = "Number=Sing|Tense=Pres"
            >>> word = Token(span=Span(0, 3), text="ziet", lemma="zien", tag=Tag.VERB, morph=features, head=0, label="root")
            >>> word.feature("Tense"), word.feature("Case")
            ('Pres', '')
        """
        return dict(one.split("=", 1) for one in self.morph.split("|") if one).get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """One sentence, or the part of a long one: its tokens in reading order, at least one, as one tree.

    Raises:
        ValueError: where a head is no token of the sentence, or not all heads lead to the one root.
    """

    tokens: tuple[Token, ...]

    def __post_init__(self) -> None:
        size = len(self.tokens)
        if not all(0 <= token.head < size for token in self.tokens):
            raise ValueError("a head stands outside the sentence")
        if sum(token.head == place for place, token in enumerate(self.tokens)) != 1:
            raise ValueError("a sentence has exactly one root")
        if len(self.subtree(self.root)) != size:
            raise ValueError("a sentence has no ring of words apart from its root")

    @property
    def span(self) -> Span:
        """From the first to the last character."""
        return Span(self.tokens[0].span.start, self.tokens[-1].span.end)

    @property
    def root(self) -> int:
        """The place of the root."""
        return next(place for place, token in enumerate(self.tokens) if token.head == place)

    def children(self, place: int) -> tuple[int, ...]:
        """The places of what depends on the token at `place`, in reading order."""
        return tuple(other for other, token in enumerate(self.tokens) if token.head == place != other)

    def ancestors(self, place: int) -> Iterator[int]:
        """The places from the head of the token at `place` up to the root; none where it is the root."""
        for _ in self.tokens:
            head = self.tokens[place].head
            if head == place:
                return
            yield head
            place = head

    def subtree(self, place: int) -> tuple[int, ...]:
        """The places of the token at `place` and all that depends on it, in reading order."""
        below: dict[int, list[int]] = {}
        for other, token in enumerate(self.tokens):
            if token.head != other:
                below.setdefault(token.head, []).append(other)
        found = [place]
        for one in found:
            found += below.get(one, ())
        return tuple(sorted(found))

    def at(self, span: Span) -> int | None:
        """The place of the token that heads the words of `span`: the one whose head lies outside it; None where no token touches it."""
        inside = [place for place, token in enumerate(self.tokens) if token.span.touches(span)]
        return next(
            (place for place in inside if self.tokens[place].head == place or self.tokens[place].head not in inside),
            None,
        )


class Parser(Protocol):
    """What turns passages into trees; another one can take the place of our own."""

    def parse(self, passages: Iterable[Passage]) -> Iterator[tuple[Parse, ...]]:
        """The trees of each passage, in the order of the passages; none for a passage without words."""
        ...  # pragma: no cover
