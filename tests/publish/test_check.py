from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from kg.base.errors import KgError
from kg.base.ontology import ontology_folder
from kg.publish.check import Violation, catalogue_violations

EXAMPLES = ontology_folder() / "shapes/examples"
BAD = sorted(
    path
    for path in (EXAMPLES / "bad").glob("*.ttl")
    if path.name.startswith(("Catalogue-", "Dataset-", "Distribution-"))
)


def test_every_shape_has_a_bad_example() -> None:
    """Each shape of the catalogue is shown to fail by an example that is named after it."""
    shapes = Graph().parse(ontology_folder() / "shapes/catalogue.ttl")
    names = {str(shape).rpartition("#")[2] for shape in shapes.subjects() if "shapes#" in str(shape)}
    assert len(BAD) == 19
    assert {path.name.partition(".")[0] for path in BAD} == names


def test_good_example() -> None:
    """The good example breaks nothing."""
    assert catalogue_violations(Graph().parse(EXAMPLES / "good/catalogue.ttl"), [ontology_folder() / "shapes"]) == ()


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_example(path: Path) -> None:
    """A bad example breaks its own shape and no other, with a message in both languages."""
    found = catalogue_violations(Graph().parse(path), [ontology_folder() / "shapes/catalogue.ttl"])
    assert {one.shape.rpartition("#")[2] for one in found} == {path.name.partition(".")[0]}
    assert {len(one.messages) for one in found} == {2}


def test_violation_as_told() -> None:
    """A violation tells the thing, the property, the shape and the value."""
    graph = Graph().parse(EXAMPLES / "bad/Distribution-license.ttl")
    assert catalogue_violations(graph, [ontology_folder() / "shapes/catalogue.ttl"]) == (
        Violation(
            focus="https://example.nl/id/dataset/voorbeeld#graph.trig",
            path="http://purl.org/dc/terms/license",
            shape="https://w3id.org/toezichtgraaf/shapes#Distribution-license",
            severity="Violation",
            messages=(
                "A distribution must have exactly one licence, as a web address.",
                "Een distributie moet precies één licentie hebben, als webadres.",
            ),
            value="CC0",
        ),
    )


def test_no_shapes(tmp_path: Path) -> None:
    """A folder without shapes is an error: nothing checked is not the same as nothing wrong."""
    with pytest.raises(KgError, match="no shapes to check"):
        catalogue_violations(Graph(), [tmp_path])
