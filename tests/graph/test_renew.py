from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.errors import KgError
from kg.base.ids import digest
from kg.graph import renew
from kg.graph.renew import NOTES, note_graphs, put_graph, renewed_store
from kg.graph.store import MARKER, load_store, open_store

G = "https://example.org/id/graph/"
LATER = f"{G}inferred"
LINES = [
    "<http://a.nl/a> <http://a.nl/p> <http://a.nl/b> .\n",
    '<http://a.nl/a> <http://a.nl/p> "x\f . <y>"@nl .\n',
    '<http://a.nl/b> <http://a.nl/p> "12"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger> .\n',
    '<http://a.nl/b> <http://a.nl/p> "12"^^<http://www.w3.org/2001/XMLSchema#integer> .\n',
    '<http://a.nl/b> <http://a.nl/p> "a } \\" \\n . \\\\" .\n',
]
graphs_told = st.dictionaries(
    st.sampled_from([f"{G}one", f"{G}two", f"{G}three", f"{G}catalogue"]),
    st.sets(st.sampled_from(LINES), min_size=1).map(lambda lines: "".join(sorted(lines))),
)


def digests_of(graphs: Mapping[str, str]) -> dict[str, str]:
    return {name: digest(text) for name, text in graphs.items()}


def loaded(folder: Path, graphs: Mapping[str, str]) -> Path:
    load_store(folder, graphs.items())
    note_graphs(folder, digests_of(graphs))
    return folder


def quads(folder: Path) -> list[str]:
    return sorted(map(str, open_store(folder)))


@settings(max_examples=15, deadline=None)
@given(st.lists(graphs_told, min_size=2, max_size=3))
def test_a_renewed_store_equals_a_loaded_one(builds: list[dict[str, str]]) -> None:
    """Whatever graphs came, changed or went, also one after the other, the store holds what one loaded anew holds."""
    with tempfile.TemporaryDirectory() as place:
        former = loaded(Path(place) / "0", builds[0])
        before = quads(former)
        for number, graphs in enumerate(builds[1:], start=1):
            folder = Path(place) / str(number)
            renewal = renewed_store(folder, former, graphs, digests_of(graphs), later=LATER)
            note_graphs(folder, digests_of(graphs), renewals=renewal.number)
            assert renewal.number == number
            assert quads(folder) == quads(loaded(Path(place) / f"clean{number}", graphs))
            former = folder
        assert quads(Path(place) / "0") == before


@pytest.mark.parametrize("text", ["", LINES[0], LINES[0] + LINES[1]])
def test_what_follows_is_put_when_it_is_known(tmp_path: Path, text: str) -> None:
    """The graph that is told later stands as it was until it is put; what another graph tells too stays."""
    old = {f"{G}one": LINES[0], LATER: LINES[0] + LINES[2]}
    former = loaded(tmp_path / "old", old)
    new = {f"{G}one": LINES[0]}
    renewal = renewed_store(tmp_path / "new", former, new, digests_of(new), later=LATER)
    assert renewal.later == digest(old[LATER])
    assert quads(tmp_path / "new") == quads(former)
    put_graph(tmp_path / "new", LATER, text)
    clean = loaded(tmp_path / "clean", new | ({LATER: text} if text else {}))
    assert quads(tmp_path / "new") == quads(clean)


def test_only_what_changed_is_looked_up(tmp_path: Path) -> None:
    """The text of a graph whose digest is the noted one is not asked for."""
    former = loaded(tmp_path / "old", {f"{G}one": LINES[0], f"{G}two": LINES[1]})
    new = {f"{G}one": LINES[0], f"{G}two": LINES[2]}
    only = {f"{G}two": LINES[2]}
    renewed_store(tmp_path / "new", former, only, digests_of(new), later=LATER)
    assert quads(tmp_path / "new") == quads(loaded(tmp_path / "clean", new))


@pytest.mark.parametrize(
    "harm", ["notes gone", "notes cut", "notes changed", "other version", "quad missing", "too often"]
)
def test_what_is_not_sound_is_refused(tmp_path: Path, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store without its notes, with others, of another version, that lacks something, or renewed too often is not taken over."""
    graphs = {f"{G}one": LINES[0]}
    former = loaded(tmp_path / "old", graphs)
    match harm:
        case "notes gone":
            (former / NOTES).unlink()
        case "notes cut":
            (former / NOTES).write_bytes((former / NOTES).read_bytes()[:-9])
        case "notes changed":
            (former / NOTES).write_text((former / NOTES).read_text().replace('"quads": 2', '"quads": 3'))
        case "other version":
            (former / MARKER).write_text(json.dumps({"format": 0}))
        case "quad missing":
            put_graph(former, f"{G}one", "")
        case "too often":
            monkeypatch.setattr(renew, "_MOST", 0)
    with pytest.raises(KgError):
        renewed_store(tmp_path / "new", former, graphs, digests_of(graphs), later=LATER)
