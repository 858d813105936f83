"""The pages of a law: which provision each is, and where it can be opened."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rdflib import RDF, RDFS, Literal, URIRef

from kg.base.registers import BWB_IRI
from kg.document.model import Document
from kg.graph.iri import checked_iri, page_iri
from kg.graph.triple import Triple
from kg.graph.vocabulary import DCT, ELI, FOAF, KG


def provision_triples(document: Document, pages: Collection[int], *, base: str) -> Iterator[Triple]:
    """What the graph tells of those of `pages` (numbers) that are parts of a law; nothing of any other page.

    The page is a version of the provision: it bears its name and leads to where it can be read. The provision is part of its act.
    """
    for page in document.pages:
        provision = page.provision
        if provision is None or page.number not in pages:
            continue
        node = page_iri(base, document.id, page.number)
        yield node, RDFS.label, Literal(provision.label, lang="nl")
        if provision.address:
            yield node, FOAF.page, checked_iri(provision.address)
        if provision.iri:
            part, act = checked_iri(provision.iri), provision.iri.partition("&")[0]
            title = f" {document.metadata.title}" if document.metadata.title else ""
            yield node, DCT.isVersionOf, part
            yield part, RDF.type, KG.Provision
            yield part, RDFS.label, Literal(provision.label + title, lang="nl")
            if act.startswith(BWB_IRI):
                yield part, ELI.is_part_of, URIRef(act)
