"""The regions of a page with ruled tables: each table stands in its column like lines of text and is read by its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.document.columns import Region, Role, regions_of
from kg.document.grids import Grid
from kg.document.lines import Line, Word

_INSET = 1.0  # points
_LEADING = 1.2
_LETTER = 0.5  # ems: the usual width of a letter


def regions_with_grids(words: Sequence[Word], grids: Sequence[Grid], size: float) -> tuple[Region, ...]:
    """The regions in reading order; `size` is that of the document's text, and `words` stand in no grid."""
    tables = {word: index for index, grid in enumerate(grids) for word in _stand_ins(grid, size)}
    if not tables:
        return regions_of(words)
    found: list[Region] = []
    given: set[int] = set()
    for region in regions_of([*words, *tables]):
        edges = (min(line.x0 for line in region.lines), max(line.x1 for line in region.lines))
        lines: list[Line] = []
        for line in region.lines:
            inside = [replace(word, cell=False) for word in line.words]
            for index in sorted({tables[word] for word in inside if word in tables} - given):
                given.add(index)
                if lines:
                    found.append(replace(region, lines=tuple(lines), edges=edges))
                found.append(Region(grids[index].rows, Role.TABLE, region.band))
                lines = []
            kept = tuple(word for word, plain in zip(line.words, inside, strict=True) if plain not in tables)
            if kept:
                lines.append(Line(kept))
        if lines:
            found.append(replace(region, lines=tuple(lines), edges=edges))
    return tuple(found)


def _stand_ins(grid: Grid, size: float) -> list[Word]:
    """Words as wide as the table, a line each: what the page looks like to one who seeks columns."""
    left, right = grid.left + _INSET, grid.right - _INSET
    text = "x" * max(1, int((right - left) / (_LETTER * size)))
    count = max(1, int((grid.bottom - grid.top) / (_LEADING * size)))
    step = (grid.bottom - grid.top) / count
    return [Word(text, left, right, grid.top + step * (row + 0.8), size) for row in range(count)]
