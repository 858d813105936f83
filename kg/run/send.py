"""The graphs of an output folder sent to a store elsewhere, by the SPARQL 1.1 Graph Store Protocol."""

from __future__ import annotations

import hashlib
import itertools
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
from rdflib import OWL

from kg.base.errors import KgError
from kg.graph.iri import GraphName, graph_iri
from kg.run.web import Server

_TYPE = "application/n-triples"
_ACCEPT = {"Accept": f"{_TYPE}, text/turtle;q=0.5"}
_DEFAULT = "default graph"  # what stands in for the name of the graph without a name
_VERSION = ox.NamedNode(str(OWL.versionInfo))
_SENDING = "on its way"
_NOT_A_STORE = (
    "Give the address of its Graph Store Protocol: Oxigraph HOST/store, Fuseki HOST/DATASET/data, "
    "GraphDB and RDF4J HOST/repositories/NAME/rdf-graphs/service."
)
_FIRST = (GraphName.ONTOLOGY, GraphName.REGISTER)

Progress = Callable[[str, int, int], None]


class GraphStore:
    """A store that holds graphs by name; None is the graph without a name.

    Source: https://www.w3.org/TR/sparql11-http-rdf-update/ (graphs are named by ?graph=)
    """

    def __init__(self, server: Server) -> None:
        self.address = server.address
        self._server = server

    def put(self, name: str | None, *files: Path) -> None:
        """Makes the triples of all files (N-Triples) the whole content of a graph, in one request: all of it or nothing.

        Raises:
            KgError: where the server does not take it.
        """
        headers = {"Content-Type": _TYPE}
        self._server.ask("PUT", _named(name), headers=headers, files=files, remedy=_NOT_A_STORE)

    def get(self, name: str | None) -> tuple[ox.Triple, ...] | None:
        """The triples of a graph; None where there is no graph of this name.

        Raises:
            KgError: where the answer is no graph.
        """
        told = self._server.ask("GET", _named(name), headers=_ACCEPT, expected=(200, 404), remedy=_NOT_A_STORE)
        if told.status == 404:  # noqa: PLR2004 - not found
            return None
        return tuple(_parsed(told.body, told.media_type, self.address))

    def holds(self, name: str | None) -> bool:
        """Whether there is a graph of this name.

        Raises:
            KgError: where the server does not tell.
        """
        return self._server.ask("HEAD", _named(name), expected=(200, 204, 404), remedy=_NOT_A_STORE).status != 404  # noqa: PLR2004

    def is_empty(self, name: str | None) -> bool:
        """Whether a graph holds no triple, or is not there; no more than its beginning is read.

        Raises:
            KgError: where the server does not tell.
        """
        told = self._server.ask(
            "GET", _named(name), headers=_ACCEPT, expected=(200, 404), remedy=_NOT_A_STORE, beginning=True
        )
        lines = (line.strip().lower() for line in told.body.split(b"\n"))
        return told.status == 404 or not any(line and not line.startswith((b"#", b"@", b"prefix")) for line in lines)  # noqa: PLR2004

    def delete(self, name: str | None) -> bool:
        """Takes a graph away; False where there is none.

        Raises:
            KgError: where the server does not let it go.
        """
        expected = (200, 202, 204, 404)
        return self._server.ask("DELETE", _named(name), expected=expected, remedy=_NOT_A_STORE).status != 404  # noqa: PLR2004


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """How many graphs were sent, were there already, and were taken away."""

    address: str
    sent: int
    unchanged: int
    removed: int

    def words(self) -> str:
        """What a person is told.

        Example:
            >>> Sent(address="http://localhost:7878/store", sent=2, unchanged=40, removed=1).words()
            'http://localhost:7878/store: 2 graphs sent, 40 unchanged, 1 removed'
        """
        graphs = "1 graph" if self.sent == 1 else f"{self.sent:,} graphs"
        return f"{self.address}: {graphs} sent, {self.unchanged:,} unchanged, {self.removed:,} removed"


def send_output(
    output: Path,
    store: GraphStore,
    *,
    base: str,
    fresh: bool = False,
    leave_default: bool = False,
    progress: Progress = lambda _name, _done, _total: None,
) -> Sent:
    """Makes the store hold the graphs of graph.trig, and no other graphs that this program sent there before.

    What was sent stands in a graph of its own, graph/sent, with the digest of each graph: what did not change, and is still there, is
    not sent again, unless `fresh`. The default graph becomes the union of the graphs, in one request at the end, so that whoever reads it
    finds the former build or this one. With `leave_default` it is left alone: for stores that make the union themselves.

    Before: graph/sent says which graphs are about to come, so that they are ours even where the sending breaks off. Then what was inferred
    goes, so that no conclusion stands without its premises; ontology, registers and documents come, each whole; what is inferred; the
    default graph; and at last the graphs of documents that are gone are removed. No other graph is touched.

    Raises:
        KgError: where graph.trig cannot be read, the store does not take a graph, or its default graph holds what is not ours.
    """
    own = str(graph_iri(base, GraphName.SENT))
    with tempfile.TemporaryDirectory(prefix="kg-send-") as name:
        graphs = _spooled(output / "graph.trig", Path(name))
        if own in graphs:
            raise KgError(
                f"{output / 'graph.trig'}: holds {own}, a name kept for the sending",
                remedy="Give another base in kg.toml.",
            )
        work = _Sending(store, own, _sent_before(store, own), graphs, Path(name), fresh, progress)
        wanted = {graph: told.digest for graph, told in graphs.items()}
        if not leave_default:
            wanted[_DEFAULT] = _digest_of_all(wanted)
            if _DEFAULT not in work.before and not store.is_empty(None):
                raise KgError(
                    f"{store.address}: its default graph holds triples that this program did not send",
                    remedy="Use --leave-default if the store makes the union of its graphs itself; else choose or make an empty one.",
                )
        return work.done(
            wanted,
            inferred=str(graph_iri(base, GraphName.INFERRED)),
            first=[str(graph_iri(base, one)) for one in _FIRST],
        )


