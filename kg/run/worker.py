"""The process that reads documents for a build (`python -m kg.run.worker`): an order a line in, an answer a line out.

It is a process of its own so that a file that hangs, crashes or eats memory costs nothing but itself.
"""

from __future__ import annotations

import json
import logging
import math
import os
import queue
import signal
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

from kg.base.errors import KgError
from kg.base.knowledge import read_knowledge
from kg.document.ocr import Ocr
from kg.run.addresses import Unreachable
from kg.run.cache import Cache
from kg.run.crew import OUT_OF_MEMORY
from kg.run.sources import Source
from kg.run.work import result_from_source

_GRACE_SECONDS = 10


def serve(orders: TextIO, answers: TextIO, ocr: Ocr | None = None) -> None:
    """Answers orders until they end: first `ready` (or `fatal`, with the reason), then for each order `done`, or why not.

    `ocr` reads pages that are pictures.
    """
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(orders, waiting), daemon=True).start()
    try:
        knowledge = read_knowledge()
    except KgError as error:
        _say(answers, {"fatal": error.message, "remedy": error.remedy})
        return
    _say(answers, {"ready": True})
    while True:
        order = json.loads(waiting.get())
        if hasattr(signal, "alarm"):  # the last resort: ends this process even where nobody is left to watch it
            signal.alarm(math.ceil(order["seconds"]) + _GRACE_SECONDS)
        try:
            result = result_from_source(
                _source_of(order), knowledge=knowledge, base=order["base"], run=order["run"], ocr=ocr
            )
        except Unreachable as error:
            _say(answers, {"unreachable": str(error)})
            continue
        if result is None:
            _say(answers, {"failed": "source-changed"})
            continue
        try:
            Cache(Path(order["cache"])).put(order["key"], result)
        except OSError as error:
            _say(answers, {"unwritable": error.strerror or str(error)})
        else:
            _say(answers, {"done": order["key"]})


def _source_of(order: Mapping[str, Any]) -> Source:
    return Source(
        path=Path(order["path"]),
        name=order["name"],
        sha256=order["sha256"],
        size=order["size"],
        meta_sha256=order["meta_sha256"],
        address=order["address"],
    )


def _listen(orders: TextIO, waiting: queue.SimpleQueue[str]) -> None:
    for line in orders:
        waiting.put(line)
    os._exit(0)  # the build is gone or done: nobody wants what is under way


def _say(answers: TextIO, answer: dict[str, object]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def _limit_memory(megabytes: int) -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not there on Windows

        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def main() -> None:
    """Serves the build that started this process, over its standard input and output."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is no answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build ends its workers itself
    logging.disable()
    memory, *program = sys.argv[1:]
    _limit_memory(int(memory))
    try:
        serve(sys.stdin, answers, Ocr(program=program[0], version=program[1]) if program else None)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()
