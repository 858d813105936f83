"""What patterns and frames find in a sentence is told once, with its marks, and only where it may be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from kg.base.knowledge import Knowledge, read_knowledge
from kg.base.trust import TRUSTING
from kg.extract.from_document import mentions_from_document
from kg.facts.identify import identified
from kg.facts.read import findings
from kg.facts.relate import Found
from tests.made import sentence_document

KNOWLEDGE = replace(read_knowledge(), trust=TRUSTING, confidence={})
PLAIN = "De Algemene Rekenkamer heeft onderzoek gedaan naar het primair onderwijs."


def _found(text: str, knowledge: Knowledge = KNOWLEDGE) -> Sequence[Found]:
    document = sentence_document(text)
    mentions = mentions_from_document(document, knowledge).items
    return findings(
        document, mentions, identified(document, mentions, knowledge, "https://example.org/id/"), knowledge
    ).found


def test_what_both_find_is_told_once() -> None:
    """A pattern and a frame that say the same give one finding, by the pattern, which has a mark of it."""
    (one,) = _found(PLAIN)
    assert one.rule == "investigates#doet-onderzoek-naar"
    assert "by both" in one.marks


def test_a_frame_speaks_where_the_pattern_is_not_trusted() -> None:
    """A pattern that is not heard does not silence a frame that is."""
    doubt = replace(TRUSTING, weights={"by patterns": -9.0}, least=0.3)
    (one,) = _found(PLAIN, replace(KNOWLEDGE, trust=doubt))
    assert one.rule == "frames/investigates#doet-onderzoek"
    assert "by both" not in one.marks


@pytest.mark.parametrize("mark", ["investigates", "investigates asserted", "subject is Organisation", "short"])
def test_what_is_not_trusted_is_not_told(mark: str) -> None:
    """Any mark may be what speaks against a finding."""
    assert mark in _found(PLAIN)[0].marks
    assert _found(PLAIN, replace(KNOWLEDGE, trust=replace(TRUSTING, weights={mark: -9.0}, least=0.3))) == ()
