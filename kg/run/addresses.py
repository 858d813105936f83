"""Documents by address (`s3://bucket/folder`, `https://host/rapport.pdf`): listed, and fetched by whoever reads them.

Only what a person names is fetched. The extra `toezichtgraaf[cluster]` brings fsspec; each kind of address may need a package of its
own, such as s3fs, and finds its keys and passwords in the settings of that package.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from kg.base.errors import UsageError

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_ON_THE_WEB = frozenset({"http", "https"})


class Unreachable(Exception):  # noqa: N818 - a state of things, told as an issue of the document
    """What stands at an address cannot be had now."""


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """Where something stands that is reached by fsspec, such as `s3://bucket/map/rapport.pdf`."""

    text: str

    def __str__(self) -> str:
        return without_password(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A file at an address; `path` is where it stands in its store, `named` tells that the address itself is the file."""

    address: str
    path: Path
    named: bool


def place_from_words(words: str) -> Path | Address:
    """What a person names: an address where it has a scheme, else a path; `file:///map` is a path.

    Raises:
        UsageError: for a file of another machine (`file://host/map`).

    Example:
        >>> place_from_words("s3://bucket/wetten")
        Address(text='s3://bucket/wetten')
        >>> place_from_words("file:///srv/wetten%202024")
        PosixPath('/srv/wetten 2024')
        >>> place_from_words("wetten/awb.md")
        PosixPath('wetten/awb.md')
    """
    if not _ADDRESS.match(words):
        return Path(words)
    parts = urlsplit(words)
    if parts.scheme != "file":
        return Address(words)
    if parts.netloc not in {"", "localhost"}:
        raise UsageError(f"{words}: names another machine", remedy="Write file:///, or a path that this machine has.")
    return Path(unquote(parts.path))


def without_password(address: str) -> str:
    """The address as it may be shown.

    Example:
        >>> without_password("https://jan:geheim@voorbeeld.nl/rapport.pdf?token=1")
        'https://voorbeeld.nl/rapport.pdf'
    """
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def held_at(address: Address) -> tuple[Held, ...]:
    """The files at an address, sorted: that file itself, or all files below that folder.

    A web address is always a file: no web server has a list of its files that can be relied on.

    Raises:
        UsageError: where what reads this kind of address is not installed, or nothing stands there.
        Unreachable: where it cannot be listed.
    """
    root = address.text.rstrip("/")
    if urlsplit(root).scheme in _ON_THE_WEB:
        return (Held(address=address.text, path=Path(unquote(urlsplit(root).path)), named=True),)
    system, path = _system(root)
    try:
        system.invalidate_cache()
        if system.isfile(path):
            return (Held(address=root, path=Path(path), named=True),)
        found = sorted(system.find(path))
        absent = not found and not system.exists(path)
    except Exception as error:  # each store has errors of its own
        raise Unreachable(_words_of(error)) from error
    if absent:
        raise UsageError(f"{address}: there is no such file or folder", remedy="Check the address.")
    start = len(path.rstrip("/"))
    return tuple(Held(address=root + each[start:], path=Path(each), named=False) for each in found)


def fetched(address: str) -> bytes:
    """The bytes at an address.

    Raises:
        Unreachable: where they cannot be had.
    """
    system, path = _system(address)
    try:
        return bytes(system.cat_file(path))
    except Exception as error:  # each store has errors of its own
        raise Unreachable(_words_of(error)) from error


def put(address: str, data: bytes) -> None:
    """Writes a file at an address.

    Raises:
        Unreachable: where it cannot be written.
    """
    system, path = _system(address)
    try:
        system.makedirs(PurePosixPath(path).parent.as_posix(), exist_ok=True)
        system.pipe_file(path, data)
    except Exception as error:  # each store has errors of its own
        raise Unreachable(_words_of(error)) from error


def remove(address: str) -> None:
    """Removes a file at an address; one that is not there, or may not go, stays."""
    system, path = _system(address)
    with suppress(Exception):  # each store has errors of its own, and nothing depends on it
        system.rm_file(path)


def _system(address: str) -> tuple[Any, str]:
    """What speaks with the store of an address, and the address's path in it."""
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        raise UsageError(
            f"{without_password(address)}: reading an address needs fsspec, which is not installed",
            remedy="Install it with: pip install 'toezichtgraaf[cluster]'",
        ) from None
    if "::" in address:
        raise UsageError(
            f"{without_password(address)}: a chain of addresses is not read", remedy="Name the file itself."
        )
    try:
        system, path = url_to_fs(address)
    except ImportError as error:  # it names the package that is needed
        raise UsageError(f"{without_password(address)}: {error}", remedy="Install that package.") from error
    except ValueError as error:
        raise UsageError(f"{without_password(address)}: {error}", remedy="Check the address.") from error
    return system, str(path)


def _words_of(error: Exception) -> str:
    """What an error says, on one line, without addresses that may hold a password."""
    words = " ".join(f"{type(error).__name__}: {error}".split())
    return re.sub(r"[A-Za-z][A-Za-z0-9+.-]+://[^\s'\"]+", lambda found: without_password(found[0]), words)
