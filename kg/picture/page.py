"""A scene as one HTML file that needs nothing else: no network, no server."""

from __future__ import annotations

import base64
import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from kg.base.errors import KgError
from kg.base.terms import Kind, Modality, Predicate, Status
from kg.picture.drawing import bundles_from_lines, lines_from_scene, network_from_scene
from kg.picture.model import Language, Quote, Scene, Source, Statement, Words

_LIBRARY = "lib/vis-9.1.2/vis-network.min.js"
_SCRIPTS = (
    "words.js",
    "signs.js",
    "state.js",
    "paths.js",
    "groups.js",
    "view.js",
    "names.js",
    "filters.js",
    "panel.js",
    "search.js",
    "recorder.js",
    "export.js",
    "table.js",
    "start.js",
)
_HEADINGS = ("from", "relation", "to", "modality", "basis", "quote", "place")
_ESCAPES = str.maketrans(
    {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "'": r"\u0027", "\u2028": r"\u2028", "\u2029": r"\u2029"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table: one statement, or one quote of it where it has more."""

    cells: tuple[str, ...]
    place: str
    url: str | None


def page_from_scene(scene: Scene, language: Language) -> str:
    """The page, the same text for the same scene; `language` is the one it opens in.

    Raises:
        KgError: where pyvis is installed without the files it draws with.
    """
    script, style = _script(), _page_file("picture.css")
    library = _library() if scene.nodes else ""
    texts = {key: words.in_language(language) for key, words in _texts().items()}
    lines = lines_from_scene(scene)
    facts = sum(len(line.statements) for line in lines)

    def counted(count: int, one: str, more: str) -> str:
        return texts[one] if count == 1 else texts[more].format(count=count)

    template = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True).from_string(
        _page_file("template.html")
    )
    return template.render(
        language=str(language),
        policy=_policy(scripts=[code for code in (library, script) if code], style=style),
        title=_title(scene, language, texts),
        counts=texts["counts"].format(
            things=len(scene.nodes),
            lines=counted(len(lines), "one_relation", "relations"),
            facts=counted(facts, "statement", "statements"),
            documents=counted(len(scene.sources), "one_document", "documents"),
        ),
        texts=texts,
        headings=[texts[name] for name in _HEADINGS],
        rows=list(_rows(scene, language)),
        data=_json(_data(scene, language)),
        style=style,
        library=library,
        script=script,
    )


def _title(scene: Scene, language: Language, texts: dict[str, str]) -> str:
    if scene.title:
        return scene.title.in_language(language)
    focus = next((node.label.in_language(language) for node in scene.nodes if node.iri == scene.focus), None)
    return texts["title"] if focus is None else texts["title_focus"].replace("{label}", focus)


def _policy(*, scripts: list[str], style: str) -> str:
    """A Content-Security-Policy under which only these very scripts run, and nothing is fetched."""
    hashes = " ".join(_sha256(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src {_sha256(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def _sha256(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _json(value: object) -> str:
    r"""JSON that can stand in an HTML script element whatever its strings hold.

    Example:
        >>> _json("</script>")
        '"\\u003c/script\\u003e"'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


@cache
def _page_file(name: str) -> str:
    return files("kg.picture").joinpath("page", name).read_text(encoding="utf-8")


@cache
def _library() -> str:
    """vis-network as pyvis carries it, without the address of its source map."""
    file = files("pyvis").joinpath(_LIBRARY)
    if not file.is_file():
        raise KgError(f"pyvis is installed without {_LIBRARY}", remedy="Install pyvis 0.3.2 again.")
    return file.read_text(encoding="utf-8").partition("//# sourceMappingURL=")[0]


@cache
def _script() -> str:
    return '(() => {\n"use strict";\n' + "".join(_page_file(name) for name in _SCRIPTS) + "})();\n"


@cache
def _texts() -> dict[str, Words]:
    table = tomllib.loads(_page_file("texts.toml"))
    return {key: Words(**words) for key, words in table.items() if key != "terms"}


def _terms(scene: Scene) -> dict[str, Words]:
    """What each term is called: by the graph, or where it does not say so, by the page."""
    own = {name: Words(**words) for name, words in tomllib.loads(_page_file("texts.toml"))["terms"].items()}
    told = dict(scene.terms)
    known = [*Kind, *Modality, *Status, *Predicate, *(edge.predicate for edge in scene.edges)]
    return {
        str(name): told.get(name) or own.get(name) or Words(nl=name, en=name) for name in sorted(set(map(str, known)))
    }


def _rows(scene: Scene, language: Language) -> Iterator[Row]:
    """The table: relations in the order of the scene, then the legal statuses."""
    names = {node.iri: node.label.in_language(language) for node in scene.nodes}
    names |= {iri: words.in_language(language) for iri, words in scene.instruments}
    terms = {name: words.in_language(language) for name, words in _terms(scene).items()}
    texts = {key: words.in_language(language) for key, words in _texts().items()}
    sources = {source.iri: source for source in scene.sources}

    def rows(subject: str, predicate: str, object_: str, statement: Statement) -> Iterator[Row]:
        basis = names.get(statement.basis, statement.basis) if statement.basis else ""
        for quote in statement.quotes or (None,):
            place, url = _place(quote, sources, texts)
            cells = (subject, predicate, object_, terms[statement.modality], basis, quote.text if quote else "")
            yield Row(cells=cells, place=place, url=url)

    for edge in scene.edges:
        for statement in edge.statements:
            yield from rows(names[edge.subject], terms[edge.predicate], names[edge.object], statement)
    for node in scene.nodes:
        for claim in node.claims:
            yield from rows(names[node.iri], texts["status"].lower(), terms[claim.status], claim.statement)


def _place(quote: Quote | None, sources: dict[str, Source], texts: dict[str, str]) -> tuple[str, str | None]:
    """Document and page in words, and the address that opens it."""
    source = sources.get(quote.document) if quote else None
    if quote is None or source is None:
        return "", None
    page = "" if quote.page is None else f", {quote.label or texts['page'].format(page=quote.page)}"
    return source.title + page, source.opened_at(quote.opening)


def _data(scene: Scene, language: Language) -> dict[str, object]:
    """All that the page's script works on; things, documents and lines point at each other by their place in a list."""
    lines = lines_from_scene(scene)
    bundles = bundles_from_lines(scene, lines)
    network = network_from_scene(scene, lines, bundles)
    nodes, edges, _, _, _, options = network.get_network_data()
    places = {source.iri: number for number, source in enumerate(scene.sources)}
    statements = [statement.iri for edge in scene.edges for statement in edge.statements]
    statements += [claim.statement.iri for node in scene.nodes for claim in node.claims]
    start = _common(statements)

    def told(statement: Statement) -> dict[str, object]:
        return _told(statement, places, len(start))

    return {
        "language": str(language),
        "title": _pair(scene.title) if scene.title else None,
        "statements": start,
        "texts": {key: _pair(words) for key, words in _texts().items()},
        "terms": {name: _pair(words) for name, words in _terms(scene).items()},
        "focus": next((number for number, node in enumerate(scene.nodes) if node.iri == scene.focus), None),
        "network": {
            "nodes": [{key: value for key, value in node.items() if key != "label"} for node in nodes],
            "edges": edges,
            "options": json.loads(options),
        },
        "things": [
            {
                "iri": node.iri,
                "label": _pair(node.label),
                "kind": node.kind,
                "names": node.names,
                "registered": node.registered,
                "group": node.group,
                "statuses": node.statuses,
                "claims": [{"status": claim.status, **told(claim.statement)} for claim in node.claims],
            }
            for node in scene.nodes
        ],
        "lines": [
            {
                "predicate": scene.edges[line.edge].predicate,
                "modality": line.modality,
                "statements": [told(statement) for statement in line.statements],
            }
            for line in lines
        ],
        "bundles": bundles,
        "sources": [
            {"iri": source.iri, "title": source.title, "file": source.file, "url": source.url, "issued": source.issued}
            for source in scene.sources
        ],
        "groups": {iri: _pair(words) for iri, words in scene.groups},
        "instruments": {iri: _pair(words) for iri, words in scene.instruments},
    }


def _common(texts: list[str]) -> str:
    """What all texts begin with; of sorted texts, the first and the last differ soonest."""
    one, other = min(texts, default=""), max(texts, default="")
    same = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return one[:same]


def _pair(words: Words) -> list[str]:
    """Dutch and English, or one text where they are the same."""
    return [words.nl] if words.nl == words.en else [words.nl, words.en]


def _told(statement: Statement, places: dict[str, int], start: int) -> dict[str, object]:
    """A statement, its IRI without the first `start` characters, which all share.

    Its quotes are [words, before, after, page or null, document's place or null, how to open it there, its name].
    """

    def quoted(quotes: tuple[Quote, ...]) -> list[list[str | int | None]]:
        return [
            [quote.text, quote.prefix, quote.suffix, quote.page, places.get(quote.document), quote.opening, quote.label]
            for quote in quotes
        ]

    return {
        "id": statement.iri[start:],
        "document": places.get(statement.document) if statement.document else None,
        "modality": statement.modality,
        "basis": statement.basis,
        "rule": statement.rule,
        "confidence": statement.confidence,
        "quotes": quoted(statement.quotes),
        "antecedents": quoted(statement.antecedents),
        **({"valid": list(statement.valid)} if statement.valid else {}),
        **({"topics": list(statement.topics)} if statement.topics else {}),
    }
