from __future__ import annotations

import pytest

from kg.base.span import Span
from kg.base.terms import Kind
from kg.facts.ends import End, View
from tests.facts.trees import speaking, view


def shown(one: View, ends: object) -> list[tuple[str, str]]:
    """The words and the way of ends, in the text that the view stands for."""
    text = " ".join(token.text for token in one.tree.parse.tokens)
    start = one.tree.parse.span.start
    return [(end.item.span.shifted(-start).of(text), end.how) for end in ends if isinstance(end, End)]  # type: ignore[attr-defined]


def meant(one: View, word: str, *, phrases: bool = True) -> list[tuple[str, str]]:
    """What a word of a view stands for."""
    place = next(place for place, token in enumerate(one.tree.parse.tokens) if token.text == word)
    return shown(one, one.meant(place, phrases=phrases))


def test_a_name_stands_for_what_it_names() -> None:
    """A named thing is itself, with its place."""
    one = view("De DET det 2 / NVWA PROPN root 0 @Supervisor")
    assert list(one.meant(1, phrases=False)) == [End(one.items[1], 1)]


@pytest.mark.parametrize(
    ("table", "members"),
    [
        ("A PROPN root 0 @Supervisor / en CCONJ cc 3 / B PROPN conj 1 @Ministry", [["A", "B"]]),
        (
            "A PROPN root 0 @Supervisor / , PUNCT punct 3 / B PROPN conj 1 @Post / en CCONJ cc 6 / de DET det 6 / C PROPN conj 1 @Post",
            [["A", "B", "C"]],
        ),
        (
            (
                "A PROPN root 0 @Post / , PUNCT punct 3 / Zuid PROPN conj 1 / , PUNCT punct 5 / B PROPN conj 1 @Post / en CCONJ cc 7 /"
                " C PROPN conj 1 @Post"
            ),
            [["A", "B", "C"]],
        ),
        ("A PROPN root 0 @Supervisor / , PUNCT punct 3 / B PROPN conj 1 @Supervisor", []),
        ("A PROPN root 0 @Supervisor / en CCONJ cc 3 / B PROPN conj 1 @Act", []),
        ("A PROPN root 0 @Supervisor / bij ADP case 3 / B PROPN nmod 1 @Supervisor", []),
        (
            (
                "A PROPN root 0 @Post / , PUNCT punct 3 / een NUM conj 1 / twee NOUN conj 1 / drie NOUN conj 1 / vier NOUN conj 1 /"
                " , PUNCT punct 8 / B PROPN conj 1 @Post / en CCONJ cc 10 / C PROPN conj 1 @Post"
            ),
            [["B", "C"]],
        ),
    ],
)
def test_lists(table: str, members: list[list[str]]) -> None:
    """Things of one family in a row are a list where a conjunction ends it, also around a short member that names nothing known."""
    one = view(table)
    assert sorted({tuple(one.tree[place].text for place in run) for run in one.lists.values()}) == [
        tuple(run) for run in members
    ]


def test_a_list_has_the_preposition_before_its_first_member() -> None:
    """The preposition of "op A en B" is that of B too, also behind an article and an adjective."""
    one = view(
        "op ADP case 4 / de DET det 4 / nieuwe ADJ amod 4 / A PROPN root 0 @Supervisor / en CCONJ cc 6 / B PROPN conj 4 @Supervisor"
    )
    assert [one.case(place) for place in (3, 5)] == ["op", "op"]
    assert view("A PROPN root 0 @Supervisor").case(0) == ""


def test_wij_is_the_speaker() -> None:
    """The word "wij" is whoever speaks in the document, at the place of the pronoun; without a speaker it is nobody."""
    table = "Nu ADV advmod 3 / wij PRON nsubj 3 / controleren VERB root 0"
    one = view(table, speaker=speaking())
    (end,) = one.meant(1, phrases=True)
    assert (end.item.iri, end.item.span, end.how) == ("urn:speaker", one.tree[1].span, "speaker")
    assert meant(view(table), "wij") == []


def test_our_inspectors_are_the_speaker() -> None:
    """A group behind "onze" is the speaker; behind another determiner it is that group."""
    table = "{} PRON det 2 / inspecteurs NOUN root 0 @ActorGroup"
    (end,) = view(table.format("Onze"), speaker=speaking()).meant(1, phrases=True)
    assert (end.item.iri, end.how) == ("urn:speaker", "speaker")
    (end,) = view(table.format("De"), speaker=speaking()).meant(1, phrases=True)
    assert (end.item.iri, end.how) == ("urn:inspecteurs", "named")


