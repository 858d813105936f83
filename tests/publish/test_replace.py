from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from kg.base.errors import KgError, UsageError
from kg.base.issues import Issue
from kg.publish.replace import Content, Written, replacing, written

REPOSITORY = Path(__file__).parents[2]
OLD = {"a.txt": b"a1", "b.txt": b"b1", "deep/c.txt": b"c1"}
NEW = {"a.txt": b"a2", "b.txt": b"b1", "d.txt": b"d2"}


def replace_files(
    folder: Path, files: Mapping[str, Content] | Iterable[tuple[str, Content]]
) -> tuple[tuple[str, ...], tuple[Issue, ...]]:
    """Has the folder hold these files."""
    with replacing(folder) as new:
        for name, content in files.items() if isinstance(files, Mapping) else files:
            new.add(name, content)
    return new.names, new.issues


def _held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "publication.json"
    }


def _listed(folder: Path) -> list[str]:
    return list(json.loads((folder / "publication.json").read_text())["files"])


def test_first(tmp_path: Path) -> None:
    """A folder that is not there is made, and publication.json lists what was put in it."""
    assert replace_files(tmp_path / "site", OLD) == (tuple(sorted(OLD)), ())
    assert _held(tmp_path / "site") == OLD
    assert _listed(tmp_path / "site") == sorted(OLD)
    assert not (tmp_path / "site/.publishing").exists()


def test_second(tmp_path: Path) -> None:
    """New files take the place of the old; old files no longer published go, and folders left empty too."""
    replace_files(tmp_path, OLD)
    replace_files(tmp_path, NEW)
    assert _held(tmp_path) == NEW
    assert _listed(tmp_path) == sorted(NEW)
    assert not (tmp_path / "deep").exists()


def test_unchanged_files_are_not_touched(tmp_path: Path) -> None:
    """A file with the same bytes stays the very same file."""
    replace_files(tmp_path, OLD)
    before = (tmp_path / "b.txt").stat()
    replace_files(tmp_path, NEW)
    after = (tmp_path / "b.txt").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_foreign_files_stay(tmp_path: Path) -> None:
    """Files that we did not publish are never touched, not even in a folder of ours that is cleared."""
    (tmp_path / "deep").mkdir()
    foreign = {"CNAME": b"example.nl", "deep/notes.txt": b"mine"}
    for name, data in foreign.items():
        (tmp_path / name).write_bytes(data)
    replace_files(tmp_path, OLD)
    replace_files(tmp_path, NEW)
    assert _held(tmp_path) == NEW | foreign


def test_foreign_file_in_the_way(tmp_path: Path) -> None:
    """A foreign file under one of our names stops the publication before anything is written."""
    (tmp_path / "d.txt").write_bytes(b"mine")
    with pytest.raises(UsageError, match=r"d\.txt: stands in the way"):
        replace_files(tmp_path, NEW)
    assert _held(tmp_path) == {"d.txt": b"mine"}


def test_foreign_file_in_the_way_with_our_bytes(tmp_path: Path) -> None:
    """A file that holds already what we would write is no hindrance."""
    (tmp_path / "d.txt").write_bytes(b"d2")
    replace_files(tmp_path, NEW)
    assert _held(tmp_path) == NEW


def test_outdated_file_that_was_changed_stays(tmp_path: Path) -> None:
    """A file of the former publication that somebody changed is not taken away, and that is told."""
    replace_files(tmp_path, OLD)
    (tmp_path / "deep/c.txt").write_bytes(b"mine now")
    _, (issue,) = replace_files(tmp_path, NEW)
    assert (issue.code, issue.place) == ("publish-outdated-changed", "deep/c.txt")
    assert (tmp_path / "deep/c.txt").read_bytes() == b"mine now"


STEPS = 40  # more than a publication has, so that the last runs end well


@pytest.mark.parametrize("at", range(1, STEPS))
def test_failure_midway_keeps_the_former_publication(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """Whichever step fails, of reading, writing or moving into place, the former publication stands as it was."""
    replace_files(tmp_path, OLD)
    listed = _listed(tmp_path)
    calls = 0

    def failing(real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            nonlocal calls
            calls += 1
            if calls == at:
                raise OSError(28, "No space left on device")
            return real(*args, **kwargs)

        return call

    failed = None
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", failing(Path.replace))
        patched.setattr(Path, "open", failing(Path.open))
        try:
            replace_files(tmp_path, NEW)
        except KgError as error:
            failed = str(error)
    assert (calls >= at) == (failed is not None)
    assert failed is None or failed.endswith("what was published before still stands.")
    assert _held(tmp_path) == (OLD if failed else NEW)
    assert _listed(tmp_path) == (listed if failed else sorted(NEW))
    assert not (tmp_path / ".publishing").exists()
    assert at < STEPS - 1 or failed is None
    replace_files(tmp_path, NEW)
    assert _held(tmp_path) == NEW


KILLED = """
import os, sys
from pathlib import Path
from kg.publish.replace import replacing

real = Path.replace
Path.replace = lambda self, target: os._exit(9) if target.name == sys.argv[2] else real(self, target)
with replacing(Path(sys.argv[1])) as new:
    for name, data in {"a.txt": b"a2", "b.txt": b"b1", "d.txt": b"d2"}.items():
        new.add(name, data)
"""


@pytest.mark.parametrize(("at", "held"), [("publication.json", OLD), ("d.txt", OLD), ("a.txt", OLD | {"d.txt": b"d2"})])
def test_killed_run_is_completed_by_the_next(tmp_path: Path, at: str, held: dict[str, bytes]) -> None:
    """A run killed before files take their places changed nothing; one killed among them is completed by the next."""
    replace_files(tmp_path, OLD)
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), at], check=False, cwd=REPOSITORY)
    assert done.returncode == 9
    assert {name: data for name, data in _held(tmp_path).items() if not name.startswith(".publishing")} == held
    replace_files(tmp_path, NEW)
    assert _held(tmp_path) == NEW
    assert _listed(tmp_path) == sorted(NEW)


