"""Measures how well interleaved columns are put back in order, and whether text in one column is left alone.

Usage: python tools/measure_unweave.py shared-folder [pages]

Pages are made of real prose (the gold passages, and laws that tools/make_bigrams.py did not learn from): wrapped at
varying widths, set in two columns with headings, white space between paragraphs and footnotes' marks, and given row
by row as plain text extraction does. Everything is chosen by the number of the page.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import textwrap
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from make_bigrams import HELD_OUT, MARKUP, law_texts

from kg.document.unweave import unweave

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_WITH_PAGES = 3  # arguments
_LEAST, _MOST = 60, 1500  # characters of a paragraph that goes on a page


@dataclass(frozen=True)
class Made:
    """A page as extraction gives it, and its paragraphs in reading order."""

    lines: list[str]
    truth: list[str]


def paragraphs(shared: Path, *, laws: bool) -> list[str]:
    """Real paragraphs: of the laws that came last in the order of learning, or of the gold passages."""
    if laws:
        texts = law_texts(shared / "data" / "laws" / "laws-markdown.tar.xz")[-HELD_OUT:]
    else:
        rows = [
            row
            for name in ("pages", "passages")
            for row in (shared / "gold" / f"dev-{name}.jsonl").read_text().splitlines()
        ]
        texts = [json.loads(row)["text"] for row in rows]
    found = (" ".join(MARKUP.sub("", line).split()) for text in texts for line in text.splitlines())
    return [paragraph for paragraph in found if _LEAST < len(paragraph) < _MOST and re.search(r"\bhet\b", paragraph)]


def dice(*parts: object) -> int:
    """A number that depends on the parts alone."""
    return int(hashlib.sha256(repr(parts).encode()).hexdigest()[:8], 16)


def column(
    source: Sequence[str], start: int, page: int, rows: int, width: int
) -> tuple[list[tuple[float, str]], list[str], int]:
    """Lines with their heights, the paragraphs they make, and the next paragraph of the source."""
    placed: list[tuple[float, str]] = []
    truth: list[str] = []
    height = 0.0
    while height < rows:
        words = source[start % len(source)]
        start += 1
        if placed and dice("heading", page, start) % 4 == 0:
            heading = " ".join(words.split()[:4]).rstrip(",;:.")
            placed.append((height + 1, heading))
            truth.append(heading)
            height += 2.5
        lines = textwrap.wrap(words, width, break_on_hyphens=False)[: max(3, int(rows - height))]
        placed += [(height + number, line) for number, line in enumerate(lines)]
        truth.append(" ".join(lines))
        height += len(lines) + (1 if dice("gap", page) % 3 else 0)
    return placed, truth, start


def two_columns(source: Sequence[str], page: int) -> Made:
    """Page `page`: two columns, given row by row."""
    width, rows = 56 + dice("width", page) % 20, 25 + dice("rows", page) % 20
    start = dice("start", page) % len(source)
    left, left_truth, start = column(source, start, page, rows, width)
    right, right_truth, _ = column(source, start, page, rows, width)
    offset = (0.0, 0.3, 0.3, 0.6)[dice("offset", page) % 4]
    placed = [(height, 0, line) for height, line in left] + [(height + offset, 1, line) for height, line in right]
    lines = ["Jaarverslag 2023"] if page % 2 else []
    last: tuple[float, int] | None = None
    for height, side, line in sorted(placed):
        joins = dice("join", page, height) % 10 < (10 if page % 4 else 6)
        if last == (height, 0) and side == 1 and joins:
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line + " ")
        last = (height, side)
    return Made(lines, left_truth + right_truth)


def one_column(source: Sequence[str], page: int) -> Made:
    """Page `page`: one column."""
    placed, truth, _ = column(source, dice("start", page) % len(source), page, 50, 60 + dice("width", page) % 50)
    return Made([line for _, line in placed], truth)


def neighbours(texts: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs of words that stand next to one another."""
    return [pair for text in texts for pair in pairwise(text.split())]


def shares(made: Made, texts: Sequence[str]) -> tuple[float, float]:
    """Which part of the right neighbours, and of the whole sentences, `texts` holds."""
    wanted = neighbours(made.truth)
    have = set(neighbours(texts))
    sentences = [sentence for paragraph in made.truth for sentence in _SENTENCE.split(paragraph)]
    flat = "\n".join("".join(text.split()) for text in texts)
    whole = sum("".join(sentence.split()) in flat for sentence in sentences)
    return sum(pair in have for pair in wanted) / len(wanted), whole / len(sentences)


def main() -> None:
    """Prints the figures."""
    shared, pages = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) == _WITH_PAGES else 200
    for name, source in (("gold", paragraphs(shared, laws=False)), ("laws", paragraphs(shared, laws=True))):
        before = [0.0, 0.0]
        after = [0.0, 0.0]
        untouched, slowest = 0, 0.0
        numbers = range(pages // 2)
        for page in numbers:
            made = two_columns(source, page)
            clock = time.perf_counter()
            found = unweave(made.lines)
            slowest = max(slowest, time.perf_counter() - clock)
            untouched += found is None
            for totals, texts in ((before, [" ".join(made.lines)]), (after, found or [" ".join(made.lines)])):
                for index, share in enumerate(shares(made, texts)):
                    totals[index] += share / len(numbers)
        touched = sum(unweave(one_column(source, page).lines) is not None for page in numbers)
        print(f"{name}: {len(numbers)} pages of two columns, of {len(source)} paragraphs")
        print(f"  neighbours {before[0]:.3f} -> {after[0]:.3f}, whole sentences {before[1]:.3f} -> {after[1]:.3f}")
        print(
            f"  left as they were {untouched}; slowest page {slowest:.2f} s; "
            f"pages of one column touched: {touched} of {len(numbers)}"
        )


if __name__ == "__main__":
    main()
