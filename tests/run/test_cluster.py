from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from kg.base.errors import KgError, UsageError
from kg.run import cluster as module
from kg.run.addresses import Address
from kg.run.cluster import cluster
from kg.run.edition import edition
from kg.run.pipeline import Step, Summary, build
from kg.run.settings import Settings
from tests.run.hadoop import hadoop
from tests.run.test_pipeline import TEXTS, bytes_of

ROOT = Path(module.__file__).parent.parent.parent
pytestmark = pytest.mark.enable_socket  # a scheduler of our own, on loopback


def command_of(process: psutil.Process) -> str:
    """Its command line; empty where it has just ended."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


@dataclass(frozen=True, slots=True)
class Running:
    """A scheduler with two workers of one thread each, with their nannies: processes of their own, in a folder of their own."""

    address: str
    scheduler: subprocess.Popen[bytes]
    nannies: tuple[subprocess.Popen[bytes], ...]

    def workers(self) -> list[psutil.Process]:
        """The processes that work: those that a nanny started, not their helpers."""
        found = [child for nanny in self.nannies for child in psutil.Process(nanny.pid).children()]
        return [process for process in found if "spawn_main" in command_of(process)]

    def readers(self) -> list[psutil.Process]:
        """The processes that read documents for them."""
        found = [child for nanny in self.nannies for child in psutil.Process(nanny.pid).children(recursive=True)]
        return [process for process in found if "scripted_worker" in command_of(process)]


@pytest.fixture
def light(tmp_path: Path) -> Path:
    """Documents that the scripted worker does not read: they take no time."""
    folder = tmp_path / "light"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"LIGHT {number}", encoding="utf-8")
    return folder


@contextmanager
def running(folder: Path, workers: int = 2) -> Iterator[Running]:
    paths = os.pathsep.join([str(ROOT), str(Path(__file__).parent)])
    env = {**os.environ, "PYTHONPATH": paths, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    told = folder / "scheduler.json"

    def started(*words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", *words, "--no-dashboard"]
        return subprocess.Popen(command, env=env, cwd=folder, stderr=subprocess.DEVNULL, start_new_session=True)

    scheduler = started(
        "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told)
    )
    script = str(Path(__file__).with_name("scripted_cluster.py"))
    nannies = tuple(
        started("distributed.cli.dask_worker", "--scheduler-file", str(told), "--nthreads", "1", "--preload", script)
        for _ in range(workers)
    )
    try:
        awaited(told.exists)
        address = json.loads(told.read_text(encoding="utf-8"))["address"]
        yield Running(address=address, scheduler=scheduler, nannies=nannies)
    finally:
        for process in (*nannies, scheduler):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def awaited(is_so: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("cluster")) as found:
        yield found


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    for name, text in TEXTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def made(
    two: Running,
    *places: Path | Address,
    output: Path,
    shared: Path | Address | None = None,
    workers: int = 2,
    **more: Any,  # noqa: ANN401 - what build takes
) -> Summary:
    """A build by all workers."""
    from distributed import Client  # noqa: PLC0415

    with Client(two.address, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=30)
    with cluster(two.address, shared=shared) as workforce:
        return build(places, output=output, settings=Settings(), workforce=workforce, **more)


def local(*places: Path | Address, output: Path) -> dict[str, str]:
    build(places, output=output, settings=Settings(), jobs=1)
    return bytes_of(output)


def test_a_cluster_gives_the_bytes_of_a_local_build(two: Running, documents: Path, tmp_path: Path) -> None:
    """Also where a worker is killed in the middle, whose place another takes, and when only what changed is read again."""
    for number in range(3):
        (documents / f"slow{number}.txt").write_text(f"SLOW {number}. {TEXTS['b.md']}", encoding="utf-8")
    killed: list[int] = []

    def kill_one(_: Step) -> None:
        if not killed:
            busy = two.readers()[0].parent()
            assert busy
            killed.append(busy.pid)
            busy.kill()

    output = tmp_path / "out"
    summary = made(two, documents, output=output, progress=kill_one)
    assert (summary.documents, summary.kept, summary.unreadable, summary.facts) == (6, 0, 0, 6)
    assert bytes_of(output) == local(documents, output=tmp_path / "local")
    awaited(lambda: len(two.workers()) == 2)
    assert killed[0] not in [worker.pid for worker in two.workers()]
    (documents / "a.txt").write_text("De Inspectie van het Onderwijs houdt toezicht op scholen.\n", encoding="utf-8")
    summary = made(two, documents, output=output, shared=tmp_path / "shared")  # results come by way of another folder
    assert (summary.documents, summary.kept) == (6, 5)
    assert bytes_of(output) == local(documents, output=tmp_path / "local")
    assert list((tmp_path / "shared").iterdir()) == []
    kept = [sorted(path.name for path in (folder / ".cache").iterdir()) for folder in (output, tmp_path / "local")]
    assert kept[0] == kept[1]
    awaited(lambda: two.readers() == [])


def test_bad_documents_cost_themselves(two: Running, light: Path, tmp_path: Path) -> None:
    """What crashes its reader is told of as by a local build; what kills the worker itself costs that document too."""
    (light / "crash.txt").write_text("CRASH", encoding="utf-8")
    (light / "kill.txt").write_text("KILL", encoding="utf-8")
    summary = made(two, light, output=tmp_path / "out")
    assert (summary.documents, summary.exit_code) == (5, 1)
    told = {issue.document: (issue.code, issue.message) for issue in summary.issues if issue.stage == "run"}
    assert told == {
        "crash.txt": ("document-crashed", "the process that read it was ended by signal 9"),
        "kill.txt": ("document-crashed", "2 workers of the cluster were lost while they read it"),
    }


def test_documents_and_results_by_address(two: Running, documents: Path, tmp_path: Path) -> None:
    """Where all is reached by address the outputs are those of the same files by path."""
    (documents / "a.txt.meta.json").write_text('{"title": "Een titel"}', encoding="utf-8")
    (documents / ".hidden.txt").write_text("Verborgen.", encoding="utf-8")
    local(documents, output=tmp_path / "local")
    with hadoop(tmp_path) as address:
        place, shared = Address(f"{address}/in"), Address(f"{address}/results/of/kg")
        summary = made(two, place, output=tmp_path / "out", shared=shared)
        assert (summary.documents, summary.unreadable, summary.facts) == (3, 0, 3)
        assert made(two, place, output=tmp_path / "out", shared=shared).kept == 3
        assert local(place, output=tmp_path / "again") == bytes_of(tmp_path / "local")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "local")
    assert "Een titel" in (tmp_path / "out" / "graph.trig").read_text(encoding="utf-8")
    assert list((tmp_path / "results" / "of" / "kg").iterdir()) == []


def test_control_c_leaves_the_last_good_output(two: Running, light: Path, tmp_path: Path) -> None:
    """It ends the processes of the workers too."""
    output = tmp_path / "out"
    made(two, light, output=output)
    old = bytes_of(output)
    for number in range(20):
        (light / f"slow{number}.txt").write_text(f"SLOW LIGHT {number}.", encoding="utf-8")
    command = [sys.executable, "-m", "kg", "build", str(light), "--output", str(output), "--cluster", two.address]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        awaited(lambda: two.readers() != [])
        time.sleep(1)
        os.killpg(process.pid, signal.SIGINT)
        _, words = process.communicate(timeout=20)
    assert (process.returncode, words.strip()) == (130, "kg: stopped")
    assert bytes_of(output) == old
    awaited(lambda: two.readers() == [])


def test_a_worker_that_sees_something_else(
    two: Running, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents or a shared place that a worker does not see, or another kg there, stop the build with its name."""
    monkeypatch.chdir(tmp_path)
    mine = Path("/proc/self/cwd")  # another folder in each process
    with pytest.raises(KgError, match=r"worker tcp://127\.0\.0\.1:\d+: does not see /proc/self/cwd/in/.*address"):
        made(two, mine / "in", output=tmp_path / "out")
    with pytest.raises(KgError, match=r"worker tcp://127\.0\.0\.1:\d+: does not see /proc/self/cwd/s as .*--shared"):
        made(two, documents, output=tmp_path / "out", shared=mine / "s")
    monkeypatch.setattr(module, "edition", lambda ocr="": {**edition(ocr), "kg": "0.0"})
    with pytest.raises(
        KgError, match=r"worker tcp://127\.0\.0\.1:\d+: differs .*: kg 0\.1\.0 there, 0\.0 here.*Install"
    ):
        made(two, documents, output=tmp_path / "out")


