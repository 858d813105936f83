"""BWB XML becomes a law: articles with their leden, lists, tables, references and remarks."""

from __future__ import annotations

import datetime as dt
import io
import tarfile
from pathlib import Path

import pytest

from kg.document.assemble import document_from_pages
from kg.document.from_file import document_from_file
from kg.document.law import Law, LawPage
from kg.document.law_xml import law_from_xml
from kg.document.model import BlockKind, Force
from kg.document.unreadable import Unreadable

P, ITEM, H = BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING

LAW = """<?xml version="1.0" encoding="UTF-8"?>
<toestand bwb-id="BWBR0099999" inwerkingtreding="2024-01-01">
<bwb-wijzigingen><al>Geen tekst.</al></bwb-wijzigingen>
<wetgeving soort="wet" xml:lang="nl">
 <intitule>Wet van 3 mei 2023, houdende regels over bruggen<meta-data><x>weg</x></meta-data></intitule>
 <citeertitel status="officieel">Bruggenwet </citeertitel>
 <wet-besluit>
  <aanhef><wij>Wij Willem-Alexander</wij>
   <considerans><considerans.al>dat bruggen veilig moeten zijn;</considerans.al></considerans></aanhef>
  <wettekst>
   <hoofdstuk inwerking="2024-01-01"><kop><label>Hoofdstuk</label> <nr>1</nr><titel>Begrippen</titel></kop>
    <artikel inwerking="2024-01-01" status="goed"><kop><label>Artikel</label><nr>1</nr></kop>
     <al>In deze wet wordt verstaan onder:</al>
     <definitielijst>
      <definitie-item><term>brug</term><definitie><al>een vaste
         oeververbinding;</al></definitie></definitie-item>
     </definitielijst></artikel>
   </hoofdstuk>
   <hoofdstuk inwerking="2024-01-01"><kop><label>Hoofdstuk</label><nr>2</nr></kop>
    <artikel inwerking="2024-01-01" status="goed"><kop><label>Artikel</label><nr>5:11</nr><titel>Toezicht</titel></kop>
     <lid><lidnr>1</lidnr><al>Met het toezicht zijn belast, bedoeld in <extref doc="jci1.3:c:BWBR0005537&amp;artikel=5:11">artikel
      5:11 van de Algemene wet bestuursrecht</extref>:</al>
      <lijst><li><li.nr>a.</li.nr><al>de Brugdienst;</al></li>
       <li><li.nr>b.</li.nr><lijst><li><li.nr>1°.</li.nr><al>de <nadruk type="cur">sluiswachters</nadruk>;</al></li></lijst></li>
       <li><li.nr>c.</li.nr><al><redactie type="vervanging">vervallen;</redactie></al></li></lijst></lid>
     <lid><lidnr>1a.</lidnr>
      <al>Zie <extref doc="onbekend">de kaart</extref>.<noot type="voet"><noot.nr>1</noot.nr>
      <noot.al>Ter inzage.</noot.al></noot></al></lid>
     <table><tgroup><tbody><row><entry><al>A</al></entry><entry><al>m<sup>2</sup></al></entry></row></tbody></tgroup></table>
     <meta-data><jcis><jci verwijzing="x"/></jcis></meta-data></artikel>
    <artikel inwerking="2024-01-01" status="vervallen"><kop><label>Artikel 6</label></kop>
     <al><redactie type="vervanging">Vervallen</redactie></al></artikel>
    <artikel bron="Stb.2023-7"><kop><label>Artikel</label><nr>7</nr></kop>
     <al><redactie type="vervanging">Dit artikel is nog niet in werking getreden</redactie></al></artikel>
   </hoofdstuk>
  </wettekst>
  <wetsluiting><slotformulering><al>Lasten en bevelen.</al></slotformulering>
   <ondertekening><functie>De Minister van Bruggen,</functie>
    <naam><voornaam>A.</voornaam><achternaam>Vlot</achternaam></naam></ondertekening></wetsluiting>
  <bijlage inwerking="2024-01-01"><kop><label>Bijlage</label><nr>I</nr></kop><al>De bruggen van klasse I.</al></bijlage>
 </wet-besluit>
</wetgeving></toestand>"""


def read(text: str = LAW) -> Law:
    return law_from_xml(text.encode())


def page(label: str) -> LawPage:
    return next(page for page in read().pages if page.provision.label == label)


def test_metadata() -> None:
    """A law says its citation title, its id, from when its version holds, its language and its address."""
    said = read().metadata
    assert (said.title, said.identifier, said.date, said.language) == (
        "Bruggenwet",
        "BWBR0099999",
        dt.date(2024, 1, 1),
        "nl",
    )
    assert said.url == "https://wetten.overheid.nl/jci1.3:c:BWBR0099999&z=2024-01-01&g=2024-01-01"
    assert (said.publisher, said.licence) == (None, None)


def test_pages() -> None:
    """Opening, articles, closing and annexes are pages, in order; what is not in force says so."""
    assert [(found.number, found.provision.label, found.provision.force) for found in read().pages] == [
        (1, "Opschrift en aanhef", Force.IN_FORCE),
        (2, "Artikel 1", Force.IN_FORCE),
        (3, "Artikel 5:11", Force.IN_FORCE),
        (4, "Artikel 6", Force.REPEALED),
        (5, "Artikel 7", Force.NOT_YET),
        (6, "Slotformulier en ondertekening", Force.IN_FORCE),
        (7, "Bijlage I", Force.IN_FORCE),
    ]
    assert page("Bijlage I").provision.iri == "http://wetten.overheid.nl/id/BWBR0099999&bijlage=I"


def test_opening_and_definitions() -> None:
    """Record and changes of the file are no text; a chapter's heading stands on two lines above its first article."""
    assert page("Opschrift en aanhef").blocks == (
        ("Wet van 3 mei 2023, houdende regels over bruggen", H),
        ("Wij Willem-Alexander", P),
        ("dat bruggen veilig moeten zijn;", P),
    )
    assert page("Artikel 1").blocks == (
        ("Hoofdstuk 1", H),
        ("Begrippen", H),
        ("Artikel 1", H),
        ("In deze wet wordt verstaan onder:", P),
        ("brug: een vaste oeververbinding;", ITEM),
    )


def test_article() -> None:
    """A lid begins with its number and an item with its mark; a remark is left out with its mark; a note stands last."""
    assert page("Artikel 5:11").blocks == (
        ("Hoofdstuk 2", H),
        ("Artikel 5:11", H),
        ("Toezicht", H),
        ("1. Met het toezicht zijn belast, bedoeld in artikel 5:11 van de Algemene wet bestuursrecht:", P),
        ("a. de Brugdienst;", ITEM),
        ("b. 1°. de sluiswachters;", ITEM),
        ("1a. Zie de kaart.", P),
        ("A | m2", BlockKind.TABLE),
        ("1 Ter inzage.", BlockKind.FOOTNOTE),
    )
    assert page("Artikel 6").blocks == (("Artikel 6", H),)
    assert [text for text, _ in page("Slotformulier en ondertekening").blocks][1:] == [
        "De Minister van Bruggen,",
        "A. Vlot",
    ]


@pytest.mark.parametrize("before", ["Zie", "Zie\u00adde ef\ufb01cie\u0308nte", "1"])
def test_references_stand_at_their_words(before: str) -> None:
    """A reference leads the words it stands on, in the document's text, also where characters before it are cleaned."""
    law = read(LAW.replace("Met het toezicht", before))
    made = document_from_pages(b"", file="a.xml", pages=law.pages, paged=True, metadata=law.metadata)
    assert [(found.span.of(made.text), found.address) for each in made.pages for found in each.references] == [
        ("artikel 5:11 van de Algemene wet bestuursrecht", "jci1.3:c:BWBR0005537&artikel=5:11")
    ]
    assert made.pages[2].provision == law.pages[2].provision


HOSTILE = (
    '<!DOCTYPE toestand [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><toestand>&b;</toestand>'
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<toestand>", "xml-malformed"),
        ("", "xml-malformed"),
        (HOSTILE, "xml-doctype"),
        ('<!DOCTYPE toestand SYSTEM "file:///etc/passwd"><toestand/>', "xml-doctype"),
        ("<rss><channel/></rss>", "xml-no-law"),
        ("<toestand/>", "xml-no-law"),
        ('<work label="BWBR0099999"><metadata/></work>', "law-metadata-only"),
        ("<wetstechnische-informatie/>", "law-metadata-only"),
        ("<toestand><wetgeving><intitule/></wetgeving></toestand>", "law-empty"),
        ("<a>" * 5000 + "</a>" * 5000, "xml-malformed"),
    ],
)
def test_refused(text: str, code: str) -> None:
    """XML that is no law, tells only of one, or may hide something is refused by name."""
    with pytest.raises(Unreadable) as refused:
        read(text)
    assert refused.value.reason_code == code


def test_file(tmp_path: Path) -> None:
    """An .xml file is read as a law; what is none is an issue."""
    (tmp_path / "wet.xml").write_text(LAW, encoding="utf-8")
    (document,) = document_from_file(tmp_path / "wet.xml", name="wet.xml").items
    assert (document.paged, len(document.pages), document.metadata.identifier) == (True, 7, "BWBR0099999")
    (tmp_path / "a.xml").write_text("<rss/>", encoding="utf-8")
    assert [issue.code for issue in document_from_file(tmp_path / "a.xml", name="a.xml").issues] == ["xml-no-law"]


def test_real_laws(shared: Path) -> None:
    """All laws of the collection are read, 19 of them; their record files are refused by name."""
    laws, refused = {}, set()
    with tarfile.open(shared / "data" / "laws" / "bwb-xml.tar.xz") as archive:
        for member in archive.getmembers():
            if not member.isfile():
                continue
            data = (archive.extractfile(member) or io.BytesIO()).read()
            try:
                laws[member.name] = law_from_xml(data)
            except Unreadable as problem:
                refused.add((Path(member.name).name, problem.reason_code))
    assert len(laws) == 19
    assert {code for _, code in refused} == {"law-metadata-only"}
    for law in laws.values():
        labels = [found.provision.label for found in law.pages if found.provision.label.startswith("Artikel ")]
        assert len(labels) == len(set(labels)) > 5
        assert all(found.provision.iri for found in law.pages if found.provision.label.startswith("Artikel "))
