"""Time, size and memory of publishing, and how they grow with the number of statements.

    python benchmarks/publishing.py OUTPUT [--statements 100 1000 10000]

OUTPUT is an output folder. First it is published as it is, into an empty folder and once more over that; then graphs of about so many
statements, made of it: its documents with new ids as often as it takes, about the same registered bodies and acts, but with own domains,
groups and instruments, so that the pages of well-known bodies grow as they would. Each is published in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.base.ids import digest
from kg.publish.model import CatalogueSettings
from kg.publish.publish import publish

_ID = re.compile(r"(?<=/)[0-9a-f]{32}(?![0-9a-f])")
_OWN = re.compile(r"(/id/(?:domain|group|instrument)/[^>#]+)")
_DOCUMENT = re.compile(r"/graph/[0-9a-f]{32}>$")
_STATEMENT = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/toezichtgraaf/def#Statement>"
_FILE = "<https://w3id.org/toezichtgraaf/def#file>"


def copies(output: Path, folder: Path, statements: int) -> None:
    """Writes a build with at least so many statements (fewer where the first documents alone have them)."""
    folder.mkdir()
    quads = [str(quad) for quad in ox.parse(path=str(output / "graph.trig"), format=ox.RdfFormat.TRIG)]
    documents: dict[str, list[str]] = {}
    lines = []
    for quad in quads:
        if _DOCUMENT.search(quad):
            documents.setdefault(quad.rpartition(" ")[2], []).append(quad)
        elif not quad.endswith("/graph/inferred>"):
            lines.append(quad)
    made = number = 0
    while made < statements:
        for rows in documents.values():
            if made >= statements:
                break
            lines += (_copied(row, number) for row in rows)
            made += sum(_STATEMENT in row for row in rows)
        number += 1
    text = "".join(f"{line} .\n" for line in lines)
    (folder / "graph.trig").write_bytes(
        ox.serialize(ox.parse(text, format=ox.RdfFormat.N_QUADS), format=ox.RdfFormat.TRIG) or b""
    )
    facts = (output / "facts.jsonl").read_text(encoding="utf-8")
    (folder / "facts.jsonl").write_text(facts * max(1, number - 1), encoding="utf-8")
    for name in ("mentions.jsonl", "documents.jsonl", "graph.html"):
        (folder / name).write_bytes((output / name).read_bytes())


def _copied(quad: str, number: int) -> str:
    told = _OWN.sub(rf"\1-{number}", _ID.sub(lambda found: digest(found[0], str(number)), quad))
    return told.replace('" <', f'-{number}" <', 1) if _FILE in quad else told


def measured(output: Path) -> Iterator[dict[str, object]]:
    """What publishing costs: into an empty folder, over an equal publication, and with one document fewer."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        for name in ("first", "again"):
            start = time.perf_counter()
            publication = publish(output, site, CatalogueSettings(url="https://example.org/"))
            seconds = time.perf_counter() - start
            yield {
                "publication": name,
                "statements": publication.added if name == "first" else None,
                "seconds": round(seconds, 2),
                "files": len(publication.paths),
                "MB": round(sum(path.stat().st_size for path in publication.paths) / 1e6, 1),
                "of dumps": round(
                    sum(path.stat().st_size for path in publication.paths if path.parent == site) / 1e6, 1
                ),
                "memory MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            }


def main() -> None:
    """Prints a line a publication."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("--statements", type=int, nargs="*", default=[100, 1000, 10000])
    parser.add_argument("--one", action="store_true", help="publish OUTPUT alone")
    told = parser.parse_args()
    if told.one:
        for row in measured(told.output):
            print(json.dumps(row))
        return
    run = [sys.executable, __file__, "--one"]
    subprocess.run([*run, str(told.output)], check=True)
    for number in told.statements:
        with tempfile.TemporaryDirectory() as folder:
            copies(told.output, Path(folder) / "output", number)
            subprocess.run([*run, str(Path(folder) / "output")], check=True)


if __name__ == "__main__":
    main()
