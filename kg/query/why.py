"""Why the graph holds a statement: the words it rests on, the page they stand on, and the rule that read them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from urllib.parse import urldefrag

import pyoxigraph as ox
from rdflib import RDF

from kg.base.errors import KgError, UsageError
from kg.base.ontology import ontology_folder
from kg.base.terms import Predicate
from kg.graph.evidence import opening
from kg.graph.labels import Labels
from kg.graph.store import Asked, Term, solve
from kg.graph.vocabulary import DCT, KG, Language, read_vocabulary
from kg.query.model import Explanation, Quote
from kg.query.names import predicate_named, thing_named

_ID = re.compile(r"[0-9a-f]{6,32}")
_STATUS, _POWER = "legalStatus", "hasPower"


def why(
    store: Asked,
    *,
    statement: str | None = None,
    subject: str | None = None,
    predicate: str | None = None,
    object: str | None = None,  # noqa: A002 the word of RDF
    language: Language = "nl",
) -> tuple[Explanation, ...]:
    """The explanation of each statement asked for, sorted by what it says and then by document and place; what was inferred last.

    Ask by `statement` (its IRI, that of an inference, its id, or the first six or more digits of its id), or by any of
    `subject`, `predicate` and `object`, as names or IRIs. Empty where all names are known and nothing is said of them.

    Raises:
        UsageError: where nothing is asked, or a name or statement is not in the graph.
    """
    asked: dict[str, Term] = {}
    if statement is not None:
        asked["statement"] = statement_named(store, statement)
    if subject is not None:
        asked["subject"] = thing_named(store, subject)
    if predicate is not None:
        asked["predicate"] = predicate_named(store, predicate, _relations())
    if object is not None:
        asked["object"] = thing_named(store, object)
    if not asked:
        raise UsageError("why what?", remedy="Name a statement, or a subject with perhaps a predicate and an object.")
    labels = Labels(store, language)
    found = [_explanation(store, solution, labels) for solution in _select(store, "statements", asked)]
    found += _inferences(store, asked, labels)
    return tuple(sorted(found, key=_order))


def statement_named(store: Asked, name: str) -> ox.NamedNode:
    """The statement with this IRI, this id or this beginning of its id.

    Raises:
        UsageError: where there is none, or more than one.
    """
    statements = [quad.subject for quad in _statements(store)]
    digits = _digits(name)
    found = [
        node
        for node in statements
        if isinstance(node, ox.NamedNode)
        and (node.value == name or (_ID.fullmatch(digits) and node.value.rpartition("/")[2].startswith(digits)))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{name!r} begins the id of {len(found)} statements", remedy="Give more digits.")
    raise UsageError(
        f"no statement {name!r} in the graph",
        remedy="`kg query` shows the ids of statements; a new build may have changed them.",
    )


def is_statement_name(name: str) -> bool:
    """Whether `name` is written as a statement's IRI or id, and so not as the name of a thing.

    Example:
        >>> is_statement_name("0d2f9a1c"), is_statement_name("Inspectie JenV")
        (True, False)
    """
    return _ID.fullmatch(_digits(name)) is not None


def _statements(store: Asked) -> list[ox.Quad]:
    kind = ox.NamedNode(str(RDF.type))
    kinds = (ox.NamedNode(str(KG.Statement)), ox.NamedNode(str(KG.Inference)))
    return [quad for one in kinds for quad in store.quads_for_pattern(None, kind, one, ox.DefaultGraph())]


def _digits(name: str) -> str:
    """What stands behind the last stroke of the IRI of a statement or inference; another name as it is."""
    return name.rpartition("/")[2] if "/statement/" in name or "/inference/" in name else name


def _relations() -> tuple[str, ...]:
    """The names of relations, of their inverses, of the legal status and of the power."""
    inverses = {str(term).removeprefix(KG) for term in read_vocabulary().inverses.values()}
    return (*Predicate, *sorted(inverses - set(Predicate)), _STATUS, _POWER)


def _inferences(store: Asked, asked: Mapping[str, Term], labels: Labels) -> Iterator[Explanation]:
    rows: defaultdict[str, list[ox.QuerySolution]] = defaultdict(list)
    for row in _select(store, "inferences", dict(asked)):
        rows[row["statement"].value].append(row)
    for iri, told in rows.items():
        sources = {row["source"].value: Decimal(row["confidence"].value) for row in told if row["source"]}
        quotes = [_quotes(store, ox.NamedNode(source), labels) for source in sorted(sources)]
        yield Explanation(
            statement=iri,
            subject=labels.of(told[0]["subject"].value),
            predicate=labels.of(told[0]["predicate"].value),
            object=labels.of(told[0]["object"].value),
            modality=None,
            basis=None,
            rule=", ".join(sorted({row["rule"].value for row in told})),
            confidence=min(sources.values(), default=Decimal(1)),
            evidence=tuple(sorted({quote for each in quotes for quote in each[str(KG.evidence)]}, key=_place)),
            antecedents=tuple(sorted({quote for each in quotes for quote in each[str(KG.antecedent)]}, key=_place)),
            inferred_from=tuple(sorted(sources)),
        )


def _select(store: Asked, name: str, asked: dict[str, Term]) -> ox.QuerySolutions:
    path = ontology_folder() / "queries" / "lookups" / f"{name}.rq"
    result = solve(store, path.read_text(encoding="utf-8"), bindings=asked, name=path.name)
    if not isinstance(result, ox.QuerySolutions):
        raise KgError(f"{path.name}: not a SELECT query", remedy="Restore the file.")
    return result


def _explanation(store: Asked, solution: ox.QuerySolution, labels: Labels) -> Explanation:
    node = solution["statement"]
    quotes = _quotes(store, node, labels)
    return Explanation(
        statement=node.value,
        subject=labels.of(solution["subject"].value),
        predicate=labels.of(solution["predicate"].value),
        object=labels.of(solution["object"].value),
        modality=labels.of(solution["modality"].value),
        basis=labels.of(solution["basis"].value) if solution["basis"] else None,
        rule=solution["rule"].value,
        confidence=Decimal(solution["confidence"].value),
        evidence=tuple(sorted(quotes[str(KG.evidence)], key=_place)),
        antecedents=tuple(sorted(quotes[str(KG.antecedent)], key=_place)),
        valid=_values(store, node, DCT.valid),
        topics=_values(store, node, KG.topic),
        towards=next((labels.of(iri) for iri in _values(store, node, KG.towards)), None),
    )


def _values(store: Asked, node: ox.NamedNode, property_: str) -> tuple[str, ...]:
    """What is told of a statement with this property, sorted."""
    quads = store.quads_for_pattern(node, ox.NamedNode(str(property_)), None, ox.DefaultGraph())
    return tuple(sorted({quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode | ox.Literal)}))


def _quotes(store: Asked, node: ox.NamedNode, labels: Labels) -> Mapping[str, list[Quote]]:
    """The words of a statement by their role: kg:evidence or kg:antecedent."""
    quotes: defaultdict[str, list[Quote]] = defaultdict(list)
    for row in _select(store, "evidence", {"statement": node}):
        quotes[row["role"].value].append(
            Quote(
                document=labels.of(row["document"].value),
                file=row["file"].value,
                address=_address(row),
                page=_page(row),
                label=_text(row["label"]) or "",
                start=int(row["start"].value),
                end=int(row["end"].value),
                exact=row["exact"].value,
                prefix=_text(row["prefix"]) or "",
                suffix=_text(row["suffix"]) or "",
            )
        )
    return quotes


def _page(row: ox.QuerySolution) -> int | None:
    return int(row["page"].value) if row["page"] else None


def _address(row: ox.QuerySolution) -> str | None:
    """Where the document can be opened, at the quote."""
    if row["opens"]:  # the page has an address of its own
        return _text(row["opens"])
    address = _text(row["address"])
    behind = opening(_page(row), _text(row["marks"]) or "", row["exact"].value)
    return f"{urldefrag(address).url}#{behind}" if address and behind else address


def _text(term: ox.Literal | ox.NamedNode | None) -> str | None:
    return term.value if term else None


def _place(quote: Quote) -> tuple[str, int, int, str]:
    return (quote.file, quote.start, quote.end, quote.document)


def _order(told: Explanation) -> tuple[bool, str, str, str, str, list[tuple[str, int, int, str]], str]:
    return (
        told.modality is None,
        told.subject,
        told.predicate,
        told.object,
        told.modality or "",
        [_place(quote) for quote in told.evidence],
        told.statement,
    )
