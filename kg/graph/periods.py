"""Dates and periods (EDTF) as people read them."""

from __future__ import annotations

from kg.graph.vocabulary import Language

_OPEN = ".."
_FROM = {"nl": "vanaf {}", "en": "from {}"}
_UNTIL = {"nl": "tot en met {}", "en": "up to and including {}"}
_BETWEEN = {"nl": "{} tot en met {}", "en": "{} to {}"}


def period_in_words(edtf: str, language: Language) -> str:
    """A date as it is, a period by its ends, of which one may be open.

    Example:
        >>> period_in_words("2025-01-01/..", "nl"), period_in_words("../2024", "en"), period_in_words("2024", "nl")
        ('vanaf 2025-01-01', 'up to and including 2024', '2024')
        >>> period_in_words("2020/2023", "nl")
        '2020 tot en met 2023'
    """
    first, _, last = edtf.partition("/")
    if not last:
        return first
    if last == _OPEN:
        return _FROM[language].format(first)
    return _UNTIL[language].format(last) if first == _OPEN else _BETWEEN[language].format(first, last)
