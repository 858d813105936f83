"""Whether an output folder is good: graph and catalogue by SHACL, numbers by the floors of kg.toml."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph

from kg.base.errors import KgError
from kg.base.issues import Issue, Severity
from kg.base.ontology import ontology_folder
from kg.graph.parts import violations_in_parts
from kg.graph.validate import Violation, violations_in_store
from kg.publish.check import Violation as CatalogueViolation
from kg.publish.check import catalogue_violations
from kg.run.output import opened_store
from kg.run.outputs import issue_of_violation
from kg.run.settings import Floors

_STAGE = "check"


def issues_of_output(output: Path, floors: Floors, *, catalogue_shapes: Sequence[Path] = ()) -> tuple[Issue, ...]:
    """What is wrong with the output, sorted: its graph, its numbers, and its catalogue record.

    The graph is held against the checks of a build and the shapes of ontology/shapes, the catalogue against
    ontology/shapes/catalogue.ttl and the files and folders of `catalogue_shapes`.

    Raises:
        KgError: where there is no output, or one of its files cannot be read.
    """
    store = opened_store(output)
    broken = {*violations_in_store(store), *_by_shacl(output, store)}
    issues = [issue_of_violation(store, violation, stage=_STAGE) for violation in sorted(broken)]
    issues += floor_issues(output, floors)
    shapes = (ontology_folder() / "shapes" / "catalogue.ttl", *catalogue_shapes)
    issues += map(_issue_of_catalogue, catalogue_violations(_catalogue(output), shapes))
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


def _by_shacl(output: Path, store: ox.Store) -> tuple[Violation, ...]:
    """What graph.trig breaks; the store alone will not do, as it knows one type of integers."""
    path = output / "graph.trig"
    try:
        return violations_in_parts(path, store)
    except (OSError, SyntaxError) as error:
        raise _unreadable(path, error) from error


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


def _catalogue(output: Path) -> Graph:
    path = output / "catalogue.ttl"
    try:
        return Graph().parse(path, format="turtle")
    except (OSError, SyntaxError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError | SyntaxError) -> KgError:
    why = error.strerror if isinstance(error, OSError) else "it is damaged"
    return KgError(f"{path}: cannot be read ({why})", remedy="Run `kg build` again.")


def _issue_of_catalogue(found: CatalogueViolation) -> Issue:
    code = found.shape.rpartition("#")[2].rpartition("/")[2] or "catalogue"
    rule = "; ".join(message.rstrip(".") for message in found.messages) or "breaks a rule of its profile"
    about = f" (property {found.path})" if found.path else ""
    value = f" (found: {found.value})" if found.value else ""
    return Issue(
        place=f"catalogue.ttl, {found.focus}",
        code=code,
        message=f"{rule}{about}{value} [{code}]",
        remedy="Complete [catalogue] in kg.toml and build again.",
        severity=Severity.ERROR,
        stage=_STAGE,
    )
