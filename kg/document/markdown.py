"""Markdown becomes plain lines: the marks go, the words stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s*(.*?)\s*#*\s*$")
_RULE = re.compile(r"^ {0,3}(?:[-*_=]\s*){3,}$")
_QUOTE = re.compile(r"^ {0,3}(?:> ?)+")
_TABLE_RULE = re.compile(r"^\s*\|?(?:\s*:?-{3,}:?\s*\|)+(?:\s*:?-{3,}:?\s*)?$")
_TABLE_ROW = re.compile(r"^\s*\|(.*)\|\s*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![*\w])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![*\w])|(?<!\w)_(?=[^\s_])([^_]+?)(?<=\S)_(?!\w)")
_CODE = re.compile(r"(`+)(.+?)\1")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])")
_FRONT = re.compile(r"^(?:title|titel):\s*(.+?)\s*$", re.IGNORECASE)
_MOST_FRONT_LINES = 60


def front_matter(lines: Sequence[str]) -> tuple[str | None, int]:
    """The title that a front matter gives, and how many lines that takes; (None, 0) where there is none.

    Example:
        >>> front_matter(["---", "titel: Tabakswet", "---", "# Tabakswet"])
        ('Tabakswet', 3)
    """
    if not lines or lines[0].strip() != "---":
        return None, 0
    for number, line in enumerate(lines[1:_MOST_FRONT_LINES], start=1):
        if line.strip() == "---":
            titles = [found[1].strip("\"'") for each in lines[1:number] if (found := _FRONT.match(each))]
            return (titles[0] if titles else None), number + 1
        if line.strip() and ":" not in line and not line.startswith((" ", "-")):
            return None, 0
    return None, 0


def plain_lines(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each line without its marks, and what it is: "heading", "table", or "" for anything else; a rule is empty.

    Example:
        >>> list(plain_lines(["## *Artikel* 1", "op de [wet](https://x.nl/a_(b)).", "---", "| a | b |"]))
        [('Artikel 1', 'heading'), ('op de wet.', ''), ('', ''), ('a | b', 'table')]
    """
    for line in lines:
        heading = _HEADING.match(line)
        row = _TABLE_ROW.match(line)
        if _RULE.match(line) or _TABLE_RULE.match(line) or _FENCE.match(line):
            yield "", ""
        elif heading:
            yield without_marks(heading[2]), "heading"
        elif row:
            yield without_marks(" | ".join(cell.strip() for cell in row[1].split("|"))), "table"
        else:
            yield without_marks(_QUOTE.sub("", line)), ""


def without_marks(text: str) -> str:
    r"""`text` without the marks of links, emphasis and code.

    Example:
        >>> without_marks("_de_ snake_case **wet** `x` \\* 2 * 3 * 4")
        'de snake_case wet x * 2 * 3 * 4'
    """
    text = _LINK.sub(r"\1", _AUTOLINK.sub(r"\1", text))
    text = _CODE.sub(r"\2", _STRONG.sub(r"\2", text))
    text = _EMPHASIS.sub(lambda found: found[1] or found[2], text)
    return _ESCAPED.sub(r"\1", text)
