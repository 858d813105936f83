from __future__ import annotations

import pytest

from kg.base.knowledge import read_knowledge
from kg.base.terms import Kind
from kg.extract.backwords import pointing_back
from kg.extract.model import Mention
from tests.made import mention, target

KNOWLEDGE = read_knowledge()


def pointing(text: str, *mentions: Mention) -> list[tuple[str, str, Kind]]:
    """The words that point back, with their heads and types."""
    found = sorted(pointing_back(text, 0, mentions, KNOWLEDGE), key=lambda one: one.span)
    assert all(one.points_back for one in found)
    return [(one.span.of(text), one.head, one.kind) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De Inspectie is er.", [("Inspectie", "inspectie", Kind.SUPERVISOR)]),
        ("En het ministerie is er.", [("ministerie", "ministerie", Kind.MINISTRY)]),
        ("Krachtens deze wet is", [("deze wet", "wet", Kind.ACT)]),
        (
            "Dit besluit en het ministerie",
            [("Dit besluit", "besluit", Kind.REGULATION), ("ministerie", "ministerie", Kind.MINISTRY)],
        ),
        ("In dit convenant staat", [("dit convenant", "convenant", Kind.AGREEMENT)]),
        ("De raad is er.", [("raad", "raad", Kind.ORGANISATION)]),
        ("Een inspectie is er.", []),
        ("De inspecties zijn er.", []),
    ],
)
def test_words_that_point_back(text: str, expected: list[tuple[str, str, Kind]]) -> None:
    """A noun behind an article or demonstrative points back; its head is in lower case, and tells the type."""
    assert pointing(text) == expected


def test_what_is_named_does_not_point_back() -> None:
    """Words within a mention are left out."""
    text = "De Inspectie is er, en de Inspectie ook."
    first = mention(text, "Inspectie", Kind.SUPERVISOR, target("Inspectie X", Kind.SUPERVISOR))
    assert pointing(text, first) == [("Inspectie", "inspectie", Kind.SUPERVISOR)]
    assert [one.span.start for one in pointing_back(text, 0, [first], KNOWLEDGE)] == [26]


def test_no_words_point_back_twice() -> None:
    """A stretch that two patterns read is one mention, of the first pattern in the file."""
    text = "De inspectie en de toezichthouder en daarin en die wet en de wet."
    spans = [one.span for one in pointing_back(text, 0, (), KNOWLEDGE)]
    assert len(spans) >= 4
    assert not any(one.touches(other) for one in spans for other in spans if one is not other)
