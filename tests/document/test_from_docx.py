"""A Word document is read as Word shows it, or refused with a reason."""

from __future__ import annotations

import contextlib
import datetime
import io
import zipfile

import docx
import pytest
from docx.document import Document

from kg.document.from_docx import text_from_docx
from kg.document.model import BlockKind, Metadata
from kg.document.unreadable import Unreadable

from .word_files import item, level, note_part, numbering, p, repacked, saved, with_body

H, P, I, T, N = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.TABLE, BlockKind.FOOTNOTE  # noqa: E741


def test_headings_by_style() -> None:
    """What has a heading style, in English or Dutch, or an outline level, is a heading."""
    document = docx.Document()
    document.add_heading("Jaarplan", 0)
    document.add_heading("Toezicht", 1)
    style = document.styles.add_style("Kop 4", 1)
    document.add_paragraph("Onderzoek", style=style)
    document.add_paragraph("De dienst houdt toezicht.")
    data = saved(document)
    assert text_from_docx(data).blocks == (
        ("Jaarplan", H),
        ("Toezicht", H),
        ("Onderzoek", H),
        ("De dienst houdt toezicht.", P),
    )
    levelled = with_body(
        p("Slot", properties='<w:outlineLvl w:val="1"/>') + p("Tekst", properties='<w:outlineLvl w:val="9"/>')
    )
    assert text_from_docx(levelled).blocks == (("Slot", H), ("Tekst", P))


def lists(document: Document) -> None:
    """Two lists on one definition, the second of which begins anew, and bullets."""
    levels = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2.") + level(2, "lowerRoman", "%1.%2.%3")
    bullets = level(0, "bullet", "\uf0b7") + level(1, "bullet", "–")
    numbering(
        document,
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:abstractNum w:abstractNumId="1">{bullets}</w:abstractNum>',
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>',
    )


def test_list_items_have_the_marks_that_word_counts() -> None:
    """Numbers, letters and figures are counted by level; a list may begin anew; a level counts anew under each item."""
    body = (
        item("een", 1) + item("a", 1, 1) + item("b", 1, 1) + item("diep", 1, 2) + item("twee", 1) + item("weer a", 1, 1)
        + item("vijf", 2) + item("zes", 2) + item("punt", 3) + item("streep", 3, 1) + item("geen lijst", 0)
    )  # fmt: skip
    assert text_from_docx(with_body(body, prepare=lists)).blocks == (
        ("1. een", I),
        ("a. a", I),
        ("b. b", I),
        ("1.b.i diep", I),
        ("2. twee", I),
        ("a. weer a", I),
        ("5. vijf", I),
        ("6. zes", I),
        ("• punt", I),
        ("– streep", I),
        ("geen lijst", P),
    )


def test_numbered_headings() -> None:
    """The number of a heading that its style counts stands before its words."""

    def prepare(document: Document) -> None:
        levels = level(0, "decimal", "Artikel %1", '<w:pStyle w:val="Heading1"/>') + level(
            1, "decimal", "%1.%2", '<w:pStyle w:val="Heading2"/>'
        )
        numbering(
            document,
            f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>',
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        )
        for name in ("Heading 1", "Heading 2"):
            document.styles[name].element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 1

    body = "".join(
        p(text, properties=f'<w:pStyle w:val="Heading{n}"/>')
        for n, text in ((1, "Taken"), (2, "Toezicht"), (1, "Slot"))
    )
    assert text_from_docx(with_body(body, prepare=prepare)).blocks == (
        ("Artikel 1 Taken", H),
        ("1.1 Toezicht", H),
        ("Artikel 2 Slot", H),
    )


