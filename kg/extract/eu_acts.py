"""Acts of the European Union told by their number: "Verordening (EU) 2016/679", "richtlijn 95/46/EG", "nr. 765/2008"."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.base.knowledge import Knowledge
from kg.base.terms import Kind
from kg.extract.model import Target

_NUMBER = re.compile(r"(?P<numbered>n(?:r|o|°)\.? ?)?(?P<one>\d{1,4})/(?P<other>\d{1,4})\b", re.IGNORECASE)
_SECTORS = (("richtlijn", "L", "dir"), ("besluit", "D", "dec"), ("verordening", "R", "reg"))
_FORMS = (("uitvoering", "_impl"), ("gedelegeerde", "_del"))
_YEAR_FIRST = 2015  # from this year on a regulation is cited year first, and without "nr."
_FIRST_YEAR = 1952
_LAST_YEAR = 2100
_TWO_DIGITS = 100
_CENTURY = 1900
_ELI = "http://data.europa.eu/eli/{}/{}/{}/oj"


def eu_target(words: str, knowledge: Knowledge) -> Target | None:
    """The act of the Union that `words` name by its kind and number; None where they cannot be its name.

    An act of the register is that one; another has the ELI that its kind and number give.

    Source: https://eur-lex.europa.eu/content/tools/elaw/OA0614022END.pdf (numbering of acts),
    https://op.europa.eu/en/web/eu-vocabularies/eli (ELI of EU law)
    """
    folded = words.casefold()
    found = _NUMBER.search(folded)
    sector = next(((letter, form) for word, letter, form in _SECTORS if word in folded), None)
    if not found or not sector:
        return None
    letter, form = sector
    dated = _year_and_number(int(found["one"]), int(found["other"]), letter, numbered=bool(found["numbered"]))
    if dated is None:
        return None
    year, number = dated
    known = _by_celex(knowledge).get(f"3{year}{letter}{number:04}")
    if known:
        return known
    form += next((ending for word, ending in _FORMS if word in folded), "")
    return Target(iri=_ELI.format(form, year, number), kind=Kind.REGULATION, label=words[:1].upper() + words[1:])


def _year_and_number(one: int, other: int, letter: str, *, numbered: bool) -> tuple[int, int] | None:
    """Which of the two is the year: the last of a regulation of before 2015 and of what is marked "nr.", else the first.

    A number of four digits that may be a year, beside one that may not, is the year whatever the mark ("richtlijn nr. 2002/58/EG").
    """
    if numbered and letter == "L" and _FIRST_YEAR <= one <= _LAST_YEAR and not _FIRST_YEAR <= other <= _LAST_YEAR:
        numbered = False
    last = numbered or (letter == "R" and not _YEAR_FIRST <= one <= _LAST_YEAR)
    year, number = (other, one) if last else (one, other)
    if year < _TWO_DIGITS:
        year += _CENTURY
    return (year, number) if _FIRST_YEAR <= year <= _LAST_YEAR and number else None


@lru_cache(maxsize=4)
def _by_celex(knowledge: Knowledge) -> dict[str, Target]:
    return {
        act.celex: Target(
            iri=act.iri,
            kind=act.kind,
            label=act.title,
            names=tuple(sorted({name for name in act.names if name != act.title})),
        )
        for act in knowledge.registers.eu_acts
    }
