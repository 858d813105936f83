from __future__ import annotations

import pytest

from kg.base.terms import Modality
from kg.facts.ends import View
from kg.facts.heads import Head
from kg.facts.mood import Mood, basis_of
from tests.facts.trees import frame, view, words


def mood(one: View, word: str) -> Mood:
    """The mood of what a word tells."""
    return Mood.of(place(one, word), one)


def place(one: View, word: str) -> int:
    """The place of a word."""
    return next(place for place, token in enumerate(one.tree.parse.tokens) if token.text == word)


def modality(table: str, word: str, *beside: str, cues: frozenset[Modality] = frozenset(Modality)) -> Modality:
    """The modality of what `word` tells of the things `beside` it."""
    one = view(table)
    head = Head(frame("houden", cues=cues), place(one, word), ())
    return mood(one, word).modality(head, [place(one, other) for other in beside], one)


CAN = "NVWA PROPN nsubj 3 / {} AUX aux 3 kunnen Tense=Pres / controleren VERB root 0 VerbForm=Inf / winkels NOUN obj 3"


def test_the_clause_of_the_finite_verb_gives_the_modality() -> None:
    """A cue of the clause befalls the relation, where it can befall it; without one the relation is asserted."""
    assert modality(CAN.format("kan"), "controleren", "NVWA", "winkels") is Modality.POSSIBLE
    assert modality(CAN.format("liet"), "controleren", "NVWA", "winkels") is Modality.ASSERTED
    assert modality(CAN.format("kan"), "controleren", "NVWA", cues=frozenset({Modality.NEGATED})) is Modality.ASSERTED


def test_a_cue_of_another_clause_gives_none() -> None:
    """What a verb beside it can do is no modality of this one."""
    table = (
        "NVWA PROPN nsubj 2 / controleert VERB root 0 Tense=Pres / winkels NOUN obj 2 / en CCONJ cc 6 / kan AUX aux 6 Tense=Pres /"
        " sluiten VERB conj 2 VerbForm=Inf"
    )
    assert modality(table, "controleert", "NVWA", "winkels") is Modality.ASSERTED
    assert modality(table, "sluiten", "NVWA", "winkels") is Modality.POSSIBLE


def test_a_governed_infinitive_has_the_modality_of_what_governs_it() -> None:
    """The clauses up to the finite verb count: "hoeft niet … te controleren" is denied."""
    table = (
        "NVWA PROPN nsubj 2 / hoeft VERB root 0 hoeven Tense=Pres / niet ADV advmod 2 / te PART mark 5 /"
        " controleren VERB xcomp 2 VerbForm=Inf"
    )
    one = view(table)
    assert words(one, sorted(mood(one, "controleren").words)) == ["NVWA", "hoeft", "niet", "te", "controleren"]
    assert modality(table, "controleren", "NVWA") is Modality.NEGATED


def test_far_words_of_the_clause_give_none() -> None:
    """Five words around head and ends count; a cue further off says something else."""
    between = " / ".join(["dan ADV advmod 1"] * 4)
    further = f"{between} / dan ADV advmod 1"
    assert (
        modality(f"controleert VERB root 0 Tense=Pres / {between} / niet ADV advmod 1", "controleert")
        is Modality.NEGATED
    )
    assert (
        modality(f"controleert VERB root 0 Tense=Pres / {further} / niet ADV advmod 1", "controleert")
        is Modality.ASSERTED
    )
    far = f"controleert VERB root 0 Tense=Pres / {further} / winkels NOUN obj 1 / niet ADV advmod 1"
    assert modality(far, "controleert", "winkels") is Modality.NEGATED


def test_no_word_of_a_name_is_a_cue() -> None:
    """A name that is called as a cue gives no modality."""
    table = "controleert VERB root 0 Tense=Pres / niet PROPN obj 1 @Organisation"
    assert modality(table, "controleert", "niet") is Modality.ASSERTED


@pytest.mark.parametrize(
    ("mark", "label", "possible"),
    [("indien", "advcl", True), ("als", "advcl", True), ("omdat", "advcl", False), ("indien", "root", False)],
)
def test_what_stands_under_a_condition_is_possible(mark: str, label: str, possible: bool) -> None:  # noqa: FBT001
    """A clause that a condition opens tells what may be; one without, or the main clause itself, tells what is."""
    clause = f"{mark} SCONJ mark 3 / NVWA PROPN nsubj 3 / controleert VERB {{}} Tense=Pres"
    table = (
        clause.format("root 0") if label == "root" else clause.format(f"{label} 4") + " / komt VERB root 0 Tense=Pres"
    )
    one = view(table)
    assert mood(one, "controleert").possible is possible
    given = modality(table, "controleert", "NVWA")
    assert given is (Modality.POSSIBLE if possible or mark == "indien" else Modality.ASSERTED)


def test_what_cannot_be_possible_is_asserted_under_a_condition() -> None:
    """A condition leaves a relation that "possible" cannot befall as it is."""
    table = (
        "indien SCONJ mark 3 / NVWA PROPN nsubj 3 / controleert VERB advcl 4 Tense=Pres / komt VERB root 0 Tense=Pres"
    )
    assert modality(table, "controleert", cues=frozenset({Modality.NEGATED})) is Modality.ASSERTED


@pytest.mark.parametrize(("mark", "asks"), [("of", True), ("dat", False)])
def test_a_clause_that_of_opens_is_asked(mark: str, asks: bool) -> None:  # noqa: FBT001
    """What a clause with "of" tells is only asked; with "dat" it is told."""
    one = view(
        f"Men PRON nsubj 2 / vraagt VERB root 0 Tense=Pres / {mark} SCONJ mark 5 / NVWA PROPN nsubj 5 / komt VERB ccomp 2 Tense=Pres"
    )
    assert mood(one, "komt").asks is asks
    assert mood(one, "vraagt").asks is False


def test_a_basis_is_the_instrument_that_its_preposition_ties_to_the_head() -> None:
    """The instrument behind "op grond van" is the basis, also by way of its article; an actor or another preposition is none."""
    table = "controleert VERB root 0 Tense=Pres / {} ADP case 3 / artikel NOUN obl 1 / van ADP case 5 / Arbowet PROPN nmod 3 @{}"
    head = Head(frame("controleren"), 0, ())
    one = view(table.format("op_grond_van", "Act"))
    assert basis_of(head.places, one) == one.items[4]
    assert basis_of(head.places, view(table.format("op_grond_van", "Supervisor"))) is None
    assert basis_of(head.places, view(table.format("bij", "Act"))) is None
