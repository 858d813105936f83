"""README and docs tell what is so: commands exist, their outputs are real, links lead somewhere."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kg.cli import commands
from kg.run.settings import settings_from
from tests.golden import expect
from tests.terminal import shown

REPOSITORY = Path(__file__).resolve().parent.parent.parent
README = REPOSITORY / "README.md"
PAGES = sorted(
    [README, REPOSITORY / "CHANGELOG.md", *REPOSITORY.glob("docs/**/*.md"), *REPOSITORY.glob("ontology/*.md")]
)
_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\((?!https?://|#)(?P<target>[^)#]+)")
_COMMAND = re.compile(r"\bkg (?P<name>[a-z]+)\b")


def blocks(page: Path, language: str) -> list[str]:
    found = _BLOCK.finditer(page.read_text(encoding="utf-8"))
    return [block["text"] for block in found if block["language"] == language]


def commands_told(page: Path) -> Iterator[str]:
    """The commands in code, in lines or in blocks."""
    text = page.read_text(encoding="utf-8")
    inline = re.findall(r"`([^`\n]+)`", text)
    for code in [*(found["text"] for found in _BLOCK.finditer(text)), *inline]:
        yield from (found["name"] for found in _COMMAND.finditer(code))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_each_command_told_exists(page: Path) -> None:
    """A page names no command of `kg` that there is not."""
    assert set(commands_told(page)) <= set(commands.commands)


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_each_command_has_help_and_stands_in_the_readme(name: str) -> None:
    """A command says what it does, shows an example of itself and stands in README.md; each option has its help."""
    command = commands.commands[name]
    assert command.help is not None
    assert f"kg {name} " in command.help or command.help.rstrip().endswith(f"kg {name}")
    assert name in set(commands_told(README))
    options = [option for option in command.params if isinstance(option, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_the_outputs_in_the_readme_are_real(examples: Path, tmp_path: Path) -> None:
    """Each command of the tour, run one after the other on the examples, writes what README.md shows."""
    (tmp_path / "examples").symlink_to(examples)

    def told_anew(block: re.Match[str]) -> str:
        if block["language"] != "console":
            return block[0]
        lines = [line for line in block["text"].splitlines() if line.startswith("$ ")]
        runs = []
        for line in lines:
            program, *arguments = shlex.split(line.removeprefix("$ "))
            assert program == "kg"
            runs.append(f"{line}\n{shown(arguments, tmp_path)}\n")
        return "```console\n" + "\n".join(runs) + "```"

    expect(_BLOCK.sub(told_anew, README.read_text(encoding="utf-8")), README)


def test_the_second_command_is_what_ci_runs() -> None:
    """README.md holds two commands, each one line, and .ci/run runs the second as it stands there."""
    install, check = blocks(README, "sh")[:2]
    assert install.count("\n") == check.count("\n") == 1
    assert check in (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")


def test_the_settings_told_are_settings() -> None:
    """The kg.toml of README.md is read without complaint."""
    (text,) = blocks(README, "toml")
    assert settings_from(tomllib.loads(text)).floors.facts.least == 10


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """A link to a place in the repository leads to a file or folder."""
    targets = [found["target"] for found in _LINK.finditer(page.read_text(encoding="utf-8"))]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_each_dependency_has_its_reason() -> None:
    """Every run-time dependency of pyproject.toml is named in docs/decisions/001-dependencies.md."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = (REPOSITORY / "docs" / "decisions" / "001-dependencies.md").read_text(encoding="utf-8")
    names = [re.split(r"[<>=,\[ ]", each)[0] for each in project["dependencies"]]
    assert [name for name in names if f"**{name}**" not in reasons] == []


def test_every_version_of_constraints_is_one_version_without_an_address() -> None:
    """constraints.txt pins names to versions and names no host."""
    lines = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9_.!+-]+", line)] == []
    assert len(pins) > 40
