"""All that the build needs of one document, as one value that a worker process can send."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from kg.base.ids import digest
from kg.base.issues import Issue, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentResult:
    """What one document gave.

    `facts`, `mentions` and `row` are lines of facts.jsonl, mentions.jsonl and documents.jsonl without their line ends,
    in reading order; `triples` are the sorted N-Triples of the document's named graph, empty (as is `document_id`)
    where the file could not be read; `things` are the IRIs of all that it speaks of, sorted.
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
    things: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()


def result_to_json(result: DocumentResult) -> bytes:
    """The result as a line of JSON behind a line with its digest, so that damage is seen."""
    body = json.dumps(asdict(result), ensure_ascii=False, separators=(",", ":")).encode()
    return digest(body).encode() + b"\n" + body


def is_sealed(data: bytes) -> bool:
    """Whether the bytes are those that `result_to_json` wrote."""
    seal, _, body = data.partition(b"\n")
    return seal == digest(body).encode()


def result_from_json(data: bytes) -> DocumentResult:
    """The result that `result_to_json` wrote.

    Raises:
        ValueError: where the bytes are not those that were written.
    """
    if not is_sealed(data):
        raise ValueError("the result is damaged")
    found: dict[str, Any] = json.loads(data.partition(b"\n")[2])
    issues = tuple(Issue(**{**issue, "severity": Severity(issue["severity"])}) for issue in found.pop("issues"))
    lists: dict[str, Any] = {key: tuple(found.pop(key)) for key in ("facts", "mentions", "things")}
    return DocumentResult(**found, **lists, issues=issues)
