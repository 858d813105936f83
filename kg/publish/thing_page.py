"""The page of a thing as HTML: what it is called, what the graph says of it, and the words that say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import SKOS, XSD, URIRef

from kg.base.terms import Modality
from kg.graph.iri import is_iri, is_web_address
from kg.graph.labels import Labels
from kg.graph.vocabulary import KG, Language, prefixes, read_vocabulary
from kg.publish.layout import Frame, rendered
from kg.publish.said import Said, Words
from kg.publish.thing_texts import PROPERTIES, TEXTS
from kg.publish.things import SHOWN, Cited, Thing, sentence

LinkTo = Callable[[str], str]
"""The address of the page of the thing with an IRI."""

_CUT_BEFORE = re.compile(r"^\S+(?=\s)")  # so many characters around a quote are kept, whatever word they begin in
_CUT_BEHIND = re.compile(r"(?<=\s)\S+$")
_HIDDEN_KINDS = (str(SKOS.Concept),)


@dataclass(frozen=True, slots=True)
class End:
    """A thing as it stands on a page: its label, and the address of its own page, empty for what has none."""

    label: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Which statements of how many stand on the page, and the addresses of those before and after."""

    first: int
    last: int
    total: int
    earlier: str
    later: str


def thing_page(
    thing: Thing, frame: Frame, labels: Labels, link_to: LinkTo, at: Callable[[int], str] | None = None
) -> str:
    """The page of a thing. `at` gives the address of the page that begins at a statement's number; without it there is one page."""
    return rendered("thing.html", frame, {"thing": _content(thing, frame.language, labels, link_to, at)})


def property_label(iri: str, language: Language) -> str:
    """What a property is called: in our own ontology, in the list of those of others, else its prefix and name.

    Example:
        >>> property_label("http://purl.org/dc/terms/issued", "en"), property_label("http://www.w3.org/ns/org#purpose", "nl")
        ('date', 'org:purpose')
    """
    if iri.startswith(KG):
        return read_vocabulary().labels.get((URIRef(iri), language), iri)
    short = shortened(iri)
    return PROPERTIES[short][language] if short in PROPERTIES else short


def shortened(iri: str) -> str:
    """An IRI with the project's prefix where it has one.

    Example:
        >>> shortened("http://purl.org/dc/terms/title"), shortened("https://example.org/x")
        ('dcterms:title', 'https://example.org/x')
    """
    best = max(
        (namespace for namespace in prefixes().values() if iri.startswith(namespace) and iri != namespace),
        key=len,
        default="",
    )
    name = next((prefix for prefix, namespace in prefixes().items() if namespace == best), "")
    return f"{name}:{iri.removeprefix(best)}" if best else iri


def _content(
    thing: Thing, language: Language, labels: Labels, link_to: LinkTo, at: Callable[[int], str] | None
) -> dict[str, object]:
    def end(iri: str) -> End:
        label = labels.of(iri)
        return End(shortened(label) if label == iri else label, link_to(iri))

    return {
        "iri": thing.iri,
        "label": shortened(thing.label),
        "id": labels.of(thing.iri),
        "kinds": [end(kind) for kind in _kinds(thing.kinds)],
        "names": [name for name in thing.names if name != thing.label],
        "outside": thing.iri if is_web_address(thing.iri) else "",
        "said": _said(thing.said, thing.iri, end, labels, language) if thing.said else None,
        "grounds": [(sentence(one, labels), link_to(one.iri)) for one in thing.grounds],
        "cited": [_citation(one, thing.said, labels, language) for one in thing.cited] if thing.said else [],
        "groups": [
            {
                "heading": _heading(group.relation, language, inverse=group.inverse),
                "whole": not group.relation,
                "said": [_said(one, thing.iri, end, labels, language) for one in group.said],
            }
            for group in thing.groups
        ],
        "pager": _pager(thing, at) if at and thing.total > SHOWN else None,
        "details": [
            (property_label(name, language), [_value(value, end, language) for value in values])
            for name, values in thing.details
        ],
    }


