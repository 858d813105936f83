"""The server's own pages: where to begin, what was found, the questions and their answers, the documents, the query editor."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.base.terms import Kind
from kg.graph.iri import is_iri
from kg.graph.labels import Labels
from kg.graph.vocabulary import KG, prefixes
from kg.publish.layout import rendered
from kg.publish.said import select
from kg.query.model import Answer, Cell, Question
from kg.serve.links import Links
from kg.serve.texts import TEXTS

HTML = "text/html; charset=utf-8"
EDITOR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""The editor's: scripts of this host alone; its program sets styles on elements."""

_FOLDER = Path(__file__).parent / "templates"


def home_page(store: ox.Store, folder: Path, links: Links) -> str:
    """Where to begin: numbers, questions, and where the rest stands."""
    kinds = {
        "statements": ("Statement",),
        "things": tuple(Kind),
        "number_documents": ("Document",),
        "inferences": ("Inference",),
    }
    counts = [(_count(store, names), _text(links, key)) for key, names in kinds.items()]
    files = [
        ("picture", "/picture", "graph.html"),
        ("catalogue", "/catalogue", "catalogue.ttl"),
        ("dump", "/graph.trig", "graph.trig"),
    ]
    values = {
        "counts": [(number, words) for number, words in counts if number],
        "pages": [(_text(links, key), links.page(f"/{key}")) for key in ("questions", "documents", "editor")],
        "files": [(_text(links, key), address) for key, address, file in files if (folder / file).is_file()],
        "endpoint": ("/sparql", _text(links, "endpoint")),
    }
    return _page("home.html", links, _text(links, "title"), "/", values)


def search_page(asked: str, found: Sequence[str], labels: Labels, links: Links) -> str:
    """What is called so, with a link to each."""
    rows = [(labels.of(iri), links.to(iri), iri) for iri in found]
    return _page("search.html", links, _text(links, "search"), "/search", {"rows": rows, "asked": asked}, q=asked)


def documents_page(store: ox.Store, labels: Labels, links: Links) -> str:
    """The documents that were read."""
    rows = sorted(
        (
            labels.of(row["document"].value),
            links.to(row["document"].value),
            row["file"].value,
            _publisher(row["publisher"], labels),
            row["date"].value if row["date"] else "",
            row["statements"].value,
        )
        for row in select(store, "pages/documents")
    )
    return _page("documents.html", links, _text(links, "documents"), "/documents", {"rows": rows})


def questions_page(questions: Sequence[Question], links: Links) -> str:
    """The named questions."""
    rows = [
        (question.words[links.language], links.page(f"/questions/{question.name}"), question.name)
        for question in questions
    ]
    return _page("questions.html", links, _text(links, "questions"), "/questions", {"rows": rows})


def question_page(
    question: Question, params: Mapping[str, str], answer: Answer | None, error: str, links: Links
) -> str:
    """One question: a form for its parameters, and its answer where it is asked."""
    path = f"/questions/{question.name}"
    values = {
        "path": path,
        "fields": [
            (parameter.name, parameter.description[links.language], parameter.optional, params.get(parameter.name, ""))
            for parameter in question.parameters
        ],
        "error": error,
        "answer": None
        if answer is None
        else {"headings": answer.headings, "rows": [_row(row, links) for row in answer.rows]},
        "forms": [(form, links.page(path, **params, format=form)) for form in ("csv", "json", "xml")],
    }
    return _page("question.html", links, question.words[links.language], path, values, **params)


def editor_page(questions: Sequence[Question], links: Links) -> str:
    """The query editor, with the questions to start from; without scripts a plain field."""
    examples = [{"words": question.words[links.language], "query": question.text} for question in questions]
    data = {"prefixes": dict(prefixes()), "examples": examples, "language": links.language}
    values = {"data": json.dumps(data), "examples": examples, "editor_policy": EDITOR_POLICY}
    return _page("editor.html", links, _text(links, "editor"), "/editor", values)


def _page(template: str, links: Links, title: str, path: str, values: Mapping[str, object], **fields: str) -> str:
    words = {key: text[links.language] for key, text in TEXTS.items()}
    return rendered(template, links.frame(title, path, **fields), {"w": words, **values}, folder=_FOLDER)


def _text(links: Links, key: str) -> str:
    return TEXTS[key][links.language]


def _count(store: ox.Store, kinds: Sequence[str]) -> int:
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    found = (store.quads_for_pattern(None, kind, ox.NamedNode(str(KG[name])), ox.DefaultGraph()) for name in kinds)
    return sum(1 for quads in found for _ in quads)


def _publisher(term: ox.NamedNode | ox.Literal | None, labels: Labels) -> str:
    if term is None:
        return ""
    return labels.of(term.value) if isinstance(term, ox.NamedNode) else term.value


def _row(row: Sequence[Cell | None], links: Links) -> list[tuple[str, str]]:
    return [("", "") if cell is None else (cell.text, _address(cell, links)) for cell in row]


def _address(cell: Cell, links: Links) -> str:
    return links.to(cell.term.value) if isinstance(cell.term, ox.NamedNode) and is_iri(cell.term.value) else ""
