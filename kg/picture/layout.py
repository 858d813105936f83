"""Where each thing of a scene stands: fast and the same every time.

Each connected part is first drawn as rings around its most connected thing; all are relaxed together, far apart, by springs
(Fruchterman and Reingold's model with their cut-off grid, so that a step costs as much as there are things); then each is
spread until no two name plates lie on each other, and packed beside the others.

Source: T. Fruchterman, E. Reingold, Graph drawing by force-directed placement, Software: Practice and Experience 21
(1991), pages 1129-1164.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import networkx as nx
import numpy as np
import numpy.typing as npt

Point = tuple[float, float]
Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

PLATE = (168.0, 78.0)  # width and height kept free for a thing with its name, in pixels of the picture at full size
_SPRING = 1.0  # the length of a spring at rest, the unit of the relaxing
_UNIT = (185.0, 125.0)  # pixels of a unit: names are wide and low, and so are screens
_CROWD = 8  # what is tied to more than so many keeps them further away
_CUT_OFF = 2.4  # things further apart than this many units do not push each other
_WORK = 600_000  # steps times things: what the relaxing may cost
_STEPS = (60, 260)  # least and most steps
_SPREADING_WORK = 70_000
_SPREADING_STEPS = (8, 60)
_APART = 3.0  # between parts while they are relaxed, in units; more than the cut-off
_GAP = 90.0  # between parts, in pixels
_SHAPE = 1.1  # width of the whole to its height


def positions(nodes: Sequence[str], edges: Iterable[tuple[str, str]]) -> dict[str, Point]:
    """For each of `nodes` its x (to the right) and y (down) in pixels, around (0, 0).

    In small graphs no two name plates overlap; in large ones few do.
    The same nodes and edges give the same positions, whatever their order.

    Example:
        >>> positions(["a"], [])
        {'a': (0.0, 0.0)}
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from(sorted((min(pair), max(pair)) for pair in edges if pair[0] != pair[1]))
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part[0]))
    drawn = [_spread_out(part, xs, ys) for part, xs, ys in _relaxed(parts, graph)]
    placed = {name: point for part in _packed(drawn) for name, point in part.items()}
    if not placed:
        return {}
    left, top, right, bottom = _box(placed)
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    return {
        name: (round(x - middle_x, 1) + 0.0, round(y - middle_y, 1) + 0.0) for name, (x, y) in sorted(placed.items())
    }


def _relaxed(parts: Sequence[list[str]], graph: nx.Graph[str]) -> Iterator[tuple[list[str], list[float], list[float]]]:
    """Each connected part with the x and y of its things, in units."""
    all_xs: list[float] = []
    all_ys: list[float] = []
    pairs: list[tuple[int, int]] = []
    right = 0.0
    for names in parts:
        index = {name: number for number, name in enumerate(names)}
        neighbours = [sorted(index[other] for other in graph.adj[name]) for name in names]
        xs, ys = _rings(neighbours)
        room = _APART + len(names) * _SPRING  # more than it can grow
        start, left = len(all_xs), right + room - min(xs)
        all_xs += [x + left for x in xs]
        all_ys += ys
        right = left + max(xs) + room
        pairs += [
            (start + number, start + other)
            for number, found in enumerate(neighbours)
            for other in found
            if number < other
        ]
    relaxed_xs, relaxed_ys = _relax(np.array(all_xs), np.array(all_ys), np.array(pairs, dtype=np.int64).reshape(-1, 2))
    start = 0
    for names in parts:
        own = slice(start, start + len(names))
        yield names, relaxed_xs[own].tolist(), relaxed_ys[own].tolist()
        start += len(names)


def _spread_out(names: list[str], xs: list[float], ys: list[float]) -> dict[str, Point]:
    """One connected part, in pixels."""
    if len(names) == 1:
        return {names[0]: (0.0, 0.0)}
    xs, ys = _lying_down(xs, ys)
    xs, ys = [x * _UNIT[0] for x in xs], [y * _UNIT[1] for y in ys]
    _spread(xs, ys)
    return {name: (xs[number], ys[number]) for number, name in enumerate(names)}


