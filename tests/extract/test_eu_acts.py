"""Acts of the Union by their number."""

from __future__ import annotations

import pytest

from kg.base.knowledge import read_knowledge
from kg.extract.eu_acts import eu_target

ELI = "http://data.europa.eu/eli/"


@pytest.mark.parametrize(
    ("words", "iri"),
    [
        ("Verordening (EU) 2016/679", "reg/2016/679/oj"),
        ("verordening (EG) nr. 178/2002", "reg/2002/178/oj"),
        ("Verordening (EU) nr. 596/2014", "reg/2014/596/oj"),
        ("Verordening (EEG) nr. 3820/85", "reg/1985/3820/oj"),
        ("Verordening (EG) 178/2002", "reg/2002/178/oj"),
        ("Verordening (EU) 2015/2016", "reg/2015/2016/oj"),
        ("Richtlijn 2014/65/EU", "dir/2014/65/oj"),
        ("richtlijn 95/46/EG", "dir/1995/46/oj"),
        ("richtlijn nr. 2002/58/EG", "dir/2002/58/oj"),
        ("Richtlijn (EU) 2016/680", "dir/2016/680/oj"),
        ("Besluit nr. 1313/2013/EU", "dec/2013/1313/oj"),
        ("Besluit 2010/87/EU", "dec/2010/87/oj"),
        ("Uitvoeringsverordening (EU) 2019/947", "reg_impl/2019/947/oj"),
        ("gedelegeerde verordening (EU) 2017/565", "reg_del/2017/565/oj"),
        ("Uitvoeringsbesluit (EU) 2019/1765", "dec_impl/2019/1765/oj"),
    ],
)
def test_number_tells_the_act(words: str, iri: str) -> None:
    """A regulation is numbered number/year until 2014 and with "nr.", year/number since; directives and decisions year first."""
    target = eu_target(words, read_knowledge())
    assert target is not None
    assert target.iri == ELI + iri


def test_known_act_bears_its_title() -> None:
    """What the register has comes with its names; another act with the words of the text."""
    known = eu_target("verordening (EU) 2016/679", read_knowledge())
    other = eu_target("verordening (EU) 2016/9999", read_knowledge())
    assert known is not None
    assert other is not None
    assert (known.label, "AVG" in known.names) == ("Algemene verordening gegevensbescherming", True)
    assert (other.label, other.names) == ("Verordening (EU) 2016/9999", ())


@pytest.mark.parametrize("words", ["Richtlijn 2014", "Verordening (EU) 0/2016", "nr. 765/2008", "Richtlijn 1900/12"])
def test_no_act_bears_such_a_number(words: str) -> None:
    """Without a kind, a number or a year in which there was a Union there is no act."""
    assert eu_target(words, read_knowledge()) is None
