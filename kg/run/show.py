"""Answers and explanations on standard output: for people on a terminal, for programs in a pipe."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.graph.vocabulary import Language
from kg.query.formats import Format, as_table, rich_table, written
from kg.query.model import Answer, Explanation, Question, Quote, Triples, Verdict


def print_answer(answer: Answer | Verdict | Triples, form: Format, console: Console) -> None:
    """The answer in one of the forms; a verdict is shown as yes or no."""
    if form is not Format.TABLE:
        console.file.write(written(answer, form))
        return
    match answer:
        case Verdict():
            console.print("yes" if answer.holds else "no")
        case Triples():
            console.print(rich_table(as_table(answer)))
        case Answer():
            console.print(rich_table(answer))


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
            sign = "[…]" if parameter.optional else "…"
            table.add_row("", Text(f"--param {parameter.name}={sign}  {parameter.description[language]}", style="dim"))
    console.print(table)


def print_explanations(found: Sequence[Explanation], console: Console, *, as_json: bool) -> None:
    """Each statement with the words it rests on, where they stand, and the rule that read them."""
    if as_json:
        _write_json([dataclasses.asdict(told) | {"confidence": float(told.confidence)} for told in found], console)
        return
    for told in found:
        basis = f" ({told.basis})" if told.basis else ""
        _say(console, f"{told.subject} · {told.predicate} · {told.object}{basis}", "bold")
        _say(console, f"  {told.modality}, {told.confidence:f}, {told.rule}")
        _print_quotes(told.evidence, console)
        _print_quotes(told.antecedents, console, mark="← ")
        _say(console, f"  {told.statement}", "dim")


def _print_quotes(quotes: Iterable[Quote], console: Console, mark: str = "") -> None:
    for quote in quotes:
        page = f", p. {quote.page}" if quote.page is not None else ""
        _say(console, f"  {mark}{quote.document}{page} ({quote.file}, {quote.start}-{quote.end}):")
        words = Text("    …")
        words.append(_plain(quote.prefix)).append(_plain(quote.exact), style="bold").append(_plain(quote.suffix))
        console.print(words.append("…"))
        if quote.address:
            _say(console, f"    {quote.address}", "dim")


def _say(console: Console, words: str, style: str = "") -> None:
    console.print(Text(_plain(words), style=style), soft_wrap=True)


def _plain(words: str) -> str:
    """Without signs that steer a terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in words)


def _write_json(rows: object, console: Console) -> None:
    console.file.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
