"""Results of documents kept between builds, each under a key of all that it depends on."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import kg
from kg.base.ids import digest
from kg.base.ontology import ontology_digest
from kg.run.result import DocumentResult, is_sealed, result_from_bytes, result_to_bytes
from kg.run.sources import Source

_READERS = ("pyahocorasick", "pypdf", "rdflib")  # packages whose version may change what a document gives


def cache_key(source: Source, *, base: str, ocr: str = "") -> str:
    """32 hexadecimal digits of all that the result of `source` depends on: itself, `base`, ontology/ and the code.

    `ocr` is the version of the program that reads pictures, empty where none does.
    """
    return digest(source.sha256, source.meta_sha256, source.name, base, ontology_digest(), code_digest(), ocr)


@cache
def code_digest() -> str:
    """32 hexadecimal digits of the code that reads documents: in a checkout an edit makes another one."""
    package = Path(kg.__file__).parent
    parts = [platform.python_version(), kg.__version__, *map(version, _READERS)]
    for path in sorted(package.rglob("*.py")):
        parts += [path.relative_to(package).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()]
    return digest(*parts)


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
