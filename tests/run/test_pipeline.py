from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from kg.base.errors import KgError
from kg.run import crew
from kg.run.outputs import OUTPUT_NAMES
from kg.run.pipeline import Step, Summary, build
from kg.run.replace import settle
from kg.run.settings import BuildSettings, Settings

ROOT = Path(crew.__file__).parent.parent.parent
TEXTS = {
    "a.txt": "De Inspectie Justitie en Veiligheid houdt toezicht op het Centraal Orgaan opvang asielzoekers.\n",
    "b.md": "De Autoriteit Persoonsgegevens houdt toezicht op de Politie.\n",
    "map/c.txt": "De Nederlandse Voedsel- en Warenautoriteit houdt toezicht op slachthuizen.\n",
}


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    for name, text in TEXTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that misbehave where a document tells them to."""
    monkeypatch.setattr(crew, "WORKER", "scripted_worker")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))


def made(*paths: Path, output: Path, fresh: bool = False, jobs: int = 2, settings: Settings | None = None) -> Summary:
    return build(paths, output=output, settings=settings or Settings(), jobs=jobs, fresh=fresh)


def bytes_of(output: Path) -> dict[str, str]:
    """Digests of all files of an output but those of the store, whose bytes Oxigraph decides."""
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.relative_to(output).parts[0] not in {"store", ".cache", ".lock"}
    }


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_build_makes_every_file(documents: Path, tmp_path: Path) -> None:
    """A build makes all files of the contract; every fact's quote stands at its place in the text of its document."""
    output = tmp_path / "out"
    summary = made(documents, output=output)
    assert {path.name for path in output.iterdir() if not path.name.startswith(".")} == OUTPUT_NAMES
    assert (summary.documents, summary.kept, summary.unreadable, summary.exit_code) == (3, 0, 0, 0)
    assert [row["file"] for row in rows(output / "documents.jsonl")] == ["a.txt", "b.md", "c.txt"]
    facts = rows(output / "facts.jsonl")
    assert len(facts) == summary.facts
    assert [(fact["document"], fact["predicate"]) for fact in facts] == [
        ("a.txt", "supervises"),
        ("b.md", "supervises"),
        ("c.txt", "supervises"),
    ]
    for fact in facts:
        text = (output / "text" / f"{fact['document']}.txt").read_text(encoding="utf-8")
        assert text[fact["start"] : fact["end"]] == fact["quote"]


def test_rows_have_their_keys_in_order(documents: Path, tmp_path: Path) -> None:
    """The lines of the .jsonl files have the keys of the contract, in its order."""
    output = tmp_path / "out"
    made(documents, output=output)
    assert " ".join(rows(output / "facts.jsonl")[0]) == (
        "id document page start end quote subject subject_label subject_names subject_type predicate "
        "object object_label object_names object_type modality basis basis_label basis_provisions "
        "basis_provision_labels rule confidence places valid topics topic_places towards towards_label"
    )
    assert (
        " ".join(rows(output / "mentions.jsonl")[0])
        == "document page start end text type entity label names rule provisions"
    )
    assert (
        " ".join(rows(output / "documents.jsonl")[0])
        == "file sha256 pages words facts by_ocr not_understood publications"
    )


