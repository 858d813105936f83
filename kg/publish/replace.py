"""A folder of files that is replaced as one: new files take the place of the old only when all of them are there."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from kg.base.errors import KgError, UsageError
from kg.base.issues import Issue, Severity

MANIFEST = "publication.json"
STAGING = ".publishing"

Known = Mapping[str, frozenset[str]]
"""The files of a publication, each with the SHA-256 that it may have: two where a publication was cut off."""

Content = bytes | Iterable[bytes] | Iterable[str]
"""What a file holds, whole or in parts; text is written as UTF-8."""

_PART = 1 << 20  # bytes that are read at a time


@dataclass(frozen=True, slots=True)
class Written:
    """What is known of a file once it was written: its size in bytes, and its SHA-256."""

    size: int
    sha256: str


def written(content: Content) -> Written:
    """The size and hash of what a file would hold.

    Example:
        >>> written(["a", "b"]).size, written(b"ab") == written(["a", "b"])
        (2, True)
    """
    size, digest = 0, hashlib.sha256()
    for part in _parts(content):
        size += len(part)
        digest.update(part)
    return Written(size, digest.hexdigest())


def parts_of(path: Path) -> Iterator[bytes]:
    """What a file holds, in parts."""
    with path.open("rb") as file:
        while part := file.read(_PART):
            yield part


class Replacement:
    """The new files of a folder, one added after the other; `names` are all of them, sorted, when they have taken their places.

    `issues` tells then what could not be cleared away.
    """

    def __init__(self, folder: Path, former: Known) -> None:
        self.names: tuple[str, ...] = ()
        self.issues: tuple[Issue, ...] = ()
        self._folder = folder
        self._staging = folder / STAGING
        self._former = former
        self._hashes: dict[str, str] = {}
        self._added: list[str] = []
        self._changed: list[str] = []
        self._checked: set[Path] = set()

    def add(self, name: str, content: Content) -> Written:
        """Writes a file (a path with slashes) beside the folder's own, where it differs from the one in place.

        Its parts are asked for one by one. What fails while they are made leaves the file out, and all that was added before it in.

        Raises:
            UsageError: where a file that is not ours stands in the way.
            OSError: where it cannot be written.
            ValueError: where the name was given before, or leads out of the folder.
        """
        if name in self._hashes or not _is_inside(name):
            raise ValueError(f"{name!r} is given twice, or is no path inside the folder")
        place, new = self._folder / name, self._staging / "new" / name
        _refuse_links(self._folder, place.parent, self._checked)
        is_there = place.exists()
        try:
            told, is_same = _written_where_other(_parts(content), new, place if place.is_file() else None)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
        if is_there and not is_same and name not in self._former:
            raise UsageError(
                f"{place}: stands in the way and was not published by us",
                remedy="Move it, or publish to an empty folder. Nothing was written.",
            )
        self._hashes[name] = told.sha256
        if is_there and not is_same:
            self._changed.append(name)
            _keep(place, self._staging / "old" / name)
        elif not is_there:
            self._added.append(name)
        return told

    def path(self, name: str) -> Path:
        """Where a file that was added can be read until the block ends."""
        new = self._staging / "new" / name
        return new if new.exists() else self._folder / name

    def put(self) -> None:
        """Puts all files in place of the old, and takes away those that are no longer there; where that fails, none."""
        if (self._folder / MANIFEST).exists():
            _keep(self._folder / MANIFEST, self._staging / "old" / MANIFEST)
        outdated, issues = _outdated(
            self._folder, {name: sha for name, sha in self._former.items() if name not in self._hashes}
        )
        _write(self._staging / "new" / MANIFEST, _manifest(self._hashes))
        _write(self._staging / "both" / MANIFEST, _manifest(self._hashes, self._former))
        _flush()
        _swap(self._folder, self._staging, self._added, self._changed, outdated)
        self.names, self.issues = tuple(sorted(self._hashes)), issues


@contextmanager
def replacing(folder: Path) -> Iterator[Replacement]:
    """Makes `folder` hold the files that are added within the block, when it ends well.

    All that changes is first written to the folder `.publishing` inside it, one file after the other, so that the files may be more than
    the memory holds. Then publication.json is made to name the old and the new files, each file takes its place in one step (the new
    ones, then the changed ones, those of the folder itself last), files of the former publication that are no longer part of it go, and
    publication.json names the new ones. What fails leaves the former publication as it was; a run that is killed before files take their
    places leaves it too, and one that is killed while they do is completed by the next one. What publication.json does not name is
    never touched.

    Raises:
        UsageError: where a file that is not ours stands in the way; nothing was written then.
        KgError: where the folder cannot be written, or its publication.json cannot be read.
    """
    staging = folder / STAGING
    is_new = not folder.exists()
    try:
        former = known_files(folder)
        if staging.exists():
            shutil.rmtree(staging)
        new = Replacement(folder, former)
        yield new
        new.put()
    except OSError as error:
        raise KgError(
            f"{folder}: the publication could not be written ({error.strerror or error})",
            remedy="Make room or give write permission and publish again; what was published before still stands.",
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if is_new and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def known_files(folder: Path) -> Known:
    """The files that the publication in `folder` holds, as its publication.json tells; none where there is none.

    Raises:
        UsageError: where `folder` is a file.
        KgError: where publication.json is none of ours.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: not a folder", remedy="Name a folder with --to.")
    path = folder / MANIFEST
    if not path.exists():
        return {}
    try:
        told = json.loads(path.read_bytes())
    except ValueError:
        told = None
    tables = [told.get(key, {}) for key in ("files", "former")] if isinstance(told, dict) and "files" in told else []
    if not tables or not all(
        isinstance(table, dict) and all(isinstance(sha, str) and _is_inside(name) for name, sha in table.items())
        for table in tables
    ):
        raise KgError(
            f"{path}: not a list of published files",
            remedy="Remove it if it is not yours to keep, or publish to another folder.",
        )
    names = [name for table in tables for name in table]
    return {name: frozenset(sha for table in tables for sha in table.get(name, "").split()) for name in names}


