"""Figures as tables: how a benchmark prints them, and how they get their place in a document.

What every benchmark agrees to: the figures that belong in docs/figures.md it prints as Markdown tables, and what else it has to say as
other lines. A document has a place for a table between two marks, `<!-- figures: NAME -->` and `<!-- end of figures -->`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

_ROW = re.compile(r"\|.*\|")
_RULE = re.compile(r"\|(\s*:?-+:?\s*\|)+")
_PLACE = re.compile(r"(<!-- figures: (?P<name>[\w-]+) -->\n).*?(<!-- end of figures -->)", re.DOTALL)


def markdown(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    r"""A table; all columns but the first are set to the right, as they hold numbers. A bar in a cell does not end it.

    Example:
        >>> print(markdown(["of", "s"], [["a|b", 1.5]]))
        | of | s |
        |---|--:|
        | a\|b | 1.5 |
    """
    lines = [heads, *rows]
    told = [f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines]
    return "\n".join([told[0], f"|---|{'--:|' * (len(heads) - 1)}", *told[1:]])


def tables_in(text: str) -> tuple[str, ...]:
    r"""The Markdown tables among what a benchmark printed, in order.

    Example:
        >>> tables_in("two files\n| a |\n|---|\n| 1 |\n\ndone | or not\n| no head |\n")
        ('| a |\n|---|\n| 1 |',)
    """
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        if _ROW.fullmatch(line.strip()):
            found[-1].append(line.strip())
        elif found[-1]:
            found.append([])
    return tuple("\n".join(lines) for lines in found if len(lines) > 1 and _RULE.fullmatch(lines[1]))


def places_in(document: str) -> tuple[str, ...]:
    """The names of the places that a document has for tables, in order."""
    return tuple(place["name"] for place in _PLACE.finditer(document))


def rewritten(document: str, tables: Mapping[str, str]) -> str:
    """The document with these tables at the places of their names; all else, and places without a new table, stay as they are.

    Raises:
        ValueError: where a name stands at two places.
    """
    names = places_in(document)
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"more than one place for {', '.join(sorted(twice))}")

    def put(place: re.Match[str]) -> str:
        new = tables.get(place["name"])
        return place[0] if new is None else f"{place[1]}\n{new}\n\n{place[3]}"

    return _PLACE.sub(put, document)


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|")
