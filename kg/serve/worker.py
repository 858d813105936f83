"""A process that answers requests of the server (`python -m kg.serve.worker`): an order in, a reply out, one at a time.

It is a process of its own because a query cannot be stopped in any other way than by ending its process.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import math
import os
import signal
import sys
import threading
from pathlib import Path
from typing import BinaryIO

from kg.base.errors import KgError, UsageError
from kg.graph.store import open_store
from kg.serve.answers import ANSWERS, Opened
from kg.serve.model import Bounds, Order, Reply, refusal

GRACE_SECONDS = 5
_STACK = 256 << 20  # bytes, of which only what is used is taken: the engine goes as deep as the query
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000


def serve(orders: BinaryIO, replies: BinaryIO, opened: Opened, bounds: Bounds) -> None:
    """Answers orders until they end: first an empty reply that says it is ready, then a reply to each."""
    _say(replies, Reply())
    while head := orders.read(4):
        order = Order.from_bytes(orders.read(int.from_bytes(head, "big")))
        _alarm(math.ceil(bounds.seconds) + GRACE_SECONDS)
        _say(replies, reply_to(order, opened, bounds))
        _alarm(0)


def reply_to(order: Order, opened: Opened, bounds: Bounds) -> Reply:
    """The reply to an order; a wrong one is told what is wrong with it."""
    try:
        return ANSWERS[order.do](opened, order, bounds)
    except UsageError as error:
        return refusal(400, error.message, error.remedy)
    except KgError as error:
        return refusal(500, error.message, error.remedy)
    except MemoryError:
        return refusal(500, "the answer needs more memory than a request may use", "Ask for less.")


def _alarm(seconds: int) -> None:
    """The last resort: ends this process even where nobody is left to watch it."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _say(replies: BinaryIO, reply: Reply) -> None:
    replies.write(reply.to_bytes())
    replies.flush()


def _without_network() -> None:
    """Where the system allows it, the process gets a network without any host: a second wall behind the refusal of SERVICE."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            unshare = ctypes.CDLL(None).unshare
            if unshare(_NEW_NET):  # not for root alone: others may as users of their own
                unshare(_NEW_USER | _NEW_NET)


def _limit_memory(size: int) -> None:
    """Bounds what the process may take from here on: an open store has reserved room by the number of cores, which is no use of it."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not there on Windows

        bound = _address_space() + _STACK + size
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _address_space() -> int:
    """The bytes of addresses that this process has reserved; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Serves the server that started this process, over its standard input and output; the arguments are the output and the bounds."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no reply
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends its workers itself
    folder, told = sys.argv[1:]
    bounds = Bounds(**json.loads(told))
    _without_network()
    try:
        opened = Opened(open_store(Path(folder) / "store"), Path(folder))
    except KgError as error:
        _say(replies, refusal(500, error.message, error.remedy))
        return
    _limit_memory(bounds.memory)
    threading.stack_size(_STACK)
    thread = threading.Thread(target=serve, args=(sys.stdin.buffer, replies, opened, bounds), daemon=True)
    thread.start()
    thread.join()


if __name__ == "__main__":
    main()
