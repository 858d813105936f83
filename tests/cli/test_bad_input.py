from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter

Run = Callable[..., int]
GOOD = "De Autoriteit Persoonsgegevens houdt toezicht op de Politie.\n"


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run_kg: Run) -> Run:
    """Runs the command in an own folder and gives its exit code."""
    monkeypatch.chdir(tmp_path)
    return run_kg


def pdf(*, pages: int = 1, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def rows(path: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def issues_of(name: str) -> list[tuple[object, object]]:
    return [(row["severity"], row["code"]) for row in rows("output/issues.jsonl") if row["document"] == name]


def facts() -> list[object]:
    return [row["document"] for row in rows("output/facts.jsonl")]


def put_good() -> None:
    Path("in").mkdir(exist_ok=True)
    Path("in/good.txt").write_text(GOOD, encoding="utf-8")


BROKEN = {
    "broken.pdf": b"%PDF-1.7\nnot a pdf at all",
    "encrypted.pdf": pdf(password="geheim"),
    "empty.pdf": b"",
    "latin.txt": "De Inspectie: één.".encode("latin-1"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_unreadable_document(kg: Run, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """A document that cannot be read is named with a remedy, exit code 1; the rest is built."""
    put_good()
    assert kg("build", "in") == 0
    Path("in", name).write_bytes(BROKEN[name])
    assert kg("build", "in") == 1
    words = capsys.readouterr().err
    assert f"error: {name}: " in words
    assert "1 document could not be read" in words
    assert "Traceback" not in words
    assert [severity for severity, _ in issues_of(name)] == ["error"]
    assert all(row["remedy"] for row in rows("output/issues.jsonl") if row["document"] == name)
    assert facts() == ["good.txt"]


def test_page_without_text(kg: Run) -> None:
    """A page without text is no error: it stands in documents.jsonl with the reason."""
    put_good()
    Path("in/blank.pdf").write_bytes(pdf(pages=2))
    assert kg("build", "in") in {0, 1}
    blank = next(row for row in rows("output/documents.jsonl") if row["file"] == "blank.pdf")
    assert blank["pages"] == 2
    gaps = blank["not_understood"]
    assert isinstance(gaps, list)
    assert [gap["page"] for gap in gaps] == [1, 2]
    assert all(gap["reason"] for gap in gaps)
    assert facts() == ["good.txt"]


@pytest.mark.parametrize(("meta", "code"), [(b"{", 1), (b"[1]", 1), (b"\xff", 1), (b'{"date": "gisteren"}', 0)])
def test_malformed_metadata(kg: Run, capsys: pytest.CaptureFixture[str], meta: bytes, code: int) -> None:
    """A malformed .meta.json is named, one bad key in it is a warning; the document beside it is read all the same."""
    put_good()
    Path("in/good.txt.meta.json").write_bytes(meta)
    assert kg("build", "in") == code
    assert "good.txt.meta.json" in capsys.readouterr().err
    assert facts() == ["good.txt"]


def test_metadata_that_no_file_can_hold(kg: Run) -> None:
    """A title with control characters and half characters costs nothing but these characters."""
    put_good()
    Path("in/good.txt.meta.json").write_bytes(rb'{"title": "A\u0000\ud83d </script>B", "date": "\ud83d", "\udc00": 1}')
    assert kg("build", "in") == 0
    assert facts() == ["good.txt"]
    assert '"A </script>B"' in Path("output/catalogue.ttl").read_text(encoding="utf-8")
    assert kg("publish") == 0


@pytest.mark.parametrize("command", [("build", ""), ("build", "in", "--output", ""), ("publish", "--to", "")])
def test_empty_path(kg: Run, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]) -> None:
    """An empty path, as an unset variable gives it, is wrong use and never the current folder; nothing is written."""
    put_good()
    assert kg(*command) == 2
    assert "the path is empty" in capsys.readouterr().err
    assert [path.name for path in Path().iterdir()] == ["in"]


def test_output_as_source(kg: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder of the documents cannot be the output folder too."""
    put_good()
    assert kg("build", "in", "--output", "in") == 2
    assert capsys.readouterr().err == "kg: in: is the output folder itself. Choose another folder with --output.\n"
    assert [path.name for path in Path("in").iterdir()] == ["good.txt"]


def test_missing_path(kg: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """A path that is not there is wrong use, exit code 2; what was built stands."""
    put_good()
    assert kg("build", "in") == 0
    capsys.readouterr()
    assert kg("build", "in", "nowhere") == 2
    assert capsys.readouterr().err == "kg: nowhere: there is no such file or folder. Check the path.\n"
    assert facts() == ["good.txt"]


def test_empty_folder(kg: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder is an error of the data, exit code 1; what was built stands."""
    put_good()
    assert kg("build", "in") == 0
    capsys.readouterr()
    Path("empty").mkdir()
    assert kg("build", "empty") == 1
    assert capsys.readouterr().err.startswith("kg: empty: there is no document in this folder. Put documents in it")
    assert facts() == ["good.txt"]


def test_unknown_ending(kg: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown ending is an error where the file is named itself and no error in a folder."""
    put_good()
    Path("in/list.xlsx").write_bytes(b"x")
    assert kg("build", "in") == 0
    assert kg("build", "in", "in/list.xlsx") == 1
    assert "error: in/list.xlsx: cannot be read: its name does not end in" in capsys.readouterr().err
    assert facts() == ["good.txt"]


def test_unwritable_output(kg: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """An output folder that cannot be made is told with the remedy, exit code 1."""
    put_good()
    Path("file").write_text("")
    assert kg("build", "in", "--output", "file/out") == 1
    assert capsys.readouterr().err.startswith("kg: file/out: cannot be written (Not a directory). Make room, or choose")


@pytest.mark.parametrize(
    "query",
    ["SELECT ?x WHERE { ?x", "SELECT * WHERE { ?a nope:b ?c }", "wie-houdt-toezicht-op-wat"],
)
def test_bad_query(kg: Run, capsys: pytest.CaptureFixture[str], query: str) -> None:
    """A query that does not parse, or a question nobody knows, is wrong use: exit code 2, one message, no data."""
    put_good()
    assert kg("build", "in") == 0
    capsys.readouterr()
    assert kg("query", query) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("kg: ")
    assert "Traceback" not in err


@pytest.mark.parametrize("query", ["SELECT * { SERVICE <http://localhost/> { ?a ?b ?c } }", "CLEAR ALL"])
def test_refused_query(kg: Run, capsys: pytest.CaptureFixture[str], query: str) -> None:
    """A query that would fetch or change something is wrong use, exit code 2."""
    put_good()
    assert kg("build", "in") == 0
    capsys.readouterr()
    assert kg("query", query) == 2
    assert capsys.readouterr().err.startswith("kg: ")


@pytest.mark.parametrize(
    "command",
    [("query", "SELECT * { ?a ?b ?c }"), ("why", "Politie"), ("picture",), ("publish",), ("check",)],
)
def test_no_output_yet(kg: Run, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]) -> None:
    """A command before the first build says so, exit code 1."""
    assert kg(*command) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("kg: output")
    assert "kg build" in err


def test_bad_settings(kg: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """A bad key in kg.toml is wrong use: exit code 2, and nothing is built."""
    put_good()
    Path("kg.toml").write_text("[build]\nmemory = 3\n")
    assert kg("build", "in") == 2
    assert capsys.readouterr().err == "kg: kg.toml: [build] memory: there is no such key. Did you mean memory_mb?\n"
    assert not Path("output").exists()
