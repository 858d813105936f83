"""The figures of docs/figures.md, rewritten by the benchmarks that give them."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import BENCHMARKS, measured, named
from benchmarks.tables import markdown, places_in, rewritten, tables_in
from tests.conftest import REPOSITORY

FIGURES = (REPOSITORY / "docs/figures.md").read_text(encoding="utf-8")
PLACE = (
    "Before.\n\n<!-- figures: speed -->\n\n| of | s |\n|---|--:|\n| a | 1 |\n\n<!-- end of figures -->\n\nAfter | it.\n"
)


def test_tables_are_put_in_their_places() -> None:
    """A table takes the place of the former one under its name; what stands around and between other marks stays to the letter."""
    document = PLACE + PLACE.replace("speed", "size")
    new = markdown(["of", "s"], [["a", 2], ["b|c", 3]])
    told = rewritten(document, {"speed": new, "elsewhere": "| x |\n|---|\n| 1 |"})
    assert told == document.replace("| a | 1 |", "| a | 2 |\n| b\\|c | 3 |", 1)
    assert rewritten(told, {"speed": new}) == told
    assert rewritten(document, {}) == document


def test_a_place_without_a_table_is_filled() -> None:
    """A place that holds nothing yet takes any table."""
    empty = "<!-- figures: speed -->\n<!-- end of figures -->\n"
    assert tables_in(rewritten(empty, {"speed": markdown(["of"], [["a"]])})) == ("| of |\n|---|\n| a |",)


def test_second_places_are_refused() -> None:
    """Figures do not stand at two places."""
    with pytest.raises(ValueError, match="more than one place for speed"):
        rewritten(PLACE + PLACE, {})


def test_places_of_the_figures() -> None:
    """Each place in docs/figures.md holds one table and bears the name of a benchmark; each benchmark is a script that says what it is."""
    names = places_in(FIGURES)
    assert set(names) == {"publishing", "picture", "readers", "relations"} <= set(BENCHMARKS)
    assert FIGURES.count("<!-- figures: ") == FIGURES.count("<!-- end of figures -->") == len(names)
    for part in FIGURES.split("<!-- figures: ")[1:]:
        assert len(tables_in(part.partition("<!-- end of figures -->")[0])) == 1
    scripts = {path.stem for path in (REPOSITORY / "benchmarks").glob("*.py")} - {"__main__", "tables"}
    assert scripts == set(BENCHMARKS)
    for name in scripts:
        assert (REPOSITORY / f"benchmarks/{name}.py").read_text(encoding="utf-8").startswith('"""'), name


@pytest.mark.parametrize("name", ["publishing", "picture", "readers", "relations"])
def test_columns_are_those_of_the_script(name: str) -> None:
    """The headings in the document are the very ones that the script prints, so that a run does not put figures under others."""
    script = ast.parse((REPOSITORY / f"benchmarks/{name}.py").read_text(encoding="utf-8"))
    (heads,) = (
        ast.literal_eval(node.value)
        for node in script.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "HEADS"
    )
    assert FIGURES.partition(f"<!-- figures: {name} -->")[2].split("\n")[2] == markdown(heads, ()).split("\n")[0]


def test_runs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What a script prints is shown and its tables are taken; one that fails is named, and gives none."""
    for name, last in (("good", ""), ("bad", "sys.exit(1)")):
        text = f"import sys\nprint('at', *sys.argv[1:])\nprint('| a |\\n|---|\\n| 1 |\\n\\n| b |\\n|---|\\n| 2 |')\n{last}\n"
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr("benchmarks.__main__.HERE", tmp_path)
    monkeypatch.setattr("benchmarks.__main__.BENCHMARKS", {"good": ("{shared}/x",), "bad": ()})
    tables, failed = measured(["good", "bad"], {"shared": Path("/s")})
    assert (sorted(tables), failed) == (["good", "good-2"], ["bad"])
    assert tables["good-2"] == "| b |\n|---|\n| 2 |"
    assert "at /s/x" in capsys.readouterr().out
    assert named("good", "no table") == {}


def test_command() -> None:
    """It lists every benchmark with the arguments that it gets, and runs without one that there is not."""
    command = [sys.executable, "-m", "benchmarks"]
    done = subprocess.run([*command, "--list"], check=True, capture_output=True, text=True, cwd=REPOSITORY)
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == list(BENCHMARKS)
    done = subprocess.run([*command, "nonesuch"], check=False, capture_output=True, text=True, cwd=REPOSITORY)
    assert done.returncode == 2
