"""Builds that are broken on purpose: the output is always a good one, and the next build equals a clean one."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from kg.base.issues import Outcome
from kg.graph.renew import NOTES
from kg.graph.store import MARKER, open_store
from kg.publish.model import CatalogueSettings
from kg.publish.publish import publish
from kg.run import pipeline
from kg.run.check import issues_of_output
from kg.run.pipeline import Summary, build
from kg.run.settings import Floors, Settings
from kg.run.sources import Source, sources_from_paths

ROOT = Path(pipeline.__file__).parent.parent.parent
SENTENCES = (
    "De Inspectie Justitie en Veiligheid houdt toezicht op het Centraal Orgaan opvang asielzoekers.",
    "De Autoriteit Persoonsgegevens houdt toezicht op de Politie.",
    "De Nederlandse Voedsel- en Warenautoriteit houdt toezicht op slachthuizen.",
    "De Inspectie van het Onderwijs houdt toezicht op scholen.",
    "De Kansspelautoriteit houdt toezicht op de Politie.",
    "De Nederlandse Zorgautoriteit houdt toezicht op zorgaanbieders.",
)


def documents_in(folder: Path) -> Path:
    folder.mkdir()
    for number, sentence in enumerate(SENTENCES):
        (folder / f"{number}.txt").write_text(f"{sentence}\n", encoding="utf-8")
    return folder


def made(*paths: Path, output: Path) -> Summary:
    return build(paths, output=output, settings=Settings(), jobs=1)


def content(output: Path) -> dict[str, str]:
    """Digests of all files of an output; of the store, whose bytes Oxigraph decides, that of its quads."""
    found = {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.relative_to(output).parts[0] not in {"store", ".cache", ".lock"}
    }
    quads = "\n".join(sorted(map(str, open_store(output / "store"))))
    return found | {"store": hashlib.sha256(quads.encode()).hexdigest()}


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with documents, `in`, and their output, `out`."""
    folder = tmp_path_factory.mktemp("before")
    made(documents_in(folder / "in"), output=folder / "out")
    return folder


