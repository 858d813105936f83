from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph

from kg.base.issues import Severity
from kg.publish.check import catalogue_violations
from kg.publish.lacks import unlisted, unset
from kg.publish.model import CatalogueSettings
from kg.publish.publish import publish

WHOLE = CatalogueSettings(publisher_name="Inspectie", contact_email="a@example.nl", url="https://example.nl/")
EU = "http://publications.europa.eu/resource/authority/"


def test_nothing_lacks() -> None:
    """With publisher, contact and address set nothing is asked for, and the defaults stand in their lists."""
    assert [*unset(WHOLE), *unlisted(WHOLE), *unlisted(CatalogueSettings())] == []


@pytest.mark.parametrize("key", ["title_nl", "description_nl", "themes", "licence", "access_rights"])
def test_what_the_shapes_need_is_asked_for(output: Path, tmp_path: Path, shared: Path, key: str) -> None:
    """A setting without which the record breaks DCAT-AP-NL is asked for by its name, and only that."""
    emptied = dict.fromkeys((key, key.replace("_nl", "_en")), "") if key != "themes" else {key: ()}
    settings = replace(WHOLE, **emptied)
    publication = publish(output, tmp_path / "site", settings)
    assert [(issue.place, issue.severity) for issue in publication.issues] == [
        (f"kg.toml [catalogue] {key}", Severity.WARNING)
    ]
    record = Graph().parse(tmp_path / "site/catalogue.ttl")
    assert catalogue_violations(record, [shared / "data/vocabularies/dcat-ap-nl-3.0.1"]) != ()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("themes", (f"{EU}data-theme/TOEZ", f"{EU}data-theme/GOVE")),
        ("languages", ("https://example.nl/nl",)),
        ("access_rights", f"{EU}access-right/"),
        ("frequency", f"{EU}language/NLD"),
    ],
)
def test_values_of_lists(key: str, value: object) -> None:
    """A value that is not in the list it should come from is told, with its key and the list."""
    settings = replace(WHOLE, **{key: value})  # type: ignore[arg-type]
    (issue,) = unlisted(settings)
    assert issue.place == f"kg.toml [catalogue] {key}"
    assert issue.remedy.startswith(f"Choose one of {EU}")
