from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from kg.base.errors import KgError, UsageError
from kg.publish.model import CatalogueSettings
from kg.publish.publish import publish, write_catalogue

from .sample import BASE

pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning:rdflib")

FILES = {
    ".nojekyll",
    ".well-known/void",
    "catalogue.jsonld",
    "catalogue.rdf",
    "catalogue.ttl",
    "facts.csv",
    "facts.jsonl",
    "graph.html",
    "graph.nq",
    "graph.trig",
    "graph.ttl",
    "index.en.html",
    "index.html",
    "mentions.jsonl",
    "robots.txt",
}


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.found += [value or "" for key, value in attrs if key in {"href", "src"}]


def _links(path: Path) -> list[str]:
    links = _Links()
    links.feed(path.read_text(encoding="utf-8"))
    return links.found


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files(output: Path, tmp_path: Path) -> None:
    """A publication is these files; a sitemap only where the address of the folder is known."""
    site = tmp_path / "site"
    outcome = publish(output, site, CatalogueSettings())
    assert set(_bytes(site)) == FILES | {"publication.json"}
    assert {path.relative_to(site).as_posix() for path in outcome.items} == FILES
    publish(output, site, CatalogueSettings(url="https://example.nl/toezicht"))
    assert set(_bytes(site)) == FILES | {"publication.json", "sitemap.xml"}
    assert "Sitemap: https://example.nl/toezicht/sitemap.xml" in (site / "robots.txt").read_text()
    publish(output, site, CatalogueSettings())
    assert set(_bytes(site)) == FILES | {"publication.json"}


def test_unchanged_graph_gives_unchanged_files(output: Path, tmp_path: Path) -> None:
    """The same build gives the same bytes, in another folder and once more in the same."""
    publish(output, tmp_path / "one", CatalogueSettings())
    publish(output, tmp_path / "two", CatalogueSettings())
    publish(output, tmp_path / "two", CatalogueSettings())
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")


def test_dumps_are_read_alike(output: Path, tmp_path: Path) -> None:
    """rdflib and Oxigraph read each dump to the same triples, and all dumps hold the same graph."""
    site = tmp_path / "site"
    publish(output, site, CatalogueSettings())
    for name, form, rdflib_form in (
        ("graph.trig", RdfFormat.TRIG, "trig"),
        ("graph.nq", RdfFormat.N_QUADS, "nquads"),
        ("graph.ttl", RdfFormat.TURTLE, "turtle"),
        ("catalogue.ttl", RdfFormat.TURTLE, "turtle"),
        ("catalogue.rdf", RdfFormat.RDF_XML, "xml"),
        ("catalogue.jsonld", RdfFormat.JSON_LD, "json-ld"),
        (".well-known/void", RdfFormat.TURTLE, "turtle"),
    ):
        ours = parse(path=str(site / name), format=form)
        oxigraph = Dataset().parse(data="".join(f"{quad} .\n" for quad in ours), format="nquads")
        rdflib = Dataset().parse(site / name, format=rdflib_form)
        assert _flat(rdflib) == _flat(oxigraph), name
    whole = {quad.triple for quad in parse(path=str(site / "graph.nq"), format=RdfFormat.N_QUADS)}
    assert whole == {quad.triple for quad in parse(path=str(site / "graph.ttl"), format=RdfFormat.TURTLE)}
    trig = parse(path=str(site / "graph.trig"), format=RdfFormat.TRIG)
    assert whole == {quad.triple for quad in trig if quad.graph_name.value != f"{BASE}graph/catalogue"}


def _flat(dataset: Dataset) -> set[tuple[str, ...]]:
    """The quads as texts; rdflib names the default graph after the file, Oxigraph does not name it."""
    names = {str(graph.identifier) for graph in dataset.graphs()}
    named = {name for name in names if name.startswith(BASE)}
    quads = dataset.quads((None, None, None, None))
    return {(s.n3(), p.n3(), o.n3(), str(g) if str(g) in named else "") for s, p, o, g in quads}


def test_record_is_the_same_in_each_form(output: Path, tmp_path: Path) -> None:
    """Turtle, JSON-LD and RDF/XML tell the same record."""
    publish(output, tmp_path / "site", CatalogueSettings())
    first, *others = (
        Graph().parse(tmp_path / "site" / name, format=form)
        for name, form in (("catalogue.ttl", "turtle"), ("catalogue.jsonld", "json-ld"), ("catalogue.rdf", "xml"))
    )
    assert all(isomorphic(first, other) for other in others)


