"""Where a very long sentence is parted before it is parsed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

LONGEST = 120  # words of what is parsed as one tree; the treebank has two sentences in a thousand above 60
_MARKS = (frozenset({";"}), frozenset({":", "•", "–", "—"}), frozenset({",", ")"}))


def cut(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The parts of a sentence as beginning and end (not included), none longer than LONGEST; one where it is not that long.

    A part ends behind a semicolon where there is one in its later half, else behind a colon or bullet, else behind a comma, else
    where it gets too long.

    Example:
        >>> list(cut(["de", "wet", ";"]))
        [(0, 3)]
        >>> list(cut(["wet"] * 100 + [";"] + ["wet"] * 50))
        [(0, 101), (101, 151)]
    """
    start = 0
    while len(words) - start > LONGEST:
        end = _end(words, start)
        yield start, end
        start = end
    if start < len(words):
        yield start, len(words)


def _end(words: Sequence[str], start: int) -> int:
    for marks in _MARKS:
        for place in range(start + LONGEST - 1, start + LONGEST // 2, -1):
            if words[place] in marks:
                return place + 1
    return start + LONGEST
