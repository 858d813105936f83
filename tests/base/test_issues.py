from __future__ import annotations

from kg.base.issues import Issue, Outcome, Severity


def test_an_issue_reads_as_place_message_and_remedy() -> None:
    """The text of an issue is where, what, and what to do: sentences with one full stop each."""
    issue = Issue(place="a.pdf p. 3", code="page-empty", message="no text.", remedy="Scan it with text recognition.")
    assert str(issue) == "a.pdf p. 3: no text. Scan it with text recognition."
    assert str(Issue(place="a.pdf", code="x", message="broken")) == "a.pdf: broken."


def test_a_row_has_its_keys_in_a_fixed_order() -> None:
    """The line of issues.jsonl has eight keys, always in this order, with plain values."""
    issue = Issue(
        place="a.pdf p. 3", code="page-empty", message="no text", severity=Severity.NOTE, document="a.pdf", page=3
    )
    assert list(issue.row().items()) == [
        ("severity", "note"),
        ("stage", ""),
        ("code", "page-empty"),
        ("document", "a.pdf"),
        ("page", 3),
        ("place", "a.pdf p. 3"),
        ("message", "no text"),
        ("remedy", ""),
    ]
    assert type(issue.row()["severity"]) is str


def test_issues_sort_by_place_then_code() -> None:
    """Issues sort by place, then code: also where some name no page."""
    second = Issue(place="b.pdf", code="a", message="m")
    first = Issue(place="a.pdf p. 2", code="b", message="m", page=2)
    earlier = Issue(place="a.pdf p. 2", code="a", message="m", page=None)
    assert sorted([second, first, earlier]) == [earlier, first, second]


def test_a_warning_is_what_nobody_called_otherwise() -> None:
    """An issue is a warning unless it says otherwise: only an error changes the exit code."""
    assert Issue(place="p", code="c", message="m").severity is Severity.WARNING


def test_an_outcome_holds_tuples() -> None:
    """Any iterables become tuples, in their order; both may be empty."""
    issue = Issue(place="p", code="c", message="m")
    assert Outcome.of((number for number in (3, 1, 2)), [issue]) == Outcome((3, 1, 2), (issue,))
    assert Outcome.of([]) == Outcome((), ())
