"""A report with known words, rendered as PDF by several programs, is read whole: no word lost, none moved, none added."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from kg.document.from_file import document_from_file
from kg.document.model import BlockKind, Document

from .known_text import NOTES, SECTIONS, plain, sentences
from .producers import PRODUCERS

EXPECTED = [word for section in SECTIONS for text in section.paragraphs for word in plain(text).split()]

_GLYPHS = "marks that are glyphs of the font, neither raised nor small, are read as figures of the text"
# What is not yet read whole, and why; a case that is read whole has to leave the list.
KNOWN_GAPS = {f"typst-glyphs-{count}": _GLYPHS for count in (1, 2, 3)}
CASES = [
    pytest.param(name, marks=pytest.mark.xfail(reason=KNOWN_GAPS[name], strict=True) if name in KNOWN_GAPS else ())
    for name in PRODUCERS
]


@dataclass(frozen=True)
class Score:
    """In percent: sentences that stand whole, words with the right word after them, notes that are a block of their own."""

    sentences: float
    neighbours: float
    notes: float


def score(document: Document) -> Score:
    """How well the report's paragraphs and notes were read."""
    blocks = [(block.kind, block.span.of(document.text)) for page in document.pages for block in page.blocks]
    body = " ".join(text for kind, text in blocks if kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.TABLE))
    pairs = Counter(pairwise(EXPECTED))
    found = Counter(pairwise(body.split()))
    notes = [text for kind, text in blocks if kind is BlockKind.FOOTNOTE]
    return Score(
        sentences=_percent(sum(sentence in body for sentence in sentences()), len(sentences())),
        # words that are too many have a wrong word after them
        neighbours=_percent((pairs & found).total(), max(pairs.total(), found.total())),
        notes=_percent(sum(_is_note(text, number) for number, text in zip(NOTES, notes, strict=False)), len(NOTES)),
    )


def _is_note(text: str, number: int) -> bool:
    return text in {f"{number} {NOTES[number]}", f"{number}. {NOTES[number]}"}


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1)


def read(data: bytes, folder: Path) -> Document:
    path = folder / "bericht.pdf"
    path.write_bytes(data)
    (document,) = document_from_file(path, name=path.name).items
    return document


@pytest.mark.parametrize("producer", CASES)
def test_report_is_read_whole(producer: str, tmp_path: Path) -> None:
    """Every sentence is whole, every word has its right neighbour, every note stands apart, whatever program made the file."""
    document = read(PRODUCERS[producer](), tmp_path)
    assert score(document) == Score(sentences=100, neighbours=100, notes=100)
    headings = [
        block.span.of(document.text)
        for page in document.pages
        for block in page.blocks
        if block.kind is BlockKind.HEADING
    ]
    assert [text for text in headings if text in {section.heading for section in SECTIONS}] == [
        section.heading for section in SECTIONS
    ]


def test_known_gaps_are_cases() -> None:
    """The list of gaps names no case that is gone."""
    assert KNOWN_GAPS.keys() <= PRODUCERS.keys()
