"""Where ontology/ stands: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from kg.base.errors import KgError

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def ontology_folder() -> Path:
    """The folder with the knowledge.

    Raises:
        KgError: where the installation has lost it.
    """
    for folder in (_PACKAGE / "ontology", _PACKAGE.parent / "ontology"):
        if (folder / "kg.ttl").is_file():
            return folder
    raise KgError("the folder ontology/ is not part of this installation", remedy="Install toezichtgraaf again.")


@cache
def ontology_digest() -> str:
    """32 hexadecimal digits of everything in ontology/: the same files in the same places give the same digest."""
    sha = hashlib.sha256()
    folder = ontology_folder()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            sha.update(path.relative_to(folder).as_posix().encode() + b"\0")
            sha.update(hashlib.sha256(path.read_bytes()).digest())
    return sha.hexdigest()[:32]
