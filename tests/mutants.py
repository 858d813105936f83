"""Valid files of each form that is read, and spoilt copies of them: the same number always spoils in the same way."""

from __future__ import annotations

import datetime
import io
import random
import zipfile
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from fpdf import FPDF

SENTENCE = "De Inspectie Justitie en Veiligheid houdt op grond van artikel 5:11 van de Algemene wet bestuursrecht toezicht op de politie."
_TEXT = f"""---
title: Verslag
---
# Verslag over 2024

{SENTENCE}[^1] Zie ook artikel 2, eerste lid, aanhef en onder a, van de Politiewet 2012.

- de minister informeert de Kamer;
- het bestuur werkt samen met de gemeenten.

| toezichthouder | veld |
|---|---|
| de Autoriteit Persoonsgegevens | de bescherming van gegevens |

[^1]: Stb. 2012, 315.
"""
_HTML = f"""<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Verslag</title>
<script type="application/ld+json">{{"@type": "Report", "datePublished": "2024-01-31"}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li></ul></nav><main><h1>Verslag</h1><p>{SENTENCE}<sup><a href="#n1">1</a></sup></p>
<table><tr><th>wie</th><th>veld</th></tr><tr><td colspan="2">de politie</td></tr></table>
<ol><li>een<ul><li>twee</li></ul></li></ol><p id="n1">1. Stb. 2012, 315.</p></main></body></html>"""
_XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<toestand bwb-id="BWBR0099999" inwerkingtreding="2024-01-01"><wetgeving soort="wet" xml:lang="nl">
<intitule>Wet van 3 mei 2023</intitule><citeertitel status="officieel">Bruggenwet</citeertitel><wet-besluit><wettekst>
<hoofdstuk inwerking="2024-01-01"><kop><label>Hoofdstuk</label> <nr>1</nr><titel>Toezicht</titel></kop>
<artikel inwerking="2024-01-01" status="goed"><kop><label>Artikel</label><nr>5:11</nr></kop>
<lid><lidnr>1</lidnr><al>{SENTENCE} <extref doc="jci1.3:c:BWBR0005537&amp;artikel=5:11">Awb</extref></al></lid>
<lid><lidnr>2</lidnr><lijst><li><li.nr>a.</li.nr><al>de brug;</al></li></lijst></lid></artikel></hoofdstuk>
</wettekst></wet-besluit></wetgeving></toestand>"""
TOKENS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xf0\x9f\x9a\xb2", b"\xe2\x80\xae", b"\f", b"\r", b"9" * 400, b"-1", b"1e999", b"NaN",
    b"(" * 300, b"[" * 300, b"<<" * 200, b"<div>" * 400, b"</p>", b"<!--", b"]]>", b"<![CDATA[", b"&#0;", b"&#xD800;", b"&lt;" * 50,
    b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', b"&b;", b"<script>alert(1)</script>", b"<svg/onload=alert(1)>",
    b"'; DROP GRAPH <x> ; #", b'" } ; LOAD <http://127.0.0.1:9/> ; {', b"{{ 7*7 }}", b"${jndi:ldap://127.0.0.1}", b"../../etc/passwd",
    b"endobj", b"endstream", b"/Length 99999999999", b"/Kids [1 0 R]", b"/Parent 3 0 R", b"0 0 0 0 re", b"BT ET" * 100, b"xref",
    b"artikel 5:11, artikel ", b"lid, ", b"onderdeel a, b, c tot en met ", b"|" * 300, b"#" * 20, b"* " * 200, b"[^1]: [^1]",
)  # fmt: skip


@cache
def samples() -> Mapping[str, bytes]:
    """A valid file of each form, by its ending."""
    return MappingProxyType(
        {
            ".docx": _docx(),
            ".html": _HTML.encode(),
            ".md": _TEXT.encode(),
            ".pdf": _pdf(),
            ".txt": _TEXT.replace("#", "").encode(),
            ".xml": _XML.encode(),
        }
    )


def mutant(ending: str, number: int) -> bytes:
    """A sample of that ending, spoilt in one to eight places; of a .docx mostly a part of the package."""
    chance = random.Random(f"{ending}{number}")
    data = samples()[ending]
    if ending == ".docx" and chance.random() < 0.9:
        return _with_spoilt_part(data, chance)
    return _spoilt(data, chance)


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(spoilt) + 1)
        until = min(len(spoilt), at + chance.choice((1, 4, 40, 400)))
        match chance.randrange(7):
            case 0:
                del spoilt[at:until]
            case 1:
                spoilt[at:at] = spoilt[at:until] * chance.randint(1, 30)
            case 2:
                spoilt[at:at] = chance.choice(TOKENS)
            case 3:
                spoilt[at:until] = chance.choice(TOKENS)
            case 4:
                spoilt[at:until] = chance.randbytes(until - at)
            case 5:
                from_ = chance.randrange(len(spoilt) + 1)
                spoilt[at:at] = spoilt[from_ : from_ + 200]
            case _:
                if chance.random() < 0.2:
                    del spoilt[at:]
                elif at < len(spoilt):
                    spoilt[at] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def _with_spoilt_part(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    chosen = chance.choice(("word/document.xml", chance.choice([*parts])))
    return _package(parts | {chosen: _spoilt(parts[chosen], chance)})


def _package(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part)  # of 1980, so that the bytes are the same each time
    return out.getvalue()


def _docx() -> bytes:
    document = Document()
    document.core_properties.title = "Verslag"
    document.add_heading("Verslag over 2024", 1)
    document.add_paragraph(SENTENCE)
    document.add_paragraph("de minister informeert de Kamer;", style="List Number")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "de Autoriteit Persoonsgegevens"
    document.part.relate_to("http://127.0.0.1:9/beeld.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as package:
        return _package({name: package.read(name) for name in package.namelist()})


def _pdf() -> bytes:
    pdf = FPDF()
    pdf.set_creation_date(datetime.datetime(2024, 1, 31, tzinfo=datetime.UTC))
    pdf.set_compression(compress=False)  # so that what is spoilt is the page, not its packing
    pdf.set_title("Verslag")
    for _ in range(2):
        pdf.add_page()
        pdf.set_font("Helvetica", size=11)
        pdf.multi_cell(0, 6, f"{SENTENCE}\n\n1. de minister informeert de Kamer;\n2. het bestuur werkt samen.")
        pdf.image(io.BytesIO(_DOT), w=10)
    return bytes(pdf.output())


_DOT = bytes.fromhex(  # a picture of one grey dot
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c6368000000820081775fee680000000049454e44ae426082"
)
