"""Characters of documents: cleaned once, where text comes in, and made plain, each for one, where text is matched."""

from __future__ import annotations

import re
import unicodedata

LIGATURES = re.compile("[\u0132\u0133\ufb00-\ufb06]")
"""Several letters in one character: ĳ and what typesetters join, such as ﬁ."""

INVISIBLE = re.compile(
    "[\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
"""Characters without width: they join, part, direct or vary others, and are no letters."""

_SOFT_HYPHEN = "\u00ad"
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")  # control characters that are not white space already
NO_CHARACTER = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Halves of characters, and codes that never are one: no file can hold them."""

_PLAIN = {
    **dict.fromkeys(map(ord, "‘’‚‛′´`"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
}


def clean(text: str) -> str:
    r"""`text` on one line in NFC: without soft hyphens and characters without width, ligatures written out, one plain space.

    Half characters, which no file can hold, become the replacement character. Typographic quotes and dashes stay.

    Source: Unicode Standard Annex 15, https://www.unicode.org/reports/tr15/

    Example:
        >>> clean("  ef\ufb01cie\u0308nt\u00a0toe\u00adzicht\n“op” de \u0132ssel\u200b ")
        'efficiënt toezicht “op” de IJssel'
    """
    if not text.isascii():
        text = INVISIBLE.sub("", text.replace(_SOFT_HYPHEN, ""))
        text = NO_CHARACTER.sub("\ufffd", written_out(text))
    text = " ".join(_NO_TEXT.sub(" ", text).split())
    return unicodedata.normalize("NFC", text)


def written_out(text: str) -> str:
    """`text` with its ligatures as letters.

    Example:
        >>> written_out("o\ufb03cieel")
        'officieel'
    """
    return LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def plain(text: str) -> str:
    r"""`text` with typographic quotes, dashes and spaces as plain ones: each character for one, so that places stay.

    Example:
        >>> plain("de “Wet”\u00a0– zo’n wet")
        'de "Wet" - zo\'n wet'
    """
    if text.isascii():
        return text
    return "".join(" " if char.isspace() else char for char in text.translate(_PLAIN))
