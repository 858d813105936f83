from __future__ import annotations

import datetime

import pytest

from kg.base.ids import DocumentId
from kg.base.knowledge import read_knowledge
from kg.base.terms import Kind
from kg.document.model import Metadata
from kg.facts.link import Linker, ministry_of, own_instrument, publisher_target, target_of
from tests.made import BASE, JENV, document, mention, target

POLICE_ACT = "http://wetten.overheid.nl/id/BWBR0031788"


def linker(number: str = "0") -> Linker:
    """A linker for one document."""
    return Linker(DocumentId(number * 32), BASE)


@pytest.mark.parametrize(
    ("kind", "section"),
    [
        (Kind.SUPERVISOR, "organisation"),
        (Kind.MINISTRY, "organisation"),
        (Kind.ORGANISATION, "organisation"),
        (Kind.POST, "post"),
        (Kind.ACTOR_GROUP, "group"),
        (Kind.ACT, "instrument"),
        (Kind.REGULATION, "instrument"),
        (Kind.AGREEMENT, "instrument"),
        (Kind.DOMAIN, "domain"),
    ],
)
def test_what_no_register_names_gets_an_own_iri(kind: Kind, section: str) -> None:
    """The IRI is made of the base, the section of the type and the slug of the label."""
    assert linker().link(target("Grote Zaak", kind), "de zaak") == f"{BASE}{section}/grote-zaak"


def test_a_registered_thing_keeps_its_iri() -> None:
    """The register's IRI is the identity, whatever the words."""
    link = linker()
    assert link.link(target("Politie", iri="urn:p", names=("KLPD",)), "politie") == "urn:p"
    entity = link.entities()["urn:p"]
    assert (entity.label, entity.names, entity.registered) == ("Politie", ("KLPD", "politie"), True)


def test_names_gather_and_the_first_label_stays() -> None:
    """A thing named twice is one entity with all its names, sorted, and the label and type by which it was met first."""
    link = linker()
    link.link(target("Raad", Kind.ORGANISATION, "urn:r"), "Raad")
    link.link(target("De Raad", Kind.SUPERVISOR, "urn:r"), "de raad", points_back=True)
    entity = link.entities()["urn:r"]
    assert (entity.label, entity.kind, entity.names, entity.proper_names) == (
        "Raad",
        Kind.ORGANISATION,
        ("Raad", "de raad"),
        (),
    )


@pytest.mark.parametrize("label", ["Onze Minister", "door X aangewezen ambtenaren", "in artikel 5 bedoelde scholen"])
def test_what_a_document_says_for_itself_has_its_own_identity_there(label: str) -> None:
    """Whom "Onze Minister" means each document says for itself: in another document it is another thing."""
    assert linker("1").link(target(label), "x") != linker("2").link(target(label), "x")
    assert linker("1").link(target(label), "x") == linker("1").link(target(label), "y")


def test_what_is_known_only_here_is_another_thing_elsewhere() -> None:
    """`only_here` keeps a thing to its document."""
    one, other = linker("1"), linker("2")
    assert one.link(target("dienst"), "x", only_here=True) != other.link(target("dienst"), "x", only_here=True)
    assert one.link(target("dienst"), "x") == other.link(target("dienst"), "x")


def test_a_bare_post_is_another_thing_in_each_document() -> None:
    """Whose secretaris-generaal is meant each document says for itself."""
    post = target("secretaris-generaal", Kind.POST)
    assert linker("1").link(post, "x", only_here=True) != linker("2").link(post, "x", only_here=True)


def test_one_candidate_is_the_thing() -> None:
    """A mention of one thing stands for it."""
    one = target("A", iri="urn:a")
    assert target_of(mention("de A", "A", Kind.ORGANISATION, one), "A", set()) == one


def test_of_several_candidates_only_what_is_settled_counts() -> None:
    """An ambiguous name stands for the one candidate that the document names beyond doubt, else for nothing registered."""
    one, other = target("A", iri="urn:a"), target("B", iri="urn:b")
    both = mention("de AB", "AB", Kind.ORGANISATION, one, other)
    assert target_of(both, "AB", {other}) == other
    for settled in (set(), {one, other}):
        assert target_of(both, "AB", settled) == target("AB")


