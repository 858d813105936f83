from __future__ import annotations

import pytest

from kg.base.frames import Frame
from kg.base.terms import Kind
from kg.facts.ends import End
from kg.facts.heads import heads
from kg.facts.parts import Cast
from tests.facts.trees import frame, frames, view

ACTORS = tuple(kind for kind in Kind if kind.family == "actor")


def cast(table: str, given: Frame) -> tuple[list[str], list[str]]:
    """The words of the subjects and of the objects of the only head of a sentence."""
    made = made_of(table, given)
    return shown(made, made.subjects()), shown(made, made.objects())


def made_of(table: str, given: Frame) -> Cast:
    """How the only head of a sentence is cast."""
    one = view(table, frames(given))
    (head,) = heads(one)
    return Cast(head, one)


def shown(made: Cast, ends: tuple[End, ...]) -> list[str]:
    """The words of ends."""
    text = " ".join(token.text for token in made.view.tree.parse.tokens)
    return [end.item.span.of(text) for end in ends]


CONTROLS = frame("controleren")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "A PROPN nsubj 2 @Supervisor / controleert VERB root 0 Tense=Pres / B PROPN obj 2 @Organisation",
            (["A"], ["B"]),
        ),
        (
            (
                "B PROPN nsubj:pass 3 @Organisation / wordt AUX aux:pass 3 Tense=Pres /"
                " gecontroleerd VERB root 0 controleren VerbForm=Part / door ADP case 5 / A PROPN obl:agent 3 @Supervisor"
            ),
            (["A"], ["B"]),
        ),
        (
            "door ADP case 2 / A PROPN obl 3 @Supervisor / gecontroleerde VERB amod 4 controleren VerbForm=Part / scholen NOUN root 0",
            (["A"], ["gecontroleerde scholen"]),
        ),
        (
            "B PROPN obj 2 @Organisation / controleert VERB root 0 Tense=Pres / A PROPN nsubj 2 @Supervisor",
            (["A"], ["B"]),
        ),
        (
            (
                "A PROPN nsubj 2 @Supervisor / moet VERB root 0 Tense=Pres / B PROPN obj 5 @Organisation / te PART mark 5 /"
                " controleren VERB xcomp 2 VerbForm=Inf"
            ),
            (["A"], ["B"]),
        ),
        (
            "A PROPN root 0 @Supervisor / die PRON nsubj 4 / B PROPN obj 4 @Organisation / controleert VERB acl:relcl 1 Tense=Pres",
            (["A"], ["B"]),
        ),
        (
            (
                "A PROPN nsubj 4 @Supervisor / en CCONJ cc 3 / C PROPN conj 1 @Supervisor / controleren VERB root 0 Tense=Pres /"
                " B PROPN obj 4 @Organisation / of CCONJ cc 7 / D PROPN conj 5 @Organisation"
            ),
            (["A", "C"], ["B", "D"]),
        ),
    ],
)
def test_agent_and_patient(table: str, expected: tuple[list[str], list[str]]) -> None:
    """Active, passive, participle, inversion, a governed infinitive, a relative clause and lists tell who acts, and on whom."""
    assert cast(table, CONTROLS) == expected


def test_the_order_of_words_tells_what_the_tree_does_not() -> None:
    """Where the tree gives no subject, what stands before the finite verb is it, or else what follows it."""
    before = "A PROPN dep 2 @Supervisor / controleert VERB root 0 Tense=Pres / B PROPN obj 2 @Organisation"
    assert cast(before, CONTROLS) == (["A"], ["B"])
    after = "Nu ADV advmod 2 / controleert VERB root 0 Tense=Pres / A PROPN dep 2 @Supervisor / scholen NOUN obj 2"
    assert cast(after, CONTROLS)[0] == ["A"]
    governed = "bij ADP case 2 / A PROPN obl 3 @Supervisor / controleert VERB root 0 Tense=Pres / scholen NOUN obj 3"
    assert cast(governed, CONTROLS)[0] == []


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "A PROPN nsubj 3 @Supervisor / is AUX cop 3 Tense=Pres / onderdeel NOUN root 0 / van ADP case 5 / B PROPN nmod 3 @Ministry",
            (["A"], ["B"]),
        ),
        (
            (
                "A PROPN nsubj 7 @Supervisor / , PUNCT punct 3 / onderdeel NOUN appos 1 / van ADP case 5 / B PROPN nmod 3 @Ministry /"
                " , PUNCT punct 3 / werkt VERB root 0 Tense=Pres"
            ),
            (["A"], ["B"]),
        ),
        (
            "onderdeel NOUN nsubj 4 / , PUNCT punct 3 / A PROPN appos 1 @Supervisor / werkt VERB root 0 Tense=Pres",
            (["A"], []),
        ),
    ],
)
def test_a_noun_is_said_of_its_subject(table: str, expected: tuple[list[str], list[str]]) -> None:
    """A noun with a copula is said of its subject, one in apposition of the noun beside it."""
    assert cast(table, frame("onderdeel", who=("cop",), whom=("van",))) == expected


