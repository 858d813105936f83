from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kg.base.ids import RuleId
from kg.base.knowledge import read_knowledge
from kg.base.mask import GOVERNED, placeholder
from kg.base.relations import RelationRule
from kg.base.span import Span
from kg.base.terms import Family, Kind, Modality, Predicate, Status
from kg.facts.relate import Found, Item, Reading, read_sentence
from kg.facts.sentences import Sentence
from tests.made import knowing

ACTORS = frozenset(kind for kind in Kind if kind.family is Family.ACTOR)
INSTRUMENTS = frozenset(kind for kind in Kind if kind.family is Family.INSTRUMENT)
SUBJECT = f"(?P<subject>{placeholder(ACTORS)}+)"
THING = f"(?P<object>{placeholder([*ACTORS, *INSTRUMENTS], phrases=True)}+)"
RULE = replace(
    read_knowledge().relations[0],
    id=RuleId("supervises#test"),
    predicate=Predicate.SUPERVISES,
    status=None,
    subjects=ACTORS,
    objects=ACTORS,
    trigger=re.compile("toezicht"),
    needs=None,
    subject_text=None,
    object_text=None,
    sources=(f"{SUBJECT}[^,;]*? houdt[^,;]*? toezicht[^,;]*? op {GOVERNED}?{THING}",),
    members=False,
    basis="",
    cues=frozenset(Modality),
    needs_previous="",
    own="",
    own_kinds=INSTRUMENTS,
    mutual=False,
    examples=(),
    near_misses=(),
)
KINDS = {"NVWA": Kind.SUPERVISOR, "ILT": Kind.SUPERVISOR, "Politie": Kind.ORGANISATION, "Wet": Kind.ACT}


def items(text: str, *open_: str) -> list[Item]:
    """The names in a text; those in `open_` are led nowhere."""
    return [
        Item(span=Span(*found.span()), kind=KINDS[found[0]], iri=None if found[0] in open_ else f"urn:{found[0]}")
        for found in re.finditer("|".join(KINDS), text)
    ]


def read(
    text: str, *rules: RelationRule, open_: tuple[str, ...] = (), own_kind: Kind | None = None, before: str = ""
) -> Reading:
    """What the rules find in the last sentence of a text; `before` is the one before it."""
    whole = before + text
    sentence = Sentence((Span(len(before), len(whole)),))
    return read_sentence(
        sentence,
        whole,
        items(whole, *open_),
        knowing(relations=rules or (RULE,)),
        before=Sentence((Span(0, len(before)),)) if before else None,
        own_kind=own_kind,
    )


def pairs(reading: Reading) -> list[tuple[str | None, str | None]]:
    """The IRIs of subject and object of what was found."""
    return [
        (found.subject.iri if found.subject else None, found.object.iri if found.object else None)
        for found in reading.found
    ]


def one(reading: Reading) -> Found:
    """The only thing found."""
    (found,) = reading.found
    return found


def test_each_subject_goes_with_each_object() -> None:
    """Of lists every pair is found, in reading order, with the same words."""
    reading = read("De NVWA en de ILT houdt toezicht op de Politie en de Wet.")
    assert pairs(reading) == [
        ("urn:NVWA", "urn:Politie"),
        ("urn:NVWA", "urn:Wet"),
        ("urn:ILT", "urn:Politie"),
        ("urn:ILT", "urn:Wet"),
    ]
    assert {found.span for found in reading.found} == {Span(0, 56)}


def test_the_words_hold_both_ends_without_space_around() -> None:
    """The span begins with the article of the subject and ends with the object."""
    text = "Nu houdt, de NVWA houdt toezicht op de Politie en meer."
    assert one(read(text)).span.of(text) == "de NVWA houdt toezicht op de Politie"


def test_space_around_the_match_is_no_part_of_the_words() -> None:
    """A pattern that begins or ends with a space leaves it out of the words."""
    text = "Zo houdt de NVWA toezicht op de Politie en meer."
    rule = replace(RULE, sources=(f" houdt {SUBJECT} toezicht op {GOVERNED}?{THING} ",))
    assert one(read(text, rule)).span.of(text) == "houdt de NVWA toezicht op de Politie"


