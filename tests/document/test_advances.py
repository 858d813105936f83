"""Characters that a font tells too wide end where the next one begins."""

from kg.document.advances import with_true_ends
from kg.document.glyphs import Piece
from kg.document.lines import words_from_pieces

TEXT = (
    *("de", "kennis", "van", "binnen", "en", "de", "inning", "van", "een", "kantine", "onder", "een", "dennenboom"),
    *("kunnen", "de", "sinds", "nu", "en", "dan", "niet", "bekende", "punten", "zonder", "enig", "onderzoek"),
)


def pieces(told: float) -> list[Piece]:
    """TEXT character by character, 5 points each and 2.5 between words; the font tells `told` points for an n."""
    found, x = [], 50.0
    for word in TEXT:
        for char in word:
            found.append(Piece(char, x, x + (told if char == "n" else 5.0), 100, 10))
            x += 5.0
        x += 2.5
    return found


def test_words_stay_whole_where_a_character_is_told_too_wide() -> None:
    """Spaces are where the pen made them."""
    assert [word.text for word in words_from_pieces(pieces(told=12.0))] == list(TEXT)


def test_true_widths_stay() -> None:
    """A page whose characters keep clear of each other comes back as it is."""
    row = pieces(told=5.0)
    assert with_true_ends([row]) == [row]
