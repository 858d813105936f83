"""The publication of a built graph: a folder that any static host serves and that opens from disk."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import Graph

from kg.base.errors import KgError, UsageError
from kg.base.issues import Issue, Outcome
from kg.publish.catalogue import catalogue_of
from kg.publish.changes import LOG, Event, Log, continued, log_from_text
from kg.publish.changes_pages import changes_files, told_of, withdrawn_files
from kg.publish.distributions import FORMS, distributions_from_files
from kg.publish.feeds import ATOM, FEEDS, feed_files
from kg.publish.formats import json_ld, n_quads, rdf_xml, triples_of, turtle
from kg.publish.from_graph import dataset_from_quads, published
from kg.publish.items import items_in
from kg.publish.lacks import not_made, unlisted, unset
from kg.publish.model import CatalogueSettings, Dataset, Distribution
from kg.publish.ontology_page import ontology_files
from kg.publish.origin import run_triples
from kg.publish.page import PAGES, page
from kg.publish.quality import coverage_from_rows
from kg.publish.replace import known_files, replace_files
from kg.publish.said import Read
from kg.publish.site import site_of, things_in
from kg.publish.site_pages import LANGUAGES, list_files, named_things, thing_files
from kg.publish.sitemap import with_sitemap
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
    dataset = _dataset(_quads(output, settings), files)
    record = _record(settings, dataset, distributions_from_files(files), names=_IN_OUTPUT)
    paths = []
    for name in _IN_OUTPUT:
        path = output / name
        try:
            path.write_bytes(record[name])
        except OSError as error:
            raise KgError(f"{path}: cannot be written", remedy="Make room or give write permission.") from error
        paths.append(path)
    return Outcome.of(paths, (*unset(settings), *unlisted(settings)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What was published: the paths of all its files, sorted, its number, and how many statements came, changed and went with it."""

    paths: tuple[Path, ...]
    number: int
    added: int
    changed: int
    withdrawn: int
    issues: tuple[Issue, ...]

    @property
    def first(self) -> Path:
        """The page to begin with."""
        return min((path for path in self.paths if path.name == PAGES["nl"]), key=lambda path: len(path.parts))

    def words(self) -> str:
        """What happened, for a person."""
        counts = [(self.added, "added"), (self.changed, "changed"), (self.withdrawn, "withdrawn")]
        told = ", ".join(f"{number} {word}" for number, word in counts if number)
        return f"{len(self.paths)} files; publication {self.number}: {f'statements {told}' if told else 'no statement changed'}"


def publish(output: Path, folder: Path, settings: CatalogueSettings) -> Publication:
    """Publishes what stands in `output` to `folder`.

    `folder` gets the dumps (graph.trig as it is; graph.nq; graph.ttl, graph.jsonld and graph.rdf with all named graphs as one;
    facts.csv, facts.jsonl, mentions.jsonl, documents.jsonl), the picture where there is one, the catalogue record as Turtle, JSON-LD
    and RDF/XML; a first page, a page and Turtle of each thing under id/ and thing/, the ontology, a search that needs no server, the
    changes since the publication that stood there, in Dutch and in English; robots.txt, .well-known/void, and a sitemap where
    settings.url is known. Addresses of downloads in the record are settings.url + file, else {base}dataset/{name}/file: an address
    that resolves only where the owner of the base lets it. Links in the pages are relative. An unchanged graph gives unchanged files.
    Files that are not ours stay; what fails leaves the former publication as it was (see replace_files).

    Raises:
        UsageError: where `folder` is `output` itself, or foreign files stand in the way.
        KgError: where `output` holds no whole build, `folder` cannot be written, or its list of changes was damaged.
    """
    if folder.resolve() == output.resolve():
        raise UsageError(f"{folder}: holds the build itself", remedy="Publish to another folder with --to.")
    files = _read(output, needed=_NEEDED)
    quads = _quads(output, settings)
    dumps, issues = _dumps(quads)
    files |= dumps
    files["facts.csv"] = facts_csv(_lines(files["facts.jsonl"])).encode()
    distributions = distributions_from_files(files)
    dataset = _dataset(quads, files)
    store = read_store(quads)
    store.extend(_runs(settings, dataset))
    told = Read(store)
    named = named_things(store, things_in(store))
    former = _log(folder)
    log = continued(former, items_in(store, named, told), settings.modified or dataset.last)
    site = site_of(settings.base, [*named, *log.withdrawn()])
    files |= _record(settings, dataset, distributions, names=_WRITERS)
    files[".well-known/void"] = turtle(triples_of(void(settings, distributions, dataset))).encode()
    feeds = dict(feed_files(log, site, settings))
    for language in LANGUAGES:
        feed = ATOM.format("" if language == "nl" else f".{language}") if feeds else ""
        first = page(settings, dataset, distributions, language=language, site=site, feed=feed)
        files[PAGES[language]] = first.encode()
    files[".nojekyll"] = b""  # without it GitHub Pages leaves out folders that begin with a dot
    files["robots.txt"] = _robots(settings).encode()
    rest = chain(
        files.items(),
        feeds.items(),
        changes_files(log, site, FEEDS if feeds else ()),
        withdrawn_files(log, site),
        ontology_files(),
        list_files(site, named),
        thing_files(store, site, named, told),
    )
    day = settings.modified or dataset.last
    names, left = replace_files(folder, with_sitemap(rest, settings.folder_url, day) if settings.folder_url else rest)
    new = told_of(log.changes[len(former.changes) :])
    counts = Counter(change.event for change in new)
    return Publication(
        paths=tuple(folder / name for name in names),
        number=log.number,
        added=counts[Event.ADDED],
        changed=counts[Event.CHANGED],
        withdrawn=counts[Event.WITHDRAWN],
        issues=(*unset(settings), *unlisted(settings), *not_made(files, has_feeds=bool(feeds)), *issues, *left),
    )


