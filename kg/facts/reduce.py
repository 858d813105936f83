"""A sentence as the rules see it: lists of mentions as runs of characters, words that open a clause marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.base.mask import BARRIER, GOVERNED, Masked
from kg.base.relations import Reduction


def lower(text: str) -> str:
    """`text` in lower case, letter by letter, so that places stay."""
    small = text.lower()
    return (
        small if len(small) == len(text) else "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    )


@dataclass(slots=True)
class _Reduced:
    """The reduced sentence in the making: characters of `hidden`, each with the stretch of the document that it stands for."""

    hidden: Masked
    text: str
    barrier: re.Pattern[str]
    left_out: Sequence[tuple[int, int]]
    chars: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    def add(self, char: str, start: int, end: int, number: int = -1) -> None:
        self.chars.append(char)
        self.starts.append(start)
        self.ends.append(end)
        self.numbers.append(number)

    def mark(self, char: str, place: int) -> None:
        """A mark before the character at `place`; it stands for nothing itself."""
        self.add(char, self.hidden.starts[place], self.hidden.starts[place])

    def words(self, start: int, end: int) -> None:
        """The words of `text[start:end]`, with marks before those that open a clause."""
        opening = {word.start() for word in self.barrier.finditer(self.text, start, end)}
        for place in range(start, end):
            if place in opening:
                self.mark(BARRIER, place)
            if not any(first <= place < last for first, last in self.left_out):
                self.add(
                    self.text[place], self.hidden.starts[place], self.hidden.ends[place], self.hidden.numbers[place]
                )

    def run(self, start: int, end: int) -> None:
        """The mentions of `text[start:end]`, each with the articles before it and the last with a bracket behind it."""
        first = start
        places = _members(self.text, self.hidden, start, end)
        for place in places:
            last = end - 1 if place == places[-1] and self.text[end - 1] == ")" else place
            self.add(self.text[place], self.hidden.starts[first], self.hidden.ends[last], self.hidden.numbers[place])
            first = place


def reduced(hidden: Masked, reduction: Reduction, left_out: Sequence[tuple[int, int]] = ()) -> Masked:
    """The masked sentence in lower case, with each list of mentions as a run of their characters.

    `left_out` are stretches that no rule shall see, sorted and apart, such as "op grond van de wet" between verb and object.

    A run drops articles, commas, conjunctions and footnote marks; of a group with its members in brackets it keeps the members. It
    is marked where a preposition governs it, and a word that opens a clause is marked too.
    """
    text = lower(hidden.text)
    made = _Reduced(hidden, text, reduction.barrier, left_out)
    here = 0
    for found in reduction.run.finditer(_without(text, left_out)):
        start = found.end("governor") + 1 if found["governor"] else found.start()
        made.words(here, start)
        if found["governor"]:
            made.mark(GOVERNED, start)
        made.run(start, found.end())
        here = found.end()
    made.words(here, len(text))
    return Masked("".join(made.chars), tuple(made.starts), tuple(made.ends), tuple(made.numbers))


def _without(text: str, left_out: Sequence[tuple[int, int]]) -> str:
    """`text` with blanks in place of what is left out."""
    for start, end in left_out:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _members(text: str, hidden: Masked, start: int, end: int) -> list[int]:
    """The places of a run's mentions; of one with others in brackets behind it only these."""
    places: list[int] = []
    opened = False
    for place in range(start, end):
        if text[place] == "(":
            opened = True
        elif hidden.numbers[place] >= 0:
            if opened:
                places.pop()
                opened = False
            places.append(place)
    return places
