"""The sentences of a document as trees, with the things named in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.base.frames import Frames
from kg.base.knowledge import Knowledge
from kg.base.span import Span
from kg.base.terms import Family, Kind
from kg.dutch.model import Name, Parse, Parser, Passage
from kg.dutch.show import as_one_word
from kg.facts.ends import View
from kg.facts.powers import may_tell_a_power
from kg.facts.relate import Item
from kg.facts.sentences import Sentence
from kg.facts.tree import Tree

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OPENING = 60  # characters within which a sentence names its subject
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]?[A-Z]|[A-Z]{2}")
_SHORT_TITLE = re.compile(r"[A-Z][a-z]{1,6}")  # "Awb", "Wkkgz"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The parts of a sentence as one text, and the way back to the document's."""

    text: str
    starts: tuple[int, ...]  # in `text`, of each part
    parts: tuple[Span, ...]

    @classmethod
    def of(cls, sentence: Sentence, text: str) -> _Stretch:
        shown, starts = "", []
        for part in sentence.parts:
            shown += " " if shown else ""
            starts.append(len(shown))
            shown += part.of(text)
        return cls(shown, tuple(starts), sentence.parts)

    def back(self, span: Span) -> Span:
        """A span of the document for one of this text."""
        return Span(self._place(span.start), self._place(span.end - 1) + 1)

    def _place(self, place: int) -> int:
        number = bisect_right(self.starts, place) - 1
        return min(self.parts[number].start + place - self.starts[number], self.parts[number].end - 1)

    def items(self, items: Sequence[Item]) -> Iterator[tuple[Span, Item]]:
        """The items in the parts, with their spans in this text."""
        for start, part in zip(self.starts, self.parts, strict=True):
            first = bisect_left(items, part.start, key=_start)
            last = bisect_left(items, part.end, key=_start)
            for item in items[first:last]:
                if item.span.end <= part.end:
                    yield item.span.shifted(start - part.start), item


def _start(item: Item) -> int:
    return item.span.start


@dataclass(frozen=True, kw_only=True)
class Reader:
    """What makes views of sentences: `parser` gives their trees.

    `speaker` is whom "wij" means, `is_decree` whether the document is a decree itself.
    """

    parser: Parser
    knowledge: Knowledge
    speaker: Item | None = None
    is_decree: bool = False

    def views(
        self, sentences: Mapping[int, Sentence], text: str, items: Sequence[Item]
    ) -> Mapping[int, tuple[View, ...]]:
        """The views of those of `sentences` that may tell a relation, by their numbers: more than one where a sentence is very long.

        `sentences` are numbered in reading order, with a gap where a stretch is not read; `items` are the document's mentions that
        take part, sorted by their places.
        """
        stretches = {number: _Stretch.of(sentence, text) for number, sentence in sentences.items()}
        named = {number: tuple(stretch.items(items)) for number, stretch in stretches.items()}
        telling = {number for number, stretch in stretches.items() if self._may_tell(stretch.text, named[number])}
        before = {number - 1 for number in telling if self._begins_with_pronoun(stretches[number].text)}
        wanted = sorted(telling | (before & stretches.keys()))
        trees = self.parser.parse(_passage(stretches[number].text, named[number]) for number in wanted)
        found: dict[int, tuple[View, ...]] = {}
        for number, parses in zip(wanted, trees, strict=True):
            last = found.get(number - 1)
            found[number] = tuple(self._views(parses, stretches[number], named[number], last[-1] if last else None))
        return {number: views for number, views in found.items() if number in telling}

    def _views(
        self, parses: Sequence[Parse], stretch: _Stretch, named: Sequence[tuple[Span, Item]], before: View | None
    ) -> Iterator[View]:
        items = {stretch.back(span): item for span, item in named}
        previous = replace(before, before=None) if before else None  # of one before that nothing is kept
        for parse in parses:
            tokens = tuple(replace(token, span=stretch.back(token.span)) for token in parse.tokens)
            at = {
                place: items[token.span] for place, token in enumerate(tokens) if token.is_name and token.span in items
            }
            yield View(
                tree=Tree(Parse(tokens=tokens)),
                items=at,
                knowledge=self.knowledge,
                before=previous,
                speaker=self.speaker,
                is_decree=self.is_decree,
            )

    def _may_tell(self, text: str, named: Sequence[tuple[Span, Item]]) -> bool:
        """Whether the words can tell a relation: one that heads a frame, and an actor or instrument or a pronoun for one."""
        lists = self.knowledge.frames.lists
        words = [word.casefold() for word in _WORD.findall(text)]
        ends = any(item.kind and item.kind.family is not Family.DOMAIN for _, item in named)
        pronoun = ends or any(word in lists["pronoun"] or word in lists["speaker"] for word in words)
        return pronoun and (
            any(heads_a_frame(word, self.knowledge.frames) for word in words)
            or may_tell_a_power(words, self.knowledge.powers)
        )

    def _begins_with_pronoun(self, text: str) -> bool:
        pronouns = self.knowledge.frames.lists["pronoun"]
        return any(word.casefold() in pronouns for word in _WORD.findall(text[:_OPENING]))


@lru_cache(maxsize=100_000)
def heads_a_frame(word: str, frames: Frames) -> bool:
    """Whether `word`, in lower case, is or may be a form of a word that heads one of `frames`."""
    return word in frames.by_word or bool(frames.verbs.of(word))


def _passage(text: str, named: Sequence[tuple[Span, Item]]) -> Passage:
    names = tuple(Name(span=span, shown=_shown(text, span, item)) for span, item in named)
    return Passage(text=text, span=Span(0, len(text)), names=names)


def _shown(text: str, span: Span, item: Item) -> str:
    """The word that stands for a name before the parser: for an abbreviation a common one of the same use, which it surely knows."""
    words = span.of(text)
    if item.kind in (Kind.ACTOR_GROUP, Kind.DOMAIN, None) or not _is_abbreviated(words, item.kind):
        return as_one_word(words)
    article = text[: span.start].split()[-1:]
    neuter = article in (["het"], ["Het"], ["dit"], ["Dit"])
    if item.kind and item.kind.family is Family.INSTRUMENT:
        return "besluit" if neuter else "wet"
    if article and article[0].casefold() in _ARTICLES:
        return "ministerie" if neuter else "inspectie"
    return "Amsterdam"


def _is_abbreviated(words: str, kind: Kind) -> bool:
    return bool(_ABBREVIATION.match(words)) or (
        kind.family is Family.INSTRUMENT and bool(_SHORT_TITLE.fullmatch(words))
    )


_ARTICLES = frozenset({"de", "het", "deze", "dit", "die", "onze", "een", "der"})
