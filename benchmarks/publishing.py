"""Time, size and memory of publishing, and how they grow with the number of statements.

    python benchmarks/publishing.py OUTPUT [--statements 100 1000 10000]

OUTPUT is an output folder. First it is published as it is, into an empty folder and once more over that; then graphs of about so many
statements, made of it: its documents with new ids as often as it takes, about the same registered bodies and acts, but with own domains,
groups and instruments, so that the pages of well-known bodies grow as they would; all of one run. Each is published in a process of
its own. Times are by the clock, and of the processor.
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
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from tables import markdown

from kg.base.ids import digest
from kg.publish.model import CatalogueSettings
from kg.publish.publish import publish

_ID = re.compile(r"(?<=/)(?<!/run/)[0-9a-f]{32}(?![0-9a-f])")
_OWN = re.compile(r"(/id/(?:domain|group|instrument)/[^>#]+)")
_DOCUMENT = re.compile(r"/graph/[0-9a-f]{32}>$")
_STATEMENT = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/toezichtgraaf/def#Statement>"
HEADS = ("statements", "first (processor)", "again (processor)", "files", "size", "of which dumps", "memory")
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


def measured(output: Path) -> dict[str, object]:
    """What publishing costs: into an empty folder, and over an equal publication."""
    told: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        for name in ("first", "again"):
            start, processor = time.perf_counter(), time.process_time()
            publication = publish(output, site, CatalogueSettings(url="https://example.org/"))
            told[name] = time.perf_counter() - start
            told[f"{name}, processor"] = time.process_time() - processor
            told.setdefault("statements", publication.added)
        sizes = {path: path.stat().st_size for path in publication.paths}
    dumps = sum(size for path, size in sizes.items() if path.parent == site)
    return told | {"files": len(sizes), "size": sum(sizes.values()), "dumps": dumps, "memory": _most_memory()}


def _most_memory() -> int:
    """The most bytes that this process held; the count of getrusage begins with what its parent held when it was started."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    found = re.search(r"^VmHWM:\s*(\d+) kB$", status.read_text(encoding="ascii"), re.MULTILINE)
    assert found
    return int(found[1]) * 1024


def row(told: Mapping[str, Any]) -> Iterator[str]:
    """A line of the table."""
    yield f"{told['statements']:,}"
    for name in ("first", "again"):
        yield f"{told[name]:.1f} s ({told[f'{name}, processor']:.1f} s)"
    yield f"{told['files']:,}"
    for name in ("size", "dumps", "memory"):
        yield f"{told[name] / 1e6:,.1f} MB" if name != "memory" else f"{told[name] / 1e6:,.0f} MB"


def main() -> None:
    """Prints a line a publication."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("--statements", type=int, nargs="*", default=[100, 1000, 10000])
    parser.add_argument("--one", action="store_true", help="publish OUTPUT alone, and tell the figures as JSON")
    told = parser.parse_args()
    if told.one:
        print(json.dumps(measured(told.output)))
        return
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        outputs = [told.output]
        for number in told.statements:
            outputs.append(Path(folder) / str(number))
            copies(told.output, outputs[-1], number)
        for output in outputs:
            run = [sys.executable, __file__, "--one", str(output)]
            rows.append(json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout))
            print(f"{rows[-1]['statements']:,} statements published", file=sys.stderr, flush=True)
    print(markdown(HEADS, map(row, rows)))


if __name__ == "__main__":
    main()
