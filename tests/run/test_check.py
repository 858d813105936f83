"""`kg check`: graph, catalogue and floors of an output that is broken on purpose."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.base.errors import KgError
from kg.graph.store import load_store
from kg.run.check import issues_of_output
from kg.run.pipeline import build
from kg.run.settings import Bounds, Floors, Settings
from tests.document.pdf_pages import TOP, Text, pdf

SENTENCE = "De Autoriteit Persoonsgegevens houdt toezicht op de Politie."


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a build of one document of two pages."""
    folder = tmp_path_factory.mktemp("good")
    pages = [[Text(72, TOP, "Een bladzijde zonder feit.")], [Text(72, TOP, SENTENCE)]]
    (folder / "rapport.pdf").write_bytes(pdf(pages))
    build([folder / "rapport.pdf"], output=folder / "output", settings=Settings(), jobs=1)
    return folder / "output"


@pytest.fixture
def output(good: Path, tmp_path: Path) -> Path:
    """A copy of it to break."""
    return Path(shutil.copytree(good, tmp_path / "output"))


def replaced(path: Path, pattern: str, by: str) -> None:
    text, count = re.subn(pattern, by, path.read_text(encoding="utf-8"), count=1)
    assert count == 1
    path.write_text(text, encoding="utf-8")


def statement(output: Path) -> str:
    found = re.search(r"statement\W+([0-9a-f]{32})", (output / "graph.trig").read_text(encoding="utf-8"))
    assert found
    return f"statement {found[1][:8]} (Autoriteit Persoonsgegevens · houdt toezicht op · Politie)"


def told(output: Path) -> list[tuple[str, str, str, str | None, int | None]]:
    return [
        (issue.place, issue.code, issue.message, issue.document, issue.page)
        for issue in issues_of_output(output, Floors())
    ]


def test_a_good_output_has_nothing_wrong(good: Path) -> None:
    """What a build makes breaks no rule of the graph and none of the catalogue."""
    assert issues_of_output(good, Floors()) == ()


def test_a_broken_shape_names_statement_document_and_page(output: Path) -> None:
    """SHACL runs over graph.trig; the finding says which statement, in which document, on which page, and the value."""
    place = f"rapport.pdf p. 2, {statement(output)}"
    replaced(output / "graph.trig", r"kg:confidence [0-9.]+", "kg:confidence 1.5")
    message = "A statement has exactly one confidence, as xsd:decimal above 0 and at most 1 (found: 1.5)"
    code = "Statement-confidence"
    assert told(output) == [(place, code, f"{message} [{code}]", "rapport.pdf", 2)]


def test_a_broken_check_names_statement_document_and_page(output: Path) -> None:
    """The SPARQL checks run over the store; a finding about evidence is told of the statement that rests on it."""
    place = f"rapport.pdf p. 2, {statement(output)}"
    graphs: dict[str, list[str]] = defaultdict(list)
    for quad in ox.parse(path=str(output / "graph.trig"), format=ox.RdfFormat.TRIG):
        triple = quad.triple
        if quad.predicate.value.endswith("#end"):
            triple = ox.Triple(triple.subject, triple.predicate, ox.Literal(9999))
        graphs[str(quad.graph_name).strip("<>")].append(f"{triple} .\n")
    shutil.rmtree(output / "store")
    load_store(output / "store", {name: "".join(sorted(lines)) for name, lines in graphs.items()}.items())
    code = "evidence-of-other-length"
    message = f"The quote is not as long as the position it has in the text (found: {SENTENCE[:-1]}) [{code}]"
    assert told(output) == [(place, code, message, "rapport.pdf", 2)]


def test_the_catalogue_is_checked_without_being_asked(output: Path) -> None:
    """The catalogue record is held against ontology/shapes/catalogue.ttl; the finding names what lacks which property."""
    replaced(output / "catalogue.ttl", r"dcterms:identifier [^;]+ ;", "")
    ((place, code, message, *_),) = told(output)
    assert place.startswith("catalogue.ttl, https://")
    assert code == "Dataset-identifier"
    assert "A dataset must have exactly one identifier, as a text" in message
    assert "(property http://purl.org/dc/terms/identifier)" in message


def test_more_shapes_for_the_catalogue(output: Path, tmp_path: Path) -> None:
    """Shapes that are given come on top of our own; a file that holds none is named."""
    (tmp_path / "more.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcat: <http://www.w3.org/ns/dcat#> .\n"
        "<https://example.org/Catalog-homepage> a sh:PropertyShape ; sh:targetClass dcat:Catalog ;\n"
        'sh:path <https://example.org/none> ; sh:minCount 1 ; sh:message "A catalogue has none." .\n'
    )
    (issue,) = issues_of_output(output, Floors(), catalogue_shapes=[tmp_path / "more.ttl"])
    assert (issue.code, issue.message) == (
        "Catalog-homepage",
        "A catalogue has none (property https://example.org/none) [Catalog-homepage]",
    )
    (tmp_path / "more.ttl").write_text("geen Turtle")
    with pytest.raises(KgError, match=r"more.ttl: is not Turtle. Name files of SHACL shapes in Turtle."):
        issues_of_output(output, Floors(), catalogue_shapes=[tmp_path / "more.ttl"])


def test_numbers_are_held_against_the_floors(good: Path) -> None:
    """A number below its floor is a finding, with the others."""
    floors = Floors(facts=Bounds(least=5))
    assert [issue.code for issue in issues_of_output(good, floors)] == ["below-floor"]


@pytest.mark.parametrize("name", ["graph.trig", "catalogue.ttl"])
def test_a_file_that_cannot_be_read_is_named(output: Path, name: str) -> None:
    """A damaged or absent file stops the check and says what to do."""
    (output / name).write_text("geen Turtle")
    with pytest.raises(KgError, match=rf"{name}: cannot be read \(it is damaged\)\. Run `kg build` again\."):
        issues_of_output(output, Floors())
    (output / name).unlink()
    with pytest.raises(KgError, match=rf"{name}: cannot be read \(No such file or directory\)"):
        issues_of_output(output, Floors())
