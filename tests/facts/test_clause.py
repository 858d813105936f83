from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.knowledge import read_knowledge
from kg.base.mask import BARRIER, masked
from kg.base.relations import ModalityCue
from kg.base.span import Span
from kg.base.terms import Kind, Modality
from kg.facts.clause import basis_phrases, clause_around, modality_of
from tests.made import knowing

KNOWN = knowing(
    modality=(
        ModalityCue(modality=Modality.NEGATED, regex=re.compile(r"\bniet\b")),
        ModalityCue(modality=Modality.POSSIBLE, regex=re.compile(r"\bkan\b")),
    )
)
ALL = frozenset(Modality)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("x houdt HIER toezicht", "x houdt HIER toezicht"),
        ("a; x HIER y: b", " x HIER y"),
        ("a, maar x HIER y, terwijl b", "maar x HIER y"),
        ("a terwijl x HIER y", "terwijl x HIER y"),
        ("x HIER y om z te doen", "x HIER y"),
        ("x HIER y, die z", "x HIER y"),
        ("a dat x HIER y", "a dat x HIER y"),
        (f"x HIER y, {BARRIER}die z", "x HIER y"),
        (f"a, {BARRIER}maar x HIER y", f"{BARRIER}maar x HIER y"),
    ],
)
def test_a_clause_ends_where_another_opens(text: str, clause: str) -> None:
    """A clause runs from the last to the next sign or word that opens one, marked as a barrier or not."""
    begin, end = clause_around(text, text.index("HIER"), text.index("HIER") + 4)
    assert text[begin:end] == clause


@settings(deadline=None)
@given(st.text(alphabet="ax;:, maromdietindien" + BARRIER, max_size=60), st.data())
def test_a_clause_holds_the_words_asked_for(text: str, data: st.DataObject) -> None:
    """Whatever the text, the clause lies in it and holds the stretch."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    begin, until = clause_around(text, start, end)
    assert 0 <= begin <= start <= end <= until <= len(text)


@pytest.mark.parametrize(
    ("clause", "modality"),
    [
        ("x houdt toezicht", Modality.ASSERTED),
        ("x kan toezicht houden", Modality.POSSIBLE),
        ("x kan niet toezicht houden", Modality.NEGATED),
        ("indien x toezicht houdt", Modality.POSSIBLE),
        ("indien nodig, houdt x toezicht", Modality.ASSERTED),
    ],
)
def test_the_first_cue_decides(clause: str, modality: Modality) -> None:
    """The first cue of the list that the clause holds gives its modality; what a condition holds is possible, its consequence not."""
    told_from = clause.index("houdt x" if "houdt x" in clause else "x")
    assert modality_of(clause, told_from, ALL, KNOWN) is modality


def test_only_the_cues_given_count() -> None:
    """A modality that cannot befall the relation is passed over."""
    assert modality_of("x kan niet", 0, frozenset({Modality.POSSIBLE}), KNOWN) is Modality.POSSIBLE
    assert modality_of("x kan niet", 0, frozenset(), KNOWN) is Modality.ASSERTED
    assert modality_of("indien x", 7, frozenset(), KNOWN) is Modality.ASSERTED


def test_a_basis_is_the_instrument_behind_its_words() -> None:
    """Where a clause says on what it rests, the words and the place of the instrument are found; other instruments are not."""
    known = read_knowledge()
    text = "op grond van de wet x en de wet y"
    hidden = masked(text, 0, [(Span(16, 21), Kind.ACT), (Span(28, 33), Kind.ACT)])
    ((start, end, place),) = basis_phrases(hidden.text, known)
    assert (hidden.span(start, end).of(text), hidden.numbers[place]) == ("op grond van de wet x", 0)


def test_characters_that_look_like_instruments_are_no_basis() -> None:
    """A character that stands for an instrument is, in the source, no instrument."""
    assert basis_phrases(masked("op grond van de \x13 is", 0, []).text, read_knowledge()) == ()
