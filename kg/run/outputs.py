"""The files of an output folder, written from the results of its documents."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from kg.base.errors import KgError
from kg.base.ids import digest
from kg.base.issues import Issue, Severity
from kg.base.ontology import ontology_folder
from kg.base.registers import read_registers
from kg.graph.from_ontology import ontology_triples
from kg.graph.from_registers import register_triples
from kg.graph.infer import inferred_ntriples
from kg.graph.iri import GraphName, document_graph_iri, graph_iri
from kg.graph.places import place_of
from kg.graph.renew import Renewal, note_graphs, put_graph, renewed_store
from kg.graph.store import load_store, open_store
from kg.graph.validate import Violation, violations_in_store
from kg.graph.write import ntriples, trig_head, trig_of_graph
from kg.picture import picture_from_store
from kg.publish.publish import write_catalogue
from kg.run.result import DocumentResult
from kg.run.settings import Settings
from kg.run.sources import Source, text_file_name

ROWS = ("facts.jsonl", "mentions.jsonl", "documents.jsonl")
OUTPUT_NAMES = frozenset(
    {*ROWS, "text", "graph.trig", "graph.html", "catalogue.ttl", "catalogue.jsonld", "store", "issues.jsonl"}
)


class Results(Protocol):
    """The results of all sources, in the order of their names; each is read when it is asked for."""

    @property
    def sources(self) -> Sequence[Source]:
        """The sources, sorted by name."""

    def __getitem__(self, source: Source) -> DocumentResult:
        """The result of one source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the written files hold in all; issues are sorted."""

    unreadable: frozenset[str]  # names of sources
    pages: int
    facts: int
    open_sentences: int
    issues: tuple[Issue, ...]


@dataclass(slots=True)
class _Sum:
    """What is gathered while the results pass by one at a time."""

    unreadable: set[str] = field(default_factory=set)
    pages: int = 0
    facts: int = 0
    open_sentences: int = 0
    issues: set[Issue] = field(default_factory=set)
    things: set[str] = field(default_factory=set)
    documents: dict[str, Source] = field(default_factory=dict)  # by the IRI of their named graph
    digests: dict[str, str] = field(default_factory=dict)  # of that graph's N-Triples


def write_outputs(
    folder: Path, results: Results, *, settings: Settings, issues: Iterable[Issue], former: Path | None = None
) -> Written:
    """Writes every file of OUTPUT_NAMES into the empty `folder`, the issues of the build with those given.

    `former` is an earlier output that most of the results stood in: what did not change of its store is taken over, where it is sound.
    """
    total = _write_rows(folder, results, settings.base)
    graphs = _Graphs(_common_graphs(total.things, settings.base), total.documents, results)
    digests = total.digests | {name: digest(text) for name, text in graphs.common.items()}
    broken: list[Issue] = []
    if not (former and _is_renewed(folder, former / "store", graphs, digests, settings.base, broken)):
        load_store(folder / "store", graphs.items())
        broken = _finished_store(folder, graphs, digests, settings.base)
    total.issues.update(broken, issues)
    _write_trig(folder / "graph.trig", graphs)
    total.issues.update(write_catalogue(folder, settings.catalogue, open_store(folder / "store")).issues)
    told = tuple(sorted(total.issues))
    _write_lines(folder / "issues.jsonl", (json.dumps(issue.row(), ensure_ascii=False) for issue in told))
    return Written(
        unreadable=frozenset(total.unreadable),
        pages=total.pages,
        facts=total.facts,
        open_sentences=total.open_sentences,
        issues=told,
    )


def _is_renewed(
    folder: Path, former: Path, graphs: _Graphs, digests: Mapping[str, str], base: str, broken: list[Issue]
) -> bool:
    """Whether the store could be made of the former one; `broken` then has what breaks the rules of the graph.

    A damaged store may show it anywhere: what was made of it is thrown away.
    """
    try:
        inferred = str(graph_iri(base, GraphName.INFERRED))
        renewal = renewed_store(folder / "store", former, graphs, digests, later=inferred)
        broken += _finished_store(folder, graphs, digests, base, renewal=renewal)
    except (KgError, OSError, RuntimeError, ValueError):
        graphs.common.pop(str(graph_iri(base, GraphName.INFERRED)), None)
        shutil.rmtree(folder / "store", ignore_errors=True)
        return False
    return True


def _finished_store(
    folder: Path, graphs: _Graphs, digests: Mapping[str, str], base: str, *, renewal: Renewal | None = None
) -> list[Issue]:
    """Adds what follows to the store and to `graphs`, draws the picture, and gives what breaks the rules of the graph."""
    name = str(graph_iri(base, GraphName.INFERRED))
    inferred = inferred_ntriples(open_store(folder / "store"), base=base)
    renewal = renewal or Renewal()
    seal = digest(inferred) if inferred else ""
    if seal != renewal.later:
        put_graph(folder / "store", name, inferred)
    if inferred:
        graphs.common[name] = inferred
        digests = {**digests, name: seal}
    note_graphs(folder / "store", digests, renewals=renewal.number)
    store = open_store(folder / "store")
    (folder / "graph.html").write_bytes(picture_from_store(store, base=base).encode())
    return [issue_of_violation(store, violation, stage="graph") for violation in violations_in_store(store)]


def _write_trig(path: Path, graphs: _Graphs) -> None:
    with path.open("wb") as file:
        file.write(trig_head())
        for name in sorted(graphs):
            file.write(graphs.trig(name))


def _write_rows(folder: Path, results: Results, base: str) -> _Sum:
    total = _Sum()
    (folder / "text").mkdir()
    with ExitStack() as stack:
        facts, mentions, documents = (
            stack.enter_context((folder / name).open("w", encoding="utf-8", newline="\n")) for name in ROWS
        )
        for source in results.sources:
            result = results[source]
            facts.writelines(f"{line}\n" for line in result.facts)
            mentions.writelines(f"{line}\n" for line in result.mentions)
            documents.write(f"{result.row}\n")
            total.issues.update(result.issues)
            if not result.document_id:
                total.unreadable.add(source.name)
                continue
            (folder / "text" / text_file_name(result.name)).write_bytes(result.text.encode())
            total.pages += result.pages
            total.facts += len(result.facts)
            total.open_sentences += result.open_sentences
            total.things.update(result.things)
            graph = str(document_graph_iri(base, result.document_id))
            total.documents[graph] = source
            total.digests[graph] = digest(result.triples)
    return total


def issue_of_violation(store: ox.Store, violation: Violation, *, stage: str) -> Issue:
    """What a rule of the graph that is broken tells a person; its code is the name of the shape or check."""
    place = place_of(store, violation.focus)
    code = violation.shape.rpartition("#")[2]
    what = f" (found: {violation.what})" if violation.what else ""
    return Issue(
        place=place.words,
        code=code,
        message=f"{violation.en.rstrip('.')}{what} [{code}]",
        remedy="This is a fault of the program: please report it.",
        severity=Severity.ERROR,
        stage=stage,
        document=place.document,
        page=place.page,
    )


def _common_graphs(things: Iterable[str], base: str) -> dict[str, str]:
    registers = read_registers(ontology_folder() / "registers")
    return {
        str(graph_iri(base, GraphName.ONTOLOGY)): ntriples(ontology_triples()),
        str(graph_iri(base, GraphName.REGISTER)): ntriples(register_triples(things, registers, base=base)),
    }


@dataclass(frozen=True, slots=True)
class _Graphs(Mapping[str, str]):
    """Named graphs as N-Triples; a document's is read when it is asked for."""

    common: dict[str, str]
    documents: Mapping[str, Source]
    results: Results

    def __getitem__(self, name: str) -> str:
        return self.common[name] if name in self.common else self.results[self.documents[name]].triples

    def trig(self, name: str) -> bytes:
        """A graph as it stands in graph.trig."""
        if name in self.common:
            return trig_of_graph(name, self.common[name])
        return self.results[self.documents[name]].trig.encode()

    def __iter__(self) -> Iterator[str]:
        yield from sorted({*self.common, *self.documents})

    def __len__(self) -> int:
        return len(self.common) + len(self.documents)


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
