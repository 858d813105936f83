from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from kg.base.errors import UsageError
from kg.cli import commands
from kg.document.from_file import readable_endings
from kg.run.addresses import Address, Unreachable, fetched, held_at, place_from_words, put, remove
from kg.run.pipeline import build
from kg.run.settings import Settings
from kg.run.sources import Source, sources_from_paths

FILES = {
    "a.txt": "Een.",
    "map/a.txt": "Twee.",
    "map/dieper/c.md": "Drie.",
    "map/dieper/c.md.meta.json": '{"title": "Drie"}',
    "map/vier.txt": "Een.",  # the bytes of a.txt
    "plaatje.png": "geen tekst",
    ".verborgen/e.txt": "Vijf.",
    "uit/facts.jsonl": "",
    "uit/text/f.txt": "Zes.",
    "uit/.kg-output.json": '["facts.jsonl", "text"]',
}


@pytest.fixture
def memory() -> Iterator[Address]:
    """The files in the memory of this process."""
    system = MemoryFileSystem()
    for name, text in FILES.items():
        put(f"memory://bak/in/{name}", text.encode())
    yield Address("memory://bak/in")
    system.rm("/bak", recursive=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The same files on disk."""
    for name, text in FILES.items():
        path = tmp_path / "bak" / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "bak" / "in"


def told(sources: tuple[Source, ...]) -> list[tuple[str, str, int, str]]:
    return [(source.name, source.sha256, source.size, source.meta_sha256) for source in sources]


def test_an_address_follows_the_rules_of_a_path(memory: Address, folder: Path, tmp_path: Path) -> None:
    """Names, digests, what is left out and what is told of are the same."""
    there = sources_from_paths([memory], output=tmp_path / "out", endings=readable_endings)
    here = sources_from_paths([folder], output=tmp_path / "out", endings=readable_endings)
    assert [source.name for source in there.items] == ["c.md", "in/a.txt", "map/a.txt"]
    assert told(there.items) == told(here.items)
    assert [(issue.code, issue.severity) for issue in there.issues] == [
        (issue.code, issue.severity)
        for issue in sorted(here.issues, key=lambda issue: issue.place.replace(str(folder), ""))
    ]
    assert {source.name: source.address for source in there.items} == {
        "c.md": "memory://bak/in/map/dieper/c.md",
        "in/a.txt": "memory://bak/in/a.txt",
        "map/a.txt": "memory://bak/in/map/a.txt",
    }


def test_a_file_by_address(memory: Address, tmp_path: Path) -> None:
    """One file may be named itself; its .meta.json is found beside it; the same file twice is read once."""
    place = Address(f"{memory.text}/map/dieper/c.md")
    found = sources_from_paths([place, memory], output=tmp_path / "out", endings=readable_endings)
    (source,) = [source for source in found.items if source.name == "c.md"]
    assert (source.address, bool(source.meta_sha256)) == (place.text, True)
    assert [issue.code for issue in found.issues].count("same-content") == 1  # that of vier.txt


def test_nothing_there(memory: Address) -> None:
    """An address that holds nothing, or of a kind that nobody reads, is wrong use; what fails later is told of."""
    with pytest.raises(UsageError, match=r"^memory://bak/niets: there is no such file or folder\. Check the address"):
        held_at(Address("memory://bak/niets"))
    with pytest.raises(UsageError, match=r"^gopher://host/map: Protocol not known: gopher"):
        held_at(Address("gopher://host/map"))
    with pytest.raises(UsageError, match=r"^s3://bak/map: .*s3fs.*Install that package"):
        held_at(Address("s3://bak/map"))
    with pytest.raises(UsageError, match=r"a chain of addresses"):
        held_at(Address("simplecache::memory://bak/in"))
    with pytest.raises(UsageError, match=r"^file://elders/map: names another machine"):
        place_from_words("file://elders/map")
    remove(f"{memory.text}/a.txt")
    with pytest.raises(Unreachable, match="FileNotFoundError"):
        fetched(f"{memory.text}/a.txt")
    remove(f"{memory.text}/a.txt")  # twice is no error


def test_what_cannot_be_fetched_costs_itself(memory: Address, tmp_path: Path) -> None:
    """A document that the process that reads does not reach (here: it has a memory of its own) is told of, and tried again next time."""
    summary = build([memory], output=tmp_path / "out", settings=Settings(), jobs=1)
    assert (summary.documents, summary.unreadable, summary.exit_code) == (3, 3, 1)
    told = {issue.document: (issue.code, issue.message) for issue in summary.issues if issue.stage == "run"}
    assert told["c.md"] == (
        "source-unreachable",
        "it could not be fetched (FileNotFoundError: /bak/in/map/dieper/c.md)",
    )
    assert list((tmp_path / "out" / ".cache").glob("*")) == []


def test_fsspec_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words say what to install."""
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(UsageError, match=r"^s3://bak/map: .*needs fsspec.*pip install 'toezichtgraaf\[cluster\]'"):
        held_at(Address("s3://jan:geheim@bak/map"))


def test_the_command_takes_addresses_and_places(tmp_path: Path) -> None:
    """An address reaches the build as it was written; options that do not fit together are wrong use."""
    output = ["--output", str(tmp_path / "out")]
    with pytest.raises(UsageError, match=r"^memory://bak/niets: there is no such file or folder"):
        commands.main(["build", "memory://bak/niets", *output], standalone_mode=False)
    with pytest.raises(click.UsageError, match=r"^--shared belongs to a --cluster\.$"):
        commands.main(["build", "in", *output, "--shared", "s3://bak/uit"], standalone_mode=False)
    with pytest.raises(click.UsageError, match=r"^Give --jobs or --cluster, not both\.$"):
        commands.main(["build", "in", *output, "--jobs", "2", "--cluster", "tcp://127.0.0.1:1"], standalone_mode=False)
