"""Text becomes trees of words, by the trained pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kg.base.knowledge import Knowledge
from kg.base.span import Span
from kg.dutch.cut import cut
from kg.dutch.model import Parse, Passage, Tag, Token
from kg.dutch.sentences import sentence_spans
from kg.dutch.show import Shown, shown, without_mark

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_AT_ONCE = 500  # passages that are parsed together
_BATCH = 64  # sentences that the pipeline takes together, of about the same length
_PARTICLE = "compound:prt"


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as it is shown to the pipeline, and the characters that it stands for."""

    shown: str
    spaced: bool
    span: Span
    is_name: bool
    is_expression: bool


@dataclass(frozen=True, slots=True)
class TrainedParser:
    """The parser that comes with the project. spaCy is loaded when the first passage is parsed."""

    knowledge: Knowledge

    def parse(self, passages: Iterable[Passage]) -> Iterator[tuple[Parse, ...]]:
        """The trees of each passage, in the order of the passages and of their sentences; none for a passage without words.

        A sentence is cut by `kg.dutch.sentences`, freed from the number of its list item, and where it is very long parsed in
        parts. All tokens lie within the passage, in order and apart.

        Raises:
            KgError: where the folder of the model lacks a file or a file is damaged.
        """
        left = iter(passages)
        while together := list(islice(left, _AT_ONCE)):
            yield from self._parsed(together)

    def _parsed(self, passages: Sequence[Passage]) -> Iterator[tuple[Parse, ...]]:
        from kg.dutch.spacy_model import pipeline  # noqa: PLC0415  # takes a second: only where something is parsed

        nlp = pipeline()
        with nlp.memory_zone():  # forgets the words of these passages afterwards
            found = self._trees(nlp, passages)
        yield from map(tuple, found)

    def _trees(self, nlp: Language, passages: Sequence[Passage]) -> list[list[Parse]]:
        sentences = [
            (number, words) for number, passage in enumerate(passages) for words in self._sentences(nlp, passage)
        ]
        order = sorted(range(len(sentences)), key=lambda place: len(sentences[place][1]))
        parses: dict[int, Parse] = {}
        docs = nlp.pipe((_doc(nlp, sentences[place][1]) for place in order), batch_size=_BATCH)
        for place, doc in zip(order, docs, strict=True):
            number, words = sentences[place]
            parses[place] = _parse(passages[number].text, words, doc)
        found: list[list[Parse]] = [[] for _ in passages]
        for place, (number, _) in enumerate(sentences):
            found[number].append(parses[place])
        return found

    def _sentences(self, nlp: Language, passage: Passage) -> Iterator[tuple[_Word, ...]]:
        for span in sentence_spans(passage.span.of(passage.text), self.knowledge.abbreviations):
            sentence = without_mark(passage.text, span.shifted(passage.span.start))
            names = [name for name in passage.names if sentence.holds(name.span)]
            words = _words(nlp, shown(passage.text, sentence, names, self.knowledge.expressions))
            for start, end in cut([word.shown for word in words]):
                yield words[start:end]


def _words(nlp: Language, show: Shown) -> tuple[_Word, ...]:
    """What the tokenizer makes of a sentence; what stands for a name or expression stays one word."""
    words: list[_Word] = []
    for token in nlp.tokenizer(show.text):
        if token.is_space:
            continue
        end = token.idx + len(token)
        piece, _ = show.piece_at(token.idx)
        span = show.span(token.idx, end)
        spaced = bool(token.whitespace_)
        if words and span.start < words[-1].span.end:
            before = words.pop()
            words.append(_Word(before.shown, spaced, before.span.cover(span), before.is_name, before.is_expression))
        else:
            one = piece.as_one
            words.append(
                _Word(
                    piece.words if one else token.text,
                    spaced,
                    span,
                    is_name=one and piece.is_name,
                    is_expression=one and not piece.is_name,
                )
            )
    return tuple(words)


def _doc(nlp: Language, words: Sequence[_Word]) -> Doc:
    """What the pipeline reads: it may not begin a sentence within it."""
    from spacy.tokens import Doc  # noqa: PLC0415  # as above

    return Doc(
        nlp.vocab,
        words=[word.shown for word in words],
        spaces=[word.spaced for word in words],
        sent_starts=[place == 0 for place in range(len(words))],
    )


def _parse(text: str, words: Sequence[_Word], doc: Doc) -> Parse:
    tokens = []
    for word, token in zip(words, doc, strict=True):
        written = word.span.of(text)
        particles = sorted(child.lower_ for child in token.children if child.dep_ == _PARTICLE and child.i > token.i)
        lemma = written if word.is_name or word.is_expression else "".join(particles[:1]) + token.lemma_
        tokens.append(
            Token(
                span=word.span,
                text=written,
                lemma=lemma,
                tag=Tag(token.pos_),
                morph=str(token.morph),
                head=token.head.i,
                label="root" if token.dep_ == "ROOT" else token.dep_,
                is_name=word.is_name,
                is_expression=word.is_expression,
            )
        )
    return Parse(tokens=tuple(tokens))
