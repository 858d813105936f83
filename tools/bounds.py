"""The lowest versions that pyproject.toml allows, as a constraints file for pip.

    python tools/bounds.py > lowest.txt

What the project itself names is held at its lower bound (the later one where it is named twice); what comes along is left to pip.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
_BOUND = re.compile(r"(?P<name>[\w.-]+)(?:\[[^]]*\])?\s*>=\s*(?P<version>[\d.]+)")


def lowest(requirements: Iterable[str]) -> Iterator[str]:
    """The requirements, each at its lower bound; those without one are left out.

    Example:
        >>> list(lowest(["click>=8.1", "spacy>=3.8,<3.9", "types-networkx", "Click>=8.0"]))
        ['click==8.1', 'spacy==3.8']
    """
    found: dict[str, tuple[int, ...]] = {}
    for requirement in requirements:
        if bound := _BOUND.match(requirement):
            name = re.sub(r"[-_.]+", "-", bound["name"]).lower()
            version = tuple(map(int, bound["version"].split(".")))
            found[name] = max(version, found.get(name, ()))
    for name, version in sorted(found.items()):
        yield f"{name}=={'.'.join(map(str, version))}"


def main() -> None:
    """Prints a line a requirement."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    extras = (extra for name, extra in project["optional-dependencies"].items() if name != "dev")
    for line in lowest([*project["dependencies"], *(one for extra in extras for one in extra)]):
        print(line)


if __name__ == "__main__":
    main()
