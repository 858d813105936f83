"""Makes PDF files object by object, for what no writer of PDFs would make."""

import zlib
from collections.abc import Sequence

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
SENTENCE = "De Inspectie houdt toezicht op de uitvoering van de wet."
SHOWN = b"BT /F 12 Tf 50 700 Td (%s) Tj ET " % SENTENCE.encode()


def file_of(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        size,
        len(out),
    )


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream, packed."""
    packed = zlib.compress(data, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>\nstream\n%s\nendstream" % (len(packed), entries, packed)


def image(width: int, height: int, dots: bytes, entries: bytes = b"") -> bytes:
    """A grey image."""
    said = b"/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceGray%s"
    return stream(dots, said % (width, height, entries))


def page_of(
    content: bytes,
    *more: bytes,
    resources: bytes = b"/Font<</F 5 0 R>>",
    entries: bytes = b"/MediaBox[0 0 600 800]",
) -> bytes:
    """A PDF of one page; its own objects are 1 to 5 (4 the content, 5 the font F), `more` follow from 6."""
    page = b"<</Type/Page/Parent 2 0 R/Resources<<%s>>/Contents 4 0 R%s>>" % (resources, entries)
    return file_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page,
            stream(content),
            FONT,
            *more,
        ]
    )
