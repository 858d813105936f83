from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from kg.base.errors import KgError, UsageError
from kg.graph.vocabulary import KG, read_vocabulary
from kg.publish.distributions import FORMS
from kg.publish.model import CatalogueSettings
from kg.publish.publish import publish, write_catalogue
from kg.run.pipeline import build
from kg.run.settings import Settings

from .sample import BASE

REPOSITORY = Path(__file__).parents[2]
pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning:rdflib")

PAIRS = ("changes", "def", "index", "names", "search")
FILES = {
    ".nojekyll",
    ".well-known/void",
    "catalogue.jsonld",
    "catalogue.rdf",
    "catalogue.ttl",
    "changes.atom",
    "changes.en.atom",
    "changes.jsonl",
    "changes/1-1.ttl",
    "changes/stream.ttl",
    "croissant.json",
    "def.ttl",
    "facts.csv",
    "facts.jsonl",
    "graph.html",
    "graph.jsonld",
    "graph.nq",
    "graph.rdf",
    "graph.trig",
    "graph.ttl",
    "mentions.jsonl",
    "names.js",
    "robots.txt",
    "search.js",
    "style.css",
    "things.jsonl",
    *(f"{name}{language}.html" for name in PAIRS for language in ("", ".en")),
}
THINGS = {
    f"id/document/{'a' * 32}",
    f"id/document/{'b' * 32}",
    "id/domain/vreemdelingenketen",
    f"id/run/{'9' * 32}",
    f"id/statement/{'1' * 32}",
    f"id/statement/{'2' * 32}",
    "thing/oorg10006-51835c3a5e3a",
}
FILES |= {f"{thing}{ending}" for thing in THINGS for ending in (".html", ".en.html", ".ttl")}


class _Page(HTMLParser):
    """The links of a page, and the places in it that links may lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.found += [value or "" for key, value in attrs if key in {"href", "src", "action"}]
        self.ids |= {value or "" for key, value in attrs if key == "id"}


def _page(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files(output: Path, tmp_path: Path) -> None:
    """A publication is these files; a sitemap only where the address of the folder is known."""
    site = tmp_path / "site"
    publication = publish(output, site, CatalogueSettings())
    assert set(_bytes(site)) == FILES | {"publication.json"}
    assert [path.relative_to(site).as_posix() for path in publication.paths] == sorted(FILES)
    assert publication.first == site / "index.html"
    assert publication.words() == f"{len(FILES)} files; publication 1: statements 2 added"
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


SEEDED = """
import sys
from pathlib import Path
from kg.publish.model import CatalogueSettings
from kg.publish.publish import publish

