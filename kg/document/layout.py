"""The words of a page become blocks in reading order: paragraphs, headings, list items, table rows, footnotes last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from kg.document.characters import clean
from kg.document.columns import LIST_MARK, Region, Role, regions_of
from kg.document.contents import contents_row
from kg.document.footnotes import follows_note, opens_footnote, split_footnotes
from kg.document.grids import grids_of
from kg.document.hyphens import joined
from kg.document.lines import Line, Word, lines_of, weighted_size
from kg.document.model import BlockKind
from kg.document.ruled import regions_with_grids
from kg.document.rules import Rule
from kg.document.tables import cells_of, row_of_cells, text_of_row

_LARGER = 1.1
_A_BIT_LARGER = 1.04
_NEAR_BODY = 0.08
_FEW_LINES = 5
_SAME_SIZE = 0.6  # points
_SAME_EDGE = 1.5  # points
_RAGGED = 4.0  # sizes by which lines beside a column of small text may be shorter
_MOSTLY_SMALL = 0.6  # of the letters of a page
_FEW_WORDS = 5
_MOST_BETWEEN = 12  # blocks that a sentence runs on past
_STEPS = (0.8, 2.2)  # sizes, from baseline to baseline within a paragraph
_HEADING_LENGTH = 160
_HEADING_LINES = 4
_SLANTED_LINES = 2
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_DASHES = frozenset("-–—")
_STOPS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_LONG_ROW = 300  # characters
# Shortened words that a number or a name follows.
_SHORTENED = re.compile(
    r"\b(?:nrs?|artt?|blz|pag|par|hfdst|jo|mr|drs?|ir|ing|prof|resp|incl|excl|ca|bijv|vgl|kst|d\.d|t\.a\.v|c\.q)\.$",
    re.IGNORECASE,
)
# Words after which "5." at the start of a line is no list mark.
_REFERS = re.compile(
    r"\b(?:artikel|artikelen|lid|nr|no|nummer|paragraaf|bijlage|hoofdstuk|stap|box|zie|sectie|en|of|t/m|van|de|het)\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LaidBlock:
    """A block of a page: its text, and the lines that it was made of; `right` is the right edge of their column."""

    text: str
    kind: BlockKind
    lines: tuple[Line, ...]
    right: float


@dataclass(frozen=True, slots=True)
class _Draft:
    """A block in the making."""

    lines: tuple[Line, ...]
    kind: BlockKind
    band: int
    right: float  # the right edge of its column


def blocks_of_page(
    words: Sequence[Word], body: float, known: Mapping[str, int], rules: Iterable[Rule] = ()
) -> tuple[LaidBlock, ...]:
    """The blocks of a page in reading order.

    `body` is the size of the document's running text in points, `known` counts the words that stand within its lines,
    `rules` are the lines drawn on the page.
    """
    grids = grids_of(rules, words)
    ruled = frozenset(word for grid in grids for word in grid.words)
    words = [word for word in words if word not in ruled]
    text: list[_Draft] = []
    notes: list[_Draft] = []
    running = _size_of_running_text(words, body)
    beside = _beside_text(words, body) or _beside_text(words, running)
    for region in regions_with_grids([word for word in words if word not in beside], grids, body):
        lines, foot = (region.lines, ()) if region.role is Role.TABLE else split_footnotes(region.lines, running)
        text.extend(_drafts(replace(region, lines=lines), body))
        notes.extend(_notes(foot, region.band))
    text.extend(draft for region in regions_of(sorted(beside, key=_place)) for draft in _drafts(region, body))
    found = [*_run_on(text), *_run_on(notes)]
    return tuple(
        LaidBlock(text=said, kind=draft.kind, lines=draft.lines, right=draft.right)
        for draft in found
        if (said := "\t".join(cell for part in _text(draft, known).split("\t") if (cell := clean(part))))
    )


def _size_of_running_text(words: Sequence[Word], body: float) -> float:
    """The size of the page's running text: `body`, but on a page set smaller, such as an appendix, its own."""
    own = weighted_size((word.size, len(word.text)) for word in words)
    letters = sum(len(word.text) for word in words)
    small = sum(len(word.text) for word in words if word.size <= own + _SAME_SIZE)
    return own if 0 < own < body and small >= _MOSTLY_SMALL * letters else body


