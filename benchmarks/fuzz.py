"""Spoilt files of every form, for a bounded time: what became of them, and the number of each that went wrong.

    python benchmarks/fuzz.py [--seconds 600] [--from 0] [--forms .pdf .docx] [--whole]

Each number makes the same spoilt file of each form (tests/mutants.py). It is read; with `--whole` all that a build does with it is done:
names, facts, triples. A batch is read in a process of its own, which the sockets of the machine are forbidden to. Counted are files
read and refused; crashes of a process, errors that are no refusals, and files that took more than 20 s are named with their numbers.
Exit code 1 where there were any.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

_BATCH = 100
_SECONDS = 20.0


def batch(forms: list[str], first: int, *, whole: bool) -> None:
    """Reads the files of a batch and prints a line of JSON before and after each."""
    from kg.base.knowledge import read_knowledge  # noqa: PLC0415 - only in the process that reads
    from kg.run.sources import Source  # noqa: PLC0415
    from kg.run.work import result_from_source  # noqa: PLC0415
    from tests.mutants import mutant  # noqa: PLC0415

    def forbid(event: str, _arguments: object) -> None:
        if event in {"socket.connect", "socket.getaddrinfo", "os.system", "os.exec"}:
            raise SystemError(f"{event} is forbidden")

    sys.addaudithook(forbid)
    knowledge = read_knowledge()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(first, first + _BATCH):
            for form in forms:
                _tell(form, number, "begun")
                start = time.process_time()
                path = Path(folder) / f"stuk{form}"
                path.write_bytes(mutant(form, number))
                try:
                    told = _told(path, knowledge, result_from_source, Source, whole=whole)
                except Exception as error:  # noqa: BLE001 - that is what is looked for
                    told = f"error {type(error).__name__}: {error}"[:200]
                _tell(form, number, "slow" if time.process_time() - start > _SECONDS else told)


def _told(path, knowledge, result_from_source, source_of, *, whole: bool) -> str:  # type: ignore[no-untyped-def]  # noqa: ANN001
    import hashlib  # noqa: PLC0415

    from kg.document.from_file import document_from_file  # noqa: PLC0415

    if not whole:
        found = document_from_file(path, name=path.name)
        return "read" if found.items else "refused" if found.issues else "error: neither read nor refused"
    data = path.read_bytes()
    source = source_of(path=path, name=path.name, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
    run = f"https://example.org/id/run/{'0' * 32}"
    result = result_from_source(source, knowledge=knowledge, base="https://example.org/id/", run=run)
    if result is None:
        return "error: no result"
    return "read" if result.document_id else "refused" if result.issues else "error: neither read nor refused"


def _tell(form: str, number: int, what: str) -> None:
    print(json.dumps([form, number, what]), flush=True)


def main() -> None:
    """Reads batches until the time is over, and prints the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--forms", nargs="+", default=[".docx", ".html", ".md", ".pdf", ".txt", ".xml"])
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--batch", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.batch:
        batch(asked.forms, asked.first, whole=asked.whole)
        return
    end, number = time.monotonic() + asked.seconds, asked.first
    count: Counter[tuple[str, str]] = Counter()
    wrong: list[str] = []
    while time.monotonic() < end:
        words = ["--batch", "--from", str(number), "--forms", *asked.forms, *(["--whole"] if asked.whole else [])]
        with subprocess.Popen([sys.executable, __file__, *words], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            begun: tuple[str, int] | None = None
            for line in process.stdout:
                form, which, what = json.loads(line)
                begun = (form, which) if what == "begun" else None
                if what != "begun":
                    count[form, what if what in {"read", "refused"} else "wrong"] += 1
                    wrong += [] if what in {"read", "refused"} else [f"{form} {which}: {what}"]
                if time.monotonic() > end + 60:
                    process.kill()
        if process.returncode and begun and time.monotonic() < end + 60:
            count[begun[0], "wrong"] += 1
            wrong.append(f"{begun[0]} {begun[1]}: the process ended with {process.returncode}")
        number += _BATCH
    for form in asked.forms:
        print(f"{form}: " + ", ".join(f"{what} {times:,}" for (of, what), times in sorted(count.items()) if of == form))
    print(f"{count.total():,} files, {len(wrong)} wrong" + "".join(f"\n  {one}" for one in wrong[:50]))
    raise SystemExit(int(bool(wrong)))


if __name__ == "__main__":
    main()