def _rings(neighbours: list[list[int]]) -> tuple[list[float], list[float]]:
    """The breadth-first tree of the most connected thing: each level a ring, each branch a sector."""
    root = max(range(len(neighbours)), key=lambda number: (len(neighbours[number]), -number))
    parent, order = {root: root}, [root]
    children: dict[int, list[int]] = defaultdict(list)
    for number in order:  # grows while it is read
        for other in neighbours[number]:
            if other not in parent:
                parent[other] = number
                children[number].append(other)
                order.append(other)
    leaves = dict.fromkeys(order, 1)
    for number in reversed(order):
        if children[number]:
            leaves[number] = sum(leaves[child] for child in children[number])
    xs, ys = [0.0] * len(order), [0.0] * len(order)
    sectors = {root: (0.0, 2 * math.pi, 0)}
    for number in order:
        start, width, level = sectors[number]
        radius = level * _SPRING * max(1.0, math.sqrt(len(order)) / 4)
        xs[number], ys[number] = radius * math.cos(start + width / 2), radius * math.sin(start + width / 2)
        for child in children[number]:
            share = width * leaves[child] / leaves[number]
            sectors[child] = (start, share, level + 1)
            start += share
    return xs, ys


def _relax(xs: Floats, ys: Floats, pairs: Places) -> tuple[Floats, Floats]:
    """Where the things come to rest: springs pull neighbours together, all that are near push each other away."""
    count = len(xs)
    steps = max(_STEPS[0], min(_STEPS[1], _WORK // max(1, count)))
    tied = np.bincount(pairs.ravel(), minlength=count)
    weight = 1.0 + 0.35 * np.sqrt(tied)
    first, second = pairs[:, 0], pairs[:, 1]
    slack = _SPRING * np.sqrt(np.minimum(tied[first], tied[second]))
    slack *= np.maximum(1.0, np.maximum(tied[first], tied[second]) / _CROWD) ** 0.35
    for step in range(steps):
        heat = 0.9 * (1 - step / steps) ** 1.5 + 0.02
        one, other = _near_pairs(xs, ys, _CUT_OFF, _CUT_OFF)
        x, y = xs[one] - xs[other], ys[one] - ys[other]
        square = x * x + y * y
        close = square <= _CUT_OFF * _CUT_OFF
        one, other, x, y, square = one[close], other[close], x[close], y[close], square[close]
        x, y = np.where(square == 0, 0.001 * (1 + one % 7), x), np.where(square == 0, 0.001 * (1 + other % 5), y)
        push = weight[one] * weight[other] / (square + 0.01)
        dx = _summed(one, x * push, count) - _summed(other, x * push, count)
        dy = _summed(one, y * push, count) - _summed(other, y * push, count)
        x, y = xs[first] - xs[second], ys[first] - ys[second]
        pull = np.sqrt(x * x + y * y) / slack
        dx += _summed(second, x * pull, count) - _summed(first, x * pull, count)
        dy += _summed(second, y * pull, count) - _summed(first, y * pull, count)
        length = np.sqrt(dx * dx + dy * dy)
        move = np.minimum(length, heat) / np.where(length > 0, length, 1.0)
        xs, ys = xs + dx * move, ys + dy * move
    return xs, ys


def _summed(places: Places, values: Floats, count: int) -> Floats:
    """For each of `count` places the sum of its values, added in their order."""
    summed: Floats = np.bincount(places, weights=values, minlength=count).astype(np.float64)
    return summed


def _near_pairs(xs: Floats, ys: Floats, width: float, height: float) -> tuple[Places, Places]:
    """Each pair in the same or adjoining cells of a grid, once: the one and the other of each."""
    columns, rows = np.floor(xs / width).astype(np.int64), np.floor(ys / height).astype(np.int64)
    columns, rows = columns - columns.min(initial=0), rows - rows.min(initial=0)
    tall = int(rows.max(initial=0)) + 3
    cells = columns * tall + rows
    order = np.argsort(cells, kind="stable")
    cells = cells[order]
    ones, others = [], []
    for beside in (0, 1, tall - 1, tall, tall + 1):
        start = np.searchsorted(cells, cells + beside) if beside else np.arange(len(cells)) + 1
        many = np.searchsorted(cells, cells + beside, side="right") - start
        ones.append(np.repeat(np.arange(len(cells)), many))
        others.append(np.arange(many.sum()) + np.repeat(start - np.cumsum(many) + many, many))
    return order[np.concatenate(ones)], order[np.concatenate(others)]


def _lying_down(xs: list[float], ys: list[float]) -> tuple[list[float], list[float]]:
    """The same shape turned so that its longest side lies level."""
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    xs, ys = [x - middle_x for x in xs], [y - middle_y for y in ys]
    across = sum(x * y for x, y in zip(xs, ys, strict=True))
    angle = -0.5 * math.atan2(2 * across, sum(x * x for x in xs) - sum(y * y for y in ys))
    cos, sin = math.cos(angle), math.sin(angle)
    return (
        [x * cos - y * sin for x, y in zip(xs, ys, strict=True)],
        [x * sin + y * cos for x, y in zip(xs, ys, strict=True)],
    )


def _spread(xs: list[float], ys: list[float]) -> None:
    """Pushes name plates apart in place, each pair along the side where they overlap least."""
    width, height = PLATE
    steps = max(_SPREADING_STEPS[0], min(_SPREADING_STEPS[1], _SPREADING_WORK // len(xs)))
    for _ in range(steps):
        moved = False
        ones, others = _near_pairs(np.array(xs), np.array(ys), width, height)
        for one, other in zip(ones.tolist(), others.tolist(), strict=True):
            x, y = xs[other] - xs[one], ys[other] - ys[one]
            over_x, over_y = width - abs(x), height - abs(y)
            if over_x <= 0 or over_y <= 0:
                continue
            moved = True
            if over_x / width < over_y / height:
                shift = math.copysign(over_x / 2 + 0.5, x)
                xs[one] -= shift
                xs[other] += shift
            else:
                shift = math.copysign(over_y / 2 + 0.5, y)
                ys[one] -= shift
                ys[other] += shift
        if not moved:
            return


def _box(points: Mapping[str, Point]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the points with their name plates."""
    xs, ys = [x for x, _ in points.values()], [y for _, y in points.values()]
    return min(xs) - PLATE[0] / 2, min(ys) - PLATE[1] / 2, max(xs) + PLATE[0] / 2, max(ys) + PLATE[1] / 2


def _packed(parts: Sequence[dict[str, Point]]) -> Iterator[dict[str, Point]]:
    """The parts beside each other in rows, together about as wide as a screen: the first row with room for a part takes it."""
    boxes = [_box(part) for part in parts]
    area = sum((right - left + _GAP) * (bottom - top + _GAP) for left, top, right, bottom in boxes)
    widest = max((right - left for left, _, right, _ in boxes), default=0.0)
    row_width = max(widest + _GAP, math.sqrt(area * _SHAPE))
    rows: list[tuple[float, float, float]] = []  # right end so far, top, height
    below = 0.0
    for part, (left, top, right, bottom) in zip(parts, boxes, strict=True):
        gap = _GAP if len(part) > 1 else _GAP / 2
        width, height = right - left + gap, bottom - top + gap
        fitting = (place for place, (x, _, high) in enumerate(rows) if x + width <= row_width and height <= high)
        place = next(fitting, len(rows))
        if place == len(rows):
            rows.append((0.0, below, height))
            below += height
        x, y, high = rows[place]
        yield {name: (px - left + x, py - top + y) for name, (px, py) in part.items()}
        rows[place] = (x + width, y, high)
