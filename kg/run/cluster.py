"""A cluster as the workforce of a build: a dask scheduler hands the documents out, the workers read them as a local crew does.

Each dask worker gives a document to a child process of its own (`kg.run.crew`), so that time and memory are bounded and what
crashes costs one document; dask does again what was at work where a worker or its machine is lost. Results come as files of
the cache: straight into the folder that all see, or by way of an address that all reach.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import queue
import secrets
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.base.errors import KgError, UsageError
from kg.document.ocr import Ocr
from kg.run.addresses import Unreachable
from kg.run.cache import Cache
from kg.run.crew import Bounds, Failure, Order, Workforce
from kg.run.edition import Edition, difference, edition
from kg.run.post import INSTALL, Answer, Task, edition_there, leave, probed, work
from kg.run.shared import Place, place_in, read_place, remove_place, write_place

ANSWER_SECONDS = 15.0  # for the scheduler, when the build begins
WORKERLESS_SECONDS = 300.0  # how long all workers may be gone before the build gives up
_AHEAD = 5_000  # orders at the scheduler at the same time
_FETCHING = 8  # results that are fetched from an address at the same time
_LOOK_SECONDS = 5.0
_VISIBLE_SECONDS = 60.0  # how long a network file system may hide what another machine wrote


class _Final(Failure):
    """A failure that is not tried once more: dask has done so."""


@contextmanager
def cluster(address: str, *, shared: Place | None = None) -> Iterator[Workforce]:
    """The workers of the dask scheduler at `address` as a workforce, which is let go where the block ends.

    They put the results in `shared`; without it they must see the output folder under the path that it has here.

    Raises:
        UsageError: where the extra is not installed, or `address` is none.
        KgError: where the scheduler does not answer, has no workers, or a worker has another kg, ontology or model.
    """
    client = _client(address)
    try:
        _refuse_others(client, edition())
        yield _Cluster(client, address, shared).worked_off
    finally:
        with suppress(Exception):  # it may be gone, and nothing depends on it any more
            client.close(timeout=2)


def _client(address: str) -> Any:  # noqa: ANN401 - of a package that need not be there
    if importlib.util.find_spec("distributed") is None:
        raise UsageError(
            "a build on a cluster needs dask, which is not installed",
            remedy="Install it with: pip install 'toezichtgraaf[cluster]'",
        )
    from distributed import Client  # noqa: PLC0415 - an extra, and slow to import

    for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters is told as an error of ours
    try:
        return Client(address, timeout=ANSWER_SECONDS, set_as_default=False, name="kg")
    except OSError as error:
        raise KgError(
            f"{address}: no scheduler answers there within {ANSWER_SECONDS:g} seconds",
            remedy="Start one with `dask scheduler`, or check address, network and TLS settings.",
        ) from error
    except (ValueError, TypeError) as error:
        raise UsageError(
            f"{address}: is not the address of a scheduler", remedy="Write one as tcp://scheduler:8786."
        ) from error


def _refuse_others(client: Any, here: Edition, ocr: Ocr | None = None) -> None:  # noqa: ANN401
    """Nothing, where all workers have the edition of this machine.

    Raises:
        KgError: else; it names the worker.
    """
    if not _workers(client):
        raise KgError(
            "the scheduler has no workers", remedy="Start some with `dask worker`, or wait until they are there."
        )
    for worker, there in sorted(client.run(edition_there, ocr is not None, on_error="return").items()):
        if isinstance(there, OSError) and worker not in _workers(client):
            continue  # it was lost in the meantime
        if isinstance(there, Exception):
            raise KgError(f"worker {worker}: cannot run kg ({type(there).__name__}: {there})", remedy=INSTALL)
        told = difference(here, there)
        if told:
            raise KgError(f"worker {worker}: differs from this machine: {told}", remedy=INSTALL)


def _workers(client: Any) -> list[str]:  # noqa: ANN401
    return sorted(client.nthreads())


_Finished = tuple[Any, Future[Failure | None]]  # a future of dask's, and what became of its order


@dataclass(slots=True)
class _Cluster:
    """The client's side: orders out, answers in."""

    client: Any
    address: str
    shared: Place | None

    def worked_off(self, orders: Sequence[Order], *, bounds: Bounds) -> Iterator[tuple[Order, Failure | None]]:
        """Each order once it is done, in the order of completion, with the reason where it failed twice.

        Raises:
            KgError: where the scheduler or all workers are gone, a worker does not see documents or the shared place, or
                results cannot be written.
        """
        here = edition(bounds.ocr.version if bounds.ocr else "")
        if bounds.ocr:
            _refuse_others(self.client, here, bounds.ocr)
        results = Cache(bounds.cache.absolute())
        for folder in {results.folder, self.shared or results.folder}:
            if isinstance(folder, Path):
                folder.mkdir(parents=True, exist_ok=True)
        shared = self.shared.absolute() if isinstance(self.shared, Path) else self.shared or results.folder
        bounds = replace(bounds, cache=shared if isinstance(shared, Path) else results.folder)
        task = Task(build=secrets.token_hex(8), bounds=bounds, shared=shared, edition=here)
        self._refuse_blind(task)
        largest_first = sorted(orders, key=lambda order: (-order.source.size, order.key))
        again: list[Order] = []
        try:
            for order, failure in self._answers(task, largest_first, results, ahead=_AHEAD, alone=False):
                if failure is None or isinstance(failure, _Final):
                    yield order, failure
                else:
                    again.append(order)
            again.sort(key=lambda order: order.key)
            yield from self._answers(task, again, results, ahead=len(_workers(self.client)) or 1, alone=True)
        finally:
            if self.client.status == "running":
                with suppress(Exception):  # workers that are gone have nothing left to leave
                    self.client.run(leave, task.build, on_error="ignore")

    def _refuse_blind(self, task: Task) -> None:
        """Nothing, where each worker can write in the shared place what is seen here.

        Raises:
            KgError: else; it names the worker.
        """
        word = secrets.token_hex(8)
        probe = place_in(task.shared, f"probe-{task.build}")
        try:
            write_place(probe, word.encode())
            for worker, told in sorted(self.client.run(probed, task.shared, task.build, on_error="return").items()):
                if isinstance(told, OSError) and worker not in _workers(self.client):
                    continue  # it was lost in the meantime
                echo = place_in(task.shared, f"probe-{task.build}-{told}")
                if isinstance(told, Exception) or read_place(echo) != word.encode():
                    raise KgError(
                        f"worker {worker}: does not see {task.shared} as this machine does",
                        remedy="Choose an --output that all workers see under the same path, or give a place that all "
                        "reach with --shared, such as s3://bucket/kg.",
                    )
                remove_place(echo)
        except (OSError, Unreachable) as error:
            raise KgError(
                f"{task.shared}: cannot be used ({error})", remedy="Check the place where results go."
            ) from error
        finally:
            remove_place(probe)

    def _answers(
        self, task: Task, orders: Sequence[Order], results: Cache, *, ahead: int, alone: bool
    ) -> Iterator[tuple[Order, Failure | None]]:
        waiting = iter(orders)
        under_way: dict[Any, Order] = {}
        finished: queue.SimpleQueue[_Finished] = queue.SimpleQueue()
        settling = ThreadPoolExecutor(max_workers=_FETCHING)

        def settle(future: Any) -> None:  # noqa: ANN401
            with suppress(RuntimeError):  # the build was ended
                settled = settling.submit(self._outcome, task, under_way[future], future, results)
                settled.add_done_callback(lambda outcome: finished.put((future, outcome)))

        def submit(order: Order) -> None:
            future = self.client.submit(
                work, task, _absolute(order), alone, key=f"kg-{task.build}-{alone:d}-{order.key}", pure=False
            )
            under_way[future] = order
            future.add_done_callback(settle)

        try:
            for _, order in zip(range(ahead), waiting, strict=False):
                submit(order)
            while under_way:
                future, outcome = self._next(finished)
                yield under_way.pop(future), outcome.result()
                following = next(waiting, None)
                if following is not None:
                    submit(following)
        finally:
            settling.shutdown(wait=False, cancel_futures=True)
            if self.client.status == "running":
                with suppress(Exception):  # the scheduler may be gone by now
                    self.client.cancel(list(under_way), force=True)

    def _next(self, finished: queue.SimpleQueue[_Finished]) -> _Finished:
        """What is finished next.

        Raises:
            KgError: where the scheduler or all workers are gone.
        """
        workerless_since = None
        while True:
            try:
                return finished.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                pass
            if self.client.status != "running":
                raise self._lost()
            if _workers(self.client):
                workerless_since = None
            elif workerless_since is None:
                workerless_since = time.monotonic()
            elif time.monotonic() - workerless_since > WORKERLESS_SECONDS:
                raise KgError(
                    f"{self.address}: all workers are gone",
                    remedy="Start some, and build again: what was read is kept.",
                )

    def _outcome(self, task: Task, order: Order, future: Any, results: Cache) -> Failure | None:  # noqa: ANN401
        """What became of an order.

        Raises:
            KgError: where the build cannot go on.
        """
        from distributed import CancelledError, KilledWorker  # noqa: PLC0415 - an extra

        try:
            answer: Answer = future.result()
        except KilledWorker as error:
            message = f"{error.allowed_failures + 1} workers of the cluster were lost while they read it"
            return _Final(code="document-crashed", message=message)
        except (CancelledError, OSError):  # what reached the scheduler, or was on its way from there
            raise self._lost() from None
        except Exception as error:  # of whatever the worker lacks
            raise KgError(f"a worker cannot run kg ({type(error).__name__}: {error})", remedy=INSTALL) from error
        if answer.fatal:
            raise KgError(f"worker {answer.worker}: {answer.fatal}", remedy=answer.remedy)
        if answer.unseen:
            if not order.source.path.is_file():
                return Failure(code="source-changed", message="the file was removed before it was read")
            raise KgError(
                f"worker {answer.worker}: does not see {order.source.path}",
                remedy="Put the documents where all workers see them under the same path, or name them by address.",
            )
        return answer.failure or _taken(task, order, results)

    def _lost(self) -> KgError:
        return KgError(
            f"{self.address}: the scheduler is gone", remedy="Start it, and build again: what was read is kept."
        )


def _absolute(order: Order) -> Order:
    path = Path(os.path.abspath(order.source.path))  # noqa: PTH100 - keeps links
    return replace(order, source=replace(order.source, path=path))


def _taken(task: Task, order: Order, results: Cache) -> Failure | None:
    """Brings a result from the shared place into the cache.

    Raises:
        KgError: where the cache cannot be written.
    """
    if task.shared == results.folder:
        _await(results.path_of(order.key))
        return None
    place = place_in(task.shared, results.path_of(order.key).name)
    if isinstance(place, Path):
        _await(place)
    try:
        data = read_place(place)
    except (OSError, Unreachable) as error:
        return Failure(code="source-unreachable", message=f"its result could not be fetched ({error})")
    try:
        results.put_bytes(order.key, data)
    except OSError as error:
        words = f"{results.folder}: cannot be written ({error.strerror})"
        raise KgError(words, remedy="Make room, and build again.") from error
    remove_place(place)
    return None


def _await(path: Path) -> None:
    """Waits until a file that another machine wrote is seen here; a listing of its folder makes it so, sooner or later."""
    end = time.monotonic() + _VISIBLE_SECONDS
    while not path.exists() and time.monotonic() < end:
        list(path.parent.iterdir())
        time.sleep(0.1)