def test_a_group_with_its_members_in_brackets_is_its_members() -> None:
    """The words "de inspecties (A en B)" are A and B; a name beside a group without brackets leaves the group as it is."""
    table = (
        "inspecties NOUN root 0 @ActorGroup / {} PUNCT punct 3 / A PROPN appos 1 @Supervisor / en CCONJ cc 5 / B PROPN conj 3 @Supervisor /"
        " {} PUNCT punct 3"
    )
    assert meant(view(table.format("(", ")")), "inspecties") == [("A", "named"), ("B", "named")]
    assert meant(view(table.format(",", ",")), "inspecties") == [("inspecties", "named")]


def test_a_group_has_the_words_that_tell_which() -> None:
    """What "van" ties to a group belongs to it, unless that is a registered body; the group alone is its short name."""
    table = "exploitanten NOUN root 0 @ActorGroup / van ADP case 3 / {} nmod 1"
    one = view(table.format("havens NOUN"))
    (end,) = one.meant(0, phrases=True)
    assert (len(end.item.span), end.item.kind, end.item.told_as, end.item.short) == (
        len("exploitanten van havens"),
        None,
        Kind.ACTOR_GROUP,
        one.items[0].span,
    )
    assert one.whole(one.items[0]) == end.item
    assert one.whole(end.item) == end.item
    other = view(table.format("NVWA PROPN") + " @Supervisor")
    assert meant(other, "exploitanten") == [("exploitanten", "named")]
    assert other.whole(other.items[2]) == other.items[2]


def test_a_clause_without_a_comma_tells_which_of_a_group() -> None:
    """The clause of "bedrijven die vlees verwerken" belongs to the group; behind a comma, or without a finite verb, it does not."""
    table = "bedrijven NOUN nsubj 5 @ActorGroup / {} / vlees NOUN obj 4 / verwerken VERB acl:relcl 1 {} / sluiten VERB root 0 Tense=Pres"
    (end,) = view(table.format("die PRON nsubj 4", "Tense=Pres")).meant(0, phrases=True)
    assert len(end.item.span) == len("bedrijven die vlees verwerken")
    assert end.item.short == Span(0, len("bedrijven"))
    for cut in (table.format("die PRON nsubj 4", "VerbForm=Inf"), table.format(", PUNCT punct 4", "Tense=Pres")):
        assert meant(view(cut), "bedrijven") == [("bedrijven", "named")]


def test_a_fixed_expression_names_nothing() -> None:
    """Where the tagger takes "bij of krachtens" for a noun, it is no thing that is supervised."""
    assert meant(view("bij_of_krachtens NOUN root 0"), "bij of krachtens") == []


def test_members_are_no_part_of_an_act() -> None:
    """Unlike "lid", "leden" stands for nothing behind it: they are people."""
    assert meant(view("leden NOUN root 0 lid"), "leden") == [("leden", "phrase")]


def test_waarop_stands_for_its_noun() -> None:
    """A relative word stands for the named thing or the phrase that its clause belongs to."""
    one = view("winkels NOUN root 0 / waarop ADV obl 3 / ziet VERB acl:relcl 1 Tense=Pres")
    assert meant(one, "waarop") == [("winkels", "relative")]
    assert meant(one, "waarop", phrases=False) == []


def test_a_noun_may_stand_for_what_is_behind_it() -> None:
    """The words "de naleving van artikel 5 van de wet" is about that act, by as many nouns as stand between."""
    one = view(
        "naleving NOUN root 0 / van ADP case 3 / artikel NOUN nmod 1 / van ADP case 6 / de DET det 6 / Arbowet PROPN nmod 3 @Act /"
        " en CCONJ cc 8 / Afvalwet PROPN conj 6 @Act"
    )
    assert meant(one, "naleving") == [("Arbowet", "through"), ("Afvalwet", "through")]


def test_only_compliance_is_with_a_phrase() -> None:
    """Behind "naleving van" a phrase counts, behind another noun of the kind ("artikel van") only what is named."""
    table = "{} NOUN root 0 / van ADP case 3 / milieuregels NOUN nmod 1"
    assert meant(view(table.format("naleving")), "naleving") == [("milieuregels", "through")]
    assert meant(view(table.format("hoofdstuk")), "hoofdstuk") == []


def test_so_many_nouns_stand_for_no_more() -> None:
    """Seven nouns that stand for another one are not followed to the end."""
    nouns = [f"van ADP case {2 * number + 1} / artikel NOUN nmod {2 * number - 1}" for number in range(1, 7)]
    far = view(" / ".join(["artikel NOUN root 0", *nouns, "van ADP case 15 / Arbowet PROPN nmod 13 @Act"]))
    assert list(far.meant(0, phrases=False)) == []
    assert [end.place for end in far.meant(2, phrases=False)] == [14]


