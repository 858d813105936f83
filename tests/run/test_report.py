from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from kg.base.issues import Issue, Severity
from kg.run.pipeline import Step, Summary
from kg.run.report import print_summary, shown_progress

SUMMARY = Summary(
    output=Path("output"),
    documents=1,
    kept=0,
    unreadable=0,
    pages=1,
    facts=1,
    open_sentences=0,
    issues=(),
)


def issue(place: str, code: str, severity: Severity) -> Issue:
    return Issue(place=place, code=code, message="is wrong", remedy="Mend it.", severity=severity)


def printed(summary: Summary) -> list[str]:
    out = io.StringIO()
    print_summary(summary, Console(file=out, width=40))
    return out.getvalue().splitlines()


def test_good_build() -> None:
    """A good build says what it holds, where it is and what to do next, whole lines whatever the width."""
    assert printed(SUMMARY) == [
        "1 document, 1 page, 1 fact",
        "The output is in output. Next:",
        "  kg query --list   the questions you can ask",
        "  open output/graph.html   the picture",
    ]


def test_build_with_issues() -> None:
    """Ten errors are told one by one, warnings by kind with an example, notes as a number; markup stays text."""
    errors = tuple(issue(f"{number:02}[b].pdf", "broken", Severity.ERROR) for number in range(12))
    warnings = tuple(issue(f"w{number}.pdf", "unread", Severity.WARNING) for number in range(3))
    notes = (issue("n", "same", Severity.NOTE),)
    summary = Summary(
        output=Path("elders"),
        documents=1020,
        kept=1000,
        unreadable=12,
        pages=2000,
        facts=0,
        open_sentences=1,
        issues=errors + warnings + notes,
    )
    assert summary.exit_code == 1
    assert printed(summary) == [
        "1,008 documents (1,000 unchanged), 2,000 pages, 0 facts",
        "1 sentence with a trigger gave no fact: see documents.jsonl",
        "12 documents could not be read",
        *(f"error: {number:02}[b].pdf: is wrong. Mend it." for number in range(10)),
        "2 more errors: see issues.jsonl",
        "warning: w0.pdf: is wrong. Mend it. (2 more unread: see issues.jsonl)",
        "1 note: see issues.jsonl",
        "The output is in elders. Next:",
        "  kg query --list --output elders   the questions you can ask",
        "  open elders/graph.html   the picture",
    ]


def test_progress_only_on_a_terminal() -> None:
    """A bar is drawn on a terminal, nothing in a pipe; names in it are no markup."""
    pipe, terminal = io.StringIO(), io.StringIO()
    for console in (Console(file=pipe), Console(file=terminal, force_terminal=True, width=80)):
        with shown_progress(console) as report:
            report(Step(name="[red]a.pdf", done=1, total=2))
    assert pipe.getvalue() == ""
    assert "[red]a.pdf" in terminal.getvalue()
    assert "1/2" in terminal.getvalue()