publish(Path(sys.argv[1]), Path(sys.argv[2]), CatalogueSettings())
"""


def test_the_order_of_sets_does_not_show(output: Path, tmp_path: Path) -> None:
    """The same build gives the same bytes whatever the hashes of a process are, also where names differ in their capitals alone."""
    names = ", ".join(
        f'"{name}"@nl' for name in ("Minister van JenV", "minister van JenV", "MINISTER VAN JENV", "J&V", "j&v")
    )
    trig = output / "graph.trig"
    text = trig.read_text(encoding="utf-8").replace("kg:supervises <", f"skos:altLabel {names} ; kg:supervises <", 1)
    trig.write_text(text, encoding="utf-8")
    for seed in ("1", "2"):
        script = [sys.executable, "-c", SEEDED, str(output), str(tmp_path / seed)]
        subprocess.run(script, check=True, cwd=REPOSITORY, env=os.environ | {"PYTHONHASHSEED": seed})
    assert "MINISTER VAN JENV" in (tmp_path / "1/thing/oorg10006-51835c3a5e3a.html").read_text(encoding="utf-8")
    assert _bytes(tmp_path / "1") == _bytes(tmp_path / "2")


def test_dumps_are_read_alike(output: Path, tmp_path: Path) -> None:
    """rdflib and Oxigraph read each dump to the same triples, and all dumps hold the same graph."""
    site = tmp_path / "site"
    publish(output, site, CatalogueSettings())
    for name, form, rdflib_form in (
        ("graph.trig", RdfFormat.TRIG, "trig"),
        ("graph.nq", RdfFormat.N_QUADS, "nquads"),
        ("graph.ttl", RdfFormat.TURTLE, "turtle"),
        ("graph.jsonld", RdfFormat.JSON_LD, "json-ld"),
        ("graph.rdf", RdfFormat.RDF_XML, "xml"),
        ("catalogue.ttl", RdfFormat.TURTLE, "turtle"),
        ("catalogue.rdf", RdfFormat.RDF_XML, "xml"),
        ("catalogue.jsonld", RdfFormat.JSON_LD, "json-ld"),
        (".well-known/void", RdfFormat.TURTLE, "turtle"),
        ("def.ttl", RdfFormat.TURTLE, "turtle"),
        ("changes/stream.ttl", RdfFormat.TURTLE, "turtle"),
        ("changes/1-1.ttl", RdfFormat.TURTLE, "turtle"),
        ("id/domain/vreemdelingenketen.ttl", RdfFormat.TURTLE, "turtle"),
    ):
        ours = parse(path=str(site / name), format=form)
        oxigraph = Dataset().parse(data="".join(f"{quad} .\n" for quad in ours), format="nquads")
        rdflib = Dataset().parse(site / name, format=rdflib_form)
        assert _flat(rdflib) == _flat(oxigraph), name
    whole = {quad.triple for quad in parse(path=str(site / "graph.nq"), format=RdfFormat.N_QUADS)}
    for name, form in (("ttl", RdfFormat.TURTLE), ("jsonld", RdfFormat.JSON_LD), ("rdf", RdfFormat.RDF_XML)):
        assert whole == {quad.triple for quad in parse(path=str(site / f"graph.{name}"), format=form)}, name
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
    for name in {*FORMS} - {"documents.jsonl"}:
        assert listed[name] in record


def test_relative_links_resolve(output: Path, tmp_path: Path) -> None:
    """Each link of each page that is no web address leads to a published file, and to a place in it, so that all opens from disk."""
    site = tmp_path / "site"
    publish(output, site, CatalogueSettings())
    pages = {path.resolve(): _page(path) for path in site.rglob("*.html") if path.name != "graph.html"}
    assert len(pages) == 2 * (len(PAIRS) + len(THINGS))
    assert {"graph.html", "graph.trig", "catalogue.ttl", ".well-known/void"} <= set(pages[site / "index.html"].found)
    broken = []
    for path, page in pages.items():
        for link in page.found:
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in {"https", "http", "data"}, link
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            is_place = not parts.fragment or unquote(parts.fragment) in pages[target].ids
            if not (target.is_file() and is_place):
                broken.append((path.name, link))
    assert broken == []


def test_pages_of_things(output: Path, tmp_path: Path) -> None:
    """The page of a thing leads to what is said of it and to its triples, in both languages; Turtle holds what the page tells."""
    site = tmp_path / "site"
    publish(output, site, CatalogueSettings())
    page = (site / "id/domain/vreemdelingenketen.html").read_text(encoding="utf-8")
    assert "<h1><bdi>vreemdelingenketen</bdi></h1>" in page
    assert f'href="../../id/statement/{"1" * 32}.html"' in page
    assert 'href="../../thing/oorg10006-51835c3a5e3a.html"' in page
    assert 'href="../../id/domain/vreemdelingenketen.en.html" hreflang="en"' in page
    assert 'href="../../style.css"' in page
    triples = {quad.triple for quad in parse(path=str(site / f"id/statement/{'1' * 32}.ttl"), format=RdfFormat.TURTLE)}
    assert {triple.subject.value for triple in triples} == {f"{BASE}statement/{'1' * 32}"}


def test_search_has_the_names(output: Path, tmp_path: Path) -> None:
    """The names that the search looks through are data: nothing of a document can end the line or the script it stands in."""
    trig = output / "graph.trig"
    evil = '</script>\\u2028\\\\\\" ];alert(1)//'
    trig.write_text(trig.read_text(encoding="utf-8").replace('"vreemdelingenketen"', f'"{evil}"'), encoding="utf-8")
    publish(output, tmp_path / "site", CatalogueSettings())
    text = (tmp_path / "site/names.js").read_text(encoding="utf-8")
    names = json.loads(text.removeprefix("const NAMES = ").rstrip().removesuffix(";"))
    assert ['</script>\u2028\\" ];alert(1)//', "Domain", "id/domain/vreemdelingenketen"] in names
    assert text.count("\n") == len(names) + 2


def test_ontology_page(output: Path, tmp_path: Path) -> None:
    """Each class, property and concept of the ontology has its place on the page, with label and definition in the language."""
    publish(output, tmp_path / "site", CatalogueSettings())
    vocabulary = read_vocabulary()
    for name, language in (("def.html", "nl"), ("def.en.html", "en")):
        page = _page(tmp_path / "site" / name)
        text = unescape((tmp_path / "site" / name).read_text(encoding="utf-8"))
        assert page.ids >= {str(term).removeprefix(KG) for term in vocabulary.terms if str(term).startswith(KG)}
        told = [
            text_
            for (_, one), text_ in (*vocabulary.labels.items(), *vocabulary.definitions.items())
            if one == language
        ]
        assert len(told) > 100
        assert [one for one in told if one not in text] == []


def test_without_a_picture(output: Path, tmp_path: Path) -> None:
    """A build without a picture is published without one, and that is told."""
    (output / "graph.html").unlink()
    outcome = publish(output, tmp_path / "site", CatalogueSettings())
    assert "publish-no-picture" in {issue.code for issue in outcome.issues}
    assert "graph.html" not in _page(tmp_path / "site/index.html").found


def test_text_that_xml_cannot_hold(output: Path, tmp_path: Path) -> None:
    """Where a word of a document is no XML there is no RDF/XML of the graph; that is told, and all else is published."""
    trig = output / "graph.trig"
    trig.write_text(trig.read_text(encoding="utf-8").replace('"vreemdelingenketen"', '"keten\ufffe"'), encoding="utf-8")
    publication = publish(output, tmp_path / "site", CatalogueSettings())
    assert [issue.code for issue in publication.issues if issue.place == "graph.rdf"] == ["publish-no-xml"]
    assert {path.relative_to(tmp_path / "site").as_posix() for path in publication.paths} == FILES - {"graph.rdf"}
    assert "graph.rdf" not in (tmp_path / "site/catalogue.ttl").read_text(encoding="utf-8")


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


KILLED = """
import os, sys
from pathlib import Path
from kg.publish import publish as module
from kg.publish.model import CatalogueSettings

