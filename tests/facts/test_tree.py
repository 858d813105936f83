from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.span import Span
from kg.dutch.model import Parse, Tag, Token
from kg.facts.tree import Part, Path, Tree
from tests.facts.trees import tree
from tests.made import within

ACTIVE = "De DET det 2 / NVWA PROPN nsubj 3 / controleert VERB root 0 controleren Tense=Pres / de DET det 5 / winkel NOUN obj 3"
PASSIVE = (
    "De DET det 2 / winkel NOUN nsubj:pass 4 / wordt AUX aux:pass 4 worden Tense=Pres /"
    " gecontroleerd VERB root 0 controleren VerbForm=Part / door ADP case 7 / de DET det 7 / NVWA PROPN obl:agent 4"
)
PARTICIPLE = (
    "de DET det 6 / door ADP case 4 / de DET det 4 / minister NOUN obl 5 / aangewezen VERB amod 6 aanwijzen VerbForm=Part /"
    " ambtenaren NOUN root 0"
)
CONTROL = (
    "De DET det 2 / NVWA PROPN nsubj 4 / is AUX cop 4 zijn Tense=Pres / bevoegd ADJ root 0 / toezicht NOUN obj 7 /"
    " te PART mark 7 / houden VERB xcomp 4 houden VerbForm=Inf / op ADP case 9 / winkels NOUN obl 7"
)
RELATIVE = (
    "De DET det 2 / winkels NOUN nsubj 8 / waarop ADV obl 7 / de DET det 5 / NVWA PROPN nsubj 7 / toezicht NOUN obj 7 /"
    " houdt VERB acl:relcl 2 houden Tense=Pres / sluiten VERB root 0 Tense=Pres"
)
WHO = "De DET det 2 / raad NOUN nsubj 6 / die PRON nsubj 5 / ons PRON obj 5 / adviseert VERB acl:relcl 2 Tense=Pres / zwijgt VERB root 0"
JOINED = (
    "De DET det 2 / NVWA PROPN nsubj 3 / controleert VERB root 0 Tense=Pres / en CCONJ cc 5 / adviseert VERB conj 3 Tense=Pres /"
    " winkels NOUN obj 5"
)


def parts(found: object) -> list[tuple[int, Path]]:
    """Places (from 1) and ways of parts."""
    return [(part.place + 1, part.path) for part in found if isinstance(part, Part)]  # type: ignore[attr-defined]


def test_in_the_active_the_subject_acts_on_the_object() -> None:
    """The subject of an active verb is who acts, its object is the patient."""
    made = tree(ACTIVE)
    assert not made.is_passive(2)
    assert parts(made.agents(2)) == [(2, Path.DIRECT)]
    assert parts(made.patients(2)) == [(5, Path.DIRECT)]


def test_in_the_passive_door_names_who_acts() -> None:
    """The subject of a passive verb is the patient; who acts stands behind "door"; without that nobody is told."""
    made = tree(PASSIVE)
    assert made.is_passive(3)
    assert parts(made.agents(3)) == [(7, Path.DIRECT)]
    assert parts(made.patients(3)) == [(2, Path.DIRECT)]
    assert parts(tree(PASSIVE.split("/ door", maxsplit=1)[0]).agents(3)) == []


def test_a_pronoun_that_can_only_be_a_subject_is_one() -> None:
    """In "scholen volgen wij" the schools are followed, whichever the tree takes for the subject."""
    made = tree("Scholen NOUN nsubj 2 / volgen VERB root 0 Tense=Pres / wij PRON obj 2")
    assert parts(made.agents(1)) == [(3, Path.DIRECT)]
    assert parts(made.patients(1)) == [(1, Path.DIRECT)]


def test_a_participle_acts_on_the_noun_it_stands_before() -> None:
    """A participle before its noun is passive: the noun is the patient, "door" names who acts."""
    made = tree(PARTICIPLE)
    assert made.is_passive(4)
    assert parts(made.agents(4)) == [(4, Path.DIRECT)]
    assert parts(made.patients(4)) == [(6, Path.RELATIVE)]


def test_a_coordinated_participle_shares_the_passive() -> None:
    """The words "wordt gecontroleerd en beoordeeld": the second participle is passive as the first, and shares its subject."""
    made = tree(
        "De DET det 2 / winkel NOUN nsubj:pass 4 / wordt AUX aux:pass 4 worden Tense=Pres / gecontroleerd VERB root 0 VerbForm=Part /"
        " en CCONJ cc 6 / beoordeeld VERB conj 4 VerbForm=Part"
    )
    assert made.is_passive(5)
    assert parts(made.patients(5)) == [(2, Path.SHARED)]


