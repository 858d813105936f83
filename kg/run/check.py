"""Whether an output folder is good: graph and catalogue by SHACL, numbers by the floors of kg.toml."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph

from kg.base.errors import KgError
from kg.base.issues import Issue, Severity
from kg.graph.validate import violations_by_shacl, violations_in_store
from kg.publish.check import catalogue_violations
from kg.run.output import opened_store
from kg.run.outputs import issue_of_violation
from kg.run.settings import Floors

_STAGE = "check"


def issues_of_output(output: Path, floors: Floors, *, catalogue_shapes: Sequence[Path] = ()) -> tuple[Issue, ...]:
    """What is wrong with the output, sorted; the catalogue is checked only where shapes are given.

    Raises:
        KgError: where there is no output.
    """
    broken = {*violations_in_store(opened_store(output)), *violations_by_shacl(_graph(output))}
    issues = [issue_of_violation(violation, stage=_STAGE) for violation in sorted(broken)]
    issues += floor_issues(output, floors)
    if catalogue_shapes:
        catalogue = Graph().parse(output / "catalogue.ttl", format="turtle")
        issues += [
            _issue(
                found.focus, found.shape or found.path, "; ".join(found.messages) or f"breaks a rule on {found.path}"
            )
            for found in catalogue_violations(catalogue, catalogue_shapes)
        ]
    return tuple(sorted(set(issues)))


def refuse_below_floors(output: Path, floors: Floors) -> None:
    """Stops a publication that holds less than it should.

    Raises:
        KgError: where a number is below its floor, or there is no output.
    """
    for issue in floor_issues(output, floors):
        if issue.severity is Severity.ERROR:
            raise KgError(f"{issue.place}: {issue.message}: nothing is published", remedy=issue.remedy)


def floor_issues(output: Path, floors: Floors) -> Iterator[Issue]:
    """An error for each number below its floor, a warning for each above its ceiling."""
    for name, number in _numbers(output).items():
        bounds = getattr(floors, name)
        place = f"kg.toml: [floors.{name}]"
        if number < bounds.least:
            yield Issue(
                place=place,
                code="below-floor",
                message=f"{number} {name} are less than {bounds.least}",
                remedy="Find out what is missing, or lower the floor.",
                severity=Severity.ERROR,
                stage=_STAGE,
            )
        if bounds.most is not None and number > bounds.most:
            yield Issue(
                place=place,
                code="above-ceiling",
                message=f"{number} {name} are more than {bounds.most}",
                remedy="Find out where they come from, or raise the bound.",
                stage=_STAGE,
            )


def _graph(output: Path) -> Graph:
    """The triples of graph.trig, whatever their graph; not those of the store, which knows one type of integers."""
    quads = ox.parse(path=str(output / "graph.trig"), format=ox.RdfFormat.TRIG)
    lines = ox.serialize({quad.triple for quad in quads}, format=ox.RdfFormat.N_TRIPLES)
    assert lines
    return Graph().parse(data=lines, format="nt")


def _numbers(output: Path) -> dict[str, int]:
    """How many documents (that could be read), pages and facts the output holds."""
    try:
        text = (output / "documents.jsonl").read_text(encoding="utf-8")
    except OSError:
        raise KgError(f"{output}: holds no build", remedy="Run `kg build` first, or name it with --output.") from None
    rows = [json.loads(line) for line in text.split("\n") if line]
    return {
        "documents": sum(row["pages"] > 0 for row in rows),
        "pages": sum(row["pages"] for row in rows),
        "facts": sum(row["facts"] for row in rows),
    }


def _issue(place: str, code: str, message: str) -> Issue:
    return Issue(place=place, code=code, message=message, severity=Severity.ERROR, stage=_STAGE)
