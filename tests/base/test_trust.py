"""A model of marks is read from its table, and says more the more speaks for a finding."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.base.trust import TRUSTING, Trust, read_trust, table_of

MARKS = st.text(
    st.characters(codec="utf-8", exclude_characters="\t\n\r", exclude_categories=["C", "Z"]), min_size=1
).filter(lambda mark: not mark.startswith("("))
WEIGHTS = st.floats(-9, 9).map(lambda weight: round(weight, 3))


@given(st.dictionaries(MARKS, WEIGHTS, max_size=20), WEIGHTS)
def test_a_table_gives_the_model_back(weights: dict[str, float], bias: float) -> None:
    """What is written is read again, whatever the marks are."""
    trust = Trust(weights=weights, bias=bias, least=0.4)
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "trust.tsv"
        table.write_text(table_of(trust), encoding="utf-8")
        assert read_trust(table) == trust


def test_read(tmp_path: Path) -> None:
    """A table has its bias and its least trust among the marks; one without them is none."""
    table = tmp_path / "trust.tsv"
    trust = Trust(weights={"no finite verb": -2.0, "short": 0.5}, bias=1.0, least=0.75)
    table.write_text(table_of(trust), encoding="utf-8")
    assert read_trust(table) == trust
    table.write_text("mark\tweight\nshort\t0.5\n", encoding="utf-8")
    with pytest.raises(KeyError):
        read_trust(table)
    table.write_text("mark\tweight\n(bias)\tmuch\n(least)\t0\n", encoding="utf-8")
    with pytest.raises(ValueError, match="much"):
        read_trust(table)


@given(st.lists(st.sampled_from(["for", "against", "neither"]), unique=True))
def test_marks_weigh(marks: list[str]) -> None:
    """A mark with a weight above 0 raises the trust, one below lowers it, an unknown one leaves it."""
    trust = Trust(weights={"for": 1.0, "against": -1.0}, bias=0.25, least=0.5)
    assert 0 < trust.of(marks) < 1
    others = [mark for mark in marks if mark not in ("for", "against")]
    assert trust.of(others) == trust.of([])
    assert trust.of([*others, "for"]) > trust.of(others) > trust.of([*others, "against"])


def test_trusting() -> None:
    """What hears everything refuses nothing."""
    assert TRUSTING.of(["whatever"]) >= TRUSTING.least
