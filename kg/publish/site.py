"""Where each thing has its pages in the published folder, and how they link to each other: relative, so that they open from disk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, urldefrag

import pyoxigraph as ox
from rdflib import OWL, RDF

from kg.base.ids import digest
from kg.base.terms import Kind
from kg.graph.iri import is_web_address
from kg.graph.vocabulary import KG, OA, PROV, Language

ONTOLOGY = "def"
"""The path of the page of the ontology, without ending."""

_PATH = re.compile(r"[a-z0-9_-]+(/[a-z0-9_-]+)*")
_LONGEST = 150  # characters of a path; an IRI may have more
_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")
_DEFAULT = ox.DefaultGraph()
_PARTS = frozenset(
    map(
        str,
        (
            OA.SpecificResource,
            OA.TextPositionSelector,
            OA.TextQuoteSelector,
            OA.FragmentSelector,
            KG.Page,
            OWL.Ontology,
        ),
    )
)
_FIRST = (KG.Statement, KG.Inference, KG.Document, KG.Provision, *(KG[kind] for kind in Kind), PROV.Activity)


@dataclass(frozen=True, slots=True)
class Site:
    """The pages of a publication: `base` is that of ids, `paths` gives the path without ending of each thing that has pages.

    Example:
        >>> site = Site("https://a.nl/id/", {"https://a.nl/id/domain/zorg": "id/domain/zorg"})
        >>> site.page("https://a.nl/id/domain/zorg", "en", 2)
        'id/domain/zorg.2.en.html'
        >>> site.link("thing/x.html", "https://a.nl/id/domain/zorg", "nl")
        '../id/domain/zorg.html'
        >>> site.link("index.html", f"{KG}supervises", "en"), site.link("index.html", "https://b.nl/", "en")
        ('def.en.html#supervises', 'https://b.nl/')
        >>> site.link("index.html", "urn:isbn:1", "en")
        ''
    """

    base: str
    paths: Mapping[str, str]

    def page(self, iri: str, language: Language, number: int = 1) -> str:
        """The file of one of the pages of a thing."""
        part = "" if number == 1 else f".{number}"
        return page_file(f"{self.paths[iri]}{part}", language)

    def data(self, iri: str) -> str:
        """The file with the triples of a thing."""
        return f"{self.paths[iri]}.ttl"

    def link(self, here: str, iri: str, language: Language) -> str:
        """What a link in the file `here` to a thing holds: relative to its page, else its own address, empty where it has none."""
        if iri in self.paths:
            return relative(here, self.page(iri, language))
        if iri.startswith(KG):
            return f"{relative(here, page_file(ONTOLOGY, language))}#{quote(iri.removeprefix(KG))}"
        whole = urldefrag(iri).url
        if whole in self.paths:
            return relative(here, self.page(whole, language))
        return iri if is_web_address(iri) else ""


def site_of(base: str, iris: Iterable[str]) -> Site:
    """The site with a page for each of these things.

    A thing whose IRI begins with the base has its pages under `id/` by the rest of it; any other, and one whose IRI is no path, under
    `thing/` by the last part of its IRI and a digest.

    Example:
        >>> sorted(site_of("https://a.nl/id/", ["https://a.nl/id/act/x", "https://a.nl/id/Ä", "http://b.nl/Oorg1/"]).paths.values())
        ['id/act/x', 'thing/oorg1-bb6066e20cf8', 'thing/thing-e9a679949a58']
    """
    return Site(base, MappingProxyType({iri: _path(base, iri) for iri in iris}))


def things_in(store: ox.Store) -> Mapping[str, str]:
    """The kind of each thing that gets a page: all that is told of but terms of the ontology, pages and quotes; sorted by IRI.

    A kind is the name of a class: Statement, Inference, Document, Provision, a kind of participant, Activity, else empty.
    """
    kinds: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, None, None, _DEFAULT):
        if isinstance(quad.subject, ox.NamedNode):
            known = kinds.setdefault(quad.subject.value, set())
            if quad.predicate.value == str(RDF.type) and isinstance(quad.object, ox.NamedNode):
                known.add(quad.object.value)
    ontology = str(KG).rstrip("#")
    return {
        iri: next((str(kind).replace("#", "/").rpartition("/")[2] for kind in _FIRST if str(kind) in known), "")
        for iri, known in sorted(kinds.items())
        if not known & _PARTS and not iri.startswith(ontology) and known
    }


def page_file(path: str, language: Language) -> str:
    """The file of a page: Dutch by the path itself, English beside it.

    Example:
        >>> page_file("names", "nl"), page_file("names", "en")
        ('names.html', 'names.en.html')
    """
    return f"{path}.html" if language == "nl" else f"{path}.{language}.html"


def relative(here: str, there: str) -> str:
    """The address of the file `there` in a page of the file `here`, both from the published folder.

    Example:
        >>> relative("id/act/x.html", "style.css"), relative("index.html", "id/act/x.html")
        ('../../style.css', 'id/act/x.html')
    """
    return "../" * here.count("/") + quote(there)


def _path(base: str, iri: str) -> str:
    path = iri.removeprefix(base)
    if path != iri and len(path) <= _LONGEST and _PATH.fullmatch(path):
        return f"id/{path}"
    name = _NOT_IN_NAME.sub("-", iri.rstrip("/").replace("#", "/").rpartition("/")[2].lower()).strip("-")[:40]
    return f"thing/{name or 'thing'}-{digest(iri)[:12]}"
