"""Real PDFs that other readers stumbled over: each ends in text or in a named refusal, soon and in little memory."""

from pathlib import Path

import pytest

from .bounded import reading

SECONDS = 60.0
MEMORY_MB = 1000
FILES = 56
REFUSED = {
    "005-libreoffice-writer-password__libreoffice-writer-password.pdf": "pdf-encrypted",
    "017-unreadable-meta-data__unreadablemetadata.pdf": "pdf-broken",
}
NO_TEXT = {"page-unread", "page-picture"}


def test_every_hard_file_ends_in_text_or_a_named_refusal(shared: Path) -> None:
    """None ends in a traceback, takes a minute or a gigabyte; a page without text says why."""
    files = sorted((shared / "data" / "pdf-hard").rglob("*.pdf"))
    assert len(files) == FILES
    refused = {}
    for path in files:
        found = reading(path, memory_mb=MEMORY_MB, seconds=SECONDS)
        assert not found.ended, path.name
        if not found.pages:
            (refused[path.name],) = found.codes
        elif not found.text.strip("\f"):
            assert len(NO_TEXT & set(found.codes)) > 0, path.name
    assert refused == REFUSED


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("senate-expenditures", "make no words"),
        ("issue-192-example", "the characters of the page make no words"),
        ("imagemagick-lzw", "no text: the page is a picture"),
    ],
)
def test_pages_that_only_seem_to_have_text(shared: Path, file: str, reason: str) -> None:
    """Letters that a scan program or a font got wrong, and letters made unknowable, are not taken for text."""
    (path,) = (shared / "data" / "pdf-hard").rglob(f"*{file}.pdf")
    found = reading(path)
    assert any(reason in message for message in found.messages)


def test_other_languages_are_no_noise(shared: Path) -> None:
    """Pages in French and English lose no row."""
    for file in ("2023-06-20-PV", "la-precinct-bulletin-2014-p1", "006-pdflatex-outline__pdflatex-outline"):
        (path,) = (shared / "data" / "pdf-hard").rglob(f"*{file}.pdf")
        assert not any("make no words" in message for message in reading(path).messages), file
