"""What the graph tells of one thing, read from the store: an entity, a statement, a document, or anything else that has an IRI."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import pyoxigraph as ox
from rdflib import RDF, RDFS

from kg.graph.labels import Labels
from kg.graph.vocabulary import DCT, FOAF, KG, OA, PROV, SKOS, Language, read_vocabulary
from kg.publish.said import Asked, Said, Told

SHOWN = 100
"""How many statements a page shows at a time."""

_DEFAULT = ox.DefaultGraph()
_NAMING = {str(RDFS.label), str(RDF.type), str(SKOS.altLabel), str(SKOS.prefLabel)}
_HIDDEN = {
    str(predicate)
    for predicate in (RDF.subject, RDF.predicate, RDF.object, KG.evidence, KG.antecedent, KG.inferredFrom)
}
_PARTS = {str(predicate) for predicate in (KG.evidence, KG.antecedent, OA.hasSelector, OA.hasSource, KG.inferredFrom)}
_ABOUT = (RDF.subject, RDF.object, KG.legalBasis, PROV.wasDerivedFrom)
_MOST = 10_000  # statements in the triples of one thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What is said with one relation, read from the thing: `inverse` where the thing is its object; `relation` is empty for its basis."""

    relation: str
    inverse: bool
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A document as a citation names it; what nobody told is empty.

    `publisher` is a name or an IRI; `sha256` is that of the file that was read.
    """

    document: str
    publisher: str
    issued: str
    identifier: str
    address: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What stands on the page of a thing.

    `label` is what it is called, of a statement or inference all it says; `details` are the triples with it as subject that are no
    relations, by property; `said` is the statement itself where it is one, `grounds` are those it was inferred from, and `cited` the
    documents of its words; `groups` are the statements of `start` and after, at most SHOWN of `total`.
    """

    iri: str
    label: str
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    details: tuple[tuple[str, tuple[ox.NamedNode | ox.Literal, ...]], ...]
    said: Said | None
    grounds: tuple[Said, ...]
    cited: tuple[Cited, ...]
    groups: tuple[Group, ...]
    start: int
    total: int


def thing_of(store: ox.Store, iri: str, *, language: Language = "nl", start: int = 0) -> Thing | None:
    """All that stands on the page of the thing with this IRI, from the statement number `start`; None where the graph does not know it.

    Statements are in the order of relation, what the other is called, and document.
    """
    return next(_things(store, iri, Labels(store, language), Asked(store), starts=(start,)), None)


def things_of(store: ox.Store, iri: str, *, labels: Labels, told: Told) -> Iterator[Thing]:
    """All pages of the thing with this IRI, one after the other; none where the graph does not know it."""
    return _things(store, iri, labels, told, starts=None)


def _things(
    store: ox.Store, iri: str, labels: Labels, told: Told, *, starts: tuple[int, ...] | None
) -> Iterator[Thing]:
    node = ox.NamedNode(iri)
    values: dict[str, set[ox.NamedNode | ox.Literal]] = defaultdict(set)
    for quad in store.quads_for_pattern(node, None, None, _DEFAULT):
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            values[quad.predicate.value].add(quad.object)
    rows = told.about(iri)
    if not values and not rows:
        return
    ordered = sorted(_groups(iri, rows), key=lambda each: _order(each, iri, labels))
    kinds = tuple(sorted(value.value for value in values[str(RDF.type)]))
    relations = {str(KG[name]) for name in _relations()}
    stated = {said.predicate for role, said in rows if role == str(RDF.subject)}
    names = sorted({value.value for value in values[str(SKOS.altLabel)]}, key=lambda name: (name.casefold(), name))
    details = tuple(
        (property_, tuple(sorted(values[property_], key=lambda value: (_shown(value, labels), str(value)))))
        for property_ in sorted(values)
        if property_ not in _NAMING | _HIDDEN and not (property_ in relations and property_ in stated)
    )
    said = _itself(iri, kinds, told)
    for start in range(0, max(len(ordered), 1), SHOWN) if starts is None else starts:
        yield Thing(
            iri=iri,
            label=sentence(said, labels) if said else labels.of(iri),
            kinds=kinds,
            names=tuple(names),
            details=details,
            said=said,
            grounds=tuple(filter(None, map(told.itself, said.sources[:SHOWN]))) if said else (),
            cited=_cited(store, said) if said else (),
            groups=tuple(_grouped(ordered[start : start + SHOWN], told)),
            start=start,
            total=len(ordered),
        )


def sentence(said: Said, labels: Labels) -> str:
    """What a statement says, as a line."""
    return " · ".join(labels.of(one) for one in (said.subject, said.predicate, said.object))


