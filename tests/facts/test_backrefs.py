from __future__ import annotations

import pytest

from kg.base.span import Span
from kg.base.terms import Kind
from kg.facts.backrefs import Antecedent, Named, Surroundings, antecedents, names_nobody_else
from tests.made import mention

NOBODY = Surroundings(own_instrument=None, publisher=None, addresses=())


def named(iri: str, label: str, kind: Kind, start: int) -> Named:
    """A name at a place."""
    return Named(iri=iri, kind=kind, label=label, span=Span(start, start + 2))


JENV = named("urn:jenv", "Inspectie Justitie en Veiligheid", Kind.SUPERVISOR, 0)
IGJ = named("urn:igj", "Inspectie Gezondheidszorg en Jeugd", Kind.SUPERVISOR, 10)
NVWA = named("urn:nvwa", "Nederlandse Voedsel- en Warenautoriteit", Kind.SUPERVISOR, 20)
ACT, OTHER_ACT = named("urn:a", "Politiewet", Kind.ACT, 0), named("urn:b", "Gemeentewet", Kind.ACT, 10)
OWN = Surroundings(own_instrument=named("urn:own", "Eigenwet", Kind.ACT, 0), publisher=None, addresses=())


def led(
    words: str, head: str, kind: Kind, *names: Named, around: Surroundings = NOBODY, at: int = 100
) -> Antecedent | None:
    """Where words at a place lead."""
    text = " " * at + words
    back = mention(text, words, kind, head=head)
    return antecedents([back], text, names, around).get(back.span)


def test_the_only_one_named_is_meant() -> None:
    """ "De inspectie" is the only body named before whose name holds the word, at the last place where it is named."""
    again = named("urn:jenv", JENV.label, Kind.SUPERVISOR, 30)
    found = led("Inspectie", "inspectie", Kind.SUPERVISOR, JENV, NVWA, again)
    assert found == Antecedent(iri="urn:jenv", span=Span(30, 32))


def test_of_two_none_is_meant() -> None:
    """Where two could be meant the reference stays open."""
    assert led("Inspectie", "inspectie", Kind.SUPERVISOR, JENV, IGJ) is None


def test_of_two_the_publisher_is_meant() -> None:
    """In its own document a publisher calls itself "de Inspectie", also where it names others."""
    around = Surroundings(own_instrument=None, publisher=JENV, addresses=())
    assert led("Inspectie", "inspectie", Kind.SUPERVISOR, JENV, IGJ, around=around) == Antecedent(
        iri="urn:jenv", span=None
    )


def test_of_two_the_only_near_one_is_meant() -> None:
    """Of two the one that alone stands within 1500 characters before is meant."""
    near = named("urn:igj", IGJ.label, Kind.SUPERVISOR, 5000)
    found = led("Inspectie", "inspectie", Kind.SUPERVISOR, JENV, near, at=5100)
    assert found == Antecedent(iri="urn:igj", span=Span(5000, 5002))


def test_without_a_name_a_web_address_tells() -> None:
    """Where the text names nobody that fits, the one body whose address it shows is meant."""
    around = Surroundings(own_instrument=None, publisher=None, addresses=(JENV,))
    assert led("Inspectie", "inspectie", Kind.SUPERVISOR, around=around) == Antecedent(iri="urn:jenv", span=JENV.span)
    two = Surroundings(own_instrument=None, publisher=None, addresses=(JENV, IGJ))
    assert led("Inspectie", "inspectie", Kind.SUPERVISOR, around=two) is None


def test_what_the_title_names_wins_over_an_address() -> None:
    """Metadata have no place in the text; what they name is asked before web addresses, after names in the text."""
    around = Surroundings(own_instrument=None, publisher=None, addresses=(JENV,), headed=(IGJ,))
    assert led("Inspectie", "inspectie", Kind.SUPERVISOR, around=around) == Antecedent(iri=IGJ.iri, span=None)
    assert led("Inspectie", "inspectie", Kind.SUPERVISOR, JENV, around=around) == Antecedent(
        iri="urn:jenv", span=JENV.span
    )


