from __future__ import annotations

import pytest

from kg.graph.vocabulary import Language
from kg.serve.accept import best_form, best_language

FORMS = ("application/sparql-results+json", "application/xml", "text/csv")


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", FORMS[0]),
        ("*/*", FORMS[0]),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/csv;q=0.1, application/xml;q=0.2", "application/xml"),
        ("text/*", "text/csv"),
        ("text/csv;q=0, */*", FORMS[0]),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/xml"),
        ("text/csv;q=2", "text/csv"),
        ("text/csv; charset=utf-8", "text/csv"),
        ("image/png", None),
        (";;;,,,", FORMS[0]),
        ("*/*;q=0", None),
    ],
)
def test_best_form(accept: str, form: str | None) -> None:
    """The heaviest form wins, the first of equals; the most specific range counts; weight 0 refuses."""
    assert best_form(accept, FORMS) == form


@pytest.mark.parametrize(
    ("accept", "language"),
    [("", "nl"), ("*", "nl"), ("en", "en"), ("nl-BE, en;q=0.9", "nl"), ("de, en;q=0.5", "en"), ("en;q=0", "nl")],
)
def test_best_language(accept: str, language: Language) -> None:
    """English for those who want it more than Dutch."""
    assert best_language(accept) == language
