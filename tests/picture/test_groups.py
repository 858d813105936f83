from __future__ import annotations

import pyoxigraph as ox

from kg.picture.from_graph import scene_from_store
from kg.picture.groups import ties

from .conftest import BASE, KG, RDF, RDFS, Thing, Told, store_of

ORG = "http://www.w3.org/ns/org#"
MINISTRY = "https://identifier.overheid.nl/tooi/id/ministerie/m1"


def ministries() -> ox.Store:
    """The register puts a and b under a ministry that no statement speaks of; c is a body of no register, f a field without ministry."""
    things = [Thing(id=name, kind="Supervisor", label=f"Inspectie {name}") for name in "ab"]
    things += [Thing(id=name, kind="Organisation", label=f"Dienst {name}") for name in "cgh"]
    things += [Thing(id=name, kind="Domain", label=f"terrein {name}") for name in "def"]
    told = [
        Told(subject="a", predicate="supervises", object="d"),
        Told(subject="a", predicate="supervises", object="e", modality="negated"),
        Told(subject="b", predicate="supervises", object="c"),
        Told(subject="g", predicate="supervises", object="f"),
        Told(subject="h", predicate="supervises", object="f"),
    ]
    store = store_of(things, told)
    told_by_register: list[tuple[str, str, ox.NamedNode | ox.Literal]] = [
        *((f"{BASE}thing/{name}", f"{ORG}linkedTo", ox.NamedNode(MINISTRY)) for name in "ab"),
        (MINISTRY, f"{RDF}type", ox.NamedNode(f"{KG}Ministry")),
        (MINISTRY, f"{RDFS}label", ox.Literal("Ministerie van Water", language="nl")),
    ]
    for subject, predicate, value in told_by_register:
        store.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value))
    return store


def test_things_stand_with_the_ministry_of_the_register_or_with_a_field() -> None:
    """A body only by the register; what is no body with the body told of with it, unless that is denied; the rest with its field."""
    scene = scene_from_store(ministries(), base=BASE)
    groups = {node.iri[-1]: node.group for node in scene.nodes}
    field = f"{BASE}thing/f"
    assert groups == {
        "a": MINISTRY,
        "b": MINISTRY,
        "c": None,
        "d": MINISTRY,
        "e": None,  # a field of its own, too small to be a group
        "f": field,
        "g": field,
        "h": field,
    }
    assert {iri: words.nl for iri, words in scene.groups} == {MINISTRY: "Ministerie van Water", field: "terrein f"}


def test_the_bodies_of_a_ministry_are_tied() -> None:
    """To the first of those that are told of most, so that they lie near each other though no relation joins them."""
    assert ties(scene_from_store(ministries(), base=BASE)) == [(f"{BASE}thing/a", f"{BASE}thing/b")]
