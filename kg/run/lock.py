"""A lock that dies with the process that holds it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class Busy(Exception):  # noqa: N818 - a state of things, caught by the caller, not an error of its own
    """Another process holds the lock."""


@contextmanager
def held_lock(path: Path) -> Iterator[None]:
    """Holds the lock on `path`, which is made where it is absent and stays.

    Raises:
        Busy: where another process (or another part of this one) holds it.
        OSError: where the file cannot be made.
    """
    with path.open("a+b") as file:
        try:
            if sys.platform == "win32":
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError) as error:
            raise Busy from error
        try:
            yield
        finally:
            if sys.platform == "win32":
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
            else:
                fcntl.flock(file, fcntl.LOCK_UN)