def test_checksums_are_those_of_the_files(output: Path, tmp_path: Path) -> None:
    """The manifest lists each file with the SHA-256 that the record gives for it too."""
    site = tmp_path / "site"
    publish(output, site, CatalogueSettings())
    listed = json.loads((site / "publication.json").read_text())["files"]
    assert set(listed) == FILES
    record = (site / "catalogue.ttl").read_text()
    for name in ("graph.trig", "graph.nq", "graph.ttl", "facts.csv", "facts.jsonl", "mentions.jsonl", "graph.html"):
        assert listed[name] in record


@pytest.mark.parametrize("name", ["index.html", "index.en.html"])
def test_relative_links_resolve(output: Path, tmp_path: Path, name: str) -> None:
    """Each relative link of a page leads to a published file, so that the folder opens from disk."""
    site = tmp_path / "site"
    publish(output, site, CatalogueSettings())
    relative = [link for link in _links(site / name) if not urlsplit(link).scheme]
    assert {"graph.html", "graph.trig", "catalogue.ttl", ".well-known/void"} <= set(relative)
    assert [link for link in relative if not (site / unquote(link)).is_file()] == []


def test_without_a_picture(output: Path, tmp_path: Path) -> None:
    """A build without a picture is published without one, and that is told."""
    (output / "graph.html").unlink()
    outcome = publish(output, tmp_path / "site", CatalogueSettings())
    assert "publish-no-picture" in {issue.code for issue in outcome.issues}
    assert "graph.html" not in _links(tmp_path / "site/index.html")


def test_unset_settings_are_asked_for_by_name(output: Path, tmp_path: Path) -> None:
    """What the record needs and nobody set is told by its key; with all set nothing is told."""
    outcome = publish(output, tmp_path / "site", CatalogueSettings())
    assert [(issue.place, str(issue.severity)) for issue in outcome.issues] == [
        ("kg.toml [catalogue] publisher_name", "note"),
        ("kg.toml [catalogue] contact_name", "note"),
        ("kg.toml [catalogue] url", "note"),
    ]
    settings = CatalogueSettings(publisher_name="Inspectie", contact_url="https://a.nl/", url="https://a.nl/g")
    assert publish(output, tmp_path / "site", settings).issues == ()


def test_foreign_files_stay(output: Path, tmp_path: Path) -> None:
    """What stood in the folder and is not ours stays, through two publications."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "CNAME").write_text("example.nl")
    publish(output, site, CatalogueSettings())
    publish(output, site, CatalogueSettings())
    assert (site / "CNAME").read_text() == "example.nl"


def test_broken_build_leaves_the_former_publication(output: Path, tmp_path: Path) -> None:
    """A build that cannot be read is refused before anything in the folder changes."""
    site = tmp_path / "site"
    publish(output, site, CatalogueSettings())
    before = _bytes(site)
    (output / "graph.trig").write_text("<https://a.nl/x> a", encoding="utf-8")
    with pytest.raises(KgError, match="not sound TriG"):
        publish(output, site, CatalogueSettings())
    (output / "facts.jsonl").unlink()
    with pytest.raises(KgError, match=r"facts\.jsonl: not there\. Build the graph first: kg build SOURCES"):
        publish(output, site, CatalogueSettings())
    assert _bytes(site) == before


def test_not_into_the_build_itself(output: Path) -> None:
    """A build is not published onto itself."""
    with pytest.raises(UsageError, match="holds the build itself"):
        publish(output, output / ".", CatalogueSettings())


def test_write_catalogue(output: Path) -> None:
    """A build gets its record in Turtle and JSON-LD, of the files that the build holds, the same each time."""
    paths = write_catalogue(output, CatalogueSettings()).items
    assert [path.name for path in paths] == ["catalogue.ttl", "catalogue.jsonld"]
    first = [path.read_bytes() for path in paths]
    assert [path.read_bytes() for path in write_catalogue(output, CatalogueSettings()).items] == first
    told = Graph().parse(paths[0])
    query = "SELECT ?url { ?d <http://www.w3.org/ns/dcat#downloadURL> ?url } ORDER BY ?url"
    assert [str(row[0]).rpartition("/")[2] for row in told.query(query)] == [  # type: ignore[index]
        "facts.jsonl",
        "graph.html",
        "graph.trig",
        "mentions.jsonl",
    ]