real = module.thing_files
def cut_off(*args):
    for number, file in enumerate(real(*args)):
        if number == int(sys.argv[3]):
            os._exit(9)
        yield file
module.thing_files = cut_off
module.publish(Path(sys.argv[1]), Path(sys.argv[2]), CatalogueSettings())
"""


@pytest.mark.parametrize("at", [0, 7])
def test_killed_publication(output: Path, tmp_path: Path, at: int) -> None:
    """A publication that is killed while pages are made leaves the former one as it was; the next one completes it."""
    site = tmp_path / "site"
    publish(output, site, CatalogueSettings())
    before = _bytes(site)
    trig = output / "graph.trig"
    trig.write_text(trig.read_text(encoding="utf-8").replace('"vreemdelingenketen"', '"keten"'), encoding="utf-8")
    script = [sys.executable, "-c", KILLED, str(output), str(site), str(at)]
    assert subprocess.run(script, check=False, cwd=REPOSITORY).returncode == 9
    left = _bytes(site)
    assert {name: data for name, data in left.items() if not name.startswith(".publishing/")} == before
    publish(output, site, CatalogueSettings())
    publish(output, tmp_path / "other", CatalogueSettings())
    assert not (site / ".publishing").exists()
    assert _bytes(site)["names.js"] == _bytes(tmp_path / "other")["names.js"] != before["names.js"]


def test_foreign_file_among_the_pages(output: Path, tmp_path: Path) -> None:
    """A file of somebody else stays among our pages, and one where a page should stand stops the publication before it begins."""
    site = tmp_path / "site"
    (site / "id/domain").mkdir(parents=True)
    (site / "id/domain/notes.txt").write_text("mine")
    publish(output, site, CatalogueSettings())
    assert (site / "id/domain/notes.txt").read_text() == "mine"
    other = tmp_path / "other"
    (other / "id/domain").mkdir(parents=True)
    (other / "id/domain/vreemdelingenketen.html").write_text("mine")
    with pytest.raises(UsageError, match=r"vreemdelingenketen\.html: stands in the way"):
        publish(output, other, CatalogueSettings())
    assert _bytes(other) == {"id/domain/vreemdelingenketen.html": b"mine"}


def test_real_build(tmp_path: Path, examples: Path) -> None:
    """The examples, built and published: every statement has its page with its words and a citation, and every link leads somewhere."""
    build([examples], output=tmp_path / "output", settings=Settings(), jobs=1)
    site = tmp_path / "site"
    publication = publish(tmp_path / "output", site, CatalogueSettings(url="https://example.nl/"))
    rows = [json.loads(line) for line in (tmp_path / "output/facts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert publication.added == len(rows) > 40
    for row in rows:
        text = unescape((site / f"id/statement/{row['id']}.html").read_text(encoding="utf-8"))
        assert f"<mark>{row['quote']}</mark>" in text
        (cited, *_) = re.findall(r'<p class="cite">(.*?)</p>', text)
        assert f"“{row['quote']}”" in cited
        assert f"Gelezen versie: bestand {row['document']}, SHA-256 " in cited
        assert cited.endswith(f"Uitspraak: {BASE}statement/{row['id']}")
        assert row["page"] is None or f"blz. {row['page']}" in cited
    for path in site.rglob("*.html"):
        if path.name != "graph.html":
            relative = [link for link in _page(path).found if not urlsplit(link).scheme]
            assert [link for link in relative if not (path.parent / unquote(urlsplit(link).path)).exists()] == []
    addresses = re.findall("<loc>https://example.nl/(.*?)</loc>", (site / "sitemap.xml").read_text())
    assert len(addresses) > 400
    assert [address for address in addresses if not (site / unquote(address)).is_file()] == []


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
