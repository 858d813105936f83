"""The publication of a built graph: a folder that any static host serves and that opens from disk."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Quad, RdfFormat, parse

from kg.base.errors import KgError, UsageError
from kg.base.issues import Issue, Outcome, Severity
from kg.publish.catalogue import catalogue_of
from kg.publish.changes import LOG, Event, Log, continued, log_from_text
from kg.publish.changes_pages import changes_files, told_of, withdrawn_files
from kg.publish.distributions import FORMS, distributions_from_files
from kg.publish.feeds import ATOM, FEEDS, feed_files
from kg.publish.formats import json_ld, n_quads, rdf_xml, triples_of, turtle
from kg.publish.from_graph import dataset_from_quads, published
from kg.publish.items import items_in
from kg.publish.model import CatalogueSettings, Dataset, Distribution
from kg.publish.ontology_page import ontology_files
from kg.publish.page import PAGES, page
from kg.publish.quality import coverage_from_rows
from kg.publish.replace import known_files, replace_files
from kg.publish.site import site_of, things_in
from kg.publish.site_pages import LANGUAGES, list_files, named_things, thing_files
from kg.publish.sitemap import with_sitemap
from kg.publish.table import facts_csv
from kg.publish.things import Read
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
    return Outcome.of(paths, _unset(settings))


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

    `folder` gets the dumps (graph.trig as it is, graph.nq, graph.ttl with all named graphs as one, facts.csv,
    facts.jsonl, mentions.jsonl), the picture where there is one, the catalogue record as Turtle, JSON-LD and RDF/XML; a
    first page, a page and Turtle of each thing under id/ and thing/, the ontology, a search that needs no server, the
    changes since the publication that stood there, in Dutch and in English; robots.txt, .well-known/void, and a sitemap
    where settings.url is known. Addresses of downloads in the record are settings.url + file, else
    {base}dataset/{name}/file: an address that resolves only where the owner of the base lets it. Links in the pages are
    relative. An unchanged graph gives unchanged files. Files that are not ours stay; what fails leaves the former
    publication as it was (see replace_files).

    Raises:
        UsageError: where `folder` is `output` itself, or foreign files stand in the way.
        KgError: where `output` holds no whole build, `folder` cannot be written, or its list of changes was damaged.
    """
    if folder.resolve() == output.resolve():
        raise UsageError(f"{folder}: holds the build itself", remedy="Publish to another folder with --to.")
    files = _read(output, needed=_NEEDED)
    quads = _quads(output, settings)
    files["graph.nq"] = n_quads(quads).encode()
    files["graph.ttl"] = turtle({quad.triple for quad in quads}).encode()
    files["facts.csv"] = facts_csv(_lines(files["facts.jsonl"])).encode()
    distributions = distributions_from_files(files)
    dataset = _dataset(quads, files)
    store = read_store(quads)
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
    names, issues = replace_files(folder, with_sitemap(rest, settings.folder_url, day) if settings.folder_url else rest)
    new = told_of(log.changes[len(former.changes) :])
    counts = Counter(change.event for change in new)
    return Publication(
        paths=tuple(folder / name for name in names),
        number=log.number,
        added=counts[Event.ADDED],
        changed=counts[Event.CHANGED],
        withdrawn=counts[Event.WITHDRAWN],
        issues=(*_unset(settings), *_no_picture(files), *_no_feeds(feeds), *issues),
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


def _lines(data: bytes) -> list[str]:
    """The lines, parted by line feeds alone: JSON texts may hold other characters that part lines."""
    return [line for line in data.decode().split("\n") if line]


def _read(output: Path, *, needed: tuple[str, ...]) -> dict[str, bytes]:
    """The files of a build that are distributions."""
    for name in needed:
        if not (output / name).is_file():
            raise KgError(f"{output / name}: not there", remedy="Build the graph first: kg build SOURCES.")
    return {name: (output / name).read_bytes() for name in FORMS if (output / name).is_file()}


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


def _no_feeds(feeds: Mapping[str, bytes]) -> list[Issue]:
    if feeds:
        return []
    return [
        Issue(
            stage="publish",
            code="publish-no-feeds",
            severity=Severity.NOTE,
            place="kg.toml [catalogue] modified",
            message="is not set and no document has a date, so there is no feed of changes: it needs a day",
            remedy="Write the day of the publication, as in modified = 2026-01-31.",
        )
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
