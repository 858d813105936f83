"""The words that can be read on the pages of a PDF: from the file, or by OCR where a page is a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.document.glyphs import Drawn
from kg.document.legible import NO_WORDS, PICTURE, legible, scans
from kg.document.lines import Word, words_from_pieces
from kg.document.noise import without_noise
from kg.document.ocr import Ocr, OcrPage


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """The words of a page, for each way that its text is turned (quarter turns to the left), `turn` being that of most of it.

    `unread` tells why words are missing, `unseen` what stands in the file but cannot be seen; `by_ocr` that a program read the
    words from a picture; `is_picture` that OCR may find more.
    """

    by_turn: Mapping[int, tuple[Word, ...]] = field(default_factory=dict)
    turn: int = 0
    unread: str = ""
    unseen: str = ""
    by_ocr: bool = False
    is_picture: bool = False

    @property
    def upright(self) -> tuple[Word, ...]:
        """The words that stand as most of them do."""
        return self.by_turn.get(self.turn, ())


def words_of_pages(data: bytes, drawn: Sequence[Drawn | str], ocr: Ocr | None) -> list[PageText]:
    """The words of each page of the file `data`, of which `drawn` tells what stands on it or why it is broken."""
    scanned = scans(drawn)
    found = [
        PageText(unread=page) if isinstance(page, str) else _from_file(page, is_scan=index in scanned)
        for index, page in enumerate(drawn)
    ]
    if ocr is None:
        return found
    pictures = [index for index, page in enumerate(found) if page.is_picture]
    if pictures:
        for index, seen in ocr.pages(data, pictures):
            found[index] = _from_ocr(found[index], seen)
    return found


def _from_file(page: Drawn, *, is_scan: bool) -> PageText:
    read = legible(page, is_scan=is_scan)
    by_turn, noisy = {}, 0
    for turn in sorted({piece.turn for piece in read.pieces}):
        words = words_from_pieces(piece for piece in read.pieces if piece.turn == turn)
        by_turn[turn], rows = without_noise(words, from_picture=read.by_ocr)
        noisy += rows
    counts = {turn: sum(len(word.text) for word in words) for turn, words in by_turn.items()}
    empty = not any(counts.values())
    return PageText(
        by_turn=by_turn,
        turn=max(counts, key=lambda turn: (counts[turn], -turn), default=0),
        unread=_with_noise(read.unread, noisy, empty=empty),
        unseen=read.unseen,
        by_ocr=read.by_ocr,
        is_picture=read.is_picture or (empty and noisy > 0),
    )


def _from_ocr(page: PageText, seen: OcrPage) -> PageText:
    """A page with what OCR read in place of the little that the file says."""
    if seen.failed:
        return replace(page, unread=f"{page.unread}; {seen.failed}")
    words, noisy = without_noise(seen.words, from_picture=True)
    if not words:
        return replace(page, unread=f"{PICTURE} in which OCR finds no words")
    reason = _with_noise("", noisy, empty=False)
    if seen.doubted:
        doubt = f"{seen.doubted} {'word' if seen.doubted == 1 else 'words'} that OCR doubts are left out"
        reason = f"{reason}; {doubt}" if reason else doubt
    return PageText(by_turn={0: words}, unread=reason, unseen=page.unseen, by_ocr=True)


def _with_noise(unread: str, rows: int, *, empty: bool) -> str:
    """The reason of a page, with what is to be said of the rows that were noise."""
    if not rows:
        return unread
    said = NO_WORDS if empty else f"{rows} {'row' if rows == 1 else 'rows'} of it make no words and are left out"
    return f"{unread}; {said}" if unread else said
