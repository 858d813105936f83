"""Laws in Markdown, in the two shapes that collections of Dutch law have."""

from __future__ import annotations

import datetime as dt
import tarfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document.from_file import document_from_file
from kg.document.law import Law
from kg.document.law_markdown import law_from_markdown
from kg.document.law_xml import law_from_xml
from kg.document.model import BlockKind, Force

P, ITEM, H = BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING

WITH_META = """<meta http-equiv='Content-Type' content='text/html; charset=utf-8' />

##Wet van 3 mei 2023, houdende regels over bruggen

Wij Willem-Alexander, bij de gratie Gods;

### Hoofdstuk  1
####Toezicht

###Artikel 1

1. Met het toezicht zijn belast:

a.de *Brugdienst*;

b. de sluiswachters van klasse m<sup>2</sup>.
2.
De raad ziet toe.
3. [vervallen]

| A | B |
|:---|:---|

### Artikel  2
Treedt in werking op een nader te bepalen tijdstip

De Brugdienst houdt toezicht op de veren.

### Artikel  3

Vervallen

### Artikel  4

Vervallen per 01-01-2030

De Brugdienst houdt toezicht op de ponten.

### Artikel  5

####Citeertitel

Deze wet wordt aangehaald als: Bruggenwet. Zij treedt morgen in werking.

Lasten en bevelen, dat deze in het *Staatsblad* zal worden geplaatst.

De Minister van Bruggen,

### Bijlage  I

De bruggen van klasse I.
"""

WITH_FRONT = """---
titel: "Besluit coÃ¶rdinatie bruggen"
identificatie: BWBR0099998
land: nl
datum: 1991-05-01
extra:
  jaren:
  - 1991
---

# Besluit coÃ¶rdinatie bruggen


## Artikel 1
De Brugdienst ziet toe op:

de bruggen;

de veren.

Ã‰Ã©n sluiswachter is belast met **toezicht** .


**1.**
De Brugdienst ziet toe op:

de bruggen;

de veren.


**2.**
Ã‰Ã©n sluiswachter is belast met **toezicht** .


## Enig artikel

De raad doet verslag.
"""


def read(text: str, name: str = "BWBR0099999.md") -> Law:
    law = law_from_markdown(text, name=name)
    assert law is not None
    return law


def test_with_meta_line() -> None:
    """Articles, leden and items as in the collection of 2015; remarks say what is in force; the closing stands apart."""
    law = read(WITH_META)
    assert (law.identifier, law.title, law.date, law.language) == ("BWBR0099999", "Bruggenwet", None, "nl")
    assert [(page.provision.label, page.provision.force) for page in law.pages] == [
        ("Opschrift en aanhef", Force.IN_FORCE),
        ("Artikel 1", Force.IN_FORCE),
        ("Artikel 2", Force.NOT_YET),
        ("Artikel 3", Force.REPEALED),
        ("Artikel 4", Force.IN_FORCE),
        ("Artikel 5", Force.IN_FORCE),
        ("Slotformulier en ondertekening", Force.IN_FORCE),
        ("Bijlage I", Force.IN_FORCE),
    ]
    assert law.pages[1].blocks == (
        ("Hoofdstuk 1", H),
        ("Toezicht", H),
        ("Artikel 1", H),
        ("1. Met het toezicht zijn belast:", P),
        ("a. de Brugdienst;", ITEM),
        ("b. de sluiswachters van klasse m2.", ITEM),
        ("2. De raad ziet toe.", P),
        ("A | B", BlockKind.TABLE),
    )
    assert [text for text, _ in law.pages[2].blocks] == ["Artikel 2", "De Brugdienst houdt toezicht op de veren."]
    assert [text for text, _ in law.pages[6].blocks] == [
        "Lasten en bevelen, dat deze in het Staatsblad zal worden geplaatst.",
        "De Minister van Bruggen,",
    ]
    assert law.pages[1].provision.address == "https://wetten.overheid.nl/jci1.3:c:BWBR0099999&artikel=1"


