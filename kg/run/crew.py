"""Worker processes that can be lost: what crashes, hangs or grows too large costs one document, never the build."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import kg
from kg.base.errors import KgError
from kg.document.ocr import Ocr
from kg.run.sources import Source

WORKER = "kg.run.worker"  # the module that a worker runs
OUT_OF_MEMORY = 71  # exit code of a worker that its memory bound stopped
BYTES_PER_WORKER = 200_000  # about as much as is read in the time that a worker takes to start
_START_SECONDS = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One document to read: its result goes into the cache under `key`."""

    source: Source
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a document gave no result.

    `code` is document-timeout, document-memory, document-crashed, source-changed or source-unreachable.
    """

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one document may cost, and what all documents share."""

    seconds: float
    memory_mb: int
    base: str
    run: str
    cache: Path
    ocr: Ocr | None = None


class Workforce(Protocol):
    """Who works orders off: the processes of this machine (`worked_off`), or those of a cluster."""

    def __call__(self, orders: Sequence[Order], *, bounds: Bounds) -> Iterator[tuple[Order, Failure | None]]:
        """Each order once it is done, in the order of completion, with the reason where it failed twice."""


def worked_off(orders: Sequence[Order], *, jobs: int, bounds: Bounds) -> Iterator[tuple[Order, Failure | None]]:
    """Each order once it is done, in the order of completion, with the reason where it failed twice.

    What fails while others are at work is tried once more, alone, when they are done.

    Raises:
        KgError: where no worker can be started, or the cache cannot be written.
    """
    crew = Crew(bounds)
    size = sum(order.source.size for order in orders)
    pool = ThreadPoolExecutor(max_workers=max(1, min(jobs, len(orders), 1 + size // BYTES_PER_WORKER)))
    again: list[Order] = []
    try:
        largest_first = sorted(orders, key=lambda order: (-order.source.size, order.key))
        waiting: dict[Future[Failure | None], Order] = {pool.submit(crew.work, order): order for order in largest_first}
        for future in as_completed(waiting):
            if future.result() is None:
                yield waiting[future], None
            else:
                again.append(waiting[future])
        crew.end()
        for order in sorted(again, key=lambda each: each.key):
            alone = Crew(bounds)
            try:
                yield order, alone.work(order)
            finally:
                alone.end()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        crew.end()
        pool.shutdown()


class Crew:
    """The workers of one build: as many as are at work at the same time."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._ended = False

    def work(self, order: Order) -> Failure | None:
        """The outcome of `order`, from a worker that is idle or a new one."""
        with self._lock:
            worker = self._idle.pop() if self._idle else None
        if worker is None:
            worker = self._started()
        failure = worker.work(order)
        with self._lock:
            if failure is None and not self._ended:
                self._idle.append(worker)
                return None
            self._all.discard(worker)
        worker.end()
        return failure

    def end(self) -> None:
        """Ends all workers, also those at work."""
        with self._lock:
            self._ended = True
            workers, self._all = self._all, set()
            self._idle = []
        for worker in workers:
            worker.end()

    def _started(self) -> _Worker:
        with self._lock:
            if self._ended:
                raise KgError("the build was ended")
            worker = _Worker(self._bounds)
            self._all.add(worker)
        worker.start()
        return worker


def _ocr_words(ocr: Ocr | None) -> list[str]:
    return [ocr.program, ocr.version] if ocr else []


class _Worker:
    """One process, and the talk with it."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._words = tempfile.TemporaryFile()  # what it says on stderr  # noqa: SIM115 - closed in end()
        package = str(Path(kg.__file__).parent.parent)
        inherited = os.environ.get("PYTHONPATH")
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", WORKER, str(bounds.memory_mb), *_ocr_words(bounds.ocr)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._words,
            env={**os.environ, "PYTHONPATH": f"{package}{os.pathsep}{inherited}" if inherited else package},
            encoding="utf-8",
        )
        self._expired = False

    def start(self) -> None:
        """Waits until it is ready.

        Raises:
            KgError: where it cannot start: then no document can be read.
        """
        answer = self._answer(_START_SECONDS)
        if "fatal" in answer:
            raise KgError(str(answer["fatal"]), remedy=str(answer["remedy"]))
        if "ready" not in answer:
            raise KgError(f"the process that reads documents does not start ({self._end_words()})")

    def work(self, order: Order) -> Failure | None:
        """None where the result is in the cache; after a failure the worker is of no further use.

        Raises:
            KgError: where the cache cannot be written: that is no fault of the document, and the next ones would fail alike.
        """
        bounds, source = self._bounds, order.source
        line = json.dumps(
            {
                "path": os.path.abspath(source.path),  # noqa: PTH100 - keeps links
                "address": source.address,
                "name": source.name,
                "sha256": source.sha256,
                "meta_sha256": source.meta_sha256,
                "size": source.size,
                "key": order.key,
                "seconds": bounds.seconds,
                "base": bounds.base,
                "run": bounds.run,
                "cache": str(bounds.cache.absolute()),
            }
        )
        answer = self._answer(bounds.seconds, line)
        if "done" in answer:
            return None
        if "unwritable" in answer:
            raise KgError(
                f"{bounds.cache}: cannot be written ({answer['unwritable']})",
                remedy="Make room, or choose another folder with --output; an earlier output there stands as it was.",
            )
        if "unreachable" in answer:
            return Failure(code="source-unreachable", message=f"it could not be fetched ({answer['unreachable']})")
        if "failed" in answer:
            return Failure(code="source-changed", message="the file was changed while it was read")
        if self._expired:
            return Failure(code="document-timeout", message=f"reading it took more than {bounds.seconds:g} seconds")
        words = self._end_words()
        code = "document-memory" if self._process.returncode == OUT_OF_MEMORY else "document-crashed"
        return Failure(code=code, message=words)

    def end(self) -> None:
        """Kills the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        self._words.close()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream
            with suppress(OSError):  # words that never reached it
                stream.close()

    def _answer(self, seconds: float, line: str = "") -> dict[str, object]:
        assert self._process.stdin
        assert self._process.stdout
        timer = threading.Timer(seconds, self._expire)
        timer.start()
        try:
            if line:
                self._process.stdin.write(line + "\n")
                self._process.stdin.flush()
            answer: dict[str, object] = json.loads(self._process.stdout.readline() or "{}")
        except (OSError, ValueError):  # it died while we spoke
            return {}
        finally:
            timer.cancel()
        return answer

    def _expire(self) -> None:
        self._expired = True
        self._process.kill()

    def _end_words(self) -> str:
        """How it ended, without anything that differs from run to run."""
        code = self._process.wait()
        if code == OUT_OF_MEMORY:
            return f"reading it took more than {self._bounds.memory_mb} MB of memory"
        if code < 0:
            return f"the process that read it was ended by signal {-code}"
        self._words.seek(0)
        last = self._words.read().decode("utf-8", errors="replace").strip().rpartition("\n")[2]
        return f"the process that read it ended with exit code {code}: {last}"
