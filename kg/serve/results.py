"""Answers to SPARQL queries in the forms of the protocol."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pyoxigraph as ox

from kg.base.errors import UsageError
from kg.graph.iri import is_iri, is_web_address
from kg.graph.store import solve
from kg.graph.vocabulary import prefixes
from kg.serve.accept import best_form
from kg.serve.model import Bounds, Order, Reply, refusal

TABLES: Mapping[str, ox.QueryResultsFormat] = MappingProxyType(
    {
        "application/sparql-results+json": ox.QueryResultsFormat.JSON,
        "application/json": ox.QueryResultsFormat.JSON,
        "application/sparql-results+xml": ox.QueryResultsFormat.XML,
        "application/xml": ox.QueryResultsFormat.XML,
        "text/xml": ox.QueryResultsFormat.XML,
        "text/csv": ox.QueryResultsFormat.CSV,
        "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    }
)
"""The forms of tables and truth values; the first is what an asker gets who does not say."""

GRAPHS: Mapping[str, ox.RdfFormat] = MappingProxyType(
    {
        "text/turtle": ox.RdfFormat.TURTLE,
        "application/n-triples": ox.RdfFormat.N_TRIPLES,
        "text/plain": ox.RdfFormat.N_TRIPLES,
        "application/ld+json": ox.RdfFormat.JSON_LD,
        "application/json": ox.RdfFormat.JSON_LD,
        "application/rdf+xml": ox.RdfFormat.RDF_XML,
        "application/xml": ox.RdfFormat.RDF_XML,
        "text/xml": ox.RdfFormat.RDF_XML,
        "text/n3": ox.RdfFormat.TURTLE,
    }
)
"""The forms of triples."""

SHORT: Mapping[str, str] = MappingProxyType(
    {
        "json": "application/sparql-results+json, application/ld+json;q=0.9",
        "xml": "application/sparql-results+xml, application/rdf+xml;q=0.9",
        "csv": "text/csv",
        "tsv": "text/tab-separated-values",
        "turtle": "text/turtle",
        "ttl": "text/turtle",
        "ntriples": "application/n-triples",
        "nt": "application/n-triples",
        "jsonld": "application/ld+json",
        "rdfxml": "application/rdf+xml",
        "html": "text/html",
    }
)
"""What the parameter `format` of an address may say, and the header Accept that it stands for."""


class TooLargeError(Exception):
    """An answer passed its bound."""


class _Bounded(io.BytesIO):
    """A file in memory that refuses to grow beyond its bound."""

    def __init__(self, bound: int) -> None:
        super().__init__()
        self._room = bound

    def write(self, data: bytes | bytearray | memoryview, /) -> int:  # type: ignore[override]  # Buffer is newer
        """Writes the bytes.

        Raises:
            TooLargeError: where there is no room for them.
        """
        self._room -= memoryview(data).nbytes
        if self._room < 0:
            raise TooLargeError
        return super().write(data)


def sparql_reply(store: ox.Store, order: Order, bounds: Bounds) -> Reply:
    """The answer to the query of an order, in the form it accepts; where there is none, why.

    Raises:
        UsageError: for a query that does not parse or is not allowed, and for a graph whose name is no IRI.
    """
    query = order.values["query"]
    result = solve(
        store,
        query,
        default_graphs=_graphs(order.default_graphs),
        named_graphs=_graphs(order.named_graphs),
        address=order.values["address"] if is_web_address(order.values.get("address", "")) else None,
        limit=bounds.query,
    )
    triples = isinstance(result, ox.QueryTriples)
    forms: Sequence[str] = tuple(GRAPHS if triples else TABLES)
    form = best_form(order.accept, forms)
    if form is None:
        return refusal(406, f"no form of {order.accept!r} can hold this answer", f"Accept one of {', '.join(forms)}.")
    out = _Bounded(bounds.answer)
    try:
        if isinstance(result, ox.QueryTriples):
            return Reply(media_type=form_of(form), body=written(result, form, out))
        result.serialize(out, format=TABLES[form])
    except TooLargeError:
        return refusal(
            500, f"the answer is larger than {bounds.answer:,} bytes", "Ask for less: LIMIT, or a narrower pattern."
        )
    except (ValueError, OSError) as error:
        return refusal(500, f"the answer could not be given as {form}: {error}", "Ask for another form.")
    return Reply(media_type=form_of(form), body=out.getvalue())


def written(triples: ox.QueryTriples | Sequence[ox.Triple], form: str, out: _Bounded | None = None) -> bytes:
    """Triples in a form of GRAPHS, with the project's prefixes where it has any.

    Raises:
        TooLargeError: where they pass the bound of `out`.
    """
    target = out or _Bounded(1 << 62)
    ox.serialize(triples, target, GRAPHS[form], prefixes=dict(prefixes()))
    return target.getvalue()


def form_of(media_type: str) -> str:
    """The media type as a header says it: with the encoding where that is not told by the type itself."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _graphs(names: Sequence[str] | None) -> list[ox.NamedNode] | None:
    if names is None:
        return None
    for name in names:
        if not is_iri(name):
            raise UsageError(f"{name!r} names no graph: it is no absolute IRI", remedy="See the graphs at /sparql.")
    return [ox.NamedNode(name) for name in names]