def _kinds(kinds: Iterable[str]) -> Iterator[str]:
    """The classes of our own ontology, else those of others."""
    ours = [kind for kind in kinds if kind.startswith(KG)]
    yield from ours or [kind for kind in kinds if kind not in _HIDDEN_KINDS]


def _heading(relation: str, language: Language, *, inverse: bool) -> str:
    if not relation:
        return TEXTS["as_basis"][language]
    terms = read_vocabulary()
    if not inverse:
        return terms.label(relation, language)
    known = {str(term) for term in terms.inverses}
    return terms.label(terms.inverse(relation) if relation in known else relation, language)


def _said(said: Said, iri: str, end: Callable[[str], End], labels: Labels, language: Language) -> dict[str, object]:
    other = said.object if said.subject == iri else said.subject
    shown = said.modality and said.modality != str(KG[Modality.ASSERTED])
    return {
        "address": end(said.iri).address,
        "label": labels.of(said.iri),
        "subject": end(said.subject),
        "relation": end(said.predicate),
        "object": end(said.object),
        "other": end(other),
        "modality": labels.of(said.modality) if shown and said.modality else "",
        "inferred": said.is_inferred,
        "basis": end(said.basis) if said.basis else None,
        "provisions": [end(place) for place in said.provisions],
        "rule": said.rule,
        "words": [_words(word, end, language) for word in said.words],
    }


def _words(words: Words, end: Callable[[str], End], language: Language) -> dict[str, object]:
    return {
        "document": end(words.document),
        "page": _place(words, language),
        "opens": words.address if words.address and is_web_address(words.address) else "",
        "exact": words.exact,
        "prefix": _CUT_BEFORE.sub("", words.prefix),
        "suffix": _CUT_BEHIND.sub("", words.suffix),
        "refers_back": words.role == str(KG.antecedent),
    }


def _place(words: Words, language: Language) -> str:
    return "" if words.page is None else words.label or f"{TEXTS['page'][language]} {words.page}"


def _citation(cited: Cited, said: Said, labels: Labels, language: Language) -> str:
    """One document of a statement as a source in a list: who, what, when, where, the words, which file, and the statement's IRI."""
    texts = {key: text[language] for key, text in TEXTS.items()}
    quotes = []
    for word in said.words:
        if word.document == cited.document:
            place = _place(word, language)
            quotes.append(f"{place}: “{word.exact}”" if place else f"“{word.exact}”")
    publisher = labels.of(cited.publisher) if is_iri(cited.publisher) else cited.publisher
    title = labels.of(cited.document)
    named = f"{publisher}, {title}" if publisher and publisher != title else title
    identifier = f", {cited.identifier}" if cited.identifier and cited.identifier not in title else ""
    parts = [
        ", ".join((f"{named}{identifier} ({cited.issued or texts['no_date']})", "; ".join(quotes))),
        cited.address,
        f"{texts['read_version']} {cited.file}, SHA-256 {cited.sha256}" if cited.sha256 else "",
        f"{texts['inference' if said.is_inferred else 'statement'].capitalize()}: {said.iri}",
    ]
    return ". ".join(part for part in parts if part)


def _value(value: ox.NamedNode | ox.Literal, end: Callable[[str], End], language: Language) -> End:
    if isinstance(value, ox.NamedNode):
        return end(value.value)
    is_share = language == "nl" and value.datatype.value == str(XSD.decimal)
    return End(value.value.replace(".", ",") if is_share else value.value)


def _pager(thing: Thing, at: Callable[[int], str]) -> Pager:
    last = min(thing.start + SHOWN, thing.total)
    return Pager(
        first=thing.start + 1,
        last=last,
        total=thing.total,
        earlier=at(max(0, thing.start - SHOWN)) if thing.start else "",
        later=at(last) if last < thing.total else "",
    )
