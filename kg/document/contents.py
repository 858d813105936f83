"""Rows of a table of contents: a title, a line of dots and the number of a page."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.document.lines import Line, Word

_LEADER = re.compile(r"(?:[.…·_]\s?){4,}|…{2,}")
_DOTS = re.compile(r"[.…·_]{2,}|[.…·]")
_ROW = re.compile(rf"(?P<title>.*[^\W_].*?)\s*(?:{_LEADER.pattern})\s*(?P<page>\d{{1,4}}|[ivxlc]{{1,6}})")
_DIGIT = 0.5  # ems


def contents_row(line: Line) -> Line | None:
    """The title and the number of the page as cells, without the dots; None where the line is no such row.

    Example:
        >>> words = ["2.1", "Doel", ".", ".", ".", ".", ".", "14"]
        >>> row = contents_row(Line(tuple(Word(text, 50.0 + 20 * i, 60.0 + 20 * i, 100, 10) for i, text in enumerate(words))))
        >>> [(word.text, word.cell) for word in row.words]
        [('2.1', True), ('Doel', False), ('14', True)]
    """
    text = line.text
    found = _ROW.fullmatch(text) if _LEADER.search(text) else None
    if found is None:
        return None
    words: list[Word] = []
    left = len(found["title"].replace(" ", ""))
    for word in line.words:
        part = word.text[:left]
        left -= len(part)
        if part and not _DOTS.fullmatch(part):
            words.append(replace(word, text=part, cell=not words))
    last, page = line.words[-1], found["page"]
    start = max(last.x0, last.x1 - _DIGIT * last.size * len(page))
    return Line((*words, replace(last, text=page, x0=start, cell=True)))
