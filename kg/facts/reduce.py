"""A sentence as the rules see it: lists of mentions as runs of characters, words that open a clause marked."""

from __future__ import annotations

from collections.abc import Sequence

from kg.base.mask import BARRIER, GOVERNED, Masked
from kg.base.relations import Reduction


def lower(text: str) -> str:
    """`text` in lower case, letter by letter, so that places stay."""
    small = text.lower()
    return (
        small if len(small) == len(text) else "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    )


def reduced(hidden: Masked, reduction: Reduction, left_out: Sequence[tuple[int, int]] = ()) -> Masked:
    """The masked sentence in lower case, with each list of mentions as a run of their characters.

    `left_out` are stretches that no rule shall see, sorted and apart, such as "op grond van de wet" between verb and object.

    A run drops articles, commas, conjunctions and footnote marks; of a group with its members in brackets it keeps the members. It
    is marked where a preposition governs it, and a word that opens a clause is marked too.
    """
    text = lower(hidden.text)
    chars: list[str] = []
    origin: list[int] = []  # the place in `hidden` that each character stands for
    marks: set[int] = set()
    opens: dict[int, int] = {}  # where the words that belong to a character begin, articles with it
    closes: dict[int, int] = {}  # where they end, brackets with it

    def plain(start: int, end: int) -> None:
        here = start
        for word in reduction.barrier.finditer(text, start, end):
            words(here, word.start())
            mark(BARRIER, word.start())
            here = word.start()
        words(here, end)

    def words(start: int, end: int) -> None:
        for place in range(start, end):
            if not any(first <= place < last for first, last in left_out):
                chars.append(text[place])
                origin.append(place)

    def mark(char: str, place: int) -> None:
        marks.add(len(chars))
        chars.append(char)
        origin.append(place)

    here = 0
    for run in reduction.run.finditer(_without(text, left_out)):
        start = run.start()
        if run["governor"]:
            start = run.end("governor") + 1
            plain(here, start)
            mark(GOVERNED, start)
        else:
            plain(here, start)
        first = start
        for place in _members(text, hidden, start, run.end()):
            opens[len(chars)] = first
            chars.append(text[place])
            origin.append(place)
            first = place
        if text[run.end() - 1] == ")":
            closes[len(chars) - 1] = run.end() - 1
        here = run.end()
    plain(here, len(text))
    return Masked(
        "".join(chars),
        tuple(hidden.starts[opens.get(number, place)] for number, place in enumerate(origin)),
        tuple(
            hidden.starts[place] if number in marks else hidden.ends[closes.get(number, place)]
            for number, place in enumerate(origin)
        ),
        tuple(-1 if number in marks else hidden.numbers[place] for number, place in enumerate(origin)),
    )


def _without(text: str, left_out: Sequence[tuple[int, int]]) -> str:
    """`text` with blanks in place of what is left out."""
    for start, end in left_out:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _members(text: str, hidden: Masked, start: int, end: int) -> list[int]:
    """The places of a run's mentions; of one with others in brackets behind it only these."""
    places: list[int] = []
    for place in range(start, end):
        if text[place] == "(":
            places.pop()
        elif hidden.numbers[place] >= 0:
            places.append(place)
    return places
