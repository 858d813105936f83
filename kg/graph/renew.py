"""A store made of the former one: only the graphs that are new or other are loaded, and what is gone is taken out."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.base.errors import KgError
from kg.base.ids import digest
from kg.graph.iri import GraphName
from kg.graph.store import add_graphs, open_store

NOTES = "GRAPHS.json"
_MOST = 25  # times that a store is made of a former one before it is loaded anew: files and deletions pile up
_DEFAULT = ox.DefaultGraph()


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """How often a store was renewed since it was loaded, and the digest that was noted of the graph that is told later."""

    number: int = 0
    later: str = ""


def note_graphs(folder: Path, digests: Mapping[str, str], *, renewals: int = 0) -> None:
    """Writes into a store's folder what it was loaded from: the digest of each graph's N-Triples, by the graph's IRI.

    Raises:
        OSError: where it cannot be written.
    """
    told = {"graphs": dict(sorted(digests.items())), "quads": len(open_store(folder)), "renewals": renewals}
    text = json.dumps(told)
    (folder / NOTES).write_text(f"{digest(text)}\n{text}\n", encoding="utf-8")


def renewed_store(
    folder: Path, former: Path, graphs: Mapping[str, str], digests: Mapping[str, str], *, later: str
) -> Renewal:
    """Makes in `folder` the store that `load_store` would make of `graphs` (N-Triples by IRI), out of the one in `former`.

    `digests` are those of the graphs' texts: a text is looked up only where its digest is not the one noted in `former`. The former
    store stays as it is; its files, which nobody changes any more, are shared. The graph `later` stays as it was, for `put_graph`.

    Raises:
        KgError: where the former store cannot be taken: none there, of another version, damaged, or renewed too often.
        OSError: where it cannot be copied or written.
    """
    renewals, quads, noted = _notes(former)
    if renewals >= _MOST:
        raise KgError(f"{former}: was renewed {renewals} times")
    _copy(former, folder)
    if len(open_store(folder)) != quads:
        raise KgError(f"{former}: does not hold what was noted of it")
    others = {name for name in (*noted, *digests) if noted.get(name) != digests.get(name)} - {later}
    _put(folder, {name: graphs[name] if name in digests else "" for name in sorted(others)})
    return Renewal(number=renewals + 1, later=noted.get(later, ""))


def put_graph(folder: Path, name: str, text: str) -> None:
    """Makes a graph of a store what `text` (N-Triples) tells: what it lacks is added, what it holds besides goes.

    Raises:
        OSError: where it cannot be written.
    """
    _put(folder, {name: text})


def _put(folder: Path, graphs: Mapping[str, str]) -> None:
    if not graphs:
        return
    store = ox.Store(folder)
    added = []
    for name, text in graphs.items():
        old = frozenset(store.quads_for_pattern(None, None, None, ox.NamedNode(name)))
        new = _quads_of(name, text) if old else frozenset()
        _take_out(store, old - new)
        added.append((name, _lines(new - old) if old else text))
    store.flush()
    del store  # closes it
    add_graphs(folder, added)


def _notes(former: Path) -> tuple[int, int, dict[str, str]]:
    """What was noted of a store: how often it was renewed, how many quads it holds, the digest of each graph."""
    open_store(former)  # of this version, and not damaged so that it would not open
    try:
        seal, text = (former / NOTES).read_text(encoding="utf-8").rstrip("\n").split("\n")
    except (OSError, ValueError) as error:
        raise KgError(f"{former / NOTES}: not readable") from error
    if seal != digest(text):
        raise KgError(f"{former / NOTES}: damaged")
    told = json.loads(text)
    return told["renewals"], told["quads"], told["graphs"]


def _copy(former: Path, folder: Path) -> None:
    """The files of a store that nobody writes to: tables are never changed, so that a second name for them is enough."""
    folder.mkdir()
    for path in sorted(former.iterdir()):
        if path.name in {NOTES, "LOCK"}:
            continue
        if path.suffix == ".sst":
            with suppress(OSError):  # a file system without links
                os.link(path, folder / path.name)
                continue
        shutil.copyfile(path, folder / path.name)


def _quads_of(name: str, text: str) -> frozenset[ox.Quad]:
    graph = ox.NamedNode(name)
    triples = ox.parse(text, ox.RdfFormat.N_TRIPLES)
    return frozenset(ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)


def _lines(quads: Iterable[ox.Quad]) -> str:
    return "".join(sorted(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads))


def _take_out(store: ox.Store, quads: Collection[ox.Quad]) -> None:
    """Removes quads, and from the default graph what then stands in no other graph that it is the union of."""
    _delete(store, quads)
    alone = (ox.Quad(quad.subject, quad.predicate, quad.object, _DEFAULT) for quad in quads)
    _delete(store, [quad for quad in alone if not _stands_elsewhere(store, quad)])


def _stands_elsewhere(store: ox.Store, quad: ox.Quad) -> bool:
    others = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(other.graph_name != _DEFAULT and not _is_catalogue(other) for other in others)


def _delete(store: ox.Store, quads: Collection[ox.Quad]) -> None:
    """Removes quads in one step: a step each takes ten times as long."""
    if quads:
        told = "\n".join(
            f"GRAPH {quad.graph_name} {{ {quad.triple} }}" if quad.graph_name != _DEFAULT else f"{quad.triple} ."
            for quad in quads
        )
        store.update(f"DELETE DATA {{\n{told}\n}}")


def _is_catalogue(quad: ox.Quad) -> bool:
    return isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value.endswith(f"/graph/{GraphName.CATALOGUE}")
