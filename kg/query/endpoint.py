"""A graph behind a SPARQL endpoint, asked as the store in the output folder is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

import pyoxigraph as ox

from kg.base.errors import KgError
from kg.base.ontology import ontology_folder
from kg.graph.store import Result, Term

Fields = list[tuple[str, str]]
Asked = Callable[[Fields], tuple[str, bytes]]
"""Posts the fields of a form and gives the media type and the body of the answer."""

ACCEPTED = (
    "application/sparql-results+json, application/sparql-results+xml;q=0.8, "
    "application/n-triples;q=0.9, text/turtle;q=0.7, application/rdf+xml;q=0.5"
)

_DEFAULT = ox.DefaultGraph()
_TOGETHER = 500  # subjects looked up in one request


class Endpoint:
    """What `solve`, labels and names need of a store, by the SPARQL 1.1 Protocol.

    The default graph is that of the endpoint: the union of the graphs where `kg build --to` filled it, or where the store makes it.
    Values come in as a VALUES block behind the query, written as terms: whatever they hold, they end no string and open no bracket.

    Source: https://www.w3.org/TR/sparql11-protocol/#query-via-post-urlencoded
    """

    def __init__(self, address: str, asked: Asked) -> None:
        self.address = address
        self._asked = asked
        self._found: dict[tuple[str, str], list[ox.Quad]] = {}

    def query(
        self,
        query: str,
        /,
        *,
        base_iri: str | None = None,
        prefixes: dict[str, str] | None = None,
        default_graph: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None = None,
        named_graphs: list[ox.NamedNode | ox.BlankNode] | None = None,
        substitutions: dict[ox.Variable, Term] | None = None,
    ) -> Result:
        """The answer of the endpoint.

        Raises:
            SyntaxError: for a query that does not parse; the endpoint is not asked.
            KgError: where the endpoint does not answer, or with something else than an answer.
        """
        # What is wrong with a query is told here, with line and column, and each endpoint would tell it in other words.
        ox.Store().query(query, base_iri=base_iri, prefixes=prefixes, substitutions=substitutions)
        text = _declared(query, prefixes or {}) + _values([substitutions] if substitutions else [])
        fields = [("query", text)]
        fields += [
            ("default-graph-uri", graph.value) for graph in default_graph or () if isinstance(graph, ox.NamedNode)
        ]
        fields += [("named-graph-uri", graph.value) for graph in named_graphs or () if isinstance(graph, ox.NamedNode)]
        return self._result(*self._asked(fields))

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None,  # noqa: A002 the word of RDF
        graph_name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        """The triples of the default graph with these ends.

        Raises:
            KgError: as `query`; and for another graph.
        """
        if graph_name != _DEFAULT:
            raise KgError(
                f"{self.address}: only its default graph can be looked up", remedy="Ask with GRAPH in a query."
            )
        if isinstance(subject, ox.NamedNode) and predicate and object is None:
            known = self._found.get((subject.value, predicate.value))
            if known is not None:
                return iter(known)
        ends = {"subject": subject, "predicate": predicate, "object": object}
        return self._looked_up([{ox.Variable(name): term for name, term in ends.items() if term is not None}])

    def look_up(self, subjects: Collection[str], predicate: ox.NamedNode) -> None:
        """Keeps the triples of these subjects (IRIs) with this predicate at hand, asked for many at a time.

        Raises:
            KgError: as `query`.
        """
        wanted = sorted(iri for iri in subjects if (iri, predicate.value) not in self._found)
        self._found.update({(iri, predicate.value): [] for iri in wanted})
        for batch in _batched(wanted):
            rows: list[dict[ox.Variable, Term]] = [
                {ox.Variable("subject"): ox.NamedNode(iri), ox.Variable("predicate"): predicate} for iri in batch
            ]
            for quad in self._looked_up(rows):
                if isinstance(quad.subject, ox.NamedNode):
                    self._found[quad.subject.value, predicate.value].append(quad)

    def _looked_up(self, rows: Iterable[dict[ox.Variable, Term]]) -> Iterator[ox.Quad]:
        path = ontology_folder() / "queries" / "lookups" / "pattern.rq"
        found = self._result(*self._asked([("query", path.read_text(encoding="utf-8") + _values(list(rows)))]))
        if not isinstance(found, ox.QuerySolutions):
            raise KgError(f"{self.address}: answers a SELECT query with something else", remedy="Look at the server.")
        for row in found:
            yield ox.Quad(row["subject"], row["predicate"], row["object"])

    def _result(self, media_type: str, body: bytes) -> Result:
        """The answer as the embedded store would give it.

        Raises:
            KgError: where it is none.
        """
        rows = ox.QueryResultsFormat.from_media_type(media_type) if media_type else None
        graph = ox.RdfFormat.from_media_type(media_type) if media_type else None
        try:
            if rows is not None:
                return ox.parse_query_results(body, rows)
            if graph is not None:
                told = ox.Store()
                told.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in ox.parse(body, graph))
                return told.query("CONSTRUCT WHERE { ?s ?p ?o }")
        except (SyntaxError, ValueError) as error:
            raise KgError(f"{self.address}: its answer is damaged ({error})", remedy="Look at the server.") from error
        raise KgError(
            f"{self.address}: answers with {media_type or 'no media type'}, which is no answer to a query",
            remedy="Give the address of its SPARQL endpoint, such as HOST/sparql, HOST/query or HOST/DATASET/sparql.",
        )


def _declared(query: str, prefixes: dict[str, str]) -> str:
    """The query with a PREFIX line for each known prefix that it uses and does not declare."""
    used = {name for name in prefixes if re.search(rf"(?<![\w-]){re.escape(name)}:", query)}
    lacking = [
        name for name in sorted(used) if not re.search(rf"\bprefix\s+{re.escape(name)}\s*:", query, re.IGNORECASE)
    ]
    return "".join(f"PREFIX {name}: <{prefixes[name]}>\n" for name in lacking) + query


def _values(rows: list[dict[ox.Variable, Term]]) -> str:
    r"""A VALUES block that gives variables their values; all rows have the same variables.

    Example:
        >>> print(_values([{ox.Variable("a"): ox.Literal('} "')}]).strip())
        VALUES (?a) { ("} \"") }
    """
    if not rows:
        return ""
    names = list(rows[0])
    told = " ".join(f"({' '.join(str(row[name]) for name in names)})" for row in rows)
    return f"\nVALUES ({' '.join(map(str, names))}) {{ {told} }}\n"


def _batched(subjects: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(subjects), _TOGETHER):
        yield subjects[start : start + _TOGETHER]
