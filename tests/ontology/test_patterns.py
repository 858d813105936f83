"""The patterns of ontology/patterns read what they say they read, and leave alone what they say they leave."""

from __future__ import annotations

import re

import pytest

from kg.base.knowledge import read_knowledge
from kg.base.mask import placeholder
from kg.base.pattern import Pattern
from kg.base.terms import Kind

_NAME = re.compile(r"\{(" + "|".join(Kind) + r")\}")

PATTERNS = [pattern for patterns in read_knowledge().patterns.values() for pattern in patterns]
EXAMPLES = [(pattern, text, found) for pattern in PATTERNS for text, found in pattern.examples.items()]
NEAR_MISSES = [(pattern, text) for pattern in PATTERNS for text in pattern.near_misses]


def _masked(text: str) -> str:
    """`text` with {Act} … as the first character that stands for a mention of the type."""
    return _NAME.sub(lambda name: placeholder([Kind(name[1])])[1], text)


def _found(pattern: Pattern, text: str) -> tuple[str, ...]:
    groups = [group for group in ("name", "alias") if group in pattern.regex.groupindex]
    return tuple(match[groups[0] if groups else 0] for match in pattern.matches(_masked(text)))


@pytest.mark.parametrize(("pattern", "text", "expected"), EXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_example(pattern: Pattern, text: str, expected: tuple[str, ...]) -> None:
    """A pattern finds in each of its examples exactly what stands there, in order."""
    wanted = tuple(_masked(one) for one in expected)
    found = _found(pattern, text)
    if pattern.kind in ("actor", "supervisor", "instrument"):
        wanted = tuple(re.sub(r"^(?:de|het) ", "", one, flags=re.IGNORECASE) for one in wanted)
    assert found == wanted


@pytest.mark.parametrize(("pattern", "text"), NEAR_MISSES, ids=lambda value: getattr(value, "id", None))
def test_near_miss(pattern: Pattern, text: str) -> None:
    """A pattern finds nothing in its near misses."""
    assert _found(pattern, text) == ()


def test_collected() -> None:
    """Every pattern has an example, and the collector saw all files."""
    assert {str(pattern.id).split("#")[0] for pattern in PATTERNS} == {
        "actors",
        "backrefs",
        "basis",
        "beside",
        "citations",
        "compositions",
        "definitions",
        "instruments",
        "publications",
        "times",
    }
    assert all(pattern.examples for pattern in PATTERNS)
