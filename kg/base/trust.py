"""How far a finding may be trusted: the weights of what can be seen of it, learned from judged statements."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

_BIAS, _LEAST = "(bias)", "(least)"


@dataclass(frozen=True, slots=True)
class Trust:
    """A logistic model: `weights` of marks, `bias` of a finding without marks, and the `least` trust of what is told.

    Example:
        >>> trust = Trust(weights={"no finite verb": -2.0, "short": 0.5}, bias=1.0, least=0.75)
        >>> round(trust.of(["short", "another mark"]), 2), round(trust.of(["no finite verb"]), 2)
        (0.82, 0.27)
    """

    weights: Mapping[str, float]
    bias: float
    least: float

    def of(self, marks: Iterable[str]) -> float:
        """The chance, from 0 to 1, that a finding with these marks is right; marks without a weight tell nothing."""
        return 1 / (1 + math.exp(-self.bias - sum(self.weights.get(mark, 0.0) for mark in marks)))

    def is_trusted(self, marks: Iterable[str]) -> bool:
        """Whether a finding with these marks is told."""
        return self.of(marks) >= self.least


TRUSTING = Trust(weights=MappingProxyType({}), bias=0.0, least=0.0)
"""Hears everything: for measuring."""


def read_trust(path: Path) -> Trust:
    """The weights of a table of marks and weights.

    Raises:
        KeyError: where the table lacks the bias or the least trust.
        ValueError: for a weight that is no number.
    """
    _, *lines = path.read_text(encoding="utf-8").splitlines()
    weights = {mark: float(weight) for mark, weight in (line.split("\t") for line in lines)}
    bias, least = weights.pop(_BIAS), weights.pop(_LEAST)
    return Trust(MappingProxyType(weights), bias, least)


def table_of(trust: Trust) -> str:
    """The table that `read_trust` reads: weights sorted by their marks, with three decimals."""
    rows = sorted({**trust.weights, _BIAS: trust.bias, _LEAST: trust.least}.items())
    return "mark\tweight\n" + "".join(f"{mark}\t{weight:.3f}\n" for mark, weight in rows)
