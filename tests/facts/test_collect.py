from __future__ import annotations

from dataclasses import replace

import pytest

from kg.base.ids import RuleId
from kg.base.span import Span
from kg.base.terms import Kind, Modality, Predicate, Status
from kg.facts.collect import is_evident, phrase_target, statements
from kg.facts.identify import Identified, identified
from kg.facts.model import Fact, LegalStatus
from kg.facts.relate import Found, Item
from tests.made import BASE, document, knowing, mention, quotes, target

TEXT = "De NVWA ziet toe op de ILT. De ILT en de NVWA ook. Op de lange  termijn."
SOURCE = document(TEXT)
MENTIONS = tuple(
    mention(TEXT, name, Kind.SUPERVISOR, target(name, Kind.SUPERVISOR, f"urn:{name}"), nth=nth)
    for name in ("NVWA", "ILT")
    for nth in (0, 1)
)
NVWA, NVWA_AGAIN, ILT, ILT_AGAIN = (Item(span=one.span, kind=one.kind, iri=one.targets[0].iri) for one in MENTIONS)
FIRST, SECOND = Span(0, 26), Span(28, 49)
FOUND = Found(
    subject=NVWA,
    predicate=Predicate.SUPERVISES,
    status=None,
    object=ILT,
    basis=None,
    basis_is_own=False,
    modality=Modality.ASSERTED,
    rule=RuleId("supervises#a"),
    span=FIRST,
)
KNOWN = knowing(confidence={"supervises#a": 0.9})


def known() -> Identified:
    """The entities of the document."""
    return identified(SOURCE, MENTIONS, KNOWN, BASE)


def facts(*found: Found) -> tuple[Fact, ...]:
    """The facts of what was found."""
    return statements(SOURCE, found, known(), KNOWN)[0]


def statuses(*found: Found) -> tuple[LegalStatus, ...]:
    """The statuses of what was found."""
    return statements(SOURCE, found, known(), KNOWN)[1]


def test_a_fact_has_its_ends_rule_confidence_and_words() -> None:
    """What was found becomes a fact with the quote, what stands around it, and the measured precision of the rule."""
    (fact,) = facts(FOUND)
    assert (fact.subject.iri, fact.predicate, fact.object.iri) == ("urn:NVWA", Predicate.SUPERVISES, "urn:ILT")
    assert (fact.rule, fact.confidence, fact.basis) == ("supervises#a", 0.9, None)
    (evidence,) = fact.evidence
    assert (evidence.quote, evidence.span, evidence.prefix, evidence.page) == (TEXT[:26], FIRST, "", None)
    assert evidence.suffix == TEXT[26:66]


def test_what_stands_around_a_quote_is_on_its_page() -> None:
    """The words before and after a quote end where its page does."""
    paged = document(TEXT[:27] + "\f" + TEXT[28:])
    first, second = statements(
        paged, (FOUND, replace(FOUND, object=NVWA_AGAIN, subject=ILT_AGAIN, span=SECOND)), known(), KNOWN
    )[0]
    assert [one.evidence[0].suffix for one in (first, second)] == [".", TEXT[49:]]
    assert [one.evidence[0].prefix for one in (first, second)] == ["", ""]


def test_a_rule_without_a_measure_is_half_sure() -> None:
    """A rule that was never seen to fire has confidence 0.5."""
    assert facts(replace(FOUND, rule=RuleId("supervises#b")))[0].confidence == 0.5


def test_the_same_content_is_one_fact_with_all_its_words() -> None:
    """Two findings of the same content are one fact: its evidence in reading order, its rule that of the first words."""
    again = replace(FOUND, subject=NVWA_AGAIN, object=ILT_AGAIN, span=SECOND, rule=RuleId("supervises#b"))
    (fact,) = facts(again, FOUND, FOUND)
    assert quotes(fact) == [TEXT[:26], TEXT[28:49]]
    assert fact.rule == "supervises#a"


