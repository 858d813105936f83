"""A folder of files that is replaced as one: new files take the place of the old only when all of them are there."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kg.base.errors import KgError, UsageError
from kg.base.issues import Issue, Severity

MANIFEST = "publication.json"
STAGING = ".publishing"

Known = Mapping[str, frozenset[str]]
"""The files of a publication, each with the SHA-256 that it may have: two where a publication was cut off."""


@dataclass(slots=True)
class _Staged:
    """What the new publication holds: the hash of each file, and which files are new or others than those in place."""

    hashes: dict[str, str] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def replace_files(
    folder: Path, files: Mapping[str, bytes] | Iterable[tuple[str, bytes]]
) -> tuple[tuple[str, ...], tuple[Issue, ...]]:
    """Makes `folder` hold `files` (paths with slashes), and gives their names, sorted, and what could not be cleared away.

    All that changes is first written to the folder `.publishing` inside it, one file after the other, so that `files` may be more than
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
    pairs = files.items() if isinstance(files, Mapping) else files
    is_new = not folder.exists()
    try:
        former = known_files(folder)
        staged = _stage(folder, staging, pairs, former)
        outdated, issues = _outdated(folder, {name: sha for name, sha in former.items() if name not in staged.hashes})
        _write(staging / "new" / MANIFEST, _manifest(staged.hashes))
        _write(staging / "both" / MANIFEST, _manifest(staged.hashes, former))
        _flush()
        _swap(folder, staging, staged, outdated)
    except OSError as error:
        raise KgError(
            f"{folder}: the publication could not be written ({error.strerror or error})",
            remedy="Make room or give write permission and publish again; what was published before still stands.",
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if is_new and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return tuple(sorted(staged.hashes)), issues


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


def _stage(folder: Path, staging: Path, files: Iterable[tuple[str, bytes]], former: Known) -> _Staged:
    """Writes the files that differ from those in place to `staging/new`, and keeps what they will replace in `staging/old`."""
    if staging.exists():
        shutil.rmtree(staging)
    staged = _Staged()
    checked: set[Path] = set()
    for name, data in files:
        if name in staged.hashes or not _is_inside(name):
            raise ValueError(f"{name!r} is given twice, or is no path inside the folder")
        place = folder / name
        _refuse_links(folder, place.parent, checked)
        old = place.read_bytes() if place.is_file() else None
        if name not in former and place.exists() and old != data:
            raise UsageError(
                f"{place}: stands in the way and was not published by us",
                remedy="Move it, or publish to an empty folder. Nothing was written.",
            )
        staged.hashes[name] = hashlib.sha256(data).hexdigest()
        if old == data:
            continue
        _write(staging / "new" / name, data)
        if old is None:
            staged.added.append(name)
        else:
            staged.changed.append(name)
            _keep(place, staging / "old" / name)
    if (folder / MANIFEST).exists():
        _keep(folder / MANIFEST, staging / "old" / MANIFEST)
    return staged


def _swap(folder: Path, staging: Path, staged: _Staged, outdated: tuple[str, ...]) -> None:
    """Moves the new files into place and the outdated ones away; where that fails, puts everything back."""
    names = [*_pages_first(staged.added), *_pages_first(staged.changed)]
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
        _clear(folder, staged.added)
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


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)


def _keep(place: Path, kept: Path) -> None:
    """The file of `place` under another name as well; a copy where the file system has no links."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(place, kept)
    except OSError:
        _write(kept, place.read_bytes())


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
        if hashlib.sha256(path.read_bytes()).hexdigest() in hashes:
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
