from __future__ import annotations

import pytest

from tests.made import document, facts


@pytest.mark.parametrize(
    ("sentence", "topics"),
    [
        (
            "De AFM informeert de minister van Financiën over ontwikkelingen op de kapitaalmarkt.",
            ["ontwikkelingen op de kapitaalmarkt"],
        ),
        (
            "De NVWA overlegt met de politie over voortgang, kwaliteit en kosten van het onderzoek.",
            ["voortgang, kwaliteit en kosten van het onderzoek"],
        ),
        (
            "De directeur legt over het door hem gevoerde financiële beheer verantwoording af aan de minister van Financiën.",
            ["door hem gevoerde financiële beheer"],
        ),
        (
            "De minister van Financiën zendt aan de Tweede Kamer een verslag over de doeltreffendheid en de effecten van deze wet.",
            ["doeltreffendheid en de effecten van deze wet"],
        ),
        (
            "De NVWA deelt de uitslag van de verkiezing binnen twee weken schriftelijk mee aan de politie.",
            ["uitslag van de verkiezing"],
        ),
        ("De NVWA informeert de politie over de regels die in 2024 zijn gewijzigd.", ["regels"]),
        (
            "De NVWA pleegt over een voornemen tot het geven van een aanwijzing overleg met de politie.",
            ["voornemen tot het geven van een aanwijzing"],
        ),
        ("De NVWA informeert de politie over het feit dat zij is geselecteerd.", []),
        ("De directeur legt over elk boekjaar verantwoording af aan de minister van Financiën.", []),
        ("De NVWA verstrekt inlichtingen aan de politie.", []),
        ("De NVWA informeert de politie.", []),
        ("De NVWA houdt toezicht op de politie.", []),
    ],
)
def test_topic_is_the_noun_phrase_of_what_is_told(sentence: str, topics: list[str]) -> None:
    """The whole phrase with what belongs to it and without a relative clause; none for a mere vessel or another relation."""
    source = document(sentence)
    (fact,) = facts(source).facts
    assert [topic.words for topic in fact.topics] == topics
    assert [topic.span.of(source.text) for topic in fact.topics] == topics


def test_topic_has_its_page() -> None:
    """The page of a topic is that of its words."""
    source = document("Niets.", "De AFM informeert de minister van Financiën over ontwikkelingen op de kapitaalmarkt.")
    ((topic,),) = [fact.topics for fact in facts(source).facts]
    assert topic.page == 2


def test_what_is_told_twice_has_both_topics() -> None:
    """A statement that two sentences tell has what both say it is about, in reading order, each once."""
    one = "De AFM informeert de minister van Financiën over de kapitaalmarkt."
    other = "De AFM informeert de minister van Financiën over fraude."
    ((fact,),) = [facts(document(one, other, one)).facts]
    assert [topic.words for topic in fact.topics] == ["kapitaalmarkt", "fraude"]
