"""Results of documents kept between builds, each under a key of all that it depends on."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.base.ids import digest
from kg.run.edition import edition
from kg.run.result import DocumentResult, is_sealed, result_from_bytes, result_to_bytes
from kg.run.sources import Source


def cache_key(source: Source, *, base: str, ocr: str = "") -> str:
    """32 hexadecimal digits of all that the result of `source` depends on: itself, `base` and what reads it.

    `ocr` is the version of the program that reads pictures, empty where none does.
    """
    parts = (part for pair in edition(ocr).items() for part in pair)
    return digest(source.sha256, source.meta_sha256, source.name, base, *parts)


@dataclass(frozen=True, slots=True)
class Cache:
    """The results in a folder, a file each. A file that cannot be read back counts as absent."""

    folder: Path

    def holds(self, key: str) -> bool:
        """Whether there is a result under `key`, undamaged."""
        try:
            return is_sealed(self.path_of(key).read_bytes())
        except OSError:
            return False

    def get(self, key: str) -> DocumentResult | None:
        """The result under `key`, None where there is none or it is damaged."""
        try:
            return result_from_bytes(self.path_of(key).read_bytes())
        except (OSError, ValueError):
            return None

    def put(self, key: str, result: DocumentResult) -> None:
        """Keeps `result`: whole or not at all.

        Raises:
            OSError: where the folder cannot be written.
        """
        self.put_bytes(key, result_to_bytes(result))

    def put_bytes(self, key: str, data: bytes) -> None:
        """Keeps a result that another cache kept, given as the bytes of its file.

        Raises:
            OSError: where the folder cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f"{key}.{os.getpid()}.part"
        try:
            part.write_bytes(data)
            part.replace(self.path_of(key))
        except OSError:
            part.unlink(missing_ok=True)
            raise

    def prune(self, keys: Iterable[str]) -> None:
        """Removes all but the results under `keys`."""
        kept = {self.path_of(key) for key in keys}
        for path in sorted(self.folder.glob("*")):
            if path not in kept:
                path.unlink(missing_ok=True)

    def path_of(self, key: str) -> Path:
        """The file of the result under `key`, whether there is one or not."""
        return self.folder / f"{key}.result"
