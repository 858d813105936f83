"""The ontology as triples: what every term of the graph means, in Dutch and English, stands in the graph itself."""

from __future__ import annotations

from functools import cache

from rdflib import OWL, Graph, Literal, URIRef

from kg.base.errors import KgError
from kg.base.ontology import ontology_folder
from kg.graph.triple import Triple, line


@cache
def ontology_triples() -> tuple[Triple, ...]:
    """The content of graph/ontology, sorted as N-Triples: kg.ttl, align.ttl and the lists of concepts.

    Raises:
        KgError: where one of these holds a blank node.
    """
    folder = ontology_folder()
    triples: set[Triple] = set()
    for path in (folder / "kg.ttl", folder / "align.ttl", *sorted((folder / "concepts").glob("*.ttl"))):
        graph = Graph()
        graph.parse(path, format="turtle")
        for subject, predicate, value in graph:
            if not (
                isinstance(subject, URIRef) and isinstance(predicate, URIRef) and isinstance(value, URIRef | Literal)
            ):
                raise KgError(f"ontology/{path.name}: a blank node", remedy="Give the thing an IRI.")
            triples.add((subject, predicate, value))
    return tuple(sorted(triples, key=line))


@cache
def ontology_version() -> str:
    """The version that ontology/kg.ttl gives itself."""
    return next(str(value) for _, predicate, value in ontology_triples() if predicate == OWL.versionInfo)
