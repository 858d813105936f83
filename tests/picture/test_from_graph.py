from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.base.errors import KgError, UsageError
from kg.base.terms import Kind, Modality, Status
from kg.picture.focus import around, iri_of
from kg.picture.from_graph import scene_from_store
from kg.picture.model import Edge, Node, Quote, Source, Statement, StatusClaim, Words

from .conftest import BASE, KG, Thing, Told, store_of

INSPECTIE = "https://identifier.overheid.nl/tooi/id/oorg/oorg1"
ZORG, WET = f"{BASE}domain/forensische-zorg", f"{BASE}instrument/wet"
D1, D2 = f"{BASE}document/d1", f"{BASE}document/d2"


def test_the_scene_holds_exactly_what_the_store_tells(small: ox.Store) -> None:
    """Nodes, edges, sources and legal bases of the hand-written store, to the letter."""
    scene = scene_from_store(small, base=BASE)
    first = Statement(
        iri=f"{BASE}statement/s1",
        modality=Modality.ASSERTED,
        basis=WET,
        rule="supervises#houdt-toezicht-op",
        confidence="0.9",
        document=D1,
        quotes=(
            Quote(
                text="Zij houdt toezicht op de forensische zorg",
                prefix="vast. ",
                suffix=" en meer",
                page=3,
                document=D1,
                opening="page=3",
            ),
        ),
        antecedents=(Quote(text="Inspectie JenV", prefix="", suffix="", page=3, document=D1, opening="page=3"),),
    )
    second = Statement(
        iri=f"{BASE}statement/s3",
        modality=Modality.PLANNED,
        basis=None,
        rule="supervises#zal",
        confidence="0.7",
        document=D2,
        quotes=(Quote(text="De inspectie zal toezicht houden", prefix="", suffix="", page=None, document=D2),),
        antecedents=(),
    )
    status = Statement(
        iri=f"{BASE}statement/s2",
        modality=Modality.ASSERTED,
        basis=None,
        rule="status#in-voorbereiding",
        confidence="0.8",
        document=D1,
        quotes=(Quote(text="De wet is in voorbereiding", prefix="", suffix="", page=3, document=D1, opening="page=3"),),
        antecedents=(),
    )
    name = "Inspectie Justitie en Veiligheid"
    assert scene.nodes == (
        Node(
            iri=INSPECTIE,
            label=Words(nl=name, en=name),
            kind=Kind.SUPERVISOR,
            names=("IJenV", "de Inspectie JenV"),
            claims=(),
            registered=True,
        ),
        Node(
            iri=ZORG,
            label=Words(nl="forensische zorg", en="forensic care"),
            kind=Kind.DOMAIN,
            names=(),
            claims=(),
            registered=False,
        ),
        Node(
            iri=WET,
            label=Words(nl="Wet op de rijksinspecties", en="Wet op de rijksinspecties"),
            kind=Kind.ACT,
            names=(),
            claims=(StatusClaim(status=Status.IN_PREPARATION, statement=status),),
            registered=False,
        ),
    )
    assert scene.edges == (Edge(subject=INSPECTIE, predicate="supervises", object=ZORG, statements=(first, second)),)
    url = "https://example.nl/jaarplan.pdf"
    assert scene.sources == (
        Source(iri=D1, file="jaarplan.pdf", title="Jaarplan 2024", url=url, issued="2024-01-15"),
        Source(iri=D2, file="brief.txt", title="brief.txt"),
    )
    assert scene.instruments == ((WET, Words(nl="Wet op de rijksinspecties", en="Wet op de rijksinspecties")),)
    assert dict(scene.terms)["planned"] == Words(nl="gepland", en="planned")


def test_an_empty_store_gives_an_empty_scene() -> None:
    """No statement: no node, no edge, no error."""
    scene = scene_from_store(ox.Store(), base=BASE)
    assert (scene.nodes, scene.edges, scene.sources) == ((), (), ())


def test_a_statement_has_its_times_and_topics_and_powers_are_not_drawn() -> None:
    """When a statement holds and what it is about are told with it; what an actor may do is no line of the picture."""
    things = [Thing(id="a", kind="Supervisor", label="A"), Thing(id="b", kind="Ministry", label="B")]
    store = store_of(
        things,
        [Told(subject="a", predicate="informs", object="b"), Told(subject="a", predicate="hasPower", object="b")],
    )
    statement = ox.NamedNode(f"{BASE}statement/0")
    for name, value in (("http://purl.org/dc/terms/valid", "2025/.."), (f"{KG}topic", "b"), (f"{KG}topic", "a")):
        store.add(ox.Quad(statement, ox.NamedNode(name), ox.Literal(value)))
    (edge,) = scene_from_store(store, base=BASE).edges
    assert edge.predicate == "informs"
    assert [(one.valid, one.topics) for one in edge.statements] == [(("2025/..",), ("a", "b"))]


