from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.base.knowledge import read_knowledge
from kg.base.mask import GOVERNED
from kg.base.span import Span
from kg.base.terms import Kind, Modality, Predicate
from kg.document.model import BlockKind, Document
from kg.facts.model import DocumentFacts, Evidence
from tests.facts.test_relate import RULE, SUBJECT, THING
from tests.made import JENV, NVWA, POLICE, SUPERVISES, document, facts, quotes, told, within

BANK = (
    SUPERVISES,
    "De NVWA houdt geen toezicht op de politie.",
    "De Inspectie Justitie en Veiligheid zal toezicht houden op de gemeenten.",
    "De Inspectie houdt toezicht op de vreemdelingenketen.",
    "Met het toezicht op de naleving van de Politiewet 2012 zijn belast de ambtenaren van de NVWA.",
    "De NVWA werkt samen met de politie.",
    "De politie werkt samen met de NVWA.",
    "Daarin houdt de NVWA op grond van de Gemeentewet toezicht op burgers en bedrijven.",
    "De inspecteur-generaal van de NVWA informeert de minister van Justitie en Veiligheid.",
    "De door de NVWA aangewezen ambtenaren zijn er.",
    "Een wet op de rijksinspecties is in voorbereiding. De Wet op de rijksinspecties is in voorbereiding.",
    "Houdt de NVWA toezicht op de politie?",
    "Een voorbeeld is het toezicht op de vreemdelingenketen.",
    "De \x0e houdt toezicht op \x12 (\x17).",
    "İß ﬁ De NVWA\u00a0houdt toezicht op de politie. \u202e\u05d0 e\u0301",
    "Belast zijn met het toezicht op de politie:",
    "a. de ambtenaren van de NVWA;",
    "((((( de politie )))",
    "De NVWA heet NVWA (hierna: de Dienst). De Dienst houdt toezicht op de politie.",
)
DOCUMENTS = st.lists(st.lists(st.sampled_from(BANK), max_size=6).map("\n".join), min_size=1, max_size=3)


def test_a_sentence_becomes_a_fact() -> None:
    """Who, what, whom, as the registers know them, with the words and their place."""
    found = facts(document(SUPERVISES))
    (fact,) = found.facts
    assert (fact.subject.iri, fact.predicate, fact.object.iri) == (JENV, Predicate.SUPERVISES, POLICE)
    assert (fact.modality, fact.basis, fact.antecedents) == (Modality.ASSERTED, None, ())
    assert quotes(fact) == [SUPERVISES[:-1]]
    assert [(row.text, row.entity and row.entity.iri, row.kind) for row in found.mentions] == [
        ("Inspectie Justitie en Veiligheid", JENV, Kind.SUPERVISOR),
        ("politie", POLICE, Kind.ORGANISATION),
    ]
    assert (found.statuses, found.coverage) == ((), ())


def test_groups_are_told_where_something_may_be_said_of_them() -> None:
    """A group is among the mentions where it takes part in a statement or a sentence with a trigger names it, and not else."""
    (row,) = facts(document("De inspectie houdt toezicht dankzij burgers.", "De gemeenten zijn groot.")).mentions[1:]
    assert (row.text, row.kind) == ("burgers", Kind.ACTOR_GROUP)
    assert facts(document("De burgers en de gemeenten zijn er.")).mentions == ()


def test_a_page_is_told_where_there_are_pages() -> None:
    """Evidence and mentions carry the page in a document with pages, and none in one without."""
    found = facts(document("Niets.", SUPERVISES))
    assert ([one.page for one in found.facts[0].evidence], {row.page for row in found.mentions}) == ([2], {2})
    assert facts(document(SUPERVISES)).facts[0].evidence[0].page is None


def test_a_fact_told_twice_is_one_with_both_quotes() -> None:
    """The same content is one fact, its evidence in reading order."""
    (fact,) = facts(document(SUPERVISES, SUPERVISES)).facts
    assert [one.page for one in fact.evidence] == [1, 2]


def test_a_back_reference_brings_its_antecedent() -> None:
    """Where the subject only points back, the words that name it are an antecedent."""
    source = document("De Inspectie Justitie en Veiligheid is er.\nDe Inspectie houdt toezicht op de politie.")
    (fact,) = facts(source).facts
    assert (fact.subject.iri, quotes(fact)) == (JENV, ["De Inspectie houdt toezicht op de politie"])
    assert [one.quote for one in fact.antecedents] == ["Inspectie Justitie en Veiligheid"]


def test_a_finding_whose_words_do_not_hold_both_ends_is_no_fact() -> None:
    """A rule that looks at an object beyond its own match tells nothing: the quote would not hold the object."""
    rule = replace(RULE, sources=(f"{SUBJECT} houdt toezicht(?= op {GOVERNED}?{THING})",))
    assert facts(document(SUPERVISES), replace(read_knowledge(), relations=(RULE,))).facts
    assert facts(document(SUPERVISES), replace(read_knowledge(), relations=(rule,))).facts == ()