def test_a_lost_scheduler(light: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheduler that goes in the middle ends the build with a word; what was read is kept, the last output stands."""
    (light / "slow.txt").write_text("SLOW LIGHT", encoding="utf-8")
    (tmp_path / "cluster").mkdir()
    monkeypatch.setattr(module, "ANSWER_SECONDS", 5.0)
    with running(tmp_path / "cluster", workers=1) as one:
        awaited(lambda: one.workers() != [])
        with pytest.raises(
            KgError, match=r": the scheduler is gone\. Start it, and build again: what was read is kept"
        ):
            made(one, light, output=tmp_path / "out", workers=1, progress=lambda _: one.scheduler.kill())
    assert [path.name for path in (tmp_path / "out").iterdir() if not path.name.startswith(".")] == []
    assert len(list((tmp_path / "out" / ".cache").glob("*.result"))) >= 1


def test_no_cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no scheduler answers, it has no workers, or dask is not installed, the words say what to do."""
    monkeypatch.setattr(module, "ANSWER_SECONDS", 1.0)
    with pytest.raises(
        KgError, match=r"^tcp://127\.0\.0\.1:1: no scheduler answers there within 1 seconds\. Start one"
    ):
        entered("tcp://127.0.0.1:1")
    with pytest.raises(UsageError, match=r"^tcp//wrong: is not the address of a scheduler\. Write one as tcp://"):
        entered("tcp//wrong")
    monkeypatch.setattr(module, "ANSWER_SECONDS", 15.0)
    with running(tmp_path, workers=0) as none, pytest.raises(KgError, match=r"^the scheduler has no workers\. Start"):
        entered(none.address)
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"needs dask, which is not installed\. Install .*toezichtgraaf\[cluster\]"):
        entered("tcp://127.0.0.1:1")


def entered(address: str) -> None:
    with cluster(address):
        pass