def test_killed_twice_over_different_files(tmp_path: Path) -> None:
    """What two runs that were killed have left is known as ours, and goes with the next publication that has it no longer."""
    replace_files(tmp_path, OLD)
    script = KILLED.replace('"d.txt": b"d2"', '"d.txt": b"d2", "e.txt": b"e2"')
    for text, at in ((KILLED, "a.txt"), (script, "a.txt")):
        subprocess.run([sys.executable, "-c", text, str(tmp_path), at], check=False, cwd=REPOSITORY)
    assert {"d.txt", "e.txt"} <= set(_held(tmp_path))
    assert replace_files(tmp_path, OLD) == (tuple(sorted(OLD)), ())
    assert _held(tmp_path) == OLD


def test_links_lead_somewhere_at_every_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """New files come before changed ones and those of the folder itself last, so that nothing leads to what is not there yet."""
    replace_files(tmp_path, {"index.html": b"1", "id/a.html": b"1"})
    order: list[str] = []
    real = Path.replace

    def seen(self: Path, target: Path) -> Path:
        order.append(target.name)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", seen)
    replace_files(tmp_path, {"index.html": b"2", "id/a.html": b"2", "id/b.html": b"2", "new.html": b"2"})
    assert order == ["publication.json", "b.html", "new.html", "a.html", "index.html", "publication.json"]


def test_files_come_one_after_the_other(tmp_path: Path) -> None:
    """Files may be made while they are written; what fails in the making leaves the folder as it was, or not there at all."""

    def making() -> Iterator[tuple[str, bytes]]:
        yield "a.txt", b"a2"
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        replace_files(tmp_path / "site", making())
    assert not (tmp_path / "site").exists()
    replace_files(tmp_path / "site", OLD)
    with pytest.raises(ValueError, match="no more"):
        replace_files(tmp_path / "site", making())
    assert _held(tmp_path / "site") == OLD


@pytest.mark.parametrize(
    "parts", [[b"ab", b"cd"], [b"ab", b"xx"], [b"xx", b"cd"], [b"ab"], [b"ab", b"cd", b"e"], [b""], []], ids=repr
)
def test_files_in_parts(tmp_path: Path, parts: list[bytes]) -> None:
    """A file may come in parts, as like the former one as it may be; it is left as it is where all parts are."""
    replace_files(tmp_path, {"a.txt": b"abcd"})
    before = (tmp_path / "a.txt").stat()
    with replacing(tmp_path) as new:
        told = new.add("a.txt", iter(parts))
        seen = new.path("a.txt").read_bytes()
    assert seen == (tmp_path / "a.txt").read_bytes() == b"".join(parts)
    assert told == written(b"".join(parts)) == Written(len(seen), hashlib.sha256(seen).hexdigest())
    after = (tmp_path / "a.txt").stat()
    assert ((before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)) == (seen == b"abcd")


def test_file_that_fails_in_the_making(tmp_path: Path) -> None:
    """A file whose parts cannot all be made is left out, where whoever adds it goes on: the former one goes, as it is out of date."""

    def failing() -> Iterator[str]:
        yield "a new text"
        raise KgError("no more", remedy="Stop.")

    replace_files(tmp_path, {"a.txt": b"a", "b.txt": b"b"})
    with replacing(tmp_path) as new:
        new.add("b.txt", ["é"])
        with pytest.raises(KgError, match="no more"):
            new.add("a.txt", failing())
    assert _held(tmp_path) == {"b.txt": "é".encode()}


def test_folders_left_empty_go(tmp_path: Path) -> None:
    """Folders within each other that hold nothing any more are taken away."""
    replace_files(tmp_path, {"id/act/x.html": b"x", "a.txt": b"a"})
    replace_files(tmp_path, {"a.txt": b"a"})
    assert not (tmp_path / "id").exists()


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"files": []}', '{"files": {"../x": "a"}}', '{"files": {"/x": "a"}}', '{"files": {"x": 1}}']
)
def test_list_that_is_not_ours(tmp_path: Path, text: str) -> None:
    """A publication.json that is broken, or names a path outside the folder, stops the publication."""
    (tmp_path / "site").mkdir()
    (tmp_path / "x").write_bytes(b"outside")
    (tmp_path / "site/publication.json").write_text(text)
    with pytest.raises(KgError, match=r"publication\.json: not a list of published files"):
        replace_files(tmp_path / "site", NEW)
    assert (tmp_path / "x").read_bytes() == b"outside"
    assert _held(tmp_path / "site") == {}


def test_link_to_elsewhere(tmp_path: Path) -> None:
    """Nothing is written through a folder that is a link to another place."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site/deep").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="is a link to elsewhere"):
        replace_files(tmp_path / "site", OLD)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_not_a_folder(tmp_path: Path) -> None:
    """A file cannot be published to."""
    (tmp_path / "site").write_bytes(b"x")
    with pytest.raises(UsageError, match="not a folder"):
        replace_files(tmp_path / "site", NEW)
