"""Where each thing of a scene stands: fast and the same every time, in plain Python.

Each connected part is first drawn as rings around its most connected thing, then relaxed by springs (Fruchterman and
Reingold's model with their cut-off grid, so that a step costs as much as there are things), spread until no two name
plates lie on each other, and at last packed beside the others.

Source: T. Fruchterman, E. Reingold, Graph drawing by force-directed placement, Software: Practice and Experience 21
(1991), pages 1129-1164.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import networkx as nx

Point = tuple[float, float]

PLATE = (168.0, 78.0)  # width and height kept free for a thing with its name, in pixels of the picture at full size
_SPRING = 1.0  # the length of a spring at rest, the unit of the relaxing
_UNIT = (185.0, 125.0)  # pixels of a unit: names are wide and low, and so are screens
_CUT_OFF = 2.4  # things further apart than this many units do not push each other
_WORK = 70_000  # steps times things: what the relaxing may cost
_STEPS = (24, 260)  # least and most steps
_SPREADING_STEPS = 60
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
    drawn = [_part(part, graph) for part in parts]
    placed = {name: point for part in _packed(drawn) for name, point in part.items()}
    if not placed:
        return {}
    left, top, right, bottom = _box(placed)
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    return {
        name: (round(x - middle_x, 1) + 0.0, round(y - middle_y, 1) + 0.0) for name, (x, y) in sorted(placed.items())
    }


def _part(names: list[str], graph: nx.Graph[str]) -> dict[str, Point]:
    """One connected part, in pixels."""
    if len(names) == 1:
        return {names[0]: (0.0, 0.0)}
    index = {name: number for number, name in enumerate(names)}
    neighbours = [sorted(index[other] for other in graph.adj[name]) for name in names]
    xs, ys = _rings(neighbours)
    _relax(xs, ys, neighbours)
    xs, ys = _lying_down(xs, ys)
    xs, ys = [x * _UNIT[0] for x in xs], [y * _UNIT[1] for y in ys]
    _spread(xs, ys)
    return {name: (xs[number], ys[number]) for name, number in index.items()}


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


def _relax(xs: list[float], ys: list[float], neighbours: list[list[int]]) -> None:
    """Moves the things in place: springs pull neighbours together, all that are near push each other away."""
    count = len(xs)
    steps = max(_STEPS[0], min(_STEPS[1], _WORK // count))
    pairs = [(number, other) for number, others in enumerate(neighbours) for other in others if number < other]
    weight = [1.0 + 0.35 * math.sqrt(len(others)) for others in neighbours]
    for step in range(steps):
        heat = 0.9 * (1 - step / steps) ** 1.5 + 0.02
        dx, dy = [0.0] * count, [0.0] * count
        for one, other in _near_pairs(xs, ys, _CUT_OFF, _CUT_OFF):
            x, y = xs[one] - xs[other], ys[one] - ys[other]
            square = x * x + y * y
            if square > _CUT_OFF * _CUT_OFF:
                continue
            push = weight[one] * weight[other] / (square + 0.01)
            if square == 0:
                x, y = 0.001 * (1 + one % 7), 0.001 * (1 + other % 5)
            dx[one] += x * push
            dy[one] += y * push
            dx[other] -= x * push
            dy[other] -= y * push
        for one, other in pairs:
            x, y = xs[one] - xs[other], ys[one] - ys[other]
            pull = (
                math.sqrt(x * x + y * y) / _SPRING * (1 / math.sqrt(min(len(neighbours[one]), len(neighbours[other]))))
            )
            dx[one] -= x * pull
            dy[one] -= y * pull
            dx[other] += x * pull
            dy[other] += y * pull
        for number in range(count):
            x, y = dx[number], dy[number]
            length = math.sqrt(x * x + y * y)
            if length > 0:
                move = min(length, heat) / length
                xs[number] += x * move
                ys[number] += y * move


def _near_pairs(xs: list[float], ys: list[float], width: float, height: float) -> Iterator[tuple[int, int]]:
    """Each pair in the same or adjoining cells of a grid, once."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (x, y) in enumerate(zip(xs, ys, strict=True)):
        cells[math.floor(x / width), math.floor(y / height)].append(number)
    for (column, row), members in cells.items():
        for place, one in enumerate(members):
            for other in members[place + 1 :]:
                yield one, other
        for beside in ((column + 1, row - 1), (column + 1, row), (column + 1, row + 1), (column, row + 1)):
            others = cells.get(beside)
            if others:
                for one in members:
                    for other in others:
                        yield one, other


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
    steps = max(8, min(_SPREADING_STEPS, _WORK // len(xs)))
    for _ in range(steps):
        moved = False
        for one, other in list(_near_pairs(xs, ys, width, height)):
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
    """The parts beside each other in rows, the largest first, together about as wide as a screen."""
    boxes = [_box(part) for part in parts]
    area = sum((right - left + _GAP) * (bottom - top + _GAP) for left, top, right, bottom in boxes)
    widest = max((right - left for left, _, right, _ in boxes), default=0.0)
    row_width = max(widest + _GAP, math.sqrt(area * _SHAPE))
    x = y = row_height = 0.0
    for part, (left, top, right, bottom) in zip(parts, boxes, strict=True):
        gap = _GAP if len(part) > 1 else 0.0
        width, height = right - left + gap, bottom - top + gap
        if x > 0 and x + width > row_width:
            x, y, row_height = 0.0, y + row_height, 0.0
        yield {name: (px - left + x, py - top + y) for name, (px, py) in part.items()}
        x, row_height = x + width, max(row_height, height)
