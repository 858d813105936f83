"""The changes of statements for programs: an Atom feed in each language, and a Linked Data Event Stream.

Source: https://www.rfc-editor.org/rfc/rfc4287 and https://semiceu.github.io/LinkedDataEventStreams/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import Literal, NamedNode, Triple
from rdflib import RDF, XSD

from kg.graph.iri import is_iri
from kg.graph.vocabulary import DCT, KG, OA, PROV, Language
from kg.publish.changes import Change, Event, Log
from kg.publish.changes_pages import modality, note, sentence, told_of
from kg.publish.changes_texts import TEXTS
from kg.publish.formats import turtle
from kg.publish.model import CatalogueSettings
from kg.publish.site import Site, page_file, relative
from kg.publish.site_pages import LANGUAGES
from kg.publish.thing_texts import TEXTS as PLACES

STREAM = "changes/stream.ttl"
ATOM = "changes{}.atom"
FEEDS = (("application/atom+xml", ATOM), ("text/turtle", STREAM))
ENTRIES = 500
"""How many entries a feed holds at most, the newest first."""
MEMBERS = 1000
"""How many members a page of the stream holds at most."""

_LDES = "https://w3id.org/ldes#"
_TREE = "https://w3id.org/tree#"
_AS = "https://www.w3.org/ns/activitystreams#"
_ACTIVITIES: Mapping[Event, str] = {
    Event.ADDED: f"{_AS}Create",
    Event.CHANGED: f"{_AS}Update",
    Event.WITHDRAWN: f"{_AS}Delete",
}
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DIRECT = ("subject", "predicate", "object")
_PARTS: Mapping[str, str] = {
    **{name: str(RDF[name]) for name in _DIRECT},
    "modality": str(KG.modality),
    "basis": str(KG.legalBasis),
    "provisions": str(KG.legalBasisProvision),
    "document": str(PROV.wasDerivedFrom),
}


def has_feeds(log: Log) -> bool:
    """Whether any change has a day, which both feeds ask for."""
    return any(change.day for change in log.changes)


def feed_files(log: Log, site: Site, settings: CatalogueSettings) -> Iterator[tuple[str, bytes]]:
    """The feeds and the pages of the stream; changes without a day are in none of them, as both ask for a time."""
    dated = Log(tuple(change for change in log.changes if change.day))
    if not dated.changes:
        return
    for language in LANGUAGES:
        yield ATOM.format("" if language == "nl" else f".{language}"), _atom(dated, site, settings, language).encode()
    pages: list[str] = []
    for number, changes in dated.publications().items():
        members = [change for change in changes if change.item.is_statement]
        for start in range(0, len(members), MEMBERS):
            name = f"changes/{number}-{start // MEMBERS + 1}.ttl"
            pages.append(name)
            part = members[start : start + MEMBERS]
            yield name, turtle(_page(part, start, name, settings)).encode()
    yield STREAM, turtle(_stream(pages, settings)).encode()


def _atom(log: Log, site: Site, settings: CatalogueSettings, language: Language) -> str:
    ending = "" if language == "nl" else f".{language}"
    file = ATOM.format(ending)
    title = f"{TEXTS['title'][language]}: {settings.title_nl if language == 'nl' else settings.title_en}"
    beside = f" xml:base={quoteattr(settings.folder_url)}" if settings.folder_url else ""
    entries: list[str] = []
    for number, changes in sorted(log.publications().items(), reverse=True):
        if number == 1:
            entries.append(_first(changes, settings, language))
        else:
            entries += (_entry(change, site, settings, language) for change in told_of(changes))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}"{beside}>
  <id>{_text(settings.dataset_iri)}#changes-{language}</id>
  <title>{_text(title)}</title>
  <updated>{_moment(log.changes[-1])}</updated>
  <author><name>{_text(settings.agent_name)}</name></author>
  <link rel="self" type="application/atom+xml" href="{file}"/>
  <link rel="alternate" type="text/html" href="{page_file("changes", language)}"/>
{"".join(entries[:ENTRIES])}</feed>
"""


def _first(changes: tuple[Change, ...], settings: CatalogueSettings, language: Language) -> str:
    number = sum(change.item.is_statement for change in changes)
    words = f"{TEXTS['first'][language]}: {number} {TEXTS['statements'][language]}"
    return _element(
        f"{settings.dataset_iri}#publication-1-{language}", words, _moment(changes[0]), page_file("index", language), ""
    )


def _entry(change: Change, site: Site, settings: CatalogueSettings, language: Language) -> str:
    item = change.item
    words = " ".join(
        filter(None, (sentence(item, language), f"({told})" if (told := modality(item, language)) else ""))
    )
    quotes = [
        f"{place}: “{exact}”" if (place := label or (page and f"{PLACES['page'][language]} {page}")) else f"“{exact}”"
        for page, label, exact in item.content["quotes"]
    ]
    parts = (note(change, language), item.labels.get("document", ""), *quotes, item.iri)
    return _element(
        f"{settings.dataset_iri}#{change.publication}-{item.iri.rpartition('/')[2]}-{language}",
        f"{TEXTS[str(change.event)][language]}: {words}",
        _moment(change),
        relative("", site.page(item.iri, language)),
        "\n".join(part for part in parts if part),
        str(change.event),
    )


