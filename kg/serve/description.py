"""What the endpoint says of itself.

Source: https://www.w3.org/TR/sparql11-service-description/
"""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import RDF, VOID

from kg.graph.iri import GraphName, is_web_address
from kg.graph.vocabulary import prefixes
from kg.serve.accept import best_form
from kg.serve.model import Order, Reply, refusal
from kg.serve.results import GRAPHS, TABLES, form_of, written

_SD = prefixes()["sd"]


def description_reply(store: ox.Store, order: Order) -> Reply:
    """The service description in a form of RDF; `endpoint` of the order is the address that was asked."""
    form = best_form(order.accept, tuple(GRAPHS))
    if form is None:
        return refusal(406, "no such form of a service description", f"Accept one of {', '.join(GRAPHS)}.")
    endpoint = order.values["endpoint"]
    if not is_web_address(endpoint):
        return refusal(400, "the address of the request is no IRI", "Ask with a proper Host.")
    return Reply(media_type=form_of(form), body=written(_triples(store, endpoint), form))


def _triples(store: ox.Store, endpoint: str) -> tuple[ox.Triple, ...]:
    service, dataset = ox.NamedNode(endpoint), ox.NamedNode(f"{endpoint}#dataset")
    default = ox.NamedNode(f"{endpoint}#default")
    found = [
        _triple(service, RDF.type, "Service"),
        _triple(service, "endpoint", service),
        _triple(service, "supportedLanguage", "SPARQL11Query"),
        _triple(service, "feature", "UnionDefaultGraph"),
        _triple(service, "defaultDataset", dataset),
        _triple(dataset, RDF.type, "Dataset"),
        _triple(dataset, "defaultGraph", default),
        _triple(default, RDF.type, "Graph"),
    ]
    forms = {form.iri for form in TABLES.values()} | {form.iri for form in GRAPHS.values()}
    found += [_triple(service, "resultFormat", ox.NamedNode(iri)) for iri in sorted(forms)]
    catalogue = f"/graph/{GraphName.CATALOGUE}"
    names = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))
    for number, name in enumerate(name for name in names if not name.endswith(catalogue)):
        graph = ox.NamedNode(f"{endpoint}#graph-{number}")
        found += [
            _triple(dataset, "namedGraph", graph),
            _triple(graph, RDF.type, "NamedGraph"),
            _triple(graph, "name", ox.NamedNode(name)),
        ]
    size = sum(1 for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    integer = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    found.append(ox.Triple(default, ox.NamedNode(str(VOID.triples)), ox.Literal(str(size), datatype=integer)))
    return tuple(found)


def _triple(subject: ox.NamedNode, predicate: str, value: str | ox.NamedNode) -> ox.Triple:
    property_ = predicate if ":" in predicate else _SD + predicate
    return ox.Triple(
        subject, ox.NamedNode(property_), value if isinstance(value, ox.NamedNode) else ox.NamedNode(_SD + value)
    )