@pytest.mark.parametrize(
    "other",
    [
        replace(FOUND, modality=Modality.PLANNED),
        replace(FOUND, predicate=Predicate.MONITORS),
        replace(FOUND, subject=ILT, object=NVWA),
        replace(FOUND, basis=Item(span=Span(0, 2), kind=Kind.ACT, iri="urn:ILT")),
    ],
    ids=["modality", "predicate", "direction", "basis"],
)
def test_another_content_is_another_fact(other: Found) -> None:
    """Modality, predicate, direction and basis tell facts apart."""
    assert len(facts(FOUND, other)) == 2


def test_cooperation_is_one_fact_in_either_direction() -> None:
    """Who cooperates with whom is one fact, told in the direction of its first words."""
    together = replace(FOUND, predicate=Predicate.COOPERATES_WITH)
    back = replace(together, subject=ILT_AGAIN, object=NVWA_AGAIN, span=SECOND)
    (fact,) = facts(back, together)
    assert (fact.subject.iri, fact.object.iri, len(fact.evidence)) == ("urn:NVWA", "urn:ILT", 2)


def test_nothing_relates_to_itself() -> None:
    """A relation of a thing with itself is left out."""
    assert facts(replace(FOUND, object=NVWA_AGAIN)) == ()


def test_facts_come_in_the_order_of_their_first_words() -> None:
    """The order of what was found does not matter."""
    later = replace(FOUND, predicate=Predicate.MONITORS, span=SECOND)
    assert facts(later, FOUND) == facts(FOUND, later)
    assert [fact.predicate for fact in facts(later, FOUND)] == [Predicate.SUPERVISES, Predicate.MONITORS]


def test_a_noun_phrase_is_a_domain_under_its_words() -> None:
    """A phrase becomes a domain; the white space in it does not count."""
    span = Span(57, 71)
    assert phrase_target(SOURCE, span) == target("lange termijn", Kind.DOMAIN)
    (fact,) = facts(replace(FOUND, object=Item(span=span, kind=None, iri=None)))
    assert (fact.object.iri, fact.object.kind, fact.object.registered) == (
        f"{BASE}domain/lange-termijn",
        Kind.DOMAIN,
        False,
    )


def test_the_sentence_before_is_an_antecedent() -> None:
    """Where the subject is told before, that sentence stands beside the evidence."""
    (fact,) = facts(replace(FOUND, span=SECOND, object=ILT_AGAIN, told_before=FIRST))
    assert [one.quote for one in fact.antecedents] == [TEXT[:26]]
    assert quotes(fact) == [TEXT[28:49]]


def test_a_status_is_told_of_its_instrument() -> None:
    """A status has an instrument, the words, and no object."""
    found = replace(FOUND, predicate=None, status=Status.IN_FORCE, object=None)
    (status,) = statuses(found, replace(found, span=SECOND))
    assert (status.instrument.iri, status.status, len(status.evidence)) == ("urn:NVWA", Status.IN_FORCE, 2)
    assert facts(found) == ()


@pytest.mark.parametrize("modality", [modality for modality in Modality if modality is not Modality.ASSERTED])
def test_only_an_asserted_status_is_told(modality: Modality) -> None:
    """A status stands as a plain triple, so what is denied, expected or only possible gives none."""
    assert statuses(replace(FOUND, predicate=None, status=Status.IN_FORCE, object=None, modality=modality)) == ()


def test_the_document_is_an_end_only_where_it_is_an_instrument() -> None:
    """An end that is left to the document needs one that is an instrument."""
    with pytest.raises(ValueError, match="own instrument"):
        facts(replace(FOUND, subject=None))


@pytest.mark.parametrize(
    ("found", "evident"),
    [
        (FOUND, True),
        (replace(FOUND, span=Span(0, 25)), False),
        (replace(FOUND, span=Span(4, 26)), False),
        (replace(FOUND, subject=NVWA_AGAIN), False),
        (replace(FOUND, subject=NVWA_AGAIN, told_before=SECOND), True),
        (replace(FOUND, subject=None), True),
        (replace(FOUND, object=None, predicate=None, status=Status.IN_FORCE), True),
        (replace(FOUND, object=ILT_AGAIN, told_before=SECOND), False),
    ],
)
def test_the_words_must_hold_both_ends(found: Found, *, evident: bool) -> None:
    """A quote without subject or object is no evidence, unless that end was told before or is the document."""
    assert is_evident(found) == evident
