from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, RDF, Literal, URIRef

from kg.base.ids import digest
from kg.base.terms import Kind, Modality
from kg.graph.infer import Conclusion, inference_id, inferred_ntriples, read_rules
from kg.graph.store import load_store, open_store
from kg.graph.triple import Triple
from kg.graph.vocabulary import KG, ORG
from kg.graph.write import ntriples

BASE = "https://example.org/id/"
KINDS = {
    "ilt": Kind.SUPERVISOR,
    "officers": Kind.ACTOR_GROUP,
    "inspector": Kind.POST,
    "minister": Kind.MINISTRY,
    "rail": Kind.DOMAIN,
    "act": Kind.ACT,
    "draft": Kind.ACT,
    "decision": Kind.REGULATION,
    "team": Kind.ORGANISATION,
    "unit": Kind.ORGANISATION,
    "state": Kind.ORGANISATION,
}
Said = tuple[str, str, str, str] | tuple[str, str, str, str, str]
"""Subject, relation, object, modality, and perhaps the legal basis."""
Follows = Callable[..., dict[tuple[str, str, str], set[str]]]


def thing(name: str) -> URIRef:
    return URIRef(f"{BASE}thing/{name}")


def statement(said: Said) -> URIRef:
    return URIRef(f"{BASE}statement/{digest(*said)}")


def triples(said: Iterable[Said]) -> list[Triple]:
    found: list[Triple] = [(thing(name), RDF.type, KG[kind]) for name, kind in KINDS.items()]
    for one in said:
        subject, relation, value, modality, *basis = one
        node = statement(one)
        object_ = KG[value] if relation == "legalStatus" else thing(value)
        found += [
            (node, RDF.type, KG.Statement),
            (node, RDF.subject, thing(subject)),
            (node, RDF.predicate, KG[relation]),
            (node, RDF.object, object_),
            (node, KG.modality, KG[modality]),
        ]
        found += [(node, KG.legalBasis, thing(name)) for name in basis]
        if modality == Modality.ASSERTED:
            found.append((thing(subject), KG[relation], object_))
    return found


def text_of(folder: Path, said: Iterable[Said], register: Iterable[Triple] = ()) -> str:
    graphs = [(f"{BASE}graph/{'d' * 32}", ntriples(triples(said))), (f"{BASE}graph/register", ntriples(register))]
    load_store(folder, [(name, text) for name, text in graphs if text])
    return inferred_ntriples(open_store(folder), base=BASE)


@pytest.fixture
def follows(tmp_path: Path) -> Follows:
    """What follows, without inverses, and the statements it came from ("register" for a register)."""

    def found(
        *said: Said, register: Iterable[Triple] = (), inverses: bool = False
    ) -> dict[tuple[str, str, str], set[str]]:
        text = text_of(tmp_path / "store", said, register)
        work = ox.Store()
        work.load(text.encode(), ox.RdfFormat.N_TRIPLES)
        told: dict[tuple[str, str, str], set[str]] = {}
        for quad in work.quads_for_pattern(None, ox.NamedNode(str(RDF.type)), ox.NamedNode(str(KG.Inference))):
            values: dict[str, set[str]] = {}
            for own in work.quads_for_pattern(quad.subject, None, None):
                values.setdefault(own.predicate.value, set()).add(own.object.value)  # type: ignore[union-attr]  # no triple
            if not inverses and values[str(KG.rule)] == {"rules#omgekeerd"}:
                continue
            (subject,), (relation,), (value,) = (values[str(end)] for end in (RDF.subject, RDF.predicate, RDF.object))
            plain = ox.Quad(ox.NamedNode(subject), ox.NamedNode(relation), ox.NamedNode(value))
            assert plain in work
            names = (
                subject.removeprefix(f"{BASE}thing/"),
                relation.removeprefix(KG),
                value.removeprefix(f"{BASE}thing/"),
            )
            told[names] = values.get(str(KG.inferredFrom), set()) | {
                "register" for source in values.get(str(DCTERMS.source), ()) if source == f"{BASE}graph/register"
            }
        return told

    return found


