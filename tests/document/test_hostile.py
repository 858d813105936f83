"""Files made to hang, crash or bloat a reader: each ends soon, within bounds, in what can be read or in a named refusal."""

import io
import socket
import threading
import zipfile
import zlib
from pathlib import Path

import pytest

from kg.document.from_file import readable_endings

from .bounded import Reading, reading
from .raw_pdf import SENTENCE, SHOWN, file_of, page_of, stream

SECONDS = 60.0
PAGES = b"<</Type/Catalog/Pages 2 0 R>>"
FORM = b"/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>/XObject<</X %d 0 R>>>>"


def deep_pages(count: int) -> bytes:
    """Page trees within page trees."""
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (index + 3) for index in range(count)]
    return file_of([PAGES, *nodes, b"<</Type/Page/MediaBox[0 0 9 9]>>"])


def fanned_pages(levels: int) -> bytes:
    """Each tree holds the next one twice: 2 to the power of `levels` pages."""
    nodes = [b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 1>>" % (index + 3, index + 3) for index in range(levels)]
    return file_of([PAGES, *nodes, b"<</Type/Page/MediaBox[0 0 9 9]>>"])


def bomb(times: int) -> bytes:
    """A page whose content unpacks to a gigabyte, packed once or packed again."""
    packer = zlib.compressobj(9)
    blank = b" " * (1 << 20)
    data = b"".join(packer.compress(blank) for _ in range(1 << 10)) + packer.flush()
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    said = b"<</Length %d/Filter[%s]>>\nstream\n%s\nendstream" % (len(data), b"/FlateDecode" * times, data)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    return file_of([PAGES, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, said])


def fonts(count: int) -> bytes:
    """A page with very many fonts, each used once."""
    held = b"".join(b"/F%d<</Type/Font/Subtype/Type1/BaseFont/Helvetica/N %d>>" % (i, i) for i in range(count))
    used = b"".join(b"/F%d 9 Tf (a)Tj " % index for index in range(count))
    return page_of(b"BT " + used + b"ET", resources=b"/Font<<%s>>" % held)


def forms() -> bytes:
    """Twelve forms, each drawing the next one fifty times."""
    inner = [stream(b"/X Do " * 50 if index < 11 else SHOWN, FORM % (index + 7)) for index in range(12)]
    return page_of(b"/X Do", *inner, resources=b"/XObject<</X 6 0 R>>")


def mapped(table: bytes) -> bytes:
    """A page in a font whose map of characters is `table`."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/X/ToUnicode 7 0 R>>"
    head = b"1 begincodespacerange <00> <ff> endcodespacerange "
    return page_of(SHOWN, font, stream(head + table), resources=b"/Font<</F 6 0 R>>")


TEXT = "text"  # the sentence is read
PDFS: dict[str, tuple[bytes, str]] = {
    "page tree that holds itself": (file_of([PAGES, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]), "pdf-broken"),
    "object that is itself": (file_of([b"1 0 R"]), "pdf-broken"),
    "deep page tree": (deep_pages(20_000), "pdf-broken"),
    "a thousand million pages": (fanned_pages(30), "pdf-broken"),
    "two million pages": (
        file_of([PAGES, b"<</Type/Pages/Kids[" + b"3 0 R " * 2_000_000 + b"]>>", b"<</Type/Page>>"]),
        "pdf-broken",
    ),
    "a gigabyte packed": (bomb(1), "page-unread"),
    "a gigabyte packed twice": (bomb(2), "page-unread"),
    "fifty thousand fonts": (fonts(50_000), "page-unread"),
    "form that draws itself": (
        page_of(b"/X Do", stream(SHOWN + b"/X Do /X Do", FORM % 6), resources=b"/XObject<</X 6 0 R>>"),
        TEXT,
    ),
    "forms that fan out": (forms(), TEXT),
    "ten million texts": (page_of(b"BT /F 9 Tf " + b"(a)Tj " * 10_000_000 + b"ET"), "page-unread"),
    "a million texts": (page_of(b"BT /F 9 Tf " + b"(a)Tj " * 1_000_000 + b"ET"), "page-unread"),
    "one text of millions": (page_of(b"BT /F 9 Tf (" + b"a" * 7_900_000 + b")Tj ET"), "page-unread"),
    "areas above all texts": (
        page_of(b"BT /F 1 Tf " + b"1 0 Td (a)Tj " * 50_000 + b"ET " + b"0 0 600 800 re f " * 100_000),
        "page-unread",
    ),
    "arrays within arrays": (page_of(b"[" * 2_000_000 + SHOWN), "page-unread"),
    "map of all numbers": (mapped(b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange"), "page-unread"),
    "page without end": (page_of(SHOWN, entries=b"/MediaBox[0 0 1e300 1e300]"), "page-unread"),
    "page that is no number": (page_of(SHOWN, entries=b"/MediaBox[nan nan inf -inf]"), "page-unread"),
    "places without end": (
        page_of(b"BT /F 1e38 Tf 1e300 0 0 1e300 1e300 1e300 Tm (ver) Tj ET " + b"2 0 0 2 0 0 cm " * 3_000 + SHOWN),
        "page-unread",
    ),
    "turned by a word": (page_of(SHOWN, entries=b"/MediaBox[0 0 600 800]/Rotate(x)"), TEXT),
    "resources that hold themselves": (
        page_of(SHOWN, b"<</F 5 0 R/Self 6 0 R>>", resources=b"/Font 6 0 R"),
        TEXT,
    ),
    "cut in the middle": (page_of(SHOWN)[:300], "pdf-broken"),
    "half a million empty objects": (b"%PDF-1.4\n" + b"1 0 obj\nendobj\n" * 300_000, "pdf-broken"),
}


def read(tmp_path: Path, name: str, data: bytes) -> Reading:
    path = tmp_path / name
    path.write_bytes(data)
    found = reading(path, seconds=SECONDS)
    assert not found.ended
    return found


@pytest.mark.parametrize("case", PDFS)
def test_hostile_pdf(tmp_path: Path, case: str) -> None:
    """A hostile PDF is read, or refused by name, within the bounds of a worker."""
    data, expected = PDFS[case]
    found = read(tmp_path, "vijandig.pdf", data)
    if expected == TEXT:
        assert SENTENCE in found.text
    else:
        assert (found.text, found.codes[:1]) == ("", (expected,))


def needs(ending: str) -> None:
    if ending not in readable_endings:
        pytest.skip(f"nothing reads {ending} yet")


LAUGHS = "".join(f'<!ENTITY l{index} "{f"&l{index - 1};" * 10}">' for index in range(1, 12))
XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@pytest.mark.parametrize("ending", [".xml", ".html"])
@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE toestand [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE toestand [<!ENTITY l11 SYSTEM "%(secret)s">]>',
        '<!DOCTYPE toestand [<!ENTITY %% ext SYSTEM "http://127.0.0.1:%(port)d/x.dtd"> %%ext;<!ENTITY l11 "x">]>',
        '<!DOCTYPE toestand SYSTEM "http://127.0.0.1:%(port)d/y.dtd">',
    ],
    ids=["laughs", "file", "parameter entity", "external doctype"],
)
@pytest.mark.enable_socket  # a server of our own, which must not be asked
def test_no_entity_is_followed(tmp_path: Path, ending: str, doctype: str) -> None:
    """Entities are not written out, no file is read along and nothing is fetched."""
    needs(ending)
    secret = tmp_path / "geheim.txt"
    secret.write_text("dit is geheim", encoding="utf-8")
    calls: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)
        threading.Thread(target=_listen, args=(server, calls), daemon=True).start()
        told = {"secret": secret.as_uri(), "port": server.getsockname()[1]}
        body = "<toestand><wetgeving><citeertitel>Wet</citeertitel><al>Artikel 1 &l11;</al></wetgeving></toestand>"
        head = doctype if doctype.count("%") == 0 else doctype % told
        found = read(tmp_path, f"bom{ending}", (XML_HEAD + head + body).encode())
    assert "geheim" not in found.text
    assert "haha" not in found.text
    assert calls == []


def _listen(server: socket.socket, calls: list[bytes]) -> None:
    try:
        connection, _ = server.accept()
    except OSError:
        return
    with connection:
        calls.append(connection.recv(100))


@pytest.mark.parametrize("ending", [".xml", ".html"])
def test_deep_markup(tmp_path: Path, ending: str) -> None:
    """Elements within elements, a hundred thousand deep, do not break the reader's stack."""
    needs(ending)
    depth = 100_000
    read(tmp_path, f"diep{ending}", (XML_HEAD + "<div>" * depth + "x" + "</div>" * depth).encode())


@pytest.mark.parametrize("ending", [".html", ".md", ".txt", ".xml"])
@pytest.mark.parametrize(
    "unit", ["<", "<p>", "[", "&amp;", "a ", "- ", "1. ", "| ", "\t", "\f", "#", "`", "*a", "<!--", "x" * 100 + "\n"]
)
def test_long_monotony(tmp_path: Path, ending: str, unit: str) -> None:
    """Two megabytes of one thing take no longer than they should."""
    needs(ending)
    read(tmp_path, f"lang{ending}", unit.encode() * (2_000_000 // len(unit)))


def packed(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/word/document.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="word/document.xml"/></Relationships>'
)
BODY = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>%s</w:t></w:r>'
    b"</w:p></w:body></w:document>"
)


def docx(document: bytes) -> bytes:
    return packed({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document})


@pytest.mark.parametrize(
    "data",
    [
        docx(BODY % (b"a" * (1 << 30))),
        docx(f'<!DOCTYPE d [<!ENTITY l0 "ha">{LAUGHS}]>'.encode() + BODY % b"&l11;"),
        docx(b'<!DOCTYPE d [<!ENTITY l11 SYSTEM "file:///etc/passwd">]>' + BODY % b"&l11;"),
        packed({f"word/{number}.xml": b"" for number in range(60_000)}),
        packed({"../../buiten.txt": b"x", "word/document.xml": BODY % b"x"}),
        b"PK\x03\x04 geen echt archief",
        b"",
    ],
    ids=["a gigabyte packed", "laughs", "file", "many parts", "path outside", "no archive", "empty"],
)
def test_hostile_docx(tmp_path: Path, data: bytes) -> None:
    """A .docx that unpacks to more than a document can hold, or points outside itself, is refused by name."""
    needs(".docx")
    found = read(tmp_path, "vijandig.docx", data)
    assert found.codes
    assert "haha" not in found.text
    assert "root:" not in found.text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vijandig.docx"]
