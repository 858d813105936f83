"""Interleaved columns are put back in order, and text in one column is left alone."""

from __future__ import annotations

import hashlib
import json
import re
import textwrap
import tomllib
from itertools import zip_longest
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.ontology import ontology_folder
from kg.document.continuation import continuation, read_weights, write_weights
from kg.document.from_text import pages_from_text
from kg.document.model import BlockKind
from kg.document.unweave import MOST_LINES, unweave

LEFT = """
De Inspectie Gezondheidszorg en Jeugd ziet toe op de kwaliteit van de zorg. Zij doet dat op grond van de wet,
die haar de bevoegdheid geeft om onderzoek te doen bij instellingen en om inlichtingen te vragen. Wanneer een
instelling niet aan de eisen voldoet, kan de inspectie een aanwijzing geven. De minister wordt daarvan op de
hoogte gesteld. In het komende jaar zal de inspectie meer aandacht geven aan de samenwerking met gemeenten,
omdat die verantwoordelijk zijn voor de uitvoering van de jeugdhulp en omdat zij vaak als eerste zien waar het
niet goed gaat.
"""
RIGHT = """
Burgers die een klacht hebben over de handelwijze van een aanbieder kunnen zich wenden tot het meldpunt. Daar
wordt bekeken of de klacht aanleiding is voor een nader onderzoek. Van iedere melding wordt een verslag
gemaakt dat binnen zes weken aan de betrokkenen wordt gestuurd. Het verslag bevat de feiten, het oordeel van
de onderzoeker en de maatregelen die zijn genomen. Tegen het besluit kan bezwaar worden gemaakt bij het
bestuur, dat een commissie van onafhankelijke leden om advies vraagt voordat het op het bezwaar beslist.
"""


def wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), width, break_on_hyphens=False)


def folded(text: str) -> str:
    return " ".join(text.split())


def test_seed_page(shared: Path) -> None:
    """The page of the Werkprogramma 2024 comes out as a person restored it, footnotes last, no marks in the text."""
    seed = shared / "data" / "seed"
    found = unweave((seed / "werkprogramma-2024-p10.txt").read_text(encoding="utf-8").split("\n"))
    restored = (seed / "werkprogramma-2024-p10.restored.txt").read_text(encoding="utf-8").strip().split("\n")
    assert found == ("Werkprogramma 2024", *(re.sub(r"(?<=[a-zV])1[456]\b", "", line) for line in restored))


def test_seed_page_as_blocks(shared: Path) -> None:
    """The heading and the footnotes of the page are known as what they are."""
    (page,) = pages_from_text((shared / "data" / "seed" / "werkprogramma-2024-p10.txt").read_bytes()).pages
    assert [kind for _, kind in page.blocks] == [
        BlockKind.HEADING,
        *[BlockKind.PARAGRAPH] * 3,
        BlockKind.HEADING,
        *[BlockKind.PARAGRAPH] * 2,
        *[BlockKind.FOOTNOTE] * 3,
    ]


def test_rows_in_turn() -> None:
    """Lines of two columns that take turns are dealt out to the columns."""
    rows = zip_longest(wrapped(LEFT, 60), wrapped(RIGHT, 60), fillvalue="")
    found = unweave([line for row in rows for line in row if line])
    assert found is not None
    assert " ".join(found) == f"{folded(LEFT)} {folded(RIGHT)}"


def test_rows_joined() -> None:
    """Rows that were joined on one line, with some white space between, are cut where the columns met."""
    rows = zip_longest(wrapped(LEFT, 56), wrapped(RIGHT, 56), fillvalue="")
    found = unweave(["  ".join(row).strip() for row in rows])
    assert found is not None
    assert " ".join(found) == f"{folded(LEFT)} {folded(RIGHT)}"


def test_one_column_is_left() -> None:
    """Text in one column, of any width, is left as it is."""
    for width in (50, 64, 80, 110):
        assert unweave(wrapped(f"{LEFT} {RIGHT}", width)) is None


def test_gold_texts_are_left(shared: Path) -> None:
    """The gold passages are in one column, as lines of paragraphs and wrapped."""
    texts = [
        json.loads(row)["text"]
        for name in ("laws", "pages", "passages")
        for row in (shared / "gold" / f"dev-{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert len(texts) == 60
    for text in texts:
        lines = [line for paragraph in text.split("\n") for line in textwrap.wrap(paragraph, 70) or [""]]
        assert unweave(text.split("\n")[:MOST_LINES]) is None
        assert unweave(lines[:MOST_LINES]) is None


def test_what_is_no_page_is_left() -> None:
    """A few lines, and more lines than a page has, are left as they are."""
    assert unweave([]) is None
    assert unweave(["De wet", "en de"]) is None
    assert unweave(["1", "2"] * 10) is None
    rows = [line for row in zip(wrapped(LEFT, 60), wrapped(RIGHT, 60), strict=False) for line in row]
    assert unweave(rows * 20) is None


def test_pages_without_form_feeds() -> None:
    """In a text without form feeds a page ends at its number, where a running head follows."""
    rows = zip_longest(wrapped(LEFT, 40), wrapped(RIGHT, 40), fillvalue="")
    page = ["Jaarplan", *(line for row in rows for line in row if line)]
    text = "\n".join(line for number in range(1, 9) for line in [*page, str(number)])
    found = [block for each in pages_from_text(text.encode()).pages for block, _ in each.blocks]
    assert " ".join(found) == " ".join(f"Jaarplan {folded(LEFT)} {folded(RIGHT)}" for _ in range(8))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(alphabet="ab DE.,1-\t", max_size=40), max_size=30))
def test_words_are_kept(lines: list[str]) -> None:
    """Whatever the lines, no word is made: what comes out is made of what went in."""
    found = unweave(lines)
    if found is not None:
        left = sorted("".join("".join(found).split()).replace("-", ""))
        given_characters = sorted("".join("".join(lines).split()).replace("-", ""))
        assert all(left.count(character) <= given_characters.count(character) for character in set(left))


def test_table_of_weights() -> None:
    """The table is small, sorted, as its meta.toml says, and reads back as written."""
    folder = ontology_folder() / "lexicons" / "bigrams"
    data = (folder / "bigrams.tsv").read_bytes()
    meta = tomllib.loads((folder / "meta.toml").read_text(encoding="utf-8"))
    assert len(data) < 400_000
    assert hashlib.sha256(data).hexdigest() == meta["sha256"]
    assert data.decode().count("\n") - 1 == meta["rows"]
    assert write_weights(read_weights(data.decode())) == data.decode()
    assert continuation().weights == read_weights(data.decode())
