"""UTF-8 that someone read as Windows-1252 and saved again: the letters and signs of Dutch text read back as what they were."""

from __future__ import annotations

import re
from functools import cache

_UNDEFINED = {0x81, 0x8D, 0x8F, 0x90, 0x9D}  # bytes that Windows-1252 leaves to the control characters


def _read_wrongly(byte: int) -> str:
    return chr(byte) if byte in _UNDEFINED else bytes((byte,)).decode("cp1252")


_FOLLOWERS = "".join(_read_wrongly(byte) for byte in range(0x80, 0xC0))
_LATIN = "".join(_read_wrongly(byte) for byte in range(0xC2, 0xC6))  # first bytes of the letters with accents
_SIGNS = _read_wrongly(0xE2)  # first byte of dashes, quotes and the euro sign
_PATTERN = re.compile(f"[{_LATIN}][{re.escape(_FOLLOWERS)}]|{_SIGNS}[{re.escape(_FOLLOWERS)}]{{2}}")


def mended(text: str) -> str:
    r"""`text` with each character that was read as two or more of Windows-1252 read as what it was; all else as it is.

    Example:
        >>> mended("Ã©Ã©n coÃ¶peratie, â€œruimâ€\x9d"), mended("één Café à la carte")
        ('één coöperatie, “ruim”', 'één Café à la carte')
    """
    return _PATTERN.sub(lambda found: _as_it_was(found[0]), text)


@cache
def _as_it_was(read: str) -> str:
    data = bytes(ord(sign) if ord(sign) in _UNDEFINED else sign.encode("cp1252")[0] for sign in read)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return read
