"""How sure a statement is: how often its rule was right on annotated text."""

from __future__ import annotations

from kg.base.ids import RuleId
from kg.base.knowledge import Knowledge

UNMEASURED = 0.5
LEAST = 0.5
"""What a rule must reach to be heard: one that was wrong more often than right says nothing."""


def confidence_of(rule: RuleId, knowledge: Knowledge) -> float:
    """The measured precision of `rule`, as ontology/relations/confidence.tsv has it; 0.5 for a rule that was never seen to fire."""
    return knowledge.confidence.get(rule, UNMEASURED)


def is_heard(rule: RuleId, knowledge: Knowledge) -> bool:
    """Whether what `rule` finds becomes a statement."""
    return confidence_of(rule, knowledge) >= LEAST
