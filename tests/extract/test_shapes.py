from __future__ import annotations

import datetime
import re
from types import MappingProxyType

import pytest

from kg.base.ids import RuleId
from kg.base.pattern import Pattern
from kg.base.terms import Kind
from kg.extract.names import name_index
from kg.extract.shapes import shapes_in
from tests.extract.test_names import MINISTRIES
from tests.made import knowing


def pattern(name: str, kind: Kind, regex: str) -> Pattern:
    """A pattern of the file `actors`."""
    return Pattern(RuleId(f"actors#{name}"), kind, re.compile(regex), MappingProxyType({}), ())


KNOWN = knowing(
    registers=MINISTRIES.registers,
    patterns={
        "actors": (
            pattern("ministerie", Kind.MINISTRY, r"ministerie van (?P<ministry>[A-Z][\w ]+)"),
            pattern("en-van", Kind.MINISTRY, r"en van (?P<known_ministry>[A-Z][\w ]+)"),
            pattern("raad", Kind.ORGANISATION, r"de (?P<name>Raad [A-Z]\w+)"),
        ),
        "instruments": (pattern("wet", Kind.ACT, r"[A-Z]\w+wet"),),
    },
)
DAY = datetime.date(2020, 1, 1)


def shapes(text: str) -> list[tuple[str, str | None, str]]:
    """The words, IRI and label of what is told by its form."""
    found = shapes_in(text, KNOWN, name_index(KNOWN), DAY)
    return [(one.span.of(text), one.targets[0].iri, one.targets[0].label) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "het ministerie van Economische Zaken",
            [("ministerie van Economische Zaken", "urn:ez2", "Ministerie van Economische Zaken")],
        ),
        (
            "het ministerie van Economische Zaken houdt",
            [("ministerie van Economische Zaken", "urn:ez2", "Ministerie van Economische Zaken")],
        ),
        ("het ministerie van Toverij", [("ministerie van Toverij", None, "ministerie van Toverij")]),
        (
            "en van Economische Zaken zelf",
            [("en van Economische Zaken", "urn:ez2", "Ministerie van Economische Zaken")],
        ),
        ("en van Toverij", []),
        ("in de Raad Oost is", [("Raad Oost", None, "Raad Oost")]),
        ("de Visserijwet en de Jachtwet", [("Visserijwet", None, "Visserijwet"), ("Jachtwet", None, "Jachtwet")]),
    ],
)
def test_shapes(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    """A mention is the group `name`, else the whole match; a ministry is led to the register and ends where its name does.

    A ministry that no register has is a thing of its own, unless the pattern only counts for known ones.
    """
    assert shapes(text) == expected


def test_a_shape_keeps_its_pattern_as_rule_and_its_type() -> None:
    """The rule is the id of the pattern and the type its kind; actors come before instruments."""
    found = list(shapes_in("de Jachtwet en de Raad Oost", KNOWN, name_index(KNOWN), DAY))
    assert [(one.rule, one.kind) for one in found] == [("actors#raad", Kind.ORGANISATION), ("actors#wet", Kind.ACT)]
