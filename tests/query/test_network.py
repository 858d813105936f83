from __future__ import annotations

import pyoxigraph as ox

from kg.query.model import Cell
from kg.query.network import Row, most_connected, shortest_way

ENDS = ("van", "naar")
KINDS = ("soort", "andere_soort")


def cell(name: str) -> Cell:
    return Cell(ox.NamedNode(f"http://x.nl/{name}"), name)


def edges(*pairs: str) -> list[Row]:
    return [
        {"van": cell(pair[0]), "naar": cell(pair[1]), "soort": cell("k"), "andere_soort": cell("k")} for pair in pairs
    ]


def way(rows: list[Row], start: str, end: str) -> list[str]:
    found = shortest_way(rows, f"http://x.nl/{start}", f"http://x.nl/{end}", ENDS)
    texts = [[told.text for name in ("stap", *ENDS) if (told := row[name])] for row in found]
    return ["".join(text) for text in texts]


def test_shortest_way_in_any_direction() -> None:
    """The way goes over edges in both directions; each step tells its edge as it was said, and all edges between the two."""
    rows = edges("ab", "cb", "bc", "cd", "ae", "ef", "fg", "gd")
    assert way(rows, "a", "d") == ["1ab", "2cb", "2bc", "3cd"]
    assert way(rows, "d", "a") == ["1cd", "2cb", "2bc", "3ab"]


def test_first_of_equal_ways() -> None:
    """Of ways of the same length it is the first by IRI, in whatever order the edges come."""
    rows = edges("ax", "ab", "xd", "bd", "aa")
    assert way(rows, "a", "d") == way(rows[::-1], "a", "d") == ["1ab", "2bd"]


def test_no_way() -> None:
    """Things that are not connected, unknown, or the same have no way between them."""
    rows = edges("ab", "cd")
    assert way(rows, "a", "d") == way(rows, "a", "z") == way(rows, "a", "a") == []


def test_most_connected() -> None:
    """The rank is by neighbours, then by share of the shortest ways, then by name; an edge counts once, to itself not at all."""
    rows = edges("ba", "bc", "cb", "bd", "de", "bb", "ff")
    told = [
        [cell.text for name in ("rang", "wie", "buren", "tussenpositie") if (cell := row[name])]
        for row in most_connected(rows, ENDS, KINDS)
    ]
    assert told == [
        ["1", "b", "3", "0.5000"],
        ["2", "d", "2", "0.3000"],
        ["3", "a", "1", "0.0000"],
        ["4", "c", "1", "0.0000"],
        ["5", "e", "1", "0.0000"],
        ["6", "f", "0", "0.0000"],
    ]
    assert most_connected([], ENDS, KINDS) == []
    assert len(most_connected(edges(*(f"{chr(200 + number)}a" for number in range(60))), ENDS, KINDS)) == 25
