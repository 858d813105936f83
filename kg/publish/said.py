"""What the statements of a graph say, read from the store: one looked up by one, or all of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol
from urllib.parse import urldefrag

import pyoxigraph as ox

from kg.base.errors import KgError
from kg.base.ontology import ontology_folder
from kg.graph.evidence import opening
from kg.graph.store import Term, solve
from kg.graph.vocabulary import KG


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A quote: the words a statement rests on, and where. `address` opens the document there; `role` is kg:evidence or kg:antecedent."""

    document: str
    file: str
    address: str | None
    page: int | None
    label: str
    exact: str
    prefix: str
    suffix: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement or an inference, as IRIs; `modality` and `document` are None for what was inferred, which has `sources` instead."""

    iri: str
    subject: str
    predicate: str
    object: str
    modality: str | None
    basis: str | None
    provisions: tuple[str, ...]
    rule: str
    confidence: str | None
    document: str | None
    sources: tuple[str, ...] = ()
    words: tuple[Words, ...] = ()

    @property
    def is_inferred(self) -> bool:
        """Whether no document says it."""
        return self.modality is None


class Told(Protocol):
    """What the statements of a store say, looked up by IRI."""

    def about(self, iri: str) -> list[tuple[str, Said]]:
        """What is said of a thing, each with the role of the thing in it, sorted; without words."""

    def itself(self, iri: str) -> Said | None:
        """The statement or inference with this IRI, without words."""

    def words(self, statement: str) -> tuple[Words, ...]:
        """The words a statement rests on: evidence first, then antecedents, in the order of the document."""


class Asked:
    """Asks the store anew for each thing: for a reader who looks at one."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def about(self, iri: str) -> list[tuple[str, Said]]:
        """What is said of a thing, each with the role of the thing in it, sorted; without words."""
        return _rows(select(self._store, "pages/said", {"thing": ox.NamedNode(iri)})).get(iri, [])

    def itself(self, iri: str) -> Said | None:
        """The statement or inference with this IRI, without words."""
        return _statements(select(self._store, "pages/statement", {"statement": ox.NamedNode(iri)})).get(iri)

    def words(self, statement: str) -> tuple[Words, ...]:
        """The words a statement rests on: evidence first, then antecedents, in the order of the document."""
        found = _quotes(select(self._store, "lookups/evidence", {"statement": ox.NamedNode(statement)}))
        return found.get(statement, ())


class Read:
    """Reads all statements of the store at once: for one who looks at everything, thirty times as fast."""

    def __init__(self, store: ox.Store) -> None:
        self._about = _rows(select(store, "pages/said"))
        self._itself = _statements(select(store, "pages/statement"))
        self._words = _quotes(select(store, "lookups/evidence"))

    def about(self, iri: str) -> list[tuple[str, Said]]:
        """What is said of a thing, each with the role of the thing in it, sorted; without words."""
        return self._about.get(iri, [])

    def itself(self, iri: str) -> Said | None:
        """The statement or inference with this IRI, without words."""
        return self._itself.get(iri)

    def words(self, statement: str) -> tuple[Words, ...]:
        """The words a statement rests on: evidence first, then antecedents, in the order of the document."""
        return self._words.get(statement, ())


def select(store: ox.Store, name: str, bindings: Mapping[str, Term] | None = None) -> ox.QuerySolutions:
    """The rows of a query of ontology/queries, by its path there without ending.

    Raises:
        KgError: where it is no SELECT.
    """
    result = solve(store, _text(name), bindings=bindings, name=f"{name}.rq")
    if not isinstance(result, ox.QuerySolutions):
        raise KgError(f"ontology/queries/{name}.rq: not a SELECT query", remedy="Restore the file.")
    return result


@cache
def _text(name: str) -> str:
    return (ontology_folder() / "queries" / f"{name}.rq").read_text(encoding="utf-8")


def _rows(solutions: Iterable[ox.QuerySolution]) -> dict[str, list[tuple[str, Said]]]:
    """By thing its role and what is said, each once whatever the number of its provisions, sorted."""
    provisions: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    found: dict[tuple[str, str, str], Said] = {}
    for row in solutions:
        key = (row["thing"].value, row["role"].value, row["statement"].value)
        if row["provision"]:
            provisions[key].add(row["provision"].value)
        found[key] = _said(row)
    told: dict[str, list[tuple[str, Said]]] = defaultdict(list)
    for thing, role, iri in sorted(found):
        said = found[thing, role, iri]
        told[thing].append((role, replace(said, provisions=tuple(sorted(provisions[thing, role, iri])))))
    return dict(told)


def _statements(solutions: Iterable[ox.QuerySolution]) -> dict[str, Said]:
    """By IRI each statement and inference."""
    found: dict[str, Said] = {}
    provisions: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, set[str]] = defaultdict(set)
    for row in solutions:
        iri = row["statement"].value
        found.setdefault(iri, _said(row))
        for name, values in (("provision", provisions), ("source", sources)):
            if row[name]:
                values[iri].add(row[name].value)
    return {
        iri: replace(said, provisions=tuple(sorted(provisions[iri])), sources=tuple(sorted(sources[iri])))
        for iri, said in found.items()
    }


def _said(row: ox.QuerySolution) -> Said:
    def text(name: str) -> str | None:
        return row[name].value if row[name] else None

    return Said(
        iri=row["statement"].value,
        subject=row["subject"].value,
        predicate=row["predicate"].value,
        object=row["object"].value,
        modality=text("modality"),
        basis=text("basis"),
        provisions=(),
        rule=row["rule"].value,
        confidence=text("confidence"),
        document=text("document"),
    )


def _quotes(solutions: Iterable[ox.QuerySolution]) -> dict[str, tuple[Words, ...]]:
    """By statement its words, in order."""
    found: dict[str, list[tuple[tuple[object, ...], Words]]] = defaultdict(list)
    for row in solutions:
        page = int(row["page"].value) if row["page"] else None
        address = row["address"].value if row["address"] else None
        behind = opening(page, row["marks"].value if row["marks"] else "", row["exact"].value)
        if row["opens"]:
            address = row["opens"].value
        elif address and behind:
            address = f"{urldefrag(address).url}#{behind}"
        words = Words(
            document=row["document"].value,
            file=row["file"].value,
            address=address,
            page=page,
            label=row["label"].value if row["label"] else "",
            exact=row["exact"].value,
            prefix=row["prefix"].value if row["prefix"] else "",
            suffix=row["suffix"].value if row["suffix"] else "",
            role=row["role"].value,
        )
        order = (words.role != str(KG.evidence), words.file, int(row["start"].value), words.exact, words.document)
        found[row["statement"].value].append((order, words))
    return {
        statement: tuple(words for _, words in sorted(rows, key=lambda each: each[0]))
        for statement, rows in found.items()
    }
