"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the registers, laws, PDFs and vocabularies beside the checkout.

    A test that needs it is skipped where it is absent; in continuous integration that is a failure, so that nothing is skipped unseen.
    """
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{folder} is absent: in CI the shared data must stand beside the checkout")
        pytest.skip("needs ../shared (registers, laws, PDFs, vocabularies), which is absent here")
    return folder


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder with the project's own example documents."""
    return REPOSITORY / "examples"
