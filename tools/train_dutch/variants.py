"""Sentences of a treebank written otherwise: in small letters or capitals, without a final stop, names as one word."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from treebank import TreebankSentence, Word, with_words

NO_LEMMA = ""  # the lemma of a word whose writing was changed so that it cannot be learnt from it
_SHARES: tuple[tuple[float, Callable[[TreebankSentence], TreebankSentence]], ...]


def variant(sentence: TreebankSentence, chance: random.Random) -> TreebankSentence:
    """`sentence` as it stands, or written otherwise; names become one word apart from the rest."""
    if chance.random() < _NAMES_SHARE:
        sentence = names_as_one_word(sentence)
    drawn = chance.random()
    for share, change in _SHARES:
        if drawn < share:
            return change(sentence)
        drawn -= share
    return sentence


def in_small_letters(sentence: TreebankSentence) -> TreebankSentence:
    """All in small letters."""
    return with_words(sentence, (_written(word, word.form.lower()) for word in sentence.words))


def in_capitals(sentence: TreebankSentence) -> TreebankSentence:
    """All in capitals."""
    return with_words(sentence, (_written(word, word.form.upper()) for word in sentence.words))


def _written(word: Word, form: str) -> Word:
    return (
        word
        if form == word.form
        else replace(word, form=form, lemma=word.lemma if word.lemma.islower() and form.islower() else NO_LEMMA)
    )


def without_final_stop(sentence: TreebankSentence) -> TreebankSentence:
    """Without the stop at its end, as headings and items of a list are written."""
    last = len(sentence.words) - 1
    if last < 1 or sentence.words[last].form != "." or any(word.head == last for word in sentence.words):
        return sentence
    return with_words(sentence, sentence.words[:last])


def names_as_one_word(sentence: TreebankSentence) -> TreebankSentence:
    """Names of several words as their first word alone: so a name that is known beforehand is shown to the parser."""
    words = sentence.words
    heads = {word.head for number, word in enumerate(words) if word.head != number}
    gone = {
        number
        for number, word in enumerate(words)
        if word.label.startswith("flat")
        and number not in heads
        and word.head < number
        and all(words[place].head == word.head for place in range(word.head + 1, number))
        and words[word.head].tag == "PROPN"
    }
    if not gone:
        return sentence
    left = [number for number in range(len(words)) if number not in gone]
    place = {number: now for now, number in enumerate(left)}
    return with_words(
        sentence,
        (
            replace(
                words[number],
                head=place[words[number].head],
                spaced=_spaced_after(words, number, gone),
            )
            for number in left
        ),
    )


def _spaced_after(words: tuple[Word, ...], number: int, gone: set[int]) -> bool:
    """Whether a space follows the word and all that goes behind it."""
    while number + 1 in gone:
        number += 1
    return words[number].spaced


_NAMES_SHARE = 0.3
_SHARES = ((0.05, in_small_letters), (0.03, in_capitals), (0.12, without_final_stop))
