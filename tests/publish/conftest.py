"""A small build to publish, as kg build leaves it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .sample import FACT, TRIG


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """The folder of a build of two documents."""
    folder = tmp_path / "output"
    folder.mkdir()
    (folder / "graph.trig").write_text(TRIG, encoding="utf-8")
    (folder / "facts.jsonl").write_text(json.dumps(FACT, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "mentions.jsonl").write_text('{"document": "rapport.pdf"}\n', encoding="utf-8")
    (folder / "graph.html").write_text("<!DOCTYPE html><title>graaf</title>\n", encoding="utf-8")
    return folder
