"""Expected results in files: compared, or rewritten on demand (`just golden`)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def expect(found: str, file: Path) -> None:
    """Compares `found` with the text in `file`; where KG_GOLDEN is set it is written there first, but never in CI."""
    if os.environ.get("KG_GOLDEN"):
        if os.environ.get("CI") == "true":
            pytest.fail("CI compares expected results; it does not rewrite them: unset KG_GOLDEN")
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8")