@pytest.mark.parametrize(("predicate", "value"), [("modality", "perhaps"), ("legalStatus", "dreamt")])
def test_a_term_that_is_unknown_here_is_told_of(predicate: str, value: str) -> None:
    """A store of another version is refused with what to do, not drawn wrongly."""
    things = [Thing(id="a", kind="Act", label="A", status=value if predicate == "legalStatus" else "")]
    told = [
        Told(subject="a", predicate="governs", object="a", modality=value if predicate == "modality" else "asserted")
    ]
    with pytest.raises(KgError, match=f"'{value}', which is unknown here. Build it again"):
        scene_from_store(store_of(things, told), base=BASE)


def chain() -> ox.Store:
    """A - B - C - D, and a second thing called "b"."""
    things = [
        Thing(id=name, kind="Organisation", label=f"Dienst {name.upper()}", names=(f"d{name}",)) for name in "abcd"
    ]
    things.append(Thing(id="e", kind="Organisation", label="Andere", names=("dB", "Dienst A")))
    pairs = [("a", "b"), ("c", "b"), ("c", "d"), ("e", "e")]
    return store_of(things, [Told(subject=one, predicate="informs", object=other) for one, other in pairs])


@pytest.mark.parametrize(("depth", "expected"), [(0, "a"), (1, "ab"), (2, "abc"), (9, "abcd")])
def test_the_neighbourhood_takes_so_many_steps_in_either_direction(depth: int, expected: str) -> None:
    """Depth counts edges, whatever their direction; edges within the neighbourhood stay."""
    part = around(scene_from_store(chain(), base=BASE), f"{BASE}thing/a", depth)
    assert "".join(node.iri[-1] for node in part.nodes) == expected
    assert len(part.edges) == len(expected) - 1
    assert part.focus == f"{BASE}thing/a"
    assert len(part.sources) == (1 if part.edges else 0)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("dienst  a", "a"), ("de Dienst A", "a"), ("DA", "a"), (f"{BASE}thing/c", "c"), ("Andere", "e"), ("dd", "d")],
)
def test_a_thing_is_found_by_label_name_or_iri(name: str, expected: str) -> None:
    """Capitals, spaces and an article in front do not matter; a label goes before another thing's other name."""
    assert iri_of(scene_from_store(chain(), base=BASE), name) == f"{BASE}thing/{expected}"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Dienst AA", "nothing in the graph is called 'Dienst AA'. Did you mean \"Dienst A\""),
        ("ander", 'Did you mean "Andere"'),
        ("xyzzyx", "Search the picture of the whole graph"),
        ("", "nothing in the graph is called ''"),
        ("db", "2 things are called 'db': Dienst B <.*>; Andere <.*>. Give the IRI you mean"),
    ],
)
def test_a_name_nobody_has_gets_suggestions(name: str, message: str) -> None:
    """The error names what was perhaps meant, or the choices."""
    with pytest.raises(UsageError, match=message):
        iri_of(scene_from_store(chain(), base=BASE), name)


@pytest.mark.parametrize(("focus", "depth"), [("urn:nobody", 1), (f"{BASE}thing/a", -1)])
def test_a_focus_that_cannot_be_is_refused(focus: str, depth: int) -> None:
    """An unknown IRI and a negative depth are wrong use."""
    with pytest.raises(UsageError):
        around(scene_from_store(chain(), base=BASE), focus, depth)


def test_the_first_type_in_the_order_of_the_ontology_wins(small: ox.Store) -> None:
    """A body that one document calls an organisation and another a supervisor is drawn as a supervisor."""
    assert ox.NamedNode(f"{KG}Organisation") in {
        quad.object for quad in small.quads_for_pattern(ox.NamedNode(INSPECTIE), None, None)
    }
    assert scene_from_store(small, base=BASE).nodes[0].kind is Kind.SUPERVISOR


def test_things_of_one_name_are_told_apart() -> None:
    """Things of the project's own that share a label have a document behind it; the bare label stays a name to find."""
    things = [
        Thing(id="a", kind="Ministry", label="Onze Minister"),
        Thing(id="b", kind="Ministry", label="Onze Minister"),
    ]
    store = store_of(
        [*things, Thing(id="c", kind="Domain", label="zorg")],
        [Told(subject="a", predicate="supervises", object="c"), Told(subject="b", predicate="supervises", object="c")],
    )
    scene = scene_from_store(store, base=BASE)
    assert [(node.label.nl, node.names) for node in scene.nodes] == [
        ("Onze Minister (Werkprogramma 2024)", ("Onze Minister",)),
        ("Onze Minister (Werkprogramma 2024)", ("Onze Minister",)),
        ("zorg", ()),
    ]
