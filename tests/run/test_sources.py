from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.base.errors import KgError, UsageError
from kg.base.issues import Outcome, Severity
from kg.publish.replace import MANIFEST
from kg.run.sources import Source, printable, sources_from_paths, text_file_name

ENDINGS = frozenset({".txt", ".pdf"})


def put(path: Path, text: str | None = None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(str(path) if text is None else text)
    return path


def read(*paths: Path, output: Path | None = None) -> Outcome[Source]:
    return sources_from_paths(paths, output=output or Path("nowhere"), endings=ENDINGS)


def names(found: Outcome[Source]) -> list[str]:
    return [source.name for source in found.items]


def told(found: Outcome[Source]) -> list[tuple[str, str]]:
    return [(issue.code, str(issue.severity)) for issue in found.issues]


def test_folders_are_read_recursively_and_sorted(tmp_path: Path) -> None:
    """All readable files below a folder, by name; hidden files and folders, metadata and the output are left out."""
    for name in ("b.txt", "a/c.PDF", "a/.hidden.txt", ".git/x.txt", "output/text/a.txt", "b.txt.meta.json"):
        put(tmp_path / name)
    found = read(tmp_path, output=tmp_path / "output")
    assert names(found) == ["b.txt", "c.PDF"]
    assert found.issues == ()
    assert [bool(source.meta_sha256) for source in found.items] == [True, False]


def test_missing_path_is_wrong_use(tmp_path: Path) -> None:
    """A path that is not there stops the command with exit code 2, also beside a good one."""
    good = put(tmp_path / "a.txt")
    with pytest.raises(UsageError) as raised:
        read(good, tmp_path / "b.txt")
    assert str(raised.value) == f"{tmp_path}/b.txt: there is no such file or folder. Check the path."
    assert raised.value.exit_code == 2


def test_empty_folder_alone(tmp_path: Path) -> None:
    """Nothing to read at all is an error of the data (exit code 1) that says what can be read."""
    put(tmp_path / "in/list.xlsx")
    with pytest.raises(KgError) as raised:
        read(tmp_path / "in")
    assert str(raised.value) == (
        f"{tmp_path}/in: there is no document in this folder (it holds .xlsx). "
        "Put documents in it that end in .pdf or .txt."
    )
    assert raised.value.exit_code == 1


def test_empty_folder_beside_a_good_one(tmp_path: Path) -> None:
    """An empty folder is an error, and the rest is read."""
    put(tmp_path / "good/a.txt")
    (tmp_path / "empty").mkdir()
    found = read(tmp_path / "good", tmp_path / "empty")
    assert names(found) == ["a.txt"]
    assert told(found) == [("folder-empty", "error")]


def test_unknown_ending(tmp_path: Path) -> None:
    """An unknown ending is an error where the file was named itself, a note where it was met in a folder."""
    put(tmp_path / "a.txt")
    odd = put(tmp_path / "b.xyz")
    assert told(read(tmp_path)) == [("unknown-ending", "note")]
    both = read(tmp_path, odd)
    assert told(both) == [("unknown-ending", "error")]
    assert str(both.issues[0]) == (
        f"{odd}: cannot be read: its name does not end in .pdf or .txt. Convert it to one of these."
    )


def test_same_content_is_read_once(tmp_path: Path) -> None:
    """The same bytes are read once, under the name with metadata, else the first name; the others are noted."""
    put(tmp_path / "b.txt", "same")
    put(tmp_path / "a.txt", "same")
    found = read(tmp_path)
    assert names(found) == ["a.txt"]
    assert [str(issue) for issue in found.issues] == [
        f"{tmp_path}/b.txt: holds the same bytes as {tmp_path}/a.txt, which is read instead."
    ]
    assert found.issues[0].severity is Severity.NOTE
    put(tmp_path / "b.txt.meta.json", "{}")
    assert names(read(tmp_path)) == ["b.txt"]


def test_same_path_twice_is_no_news(tmp_path: Path) -> None:
    """A file that is named and lies in a named folder as well is read once, without a word."""
    path = put(tmp_path / "a.txt")
    found = read(tmp_path, path, path)
    assert (names(found), found.issues) == (["a.txt"], ())


def test_same_name_gets_its_folders(tmp_path: Path) -> None:
    """Different files of the same name get as many folders before it as tell them apart, capitals aside."""
    put(tmp_path / "x/2023/r.txt")
    put(tmp_path / "x/2024/r.txt")
    put(tmp_path / "y/2024/R.txt")
    put(tmp_path / "y/other.txt")
    assert names(read(tmp_path)) == ["other.txt", "x/2023/r.txt", "x/2024/r.txt", "y/2024/R.txt"]


def test_order_of_paths_does_not_matter(tmp_path: Path) -> None:
    """The same files give the same sources and issues in whatever order they are named."""
    put(tmp_path / "x/r.txt")
    put(tmp_path / "y/r.txt")
    put(tmp_path / "y/s.txt", "same")
    put(tmp_path / "z/t.txt", "same")
    put(tmp_path / "z/u.odd")
    (tmp_path / "x/link.txt").symlink_to(tmp_path / "z/t.txt")
    paths = [tmp_path / "x", tmp_path / "y", tmp_path / "z", tmp_path / "y/r.txt"]
    found = {read(*order) for order in itertools.permutations(paths)}
    assert len(found) == 1


def test_loop_of_links_ends(tmp_path: Path) -> None:
    """A link to a folder above it is survived, and a file that two links lead to is read once."""
    put(tmp_path / "a/r.txt")
    (tmp_path / "a/up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    found = read(tmp_path)
    assert names(found) == ["r.txt"]
    assert told(found) == [("source-unreadable", "error")] * 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """What is no regular file is refused, not read."""
    put(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "b.txt")
    assert told(read(tmp_path)) == [("source-unreadable", "error")]


def test_odd_names(tmp_path: Path) -> None:
    """Names with spaces, line ends, markup, 200 characters or bytes that are no text are read and shown as one line."""
    odd = ["een rapport.txt", "twee\nregels.txt", "<b>&.txt", "é" * 100 + ".txt"]
    for name in odd:
        put(tmp_path / name)
    raw = os.fsencode(tmp_path) + b"/\xff.txt"
    try:
        Path(os.fsdecode(raw)).write_text("raw")
    except OSError:
        pytest.skip("this file system takes only names that are text")
    found = read(tmp_path)
    assert set(names(found)) == {"een rapport.txt", "twee regels.txt", "<b>&.txt", "é" * 100 + ".txt", "\ufffd.txt"}
    assert all(name.encode() and name.isprintable() for name in names(found))


def test_other_builds_are_left_out(tmp_path: Path) -> None:
    """What an earlier build or publication made elsewhere is no source, and a note says so; what lies beside it is."""
    put(tmp_path / "a.txt")
    put(tmp_path / "former/.kg-output.json", '["text"]')
    put(tmp_path / "former/text/a.txt")
    put(tmp_path / "public" / MANIFEST, '{"files": {"robots.txt": "0", "entities/e.txt": "0"}}')
    put(tmp_path / "public/robots.txt", "robots")
    put(tmp_path / "public/entities/e.txt", "e")
    put(tmp_path / "public/mine.txt", "mine")
    found = read(tmp_path)
    assert names(found) == ["a.txt", "mine.txt"]
    assert told(found) == [("folder-made-by-kg", "note")] * 2


def test_source_in_output_is_left_out(tmp_path: Path) -> None:
    """The output of an earlier build is never read as a source."""
    put(tmp_path / "output/text/a.txt")
    with pytest.raises(KgError, match="there is no document in this folder"):
        read(tmp_path, output=tmp_path / "output")


@given(st.lists(st.text(min_size=1, max_size=300), min_size=2, max_size=2, unique=True))
def test_text_file_names_are_safe_and_differ(pair: list[str]) -> None:
    """Any two names give two file names of one path part, at most 255 bytes, without what a file system refuses."""
    left, right = (text_file_name(printable(name)) for name in pair)
    for name in (left, right):
        assert len(name.encode()) <= 255
        assert Path(name).name == name
        assert not set(name) & set('/\\:*?"<>|\n\0')
        assert not name.startswith(".")
    if printable(pair[0]).casefold() != printable(pair[1]).casefold():
        assert left != right
