from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.base.errors import KgError
from kg.base.ids import digest
from kg.graph.iri import (
    GraphName,
    checked_iri,
    document_graph_iri,
    document_iri,
    evidence_iri,
    graph_iri,
    is_web_address,
    page_iri,
    run_iri,
    statement_iri,
)

BASE = "https://example.org/id/"
ID = digest("x")


def test_iris() -> None:
    """Every kind of thing has its own place under the base."""
    assert [
        str(make(BASE, ID)) for make in (document_iri, document_graph_iri, statement_iri, evidence_iri, run_iri)
    ] == [f"{BASE}{kind}/{ID}" for kind in ("document", "graph", "statement", "evidence", "run")]
    assert str(page_iri(BASE, ID, 3)) == f"{BASE}document/{ID}#page=3"
    assert [str(graph_iri(BASE, name)) for name in GraphName] == [
        f"{BASE}graph/{name}" for name in ("register", "ontology", "inferred", "review", "catalogue", "sent")
    ]


@pytest.mark.parametrize("identifier", ["", "../register", ID.upper(), ID + "/", ID + "\n"])
def test_ids_are_digests(identifier: str) -> None:
    """Nothing but 32 hexadecimal digits becomes part of an IRI."""
    with pytest.raises(ValueError, match="32 hexadecimal digits"):
        statement_iri(BASE, identifier)


@pytest.mark.parametrize("base", ["", "example.org/", "https://example.org/id", "https://a b/", "file:///etc/"])
def test_bases_are_addresses(base: str) -> None:
    """A base of ids is a web address that ends in a slash."""
    with pytest.raises(KgError, match="the base of ids is"):
        statement_iri(base, ID)


def test_pages_count_from_one() -> None:
    """There is no page 0."""
    with pytest.raises(ValueError, match="pages count from 1, not 0"):
        page_iri(BASE, ID, 0)


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "//a.nl", "http://a.nl/ b", "file:///etc"])
def test_only_http_is_a_web_address(text: str) -> None:
    """What a browser would run or read from disk is no web address."""
    assert not is_web_address(text)


@given(st.text())
def test_no_text_breaks_out(text: str) -> None:
    """What passes as an IRI holds nothing that could end it in Turtle or SPARQL."""
    try:
        iri = checked_iri(text)
    except KgError:
        return
    assert not set(iri) & set('<>"{}|\\^` \n\t')
