"""What the program imports it declares, and what it declares it imports."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions

from tests.conftest import REPOSITORY

BROUGHT_ALONG = {"pydantic-core"}  # by pydantic, which pins it and tells its errors in its types
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def named(requirements: list[str]) -> set[str]:
    return {canonical(re.split(r"[<>=~!\[ ;]", requirement)[0]) for requirement in requirements}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported() -> Iterator[str]:
    """The first part of each module that kg imports and that is not its own nor Python's."""
    for path in sorted((REPOSITORY / "kg").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0]


def test_every_import_is_declared_and_every_dependency_imported() -> None:
    """No dependency without use, and none that is there by chance alone."""
    homes = packages_distributions()
    modules = sorted(set(imported()) - sys.stdlib_module_names - {"kg"})
    found = {canonical(name) for module in modules for name in homes.get(module, [module])}
    extras = PROJECT["optional-dependencies"]
    optional = named([*extras["ocr"], *extras["cluster"]])
    declared = named(PROJECT["dependencies"])
    assert found - declared - optional == BROUGHT_ALONG
    assert declared - found == set()
