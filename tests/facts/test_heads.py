from __future__ import annotations

import pytest

from kg.base.frames import ANY, Frame
from kg.facts.ends import View
from kg.facts.heads import heads
from tests.facts.trees import frame, frames, view, words

SUPERVISION = frame("houden", belongs="toezicht")
HOLDS = (
    "De DET det 2 / NVWA PROPN nsubj 3 @Supervisor / houdt VERB root 0 houden Tense=Pres / toezicht NOUN obj 3 /"
    " op ADP case 6 / winkels NOUN obl 3"
)


def found(table: str, *given: Frame) -> list[list[str]]:
    """The words of each head in a sentence."""
    return found_in(view(table, frames(*given)))


def found_in(one: View) -> list[list[str]]:
    """The words of each head of a view."""
    return [words(one, head.places) for head in heads(one)]


def test_a_lemma_heads_its_frame_with_what_belongs_to_it() -> None:
    """A word with the lemma of a frame heads it where its clause holds the words that belong to it; without them it does not."""
    assert found(HOLDS, SUPERVISION) == [["houdt", "toezicht"]]
    assert found(HOLDS.replace("toezicht", "rekening"), SUPERVISION) == []


def test_what_belongs_is_looked_for_beside_the_word_where_the_tree_puts_it_elsewhere() -> None:
    """Words of another part of the tree belong where they stand close by, with neither a mark nor a verb between."""
    table = "Zij PRON nsubj 2 / houdt VERB root 0 houden Tense=Pres / nu ADV advmod 2 {}/ streng ADJ ccomp 2 / toezicht NOUN acl:relcl 2"
    assert found(table.format(""), SUPERVISION) == [["houdt", "toezicht"]]
    assert found(table.format("/ , PUNCT punct 2 "), SUPERVISION) == []
    assert found(table.format("/ werkt VERB conj 2 "), SUPERVISION) == []


def test_no_word_of_a_name_belongs_to_a_head() -> None:
    """A name that is called as the words of a frame is none of them."""
    assert found("Zij PRON nsubj 2 / houdt VERB root 0 houden / toezicht NOUN obj 2 @Supervisor", SUPERVISION) == []


def test_a_noun_for_a_group_may_belong_to_a_head() -> None:
    """In "voert inspecties uit" the inspections are no group of bodies."""
    table = "Zij PRON nsubj 2 / doet VERB root 0 doen / inspecties NOUN obj 2 @ActorGroup"
    assert found(table, frame("doen", belongs="inspecties")) == [["doet", "inspecties"]]


@pytest.mark.parametrize(
    "table",
    [
        "De DET det 2 / NVWA PROPN nsubj 3 / ziet VERB root 0 zien Tense=Pres / daar ADV advmod 3 / op ADP obl 3 / toe ADP compound:prt 3",
        "De DET det 2 / NVWA PROPN nsubj 3 / ziet VERB root 0 toezien Tense=Pres / toe ADP compound:prt 3",
        "om SCONJ mark 4 / toe ADP compound:prt 4 / te PART mark 4 / zien VERB root 0 zien VerbForm=Inf",
        "De DET det 2 / NVWA PROPN nsubj 3 / ziet VERB root 0 zien Tense=Pres / toe ADP case 5 / op ADP case 6 / winkels NOUN obl 3",
        "NVWA PROPN nsubj 2 / ziet VERB root 0 zien Tense=Pres / toe ADP case 4 / die PRON nsubj 5 / werkt VERB acl:relcl 1",
        "NVWA PROPN nsubj 2 / toezag VERB root 0 toezien Tense=Past",
    ],
)
def test_a_separable_verb_is_put_together(table: str) -> None:
    """A particle behind the verb, before "te" or in the lemma makes the verb that heads the frame."""
    assert len(found(table, frame("toezien"))) == 1


@pytest.mark.parametrize(
    "table",
    [
        # A preposition with its noun is no particle.
        "NVWA PROPN nsubj 2 / ziet VERB root 0 zien Tense=Pres / toe ADP case 4 / winkels NOUN obl 2",
        "NVWA PROPN nsubj 2 / ziet VERB root 0 zien Tense=Pres / ; PUNCT punct 4 / toe ADP conj 2",
        "NVWA PROPN nsubj 2 / ziet VERB root 0 zien Tense=Pres / en CCONJ cc 4 / gaat VERB conj 2 gaan Tense=Pres / toe ADP compound:prt 4",
        "NVWA PROPN nsubj 2 / zien VERB root 0 zien VerbForm=Inf / toe ADP advmod 2",
    ],
)
def test_another_ones_particle_makes_no_verb(table: str) -> None:
    """A preposition, a particle behind a semicolon or behind another finite verb, or beside an infinitive, is none of this verb."""
    assert found(table, frame("toezien")) == []


