from __future__ import annotations

import dataclasses
import re
import tomllib
from pathlib import Path

import pytest

from kg.base.errors import KgError, UsageError
from kg.publish.model import CatalogueSettings
from kg.run.example import example, write_example
from kg.run.settings import BuildSettings, Floors, ReadingSettings, Settings, read_settings, settings_from

_COMMENTED = re.compile(r"^# (?=[a-z_]+ = \S)", re.MULTILINE)
_MEASURED = re.compile(r"^# \[\[catalogue\.quality.*?(?=^\[build)", re.MULTILINE | re.DOTALL)


def test_example_says_the_defaults(tmp_path: Path) -> None:
    """As it is written it changes nothing."""
    assert read_settings(write_example(tmp_path / "kg.toml")) == Settings()


def test_example_uncommented_says_the_defaults_too() -> None:
    """With the signs of comment taken away each key has its default, so that the example tells no other."""
    found = tomllib.loads(_COMMENTED.sub("", _MEASURED.sub("", example())))
    assert found["base"] == "https://w3id.org/toezichtgraaf/id/"
    assert len(found["catalogue"]) > 25
    assert settings_from(found) == Settings()


def test_example_has_every_key() -> None:
    """No setting is left out."""
    keys = {field.name for field in dataclasses.fields(CatalogueSettings)} - {"quality", "base"}
    keys |= {
        "base",
        *BuildSettings.model_fields,
        *ReadingSettings.model_fields,
        "least",
        "most",
        "gold",
        "date",
        "scores",
    }
    assert {key for key in keys if not re.search(rf"^# {key} =", example(), re.MULTILINE)} == set()
    assert {f"[floors.{name}]" for name in Floors.model_fields} <= set(example().splitlines())
    assert "# [[catalogue.quality]]" in example()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A settings file that is there stays as it is."""
    path = tmp_path / "kg.toml"
    path.write_text("# mine\n")
    with pytest.raises(UsageError, match=r"kg\.toml: is there already\. Remove it, or name another file with --to\."):
        write_example(path)
    assert path.read_text() == "# mine\n"
    with pytest.raises(KgError, match="cannot be written"):
        write_example(tmp_path / "no/kg.toml")
