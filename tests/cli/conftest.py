"""The command as the tests of its words and exit codes run it."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from kg import cli


@pytest.fixture
def run_kg(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs `kg` with the given arguments in this process and gives its exit code."""

    def run(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["kg", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        assert isinstance(ended.value.code, int)
        return ended.value.code

    return run
