from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.publish.from_graph import union_of
from kg.publish.site import site_of, things_in

from .sample import BASE, BRIEF, RAPPORT, TRIG


def test_things_that_have_pages() -> None:
    """Actors, domains, statements and documents have pages; pages of documents, quotes and terms of the ontology have none."""
    parts = f"""
<{RAPPORT}#page=3> a <https://w3id.org/toezichtgraaf/def#Page> .
<{BASE}evidence/{"4" * 32}> a <http://www.w3.org/ns/oa#SpecificResource> .
<{BASE}evidence/{"4" * 32}#quote> a <http://www.w3.org/ns/oa#TextQuoteSelector> .
"""
    store = union_of(ox.parse(TRIG + parts, format=ox.RdfFormat.TRIG))
    kinds = things_in(store)
    own = {iri: kind for iri, kind in kinds.items() if not iri.startswith(f"{BASE}dataset/")}
    assert own == {
        "https://identifier.overheid.nl/tooi/id/oorg/oorg10006": "Supervisor",
        RAPPORT: "Document",
        BRIEF: "Document",
        f"{BASE}domain/vreemdelingenketen": "Domain",
        f"{BASE}statement/{'1' * 32}": "Statement",
        f"{BASE}statement/{'2' * 32}": "Statement",
    }
    assert list(kinds) == sorted(kinds)


@pytest.mark.parametrize(
    "iri",
    [
        f"{BASE}../../etc/passwd",
        f"{BASE}act/../x",
        f"{BASE}",
        f"{BASE}/",
        f"{BASE}act/X",
        f"{BASE}act/x.html",
        f"{BASE}act/x?y#z",
        f"{BASE}{'a' * 300}",
        "https://b.nl/%2e%2e/%00",
        "urn:x:y",
    ],
)
def test_paths_stay_inside(iri: str) -> None:
    """Whatever an IRI holds, its path is a plain one inside the folder, short enough for every file system."""
    (path,) = site_of(BASE, [iri]).paths.values()
    assert path.startswith("thing/")
    assert path.isascii()
    assert path == path.lower()
    assert len(path) < 80
    assert not set(path) & set('\\?#%:*"<>|. ')


@given(st.lists(st.text(min_size=1, max_size=20).map(lambda text: BASE + text), unique=True, max_size=20))
def test_no_two_things_share_a_path(iris: list[str]) -> None:
    """Each thing has pages of its own, also on a file system that knows no capitals."""
    paths = [path.casefold() for path in site_of(BASE, iris).paths.values()]
    assert len(set(paths)) == len(iris)
