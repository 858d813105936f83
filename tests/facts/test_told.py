from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from kg.base.frames import Frame
from kg.base.knowledge import Knowledge, read_knowledge
from kg.base.span import Span
from kg.base.terms import Kind, Modality, Predicate
from kg.dutch.from_text import TrainedParser
from kg.dutch.model import Parser
from kg.facts.ends import View
from kg.facts.relate import Found, Item
from kg.facts.sentences import Sentence
from kg.facts.told import told
from kg.facts.tree import Tree
from kg.facts.views import Reader
from tests.facts.test_tree import trees
from tests.facts.trees import frame, frames, view
from tests.made import within

CONTROLS = frame("controleren")
PARSER: Parser = TrainedParser(read_knowledge())
KINDS = {
    "NVWA": Kind.SUPERVISOR,
    "ILT": Kind.SUPERVISOR,
    "AFM": Kind.SUPERVISOR,
    "Kadaster": Kind.ORGANISATION,
    "Arbowet": Kind.ACT,
}


def ends(found: Found) -> tuple[str | None, str | None]:
    """The IRIs of subject and object without "urn:"."""
    subject, object_ = found.subject, found.object
    return (
        (subject.iri or "").removeprefix("urn:") if subject else None,
        (object_.iri or "").removeprefix("urn:") if object_ else None,
    )


def pairs(table: str, *given: Frame, is_decree: bool = False) -> list[tuple[str | None, str | None]]:
    """The ends of what frames find in a tree."""
    return [ends(found) for found in told(view(table, frames(*given), is_decree=is_decree))]


def read(text: str, known: Knowledge) -> list[tuple[str | None, str | None, str]]:
    """The ends and modality of what the trained parser and frames find in a sentence."""
    items = [
        Item(span=Span(*found.span()), kind=KINDS[found[0]], iri=f"urn:{found[0]}")
        for found in re.finditer("|".join(KINDS), text)
    ]
    reader = Reader(parser=PARSER, knowledge=known)
    views = reader.views({0: Sentence((Span(0, len(text)),))}, text, items).get(0, ())
    return [(*ends(found), str(found.modality)) for one in views for found in told(one)]


ONE = "A PROPN nsubj 2 @Supervisor / controleert VERB root 0 Tense=Pres / B PROPN obj 2 @Organisation"


def test_what_is_found_has_all_words_that_say_it() -> None:
    """The finding names its rule, and its span runs over both ends and the head."""
    one = view(
        f"Nu ADV advmod 3 / {ONE.replace('nsubj 2', 'nsubj 3').replace('obj 2', 'obj 3')} / goed ADV advmod 3",
        frames(CONTROLS),
    )
    (found,) = told(one)
    assert found.rule == "frames/supervises#controleren"
    assert found.span == one.tree[1].span.cover(one.tree[3].span)


def test_each_subject_goes_with_each_object_but_none_with_itself() -> None:
    """Lists give every pair, and nobody acts on itself."""
    table = (
        "A PROPN nsubj 4 @Supervisor / en CCONJ cc 3 / C PROPN conj 1 @Supervisor / controleren VERB root 0 Tense=Pres /"
        " B PROPN obj 4 @Organisation / en CCONJ cc 7 / D PROPN conj 5 @Organisation"
    )
    assert pairs(table, CONTROLS) == [("A", "B"), ("A", "D"), ("C", "B"), ("C", "D")]


def test_what_is_only_asked_is_not_told() -> None:
    """A clause with "of" tells nothing; the same with "dat" does."""
    table = (
        "Men PRON nsubj 2 / vraagt VERB root 0 Tense=Pres / {} SCONJ mark 6 / A PROPN nsubj 6 @Supervisor /"
        " B PROPN obj 6 @Organisation / controleert VERB ccomp 2 Tense=Pres"
    )
    assert pairs(table.format("of"), CONTROLS) == []
    assert pairs(table.format("dat"), CONTROLS) == [("A", "B")]


@pytest.mark.parametrize("parted", [3, 2])
def test_no_semicolon_parts_an_end_from_its_verb(parted: int) -> None:
    """Where a semicolon stands between an end and the verb the tree is not trusted; a comma is no hindrance."""
    table = "A PROPN nsubj {0} @Supervisor / {2} controleert VERB root 0 Tense=Pres / {3} B PROPN obj {0} @Organisation"
    for mark, expected in ((";", []), (",", [("A", "B")])):
        punctuation = f"{mark} PUNCT punct {{}} /"
        before, after = (punctuation.format(3), "") if parted == 2 else ("", punctuation.format(2))
        assert pairs(table.format(3 if parted == 2 else 2, 0, before, after), CONTROLS) == expected


