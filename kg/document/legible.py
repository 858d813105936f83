"""What of a drawn page is text that a person sees and can read, and what is to be said of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.document.glyphs import Drawn, Piece
from kg.document.paint import Hidden
from kg.document.pdf_font import UNMAPPED

NO_WORDS = "the characters of the page make no words"
PICTURE = "no text: the page is a picture"

_MOST_UNMAPPED = 0.1  # of the characters of a page
_LEAST_LETTERS = 0.2
_LEAST_CHARS = 40
_LEAST_LAYER = 20  # characters that an invisible text layer has at least
_SCAN = 0.7  # of the page: images that cover so much may be a scan with its text layer
_WHOLE_SCAN = 0.9
_FEW_CHARS = 200  # on a page that is a picture: a stamp, a number, a caption
_LAYERS = (Hidden.INVISIBLE, Hidden.UNDER_IMAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Legible:
    """The pieces that are text; why some are missing; what stands in the file but is not seen; whether a program read them.

    `is_picture` says that a picture of the page holds more text than the pieces do.
    """

    pieces: tuple[Piece, ...]
    unread: str = ""
    unseen: str = ""
    by_ocr: bool = False
    is_picture: bool = False


def scans(pages: Sequence[Drawn | str]) -> frozenset[int]:
    """The pages (from 0) that are scans, whether or not text was laid over them.

    That is where an image covers the whole page, is on no other page, and at least half of the pages have such an image: a
    background of slides is the same on many, a photograph stands on a few.
    """
    counts = Counter(page.backdrop for page in pages if isinstance(page, Drawn) and page.backdrop)
    alone = [index for index, page in enumerate(pages) if isinstance(page, Drawn) and counts[page.backdrop] == 1]
    return frozenset(alone) if len(alone) * 2 >= len(pages) else frozenset()


def legible(page: Drawn, *, is_scan: bool = False) -> Legible:
    """What of a page is text: what can be seen, or the text layer of a scan, in fonts that say which characters they are.

    Text that can be seen on a page known to be a scan was put there by a program that read it, unless it is a stamp or a number.
    """
    hidden = dict(page.hidden)
    pieces, by_ocr = page.pieces, is_scan and _chars(page.pieces) >= _FEW_CHARS
    if page.imaged >= _SCAN:
        layer = tuple(piece for kind in _LAYERS for piece in hidden.get(kind, ()))
        if _chars(layer) >= max(_LEAST_LAYER, _chars(pieces)):
            pieces, by_ocr = (*pieces, *layer), True
            hidden = {kind: found for kind, found in hidden.items() if kind not in _LAYERS}
    unseen = _unseen(hidden, page.outside)
    total = _chars(pieces)
    if not total:
        return Legible(
            pieces=(),
            unread=page.cut or (PICTURE if page.images else "no text: the page is empty"),
            unseen=unseen,
            is_picture=bool(page.images),
        )
    unmapped = sum(piece.text.count(UNMAPPED) for piece in pieces)
    good = tuple(piece for piece in pieces if UNMAPPED not in piece.text)
    reason = page.cut
    if unmapped > _MOST_UNMAPPED * total:
        good, unseen = (), ""  # where such a font places its characters is not to be trusted either
        reason = f"{unmapped} of {total} characters are in fonts that do not say which characters they are"
    elif _is_wordless(good):
        good, reason = (), NO_WORDS
    elif unmapped:
        reason = f"{unmapped} of {total} characters are left out: their font does not say what they are"
    elif not by_ocr and page.imaged >= _WHOLE_SCAN and total < _FEW_CHARS:
        reason = f"the page is a picture, on which only {total} characters are text"
        return Legible(pieces=good, unread=reason, unseen=unseen, is_picture=True)
    return Legible(pieces=good, unread=reason, unseen=unseen, by_ocr=by_ocr, is_picture=not good)


def _chars(pieces: tuple[Piece, ...]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _is_wordless(pieces: tuple[Piece, ...]) -> bool:
    """Whether a page holds signs, with hardly a letter or figure among them."""
    chars = _chars(pieces) - sum(piece.text.count(".") for piece in pieces)  # a table of contents has lines of dots
    letters = sum(char.isalpha() for piece in pieces for char in piece.text)
    digits = sum(char.isdigit() for piece in pieces for char in piece.text)
    return chars >= _LEAST_CHARS and letters < _LEAST_LETTERS * chars and letters + digits < chars / 2


def _unseen(hidden: Mapping[Hidden, tuple[Piece, ...]], outside: int) -> str:
    said = [f"{_chars(hidden[kind])} {kind}" for kind in Hidden if kind in hidden]
    said += [f"{outside} outside the page"] if outside else []
    return f"characters that cannot be seen are left out: {', '.join(said)}" if said else ""
