"""The pages of a law lead to its provisions."""

from __future__ import annotations

from dataclasses import replace

from rdflib import RDF, RDFS, Literal, URIRef

from kg.document.model import Document, Metadata, Page, Provision
from kg.graph.iri import page_iri
from kg.graph.provisions import provision_triples
from kg.graph.vocabulary import DCT, ELI, FOAF, KG
from tests.made import BASE, document

ACT = "http://wetten.overheid.nl/id/BWBR0099999"
ADDRESS = "https://wetten.overheid.nl/jci1.3:c:BWBR0099999&artikel=2"


def law() -> Document:
    made = document("Artikel 1", "De raad ziet toe.", metadata=Metadata(title="Bruggenwet"))
    first, second = made.pages
    named = Provision(label="Artikel 2", iri=f"{ACT}&artikel=2", address=ADDRESS)
    return replace(
        made, pages=(replace(first, provision=Provision(label="Artikel 1")), replace(second, provision=named))
    )


def test_provision() -> None:
    """A page bears its name and address, and is a version of the provision, which is part of its act."""
    made = law()
    node, part = page_iri(BASE, made.id, 2), URIRef(f"{ACT}&artikel=2")
    assert set(provision_triples(made, {2}, base=BASE)) == {
        (node, RDFS.label, Literal("Artikel 2", lang="nl")),
        (node, FOAF.page, URIRef(ADDRESS)),
        (node, DCT.isVersionOf, part),
        (part, RDF.type, KG.Provision),
        (part, RDFS.label, Literal("Artikel 2 Bruggenwet", lang="nl")),
        (part, ELI.is_part_of, URIRef(ACT)),
    }


def test_without_address() -> None:
    """A part without an address has its name alone; a page that is no part of a law, or not asked for, nothing."""
    made = law()
    assert list(provision_triples(made, {1}, base=BASE)) == [
        (page_iri(BASE, made.id, 1), RDFS.label, Literal("Artikel 1", lang="nl"))
    ]
    plain = replace(made, pages=(Page(number=1, span=None),))
    assert list(provision_triples(plain, {1}, base=BASE)) == []
