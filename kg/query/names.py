"""Names led to things and relations of the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

import pyoxigraph as ox
from rdflib import RDF, RDFS

from kg.base.errors import UsageError
from kg.base.terms import Kind
from kg.graph.iri import is_iri
from kg.graph.labels import Labels
from kg.graph.naming import name_key, without_article
from kg.graph.store import Asked
from kg.graph.vocabulary import KG, SKOS
from kg.query.model import LANGUAGES
from kg.query.suggest import did_you_mean

_DEFAULT = ox.DefaultGraph()
_TYPE = ox.NamedNode(str(RDF.type))
_LABEL = ox.NamedNode(str(RDFS.label))
_FILE = ox.NamedNode(str(KG.file))
_DOCUMENT = ox.NamedNode(str(KG.Document))
_OTHER = ox.NamedNode(str(SKOS.altLabel))


def thing_named(store: Asked, name: str) -> ox.NamedNode:
    """The actor, instrument or domain of this name: its label or another name, or its IRI.

    Case does not count, nor does an article in front. A thing whose label it is goes before things that have it as
    another name.

    Raises:
        UsageError: where nothing has the name (with the nearest names), or more than one thing has (with all of them).
    """
    if is_iri(name) and _is_thing(store, ox.NamedNode(name)):
        return ox.NamedNode(name)
    labels = _named(store, _LABEL)
    others = _named(store, _OTHER)
    for key in dict.fromkeys((name_key(name), without_article(name_key(name)))):
        for names in (labels, others):
            found = sorted(names.get(key, ()))
            if len(found) == 1:
                return ox.NamedNode(found[0])
            if found:
                told = Labels(store, "nl")
                candidates = "; ".join(f"{told.of(iri)} <{iri}>" for iri in found)
                raise UsageError(
                    f"{name!r} is the name of more than one thing: {candidates}",
                    remedy="Give the IRI of the one you mean.",
                )
    known = {text for names in (labels, others) for iris in names.values() for text in iris.values()}
    near = did_you_mean(without_article(name), known)
    raise UsageError(f"nothing in the graph is called {name!r}", remedy=near or "No statement speaks of it.")


def document_named(store: Asked, name: str) -> ox.NamedNode:
    """The document of this title or file name, or with this IRI.

    Raises:
        UsageError: where there is none (with the nearest names), or more than one.
    """
    known: defaultdict[str, set[str]] = defaultdict(set)
    names: set[str] = set()
    for quad in store.quads_for_pattern(None, _TYPE, _DOCUMENT, _DEFAULT):
        if isinstance(quad.subject, ox.NamedNode):
            known[name_key(quad.subject.value)].add(quad.subject.value)
            for predicate in (_LABEL, _FILE):
                for told in store.quads_for_pattern(quad.subject, predicate, None, _DEFAULT):
                    if isinstance(told.object, ox.Literal):
                        known[name_key(told.object.value)].add(quad.subject.value)
                        names.add(told.object.value)
    found = sorted(known.get(name_key(name), ()))
    if len(found) == 1:
        return ox.NamedNode(found[0])
    if found:
        raise UsageError(f"{name!r} is the name of {len(found)} documents", remedy=f"Give an IRI: {', '.join(found)}.")
    remedy = did_you_mean(name, names) or "`kg query documenten` shows them all."
    raise UsageError(f"no document is called {name!r}", remedy=remedy)


def predicate_named(store: Asked, name: str, predicates: Collection[str]) -> ox.NamedNode:
    """The relation of this name: the ontology's (supervises) or its label in Dutch or English (houdt toezicht op).

    Raises:
        UsageError: where no relation has it.
    """
    known: dict[str, ox.NamedNode] = {}
    for predicate in predicates:
        node = ox.NamedNode(str(KG[predicate]))
        known[name_key(predicate)] = node
        for language in LANGUAGES:
            known[name_key(Labels(store, language).of(node.value))] = node
    if name_key(name) in known:
        return known[name_key(name)]
    raise UsageError(
        f"no relation is called {name!r}",
        remedy=did_you_mean(name, predicates) or f"Known are {', '.join(sorted(predicates))}.",
    )


def _named(store: Asked, predicate: ox.NamedNode) -> Mapping[str, Mapping[str, str]]:
    """Name without case -> the IRIs of the things that have it -> the name as written."""
    things = set(_things(store))
    names: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for quad in store.quads_for_pattern(None, predicate, None, _DEFAULT):
        if (
            isinstance(quad.subject, ox.NamedNode)
            and isinstance(quad.object, ox.Literal)
            and quad.subject.value in things
        ):
            names[name_key(quad.object.value)][quad.subject.value] = quad.object.value
    return names


def _things(store: Asked) -> Iterator[str]:
    for kind in Kind:
        for quad in store.quads_for_pattern(None, _TYPE, ox.NamedNode(str(KG[kind])), _DEFAULT):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject.value


def _is_thing(store: Asked, node: ox.NamedNode) -> bool:
    kinds = {str(KG[kind]) for kind in Kind}
    types = (quad.object for quad in store.quads_for_pattern(node, _TYPE, None, _DEFAULT))
    return any(isinstance(value, ox.NamedNode) and value.value in kinds for value in types)
