from __future__ import annotations

import errno
import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from kg.base.errors import KgError
from kg.run.lock import Busy, held_lock
from kg.run.replace import replacing, settle

NAMES = frozenset({"a.txt", "b.txt", "folder", "gone.txt"})


def make(output: Path, content: str, *names: str) -> None:
    with replacing(output, NAMES) as new:
        for name in names or ("a.txt", "b.txt"):
            (new / name).write_text(content)
        (new / "folder").mkdir()
        (new / "folder" / f"{content}.txt").write_text(content)


def seen(output: Path) -> dict[str, str]:
    """All files that a person sees, with their contents."""
    return {
        path.relative_to(output).as_posix(): path.read_text()
        for path in sorted(output.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(output).parts)
    }


OLD = {"a.txt": "old", "b.txt": "old", "folder/old.txt": "old"}
NEW = {"a.txt": "new", "b.txt": "new", "folder/new.txt": "new"}


def test_new_takes_the_place_of_old(tmp_path: Path) -> None:
    """After a build all that was ours is replaced, also what is no longer made; foreign files stay."""
    output = tmp_path / "out"
    make(output, "old", "a.txt", "b.txt", "gone.txt")
    (output / "foreign.txt").write_text("mine")
    (output / ".gitkeep").write_text("")
    make(output, "new")
    assert seen(output) == NEW | {"foreign.txt": "mine"}
    assert (output / ".gitkeep").exists()
    assert not (output / ".building").exists()


def test_failure_leaves_the_old(tmp_path: Path) -> None:
    """Where the build fails half way, the old output stands and nothing of the new is left."""
    make(tmp_path, "old")
    with pytest.raises(ZeroDivisionError), replacing(tmp_path, NAMES) as new:
        (new / "a.txt").write_text(str(1 // 0))
    assert seen(tmp_path) == OLD
    assert not (tmp_path / ".building").exists()


def test_full_disk_leaves_the_old(tmp_path: Path) -> None:
    """A full disk is told as such (exit code 1) with the remedy, and the old output stands."""
    make(tmp_path, "old")
    with pytest.raises(KgError) as raised, replacing(tmp_path, NAMES) as new:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(new / "a.txt"))
    assert str(raised.value) == (
        f"{tmp_path}/.building/new/a.txt: cannot be written (No space left on device). "
        "Make room, or choose another folder with --output; an earlier output there stands as it was."
    )
    assert raised.value.exit_code == 1
    assert seen(tmp_path) == OLD


def test_unwritable_output(tmp_path: Path) -> None:
    """An output that cannot be made is told as such, exit code 1."""
    (tmp_path / "file").write_text("")
    with pytest.raises(KgError, match=r"file/out: cannot be written \(Not a directory\)\. Make room, or") as raised:
        make(tmp_path / "file" / "out", "new")
    assert raised.value.exit_code == 1


def test_foreign_file_in_the_way(tmp_path: Path) -> None:
    """A file or folder that has one of our names but is not ours is not touched: the build refuses before it works."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "mine.txt").write_text("mine")
    with pytest.raises(KgError) as raised:
        make(tmp_path, "new")
    assert str(raised.value) == (
        f"{tmp_path}/folder: is in the way, and no build of kg made it. "
        "Move it, or choose another folder with --output."
    )
    assert seen(tmp_path) == {"folder/mine.txt": "mine"}


def test_two_builds_do_not_meet(tmp_path: Path) -> None:
    """The second build on the same output says so; the first is not disturbed."""
    with replacing(tmp_path, NAMES) as new:
        (new / "a.txt").write_text("first")
        with pytest.raises(KgError, match=r"another build is at work on this folder\. Wait until it is done\."):
            make(tmp_path, "second")
        settle(tmp_path)
        assert (new / "a.txt").read_text() == "first"
    assert seen(tmp_path) == {"a.txt": "first"}


def test_lock_is_free_again(tmp_path: Path) -> None:
    """The lock is refused while it is held, and free afterwards, also after an error."""
    path = tmp_path / "lock"
    with held_lock(path), pytest.raises(Busy), held_lock(path):
        pass
    with pytest.raises(ZeroDivisionError), held_lock(path):
        raise ZeroDivisionError
    with held_lock(path):
        pass


class Killed(BaseException):
    """What a SIGKILL would do at a step of the replacement, for a test in one process."""


def cut_after(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ends the process, so to say, at the given change of the file system from now on."""
    left = iter(range(steps))

    def counted(real: object) -> object:
        def step(*arguments: object, **options: object) -> object:
            if next(left, None) is None:
                raise Killed
            assert callable(real)
            return real(*arguments, **options)

        return step

    for owner, name in ((Path, "replace"), (Path, "unlink"), (Path, "write_text"), (Path, "mkdir"), (shutil, "rmtree")):
        monkeypatch.setattr(owner, name, counted(getattr(owner, name)))


@pytest.mark.parametrize("step", range(30))
def test_cut_off_anywhere(tmp_path: Path, step: int) -> None:
    """Wherever a replacement is cut off, the next command finds the whole old or the whole new output, never a mix."""
    make(tmp_path, "old", "a.txt", "b.txt", "gone.txt")
    (tmp_path / "foreign.txt").write_text("mine")
    with pytest.MonkeyPatch.context() as patch:
        cut_after(step, patch)
        with suppress(Killed):
            make(tmp_path, "new")
    settle(tmp_path)
    assert seen(tmp_path) in (
        OLD | {"gone.txt": "old", "foreign.txt": "mine"},
        NEW | {"foreign.txt": "mine"},
    )
    assert not (tmp_path / ".building").exists()
    make(tmp_path, "last", "a.txt")
    assert seen(tmp_path) == {"a.txt": "last", "folder/last.txt": "last", "foreign.txt": "mine"}


@pytest.mark.parametrize("step", range(25))
def test_cut_off_twice(tmp_path: Path, step: int) -> None:
    """Rolling forward may itself be cut off anywhere and is taken up again."""
    make(tmp_path, "old")
    with pytest.MonkeyPatch.context() as patch:
        cut_after(15, patch)
        with pytest.raises(Killed):
            make(tmp_path, "new")
    assert (tmp_path / ".building" / "COMPLETE").exists()
    with pytest.MonkeyPatch.context() as patch:
        cut_after(step, patch)
        with suppress(Killed):
            settle(tmp_path)
    settle(tmp_path)
    assert seen(tmp_path) == NEW


def test_settle_without_output(tmp_path: Path) -> None:
    """Where there is no output there is nothing to bring into order, and nothing is made."""
    settle(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_manifest_names_are_no_paths(tmp_path: Path) -> None:
    """A manifest that somebody wrote cannot make us move what lies elsewhere."""
    (tmp_path / "precious.txt").write_text("mine")
    output = tmp_path / "out"
    make(output, "old")
    (output / ".kg-output.json").write_text(json.dumps(["../precious.txt", "a.txt", "b.txt", "folder"]))
    make(output, "new")
    assert (tmp_path / "precious.txt").read_text() == "mine"
