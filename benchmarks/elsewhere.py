"""Sending an output to a store elsewhere, and asking it there: an `oxigraph serve` on this machine, which keeps its graphs on disk.

    python benchmarks/elsewhere.py OUTPUT [--base IRI] [--union]

OUTPUT is an output folder. It is sent three times: to an empty store, unchanged, and with a triple more in one graph. Then named questions
without parameters are asked of the output folder and of the store, each the middle of three. With --union the store
makes the union of its graphs itself, and none is sent.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg.graph.store import Asked, open_store
from kg.publish.model import DEFAULT_BASE
from kg.query.from_graph import ask
from kg.query.questions import question_named, read_questions
from kg.run.elsewhere import opened_endpoint
from kg.run.send import GraphStore, send_output
from kg.run.web import Server

QUESTIONS = ("documenten", "instrumenten-in-voorbereiding", "wie-houdt-toezicht-op-wie", "meest-verbonden")
BIND = "127.0.0.1:7997"


def timed(work: Callable[[], object]) -> float:
    """Seconds of wall time."""
    start = time.monotonic()
    work()
    return time.monotonic() - start


def size(folder: Path) -> float:
    """MB on disk."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def memory(process: int) -> float:
    """The most memory that a process has had, in MB."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1000


def sent(output: Path, base: str, store: GraphStore, *, union: bool) -> None:
    """Sends and prints."""
    start = time.monotonic()
    told = send_output(output, store, base=base, leave_default=union)
    print(f"{told.words()}: {time.monotonic() - start:.1f} s")


def asked(store: Asked, name: str) -> float:
    """The middle of three times, in milliseconds."""
    question = question_named(name, read_questions())
    return 1000 * sorted(timed(lambda: ask(store, question, {})) for _ in range(3))[1]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--base", default=DEFAULT_BASE)
    parser.add_argument("--union", action="store_true")
    told = parser.parse_args()
    program = Path(sys.executable).parent / "oxigraph"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [str(program), "serve", "--location", str(folder / "store"), "--bind", BIND]
        command += ["--union-default-graph"] * told.union
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
            try:
                time.sleep(1)
                with Server(f"http://{BIND}/store") as web:
                    store = GraphStore(web)
                    sent(told.output, told.base, store, union=told.union)
                    sent(told.output, told.base, store, union=told.union)
                    changed = folder / "changed"
                    changed.mkdir()
                    shutil.copy(told.output / "graph.trig", changed)
                    text = (changed / "graph.trig").read_text(encoding="utf-8")
                    (changed / "graph.trig").write_text(
                        text.replace(" {\n", " {\n<urn:one> <urn:triple> <urn:more> .\n", 1), encoding="utf-8"
                    )
                    sent(changed, told.base, store, union=told.union)
                print(f"its store: {size(folder / 'store'):,.0f} MB; its memory: {memory(server.pid):,.0f} MB at most")
                with opened_endpoint(f"http://{BIND}/query") as endpoint:
                    here = open_store(told.output / "store")
                    for question in QUESTIONS:
                        print(
                            f"{question}: {asked(here, question):,.0f} ms here, {asked(endpoint, question):,.0f} ms there"
                        )
            finally:
                server.terminate()


if __name__ == "__main__":
    main()
