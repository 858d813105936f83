"""Grammars of ontology/grammars, made into parsers by Lark."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lark import Lark
from lark.exceptions import LarkError

from kg.base.errors import KgError
from kg.base.mask import with_placeholders


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """How places in acts are cited: a parser over masked text, and the number that each ordinal tells."""

    parser: Lark
    ordinals: Mapping[str, int]


def read_grammar(folder: Path) -> Grammar:
    """The grammar of citations in `folder`/grammars, with the ordinals of its lexicons.

    Raises:
        KgError: where the grammar is malformed or ambiguous, or an ordinal has no number.
    """
    path = folder / "lexicons" / "ordinals.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        try:
            ordinals = {row["word"]: int(row["number"]) for row in csv.DictReader(lines, delimiter="\t", strict=True)}
        except (KeyError, TypeError, ValueError, csv.Error) as error:
            raise KgError(f"{path.name}: {error}: expected a word and a number", remedy="Mend the line.") from error
    path = folder / "grammars" / "provisions.lark"
    longest_first = "|".join(sorted(ordinals, key=lambda word: (-len(word), word)))
    text = with_placeholders(path.read_text(encoding="utf-8").replace("<<ordinal>>", longest_first))
    try:
        return Grammar(Lark(text, parser="lalr", lexer="contextual"), ordinals)
    except LarkError as error:
        raise KgError(f"{path.name}: {error}", remedy="Mend the grammar.") from error