def from_(*said: Said) -> set[str]:
    return {str(statement(one)) for one in said}


def test_every_rule_tells_itself_in_both_languages() -> None:
    """There are four rules, each with its words in Dutch and English."""
    rules = read_rules()
    assert [rule.name for rule in rules] == [
        "aangewezen-ambtenaren",
        "deel-van-deel",
        "omgekeerd",
        "wet-via-aanwijzing",
    ]
    assert all(rule.nl != rule.en for rule in rules)


def test_inverses(follows: Follows) -> None:
    """A relation is told the other way round, from its statement; a symmetric one as itself, where nobody said so."""
    one: Said = ("ilt", "supervises", "rail", "asserted")
    two: Said = ("ilt", "cooperatesWith", "team", "asserted")
    both: Said = ("team", "cooperatesWith", "unit", "asserted")
    back: Said = ("unit", "cooperatesWith", "team", "asserted")
    assert follows(one, two, both, back, inverses=True) == {
        ("rail", "supervisedBy", "ilt"): from_(one),
        ("team", "cooperatesWith", "ilt"): from_(two),
    }


def test_part_of_a_part(follows: Follows) -> None:
    """A chain of any length; a conclusion names every statement that a way to it goes over, and what is said is not concluded."""
    one: Said = ("team", "partOf", "unit", "asserted")
    two: Said = ("unit", "partOf", "ilt", "asserted")
    three: Said = ("ilt", "partOf", "minister", "asserted")
    short: Said = ("unit", "partOf", "minister", "asserted")
    assert follows(one, two, three, short) == {
        ("team", "partOf", "ilt"): from_(one, two),
        ("team", "partOf", "minister"): from_(one, two, three, short),
    }


def test_part_of_itself(follows: Follows) -> None:
    """A circle ends, and makes nothing part of itself."""
    one: Said = ("team", "partOf", "unit", "asserted")
    two: Said = ("unit", "partOf", "team", "asserted")
    assert follows(one, two) == {}


def test_parts_by_the_register(follows: Follows) -> None:
    """What the register says is a premise too, told as such; a conclusion from the register alone names no statement."""
    one: Said = ("unit", "partOf", "team", "asserted")
    register = [(thing("team"), KG.partOf, thing("ilt")), (thing("ilt"), KG.partOf, thing("minister"))]
    assert follows(one, register=register) == {
        ("unit", "partOf", "ilt"): {*from_(one), "register"},
        ("unit", "partOf", "minister"): {*from_(one), "register"},
        ("team", "partOf", "minister"): {"register"},
    }


def test_designated_officers(follows: Follows) -> None:
    """Officers of a body who are designated lead to the body: it is designated, and supervises what they supervise."""
    named: Said = ("minister", "designates", "officers", "asserted")
    part: Said = ("officers", "partOf", "ilt", "asserted")
    task: Said = ("officers", "supervises", "rail", "asserted")
    other: Said = ("inspector", "supervises", "act", "asserted")
    assert follows(named, part, task, other) == {
        ("minister", "designates", "ilt"): from_(named, part),
        ("ilt", "supervises", "rail"): from_(named, part, task),
    }


def test_designated_post_by_the_register(follows: Follows) -> None:
    """A post is of the body that the register says."""
    named: Said = ("minister", "designates", "inspector", "asserted")
    register = [(thing("inspector"), ORG.postIn, thing("ilt"))]
    assert follows(named, register=register) == {("minister", "designates", "ilt"): {*from_(named), "register"}}