def test_what_one_lets_do_is_passive_only_with_door() -> None:
    """The words "laat zich door de raad adviseren": an infinitive under "laten" is passive where "door" names who acts."""
    table = (
        "Zij PRON nsubj 2 / laat VERB root 0 laten Tense=Pres / zich PRON obj 2 / {} ADP case 5 / raad NOUN obl 6 /"
        " adviseren VERB xcomp 2 VerbForm=Inf"
    )
    assert tree(table.format("door")).is_passive(5)
    assert not tree(table.format("met")).is_passive(5)


def test_a_governed_infinitive_has_the_subject_of_what_governs_it() -> None:
    """The words "is bevoegd toezicht te houden": who is competent is who supervises."""
    assert parts(tree(CONTROL).agents(6)) == [(2, Path.CONTROL)]


def test_verbs_that_are_coordinated_share_subject_and_object() -> None:
    """The words "controleert en adviseert winkels": the second verb has the subject of the first, the first the object of the second."""
    made = tree(JOINED)
    assert parts(made.agents(4)) == [(2, Path.SHARED)]
    assert parts(made.patients(2)) == [(6, Path.SHARED)]


def test_a_chain_of_verbs_ends() -> None:
    """A subject is borrowed over a limited number of verbs: twelve are followed, more are not."""
    chain = " / ".join(f"verb VERB xcomp {place}" for place in range(2, 14))
    made = tree(f"Zij PRON nsubj 2 / wil VERB root 0 / {chain}")
    assert parts(made.subjects(13)) == [(1, Path.CONTROL)]
    longer = tree(f"Zij PRON nsubj 2 / wil VERB root 0 / {chain} / verb VERB xcomp 14")
    assert parts(longer.subjects(14)) == []


def test_relative_words_stand_for_the_noun_of_their_clause() -> None:
    """The words "waarop" and "die" stand for the noun that their clause belongs to; other words stand for none."""
    assert tree(RELATIVE).antecedent(2) == 1
    assert tree(WHO).antecedent(2) == 1
    assert tree(RELATIVE).antecedent(4) is None
    assert tree("Die PRON nsubj 2 / zwijgt VERB root 0").antecedent(0) is None


@pytest.mark.parametrize(
    ("table", "place", "case"),
    [
        (PASSIVE, 6, "door"),
        (RELATIVE, 2, "op"),
        ("ertoe ADV root 0", 0, "tot"),
        ("daarmee ADV root 0", 0, "met"),
        ("hiervan ADV root 0", 0, "van"),
        ("er ADV root 0", 0, ""),
        ("waar ADV root 0", 0, ""),
        ("erfgoed NOUN root 0", 0, ""),
        (ACTIVE, 4, ""),
        ("op_grond_van ADP case 2 / wet NOUN root 0", 1, "op grond van"),
    ],
)
def test_case(table: str, place: int, case: str) -> None:
    """The preposition that depends on a word, or the one within "waarop" and "ertoe", is its case; a noun that only begins so has none."""
    assert tree(table).case(place) == case


def test_governed_follows_prepositions_of_the_word_and_of_those_that_belong_to_it() -> None:
    """What hangs on the verb is direct, what hangs on its noun comes through the noun; an object without preposition counts for "aan"."""
    table = (
        "Zij PRON nsubj 2 / houdt VERB root 0 houden Tense=Pres / toezicht NOUN obj 2 / op ADP case 5 / winkels NOUN nmod 3 /"
        " bij ADP case 7 / markten NOUN obl 2 / ons PRON iobj 2"
    )
    made = tree(table)
    assert parts(made.governed(1, frozenset({"op", "bij"}), (2,))) == [(7, Path.DIRECT), (5, Path.NOUN)]
    assert parts(made.governed(1, frozenset({"op"}))) == []
    assert parts(made.governed(1, frozenset({"aan"}))) == [(8, Path.DIRECT)]


def test_a_noun_made_of_a_verb_acts_on_what_van_ties_to_it() -> None:
    """The words "controle van winkels": what stands behind "van" is the patient of the noun."""
    made = tree("controle NOUN root 0 / van ADP case 3 / winkels NOUN nmod 1")
    assert parts(made.patients(0)) == [(3, Path.NOUN)]


def test_a_clause_leaves_other_clauses_and_coordinated_verbs_out() -> None:
    """The words of a clause are those below its verb, apart from those of relative clauses and of verbs beside it."""
    assert tree(RELATIVE).clause(7) == (0, 1, 7)
    assert tree(RELATIVE).clause(6) == (2, 3, 4, 5, 6)
    assert tree(JOINED).clause(2) == (0, 1, 2)
    assert tree(JOINED).clause(4) == (3, 4, 5)


def test_the_finite_verb_is_the_word_itself_or_its_auxiliary() -> None:
    """A verb in a tense is finite itself; a participle has its auxiliary; an infinitive under another verb has none."""
    assert tree(ACTIVE).finite(2) == 2
    assert tree(PASSIVE).finite(3) == 2
    assert tree(CONTROL).finite(6) is None
    assert tree(RELATIVE).finite_clause(3) == 6
    assert tree(PASSIVE).finite_clause(6) == 3


