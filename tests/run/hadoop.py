"""A folder on loopback that speaks WebHDFS, as far as fsspec needs it: a store that is reached by address only."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit


@contextmanager
def hadoop(folder: Path) -> Iterator[str]:
    """The address of what lies in `folder`, such as webhdfs://127.0.0.1:51234."""
    handler = type("Handler", (_Handler,), {"folder": folder})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"webhdfs://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


class _Handler(BaseHTTPRequestHandler):
    folder: Path

    def _asked(self) -> tuple[str, Path]:
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        return query["op"][0], self.folder / unquote(parts.path).removeprefix("/webhdfs/v1").strip("/")

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _say(self, status: int, said: object = None, headers: dict[str, str] | None = None) -> None:
        data = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _absent(self) -> None:
        self._say(404, {"RemoteException": {"exception": "FileNotFoundException", "message": "File does not exist"}})

    def do_GET(self) -> None:
        op, path = self._asked()
        if not path.exists():
            self._absent()
        elif op == "GETFILESTATUS":
            self._say(200, {"FileStatus": _status(path, "")})
        elif op == "LISTSTATUS":
            held = [_status(each, each.name) for each in path.iterdir()]
            self._say(200, {"FileStatuses": {"FileStatus": held}})
        else:
            query = parse_qs(urlsplit(self.path).query)
            start = int(query["offset"][0])
            self._say(200, path.read_bytes()[start : start + int(query["length"][0])])

    def do_PUT(self) -> None:
        op, path = self._asked()
        self._body()
        if op == "MKDIRS":
            path.mkdir(parents=True, exist_ok=True)
            self._say(200, {"boolean": True})
        elif "data=1" in self.path:
            path.write_bytes(b"")
            self._say(201)
        else:
            self._say(307, headers={"Location": f"http://{self.headers['Host']}{self.path}&data=1"})

    def do_POST(self) -> None:
        _, path = self._asked()
        body = self._body()
        if "data=1" in self.path:
            with path.open("ab") as file:
                file.write(body)
            self._say(200)
        else:
            self._say(307, headers={"Location": f"http://{self.headers['Host']}{self.path}&data=1"})

    def do_DELETE(self) -> None:
        _, path = self._asked()
        path.unlink(missing_ok=True)
        self._say(200, {"boolean": True})

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def _status(path: Path, suffix: str) -> dict[str, object]:
    kind = "DIRECTORY" if path.is_dir() else "FILE"
    return {"pathSuffix": suffix, "type": kind, "length": path.stat().st_size if path.is_file() else 0}
