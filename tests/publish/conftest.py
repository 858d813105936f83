"""A small build to publish, as kg build leaves it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .sample import FACT, TRIG


def made_output(folder: Path, trig: str = TRIG) -> Path:
    """A folder as a build leaves it, with this graph."""
    folder.mkdir()
    (folder / "graph.trig").write_text(trig, encoding="utf-8")
    (folder / "facts.jsonl").write_text(json.dumps(FACT, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "mentions.jsonl").write_text('{"document": "rapport.pdf"}\n', encoding="utf-8")
    (folder / "graph.html").write_text("<!DOCTYPE html><title>graaf</title>\n", encoding="utf-8")
    return folder


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """The folder of a build of two documents."""
    return made_output(tmp_path / "output")