def test_without_its_trigger_a_rule_is_not_tried() -> None:
    """No trigger, no rule: the sentence is not even counted."""
    assert read("De NVWA houdt van de Politie.") == Reading((), (), open_ends=False)


def test_a_trigger_without_a_match_is_told() -> None:
    """A sentence that holds a trigger but tells nothing names the rules it triggered."""
    assert read("De NVWA wil toezicht.") == Reading((), (RULE.id,), open_ends=False)


def test_an_end_that_stays_open_is_no_relation() -> None:
    """Where a back reference leads nowhere there is nothing to tell but that."""
    reading = read("De NVWA houdt toezicht op de Politie.", open_=("Politie",))
    assert (reading.found, reading.open_ends) == ((), True)


def test_what_a_rule_needs_must_be_there() -> None:
    """`needs` is looked for in the sentence's own words."""
    rule = replace(RULE, needs=re.compile(r"\bstreng\b"))
    assert pairs(read("De NVWA houdt toezicht op de Politie.", rule)) == []
    assert pairs(read("De NVWA houdt Streng toezicht op de Politie.", rule)) == [("urn:NVWA", "urn:Politie")]


def test_the_words_of_an_object_must_fit() -> None:
    """`object_text` is looked for in the object's words, in lower case."""
    rule = replace(RULE, object_text=re.compile("^pol"))
    assert pairs(read("De NVWA houdt toezicht op de Politie en de ILT.", rule)) == [("urn:NVWA", "urn:Politie")]


def test_a_noun_phrase_may_be_an_object() -> None:
    """What names nothing known is an object without type and IRI."""
    text = "De NVWA houdt toezicht op veilige speeltuinen."
    found = one(read(text)).object
    assert found is not None
    assert (found.span.of(text), found.kind, found.iri) == ("veilige speeltuinen", None, None)


def test_members_are_paired_once_and_mutual_ones_twice() -> None:
    """Among members every pair is found once; where it holds mutually, in both directions."""
    source = f"(?P<members>{placeholder(ACTORS)}{{2,}}) houden toezicht"
    rule = replace(RULE, sources=(source,), members=True)
    text = "De NVWA, de ILT en de Politie houden toezicht."
    assert pairs(read(text, rule)) == [("urn:NVWA", "urn:ILT"), ("urn:NVWA", "urn:Politie"), ("urn:ILT", "urn:Politie")]
    assert len(read(text, replace(rule, mutual=True)).found) == 6


def test_a_status_has_no_object() -> None:
    """A rule of a status tells it of the subject alone."""
    source = f"(?P<subject>{placeholder(INSTRUMENTS)}+) krijgt toezicht"
    rule = replace(RULE, predicate=None, status=Status.IN_FORCE, sources=(source,))
    found = one(read("De Wet krijgt toezicht.", rule))
    assert (found.object, found.predicate, found.status) == (None, None, Status.IN_FORCE)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("De NVWA houdt toezicht op de Politie.", Modality.ASSERTED),
        ("De NVWA houdt geen toezicht op de Politie.", Modality.NEGATED),
        ("De NVWA houdt naar verwachting toezicht op de Politie.", Modality.EXPECTED),
        ("De NVWA kan komen, en de ILT houdt toezicht op de Politie.", Modality.ASSERTED),
        ("De NVWA houdt toezicht op de Politie, maar kan dat niet goed.", Modality.ASSERTED),
        ("De NVWA houdt toezicht op de Politie; zij mag dat.", Modality.ASSERTED),
    ],
)
def test_the_clause_tells_the_modality(text: str, modality: Modality) -> None:
    """The cues of the clause that tells the relation count, not those of its neighbours."""
    assert one(read(text)).modality is modality


def test_a_basis_is_one_of_the_same_clause() -> None:
    """What the clause rests on is the basis; in another clause it is none; the words between are no hindrance."""
    found = one(read("De NVWA houdt op grond van de Wet toezicht op de Politie."))
    assert (found.basis and found.basis.iri, found.basis_is_own) == ("urn:Wet", False)
    assert one(read("Op grond van de Wet kan dat; de NVWA houdt toezicht op de Politie.")).basis is None


