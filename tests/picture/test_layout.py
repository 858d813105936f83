from __future__ import annotations

import itertools
import math

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.picture.layout import PLATE, positions

NAMES = st.sampled_from([f"n{number:02}" for number in range(24)])
EDGES = st.lists(st.tuples(NAMES, NAMES), max_size=40)


@settings(max_examples=40, deadline=None)
@given(EDGES, st.randoms(use_true_random=False))
def test_order_does_not_move_anything(edges: list[tuple[str, str]], random: st.DataObject) -> None:
    """The same graph in another order has the same positions."""
    names = sorted({name for edge in edges for name in edge})
    shuffled_names, shuffled_edges = list(names), [(other, one) for one, other in edges]
    random.shuffle(shuffled_names)  # type: ignore[attr-defined]
    random.shuffle(shuffled_edges)  # type: ignore[attr-defined]
    assert positions(names, edges) == positions(shuffled_names, shuffled_edges)


@settings(max_examples=40, deadline=None)
@given(EDGES)
def test_every_thing_has_a_finite_place_around_the_middle(edges: list[tuple[str, str]]) -> None:
    """All things are placed, and the whole lies around (0, 0)."""
    names = {name for edge in edges for name in edge}
    placed = positions(sorted(names), edges)
    assert set(placed) == names
    assert all(math.isfinite(value) for point in placed.values() for value in point)
    for axis in (0, 1):
        values = [point[axis] for point in placed.values()] or [0.0]
        assert abs(min(values) + max(values)) <= PLATE[axis]


def test_name_plates_of_a_star_do_not_overlap() -> None:
    """A supervisor with thirty fields: each has room for its name."""
    names = [f"n{number:02}" for number in range(31)]
    placed = positions(names, [("n00", name) for name in names[1:]])
    for (ax, ay), (bx, by) in itertools.combinations(placed.values(), 2):
        assert abs(ax - bx) >= PLATE[0] - 2 or abs(ay - by) >= PLATE[1] - 2


def test_parts_that_are_not_connected_lie_apart() -> None:
    """The boxes of two parts do not touch."""
    placed = positions(["a", "b", "c", "d"], [("a", "b"), ("c", "d")])
    assert abs(placed["a"][1] - placed["c"][1]) >= PLATE[1] or abs(placed["a"][0] - placed["d"][0]) >= PLATE[0]


def test_nothing_gives_nothing() -> None:
    """No things, no positions."""
    assert positions([], []) == {}
