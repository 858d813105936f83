"""The publication of a built graph: a folder that any static host serves and that opens from disk."""

from __future__ import annotations

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
from kg.publish.croissant import CROISSANT, croissant
from kg.publish.distributions import FORMS, distributions_of
from kg.publish.feeds import ATOM, FEEDS, feed_files, has_feeds
from kg.publish.formats import (
    Subjects,
    json_ld,
    json_ld_parts,
    n_quads,
    rdf_xml,
    rdf_xml_parts,
    triples_of,
    turtle,
    turtle_parts,
)
from kg.publish.from_graph import dataset_from_store, published, union_of
from kg.publish.items import items_in
from kg.publish.lacks import not_made, unlisted, unset
from kg.publish.model import CatalogueSettings, Dataset, Distribution
from kg.publish.ontology_page import ontology_files
from kg.publish.origin import run_triples
from kg.publish.page import PAGES, page
from kg.publish.quality import coverage_from_rows
from kg.publish.replace import Replacement, Written, known_files, parts_of, replacing, written
from kg.publish.said import Read
from kg.publish.site import Site, site_of, things_in
from kg.publish.site_pages import LANGUAGES, list_files, named_things, thing_files
from kg.publish.sitemap import sitemap_files
from kg.publish.table import facts_csv
from kg.publish.void import void

_WRITERS = {"catalogue.ttl": turtle, "catalogue.jsonld": json_ld, "catalogue.rdf": rdf_xml}
_IN_OUTPUT = ("catalogue.ttl", "catalogue.jsonld")
_NEEDED = ("graph.trig", "facts.jsonl", "mentions.jsonl")


