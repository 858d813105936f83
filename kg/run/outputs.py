"""The files of an output folder, written from the results of its documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from kg.base.issues import Issue, Severity
from kg.base.knowledge import read_knowledge
from kg.graph.from_ontology import ontology_triples
from kg.graph.from_registers import register_triples
from kg.graph.infer import inferred_ntriples
from kg.graph.iri import GraphName, document_graph_iri, graph_iri
from kg.graph.places import place_of
from kg.graph.store import add_graph, load_store, open_store
from kg.graph.validate import Violation, violations_in_store
from kg.graph.write import ntriples, write_trig
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


def write_outputs(folder: Path, results: Results, *, settings: Settings, issues: Iterable[Issue]) -> Written:
    """Writes every file of OUTPUT_NAMES into the empty `folder`, the issues of the build with those given."""
    total = _write_rows(folder, results, settings.base)
    graphs = _Graphs(_common_graphs(total.things, settings.base), total.documents, results)
    load_store(folder / "store", graphs.items())
    _infer(folder / "store", graphs.common, settings.base)
    write_trig(folder / "graph.trig", graphs)
    store = open_store(folder / "store")
    broken = violations_in_store(store)
    total.issues.update((issue_of_violation(store, violation, stage="graph") for violation in broken), issues)
    (folder / "graph.html").write_bytes(picture_from_store(store, base=settings.base).encode())
    del store  # closes it
    total.issues.update(write_catalogue(folder, settings.catalogue).issues)
    told = tuple(sorted(total.issues))
    _write_lines(folder / "issues.jsonl", (json.dumps(issue.row(), ensure_ascii=False) for issue in told))
    return Written(
        unreadable=frozenset(total.unreadable),
        pages=total.pages,
        facts=total.facts,
        open_sentences=total.open_sentences,
        issues=told,
    )


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
            total.documents[str(document_graph_iri(base, result.document_id))] = source
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


def _infer(store: Path, graphs: dict[str, str], base: str) -> None:
    """Adds what follows from all documents together to the store and to `graphs`, where anything does."""
    inferred = inferred_ntriples(open_store(store), base=base)
    if inferred:
        graphs[str(graph_iri(base, GraphName.INFERRED))] = inferred
        add_graph(store, str(graph_iri(base, GraphName.INFERRED)), inferred)


def _common_graphs(things: Iterable[str], base: str) -> dict[str, str]:
    registers = read_knowledge().registers
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

    def __iter__(self) -> Iterator[str]:
        yield from sorted({*self.common, *self.documents})

    def __len__(self) -> int:
        return len(self.common) + len(self.documents)


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
