from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.base.errors import UsageError
from kg.run.settings import Settings, read_settings, settings_from


def test_defaults() -> None:
    """Without a file all settings have their documented values."""
    settings = Settings()
    assert settings.base == "https://w3id.org/toezichtgraaf/id/"
    assert (settings.build.seconds_per_document, settings.build.memory_mb) == (120.0, 1500)
    assert (settings.reading.ocr, settings.reading.ocr_seconds_per_document) == (False, 1800.0)
    assert (settings.floors.facts.least, settings.floors.facts.most) == (0, None)


def test_file(tmp_path: Path) -> None:
    """Each table of the file wins over the defaults, and the catalogue shares the base of ids."""
    path = tmp_path / "kg.toml"
    path.write_text(
        'base = "https://data.example.nl/id/"\n[build]\nseconds_per_document = 5\n[catalogue]\ntitle_nl = "Graaf"\n'
        "[floors.facts]\nleast = 10\n"
    )
    settings = read_settings(path)
    assert settings.catalogue.base == settings.base == "https://data.example.nl/id/"
    assert settings.catalogue.title_nl == "Graaf"
    assert settings.build.seconds_per_document == 5
    assert settings.floors.facts.least == 10


def test_file_of_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """kg.toml of the current folder is read without being named; where it is absent the defaults hold."""
    monkeypatch.chdir(tmp_path)
    assert read_settings() == Settings()
    (tmp_path / "kg.toml").write_text("[build]\nmemory_mb = 900\n")
    assert read_settings().build.memory_mb == 900


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"bild": {}}, "kg.toml: bild: there is no such key. Did you mean build?"),
        ({"build": {"memory": 900}}, "kg.toml: [build] memory: there is no such key. Did you mean memory_mb?"),
        ({"build": {"memory_mb": "900"}}, "kg.toml: [build] memory_mb: expected a valid integer, not '900'"),
        ({"build": {"memory_mb": 1}}, "kg.toml: [build] memory_mb: expected greater than or equal to 200, not 1"),
        (
            {"build": {"seconds_per_document": 0}},
            "kg.toml: [build] seconds_per_document: expected greater than 0, not 0",
        ),
        ({"base": "id"}, "kg.toml: base: expected an IRI that begins with https:// and ends in \"/\", not 'id'"),
        (
            {"floors": {"facts": {"least": -1}}},
            "kg.toml: [floors.facts] least: expected greater than or equal to 0, not -1",
        ),
        ({"catalogue": {"title_n": "x"}}, "kg.toml: [catalogue] title_n: there is no such key. Did you mean title_nl?"),
        ({"catalogue": {"base": "x"}}, "kg.toml: [catalogue] base: there is no such key. Write base above all tables."),
        (
            {"catalogue": {"licence": "CC0"}},
            "kg.toml: [catalogue] licence: 'CC0' is not a web address (IRI). Write it out, with https://.",
        ),
    ],
)
def test_bad_key_or_value(table: dict[str, Any], message: str) -> None:
    """A key or value that cannot be used is wrong use: the message names the key and what was expected."""
    with pytest.raises(UsageError) as raised:
        settings_from(table)
    assert str(raised.value) == message
    assert raised.value.exit_code == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"base = ", "kg.toml: is not TOML: Invalid value (at end of document)"),
        (b'base = "\xff"', "kg.toml: is not UTF-8. Save it as UTF-8."),
    ],
)
def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, message: str) -> None:
    """A file that is no TOML or no UTF-8 is wrong use."""
    monkeypatch.chdir(tmp_path)
    Path("kg.toml").write_bytes(data)
    with pytest.raises(UsageError) as raised:
        read_settings()
    assert str(raised.value) == message


def test_missing_file(tmp_path: Path) -> None:
    """A settings file that is named must be there."""
    with pytest.raises(UsageError, match=r"no\.toml: there is no such file\. Name a settings file with --settings\."):
        read_settings(tmp_path / "no.toml")


SCORES = {
    "facts": {"core_found": 1, "core": 2, "right": 3, "system": 4},
    "predicates": {"informs": {"core_found": 1, "core": 2, "right": 3, "system": 4}},
    "modality": {"good": 1, "of": 1},
}


def test_quality(tmp_path: Path) -> None:
    """What was measured is read from the file beside kg.toml that the table names."""
    (tmp_path / "score.json").write_text(json.dumps(SCORES))
    (tmp_path / "kg.toml").write_text(
        '[[catalogue.quality]]\ngold = "goud"\ndate = 2026-01-31\nscores = "score.json"\nurl = "https://a.nl/"\n'
    )
    (quality,) = read_settings(tmp_path / "kg.toml").catalogue.quality
    assert (quality.gold, quality.day, quality.url) == ("goud", date(2026, 1, 31), "https://a.nl/")
    assert [(figure.metric, figure.of, figure.good, figure.total) for figure in quality.figures] == [
        ("precision", "", 3, 4),
        ("recall", "", 1, 2),
        ("precision", "informs", 3, 4),
        ("recall", "informs", 1, 2),
        ("modality", "", 1, 1),
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ({}, "expected tables, not {}. Write [[catalogue.quality]] above its keys."),
        ([{}], "gold: field required. Known keys: gold, date, scores, url."),
        ([{"gold": "g", "date": "gisteren", "scores": "s"}], "date: input should be a valid date. Known keys"),
        (
            [{"gold": "g", "date": date(2026, 1, 31), "scores": "s", "x": 1}],
            "x: extra inputs are not permitted. Known keys",
        ),
        (
            [{"gold": "g", "date": date(2026, 1, 31), "scores": "no.json"}],
            "scores: no.json: cannot be read (No such file",
        ),
        (
            [{"gold": "g", "date": date(2026, 1, 31), "scores": "bad.json"}],
            "scores: bad.json: is no JSON. Make it with",
        ),
        (
            [{"gold": "g", "date": date(2026, 1, 31), "scores": "list.json"}],
            "scores: list.json: not what `kg score` writes",
        ),
        (
            [{"gold": "g", "date": date(2026, 1, 31), "scores": "score.json", "url": "a"}],
            "[catalogue] quality url: 'a' is not a web address (IRI)",
        ),
    ],
)
def test_bad_quality(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: object, message: str) -> None:
    """A table of quality that cannot be used is wrong use: the message names key and file."""
    monkeypatch.chdir(tmp_path)
    Path("score.json").write_text(json.dumps(SCORES))
    Path("bad.json").write_text("{")
    Path("list.json").write_text("[1]")
    with pytest.raises(UsageError) as raised:
        settings_from({"catalogue": {"quality": rows}})
    assert message in str(raised.value)
