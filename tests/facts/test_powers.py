from __future__ import annotations

import pytest

from kg.base.terms import Modality, Power
from tests.made import document, facts


def held(text: str) -> list[tuple[str, Power, str, Modality, str]]:
    return [
        (
            one.holder.label,
            one.power,
            one.towards.label if one.towards else "",
            one.modality,
            one.basis.label if one.basis else "",
        )
        for one in facts(document(text)).powers
    ]


def test_a_power_has_holder_towards_and_basis() -> None:
    """Who may do what to whom, on which basis; all ends stand in the quote."""
    text = "De AFM kan op grond van de Wet op het financieel toezicht aan banken een bestuurlijke boete opleggen."
    afm = "Autoriteit Financiële Markten"
    assert held(text) == [
        (afm, Power.ADMINISTRATIVE_FINE, "banken", Modality.ASSERTED, "Wet op het financieel toezicht")
    ]
    (power,) = facts(document(text)).powers
    assert power.evidence[0].quote == text.removeprefix("De ")[:-1]
    assert 0 < power.confidence < 1


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("De NVWA is niet bevoegd tot toepassing van bestuursdwang.", Modality.NEGATED),
        ("De NVWA kan geen boete opleggen.", Modality.NEGATED),
        ("De NVWA zal een boete kunnen opleggen.", Modality.PLANNED),
    ],
)
def test_a_power_can_be_denied_or_planned(text: str, modality: Modality) -> None:
    """What an actor may not do, or will be able to do, is no asserted power."""
    assert {one[3] for one in held(text)} == {modality}


@pytest.mark.parametrize(
    "text",
    [
        "Als de NVWA een boete kan opleggen, zegt zij dat.",
        "Onderzocht wordt of de NVWA een boete kan opleggen.",
        "Kan de NVWA een boete opleggen?",
        "De NVWA heeft een boete opgelegd.",
        "De politie kan bezwaar maken tegen een boete.",
        "Aan de politie kan een boete worden opgelegd.",
    ],
)
def test_what_is_asked_conditional_or_done_is_no_power(text: str) -> None:
    """A question, a condition, an act that was done, or a passive without an agent tell no power."""
    assert held(text) == []


def test_who_is_consulted_has_no_power() -> None:
    """Behind "gehoord" stands who advises, not who decides."""
    text = "De minister van Financiën kan, gehoord de Autoriteit Financiële Markten, aan banken een aanwijzing geven."
    assert "Autoriteit Financiële Markten" not in {one[0] for one in held(text)}


def test_a_pronoun_brings_its_antecedent() -> None:
    """The holder may be told by a back reference, whose words are kept."""
    text = "De Inspectie Justitie en Veiligheid is er.\nDe Inspectie kan een aanwijzing geven aan gemeenten."
    (power,) = facts(document(text)).powers
    assert [one.quote for one in power.antecedents] == ["Inspectie Justitie en Veiligheid"]


def test_a_power_told_twice_is_one() -> None:
    """The same power in two sentences is one, with both quotes."""
    text = "De NVWA kan een boete opleggen."
    (power,) = facts(document(text, text)).powers
    assert [one.page for one in power.evidence] == [1, 2]
