from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.dutch.cut import LONGEST, cut


def test_a_sentence_of_usual_length_stays_whole() -> None:
    """Up to the longest length there is one part, and none where there are no words."""
    assert list(cut(["wet"] * LONGEST)) == [(0, LONGEST)]
    assert list(cut([])) == []


def test_a_semicolon_parts_before_a_comma() -> None:
    """The last semicolon of the later half ends a part, even where a comma stands behind it."""
    words = ["wet"] * 70 + [";"] + ["wet"] * 20 + [","] + ["wet"] * 60
    assert list(cut(words)) == [(0, 71), (71, 152)]


def test_a_mark_early_in_the_part_does_not_count() -> None:
    """A mark in the first half would leave crumbs: the next kind of mark is taken."""
    words = [";"] + ["wet"] * 99 + [","] + ["wet"] * 60
    assert list(cut(words)) == [(0, 101), (101, 161)]


def test_words_without_marks_are_cut_at_the_longest() -> None:
    """A table or a list of numbers is cut where it gets too long."""
    assert list(cut(["7"] * 2000))[:2] == [(0, LONGEST), (LONGEST, 2 * LONGEST)]


@given(st.lists(st.sampled_from(["wet", ";", ":", ",", "•"]), max_size=500))
def test_the_parts_are_the_whole(words: list[str]) -> None:
    """The parts follow each other without a gap, from the first word to the last, none too long."""
    parts = list(cut(words))
    assert [start for start, _ in parts] == ([0] + [end for _, end in parts[:-1]])[: len(parts)]
    assert all(one[1] == other[0] for one, other in pairwise(parts))
    assert (parts[-1][1] if parts else 0) == len(words)
    assert all(0 < end - start <= LONGEST for start, end in parts)