def test_officers_without_designation_lead_to_nothing(follows: Follows) -> None:
    """A part that nobody designated, or a part that is a body of its own, gives its body no task."""
    part: Said = ("officers", "partOf", "ilt", "asserted")
    task: Said = ("officers", "supervises", "rail", "asserted")
    team: Said = ("team", "partOf", "ilt", "asserted")
    named: Said = ("minister", "designates", "team", "asserted")
    work: Said = ("team", "supervises", "rail", "asserted")
    assert follows(part, task, team, named, work) == {}


def test_act_by_its_decision(follows: Follows) -> None:
    """An act designates those whom a decision on its basis, or one that implements it, designates: officers' bodies too."""
    based: Said = ("minister", "designates", "team", "asserted", "act")
    implements: Said = ("decision", "amends", "act", "asserted")
    named: Said = ("decision", "designates", "officers", "asserted")
    part: Said = ("officers", "partOf", "ilt", "asserted")
    assert follows(based, implements, named, part) == {
        ("act", "designates", "team"): from_(based),
        ("act", "designates", "officers"): from_(implements, named),
        ("decision", "designates", "ilt"): from_(named, part),
        ("act", "designates", "ilt"): from_(implements, named, part),
    }


@pytest.mark.parametrize("status", ["inPreparation", "proposed"])
def test_nothing_by_an_act_that_is_not_there_yet(follows: Follows, status: str) -> None:
    """An act that is still in preparation designates nobody."""
    based: Said = ("minister", "designates", "team", "asserted", "draft")
    told: Said = ("draft", "legalStatus", status, "asserted")
    assert follows(based, told) == {}


@pytest.mark.parametrize("modality", sorted(set(Modality) - {Modality.ASSERTED}))
def test_only_what_is_asserted_counts(follows: Follows, modality: str) -> None:
    """Nothing follows from what is planned, expected, possible, required or denied, alone or with what is asserted."""
    assert (
        follows(
            ("ilt", "supervises", "rail", modality),
            ("minister", "designates", "officers", "asserted"),
            ("officers", "partOf", "ilt", modality),
            ("officers", "supervises", "act", "asserted"),
            ("team", "partOf", "unit", modality),
            ("unit", "partOf", "state", "asserted"),
            ("decision", "amends", "act", modality),
            ("decision", "designates", "state", "asserted"),
            ("minister", "designates", "team", modality, "act"),
        )
        == {}
    )


def test_order_does_not_matter(tmp_path: Path) -> None:
    """The same statements give the same bytes, in whatever order and in however many graphs they come."""
    said: list[Said] = [
        ("team", "partOf", "unit", "asserted"),
        ("unit", "partOf", "ilt", "asserted"),
        ("ilt", "partOf", "minister", "asserted"),
        ("officers", "partOf", "ilt", "asserted"),
        ("decision", "amends", "act", "asserted"),
        ("decision", "designates", "officers", "asserted"),
        ("officers", "supervises", "rail", "asserted"),
    ]
    texts = set()
    for number in range(4):
        random.Random(number).shuffle(said)
        half = len(said) // 2
        parts = [ntriples(triples(said[:half])), ntriples(triples(said[half:]))]
        folder = tmp_path / str(number)
        load_store(folder, [(f"{BASE}graph/{str(place) * 32}", text) for place, text in enumerate(parts)])
        texts.add(inferred_ntriples(open_store(folder), base=BASE))
    assert len(texts) == 1
    assert texts.pop().count("inference/") > 0


def test_nothing_follows_from_nothing(tmp_path: Path) -> None:
    """An empty graph concludes nothing."""
    assert text_of(tmp_path / "store", ()) == ""


def test_rules_are_told(tmp_path: Path) -> None:
    """An inference names its rule as a statement names its own."""
    text = text_of(tmp_path / "store", [("ilt", "supervises", "rail", "asserted")])
    node = f"{BASE}inference/{inference_id(Conclusion(thing('rail'), KG.supervisedBy, thing('ilt')))}"
    assert f"<{node}> <{KG.rule}> {Literal('rules#omgekeerd').n3()} ." in text.splitlines()
