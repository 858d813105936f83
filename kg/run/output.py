"""An output folder as the commands after a build find it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pyoxigraph as ox

from kg.base.errors import KgError
from kg.graph.store import open_store
from kg.run.replace import settle

__all__ = ["opened_store", "option_of", "settle", "write_page"]


def option_of(output: Path, endpoint: str | None = None) -> str:
    """What to write behind a command so that it asks this endpoint, or takes this output folder: nothing for the default one.

    Example:
        >>> option_of(Path("output")), option_of(Path("/tmp/mijn graaf"))
        ('', " --output '/tmp/mijn graaf'")
        >>> option_of(Path("output"), "http://localhost:7878/query")
        ' --endpoint http://localhost:7878/query'
    """
    if endpoint is not None:
        return f" --endpoint {shlex.quote(endpoint)}"
    return "" if str(output) == "output" else f" --output {shlex.quote(str(output))}"


def opened_store(output: Path) -> ox.Store:
    """The store of the output folder, for reading, after bringing an interrupted build into order.

    Raises:
        KgError: where there is no store, or another version made it.
    """
    settle(output)
    return open_store(output / "store")


def write_page(path: Path, text: str) -> Path:
    """Writes a file whole or not at all, and gives its path.

    Raises:
        KgError: where it cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(text.encode())
        part.replace(path)
    except OSError as error:
        raise KgError(
            f"{path}: cannot be written ({error.strerror})", remedy="Choose another file with --to."
        ) from error
    return path