def test_a_trigger_without_a_fact_is_accounted_for() -> None:
    """A sentence that holds a trigger and becomes no statement says so, with its place and the reason."""
    text = "De Inspectie Justitie en Veiligheid wil scherper toezicht."
    (line,) = facts(document("Niets.", text)).coverage
    assert (line.page, line.span, line.reason) == (2, Span(7, 7 + len(text)), "no rule reads how it is told")
    assert line.trigger in {rule.id for rule in read_knowledge().relations}


def test_an_open_back_reference_is_accounted_for() -> None:
    """A relation of which an end stays open is told as such."""
    text = "De Inspectie Justitie en Veiligheid en de Inspectie van het Onderwijs zijn er.\nDe Inspectie houdt toezicht op de politie."
    (line,) = facts(document(text)).coverage
    assert line.reason == "a back reference stays open"


def test_what_relates_a_thing_to_itself_is_accounted_for() -> None:
    """Nothing disappears: a sentence with a trigger whose only finding is dropped has a line of coverage."""
    found = facts(document("De NVWA houdt toezicht op de NVWA."))
    assert (len(found.facts), len(found.coverage)) == (0, 1)


@pytest.mark.parametrize(
    "text", ["Houdt de NVWA toezicht op de politie?", "Artikel 3 komt te luiden: De NVWA houdt toezicht op de politie."]
)
def test_a_skipped_sentence_is_accounted_for(text: str) -> None:
    """A sentence with a trigger that is not read at all has a line of coverage with the reason."""
    assert [line.reason for line in facts(document(text)).coverage] != []


def test_names_within_names_tell_relations_but_not_in_tables() -> None:
    """A post is part of its body, and who designates is told by the name of the designated; a table tells nothing."""
    text = "De door de NVWA aangewezen ambtenaren zijn er."
    (fact,) = facts(document(text)).facts
    assert (fact.subject.iri, fact.predicate, quotes(fact)) == (
        NVWA,
        Predicate.DESIGNATES,
        ["door de NVWA aangewezen ambtenaren"],
    )
    assert fact.object.kind is Kind.ACTOR_GROUP
    assert facts(document(text, kinds={text: BlockKind.TABLE})).facts == ()
    assert ("inspecteur-generaal van de NVWA", "partOf", "Nederlandse Voedsel- en Warenautoriteit", "asserted") in told(
        document("De inspecteur-generaal van de NVWA is er.")
    )


@pytest.mark.parametrize(
    "text",
    [
        "Er zijn geen door de NVWA aangewezen ambtenaren.",
        "Zijn de door de NVWA aangewezen ambtenaren er wel?",
        "Artikel 3 komt te luiden: De door de NVWA aangewezen ambtenaren zijn er.",
    ],
)
def test_a_name_tells_nothing_in_a_sentence_that_tells_nothing(text: str) -> None:
    """What a name tells is asserted only in a sentence that is read and does not deny it."""
    assert [fact for fact in facts(document(text)).facts if fact.modality is Modality.ASSERTED] == []


@pytest.mark.parametrize("text", ["", "Niets hier.", "\ue000\x0e\x19", "\0", "12 34"])
def test_a_document_that_says_nothing_gives_nothing(text: str) -> None:
    """No text, no names, no triggers: exactly one item, with nothing in it."""
    source = document(text)
    assert facts(source) == DocumentFacts(document=source.id, mentions=(), facts=(), statuses=(), coverage=())


def holds(source: Document, found: DocumentFacts) -> None:
    """Checks that all that was found stands in the document."""

    def verbatim(evidence: Evidence) -> None:
        assert evidence.document == source.id
        assert evidence.quote == evidence.span.of(source.text) == evidence.quote.strip()
        assert source.text[: evidence.span.start].endswith(evidence.prefix)
        assert source.text[evidence.span.end :].startswith(evidence.suffix)
        assert evidence.page == source.page_number(evidence.span.start)
        assert "\f" not in evidence.quote

    rows = [(row.span, row.entity.iri) for row in found.mentions if row.entity]
    for fact in found.facts:
        for evidence in (*fact.evidence, *fact.antecedents):
            verbatim(evidence)
        assert list(fact.evidence) == sorted(fact.evidence, key=lambda one: one.span)
        for evidence in fact.evidence:
            told_here = {iri for span, iri in rows if evidence.span.holds(span)}
            told_before = {iri for span, iri in rows if any(one.span.holds(span) for one in fact.antecedents)}
            assert fact.object.iri in told_here
            assert fact.subject.iri in told_here | told_before
        assert fact.subject != fact.object
    for status in found.statuses:
        for evidence in (*status.evidence, *status.antecedents):
            verbatim(evidence)
    for row in found.mentions:
        assert row.text == row.span.of(source.text)
        assert row.page == source.page_number(row.span.start)
    starts = [fact.evidence[0].span for fact in found.facts]
    assert starts == sorted(starts)
    contents = [(fact.subject, fact.predicate, fact.object, fact.modality, fact.basis) for fact in found.facts]
    assert len(contents) == len(set(contents))
    assert [row.span for row in found.mentions] == sorted(row.span for row in found.mentions)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS)
