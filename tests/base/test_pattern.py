from __future__ import annotations

from pathlib import Path

import pytest

from kg.base.errors import KgError
from kg.base.pattern import Pattern, compiled, expand, read_patterns

FILE = """
[macros]
one = 'een|<<two>>'
two = 'twee'

[[pattern]]
name = "telwoord"
kind = "Act"
regex = 'x <<one>> {Act} <<shared>>'
examples = { "x twee A s" = ["x twee A s"] }
near_misses = ["x drie"]

[[pattern]]
name = "ander"
kind = "Post"
regex = 'b+'
examples = { "abba" = ["bb"] }
"""


def read(folder: Path, text: str) -> tuple[Pattern, ...]:
    """The patterns of a file `tel.toml` with `text`; {Act} is written A."""
    path = folder / "tel.toml"
    path.write_text(text, encoding="utf-8")
    return read_patterns(path, {"shared": "s", "two": "nooit"}, lambda regex: regex.replace("{Act}", "A"))


def test_patterns_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    """A pattern has the id file#name and its kind, examples and near misses as written."""
    first, second = read(tmp_path, FILE)
    assert (first.id, first.kind, second.id, second.kind) == ("tel#telwoord", "Act", "tel#ander", "Post")
    assert dict(first.examples) == {"x twee A s": ("x twee A s",)}
    assert (first.near_misses, second.near_misses) == (("x drie",), ())


def test_macros_and_braces_are_written_out(tmp_path: Path) -> None:
    """Macros are put in first, those of the file before the shared ones, and then what stands in braces is written."""
    first, _ = read(tmp_path, FILE)
    assert first.regex.pattern == "x (?:een|(?:twee)) A (?:s)"


def test_matches_run_from_left_to_right(tmp_path: Path) -> None:
    """The matches of a pattern are apart and in order."""
    _, second = read(tmp_path, FILE)
    assert [match.span() for match in second.matches("abba b")] == [(1, 3), (5, 6)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[pattern", "tel.toml: "),
        (FILE.replace('kind = "Post"', ""), "kind"),
        (FILE.replace("near_misses", "nearmisses"), "nearmisses"),
        (FILE.replace('"telwoord"', '"Tel woord"'), "name"),
        (FILE.replace('{ "abba" = ["bb"] }', "{}"), "examples"),
        (FILE.replace("<<shared>>", "<<elders>>"), "tel.toml, telwoord: unknown macro 'elders'"),
        (FILE.replace("'b+'", "'b('"), "tel#ander: not a regular expression"),
    ],
)
def test_a_malformed_file_is_an_error_that_names_the_place(tmp_path: Path, text: str, says: str) -> None:
    """A file that is not TOML, lacks or has unknown keys, or holds a bad expression says where and what to do."""
    with pytest.raises(KgError) as caught:
        read(tmp_path, text)
    assert says in str(caught.value)
    assert caught.value.remedy


def test_a_macro_is_put_in_as_one_unit() -> None:
    """A macro stands in a group of its own, also within a macro; a range is put in bare; an empty macro vanishes."""
    assert expand("<<a>>+", {"a": "b|c"}) == "(?:b|c)+"
    assert expand("[x<<r>>]<<a>>", {"a": "[<<r>>]"}, {"<<r>>": "0-9"}) == "[x0-9](?:[0-9])"
    assert expand("a<<none>>b", {"none": ""}) == "ab"
    assert expand("geen", {}) == "geen"


def test_an_unknown_macro_is_a_key_error() -> None:
    """What nobody defined is named."""
    with pytest.raises(KeyError, match="b"):
        expand("<<a>>", {"a": "<<b>>"})


def test_an_expression_that_does_not_compile_names_its_rule() -> None:
    """The place given stands in the error."""
    with pytest.raises(KgError, match=r"^laws#x: not a regular expression: .*Mend the pattern\.$"):
        compiled("(", where="laws#x")