def test_a_rule_may_rest_on_its_object_or_on_the_document() -> None:
    """`basis` "object" takes an instrument that is the object; "own" the document's own instrument, where there is one."""
    on_object = replace(RULE, basis="object")
    found = one(read("De NVWA houdt toezicht op de Wet.", on_object))
    assert found.basis == found.object
    assert one(read("De NVWA houdt toezicht op de Politie.", on_object)).basis is None
    on_own = replace(RULE, basis="own")
    assert not one(read("De NVWA houdt toezicht op de Politie.", on_own)).basis_is_own
    assert one(read("De NVWA houdt toezicht op de Politie.", on_own, own_kind=Kind.ACT)).basis_is_own


def test_a_rule_about_the_document_needs_one_of_its_types() -> None:
    """A rule whose end is the document's own instrument counts only in such a document."""
    rule = replace(RULE, own="subject", own_kinds=frozenset({Kind.ACT}), sources=(f"toezicht op {GOVERNED}?{THING}",))
    text = "Er is toezicht op de Politie."
    assert read(text, rule) == Reading((), (), open_ends=False)
    assert read(text, rule, own_kind=Kind.REGULATION).triggers == ()
    assert pairs(read(text, rule, own_kind=Kind.ACT)) == [(None, "urn:Politie")]


def test_a_subject_may_open_the_sentence_before() -> None:
    """Where a rule needs it, the supervisor that opens the sentence before is the subject; that sentence is its evidence."""
    rule = replace(RULE, needs_previous="supervisor", sources=(f"toezicht op {GOVERNED}?{THING}",))
    text = "Dat is toezicht op de Politie."
    assert pairs(read(text, rule)) == []
    assert pairs(read(text, rule, before="Daar komt de Politie. ")) == []
    assert pairs(read(text, rule, before="Wat in dit lange stuk tekst staat zegt de NVWA. ")) == []
    found = one(read(text, rule, before="De NVWA komt. "))
    assert (found.subject and found.subject.iri, found.told_before) == ("urn:NVWA", Span(0, 14))


def test_rules_are_read_in_their_order() -> None:
    """What is found comes rule by rule, and from left to right within one."""
    second = replace(RULE, id=RuleId("supervises#second"))
    text = "De NVWA houdt toezicht op de ILT; de ILT houdt toezicht op de Politie."
    reading = read(text, RULE, second)
    assert [(found.rule, found.subject and found.subject.iri) for found in reading.found] == [
        (RULE.id, "urn:NVWA"),
        (RULE.id, "urn:ILT"),
        (second.id, "urn:NVWA"),
        (second.id, "urn:ILT"),
    ]
    assert reading.triggers == (RULE.id, second.id)


def test_a_lead_in_and_its_item_are_read_as_one() -> None:
    """The parts of a sentence are read together; the words run from the first part to the last."""
    text = "De NVWA houdt toezicht op:\na. de ILT;\nb. de Politie;"
    rule = replace(RULE, sources=(f"{SUBJECT} houdt toezicht op: b. {THING}",))
    sentence = Sentence((Span(0, 26), Span(38, 52)))
    reading = read_sentence(sentence, text, items(text), knowing(relations=(rule,)))
    assert pairs(reading) == [("urn:NVWA", "urn:Politie")]
    assert one(reading).span.of(text) == text[:51]


@pytest.mark.parametrize("char", ["\ue000", "\x0e", "\x12", "\x17", "\x18", "\x19"])
def test_characters_that_look_like_mentions_are_none(char: str) -> None:
    """A character that stands for a mention takes part in no relation and breaks nothing."""
    for text in (
        f"De {char} houdt toezicht op de Politie.",
        f"De NVWA houdt toezicht op {char}.",
        f"toezicht {char} ({char}",
    ):
        assert pairs(read(text)) == []
    kept = read_sentence(
        Sentence((Span(0, 46),)),
        f"De NVWA houdt op grond van {char} toezicht op Politie",
        items(f"De NVWA houdt op grond van {char} toezicht op Politie"),
        replace(read_knowledge(), relations=(RULE,)),
    )
    assert {found.basis for found in kept.found} <= {None}
