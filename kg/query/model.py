"""Questions and answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox

from kg.graph.vocabulary import Language

LANGUAGES: tuple[Language, ...] = ("nl", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A thing that a question asks for by name: the column of that name gets the thing's IRI as its value."""

    name: str
    description: Mapping[Language, str]
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of ontology/queries: its file's name, its words, what it needs, its headings and its SPARQL text.

    `method` says what is done with the rows of the query: nothing where it is empty; else a name of kg.query.from_graph and the columns
    it needs ("path van naar").
    """

    name: str
    words: Mapping[Language, str]
    parameters: tuple[Parameter, ...]
    headings: Mapping[str, Mapping[Language, str]]
    text: str
    method: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: the term as it stands in the graph, and the text a person reads instead."""

    term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A table: variables, a heading for each, and rows with a cell or None (unbound) for each.

    `labelled` tells whether the cells show labels (a named question) or what stands in the graph (a free query).
    """

    columns: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    labelled: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to a question of yes or no (ASK)."""

    holds: bool


@dataclass(frozen=True, slots=True)
class Triples:
    """A graph as an answer (CONSTRUCT, DESCRIBE): sorted, each triple once."""

    triples: tuple[ox.Triple, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words a statement rests on: `start` and `end` in characters of the text, `page` None without pages.

    `address` opens the document at these words; `label` is what the page is called ("Artikel 5:11"), empty where it has a number only.
    """

    document: str
    file: str
    address: str | None
    page: int | None
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why the graph holds a statement: who says what, how surely, by which rule, in which words.

    Labels and not IRIs, but for `statement`; confidence from 0 to 1. What no document says but a rule concludes has no modality; it has
    the IRIs of the statements it was `inferred_from` (none where it rests on a register alone), their words, and the confidence of the
    least sure of them. `valid` is when it holds (EDTF), `topics` what it is about, `towards` whom a power is held towards.
    """

    statement: str
    subject: str
    predicate: str
    object: str
    modality: str | None
    basis: str | None
    rule: str
    confidence: Decimal
    evidence: tuple[Quote, ...]
    antecedents: tuple[Quote, ...]
    inferred_from: tuple[str, ...] = ()
    valid: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    towards: str | None = None
