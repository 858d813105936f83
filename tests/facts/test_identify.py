from __future__ import annotations

import pytest

from kg.base.knowledge import read_knowledge
from kg.base.span import Span
from kg.base.terms import Kind
from kg.document.model import Metadata
from kg.extract.model import Role
from kg.facts.identify import Identified, identified
from tests.made import BASE, JENV, document, knowing, mention, mentions, target


def led(text: str, metadata: Metadata | None = None) -> tuple[Identified, dict[str, str | None]]:
    """How the mentions of a text are identified: by their words."""
    source = document(text, metadata=metadata)
    found = mentions(source)
    known = identified(source, found, read_knowledge(), BASE)
    return known, {one.span.of(text): known.iris.get(one.span) for one in found}


def test_a_back_reference_has_the_identity_of_its_antecedent() -> None:
    """ "De Inspectie" is the inspectorate named before, and where that is told is kept."""
    known, iris = led("De Inspectie Justitie en Veiligheid is er. De Inspectie ook.")
    assert iris == {"Inspectie Justitie en Veiligheid": JENV, "Inspectie": JENV}
    assert [antecedent.span for antecedent in known.back.values()] == [Span(3, 35)]
    entity = known.linker.entities()[JENV]
    assert "Inspectie" in entity.names
    assert "Inspectie" not in entity.proper_names


def test_a_back_reference_that_stays_open_has_no_identity() -> None:
    """Between two inspectorates "de Inspectie" is nobody."""
    text = "De Inspectie Justitie en Veiligheid en de Inspectie van het Onderwijs zijn er. De Inspectie ook."
    assert led(text)[1]["Inspectie"] is None


def test_a_body_known_by_one_word_is_one_of_this_document() -> None:
    """Where nobody fits, "de inspectie" is a body of the document's own: in another document another one."""
    first = led("De Inspectie is er.")[1]["Inspectie"]
    assert first == f"{BASE}organisation/inspectie-{'0' * 8}"


def test_the_publisher_and_web_addresses_tell_who_is_meant() -> None:
    """The publisher named in the metadata, and a registered body whose address stands in the text, are "de Inspectie"."""
    by_publisher = led("De Inspectie is er.", Metadata(publisher="Inspectie Justitie en Veiligheid"))
    assert by_publisher[1] == {"Inspectie": JENV}
    by_address = led("De Inspectie is er: www.inspectie-jenv.nl, https://www.inspectie-jenv.nl/x.")
    assert by_address[1]["Inspectie"] == JENV


def test_a_title_and_a_publisher_in_words_tell_who_is_meant() -> None:
    """ "De inspectie" is the one that the title names, "het ministerie" that of the minister who publishes; of two in a title neither."""
    titled = led("De inspectie is er.", Metadata(title="Werkwijze van de Inspectie Justitie en Veiligheid 2031"))
    assert titled[1] == {"inspectie": JENV}
    assert [antecedent.span for antecedent in titled[0].back.values()] == [None]
    published = led("Het ministerie is er.", Metadata(publisher="minister van Financiën"))
    assert list(published[1].values()) == ["https://identifier.overheid.nl/tooi/id/ministerie/mnre1090"]
    both = Metadata(title="Inspectie Justitie en Veiligheid en Inspectie van het Onderwijs: samen")
    assert led("De inspectie is er.", both)[1]["inspectie"] is None


def test_the_commission_of_a_text_on_union_law_is_the_european_one() -> None:
    """By convention "de Commissie" beside an act of the Union is the European Commission; "de commissie" is not."""
    commission = "http://publications.europa.eu/resource/authority/corporate-body/COM"
    assert led("De Commissie past de AVG toe.")[1]["Commissie"] == commission
    assert led("De commissie past de AVG toe.")[1]["commissie"] != commission
    assert led("De Commissie past de Awb toe.")[1]["Commissie"] != commission


