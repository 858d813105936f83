"""Spoilt files of every form: each is read or refused by name, in time, and what is read can be told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.document.from_file import document_from_bytes, readable_endings
from kg.document.model import Document
from tests.made import within
from tests.mutants import SENTENCE, mutant, samples

SECONDS = 20.0


def read(data: bytes, ending: str) -> Document | None:
    """The document, None where it is refused: then at least one issue says why."""

    def nothing() -> bytes:
        raise FileNotFoundError

    with within(SECONDS, f"a spoilt {ending}"):
        found = document_from_bytes(lambda: data, ending=ending, beside=nothing, name=f"stuk{ending}")
    assert found.items or found.issues
    assert all(issue.code and issue.place.startswith(f"stuk{ending}") for issue in found.issues)
    return found.items[0] if found.items else None


def test_there_is_a_sample_of_every_form() -> None:
    """No reader is left out, and every sample is read with its sentence."""
    assert {*samples()} | {".htm"} == readable_endings
    for ending, data in samples().items():
        document = read(data, ending)
        assert document is not None
        assert SENTENCE in " ".join(document.text.split())


@pytest.mark.parametrize("ending", sorted(samples()))
@settings(max_examples=40, deadline=None)
@given(number=st.integers(min_value=0, max_value=10**9))
def test_spoilt_files(ending: str, number: int) -> None:
    """Nothing crashes or hangs, no other file is read, and the text of what is read is text with its pages in it."""
    document = read(mutant(ending, number), ending)
    if document is not None:
        document.text.encode()
        assert "root:" not in document.text
        assert all(page.span is None or page.span.end <= len(document.text) for page in document.pages)


@pytest.mark.parametrize("ending", sorted(samples()))
@settings(max_examples=15, deadline=None)
@given(data=st.binary(max_size=300))
@example(data=b"")
@example(data=b"\0" * 1000)
def test_bytes_of_no_form(ending: str, data: bytes) -> None:
    """Bytes without any form are refused or read as what they are."""
    document = read(data, ending)
    assert document is None or isinstance(document.text.encode(), bytes)


def test_a_mutant_is_the_same_each_time(tmp_path: Path) -> None:
    """The number of a file that went wrong is enough to make it again."""
    for ending in samples():
        (tmp_path / ending).write_bytes(mutant(ending, 7))
        assert (tmp_path / ending).read_bytes() == mutant(ending, 7) != samples()[ending]
