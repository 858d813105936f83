"""Files become documents or issues, never exceptions."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.base.issues import Severity
from kg.document.from_file import document_from_file, readable_endings
from kg.document.model import Metadata


def test_endings() -> None:
    """The endings that can be read."""
    assert readable_endings == {".docx", ".htm", ".html", ".md", ".pdf", ".txt", ".xml"}


def test_text_with_metadata(tmp_path: Path) -> None:
    """A text file is one container page without number, and the .meta.json beside it is heard."""
    path = tmp_path / "a.TXT"
    path.write_text("Kop\n\nDe Inspectie ziet toe.\n", encoding="utf-8")
    (tmp_path / "a.TXT.meta.json").write_text('{"title": "T", "kleur": "rood"}', encoding="utf-8")
    outcome = document_from_file(path, name="map/a.TXT")
    (document,) = outcome.items
    assert (document.file, document.text, document.paged) == ("map/a.TXT", "Kop\nDe Inspectie ziet toe.", False)
    assert document.page_number(0) is None
    assert document.metadata == Metadata(title="T")
    assert [(issue.code, issue.place, issue.document) for issue in outcome.issues] == [
        ("meta-unknown-key", "map/a.TXT.meta.json", "map/a.TXT")
    ]


def test_markdown_title(tmp_path: Path) -> None:
    """A Markdown file that begins with a heading has it for a title."""
    path = tmp_path / "a.md"
    path.write_text("# Tabakswet\n\nDe NVWA houdt toezicht.\n", encoding="utf-8")
    (document,) = document_from_file(path, name="a.md").items
    assert document.metadata.title == "Tabakswet"


def test_pdf(shared: Path) -> None:
    """A PDF has pages, and its own title and date where it tells them."""
    path = shared / "data" / "pdf" / "52-kamervragen-1980-nza-buurtzorg.pdf"
    outcome = document_from_file(path, name=path.name)
    (document,) = outcome.items
    assert document.paged
    assert [page.number for page in document.pages] == list(range(1, len(document.pages) + 1))
    for page in document.pages:
        for block in page.blocks:
            assert document.page_number(block.span.start) == page.number
            assert block.span.of(document.text).strip() == block.span.of(document.text)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.odt", b"x", "file-unknown-ending"),
        ("a.xml", b"x", "xml-malformed"),
        ("a", b"x", "file-unknown-ending"),
        ("a.txt", b"\xff", "text-not-utf8"),
        ("a.txt", b"a\0", "text-binary"),
        ("a.md", b"", "text-empty"),
        ("a.pdf", b"no pdf", "pdf-broken"),
        ("weg.txt", None, "file-missing"),
    ],
)
def test_unreadable(tmp_path: Path, name: str, data: bytes | None, code: str) -> None:
    """A file that cannot be read gives no document and one error with a remedy."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    outcome = document_from_file(tmp_path / name, name=name)
    assert outcome.items == ()
    assert [(issue.code, issue.severity, issue.document) for issue in outcome.issues] == [(code, Severity.ERROR, name)]
    assert outcome.issues[0].remedy


def test_unknown_ending_names_the_known(tmp_path: Path) -> None:
    """The refusal of an ending lists the endings that can be read."""
    (issue,) = document_from_file(tmp_path / "a.xyz", name="a.xyz").issues
    assert issue.remedy == "Known are .docx, .htm, .html, .md, .pdf, .txt, .xml: save it as one of these."


def test_folder(tmp_path: Path) -> None:
    """A folder that is named like a file is no file."""
    (tmp_path / "a.txt").mkdir()
    assert [issue.code for issue in document_from_file(tmp_path / "a.txt", name="a.txt").issues] == ["file-is-folder"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_permission(tmp_path: Path) -> None:
    """A file that may not be read is told as such."""
    path = tmp_path / "a.txt"
    path.write_text("De wet.", encoding="utf-8")
    path.chmod(0)
    assert [issue.code for issue in document_from_file(path, name="a.txt").issues] == ["file-not-permitted"]


def test_malformed_metadata_costs_nothing(tmp_path: Path) -> None:
    """Beside a malformed .meta.json the document is read all the same."""
    path = tmp_path / "a.txt"
    path.write_text("De wet geldt.", encoding="utf-8")
    (tmp_path / "a.txt.meta.json").write_text("{", encoding="utf-8")
    outcome = document_from_file(path, name="a.txt")
    assert [document.text for document in outcome.items] == ["De wet geldt."]
    assert [(issue.code, issue.severity) for issue in outcome.issues] == [("meta-malformed", Severity.ERROR)]
