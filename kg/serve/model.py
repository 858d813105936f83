"""What the processes of the server say to each other: an order, and a reply."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.base.errors import KgError
from kg.graph.vocabulary import Language

HEAD = struct.Struct("!II")  # bytes of the head, bytes of the body
PLAIN = "text/plain; charset=utf-8"
MEBI = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one request may cost: seconds, bytes of its answer, bytes of memory (beyond those of the open store), bytes of its own text."""

    seconds: float = 30.0
    answer: int = 64 * MEBI
    memory: int = 2048 * MEBI
    request: int = 1 * MEBI
    query: int = 100_000  # characters

    def __post_init__(self) -> None:
        """Refuses bounds that would let nothing through."""
        if not 0 < self.seconds < 1e6 or min(self.answer, self.memory, self.request, self.query) < 1:  # noqa: PLR2004
            raise KgError(f"{self}: each bound is above 0", remedy="Give a --timeout in seconds, above 0.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A request as a worker gets it: what to do (a name of kg.serve.answers), for whom, and with what.

    `accept` is the header of that name, or the media type that the address asks for; `values` are texts of the request, checked by
    the one who uses them.
    """

    do: str
    accept: str = ""
    language: Language = "nl"
    values: Mapping[str, str] = field(default_factory=dict)
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None

    def to_bytes(self) -> bytes:
        """The order on a line to a worker; equal orders give equal bytes."""
        told = [self.do, self.accept, self.language, dict(self.values), self.default_graphs, self.named_graphs]
        return json.dumps(told, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Order:
        """The order that `to_bytes` wrote."""
        do, accept, language, values, default_graphs, named_graphs = json.loads(data)
        return cls(
            do=do,
            accept=accept,
            language=language,
            values=values,
            default_graphs=None if default_graphs is None else tuple(default_graphs),
            named_graphs=None if named_graphs is None else tuple(named_graphs),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer as HTTP gives it: status, media type and body; `to` is an address to go to instead (status 303)."""

    status: int = 200
    media_type: str = PLAIN
    body: bytes = b""
    to: str = ""

    def to_bytes(self) -> bytes:
        """The reply on its way from a worker."""
        head = json.dumps([self.status, self.media_type, self.to]).encode()
        return HEAD.pack(len(head), len(self.body)) + head + self.body

    @classmethod
    def from_parts(cls, head: bytes, body: bytes) -> Reply:
        """The reply of the two parts that stand behind the numbers."""
        status, media_type, to = json.loads(head)
        return cls(status=status, media_type=media_type, to=to, body=body)


def refusal(status: int, message: str, remedy: str = "") -> Reply:
    r"""A reply that says in words why there is no answer.

    Example:
        >>> refusal(404, "nothing is called 'x'", "Look for it.").body
        b"nothing is called 'x'. Look for it.\n"
    """
    return Reply(status=status, body=f"{KgError(message, remedy=remedy)}\n".encode())
