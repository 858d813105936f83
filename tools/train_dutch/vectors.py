"""Word vectors of our own: how words stand beside each other in the texts of laws, which are free of copyright.

Counts of neighbours at four places, positive pointwise mutual information, and the strongest directions of that table.
Source: Levy, Goldberg, Dagan, "Improving Distributional Similarity with Lessons Learned from Word Embeddings" (2015),
https://aclanthology.org/Q15-1016/
"""

from __future__ import annotations

import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

WORDS = 14_000
WIDTH = 48
_NEIGHBOURS = 2_000  # the commonest words alone count as neighbours
_PLACES = (-2, -1, 1, 2)
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*|\d+|[.,;:()]")
_MARKUP = re.compile(r"\*+|^#+ |\A---.*?^---$", re.MULTILINE | re.DOTALL)
_SMOOTH = 0.75  # of the counts of neighbours, against rare ones
_MORE = 32  # directions beyond those kept, for the random projection
_ROUNDS = 4

Matrix = npt.NDArray[np.float32]


def vectors_from_texts(archive: Path, more: Iterator[list[str]], seed: int) -> tuple[list[str], Matrix]:
    """The WORDS commonest words in small letters, and a row of WIDTH for each, of length 1."""
    lines = [*_lines(archive), *more]
    counts = Counter(word for line in lines for word in line)
    words = [word for word, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:WORDS]]
    place = {word: number for number, word in enumerate(words)}
    gap = [-1] * max(map(abs, _PLACES))
    ids = np.array([number for line in lines for number in [*(place.get(word, -1) for word in line), *gap]], np.int64)
    return words, _directions(_information(ids), seed)


def _lines(archive: Path) -> Iterator[list[str]]:
    """The words of each different line of the laws."""
    seen: set[str] = set()
    with tarfile.open(archive) as tar:
        for member in tar:
            content = tar.extractfile(member) if member.name.endswith(".md") else None
            if content is None:
                continue
            for line in _MARKUP.sub("", content.read().decode("utf-8")).split("\n"):
                if line.strip() and line not in seen:
                    seen.add(line)
                    yield _TOKEN.findall(line.lower())


def _information(ids: npt.NDArray[np.int64]) -> Matrix:
    """Positive pointwise mutual information of each word with each neighbour at each place."""
    tables: list[Matrix] = []
    for place in _PLACES:
        ahead = max(place, 0)
        behind = max(-place, 0)
        word, neighbour = ids[behind : len(ids) - ahead], ids[ahead : len(ids) - behind]
        both = (word >= 0) & (neighbour >= 0) & (neighbour < _NEIGHBOURS)
        table = np.bincount(word[both] * _NEIGHBOURS + neighbour[both], minlength=WORDS * _NEIGHBOURS)
        counts = table.reshape(WORDS, _NEIGHBOURS).astype(np.float32)
        by_word = counts.sum(1, keepdims=True) / counts.sum()
        smooth = counts.sum(0, keepdims=True) ** _SMOOTH
        with np.errstate(divide="ignore", invalid="ignore"):
            told = np.log(counts / counts.sum() / (by_word * (smooth / smooth.sum())))
        tables.append(np.where(np.isfinite(told), np.maximum(told, 0), 0).astype(np.float32))
    joined: Matrix = np.hstack(tables)
    return joined


def _directions(table: Matrix, seed: int) -> Matrix:
    """The strongest directions of `table`, by a random projection that is sharpened a few times.

    Source: Halko, Martinsson, Tropp (2011), https://arxiv.org/abs/0909.4061
    """
    start = np.random.default_rng(seed).standard_normal((table.shape[1], WIDTH + _MORE)).astype(np.float32)
    basis, _ = np.linalg.qr(table @ start)
    for _ in range(_ROUNDS):
        basis, _ = np.linalg.qr(table @ (table.T @ basis))
    left, strength, _ = np.linalg.svd(basis.T @ table, full_matrices=False)
    rows = (basis @ left)[:, :WIDTH] * np.sqrt(strength[:WIDTH])
    signs = np.sign(rows[np.abs(rows).argmax(0), np.arange(WIDTH)])
    unit: Matrix = rows * signs / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return unit
