from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import schema_org
from pydantic import ValidationError
from pyoxigraph import RdfFormat, parse

from kg.graph.vocabulary import Language
from kg.publish.distributions import distributions_of
from kg.publish.from_graph import dataset_from_store, union_of
from kg.publish.model import CatalogueSettings, Dataset, Figure, Quality
from kg.publish.page import page
from kg.publish.replace import written
from kg.publish.site import site_of

from .sample import BASE, TRIG
from .test_catalogue import SERVED

EVIL = "</script></style><img src=x onerror=alert(1)>\"'&"


def _dataset(text: str = TRIG) -> Dataset:
    return dataset_from_store(union_of(parse(text, format=RdfFormat.TRIG)))


def _page(settings: CatalogueSettings, dataset: Dataset, language: Language = "nl") -> str:
    files = distributions_of({"graph.trig": written(b"x"), "graph.html": written(b"y")})
    site = site_of(BASE, [one.iri for one in dataset.sources])
    return page(settings, dataset, files, language=language, site=site)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_texts_are_escaped(language: Language) -> None:
    """A text of a document or of the settings stays a text: no element and no end of an element comes of it."""
    quoted = EVIL.replace('"', '\\"')
    hostile = _dataset(TRIG.replace("Jaarbericht <2023> & meer", quoted).replace("brief.txt", quoted))
    settings = CatalogueSettings(
        title_nl=EVIL, title_en=EVIL, description_nl=EVIL, description_en=EVIL, publisher_name=EVIL, contact_name=EVIL
    )
    told = _page(settings, hostile, language)
    assert "<img" not in told
    assert (told.count("</script>"), told.count("</style>")) == (1, 1)
    assert "&lt;img src=x onerror=alert(1)&gt;" in told


def test_nothing_is_fetched() -> None:
    """The policy of the page lets nothing load but its own style, told by its hash; it has no script that runs."""
    told = _page(CatalogueSettings(), _dataset())
    style = re.search(r"<style>(.*?)</style>", told, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'self' file:"
        in told
    )
    assert re.findall(r"<script[^>]*>", told) == ['<script type="application/ld+json">']
    assert not re.search(r"<(img|link rel=\"stylesheet\"|iframe|object)|url\(|@import|style=|\son\w+=", told)


def test_both_languages() -> None:
    """The page stands in both languages, each leading to the other, with the labels of the ontology."""
    dutch, english = (_page(CatalogueSettings(), _dataset(), language) for language in ("nl", "en"))
    assert '<html lang="nl">' in dutch
    assert '<a href="index.en.html" hreflang="en" lang="en">English</a>' in dutch
    assert '<a href="def.html#supervises">houdt toezicht op</a>' in dutch
    assert '<html lang="en">' in english
    assert '<a href="index.html" hreflang="nl" lang="nl">Nederlands</a>' in english
    assert '<a href="def.en.html#supervises">supervises</a>' in english


def test_only_web_addresses_are_linked() -> None:
    """The address of a document is a link only where it is a web address."""
    told = _page(CatalogueSettings(), _dataset(TRIG.replace("https://example.org/rapport.pdf?a=1&b=2", "javascript:x")))
    assert "javascript:" not in told
    told = _page(CatalogueSettings(), _dataset())
    assert '<a href="https://example.org/rapport.pdf?a=1&amp;b=2" rel="external noreferrer">' in told


def _built(told: object) -> object:
    """The model of a schema.org thing, which refuses properties that its type does not have and values that they do not take."""
    if isinstance(told, list):
        return [_built(one) for one in told]
    if not isinstance(told, dict):
        return told
    values = {name: _built(value) for name, value in told.items() if not name.startswith("@")}
    if "dateModified" in values:
        values["dateModified"] = date.fromisoformat(str(values["dateModified"]))
    made: object = getattr(schema_org, told["@type"])(**values)
    return made


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("settings", [CatalogueSettings(), SERVED], ids=["nothing set", "all set"])
def test_by_the_rules_of_schema_org(settings: CatalogueSettings, language: Language) -> None:
    """What search engines read keeps to the vocabulary: every property belongs to its type and takes such a value."""
    about = _described(_page(settings, _dataset(), language=language))
    title = {"nl": settings.title_nl, "en": settings.title_en}[language]
    made = _built(about)
    assert type(made).__name__ == "Dataset"
    assert getattr(made, "name") == title  # noqa: B009 - its type is made as it is asked for
    for wrong in ({"spatialCoverage": settings.spatial}, {"downloadUrl": "https://a.nl/"}, {"isBasedOn": 1}):
        with pytest.raises(ValidationError):
            _built(about | wrong)


def _described(page: str) -> dict[str, Any]:
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert block
    described: dict[str, Any] = json.loads(block[1])
    return described


def test_schema_org() -> None:
    """Search engines find the dataset, its sources and the files."""
    about = _described(_page(CatalogueSettings(url="https://a.nl/g"), _dataset()))
    assert about["@type"] == "Dataset"
    assert about["temporalCoverage"] == "2023-05-16/2024-01-31"
    assert about["dateModified"] == "2024-01-31"
    assert about["publisher"]["name"] == about["creator"]["name"] == CatalogueSettings().agent_name
    assert about["spatialCoverage"]["@id"] == CatalogueSettings().spatial
    assert (about["name"], about["alternateName"]) == (CatalogueSettings().title_nl, CatalogueSettings().title_en)
    assert 50 <= len(about["description"]) <= 5000  # what search engines take in
    assert all(re.fullmatch("[0-9a-f]{64}", one["sha256"]) and one["encodingFormat"] for one in about["distribution"])
    assert [one["name"] for one in about["isBasedOn"]] == ["brief.txt", "Jaarbericht <2023> & meer"]
    assert [one["contentUrl"] for one in about["distribution"]] == [
        "https://a.nl/g/graph.html",
        "https://a.nl/g/graph.trig",
    ]


def test_empty_graph() -> None:
    """A graph without statements still has its page."""
    told = _page(CatalogueSettings(), dataset_from_store(union_of(())))
    assert "<strong>0</strong>uitspraken" in told
    assert "Wat de graaf zegt" not in told


def test_quality_is_shown() -> None:
    """What was measured stands on the page with the name and day of the passages; a share of nothing is a dash."""
    figures = (
        Figure(metric="precision", of="", good=9, total=10),
        Figure(metric="recall", of="", good=1, total=4),
        Figure(metric="recall", of="monitors", good=0, total=2),
    )
    measured = Quality(gold="<goud>", day=date(2026, 1, 31), url="https://a.nl/goud", figures=figures)
    coverage = (Figure(metric="coverage", of="", good=1, total=3),)
    dataset = replace(_dataset(), coverage=coverage)
    told = _page(CatalogueSettings(quality=(measured,)), dataset, "en")
    assert '<a href="https://a.nl/goud" rel="external noreferrer">&lt;goud&gt;</a> (2026-01-31)' in told
    assert '0.90 <span class="note">(9 of 10)</span></td><td class="num">0.25' in told
    assert '<a href="def.en.html#monitors">monitors</a></td><td class="num">–</td><td class="num">0.00' in told
    assert '0.33 <span class="note">(1 of 3)</span>' in told
    assert "How good the data are" not in _page(CatalogueSettings(), _dataset(), "en")
