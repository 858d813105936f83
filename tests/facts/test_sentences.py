from __future__ import annotations

from dataclasses import replace

import pytest

from kg.base.knowledge import read_knowledge
from kg.base.span import Span
from kg.document.model import BlockKind, Force, Provision
from kg.facts.sentences import Sentence, Skipped, sentences_of
from tests.made import document


def read(*pages: str, kinds: dict[str, BlockKind] | None = None) -> list[tuple[str, ...]]:
    """The parts of the sentences of a document; one that is skipped is its reason behind "!"."""
    source = document(*pages, kinds=kinds)
    return [
        (f"!{found.reason}",) if isinstance(found, Skipped) else tuple(part.of(source.text) for part in found.parts)
        for found in sentences_of(source, read_knowledge())
    ]


def test_sentences_of_blocks_in_reading_order() -> None:
    """Each block is cut by itself: no sentence runs over two, or over two pages."""
    assert read("De wet geldt. Zij is er\nen blijft.", "Nog een.") == [
        ("De wet geldt.",),
        ("Zij is er",),
        ("en blijft.",),
        ("Nog een.",),
    ]


def test_headings_and_tables_are_left_out() -> None:
    """What is no prose tells no relation."""
    kinds = {"Toezicht": BlockKind.HEADING, "a b c": BlockKind.TABLE}
    assert read("Toezicht\nDe wet geldt.\na b c\nZij is er.", kinds=kinds) == [("De wet geldt.",), ("Zij is er.",)]


def test_an_item_comes_with_its_lead_in() -> None:
    """The sentence that ends a block in a colon leads in to each item that follows, up to one that ends the list."""
    assert read("Dit is zo. Belast zijn:\na. de NVWA;\nb. de ILT, en\nc. de IGJ.\nDe rest.") == [
        ("Dit is zo.",),
        ("Belast zijn:",),
        ("Belast zijn:", "a. de NVWA;"),
        ("Belast zijn:", "b. de ILT, en"),
        ("Belast zijn:", "c. de IGJ."),
        ("De rest.",),
    ]


def test_only_the_first_sentence_of_an_item_has_the_lead_in() -> None:
    """What an item says further stands by itself."""
    assert read("Belast zijn:\na. de NVWA. Zij is er;")[1:] == [("Belast zijn:", "a. de NVWA."), ("Zij is er;",)]


def test_a_heading_or_page_ends_a_list() -> None:
    """A lead-in does not reach over a heading or a page."""
    assert read("Belast zijn:\nKop\nde NVWA.", kinds={"Kop": BlockKind.HEADING}) == [("Belast zijn:",), ("de NVWA.",)]
    assert read("Belast zijn:", "de NVWA.") == [("Belast zijn:",), ("de NVWA.",)]


def test_a_lead_in_of_a_lead_in_covers_both() -> None:
    """An item that itself leads in to items goes with what led in to it."""
    assert read("Belast zijn:\n1°. voor vlees:\nde NVWA.")[2] == ("Belast zijn:\n1°. voor vlees:", "de NVWA.")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Houdt de NVWA toezicht op de politie?", "question"),
        ("Hij vroeg: “Houdt zij toezicht?”", "question"),
        ("Artikel 3 komt te luiden: De NVWA houdt toezicht.", "tells the new words of an act"),
        ("De NVWA " + "houdt " * 700 + "toezicht.", "longer than 4000 characters"),
    ],
)
def test_what_tells_nothing_for_sure_is_skipped(text: str, reason: str) -> None:
    """Questions, another act's new words and stretches that are no sentence are not read, and say why."""
    assert read(text) == [(f"!{reason}",)]


def test_new_words_run_on_behind_a_colon() -> None:
    """Behind "komt te luiden:" all is new words, up to a heading."""
    kinds = {"Artikel II": BlockKind.HEADING}
    assert read("Artikel 3 komt te luiden:\nDe NVWA is er;\nDe ILT is er;\nArtikel II\nDe IGJ is er.", kinds=kinds) == [
        ("!tells the new words of an act",),
        ("!tells the new words of an act",),
        ("!tells the new words of an act",),
        ("De IGJ is er.",),
    ]


def test_a_sentence_spans_its_parts() -> None:
    """The span of a sentence is from its first to its last character."""
    assert Sentence((Span(3, 5), Span(9, 12))).span == Span(3, 12)


def test_no_sentence_is_longer_than_its_bound() -> None:
    """A chain of lead-ins is bounded as a sentence is."""
    parts = read("\n".join(f"{number} belast zijn de ambtenaren:" for number in range(1000)) + "\nDe NVWA.")
    assert max(sum(map(len, part)) for part in parts) <= 8000


@pytest.mark.parametrize(("force", "skipped"), [(Force.IN_FORCE, False), (Force.NOT_YET, True), (Force.REPEALED, True)])
def test_articles_that_are_not_in_force(force: Force, *, skipped: bool) -> None:
    """What an article says that is not in force, or no longer, tells no relation; the account of sentences names it."""
    source = document("De wet geldt.", "De rest.")
    first, second = source.pages
    law = replace(source, pages=(replace(first, provision=Provision(label="Artikel 1", force=force)), second))
    found = list(sentences_of(law, read_knowledge()))
    reason = "stands in an article that is not in force"
    assert [one.reason if isinstance(one, Skipped) else "" for one in found] == [reason if skipped else "", ""]
