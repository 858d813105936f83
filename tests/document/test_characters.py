"""Text is cleaned in one way, and made plain without moving a character."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document.characters import clean, plain

ODD = st.text(
    st.sampled_from("ae\u0301\u0308 \u00a0\u2009\t\n\f\x00\x85\u00ad\u200b\u200d\ufeff\ufb01\u0132“’-\ud83d\uffff")
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("toe\u00adzicht", "toezicht"),
        ("o\ufb03cieel e\ufb03ci\u00ebnt", "officieel efficiënt"),
        ("coo\u0308peratie", "coöperatie"),
        ("o\u200b\u0308", "ö"),
        ("de\u00a0wet\u2009op \t de  zorg", "de wet op de zorg"),
        ("\u0132mond en \u0133s", "IJmond en ijs"),
        ("een\nregel\fen\x1fnog\x85een\u2028regel", "een regel en nog een regel"),
        ("\ud83d op\x00slag", "\ufffd op slag"),
        ("“zo’n” – ‘wet’", "“zo’n” – ‘wet’"),
        (" \u00ad\u200b ", ""),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    """Soft hyphens and what has no width go, ligatures are written out, white space is one space; quotes stay."""
    assert clean(text) == cleaned


@given(st.one_of(ODD, st.text()))
def test_what_is_clean_stays_so(text: str) -> None:
    """Cleaning twice is cleaning once; what comes out is one line in NFC that a file can hold."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned == unicodedata.normalize("NFC", cleaned)
    assert cleaned == " ".join(cleaned.split())
    assert cleaned.isprintable() or not any(char in cleaned for char in "\u00ad\u200b\u200d\ufeff\ufb01\x00")
    cleaned.encode()


@given(st.one_of(ODD, st.text()))
def test_plain_keeps_every_place(text: str) -> None:
    """There are as many characters as before; letters and figures are the same, and no typographic quote is left."""
    made = plain(text)
    assert len(made) == len(text)
    assert all(new == old for new, old in zip(made, text, strict=True) if old.isalnum())
    assert not set(made) & set("“”„‘’«»–—\u00a0\u2009")
