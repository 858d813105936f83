"""Runs every benchmark, each beside its peer, and rewrites the tables of docs/figures.md with what it found.

    python -m benchmarks [NAME ...] [--shared ../shared] [--output OUTPUT] [--figures docs/figures.md] [--dry-run]

Without names all of them, which takes hours; `--list` names them. A benchmark is a script of its own beside this one, run in a process
of its own, so that none bears the memory of another. Those that ask for a build get OUTPUT, made of the PDFs of the shared folder where
it is not given. What a benchmark prints is shown as it comes. Its tables get their places in the document (see tables.py); those that
have none there are told. One that fails, as where a peer is absent, is told and leaves its tables as they were.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.tables import places_in, rewritten, tables_in

HERE = Path(__file__).parent
REPOSITORY = HERE.parent
PASSAGES = (
    "{shared}/gold/dev-pages.jsonl",
    "{shared}/gold/dev-passages.jsonl",
    "{shared}/gold/dev-laws.jsonl",
    "{tests}/cases/passages/written.jsonl",
)
BENCHMARKS: Mapping[str, Sequence[str]] = {
    "reading": (),
    "readers": ("{shared}/data/pdf",),
    "lost_text": ("{shared}/data/pdf",),
    "laws": ("{shared}/data/laws",),
    "citations": ("{shared}/data/laws",),
    "relations": PASSAGES,
    "queries": ("{work}/queries",),
    "serving": ("{output}", "--runaway"),
    "publishing": ("{output}",),
    "picture": ("--runs", "3", "--limit", "45"),
    "accessibility": ("{output}/graph.html",),
    "growth": ("--sizes", "100", "1000"),
    "cluster": ("{shared}/data/laws/laws-markdown.tar.xz",),
    "elsewhere": ("{output}",),
    "kills": (),
    "fuzz": (),
}
"""The arguments of each benchmark, in the order in which they run."""


def ran(name: str, arguments: Sequence[str], places: Mapping[str, Path]) -> str | None:
    """What a benchmark printed, shown as it comes; None where it failed."""
    command = [sys.executable, str(HERE / f"{name}.py"), *(one.format(**places) for one in arguments)]
    print(f"\n## {name}", flush=True)
    lines = []
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout
        for line in process.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    return "".join(lines) if process.returncode == 0 else None


def named(name: str, text: str) -> dict[str, str]:
    r"""The tables that a benchmark printed by the names of their places: its own, then with a number.

    Example:
        >>> sorted(named("readers", "| a |\n|---|\n| 1 |\n\n| b |\n|---|\n| 2 |"))
        ['readers', 'readers-2']
    """
    return {name if not number else f"{name}-{number + 1}": table for number, table in enumerate(tables_in(text))}


def measured(names: Sequence[str], places: dict[str, Path]) -> tuple[dict[str, str], list[str]]:
    """The tables of these benchmarks, and the names of those that failed."""
    tables: dict[str, str] = {}
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        places = {"work": Path(folder), "tests": REPOSITORY / "tests"} | places
        asked = any("{output}" in one for name in names for one in BENCHMARKS[name])
        if asked and "output" not in places:
            places["output"] = Path(folder) / "output"
            build = [
                sys.executable,
                "-m",
                "kg",
                "build",
                f"{places['shared']}/data/pdf",
                "--output",
                f"{places['output']}",
            ]
            subprocess.run(build, cwd=REPOSITORY, check=False)  # 1 where some page could not be read
        for name in names:
            text = ran(name, BENCHMARKS[name], places)
            if text is None:
                failed.append(name)
            else:
                tables |= named(name, text)
    return tables, failed


def main() -> int:
    """Runs what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[*BENCHMARKS, []])
    parser.add_argument("--shared", type=Path, default=REPOSITORY.parent / "shared")
    parser.add_argument("--output", type=Path)
    parser.add_argument("--figures", type=Path, default=REPOSITORY / "docs" / "figures.md")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    parser.add_argument("--list", action="store_true", help="name the benchmarks and their arguments")
    told = parser.parse_args()
    if told.list:
        for name, arguments in BENCHMARKS.items():
            print(f"{name}: python benchmarks/{name}.py {' '.join(arguments)}".rstrip())
        return 0
    places = {"shared": told.shared.resolve()} | ({"output": told.output.resolve()} if told.output else {})
    tables, failed = measured(told.names or list(BENCHMARKS), places)
    document = told.figures.read_text(encoding="utf-8")
    new = rewritten(document, tables)
    known = places_in(document)
    print(
        f"\n{told.figures}: {sum(name in known for name in tables)} tables {'to rewrite' if told.dry_run else 'rewritten'}"
    )
    if homeless := [name for name in tables if name not in known]:
        print(f"No place there for: {', '.join(homeless)}")
    if failed:
        print(f"Failed, their tables as they were: {', '.join(failed)}")
    if not told.dry_run:
        told.figures.write_text(new, encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
