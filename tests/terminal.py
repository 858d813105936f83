"""Runs `kg` as on a terminal, so that a test sees what a reader of the README sees."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
WIDTH = 100
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


def shown(arguments: list[str], folder: Path) -> str:
    """What `kg` writes in `folder`: on a terminal of 100 columns, then to stderr; without spaces at line ends.

    Raises:
        CalledProcessError: where it ends with another exit code than 0.
    """
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(WIDTH), "TERM": "xterm", "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "kg", *arguments]
    with (
        tempfile.TemporaryFile() as words,
        subprocess.Popen(command, stdout=theirs, stderr=words, cwd=folder, env=environment) as process,
    ):
        os.close(theirs)
        written = bytearray()
        while part := _read(ours):
            written += part
        process.wait()
        words.seek(0)
        text = _STYLE.sub("", (written + words.read()).decode())
    os.close(ours)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, text)
    lines = re.split(r"\r*\n", text)  # a terminal makes \r\n of \n, and \r\r\n of the \r\n of CSV
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _read(end: int) -> bytes:
    """The next bytes; none when the other end is closed, which Linux tells by an error."""
    try:
        return os.read(end, 65536)
    except OSError:
        return b""
