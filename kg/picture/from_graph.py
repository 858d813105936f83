"""A scene of a store: read by the queries of ontology/queries/picture."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

import pyoxigraph as ox

from kg.base.errors import KgError
from kg.base.ontology import ontology_folder
from kg.base.terms import Kind, Modality, Status
from kg.graph.evidence import opening
from kg.picture.groups import grouped
from kg.picture.model import Edge, Node, Quote, Scene, Source, Statement, StatusClaim, Words

_KG = "https://w3id.org/toezichtgraaf/def#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_ALTERNATIVE = "http://www.w3.org/2004/02/skos/core#altLabel"
_MODALITIES = tuple(Modality)
_NO_PAGE = 0

Row = Mapping[str, ox.NamedNode | ox.Literal | None]


def scene_from_store(store: ox.Store, *, base: str) -> Scene:
    """All statements of the store.

    What an IRI under `base` names is the project's own; anything else stands in a register.

    Raises:
        KgError: where the store holds a modality or status this version does not know.
    """
    names = _things(store)
    quotes = _quotes(store)
    qualities = _qualities(store)
    edges: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    claims: dict[str, list[StatusClaim]] = defaultdict(list)
    for row in _rows(store, "statements"):
        statement = _statement(row, quotes, qualities)
        subject, predicate, object_ = _text(row, "subject"), _local(_text(row, "predicate")), _text(row, "object")
        if predicate == "legalStatus":
            claims[subject].append(StatusClaim(status=_status(_local(object_)), statement=statement))
        else:
            edges[subject, predicate, object_].append(statement)
    things = {iri for subject, _, object_ in edges for iri in (subject, object_)} | set(claims)
    bases = {said.basis for group in edges.values() for said in group if said.basis}
    nodes = [_node(iri, names.get(iri, []), claims.get(iri, []), base) for iri in sorted(things)]
    sources = tuple(sorted(_sources(store), key=lambda source: source.iri))
    scene = Scene(
        nodes=tuple(_told_apart(nodes, edges, claims, {source.iri: source.title for source in sources})),
        edges=tuple(
            Edge(subject=s, predicate=p, object=o, statements=tuple(sorted(edges[s, p, o], key=_order)))
            for s, p, o in sorted(edges)
        ),
        sources=sources,
        terms=tuple(sorted(_terms(store).items())),
        instruments=tuple((iri, _label(names.get(iri, []), iri)) for iri in sorted(bases)),
    )
    return grouped(scene, _ministries(store))


def _ministries(store: ox.Store) -> dict[str, tuple[str, Words]]:
    """By IRI the ministry of a thing and its name, the last in order where there are more."""
    rows = sorted(
        (_text(row, "thing"), _text(row, "ministry"), _text(row, "label")) for row in _rows(store, "ministries")
    )
    return {thing: (ministry, Words(nl=label, en=label)) for thing, ministry, label in rows}


@cache
def _query(name: str) -> str:
    return (ontology_folder() / "queries" / "picture" / f"{name}.rq").read_text(encoding="utf-8")


def _rows(store: ox.Store, name: str) -> Iterator[Row]:
    """The answers to a query, as terms by variable, in no order."""
    solutions = store.query(_query(name))  # the default graph of a store is the union of the others
    if not isinstance(solutions, ox.QuerySolutions):
        raise KgError(f"ontology/queries/picture/{name}.rq is no SELECT", remedy="Install toezichtgraaf again.")
    variables = [variable.value for variable in solutions.variables]
    for solution in solutions:
        terms = (solution[variable] for variable in variables)
        yield {
            variable: term if isinstance(term, ox.NamedNode | ox.Literal) else None
            for variable, term in zip(variables, terms, strict=True)
        }


def _text(row: Row, variable: str) -> str:
    """The IRI or the words bound to a variable; empty where nothing is."""
    term = row[variable]
    return "" if term is None else term.value


def _local(iri: str) -> str:
    return iri.removeprefix(_KG)


def _status(name: str) -> Status:
    if name not in set(Status):
        raise KgError(f"the store holds the legal status {name!r}, which is unknown here", remedy="Build it again.")
    return Status(name)


def _qualities(store: ox.Store) -> dict[tuple[str, str], tuple[str, ...]]:
    """By statement and property ("valid", "topic") its values, sorted."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in _rows(store, "qualities"):
        name = _text(row, "property").rpartition("#")[2].rpartition("/")[2]
        found[_text(row, "statement"), name].add(_text(row, "value"))
    return {key: tuple(sorted(values)) for key, values in found.items()}


def _statement(
    row: Row,
    quotes: Mapping[tuple[str, str], list[tuple[int, Quote]]],
    qualities: Mapping[tuple[str, str], tuple[str, ...]],
) -> Statement:
    iri, modality = _text(row, "statement"), _local(_text(row, "modality"))
    if modality not in set(Modality):
        raise KgError(f"the store holds the modality {modality!r}, which is unknown here", remedy="Build it again.")
    return Statement(
        iri=iri,
        modality=Modality(modality),
        basis=_text(row, "basis") or None,
        rule=_text(row, "rule"),
        confidence=_text(row, "confidence"),
        document=_text(row, "document") or None,
        quotes=_in_reading_order(quotes.get((iri, "evidence"), [])),
        antecedents=_in_reading_order(quotes.get((iri, "antecedent"), [])),
        valid=qualities.get((iri, "valid"), ()),
        topics=qualities.get((iri, "topic"), ()),
    )


