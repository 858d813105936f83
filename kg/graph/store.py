"""The graph as an Oxigraph store on disk, and the one way to ask it something."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from kg.base.errors import KgError, UsageError
from kg.graph.iri import GraphName
from kg.graph.vocabulary import prefixes

FORMAT = 1  # raised when what stands in the store, or where, changes
MARKER = "VERSION.json"
BATCH = 8_000_000  # bytes: as fast as larger ones, and loading one takes some ten times as much memory
LONGEST = 1_000_000  # characters of a query
DEEPEST = 250  # brackets within each other

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Asked(Protocol):
    """What can be asked: the embedded store, or a graph elsewhere that answers as it does (kg.query.endpoint)."""

    def query(
        self,
        query: str,
        /,
        *,
        base_iri: str | None = None,
        prefixes: dict[str, str] | None = None,
        default_graph: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None = None,
        named_graphs: list[ox.NamedNode | ox.BlankNode] | None = None,
        substitutions: dict[ox.Variable, Term] | None = None,
    ) -> Result:
        """The answer to a query."""

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None,  # noqa: A002 the word of RDF
        graph_name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads with these ends."""


_FRESH = "Run `kg build --fresh`."
_UPDATES = frozenset({"add", "clear", "copy", "create", "delete", "drop", "insert", "load", "move", "with"})
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_PREFIXED = re.compile(r"(?<![\w?$])([A-Za-z][\w-]*):[\w-]*\s*\S?$")  # the last name before a place
_SIGN = re.compile(r'"[^"\\\s]+"')  # as the parser writes it
_BRACKET = re.compile(r"[(){}\[\]]")
_END = re.compile(r"[ \t]*\.[ \t]*\n")  # of a line of N-Triples
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SPACE = r"(?:\s|#[^\r\n]*[\r\n])*"
_PROLOGUE = re.compile(rf"(?:{_SPACE}(?:base|prefix\s*[^\s:<]*:){_SPACE}<[^>]*>)*{_SPACE}([a-z]+)", re.IGNORECASE)
# Where SERVICE may start: the word, perhaps SILENT, an IRI or variable or prefixed name, a brace. The parser takes
# the word even right behind a number or a name, so that only a variable (?service) is let through.
_SERVICE = re.compile(
    rf"([?$]\w*)?service{_SPACE}(?:silent{_SPACE})?(?:<[^>]*>|[?$]\w+|[^\s<>{{}}()]*:[^\s<>{{}}()]*){_SPACE}\{{",
    re.IGNORECASE,
)


