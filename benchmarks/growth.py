"""What grows how fast: time and memory of build, build again, query, publish and picture, by number of documents.

    python benchmarks/growth.py [SOURCES] [--sizes 100 1000 10000] [--jobs 2] [--work FOLDER] [--rows rows.jsonl] [--plot growth.svg]

SOURCES is a folder of documents, of which each size takes a random part; without it documents are made: short ones, in which
registered bodies supervise, inform and license each other, the well-known ones often and the others seldom. Each command runs in a
process of its own. Time is wall clock and processor time of it and its workers, memory the most that one process held. Printed are
a table, by how much each part grows when the documents grow tenfold (10 where it is linear), and the part that grows fastest; `--rows`
keeps the figures a line each, `--plot` draws them.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from kg.base.knowledge import read_knowledge

_TOLD = (
    "{a} houdt toezicht op {b}.",
    "{a} houdt op grond van artikel {n} van de {act} toezicht op {b}.",
    "{a} informeert {b} over de uitkomsten van haar onderzoek.",
    "{a} en {b} werken samen bij de controle van {group}.",
    "{a} verleent vergunningen aan {group}.",
    "{a} adviseert {b} over de uitvoering van de {act}.",
    "{a} kan een onderzoek instellen bij {b}.",
)
_FILLING = (
    "Het afgelopen jaar kwamen er meer vragen binnen dan in het jaar daarvoor.",
    "De cijfers in deze paragraaf zijn afgerond op hele duizendtallen.",
    "In de bijlage staat een overzicht van de gesprekken die zijn gevoerd.",
    "Bewoners en bedrijven konden tot het einde van de zomer hun mening geven.",
    "De werkgroep kwam {n} keer bijeen en legde haar bevindingen schriftelijk vast.",
)
_GROUPS = (
    "slachthuizen",
    "zorgaanbieders",
    "scholen",
    "banken",
    "drinkwaterbedrijven",
    "afvalverwerkers",
    "woningcorporaties",
)
_SAMPLE_SECONDS = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cost of one command on so many documents; megabytes are the most that one process held."""

    documents: int
    megabytes_read: float
    statements: int
    part: str
    seconds: float
    processor_seconds: float
    main_mb: int
    worker_mb: int


def made_documents(folder: Path, count: int) -> None:
    """Writes `count` short documents; a larger count holds the documents of a smaller one."""
    registers = read_knowledge().registers
    bodies = [body.name for body in registers.organisations if not body.valid_until]
    acts = [act.title for act in registers.acts if act.title.endswith("wet") and act.title.count(" ") < 2]  # noqa: PLR2004
    random.Random(0).shuffle(bodies)  # noqa: S311 - the same each time
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        chance = random.Random(number)  # noqa: S311

        def often(names: Sequence[str], chance: random.Random = chance) -> str:
            return names[min(int(chance.paretovariate(0.7)) - 1, len(names) - 1)]

        lines = [f"# Verslag {number}", ""]
        for _ in range(chance.randint(2, 5)):
            told = [chance.choice(_FILLING) for _ in range(4)] + [chance.choice(_TOLD)]
            chance.shuffle(told)
            values = {"a": often(bodies), "b": often(bodies), "act": often(acts), "group": chance.choice(_GROUPS)}
            lines += [" ".join(told).format(**values, n=chance.randint(2, 60)), ""]
        (folder / f"verslag-{number:06}.md").write_text("\n".join(lines), encoding="utf-8")


def taken_documents(sources: Path, folder: Path, count: int) -> None:
    """Copies a random part of `sources`; a larger count holds the documents of a smaller one."""
    files = sorted(path for path in sources.rglob("*") if path.is_file())
    random.Random(1).shuffle(files)  # noqa: S311
    folder.mkdir(parents=True, exist_ok=True)
    for path in files[:count]:
        shutil.copy(path, folder / path.name)


