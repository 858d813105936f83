"""The workers of the server: as many queries at a time as there are workers, and one that takes too long is ended with its worker."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import sys
from collections.abc import Callable
from pathlib import Path

from kg.base.errors import KgError
from kg.serve.model import HEAD, Bounds, Order, Reply, refusal

_WAITING = 256  # requests that may wait for a worker
_PAUSE_SECONDS = 1.0  # after a worker that could not start


class Worker:
    """One process, and the talk with it."""

    def __init__(self, process: asyncio.subprocess.Process, generation: object) -> None:
        assert process.stdin
        assert process.stdout
        self.generation = generation
        self._process = process
        self._in, self._out = process.stdin, process.stdout

    async def ask(self, order: Order) -> Reply:
        """The reply to an order.

        Raises:
            asyncio.IncompleteReadError, OSError: where the process is gone.
        """
        data = order.to_bytes()
        self._in.write(len(data).to_bytes(4, "big") + data)
        return await self.heard()

    async def heard(self) -> Reply:
        """The next reply."""
        head, body = HEAD.unpack(await self._out.readexactly(HEAD.size))
        told = await self._out.readexactly(head + body)
        return Reply.from_parts(told[:head], told[head:])

    async def end(self) -> None:
        """Ends the process, whatever it does."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._in.close()
        await self._process.wait()


class Crew:
    """Workers that hold the store of an output folder open, each for one order at a time.

    `generation` tells which build stands in the folder: when what it says changes, workers are replaced one by one as they come free.
    """

    def __init__(self, folder: Path, size: int, bounds: Bounds, generation: Callable[[], object]) -> None:
        self._folder = folder
        self._size = size
        self._bounds = bounds
        self._generation = generation
        self._free: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._all: set[Worker] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self._waiting = 0

    async def start(self) -> None:
        """Starts the workers.

        Raises:
            KgError: where the store cannot be opened.
        """
        for worker in await asyncio.gather(*(self._hired() for _ in range(self._size))):
            self._free.put_nowait(worker)

    async def stop(self) -> None:
        """Ends all workers, also those at work."""
        for task in self._starting:
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._all))
        self._all.clear()

    async def ask(self, order: Order) -> Reply:
        """The reply to an order; one in words where it takes too long, breaks its worker, or too many wait.

        Cancelling this ends the worker that is at it.
        """
        worker = await self._taken()
        if worker is None:
            return refusal(503, "too many requests are at work or waiting", "Try again in a few seconds.")
        done = False
        try:
            async with asyncio.timeout(self._bounds.seconds):
                reply = await worker.ask(order)
            done = True
        except TimeoutError:
            return refusal(
                504,
                f"the answer took longer than {self._bounds.seconds:g} s",
                "Ask for less, or for a narrower pattern.",
            )
        except (asyncio.IncompleteReadError, OSError):
            return refusal(
                500,
                "the answer needs more memory or depth than one may use, or the program failed",
                "Ask for less, or write it flatter.",
            )
        finally:
            if done and worker.generation == self._generation():
                self._free.put_nowait(worker)
            else:
                self._replace(worker)
        return reply

    async def _taken(self) -> Worker | None:
        """A free worker of the present generation, None where none comes free in time."""
        while not self._free.empty():
            worker = self._free.get_nowait()
            if worker.generation == self._generation():
                return worker
            self._replace(worker)
        if self._waiting >= _WAITING:
            return None
        self._waiting += 1
        try:
            async with asyncio.timeout(self._bounds.seconds):
                while True:
                    worker = await self._free.get()
                    if worker.generation == self._generation():
                        return worker
                    self._replace(worker)
        except TimeoutError:
            return None
        finally:
            self._waiting -= 1

    def _replace(self, worker: Worker) -> None:
        task = asyncio.create_task(self._hire_for(worker))
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _hire_for(self, worker: Worker) -> None:
        await worker.end()
        self._all.discard(worker)
        while True:
            try:
                self._free.put_nowait(await self._hired())
            except (KgError, OSError):  # a build may be replacing the store just now
                await asyncio.sleep(_PAUSE_SECONDS)
            else:
                return

    async def _hired(self) -> Worker:
        generation = self._generation()
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "kg.serve.worker", str(self._folder), json.dumps(dataclasses.asdict(self._bounds))),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=1 << 20,
        )
        worker = Worker(process, generation)
        self._all.add(worker)
        try:
            reply = await worker.heard()
        except (asyncio.IncompleteReadError, OSError) as error:
            await self._gone(worker)
            raise KgError("a worker of the server ended as it started", remedy="See the words above.") from error
        except asyncio.CancelledError:
            await self._gone(worker)
            raise
        if reply.body:
            await self._gone(worker)
            raise KgError(reply.body.decode().strip())
        return worker

    async def _gone(self, worker: Worker) -> None:
        await worker.end()
        self._all.discard(worker)
