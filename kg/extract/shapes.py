"""Names told by their form: ministries and ministers, bodies and acts that no list has, posts, agreements."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace

from kg.base.ids import RuleId
from kg.base.knowledge import Knowledge
from kg.base.span import Span
from kg.base.terms import Kind
from kg.extract.eu_acts import eu_target
from kg.extract.model import Mention, Target
from kg.extract.names import NameIndex, ministry_named

OUR_MINISTER = RuleId("actors#onze-minister")


def shapes_in(text: str, knowledge: Knowledge, index: NameIndex, day: datetime.date | None) -> Iterator[Mention]:
    """What the patterns of ontology/patterns/actors and /instruments find in `text`, pattern by pattern."""
    for pattern in (*knowledge.patterns["actors"], *knowledge.patterns["instruments"]):
        for found in pattern.matches(text):
            mention = _mention(found, Kind(pattern.kind), pattern.id, index, day)
            if mention and "number" in found.re.groupindex:
                mention = _numbered(mention, found, knowledge)
            if mention:
                yield mention


def _numbered(mention: Mention, found: re.Match[str], knowledge: Knowledge) -> Mention | None:
    """The mention led to the act of the Union that the words name by its number; None where no act bears such a number."""
    target = eu_target(found["name"], knowledge)
    return replace(mention, targets=(target,)) if target else None


def _mention(
    found: re.Match[str], kind: Kind, rule: RuleId, index: NameIndex, day: datetime.date | None
) -> Mention | None:
    groups = found.re.groupindex
    group = "name" if "name" in groups else 0
    span = Span(*found.span(group))
    for ministry in ("ministry", "known_ministry"):
        named = ministry_named(found[ministry], index, day) if ministry in groups else None
        if named:
            length, targets = named
            return Mention(span=Span(span.start, found.start(ministry) + length), kind=kind, targets=targets, rule=rule)
    if "known_ministry" in groups:
        return None
    label = found[group]
    return Mention(span=span, kind=kind, targets=(Target(iri=None, kind=kind, label=label),), rule=rule)
