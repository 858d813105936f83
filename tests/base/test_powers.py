from __future__ import annotations

from pathlib import Path

import pytest

from kg.base.errors import KgError
from kg.base.powers import read_powers
from kg.base.terms import Power

COMPETENCE = """
[competence]
modal = ["kunnen"]
modal_forms = ["kan"]
adjective = ["bevoegd"]
noun = ["bevoegdheid"]
holding = ["hebben"]
"""
FORM = """
[[form]]
name = "boete"
power = "administrativeFine"
words = ["opleggen"]
with = "boetes?"
towards = ["aan"]
right = 8
given = 8
examples = ["a"]
near_misses = ["b"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "powers.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_form_is_read_as_its_file_tells_it(tmp_path: Path) -> None:
    """Words, what stands beside them as whole words, and the measured share as confidence."""
    powers = read_powers(written(tmp_path, COMPETENCE + FORM))
    (form,) = powers.forms
    assert (str(form.id), form.power) == ("powers#boete", Power.ADMINISTRATIVE_FINE)
    assert (form.words, form.towards) == (frozenset({"opleggen"}), frozenset({"aan"}))
    assert form.beside
    assert [found[0] for found in form.beside.finditer("boete boetes boeten")] == ["boete", "boetes"]
    assert (form.needs, form.without, form.itself, form.confidence) == (None, None, False, 0.9)
    assert (powers.words, powers.telling) == (frozenset({"opleggen"}), frozenset({"kan", "bevoegd", "bevoegdheid"}))


def test_what_says_so_by_itself_tells_a_power(tmp_path: Path) -> None:
    """A form that takes no word of competence is looked for by its own words."""
    text = COMPETENCE + FORM.replace("right = 8\ngiven = 8", "itself = true")
    powers = read_powers(written(tmp_path, text))
    assert powers.telling == {"kan", "bevoegd", "bevoegdheid", "opleggen"}
    assert powers.forms[0].confidence == 0.5


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[form", "powers.toml: "),
        (FORM, "competence"),
        (COMPETENCE + FORM.replace("administrativeFine", "magic"), "power"),
        (COMPETENCE + FORM.replace('words = ["opleggen"]', "words = []"), "words"),
        (COMPETENCE + FORM.replace("boetes?", "("), "powers#boete: not a regular expression"),
    ],
)
def test_a_malformed_file_is_told(text: str, says: str, tmp_path: Path) -> None:
    """What is wrong is told with the file and the key."""
    with pytest.raises(KgError, match=says):
        read_powers(written(tmp_path, text))
