"""The new output takes the old one's place only when it is complete, and one build at a time.

A build writes into `.building/new`, then the file `.building/COMPLETE`; from then on the replacement is rolled forward,
by the build itself or, where that was cut off, by the next command (`settle`).
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.base.errors import KgError
from kg.run.lock import Busy, held_lock

_BUILDING = ".building"
_COMPLETE = "COMPLETE"
MANIFEST = ".kg-output.json"  # in the output folder: the names in it that are ours
_LOCK = ".lock"
_PATIENCE_SECONDS = 10.0


@contextmanager
def replacing(output: Path, names: frozenset[str]) -> Iterator[Path]:
    """An empty folder to write the new output in; when the block ends well it takes the place of the old one.

    `names` are the files and folders that may be written. Where the block raises, the old output stays as it was. What
    stands in `output` and is not ours is never touched.

    Raises:
        KgError: where the folder cannot be written, another build works on it, or a foreign file is in the way.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        with held_lock(output / _LOCK):
            _settle_held(output)
            _refuse_foreign(output, names)
            new = output / _BUILDING / "new"
            new.mkdir(parents=True)
            try:
                yield new
                _complete(output)
            finally:
                if not (output / _BUILDING / _COMPLETE).exists():
                    shutil.rmtree(output / _BUILDING, ignore_errors=True)
            _settle_held(output)
    except Busy:
        raise KgError(f"{output}: another build is at work on this folder", remedy="Wait until it is done.") from None
    except OSError as error:
        raise _unwritable(output, error) from error


def settle(output: Path) -> None:
    """Brings an output whose replacement was cut off into order: the new one where it was complete, else the old.

    Does nothing where nothing was cut off, or while a build is at work.

    Raises:
        KgError: where the folder cannot be written, or a build that is just replacing it does not end.
    """
    end = time.monotonic() + _PATIENCE_SECONDS
    while (output / _BUILDING).exists():
        try:
            with held_lock(output / _LOCK):
                _settle_held(output)
        except Busy:
            if not (output / _BUILDING / _COMPLETE).exists():
                return
            if time.monotonic() > end:
                raise KgError(f"{output}: a build is replacing this output", remedy="Wait until it is done.") from None
            time.sleep(0.05)
        except OSError as error:
            if (output / _BUILDING / _COMPLETE).exists():
                raise _unwritable(output, error) from error
            return  # an unfinished build in a folder that we may only read: the old output stands


def _unwritable(output: Path, error: OSError) -> KgError:
    place = error.filename if isinstance(error.filename, str) else str(output)
    return KgError(
        f"{place}: cannot be written ({error.strerror or error})",
        remedy="Make room, or choose another folder with --output; an earlier output there stands as it was.",
    )


def _refuse_foreign(output: Path, names: frozenset[str]) -> None:
    for name in sorted(names - _ours(output)):
        if os.path.lexists(output / name):
            raise KgError(
                f"{output / name}: is in the way, and no build of kg made it",
                remedy="Move it, or choose another folder with --output.",
            )


def _complete(output: Path) -> None:
    """Marks the new output as whole: from here on it wins."""
    building = output / _BUILDING
    names = sorted(path.name for path in (building / "new").iterdir())
    _write_names(building / "new" / MANIFEST, names)
    _write_names(building / "part", [*names, MANIFEST])
    (building / "part").replace(building / _COMPLETE)


def _settle_held(output: Path) -> None:
    """Rolls a complete replacement forward from wherever it was cut off, and clears the rest away."""
    building = output / _BUILDING
    marker = building / _COMPLETE
    if marker.exists():
        names = _read_names(marker)
        (building / "old").mkdir(exist_ok=True)
        for name in sorted(_ours(output) - set(names)):
            _move_aside(output, name)
        for name in names:  # the manifest comes last: until then the old one tells what is ours
            if (building / "new" / name).exists():
                if (output / name).is_dir() or (building / "new" / name).is_dir():
                    _move_aside(output, name)
                (building / "new" / name).replace(output / name)
        marker.unlink()
    if building.exists():
        shutil.rmtree(building)


def _move_aside(output: Path, name: str) -> None:
    if (output / name).exists():
        (output / name).replace(output / _BUILDING / "old" / name)


def _ours(output: Path) -> set[str]:
    try:
        names = _read_names(output / MANIFEST)
    except (FileNotFoundError, ValueError):
        return set()
    return {name for name in names if Path(name).name == name}


def _read_names(path: Path) -> list[str]:
    return [str(name) for name in json.loads(path.read_text(encoding="utf-8"))]


def _write_names(path: Path, names: list[str]) -> None:
    path.write_text(json.dumps(names) + "\n", encoding="utf-8")
