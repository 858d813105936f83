"""What was blacked out fills its place in the line."""

from kg.document.lines import Word
from kg.document.redactions import over_bars

ROW = (
    Word("Toezichthouder", 50, 120, 100, 10),
    Word("zag", 200, 220, 100, 10),
    Word("het", 224, 240, 100, 10),
    Word("Volgende", 50, 100, 120, 10),
)


def places(words: tuple[Word, ...]) -> list[tuple[float, float]]:
    return [(word.x0, word.x1) for word in words]


def test_a_bar_widens_the_word_before_it() -> None:
    """So the line has no gap there that parts columns."""
    assert places(over_bars(ROW, [(122, 91, 198, 102)])) == [(50, 198), (200, 220), (224, 240), (50, 100)]


def test_a_bar_at_the_start_of_a_row_widens_the_word_after_it() -> None:
    """The line begins where the bar begins."""
    words = over_bars(ROW[1:3], [(60, 91, 197, 102)])
    assert places(words) == [(60, 220), (224, 240)]


def test_the_ground_of_words_and_of_cells_is_no_bar() -> None:
    """An area with words in it, and one much higher than a line, widen nothing."""
    assert places(over_bars(ROW, [(45, 91, 245, 102), (122, 80, 198, 110)])) == places(ROW)


def test_a_bar_far_from_all_words_widens_none() -> None:
    """It may stand in another column."""
    assert places(over_bars(ROW, [(300, 91, 400, 102)])) == places(ROW)
