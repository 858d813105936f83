"""The trained pipeline, read from its folder: its files checked, its float16 weights made float32."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import spacy
from spacy.language import Language

from kg.base.errors import KgError
from kg.dutch import spacy_language  # noqa: F401  # makes its language known to spaCy

MANIFEST = "manifest.json"
_FOLDER = Path(__file__).resolve().parent / "trained"
_REMEDY = "Install toezichtgraaf again, or train the folder anew with tools/train_dutch."


@cache
def pipeline(folder: Path = _FOLDER) -> Language:
    """The pipeline in `folder` (default: the one of this installation), read once a process.

    Raises:
        KgError: where the folder is not there, or a file of it is not what its manifest says.
    """
    check(folder)
    nlp = spacy.load(folder)
    for _, component in nlp.pipeline:
        for node in component.model.walk():
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, widened(node.get_param(name)))
    nlp.vocab.vectors.data = widened(nlp.vocab.vectors.data)
    return nlp


def check(folder: Path) -> None:
    """Nothing, where each file of `folder` is as its manifest says and none is lacking.

    Raises:
        KgError: else; it names the file.
    """
    for name, digest in manifest(folder).items():
        path = folder / name
        if not path.is_file():
            raise KgError(f"the Dutch model lacks its file {name} in {folder}", remedy=_REMEDY)
        if digest_of(path) != digest:
            raise KgError(f"the Dutch model has a damaged file {name} in {folder}", remedy=_REMEDY)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def manifest(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file of `folder` by its path within it, in order of the paths.

    Raises:
        KgError: where the list itself is not there or damaged.
    """
    path = folder / MANIFEST
    try:
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
    except FileNotFoundError:
        raise KgError(f"the Dutch model is not there: no {MANIFEST} in {folder}", remedy=_REMEDY) from None
    except (ValueError, KeyError, TypeError) as error:
        raise KgError(f"the Dutch model has a damaged file {MANIFEST} in {folder}", remedy=_REMEDY) from error
    if not isinstance(files, dict) or not all(isinstance(digest, str) for digest in files.values()):
        raise KgError(f"the Dutch model has a damaged file {MANIFEST} in {folder}", remedy=_REMEDY)
    return files


def widened(weights: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    """Weights that are kept as float16 as the float32 that the pipeline counts with; others as they are.

    Example:
        >>> widened(np.array([0.5], dtype=np.float16)).dtype, widened(np.array([1])).dtype
        (dtype('float32'), dtype('int64'))
    """
    return weights.astype(np.float32) if weights.dtype == np.float16 else weights
