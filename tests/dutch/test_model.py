from __future__ import annotations

import pytest

from kg.base.span import Span
from kg.dutch.model import Parse, Tag, Token


def tree(*words: tuple[str, int, str]) -> Parse:
    """A sentence of words, each with the place of its head and its label."""
    tokens = []
    start = 0
    for text, head, label in words:
        span = Span(start, start + len(text))
        tokens.append(Token(span=span, text=text, lemma=text, tag=Tag.OTHER, morph="", head=head, label=label))
        start += len(text) + 1
    return Parse(tokens=tuple(tokens))


SENTENCE = tree(
    ("de", 1, "det"), ("raad", 2, "nsubj"), ("ziet", 2, "root"), ("de", 4, "det"), ("wet", 2, "obj"), (".", 2, "punct")
)


def test_a_tree_is_walked_both_ways() -> None:
    """Children and subtrees come in reading order, ancestors from near to far; the root has none."""
    assert SENTENCE.root == 2
    assert SENTENCE.children(2) == (1, 4, 5)
    assert SENTENCE.children(0) == ()
    assert SENTENCE.subtree(4) == (3, 4)
    assert SENTENCE.subtree(2) == (0, 1, 2, 3, 4, 5)
    assert list(SENTENCE.ancestors(3)) == [4, 2]
    assert list(SENTENCE.ancestors(2)) == []


def test_the_head_of_some_words_is_the_one_that_hangs_outside() -> None:
    """The token that stands for a stretch is the first whose head lies outside it, or that is the root."""
    assert SENTENCE.at(Span(0, 7)) == 1
    assert SENTENCE.at(Span(3, 16)) == 2
    assert SENTENCE.at(Span(16, 17)) == 4
    assert SENTENCE.at(Span(40, 41)) is None


def test_the_span_of_a_sentence_is_that_of_its_tokens() -> None:
    """A sentence reaches from its first to its last character."""
    assert SENTENCE.span == Span(0, 21)


@pytest.mark.parametrize(
    "heads", [(1, 0), (0, 1), (0, 2), (-1, 0)], ids=["no root", "two roots", "head behind", "head before"]
)
def test_what_is_no_tree_is_refused(heads: tuple[int, int]) -> None:
    """A sentence has one root, and each head stands in it."""
    with pytest.raises(ValueError, match=r"^a (?:head|sentence) "):
        tree(("de", heads[0], "det"), ("raad", heads[1], "root"))


def test_a_ring_is_refused() -> None:
    """Words that depend on each other in a ring lead to no root."""
    with pytest.raises(ValueError, match="ring"):
        tree(("de", 1, "det"), ("raad", 0, "nsubj"), ("ziet", 2, "root"))
