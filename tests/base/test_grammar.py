"""The grammar of citations is read from data, and damage to it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.base.errors import KgError
from kg.base.grammar import read_grammar
from kg.base.ontology import ontology_folder


def test_ordinals_and_grammar_are_read() -> None:
    """The ordinals count on without a gap, and the grammar reads them in either case."""
    grammar = read_grammar(ontology_folder())
    assert sorted(grammar.ordinals.values()) == list(range(1, len(grammar.ordinals) + 1))
    assert grammar.parser.parse("Artikel 3, Eerste lid").data == "start"


@pytest.mark.parametrize(
    ("ordinals", "rules", "message"),
    [
        ("word\tnumber\neerste\teen\n", "start: A\nA: /a/", "ordinals.tsv: .*expected a word and a number"),
        ("word\tnumber\neerste\t1\n", "start: A", "provisions.lark"),
        ("word\tnumber\neerste\t1\n", "start: x | y\nx: A\ny: A\nA: /a/", "provisions.lark: Reduce/Reduce collision"),
    ],
)
def test_damage_is_told(tmp_path: Path, ordinals: str, rules: str, message: str) -> None:
    """An ordinal without a number and a malformed or ambiguous grammar are errors that name the file."""
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "grammars").mkdir()
    (tmp_path / "lexicons" / "ordinals.tsv").write_text(ordinals, encoding="utf-8")
    (tmp_path / "grammars" / "provisions.lark").write_text(rules, encoding="utf-8")
    with pytest.raises(KgError, match=message):
        read_grammar(tmp_path)
