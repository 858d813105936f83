"""A store of another make, started on this machine: the Oxigraph server."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def oxigraph(*options: str) -> Iterator[str]:
    """The address of an empty `oxigraph serve` on loopback, which keeps its graphs in memory; it ends with the `with`."""
    program = shutil.which("oxigraph") or str(Path(sys.executable).parent / "oxigraph")
    for _ in range(20):
        address = f"127.0.0.1:{random.randint(20_000, 32_000)}"  # below what the system itself gives away
        command = [program, "serve", "--bind", address, *options]
        with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as server:
            assert server.stderr
            if server.stderr.readline().startswith("Listening") and server.poll() is None:
                try:
                    yield f"http://{address}"
                finally:
                    server.terminate()
                return
    raise AssertionError("no port for oxigraph serve")
