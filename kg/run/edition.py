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
from kg.run.cache import code_digest

_PACKAGES = ("lark", "lxml", "numpy", "pyahocorasick", "pypdf", "python-docx", "rdflib", "selectolax", "spacy", "thinc")

Edition = dict[str, str]


@cache
def _installed() -> tuple[tuple[str, str], ...]:
    versions = [("Python", platform.python_version()), ("kg", kg.__version__)]
    versions += [(name, _version(name)) for name in _PACKAGES]
    digests = (("ontology", ontology_digest()), ("Dutch model", _model_digest()), ("code of kg", code_digest()))
    return (*versions, *((name, found[:8]) for name, found in digests))


def edition(ocr: str = "") -> Edition:
    """The version or digest of each part, the most telling first; `ocr` is the version of the program for pictures."""
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
            return f"{name} {there.get(name) or 'none'} there, {here.get(name) or 'none'} here"
    return ""


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _model_digest() -> str:
    folder = Path(kg.__file__).parent / "dutch" / "trained"
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return digest(*(hashlib.sha256(path.read_bytes()).hexdigest() for path in files))
