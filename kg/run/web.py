"""Requests to a server that someone else runs: who we are there, what is tried again, and what is told where it fails."""

from __future__ import annotations

import netrc
import os
import re
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlencode, urlsplit

import httpx2

import kg
from kg.base.errors import KgError, UsageError

USER, PASSWORD, TOKEN = "KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"

_WAITS = (0.5, 1.0, 2.0, 4.0)  # seconds before the second try, the third, …
PATIENCE = len(_WAITS)
_LONGEST_WAIT = 60.0  # where the server itself says how long
_TIMES = httpx2.Timeout(300.0, connect=10.0)  # seconds without a sign of life
_AGAIN = frozenset((500, 502, 503, 504))
_REFUSED = frozenset((401, 403, 407))
_SHOWN = 300  # characters of what a server says
_CHUNK = 1 << 20
_TAG = re.compile(r"<(?:(?:style|script|head)\b.*?</(?:style|script|head)>|[^<>]*>)", re.DOTALL | re.IGNORECASE)
_SIGN_IN = (
    f"Set {USER} and {PASSWORD}, or {TOKEN}, in the environment, or write a line for the host in ~/.netrc "
    "(machine HOST login NAME password WORD)."
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a server answered: status, media type without parameters, and body."""

    status: int
    media_type: str
    body: bytes


class Server:
    """One address, asked again and again over the same connection; closed where the `with` ends.

    Who we are comes from `environment` (KG_STORE_TOKEN, or KG_STORE_USER and KG_STORE_PASSWORD), else from the netrc file
    (that of NETRC, or ~/.netrc). Proxies and certificates are those of the system. Redirections are told, not followed: a
    PUT would become a GET on the way.
    """

    def __init__(
        self,
        address: str,
        *,
        environment: Mapping[str, str] = os.environ,
        patience: int = PATIENCE,
        transport: httpx2.BaseTransport | None = None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """Nothing is asked yet; what fails for the moment will be tried `patience` times more (four at most).

        Raises:
            UsageError: where `address` is not one of the web, or holds a password, or what tells who we are cannot be read.
        """
        self.address = _checked(address)
        auth, headers = _identity(self.address, environment)
        headers["User-Agent"] = f"toezichtgraaf/{kg.__version__}"
        self._known = bool(auth or "Authorization" in headers)
        self._wait = wait
        self._waits = _WAITS[:patience]
        try:
            self._client = httpx2.Client(auth=auth, headers=headers, timeout=_TIMES, transport=transport)
        except (ValueError, OSError, httpx2.InvalidURL) as error:  # of a proxy or a file of certificates
            raise UsageError(
                f"{self.address}: cannot be asked ({error})", remedy="Mend HTTPS_PROXY or SSL_CERT_FILE."
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def ask(
        self,
        method: str,
        parameters: str = "",
        *,
        headers: Mapping[str, str] | None = None,
        form: Sequence[tuple[str, str]] = (),
        files: Iterable[Path] = (),
        expected: Collection[int] = (200, 201, 202, 204),
        remedy: str = "",
        beginning: bool = False,
    ) -> Told:
        """The answer to one request. `parameters` stand behind the ? of the address; the body is a `form`, or `files` one after the other.

        What may be repaired by waiting (no connection, 500, 502, 503, 504) is tried again, with longer and longer pauses; only
        requests that may be repeated are made. With `beginning` no more than the first part of the body is read.

        Raises:
            KgError: for any status that is not `expected` (`remedy` is what to do where the address seems to be wrong), and where
                there is no connection.
        """
        address = self.address + (("&" if "?" in self.address else "?") + parameters if parameters else "")
        paths = tuple(files)
        body: bytes | Iterable[bytes] | None
        least = 0.0  # seconds that the server asks for
        for pause in (*self._waits, None):
            if form:
                body, about = urlencode(form).encode(), {"Content-Type": "application/x-www-form-urlencoded"}
            else:
                body = _read(paths) if paths else None
                about = {"Content-Length": str(sum(path.stat().st_size for path in paths))} if paths else {}
            try:
                request = self._client.build_request(
                    method, address, headers={**(headers or {}), **about}, content=body
                )
                told, later = self._answer(request, beginning=beginning)
            except httpx2.RequestError as error:
                if pause is None or not _may_pass(error):
                    raise KgError(f"{self.address}: {_words(error)}", remedy=_help(error)) from error
            else:
                if told.status in expected:
                    return told
                if pause is None or told.status not in _AGAIN:
                    raise self._refusal(told, later, method, remedy)
                least = _seconds(later)
            self._wait(max(pause, least))
        raise AssertionError("the last try returns or raises")

    def _answer(self, request: httpx2.Request, *, beginning: bool) -> tuple[Told, str]:
        """The answer, and what it says of where or when to ask again."""
        answer = self._client.send(request, stream=True)
        try:
            body = next(answer.iter_bytes(_CHUNK), b"") if beginning else answer.read()
        finally:
            answer.close()
        media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        later = answer.headers.get("location") or answer.headers.get("retry-after") or ""
        return Told(answer.status_code, media_type, body), later

    def _refusal(self, told: Told, later: str, method: str, remedy: str) -> KgError:
        said = _plain(told)
        words = (
            f"{self.address}: {method} was answered with {told.status} {httpx2.codes.get_reason_phrase(told.status)}"
        )
        if 300 <= told.status < 400:  # noqa: PLR2004 - redirections
            return KgError(f"{words}, to {later or 'elsewhere'}", remedy="Give the address that it leads to.")
        if told.status in _REFUSED:
            advice = "The user, password or token that was given is not let in." if self._known else _SIGN_IN
            return KgError(words + said, remedy=advice)
        if told.status in _AGAIN:
            return KgError(
                words + said,
                remedy=f"It was asked {len(self._waits) + 1} times; look at the server, and run the command again.",
            )
        return KgError(words + said, remedy=remedy)


def _checked(address: str) -> str:
    try:
        parts = urlsplit(address)
        known = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
        httpx2.URL(address)
    except (ValueError, httpx2.InvalidURL):
        known = False
    if not known:
        raise UsageError(f"{address!r} is no address of a server", remedy="Give one like https://example.org/store.")
    if parts.username is not None or parts.password is not None:
        shown = address.replace(f"{parts.netloc.rpartition('@')[0]}@", "", 1)
        raise UsageError(f"{shown}: a name or password in an address is seen by others", remedy=_SIGN_IN)
    return parts._replace(fragment="").geturl()


def _identity(address: str, environment: Mapping[str, str]) -> tuple[httpx2.Auth | None, dict[str, str]]:
    user, password, token = (environment.get(name, "") for name in (USER, PASSWORD, TOKEN))
    if token and (user or password):
        raise UsageError(f"{TOKEN} and {USER} are both set", remedy="Set one of them: which is meant cannot be told.")
    if token:
        if not (token.isascii() and token.isprintable()):
            raise UsageError(f"{TOKEN} holds signs that no token has", remedy="Set it anew, without line ends.")
        return None, {"Authorization": f"Bearer {token}"}
    if user:
        return httpx2.BasicAuth(user, password), {}
    if password:
        raise UsageError(f"{PASSWORD} is set and {USER} is not", remedy=f"Set {USER} too.")
    named = environment.get("NETRC", "")
    home = environment.get("HOME", "")
    path = Path(named) if named else Path(home, ".netrc") if home else None
    if path is None or not (named or path.exists()):
        return None, {}
    try:
        found = netrc.netrc(str(path)).authenticators(urlsplit(address).hostname or "")
    except (OSError, netrc.NetrcParseError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path}: cannot be read ({error})", remedy="Mend it, or set NETRC to another file."
        ) from error
    return (httpx2.BasicAuth(found[0], found[2]) if found else None), {}


def _read(paths: Iterable[Path]) -> Iterable[bytes]:
    for path in paths:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk


def _may_pass(error: httpx2.RequestError) -> bool:
    """Whether waiting may help: not where a certificate is refused, nor where an answer takes longer than we wait."""
    lasting = (httpx2.ReadTimeout, httpx2.UnsupportedProtocol, httpx2.DecodingError, httpx2.TooManyRedirects)
    return not isinstance(error, lasting) and "CERTIFICATE_VERIFY_FAILED" not in str(error)


def _words(error: httpx2.RequestError) -> str:
    match error:
        case httpx2.ReadTimeout():
            return f"no answer within {_TIMES.read:g} seconds"
        case httpx2.ConnectTimeout():
            return "cannot be reached (no connection within 10 seconds)"
        case httpx2.ConnectError() | httpx2.ProxyError():
            return f"cannot be reached ({error})"
        case _:
            return f"the connection broke ({str(error) or type(error).__name__})"


def _help(error: httpx2.RequestError) -> str:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return "Its certificate is not known here: set SSL_CERT_FILE to that of your organisation."
    if isinstance(error, httpx2.ReadTimeout):
        return "Ask for less, or ask those who run it."
    return "See whether the server runs and the address is right, and run the command again."


def _seconds(later: str) -> float:
    return min(float(later), _LONGEST_WAIT) if later.isdecimal() else 0.0


def _plain(told: Told) -> str:
    """What the body says, in one line and without tags."""
    text = told.body[:20_000].decode("utf-8", "replace")
    if "html" in told.media_type or "xml" in told.media_type:
        text = unescape(_TAG.sub(" ", text))
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return f" ({line[:_SHOWN]}{'…' if len(line) > _SHOWN else ''})" if line else ""
