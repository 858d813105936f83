"""Search by name: the things whose names hold all the words asked for."""

from __future__ import annotations

import unicodedata

import pyoxigraph as ox
from rdflib import RDF, RDFS

from kg.base.terms import Kind
from kg.graph.naming import name_key
from kg.graph.vocabulary import KG, SKOS

_DEFAULT = ox.DefaultGraph()


class Index:
    """The names of all actors, instruments, domains and documents of a store, read once."""

    def __init__(self, store: ox.Store) -> None:
        kinds = [*(str(KG[kind]) for kind in Kind), str(KG.Document), str(KG.Provision)]
        self._names: list[tuple[str, bool, str]] = []
        for kind in kinds:
            for quad in store.quads_for_pattern(None, ox.NamedNode(str(RDF.type)), ox.NamedNode(kind), _DEFAULT):
                for is_label, predicate in ((True, RDFS.label), (False, SKOS.altLabel), (False, KG.file)):
                    for told in store.quads_for_pattern(quad.subject, ox.NamedNode(str(predicate)), None, _DEFAULT):
                        if isinstance(told.object, ox.Literal) and isinstance(told.subject, ox.NamedNode):
                            self._names.append((plain(told.object.value), is_label, told.subject.value))
        self._names.sort()

    def found(self, asked: str, *, most: int) -> tuple[str, ...]:
        """The IRIs of at most `most` things: those called just so first, then names that begin so, then by length.

        Signs and capitals do not count; empty where nothing is asked.
        """
        words = plain(asked).split()
        whole = " ".join(words)
        ranks: dict[str, tuple[bool, bool, bool, int, str]] = {}
        for name, is_label, iri in self._names:
            if words and all(word in name for word in words):
                rank = (name != whole, not name.startswith(whole), not is_label, len(name), name)
                ranks[iri] = min(rank, ranks.get(iri, rank))
        return tuple(sorted(ranks, key=lambda iri: (ranks[iri], iri)))[:most]


def plain(name: str) -> str:
    """A name as the search compares it.

    Example:
        >>> plain("Autoriteit Financiële  Markten")
        'autoriteit financiele markten'
    """
    return unicodedata.normalize("NFKD", name_key(name)).encode("ascii", "ignore").decode()