def test_a_noun_made_of_a_verb_has_its_ends_behind_prepositions() -> None:
    """In "advies van A aan B" each preposition tells its part."""
    table = (
        "advies NOUN root 0 / van ADP case 3 / A PROPN nmod 1 @Supervisor / aan ADP case 5 / B PROPN nmod 1 @Ministry"
    )
    assert cast(table, frame("advies", who=("van", "door"), whom=("aan",))) == (["A"], ["B"])


def test_an_owner_plays_a_part() -> None:
    """The owner of a noun can be an end: in "A is Kadasters toezichthouder" that is Kadaster."""
    table = "A PROPN nsubj 4 @Supervisor / is AUX cop 4 Tense=Pres / Kadasters PROPN nmod:poss 4 @Organisation / toezichthouder NOUN root 0"
    assert cast(table, frame("toezichthouder", who=("cop",), whom=("poss",))) == (["A"], ["Kadasters"])


def test_a_recipient_needs_no_preposition() -> None:
    """Whom one gives something stands without preposition, marked by the tree or by its place before what is given."""
    given = frame("verstrekken", belongs="gegevens", whom=("aan", "iobj"))
    table = (
        "A PROPN nsubj 2 @Supervisor / verstrekt VERB root 0 Tense=Pres / B PROPN {} @Ministry / gegevens NOUN obj 2"
    )
    assert cast(table.format("iobj 2"), given) == (["A"], ["B"])
    assert cast(table.format("obl 2"), given) == (["A"], ["B"])
    assert cast(table.format("nmod 4"), given) == (["A"], ["B"])
    behind = "A PROPN nsubj 2 @Supervisor / verstrekt VERB root 0 Tense=Pres / gegevens NOUN obj 2 / aan ADP case 5 / B PROPN obl 2"
    assert cast(f"{behind} @Ministry", given) == (["A"], ["B"])


def test_who_acts_in_a_governed_clause_plays_a_part() -> None:
    """The clause "ziet erop toe dat B betaalt" is about B."""
    table = (
        "A PROPN nsubj 2 @Supervisor / waakt VERB root 0 waken Tense=Pres / dat SCONJ mark 5 / B PROPN nsubj 5 @Organisation /"
        " betaalt VERB ccomp 2 Tense=Pres"
    )
    assert cast(table, frame("waken", whom=("clause",))) == (["A"], ["B"])


def test_only_kinds_of_the_frame_play_a_part() -> None:
    """What is of another kind than the frame allows plays none; a field never acts."""
    table = "{} nsubj 2 / controleert VERB root 0 Tense=Pres / scholen NOUN obj 2"
    assert cast(table.format("Bescherming NOUN"), CONTROLS) == ([], ["scholen"])
    assert cast(table.format("Inspecteurs NOUN"), CONTROLS) == (["Inspecteurs"], ["scholen"])
    supervisors = frame("controleren", subjects=(Kind.SUPERVISOR,), objects=(Kind.DOMAIN,))
    assert cast(table.format("Inspecteurs NOUN"), supervisors) == ([], [])


def test_the_preposition_of_the_clause_ties_an_end_that_hangs_elsewhere() -> None:
    """What stands behind the preposition in the same clause is an object wherever the tree hangs it; in another clause it is not."""
    given = frame("toezien", whom=("op",))
    table = "A PROPN nsubj 2 @Supervisor / toeziet VERB root 0 toezien Tense=Pres / {} / op ADP case 5 / B PROPN nmod 3 @Organisation"
    assert cast(table.format("streng ADJ advmod 2"), given) == (["A"], ["B"])
    assert cast(table.format("komt VERB advcl 2 Tense=Pres"), given) == (["A"], [])


