"""The shapes against their examples: a bad one breaks its own shape and no other, a good one breaks none."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from kg.base.ontology import ontology_folder
from kg.base.terms import Modality, Power, Predicate, Status
from kg.graph.validate import violations_by_shacl
from kg.graph.vocabulary import KG, SH, prefixes, read_vocabulary

SHAPES = ontology_folder() / "shapes"
GOOD = sorted((SHAPES / "examples" / "good").glob("*.ttl"))
BAD = sorted((SHAPES / "examples" / "bad").glob("*.ttl"))
KGSH = Namespace(prefixes()["kgsh"])
SCHEMA = Namespace(prefixes()["schema"])


def named(path: Path) -> URIRef:
    """The shape a bad example is for: its file is named <shape>.ttl or <shape>.<case>.ttl."""
    return KGSH[path.name.split(".")[0]]


def all_shapes() -> Graph:
    graph = Graph()
    for path in sorted(SHAPES.glob("*.ttl")):
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return all_shapes()


def told(graph: Graph) -> set[URIRef]:
    """The shapes with a name of their own."""
    kinds = (SH.NodeShape, SH.PropertyShape)
    return {shape for kind in kinds for shape in graph.subjects(RDF.type, kind) if isinstance(shape, URIRef)}


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_good_example_breaks_nothing(path: Path) -> None:
    """A good example is valid."""
    assert violations_by_shacl(Graph().parse(path)) == ()


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_example_breaks_its_own_shape_only(path: Path) -> None:
    """A bad example breaks the shape it is named after, and no other."""
    assert {violation.shape for violation in violations_by_shacl(Graph().parse(path))} == {str(named(path))}


def test_every_shape_has_a_bad_example(shapes: Graph) -> None:
    """No shape stands that nothing shows to work, and no example is for a shape that is gone."""
    assert told(shapes) == {named(path) for path in BAD}


def test_every_shape_tells_its_rule_in_both_languages(shapes: Graph) -> None:
    """Each shape has one message in nl and one in en."""
    for shape in told(shapes):
        messages = [text.language for text in shapes.objects(shape, SH.message) if isinstance(text, Literal)]
        assert sorted(map(str, messages)) == ["en", "nl"], shape


def test_each_class_of_the_graph_has_a_file() -> None:
    """There is a file of shapes for each class that things in the graph have, for relations, evidence and catalogue."""
    abstract = {KG.Actor, KG.Instrument}
    classes = {term.removeprefix(KG) for term in read_vocabulary().classes if term not in abstract}
    others = {"Relations", "LegalStatus", "Power", "RestsOn", "Evidence", "Quote", "Position", "Marks", "catalogue"}
    assert {path.stem for path in SHAPES.glob("*.ttl")} == classes | others


@pytest.mark.parametrize("predicate", sorted(Predicate))
def test_shapes_of_relations_follow_the_ontology(predicate: Predicate, shapes: Graph) -> None:
    """A relation's shapes demand the classes that kg.ttl allows, at each end."""
    ontology = Graph().parse(ontology_folder() / "kg.ttl")
    for end, target, includes in (
        ("subject", SH.targetSubjectsOf, SCHEMA.domainIncludes),
        ("object", SH.targetObjectsOf, SCHEMA.rangeIncludes),
    ):
        shape = KGSH[f"{predicate}-{end}"]
        assert list(shapes.objects(shape, target)) == [KG[predicate]]
        demanded = set(shapes.objects(shape, SH["class"]))
        for choice in shapes.objects(shape, SH["or"]):
            demanded |= {value for option in shapes.items(choice) for value in shapes.objects(option, SH["class"])}
        assert demanded == set(ontology.objects(KG[predicate], includes))


@pytest.mark.parametrize(
    ("shape", "names"),
    [
        ("Statement-modality", sorted(Modality)),
        ("Statement-predicate", sorted([*Predicate, "hasPower", "legalStatus"])),
        ("legalStatus-object", sorted(Status)),
        ("hasPower-object", sorted(Power)),
    ],
)
def test_lists_in_shapes_are_complete(shape: str, names: list[str], shapes: Graph) -> None:
    """A closed list in a shape holds exactly the terms of the ontology."""
    (choice,) = shapes.objects(KGSH[shape], SH["in"])
    assert sorted(str(term).removeprefix(KG) for term in shapes.items(choice)) == names


@pytest.mark.parametrize(
    ("register", "column", "before", "classes"),
    [
        ("organisations", "iri", "", ["Supervisor", "Ministry", "Organisation"]),
        ("acts", "bwb_id", "http://wetten.overheid.nl/id/", ["Act", "Regulation", "Agreement"]),
        ("eu-acts", "iri", "", ["Regulation"]),
    ],
)
def test_identity_of_all_that_a_register_names(
    register: str, column: str, before: str, classes: list[str], shapes: Graph
) -> None:
    """Every IRI that a register gives is one that the shapes of its classes accept."""
    with (ontology_folder() / "registers" / f"{register}.csv").open(encoding="utf-8", newline="") as file:
        iris = {f"{before}{row[column]}" for row in csv.DictReader(file)}
    assert iris
    for name in classes:
        pattern = re.compile(str(shapes.value(KGSH[f"{name}-identity"], SH.pattern)))
        assert [iri for iri in sorted(iris) if not pattern.search(iri)] == []
