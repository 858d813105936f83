"""What a release is made of, and the lowest versions that it asks for."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from runpy import run_path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import REPOSITORY

lowest = run_path(str(REPOSITORY / "tools/bounds.py"))["lowest"]
sbom = run_path(str(REPOSITORY / "tools/sbom.py"))["sbom"]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = {
    canonicalize_name(name): version
    for name, version in re.findall(
        r"^([\w.-]+)==(\S+)", (REPOSITORY / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
}


def _made(seed: str) -> bytes:
    command = [sys.executable, str(REPOSITORY / "tools/sbom.py")]
    return subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed}).stdout


def test_bill_of_materials() -> None:
    """It names every package that the program needs, at the pinned version, with what each needs in turn; always in the same bytes."""
    data = _made("1")
    assert data == _made("2")
    told: dict[str, Any] = json.loads(data)
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    components = {one["bom-ref"]: one for one in told["components"]}
    assert len(components) == len(told["components"])
    itself = told["metadata"]["component"]["bom-ref"]
    tree = {one["ref"]: one["dependsOn"] for one in told["dependencies"]}
    libraries = {ref for ref, one in components.items() if one["type"] == "library"}
    assert set(tree) == libraries | {itself}
    assert {ref for refs in tree.values() for ref in refs} == libraries
    assert {components[ref]["name"] for ref in tree[itself]} == {
        canonicalize_name(Requirement(one).name) for one in PROJECT["dependencies"]
    }
    assert {
        one["name"]: one["version"] for one in components.values() if one["type"] == "library"
    }.items() <= PINS.items()
    assert [ref for ref in libraries if components[ref].get("purl") != ref] == []
    carried = {one["name"] for one in told["components"] if one["type"] == "data"}
    assert {
        f"register {path.name.removesuffix('.csv')}" for path in (REPOSITORY / "ontology/registers").glob("*.csv")
    } <= carried


def test_bill_of_other_versions() -> None:
    """A package that is installed in another version than is pinned stops it: the bill would tell of another release."""
    with pytest.raises(ValueError, match=r"not as constraints\.txt pins it: rdflib=="):
        sbom(PROJECT, PINS | {"rdflib": "1.0"})


def test_every_dependency_has_a_lower_bound() -> None:
    """What the program needs is asked for from the version on that its tests were run with."""
    bounds = {line.partition("==")[0] for line in lowest(PROJECT["dependencies"])}
    assert bounds == {canonicalize_name(Requirement(one).name) for one in PROJECT["dependencies"]}
    for one in PROJECT["dependencies"]:
        requirement = Requirement(one)
        assert requirement.specifier.contains(PINS[canonicalize_name(requirement.name)]), one
