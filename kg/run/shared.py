"""The shared place of a cluster, where workers put results: a folder that all see, or an address that all reach."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from kg.run.addresses import Address, fetched, put, remove

Place = Path | Address


def place_in(shared: Place, name: str) -> Place:
    """The place of the file `name` in it."""
    return shared / name if isinstance(shared, Path) else Address(f"{shared.text.rstrip('/')}/{name}")


def read_place(place: Place) -> bytes:
    """The bytes of a file in it.

    Raises:
        OSError: where it cannot be read, in a folder.
        Unreachable: idem, at an address.
    """
    return place.read_bytes() if isinstance(place, Path) else fetched(place.text)


def write_place(place: Place, data: bytes) -> None:
    """Writes a file in it.

    Raises:
        OSError: where it cannot be written, in a folder.
        Unreachable: idem, at an address.
    """
    if isinstance(place, Path):
        place.write_bytes(data)
    else:
        put(place.text, data)


def remove_place(place: Place) -> None:
    """Removes a file in it, where it is there and may go."""
    if isinstance(place, Path):
        with suppress(OSError):
            place.unlink(missing_ok=True)
    else:
        remove(place.text)
