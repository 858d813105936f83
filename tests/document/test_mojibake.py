"""UTF-8 read as Windows-1252 is read back; right text stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document.mojibake import mended

DUTCH = st.text("abcdefg ABC éëïöüèàç’“”–€ĳ§°", max_size=30)


@pytest.mark.parametrize("text", ["één", "coöperatie", "„ruim”", "€ 5", "à la carte", "5° – 6°"])
def test_read_back(text: str) -> None:
    """What was saved after a wrong reading is read as it was."""
    wrong = "".join(
        chr(byte) if byte in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else bytes((byte,)).decode("cp1252")
        for byte in text.encode()
    )
    assert mended(wrong) == text


@given(DUTCH)
def test_right_text_stays(text: str) -> None:
    """Dutch text that was read rightly holds nothing to mend."""
    assert mended(text) == text