@pytest.fixture(scope="module")
def clean(before: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a clean build gives after one of the documents went: for that no process that reads has to start."""
    folder = tmp_path_factory.mktemp("clean")
    shutil.copytree(before / "in", folder / "in")
    (folder / "in/3.txt").unlink()
    made(folder / "in", output=folder / "out")
    return content(folder / "out")


@pytest.fixture
def place(before: Path, tmp_path: Path) -> Path:
    """A copy of what was built, in which one document is gone since."""
    shutil.copytree(before, tmp_path / "copy")
    (tmp_path / "copy/in/3.txt").unlink()
    return tmp_path / "copy"


def flip(path: Path) -> None:
    """Turns every seventh byte of the middle of a file around."""
    data = bytearray(path.read_bytes())
    for at in range(len(data) // 4, len(data) // 2, 7):
        data[at] ^= 0xFF
    path.unlink()
    path.write_bytes(data)


def damaged_tables(store: Path) -> None:
    for path in store.glob("*.sst"):
        flip(path)


def file_in_its_place(store: Path) -> None:
    shutil.rmtree(store)
    store.write_text("no folder")


HARMS: dict[str, Callable[[Path], object]] = {
    "none": lambda _: None,
    "gone": shutil.rmtree,
    "another version": lambda store: (store / MARKER).write_text('{"format": 0}'),
    "no marker": lambda store: (store / MARKER).unlink(),
    "no notes": lambda store: (store / NOTES).unlink(),
    "damaged notes": lambda store: flip(store / NOTES),
    "damaged tables": damaged_tables,
    "a table gone": lambda store: max(store.glob("*.sst"), key=lambda path: path.stat().st_size).unlink(),
    "no list of tables": lambda store: (store / "CURRENT").write_text("MANIFEST-999999\n"),
    "a file in its place": file_in_its_place,
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_store_is_made_anew(place: Path, clean: dict[str, str], harm: str) -> None:
    """Whatever became of the store of the former build, the next build equals a clean one, to the quads of its store."""
    HARMS[harm](place / "out/store")
    summary = made(place / "in", output=place / "out")
    assert (summary.documents, summary.kept) == (5, 5)
    assert content(place / "out") == clean


def test_a_sound_store_is_taken_over(place: Path) -> None:
    """Where little changed the store is renewed, not loaded: its notes count it."""
    made(place / "in", output=place / "out")
    told = json.loads((place / "out/store" / NOTES).read_text(encoding="utf-8").split("\n")[1])
    assert told["renewals"] == 1


def test_two_builds_at_once(place: Path, clean: dict[str, str]) -> None:
    """Of two builds of one output one does its work, and the other says that it must wait, or does it after it."""
    command = [sys.executable, "-m", "kg", "build", str(place / "in"), "--output", str(place / "out"), "--jobs", "1"]
    both = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = [process.communicate(timeout=120)[1] for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes in ([0, 0], [0, 1])
    if codes == [0, 1]:
        words = next(words for process, words in zip(both, told, strict=True) if process.returncode == 1)
        assert "another build is at work on this folder. Wait until it is done." in words
    assert content(place / "out") == clean


def test_the_clock_does_not_matter(place: Path, clean: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of the future and of 1970, another time zone and another SOURCE_DATE_EPOCH give the same bytes."""
    for number, path in enumerate(sorted(place.rglob("*.*"))):
        os.utime(path, (0, 0) if number % 2 else (4e9, 4e9), follow_symlinks=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setattr(time, "time", lambda: 4e9)
    summary = made(place / "in", output=place / "out")
    assert summary.kept == 5
    assert content(place / "out") == clean


def becomes_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def test_sources_that_change_while_they_are_read(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that changes, goes or becomes something else after it was found is told of; the rest is built, the next build is clean."""
    changes: dict[str, Callable[[Path], object]] = {
        "0.txt": lambda path: path.write_text("Nu iets anders.\n", encoding="utf-8"),
        "1.txt": lambda path: path.unlink(),
        "2.txt": becomes_folder,
    }
    real = sources_from_paths

    def found(paths: Sequence[Path], *, output: Path, endings: frozenset[str]) -> Outcome[Source]:
        sources = real(paths, output=output, endings=endings)
        for name, change in changes.items():
            change(place / "in" / name)
        return sources

    monkeypatch.setattr(pipeline, "sources_from_paths", found)
    output = tmp_path / "new"
    summary = made(place / "in", output=output)
    monkeypatch.undo()
    assert (summary.documents, summary.unreadable, summary.exit_code) == (5, 3, 1)
    told = {issue.document: issue.code for issue in summary.issues if issue.document}
    assert told.keys() == changes.keys()
    assert told["0.txt"] == "source-changed"
    made(place / "in", output=output)
    made(place / "in", output=tmp_path / "again")
    assert content(output) == content(tmp_path / "again")


NAMES = (
    "een rapport met spaties.txt",
    "aanhaling \"dubbel\" en 'enkel'.txt",
    "twee\nregels en een\ttab.txt",
    "emoji 🚲 en é.txt",
    "lang " + "x" * 240 + ".txt",
    "} DROP ALL ; SELECT * { ?s ?p ?o .txt",
    "<img src=x onerror=alert(1)>&amp;.txt",
    "-rf.txt",
    "$(touch gehackt) `id` %s {0}.txt",
)


def test_odd_names_go_all_the_way(tmp_path: Path) -> None:
    """Names with anything in them come through reading, graph, picture, checks and publication; a folder x.pdf is a folder."""
    folder = tmp_path / "in"
    (folder / "map.pdf").mkdir(parents=True)
    names = [os.fsencode(name) for name in NAMES] + [b"geen tekst \xff\xfe.txt", b"map.pdf/binnen.txt"]
    for number, name in enumerate(names):
        text = f"{SENTENCES[number % len(SENTENCES)]} Dit is stuk {number}.\n"
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(text, encoding="utf-8")
    (folder / "kring").symlink_to(folder)
    (folder / "zelf.txt").symlink_to(folder / "zelf.txt")
    (folder / "leeg.pdf").mkdir()
    os.mkfifo(folder / "pijp.pdf")
    output = tmp_path / "out"
    summary = made(folder, output=output)
    assert (summary.documents, summary.unreadable) == (len(names), 0)
    assert [(issue.code, Path(issue.place).name) for issue in summary.issues if issue.code.startswith("source")] == [
        ("source-unreadable", "pijp.pdf"),
        ("source-unreadable", "zelf.txt"),
    ]
    files = [row["file"] for row in rows(output / "documents.jsonl")]
    assert len({*files}) == len(names)
    assert len(list((output / "text").iterdir())) == len(names)
    assert {row["document"] for row in rows(output / "facts.jsonl")} == {*files}
    assert not [issue for issue in issues_of_output(output, Floors()) if issue.stage == "check" and issue.document]
    assert "<img src=x" not in (output / "graph.html").read_text(encoding="utf-8")
    publish(output, tmp_path / "site", CatalogueSettings())
    pages = [path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*.html")]
    assert len(pages) > len(names)
    assert not any("<img src=x" in page for page in pages)
    assert not list(tmp_path.rglob("gehackt"))
