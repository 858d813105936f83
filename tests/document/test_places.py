"""From characters back to paper."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from kg.base.span import Span
from kg.document.places import NO_PLACES, Area, PlacedWord, Places


def word(start: int, end: int, x0: float, x1: float, *, row: int = 0, page: int = 1, opens: bool = False) -> PlacedWord:
    """A word on row `row` of a page; rows are 12 points high."""
    return PlacedWord(start, end, Area(page, x0, 100.0 + 12 * row, x1, 111.0 + 12 * row), opens)


# "De wet geldt overal." over two rows and a page: "De wet | geldt | overal."
WORDS = (
    word(0, 2, 50, 60, opens=True),
    word(3, 6, 64, 80),
    word(7, 12, 50, 75, row=1, opens=True),
    word(13, 20, 50, 85, page=2, opens=True),
)


def test_an_area_for_each_row() -> None:
    """Words of one row are one area, from the first to the last that the span touches."""
    places = Places.of(WORDS)
    assert places.areas(Span(0, 20)) == (
        Area(1, 50.0, 100.0, 80.0, 111.0),
        Area(1, 50.0, 112.0, 75.0, 123.0),
        Area(2, 50.0, 100.0, 85.0, 111.0),
    )
    assert places.areas(Span(3, 6)) == (Area(1, 64.0, 100.0, 80.0, 111.0),)
    assert places.areas(Span(5, 8)) == (Area(1, 64.0, 100.0, 80.0, 111.0), Area(1, 50.0, 112.0, 75.0, 123.0))


def test_nothing_where_nothing_was_drawn() -> None:
    """White space has no place, nor has a document without paper."""
    assert Places.of(WORDS).areas(Span(2, 3)) == ()
    assert Places.of(WORDS).areas(Span(20, 30)) == ()
    assert NO_PLACES.areas(Span(0, 5)) == ()
    assert (len(NO_PLACES), len(Places.of(WORDS))) == (0, 4)


def test_a_page_opens_a_row() -> None:
    """Two pages never share a row, whatever the words say."""
    places = Places.of([word(0, 2, 50, 60), word(3, 5, 70, 80, page=2)])
    assert [area.page for area in places.areas(Span(0, 5))] == [1, 2]


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 3), st.booleans()), max_size=40), st.data())
def test_areas_hold_just_the_words_of_the_span(drawn: list[tuple[int, int, bool]], data: st.DataObject) -> None:
    """The areas cover every word that shares a character with the span, and no other word's row; pickling keeps them."""
    words: list[PlacedWord] = []
    at = 0
    for number, (length, gap, opens) in enumerate(drawn):
        row = number if opens or not words else int((words[-1].area.top - 100) / 12)
        words.append(word(at, at + length, 10.0 * number, 10.0 * number + 5, row=row, opens=opens or not words))
        at += length + gap
    start = data.draw(st.integers(0, at + 2))
    span = Span(start, data.draw(st.integers(start + 1, at + 3)))
    places = Places.of(words)
    touched = [one for one in words if span.touches(Span(one.start, one.end))]
    rows = sorted({one.area.top for one in touched})
    expected = [[one.area for one in touched if one.area.top == row] for row in rows]
    found = places.areas(span)
    assert found == tuple(
        Area(1, min(a.x0 for a in group), group[0].top, max(a.x1 for a in group), group[0].bottom) for group in expected
    )
    assert pickle.loads(pickle.dumps(places)) == places
