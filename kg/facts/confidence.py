"""How sure a statement is: what was learned of findings that look like it, or how often its rule was right on judged text."""

from __future__ import annotations

from kg.base.knowledge import Knowledge
from kg.facts.relate import Found

UNMEASURED = 0.5
LEAST = 0.5
"""What the rule of a finding without marks must reach to be heard: one that was wrong more often than right says nothing."""


def confidence_of(found: Found, knowledge: Knowledge) -> float:
    """From 0 to 1: of a relation with marks what ontology/relations/trust.tsv makes of them.

    Of a status, and of what a name within a name says, the measured precision of its rule by ontology/relations/confidence.tsv; 0.5
    where that was never seen to fire; of a power the measured share of its form in ontology/powers.toml.
    """
    if found.predicate and found.marks:
        return min(0.99, max(0.01, round(knowledge.trust.of(found.marks), 2)))
    if found.power:
        return next((form.confidence for form in knowledge.powers.forms if form.id == found.rule), UNMEASURED)
    return knowledge.confidence.get(found.rule, UNMEASURED)


def is_heard(found: Found, knowledge: Knowledge) -> bool:
    """Whether `found` becomes a statement."""
    if found.predicate and found.marks:
        return knowledge.trust.is_trusted(found.marks)
    return confidence_of(found, knowledge) >= LEAST
