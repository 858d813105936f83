"""The publication of a built graph: a folder that any static host serves and that opens from disk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from pyoxigraph import Quad, RdfFormat, parse

from kg.base.errors import KgError, UsageError
from kg.base.issues import Issue, Outcome, Severity
from kg.publish.catalogue import catalogue_of
from kg.publish.distributions import FORMS, distributions_from_files
from kg.publish.formats import json_ld, n_quads, rdf_xml, triples_of, turtle
from kg.publish.from_graph import dataset_from_quads, published
from kg.publish.model import CatalogueSettings, Dataset, Distribution
from kg.publish.page import PAGES, page
from kg.publish.replace import replace_files
from kg.publish.table import facts_csv
from kg.publish.void import void

_WRITERS = {"catalogue.ttl": turtle, "catalogue.jsonld": json_ld, "catalogue.rdf": rdf_xml}
_IN_OUTPUT = ("catalogue.ttl", "catalogue.jsonld")
_NEEDED = ("graph.trig", "facts.jsonl", "mentions.jsonl")


def write_catalogue(output: Path, settings: CatalogueSettings) -> Outcome[Path]:
    """Writes catalogue.ttl and catalogue.jsonld of a build into its own folder, and gives their paths.

    The distributions are the files of the build that are there; graph.trig must be.

    Raises:
        KgError: where graph.trig is not there, or the folder cannot be written.
    """
    files = _read(output, needed=("graph.trig",))
    dataset = dataset_from_quads(_quads(output, settings))
    record = _record(settings, dataset, distributions_from_files(files), names=_IN_OUTPUT)
    paths = []
    for name in _IN_OUTPUT:
        path = output / name
        try:
            path.write_bytes(record[name])
        except OSError as error:
            raise KgError(f"{path}: cannot be written", remedy="Make room or give write permission.") from error
        paths.append(path)
    return Outcome.of(paths, _unset(settings))


def publish(output: Path, folder: Path, settings: CatalogueSettings) -> Outcome[Path]:
    """Publishes what stands in `output` to `folder`, and gives the paths of all published files, sorted.

    `folder` gets the dumps (graph.trig as it is, graph.nq, graph.ttl with all named graphs as one, facts.csv,
    facts.jsonl, mentions.jsonl), the picture where there is one, the catalogue record as Turtle, JSON-LD and RDF/XML, a
    page in Dutch (index.html) and in English (index.en.html), robots.txt, .well-known/void, and sitemap.xml where
    settings.url is known. Addresses of downloads in the record are settings.url + file, else {base}dataset/{name}/file:
    an address that resolves only where the owner of the base lets it. Links in the pages are relative. An unchanged
    graph gives unchanged files. Files that are not ours stay; what fails leaves the former publication as it was (see
    replace_files).

    Raises:
        UsageError: where `folder` is `output` itself, or foreign files stand in the way.
        KgError: where `output` holds no whole build, or `folder` cannot be written.
    """
    if folder.resolve() == output.resolve():
        raise UsageError(f"{folder}: holds the build itself", remedy="Publish to another folder with --to.")
    files = _read(output, needed=_NEEDED)
    quads = _quads(output, settings)
    files["graph.nq"] = n_quads(quads).encode()
    files["graph.ttl"] = turtle({quad.triple for quad in quads}).encode()
    files["facts.csv"] = facts_csv(_lines(files["facts.jsonl"])).encode()
    distributions = distributions_from_files(files)
    dataset = dataset_from_quads(quads)
    files |= _record(settings, dataset, distributions, names=_WRITERS)
    files[".well-known/void"] = turtle(triples_of(void(settings, distributions, dataset.counts))).encode()
    for language, name in PAGES.items():
        files[name] = page(settings, dataset, distributions, language=language).encode()
    files[".nojekyll"] = b""  # without it GitHub Pages leaves out folders that begin with a dot
    files["robots.txt"] = _robots(settings).encode()
    if settings.folder_url:
        files["sitemap.xml"] = _sitemap(settings, dataset, distributions).encode()
    issues = [*_unset(settings), *_no_picture(files), *replace_files(folder, files)]
    return Outcome.of((folder / name for name in sorted(files)), issues)


def _lines(data: bytes) -> list[str]:
    """The lines, parted by line feeds alone: JSON texts may hold other characters that part lines."""
    return [line for line in data.decode().split("\n") if line]


def _read(output: Path, *, needed: tuple[str, ...]) -> dict[str, bytes]:
    """The files of a build that are distributions."""
    for name in needed:
        if not (output / name).is_file():
            raise KgError(f"{output / name}: not there", remedy="Build the graph first: kg build SOURCES.")
    return {name: (output / name).read_bytes() for name in FORMS if (output / name).is_file()}


def _quads(output: Path, settings: CatalogueSettings) -> tuple[Quad, ...]:
    path = output / "graph.trig"
    try:
        return published(parse(path=str(path), format=RdfFormat.TRIG), base=settings.base)
    except SyntaxError as error:
        raise KgError(
            f"{path}: not sound TriG ({error.msg})", remedy="Build the graph anew: kg build --fresh."
        ) from error


def _record(
    settings: CatalogueSettings, dataset: Dataset, distributions: tuple[Distribution, ...], *, names: Iterable[str]
) -> dict[str, bytes]:
    """The catalogue record in the form of each of the file names."""
    triples = triples_of(catalogue_of(settings, dataset, distributions))
    return {name: _WRITERS[name](triples).encode() for name in names}


def _robots(settings: CatalogueSettings) -> str:
    sitemap = f"\nSitemap: {settings.folder_url}sitemap.xml\n" if settings.folder_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


def _sitemap(settings: CatalogueSettings, dataset: Dataset, distributions: tuple[Distribution, ...]) -> str:
    modified = settings.modified or dataset.last
    day = f"<lastmod>{modified.isoformat()}</lastmod>" if modified else ""
    names = sorted([*PAGES.values(), *(one.file for one in distributions), *_WRITERS])
    urls = "".join(f"  <url><loc>{escape(settings.folder_url + name)}</loc>{day}</url>\n" for name in names)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )


def _unset(settings: CatalogueSettings) -> list[Issue]:
    """What the record needs and nobody set, by the name of its key."""
    missing = (
        (
            "publisher_name",
            not settings.publisher_name,
            "is not set; the catalogue record says that no publisher was named",
            "Write publisher_name, and publisher_iri (the TOOI IRI of your organisation).",
        ),
        (
            "contact_name",
            not (settings.contact_email or settings.contact_url),
            "is not set; the catalogue record gives nobody to write to",
            "Write contact_name, and contact_email or contact_url.",
        ),
        (
            "url",
            not settings.url,
            "is not set; the addresses of downloads in the catalogue record are made from the base of ids",
            "Write the address at which the published folder will stand.",
        ),
    )
    return [
        Issue(
            stage="publish",
            code=f"catalogue-{key.replace('_', '-')}-unset",
            severity=Severity.NOTE,
            place=f"kg.toml [catalogue] {key}",
            message=message,
            remedy=remedy,
        )
        for key, is_missing, message, remedy in missing
        if is_missing
    ]


def _no_picture(files: dict[str, bytes]) -> list[Issue]:
    if "graph.html" in files:
        return []
    return [
        Issue(
            stage="publish",
            code="publish-no-picture",
            place="graph.html",
            message="is not part of the build, so the publication has no picture",
            remedy="Make it with kg picture and publish again.",
        )
    ]
