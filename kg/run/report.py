"""What a build tells a person: progress while it runs, and a summary at its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from kg.base.issues import Issue, Severity
from kg.run.output import option_of
from kg.run.pipeline import Progress as Report
from kg.run.pipeline import Step, Summary

_SHOWN = 10
_NAME_WIDTH = 40
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}


@contextmanager
def shown_progress(console: Console) -> Iterator[Report]:
    """What a build reports its steps to: a bar where `console` is a terminal, nothing elsewhere."""
    if not console.is_terminal:
        yield lambda _: None
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def report(step: Step) -> None:
            words = step.name if len(step.name) <= _NAME_WIDTH else f"{step.name[: _NAME_WIDTH - 1]}…"
            bar.update(task, description=words, completed=step.done, total=step.total or None)

        yield report


def print_summary(summary: Summary, console: Console) -> None:
    """Documents, pages, facts, what stayed open, what could not be read, and what to do next."""
    read = summary.documents - summary.unreadable
    kept = f" ({summary.kept:,} unchanged)" if summary.kept else ""
    _line(
        console, f"{_count(read, 'document')}{kept}, {_count(summary.pages, 'page')}, {_count(summary.facts, 'fact')}"
    )
    if summary.open_sentences:
        _line(console, f"{_count(summary.open_sentences, 'sentence')} with a trigger gave no fact: see documents.jsonl")
    if summary.unreadable:
        _line(console, f"{_count(summary.unreadable, 'document')} could not be read", "bold red")
    print_issues([issue for issue in summary.issues if issue.severity is not Severity.NOTE], console)
    notes = sum(issue.severity is Severity.NOTE for issue in summary.issues)
    if notes:
        _line(console, f"{_count(notes, 'note')}: see issues.jsonl", _STYLES[Severity.NOTE])
    _line(console, f"The output is in {summary.output}. Next:")
    _line(console, f"  kg query --list{option_of(summary.output)}   the questions you can ask")
    _line(console, f"  open {summary.output / 'graph.html'}   the picture")


def print_issues(issues: Sequence[Issue], console: Console) -> None:
    """The errors one by one (the first ten), warnings and notes by their kind with the first as an example."""
    errors = [issue for issue in issues if issue.severity is Severity.ERROR]
    for issue in errors[:_SHOWN]:
        _line(console, f"error: {issue}", _STYLES[Severity.ERROR])
    if len(errors) > _SHOWN:
        _line(console, f"{_count(len(errors) - _SHOWN, 'more error')}: see issues.jsonl", _STYLES[Severity.ERROR])
    for severity in (Severity.WARNING, Severity.NOTE):
        alike: dict[str, list[Issue]] = defaultdict(list)
        for issue in issues:
            if issue.severity is severity:
                alike[issue.code].append(issue)
        for code, group in sorted(alike.items()):
            others = f" ({len(group) - 1:,} more {code}: see issues.jsonl)" if len(group) > 1 else ""
            _line(console, f"{severity}: {group[0]}{others}", _STYLES[severity])


def _line(console: Console, words: str, style: str = "") -> None:
    console.print(Text(words, style=style), soft_wrap=True)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
