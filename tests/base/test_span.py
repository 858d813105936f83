from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.span import Span

SPANS = st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda given: Span(given[0], given[0] + given[1]))


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2), (-3, -1)])
def test_a_span_is_never_empty_or_before_the_text(start: int, end: int) -> None:
    """What begins before the text or ends where it begins is no span."""
    with pytest.raises(ValueError, match=f"a span needs 0 <= start < end, not {start} to {end}"):
        Span(start, end)


def test_a_span_cuts_its_words() -> None:
    """`of` gives the characters from start up to, and without, end; the length is how many."""
    assert Span(3, 6).of("de Inspectie") == "Ins"
    assert len(Span(3, 6)) == 3


@settings(deadline=None)
@given(SPANS, SPANS)
def test_spans_are_sets_of_places(one: Span, other: Span) -> None:
    """`touches` is a shared place, `holds` a superset, `cover` the shortest span that holds both."""
    ours, theirs = set(range(one.start, one.end)), set(range(other.start, other.end))
    assert one.touches(other) == bool(ours & theirs)
    assert one.holds(other) == (ours >= theirs)
    assert set(range(one.cover(other).start, one.cover(other).end)) == set(
        range(min(ours | theirs), max(ours | theirs) + 1)
    )


@settings(deadline=None)
@given(st.lists(SPANS))
def test_spans_sort_by_place(spans: list[Span]) -> None:
    """Spans sort by where they begin, then by where they end: reading order."""
    assert sorted(spans) == sorted(spans, key=lambda span: (span.start, span.end))


@settings(deadline=None)
@given(SPANS, st.integers(0, 9))
def test_shifting_keeps_the_length(span: Span, by: int) -> None:
    """A shifted span cuts the same words from a text that has `by` characters more in front."""
    text = "".join(chr(65 + place) for place in range(80))
    assert span.shifted(by).of("-" * by + text) == span.of(text)
    with pytest.raises(ValueError, match="a span needs"):
        span.shifted(-span.start - 1)
