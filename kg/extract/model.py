"""A mention, and the things it may stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.base.ids import RuleId
from kg.base.provision import Place
from kg.base.span import Span
from kg.base.terms import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A thing of the registers or lexicons that a name stands for.

    `iri` is the register's own (TOOI, BWB, CELEX), or None for a thing that only this document names: it then gets an id made
    of its label. `names` are other names the register has for it.
    """

    iri: str | None
    kind: Kind
    label: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Provision:
    """A place in an act that is cited.

    `heading` where the words before its items are meant too ("aanhef en onder a"), `sentence` where it is one sentence of it
    ("eerste volzin"), `former` where it is an earlier text of the act ("oud").
    """

    place: Place
    heading: bool = False
    sentence: str = ""
    former: bool = False


class Role(StrEnum):
    """What a name within a name tells of the whole."""

    DESIGNATOR = "designator"  # who or what designates the people named
    WHOLE = "whole"  # the body that the post or the unit belongs to


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of a document's text that names something.

    `span` leaves out articles and footnote marks. `targets` are the things it may stand for: one where it is sure, more where
    the registers know several, none where the words only point back ("de Inspectie") and must be led to a name said earlier;
    then `head` is the word that the earlier name must hold. `parts` are names within this one; `provisions` the places in the act that are
    cited with this mention, in reading order.
    """

    span: Span
    kind: Kind
    targets: tuple[Target, ...]
    rule: RuleId
    head: str = ""
    parts: tuple[tuple[Role, Mention], ...] = ()
    provisions: tuple[Provision, ...] = ()

    def within(self) -> Iterator[tuple[Mention, Role, Mention]]:
        """Each name within this one or within another in it, with the name that it is part of: from the outside in."""
        for role, part in self.parts:
            yield self, role, part
            yield from part.within()

    @property
    def points_back(self) -> bool:
        """Whether the words name nothing themselves."""
        return not self.targets