def write_catalogue(output: Path, settings: CatalogueSettings, store: ox.Store | None = None) -> Outcome[Path]:
    """Writes catalogue.ttl and catalogue.jsonld of a build into its own folder, and gives their paths.

    The distributions are the files of the build that are there; graph.trig must be. `store` holds the same graph, where one is open.

    Raises:
        KgError: where graph.trig is not there, or the folder cannot be written.
    """
    files = _files(output, needed=("graph.trig",))
    dataset = _dataset(union_of(_quads(output, settings)) if store is None else store, files)
    distributions = distributions_of({name: written(parts_of(path)) for name, path in files.items()})
    paths = []
    for name, data in _record(settings, dataset, distributions, names=_IN_OUTPUT):
        path = output / name
        try:
            path.write_bytes(data)
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
    and RDF/XML; the facts described for programs that learn from data (Croissant); a first page, a page and Turtle of each thing under
    id/ and thing/, the ontology, a search that needs no server, the changes since the publication that stood there, in Dutch and in
    English; robots.txt, .well-known/void, and a sitemap where settings.url is known. Addresses of downloads in the record are
    settings.url + file, else {base}dataset/{name}/file: an address that resolves only where the owner of the base lets it. Links in the
    pages are relative. An unchanged graph gives unchanged files.
    Files that are not ours stay; what fails leaves the former publication as it was (see kg.publish.replace).

    Raises:
        UsageError: where `folder` is `output` itself, or foreign files stand in the way.
        KgError: where `output` holds no whole build, `folder` cannot be written, or its list of changes was damaged.
    """
    if folder.resolve() == output.resolve():
        raise UsageError(f"{folder}: holds the build itself", remedy="Publish to another folder with --to.")
    files = _files(output, needed=_NEEDED)
    with replacing(folder) as new:
        added, issues = _add_dumps(new, output, files, settings)
        store = union_of(_quads(output, settings))
        dataset, distributions = _dataset(store, files), distributions_of(added)
        store.extend(_runs(settings, dataset))
        told = Read(store)
        named = named_things(store, things_in(store))
        former = _log(folder)
        log = continued(former, items_in(store, named, told), settings.modified or dataset.last)
        site = site_of(settings.base, [*named, *log.withdrawn()])
        feeds = FEEDS if has_feeds(log) else ()
        for name, data in chain(
            _record(settings, dataset, distributions, names=_WRITERS),
            _first_files(settings, dataset, distributions, site, has_feed=bool(feeds)),
            feed_files(log, site, settings),
            changes_files(log, site, feeds),
            withdrawn_files(log, site),
            ontology_files(),
            list_files(site, named),
            thing_files(store, site, named, told),
        ):
            added[name] = new.add(name, data)
        if settings.folder_url:
            day = settings.modified or dataset.last
            for name, data in sitemap_files(added, settings.folder_url, day):
                new.add(name, data)
    counts = Counter(change.event for change in told_of(log.changes[len(former.changes) :]))
    lacking = not_made(added, has_feeds=bool(feeds))
    return Publication(
        paths=tuple(folder / name for name in new.names),
        number=log.number,
        added=counts[Event.ADDED],
        changed=counts[Event.CHANGED],
        withdrawn=counts[Event.WITHDRAWN],
        issues=(*unset(settings), *unlisted(settings), *lacking, *issues, *new.issues),
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
    if written(data).sha256 not in known:
        raise KgError(
            f"{path}: was changed since it was published", remedy="Restore it, or remove it to begin the changes anew."
        )
    return log_from_text(data.decode(), str(path))


def _runs(settings: CatalogueSettings, dataset: Dataset) -> Iterator[Quad]:
    """What the record tells of the runs, for their pages."""
    graph = Graph()
    for triple in run_triples(settings, dataset):
        graph.add(triple)
    return (Quad(one.subject, one.predicate, one.object, ox.DefaultGraph()) for one in triples_of(graph))


def _files(output: Path, *, needed: tuple[str, ...]) -> dict[str, Path]:
    """The files of a build that are distributions."""
    for name in needed:
        if not (output / name).is_file():
            raise KgError(f"{output / name}: not there", remedy="Build the graph first: kg build SOURCES.")
    return {name: output / name for name in FORMS if (output / name).is_file()}


def _lines(path: Path) -> Iterator[str]:
    """The lines, parted by line feeds alone: JSON texts may hold other characters that part lines."""
    with path.open(encoding="utf-8", newline="\n") as file:
        yield from (line.removesuffix("\n") for line in file if line != "\n")


def _quads(output: Path, settings: CatalogueSettings) -> Iterator[Quad]:
    path = output / "graph.trig"
    try:
        yield from published(parse(path=str(path), format=RdfFormat.TRIG), base=settings.base)
    except SyntaxError as error:
        raise KgError(
            f"{path}: not sound TriG ({error.msg})", remedy="Build the graph anew: kg build --fresh."
        ) from error


def _add_dumps(
    new: Replacement, output: Path, files: Mapping[str, Path], settings: CatalogueSettings
) -> tuple[dict[str, Written], list[Issue]]:
    """The files of the build as they are, the facts as a table, the graph in more forms.

    The graph is one whole where a form knows no named graphs; it is not given as XML where a text cannot stand in XML.
    """
    added = {name: new.add(name, parts_of(path)) for name, path in files.items()}
    added["facts.csv"] = new.add("facts.csv", facts_csv(_lines(files["facts.jsonl"])))
    added["graph.nq"] = new.add("graph.nq", n_quads(_quads(output, settings)))
    subjects = Subjects(new.path("graph.nq"))
    added["graph.ttl"] = new.add("graph.ttl", turtle_parts(subjects))
    added["graph.jsonld"] = new.add("graph.jsonld", json_ld_parts(subjects))
    try:
        added["graph.rdf"] = new.add("graph.rdf", rdf_xml_parts(subjects))
    except KgError as error:
        return added, [
            Issue(stage="publish", code="publish-no-xml", place="graph.rdf", message=error.message, remedy=error.remedy)
        ]
    return added, []


def _dataset(store: ox.Store, files: Mapping[str, Path]) -> Dataset:
    """What the graph tells of itself, with what the build understood of its documents."""
    dataset = dataset_from_store(store)
    if "facts.jsonl" not in files or "documents.jsonl" not in files:
        return dataset
    coverage = coverage_from_rows(_lines(files["facts.jsonl"]), _lines(files["documents.jsonl"]))
    return replace(dataset, coverage=coverage)


def _record(
    settings: CatalogueSettings, dataset: Dataset, distributions: tuple[Distribution, ...], *, names: Iterable[str]
) -> Iterator[tuple[str, bytes]]:
    """The catalogue record in the form of each of the file names."""
    triples = triples_of(catalogue_of(settings, dataset, distributions))
    for name in names:
        yield name, _WRITERS[name](triples).encode()


def _first_files(
    settings: CatalogueSettings,
    dataset: Dataset,
    distributions: tuple[Distribution, ...],
    site: Site,
    *,
    has_feed: bool,
) -> Iterator[tuple[str, bytes]]:
    """The first page in each language, and what programs look for first."""
    yield ".well-known/void", turtle(triples_of(void(settings, distributions, dataset))).encode()
    yield CROISSANT, croissant(settings, dataset, distributions).encode()
    for language in LANGUAGES:
        feed = ATOM.format("" if language == "nl" else f".{language}") if has_feed else ""
        first = page(settings, dataset, distributions, language=language, site=site, feed=feed)
        yield PAGES[language], first.encode()
    yield ".nojekyll", b""  # without it GitHub Pages leaves out folders that begin with a dot
    yield "robots.txt", _robots(settings).encode()


def _robots(settings: CatalogueSettings) -> str:
    sitemap = f"\nSitemap: {settings.folder_url}sitemap.xml\n" if settings.folder_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"
