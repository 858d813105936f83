"""A kg.toml to begin with: every setting with its default, commented out."""

from __future__ import annotations

from pathlib import Path

from kg.base.errors import KgError, UsageError


def write_example(path: Path) -> Path:
    """Writes the example to `path`, and gives it.

    Raises:
        UsageError: where something is there already; it is left as it is.
        KgError: where it cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(example())
    except FileExistsError:
        raise UsageError(f"{path}: is there already", remedy="Remove it, or name another file with --to.") from None
    except OSError as error:
        raise KgError(f"{path}: cannot be written ({error.strerror})", remedy="Name another file with --to.") from error
    return path


def example() -> str:
    """The text of the example."""
    return (Path(__file__).parent / "example.toml").read_text(encoding="utf-8")
