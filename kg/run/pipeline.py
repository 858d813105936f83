"""The build: sources in, a whole output folder out."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import kg
from kg.base.errors import KgError
from kg.base.ids import digest
from kg.base.issues import Issue, Severity
from kg.base.ontology import ontology_digest
from kg.document.from_file import readable_endings
from kg.document.ocr import Ocr, installed_ocr
from kg.graph.iri import run_iri
from kg.run.addresses import Address
from kg.run.cache import Cache, cache_key
from kg.run.crew import Bounds, Failure, Order, Workforce, worked_off
from kg.run.outputs import OUTPUT_NAMES, write_outputs
from kg.run.replace import replacing
from kg.run.result import DocumentResult
from kg.run.settings import Settings
from kg.run.sources import Source, sources_from_paths
from kg.run.work import failed

CACHE_FOLDER = ".cache"
_FEW = 4  # where less than one in so many documents is new, the store is renewed and not loaded anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far the build is: `done` of `total` documents, `name` the last; the writing, where total is 0."""

    name: str
    done: int = 0
    total: int = 0


Progress = Callable[[Step], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a build made: `kept` of the documents that were read were unchanged, `unreadable` gave nothing; issues are sorted."""

    output: Path
    documents: int
    kept: int
    unreadable: int
    pages: int
    facts: int
    open_sentences: int
    issues: tuple[Issue, ...]

    @property
    def exit_code(self) -> int:
        """1 where something was wrong with the data, else 0."""
        return int(any(issue.severity is Severity.ERROR for issue in self.issues))


def build(
    paths: Sequence[Path | Address],
    *,
    output: Path,
    settings: Settings,
    jobs: int | None = None,
    workforce: Workforce | None = None,
    fresh: bool = False,
    progress: Progress = lambda _: None,
) -> Summary:
    """Reads the sources and replaces the output folder; `fresh` also reads the documents that did not change.

    The same files give the same bytes, whatever the order of `paths`, who reads them (`workforce`, by default as many
    processes of this machine as `jobs` says, one a processor where it does not) and what was built before.

    Raises:
        UsageError: where a path is not there.
        KgError: where OCR is asked for and not there, there is nothing to read, or the output cannot be written: the old
            output then stands.
    """
    ocr = installed_ocr() if settings.reading.ocr else None
    found = sources_from_paths(paths, output=output, endings=readable_endings)
    sources = found.items
    with replacing(output, OUTPUT_NAMES) as new:
        cache = Cache(output / CACHE_FOLDER)
        version = ocr.version if ocr else ""
        keys = {source.name: cache_key(source, base=settings.base, ocr=version) for source in sources}
        orders = [
            Order(source=source, key=keys[source.name])
            for source in sources
            if fresh or not cache.holds(keys[source.name])
        ]
        workforce = workforce or partial(worked_off, jobs=jobs or os.cpu_count() or 1)
        failures = _read(orders, settings, ocr, cache, workforce, progress)
        progress(Step(name="writing"))
        written = write_outputs(
            new,
            _Results(sources, keys, failures, cache),
            settings=settings,
            issues=found.issues,
            former=output if not fresh and _FEW * len(orders) < len(sources) else None,
        )
        cache.prune(key for name, key in keys.items() if name not in failures)
    return Summary(
        output=output,
        documents=len(sources),
        kept=len(keys.keys() - {order.source.name for order in orders} - written.unreadable),
        unreadable=len(written.unreadable),
        pages=written.pages,
        facts=written.facts,
        open_sentences=written.open_sentences,
        issues=written.issues,
    )


def run_iri_of(settings: Settings) -> str:
    """The IRI of all runs with this version, this ontology/ and these settings: it holds no clock."""
    return str(run_iri(settings.base, digest(kg.__version__, ontology_digest(), settings.base)))


@dataclass(frozen=True, slots=True)
class _Results:
    """The result of each source, in the order of their names; one at a time is in memory."""

    sources: Sequence[Source]
    keys: Mapping[str, str]
    failures: Mapping[str, Failure]
    cache: Cache

    def __getitem__(self, source: Source) -> DocumentResult:
        failure = self.failures.get(source.name)
        if failure:
            return failed(source, (_issue(source, failure),))
        result = self.cache.get(self.keys[source.name])
        if result is None:
            raise KgError(f"{source.name}: its result was lost during the build", remedy="Build again.")
        return result


def _read(
    orders: Sequence[Order], settings: Settings, ocr: Ocr | None, cache: Cache, workforce: Workforce, progress: Progress
) -> dict[str, Failure]:
    """Fills the cache; what failed twice, by name."""
    failures: dict[str, Failure] = {}
    if not orders:
        return failures
    bounds = Bounds(
        seconds=settings.build.seconds_per_document + (settings.reading.ocr_seconds_per_document if ocr else 0.0),
        memory_mb=settings.build.memory_mb,
        base=settings.base,
        run=run_iri_of(settings),
        cache=cache.folder,
        ocr=ocr,
    )
    for done, (order, failure) in enumerate(workforce(orders, bounds=bounds), start=1):
        if failure:
            failures[order.source.name] = failure
        progress(Step(name=order.source.name, done=done, total=len(orders)))
    return failures


_REMEDIES = {
    "document-timeout": "Give it longer with [build] seconds_per_document in kg.toml, or split the file.",
    "document-memory": "Give it more with [build] memory_mb in kg.toml, or split the file.",
    "document-crashed": "Save the file anew with another program; if it still fails, please report it with the words above.",
    "source-changed": "Build again.",
    "source-unreachable": "Check the network and the place where it stands, and build again.",
}


def _issue(source: Source, failure: Failure) -> Issue:
    return Issue(
        place=source.name,
        code=failure.code,
        message=failure.message,
        remedy=_REMEDIES[failure.code],
        severity=Severity.ERROR,
        stage="run",
        document=source.name,
    )
