"""What a dask worker does for a build: each document is read by a child process of its own, as a local build has them.

The child processes stay from document to document; they end with the build, or when nobody has given them work for a while.
"""

from __future__ import annotations

import secrets
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from kg.base.errors import KgError
from kg.document.ocr import installed_ocr
from kg.run.addresses import Address, Unreachable
from kg.run.cache import Cache
from kg.run.crew import Bounds, Crew, Failure, Order
from kg.run.edition import Edition, difference, edition
from kg.run.shared import Place, place_in, read_place, write_place

INSTALL = "Install the same toezichtgraaf[cluster] on every worker and on this machine, and start the workers again."
IDLE_SECONDS = 120.0  # after which a worker ends child processes that nobody gives work, as when the build was killed
_ALONE = "-alone-"  # behind the name of a build: a crew for one document


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What the orders of one build share, on their way to the workers."""

    build: str  # tells one build from another at the same workers
    bounds: Bounds
    shared: Place  # where results are put
    edition: Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of an order, or why no order can be done by this worker: `fatal`, with what to do."""

    worker: str
    failure: Failure | None = None
    unseen: bool = False  # the file is not where the order says
    fatal: str = ""
    remedy: str = ""


def edition_there(with_ocr: bool) -> Edition:  # noqa: FBT001 - dask hands it over by place
    """The edition of the process that this is called in."""
    return edition(_ocr_there(with_ocr=with_ocr))


@cache
def _ocr_there(*, with_ocr: bool) -> str:
    if not with_ocr:
        return ""
    try:
        return installed_ocr().version
    except KgError:
        return ""


@dataclass(slots=True)
class _Post:
    """The crew of one build in one worker, and how many orders are at work there."""

    crew: Crew
    folder: tempfile.TemporaryDirectory[str] | None  # for results on their way to an address
    busy: int = 0
    timer: threading.Timer | None = None

    def end(self) -> None:
        if self.timer:
            self.timer.cancel()
        self.crew.end()
        if self.folder:
            self.folder.cleanup()


@dataclass(frozen=True, slots=True)
class _Posts:
    """The crews in this worker, by build."""

    held: dict[str, _Post] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def at_work(self, task: Task) -> Iterator[_Post]:
        with self.lock:
            post = self.held.get(task.build)
            if post is None:
                post = self.held[task.build] = _post(task)
            if post.timer:
                post.timer.cancel()
            post.busy += 1
        try:
            yield post
        finally:
            with self.lock:
                post.busy -= 1
                if not post.busy and task.build in self.held:
                    post.timer = threading.Timer(IDLE_SECONDS, self.leave, [task.build, True])
                    post.timer.daemon = True
                    post.timer.start()

    def leave(self, build: str, only_idle: bool = False) -> None:  # noqa: FBT001, FBT002 - a timer hands it over by place
        with self.lock:
            leaving = [name for name in self.held if name == build or name.startswith(build + _ALONE)]
            posts = [self.held.pop(name) for name in leaving if not (only_idle and self.held[name].busy)]
        for post in posts:
            post.end()


_posts = _Posts()


def _post(task: Task) -> _Post:
    folder = tempfile.TemporaryDirectory(prefix="kg-") if isinstance(task.shared, Address) else None
    bounds = replace(task.bounds, cache=Path(folder.name)) if folder else task.bounds
    if bounds.ocr:
        bounds = replace(bounds, ocr=installed_ocr())
    return _Post(crew=Crew(bounds), folder=folder)


def work(task: Task, order: Order, alone: bool) -> Answer:  # noqa: FBT001 - dask hands it over by place
    """Reads one document in a child process of this worker, which puts its result in the shared place.

    Where `alone`, the child is a new one and reads nothing else.
    """
    worker = _own_address()
    told = difference(task.edition, edition_there(task.bounds.ocr is not None))
    if told:
        return Answer(worker=worker, fatal=f"differs from where the build was started: {told}", remedy=INSTALL)
    if not order.source.address and not order.source.path.is_file():
        return Answer(worker=worker, unseen=True)
    try:
        if alone:
            task = replace(task, build=f"{task.build}{_ALONE}{order.key}")
        with _posts.at_work(task) as post:
            failure = post.crew.work(order)
            if failure is None and post.folder:
                _sent(Cache(Path(post.folder.name)).path_of(order.key), task.shared)
    except KgError as error:
        return Answer(worker=worker, fatal=error.message, remedy=error.remedy)
    except (OSError, Unreachable) as error:
        return Answer(worker=worker, fatal=f"cannot write to {task.shared} ({error})", remedy="Check that place.")
    finally:
        if alone:
            _posts.leave(task.build)
    return Answer(worker=worker, failure=failure)


def leave(build: str) -> None:
    """Ends what this worker still has of a build."""
    _posts.leave(build)


def probed(shared: Place, build: str) -> str:
    """Writes beside the probe in the shared place what the probe holds; the end of the name of what was written."""
    word = read_place(place_in(shared, f"probe-{build}"))
    own = secrets.token_hex(8)
    write_place(place_in(shared, f"probe-{build}-{own}"), word)
    return own


def _own_address() -> str:
    from distributed import get_worker  # noqa: PLC0415 - an extra

    return str(get_worker().address)


def _sent(path: Path, shared: Place) -> None:
    write_place(place_in(shared, path.name), path.read_bytes())
    path.unlink()