@pytest.mark.parametrize(
    ("metadata", "iri", "kind"),
    [
        (Metadata(identifier="BWBR0031788"), POLICE_ACT, Kind.ACT),
        (Metadata(identifier="https://wetten.overheid.nl/BWBR0031788/2024-01-01"), POLICE_ACT, Kind.ACT),
        (Metadata(identifier="BWBR9999999", title="Toverwet"), "http://wetten.overheid.nl/id/BWBR9999999", Kind.ACT),
        (Metadata(identifier="BWBR9999999"), "http://wetten.overheid.nl/id/BWBR9999999", Kind.REGULATION),
        (Metadata(title="Politiewet 2012"), POLICE_ACT, Kind.ACT),
        (
            Metadata(title="Wet van 12 juli 2012 tot vaststelling van een nieuwe wet (Politiewet 2012)"),
            POLICE_ACT,
            Kind.ACT,
        ),
    ],
)
def test_a_document_that_is_an_act_is_known_by_id_or_title(metadata: Metadata, iri: str, kind: Kind) -> None:
    """A BWB id leads to the act, also where the register lacks it; else a title that is exactly a citation title does."""
    own = own_instrument(document("x", metadata=metadata), read_knowledge())
    assert own is not None
    assert (own.iri, own.kind) == (iri, kind)


def test_a_decree_that_names_an_act_in_its_title_is_a_regulation() -> None:
    """What carries out an act is not itself one."""
    metadata = Metadata(identifier="BWBR9999999", title="Besluit uitvoering Omgevingswet")
    own = own_instrument(document("x", metadata=metadata), read_knowledge())
    assert own is not None
    assert own.kind is Kind.REGULATION


@pytest.mark.parametrize(
    "metadata", [Metadata(), Metadata(title="Jaarverslag 2024"), Metadata(title="", identifier="kst-1")]
)
def test_other_documents_are_no_instrument(metadata: Metadata) -> None:
    """A report is no instrument."""
    assert own_instrument(document("x", metadata=metadata), read_knowledge()) is None


@pytest.mark.parametrize("publisher", [JENV, "Inspectie Justitie en Veiligheid", " inspectie justitie en veiligheid "])
def test_a_publisher_is_told_by_iri_or_name(publisher: str) -> None:
    """The IRI or a name of a registered body, whatever the case, is the publisher."""
    found = publisher_target(document("x", metadata=Metadata(publisher=publisher)), read_knowledge())
    assert found is not None
    assert (found.iri, found.label) == (JENV, "Inspectie Justitie en Veiligheid")


@pytest.mark.parametrize(
    ("day", "path"),
    [(None, None), (datetime.date(2005, 1, 1), "mnre1150"), (datetime.date(2020, 1, 1), "mnre1153")],
)
def test_of_two_publishers_of_a_name_the_day_tells(day: datetime.date | None, path: str | None) -> None:
    """A name that two ministries bore is that of the document's day; without a day nobody is."""
    metadata = Metadata(publisher="Ministerie van Landbouw, Natuur en Voedselkwaliteit", date=day)
    found = publisher_target(document("x", metadata=metadata), read_knowledge())
    assert (found and found.iri) == (path and f"https://identifier.overheid.nl/tooi/id/ministerie/{path}")


def test_the_ministry_of_a_body_is_told_by_the_register() -> None:
    """A body's ministry is the one of the register, where it stood on the day; a ministry has none."""
    registers = read_knowledge().registers
    ministry = ministry_of(target("Inspectie", Kind.SUPERVISOR, JENV), None, registers)
    assert ministry is not None
    assert ministry.label == "Ministerie van Justitie en Veiligheid"
    assert ministry_of(ministry, None, registers) is None
    assert ministry_of(target("Niemand"), None, registers) is None


@pytest.mark.parametrize("publisher", [None, "", "Uitgeverij Nergens", "Inspectie"])
def test_an_unknown_publisher_is_nobody(publisher: str | None) -> None:
    """A name that no registered body has, or a part of one, is left open."""
    assert publisher_target(document("x", metadata=Metadata(publisher=publisher)), read_knowledge()) is None
