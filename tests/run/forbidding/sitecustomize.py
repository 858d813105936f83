"""Put on the path of a Python process: writes what it would do beyond its work into the file that FORBIDDEN_LOG names, and stops it."""

from __future__ import annotations

import os
import sys

LOG = os.environ["FORBIDDEN_LOG"]
FORBIDDEN = (
    "socket.connect",
    "socket.getaddrinfo",
    "socket.sendto",
    "os.system",
    "os.exec",
    "os.posix_spawn",
)


def note(words: str) -> None:
    file = os.open(LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(file, f"{words}\n".encode())
    os.close(file)


def hook(event: str, arguments: tuple[object, ...]) -> None:
    if event in FORBIDDEN or (event == "subprocess.Popen" and arguments[0] != sys.executable):
        note(f"FORBIDDEN {event} {arguments!r}")
        raise PermissionError(f"{event} is forbidden here")


sys.addaudithook(hook)
note("watched")