def triples_of(store: ox.Store, iri: str, *, words: bool = True) -> tuple[ox.Triple, ...]:
    """The triples about a thing, sorted: its own, the relations that lead to it, the statements about it.

    The statements come with their words; without `words` only the thing itself does, where it is a statement.
    """
    found: set[ox.Triple] = set()
    node = ox.NamedNode(iri)
    relations = {str(KG[name]) for name in _relations()}
    found.update(
        quad.triple for quad in store.quads_for_pattern(None, None, node, _DEFAULT) if quad.predicate.value in relations
    )
    waiting = [node]
    for role in _ABOUT:
        about = store.quads_for_pattern(None, ox.NamedNode(str(role)), node, _DEFAULT)
        waiting += [quad.subject for quad in about if isinstance(quad.subject, ox.NamedNode)]
    known: set[str] = set()
    for one in waiting[:_MOST] if words else waiting:
        _gather(store, one, found, known, deep=words or one == node)
    return tuple(sorted(found, key=str))


def _gather(store: ox.Store, node: ox.NamedNode, found: set[ox.Triple], known: set[str], *, deep: bool) -> None:
    """The triples of a node, and of the parts that belong to it alone where it goes `deep`."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if one.value in known:
            continue
        known.add(one.value)
        for quad in store.quads_for_pattern(one, None, None, _DEFAULT):
            found.add(quad.triple)
            if deep and quad.predicate.value in _PARTS and isinstance(quad.object, ox.NamedNode):
                waiting.append(quad.object)


@cache
def _relations() -> frozenset[str]:
    """The names of all relations, their inverses, the legal status and the power."""
    terms = read_vocabulary()
    return frozenset(
        str(term).removeprefix(KG)
        for term in (*terms.predicates, *terms.inverses.values(), KG.legalStatus, KG.hasPower)
    )


def _itself(iri: str, kinds: Iterable[str], told: Told) -> Said | None:
    """The statement or inference that this thing is, with the words of the statements it rests on."""
    said = told.itself(iri) if {str(KG.Statement), str(KG.Inference)} & set(kinds) else None
    if said is None:
        return None
    statements = said.sources if said.is_inferred else (said.iri,)
    return replace(said, words=tuple(word for one in statements[:SHOWN] for word in told.words(one)))


def _cited(store: ox.Store, said: Said) -> tuple[Cited, ...]:
    """The documents whose words the statement rests on, each once, in the order of the words."""
    return tuple(_citation(store, document) for document in dict.fromkeys(word.document for word in said.words))


def _citation(store: ox.Store, document: str) -> Cited:
    values: dict[str, str] = {}
    for quad in sorted(store.quads_for_pattern(ox.NamedNode(document), None, None, _DEFAULT), key=str):
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            values.setdefault(quad.predicate.value, quad.object.value)
    return Cited(
        document=document,
        publisher=values.get(str(DCT.publisher), ""),
        issued=values.get(str(DCT.issued), ""),
        identifier=values.get(str(DCT.identifier), ""),
        address=values.get(str(FOAF.page), ""),
        file=values.get(str(KG.file), ""),
        sha256=values.get(str(KG.sha256), ""),
    )


_Row = tuple[str, bool, Said]


def _groups(iri: str, rows: Iterable[tuple[str, Said]]) -> Iterator[_Row]:
    """Relation, whether it is read backwards, and what is said: a statement once, where the thing has more than one role."""
    seen: set[str] = set()
    for role, said in sorted(
        rows, key=lambda each: (each[0] != str(RDF.subject), each[0] != str(RDF.object), each[0], each[1].iri)
    ):
        if said.iri in seen:
            continue
        seen.add(said.iri)
        if said.is_inferred and role == str(RDF.object):
            continue  # what was inferred to this thing from another is that one's
        match role:
            case subject if subject == str(RDF.subject):
                yield said.predicate, False, said
            case object_ if object_ == str(RDF.object) and said.subject != iri:
                yield said.predicate, True, said
            case _:
                yield "", False, said


def _order(row: _Row, iri: str, labels: Labels) -> tuple[str, ...]:
    relation, inverse, said = row
    other = said.object if said.subject == iri else said.subject
    heading = "~" if not relation else labels.of(relation).casefold()
    return (
        heading,
        str(inverse),
        labels.of(other).casefold(),
        labels.of(said.object),
        labels.of(said.document) if said.document else "",
        said.iri,
    )


def _grouped(rows: Iterable[_Row], told: Told) -> Iterator[Group]:
    groups: dict[tuple[str, bool], list[Said]] = defaultdict(list)
    for relation, inverse, said in rows:
        groups[relation, inverse].append(replace(said, words=told.words(said.iri)))
    for (relation, inverse), members in groups.items():
        yield Group(relation=relation, inverse=inverse, said=tuple(members))


def _shown(value: ox.NamedNode | ox.Literal, labels: Labels) -> str:
    return labels.of(value.value) if isinstance(value, ox.NamedNode) else value.value