def test_every_fact_stands_in_its_document(pages: list[str]) -> None:
    """Whatever sentences stand together: a quote is verbatim, on its page, and holds both ends or has an antecedent."""
    source = document(*pages)
    holds(source, facts(source))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS, DOCUMENTS)
def test_facts_depend_on_their_document_alone(pages: list[str], others: list[str]) -> None:
    """The same document gives the same facts, whatever was read between, and other documents have ids of their own."""
    first = facts(document(*pages))
    facts(document(*others, number="1"))
    assert facts(document(*pages)) == first


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([SUPERVISES, *BANK[1:3], *BANK[4:7]]), max_size=6))
def test_facts_of_full_names_do_not_depend_on_their_order(sentences: list[str]) -> None:
    """Where nothing points back, the order of the paragraphs changes no fact."""
    forwards, backwards = (
        {
            (one.subject.iri, one.predicate, one.object.iri, one.modality)
            for one in facts(document("\n".join(order))).facts
            if one.predicate is not Predicate.COOPERATES_WITH
        }
        for order in (sentences, sentences[::-1])
    )
    assert forwards == backwards


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [
                *"().,;:\"'’•\0\n\u00a0İßﬁ\ue000\x0e\x12\x17\x18\x19",
                "\u202e",
                "NVWA",
                "de politie",
                "houdt toezicht op",
                "e\u0301",
            ]
        ),
        max_size=40,
    ).map(" ".join)
)
def test_hostile_text_breaks_nothing(text: str) -> None:
    """Whatever characters stand in a text, also those that stand for mentions inside, all that is found stands in it."""
    source = document(text)
    holds(source, facts(source))


@pytest.mark.parametrize(
    "text",
    [
        "De Inspectie Justitie en Veiligheid houdt toezicht op \ud800zorg.",
        "De Raad voor Xy\udfffz is er. De Dienst X\ud800 ook.",
    ],
)
def test_lone_surrogates_break_nothing(text: str) -> None:
    """Half a character, as a broken font map of a PDF gives it, stops no document."""
    source = document(text)
    holds(source, facts(source))


@pytest.mark.parametrize(
    "text",
    [
        "houdt toezicht op de " * 1_000,
        "De NVWA, de ILT en de IGJ houden toezicht op de politie. " * 350,
        "De " + ", de ".join(["NVWA", "politie", "IGJ", "ILT"] * 750) + " en de politie houden toezicht op de politie.",
        "(" * 1_900 + SUPERVISES + ")" * 1_900,
        "De NVWA " + "(de politie " * 150 + ")" * 150 + " houdt toezicht op de politie.",
        "De NVWA houdt" + " " * 1_900 + "toezicht" + " " * 1_900 + "op de politie.",
        SUPERVISES[:-1] + "a" * 20_000,
        "De NVWA of " * 350 + "houdt toezicht.",
        "\x0e houdt toezicht op \x12 (" * 150,
        "deze wet, " * 390,
        "Hij zegt dat " * 300,
    ],
    ids=[
        "verbs",
        "sentences",
        "names",
        "nested",
        "brackets",
        "spaces",
        "a word",
        "list",
        "controls",
        "back",
        "clauses",
    ],
)
def test_hostile_length_takes_no_time(text: str) -> None:
    """20,000 characters, or a sentence as long as a sentence may be, are read in seconds."""
    facts(document(SUPERVISES))
    source = document(text)
    with within(5, "reading facts"):
        holds(source, facts(source))


@pytest.mark.parametrize(
    ("text", "basis", "places"),
    [
        (
            "Op grond van artikel 5, eerste en derde lid, van de Politiewet 2012 houdt de NVWA toezicht op de politie.",
            "Politiewet 2012",
            ["&artikel=5&lid=1", "&artikel=5&lid=3"],
        ),
        (
            "De Inspectie Justitie en Veiligheid houdt krachtens artikel 65 Politiewet 2012 toezicht op de politie.",
            "Politiewet 2012",
            ["&artikel=65"],
        ),
        (
            "Krachtens de Politiewet 2012 houdt de Inspectie Justitie en Veiligheid toezicht op de politie.",
            "Politiewet 2012",
            [],
        ),
        (
            "De Inspectie Justitie en Veiligheid houdt toezicht op de politie; artikel 5 van de Politiewet 2012 geldt.",
            None,
            [],
        ),
    ],
)
def test_a_basis_comes_with_the_places_named(text: str, basis: str | None, places: list[str]) -> None:
    """The act is the basis, wherever in the clause it stands; the articles named with it are kept beside it."""
    (found,) = facts(document(text)).facts
    assert (found.basis.label if found.basis else None, [place.path for place in found.basis_places]) == (basis, places)
