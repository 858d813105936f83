"""The frames of ontology/frames find what their examples mark, and nothing in their near misses."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from types import MappingProxyType

import pytest

from kg.base.frames import ANY, Frame, Frames
from kg.base.knowledge import Knowledge, read_knowledge
from kg.base.trust import TRUSTING
from kg.extract.from_document import mentions_from_document
from kg.facts.from_mentions import facts_from_mentions
from kg.facts.model import DocumentFacts
from tests.made import sentence_document

BASE = "https://example.org/id/"
KNOWLEDGE = read_knowledge()
FRAMES = KNOWLEDGE.frames.all
EXAMPLES = [(frame, text) for frame in FRAMES for text in frame.examples]
NEAR_MISSES = [(frame, text) for frame in FRAMES for text in frame.near_misses]
READS_NOTHING_YET = {"frames/governs#heeft-betrekking", "frames/partOf#is-lid"}
"""Frames of which the parser reads no plain sentence yet."""


def _alone(frame: Frame) -> Knowledge:
    """What is known, with no rule but `frame`; sentences are chosen for reading as with all frames."""
    every = KNOWLEDGE.frames
    by_word = {word: (frame,) if frame in of_word else () for word, of_word in every.by_word.items()}
    frames = Frames(all=(frame,), by_word=MappingProxyType(by_word), verbs=every.verbs, lists=every.lists)
    return replace(KNOWLEDGE, relations=(), trust=TRUSTING, confidence=MappingProxyType({}), frames=frames)


def _facts(frame: Frame, text: str) -> DocumentFacts:
    document = sentence_document(text)
    mentions = mentions_from_document(document, KNOWLEDGE).items
    return facts_from_mentions(document, mentions, _alone(frame), BASE).items[0]


def _ends(frame: Frame, text: str) -> set[frozenset[str]]:
    """The ends that `frame` relates in `text`, each pair as the names by which the sentence calls them."""
    pairs = [(fact.subject, fact.object) for fact in _facts(frame, text).facts if fact.rule == frame.id]
    return {frozenset(name for end in pair for name in (*end.names, end.label)) for pair in pairs}


@pytest.mark.parametrize(("frame", "text"), EXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_example(frame: Frame, text: str) -> None:
    """A frame relates the two things that its example marks, and no third; of more than two each is an end of something."""
    marked = re.findall(r"\[([^\]]+)\]", text)
    found = _ends(frame, re.sub(r"[\[\]]", "", text))
    assert found
    for name in marked:
        assert any(name in ends for ends in found), f"{name} is no end of what was found: {found}"
    assert len(found) == max(1, len(marked) - 1)


@pytest.mark.parametrize(("frame", "text"), NEAR_MISSES, ids=lambda value: getattr(value, "id", None))
def test_near_miss(frame: Frame, text: str) -> None:
    """A frame finds nothing in its near misses."""
    assert _ends(frame, text) == set()


def test_collected() -> None:
    """Every frame has an example and a near miss, but for those known to read nothing, which have no example."""
    assert {frame.id for frame in FRAMES if not frame.examples} == READS_NOTHING_YET
    assert [frame.id for frame in FRAMES if not frame.near_misses] == []


def test_names_are_unique() -> None:
    """No two frames have the same id."""
    assert [one for one, times in Counter(frame.id for frame in FRAMES).items() if times > 1] == []


def test_rules_have_other_names() -> None:
    """No frame has the id of a rule of ontology/relations: what is measured of one says nothing of the other."""
    assert {frame.id for frame in FRAMES}.isdisjoint(rule.id for rule in KNOWLEDGE.relations)


def test_words_are_lemmas_in_lower_case() -> None:
    """The words of a frame are in lower case, or any verb alone."""
    assert [word for frame in FRAMES for word in frame.words if word != word.casefold()] == []
    assert [frame.id for frame in FRAMES if ANY in frame.words and len(frame.words) > 1] == []
    assert [frame.id for frame in FRAMES if not (frame.words and frame.subject_parts and frame.object_parts)] == []
