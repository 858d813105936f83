"""The words of a page become blocks in reading order: paragraphs, headings, list items, table rows, footnotes last."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from kg.document.columns import LIST_MARK, Region, Role, regions_of
from kg.document.footnotes import follows_note, opens_footnote, split_footnotes
from kg.document.hyphens import joined
from kg.document.lines import Line, Word, lines_of
from kg.document.model import BlockKind

PageBlock = tuple[str, BlockKind]

_LARGER = 1.1
_A_BIT_LARGER = 1.04
_NEAR_BODY = 0.08
_FEW_LINES = 5
_SAME_SIZE = 0.6  # points
_STEPS = (0.8, 2.2)  # sizes, from baseline to baseline within a paragraph
_HEADING_LENGTH = 160
_HEADING_LINES = 4
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_STOPS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_CELL_GAP = 0.75  # ems
# Words after which "5." at the start of a line is no list mark.
_REFERS = re.compile(
    r"\b(?:artikel|artikelen|lid|nr|no|nummer|paragraaf|bijlage|hoofdstuk|stap|box|zie|sectie|en|of|t/m|van|de|het)\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A block in the making."""

    lines: tuple[Line, ...]
    kind: BlockKind
    band: int
    right: float  # the right edge of its column


def blocks_of_page(words: Sequence[Word], body: float, known: Mapping[str, int]) -> tuple[PageBlock, ...]:
    """The blocks of a page in reading order.

    `body` is the size of the document's running text in points, `known` counts the words that stand within its lines.
    """
    text: list[_Draft] = []
    notes: list[_Draft] = []
    beside = _beside_text(words, body)
    for region in (
        *regions_of([word for word in words if word not in beside]),
        *regions_of(sorted(beside, key=_place)),
    ):
        lines, foot = (region.lines, ()) if region.role is Role.TABLE else split_footnotes(region.lines, body)
        text.extend(_drafts(replace(region, lines=lines), body))
        notes.extend(_notes(foot, region.band))
    found = [*_run_on(text, known), *_run_on(notes, known)]
    return tuple((clean, kind) for raw, kind in found if (clean := _normal(raw)))


def _beside_text(words: Sequence[Word], body: float) -> frozenset[Word]:
    """The small words that stand wholly to the right of the running text, such as the sender's details in a letter."""
    ends = sorted(line.x1 for line in lines_of(word for word in words if abs(word.size - body) <= _NEAR_BODY * body))
    if len(ends) < _FEW_LINES:
        return frozenset()
    edge = ends[-1 - len(ends) // 40] + 0.5 * body
    return frozenset(word for word in words if word.x0 > edge and word.size < (1 - _NEAR_BODY) * body)


def _place(word: Word) -> tuple[float, float]:
    return word.y, word.x0


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", "\t".join(" ".join(cell.split()) for cell in text.split("\t"))).strip()


def _drafts(region: Region, body: float) -> list[_Draft]:
    """The blocks of one region."""
    if not region.lines:
        return []
    right = max(line.x1 for line in region.lines)
    if region.role is Role.TABLE:
        return [_Draft((line,), BlockKind.TABLE, region.band, right) for line in region.lines]
    if region.role is Role.LABEL:
        return [_Draft(region.lines, BlockKind.HEADING, region.band, right)]
    left = min(line.x0 for line in region.lines)
    usual = _usual_step(region.lines)
    groups: list[list[Line]] = []
    for line in region.lines:
        if groups and not _starts_block(groups[-1], line, left, right, usual):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_Draft(tuple(group), _kind(group, body), region.band, right) for group in groups]


def _notes(lines: Sequence[Line], band: int) -> list[_Draft]:
    groups: list[list[Line]] = []
    size = max((line.size for line in lines), default=0.0) + 1.0
    for line in lines:
        if groups and follows_note(groups[-1][-1], line) and not opens_footnote(line, 2 * size):
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
    ended = _ENDS.search(last.text) is not None
    begins_low = line.text[0].islower()
    other_size = abs(line.size - last.size)
    if other_size > max(0.08 * size, 0.6) and (ended or not begins_low or other_size > 0.35 * size):
        return True
    fits = last.x1 + 0.35 * size + (line.words[0].x1 - line.words[0].x0) < right - 0.03 * (right - left)
    if opens_item(line) and not _REFERS.search(last.text):
        counted = line.words[0].text[-1:] in ".)" or line.words[0].text.isalnum()
        if not counted or ended or fits or last.text.endswith(",") or opens_item(block[0]):
            return True
    if line.bold != last.bold and (ended or not begins_low):
        return True
    if fits and not begins_low and (ended or last.x1 < right - 0.35 * (right - left)):
        return True
    hanging = opens_item(block[0])
    indented = line.x0 - last.x0 > 0.8 * size
    return _STOPS.search(last.text) is not None and indented and not begins_low and not (hanging and len(block) == 1)


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


def _run_on(drafts: Iterable[_Draft], known: Mapping[str, int]) -> list[PageBlock]:
    """The blocks as text; a paragraph that a column ends in the middle of a sentence goes on in the next column."""
    merged: list[_Draft] = []
    for draft in drafts:
        previous = _unfinished(merged, draft)
        if previous is not None:
            merged[previous] = replace(merged[previous], lines=(*merged[previous].lines, *draft.lines), band=draft.band)
        else:
            merged.append(draft)
    return [(_text(draft, known), draft.kind) for draft in merged]


def _unfinished(drafts: Sequence[_Draft], draft: _Draft) -> int | None:
    """The place of the block that `draft` goes on with, None where it stands on its own."""
    running = (BlockKind.PARAGRAPH, BlockKind.ITEM)
    if draft.kind is BlockKind.FOOTNOTE:
        last = drafts[-1] if drafts else None
        same = last is not None and last.band != draft.band and not opens_footnote(draft.lines[0], 1e6)
        return len(drafts) - 1 if same else None
    if draft.kind is not BlockKind.PARAGRAPH or not drafts or drafts[-1].band == draft.band:
        return None
    last = drafts[-1]
    if last.kind not in running or abs(last.lines[-1].size - draft.lines[0].size) > _SAME_SIZE:
        return None
    ended = _ENDS.search(last.lines[-1].text) is not None
    low = draft.lines[0].text[0].islower()
    hyphen = last.lines[-1].text.endswith(("-", "\u00ad"))
    full = last.lines[-1].x1 >= last.right - 0.25 * (last.right - last.lines[-1].x0)
    beside = draft.lines[0].y < last.lines[-1].y
    return len(drafts) - 1 if not ended and (low or hyphen or (beside and full)) else None


def _text(draft: _Draft, known: Mapping[str, int]) -> str:
    if draft.kind is not BlockKind.TABLE:
        return joined([line.text for line in draft.lines], known)
    words = draft.lines[0].words
    cells = words[0].text
    for before, word in pairwise(words):
        apart = word.x0 - before.x1 > _CELL_GAP * max(before.size, word.size) and abs(word.y - before.y) < before.size
        cells += ("\t" if apart or word.y < before.y - 0.5 * before.size else " ") + word.text
    return cells
