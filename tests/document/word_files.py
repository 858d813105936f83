"""Makes small .docx files, also with what python-docx itself does not write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

W = nsdecls("w")


def saved(document: Document) -> bytes:
    """The bytes of a document."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_body(xml: str, *, prepare: Callable[[Document], object] = lambda _: None) -> bytes:
    """A document with this WordprocessingML as its body."""
    document = docx.Document()
    body = document.element.body
    for child in parse_xml(f"<w:body {W} {MORE}>{xml}</w:body>"):
        body.insert(len(body) - 1, child)
    prepare(document)
    return saved(document)


MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def p(text: str, *, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def item(text: str, number: int, level: int = 0) -> str:
    """A paragraph of a list."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def note_part(document: Document, kind: str, notes: Mapping[int, str]) -> None:
    """Adds the part with footnotes or endnotes."""
    held = "".join(
        f'<w:{kind} w:id="{name}"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:{kind}>'
        for name, text in notes.items()
    )
    line = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:t>streep</w:t></w:r></w:p></w:{kind}>'
    kind_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
    part = Part(
        PackURI(f"/word/{kind}s.xml"),
        kind_type,
        f"<w:{kind}s {W}>{line}{held}</w:{kind}s>".encode(),
        document.part.package,
    )
    relation = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}[kind]
    document.part.relate_to(part, relation)


def numbering(document: Document, abstract: str, numbers: str) -> None:
    """Takes the place of the definitions of lists."""
    part = document.part.numbering_part
    part._element = parse_xml(f"<w:numbering {W}>{abstract}{numbers}</w:numbering>")


def level(number: int, form: str, text: str, more: str = "") -> str:
    """A level of a list."""
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A package with its files changed; None leaves a file out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            changed = change(name, old.read(name))
            if changed is not None:
                new.writestr(name, changed)
    return buffer.getvalue()
