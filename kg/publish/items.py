"""What a publication holds, as its log of changes remembers it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox
from rdflib.namespace import DCTERMS

from kg.graph.labels import Labels
from kg.graph.vocabulary import KG
from kg.publish.changes import Item
from kg.publish.said import Read, Said
from kg.publish.site_pages import Named

_DEFAULT = ox.DefaultGraph()
_QUALITIES = {"valid": str(DCTERMS.valid), "topics": str(KG.topic), "towards": str(KG.towards)}
"""What a statement may tell besides: when, about what, towards whom; what it does not tell has no key, as in logs of before."""


def items_in(store: ox.Store, named: Mapping[str, Named], told: Read) -> Iterator[Item]:
    """An item for each thing that has pages: statements with what they say, documents with their file and its hash."""
    labels = Labels(store, "nl")
    for iri, one in named.items():
        said = told.itself(iri) if one.kind == "Statement" else None
        if said is not None:
            yield _statement(store, said, told, labels)
        elif one.kind == "Document":
            content = {name: _value(store, iri, KG[name]) for name in ("file", "sha256")}
            yield Item(iri=iri, kind=one.kind, label=one.label, content=content)
        elif one.kind != "Statement":
            yield Item(iri=iri, kind=one.kind, label=one.label)


def _statement(store: ox.Store, said: Said, told: Read, labels: Labels) -> Item:
    quotes = [[word.page, word.label, word.exact] for word in told.words(said.iri)]
    document = said.document or ""
    content = {
        "document": document,
        "file": _value(store, document, KG.file) if document else "",
        "subject": said.subject,
        "predicate": said.predicate,
        "object": said.object,
        "modality": said.modality or "",
        "basis": said.basis or "",
        "provisions": list(said.provisions),
        "rule": said.rule,
        "confidence": said.confidence or "",
        "quotes": quotes,
    }
    told_besides = {name: _values(store, said.iri, property_) for name, property_ in _QUALITIES.items()}
    content |= {name: values for name, values in told_besides.items() if values}
    ends = {"subject": said.subject, "object": said.object, "basis": said.basis or "", "document": document}
    return Item(
        iri=said.iri,
        kind="Statement",
        label=labels.of(said.iri),
        content=content,
        labels={name: labels.of(iri) for name, iri in ends.items() if iri},
    )


def _value(store: ox.Store, iri: str, property_: str) -> str:
    return min(_values(store, iri, str(property_)), default="")


def _values(store: ox.Store, iri: str, property_: str) -> list[str]:
    quads = store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(property_), None, _DEFAULT)
    return sorted(quad.object.value for quad in quads if isinstance(quad.object, ox.Literal | ox.NamedNode))