def _swap(folder: Path, staging: Path, added: list[str], changed: list[str], outdated: tuple[str, ...]) -> None:
    """Moves the new files into place and the outdated ones away; where that fails, puts everything back."""
    names = [*_pages_first(added), *_pages_first(changed)]
    try:
        _put(staging / "both" / MANIFEST, folder / MANIFEST)
        for name in names:
            _put(staging / "new" / name, folder / name)
        for name in outdated:
            _put(folder / name, staging / "old" / name)
        _put(staging / "new" / MANIFEST, folder / MANIFEST)
    except BaseException:
        for name in (*names, *outdated, MANIFEST):
            old = staging / "old" / name
            if old.exists():
                _put(old, folder / name)
            elif name not in outdated:
                (folder / name).unlink(missing_ok=True)
        _clear(folder, added)
        raise
    _clear(folder, outdated)


def _pages_first(names: Iterable[str]) -> list[str]:
    """The deepest first: what leads to other files comes after them."""
    return sorted(names, key=lambda name: (-name.count("/"), name))


def _clear(folder: Path, names: Iterable[str]) -> None:
    """Takes away the folders of these files where nothing is left in them."""
    parents = {parent for name in names for parent in PurePosixPath(name).parents} - {PurePosixPath()}
    for parent in sorted(parents, key=lambda path: -len(path.parts)):
        place = folder / parent
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()


def _manifest(hashes: Mapping[str, str], former: Known | None = None) -> bytes:
    told = {"files": dict(sorted(hashes.items()))}
    if former is not None:
        told["former"] = {name: " ".join(sorted(known)) for name, known in sorted(former.items())}
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return name == str(path) and not path.is_absolute() and not {"..", "."} & set(path.parts) and "\\" not in name


def _refuse_links(folder: Path, parent: Path, checked: set[Path]) -> None:
    while parent != folder and parent not in checked:
        checked.add(parent)
        if parent.is_symlink():
            raise UsageError(f"{parent}: is a link to elsewhere", remedy="Publish to an empty folder.")
        if parent.exists() and not parent.is_dir():
            raise UsageError(
                f"{parent}: stands in the way and was not published by us",
                remedy="Move it, or publish to an empty folder. Nothing was written.",
            )
        parent = parent.parent


def _parts(content: Content) -> Iterator[bytes]:
    for part in (content,) if isinstance(content, bytes) else content:
        yield part if isinstance(part, bytes) else part.encode()


def _written_where_other(parts: Iterable[bytes], new: Path, old: Path | None) -> tuple[Written, bool]:
    """Writes the parts to `new` from where they differ from the file `old` on; whether they never do, and nothing was written."""
    size, digest = 0, hashlib.sha256()
    with ExitStack() as stack:
        known = stack.enter_context(old.open("rb")) if old else None
        target: BinaryIO | None = None
        for part in parts:
            if target is None and (known is None or known.read(len(part)) != part):
                target = stack.enter_context(_opened(new))
                _copy(old, target, size)
            if target is not None:
                target.write(part)
            size += len(part)
            digest.update(part)
        if target is None and (known is None or known.read(1)):
            target = stack.enter_context(_opened(new))
            _copy(old, target, size)
    return Written(size, digest.hexdigest()), target is None


def _opened(path: Path) -> BinaryIO:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("wb")


def _copy(old: Path | None, target: BinaryIO, size: int) -> None:
    """The first bytes of the old file, which the new one has as well."""
    if old is None or not size:
        return
    with old.open("rb") as source:
        while size > 0 and (part := source.read(min(size, _PART))):
            target.write(part)
            size -= len(part)


def _write(path: Path, data: bytes) -> None:
    with _opened(path) as file:
        file.write(data)


def _keep(place: Path, kept: Path) -> None:
    """The file of `place` under another name as well; a copy where the file system has no links."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(place, kept)
    except OSError:
        shutil.copyfile(place, kept)


def _flush() -> None:
    """Has all that was written reach the disk before anything takes its place; a file at a time would take minutes."""
    if hasattr(os, "sync"):
        os.sync()


def _put(new: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    new.replace(place)


def _outdated(folder: Path, former: Known) -> tuple[tuple[str, ...], tuple[Issue, ...]]:
    """Which of these files of the former publication can go; one that somebody has changed since stays, and is told."""
    names, issues = [], []
    for name, hashes in sorted(former.items()):
        path = folder / name
        if path.is_symlink() or not path.is_file():
            continue
        if written(parts_of(path)).sha256 in hashes:
            names.append(name)
            continue
        issues.append(
            Issue(
                stage="publish",
                code="publish-outdated-changed",
                severity=Severity.NOTE,
                place=name,
                message="is no longer part of the publication, but was changed since, so it was left",
                remedy="Remove it yourself if you do not need it.",
            )
        )
    return tuple(names), tuple(issues)
