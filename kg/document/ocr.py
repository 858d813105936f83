"""Pages that are pictures, read by the program tesseract: words with their places, for our own reading order.

Only on request: reading a page so takes seconds, and what comes out may be wrong. Needs the extra `toezichtgraaf[ocr]` (pypdfium2, which
draws the page) and the program tesseract with Dutch.
"""

from __future__ import annotations

import csv
import importlib
import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from kg.base.errors import KgError
from kg.document.lines import Word

PROGRAM = "tesseract"
LANGUAGE = "nld"

_DOTS = 300  # an inch
_POINTS = 72
_MOST_DOTS = 20_000_000  # of a page: A2 at 300 an inch; larger pages are drawn coarser
_SECONDS = 60.0  # a page
_LEAST_SURE = 30.0  # per cent: a word that the program itself doubts so much is a smear
_LEAST_SURE_ROW = 55.0  # the mean of a row
_WORD_LEVEL = "5"
# What a letter takes of the size of its font: above the baseline with and without an upstroke, and below it.
_TALL, _LOW, _BELOW = 0.73, 0.53, 0.21
_TALL_LETTERS = re.compile(r"[^acegmnopqrsuvwxyz.,:;·•~=–—_-]")
_DEEP_LETTERS = re.compile(r"[gjpqy,;()\[\]{}]")
_STROKES = " |¦_~=\\/"  # what lines on the page are taken for
_ALIKE = 0.2  # sizes of rows of one paragraph that differ less are one size


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrPage:
    """The words of a page in no order, how many words were left out as too unsure, and why it could not be read."""

    words: tuple[Word, ...] = ()
    doubted: int = 0
    failed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ocr:
    """The installed program; `version` tells it apart from another that may read otherwise."""

    program: str
    version: str

    def pages(self, data: bytes, indexes: Iterable[int]) -> Iterator[tuple[int, OcrPage]]:
        """Each page asked for (from 0) of a PDF, as the program reads it."""
        library = importlib.import_module("pypdfium2")
        try:
            document = library.PdfDocument(data)
        except library.PdfiumError as problem:
            for index in indexes:
                yield index, OcrPage(failed=f"it cannot be drawn for OCR: {problem}")
            return
        with document:
            for index in indexes:
                try:
                    picture, scale = _picture(document[index])
                except library.PdfiumError as problem:
                    yield index, OcrPage(failed=f"it cannot be drawn for OCR: {problem}")
                else:
                    yield index, self._read(picture, scale)

    def _read(self, picture: bytes, scale: float) -> OcrPage:
        command = [self.program, "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(round(_POINTS * scale)), "tsv"]
        try:
            done = subprocess.run(
                command, input=picture, capture_output=True, timeout=_SECONDS, check=False, env=_one_thread()
            )
        except subprocess.TimeoutExpired:
            return OcrPage(failed=f"reading it by OCR took more than {_SECONDS:g} seconds")
        if done.returncode:
            said = " ".join(done.stderr.decode("utf-8", errors="replace").split())[:200]
            return OcrPage(failed=f"{PROGRAM} ended with exit code {done.returncode}: {said}")
        return page_from_table(done.stdout.decode("utf-8", errors="replace"), scale=scale)


def installed_ocr() -> Ocr:
    """The program for OCR on this machine.

    Raises:
        KgError: where the extra, the program or its Dutch is not there.
    """
    if importlib.util.find_spec("pypdfium2") is None:
        raise KgError(
            "OCR needs the package pypdfium2, which is not there", remedy="Run: pip install 'toezichtgraaf[ocr]'"
        )
    program = shutil.which(PROGRAM)
    if program is None:
        raise KgError(
            f"OCR needs the program {PROGRAM}, which is not there",
            remedy="Install it with Dutch; on Debian: apt install tesseract-ocr tesseract-ocr-nld",
        )
    if LANGUAGE not in _said(program, "--list-langs").split():
        raise KgError(
            f"{PROGRAM} has no Dutch ({LANGUAGE})", remedy="Install it; on Debian: apt install tesseract-ocr-nld"
        )
    first = _said(program, "--version").splitlines()[0]
    drawn = importlib.metadata.version("pypdfium2")
    return Ocr(program=program, version=f"{first} {LANGUAGE}, pypdfium2 {drawn}")


def _said(program: str, option: str) -> str:
    try:
        done = subprocess.run([program, option], capture_output=True, timeout=_SECONDS, check=True, text=True)
    except (OSError, subprocess.SubprocessError) as problem:
        raise KgError(f"{program} {option} fails: {problem}", remedy=f"Install {PROGRAM} anew.") from problem
    return done.stdout


def _one_thread() -> dict[str, str]:
    """One thread a page: the build reads documents side by side already."""
    return {**os.environ, "OMP_THREAD_LIMIT": "1"}


def _picture(page: Any) -> tuple[bytes, float]:  # noqa: ANN401 - pypdfium2 is an extra
    """A page as a grey picture (PGM), and how many dots a point takes."""
    width, height = page.get_size()
    scale = min(_DOTS / _POINTS, (_MOST_DOTS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    dots = bytes(bitmap.buffer)
    rows = (dots[row * bitmap.stride : row * bitmap.stride + bitmap.width] for row in range(bitmap.height))
    picture = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
    bitmap.close()
    return picture, scale


@dataclass(frozen=True, slots=True)
class _Seen:
    """A word as the program tells it: its box in points from the left and the top, and how sure it is, in per cent."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    sure: float

    @property
    def size(self) -> float:
        """The size of the font, from what its letters take of it."""
        above = _TALL if _TALL_LETTERS.search(self.text) else _LOW
        return (self.bottom - self.top) / (above + (_BELOW if _DEEP_LETTERS.search(self.text) else 0.0))

    @property
    def baseline(self) -> float:
        """Where it stands, from the top."""
        return self.bottom - (_BELOW * self.size if _DEEP_LETTERS.search(self.text) else 0.0)


def page_from_table(table: str, *, scale: float) -> OcrPage:
    r"""The words of tesseract's table of words, at `scale` dots a point; rows it doubts are left out.

    Example:
        >>> head = "level page_num block_num par_num line_num word_num left top width height conf text"
        >>> row = "5 1 1 1 1 1 100 200 120 30 96.5 toezicht"
        >>> page_from_table("\n".join(line.replace(" ", "\t") for line in (head, row)), scale=4.0).words[0].text
        'toezicht'
    """
    rows: dict[tuple[str, str, str], list[_Seen]] = defaultdict(list)
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == _WORD_LEVEL and (row["text"] or "").strip(_STROKES):
            left, top, width, height = (float(row[key]) / scale for key in ("left", "top", "width", "height"))
            seen = _Seen(row["text"].strip(), left, top, left + width, top + height, float(row["conf"]))
            rows[row["block_num"], row["par_num"], row["line_num"]].append(seen)
    words: list[Word] = []
    doubted = 0
    paragraphs: dict[tuple[str, str], list[list[_Seen]]] = defaultdict(list)
    for (block, paragraph, _), line in rows.items():
        kept = [seen for seen in line if seen.sure >= _LEAST_SURE and seen.right > seen.left and seen.bottom > seen.top]
        if not kept or sum(seen.sure for seen in kept) < _LEAST_SURE_ROW * len(kept):
            kept = []
        doubted += len(line) - len(kept)
        if kept:
            paragraphs[block, paragraph].append(kept)
    for lines in paragraphs.values():
        words.extend(_words(lines))
    return OcrPage(words=tuple(words), doubted=doubted)


def _words(lines: Sequence[Sequence[_Seen]]) -> Iterator[Word]:
    """The words of a paragraph: those of a row on one baseline, in one size where the rows are about alike."""
    whole = median(seen.size for line in lines for seen in line)
    for line in lines:
        own = median(seen.size for seen in line)
        size = round(2 * (whole if abs(own - whole) <= _ALIKE * whole else own)) / 2 or 0.5
        baseline = median(seen.baseline for seen in line)
        for seen in line:
            yield Word(seen.text, seen.left, seen.right, baseline, size)