@dataclass(frozen=True, slots=True)
class _Spooled:
    """A graph as a file of N-Triples, and its digest."""

    file: Path
    digest: str


@dataclass(slots=True)
class _Sending:
    """One sending: what the store held before, and what is known of it now."""

    store: GraphStore
    own: str
    before: Mapping[str, str]
    graphs: Mapping[str, _Spooled]
    folder: Path
    fresh: bool
    progress: Progress
    known: dict[str, str] = field(default_factory=dict)

    def done(self, wanted: Mapping[str, str], *, inferred: str, first: list[str]) -> Sent:
        """Sends and removes, in the order that `send_output` tells."""
        kept = {name for name, digest in wanted.items() if self._is_there(name, digest)}
        changed = [name for name in wanted if name not in kept]
        gone = [name for name in self.before if name not in wanted]
        if not (changed or gone):
            return Sent(address=self.store.address, sent=0, unchanged=len(kept), removed=0)
        self.known = {
            **dict.fromkeys(self.before, _SENDING),
            **dict.fromkeys(wanted, _SENDING),
            **{name: wanted[name] for name in kept},
        }
        self._note()
        removed = 0
        if inferred in self.before and inferred not in kept:
            removed += self._removed(inferred) and inferred in gone
        ordered = sorted(changed, key=lambda name: (name == _DEFAULT, name == inferred, name not in first, name))
        for done, name in enumerate(ordered, 1):
            self.progress(name, done, len(ordered))
            files = [told.file for told in self.graphs.values()] if name == _DEFAULT else [self.graphs[name].file]
            self.store.put(_name(name), *files)
            self.known[name] = wanted[name]
        removed += sum(self._removed(name) for name in gone if name != inferred)
        self.known = dict(wanted)
        self._note()
        return Sent(address=self.store.address, sent=len(changed), unchanged=len(kept), removed=removed)

    def _is_there(self, name: str, digest: str) -> bool:
        return not self.fresh and self.before.get(name) == digest and (name == _DEFAULT or self.store.holds(name))

    def _removed(self, name: str) -> bool:
        return self.store.delete(_name(name))

    def _note(self) -> None:
        """Tells the store which of its graphs are ours, and what is known of each."""
        node = {name: ox.NamedNode(f"{self.own}#default" if name == _DEFAULT else name) for name in self.known}
        lines = sorted(f"{ox.Triple(node[name], _VERSION, ox.Literal(told))} .\n" for name, told in self.known.items())
        file = self.folder / "sent"
        file.write_text("".join(lines), encoding="utf-8")
        self.store.put(self.own, file)


def _sent_before(store: GraphStore, own: str) -> dict[str, str]:
    """The names of the graphs that are ours in the store, and their digests."""
    found = {
        triple.subject.value: triple.object.value
        for triple in store.get(own) or ()
        if isinstance(triple.subject, ox.NamedNode)
        and isinstance(triple.object, ox.Literal)
        and triple.predicate == _VERSION
    }
    default = found.pop(f"{own}#default", None)
    return found if default is None else {**found, _DEFAULT: default}


def _spooled(path: Path, folder: Path) -> dict[str, _Spooled]:
    """Each graph of a TriG file that holds them one after the other, as a file of N-Triples."""
    found: dict[str, _Spooled] = {}
    try:
        with path.open("rb") as file:
            quads = ox.parse(file, format=ox.RdfFormat.TRIG)
            for number, (graph, group) in enumerate(itertools.groupby(quads, key=lambda quad: quad.graph_name)):
                lines = ox.serialize((quad.triple for quad in group), format=ox.RdfFormat.N_TRIPLES)
                if not isinstance(graph, ox.NamedNode) or graph.value in found or lines is None:
                    raise KgError(f"{path}: its graphs are not in order", remedy="Run `kg build` again.")
                part = folder / f"{number}.nt"
                part.write_bytes(lines)
                found[graph.value] = _Spooled(part, f"sha256:{hashlib.sha256(lines).hexdigest()}")
    except (OSError, SyntaxError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is damaged"
        raise KgError(
            f"{path}: cannot be sent ({why})", remedy="Make room in the folder for temporary files, or build again."
        ) from error
    return found


def _digest_of_all(digests: Mapping[str, str]) -> str:
    told = "".join(f"{name} {digest}\n" for name, digest in sorted(digests.items()))
    return f"sha256:{hashlib.sha256(told.encode()).hexdigest()}"


def _name(name: str) -> str | None:
    return None if name == _DEFAULT else name


def _named(name: str | None) -> str:
    return "default" if name is None else f"graph={quote(name, safe='')}"


def _parsed(body: bytes, media_type: str, address: str) -> Iterator[ox.Triple]:
    form = ox.RdfFormat.from_media_type(media_type) if media_type else None
    if form is None:
        raise KgError(
            f"{address}: answers with {media_type or 'no media type'}, which is no graph", remedy=_NOT_A_STORE
        )
    try:
        for quad in ox.parse(body, form):
            yield quad.triple
    except SyntaxError as error:
        raise KgError(f"{address}: answers with a damaged graph ({error})", remedy="Look at the server.") from error
