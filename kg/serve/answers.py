"""What a worker does for each kind of order: the names are those that kg.serve.app orders by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from kg.base.errors import KgError, UsageError
from kg.graph.iri import GraphName, is_iri
from kg.graph.labels import Labels
from kg.graph.vocabulary import Language
from kg.publish.thing_page import thing_page
from kg.publish.things import thing_of, triples_of
from kg.query.formats import Format, written
from kg.query.from_graph import ask
from kg.query.questions import question_named, read_questions
from kg.serve.accept import best_form
from kg.serve.description import description_reply
from kg.serve.links import Links
from kg.serve.model import Bounds, Order, Reply, refusal
from kg.serve.pages import HTML, documents_page, editor_page, home_page, question_page, questions_page, search_page
from kg.serve.results import GRAPHS, form_of, sparql_reply
from kg.serve.results import written as written_graph
from kg.serve.search import Index

_TABLES: Mapping[str, Format] = MappingProxyType(
    {
        "text/html": Format.TABLE,
        "application/json": Format.JSON,
        "application/sparql-results+json": Format.JSON,
        "text/csv": Format.CSV,
        "application/xml": Format.XML,
        "application/sparql-results+xml": Format.XML,
    }
)
_FOUND = 50


class Opened:
    """A store, with what is looked up in it once."""

    def __init__(self, store: ox.Store, folder: Path) -> None:
        self.store = store
        self.folder = folder
        self._labels: dict[Language, Labels] = {}

    @cached_property
    def base(self) -> str:
        """The base of ids, as the graphs of the store have it.

        Raises:
            KgError: where there is no graph of the ontology.
        """
        ending = f"graph/{GraphName.ONTOLOGY}"
        for graph in self.store.named_graphs():
            if isinstance(graph, ox.NamedNode) and graph.value.endswith(f"/{ending}"):
                return graph.value.removesuffix(ending)
        raise KgError("the store has no graph of the ontology", remedy="Run `kg build --fresh`.")

    @cached_property
    def index(self) -> Index:
        """The names of everything, for the search."""
        return Index(self.store)

    def labels(self, language: Language) -> Labels:
        """The labels in a language; what was looked up stays known."""
        return self._labels.setdefault(language, Labels(self.store, language))


def _sparql(opened: Opened, order: Order, bounds: Bounds) -> Reply:
    return sparql_reply(opened.store, order, bounds)


def _description(opened: Opened, order: Order, _: Bounds) -> Reply:
    return description_reply(opened.store, order)


def _thing(opened: Opened, order: Order, bounds: Bounds) -> Reply:
    """The page of a thing, or its triples; 303 to the document for a page of it."""
    values = order.values
    iri = values["iri"] if "iri" in values else opened.base + values["path"]
    if not is_iri(iri):
        return refusal(404, f"{iri[:200]!r} is no IRI", "Look for a name instead: /search")
    form = best_form(order.accept, ("text/html", *GRAPHS))
    if form is None:
        return refusal(406, "no such form of a thing", f"Accept one of text/html, {', '.join(GRAPHS)}.")
    if form != "text/html":
        triples = triples_of(opened.store, iri)
        if not triples:
            return _unknown(iri)
        return Reply(media_type=form_of(form), body=written_graph(triples, form))
    links = Links(base=opened.base, language=order.language)
    start = int(values.get("from") or 0)
    thing = thing_of(opened.store, iri, language=order.language, start=start)
    if thing is None:
        return _unknown(iri)
    labels = opened.labels(order.language)
    page = thing_page(thing, links.frame_of_thing(thing), labels, links.to, lambda number: links.to(iri, start=number))
    return _html(page, bounds)


def _unknown(iri: str) -> Reply:
    return refusal(404, f"the graph knows no <{iri}>", "Look for a name instead: /search")


def _home(opened: Opened, order: Order, bounds: Bounds) -> Reply:
    return _html(home_page(opened.store, opened.folder, Links(base=opened.base, language=order.language)), bounds)


def _search(opened: Opened, order: Order, bounds: Bounds) -> Reply:
    links = Links(base=opened.base, language=order.language)
    asked = order.values.get("q", "")
    found = opened.index.found(asked, most=_FOUND)
    return _html(search_page(asked, found, opened.labels(order.language), links), bounds)


def _documents(opened: Opened, order: Order, bounds: Bounds) -> Reply:
    links = Links(base=opened.base, language=order.language)
    return _html(documents_page(opened.store, opened.labels(order.language), links), bounds)


def _questions(opened: Opened, order: Order, bounds: Bounds) -> Reply:
    return _html(questions_page(read_questions(), Links(base=opened.base, language=order.language)), bounds)


def _editor(opened: Opened, order: Order, bounds: Bounds) -> Reply:
    return _html(editor_page(read_questions(), Links(base=opened.base, language=order.language)), bounds)


def _question(opened: Opened, order: Order, bounds: Bounds) -> Reply:
    """A named question: a form and its answer as a page, or the answer in a form for machines."""
    values = dict(order.values)
    try:
        question = question_named(values.pop("question"), read_questions())
    except UsageError as error:
        return refusal(404, error.message, error.remedy)
    form = best_form(order.accept, tuple(_TABLES))
    if form is None:
        return refusal(406, "no such form of an answer", f"Accept one of {', '.join(_TABLES)}.")
    params = {name: value for name, value in values.items() if value.strip()}
    if form != "text/html":
        text = written(ask(opened.store, question, params, order.language), _TABLES[form])
        return _bounded(Reply(media_type=form_of(form), body=text.encode()), bounds)
    links = Links(base=opened.base, language=order.language)
    needed = [parameter.name for parameter in question.parameters if not parameter.optional]
    if set(needed) - set(params):
        return _html(question_page(question, params, None, "", links), bounds)
    try:
        answer = ask(opened.store, question, params, order.language)
    except UsageError as error:
        page = question_page(question, params, None, str(error), links)
        return Reply(status=400, media_type=HTML, body=page.encode())
    return _html(question_page(question, params, answer, "", links), bounds)


def _html(page: str, bounds: Bounds) -> Reply:
    return _bounded(Reply(media_type=HTML, body=page.encode()), bounds)


def _bounded(reply: Reply, bounds: Bounds) -> Reply:
    if len(reply.body) <= bounds.answer:
        return reply
    return refusal(500, f"the answer is larger than {bounds.answer:,} bytes", "Ask for less.")


ANSWERS: Mapping[str, Callable[[Opened, Order, Bounds], Reply]] = MappingProxyType(
    {
        "sparql": _sparql,
        "description": _description,
        "thing": _thing,
        "home": _home,
        "search": _search,
        "documents": _documents,
        "questions": _questions,
        "question": _question,
        "editor": _editor,
    }
)
