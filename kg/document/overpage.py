"""Sentences that run on over a page: the rest of one goes to the page where it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from kg.base.ontology import ontology_folder
from kg.document.continuation import continuation, edge_words
from kg.document.hyphens import joined
from kg.document.model import BlockKind
from kg.document.places import PlacedWord

_RUNNING = (BlockKind.PARAGRAPH, BlockKind.ITEM)
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*\d{0,3}$")  # digits behind a stop are a footnote mark
_STOP = re.compile(r"[.!?…]++[\"'”’»)\]]*+\d{0,3}(?=\s++[\"'“‘„«(\[]*[A-ZÀ-ÞĲ0-9•-])")
_LAST_WORD = re.compile(r"[\w.’'-]+$")
_WHOLE_WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}|.*[)\]”’\"']")
_HYPHEN = re.compile(r"[^\W\d_]-$")
_LEAST_WORDS = 5  # of a block that a sentence may run on from
_LONGEST = 1_000  # characters that the rest of a sentence takes at most
_AGAINST = -1.0  # log-odds below which the words do not read on
_AGAINST_FULL = -3.0  # the same behind a full line
_FOR = 1.5  # log-odds from which a capital may go on with a sentence behind a full line
# What no sentence ends with.
_HANGS = re.compile(
    r"(?:\b(?:aan|als|bij|de|die|door|een|en|het|hun|in|met|naar|of|om|onder|op|over|te|tot|uit|van|volgens|voor)|,)$"
)
_SAME_SIZE = 0.6  # points


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a page with the places of its words, and its style where it is known.

    `sizes` are the font sizes of its first and last line in points; `full` tells whether its last line reaches the right
    edge, so that the sentence cannot have ended there for want of words.
    """

    text: str
    kind: BlockKind
    words: tuple[PlacedWord, ...] = ()
    sizes: tuple[float, float] | None = None
    full: bool = False


def with_whole_sentences(
    pages: Sequence[Sequence[Passage]], known: Mapping[str, int]
) -> tuple[tuple[Passage, ...], ...]:
    """The pages; where a page ends within a sentence, the rest of it ends the block in which it begins.

    Only where it is sure: the last block before the footnotes, small print beside the text apart, is text without a stop, and
    the first block of the next page reads on from it. What follows the sentence stays. `known` counts words, as `joined`
    wants it.

    Example:
        >>> first = Passage("De Inspectie houdt toezicht op alle", BlockKind.PARAGRAPH)
        >>> second = Passage("instellingen in het land. Zij meldt dat.", BlockKind.PARAGRAPH)
        >>> [passage.text for page in with_whole_sentences([[first], [second]], {}) for passage in page]
        ['De Inspectie houdt toezicht op alle instellingen in het land.', 'Zij meldt dat.']
    """
    found = [list(page) for page in pages]
    for page, following in pairwise(found):
        if not following:
            continue
        after = following[0]
        last = _last_of_text(page, after)
        end = 0 if last is None else _rest_of_sentence(page[last], after)
        if last is None or not end or (end == len(after.text) and len(following) == 1):  # no page is left without text
            continue
        page[last] = _longer(page[last], after, end, known)
        following[:1] = _remainder(after, end)
    return tuple(tuple(page) for page in found)


def _last_of_text(page: Sequence[Passage], after: Passage) -> int | None:
    """Which block of `page` the text ends with: the last that is no footnote and not set smaller than `after`."""
    for index in range(len(page) - 1, -1, -1):
        passage = page[index]
        small = passage.sizes and after.sizes and passage.sizes[0] < after.sizes[0] - _SAME_SIZE
        if passage.kind is not BlockKind.FOOTNOTE and not small:
            return index
    return None


def _rest_of_sentence(before: Passage, after: Passage) -> int:
    """How many characters of `after` end the sentence that `before` leaves open; 0 where that is not sure."""
    if before.kind not in _RUNNING or after.kind is not BlockKind.PARAGRAPH or _ENDED.search(before.text):
        return 0
    if len(before.text.split()) < _LEAST_WORDS:
        return 0
    if before.sizes and after.sizes and abs(before.sizes[1] - after.sizes[0]) > _SAME_SIZE:
        return 0
    if not _HYPHEN.search(before.text):
        odds = continuation().log_odds(edge_words(before.text)[1], edge_words(after.text)[0])
        if after.text[0].islower():
            reads_on = odds > (_AGAINST_FULL if before.full else _AGAINST)
        else:
            reads_on = before.full and (odds > _FOR or _HANGS.search(before.text) is not None)
        if not reads_on:
            return 0
    end = next(_ends(after.text), 0)
    return end if end <= _LONGEST else 0


def _ends(text: str) -> Iterator[int]:
    """Where sentences of `text` surely end: not behind an abbreviation or initial; the text itself ends with a stop."""
    for stop in _STOP.finditer(text):
        word = _LAST_WORD.search(text, max(0, stop.start() - 100), stop.start())
        if word is None or (_WHOLE_WORD.fullmatch(word[0]) and word[0].casefold() not in _abbreviations()):
            yield stop.end()
    if _ENDED.search(text):
        yield len(text)


@cache
def _abbreviations() -> frozenset[str]:
    """Words behind which a stop ends no sentence, in lower case without their last stop."""
    text = (ontology_folder() / "lexicons" / "abbreviations.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def _longer(before: Passage, after: Passage, end: int, known: Mapping[str, int]) -> Passage:
    """`before` with the first `end` characters of `after`."""
    rest = after.text[:end]
    text = joined([before.text, rest], known)
    by = len(text) - len(rest)
    kept = (replace(word, end=min(word.end, by)) for word in before.words)  # a hyphen at the end may be gone
    words = (*kept, *(word.moved(by) for word in after.words if word.start < end))
    return replace(before, text=text, words=words)


def _remainder(after: Passage, end: int) -> list[Passage]:
    """What is left of `after` behind its first `end` characters; nothing where that is all."""
    text = after.text[end:].lstrip()
    if not text:
        return []
    by = len(text) - len(after.text)
    return [replace(after, text=text, words=tuple(word.moved(by) for word in after.words if word.start >= end))]
