"""A large graph held against the shapes part by part: in time that grows with it, and memory that does not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.base.errors import KgError
from kg.graph.store import Asked
from kg.graph.validate import Violation, read_classes, shapes_of_graph, violations_by_shacl
from kg.graph.vocabulary import SH

_DEFAULT = ox.DefaultGraph()
_STRING = ox.NamedNode(str(XSD.string))
_TWO = 2  # steps: what a path reaches from the next node on
_LARGE = 40_000  # triples of a part: fewer cost more for the shapes, more take more memory

# What may be told of a focus node that is known by its types alone.
_NAMES = ("class", "in", "nodeKind", "pattern", "message", "or", "targetObjectsOf", "datatype")
_OF_THE_NODE = frozenset((*(SH[name] for name in _NAMES), RDF.type))
_REACHING = (SH.node, SH.sparql, SH.qualifiedValueShape)


def violations_in_parts(path: Path, store: Asked, *, large: int = _LARGE) -> tuple[Violation, ...]:
    """What breaks a shape of ontology/shapes in the named graphs of a TriG file together, sorted, each once.

    It is what `violations_by_shacl` finds in their union, but no more than some graphs are in memory at once. `store` holds
    the same graphs.

    The file is one that `write_trig` made, sorted. A node that one graph tells of is checked with its neighbours there; one
    that several graphs tell of, with all that they say. The objects that stand in other parts are known there by their types,
    and by what the paths of the shapes ask of them, from the store.

    Raises:
        OSError: where the file cannot be read.
        SyntaxError: where it is no TriG.
        KgError: where a shape asks for what is not to be seen in a part.
    """
    shared = _shared(path)
    found: set[Violation] = set()
    rest: set[ox.Triple] = set()
    part: list[ox.Triple] = []
    for graph in _graphs(path):
        for subject, group in groupby(
            graph, key=lambda triple: triple.subject
        ):  # the file is sorted: all of it in the graph
            if hash(subject) in shared:
                rest.update(group)
                continue
            part.extend(group)
            if len(part) >= large:
                found |= _broken(part, store)
                part = []
    found |= _broken(part, store)
    part = []
    together = sorted(rest, key=lambda triple: str(triple.subject))  # all that is said of one node stands together
    for _, group in groupby(together, key=lambda triple: triple.subject):
        part.extend(group)
        if len(part) >= large:
            found |= _broken(part, store)
            part = []
    return tuple(sorted(found | _broken(part, store)))


@dataclass(frozen=True, slots=True)
class _Shapes:
    """Shapes whose classes as targets are marks (`_mark`) that only the nodes of a part have, and what they ask of the next nodes."""

    graph: Graph
    marks: Mapping[str, tuple[URIRef, ...]]  # by class: those of the classes above it, and its own, that are targets
    beyond: tuple[ox.NamedNode, ...]


@cache
def _shapes() -> _Shapes:
    """The shapes of ontology/ that hold for the graph.

    Raises:
        KgError: as `beyond`.
    """
    marked = Graph()
    targets = set()
    for shape, term, value in shapes_of_graph():
        if term == SH.targetClass:
            targets.add(value)
            marked.add((shape, SH.targetSubjectsOf, _mark(value)))
        else:
            marked.add((shape, term, value))
    tree = read_classes()
    classes = {*targets, *tree.subjects(), *tree.objects()}
    marks = {
        str(one): tuple(sorted(_mark(above) for above in {*tree.transitive_objects(one, RDFS.subClassOf)} & targets))
        for one in classes
    }
    return _Shapes(marked, marks, tuple(ox.NamedNode(name) for name in sorted(beyond(shapes_of_graph()))))


def _mark(target: Node | None) -> URIRef:
    return URIRef(f"urn:kg:of-this-part:{target}")


def beyond(shapes: Graph) -> frozenset[str]:
    """The predicates that shapes ask of the nodes next to their focus.

    Raises:
        KgError: where one asks for more than the next node but one, or tells more of an object than can be seen in any part.
    """
    for term in _REACHING:
        for shape in shapes.subjects(term, None):
            raise _unseen(shape, term)
    objects = set(shapes.subjects(SH.targetObjectsOf, None))
    for shape in objects:
        for node in (shape, *(option for choice in shapes.objects(shape, SH["or"]) for option in shapes.items(choice))):
            for told in shapes.predicates(node, None):
                if told not in _OF_THE_NODE:
                    raise _unseen(shape, told)
    return frozenset((str(RDF.type), *_further(shapes)))


def _further(shapes: Graph) -> Iterator[str]:
    """The predicates of the second steps of paths.

    Raises:
        KgError: where a path is longer, or of another kind than one step after another or one of several.
    """
    for path in set(shapes.objects(None, SH.path)):
        if isinstance(path, URIRef):
            continue
        either = shapes.value(path, SH.alternativePath)
        steps = list(shapes.items(path if either is None else either))
        if not all(isinstance(step, URIRef) for step in steps) or (either is None and len(steps) != _TWO):
            raise _unseen(next(shapes.subjects(SH.path, path)), SH.path)
        if either is None:
            yield str(steps[1])


def _unseen(shape: Node, term: Node) -> KgError:
    return KgError(
        f"ontology/shapes: {shape} uses {term}, which cannot be checked part by part",
        remedy="Write the shape otherwise, or teach kg/graph/parts.py what it needs to see.",
    )


def _shared(path: Path) -> set[int]:
    """The hashes of the subjects that more than one graph tells of; two that happen to be the same do no harm."""
    seen: set[int] = set()
    shared: set[int] = set()
    for graph in _graphs(path):
        own = {hash(triple.subject) for triple in graph}
        shared |= own & seen
        seen |= own
    return shared


def _graphs(path: Path) -> Iterator[Iterable[ox.Triple]]:
    with path.open("rb") as file:
        for _, group in groupby(ox.parse(file, format=ox.RdfFormat.TRIG), key=lambda quad: quad.graph_name):
            yield (quad.triple for quad in group)


def _broken(part: Collection[ox.Triple], store: Asked) -> set[Violation]:
    """What the nodes of a part break. All that is said of its subjects is in it."""
    if not part:
        return set()
    shapes = _shapes()
    told: Callable[[object], Node] = cache(_node)
    data = Graph()
    for triple in part:
        data.add((told(triple.subject), told(triple.predicate), told(triple.object)))
    for subject, kind in list(data.subject_objects(RDF.type)):
        for mark in shapes.marks.get(str(kind), ()):
            data.add((subject, mark, subject))
    others = {triple.object for triple in part} - {triple.subject for triple in part}
    for node in others:
        if isinstance(node, ox.NamedNode):
            for predicate in shapes.beyond:
                for quad in store.quads_for_pattern(node, predicate, None, _DEFAULT):
                    data.add((told(quad.subject), told(quad.predicate), told(quad.object)))
    return set(violations_by_shacl(data, shapes=shapes.graph))


def _node(term: object) -> Node:
    match term:
        case ox.NamedNode():
            return URIRef(term.value)
        case ox.Literal():
            if term.language:
                return Literal(term.value, lang=term.language)
            return Literal(term.value, datatype=None if term.datatype == _STRING else URIRef(term.datatype.value))
        case ox.BlankNode():
            return BNode(term.value)
        case _:
            raise TypeError(f"no node of a graph: {term}")