def test_with_front_matter() -> None:
    """A body given twice is read once, with its numbers; characters that were read wrongly are read back."""
    law = read(WITH_FRONT, name="x.md")
    assert (law.identifier, law.title, law.date) == ("BWBR0099998", "Besluit coördinatie bruggen", dt.date(1991, 5, 1))
    assert [(page.provision.label, [text for text, _ in page.blocks]) for page in law.pages] == [
        (
            "Artikel 1",
            [
                "Besluit coördinatie bruggen",
                "Artikel 1",
                "1. De Brugdienst ziet toe op:",
                "de bruggen;",
                "de veren.",
                "2. Één sluiswachter is belast met toezicht .",
            ],
        ),
        ("Enig artikel", ["Enig artikel", "De raad doet verslag."]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# Verslag\n\n## Artikel 1\n\nDe raad ziet toe.\n",
        "---\ntitel: Verslag\n---\n\n# Verslag\n",
        "---\nidentificatie: BWBR0099999\n",
        "<meta http-equiv='x' />\n\nDe raad ziet toe.\n",
        "",
    ],
)
def test_other_markdown_is_no_law(text: str) -> None:
    """A text without the head of a law is none, whatever its headings say."""
    assert law_from_markdown(text, name="BWBR0099999.md") is None


def test_file(tmp_path: Path) -> None:
    """An .md file that is a law has its articles as pages; any other is read as before."""
    (tmp_path / "BWBR0099999.md").write_text(WITH_META.replace("\n", "\r\n"), encoding="utf-8", newline="")
    (law,) = document_from_file(tmp_path / "BWBR0099999.md", name="map/BWBR0099999.md").items
    assert (law.paged, len(law.pages), law.metadata.identifier) == (True, 8, "BWBR0099999")
    (tmp_path / "verslag.md").write_text("# Verslag\n\nDe raad ziet toe.\n", encoding="utf-8")
    (other,) = document_from_file(tmp_path / "verslag.md", name="verslag.md").items
    assert (other.paged, other.text) == (False, "Verslag\nDe raad ziet toe.")


SENTENCE = st.lists(st.sampled_from(["raad", "ziet", "toe", "op", "bruggen", "veren"]), min_size=2, max_size=5).map(
    " ".join
)
ARTICLE = st.lists(SENTENCE, min_size=1, max_size=5)


@given(st.lists(ARTICLE, min_size=1, max_size=4), st.booleans())
def test_nothing_is_lost(articles: list[list[str]], twice: bool) -> None:  # noqa: FBT001 - hypothesis gives it by place
    """Each paragraph of a law stands in one block of its article, whether its body is given once or twice."""
    lines = ["---", "identificatie: BWBR0099998", "---"]
    for number, texts in enumerate(articles, 1):
        lines += [f"## Artikel {number}", *(texts if twice else ())]
        for place, text in enumerate(texts, 1):
            lines += [f"**{place}.**", text]
    law = read("\n".join(lines))
    assert len(law.pages) == len(articles)
    for page, texts in zip(law.pages, articles, strict=True):
        assert Counter(text for text, kind in page.blocks if kind is not H) == Counter(
            f"{place}. {text}" for place, text in enumerate(texts, 1)
        )


def test_as_in_xml(shared: Path) -> None:
    """A law that stands in both collections has the same articles, and all but one the same words."""

    def bare(law: Law) -> dict[str, str]:
        return {
            page.provision.label: "".join(sign for text, _ in page.blocks for sign in text if sign.isalnum())
            for page in law.pages
            if page.provision.label.startswith("Artikel ")
        }

    with tarfile.open(shared / "data" / "laws" / "laws-markdown.tar.xz") as archive:
        member = next(each for each in archive if each.name.endswith("2015/BWBV0001109.md"))
        file = archive.extractfile(member)
        assert file is not None
        from_markdown = read(file.read().decode(), name="BWBV0001109.md")
    with tarfile.open(shared / "data" / "laws" / "bwb-xml.tar.xz") as archive:
        member = next(each for each in archive if each.name.endswith("BWBV0001109_2004-12-28_0.xml"))
        file = archive.extractfile(member)
        assert file is not None
        from_xml = law_from_xml(file.read())
    one, other = bare(from_markdown), bare(from_xml)
    assert list(one) == list(other)
    assert len(one) == 38
    assert [label for label in one if one[label] != other[label]] == ["Artikel 4"]
