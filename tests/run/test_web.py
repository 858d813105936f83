"""Requests to a server that others run, against a transport that says what such servers say."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

from kg.base.errors import KgError, UsageError
from kg.run.web import Server

ADDRESS = "https://store.example/gsp"


class Scripted(httpx2.BaseTransport):
    """Answers with the next status, answer or error of a list, and keeps what was asked."""

    def __init__(self, *answers: int | httpx2.Response | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[httpx2.Request] = []

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return httpx2.Response(answer) if isinstance(answer, int) else answer


def server(
    *answers: int | httpx2.Response | Exception,
    environment: dict[str, str] | None = None,
    waited: Callable[[float], None] = lambda _: None,
) -> tuple[Server, Scripted]:
    transport = Scripted(*answers)
    return Server(ADDRESS, environment=environment or {}, transport=transport, wait=waited), transport


def test_what_passes_is_tried_again() -> None:
    """A server that is not there, or says 500, 502, 503 or 504, is asked five times in all, with longer and longer pauses."""
    waits: list[float] = []
    asking, transport = server(httpx2.ConnectError("refused"), 500, 502, 503, 204, waited=waits.append)
    assert asking.ask("DELETE", "graph=a").status == 204
    assert waits == [0.5, 1.0, 2.0, 4.0]
    assert {str(request.url) for request in transport.asked} == {f"{ADDRESS}?graph=a"}


def test_after_five_times_it_is_told() -> None:
    """The last failure is told, with what the server says of itself, in one line and without tags."""
    page = "<html><head><title>no</title></head><body><h1>Down</h1>\n<p>for &lt;repairs&gt;</p></body></html>"
    last = httpx2.Response(503, content=page, headers={"content-type": "text/html"})
    asking, transport = server(504, 504, 504, 504, last)
    with pytest.raises(KgError) as told:
        asking.ask("GET")
    assert str(told.value) == (
        f"{ADDRESS}: GET was answered with 503 Service Unavailable (Down for <repairs>). "
        "It was asked 5 times; look at the server, and run the command again."
    )
    assert len(transport.asked) == 5


def test_a_server_says_how_long_to_wait() -> None:
    """Retry-After lengthens a pause, up to a minute."""
    waits: list[float] = []
    answers = [httpx2.Response(503, headers={"retry-after": said}) for said in ("7", "9999", "soon")]
    asking, _ = server(*answers, 200, waited=waits.append)
    asking.ask("GET")
    assert waits == [7.0, 60.0, 2.0]


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 415, 429, 501])
def test_what_waiting_does_not_mend_is_asked_once(status: int) -> None:
    """A fault of ours, or of what the server can do, is told at once."""
    asking, transport = server(status)
    with pytest.raises(KgError, match=f"PUT was answered with {status}"):
        asking.ask("PUT")
    assert len(transport.asked) == 1


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (httpx2.ReadTimeout("slow"), "no answer within 300 seconds"),
        (httpx2.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed"), "SSL_CERT_FILE"),
    ],
)
def test_what_lasts_is_asked_once(error: Exception, words: str) -> None:
    """An answer that takes too long, and a certificate that is not known, are not mended by asking again."""
    asking, transport = server(error)
    with pytest.raises(KgError, match=words):
        asking.ask("GET")
    assert len(transport.asked) == 1


def test_a_redirection_is_told() -> None:
    """It is not followed: the password would go along, and a PUT become a GET."""
    asking, transport = server(httpx2.Response(301, headers={"location": "https://elsewhere.example/"}))
    with pytest.raises(
        KgError, match=r"301 Moved Permanently, to https://elsewhere\.example/\. Give the address that it leads to"
    ):
        asking.ask("PUT")
    assert len(transport.asked) == 1


def test_files_are_one_body(tmp_path: Path) -> None:
    """Files are sent one after the other with the length of all, and again from the start where it is tried again."""
    (tmp_path / "a").write_bytes(b"one\n")
    (tmp_path / "b").write_bytes(b"two\n")
    asking, transport = server(502, 204)
    asking.ask("PUT", files=[tmp_path / "a", tmp_path / "b"])
    assert [request.content for request in transport.asked] == [b"one\ntwo\n"] * 2
    assert {request.headers["content-length"] for request in transport.asked} == {"8"}


def authorization(environment: dict[str, str]) -> str | None:
    asking, transport = server(200, environment=environment)
    asking.ask("GET")
    value: str | None = transport.asked[0].headers.get("authorization")
    return value


def basic(words: str) -> str:
    return f"Basic {base64.b64encode(words.encode()).decode()}"


def test_who_we_are(tmp_path: Path) -> None:
    """A token, or a user and password, from the environment; else the line for this host of the netrc file; else nobody."""
    (tmp_path / ".netrc").write_text(
        "machine other.example login x password y\nmachine store.example login me password w:d\n"
    )
    (tmp_path / ".netrc").chmod(0o600)
    home = {"HOME": str(tmp_path)}
    assert authorization({}) is None
    assert authorization({"KG_STORE_TOKEN": "abc", **home}) == "Bearer abc"
    assert authorization({"KG_STORE_USER": "u", "KG_STORE_PASSWORD": "pé", **home}) == basic("u:pé")
    assert authorization(home) == basic("me:w:d")
    assert authorization({"NETRC": str(tmp_path / ".netrc")}) == basic("me:w:d")


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"KG_STORE_TOKEN": "a", "KG_STORE_USER": "u"}, "KG_STORE_TOKEN and KG_STORE_USER are both set"),
        ({"KG_STORE_PASSWORD": "p"}, "KG_STORE_PASSWORD is set and KG_STORE_USER is not"),
        ({"KG_STORE_TOKEN": "a\nX-Other: b"}, "KG_STORE_TOKEN holds signs that no token has"),
        ({"NETRC": "/nowhere/netrc"}, "/nowhere/netrc: cannot be read"),
    ],
)
def test_what_cannot_tell_who_we_are(environment: dict[str, str], words: str) -> None:
    """It is told before anything is asked, and no secret with it."""
    with pytest.raises(UsageError, match=words) as told:
        Server(ADDRESS, environment=environment)
    assert "X-Other" not in str(told.value)


def test_who_is_not_let_in_hears_how() -> None:
    """401 and 403 tell what to set; where something was set, that it was not accepted."""
    asking, _ = server(401)
    with pytest.raises(KgError, match=r"401 Unauthorized\. Set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN"):
        asking.ask("PUT")
    asking, _ = server(403, environment={"KG_STORE_USER": "u", "KG_STORE_PASSWORD": "secret"})
    with pytest.raises(
        KgError, match=r"403 Forbidden\. The user, password or token that was given is not let in"
    ) as told:
        asking.ask("PUT")
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    "address", ["", "store", "ftp://a.nl/", "http://", "https://a.nl:port/", "file:///etc/passwd", "http://[/"]
)
def test_addresses(address: str) -> None:
    """Only an address of the web can be asked."""
    with pytest.raises(UsageError, match="is no address of a server"):
        Server(address, environment={})


def test_no_password_in_an_address() -> None:
    """A password there would stand in the list of processes; the message does not repeat it."""
    with pytest.raises(UsageError, match="seen by others") as told:
        Server("https://u:secret@a.nl/store", environment={})
    assert "secret" not in str(told.value)
    assert "https://a.nl/store" in str(told.value)
