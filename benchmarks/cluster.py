"""A cluster of two workers on this machine against `kg build --jobs 2` on the same laws, and whether the bytes are the same.

Seconds are told by the clock and of processors, which a busy machine changes less. Run by hand:
`python benchmarks/cluster.py [--laws 60] [--rounds 1] [ARCHIVE WITH LAWS, default ../shared/data/laws/laws-markdown.tar.xz]`.
It starts a scheduler and two dask workers of one thread each on loopback. The laws are drawn by chance, the same ones each time.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import resource
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

_ROOT = Path(__file__).resolve().parent.parent
LAWS = _ROOT.parent / "shared" / "data" / "laws" / "laws-markdown.tar.xz"
_WORKERS = 2


def main() -> None:
    """Builds in turn and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", nargs="?", type=Path, default=LAWS)
    parser.add_argument("--laws", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=1)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kg-cluster-") as folder:
        work = Path(folder)
        size = _unpacked(told.archive, work / "laws", told.laws)
        print(f"{told.laws} laws, {size / 1e6:.1f} MB")
        with _running(work) as address:
            for number in range(told.rounds):
                local = _built(work, f"local{number}", "--jobs", str(_WORKERS))
                cluster = _built(work, f"cluster{number}", "--cluster", address)
                again = _built(work, f"cluster{number}", "--cluster", address)
                same = _digest(work / f"local{number}") == _digest(work / f"cluster{number}")
                print(f"--jobs {_WORKERS}: {local}")
                print(f"--cluster with {_WORKERS} workers: {cluster}; the same bytes: {'yes' if same else 'NO'}")
                print(
                    f"  by the clock {cluster.clock / local.clock:.2f} times, of processors {cluster.cpu / local.cpu:.2f}"
                )
                print(f"  once more, nothing changed: {again}")
        workers = ", ".join(f"{megabytes:,.0f}" for megabytes in _seen.values())
        print(f"dask workers themselves, MB at most: {workers}")


def _unpacked(archive: Path, folder: Path, count: int) -> int:
    """Writes so many laws into the folder; their size in bytes."""
    folder.mkdir()
    with tarfile.open(archive) as opened:
        members = [member for member in opened if member.isfile() and member.name.endswith(".md")]
        members.sort(key=lambda member: member.name)
        chosen = random.Random(9).sample(members, count)  # noqa: S311 - no secret
        for member in chosen:
            file = opened.extractfile(member)
            assert file
            (folder / member.name.replace("/", "-")).write_bytes(file.read())
    return sum(member.size for member in chosen)


@contextmanager
def _running(folder: Path) -> Iterator[str]:
    told = folder / "scheduler.json"
    cluster = folder / "dask"
    cluster.mkdir()

    def started(*words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", *words, "--no-dashboard", "--scheduler-file", str(told)]
        env = {**os.environ, "PYTHONPATH": str(_ROOT)}
        return subprocess.Popen(command, cwd=cluster, env=env, stderr=subprocess.DEVNULL)

    processes = [started("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0")]
    processes += [started("distributed.cli.dask_worker", "--nthreads", "1") for _ in range(_WORKERS)]
    try:
        while not told.exists():
            time.sleep(0.1)
        time.sleep(5)  # until the workers are there
        yield json.loads(told.read_text(encoding="utf-8"))["address"]
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()


_seen: dict[int, float] = {}  # most memory of each dask worker, by process


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds of a build by the clock and of processors, and the most memory of a process that reads, in MB."""

    clock: float
    cpu: float
    memory: float

    def __str__(self) -> str:
        return f"{self.clock:.1f} s, {self.cpu:.1f} s of processors, at most {self.memory:,.0f} MB a process that reads"


def _built(folder: Path, name: str, *words: str) -> Cost:
    before = _cpu()
    command = [sys.executable, "-m", "kg", "build", str(folder / "laws"), "--output", str(folder / name), *words]
    start = time.monotonic()
    with subprocess.Popen(command, cwd=_ROOT, stderr=subprocess.PIPE, text=True) as process:
        most = [0.0]
        watch = threading.Thread(target=_watch, args=(process, most), daemon=True)
        watch.start()
        _, words_told = process.communicate()
    if process.returncode not in {0, 1}:
        sys.exit(words_told)
    clock = time.monotonic() - start
    watch.join()
    return Cost(clock=clock, cpu=_cpu() - before, memory=most[0])


def _cpu() -> float:
    """Seconds of processors so far: of the builds and of the cluster, with all that they started and that has ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cluster = [process.cpu_times() for process in psutil.Process().children(recursive=True)]
    ours = [each.user + each.system + each.children_user + each.children_system for each in cluster]
    return used.ru_utime + used.ru_stime + float(sum(ours))


def _watch(process: subprocess.Popen[bytes], most: list[float]) -> None:
    while process.poll() is None:
        for each in psutil.Process().children(recursive=True):
            try:
                words, megabytes = " ".join(each.cmdline()), each.memory_info().rss / 1e6
            except psutil.Error:
                continue
            if "kg.run.worker" in words:
                most[0] = max(most[0], megabytes)
            elif "spawn_main" in words:
                _seen[each.pid] = max(_seen.get(each.pid, 0.0), megabytes)
        time.sleep(0.5)


def _digest(folder: Path) -> str:
    """Of all that a build wrote but the store, whose bytes Oxigraph decides."""
    sha = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).parts[0] not in {"store", ".cache", ".lock"}:
            sha.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return sha.hexdigest()


if __name__ == "__main__":
    main()