def test_rows_of_tables_with_merged_cells_once() -> None:
    """A row is a block, its cells parted by tabs; what is merged stands in its first cell only; a table of one column is prose."""
    document = docx.Document()
    table = document.add_table(3, 3)
    for row, texts in zip(
        table.rows, (("Dienst", "Taak", "Jaar"), ("Noord", "toezicht", "2024"), ("", "advies", "")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(2, 1).merge(table.cell(2, 2))
    box = document.add_table(2, 1)
    box.cell(0, 0).text = "De dienst houdt toezicht."
    box.cell(1, 0).paragraphs[0].text = "Zij meldt dat."
    assert text_from_docx(saved(document)).blocks == (
        ("Dienst\tTaak\tJaar", T),
        ("Noord\ttoezicht\t2024", T),
        ("advies", T),
        ("De dienst houdt toezicht.", P),
        ("Zij meldt dat.", P),
    )


OWN_MARK = ' w:customMarkFollows="1"'


def call(kind: str, number: int, more: str = "", text: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"{more}/>{text}</w:r>'


def test_notes_stand_last_with_their_numbers() -> None:
    """Notes follow the body in the order of their marks, which leave the text; a mark of the maker's own is kept."""
    body = (
        f"<w:p><w:r><w:t>De wet</w:t></w:r>{call('footnote', 7)}<w:r><w:t>, de regeling</w:t></w:r>{call('endnote', 2)}<w:r><w:t> en het"
        f" besluit</w:t></w:r>{call('footnote', 3)}<w:r><w:t>.</w:t></w:r>"
        f"{call('footnote', 9, OWN_MARK, '<w:t>*</w:t>')}</w:p>"
    )

    def prepare(document: Document) -> None:
        note_part(
            document, "footnote", {3: "Stb. 2098, 2.", 7: "Stb. 2098, 1.", 9: "Met ster.", 11: "Nergens genoemd."}
        )
        note_part(document, "endnote", {2: "Stcrt. 2098, 3."})

    assert text_from_docx(with_body(body, prepare=prepare)).blocks == (
        ("De wet, de regeling en het besluit.", P),
        ("1 Stb. 2098, 1.", N),
        ("2 Stb. 2098, 2.", N),
        ("* Met ster.", N),
        ("i Stcrt. 2098, 3.", N),
    )


def test_changes_are_accepted() -> None:
    """What was struck out or moved away is left out, what was put in is read; paragraphs whose end was struck out are one."""
    mark = 'w:id="1" w:author="x"'
    body = (
        f"<w:p><w:r><w:t>De dienst </w:t></w:r><w:del {mark}><w:r><w:delText>helpt</w:delText></w:r></w:del><w:ins {mark}><w:r><w:t>houdt"
        f" toezicht</w:t></w:r></w:ins></w:p><w:p><w:moveFrom {mark}><w:r><w:t>weg</w:t></w:r></w:moveFrom><w:moveTo {mark}><w:r>"
        f"<w:t>hier</w:t></w:r></w:moveTo></w:p><w:p><w:pPr><w:rPr><w:del {mark}/></w:rPr></w:pPr><w:r><w:t>een </w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>zin</w:t></w:r></w:p><w:tbl><w:tr><w:trPr><w:del {mark}/></w:trPr><w:tc><w:p><w:r><w:t>rij</w:t></w:r></w:p>"
        "</w:tc></w:tr></w:tbl>"
    )
    assert text_from_docx(with_body(body)).blocks == (("De dienst houdt toezicht", P), ("hier", P), ("een zin", P))


def test_hidden_text_is_left_out() -> None:
    """Hidden runs go, by themselves or by their style, and a run may say that it is not hidden after all."""

    def prepare(document: Document) -> None:
        document.styles.add_style("Verborgen", 2).font.hidden = True

    body = (
        p("geheim", run="<w:vanish/>") + p("ook geheim", run='<w:rStyle w:val="Verborgen"/>')
        + p("open", run='<w:rStyle w:val="Verborgen"/><w:vanish w:val="0"/>')
    )  # fmt: skip
    assert text_from_docx(with_body(body, prepare=prepare)).blocks == (("open", P),)


def test_fields_give_their_results() -> None:
    """Of a field, also one over runs and inside another, the result is text and the instruction is not."""
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    body = (
        f"<w:p><w:r><w:t>zie </w:t></w:r>{field('begin')}<w:r><w:instrText> IF </w:instrText></w:r>{field('begin')}<w:r><w:instrText>X"
        f"</w:instrText></w:r>{field('separate')}<w:r><w:t>binnen</w:t></w:r>{field('end')}{field('separate')}<w:r><w:t>bijlage 2</w:t>"
        f'</w:r>{field("end")}<w:fldSimple w:instr="PAGE"><w:r><w:t>, blz. 3</w:t></w:r></w:fldSimple></w:p>'
    )
    assert text_from_docx(with_body(body)).blocks == (("zie bijlage 2, blz. 3", P),)


def test_text_boxes_once_and_after_their_paragraph() -> None:
    """A text box is read after the paragraph it hangs on, not once more from the picture that stands in for it."""
    box = f"<w:txbxContent>{p('In het kader')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Tekst</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>" + p("Verder")
    )
    assert text_from_docx(with_body(body)).blocks == (("Tekst", P), ("In het kader", P), ("Verder", P))


def test_signs_and_holders() -> None:
    """Tabs and breaks are spaces, hard hyphens stay, soft ones go; links and content controls are read through; headers are not."""

    def prepare(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Kop van de bladzijde"

    body = (
        "<w:p><w:r><w:t>niet</w:t><w:noBreakHyphen/><w:t>essen</w:t><w:softHyphen/><w:t>tieel</w:t><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t>"
        '<w:br w:type="page"/><w:t>c</w:t></w:r></w:p><w:sdt><w:sdtContent><w:p><w:hyperlink><w:r><w:t>koppeling</w:t></w:r></w:hyperlink>'
        "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p></w:sdtContent></w:sdt>"
    )
    assert text_from_docx(with_body(body, prepare=prepare)).blocks == (
        ("niet-essentieel a b c", P),
        ("koppelingx=1", P),
    )


def test_properties_of_the_file() -> None:
    """Title, identifier, language and day of making come from the file; without properties nothing is made up."""
    document = docx.Document()
    document.add_paragraph("Tekst")
    said = document.core_properties
    said.title, said.identifier, said.language, said.created = (
        " Een  plan ",
        "plan-1",
        "nl-NL",
        datetime.datetime(2024, 3, 1, 9, tzinfo=datetime.UTC),
    )
    data = saved(document)
    assert text_from_docx(data).metadata == Metadata(
        title="Een plan", identifier="plan-1", language="nl-NL", date=datetime.date(2024, 3, 1)
    )

    def without(name: str, held: bytes) -> bytes | None:
        if name == "_rels/.rels":
            return held.replace(b"metadata/core-properties", b"metadata/none")
        return held

    assert text_from_docx(repacked(data, without)).metadata == Metadata()


def empty_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("lees.txt", "geen document")
    return buffer.getvalue()


def bomb() -> bytes:
    """A small file that unpacks to more than any text holds."""
    data = saved(docx.Document())
    return repacked(data, lambda name, held: b" " * 120_000_000 if name == "word/settings.xml" else held)


CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "docx-empty"),
        (b"geen zip", "docx-broken"),
        (empty_zip(), "docx-no-document"),
        (CONTAINER + "EncryptedPackage".encode("utf-16-le"), "docx-encrypted"),
        (CONTAINER + "WordDocument".encode("utf-16-le"), "docx-old-format"),
        (saved(docx.Document()), "docx-no-text"),
        (saved(docx.Document())[:-400], "docx-broken"),
        (
            repacked(
                saved(docx.Document()), lambda name, held: b"<w:document" if name == "word/document.xml" else held
            ),
            "docx-broken",
        ),
        (
            repacked(saved(docx.Document()), lambda name, held: None if name == "word/styles.xml" else held),
            "docx-broken",
        ),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, code: str) -> None:
    """Each way of being no Word document has its own reason, and a remedy."""
    with pytest.raises(Unreadable) as refusal:
        text_from_docx(data)
    assert refusal.value.reason_code == code
    assert refusal.value.remedy


def test_bomb_is_refused_before_it_is_unpacked() -> None:
    """A file that would unpack to more than the bound is refused by what it states."""
    data = bomb()
    assert len(data) < 300_000
    with pytest.raises(Unreadable) as refusal:
        text_from_docx(data)
    assert refusal.value.reason_code == "docx-too-large"


def test_entities_are_not_expanded() -> None:
    """Neither entities of the file's own nor files that they name come into the text."""
    declared = b'<!DOCTYPE w [<!ENTITY own "binnen"><!ENTITY file SYSTEM "file:///etc/hostname">]>'

    def change(name: str, held: bytes) -> bytes:
        if name != "word/document.xml":
            return held
        head, rest = held.split(b"?>", 1)
        return head + b"?>" + declared + rest.replace(b"HIER", b"voor &own;&file; na")

    document = docx.Document()
    document.add_paragraph("HIER")
    document.add_paragraph("Tekst")
    assert text_from_docx(repacked(saved(document), change)).blocks == (("voor", P), ("Tekst", P))


def test_damaged_file_never_fails_otherwise() -> None:
    """Wherever a byte of a file is changed, it is read or refused."""
    data = with_body(item("een", 1) + p("twee"), prepare=lists)
    for place in range(0, len(data), max(1, len(data) // 40)):
        damaged = bytearray(data)
        damaged[place] ^= 0xFF
        with contextlib.suppress(Unreadable):
            assert text_from_docx(bytes(damaged)).blocks