def _beside_text(words: Sequence[Word], body: float) -> frozenset[Word]:
    """The small words that stand wholly to the right of the running text, such as the sender's details in a letter."""
    ends = sorted(line.x1 for line in lines_of(word for word in words if abs(word.size - body) <= _NEAR_BODY * body))
    if len(ends) < _FEW_LINES:
        return frozenset()
    edge = ends[-1 - len(ends) // 40] + 0.5 * body
    small = [
        part
        for line in lines_of(words)
        for part in line.parts(1.0)
        if part.size < (1 - _NEAR_BODY) * body and part.x0 > edge - _RAGGED * body
    ]
    found = [part for part in small if part.x0 > edge or _stand_beside(part, small, words, body)]
    return frozenset(word for part in found for word in part.words if word.size < (1 - _NEAR_BODY) * body)


def _stand_beside(part: Line, small: Sequence[Line], words: Sequence[Word], body: float) -> bool:
    """Whether a small part of a row begins where others begin too, and all larger text beside them ends before."""
    column = [other for other in small if abs(other.x0 - part.x0) <= _SAME_EDGE]
    top, foot = min(other.y for other in column) - body, max(other.y for other in column) + body
    larger = (word for word in words if top <= word.y <= foot and word.size >= (1 - _NEAR_BODY) * body)
    return len(column) > 1 and all(word.x1 < part.x0 for word in larger)


def _place(word: Word) -> tuple[float, float]:
    return word.y, word.x0


def _drafts(region: Region, body: float) -> list[_Draft]:
    """The blocks of one region."""
    if not region.lines:
        return []
    left, right = region.edges or (
        min(line.x0 for line in region.lines),
        max(line.x1 for line in region.lines),
    )
    if region.role is Role.TABLE:
        return [draft for line in region.lines for draft in _row_drafts(line, region.band, right, body)]
    if region.role is Role.LABEL:
        return [_Draft(region.lines, BlockKind.HEADING, region.band, right)]
    usual = _usual_step(region.lines)
    groups: list[list[Line]] = []
    for line in region.lines:
        after_row = groups and contents_row(groups[-1][-1]) is not None
        if groups and not after_row and not _starts_block(groups[-1], line, left, right, usual):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_draft(group, body, region.band, right) for group in groups]


def _draft(lines: Sequence[Line], body: float, band: int, right: float) -> _Draft:
    """The block of these lines; a row of a table of contents is one of a table."""
    row = contents_row(lines[-1])
    if row is None:
        return _Draft(tuple(lines), _kind(lines, body), band, right)
    title = [word for line in (*lines[:-1], Line(row.words[:-1])) for word in line.words]
    return _Draft((row_of_cells([title, row.words[-1:]]),), BlockKind.TABLE, band, right)


def _row_drafts(row: Line, band: int, right: float, body: float) -> list[_Draft]:
    """A row of a table as one block; cell by cell where a cell holds paragraphs or a list."""
    if sum(len(word.text) for word in row.words) >= _LONG_ROW:
        cells = [_drafts(Region(lines_of(cell), Role.PROSE, band), body) for cell in cells_of(row)]
        if any(len(drafts) > 1 for drafts in cells):
            return [draft for drafts in cells for draft in drafts]
    return [_Draft((row,), BlockKind.TABLE, band, right)]


def _notes(lines: Sequence[Line], band: int) -> list[_Draft]:
    groups: list[list[Line]] = []
    size = max((line.size for line in lines), default=0.0) + 1.0
    usual = 1.1 * _usual_step(lines)
    for line in lines:
        step = (line.y - groups[-1][-1].y) / max(line.size, 1.0) if groups else 0.0
        near = bool(groups) and (follows_note(groups[-1][-1], line) or 0 < step <= usual)
        if near and not opens_footnote(line, 2 * size):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_Draft(tuple(group), BlockKind.FOOTNOTE, band, max(line.x1 for line in lines)) for group in groups]


def _usual_step(lines: Sequence[Line]) -> float:
    """The distance between two baselines of one paragraph, in sizes of the upper line."""
    steps = [(b.y - a.y) / a.size for a, b in pairwise(lines) if a.size and abs(a.size - b.size) <= _SAME_SIZE]
    close = [step for step in steps if _STEPS[0] <= step <= _STEPS[1]]
    return min(median(close), 1.9) if close else 1.3