def test_the_inspectorate_of_an_act_is_told_by_convention() -> None:
    """In the act on school inspection, or beside it, "de inspectie" is the one that the act tells."""
    schools = "https://identifier.overheid.nl/tooi/id/oorg/oorg12355"
    assert led("De inspectie rapporteert.", Metadata(identifier="BWBR0013800"))[1]["inspectie"] == schools
    assert led("De Inspectie past de Wet op het onderwijstoezicht toe.")[1]["Inspectie"] == schools
    assert led("De inspectie rapporteert.", Metadata(identifier="BWBR0005537"))[1]["inspectie"] != schools


def test_a_post_told_by_its_noun_alone_is_the_one_named_before() -> None:
    """ "De inspecteur-generaal" is the one named with its field before, as long as no other has been."""
    first = "De inspecteur-generaal Havens en Kust is er."
    iris = led(f"{first} De inspecteur-generaal ook.")[1]
    assert iris["inspecteur-generaal"] == iris["inspecteur-generaal Havens en Kust"]
    two = led(f"{first} De inspecteur-generaal Wegen en Spoor is er. De inspecteur-generaal ook.")[1]
    assert two["inspecteur-generaal"] not in (
        two["inspecteur-generaal Havens en Kust"],
        two["inspecteur-generaal Wegen en Spoor"],
    )
    turned = led(f"De inspecteur-generaal is er. {first}")[1]
    assert turned["inspecteur-generaal"] != turned["inspecteur-generaal Havens en Kust"]


def test_the_own_instrument_is_known_by_the_document() -> None:
    """A document that is an act knows itself."""
    known, _ = led("Deze wet geldt.", Metadata(identifier="BWBR0031788"))
    assert known.own is not None
    assert known.own.iri == "http://wetten.overheid.nl/id/BWBR0031788"
    assert list(known.iris.values()) == [known.own.iri]
    assert led("De wet geldt.")[0].own is None


def test_names_within_names_are_identified() -> None:
    """The parts of a name have entities as well, and a part that points back is led as any other."""
    text = "Raad; de chef van de raad."
    council = mention(text, "Raad", Kind.ORGANISATION, target("Raad", iri="urn:raad"))
    back = mention(text, "raad", Kind.ORGANISATION, head="raad")
    chef = mention(
        text, "chef van de raad", Kind.POST, target("chef van de raad", Kind.POST), parts=((Role.WHOLE, back),)
    )
    known = identified(document(text), [council, chef], knowing(), BASE)
    assert known.iris[back.span] == "urn:raad"
    assert known.back[back.span].span == council.span


def test_an_ambiguous_name_is_settled_by_the_document() -> None:
    """A name of several things stands for the one that is named beyond doubt elsewhere in the document, before or after."""
    text = "AP en Adviespunt"
    one, other = target("Autoriteit", iri="urn:a"), target("Adviespunt", iri="urn:b")
    both = mention(text, "AP", Kind.ORGANISATION, one, other)
    sure = mention(text, "Adviespunt", Kind.ORGANISATION, other)
    assert identified(document(text), [both, sure], knowing(), BASE).iris[both.span] == "urn:b"
    assert identified(document(text), [both], knowing(), BASE).iris[both.span].startswith(BASE)


def test_an_ambiguous_name_is_another_thing_in_each_document() -> None:
    """What stays ambiguous in two documents may be two things."""
    text = "AP"
    both = mention(text, "AP", Kind.ORGANISATION, target("A", iri="urn:a"), target("B", iri="urn:b"))
    iris = {identified(document(text, number=number), [both], knowing(), BASE).iris[both.span] for number in "12"}
    assert len(iris) == 2


@pytest.mark.parametrize("text", ["http://[", "https://", "www.", "http://a..nl www.\u2100x.nl", "www." + "a." * 9000])
def test_malformed_addresses_are_nobody(text: str) -> None:
    """An address that is none leads nowhere and breaks nothing."""
    assert led(text)[1] == {}