def _log(folder: Path) -> Log:
    """The changes of the publication that stands in the folder.

    Raises:
        KgError: where they are not as they were published.
    """
    known = known_files(folder).get(LOG)
    path = folder / LOG
    if known is None or not path.is_file():
        return Log()
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() not in known:
        raise KgError(
            f"{path}: was changed since it was published", remedy="Restore it, or remove it to begin the changes anew."
        )
    return log_from_text(data.decode(), str(path))


def read_store(quads: Iterable[Quad]) -> ox.Store:
    """A store in memory of the union of all graphs."""
    store = ox.Store()
    store.bulk_extend({Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph()) for quad in quads})
    return store


def _runs(settings: CatalogueSettings, dataset: Dataset) -> Iterator[Quad]:
    """What the record tells of the runs, for their pages."""
    graph = Graph()
    for triple in run_triples(settings, dataset):
        graph.add(triple)
    return (Quad(one.subject, one.predicate, one.object, ox.DefaultGraph()) for one in triples_of(graph))


def _lines(data: bytes) -> list[str]:
    """The lines, parted by line feeds alone: JSON texts may hold other characters that part lines."""
    return [line for line in data.decode().split("\n") if line]


def _read(output: Path, *, needed: tuple[str, ...]) -> dict[str, bytes]:
    """The files of a build that are distributions."""
    for name in needed:
        if not (output / name).is_file():
            raise KgError(f"{output / name}: not there", remedy="Build the graph first: kg build SOURCES.")
    return {name: (output / name).read_bytes() for name in FORMS if (output / name).is_file()}


def _dumps(quads: tuple[Quad, ...]) -> tuple[dict[str, bytes], list[Issue]]:
    """The graph in more forms, as one whole where a form knows no named graphs; none in XML where a text cannot stand in XML."""
    triples = {quad.triple for quad in quads}
    files = {
        "graph.nq": n_quads(quads).encode(),
        "graph.ttl": turtle(triples).encode(),
        "graph.jsonld": json_ld(triples).encode(),
    }
    try:
        files["graph.rdf"] = rdf_xml(triples).encode()
    except KgError as error:
        return files, [
            Issue(stage="publish", code="publish-no-xml", place="graph.rdf", message=error.message, remedy=error.remedy)
        ]
    return files, []


def _dataset(quads: tuple[Quad, ...], files: Mapping[str, bytes]) -> Dataset:
    """What the graph tells of itself, with what the build understood of its documents."""
    dataset = dataset_from_quads(quads)
    if "facts.jsonl" not in files or "documents.jsonl" not in files:
        return dataset
    coverage = coverage_from_rows(_lines(files["facts.jsonl"]), _lines(files["documents.jsonl"]))
    return replace(dataset, coverage=coverage)


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