def load_store(folder: Path, graphs: Iterable[tuple[str, str | Path]]) -> None:
    """Make a store in `folder` of graphs: pairs of the graph's IRI and its N-Triples, as text or as a file.

    The default graph becomes the union of all graphs but graph/catalogue, each triple once. It is written out, not
    left to the query: Oxigraph's own union counts a triple once for each graph that holds it, and a list of graphs is
    slow.

    Raises:
        KgError: where `folder` already holds something.
        SyntaxError: for text that is not N-Triples.
        OSError: where it cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        raise KgError(f"{folder}: not empty", remedy="Give a new folder for the store.")
    store = ox.Store(folder)
    loads = 0
    for batch in _batches(graphs):
        store.bulk_load(batch, ox.RdfFormat.N_QUADS)
        loads += 1
    if loads > 1:
        store.optimize()  # each batch adds tables: merged, queries on a large store are three times as fast
    store.flush()
    (folder / MARKER).write_text(json.dumps(_version()) + "\n", encoding="utf-8")


def add_graphs(folder: Path, graphs: Iterable[tuple[str, str | Path]]) -> None:
    """Adds graphs (N-Triples) to the store that `load_store` made in `folder`; to the default graph what it lacks.

    Raises:
        OSError: where it cannot be written.
    """
    store = ox.Store(folder)
    for batch in _batches(graphs):
        store.bulk_load(batch, ox.RdfFormat.N_QUADS)
    store.flush()


def open_store(folder: Path) -> ox.Store:
    """The store in `folder`, for reading only: several processes may have it open.

    Raises:
        KgError: where there is none, or another version of the program made it.
    """
    try:
        made = json.loads((folder / MARKER).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise KgError(f"{folder}: no store", remedy="Run `kg build` first, or name its folder with --output.") from None
    except ValueError:
        raise KgError(f"{folder / MARKER}: not readable", remedy=_FRESH) from None
    if made != _version():
        raise KgError(
            f"{folder}: made by another version ({_words(made)}; this is {_words(_version())})", remedy=_FRESH
        )
    try:
        return ox.Store.read_only(str(folder))
    except (OSError, RuntimeError) as error:
        raise KgError(f"{folder}: the store is damaged ({error})", remedy=_FRESH) from error


def solve(
    store: Asked,
    query: str,
    *,
    bindings: Mapping[str, Term] | None = None,
    name: str = "query",
    default_graphs: Sequence[ox.NamedNode] | None = None,
    named_graphs: Sequence[ox.NamedNode] | None = None,
    address: str | None = None,
    limit: int = LONGEST,
) -> Result:
    """The answer to a SPARQL query: solutions, a truth value or triples.

    The default graph is the union of all graphs but graph/catalogue. The project's prefixes need no PREFIX line.
    `bindings` gives variables of the SELECT line their values, as terms and never as text. `name` is what messages
    call the query. Where `default_graphs` or `named_graphs` are given they are the dataset, whatever the query says of it;
    a graph that is not there is empty. IRIs that lack a beginning get that of `address`. A query has at most `limit` characters.

    Raises:
        UsageError: for a query that does not parse (it tells line, column and what stands there), that is too long or too
            deep, and for SERVICE and updates: nothing is fetched and nothing is changed.
    """
    _refuse(query, name, limit)
    values = {ox.Variable(variable): term for variable, term in (bindings or {}).items()}
    try:
        if default_graphs is None and named_graphs is None:
            return store.query(query, base_iri=address, prefixes=dict(prefixes()), substitutions=values)
        return store.query(
            query,
            base_iri=address,
            prefixes=dict(prefixes()),
            substitutions=values,
            default_graph=list(default_graphs or ()),
            named_graphs=list(named_graphs or ()),
        )
    except SyntaxError as error:
        raise UsageError(*_located(query, name, str(error.msg))) from None


def _refuse(query: str, name: str, limit: int) -> None:
    if len(query) > limit:
        raise UsageError(f"{name}: {len(query):,} characters are more than {limit:,}", remedy="Ask in parts.")
    if _depth(query) > DEEPEST:
        raise UsageError(f"{name}: more than {DEEPEST} brackets within each other", remedy="Write it flatter.")
    plain = _CODEPOINT.sub(_character, query)
    for text in {query, plain}:
        if any(not found[1] for found in _SERVICE.finditer(text)):
            raise UsageError(
                f"{name}: SERVICE is not allowed", remedy="A query sees this graph alone; take the other data in first."
            )
        first = _PROLOGUE.match(text)
        if first and first[1].lower() in _UPDATES:
            remedy = "Write SELECT, ASK, CONSTRUCT or DESCRIBE; the graph changes by `kg build` alone."
            raise UsageError(f"{name}: {first[1].upper()} changes a graph, and this one is read only", remedy=remedy)


def _depth(query: str) -> int:
    """How many brackets are open at most: the parser goes as deep, and crashes where it is too deep."""
    depth = deepest = 0
    for sign in _BRACKET.findall(query):
        depth = depth + 1 if sign in "({[" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def _character(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code < 0x110000 else found[0]  # noqa: PLR2004 the end of Unicode


def _located(query: str, name: str, message: str) -> tuple[str]:
    """The message of a syntax error with the line it is in and a sign under the place."""
    found = _PLACE.fullmatch(message)
    if not found:
        return (f"{name}: {message}",)
    row, column = int(found[1]), int(found[2])
    lines = query.split("\n")
    shown = lines[row - 1].rstrip("\r") if row <= len(lines) else ""
    sign = " " * (column - 1) + "^"
    return (f"{name}, line {row}, column {column}: {_expected(found[3], shown[:column], query)}\n  {shown}\n  {sign}",)


def _expected(message: str, before: str, query: str) -> str:
    """What is wrong, in words. Of what the parser expected only signs are told: its words are mostly beside the point."""
    if "variable that is unbound" in message:
        return "SELECT names a variable that GROUP BY leaves out: group by it too, or count it"
    name = _PREFIXED.search(before)
    if name and name[1] not in prefixes() and not re.search(rf"prefix\s+{name[1]}:", query, re.IGNORECASE):
        return f"the prefix {name[1]}: is not declared; write a PREFIX line for it, or see ontology/prefixes.toml"
    signs = " or ".join(_SIGN.findall(message))
    hint = "a bracket, dot or quote too few or too many, or a word misspelt?"
    return f"expected {signs} ({hint})" if signs else hint


def _batches(graphs: Iterable[tuple[str, str | Path]]) -> Iterator[bytes]:
    """The lines of all graphs in pieces of about BATCH bytes: few loads are fast, and one would fill the memory."""
    parts: list[bytes] = []
    size = 0
    for name, source in graphs:
        for part in _quads(name, source):
            parts.append(part)
            size += len(part)
        if size > BATCH:
            yield b"".join(parts)
            parts, size = [], 0
    if parts:
        yield b"".join(parts)


def _quads(name: str, source: str | Path) -> Iterator[bytes]:
    """A graph as N-Quads: in the named graph and, but for the catalogue, in the default graph too."""
    text = source.read_bytes().decode() if isinstance(source, Path) else source
    text = text if text.endswith("\n") or not text else f"{text}\n"
    # a line ends nowhere else: in a literal the sign is escaped
    yield _END.sub(f" <{ox.NamedNode(name).value}> .\n", text).encode()
    if not name.endswith(f"/graph/{GraphName.CATALOGUE}"):
        yield text.encode()


def _version() -> dict[str, object]:
    return {"format": FORMAT, "pyoxigraph": ox.__version__}


def _words(version: object) -> str:
    return json.dumps(version, ensure_ascii=False)