def _in_reading_order(quotes: Iterable[tuple[int, Quote]]) -> tuple[Quote, ...]:
    return tuple(quote for _, quote in sorted(quotes, key=lambda pair: (pair[1].document, pair[0], pair[1].text)))


def _order(statement: Statement) -> tuple[int, str, int, str]:
    """Statements of an edge: surest modality first, then by document and page."""
    page = statement.quotes[0].page if statement.quotes else None
    return _MODALITIES.index(statement.modality), statement.document or "", page or _NO_PAGE, statement.iri


def _quotes(store: ox.Store) -> dict[tuple[str, str], list[tuple[int, Quote]]]:
    """By statement and role, the quotes with the character they start at."""
    found: dict[tuple[str, str], list[tuple[int, Quote]]] = defaultdict(list)
    for row in _rows(store, "quotes"):
        page, start = _text(row, "page"), _text(row, "start")
        number = int(page) if page.isdigit() else None
        quote = Quote(
            text=_text(row, "exact"),
            prefix=_text(row, "prefix"),
            suffix=_text(row, "suffix"),
            page=number,
            document=_text(row, "document"),
            opening=_text(row, "opens") or opening(number, _text(row, "marks"), _text(row, "exact")),
            label=_text(row, "label"),
        )
        found[_text(row, "statement"), _local(_text(row, "role"))].append((int(start) if start.isdigit() else 0, quote))
    return found


def _things(store: ox.Store) -> dict[str, list[tuple[str, ox.NamedNode | ox.Literal]]]:
    """By IRI, what is told of a thing: property and value, sorted."""
    found: dict[str, list[tuple[str, ox.NamedNode | ox.Literal]]] = defaultdict(list)
    for row in _rows(store, "things"):
        value = row["value"]
        if value is not None:
            found[_text(row, "thing")].append((_text(row, "property"), value))
    return {iri: sorted(told, key=lambda pair: (pair[0], str(pair[1]))) for iri, told in found.items()}


def _label(told: Iterable[tuple[str, ox.NamedNode | ox.Literal]], iri: str) -> Words:
    """The first label in each language; what has no label at all is shown by the end of its IRI."""
    by_language: dict[str, str] = {}
    for name, value in told:
        if isinstance(value, ox.Literal) and name != _ALTERNATIVE and value.value.strip():
            by_language.setdefault(value.language or "", value.value)
    any_label = min(by_language.values(), default=iri.rstrip("/").rpartition("/")[2] or iri)
    dutch = by_language.get("nl") or by_language.get("") or any_label
    return Words(nl=dutch, en=by_language.get("en", dutch))


def _node(iri: str, told: list[tuple[str, ox.NamedNode | ox.Literal]], claims: list[StatusClaim], base: str) -> Node:
    label = _label(told, iri)
    types = {_local(value.value) for name, value in told if name == _RDF_TYPE}
    names = {value.value for name, value in told if isinstance(value, ox.Literal)} - {label.nl, label.en}
    return Node(
        iri=iri,
        label=label,
        kind=next((kind for kind in Kind if kind in types), None),
        names=tuple(sorted(names)),
        claims=tuple(sorted(claims, key=lambda claim: (tuple(Status).index(claim.status), *_order(claim.statement)))),
        registered=not iri.startswith(base),
    )


def _told_apart(
    nodes: Iterable[Node],
    edges: Mapping[tuple[str, str, str], Iterable[Statement]],
    claims: Mapping[str, Iterable[StatusClaim]],
    titles: Mapping[str, str],
) -> Iterator[Node]:
    """The nodes; those that share a label ("Onze Minister" of two acts) with a document that speaks of them behind it."""
    nodes = tuple(nodes)
    times = Counter(node.label for node in nodes)
    documents: dict[str, set[str]] = defaultdict(set)
    for (subject, _, object_), statements in edges.items():
        for iri in (subject, object_):
            documents[iri].update(said.document for said in statements if said.document)
    for iri, said in claims.items():
        documents[iri].update(claim.statement.document for claim in said if claim.statement.document)
    for node in nodes:
        title = min((titles.get(document, "") for document in documents[node.iri]), default="")
        if times[node.label] == 1 or node.registered or not title:
            yield node
        else:
            label = Words(nl=f"{node.label.nl} ({title})", en=f"{node.label.en} ({title})")
            yield replace(node, label=label, names=tuple(sorted({*node.names, node.label.nl, node.label.en})))


def _sources(store: ox.Store) -> Iterator[Source]:
    documents: dict[str, dict[str, str]] = defaultdict(dict)
    for row in sorted(_rows(store, "documents"), key=lambda row: tuple(_text(row, name) for name in row)):
        name = _text(row, "property").rpartition("#")[2].rpartition("/")[2]
        documents[_text(row, "document")].setdefault(name, _text(row, "value"))
    for iri, told in documents.items():
        file = told.get("file", "")
        url = told.get("page", "")
        yield Source(
            iri=iri,
            file=file,
            title=told.get("title") or told.get("label") or file or iri,
            url=url if url.lower().startswith(("https://", "http://")) else None,
            issued=told.get("issued"),
        )


def _terms(store: ox.Store) -> dict[str, Words]:
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for row in sorted(_rows(store, "terms"), key=lambda row: (_text(row, "term"), str(row["label"]))):
        label = row["label"]
        if isinstance(label, ox.Literal):
            labels[_local(_text(row, "term"))].setdefault(label.language or "nl", label.value)
    return {
        name: Words(nl=told.get("nl", name), en=told.get("en", told.get("nl", name))) for name, told in labels.items()
    }