def test_groups_under_one_participle_are_one_group() -> None:
    """What "door de minister aangewezen diensten en instellingen" names is one group."""
    table = (
        "door ADP case 2 / minister PROPN obl 3 @Ministry / aangewezen VERB amod 4 aanwijzen VerbForm=Part / diensten NOUN root 0"
        " @ActorGroup / en CCONJ cc 6 / instellingen NOUN conj 4 @ActorGroup"
    )
    made = made_of(table, frame("aanwijzen"))
    (end,) = made.objects()
    assert shown(made, (end,)) == ["diensten en instellingen"]
    assert (end.item.kind, end.item.told_as, end.how) == (None, Kind.ACTOR_GROUP, "phrase")


def test_no_more_than_eight_play_one_part() -> None:
    """Of a longer list the first eight are taken."""
    names = " ".join(f"/ , PUNCT punct 2 / N{number} PROPN conj 3 @Organisation" for number in range(9))
    last = "/ en CCONJ cc 23 / Z PROPN conj 3 @Organisation"
    table = (
        f"A PROPN nsubj 2 @Supervisor / controleert VERB root 0 Tense=Pres / N PROPN obj 2 @Organisation {names} {last}"
    )
    assert cast(table, CONTROLS)[1] == ["N", "N0", "N1", "N2", "N3", "N4", "N5", "N6"]


def test_a_passive_clause_without_door_lacks_who_acts() -> None:
    """A whole passive clause without "door" names nobody who acts; one with it does, as does an active one."""
    table = "B PROPN nsubj:pass 3 @Organisation / wordt AUX aux:pass 3 Tense=Pres / gecontroleerd VERB root 0 controleren VerbForm=Part"
    assert made_of(table, CONTROLS).lacks_agent()
    assert not made_of(f"{table} / door ADP case 5 / A PROPN obl 3 @Supervisor", CONTROLS).lacks_agent()
    assert not made_of("A PROPN nsubj 2 @Supervisor / controleert VERB root 0", CONTROLS).lacks_agent()


def test_of_whom_a_question_behind_the_verb_asks() -> None:
    """Behind "of" the first thing named is what the clause is about, and the instruments in it are its rules."""
    table = (
        "A PROPN nsubj 2 @Supervisor / controleert VERB root 0 Tense=Pres / of CCONJ cc 4 / scholen NOUN conj 2 @ActorGroup /"
        " zich PRON obj 8 / aan ADP case 7 / Arbowet PROPN obl 8 @Act / houden VERB xcomp 2"
    )
    asks = frame("controleren", whom=("clause", "rules"))
    assert cast(table, asks) == (["A"], ["Arbowet", "scholen"])


def test_a_name_behind_a_determiner_that_the_tree_takes_for_its_head() -> None:
    """Where "de" is the subject and the name hangs on it, the name is meant."""
    assert cast(
        "De DET nsubj 3 / A PROPN flat 1 @Supervisor / controleert VERB root 0 Tense=Pres / B PROPN obj 3 @Organisation",
        CONTROLS,
    ) == (
        ["A"],
        ["B"],
    )


def test_words_around_the_head_are_no_part_of_an_end() -> None:
    """The group of "inspecteurs die scholen controleren" is told by its noun alone, for its clause is what is told."""
    table = (
        "inspecteurs NOUN nsubj 5 @ActorGroup / die PRON nsubj 4 / B PROPN obj 4 @Organisation / controleren VERB acl:relcl 1 Tense=Pres /"
        " werken VERB root 0 Tense=Pres"
    )
    assert cast(table, CONTROLS) == (["inspecteurs"], ["B"])


@pytest.mark.parametrize(("opening", "objects"), [("Onverminderd", []), ("Na", ["A"])])
def test_what_is_saved_plays_no_part(opening: str, objects: list[str]) -> None:
    """Who is named behind "onverminderd" goes on as before, whatever the clause says; behind another preposition one may play a part."""
    table = (
        f"{opening} ADP case 3 / de DET det 3 / controle NOUN obl 6 / door ADP case 5 / A PROPN nmod 3 @Organisation /"
        " controleert VERB root 0 Tense=Pres / B PROPN nsubj 6 @Supervisor"
    )
    assert cast(table, frame("controleren", whom=("door",))) == (["B"], objects)
