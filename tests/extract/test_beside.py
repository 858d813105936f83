"""kg.extract.beside: bodies that no list has, told by what stands beside their name."""

from __future__ import annotations

import pytest

from kg.base.knowledge import read_knowledge
from kg.base.terms import Kind
from kg.extract.beside import names_again, names_beside
from tests.made import document, knowing, mention, mentions, target, within

KNOWN = knowing()


def names(text: str) -> list[str]:
    """The names that a text tells."""
    return list(names_beside([(text, ())], KNOWN))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dit is gemeld door de zoutproducent Kustzout in Havenstad.", ["Kustzout"]),
        ("Gegevens worden door Kustzout in het kader van haar werk verwerkt.", ["Kustzout"]),
        ("De inspectie staat in contact met Kustzout.", ["Kustzout"]),
        ("Wij zien dat de KBZ laat weten te stoppen.", ["KBZ"]),
        ("Ook heeft Kustzout bij de inspectie om uitleg gevraagd.", ["Kustzout"]),
        ("Het is de vergunning van Kustzout die geldt.", ["Kustzout"]),
        ("Wij horen dat Kustzout over een gedragscode beschikt.", ["Kustzout"]),
        ("Het gaat om Kustzout en de rest.", []),
        ("De stof gaat door Kustzout heen.", []),
        ("De aanvraag van Jansens is er, zegt de heer Jansens.", []),
        ("Het overleg met Anna van der Zand was goed.", []),
        ("De app Strandloper is door Strandloper verwerkt.", []),
        ("Dit is door Havenstad gemeld, en te Havenstad.", []),
        ("Dit is door Nederland gemeld.", []),
        ("Dit is door Europese landen gemeld.", []),
        ("Dit is door Partners gemeld, en partners doen dat.", []),
        ("Dit is door B gemeld, en door IV gemeld.", []),
    ],
)
def test_what_stands_beside_a_name_tells(text: str, expected: list[str]) -> None:
    """A name counts where words of a body stand beside it, and nowhere words of a person, a place or a thing, or in small letters."""
    assert names(text) == expected


def test_a_municipality_is_a_place() -> None:
    """The name of a municipality, province or water board alone is that of a place."""
    text = "Dit is door Amsterdam gemeld."
    assert names_beside([(text, ())], read_knowledge()) == {}
    assert list(names_beside([(text, ())], KNOWN)) == ["Amsterdam"]


def test_what_a_list_names_is_left_to_it() -> None:
    """A name that another mention touches is none of these."""
    text = "Dit is gemeld door de zoutproducent Kustzout."
    taken = mention(text, "Kustzout", Kind.ORGANISATION, target("Kustzout", iri="urn:kustzout"))
    assert names_beside([(text, [taken])], KNOWN) == {}


def test_a_name_is_found_wherever_it_stands() -> None:
    """Also at the start of a sentence, but only as a word of its own."""
    found = names_beside([("De vergunning van Kustzout is er.", ())], KNOWN)
    text = "Kustzout meldt dat Kustzouten en Noord-Kustzout niet Kustzout zijn."
    assert [one.span.start for one in names_again(text, found)] == [0, 53]
    (first, _) = names_again(text, found)
    assert (first.kind, first.targets[0].iri, first.targets[0].label) == (Kind.ORGANISATION, None, "Kustzout")


def test_a_document_has_the_name_in_all_its_blocks() -> None:
    """What one block tells holds for the whole document, and it may be abbreviated."""
    source = document(
        "Kustzout boort.\nDat is door de zoutproducent Kustzout (KZ) gemeld.\nAan KZ is een boete opgelegd."
    )
    named = [one for one in mentions(source) if one.kind is Kind.ORGANISATION]
    found = [(one.span.of(source.text), one.targets[0].label) for one in named]
    assert found == [("Kustzout", "Kustzout"), ("Kustzout", "Kustzout"), ("KZ", "Kustzout"), ("KZ", "Kustzout")]


@pytest.mark.parametrize("text", ["door Kustzout " * 3_000, "a Bc " * 8_000, "dat " * 10_000, "Aa " * 13_000])
def test_40000_characters_take_no_time(text: str) -> None:
    """Names are found in time that grows with the length."""
    with within(2, "finding names"):
        names(text)