def _element(iri: str, title: str, moment: str, address: str, content: str, category: str = "") -> str:
    term = f'    <category term="{category}"/>\n' if category else ""
    told = f'    <content type="text">{_text(content)}</content>\n' if content else ""
    return (
        f"  <entry>\n    <id>{_text(iri)}</id>\n    <title>{_text(title)}</title>\n    <updated>{moment}</updated>\n"
        f'    <link rel="alternate" type="text/html" href={quoteattr(address)}/>\n{term}{told}  </entry>\n'
    )


def _moment(change: Change) -> str:
    return f"{change.day}T00:00:00Z"


def _text(text: str) -> str:
    """A text as XML holds it: what XML has no sign for is left out."""
    return escape(_NOT_IN_XML.sub("", text))


def _stream(pages: Iterable[str], settings: CatalogueSettings) -> Iterator[Triple]:
    """The event stream with its pages, a member of which is an activity: created, updated or deleted, on a statement."""
    stream, view = _iri(f"{settings.dataset_iri}#changes"), _iri(settings.download_url(STREAM))
    yield _triple(stream, str(RDF.type), f"{_LDES}EventStream")
    yield _triple(stream, f"{_LDES}timestampPath", f"{_AS}published")
    yield _triple(stream, f"{_LDES}sequencePath", str(DCT.identifier))
    yield _triple(stream, f"{_LDES}versionOfPath", f"{_AS}object")
    for event, name in ((Event.ADDED, "Create"), (Event.CHANGED, "Update"), (Event.WITHDRAWN, "Delete")):
        yield _triple(stream, f"{_LDES}version{name}Object", _ACTIVITIES[event])
    yield _triple(stream, f"{_TREE}view", view.value)
    yield _triple(stream, str(PROV.wasDerivedFrom), settings.dataset_iri)
    yield _triple(view, str(RDF.type), f"{_TREE}Node")
    for page in pages:
        relation = _iri(f"{view.value}#{page.removeprefix('changes/').removesuffix('.ttl')}")
        yield _triple(view, f"{_TREE}relation", relation.value)
        yield _triple(relation, str(RDF.type), f"{_TREE}Relation")
        yield _triple(relation, f"{_TREE}node", settings.download_url(page))


def _page(members: Iterable[Change], start: int, name: str, settings: CatalogueSettings) -> Iterator[Triple]:
    stream = _iri(f"{settings.dataset_iri}#changes")
    yield _triple(_iri(settings.download_url(name)), str(RDF.type), f"{_TREE}Node")
    for place, change in enumerate(members, start=start + 1):
        node = _iri(f"{settings.dataset_iri}#change-{change.publication}-{place}")
        yield _triple(stream, f"{_TREE}member", node.value)
        yield _triple(node, str(RDF.type), _ACTIVITIES[change.event])
        yield _triple(node, f"{_AS}object", change.item.iri)
        yield Triple(node, _iri(f"{_AS}published"), _typed(_moment(change), str(XSD.dateTime)))
        yield Triple(node, _iri(str(DCT.identifier)), Literal(f"{change.publication:06}-{place:09}"))
        if change.other:
            older = change.event is Event.CHANGED
            yield _triple(node, str(PROV.wasRevisionOf if older else DCT.isReplacedBy), change.other)
        if change.why:
            for language in LANGUAGES:
                yield Triple(node, _iri(f"{_AS}summary"), Literal(TEXTS[str(change.why)][language], language=language))
        if change.event is not Event.WITHDRAWN:
            yield from _content(node, change)


def _content(node: NamedNode, change: Change) -> Iterator[Triple]:
    """What the statement says from then on."""
    told = change.item.content
    for name, property_ in _PARTS.items():
        values = told[name] if isinstance(told[name], list) else [told[name]]
        for value in values:
            if value and is_iri(value):
                yield _triple(node, property_, value)
            elif value:
                yield Triple(node, _iri(property_), Literal(value))
    yield Triple(node, _iri(str(KG.rule)), Literal(told["rule"]))
    if told["confidence"]:
        yield Triple(node, _iri(str(KG.confidence)), _typed(told["confidence"], str(XSD.decimal)))
    for _, _, exact in told["quotes"]:
        yield Triple(node, _iri(str(OA.exact)), Literal(exact))


def _iri(text: str) -> NamedNode:
    return NamedNode(text)


def _typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=_iri(datatype))


def _triple(node: NamedNode, predicate: str, value: str) -> Triple:
    return Triple(node, _iri(predicate), _iri(value))
