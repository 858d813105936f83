"""Official publications by their number."""

from __future__ import annotations

import pytest

from kg.base.knowledge import read_knowledge
from kg.extract.publications import publications_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stcrt. 2023, 10614", "stcrt-2023-10614"),
        ("Kamerstukken II 2019/20, 35 538, nr. 4", "kst-35538-4"),
        ("Kamerstukken I 2020/21, 35 538, A", "kst-35538-A"),
        ("Kamerstuk 35 925 VI, nr. 3", "kst-35925-VI-3"),
        ("Kamerstukken II 2018/19, 34 972 (R2102), nr. 5", "kst-34972-R2102-5"),
        ("Stb. 2023, 123", "stb-2023-123"),
        ("Staatsblad 2020, nr. 45", "stb-2020-45"),
        ("Trb. 1998, 12", "trb-1998-12"),
    ],
)
def test_number_tells_the_address(text: str, expected: str) -> None:
    """Series and numbers make up the id, under which officielebekendmakingen.nl has it."""
    (found,) = publications_in(f"Zie {text}.", read_knowledge())
    assert (found.id, found.span.of(f"Zie {text}.")) == (expected, text)
    assert found.address == f"https://zoek.officielebekendmakingen.nl/{expected}.html"


def test_reading_order() -> None:
    """Publications of several series stand in the order of the text."""
    text = "Stcrt. 2019, 7; Stb. 2020, 3; Kamerstuk 29 279, nr. 700; Stb. 184."
    assert [found.id for found in publications_in(text, read_knowledge())] == [
        "stcrt-2019-7",
        "stb-2020-3",
        "kst-29279-700",
    ]
