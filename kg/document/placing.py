"""The words of lines found again in the text that was made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kg.document.characters import clean
from kg.document.lines import Line, Word
from kg.document.places import Area, PlacedWord

_HYPHENS = "-\u2010\u2011"
_ASCENT, _DESCENT = 0.9, 0.25  # of the size: how far letters reach above the baseline, and below it
_SAME_ROW = 0.5  # of the size
_FURTHER = 8  # characters between two words that no word drew

Turned = Callable[[float, float, float, float], tuple[float, float, float, float]]


def placed_words(text: str, lines: Iterable[Line], page: int, turned: Turned) -> tuple[PlacedWord, ...]:
    """The words of `lines` with their places in `text`, which was made of these lines and cleaned.

    `turned` brings a box (left, top, right, bottom) from the lines' own direction to that of the page.
    """
    found: list[PlacedWord] = []
    position = 0
    before: Word | None = None
    for word in (word for line in lines for word in line.words):
        letters = "".join(clean(word.text).split())
        start, end = _place(text, letters, position)
        opens = before is None or word.x0 < before.x0 or abs(word.y - before.y) > _SAME_ROW * word.size
        top, bottom = word.y - _ASCENT * word.size, word.y + _DESCENT * word.size
        area = Area(page, *turned(word.x0, top, word.x1, bottom))
        marks = tuple((min(start + len(clean(word.text[:at])), end), mark) for at, mark in word.notes)
        if end > start:
            found.append(PlacedWord(start, end, area, opens, marks))
            before, position = word, end
    return tuple(found)


def _place(text: str, letters: str, position: int) -> tuple[int, int]:
    """Where `letters` stand in `text`, at or behind `position`; a hyphen among them may be gone, and a space may be added."""
    while position < len(text) and text[position].isspace():
        position += 1
    if text.startswith(letters, position):
        return position, position + len(letters)
    end = _end(text, letters, position)
    if end is None:
        start = text.find(letters, position, position + len(letters) + _FURTHER)
        return (position, position) if start < 0 else (start, start + len(letters))
    return position, end


def _end(text: str, letters: str, position: int) -> int | None:
    """Where the text goes on behind `letters`; None where they do not stand at `position`."""
    for letter in letters:
        while text[position : position + 1].isspace():
            position += 1
        if text[position : position + 1] == letter:
            position += 1
        elif letter not in _HYPHENS:
            return None
    return position


def turned_back(turn: int, width: float, height: float) -> Turned:
    """Brings boxes of text that is turned `turn` quarters to the left back to a page of this size.

    Example:
        >>> turned_back(0, 600, 800)(10, 20, 30, 40)
        (10, 20, 30, 40)
        >>> turned_back(1, 600, 800)(10, 20, 30, 40)
        (20, 770, 40, 790)
    """

    def back(x: float, y: float) -> tuple[float, float]:
        return ((x, y), (y, height - x), (width - x, height - y), (width - y, x))[turn]

    def box(x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        (a, b), (c, d) = back(x0, top), back(x1, bottom)
        return min(a, c), min(b, d), max(a, c), max(b, d)

    return box


def moved(words: Iterable[PlacedWord], by: int) -> Iterator[PlacedWord]:
    """The words `by` characters further on in the text."""
    return (word.moved(by) for word in words)
