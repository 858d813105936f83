"""The rules of ontology/relations find what their examples mark, and nothing in their near misses."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kg.base.knowledge import read_knowledge
from kg.base.relations import RelationRule
from kg.base.trust import TRUSTING
from kg.extract.from_document import mentions_from_document
from kg.facts.from_mentions import facts_from_mentions
from kg.facts.model import DocumentFacts
from tests.made import sentence_document

BASE = "https://example.org/id/"
# A rule that is not heard for what was measured of it is read all the same.
KNOWLEDGE = replace(read_knowledge(), confidence={}, trust=TRUSTING)
RULES = KNOWLEDGE.relations
EXAMPLES = [(rule, text) for rule in RULES for text in rule.examples]
NEAR_MISSES = [(rule, text) for rule in RULES for text in rule.near_misses]


def _facts(text: str) -> DocumentFacts:
    document = sentence_document(text)
    return facts_from_mentions(document, mentions_from_document(document, KNOWLEDGE).items, KNOWLEDGE, BASE).items[0]


def _ends(rule: RelationRule, found: DocumentFacts) -> set[frozenset[str]]:
    """The ends that `rule` relates, each pair as the names by which the sentence calls them."""
    pairs = set()
    for fact in found.facts:
        if fact.rule == rule.id:
            pairs.add(((*fact.subject.names, fact.subject.label), (*fact.object.names, fact.object.label)))
    for status in found.statuses:
        if status.rule == rule.id:
            pairs.add(((*status.instrument.names, status.instrument.label), ()))
    return {frozenset(name for names in pair for name in names) for pair in pairs}


@pytest.mark.parametrize(("rule", "text"), EXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_example(rule: RelationRule, text: str) -> None:
    """A rule relates the two things that its example marks, and no third; of more than two each is an end of something."""
    marked = re.findall(r"\[([^\]]+)\]", text)
    found = _ends(rule, _facts(re.sub(r"[\[\]]", "", text)))
    assert found
    for name in marked:
        assert any(name in ends for ends in found), f"{name} is no end of what was found: {found}"
    assert len(found) == max(1, len(marked) - 1)


@pytest.mark.parametrize(("rule", "text"), NEAR_MISSES, ids=lambda value: getattr(value, "id", None))
def test_near_miss(rule: RelationRule, text: str) -> None:
    """A rule finds nothing in its near misses."""
    assert _ends(rule, _facts(text)) == set()


def test_collected() -> None:
    """Every predicate has a rule; every rule that needs no document of its own has an example, and all have a near miss."""
    assert {rule.predicate for rule in RULES} - {None} == set(type(RULES[0].predicate))  # type: ignore[arg-type]
    assert [rule.id for rule in RULES if not rule.own and not rule.examples] == []
    assert [rule.id for rule in RULES if not rule.near_misses] == []
