"""No regular expression of ontology/ takes long over any text: what does not fit is found out at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from kg.base.knowledge import read_knowledge
from kg.base.mask import GOVERNED, placeholder
from kg.base.pattern import Pattern
from kg.base.relations import RelationRule
from kg.base.terms import Kind
from tests.made import within

KNOWLEDGE = read_knowledge()
PATTERNS = [pattern for patterns in KNOWLEDGE.patterns.values() for pattern in patterns]
LENGTH = 5000
LIMIT = 0.5
_WORD = re.compile(r"[A-Za-zà-ÿ]{2,}")
_GROUP = re.compile(r"\(\?(?:P<\w+>|<?[=!]|:)|\\.")
ACT, BODY, GROUP = (placeholder([kind])[1] for kind in (Kind.ACT, Kind.SUPERVISOR, Kind.ACTOR_GROUP))

# What Dutch drafting strings together: the words behind which a rule goes on looking.
DRAFTING = (
    "binnen a ",
    "voor zover het a ",
    "bij of krachtens de ",
    "het bij of krachtens gestelde en bepaalde ",
    ", bedoeld in a, b ",
    ", bedoeld in artikel 5, eerste lid, ",
    "artikel 5 van ",
    "(a) ",
    "en gestelde, bepaalde ",
    "door a van ",
)
OPENINGS = (
    f"met het toezicht op de naleving van {ACT} ",
    f"belast met het toezicht op de naleving van {ACT} ",
    f"{BODY} is belast met het toezicht op de naleving van ",
    f"als toezichthouders, belast met toezicht op de naleving van {ACT} ",
    f"{ACT} is van toepassing op ",
    "op grond van artikel 5 van ",
    f"bij besluit van {BODY} aangewezen ",
    f"{GROUP}, aangewezen krachtens ",
)


def repeated(words: str) -> str:
    """`words` again and again, up to the length."""
    return (words * (LENGTH // len(words) + 1))[:LENGTH]


def texts(words: list[str], subject: str, object_: str) -> Iterator[str]:
    """Hostile texts of words that an expression looks for, and of what may stand between."""
    yield repeated(f"{subject} {' '.join(words)} {object_} ")
    yield repeated(f"{' '.join(words)} ")
    yield repeated(f"{subject}{object_}")
    for word in words[:4]:
        yield repeated(f"{subject} {word} ")
        yield repeated(f"{word} {object_} en ")
    yield f"{' '.join(words)} {'a' * LENGTH}"


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_a_pattern_gives_up_soon(pattern: Pattern) -> None:
    """A pattern of names takes less than half a second over 5,000 characters that it almost reads."""
    words = list(dict.fromkeys(_WORD.findall(_GROUP.sub(" ", pattern.regex.pattern))))[:12]
    hostile = [*texts(words, BODY, ACT), *texts([word.capitalize() for word in words], BODY, GROUP)]
    hostile += [
        repeated(word) for word in ("a", "a-", "Aa", "Aa ", "Aa en ", "de ", "grote ", "(", "artikel 5, ", "1. ", " ")
    ]
    for text in hostile:
        with within(LIMIT, f"{pattern.id} over {text[:60]!r}"):
            assert len(list(pattern.matches(text))) <= LENGTH


def exampled(rule: RelationRule) -> Iterator[str]:
    """The examples of a rule as it sees them, again and again: all that it looks for, and too much of it."""
    ends = [placeholder(kinds)[1] for kinds in (rule.subjects, rule.objects) if kinds]
    for example in rule.examples:
        words = re.sub(r"(?:\b(?:[Dd]e|[Hh]et) )?\[[^\]]+\]", lambda found: ends[found.start() % len(ends)], example)
        yield repeated(f"{words.lower().rstrip('.')} ")
        yield repeated(words.lower().rstrip(".")[:-1])


@pytest.mark.parametrize("rule", KNOWLEDGE.relations, ids=lambda rule: rule.id)
def test_a_rule_gives_up_soon(rule: RelationRule) -> None:
    """A rule takes less than two seconds over 5,000 characters of its own words and mentions, all its patterns together."""
    words = list(dict.fromkeys(_WORD.findall(_GROUP.sub(" ", rule.trigger.pattern))))[:4]
    subject = placeholder(rule.subjects)[1]
    for text in (
        repeated(f"{words[0]} "),
        repeated(f"{subject} {' '.join(words)} "),
        f"{words[0]} " + repeated(f"{GOVERNED}{subject} van "),
        *exampled(rule),
    ):
        with within(4 * LIMIT, f"{rule.id} over {text[:60]!r}"):
            assert len(list(rule.trigger.finditer(text))) <= LENGTH
            for pattern in rule.patterns:
                assert len(list(pattern.finditer(text))) <= LENGTH


@pytest.mark.parametrize("drafting", DRAFTING)
def test_strings_of_drafting_end_soon(drafting: str) -> None:
    """Clauses upon clauses between a trigger and what it is about, 40 of them, take every pattern less than half a second."""
    searched = [
        (rule.id, pattern) for rule in KNOWLEDGE.relations if len(rule.sources) < 9 for pattern in rule.patterns
    ]
    for opening in OPENINGS:
        text = opening + drafting * 40
        for name, pattern in [*searched, *((pattern.id, pattern.regex) for pattern in PATTERNS)]:
            with within(LIMIT, f"{name} over {text[:80]!r}"):
                pattern.search(text)


def test_a_list_of_a_thousand_is_reduced_soon() -> None:
    """The expression of lists takes less than half a second over a sentence of nothing but names, commas and articles."""
    for words in (
        f"de {BODY}, ",
        f"{BODY} en ",
        f"{BODY} (",
        f"{BODY}, ",
        "de ",
        "grote ",
        f"{BODY} (de {BODY} en ",
        "a" * 20,
    ):
        with within(LIMIT, f"the run over {words!r}"):
            list(KNOWLEDGE.reduction.run.finditer(repeated(words)))
            list(KNOWLEDGE.reduction.barrier.finditer(repeated(words)))


def test_cues_are_looked_up_soon() -> None:
    """The cues of modality take no time over a long clause."""
    for words in ("niet ", "is ", "heeft de ", "naar alle ", "in 20", "als dat "):
        for cue in KNOWLEDGE.modality:
            with within(LIMIT, f"{cue.modality} over {words!r}"):
                cue.regex.search(repeated(words))