@pytest.mark.parametrize(
    ("head", "kind", "label", "of", "fits"),
    [
        ("ministerie", Kind.MINISTRY, "Ministerie van Financiën", Kind.MINISTRY, True),
        ("minister", Kind.MINISTRY, "Ministerie van Financiën", Kind.MINISTRY, True),
        ("dienst", Kind.ORGANISATION, "Belastingdienst", Kind.ORGANISATION, True),
        ("raad", Kind.ORGANISATION, "Raad voor de rechtspraak", Kind.ORGANISATION, True),
        ("raad", Kind.ORGANISATION, "Stichting voor de Raad", Kind.ORGANISATION, False),
        ("dienst", Kind.ORGANISATION, "dienstverleners", Kind.ACTOR_GROUP, False),
        ("dienst", Kind.ORGANISATION, "Dienst Post", Kind.POST, False),
        ("autoriteit", Kind.SUPERVISOR, "Inspectie X", Kind.SUPERVISOR, False),
    ],
)
def test_a_name_fits_by_one_of_its_first_words(head: str, kind: Kind, label: str, of: Kind, *, fits: bool) -> None:
    """The noun is the end of the first or second word of the name, of a body, never of a post or group; ministries fit by type."""
    assert (led(head, head, kind, named("urn:x", label, of, 0)) is not None) == fits


def test_the_supervisor_is_one_named_nearby() -> None:
    """ "De toezichthouder" is the only supervisor named within 1500 characters before, whatever its name."""
    assert led("toezichthouder", "toezichthouder", Kind.SUPERVISOR, NVWA) == Antecedent(iri="urn:nvwa", span=NVWA.span)
    assert led("toezichthouder", "toezichthouder", Kind.SUPERVISOR, NVWA, at=5000) is None
    assert led("toezichthouder", "toezichthouder", Kind.SUPERVISOR, NVWA, JENV) is None


def test_this_act_is_the_act_itself() -> None:
    """In an act "deze wet" is the act; in another document it is the last one named nearby."""
    assert led("deze wet", "wet", Kind.ACT, ACT, around=OWN) == Antecedent(iri="urn:own", span=None)
    assert led("deze wet", "wet", Kind.ACT, ACT, OTHER_ACT) == Antecedent(iri="urn:b", span=OTHER_ACT.span)
    assert led("deze wet", "wet", Kind.ACT, ACT, at=5000) is None
    assert led("deze wet", "wet", Kind.ACT) is None


@pytest.mark.parametrize("words", ["die wet", "Die wet"])
def test_that_act_is_another_one(words: str) -> None:
    """In an act "die wet" is the act named just before, not the act itself."""
    assert led(words, "wet", Kind.ACT, ACT, around=OWN) == Antecedent(iri="urn:a", span=ACT.span)


def test_the_act_is_the_only_one_of_its_type() -> None:
    """ "De wet" is the only act named before; in an act it stays open."""
    decree = named("urn:d", "Besluit", Kind.REGULATION, 50)
    assert led("wet", "wet", Kind.ACT, ACT, decree) == Antecedent(iri="urn:a", span=ACT.span)
    assert led("wet", "wet", Kind.ACT, ACT, OTHER_ACT) is None
    assert led("wet", "wet", Kind.ACT, ACT, around=OWN) is None


def test_the_act_of_a_decree_is_the_one_that_its_title_names() -> None:
    """In a decree "de wet" is the one act of its title, whatever the text names; of two in a title neither."""
    own = named("urn:own", "Besluit", Kind.REGULATION, 0)
    titled = Surroundings(own_instrument=own, publisher=None, addresses=(), acts=(OTHER_ACT,))
    assert led("wet", "wet", Kind.ACT, ACT, around=titled) == Antecedent(iri="urn:b", span=None)
    two = Surroundings(own_instrument=own, publisher=None, addresses=(), acts=(ACT, OTHER_ACT))
    assert led("wet", "wet", Kind.ACT, ACT, around=two) is None


