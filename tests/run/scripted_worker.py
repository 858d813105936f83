"""The real worker, but for documents whose text tells it to misbehave."""

from __future__ import annotations

import os
import resource
import signal
import time

from kg.base.knowledge import Knowledge
from kg.document.ocr import Ocr
from kg.run import worker
from kg.run.result import DocumentResult
from kg.run.sources import Source
from kg.run.work import failed, result_from_source

real = result_from_source


def scripted(
    source: Source, *, knowledge: Knowledge, base: str, run: str, ocr: Ocr | None = None
) -> DocumentResult | None:
    if not source.address:
        text = source.path.read_bytes()
        misbehave(source, text)
        if b"LIGHT" in text:
            return failed(source, ())
    return real(source, knowledge=knowledge, base=base, run=run, ocr=ocr)


def misbehave(source: Source, text: bytes) -> None:
    tried = source.path.with_name(source.path.name + ".tried")
    if b"ONCE" in text and not tried.exists():
        tried.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if b"CRASH" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"KILL" in text:
        os.kill(os.getppid(), signal.SIGKILL)  # the process that gave the order
    if b"SLOW" in text:
        time.sleep(2)
    if b"HANG" in text:
        time.sleep(1000)
    if b"FULL" in text:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # from here on no file takes a byte
    if b"BUG" in text:
        raise ZeroDivisionError("a bug")
    if b"GROW" in text:
        held = [bytearray(1 << 24) for _ in range(1 << 16)]
        assert held
    if b"EXIT" in text:
        os.write(1, b"words of a library, no answer\n")
        raise SystemExit(3)


setattr(worker, "result_from_source", scripted)  # noqa: B010 - a name that the module imports

if __name__ == "__main__":
    worker.main()