def test_order_and_jobs_do_not_matter(documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same files, named in another order and read by another number of processes, give the same bytes."""
    monkeypatch.setattr(crew, "BYTES_PER_WORKER", 1)
    parts = [documents / "map", documents / "b.md", documents / "a.txt"]
    made(*parts, output=tmp_path / "one", jobs=1)
    made(*reversed(parts), output=tmp_path / "two", jobs=3)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_incremental_equals_clean(documents: Path, tmp_path: Path) -> None:
    """After changes an incremental build reads only what changed, and gives the bytes of a clean one."""
    output = tmp_path / "out"
    made(documents, output=output)
    (documents / "a.txt").write_text("De Inspectie van het Onderwijs houdt toezicht op scholen.\n", encoding="utf-8")
    (documents / "d.txt").write_text("Niets.\n", encoding="utf-8")
    (documents / "b.md").unlink()
    summary = made(documents, output=output)
    assert (summary.documents, summary.kept) == (3, 1)
    made(documents, output=tmp_path / "clean")
    assert bytes_of(output) == bytes_of(tmp_path / "clean")
    assert len(list((output / ".cache").iterdir())) == 3
    assert made(documents, output=output).kept == 3
    assert made(documents, output=output, fresh=True).kept == 0
    assert bytes_of(output) == bytes_of(tmp_path / "clean")


def test_unreadable_is_never_unchanged(documents: Path, tmp_path: Path) -> None:
    """A document that gave nothing is not counted among those that did not change."""
    (documents / "bad.txt").write_bytes(b"\xff")
    made(documents, output=tmp_path / "out")
    again = made(documents, output=tmp_path / "out")
    assert (again.documents, again.kept, again.unreadable) == (4, 3, 1)


def test_new_metadata_is_read(documents: Path, tmp_path: Path) -> None:
    """A .meta.json that appears beside a document makes it be read again."""
    made(documents, output=tmp_path / "out")
    (documents / "a.txt.meta.json").write_text('{"title": "Een titel"}')
    assert made(documents, output=tmp_path / "out").kept == 2
    assert "Een titel" in (tmp_path / "out" / "graph.trig").read_text(encoding="utf-8")


def test_damaged_cache_is_rebuilt(documents: Path, tmp_path: Path) -> None:
    """A damaged result of an earlier build is not used but made again."""
    output = tmp_path / "out"
    made(documents, output=output)
    before = bytes_of(output)
    first, *_ = sorted((output / ".cache").iterdir())
    first.write_bytes(first.read_bytes()[:-20])
    assert made(documents, output=output).kept == 2
    assert bytes_of(output) == before


@pytest.mark.usefixtures("scripted")
@pytest.mark.parametrize(
    ("word", "code", "message"),
    [
        ("CRASH", "document-crashed", "the process that read it was ended by signal 9"),
        ("HANG", "document-timeout", "reading it took more than 6 seconds"),
        ("GROW", "document-memory", "reading it took more than 1000 MB of memory"),
        ("BUG", "document-crashed", "the process that read it ended with exit code 1: ZeroDivisionError: a bug"),
        ("EXIT", "document-crashed", "the process that read it ended with exit code 3: words of a library, no answer"),
    ],
)
def test_a_bad_document_costs_itself(documents: Path, tmp_path: Path, word: str, code: str, message: str) -> None:
    """A document that crashes, hangs or eats memory is reported; the rest is built, and it is tried again next time."""
    (documents / "bad.txt").write_text(word)
    seconds = 6 if word == "HANG" else 120  # the first document of a worker waits until its patterns are compiled
    settings = Settings(build=BuildSettings(seconds_per_document=seconds, memory_mb=1000))
    output = tmp_path / "out"
    summary = made(documents, output=output, settings=settings)
    assert (summary.documents, summary.unreadable, summary.facts, summary.exit_code) == (4, 1, 3, 1)
    (issue,) = [issue for issue in summary.issues if issue.document == "bad.txt"]
    assert (issue.code, issue.message, issue.page) == (code, message, None)
    assert {row["code"]: row["message"] for row in rows(output / "issues.jsonl")}[code] == message
    bad = next(row for row in rows(output / "documents.jsonl") if row["file"] == "bad.txt")
    assert bad["not_understood"] == [
        {"page": None, "start": None, "end": None, "rule": None, "words": "", "reason": message}
    ]
    (documents / "bad.txt").write_text("Goed.")
    again = made(documents, output=output)
    assert (again.kept, again.unreadable) == (3, 0)


@pytest.mark.usefixtures("scripted")
def test_what_fails_once_is_tried_once_more(documents: Path, tmp_path: Path) -> None:
    """A worker that was killed from outside costs nothing: its document is read by another."""
    (documents / "once.txt").write_text("ONCE")
    summary = made(documents, output=tmp_path / "out")
    assert (summary.documents, summary.unreadable) == (4, 0)


@pytest.mark.usefixtures("scripted")
def test_a_full_disk_is_no_fault_of_a_document(documents: Path, tmp_path: Path) -> None:
    """The build ends with the reason, the last good output stands, nothing half is left; with room it goes on."""
    output = tmp_path / "out"
    made(documents, output=output)
    old = bytes_of(output)
    (documents / "d.txt").write_text("FULL De Kansspelautoriteit houdt toezicht op de Politie.\n", encoding="utf-8")
    with pytest.raises(KgError) as raised:
        made(documents, output=output)
    assert str(raised.value) == (
        f"{output}/.cache: cannot be written (File too large). "
        "Make room, or choose another folder with --output; an earlier output there stands as it was."
    )
    assert bytes_of(output) == old
    assert [path.name for path in (output / ".cache").iterdir() if path.suffix != ".result"] == []
    (documents / "d.txt").write_text("De Kansspelautoriteit houdt toezicht op de Politie.\n", encoding="utf-8")
    summary = made(documents, output=output)
    assert (summary.documents, summary.kept, summary.unreadable) == (4, 3, 0)


def test_progress_counts_up(documents: Path, tmp_path: Path) -> None:
    """Progress tells each document once, then the writing."""
    steps: list[Step] = []
    build([documents], output=tmp_path / "out", settings=Settings(), jobs=2, progress=steps.append)
    assert [(step.done, step.total) for step in steps] == [(1, 3), (2, 3), (3, 3), (0, 0)]
    assert {step.name for step in steps} == {"a.txt", "b.md", "c.txt", "writing"}


def test_killed_at_any_moment(documents: Path, tmp_path: Path) -> None:
    """A build that is killed leaves the last good output, or a whole new one that the next command puts in place."""
    output, clean = tmp_path / "out", tmp_path / "clean"
    made(documents, output=output)
    old = bytes_of(output)
    (documents / "new.txt").write_text("De Kansspelautoriteit houdt toezicht op de Politie.\n", encoding="utf-8")
    start = time.monotonic()
    made(documents, output=clean)
    seconds = time.monotonic() - start
    new = bytes_of(clean)
    chance = random.Random(2)
    moments = sorted(chance.uniform(0.2, 1.2) * (seconds + 0.5) for _ in range(5))
    for moment in moments:
        command = [sys.executable, "-m", "kg", "build", str(documents), "--output", str(output), "--fresh"]
        with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True) as process:
            try:
                process.wait(moment)
            except subprocess.TimeoutExpired:
                os.kill(process.pid, signal.SIGKILL)
        settle(output)
        assert bytes_of(output) in (old, new)
    made(documents, output=output)
    assert bytes_of(output) == new


def test_stopped_by_hand(documents: Path, tmp_path: Path) -> None:
    """Control-C ends a build with one line and exit code 130, and the last good output stands."""
    output = tmp_path / "out"
    made(documents, output=output)
    old = bytes_of(output)
    (documents / "long.txt").write_text("De Politie werkt samen met de gemeenten. " * 200_000, encoding="utf-8")
    command = [sys.executable, "-m", "kg", "build", str(documents), "--output", str(output), "--fresh"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        while not (output / ".building").exists():
            time.sleep(0.05)
        time.sleep(1)
        os.killpg(process.pid, signal.SIGINT)
        _, words = process.communicate(timeout=20)
    assert (process.returncode, words.strip()) == (130, "kg: stopped")
    assert bytes_of(output) == old
