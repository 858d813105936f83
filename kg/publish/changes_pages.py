"""The changes for people: a page of them, and a page of each thing that was withdrawn, with when and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple
from rdflib import OWL, RDF, SKOS, XSD, URIRef

from kg.base.terms import Modality
from kg.graph.vocabulary import DCT, KG, PROV, Language, read_vocabulary
from kg.publish.changes import LOG, Change, Event, Item, Log
from kg.publish.changes_texts import TEXTS
from kg.publish.formats import turtle
from kg.publish.layout import rendered
from kg.publish.site import Site, page_file, relative
from kg.publish.site_pages import LANGUAGES, frame
from kg.publish.thing_page import shortened

CHANGES = "changes"
SHOWN = 500
"""How many changes of a publication its page tells."""


def changes_files(log: Log, site: Site, feeds: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, bytes]]:
    """The log itself, and a page of it in each language; `feeds` pair a media type with the file of a feed (`{}` for its language)."""
    yield LOG, log.text().encode()
    publications = sorted(log.publications().items(), reverse=True)
    for language in LANGUAGES:
        words = {key: text[language] for key, text in TEXTS.items()}
        ending = "" if language == "nl" else f".{language}"
        told = tuple((media_type, file.format(ending)) for media_type, file in feeds)
        here = page_file(CHANGES, language)
        values = {
            "w": words,
            "feeds": told,
            "publications": [_publication(number, changes, site, here, language) for number, changes in publications],
        }
        surroundings = frame(CHANGES, language, words["title"], alternates=told)
        yield here, rendered("site_changes.html", surroundings, values).encode()


def withdrawn_files(log: Log, site: Site) -> Iterator[tuple[str, bytes]]:
    """A page in each language, and triples, of each thing that was withdrawn and did not return."""
    published = log.published()
    for iri, change in log.withdrawn().items():
        yield site.data(iri), turtle(_triples(change)).encode()
        for language in LANGUAGES:
            here = site.page(iri, language)
            words = {key: text[language] for key, text in TEXTS.items()}
            alternates = (("text/turtle", relative(here, site.data(iri))),)
            title = called(change.item, language)
            other = published.get(change.other)
            values = {
                "w": words,
                "label": title,
                "iri": iri,
                "number": change.publication,
                "day": change.day.isoformat() if change.day else words["no_day"],
                "why": words[str(change.why)],
                "other": site.link(here, change.other, language) if change.other else "",
                "other_label": called(other, language) if other else change.other.rpartition("/")[2][:8],
                "said": change.item.is_statement,
                "modality": modality(change.item, language),
                "document": change.item.labels.get("document", ""),
                "quotes": [tuple(quote) for quote in change.item.content.get("quotes", ())],
            }
            surroundings = frame(site.paths[iri], language, title, alternates=alternates)
            yield here, rendered("site_withdrawn.html", surroundings, values).encode()


def called(item: Item, language: Language) -> str:
    """What a thing is called: a statement by all it says."""
    return sentence(item, language) if item.is_statement else item.label


def sentence(item: Item, language: Language) -> str:
    """What a statement says, as a line."""
    value = str(item.content["object"])
    shown = _term(value, language) if value.startswith(KG) else item.labels["object"]
    return f"{item.labels['subject']} · {_term(item.content['predicate'], language)} · {shown}"


def modality(item: Item, language: Language) -> str:
    """How surely a statement says it, empty where it simply does."""
    told = str(item.content.get("modality", ""))
    return _term(told, language) if told and told != str(KG[Modality.ASSERTED]) else ""


def _term(iri: str, language: Language) -> str:
    """The label of a term of the ontology; its short name where the ontology of now has it no longer."""
    return read_vocabulary().labels.get((URIRef(iri), language), shortened(iri))


def note(change: Change, language: Language) -> str:
    """What is told of a change beside the statement: what is otherwise now, or why it was withdrawn."""
    if change.why:
        return TEXTS[str(change.why)][language]
    parts = ", ".join(TEXTS[one][language] for one in change.what)
    return f"{TEXTS['now_otherwise'][language]}: {parts}" if parts else ""


def told_of(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes of statements, each once: of one that took another's place only that it is changed."""
    return tuple(
        change
        for change in changes
        if change.item.is_statement and not (change.event is Event.WITHDRAWN and change.other)
    )


def _publication(
    number: int, changes: tuple[Change, ...], site: Site, here: str, language: Language
) -> dict[str, object]:
    statements = told_of(changes)
    counts = Counter(change.event for change in statements)
    return {
        "number": number,
        "day": changes[0].day.isoformat() if changes[0].day else TEXTS["no_day"][language],
        "counts": [(TEXTS[str(event)][language], counts[event]) for event in Event if counts[event]],
        "others": sum(not change.item.is_statement for change in changes),
        "rows": []
        if number == 1
        else [
            (
                TEXTS[str(change.event)][language],
                site.link(here, change.item.iri, language),
                sentence(change.item, language),
                modality(change.item, language),
                change.item.labels.get("document", ""),
                note(change, language),
            )
            for change in statements[:SHOWN]
        ],
        "is_part": number > 1 and len(statements) > SHOWN,
    }


def _triples(change: Change) -> Iterator[Triple]:
    node = NamedNode(change.item.iri)
    yield Triple(node, NamedNode(str(RDF.type)), NamedNode(str(PROV.Entity)))
    yield Triple(node, NamedNode(str(OWL.deprecated)), Literal("true", datatype=NamedNode(str(XSD.boolean))))
    for language in LANGUAGES:
        why = TEXTS[str(change.why)][language]
        yield Triple(node, NamedNode(str(SKOS.changeNote)), Literal(why, language=language))
    if change.day:
        moment = Literal(f"{change.day.isoformat()}T00:00:00Z", datatype=NamedNode(str(XSD.dateTime)))
        yield Triple(node, NamedNode(str(PROV.invalidatedAtTime)), moment)
    if change.other:
        yield Triple(node, NamedNode(str(DCT.isReplacedBy)), NamedNode(change.other))