def test_what_is_named_only_after_the_first_time_is_not_meant() -> None:
    """Where "de verordening" stands before any is named, the later ones mean that one too, not one named between."""
    text = "verordening" + " " * 89 + "verordening"
    backs = [mention(text, "verordening", Kind.REGULATION, head="verordening", nth=number) for number in (0, 1)]
    between = named("urn:v", "Verordening kust", Kind.REGULATION, 50)
    assert antecedents(backs, text, [between], NOBODY) == {}
    before = named("urn:v", "Verordening kust", Kind.REGULATION, 0)
    assert set(antecedents(backs[1:], text, [before], NOBODY)) == {backs[1].span}


def test_my_ministry_is_that_of_the_author() -> None:
    """ "Mijn ministerie" is the one that metadata name, whatever the text names."""
    one, other = named("urn:m", "Ministerie van Havens", Kind.MINISTRY, 0), named("urn:n", "X", Kind.MINISTRY, 9)
    around = Surroundings(own_instrument=None, publisher=None, addresses=(), headed=(one,))
    assert led("mijn ministerie", "ministerie", Kind.MINISTRY, other, around=around) == Antecedent(
        iri="urn:m", span=None
    )
    assert led("mijn ministerie", "ministerie", Kind.MINISTRY, other) is None


def test_the_ministry_of_an_inspectorate_is_the_one_it_is_under() -> None:
    """Where nobody names a ministry, "het ministerie" is that of the publisher; "de minister" is not told by that."""
    under = named("urn:m", "Ministerie van Havens", Kind.MINISTRY, 0)
    around = Surroundings(own_instrument=None, publisher=JENV, addresses=(), ministry=under)
    assert led("ministerie", "ministerie", Kind.MINISTRY, around=around) == Antecedent(iri="urn:m", span=None)
    assert led("minister", "minister", Kind.MINISTRY, around=around) is None
    other = named("urn:n", "Ministerie van Wegen", Kind.MINISTRY, 10)
    assert led("ministerie", "ministerie", Kind.MINISTRY, other, around=around) == Antecedent(
        iri="urn:n", span=other.span
    )


def test_therein_is_the_last_instrument_close_by() -> None:
    """ "Daarin" is the last instrument of any type within 300 characters before."""
    decree = named("urn:d", "Besluit", Kind.REGULATION, 50)
    assert led("Daarin", "daarin", Kind.ACT, ACT, decree) == Antecedent(iri="urn:d", span=decree.span)
    assert led("Daarin", "daarin", Kind.ACT, ACT, decree, at=400) is None


def test_nothing_leads_forward_to_an_instrument() -> None:
    """An instrument named only later is not meant."""
    later = named("urn:a", "Politiewet", Kind.ACT, 200)
    assert led("wet", "wet", Kind.ACT, later) is None
    assert led("deze wet", "wet", Kind.ACT, later) is None


@pytest.mark.parametrize(
    ("head", "kind", "names", "alone"),
    [
        ("inspectie", Kind.SUPERVISOR, (), True),
        ("inspectie", Kind.SUPERVISOR, (NVWA, ACT), True),
        ("inspectie", Kind.SUPERVISOR, (JENV, IGJ), False),
        ("toezichthouder", Kind.SUPERVISOR, (), False),
        ("wet", Kind.ACT, (), False),
        ("reglement", Kind.REGULATION, (ACT,), True),
        ("reglement", Kind.REGULATION, (named("urn:r", "Reglement", Kind.REGULATION, 0),), False),
    ],
)
def test_a_body_known_by_one_word(head: str, kind: Kind, names: tuple[Named, ...], *, alone: bool) -> None:
    """Where the document names no body or document that fits, the word is one of its own; an act or a role never is."""
    back = mention(head, head, kind, head=head)
    assert names_nobody_else(back, names, NOBODY) == alone
    if alone and kind is Kind.SUPERVISOR:
        around = Surroundings(own_instrument=None, publisher=JENV, addresses=())
        assert not names_nobody_else(back, names, around)
