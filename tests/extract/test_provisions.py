"""What citations tell of mentions: the act behind an article, the book of a code, places."""

from __future__ import annotations

import pytest

from kg.base.terms import Kind
from tests.made import document, mentions

BWB = "http://wetten.overheid.nl/id/"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Zie artikel 3 Wxyz.", "Wxyz", Kind.ACT),
        ("Zie artikel 6 BWA 1945.", "BWA 1945", Kind.ACT),
        ("Zie artikel 2 van het Huishoudelijk reglement.", "Huishoudelijk reglement", Kind.REGULATION),
        ("Zie artikel 2 van het Eigen meldprotocol.", "Eigen meldprotocol", Kind.AGREEMENT),
    ],
)
def test_a_name_behind_an_article_is_an_act(text: str, name: str, kind: Kind) -> None:
    """What no list has and no pattern knows is an instrument where a place in it is cited; it gets no registered id."""
    (mention,) = (mention for mention in mentions(document(text)) if mention.provisions)
    (target,) = mention.targets
    assert (mention.span.of(text), mention.kind, target.iri) == (name, kind, None)


@pytest.mark.parametrize("text", ["Zie artikel 3 We gaan verder.", "Artikel 5 NVWA", "Zie Wxyz.", "artikel 3 Doel"])
def test_other_words_are_none(text: str) -> None:
    """A word that opens a sentence, a heading's word, a body, and a name without an article before it are no act."""
    assert [mention.span.of(text) for mention in mentions(document(text)) if mention.kind is Kind.ACT] == []


def test_numbers_tell_the_book_of_a_code() -> None:
    """ "3:105 BW" is of Book 3, "artikel 37 van Boek 5 van het Burgerlijk Wetboek" of Book 5; without a book all stay candidates."""

    def acts(text: str) -> list[list[str | None]]:
        return [[target.iri for target in mention.targets] for mention in mentions(document(text))]

    assert acts("Zie artikel 3:105 BW.") == [[f"{BWB}BWBR0005291"]]
    assert acts("Zie artikel 37 van Boek 5 van het Burgerlijk Wetboek.") == [[f"{BWB}BWBR0005288"]]
    assert [len(found) for found in acts("Zie artikel 105 BW en artikelen 3:1 en 5:1 BW.")] == [10, 10]


def test_an_act_of_the_caribbean_netherlands_is_another() -> None:
    """ "Wwft BES" is not the Wwft."""
    (mention,) = mentions(document("Zie artikel 3 van de Wwft BES."))
    assert [(target.iri, target.label) for target in mention.targets] == [(None, "Wwft BES")]
