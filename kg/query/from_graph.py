"""Answers from the store: to a question of ontology/queries, or to a query of the asker's own."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from kg.base.errors import UsageError
from kg.graph.labels import LABEL, Labels
from kg.graph.store import Asked, Term, solve
from kg.graph.vocabulary import Language
from kg.query.endpoint import Endpoint
from kg.query.model import Answer, Cell, Question, Triples, Verdict
from kg.query.names import document_named, thing_named
from kg.query.network import most_connected, shortest_way
from kg.query.suggest import did_you_mean

_OF_DOCUMENT = "document"  # the parameter that is the name of a document


def ask(store: Asked, question: Question, params: Mapping[str, str], language: Language = "nl") -> Answer:
    """The answer to a named question: labels for all IRIs, rows sorted by what they show, column after column.

    `params` gives names ("Inspectie JenV", "de Politiewet 2012") or IRIs of things in the graph.

    Raises:
        UsageError: where a parameter is missing or unknown, or names nothing or several things.
    """
    bindings = _bindings(store, question, params, language)
    labels = Labels(store, language)
    result = solve(store, question.text, bindings={} if question.method else bindings, name=f"{question.name}.rq")
    if not isinstance(result, ox.QuerySolutions):
        raise UsageError(f"{question.name}.rq: a named question is a SELECT query", remedy="Ask it as a file instead.")
    columns = tuple(variable.value for variable in result.variables)
    solutions = tuple(result)
    if isinstance(store, Endpoint):
        iris = {term.value for solution in solutions for term in solution if isinstance(term, ox.NamedNode)}
        store.look_up(iris, LABEL)
    rows = {tuple(_labelled(solution[column], labels) for column in columns) for solution in solutions}
    if question.method:
        columns, rows = _worked_out(question, bindings, columns, sorted(rows, key=_shown))
    headings = tuple(
        question.headings[column][language] if column in question.headings else column for column in columns
    )
    return Answer(columns=columns, headings=headings, rows=tuple(sorted(rows, key=_shown)), labelled=True)


def ask_free(store: Asked, sparql: str, *, name: str = "query") -> Answer | Verdict | Triples:
    """The answer to a SPARQL query, in its own order, with the values of the graph. `name` is what messages call it.

    Raises:
        UsageError: for a query that does not parse, for SERVICE and for updates.
    """
    result = solve(store, sparql, name=name)
    match result:
        case ox.QueryBoolean():
            return Verdict(bool(result))
        case ox.QueryTriples():
            return Triples(tuple(sorted(set(result), key=str)))
        case _:
            columns = tuple(variable.value for variable in result.variables)
            rows = tuple(tuple(_plain(solution[column]) for column in columns) for solution in result)
            return Answer(columns=columns, headings=columns, rows=rows, labelled=False)


def _worked_out(
    question: Question, bindings: Mapping[str, Term], columns: tuple[str, ...], rows: list[tuple[Cell | None, ...]]
) -> tuple[tuple[str, ...], set[tuple[Cell | None, ...]]]:
    """Columns and rows of what the method of a question makes of the rows of its query."""
    method, one, other = question.method.split()
    told = [dict(zip(columns, row, strict=True)) for row in rows]
    match method:
        case "path":
            found = shortest_way(told, _text(bindings[one]), _text(bindings[other]), (one, other))
        case "centrality":
            found = most_connected(told, (one, other), ("soort", "andere_soort"))
        case _:
            raise UsageError(
                f"{question.name}.rq: no method is called {method!r}", remedy="Known are path and centrality."
            )
    shown = tuple(question.headings)
    return shown, {tuple(row[column] for column in shown) for row in found}


def _text(term: Term) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


def _bindings(store: Asked, question: Question, params: Mapping[str, str], language: Language) -> dict[str, Term]:
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in sorted(params):
        if name not in known:
            takes = f"It takes {', '.join(known)}." if known else "It takes none."
            raise UsageError(f"{question.name}: no parameter {name!r}", remedy=did_you_mean(name, known) or takes)
    for parameter in question.parameters:
        if not parameter.optional and parameter.name not in params:
            remedy = f"Give --param {parameter.name}='…' ({parameter.description[language]})."
            raise UsageError(f"{question.name}: parameter {parameter.name!r} is missing", remedy=remedy)
    return {
        name: document_named(store, value) if name == _OF_DOCUMENT else thing_named(store, value)
        for name, value in params.items()
    }


def _labelled(term: Term | None, labels: Labels) -> Cell | None:
    return Cell(term, labels.of(term.value)) if isinstance(term, ox.NamedNode) else _plain(term)


def _plain(term: Term | None) -> Cell | None:
    if term is None:
        return None
    return Cell(term, str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value)


def _shown(row: tuple[Cell | None, ...]) -> tuple[tuple[bool, int, str, str], ...]:
    """Numbers by size, words by letters whatever their case, empty cells first."""
    return tuple(_sort_key(cell) for cell in row)


def _sort_key(cell: Cell | None) -> tuple[bool, int, str, str]:
    if cell is None:
        return (False, 0, "", "")
    number = int(cell.text) if isinstance(cell.term, ox.Literal) and cell.text.isdecimal() else 0
    return (True, number, cell.text.casefold(), str(cell.term))