def test_a_form_that_the_tagger_does_not_know_is_led_to_its_verb() -> None:
    """A word that may be a verb heads the frame by its form too, as does a noun with a subject; other nouns only by their lemma."""
    table = "NVWA PROPN nsubj 2 / meldt {} root 0 onbekend"
    assert found(table.format("X"), frame("melden")) == [["meldt"]]
    assert found(table.format("NOUN"), frame("melden")) == [["meldt"]]
    assert found("de DET det 2 / meldt NOUN root 0 onbekend", frame("melden")) == []


def test_what_a_frame_needs_is_looked_for_in_the_whole_sentence() -> None:
    """Without the words that a frame needs nothing heads it."""
    assert found(HOLDS, frame("houden", needs="winkel")) == [["houdt"]]
    assert found(HOLDS, frame("houden", needs="markt")) == []


def test_words_of_another_sense_deny_the_frame_in_their_clause() -> None:
    """The words that give a frame another sense count in the clause of its head only."""
    table = "Zij PRON nsubj 2 / houdt VERB root 0 houden Tense=Pres / {} / rekening NOUN obj {}"
    denied = frame("houden", without="rekening")
    assert found(table.format("nu ADV advmod 2", 2), denied) == []
    assert found(table.format("nadat SCONJ advcl 2", 3), denied) == [["houdt"]]


def test_a_participle_before_its_noun_heads_a_frame_where_it_names_who_acts() -> None:
    """The words "door de minister aangewezen ambtenaren" tell something, "de aangewezen ambtenaren" names nobody who acts."""
    bare = "de DET det {0} / aangewezen VERB amod {0} aanwijzen VerbForm=Part / ambtenaren NOUN root 0"
    assert found(bare.format(3), frame("aanwijzen")) == []
    told = "door ADP case 2 / minister NOUN obl 3 / aangewezen VERB amod 4 aanwijzen VerbForm=Part / ambtenaren NOUN root 0"
    assert found(told, frame("aanwijzen")) == [["aangewezen"]]


def test_what_is_named_heads_only_a_frame_of_its_holder() -> None:
    """A post or group may head a frame whose subject it is; no other named thing heads any."""
    table = "directeur NOUN root 0 @{} / van ADP case 3 / NVWA PROPN nmod 1 @Supervisor"
    own = frame("directeur", who=("self",), whom=("van",))
    assert found(table.format("Post"), own) == [["directeur"]]
    assert found(table.format("Organisation"), own) == []
    assert found(table.format("Post"), frame("directeur")) == []


def test_a_group_heads_a_frame_that_says_what_someone_is() -> None:
    """The words "een agentschap van het ministerie" say it of what stands before them, though agencies are a group as well."""
    table = "NVWA PROPN root 0 @Supervisor / agentschap NOUN appos 1 @{} / van ADP case 4 / ministerie NOUN nmod 2 @Ministry"
    says = frame("agentschap", who=("cop",), whom=("van",))
    assert found(table.format("ActorGroup"), says) == [["agentschap"]]
    assert found(table.format("Post"), says) == []


def test_a_frame_of_any_verb_is_headed_by_each_verb_of_a_sentence_with_its_expression() -> None:
    """A frame of any verb is headed by verbs alone, where the sentence holds a fixed expression that is one of its parts."""
    table = "NVWA PROPN nsubj 2 / sluit VERB root 0 Tense=Pres / winkels NOUN obj 2 / {} ADP case 5 / raad NOUN obl 2"
    advised = frame(ANY, who=("op advies van",), whom=("agent",))
    assert found(table.format("op_advies_van"), advised) == [["sluit"]]
    assert found(table.format("op_grond_van"), advised) == []


def test_heads_come_in_reading_order_and_in_that_of_the_frames() -> None:
    """Words come in reading order, the frames of one word in their own."""
    table = "Zij PRON nsubj 2 / meldt VERB root 0 melden / en CCONJ cc 4 / houdt VERB conj 2 houden"
    one = view(table, frames(frame("houden"), frame("melden"), frame("berichten", "melden", whom=("aan",))))
    assert [(head.place, head.frame.object_parts) for head in heads(one)] == [
        (1, ("patient",)),
        (1, ("aan",)),
        (3, ("patient",)),
    ]
