"""A .docx file opened with bounds: what is no Word document, is locked or would unpack without end is refused."""

from __future__ import annotations

import io
import zipfile
import zlib

import docx
from docx.document import Document
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from lxml import etree

from kg.document.unreadable import Unreadable

_MOST_FILES = 10_000
_MOST_XML = 100_000_000  # bytes, unpacked: the tree of it takes about five times as many
_MOST_BYTES = 400_000_000  # with the pictures
_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML_ENDINGS = (".xml", ".rels")

BROKEN = (
    PythonDocxError,
    OpcError,
    etree.LxmlError,
    zipfile.BadZipFile,
    zlib.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What the libraries let through on broken files: their own errors, and values and parts that are not what they should be."""


def opened(data: bytes) -> Document:
    """The document of a .docx file; external parts are not fetched and entities of its XML are not expanded.

    Source: python-docx, https://python-docx.readthedocs.io

    Raises:
        Unreadable: `docx-empty`, `docx-encrypted`, `docx-old-format`, `docx-broken`, `docx-too-large` or `docx-no-document`.
    """
    if not data:
        raise Unreadable("docx-empty", "the file is empty", remedy="Leave it out, or ask its maker for another copy.")
    if data.startswith(_CONTAINER):
        raise _container(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            files = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as problem:
        raise Unreadable(
            "docx-broken",
            "the file is not a .docx: it is no zip file that can be opened",
            remedy="Ask its maker for another copy, or save it again from Word.",
        ) from problem
    _refuse_bombs(files)
    if "[Content_Types].xml" not in {file.filename for file in files}:
        raise _no_document()
    try:
        return docx.Document(io.BytesIO(data))
    except (KeyError, ValueError) as problem:
        if "no item named" in str(problem):  # a part that another names
            raise broken(problem) from problem
        raise _no_document() from problem  # no main part, or one of another kind
    except BROKEN as problem:
        raise broken(problem) from problem


def broken(problem: BaseException) -> Unreadable:
    """The refusal of a file that is a .docx, but of which the parts are not right."""
    said = " ".join(str(problem).split())[:200]
    return Unreadable(
        "docx-broken",
        f"the file is broken: {type(problem).__name__} {said}".rstrip(),
        remedy="Ask its maker for another copy, or save it again from Word.",
    )


def _container(data: bytes) -> Unreadable:
    """The refusal of a file in the container of old Office files, in which locked new ones are kept too."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Unreadable(
            "docx-encrypted", "the file is locked with a password", remedy="Save a copy of it without password."
        )
    return Unreadable(
        "docx-old-format",
        "this is no .docx, but a file of Office 2003 or older",
        remedy="Open it in Word or LibreOffice and save it as .docx.",
    )


def _refuse_bombs(files: list[zipfile.ZipInfo]) -> None:
    """Refuses a package by the sizes that it states; zipfile unpacks no more than these."""
    size = sum(file.file_size for file in files)
    xml = sum(file.file_size for file in files if file.filename.lower().endswith(_XML_ENDINGS))
    if len(files) > _MOST_FILES or size > _MOST_BYTES or xml > _MOST_XML:
        raise Unreadable(
            "docx-too-large",
            f"unpacked the file holds {len(files)} parts of {size // 1_000_000} MB in all, {xml // 1_000_000} MB of it text",
            remedy="Split it, or save its text as .txt.",
        )


def _no_document() -> Unreadable:
    return Unreadable(
        "docx-no-document",
        "the file holds no Word document",
        remedy="Give it the ending of what it is, or save it again as .docx (not as Strict Open XML).",
    )