def _memory(process: int, peaks: dict[str, int]) -> None:
    """Takes the high-water marks of a process and its children into `peaks`, in MB."""
    try:
        threads = Path(f"/proc/{process}/task").glob("*/children")  # each thread has children of its own
        children = [child for thread in threads for child in thread.read_text(encoding="ascii").split()]
        for child in (str(process), *children):
            for line in Path(f"/proc/{child}/status").read_text(encoding="utf-8").splitlines():
                if line.startswith("VmHWM"):
                    name = "main" if child == str(process) else "worker"
                    peaks[name] = max(peaks[name], int(line.split()[1]) >> 10)
    except OSError:  # it has just ended
        return


def cost(*words: str) -> dict[str, float]:
    """Time and memory of `kg` with these words."""
    before, start = os.times(), time.perf_counter()
    peaks = {"main": 0, "worker": 0}
    with subprocess.Popen(
        [sys.executable, "-m", "kg", *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr
        said: list[bytes] = []
        reader = threading.Thread(target=lambda stream=process.stderr: said.append(stream.read()))
        reader.start()
        while process.poll() is None:
            _memory(process.pid, peaks)
            time.sleep(_SAMPLE_SECONDS)
        reader.join()
    seconds, after = time.perf_counter() - start, os.times()
    if process.returncode not in {0, 1}:
        raise SystemExit(f"kg {' '.join(words)}: {b''.join(said).decode()}")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return {
        "seconds": round(seconds, 2),
        "processor_seconds": round(used, 2),
        "main_mb": peaks["main"],
        "worker_mb": peaks["worker"],
    }


def measured(documents: Path, work: Path, jobs: int) -> Iterator[Row]:
    """The cost of each part on the documents of a folder."""
    output = work / "output"
    files = sorted(documents.iterdir())
    size = sum(path.stat().st_size for path in files) / 1e6
    common = ("--output", str(output))
    build = ("build", str(documents), *common, "--jobs", str(jobs))
    costs = {"build": cost(*build), "build, nothing changed": cost(*build)}
    with files[len(files) // 2].open("a", encoding="utf-8") as file:
        file.write("\nDe Inspectie Justitie en Veiligheid houdt toezicht op de politie.\n")
    costs["build, one changed"] = cost(*build)
    costs["query, all rows"] = cost("query", "wie-houdt-toezicht-op-wie", "--format", "csv", *common)
    costs["query, one body"] = cost(
        "query", "wie-houdt-toezicht-op", "--param", "op=Politie", "--format", "csv", *common
    )
    costs["picture"] = cost("picture", *common, "--to", str(work / "picture.html"))
    costs["publish"] = cost("publish", *common, "--to", str(work / "site"))
    with (output / "facts.jsonl").open(encoding="utf-8") as lines:
        statements = sum(1 for _ in lines)
    for part, told in costs.items():
        yield Row(documents=len(files), megabytes_read=round(size, 2), statements=statements, part=part, **told)  # type: ignore[arg-type]


def table(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table: a line a part, a column a number of documents."""
    rows = list(rows)
    sizes = sorted({row.documents for row in rows})
    found = {(row.part, row.documents): row for row in rows}
    heads = [f"{size:,}: s, CPU s, MB main / worker" for size in sizes]
    lines = [f"| part | {' | '.join(heads)} | 10 times the documents |", f"|---|{'--:|' * (len(sizes) + 1)}"]
    for part in dict.fromkeys(row.part for row in rows):
        cells = [_cell(found.get((part, size))) for size in sizes]
        lines.append(f"| {part} | {' | '.join(cells)} | {_factor(tenfold(rows, part))} |")
    return "\n".join(lines)


def _cell(row: Row | None) -> str:
    if row is None:
        return "–"
    worker = f" / {row.worker_mb}" if row.worker_mb else ""
    return f"{row.seconds:.1f}, {row.processor_seconds:.1f}, {row.main_mb}{worker}"


def _factor(factor: float | None) -> str:
    return "–" if factor is None else f"× {factor:.1f}"


def tenfold(rows: Iterable[Row], part: str) -> float | None:
    """By how much the processor time of a part grows when the documents grow tenfold, from the two largest sizes; None for one size.

    The start of the program, which is the same for all, is left in: the factor of a small part is too low, never too high.
    """
    found = sorted((row.documents, row.processor_seconds) for row in rows if row.part == part)
    if len(found) < 2:  # noqa: PLR2004
        return None
    (few, short), (many, long) = found[-2:]
    return float((max(long, 0.01) / max(short, 0.01)) ** (1 / math.log10(many / few)))


_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _KEY = 760, 420, 70, 50, 210
_COLOURS = ("#0b6e4f", "#b23a48", "#1d4e89", "#c46b00", "#6a3d9a", "#3b3b3b", "#008b9a", "#8a5a2b")


def plot(rows: Iterable[Row]) -> str:
    """The processor time of each part against the number of documents, both axes logarithmic, as SVG; the same rows give the same bytes."""
    rows = list(rows)
    sizes = sorted({row.documents for row in rows})
    times = [max(row.processor_seconds, 0.1) for row in rows]
    low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
    first, last = math.log10(sizes[0]), math.log10(sizes[-1]) if len(sizes) > 1 else math.log10(sizes[0]) + 1

    def x(size: float) -> float:
        return _LEFT + (math.log10(size) - first) / (last - first) * (_WIDTH - _LEFT - _KEY)

    def y(seconds: float) -> float:
        return 20 + (high - math.log10(max(seconds, 0.1))) / max(high - low, 1) * (_HEIGHT - _BOTTOM - 20)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="12">',
        "<title>Processor time by number of documents</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
    ]
    for power in range(low, high + 1):
        at = y(10**power)
        out.append(f'<path d="M{_LEFT} {at:.1f}H{_WIDTH - _KEY}" stroke="#ddd"/>')
        out.append(f'<text x="{_LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>')
    under = _HEIGHT - _BOTTOM + 20
    out += [f'<text x="{x(size):.1f}" y="{under}" text-anchor="middle">{size:,}</text>' for size in sizes]
    out.append(f'<text x="{(_LEFT + _WIDTH - _KEY) / 2:.0f}" y="{_HEIGHT - 8}" text-anchor="middle">documents</text>')
    for number, part in enumerate(dict.fromkeys(row.part for row in rows)):
        colour = _COLOURS[number % len(_COLOURS)]
        told = sorted((row.documents, row.processor_seconds) for row in rows if row.part == part)
        points = [f"{x(size):.1f} {y(seconds):.1f}" for size, seconds in told]
        out.append(f'<path d="M{"L".join(points)}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{point.split()[0]}" cy="{point.split()[1]}" r="3" fill="{colour}"/>' for point in points]
        at = 30 + 20 * number
        out.append(f'<path d="M{_WIDTH - _KEY + 15} {at - 4}h20" stroke="{colour}" stroke-width="2"/>')
        out.append(f'<text x="{_WIDTH - _KEY + 42}" y="{at}">{escape(part)} {_factor(tenfold(rows, part))}</text>')
    return "\n".join([*out, "</svg>", ""])


def main() -> None:
    """Measures each size and prints what it found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="?", type=Path)
    parser.add_argument("--sizes", nargs="+", type=int, default=[100, 1000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--work", type=Path, help="where the outputs stay; a folder that goes away where it is not given"
    )
    parser.add_argument("--rows", type=Path)
    parser.add_argument("--plot", type=Path)
    asked = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sorted(asked.sizes):
            work = (asked.work or Path(folder)) / str(size)
            documents = work / "documents"
            if asked.sources:
                taken_documents(asked.sources, documents, size)
            else:
                made_documents(documents, size)
            for row in measured(documents, work, asked.jobs):
                rows.append(row)
                print(json.dumps(asdict(row)), file=sys.stderr, flush=True)
                if asked.rows:
                    asked.rows.write_text("".join(f"{json.dumps(asdict(one))}\n" for one in rows), encoding="utf-8")
    print(table(rows))
    grown = {part: factor for part in dict.fromkeys(row.part for row in rows) if (factor := tenfold(rows, part))}
    if grown:
        fastest = max(grown, key=lambda part: grown[part])
        print(f"\nGrows fastest: {fastest}, {_factor(grown[fastest])} for ten times the documents.")
    if asked.plot:
        asked.plot.write_text(plot(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
