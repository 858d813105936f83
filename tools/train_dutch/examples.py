"""Examples for spaCy from the sentences of the treebank."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab
from treebank import TreebankSentence, sentences_from_archive
from variants import NO_LEMMA, variant

_MOST_TOGETHER = 6  # sentences of one example


@spacy.registry.readers("toezichtgraaf.Treebank.v1")  # type: ignore[untyped-decorator]  # spaCy is untyped to mypy
def treebank_reader(
    archive: str,
    files: list[str],
    variants: bool,  # noqa: FBT001  # spaCy gives it by name
    seed: int,
) -> Callable[[Language], Iterator[Example]]:
    """A reader of the examples of `files`: with `variants` shuffled and varied anew each round, else whole texts in order."""
    sentences = [one for file in files for one in sentences_from_archive(Path(archive), file)]
    rounds = iter(range(1_000_000))

    def read(nlp: Language) -> Iterator[Example]:
        if not variants:
            for text in together(sentences, lambda: _MOST_TOGETHER):
                yield example(nlp, text)
            return
        chance = random.Random(f"{seed} {next(rounds)}")  # noqa: S311  # no secret
        groups = list(together(sentences, lambda: chance.choice((1, 1, 2, 3, _MOST_TOGETHER))))
        chance.shuffle(groups)
        for group in groups:
            yield example(nlp, [variant(sentence, chance) for sentence in group])

    return read


def together(sentences: Iterable[TreebankSentence], size: Callable[[], int]) -> Iterator[list[TreebankSentence]]:
    """Sentences that follow each other in one text, as many as `size` says each time."""
    for _, text in groupby(sentences, key=lambda sentence: sentence.text_id):
        left = list(text)
        while left:
            number = size()
            yield left[:number]
            left = left[number:]


def example(nlp: Language, sentences: list[TreebankSentence]) -> Example:
    """The text of `sentences` as the tokenizer cuts it, and beside it what the treebank says of it."""
    gold = gold_doc(nlp.vocab, sentences)
    return Example(nlp.make_doc(gold.text), gold)


def gold_doc(vocab: Vocab, sentences: list[TreebankSentence]) -> Doc:
    """What the treebank says of `sentences`, one after the other with a space between."""
    words = [word for sentence in sentences for word in sentence.words]
    heads: list[int] = []
    starts: list[bool] = []
    for sentence in sentences:
        first = len(heads)
        heads += [first + word.head for word in sentence.words]
        starts += [number == 0 for number in range(len(sentence.words))]
    spaces = [word.spaced or starts[number + 1 : number + 2] == [True] for number, word in enumerate(words)]
    doc = Doc(
        vocab,
        words=[word.form for word in words],
        spaces=spaces,
        pos=[word.tag for word in words],
        morphs=[word.morph for word in words],
        lemmas=[word.lemma for word in words],
        heads=heads,
        deps=["ROOT" if word.label == "root" else word.label for word in words],
    )
    for token, word in zip(doc, words, strict=True):
        if word.lemma == NO_LEMMA:
            token.lemma = 0
    return doc
