"""A file becomes a document, whatever its form; a file that cannot be read becomes an issue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg.base.issues import Issue, Outcome, Severity
from kg.document.assemble import PageContent, document_from_pages
from kg.document.from_pdf import pages_from_pdf
from kg.document.from_text import pages_from_text
from kg.document.metadata import META_ENDING, merged, metadata_from_json, words_of
from kg.document.model import Document, Metadata
from kg.document.unreadable import Unreadable

_STAGE = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What a reader made of a file's bytes."""

    pages: Sequence[PageContent]
    paged: bool
    metadata: Metadata


def _read_pdf(data: bytes) -> _Content:
    found = pages_from_pdf(data)
    own = Metadata(title=found.title, date=found.created, language=found.language)
    return _Content(pages=found.pages, paged=True, metadata=own)


def _read_text(data: bytes, *, markdown: bool) -> _Content:
    found = pages_from_text(data, markdown=markdown)
    title = words_of(found.title or "") or None
    return _Content(pages=found.pages, paged=found.paged, metadata=Metadata(title=title))


_READERS: Mapping[str, Callable[[bytes], _Content]] = {
    ".md": partial(_read_text, markdown=True),
    ".pdf": _read_pdf,
    ".txt": partial(_read_text, markdown=False),
}

readable_endings: frozenset[str] = frozenset(_READERS)


def document_from_file(path: Path, *, name: str) -> Outcome[Document]:
    """The document of a file, with what the .meta.json beside it says; no items where nothing of it can be read.

    `name` is what the document's `file` says. Each page that has no text, or less than it shows, is an issue.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(readable_endings))
        shown = f'the ending "{path.suffix}"' if path.suffix else "a name without ending"
        message = f"nothing here reads a file with {shown}"
        remedy = f"Known are {known}: save it as one of these."
        return Outcome(issues=(_issue(name, "file-unknown-ending", message, remedy),))
    try:
        data = path.read_bytes()
    except OSError as problem:
        return Outcome(issues=(_unopened(name, problem),))
    try:
        content = reader(data)
    except Unreadable as problem:
        return Outcome(issues=(_issue(name, problem.reason_code, problem.message, problem.remedy),))
    told, issues = _told_beside(path, name)
    document = document_from_pages(
        data, file=name, pages=content.pages, paged=content.paged, metadata=merged(content.metadata, told)
    )
    return Outcome.of([document], [*issues, *_unread_pages(document)])


def _told_beside(path: Path, name: str) -> tuple[Metadata, tuple[Issue, ...]]:
    place = name + META_ENDING
    try:
        data = path.with_name(path.name + META_ENDING).read_bytes()
    except FileNotFoundError:
        return Metadata(), ()
    except OSError as problem:
        return Metadata(), (_unopened(place, problem, document=name),)
    return metadata_from_json(data, place=place, document=name)


def _unread_pages(document: Document) -> Iterator[Issue]:
    for page in document.pages:
        if page.unread:
            yield Issue(
                place=f"{document.file} p. {page.number}",
                code="page-unread",
                message=page.unread,
                remedy="Look at the page itself: what stands there is not in the graph.",
                stage=_STAGE,
                document=document.file,
                page=page.number,
            )


def _unopened(place: str, problem: OSError, *, document: str | None = None) -> Issue:
    """The issue for a file that the system does not give."""
    document = place if document is None else document
    if isinstance(problem, FileNotFoundError):
        return _issue(place, "file-missing", "there is no such file", "Check the path.", document=document)
    if isinstance(problem, PermissionError):
        return _issue(
            place,
            "file-not-permitted",
            "the file may not be read",
            "Give yourself the right to read it.",
            document=document,
        )
    if isinstance(problem, IsADirectoryError):
        return _issue(
            place,
            "file-is-folder",
            "this is a folder",
            "Name the files in it, or the folder above it.",
            document=document,
        )
    reason = problem.strerror or type(problem).__name__
    return _issue(
        place,
        "file-unopened",
        f"the file cannot be opened: {reason}",
        "Check the disk and the path.",
        document=document,
    )


def _issue(place: str, code: str, message: str, remedy: str, *, document: str | None = None) -> Issue:
    return Issue(
        place=place,
        code=code,
        message=message,
        remedy=remedy,
        severity=Severity.ERROR,
        stage=_STAGE,
        document=document or place,
    )
