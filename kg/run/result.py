"""What one document gives to a build, and its form in the cache."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from kg.base.ids import digest
from kg.base.issues import Issue, Severity

_LISTS = ("facts", "mentions")  # of lines
_TEXTS = ("text", "triples", "trig")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentResult:
    """What one document gave.

    `facts`, `mentions` and `row` are lines of facts.jsonl, mentions.jsonl and documents.jsonl without their line ends,
    in reading order; `triples` are the sorted N-Triples of the document's named graph and `trig` is that graph as it stands
    in graph.trig, both empty (as is `document_id`) where the file could not be read; `things` are the IRIs of all that
    it speaks of, sorted.
    """

    name: str
    document_id: str = ""
    text: str = ""
    pages: int = 0
    open_sentences: int = 0
    row: str
    facts: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    triples: str = ""
    trig: str = ""
    things: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()


def result_to_bytes(result: DocumentResult) -> bytes:
    """The result behind a line with its digest, so that damage is seen.

    What is short stands in a line of JSON, with the lengths of what is long: that follows as it is, so that it is read without parsing.
    """
    short = asdict(result)
    long = [*(line for name in _LISTS for line in short.pop(name)), *(short.pop(name) for name in _TEXTS)]
    parts = [part.encode() for part in long]
    short["counts"] = [len(getattr(result, name)) for name in _LISTS]
    short["lengths"] = [len(part) for part in parts]
    head = json.dumps(short, ensure_ascii=False, separators=(",", ":")).encode()
    body = b"".join((head, b"\n", *parts))
    return digest(body).encode() + b"\n" + body


def is_sealed(data: bytes) -> bool:
    """Whether the bytes are those that `result_to_bytes` wrote."""
    seal, _, body = data.partition(b"\n")
    return seal == digest(body).encode()


def result_from_bytes(data: bytes) -> DocumentResult:
    """The result that `result_to_bytes` wrote.

    Raises:
        ValueError: where the bytes are not those that were written.
    """
    if not is_sealed(data):
        raise ValueError("the result is damaged")
    _, head, rest = data.split(b"\n", 2)
    short: dict[str, Any] = json.loads(head)
    parts, start = [], 0
    for length in short.pop("lengths"):
        parts.append(rest[start : start + length].decode())
        start += length
    long: dict[str, Any] = {}
    for name, count in zip(_LISTS, short.pop("counts"), strict=True):
        long[name], parts = tuple(parts[:count]), parts[count:]
    long |= zip(_TEXTS, parts, strict=True)
    issues = tuple(Issue(**{**issue, "severity": Severity(issue["severity"])}) for issue in short.pop("issues"))
    return DocumentResult(**{**short, "things": tuple(short["things"])}, **long, issues=issues)
