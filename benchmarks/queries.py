"""Eight typical queries on about a million quads: by HTTP, by the command's own path, by pyoxigraph alone, and by rdflib.

    python benchmarks/queries.py FOLDER [--documents N] [--rdflib]

FOLDER gets an output folder with the graph of N made-up documents (default 400, about a million quads), once; a second run uses it
again. Times are in milliseconds, the middle of five; rdflib's is one, for a tenth of the documents, as it would take too long.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import rdflib
from tables import markdown

from kg.base.ids import DocumentId, RuleId, digest
from kg.base.span import Span
from kg.base.terms import Kind, Modality, Predicate
from kg.document.model import Document, Metadata, Page
from kg.facts.model import DocumentFacts, Entity, Evidence, Fact
from kg.graph.from_facts import triples_from_facts
from kg.graph.from_ontology import ontology_triples
from kg.graph.infer import inferred_ntriples
from kg.graph.iri import GraphName, document_graph_iri, graph_iri, run_iri
from kg.graph.store import add_graphs, load_store, open_store, solve
from kg.graph.vocabulary import prefixes
from kg.graph.write import ntriples

BASE = "https://example.org/id/"
QUERIES = {
    "statements of a body": "SELECT ?p ?o { ?s a kg:Statement ; rdf:subject <%(body)s> ; rdf:predicate ?p ; rdf:object ?o }",
    "who supervises": "SELECT DISTINCT ?s ?l { ?s kg:supervises <%(domain)s> ; rdfs:label ?l }",
    "words of a body": "SELECT ?q { ?s rdf:subject <%(body)s> ; kg:evidence/oa:hasSelector/oa:exact ?q }",
    "count by relation": "SELECT ?p (COUNT(*) AS ?n) { ?s a kg:Statement ; rdf:predicate ?p } GROUP BY ?p ORDER BY ?p",
    "two steps": "SELECT DISTINCT ?o { <%(body)s> kg:cooperatesWith/kg:supervises ?o }",
    "only planned": "SELECT (COUNT(*) AS ?n) { ?s kg:modality kg:planned ; prov:wasDerivedFrom ?d }",
    "names": "SELECT ?s ?l { ?s a kg:Supervisor ; rdfs:label ?l FILTER (CONTAINS(LCASE(?l), 'toezichthouder 1')) }",
    "without basis": "SELECT (COUNT(*) AS ?n) { ?s rdf:predicate kg:supervises OPTIONAL { ?s kg:legalBasis ?b } FILTER (!BOUND(?b)) }",
}


def documents(number: int) -> Iterator[tuple[str, str]]:
    """The graphs of made-up documents, a hundred statements each: name and N-Triples."""
    chance = random.Random(1)  # noqa: S311 - the same each time
    bodies = [_entity("body", Kind.SUPERVISOR, f"Toezichthouder {one}") for one in range(300)]
    domains = [_entity("domain", Kind.DOMAIN, f"domein {one}") for one in range(2000)]
    acts = [_entity("instrument", Kind.ACT, f"Wet {one}") for one in range(500)]
    for place in range(number):
        lines = [f"Zin {one} van stuk {place} zegt wie toezicht houdt op wie." for one in range(100)]
        text = "\n".join(lines)
        identifier = DocumentId(digest(str(place)))
        pages = (Page(number=1, span=Span(0, len(text))),)
        document = Document(
            id=identifier, file=f"{place}.txt", sha256="0" * 64, text=text, pages=pages, paged=True, metadata=Metadata()
        )
        facts = tuple(_fact(document, line, chance, bodies, domains, acts) for line in lines)
        found = DocumentFacts(document=identifier, mentions=(), facts=facts, statuses=(), coverage=())
        run = run_iri(BASE, digest("run"))
        yield (
            str(document_graph_iri(BASE, identifier)),
            ntriples(triples_from_facts(document, found, base=BASE, run=run)),
        )


def _entity(kind: str, type_: Kind, label: str) -> Entity:
    return Entity(iri=f"{BASE}{kind}/{label.lower().replace(' ', '-')}", kind=type_, label=label)


def _fact(
    document: Document,
    line: str,
    chance: random.Random,
    bodies: list[Entity],
    domains: list[Entity],
    acts: list[Entity],
) -> Fact:
    start = document.text.index(line)
    relation = chance.choice(
        [Predicate.SUPERVISES, Predicate.SUPERVISES, Predicate.MONITORS, Predicate.COOPERATES_WITH]
    )
    subject = chance.choice(bodies)
    value = chance.choice(bodies if relation is Predicate.COOPERATES_WITH else domains)
    words = Evidence(
        document=document.id,
        page=1,
        span=Span(start, start + len(line)),
        quote=line,
        prefix=document.text[max(0, start - 20) : start],
        suffix=document.text[start + len(line) : start + len(line) + 20],
    )
    return Fact(
        subject=subject,
        predicate=relation,
        object=value,
        modality=chance.choice([Modality.ASSERTED] * 4 + [Modality.PLANNED]),
        basis=chance.choice(acts) if chance.random() < 0.3 else None,  # noqa: PLR2004 a third
        rule=RuleId("made#up"),
        confidence=0.9,
        evidence=(words,),
    )


def made(folder: Path, number: int) -> ox.Store:
    """The store of the made-up documents, made where it is not there yet."""
    if not (folder / "store").exists():
        folder.mkdir(parents=True, exist_ok=True)
        start = time.monotonic()
        graphs = [*documents(number), (str(graph_iri(BASE, GraphName.ONTOLOGY)), ntriples(ontology_triples()))]
        told = time.monotonic()
        load_store(folder / "store", graphs)
        loaded = time.monotonic()
        inferred = inferred_ntriples(open_store(folder / "store"), base=BASE)
        print(f"told {told - start:.1f} s, loaded {loaded - told:.1f} s, inferred {time.monotonic() - loaded:.1f} s")
        add_graphs(folder / "store", [(str(graph_iri(BASE, GraphName.INFERRED)), inferred)])
    return open_store(folder / "store")


def tabled(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> bytes | None:
    """The answer as JSON."""
    assert not isinstance(result, ox.QueryTriples)
    return result.serialize(format=ox.QueryResultsFormat.JSON)


def middle(ask: Callable[[], object], times: int = 5) -> float:
    """The middle of the times, in milliseconds."""
    found = []
    for _ in range(times):
        start = time.monotonic()
        ask()
        found.append(1000 * (time.monotonic() - start))
    return sorted(found)[times // 2]


def main() -> None:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--rdflib", action="store_true")
    told = parser.parse_args()
    store = made(told.folder, told.documents)
    print(f"{sum(1 for _ in store.quads_for_pattern(None, None, None, None)):,} quads, the default graph with them")
    names = {"body": f"{BASE}body/toezichthouder-7", "domain": f"{BASE}domain/domein-7"}
    small = rdflib.Graph()
    if told.rdflib:
        for _, text in documents(told.documents // 10):
            small.parse(data=text, format="nt")
        for prefix, iri in prefixes().items():
            small.bind(prefix, iri, replace=True)
    command = [sys.executable, "-m", "kg", "serve", "--output", str(told.folder), "--port", "0"]
    rows: list[tuple[str, ...]] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        address = server.stdout.readline().split()[2]
        try:
            for name, text in QUERIES.items():
                query = text % names

                def direct(query: str = query) -> object:
                    return tabled(store.query(query, prefixes=dict(prefixes())))

                def inside(query: str = query) -> object:
                    return tabled(solve(store, query))

                def by_http(query: str = query) -> object:
                    unique = f"{query} # {time.monotonic_ns()}"
                    fields = urllib.parse.urlencode({"query": unique})
                    with urllib.request.urlopen(f"{address}sparql?{fields}") as answer:  # noqa: S310 - our own
                        return json.load(answer)

                figures = [middle(direct), middle(inside), middle(by_http)]
                if told.rdflib:
                    figures.append(middle(lambda query=query: list(small.query(query)), 1))  # type: ignore[misc]
                rows.append((name, *(f"{figure:,.2f}" for figure in figures)))
                print(f"{name}: done", file=sys.stderr, flush=True)
        finally:
            server.terminate()
    heads = (
        "query",
        "store alone, ms",
        "with our checks, ms",
        "over HTTP, ms",
        *(["rdflib, a tenth of it, ms"] if told.rdflib else []),
    )
    print(markdown(heads, rows))


if __name__ == "__main__":
    main()