def test_a_decree_itself_does_what_it_tells_in_the_passive() -> None:
    """Without who acts the document's own decree is the subject, only in a decree, of a frame that may so, where nothing befalls it."""
    own = frame("aanwijzen", predicate=Predicate.DESIGNATES, own=True)
    table = "B PROPN nsubj:pass 3 @Organisation / {} AUX aux:pass 3 Tense=Pres / aangewezen VERB root 0 aanwijzen VerbForm=Part"
    passive = table.format("wordt")
    assert pairs(passive, own, is_decree=True) == [(None, "B")]
    assert pairs(passive, own) == []
    assert pairs(passive, frame("aanwijzen"), is_decree=True) == []
    denied = f"{passive} / niet ADV advmod 3"
    assert pairs(denied, own, is_decree=True) == []


def test_what_is_mutual_holds_among_all_who_act() -> None:
    """Each pair is told once; of informing in both directions."""
    table = (
        "A PROPN nsubj 4 @Supervisor / en CCONJ cc 3 / C PROPN conj 1 @Supervisor / overleggen VERB root 0 Tense=Pres"
    )
    mutual = frame("overleggen", mutual=True, whom=("agent",), predicate=Predicate.COOPERATES_WITH)
    assert pairs(table, mutual) == [("A", "C")]
    informing = frame("overleggen", mutual=True, whom=("agent",), predicate=Predicate.INFORMS)
    assert pairs(table, informing) == [("A", "C"), ("C", "A")]


def test_a_post_is_named_by_its_body() -> None:
    """A post with the body behind its preposition belongs to that body, under all these words; in the plural it is a group."""
    own = frame("directeur", who=("self",), whom=("van",), predicate=Predicate.PART_OF)
    table = "directeur NOUN root 0 {}/ van ADP case 4 / de DET det 4 / B PROPN nmod 1 @{}"
    (found,) = told(view(table.format("", "Supervisor"), frames(own)))
    assert found.subject == Item(span=found.span, kind=None, iri=None, told_as=Kind.POST)
    assert ends(found)[1] == "B"
    (several,) = told(view(table.format("Number=Plur ", "Supervisor"), frames(own)))
    assert several.subject
    assert several.subject.told_as is Kind.ACTOR_GROUP
    assert pairs(table.format("", "Supervisor").replace("van ADP", "met ADP"), own) == []


def test_a_frame_may_rest_on_its_object() -> None:
    """An instrument that is the object is the basis too where the frame says so."""
    table = ONE.replace("B PROPN obj 2 @Organisation", "B PROPN obj 2 @Act")
    one = view(table, frames(frame("controleren", basis_is_object=True)))
    (found,) = told(one)
    assert found.basis == found.object == one.items[2]
    (plain,) = told(view(table, frames(CONTROLS)))
    assert plain.basis is None


SUPERVISES = (
    frame("toezien", whom=("op",)),
    frame("houden", whom=("op",), belongs="toezicht"),
    frame("controleren"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De NVWA ziet streng toe op het Kadaster.", [("NVWA", "Kadaster", "asserted")]),
        ("Het Kadaster wordt gecontroleerd door de NVWA.", [("NVWA", "Kadaster", "asserted")]),
        ("De NVWA houdt toezicht op het Kadaster.", [("NVWA", "Kadaster", "asserted")]),
        ("De NVWA houdt geen toezicht op het Kadaster.", [("NVWA", "Kadaster", "negated")]),
        ("De NVWA kan het Kadaster controleren.", [("NVWA", "Kadaster", "possible")]),
        (
            "De NVWA en de ILT controleren het Kadaster.",
            [("NVWA", "Kadaster", "asserted"), ("ILT", "Kadaster", "asserted")],
        ),
        ("Het Kadaster werkt in het hele land.", []),
    ],
)
def test_plain_sentences(text: str, expected: list[tuple[str, str, str]]) -> None:
    """The trained parser and the frames together read plain sentences as any reader would."""
    assert read(text, frames(*SUPERVISES)) == expected


@settings(deadline=None, max_examples=150)
@given(trees())
def test_of_any_tree_a_finding_holds_its_ends(made: Tree) -> None:
    """Whatever the tree: a finding that stands in its sentence holds the words of both ends, which are two things."""
    kinds = tuple(KINDS.values())
    items = {
        place: Item(span=made[place].span, kind=kinds[place % len(kinds)], iri=f"urn:{place}")
        for place in range(0, len(made), 3)
    }
    known = frames(frame("x", "laten", who=("agent", "door", "cop"), whom=("patient", "van", "iobj")))
    for found in told(View(tree=made, items=items, knowledge=known)):
        assert found.object is not None
        assert found.span.holds(found.object.span)
        assert found.subject is not None
        assert found.span.holds(found.subject.span)
        assert not found.subject.span.touches(found.object.span)
        assert made.parse.span.holds(found.span)


def test_2000_words_are_read_in_bounded_time() -> None:
    """A sentence of 2,000 words that names someone in each clause is read within seconds."""
    text = "De NVWA houdt toezicht op het Kadaster, " * 285 + "en de ILT ook."
    known = frames(*SUPERVISES)
    with within(60, "reading a long sentence"):
        assert {found[2] for found in read(text, known)} == {str(Modality.ASSERTED)}
