"""Makes annotated passages of tests/cases/passages/paragraphs.jsonl and the documents that its paragraphs stand in.

    python tools/passages_of_paragraphs.py DATA [PARAGRAPHS.jsonl] > PASSAGES.jsonl

DATA is the folder that holds pdf/ and laws/laws-markdown.tar.xz. The file names a paragraph by its document, page and digest,
and keeps its words out: things and quotes are places in it. A paragraph that is read otherwise than when it was annotated is
left out, with a word on stderr.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from kg.document.from_file import document_from_file
from kg.document.model import Document

_PARAGRAPHS = Path(__file__).resolve().parent.parent / "tests" / "cases" / "passages" / "paragraphs.jsonl"
_DIGITS = 16


def passages(rows: Sequence[Mapping[str, Any]], data: Path) -> Iterator[Mapping[str, Any]]:
    """The passages of `rows` in their order, as `kg score` reads them."""
    texts: dict[str, dict[str, str]] = {}
    for source, document in documents({row["source"] for row in rows}, data):
        texts.setdefault(source, {}).update({_digest(words): words for words in _blocks(document)})
    for row in rows:
        text = texts.get(row["source"], {}).get(row["paragraph"])
        if text is None:
            print(f"{row['id']}: {row['source']}, page {row['page']}: no such paragraph", file=sys.stderr)
            continue
        yield {
            "id": row["id"],
            "text": text,
            "entities": [_entity(entity, text) for entity in row["entities"]],
            "facts": [_fact(fact, text) for fact in row["facts"]],
            "status": [],
        }


def _entity(entity: Mapping[str, Any], text: str) -> dict[str, Any]:
    names = [_at(place, text) for place in entity.get("names", ())]
    label = entity.get("label") or names[0]
    return {"id": entity["id"], "type": entity["type"], "label": label, "names": names}


def _fact(fact: Mapping[str, Any], text: str) -> dict[str, Any]:
    told = {name: fact[name] for name in ("subject", "predicate", "object", "modalities", "votes") if name in fact}
    return {**told, "modality": fact["modalities"][0], "basis": None, "quote": _at(fact["at"], text)}


def _at(place: Sequence[int] | None, text: str) -> str:
    return text[place[0] : place[1]] if place else ""


def _blocks(document: Document) -> Iterator[str]:
    return (block.span.of(document.text) for page in document.pages for block in page.blocks)


def _digest(words: str) -> str:
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:_DIGITS]


def documents(sources: AbstractSet[str], data: Path) -> Iterator[tuple[str, Document]]:
    """The documents of `sources` with their names; the archive of the laws is read once."""
    for source in sorted(name for name in sources if name.startswith("pdf/")):
        yield from ((source, document) for document in document_from_file(data / source, name=source).items)
    with tarfile.open(data / "laws" / "laws-markdown.tar.xz") as tar, tempfile.TemporaryDirectory() as folder:
        for member in tar:
            if f"laws/{member.name}" in sources and (file := tar.extractfile(member)):
                path = Path(folder) / Path(member.name).name
                path.write_bytes(file.read())
                found = document_from_file(path, name=path.name).items
                yield from ((f"laws/{member.name}", document) for document in found)


def main() -> None:
    """Reads the arguments and writes the passages."""
    if len(sys.argv) == 1:
        sys.exit(__doc__)
    source = Path(sys.argv[2]) if sys.argv[2:] else _PARAGRAPHS
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    for passage in passages(rows, Path(sys.argv[1])):
        print(json.dumps(passage, ensure_ascii=False))


if __name__ == "__main__":
    main()
