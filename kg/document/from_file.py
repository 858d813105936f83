"""A file becomes a document, whatever its form; a file that cannot be read becomes an issue."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePath

from kg.base.issues import Issue, Outcome, Severity
from kg.document.assemble import PageContent, PageWords, document_from_pages
from kg.document.from_docx import text_from_docx
from kg.document.from_html import page_from_html
from kg.document.from_pdf import pages_from_pdf
from kg.document.from_text import pages_from_text
from kg.document.law import Law
from kg.document.law_markdown import law_from_markdown
from kg.document.law_xml import law_from_xml
from kg.document.legible import PICTURE
from kg.document.metadata import META_ENDING, merged, metadata_from_json, words_of
from kg.document.model import Document, Metadata, Page
from kg.document.ocr import Ocr
from kg.document.unreadable import Unreadable

_STAGE = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What a reader made of a file's bytes."""

    pages: Sequence[PageContent]
    paged: bool
    metadata: Metadata
    by_ocr: frozenset[int] = frozenset()
    unseen: Mapping[int, str] = field(default_factory=dict)
    words: Sequence[PageWords] = ()


def _read_pdf(data: bytes, ocr: Ocr | None = None) -> _Content:
    found = pages_from_pdf(data, ocr=ocr)
    own = Metadata(title=found.title, date=found.created, language=found.language)
    return _Content(
        pages=found.pages,
        paged=True,
        metadata=own,
        by_ocr=frozenset(page.number for page in found.pages if page.by_ocr),
        unseen={page.number: page.unseen for page in found.pages if page.unseen},
        words=[page.words for page in found.pages],
    )


def _read_text(data: bytes, *, markdown: bool) -> _Content:
    found = pages_from_text(data, markdown=markdown)
    title = words_of(found.title or "") or None
    return _Content(pages=found.pages, paged=found.paged, metadata=Metadata(title=title))


def _read_html(data: bytes) -> _Content:
    found = page_from_html(data)
    return _Content(pages=[found], paged=False, metadata=found.metadata)


def _read_docx(data: bytes) -> _Content:
    found = text_from_docx(data)
    return _Content(pages=[found], paged=False, metadata=found.metadata)


def _read_markdown(data: bytes, name: str = "") -> _Content:
    """A law where the text is one, else its paragraphs."""
    try:
        law = law_from_markdown(data.decode("utf-8-sig"), name=PurePath(name).name)
    except UnicodeDecodeError:  # which the reader of texts tells
        law = None
    return _of_law(law) if law else _read_text(data, markdown=True)


def _read_xml(data: bytes) -> _Content:
    return _of_law(law_from_xml(data))


def _of_law(law: Law) -> _Content:
    own = replace(law.metadata, title=words_of(law.title or "") or None)
    return _Content(pages=law.pages, paged=True, metadata=own)


_READERS: Mapping[str, Callable[[bytes], _Content]] = {
    ".docx": _read_docx,
    ".htm": _read_html,
    ".html": _read_html,
    ".md": _read_markdown,
    ".pdf": _read_pdf,
    ".txt": partial(_read_text, markdown=False),
    ".xml": _read_xml,
}

readable_endings: frozenset[str] = frozenset(_READERS)


def document_from_file(path: Path, *, name: str, ocr: Ocr | None = None) -> Outcome[Document]:
    """The document of a file, with what the .meta.json beside it says; no items where nothing of it can be read.

    `name` is what the document's `file` says; `ocr` reads pages that are pictures, which stay unread without it. Each page that
    has no text, or less than it shows, is an issue.
    """
    beside = path.with_name(path.name + META_ENDING)
    return document_from_bytes(path.read_bytes, ending=path.suffix, beside=beside.read_bytes, name=name, ocr=ocr)


def document_from_bytes(
    read: Callable[[], bytes], *, ending: str, beside: Callable[[], bytes], name: str, ocr: Ocr | None = None
) -> Outcome[Document]:
    """The document of what `read` gives, as `document_from_file` makes it of a file whose name ends in `ending`.

    `beside` gives the .meta.json, and raises FileNotFoundError where there is none. Both may raise OSError.
    """
    reader = _READERS.get(ending.lower())
    if reader is None:
        known = ", ".join(sorted(readable_endings))
        shown = f'the ending "{ending}"' if ending else "a name without ending"
        message = f"nothing here reads a file with {shown}"
        remedy = f"Known are {known}: save it as one of these."
        return Outcome(issues=(_issue(name, "file-unknown-ending", message, remedy),))
    try:
        data = read()
    except OSError as problem:
        return Outcome(issues=(_unopened(name, problem),))
    try:
        content = _read(reader, data, name=name, ocr=ocr)
    except Unreadable as problem:
        return Outcome(issues=(_issue(name, problem.reason_code, problem.message, problem.remedy),))
    told, issues = _told_beside(beside, name)
    document = document_from_pages(
        data,
        file=name,
        pages=content.pages,
        paged=content.paged,
        metadata=merged(content.metadata, told),
        by_ocr=content.by_ocr,
        unseen=content.unseen,
        words=content.words,
    )
    return Outcome.of([document], [*issues, *_page_issues(document)])


def _read(reader: Callable[[bytes], _Content], data: bytes, *, name: str, ocr: Ocr | None) -> _Content:
    """What `reader` makes of the data, with what it may need besides."""
    if reader is _read_pdf:
        return _read_pdf(data, ocr)
    return _read_markdown(data, name) if reader is _read_markdown else reader(data)


def _told_beside(beside: Callable[[], bytes], name: str) -> tuple[Metadata, tuple[Issue, ...]]:
    place = name + META_ENDING
    try:
        data = beside()
    except FileNotFoundError:
        return Metadata(), ()
    except OSError as problem:
        if problem.errno == errno.ENAMETOOLONG:  # so there is none: the file's own name is just short enough
            return Metadata(), ()
        return Metadata(), (_unopened(place, problem, document=name),)
    return metadata_from_json(data, place=place, document=name)


def _page_issues(document: Document) -> Iterator[Issue]:
    for page in document.pages:
        if page.unread.startswith(PICTURE):
            remedy = "It can be read with --ocr; until then what stands there is not in the graph."
            yield _page_issue(document, page, "page-picture", page.unread, remedy)
        elif page.unread:
            remedy = "Look at the page itself: what stands there is not in the graph."
            yield _page_issue(document, page, "page-unread", page.unread, remedy)
        if page.by_ocr:
            message = "a program read the text from a picture, so that words may be wrong"
            remedy = "Hold a quote against the page itself."
            yield _page_issue(document, page, "page-by-ocr", message, remedy, Severity.NOTE)
        if page.unseen:
            remedy = "Nothing is to be done, unless you miss a text."
            yield _page_issue(document, page, "page-unseen", page.unseen, remedy, Severity.NOTE)


def _page_issue(
    document: Document, page: Page, code: str, message: str, remedy: str, severity: Severity = Severity.WARNING
) -> Issue:
    return Issue(
        place=f"{document.file} p. {page.number}",
        code=code,
        message=message,
        remedy=remedy,
        severity=severity,
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
