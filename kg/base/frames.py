"""The frames of ontology/frames: which words tell a relation, and which parts of the sentence its ends play."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kg.base.errors import KgError
from kg.base.ids import RuleId
from kg.base.pattern import compiled
from kg.base.relations import kinds
from kg.base.terms import Kind, Modality, Predicate
from kg.base.verbs import StrongVerb, VerbForms, verb_forms

_REMEDY = "Mend the file; ontology/README.md tells its form."

ANY = "*"
"""Among the words of a frame: any verb can tell it."""

Basis = Literal["", "object"]


class _Frame(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    words: list[str]
    belongs: Annotated[str, Field(alias="with")] = ""
    who: list[str]
    whom: list[str]
    subject: list[str] = []
    object: list[str] = []
    needs: str = ""
    without: str = ""
    basis: Basis = ""
    mutual: bool = False
    own: bool = False
    examples: list[str] = []
    near_misses: list[str] = []


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    predicate: Predicate
    subject: list[str]
    object: list[str]
    cues: list[Modality] = list(Modality)
    finite: bool = False
    frame: list[_Frame] = []


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """One way to tell a relation.

    A word whose lemma is one of `words` heads it, with words beside it that `belongs` finds in its clause ("toezicht" with
    "houden"), where that is given. `subject_parts` and `object_parts` say which parts the ends play: "agent", "patient", "cop" (of
    what a noun or adjective is said), "poss", "iobj", "clause" (the subject of a clause that it governs), or a preposition. `mutual` holds
    among all that play the subject's part; `finite` where a participle beside a noun does not tell it. `cues` are the modalities
    that can befall the relation.
    """

    id: RuleId
    predicate: Predicate
    words: frozenset[str]
    belongs: re.Pattern[str] | None
    subject_parts: tuple[str, ...]
    object_parts: tuple[str, ...]
    subjects: frozenset[Kind]
    objects: frozenset[Kind]
    needs: re.Pattern[str] | None
    without: re.Pattern[str] | None
    basis: Basis
    mutual: bool
    own: bool
    finite: bool
    cues: frozenset[Modality]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]

    @property
    def parts(self) -> frozenset[str]:
        """All parts that its ends may play."""
        return frozenset((*self.subject_parts, *self.object_parts))

    @property
    def names_holder(self) -> bool:
        """Whether the head itself is the subject: a post or unit that a body follows ("inspecteur van de dienst")."""
        return "self" in self.subject_parts


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frames:
    """All frames, in the order of their files; `by_word` holds those that a lemma can head.

    `verbs` tells the forms of the verbs among these lemmas; `lists` are word lists that all share.
    """

    all: tuple[Frame, ...]
    by_word: Mapping[str, tuple[Frame, ...]]
    verbs: VerbForms
    lists: Mapping[str, frozenset[str]]


def read_frames(folder: Path, strong: Sequence[StrongVerb] = ()) -> Frames:
    """The frames of all files in `folder`, by file name and in the order of each file; `strong` are verbs with forms of their own.

    Raises:
        KgError: for a file that is malformed, or a frame that names an unknown type or part.
    """
    frames: list[Frame] = []
    for path in sorted(folder.glob("*.toml")):
        if path.name == "words.toml":
            continue
        try:
            file = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
            frames.extend(_frames(path.stem, file))
        except (tomllib.TOMLDecodeError, ValidationError, ValueError) as error:
            raise KgError(f"frames/{path.name}: {error}", remedy=_REMEDY) from error
    lists = _lists(folder / "words.toml")
    by_word: dict[str, list[Frame]] = {}
    for frame in frames:
        for word in frame.words:
            by_word.setdefault(word, []).append(frame)
    return Frames(
        all=tuple(frames),
        by_word=MappingProxyType({word: tuple(of_word) for word, of_word in sorted(by_word.items())}),
        verbs=verb_forms(by_word, lists["particles"], strong),
        lists=lists,
    )


def _lists(path: Path) -> Mapping[str, frozenset[str]]:
    try:
        lists = tomllib.loads(path.read_text(encoding="utf-8"))["lists"]
        return MappingProxyType({name: frozenset(words) for name, words in lists.items()})
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise KgError(f"frames/{path.name}: {error}", remedy=_REMEDY) from error


def _frames(stem: str, file: _File) -> Iterator[Frame]:
    for row in file.frame:
        where = f"frames/{stem}#{row.name}"
        yield Frame(
            id=RuleId(where),
            predicate=file.predicate,
            words=frozenset(row.words),
            belongs=compiled(rf"\b(?:{row.belongs})\b", where=where) if row.belongs else None,
            subject_parts=tuple(row.who),
            object_parts=tuple(row.whom),
            subjects=kinds(row.subject or file.subject),
            objects=kinds(row.object or file.object),
            needs=compiled(row.needs, where=where) if row.needs else None,
            without=compiled(rf"\b(?:{row.without})\b", where=where) if row.without else None,
            basis=row.basis,
            mutual=row.mutual,
            own=row.own,
            finite=file.finite,
            cues=frozenset(file.cues),
            examples=tuple(row.examples),
            near_misses=tuple(row.near_misses),
        )
