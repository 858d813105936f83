"""What the graph tells of one thing, read from the store: an entity, a statement, a document, or anything else that has an IRI."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urldefrag

import pyoxigraph as ox
from rdflib import RDF, RDFS

from kg.base.errors import KgError
from kg.base.ontology import ontology_folder
from kg.graph.evidence import opening
from kg.graph.labels import Labels
from kg.graph.store import Term, solve
from kg.graph.vocabulary import KG, OA, PROV, SKOS, Language, read_vocabulary

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What is said with one relation, read from the thing: `inverse` where the thing is its object; `relation` is empty for its basis."""

    relation: str
    inverse: bool
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What stands on the page of a thing.

    `details` are the triples with it as subject that are no relations, by property; `said` is the statement itself where it is one;
    `groups` are the statements of `start` and after, at most SHOWN of `total`.
    """

    iri: str
    label: str
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    details: tuple[tuple[str, tuple[ox.NamedNode | ox.Literal, ...]], ...]
    said: Said | None
    groups: tuple[Group, ...]
    start: int
    total: int


def thing_of(store: ox.Store, iri: str, *, language: Language = "nl", start: int = 0) -> Thing | None:
    """All that stands on the page of the thing with this IRI, from the statement number `start`; None where the graph does not know it.

    Statements are in the order of relation, what the other is called, and document.
    """
    node = ox.NamedNode(iri)
    told: dict[str, set[ox.NamedNode | ox.Literal]] = defaultdict(set)
    for quad in store.quads_for_pattern(node, None, None, _DEFAULT):
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            told[quad.predicate.value].add(quad.object)
    labels = Labels(store, language)
    rows = _rows(store, "said", {"thing": node})
    if not told and not rows:
        return None
    ordered = sorted(_groups(iri, rows), key=lambda each: _order(each, iri, labels))
    kinds = tuple(sorted(value.value for value in told[str(RDF.type)]))
    relations = {str(KG[name]) for name in _relations()}
    return Thing(
        iri=iri,
        label=labels.of(iri),
        kinds=kinds,
        names=tuple(sorted({value.value for value in told[str(SKOS.altLabel)]}, key=str.casefold)),
        details=tuple(
            (property_, tuple(sorted(told[property_], key=lambda value: (_shown(value, labels), str(value)))))
            for property_ in sorted(told)
            if property_ not in _NAMING | _HIDDEN and (property_ not in relations or not _is_stated(rows, property_))
        ),
        said=_itself(store, node, kinds, labels),
        groups=tuple(_grouped(store, ordered[start : start + SHOWN], labels)),
        start=start,
        total=len(ordered),
    )


def triples_of(store: ox.Store, iri: str) -> tuple[ox.Triple, ...]:
    """The triples about a thing, sorted: its own, the relations that lead to it, the statements about it with their words."""
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
    for one in waiting[:_MOST]:
        _gather(store, one, found, known)
    return tuple(sorted(found, key=str))


def _gather(store: ox.Store, node: ox.NamedNode, found: set[ox.Triple], known: set[str]) -> None:
    """The triples of a node, and of the parts that belong to it alone."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if one.value in known:
            continue
        known.add(one.value)
        for quad in store.quads_for_pattern(one, None, None, _DEFAULT):
            found.add(quad.triple)
            if quad.predicate.value in _PARTS and isinstance(quad.object, ox.NamedNode):
                waiting.append(quad.object)


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


@cache
def _relations() -> frozenset[str]:
    """The names of all relations, their inverses and the legal status."""
    terms = read_vocabulary()
    return frozenset(
        str(term).removeprefix(KG) for term in (*terms.predicates, *terms.inverses.values(), KG.legalStatus)
    )


def _rows(store: ox.Store, name: str, bindings: Mapping[str, Term]) -> list[tuple[str, Said]]:
    """The role of the thing and what is said, each once whatever the number of its provisions."""
    provisions: dict[tuple[str, str], set[str]] = defaultdict(set)
    found: dict[tuple[str, str], Said] = {}
    for row in select(store, f"pages/{name}", bindings):
        key = (row["role"].value, row["statement"].value)
        if row["provision"]:
            provisions[key].add(row["provision"].value)
        found[key] = _said(row)
    return [
        (role, replace(found[role, iri], provisions=tuple(sorted(provisions[role, iri]))))
        for role, iri in sorted(found)
    ]


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


def _itself(store: ox.Store, node: ox.NamedNode, kinds: Iterable[str], labels: Labels) -> Said | None:
    """The statement or inference that this node is."""
    if not {str(KG.Statement), str(KG.Inference)} & set(kinds):
        return None
    rows = list(select(store, "pages/statement", {"statement": node}))
    if not rows:
        return None
    told = replace(
        _said(rows[0]),
        provisions=tuple(sorted({row["provision"].value for row in rows if row["provision"]})),
        sources=tuple(sorted({row["source"].value for row in rows if row["source"]})),
    )
    statements = told.sources if told.is_inferred else (told.iri,)
    return replace(told, words=tuple(word for iri in statements[:SHOWN] for word in _words(store, iri, labels)))


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


def _grouped(store: ox.Store, rows: Iterable[_Row], labels: Labels) -> Iterator[Group]:
    groups: dict[tuple[str, bool], list[Said]] = defaultdict(list)
    for relation, inverse, said in rows:
        groups[relation, inverse].append(replace(said, words=_words(store, said.iri, labels)))
    for (relation, inverse), members in groups.items():
        yield Group(relation=relation, inverse=inverse, said=tuple(members))


def _words(store: ox.Store, statement: str, labels: Labels) -> tuple[Words, ...]:
    found = []
    for row in select(store, "lookups/evidence", {"statement": ox.NamedNode(statement)}):
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
        found.append(((words.role != str(KG.evidence), words.file, int(row["start"].value), words.exact), words))
    return tuple(words for _, words in sorted(found, key=lambda each: (each[0], labels.of(each[1].document))))


def _shown(value: ox.NamedNode | ox.Literal, labels: Labels) -> str:
    return labels.of(value.value) if isinstance(value, ox.NamedNode) else value.value


def _is_stated(rows: Iterable[tuple[str, Said]], property_: str) -> bool:
    """Whether statements tell this relation of the thing as subject, so that its triples are told there."""
    return any(role == str(RDF.subject) and said.predicate == property_ for role, said in rows)
