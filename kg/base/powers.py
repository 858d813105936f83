"""The forms of ontology/powers.toml: how a text says that someone may do something."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kg.base.errors import KgError
from kg.base.ids import RuleId
from kg.base.pattern import compiled
from kg.base.terms import Power


class _Competence(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    modal: list[str]
    modal_forms: list[str]
    adjective: list[str]
    noun: list[str]
    holding: list[str]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    power: Power
    words: list[str] = Field(min_length=1)
    beside: Annotated[str, Field(alias="with")] = ""
    needs: str = ""
    without: str = ""
    towards: list[str] = []
    itself: bool = False
    right: Annotated[int, Field(ge=0)] = 0
    given: Annotated[int, Field(ge=0)] = 0
    examples: list[str] = Field(min_length=1)
    near_misses: list[str] = Field(min_length=1)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    competence: _Competence
    form: list[_Form]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PowerForm:
    """One way to name what may be done.

    A word whose lemma is one of `words` heads it, with words beside it that `beside` finds; its clause holds what `needs` finds and
    not what `without` finds. `towards` ties whom it is done to. `itself` where it takes no word of competence. `confidence` is the
    measured share that was right.
    """

    id: RuleId
    power: Power
    words: frozenset[str]
    beside: re.Pattern[str] | None
    needs: re.Pattern[str] | None
    without: re.Pattern[str] | None
    towards: frozenset[str]
    itself: bool
    confidence: float
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Powers:
    """All forms, in the order of the file, and the lemmas that make doing it a power.

    `words` are those that head a form; a sentence that tells one holds one of `telling`.
    """

    forms: tuple[PowerForm, ...]
    words: frozenset[str]
    telling: frozenset[str]
    modal: frozenset[str]
    adjective: frozenset[str]
    noun: frozenset[str]
    holding: frozenset[str]


def read_powers(path: Path) -> Powers:
    """The forms of a file.

    Raises:
        KgError: where it is malformed.
    """
    try:
        file = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise KgError(f"{path.name}: {error}", remedy="Mend the file; ontology/README.md tells its form.") from error
    forms = tuple(_form(row, path.stem) for row in file.form)
    return Powers(
        forms=forms,
        words=frozenset(word for form in forms for word in form.words),
        telling=frozenset(
            [
                *file.competence.modal_forms,
                *file.competence.adjective,
                *file.competence.noun,
                *(word for row in file.form if row.itself for word in row.words),
            ]
        ),
        modal=frozenset(file.competence.modal),
        adjective=frozenset(file.competence.adjective),
        noun=frozenset(file.competence.noun),
        holding=frozenset(file.competence.holding),
    )


def _form(row: _Form, stem: str) -> PowerForm:
    where = f"{stem}#{row.name}"

    def regex(text: str) -> re.Pattern[str] | None:
        return compiled(rf"(?<!\w)(?:{text})(?!\w)", where=where) if text else None

    return PowerForm(
        id=RuleId(where),
        power=row.power,
        words=frozenset(row.words),
        beside=regex(row.beside),
        needs=regex(row.needs),
        without=regex(row.without),
        towards=frozenset(row.towards),
        itself=row.itself,
        confidence=round((row.right + 1) / (row.given + 2), 2),
        examples=tuple(row.examples),
        near_misses=tuple(row.near_misses),
    )
