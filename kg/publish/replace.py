"""A folder of files that is replaced as one: new files take the place of the old only when all of them are there."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from kg.base.errors import KgError, UsageError
from kg.base.issues import Issue, Severity

MANIFEST = "publication.json"
STAGING = ".publishing"


def replace_files(folder: Path, files: Mapping[str, bytes]) -> tuple[Issue, ...]:
    """Makes `folder` hold `files` (paths with slashes), and tells what could not be cleared away.

    All that changes is first written to the folder `.publishing` inside it. Then publication.json is made to name the
    old and the new files, each changed file takes its place in one step, files of the former publication that are no
    longer part of it go, and publication.json names the new ones. What fails leaves the former publication as it was; a
    run that is killed while files take their places is completed by the next one. What publication.json does not name
    is never touched.

    Raises:
        UsageError: where a file that is not ours stands in the way; nothing was written then.
        KgError: where the folder cannot be written, or its publication.json cannot be read.
    """
    staging = folder / STAGING
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    try:
        former = _read_manifest(folder)
        _refuse_foreign(folder, files, former)
        outdated, issues = _outdated(folder, {name: sha for name, sha in former.items() if name not in files})
        changed = _stage(folder, staging, {**files, MANIFEST: _manifest(hashes)})
        _write(staging / "both" / MANIFEST, _manifest(former | hashes))
        _swap(folder, staging, changed, outdated)
    except OSError as error:
        raise KgError(
            f"{folder}: the publication could not be written ({error.strerror or error})",
            remedy="Make room or give write permission and publish again; what was published before still stands.",
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return issues


def _stage(folder: Path, staging: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Writes the files that differ from those in place to `staging/new`, what they will replace to `staging/old`."""
    if staging.exists():
        shutil.rmtree(staging)
    changed = []
    for name, data in sorted(files.items()):
        place = folder / name
        old = place.read_bytes() if place.is_file() else None
        if old == data and name != MANIFEST:
            continue
        changed.append(name)
        _write(staging / "new" / name, data)
        if old is not None:
            _write(staging / "old" / name, old)
    return tuple(changed)


def _swap(folder: Path, staging: Path, changed: tuple[str, ...], outdated: tuple[str, ...]) -> None:
    """Moves the new files into place and the outdated ones away; where that fails, puts everything back."""
    try:
        _put(staging / "both" / MANIFEST, folder / MANIFEST)
        for name in changed:
            if name != MANIFEST:
                _put(staging / "new" / name, folder / name)
        for name in outdated:
            _put(folder / name, staging / "old" / name)
        _put(staging / "new" / MANIFEST, folder / MANIFEST)
    except BaseException:
        for name in (*changed, *outdated):
            old = staging / "old" / name
            if old.exists():
                _put(old, folder / name)
            elif name in changed:
                (folder / name).unlink(missing_ok=True)
        raise
    for parent in {(folder / name).parent for name in outdated} - {folder}:
        if not any(parent.iterdir()):
            parent.rmdir()


def _manifest(hashes: Mapping[str, str]) -> bytes:
    return (json.dumps({"files": dict(sorted(hashes.items()))}, indent=1, ensure_ascii=False) + "\n").encode()


def _read_manifest(folder: Path) -> dict[str, str]:
    path = folder / MANIFEST
    if not path.exists():
        return {}
    try:
        told = json.loads(path.read_bytes())
    except ValueError:
        told = None
    files = told.get("files") if isinstance(told, dict) else None
    if isinstance(files, dict) and all(isinstance(sha, str) and _is_inside(name) for name, sha in files.items()):
        return files
    raise KgError(
        f"{path}: not a list of published files",
        remedy="Remove it if it is not yours to keep, or publish to another folder.",
    )


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return name == str(path) and not path.is_absolute() and not {"..", "."} & set(path.parts) and "\\" not in name


def _refuse_foreign(folder: Path, files: Mapping[str, bytes], former: Mapping[str, str]) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: not a folder", remedy="Name a folder with --to.")
    for name, data in sorted(files.items()):
        path = folder / name
        for parent in path.relative_to(folder).parents:
            if (folder / parent).is_symlink() and parent != Path():
                raise UsageError(f"{folder / parent}: is a link to elsewhere", remedy="Publish to an empty folder.")
        if name not in former and path.exists() and (not path.is_file() or path.read_bytes() != data):
            raise UsageError(
                f"{path}: stands in the way and was not published by us",
                remedy="Move it, or publish to an empty folder. Nothing was written.",
            )


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _put(new: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    new.replace(place)


def _outdated(folder: Path, former: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[Issue, ...]]:
    """Which of these files of the former publication can go; one that somebody has changed since stays, and is told."""
    names, issues = [], []
    for name, sha in sorted(former.items()):
        path = folder / name
        if path.is_symlink() or not path.is_file():
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() == sha:
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
