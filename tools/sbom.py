"""What a release is made of, as a CycloneDX bill of materials: every package it needs, at the versions that constraints.txt pins.

    python tools/sbom.py > dist/toezichtgraaf.cdx.json

Read from the packages installed here, so that the environment is to be one made with constraints.txt; a version that is otherwise stops it.
It bears no time and no random number: the same release gives the same bytes.

Source: https://cyclonedx.org/docs/1.6/json/
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_LONGEST = 100  # characters of a licence's name; some packages write the whole licence there
REPOSITORY = Path(__file__).parents[1]
# What stands in the wheel and was made by others; the registers tell their own source and licence.
CARRIED = (
    ("vis-network, in pyvis", "Apache-2.0 OR MIT", "https://visjs.github.io/vis-network/"),
    ("@zazuko/yasgui", "MIT", "https://github.com/zazuko/Yasgui"),
    ("Dutch pipeline, trained on UD Dutch Alpino", "CC-BY-SA-4.0", "https://universaldependencies.org/"),
)


def needed(requirements: Iterable[str], extra: str = "") -> Iterator[Requirement]:
    """The requirements that hold here, for a package asked for with this extra.

    Example:
        >>> [one.name for one in needed(['click>=8', 'x; python_version < "3"', 'y; extra == "z"'])]
        ['click']
    """
    for requirement in map(Requirement, requirements):
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield requirement


def packages(requirements: Iterable[str]) -> dict[str, tuple[Distribution, tuple[str, ...]]]:
    """By name each package that is needed, with the names of those that it needs itself, sorted.

    Raises:
        PackageNotFoundError: where one is not installed.
    """
    found: dict[str, tuple[Distribution, tuple[str, ...]]] = {}
    waiting = [(one, extra) for one in needed(requirements) for extra in ("", *one.extras)]
    asked: dict[str, set[str]] = {}
    seen: set[tuple[str, str]] = set()
    while waiting:
        requirement, extra = waiting.pop()
        name = canonicalize_name(requirement.name)
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        package = distribution(name)
        more = list(needed(package.requires or (), extra))
        asked.setdefault(name, set()).update(canonicalize_name(one.name) for one in more)
        found[name] = (package, tuple(sorted(asked[name])))
        waiting += [(one, part) for one in more for part in ("", *one.extras)]
    return dict(sorted(found.items()))


def sbom(project: Mapping[str, object], pins: Mapping[str, str]) -> dict[str, object]:
    """The bill of materials of the project.

    Raises:
        ValueError: where a package is installed in another version than is pinned.
    """
    name, version = str(project["name"]), str(project["version"])
    requirements = [str(one) for one in project["dependencies"]]  # type: ignore[attr-defined]
    found = packages(requirements)
    if other := [f"{one}=={held.version}" for one, (held, _) in found.items() if pins.get(one) != held.version]:
        raise ValueError(f"not as constraints.txt pins it: {', '.join(other)}")
    itself = f"pkg:pypi/{name}@{version}"
    direct = sorted(canonicalize_name(one.name) for one in needed(requirements))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": itself,
                "name": name,
                "version": version,
                "description": project["description"],
                "licenses": [{"expression": project["license"]}],
                "purl": itself,
            }
        },
        "components": [*(_component(one, held) for one, (held, _) in found.items()), *_carried()],
        "dependencies": [
            {"ref": itself, "dependsOn": [_purl(one, found[one][0]) for one in direct]},
            *(
                {"ref": _purl(one, held), "dependsOn": [_purl(other, found[other][0]) for other in others]}
                for one, (held, others) in found.items()
            ),
        ],
    }


def _purl(name: str, package: Distribution) -> str:
    return f"pkg:pypi/{name}@{package.version}"


def _component(name: str, package: Distribution) -> dict[str, object]:
    purl = _purl(name, package)
    told = {"type": "library", "bom-ref": purl, "name": name, "version": package.version}
    expression = _told(package, "License-Expression")
    kinds = [one for one in package.metadata.get_all("Classifier", ()) if one.startswith("License ::")]
    names = {one.rpartition(" :: ")[2] for one in kinds} - {"OSI Approved"}
    if not names and len(free := _told(package, "License")) < _LONGEST and "\n" not in free:
        names = {free} - {""}
    licences: list[dict[str, object]] = (
        [{"expression": expression}] if expression else [{"license": {"name": one}} for one in sorted(names)]
    )
    return {**told, **({"licenses": licences} if licences else {}), "purl": purl}


def _told(package: Distribution, field: str) -> str:
    return next(iter(package.metadata.get_all(field, ())), "").strip()


def _carried() -> Iterator[dict[str, object]]:
    """What the wheel holds of others: programs for the browser, the trained pipeline, the registers."""
    for name, licence, url in CARRIED:
        yield _data(name, {"expression": licence}, url)
    for path in sorted((REPOSITORY / "ontology" / "registers").glob("*.meta.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        yield _data(
            f"register {path.name.removesuffix('.meta.toml')}", {"license": {"name": told["licence"]}}, told["url"]
        )


def _data(name: str, licence: dict[str, object], url: str) -> dict[str, object]:
    links = [{"type": "website", "url": url}]
    return {"type": "data", "bom-ref": name, "name": name, "licenses": [licence], "externalReferences": links}


def main() -> None:
    """Prints it."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = re.findall(r"^([\w.-]+)==(\S+)", (REPOSITORY / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)
    try:
        made = sbom(project, {canonicalize_name(name): version for name, version in lines})
    except (PackageNotFoundError, ValueError) as problem:
        sys.exit(f"{problem}: install with pip install --constraint constraints.txt . first")
    sys.stdout.write(json.dumps(made, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
