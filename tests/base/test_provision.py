"""Places in acts: canonical form, IRI, jci address."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.base.provision import Part, Place, addresses, jci, provision_iri
from kg.graph.iri import is_iri

AWB = "http://wetten.overheid.nl/id/BWBR0005537"
GDPR = "http://data.europa.eu/eli/reg/2016/679/oj"
OWN = "https://w3id.org/toezichtgraaf/id/instrument/apv"


def test_parts_stand_from_large_to_small_and_chapters_give_way_to_articles() -> None:
    """Whatever the order of the text: annex, article, lid, items; what an article lies in is left out but for an annex."""
    told = Place.of((Part.LID, "2"), (Part.ARTICLE, "3"), (Part.CHAPTER, "II"), (Part.ANNEX, "I"), (Part.ITEM, "a"))
    assert told.path == "&bijlage=I&artikel=3&lid=2&o=a"
    assert Place.of((Part.CHAPTER, "5"), (Part.DIVISION, "5.2")).path == "&hoofdstuk=5&afdeling=5.2"


def test_items_within_items_keep_their_order() -> None:
    """Of two items the outer one stays first."""
    place = Place.of((Part.ARTICLE, "3"), (Part.ITEM, "b"), (Part.ITEM, "1°"))
    assert (place.path, place.value(Part.ITEM)) == ("&artikel=3&o=b&o=1", "b")


@pytest.mark.parametrize(
    ("act", "iri"),
    [
        (AWB, f"{AWB}&artikel=5:11&lid=2"),
        (GDPR, "http://data.europa.eu/eli/reg/2016/679/art_5%3A11/par_2/oj"),
        (OWN, f"{OWN}&artikel=5:11&lid=2"),
    ],
)
def test_iri_follows_that_of_the_act(act: str, iri: str) -> None:
    """The jci path behind the act's IRI; in the Union's acts the ELI of the subdivision."""
    assert provision_iri(act, Place.of((Part.ARTICLE, "5:11"), (Part.LID, "2"))) == iri


def test_jci_address() -> None:
    """An act of BWB and a place in it, with the days of a version only where one is given; no other act has one."""
    place = Place.of((Part.ARTICLE, "5:11"))
    assert jci(AWB) == "jci1.3:c:BWBR0005537"
    assert jci(AWB, place) == "jci1.3:c:BWBR0005537&artikel=5:11"
    assert jci(AWB, place, on=dt.date(2020, 3, 1)) == "jci1.3:c:BWBR0005537&artikel=5:11&z=2020-03-01&g=2020-03-01"
    assert jci(OWN, place) is None
    assert addresses(OWN, [place]) == (f"{OWN}&artikel=5:11",)


def test_a_place_tells_something() -> None:
    """A place has a part, and each part a number."""
    with pytest.raises(ValueError, match="at least one part"):
        Place(())
    with pytest.raises(ValueError, match="each with its number"):
        Place.of((Part.ARTICLE, "°"))


@given(st.lists(st.tuples(st.sampled_from(Part), st.from_regex(r"\w[\w .°/<>&-]{0,5}\w", fullmatch=True)), min_size=1))
def test_every_address_is_an_iri(parts: list[tuple[Part, str]]) -> None:
    """Whatever a text writes as a number, the IRI is one, and the order of what is told does not matter to the canonical form."""
    place = Place.of(*parts)
    assert is_iri(provision_iri(AWB, place))
    assert is_iri(provision_iri(GDPR, place))
    assert Place.of(*place.parts) == place