def _starts_block(block: Sequence[Line], line: Line, left: float, right: float, usual: float) -> bool:
    """Whether a new block begins with `line`, which stands below `block` in a column from `left` to `right`."""
    last = block[-1]
    size = max(last.size, 1.0)
    if line.y - last.y > 1.28 * usual * size + 0.5:
        return True
    ended = _ENDS.search(last.text) is not None and not _SHORTENED.search(last.text)
    begins_low = line.text[0].islower()
    other_size = abs(line.size - last.size)
    if other_size > max(0.08 * size, 0.6) and (ended or not begins_low or other_size > 0.35 * size):
        return True
    fits = last.x1 + 0.35 * size + (line.words[0].x1 - line.words[0].x0) < right - 0.03 * (right - left)
    if opens_item(line) and not _REFERS.search(last.text):
        if _goes_on_with_a_dash(block, line, ended=ended or fits):
            return False
        counted = line.words[0].text[-1:] in ".)" or line.words[0].text.isalnum()
        if not counted or ended or fits or last.text.endswith(",") or opens_item(block[0]):
            return True
    if begins_low:
        return line.bold != last.bold and ended
    other_style = line.bold != last.bold or (not ended and not line.words[0].slanted and _is_slanted_heading(block))
    short = fits and (ended or last.x1 < right - 0.35 * (right - left))
    hanging = opens_item(block[0]) and len(block) == 1
    indented = _STOPS.search(last.text) is not None and line.x0 - last.x0 > 0.8 * size and not hanging
    return other_style or short or indented


def _goes_on_with_a_dash(block: Sequence[Line], line: Line, *, ended: bool) -> bool:
    """Whether a line that begins with a dash goes on with a sentence: it is full above it and low behind it."""
    first, *rest = line.words
    return first.text in _DASHES and not ended and not opens_item(block[0]) and rest[0].text[0].islower()


def _is_slanted_heading(block: Sequence[Line]) -> bool:
    """Whether all of a block so far, no more than two lines of some words, is set in italics."""
    words = [word for line in block for word in line.words]
    return len(words) > 1 and len(block) <= _SLANTED_LINES and all(word.slanted for word in words)


def opens_item(line: Line) -> bool:
    """Whether a line begins with the mark of a list item."""
    first = line.words[0].text
    return LIST_MARK.fullmatch(first) is not None and (len(line.words) > 1 or not first.isalnum())


def _kind(lines: Sequence[Line], body: float) -> BlockKind:
    text = " ".join(line.text for line in lines)
    short = len(lines) <= _HEADING_LINES and len(text) <= _HEADING_LENGTH
    stands_out = all(line.size >= _LARGER * body for line in lines) or all(line.bold for line in lines)
    stands_out = stands_out or (len(lines) == 1 and lines[0].size >= _A_BIT_LARGER * body)
    if short and stands_out and not re.search(r"[.;,]$", text) and any(char.isalpha() for char in text):
        return BlockKind.HEADING
    return BlockKind.ITEM if opens_item(lines[0]) else BlockKind.PARAGRAPH


def _run_on(drafts: Iterable[_Draft]) -> list[_Draft]:
    """The blocks; a paragraph that a column ends in the middle of a sentence goes on in the next column."""
    merged: list[_Draft] = []
    for draft in drafts:
        previous = _unfinished(merged, draft)
        if previous is not None:
            lines = (*merged[previous].lines, *draft.lines)
            merged[previous] = replace(merged[previous], lines=lines, band=draft.band, right=draft.right)
        else:
            merged.append(draft)
    return merged


def _unfinished(drafts: Sequence[_Draft], draft: _Draft) -> int | None:
    """The place of the block that `draft` goes on with, None where it stands on its own."""
    running = (BlockKind.PARAGRAPH, BlockKind.ITEM)
    if draft.kind is BlockKind.FOOTNOTE:
        last = drafts[-1] if drafts else None
        same = last is not None and last.band != draft.band and not opens_footnote(draft.lines[0], 1e6)
        return len(drafts) - 1 if same else None
    if draft.kind is not BlockKind.PARAGRAPH or not drafts or drafts[-1].band == draft.band:
        return None
    low = draft.lines[0].text[0].islower()
    for index in range(len(drafts) - 1, max(len(drafts) - _MOST_BETWEEN, 0) - 1, -1):
        last = drafts[index]
        if last.kind in running and abs(last.lines[-1].size - draft.lines[0].size) <= _SAME_SIZE:
            break
        if not low:  # past a box, a table or a heading goes only what can be no beginning
            return None
    else:
        return None
    ended = _ENDS.search(last.lines[-1].text) is not None
    hyphen = last.lines[-1].text.endswith(("-", "\u00ad"))
    full = last.lines[-1].x1 >= last.right - 0.25 * (last.right - last.lines[-1].x0)
    beside = draft.lines[0].y < last.lines[-1].y
    if ended or (index < len(drafts) - 1 and not (full and len(last.lines[-1].words) >= _FEW_WORDS)):
        return None
    return index if low or hyphen or (beside and full) else None


def _text(draft: _Draft, known: Mapping[str, int]) -> str:
    if draft.kind is not BlockKind.TABLE:
        return joined([line.text for line in draft.lines], known)
    return "\t".join(joined(cell, known) for cell in text_of_row(draft.lines[0]))
