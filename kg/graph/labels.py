"""The label of each thing of a store, as a person reads it."""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import RDFS, URIRef

from kg.graph.store import Asked
from kg.graph.vocabulary import KG, Language, read_vocabulary

SHOWN = 8
"""How many digits of the id of a statement stand for it."""

_DEFAULT = ox.DefaultGraph()
LABEL = ox.NamedNode(str(RDFS.label))
"""The property that names a thing."""
_NAMELESS = ("/statement/", "/inference/")


class Labels:
    """The label of each IRI in one language, looked up once."""

    def __init__(self, store: Asked, language: Language) -> None:
        self._store = store
        self._language = language
        self._known: dict[str, str] = {}

    def of(self, iri: str) -> str:
        """The label in the language, else in Dutch, else any, the first in order; the IRI where it has none.

        A statement has no label: the first eight digits of its id stand for it, which `kg why` takes as well. So it is with what was
        inferred.
        """
        if iri not in self._known:
            self._known[iri] = self._look_up(iri)
        return self._known[iri]

    def _look_up(self, iri: str) -> str:
        if iri.startswith(KG):
            return read_vocabulary().labels.get((URIRef(iri), self._language), iri)
        wanted: dict[str, int] = {"nl": 1, self._language: 0}
        labels = [
            (wanted.get(quad.object.language or "", 2), quad.object.value)
            for quad in self._store.quads_for_pattern(ox.NamedNode(iri), LABEL, None, _DEFAULT)
            if isinstance(quad.object, ox.Literal)
        ]
        if labels:
            return min(labels)[1]
        nameless = any(part in iri for part in _NAMELESS)
        return iri.rpartition("/")[2][:SHOWN] if nameless else iri
