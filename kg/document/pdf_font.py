"""A font of a PDF: which characters its codes stand for and how far each moves the pen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, PdfObject
from pypdf.generic._font import Font

from kg.document.characters import INVISIBLE, written_out

UNMAPPED = "\ufffd"
"""What stands for a glyph whose character the font does not tell."""

_BOLD = re.compile(r"bold|black|heavy|demi|semibold|[-,]bd", re.IGNORECASE)
_SLANTED = re.compile(r"italic|oblique|[-,]it(?![a-z])", re.IGNORECASE)
_SOFT_HYPHEN = "\u00ad"
_BOLD_FLAG = 1 << 18
_SLANTED_FLAG = 1 << 6
_BOLD_WEIGHT = 600
_PRIVATE = frozenset({"Co", "Cn", "Cs"})
# Bullets of the fonts Symbol and Wingdings, which programs write as private characters.
_PRIVATE_BULLETS = frozenset("\uf0b7\uf0a7\uf0d8\uf0a8\uf02d\uf0fc\uf0e0\uf076\uf06e\uf0be")
# Codes without a character in WinAnsiEncoding stand for a bullet (ISO 32000-1, annex D.2, note 3).
_UNUSED = frozenset("\x7f\x81\x8d\x8f\x90\x9d")


@dataclass(slots=True)
class PdfFont:
    """The codes of one font, looked up once each. Widths are in ems (1 is the font size)."""

    source: Font | None
    em: float = 0.001
    bold: bool = False
    slanted: bool = False
    drawn_widths: Mapping[int, float] = field(default_factory=dict)  # by code, of a font whose glyphs are drawings
    _glyphs: dict[int, tuple[str, float]] = field(default_factory=dict)

    @property
    def code_bytes(self) -> int:
        """How many bytes a code takes: 2 in composite fonts, else 1."""
        return 2 if self.source is not None and isinstance(self.source.encoding, str) else 1

    def glyphs(self, data: bytes) -> list[tuple[str, float]]:
        """Character(s) and width of each code in `data`, in writing order; UNMAPPED where the font keeps silent."""
        known = self._glyphs
        if self.code_bytes == 1:
            codes: Any = data
        else:
            codes = [(data[i] << 8) | data[i + 1] for i in range(0, len(data) - 1, 2)]
        found = []
        for code in codes:
            glyph = known.get(code)
            if glyph is None:
                glyph = known[code] = self._read(code)
            found.append(glyph)
        return found

    def _read(self, code: int) -> tuple[str, float]:
        font = self.source
        if font is None:
            return UNMAPPED, 0.5
        raw = chr(code)
        width = font.character_widths.get(raw, font.character_widths["default"])
        encoding = font.encoding
        named = isinstance(encoding, str)
        char = raw if isinstance(encoding, str) else encoding.get(code, raw)
        text = font.character_map.get(char)
        if text is None:
            # A glyph name that no list knows ("/g12") is no text; nor is a bare glyph number of a composite font.
            text = UNMAPPED if named or len(char) > 1 or not font.interpretable else char
            if not named and char in _UNUSED:
                text = "•"
        if char == font.space_char and not font.character_widths.get(raw):
            width = font.space_width
        width = self.drawn_widths.get(code, width)
        # A soft hyphen that is drawn is a hyphen that one sees: programs map the sign to whichever they met first.
        shown = "-" if text == _SOFT_HYPHEN else plain(str(text))
        return shown, float(width) * self.em


def font_from_resource(resource: DictionaryObject) -> PdfFont:
    """The font that a page's resources describe."""
    font = Font.from_font_resource(resource)
    descriptor = font.font_descriptor
    stated: object = descriptor.flags
    flags = stated if isinstance(stated, int) else 0
    weight: object = descriptor.weight  # a number in a PDF, whatever pypdf calls it
    heavy = isinstance(weight, (int, float)) and weight >= _BOLD_WEIGHT
    bold = bool(_BOLD.search(font.name)) or bool(flags & _BOLD_FLAG) or heavy
    slanted = bool(_SLANTED.search(font.name)) or bool(flags & _SLANTED_FLAG)
    em = 0.001
    widths: dict[int, float] = {}
    if font.sub_type == "Type3":
        em = abs(float(resource.get("/FontMatrix", [em])[0])) or em
        widths = _drawn_widths(resource)
    return PdfFont(font, em, bold, slanted, widths)


def _drawn_widths(resource: DictionaryObject) -> dict[int, float]:
    """The widths of a Type 3 font by code, in the units of its drawings; codes whose width is no number are left out."""
    first, given = resource.get("/FirstChar", 0), resource.get("/Widths", ())
    values = given.get_object() if isinstance(given, PdfObject) else given
    if not isinstance(first, int) or not isinstance(values, ArrayObject):
        return {}
    return {first + place: float(value) for place, value in enumerate(values) if isinstance(value, (int, float))}


def plain(text: str) -> str:
    """`text` with ligatures written out, odd spaces as spaces and characters that nobody can read as UNMAPPED.

    Soft hyphens stay: only the end of a line tells what they mean.

    Example:
        >>> plain("e\ufb03ci\u00ebnt"), plain("a\u00a0b"), plain("\ue123")
        ('efficiënt', 'a b', '\ufffd')
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_plain_char, written_out(INVISIBLE.sub("", text))))


def _plain_char(char: str) -> str:
    if char in _PRIVATE_BULLETS:
        return "•"
    category = unicodedata.category(char)
    if category in ("Zs", "Zl", "Zp") or char in "\t\n\r":
        return " "
    return UNMAPPED if category in _PRIVATE or category == "Cc" else char
