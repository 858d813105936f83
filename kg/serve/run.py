"""The server at work: uvicorn with the application, until it is stopped."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable

import uvicorn

from kg.base.errors import KgError, UsageError
from kg.graph.store import open_store
from kg.serve.app import Serving, application

_CONNECTIONS = 1000
_KEEP_SECONDS = 15


def serve(serving: Serving, *, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serves until it is stopped (Ctrl-C, SIGTERM). `ready` is told the address; port 0 takes any free one.

    Raises:
        KgError: where the store cannot be opened.
        UsageError: where the address cannot be used.
    """
    open_store(serving.folder / "store")  # a clear word before anything starts
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    with _listening(host, port) as place:
        settings = uvicorn.Config(
            application(serving),
            log_config=None,
            access_log=False,
            http="h11",  # strict, with a bound on what comes before the body; C parsers and loops gave no more requests/s
            loop="asyncio",
            server_header=False,
            limit_concurrency=_CONNECTIONS,
            timeout_keep_alive=_KEEP_SECONDS,
            timeout_graceful_shutdown=5,
        )
        server = uvicorn.Server(settings)
        shown, number = place.getsockname()[:2]
        ready(f"http://{f'[{shown}]' if ':' in shown else shown}:{number}/")
        asyncio.run(server.serve(sockets=[place]))
        if not server.started:
            raise KgError("the server could not start", remedy="See the words above.")


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        place = socket.socket(family, kind, protocol)
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            place.bind(address)
            place.listen(1024)
        except OSError:
            place.close()
            raise
    except (OSError, OverflowError, UnicodeError) as error:
        raise UsageError(
            f"{host}:{port}: cannot be listened at ({error})", remedy="Choose another --port or --host."
        ) from error
    return place
