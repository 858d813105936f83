from __future__ import annotations

import re

import pytest

from kg.base.span import Span
from kg.base.terms import Kind
from kg.facts.backrefs import Named
from kg.facts.speaker import speaker_in

KINDS = {"S": Kind.SUPERVISOR, "O": Kind.ORGANISATION, "M": Kind.MINISTRY, "G": Kind.ACTOR_GROUP}


def speaker(marked: str) -> str | None:
    """Who speaks in a text whose names stand in square brackets, with the first letter of their kind before a colon."""
    text, named = "", []
    for plain, kind, name in re.findall(r"([^\[]*)(?:\[(\w):([^\]]*)\])?", marked):
        text += plain
        if name:
            named.append(
                Named(iri=f"urn:{name}", kind=KINDS[kind], label=name, span=Span(len(text), len(text) + len(name)))
            )
            text += name
    found = speaker_in(text, named)
    return found.label if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De [S:Havenautoriteit] is onafhankelijk. Wij bezoeken schepen.", "Havenautoriteit"),
        ("Wat doet de [S:Havenautoriteit]? Onze inspecteurs bezoeken schepen van de [O:Rederij].", "Havenautoriteit"),
        ("In 2024 groeide de [S:Havenautoriteit]. We hielden, met de [O:Politie], toezicht.", "Havenautoriteit"),
    ],
)
def test_wij_is_the_body_that_a_short_text_opens_with(text: str, expected: str) -> None:
    """The first body that is named is who says "wij" behind it."""
    assert speaker(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "De [S:Havenautoriteit] is onafhankelijk. Zij bezoekt schepen.",
        "Wij bezoeken schepen met de [S:Havenautoriteit].",
        "De [M:ministerie van Water] stuurt de [S:Havenautoriteit] aan. Wij bezoeken schepen.",
        "De [S:Havenautoriteit] en de [O:Politie] werken samen. Wij bezoeken schepen.",
        "Het overleg van gemeente, [O:Politie] en pers was goed. Wij bezoeken schepen.",
        "De [S:Havenautoriteit] is streng. ‘Wij bezoeken elk schip’, zegt de directeur.",
        "De [S:Havenautoriteit] is streng. " + "Er is veel te doen. " * 400 + "Wij bezoeken schepen.",
        "Er is veel te doen. " * 20 + "De [S:Havenautoriteit] is streng. Wij bezoeken schepen.",
    ],
    ids=["nobody", "before", "ministry", "two", "listed", "quoted", "long", "late"],
)
def test_where_more_could_be_meant_nobody_speaks(text: str) -> None:
    """Without "wij", before the name, under a ministry, of several, in quotation marks, in a long text or late: nobody is taken."""
    assert speaker(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Antwoorden van de [M:minister van Water] op vragen.\nIk laat dit onderzoeken door de [S:Havenautoriteit].",
        "Vraag 1: Kent u dit?\nAntwoord ([M:minister van Water]): Ja, dat bericht ken ik.",
        "De [S:Havenautoriteit] heeft mij bericht.\n\nDe [M:minister van Water],\nA. Jansen",
    ],
)
def test_ik_is_the_minister_who_answers_or_signs(text: str) -> None:
    """A minister named behind "antwoord van" or alone on the last line is who says "ik"."""
    assert speaker(text) == "minister van Water"


def test_of_two_ministers_who_sign_neither_is_ik() -> None:
    """Two ministers under one letter leave open which of them speaks; one that is only named does not speak."""
    assert speaker("Ik schrijf u.\n\nDe [M:minister van Water],\n\nDe [M:minister van Lucht],\n") is None
    assert speaker("Ik schrijf u over de [M:minister van Water].") is None
