from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from kg import __version__, cli

Run = Callable[..., int]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a built output of one document."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "a.txt").write_text("De Autoriteit Persoonsgegevens houdt toezicht op de Politie.\n", encoding="utf-8")
    root = Path(cli.__file__).parent.parent
    command = [sys.executable, "-m", "kg", "build", str(folder / "a.txt"), "--output", str(folder / "output")]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 document, 1 page, 1 fact" in done.stderr
    return folder


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, built: Path, run_kg: Run) -> Run:
    monkeypatch.chdir(built)
    return run_kg


def test_version_and_help(kg: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """The command tells its version, and every command has help with an example."""
    assert kg("--version") == 0
    assert capsys.readouterr().out == f"kg, version {__version__}\n"
    names = ["build", "check", "init", "picture", "publish", "query", "score", "serve", "why"]
    assert sorted(cli.commands.commands) == names
    for name in cli.commands.commands:
        assert kg(name, "--help") == 0
        text = capsys.readouterr().out
        assert f"  kg {name}" in text
        assert "Example:" in text


def test_help_is_quick() -> None:
    """The help needs none of the libraries that the work needs."""
    code = "import sys, kg.cli; print(sorted({'pydantic', 'rdflib', 'pyoxigraph', 'pypdf', 'rich'} & set(sys.modules)))"
    root = Path(cli.__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("arguments", [("nope",), ("build",), ("query",), ("build", "x", "--jobs", "0"), ("--nope",)])
def test_wrong_use(kg: Run, arguments: tuple[str, ...]) -> None:
    """What the command line does not know is wrong use, exit code 2."""
    assert kg(*arguments) == 2


def test_query_forms(kg: Run, capsys: pytest.CaptureFixture[str], built: Path) -> None:
    """A query is answered as JSON in a pipe, and in the form that was asked for; a file and its text answer alike."""
    query = "SELECT ?label WHERE { ?s kg:supervises ?o . ?s rdfs:label ?label }"
    assert kg("query", query) == 0
    found = json.loads(capsys.readouterr().out)
    assert [row["label"]["value"] for row in found["results"]["bindings"]] == ["Autoriteit Persoonsgegevens"]
    (built / "q.rq").write_text(query)
    assert kg("query", "q.rq", "--format", "csv") == 0
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == [["label"], ["Autoriteit Persoonsgegevens"]]
    assert kg("query", query, "--format", "table") == 0
    assert "Autoriteit Persoonsgegevens" in capsys.readouterr().out
    assert kg("query", "ASK { ?s kg:supervises ?o }", "--format", "table") == 0
    assert capsys.readouterr().out == "yes\n"


def test_named_questions(kg: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """The list names at least eight questions, and one of them answers."""
    assert kg("query", "--list") == 0
    names = [row["name"] for row in json.loads(capsys.readouterr().out)]
    assert len(names) >= 8
    assert "wie-houdt-toezicht-op-wie" in names
    assert kg("query", "wie-houdt-toezicht-op-wie", "--format", "csv") == 0
    assert "Autoriteit Persoonsgegevens" in capsys.readouterr().out


def test_why(kg: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """The evidence of what is said of a thing: quote, file and rule; the same by the statement's id."""
    assert kg("why", "Autoriteit Persoonsgegevens", "supervises", "Politie") == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["evidence"][0]["file"] == "a.txt"
    assert "houdt toezicht op" in told["evidence"][0]["exact"]
    assert kg("why", told["statement"].rpartition("/")[2], "--format", "text") == 0
    assert "houdt toezicht op" in capsys.readouterr().out


def test_picture_publish_check(kg: Run, capsys: pytest.CaptureFixture[str], built: Path) -> None:
    """Picture and publication are written where asked, and a good output passes its check."""
    assert kg("picture", "--focus", "Politie", "--to", "p.html") == 0
    assert capsys.readouterr().out == "p.html\n"
    assert (built / "p.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert kg("picture", "--question", "wie-houdt-toezicht-op", "--param", "op=Politie", "--to", "q.html") == 0
    assert capsys.readouterr().out == "q.html\n"
    assert "<title>Wie houdt toezicht op" in (built / "q.html").read_text(encoding="utf-8")
    for wrong in (
        ("--focus", "Politie", "--question", "plannen"),
        ("--param", "wie=Politie"),
        ("--question", "ASK { ?s ?p ?o }"),
    ):
        assert kg("picture", *wrong, "--to", "no.html") == 2
    assert not (built / "no.html").exists()
    capsys.readouterr()
    assert kg("publish", "--to", "public") == 0
    out, err = capsys.readouterr()
    assert out == "public/index.html\n"
    assert "files; publication 1: statements 1 added" in err
    assert kg("publish", "--to", "public") == 0
    assert "publication 1: no statement changed" in capsys.readouterr().err
    assert kg("check") == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("", "all is well\n")


def test_init(kg: Run, capsys: pytest.CaptureFixture[str], built: Path) -> None:
    """A settings file to begin with is written once, and changes nothing until it is edited."""
    assert kg("init") == 0
    assert capsys.readouterr().out == "kg.toml\n"
    assert kg("publish", "--to", "with-settings") == 0
    capsys.readouterr()
    assert kg("init") == 2
    assert capsys.readouterr().err == "kg: kg.toml: is there already. Remove it, or name another file with --to.\n"
    (built / "kg.toml").unlink()


def test_floors(kg: Run, capsys: pytest.CaptureFixture[str], built: Path) -> None:
    """Below a floor the check fails and nothing is published; above a ceiling is a warning."""
    settings = built / "floors.toml"
    settings.write_text("[floors]\nfacts.least = 5\ndocuments.most = 0\n")
    assert kg("check", "--settings", "floors.toml", "--format", "text") == 1
    assert capsys.readouterr().out.splitlines() == [
        (
            "warning: kg.toml: [floors.documents]: 1 documents are more than 0. "
            "Find out where they come from, or raise the bound."
        ),
        "error: kg.toml: [floors.facts]: 1 facts are less than 5. Find out what is missing, or lower the floor.",
    ]
    assert kg("publish", "--to", "floored", "--settings", "floors.toml") == 1
    assert capsys.readouterr().err.startswith(
        "kg: kg.toml: [floors.facts]: 1 facts are less than 5: nothing is published"
    )
    assert not (built / "floored").exists()


def test_score(kg: Run, capsys: pytest.CaptureFixture[str], built: Path) -> None:
    """Gold passages are read and scored; rows of a build are scored as they are."""
    gold = {
        "id": "p",
        "text": "De Autoriteit Persoonsgegevens houdt toezicht op de Politie.",
        "entities": [
            {"id": "e1", "label": "Autoriteit Persoonsgegevens", "type": "Supervisor"},
            {"id": "e2", "label": "Politie", "type": "Organisation"},
        ],
        "facts": [
            {
                "subject": "e1",
                "predicate": "supervises",
                "object": "e2",
                "modality": "asserted",
                "basis": None,
                "quote": "q",
            }
        ],
    }
    (built / "gold.jsonl").write_text(json.dumps(gold))
    assert kg("score", "gold.jsonl") == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["facts"] | {"f1": 1.0} == figures["facts"]
    assert figures["entities"]["actor"]["core_found"] == 2
    assert kg("score", "gold.jsonl", "--facts", "output/facts.jsonl") == 2
    capsys.readouterr()
    rows = ("--facts", "output/facts.jsonl", "--mentions", "output/mentions.jsonl")
    assert kg("score", "gold.jsonl", *rows, "--format", "table") == 0
    assert "supervises" in capsys.readouterr().out


def test_stopped(kg: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Control-C ends any command with one line and exit code 130."""

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(click.Command, "invoke", stop)
    assert kg("build", "x") == 130
    assert capsys.readouterr().err.strip() == "kg: stopped"
