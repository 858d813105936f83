"""Kills builds at random moments and counts how often the output was good, and the next build the clean one.

    python benchmarks/kills.py [--times 50] [--seed 1] [--jobs 2]

Documents of our own are built, then changed; a build of the changed ones starts from the first output and is ended with SIGKILL at a
random moment of the time that it takes (by turns the build alone, or its readers with it; with --fresh or without). Good is an output
that is, file by file and quad by quad, the first one or the one of a clean build of the changed documents; then a build that is left
alone must give the latter. Builds that had ended before their moment came do not count among the times. Exit code 1 where one did not.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from growth import made_documents

from kg.graph.store import open_store
from kg.run.replace import settle

_APART = frozenset({"store", ".cache", ".lock"})


def content(output: Path) -> str:
    """A digest of all that an output holds: its files, and the quads of its store."""
    sha = hashlib.sha256()
    for path in sorted(output.rglob("*")):
        if path.is_file() and path.relative_to(output).parts[0] not in _APART:
            sha.update(f"{path.relative_to(output)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\0".encode())
    for quad in sorted(map(str, open_store(output / "store"))):
        sha.update(f"{quad}\n".encode())
    return sha.hexdigest()


def build(documents: Path, output: Path, jobs: int, *, fresh: bool = False) -> subprocess.Popen[bytes]:
    """A build that has just started, in a group of processes of its own."""
    command = [sys.executable, "-m", "kg", "build", str(documents), "--output", str(output), "--jobs", str(jobs)]
    return subprocess.Popen(
        [*command, "--fresh"] if fresh else command, stderr=subprocess.DEVNULL, start_new_session=True
    )


def killed(process: subprocess.Popen[bytes], seconds: float, *, alone: bool) -> bool:
    """Whether the build was still at work after so many seconds and was killed, `alone` or with its readers."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        (os.kill if alone else os.killpg)(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def main() -> None:
    """Does it so many times, and prints what became of the outputs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)  # noqa: S311 - the same moments each time
    count: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        made_documents(folder / "in", 12)
        build(folder / "in", folder / "first", asked.jobs).wait()
        made_documents(folder / "in", 16)
        (folder / "in/verslag-000003.md").write_text("De Kansspelautoriteit houdt toezicht op de Politie.\n")
        (folder / "in/verslag-000005.md").unlink()
        seconds = {}
        for fresh in (False, True):
            shutil.rmtree(folder / "clean", ignore_errors=True)
            if not fresh:
                shutil.copytree(folder / "first", folder / "clean")
            start = time.perf_counter()
            build(folder / "in", folder / "clean", asked.jobs, fresh=fresh).wait()
            seconds[fresh] = time.perf_counter() - start
        old, new = content(folder / "first"), content(folder / "clean")
        number = 0
        while count["killed"] < asked.times:
            number += 1
            output, fresh = folder / "out", number % 2 == 0
            shutil.rmtree(output, ignore_errors=True)
            shutil.copytree(folder / "first", output)
            process = build(folder / "in", output, asked.jobs, fresh=fresh)
            was_killed = killed(process, chance.uniform(0.05, 1.0) * seconds[fresh], alone=number % 4 < 2)  # noqa: PLR2004
            count["killed" if was_killed else "done before"] += 1
            settle(output)
            found = content(output)
            count["the first output stood" if found == old else "the new one stood" if found == new else "BAD"] += 1
            build(folder / "in", output, asked.jobs).wait()
            count["next build clean" if content(output) == new else "BAD NEXT"] += 1
            print(f"{number}: {dict(count)}", file=sys.stderr, flush=True)
    print(f"{number} builds: " + ", ".join(f"{name} {times}" for name, times in sorted(count.items())))
    raise SystemExit(int(count["BAD"] + count["BAD NEXT"] > 0))


if __name__ == "__main__":
    main()
