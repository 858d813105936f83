"""Whether a graph keeps the rules of ontology/: by SHACL for `kg check`, and by fast SPARQL checks in every build."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph
import pyshacl
from rdflib import RDF, RDFS, BNode, Graph, Literal
from rdflib.term import Node

from kg.base.errors import KgError
from kg.base.ontology import ontology_folder
from kg.graph.store import solve
from kg.graph.vocabulary import SH

_WORDS = re.compile(r"# nl: (?P<nl>.+)\n# en: (?P<en>.+)\n")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Violation:
    """One rule that one thing breaks.

    `shape` is the IRI of the SHACL shape, or the name of the check in ontology/queries/checks; `focus` is the thing,
    and `what` the value or property that is wrong ("" where something is absent); `nl` and `en` state the rule.
    """

    shape: str
    focus: str
    what: str
    nl: str
    en: str

    def __str__(self) -> str:
        what = f" ({self.what})" if self.what else ""
        return f"{self.focus}{what}: {self.en} [{self.shape}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A query that finds what breaks a rule: ?node is the thing, ?what the value or property that is wrong."""

    name: str
    nl: str
    en: str
    query: str


@cache
def read_checks() -> tuple[Check, ...]:
    """The checks of ontology/queries/checks, sorted by name.

    Raises:
        KgError: where a file does not begin with its rule, as `# nl: …` and `# en: …` on the first two lines.
    """
    return tuple(_check(path) for path in sorted((ontology_folder() / "queries" / "checks").glob("*.rq")))


def violations_in_store(store: pyoxigraph.Store) -> tuple[Violation, ...]:
    """What the checks find in a store as `load_store` makes it, sorted, each once.

    graph/ontology has to be among its graphs: the checks read from it what may stand where.
    """
    return tuple(sorted({found for check in read_checks() for found in _found(check, store)}))


def violations_by_shacl(data: Graph, *, shapes: Graph | None = None) -> tuple[Violation, ...]:
    """What breaks a shape of ontology/shapes, or of `shapes` among them, sorted, each once; empty where the graph is valid.

    `data` stays as it is.

    The classes of kg.ttl are known; nothing is inferred. Types of subjects and objects are checked on plain triples
    only: those of all statements are checked in the store.
    """
    shapes = _read_shapes() if shapes is None else shapes
    _, report, text = pyshacl.validate(
        data,
        shacl_graph=shapes,
        ont_graph=read_classes(),
        inference="none",
        advanced=False,
    )
    if not isinstance(report, Graph):
        raise KgError(f"ontology/shapes cannot be used: {text}", remedy="Mend the shape that is named there.")
    return tuple(sorted(set(_reported(report, shapes))))


def _reported(report: Graph, shapes: Graph) -> Iterator[Violation]:
    messages = _messages()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        shape = _named(report.value(result, SH.sourceShape), shapes)
        nl, en = messages[shape]
        what = report.value(result, SH.value)
        yield Violation(
            shape=shape,
            focus=str(report.value(result, SH.focusNode)),
            what="" if what is None else str(what),
            nl=nl,
            en=en,
        )


def _named(shape: Node | None, shapes: Graph) -> str:
    """The IRI of a shape, or of the shape that it is a nameless part of."""
    while isinstance(shape, BNode):
        shape = next(shapes.subjects(object=shape), None)
    return str(shape)


def _found(check: Check, store: pyoxigraph.Store) -> Iterator[Violation]:
    solutions = solve(store, check.query, name=f"ontology/queries/checks/{check.name}.rq")
    if not isinstance(solutions, pyoxigraph.QuerySolutions):
        raise KgError(f"ontology/queries/checks/{check.name}.rq is no SELECT", remedy="Select ?node and ?what.")
    for solution in solutions:
        yield Violation(
            shape=check.name,
            focus=_text(solution["node"]),
            what=_text(solution["what"]),
            nl=check.nl,
            en=check.en,
        )


def _text(term: object) -> str:
    match term:
        case pyoxigraph.NamedNode() | pyoxigraph.BlankNode() | pyoxigraph.Literal():
            return term.value
        case _:
            return ""


def _check(path: Path) -> Check:
    query = path.read_text(encoding="utf-8")
    words = _WORDS.match(query)
    if words is None:
        raise KgError(
            f"ontology/queries/checks/{path.name} does not tell its rule",
            remedy='Begin with a line "# nl: …" and a line "# en: …".',
        )
    return Check(name=path.stem, nl=words["nl"], en=words["en"], query=query)


@cache
def shapes_of_graph() -> Graph:
    """The shapes of ontology/shapes but for those of the catalogue record, of which the graph holds nothing."""
    paths = (ontology_folder() / "shapes").glob("*.ttl")
    return _parsed(sorted(path for path in paths if path.stem != "catalogue"))


@cache
def _read_shapes() -> Graph:
    return _parsed(sorted((ontology_folder() / "shapes").glob("*.ttl")))


@cache
def read_classes() -> Graph:
    """The tree of classes alone: pyshacl adds it to a copy of the data, and knows by it what a kg:Act is."""
    tree = Graph()
    for triple in _parsed([ontology_folder() / "kg.ttl"]).triples((None, RDFS.subClassOf, None)):
        tree.add(triple)
    return tree


@cache
def _messages() -> MappingProxyType[str, tuple[str, str]]:
    """The messages (nl, en) of each shape."""
    told: dict[tuple[Node, str | None], str] = {
        (shape, message.language): str(message)
        for shape, message in _read_shapes().subject_objects(SH.message)
        if isinstance(message, Literal)
    }
    return MappingProxyType(
        {str(shape): (text, told[shape, "en"]) for (shape, language), text in told.items() if language == "nl"}
    )


def _parsed(paths: Iterable[Path]) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph
