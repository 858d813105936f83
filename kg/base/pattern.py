"""Patterns of ontology/: regular expressions with the examples they read and the near misses they leave alone."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from kg.base.errors import KgError
from kg.base.ids import RuleId

_MACRO = re.compile(r"<<([a-z_]+)>>")


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """One regular expression of ontology/patterns. `kind` says what its matches are, in words of the file's own reader."""

    id: RuleId
    kind: str
    regex: re.Pattern[str]
    examples: Mapping[str, tuple[str, ...]]
    near_misses: tuple[str, ...]

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in `text`, from left to right, none within another."""
        return self.regex.finditer(text)


class PatternRow(BaseModel):
    """A [[pattern]] table: `examples` maps a text to all that the regular expression finds in it, in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    kind: str
    regex: str
    examples: dict[str, list[str]] = Field(min_length=1)
    near_misses: list[str] = []


class PatternFile(BaseModel):
    """A file of ontology/patterns. `macros` name parts of regular expressions: <<name>> stands for `(?:part)`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    macros: dict[str, str] = {}
    pattern: list[PatternRow]


def read_toml(path: Path, shape: TypeAdapter[PatternFile]) -> PatternFile:
    """The tables of a TOML file, checked.

    Raises:
        KgError: where the file is not TOML or a table is not of the shape; it names file and key.
    """
    try:
        return shape.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise KgError(f"{path.name}: {error}", remedy="Mend the file; ontology/README.md tells its form.") from error


def expand(regex: str, macros: Mapping[str, str], ranges: Mapping[str, str] = MappingProxyType({})) -> str:
    """`regex` with each <<name>> put in, also within macros; `ranges` are put in as they are, for use in classes of characters.

    Raises:
        KeyError: for a macro nobody defined.

    Example:
        >>> expand("<<a>>x[<<r>>]", {"a": "<<b>>|c", "b": "d"}, {"<<r>>": "x-z"})
        '(?:(?:d)|c)x[x-z]'
    """
    while _MACRO.search(regex):
        for name, characters in ranges.items():
            regex = regex.replace(name, characters)
        regex = _MACRO.sub(lambda found: f"(?:{macros[found[1]]})" if macros[found[1]] else "", regex)
    return regex


def compiled(regex: str, *, where: str) -> re.Pattern[str]:
    """The one place where a regular expression of ontology/ is compiled.

    Raises:
        KgError: where it is not a regular expression.
    """
    try:
        return re.compile(regex)
    except re.error as error:
        raise KgError(f"{where}: not a regular expression: {error}", remedy="Mend the pattern.") from error


def read_patterns(path: Path, macros: Mapping[str, str], write: Callable[[str], str]) -> tuple[Pattern, ...]:
    """The patterns of one file, in its order.

    `macros` are shared ones, to which the file may add its own; `write` turns what stands in braces into regular expressions.

    Raises:
        KgError: for a malformed file, a pattern that is no regular expression or an unknown macro.
    """
    content = read_toml(path, TypeAdapter(PatternFile))
    known = {**macros, **content.macros}
    patterns = []
    for row in content.pattern:
        rule = RuleId(f"{path.stem}#{row.name}")
        try:
            regex = write(expand(row.regex, known))
        except KeyError as error:
            raise KgError(
                f"{path.name}, {row.name}: unknown macro {error}", remedy="Define it under [macros]."
            ) from error
        examples = {text: tuple(found) for text, found in row.examples.items()}
        patterns.append(Pattern(rule, row.kind, compiled(regex, where=rule), examples, tuple(row.near_misses)))
    return tuple(patterns)