def test_the_name_right_behind_a_noun_is_what_it_means() -> None:
    """The words "de toezichthouder AFM" is AFM; a name behind a preposition is not."""
    assert meant(view("toezichthouder NOUN root 0 / AFM PROPN appos 1 @Supervisor"), "toezichthouder") == [
        ("AFM", "named")
    ]
    behind = view("toezichthouder NOUN root 0 / bij ADP case 3 / AFM PROPN nmod 1 @Supervisor")
    assert ("AFM", "named") not in meant(behind, "toezichthouder")


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ("Hier ADV advmod 2 / speeltuinen NOUN root 0", Kind.DOMAIN),
        ("Hier ADV advmod 2 / deurwaarders NOUN root 0", Kind.ACTOR_GROUP),
        ("Hier ADV advmod 2 / Havenschap PROPN root 0", Kind.ORGANISATION),
        ("Havenschap PROPN root 0", None),
        ("wijze NOUN root 0", None),
        ("bos NOUN root 0", None),
        ("2025 NOUN root 0", None),
        ("steekproefsgewijs NOUN root 0", None),
        ("deze PRON root 0", None),
        ("groene ADJ root 0", None),
    ],
)
def test_a_phrase_is_told_as_what_its_noun_says(table: str, kind: Kind | None) -> None:
    """A noun is a field, a noun of who does something a group, a name an organisation; some are none."""
    one = view(table)
    ends = list(one.meant(len(one.tree) - 1, phrases=True))
    assert [end.item.told_as for end in ends] == ([kind] if kind else [])
    assert list(one.meant(len(one.tree) - 1, phrases=False)) == []


def test_a_phrase_has_its_van() -> None:
    """A noun has its adjective and what "van" ties to it."""
    one = view(
        "de DET det 3 / veilige ADJ amod 3 / werking NOUN nsubj 6 / van ADP case 5 / liften NOUN nmod 3 / telt VERB root 0 Tense=Pres"
    )
    assert meant(one, "liften") == [("liften", "phrase")]
    one = view(
        "de DET det 3 / veilige ADJ amod 3 / inrichting NOUN nsubj 6 / van ADP case 5 / liften NOUN nmod 3 / telt VERB root 0 Tense=Pres"
    )
    assert meant(one, "inrichting") == [("veilige inrichting van liften", "phrase")]


PRONOUN = (
    "A PROPN nsubj 2 @Supervisor / komt VERB root 0 Tense=Pres|Number=Sing / en CCONJ cc 6 / burgers NOUN nsubj 5 @ActorGroup /"
    " kijken VERB conj 2 Tense=Pres|Number=Plur / omdat SCONJ mark 8 / zij PRON nsubj 8 / {} VERB advcl 2"
)


def test_a_pronoun_is_the_nearest_subject_of_its_number() -> None:
    """The word "zij" beside a verb in the singular is the one body before it, beside a plural the group; else the nearest."""
    assert meant(view(PRONOUN.format("werkt") + " Tense=Pres|Number=Sing"), "zij") == [("A", "pronoun")]
    assert meant(view(PRONOUN.format("werken") + " Tense=Pres|Number=Plur"), "zij") == [("burgers", "pronoun")]
    assert meant(view(PRONOUN.format("werken")), "zij") == [("burgers", "pronoun")]
    several = "A PROPN nsubj 4 @Post / en CCONJ cc 3 / B PROPN conj 1 @Post / komen VERB root 0 / {} PRON obj 4"
    assert meant(view(several.format("hun")), "hun") == [("A", "pronoun"), ("B", "pronoun")]
    assert meant(view(several.format("hem")), "hem") == []


def test_a_pronoun_is_no_instrument() -> None:
    """The subject that a pronoun means is an actor."""
    assert meant(view("Arbowet PROPN nsubj 2 @Act / geldt VERB root 0 / zij PRON obj 2"), "zij") == []


def test_a_pronoun_may_mean_whom_the_sentence_before_opens_with() -> None:
    """Where the sentence names nobody it means the first subject of that number of the one before, which is part of the evidence."""
    before = view(
        "Burgers NOUN nsubj 2 @ActorGroup / zien VERB root 0 / A PROPN nsubj 4 @Supervisor / komt VERB ccomp 2"
    )
    one = view("Zij PRON nsubj 2 / werkt VERB root 0 Tense=Pres|Number=Sing", before=before, start=100)
    assert list(one.meant(0, phrases=True)) == [End(before.items[2], 2, "before", Span(0, 19))]
    plural = view("Zij PRON nsubj 2 / werken VERB root 0 Tense=Pres|Number=Plur", before=before, start=100)
    assert [end.item for end in plural.meant(0, phrases=True)] == [before.items[0]]
    assert [end.item for end in before.opening_subject()] == [before.items[0]]
    assert list(view("Zij PRON nsubj 2 / werkt VERB root 0").meant(0, phrases=True)) == []
