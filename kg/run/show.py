"""Answers and explanations on standard output: for people on a terminal, for programs in a pipe."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Sequence

import pyoxigraph as ox
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg.graph.labels import SHOWN
from kg.graph.periods import period_in_words
from kg.graph.vocabulary import KG, Language, read_vocabulary
from kg.query.formats import Format, as_table, written
from kg.query.model import Answer, Explanation, Question, Quote, Triples, Verdict
from kg.query.table import rich_table, shared_values

_OPTIONAL = {"nl": " (mag wegblijven)", "en": " (may be left out)"}
_INFERRED: dict[Language, str] = {"nl": "afgeleid: geen document zegt het zo", "en": "inferred: no document says it so"}
_VALID: dict[Language, str] = {"nl": "geldig", "en": "valid"}
_PAGE = {"nl": "blz.", "en": "p."}
_CHARACTERS = {"nl": "tekens", "en": "characters"}
_STATEMENT = "/statement/"


def print_answer(answer: Answer | Verdict | Triples, form: Format, console: Console) -> None:
    """The answer in one of the forms; a verdict is shown as yes or no."""
    if form is not Format.TABLE:
        console.file.write(written(answer, form))
        return
    match answer:
        case Verdict():
            console.print("yes" if answer.holds else "no")
        case Triples():
            _print_table(as_table(answer), console)
        case Answer():
            _print_table(answer, console)


def _print_table(answer: Answer, console: Console) -> None:
    for heading, value in shared_values(answer):
        _say(console, f"{heading}: {value}")
    if answer.rows:
        console.print(rich_table(answer, width=console.width))


def count_of(answer: Answer, option: str) -> str:
    """How many rows there are, and how to see the words behind the first of them that shows a statement.

    `option` is what to write behind a command so that it asks the same graph.
    """
    if not answer.rows:
        return "no answers: the graph says nothing of this"
    rows = "1 row" if len(answer.rows) == 1 else f"{len(answer.rows):,} rows"
    for cell in (cell for row in answer.rows for cell in row):
        if answer.labelled and cell and isinstance(cell.term, ox.NamedNode) and _STATEMENT in cell.term.value:
            return f"{rows}; the words behind a row: kg why {cell.text}{option}"
    return rows


def print_questions(questions: Sequence[Question], language: Language, console: Console, *, as_json: bool) -> None:
    """The named questions with their words and parameters."""
    if as_json:
        rows = [
            {
                "name": question.name,
                "nl": question.words["nl"],
                "en": question.words["en"],
                "parameters": [
                    {"name": parameter.name, **parameter.description, "optional": parameter.optional}
                    for parameter in question.parameters
                ],
            }
            for question in questions
        ]
        _write_json(rows, console)
        return
    table = Table.grid(padding=(0, 2))
    for question in questions:
        table.add_row(Text(question.name, style="bold"), Text(question.words[language]))
        for parameter in question.parameters:
            optional = _OPTIONAL[language] if parameter.optional else ""
            words = f"--param {parameter.name}=…  {parameter.description[language]}{optional}"
            table.add_row("", Text(words, style="dim"))
    console.print(table)


def print_explanations(found: Sequence[Explanation], language: Language, console: Console, *, as_json: bool) -> None:
    """Each statement with the words it rests on, where they stand, and the rule that read them."""
    if as_json:
        _write_json([dataclasses.asdict(told) | {"confidence": float(told.confidence)} for told in found], console)
        return
    terms = read_vocabulary()
    for number, told in enumerate(found):
        if number:
            console.print()
        _say(console, f"{told.subject} · {told.predicate} · {told.object}", "bold")
        confidence, rule = (terms.label(term, language) for term in (KG.confidence, KG.rule))
        how = told.modality or _INFERRED[language]
        _say(console, f"  {how}, {confidence} {told.confidence:f}, {rule} {told.rule}")
        if told.inferred_from:
            ids = ", ".join(iri.rpartition("/")[2][:SHOWN] for iri in told.inferred_from)
            _say(console, f"  {terms.label(KG.inferredFrom, language)}: {ids}")
        if told.towards:
            _say(console, f"  {terms.label(KG.towards, language)}: {told.towards}")
        for topic in told.topics:
            _say(console, f"  {terms.label(KG.topic, language)}: {topic}")
        if told.valid:
            periods = "; ".join(period_in_words(one, language) for one in told.valid)
            _say(console, f"  {_VALID[language]}: {periods}")
        if told.basis:
            _say(console, f"  {terms.label(KG.legalBasis, language)}: {told.basis}")
        _print_quotes(told.evidence, language, console)
        if told.antecedents:
            _say(console, f"  {terms.label(KG.antecedent, language)}:")
            _print_quotes(told.antecedents, language, console)
        _say(console, f"  {told.statement}", "dim")


def _print_quotes(quotes: Iterable[Quote], language: Language, console: Console) -> None:
    for quote in quotes:
        page = "" if quote.page is None else f", {quote.label or f'{_PAGE[language]} {quote.page}'}"
        file = "" if quote.file == quote.document else f" ({quote.file})"
        place = f"{_CHARACTERS[language]} {quote.start}-{quote.end}"
        _say(console, f"  {quote.document}{file}{page}, {place}:")
        words = Text("…")
        words.append(_plain(quote.prefix)).append(_plain(quote.exact), style="bold").append(_plain(quote.suffix))
        console.print(Padding(words.append("…"), (0, 0, 0, 4)))
        if quote.address:
            _say(console, f"    {quote.address}", "dim")


def _say(console: Console, words: str, style: str = "") -> None:
    console.print(Text(_plain(words), style=style), soft_wrap=True)


def _plain(words: str) -> str:
    """Without signs that steer a terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in words)


def _write_json(rows: object, console: Console) -> None:
    console.file.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
