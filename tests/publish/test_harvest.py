"""What the harvester of CKAN (data.overheid.nl and the European portal run on it) takes in of a record.

Its parser comes with CKAN and many packages at versions of its own, so it runs in an environment of its own, which
tools/harvest.sh makes and names in KG_CKAN_PYTHON.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from kg.publish.distributions import FORMS
from kg.publish.model import CatalogueSettings
from kg.publish.publish import publish

PYTHON = os.environ.get("KG_CKAN_PYTHON", "")
SETTINGS = CatalogueSettings(
    publisher_iri="https://identifier.overheid.nl/tooi/id/oorg/oorg10006",
    publisher_name="Inspectie Justitie en Veiligheid",
    contact_name="Team gegevens",
    contact_email="gegevens@example.nl",
    url="https://example.nl/toezicht/",
    sparql="https://example.nl/sparql",
    version="2026.1",
)
READ = """
import json, sys
from ckanext.dcat.processors import RDFParser

parser = RDFParser(profiles=[sys.argv[3]])
parser.parse(open(sys.argv[1], encoding="utf-8").read(), _format=sys.argv[2])
print(json.dumps(list(parser.datasets())))
"""

pytestmark = pytest.mark.skipif(not PYTHON, reason="needs ckanext-dcat in an environment of its own: tools/harvest.sh")


@pytest.mark.parametrize("profile", ["euro_dcat_ap_2", "euro_dcat_ap_3"])
@pytest.mark.parametrize(
    ("name", "form"), [("catalogue.ttl", "turtle"), ("catalogue.jsonld", "json-ld"), ("catalogue.rdf", "xml")]
)
def test_ckan_reads_the_record(output: Path, tmp_path: Path, name: str, form: str, profile: str) -> None:
    """Each form of the record is one dataset with its title, publisher, contact, licence and every distribution."""
    publish(output, tmp_path / "site", SETTINGS)
    done = subprocess.run(
        [PYTHON, "-c", READ, str(tmp_path / "site" / name), form, profile], check=True, capture_output=True, text=True
    )
    (dataset,) = json.loads(done.stdout)
    extras = {extra["key"]: extra["value"] for extra in dataset["extras"]}
    assert dataset["title"] in {SETTINGS.title_nl, SETTINGS.title_en}
    assert dataset["notes"] in {SETTINGS.description_nl, SETTINGS.description_en}
    assert (extras["publisher_uri"], extras["publisher_name"]) == (SETTINGS.publisher_iri, SETTINGS.publisher_name)
    assert (extras["contact_name"], extras["contact_email"]) == (SETTINGS.contact_name, SETTINGS.contact_email)
    assert extras["identifier"] == SETTINGS.dataset_iri
    assert {tag["name"] for tag in dataset["tags"]} == {*SETTINGS.keywords_nl, *SETTINGS.keywords_en}
    files = {path.name: path for path in (tmp_path / "site").iterdir()}
    read = {resource["download_url"].rpartition("/")[2]: resource for resource in dataset["resources"]}
    assert set(read) == {*FORMS} - {"documents.jsonl"}
    for file, resource in read.items():
        assert resource["license"] == SETTINGS.licence
        assert resource["size"] == files[file].stat().st_size
        assert len(resource["hash"]) == 64
