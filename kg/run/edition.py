"""What an installation reads documents with: two that agree in all of it give the same bytes."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import kg
from kg.base.ids import digest
from kg.base.ontology import ontology_digest

_PACKAGE = Path(kg.__file__).parent
_PACKAGES = ("lark", "lxml", "numpy", "pyahocorasick", "pypdf", "python-docx", "rdflib", "selectolax", "spacy", "thinc")

_SHOWN = 12  # characters: a version whole, a digest told apart

Edition = dict[str, str]


@cache
def _installed() -> tuple[tuple[str, str], ...]:
    versions = [("Python", platform.python_version()), ("kg", kg.__version__)]
    versions += [(name, _version(name)) for name in _PACKAGES]
    return (
        *versions,
        ("ontology", ontology_digest()),
        ("Dutch model", _model_digest()),
        ("code of kg", _code_digest()),
    )


def edition(ocr: str = "") -> Edition:
    """The version of each part, or the digest of its files, the most telling first; `ocr` is the version of the program for pictures."""
    return {**dict(_installed()), "OCR": ocr}


def difference(here: Edition, there: Edition) -> str:
    """The first part in which two editions differ, in words; empty where they agree.

    Example:
        >>> difference({"kg": "1.0", "OCR": ""}, {"kg": "1.1", "OCR": ""})
        'kg 1.1 there, 1.0 here'
        >>> difference({"kg": "1.0", "OCR": "5.3"}, {"kg": "1.0", "OCR": ""})
        'OCR none there, 5.3 here'
        >>> difference({"kg": "1.0"}, {"kg": "1.0"})
        ''
    """
    for name in dict.fromkeys([*here, *there]):
        if here.get(name) != there.get(name):
            return f"{name} {_shown(there.get(name))} there, {_shown(here.get(name))} here"
    return ""


def _shown(version_or_digest: str | None) -> str:
    return (version_or_digest or "none")[:_SHOWN]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _model_digest() -> str:
    return _digest_of_files(_PACKAGE / "dutch" / "trained", "*")


def _code_digest() -> str:
    """In a checkout an edit makes another one."""
    return _digest_of_files(_PACKAGE, "*.py")


def _digest_of_files(folder: Path, pattern: str) -> str:
    files = sorted(path for path in folder.rglob(pattern) if path.is_file())
    return digest(
        *(
            part
            for path in files
            for part in (path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
        )
    )
