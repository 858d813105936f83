"""The pages and triples of all things of a publication, one after the other: the pages that `kg serve` shows, as files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDFS

from kg.base.terms import Kind
from kg.graph.labels import Labels
from kg.graph.vocabulary import KG, SKOS, Language, read_vocabulary
from kg.publish.formats import turtle
from kg.publish.layout import Frame, rendered, style
from kg.publish.said import Read
from kg.publish.site import ONTOLOGY, Site, page_file, relative
from kg.publish.site_texts import TEXTS
from kg.publish.thing_page import thing_page
from kg.publish.things import SHOWN, things_of, triples_of

LANGUAGES: tuple[Language, ...] = ("nl", "en")
STYLE = "style.css"
THINGS = "things.jsonl"
_SEARCH = "search"
_NAMES = "names"
_SCRIPTS = ("names.js", "search.js")
_NAMED = (*(str(kind) for kind in Kind), "Document", "Provision")
_OTHER: Mapping[Language, Language] = {"nl": "en", "en": "nl"}
_DEFAULT = ox.DefaultGraph()


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with pages: `kind` is the name of a class of the ontology, or Activity, or empty; `names` are others than its label."""

    iri: str
    kind: str
    label: str
    names: tuple[str, ...] = ()


def frame(path: str, language: Language, title: str, *, number: int = 1, **more: object) -> Frame:
    """What surrounds the page at `path` (without ending); `number` is that of a page with more before it."""
    part = path if number == 1 else f"{path}.{number}"
    here = page_file(part, language)
    menu = ((TEXTS["names"], _NAMES), (TEXTS["terms"], ONTOLOGY), (TEXTS["changes"], "changes"))
    return Frame(
        language=language,
        title=title,
        home=relative(here, page_file("index", language)),
        other=relative(here, page_file(part, _OTHER[language])),
        search=relative(here, page_file(_SEARCH, language)),
        menu=tuple((text[language], relative(here, page_file(name, language))) for text, name in menu),
        style=relative(here, STYLE),
        **more,  # type: ignore[arg-type]
    )


def thing_files(store: ox.Store, site: Site, named: Mapping[str, Named], told: Read) -> Iterator[tuple[str, bytes]]:
    """The pages of each thing in both languages, and its triples."""
    labels = {language: Labels(store, language) for language in LANGUAGES}
    for iri, one in named.items():
        yield site.data(iri), turtle(triples_of(store, iri, words=one.kind in {"Statement", "Inference"})).encode()
        for language in LANGUAGES:
            yield from _pages(store, iri, site, labels[language], told, language)


def _pages(
    store: ox.Store, iri: str, site: Site, labels: Labels, told: Read, language: Language
) -> Iterator[tuple[str, bytes]]:
    for number, thing in enumerate(things_of(store, iri, labels=labels, told=told), start=1):
        here = site.page(iri, language, number)
        surroundings = frame(
            site.paths[iri],
            language,
            thing.label,
            number=number,
            alternates=(("text/turtle", relative(here, site.data(iri))),),
        )
        page = thing_page(
            thing,
            surroundings,
            labels,
            lambda other, here=here: site.link(here, other, language),  # type: ignore[misc]
            lambda start, here=here: relative(here, site.page(iri, language, start // SHOWN + 1)),  # type: ignore[misc]
        )
        yield here, page.encode()


def named_things(store: ox.Store, kinds: Mapping[str, str]) -> dict[str, Named]:
    """What each of these things is called in Dutch, in their order."""
    labels = Labels(store, "nl")
    found = {}
    for iri, kind in kinds.items():
        label = labels.of(iri)
        told = (
            quad.object.value
            for name in (RDFS.label, SKOS.altLabel, KG.file)
            for quad in store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(str(name)), None, _DEFAULT)
            if isinstance(quad.object, ox.Literal)
        )
        found[iri] = Named(iri, kind, label, tuple(sorted({*told} - {label})))
    return found


def list_files(site: Site, named: Mapping[str, Named]) -> Iterator[tuple[str, bytes]]:
    """The style sheet, the list of all things, the list of names as pages and for the search, and the search."""
    yield STYLE, style().encode()
    rows = [
        {"iri": one.iri, "path": site.paths[one.iri], "kind": one.kind, "label": one.label} for one in named.values()
    ]
    yield THINGS, "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()
    shown = sorted(
        (one for one in named.values() if one.kind in _NAMED), key=lambda one: (one.label.casefold(), one.iri)
    )
    names = [[one.label, one.kind, site.paths[one.iri], *one.names] for one in shown]
    lines = ",\n".join(json.dumps(name, ensure_ascii=False) for name in names)
    yield "names.js", f"const NAMES = [\n{lines}\n];\n".encode()
    yield "search.js", _script().encode()
    terms = read_vocabulary()
    for language in LANGUAGES:
        words = {key: text[language] for key, text in TEXTS.items()}
        kinds = {kind: terms.label(KG[kind], language) for kind in _NAMED}
        title = words["search"]
        search = frame(_SEARCH, language, title, scripts=_SCRIPTS)
        values: dict[str, object] = {
            "w": words,
            "names": page_file(_NAMES, language),
            "kinds": json.dumps(kinds, ensure_ascii=False),
        }
        yield page_file(_SEARCH, language), rendered("site_search.html", search, values).encode()
        groups = [
            (
                kinds[kind],
                [(one.label, relative("", site.page(one.iri, language))) for one in shown if one.kind == kind],
            )
            for kind in _NAMED
        ]
        values = {"w": words, "groups": [group for group in groups if group[1]]}
        yield (
            page_file(_NAMES, language),
            rendered("site_names.html", frame(_NAMES, language, words["names"]), values).encode(),
        )


@cache
def _script() -> str:
    return (Path(__file__).parent / "static" / "search.js").read_text(encoding="utf-8")
