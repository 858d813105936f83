"""The characters of an HTML file, as a browser finds them."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 1024  # bytes, as the standard says
_COMMENT = re.compile(rb"<!--.*?(?:-->|$)", re.DOTALL)
_META = re.compile(rb"<meta\s[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([\w.:-]+)")
_KNOWN = re.compile(
    r"utf-?8|unicode-1-1-utf-8|iso-?8859-?\d{1,2}|windows-125\d|cp125\d|x-cp125\d|latin-?\d|l\d|(?:us-)?ascii|macintosh"
    r"|koi8-[ru]|gb2312|gbk|gb18030|big5|euc-jp|euc-kr|shift_jis|iso-2022-jp|windows-874|ibm866"
)
_AS_WINDOWS = re.compile(r"iso-?8859-?1|latin-?1|l1|(?:us-)?ascii|x-cp1252")
_AS_UTF8 = re.compile(r"utf-?8|unicode-1-1-utf-8|utf-?16.*")


def decoded(data: bytes) -> str:
    r"""The text of an HTML file.

    A byte order mark tells how it is written, else what the file declares in its first 1024 bytes; where neither does, it is
    UTF-8 if it fits, and windows-1252 if not. What fits no character becomes the replacement character.

    Source: the HTML standard, https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding

    Example:
        >>> decoded(b'<meta charset="iso-8859-1"><p>Caf\xe9 \x80 5')
        '<meta charset="iso-8859-1"><p>Café € 5'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    declared = _declared(data[:_LOOKED_AT])
    if declared:
        return data.decode(declared, errors="replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("windows-1252", errors="replace")


def _declared(head: bytes) -> str | None:
    """The encoding that a file declares, by the name that Python has for it; None where it declares none that is known."""
    found = _META.search(_COMMENT.sub(b"", head)) or _XML.match(head)
    label = found[1].decode("ascii", errors="replace").lower() if found else ""
    if _AS_UTF8.fullmatch(label):
        return "utf-8"  # a declaration that could be read as ASCII is not UTF-16
    if _AS_WINDOWS.fullmatch(label):
        return "windows-1252"
    if not _KNOWN.fullmatch(label):
        return None
    try:
        return codecs.lookup(label.removeprefix("x-")).name
    except LookupError:
        return None
