from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.ids import digest, slug

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


def test_a_digest_is_part_of_sha256_over_the_length_and_the_bytes() -> None:
    """The first 32 hexadecimal digits of SHA-256 of each part behind its length in 8 bytes: ids of earlier builds stay."""
    assert digest("Politie") == "112f930ee3cc0048d84c03a205c6fccf"
    assert digest() == "e3b0c44298fc1c149afbf4c8996fb924"


def test_text_and_its_utf8_have_the_same_digest() -> None:
    """A text counts as its UTF-8 bytes."""
    assert digest("één") == digest("één".encode())


@settings(deadline=None)
@given(st.lists(TEXT, max_size=4), st.lists(TEXT, max_size=4))
def test_other_parts_have_another_digest(parts: list[str], others: list[str]) -> None:
    """Two lists of parts have one digest only where they are equal: parts are kept apart."""
    assert (digest(*parts) == digest(*others)) == (parts == others)
    assert re.fullmatch("[0-9a-f]{32}", digest(*parts))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wet op de rijksinspecties", "wet-op-de-rijksinspecties"),
        ("  WET   op\u00a0de\nrijksinspecties ", "wet-op-de-rijksinspecties"),
        ("Politiewet 2012", "politiewet-2012"),
        ("Straße", "strasse"),
    ],
)
def test_plain_words_are_their_own_slug(text: str, expected: str) -> None:
    """Letters and digits without marks are joined by hyphens, in lower case, whatever the white space."""
    assert slug(text) == expected


@pytest.mark.parametrize("text", ["Één", "wet-op", "a/b", "<script>", "€", "", "..", "\u05d0", "a\0b"])
def test_what_cannot_be_written_ends_in_a_digest(text: str) -> None:
    """Anything else gets eight digits of its digest, so that it meets nothing else."""
    assert re.fullmatch(r"(?:[a-z0-9-]+-)?[0-9a-f]{8}|", slug(text))
    assert slug(text) or not text.strip()


@settings(deadline=None)
@given(TEXT, TEXT)
def test_slugs_meet_only_where_the_texts_differ_in_case_and_space_alone(one: str, other: str) -> None:
    """Two texts share a slug exactly where they are the same words after case folding."""
    same = " ".join(one.casefold().split()) == " ".join(other.casefold().split())
    assert (slug(one) == slug(other)) == same


@settings(deadline=None)
@given(TEXT)
def test_a_slug_is_safe_in_an_iri_and_a_path(text: str) -> None:
    """A slug has ASCII letters, digits and single hyphens inside, at most 89 characters, and is the same each time."""
    assert re.fullmatch(r"[a-z0-9-]{0,89}", slug(text))
    assert not slug(text).startswith("-")
    assert not slug(text).endswith("-")
    assert slug(text) == slug(text)


def test_a_long_text_is_cut_and_told_apart() -> None:
    """Of a text beyond 80 characters the slug is cut and ends in a digest: two with the same beginning differ."""
    one, other = slug("a" * 81), slug("a" * 82)
    assert one != other
    assert one.startswith("a" * 80 + "-")
    assert slug("a" * 80) == "a" * 80
