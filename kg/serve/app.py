"""The application: which address leads to what, what may come in, and which headers go out. It answers nothing itself: workers do."""

from __future__ import annotations

import asyncio
import base64
import gzip
import hashlib
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.graph.store import MARKER
from kg.graph.vocabulary import Language
from kg.publish.layout import policy
from kg.serve.accept import best_form, best_language
from kg.serve.crew import Crew
from kg.serve.model import PLAIN, Bounds, Order, Reply, refusal
from kg.serve.pages import EDITOR_POLICY
from kg.serve.protocol import order_of
from kg.serve.results import GRAPHS, SHORT

log = logging.getLogger("kg.serve")

_STATIC = Path(__file__).parent / "static"
_TYPES = MappingProxyType({".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".txt": PLAIN})
_PATIENCE_SECONDS = 0.25  # until an asker is watched for having gone
_KEPT = 32 << 20  # bytes of answers that stay in memory
_KEPT_EACH = 256 << 10
_BLOCKED = (500, 503, 504)
_HEADERS = MappingProxyType(
    {
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "x-frame-options": "DENY",
        "cross-origin-opener-policy": "same-origin",
    }
)
_EXPOSED = MappingProxyType({"access-control-expose-headers": "ETag, Content-Type"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """What is served and how: the output folder, how many workers, what a request may cost, and which origins may ask from a browser.

    `cors` is `*` for all, an origin, or empty for none.
    """

    folder: Path
    workers: int = 4
    bounds: Bounds = field(default_factory=Bounds)
    cors: str = "*"


def application(serving: Serving) -> Starlette:
    """The application; its workers start with it and end with it.

    Raises:
        KgError: as it starts, where the store cannot be opened.
    """
    desk = _Desk(serving)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await desk.crew.start()
        try:
            yield
        finally:
            await desk.crew.stop()

    async def gone(_: Request, __: Exception) -> Response:
        return Response(status_code=499)

    app = Starlette(routes=_routes(desk), lifespan=lifespan, exception_handlers={ClientDisconnect: gone})
    app.add_middleware(_Guarded, cors=serving.cors)
    return app


def _routes(desk: _Desk) -> list[Route]:
    pages: Mapping[str, Callable[[Request], Awaitable[Response]]] = {
        "/": desk.page("home"),
        "/search": desk.page("search", "q"),
        "/thing": desk.page("thing", "iri", "from"),
        "/id/{path:path}": desk.page("thing", "from"),
        "/documents": desk.page("documents"),
        "/questions": desk.page("questions"),
        "/questions/{question}": desk.question,
        "/editor": desk.page("editor"),
        "/picture": desk.file("graph.html", "text/html; charset=utf-8"),
        "/catalogue": desk.catalogue,
        "/graph.trig": desk.file("graph.trig", "application/trig"),
        "/static/{name}": _static,
    }
    routes = [Route(path, function, methods=["GET", "OPTIONS"]) for path, function in pages.items()]
    return [Route(path, desk.sparql, methods=["GET", "POST", "OPTIONS"]) for path in ("/sparql", "/sparql/")] + routes


class _Desk:
    """Takes requests in, lets workers answer them, and keeps answers while the store is the same."""

    def __init__(self, serving: Serving) -> None:
        self._serving = serving
        self._marker = serving.folder / "store" / MARKER
        self._generation: object = None
        self._kept: OrderedDict[bytes, tuple[Reply, str]] = OrderedDict()
        self._size = 0
        self.crew = Crew(serving.folder, serving.workers, serving.bounds, self.generation)

    def generation(self) -> object:
        """What is another when another build stands in the folder; what it was while one is just being replaced."""
        try:
            told = self._marker.stat()
        except OSError:
            return self._generation
        found = (told.st_ino, told.st_mtime_ns)
        if found != self._generation:
            self._generation = found
            self._kept.clear()
            self._size = 0
        return self._generation

    async def sparql(self, request: Request) -> Response:
        """The SPARQL endpoint; without a query its description, or the editor for a person."""
        fields: bytes = request.scope["query_string"]
        accept = request.headers.get("accept", "")
        if request.method != "POST" and not fields:
            if best_form(accept, (*GRAPHS, "text/html")) == "text/html":
                return RedirectResponse("/editor", status_code=303)
            values = {"endpoint": _address(request)}
            return await self._answer(request, Order(do="description", accept=accept, values=values))
        body = b""
        if request.method == "POST":
            try:
                body = await self._body(request)
            except _TooLargeError:
                most = self._serving.bounds.request
                return _response(refusal(413, f"the request is larger than {most:,} bytes", "Ask in parts."), "")
        order = order_of(request.method, fields, request.headers.get("content-type", ""), body, accept)
        if isinstance(order, Reply):
            return _response(order, "")
        return await self._answer(request, replace(order, values={**order.values, "address": _address(request)}))

    def page(self, do: str, *fields: str) -> Callable[[Request], Awaitable[Response]]:
        """A page whose order takes these fields of the address."""

        async def answered(request: Request) -> Response:
            asked = request.query_params
            values = {name: asked[name] for name in fields if name in asked} | dict(request.path_params)
            if do == "thing" and not ("iri" in values or values.get("path")):
                return _response(refusal(404, "no thing is named", "Look for a name: /search"), "")
            if not values.get("from", "0").isdecimal() or len(values.get("from", "")) > 9:  # noqa: PLR2004 digits
                return _response(refusal(400, "from is a number", "Follow the links of the page."), "")
            return await self._page(request, do, values)

        return answered

    async def question(self, request: Request) -> Response:
        """A named question with the parameters of the address."""
        asked = {name: value for name, value in request.query_params.items() if name not in ("lang", "format")}
        return await self._page(request, "question", asked | dict(request.path_params))

    async def _page(self, request: Request, do: str, values: Mapping[str, str]) -> Response:
        form = request.query_params.get("format", "")
        if form and "/" not in form and form.lower() not in SHORT:
            return _response(refusal(400, f"no form is called {form[:100]!r}", f"Known are {', '.join(SHORT)}."), "")
        accept = SHORT.get(form.lower(), form) if form else request.headers.get("accept", "")
        return await self._answer(request, Order(do=do, accept=accept, language=_language(request), values=values))

    def file(self, name: str, media_type: str) -> Callable[[Request], Awaitable[Response]]:
        """A file of the output folder."""
        path = self._serving.folder / name

        async def answered(_: Request) -> Response:
            if not path.is_file():
                return _response(refusal(404, f"the output holds no {name}", "Run `kg build` again."), "")
            return FileResponse(path, media_type=media_type)

        return answered

    async def catalogue(self, request: Request) -> Response:
        """The catalogue record, in Turtle or JSON-LD."""
        form = request.query_params.get("format", "")
        accept = SHORT.get(form, form) or request.headers.get("accept", "")
        wanted = best_form(accept, ("text/turtle", "application/ld+json", "application/json", "text/html"))
        name = "catalogue.jsonld" if wanted and wanted.endswith("json") else "catalogue.ttl"
        media_type = "application/ld+json" if name.endswith("jsonld") else "text/turtle; charset=utf-8"
        return await self.file(name, media_type)(request)

    async def _body(self, request: Request) -> bytes:
        """The body of a request.

        Raises:
            _TooLargeError: where it passes its bound, before all of it is read.
        """
        parts, size = [], 0
        async for part in request.stream():
            size += len(part)
            if size > self._serving.bounds.request:
                raise _TooLargeError
            parts.append(part)
        return b"".join(parts)

    async def _answer(self, request: Request, order: Order) -> Response:
        if len(request.scope["query_string"]) > self._serving.bounds.request:
            return _response(refusal(414, "the address is too long", "Send the query by POST."), "")
        self.generation()
        key = order.to_bytes()
        kept = self._kept.get(key)
        if kept is None:
            generation = self._generation
            kept = (await self._watched(request, order), "")
            if kept[0].status in _BLOCKED:
                log.warning(
                    "%s %s: %d %s", request.method, request.url.path, kept[0].status, kept[0].body.decode().strip()
                )
            if kept[0].status == 200 and len(kept[0].body) <= _KEPT_EACH and generation == self._generation:  # noqa: PLR2004
                kept = (kept[0], f'"{base64.urlsafe_b64encode(hashlib.sha256(kept[0].body).digest()[:15]).decode()}"')
                self._keep(key, kept)
        else:
            self._kept.move_to_end(key)
        reply, tag = kept
        if tag and tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"etag": tag, "vary": "Accept, Accept-Language"})
        return _response(reply, tag)

    def _keep(self, key: bytes, kept: tuple[Reply, str]) -> None:
        if key not in self._kept:
            self._kept[key] = kept
            self._size += len(key) + len(kept[0].body)
        while self._size > _KEPT:
            old, (reply, _) = self._kept.popitem(last=False)
            self._size -= len(old) + len(reply.body)

    async def _watched(self, request: Request, order: Order) -> Reply:
        """The reply of a worker, which is ended where the asker has gone.

        Raises:
            ClientDisconnect: where nobody waits any more.
        """
        asked = asyncio.create_task(self.crew.ask(order))
        watchers: list[asyncio.Task[None]] = []
        late = asyncio.get_running_loop().call_later(
            _PATIENCE_SECONDS, lambda: watchers.append(asyncio.create_task(_stop_when_left(request, asked)))
        )
        try:
            return await asked
        except asyncio.CancelledError:
            if watchers and watchers[0].done():
                raise ClientDisconnect from None
            asked.cancel()
            raise
        finally:
            late.cancel()
            for watcher in watchers:
                watcher.cancel()


class _TooLargeError(Exception):
    """A request passed its bound."""


class _Guarded:
    """Puts the headers of safety on every answer, and those that let other origins read it."""

    def __init__(self, app: ASGIApp, cors: str) -> None:
        self._app = app
        self._cors = cors
        headers = {**_HEADERS, **({"access-control-allow-origin": cors, **_EXPOSED} if cors else {})}
        self._headers = [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                policy_of_page = (b"content-security-policy", _policy(path).encode())
                message["headers"] = [*message["headers"], *self._headers, policy_of_page]
            await send(message)

        if scope["method"] == "OPTIONS":
            await _allowed(bool(self._cors), path)(scope, receive, guarded)
        else:
            await self._app(scope, receive, guarded)


def _allowed(cors: bool, path: str) -> Response:  # noqa: FBT001 - one of two answers
    methods = "GET, HEAD, POST, OPTIONS" if path.rstrip("/") == "/sparql" else "GET, HEAD, OPTIONS"
    headers = {"allow": methods}
    if cors:
        headers |= {
            "access-control-allow-methods": methods,
            "access-control-allow-headers": "Accept, Accept-Language, Content-Type, If-None-Match",
            "access-control-max-age": "86400",
        }
    return Response(status_code=204, headers=headers)


def _policy(path: str) -> str:
    """The Content-Security-Policy of an answer; the picture brings its own, with the digests of its scripts."""
    match path:
        case "/editor":
            return EDITOR_POLICY
        case "/picture":
            return "frame-ancestors 'none'"
        case _:
            return f"{policy()}; frame-ancestors 'none'"


def _response(reply: Reply, tag: str) -> Response:
    if reply.to:
        return RedirectResponse(reply.to, status_code=303)
    headers = {"vary": "Accept, Accept-Language", "content-type": reply.media_type}
    if tag:
        headers |= {"etag": tag, "cache-control": "no-cache"}
    elif reply.status != 200:  # noqa: PLR2004
        headers["cache-control"] = "no-store"
    if reply.status == 503:  # noqa: PLR2004
        headers["retry-after"] = "2"
    return Response(reply.body, status_code=reply.status, headers=headers)


async def _stop_when_left(request: Request, asked: asyncio.Task[Reply]) -> None:
    """Cancels what is asked when the asker closes the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    asked.cancel()


async def _static(request: Request) -> Response:
    """A file of the editor, as it is kept: packed, where the asker can unpack it."""
    name = request.path_params["name"]
    known = {
        path.name.removesuffix(".gz"): path
        for path in _STATIC.iterdir()
        if path.suffix in (".gz", ".js", ".css", ".txt")
    }
    path = known.get(name)
    if path is None:
        return _response(refusal(404, "there is no such file"), "")
    data = path.read_bytes()
    headers = {
        "content-type": _TYPES[Path(name).suffix],
        "cache-control": "public, max-age=3600",
        "vary": "Accept-Encoding",
    }
    if path.suffix == ".gz":
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["content-encoding"] = "gzip"
        else:
            data = gzip.decompress(data)
    return Response(data, headers=headers)


def _address(request: Request) -> str:
    """The address that was asked, without what stands behind its question mark."""
    return f"{request.scope['scheme']}://{request.headers.get('host', 'localhost')}{request.scope['path']}"


def _language(request: Request) -> Language:
    match request.query_params.get("lang"):
        case "en":
            return "en"
        case "nl":
            return "nl"
        case _:
            return best_language(request.headers.get("accept-language", ""))