@pytest.mark.parametrize(
    ("table", "place", "phrase"),
    [
        ("de DET det 3 / grote ADJ amod 3 / winkels NOUN root 0", 2, "grote winkels"),
        ("veiligheid NOUN root 0 / van ADP case 4 / het DET det 4 / spoor NOUN nmod 1", 0, "veiligheid van het spoor"),
        ("winkels NOUN root 0 / en CCONJ cc 3 / markten NOUN conj 1", 0, "winkels"),
        (ACTIVE, 4, "winkel"),
        (
            "zorg NOUN nsubj 5 / voor ADP case 4 / oude ADJ amod 4 / mensen NOUN nmod 1 / helpt VERB root 0",
            0,
            "zorg voor oude mensen",
        ),
    ],
)
def test_phrase(table: str, place: int, phrase: str) -> None:
    """A noun phrase holds the adjectives before its noun and what prepositions tie to it, not its determiner nor what is coordinated."""
    made = tree(table)
    first, last = made.phrase(place)
    assert " ".join(made[one].text for one in range(first, last + 1)) == phrase


def test_conjuncts_come_in_reading_order() -> None:
    """What is coordinated with a word, also by way of another, comes with it."""
    made = tree("A NOUN root 0 / , PUNCT punct 3 / B NOUN conj 1 / en CCONJ cc 5 / C NOUN conj 3")
    assert made.conjuncts(0) == (0, 2, 4)
    assert made.conjuncts(2) == (2, 4)


LABELS = (
    *(
        "nsubj",
        "nsubj:pass",
        "csubj",
        "obj",
        "iobj",
        "obl",
        "obl:agent",
        "nmod",
        "nmod:poss",
        "amod",
        "acl",
        "acl:relcl",
        "advcl",
    ),
    *(
        "ccomp",
        "xcomp",
        "conj",
        "cc",
        "case",
        "mark",
        "det",
        "aux",
        "aux:pass",
        "cop",
        "appos",
        "flat",
        "punct",
        "dep",
        "advmod",
    ),
)
TEXTS = ("de", "raad", "door", "van", "die", "waarop", "houdt", "gehouden", "en", ";", "(", "laten", "Wet", "x")


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Any valid tree: each word but the first of an order hangs on one before it in that order."""
    size = draw(st.integers(1, 14))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: order[0]}
    for number, place in enumerate(order[1:], 1):
        heads[place] = order[draw(st.integers(0, number - 1))]
    tokens = [
        Token(
            span=Span(place * 10, place * 10 + 9),
            text=draw(st.sampled_from(TEXTS)),
            lemma=draw(st.sampled_from(("x", "laten", "worden"))),
            tag=draw(st.sampled_from(Tag)),
            morph=draw(st.sampled_from(("", "Tense=Pres", "VerbForm=Part", "VerbForm=Inf"))),
            head=heads[place],
            label="root" if heads[place] == place else draw(st.sampled_from(LABELS)),
        )
        for place in range(size)
    ]
    return Tree(Parse(tokens=tuple(tokens)))


@settings(deadline=None, max_examples=200)
@given(trees())
def test_of_any_tree_every_answer_stays_within_it(made: Tree) -> None:
    """Whatever the tree: clause and phrase hold their head and lie within it, all parts are its words."""
    size = len(made)
    for place in range(size):
        clause = made.clause(place)
        first, last = made.phrase(place)
        assert place in clause
        assert clause == tuple(sorted(set(clause)))
        assert set(clause) <= set(made.parse.subtree(place))
        assert 0 <= first <= place <= last < size
        for part in (*made.subjects(place), *made.agents(place), *made.patients(place)):
            assert 0 <= part.place < size
        for part in made.governed(place, frozenset({"van", "door"})):
            assert made[part.place].head == place
        above = made.finite_clause(place)
        assert above == made.parse.root or made.is_verbal(above)
        antecedent = made.antecedent(place)
        assert antecedent is None or antecedent < place


@pytest.mark.parametrize("label", ["conj", "xcomp", "nmod", "acl:relcl", "advcl"])
def test_2000_words_take_no_time(label: str) -> None:
    """Questions about one word of a long chain are answered in time that grows with its length."""
    chain = " / ".join(f"houdt VERB {label} {place}" for place in range(1, 2000))
    made = tree(f"wil VERB root 0 / {chain}")
    with within(2, "reading a chain"):
        for place in range(0, 2000, 100):
            list(made.subjects(place))
            list(made.patients(place))
            made.phrase(place)
            made.clause(place)
            made.finite_clause(place)


def test_who_is_heard() -> None:
    """What stands behind "gehoord" is consulted, also behind an article; what stands before it is not told so."""
    made = tree("gehoord VERB acl 3 / de DET det 3 / raad NOUN obj 4 / besluit VERB root 0 Tense=Pres")
    assert [made.is_consulted(place) for place in (0, 2, 3)] == [False, True, False]
