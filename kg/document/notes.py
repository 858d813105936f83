"""Footnote marks led to the footnotes that they refer to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.base.span import Span
from kg.document.model import Block, BlockKind, NoteMark

_OPENS = re.compile(r"\[?(\d{1,3}|[*†‡§]{1,3}|[¹²³⁰⁴-⁹]{1,3})")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# A number right behind a word, or behind a word and the sign that closes it.
_GLUED = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=[^\W\d_]{2}[.,;:!?)\]”’\"'»]))(?:\d{1,3}|[¹²³⁰⁴-⁹]{1,3})(?=[^\w.,]|[.,](?!\d)|$)"
)
_BETWEEN = re.compile("[,;]")

Raised = tuple[int, int, str]
"""A mark that is no longer in the text: the character it stood before, the page it stood on, and its signs."""


def notes_of_page(text: str, blocks: Iterable[Block]) -> dict[str, Span]:
    """The footnotes among the blocks of a page, by their marks; of several with one mark the first."""
    found: dict[str, Span] = {}
    for block in blocks:
        mark = _OPENS.match(text, block.span.start, block.span.end)
        if block.kind is BlockKind.FOOTNOTE and mark:
            found.setdefault(_plain(mark[1]), block.span)
    return found


def raised_marks(
    raised: Iterable[Raised], notes: Mapping[int, Mapping[str, Span]], only: Mapping[str, Span]
) -> Iterator[NoteMark]:
    """The marks that were left out of the text, each with its note; "3,4" are two marks.

    `notes` has for each page its footnotes by mark. A note stands on the page of its mark; a number that refers once more to
    a note of another page leads there where the document has one note with that number, as `only` tells.
    """
    for at, page, signs in raised:
        for mark in filter(None, map(_plain, _BETWEEN.split(signs))):
            yield NoteMark(at=at, mark=mark, note=notes.get(page, {}).get(mark) or only.get(mark))


def only_notes(pages: Iterable[Mapping[str, Span]]) -> dict[str, Span]:
    """The notes whose number no other note of the document has."""
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for page in pages:
        for mark, note in page.items():
            found[mark].append(note)
    return {mark: spans[0] for mark, spans in found.items() if mark.isdigit() and len(spans) == 1}


def glued_marks(text: str, blocks: Sequence[Block], notes: Mapping[str, Span]) -> Iterator[NoteMark]:
    """The marks that stand behind words in the text itself ("Relatiestatuut15"), where one note of the page has that number.

    A number that stands behind words more than once is no sure mark, and is left out.
    """
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for block in blocks:
        if block.kind is BlockKind.FOOTNOTE:
            continue
        for mark in _GLUED.finditer(text, block.span.start, block.span.end):
            found[_plain(mark[0])].append(Span(*mark.span()))
    for number, places in found.items():
        if number in notes and len(places) == 1:
            yield NoteMark(at=places[0].start, mark=number, note=notes[number], length=len(places[0]))


def _plain(mark: str) -> str:
    return mark.strip().translate(_RAISED)
