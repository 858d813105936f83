"""Mentions led to entities: a register's identity, or an own one, never a guess."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import PurePath

from kg.base.ids import DocumentId, slug
from kg.base.knowledge import Knowledge
from kg.base.registers import BWB_IRI, Registers
from kg.base.terms import Family, Kind
from kg.document.model import Document
from kg.extract.model import Mention, Target
from kg.facts.model import Entity

_SECTION = {Kind.POST: "post", Kind.ACTOR_GROUP: "group", Kind.DOMAIN: "domain"}
_CITATION_TITLE = re.compile(r"\(([A-Z][^()]+)\)\s*$")
_LAWS = "//wetten.overheid.nl/"
_BWB = re.compile(r"BWB[RV]\d{7}")
# What "Onze Minister" is, or who "de aangewezen ambtenaren" are, each document says for itself.
_OWN_TO_DOCUMENT = re.compile(
    r"\bonze (?:minister|staatssecretaris)|aangewezen|bedoelde|genoemde|\bhem\b|\bhaar\b|\bdeze\b|\bdit\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Linker:
    """Makes entities for one document and remembers the names each bears there."""

    document: DocumentId
    base: str
    _labels: dict[str, tuple[Kind, str, bool]] = field(default_factory=dict)
    _names: dict[str, set[str]] = field(default_factory=dict)
    _proper: dict[str, set[str]] = field(default_factory=dict)

    def link(self, target: Target, words: str, *, points_back: bool = False, only_here: bool = False) -> str:
        """The IRI of `target`, which the document calls `words` here.

        What only points back ("de inspectie") is no name of it; `only_here` where no other document can mean the same.
        """
        iri = target.iri or self._own_iri(target, only_here=only_here)
        self._labels.setdefault(iri, (target.kind, target.label, target.iri is not None))
        self._names.setdefault(iri, set()).update((words, *target.names))
        self._proper.setdefault(iri, set()).update(target.names if points_back else (words, *target.names))
        return iri

    def entities(self) -> Mapping[str, Entity]:
        """All entities linked so far, by IRI, with all their names."""
        return {
            iri: Entity(
                iri=iri,
                kind=kind,
                label=label,
                names=tuple(sorted(self._names[iri])),
                proper_names=tuple(sorted(self._proper[iri] - {label})),
                registered=registered,
            )
            for iri, (kind, label, registered) in self._labels.items()
        }

    def _own_iri(self, target: Target, *, only_here: bool) -> str:
        instrument = target.kind.family is Family.INSTRUMENT
        section = "instrument" if instrument else _SECTION.get(target.kind, "organisation")
        scope = f"-{self.document[:8]}" if only_here or _OWN_TO_DOCUMENT.search(target.label) else ""
        return f"{self.base}{section}/{slug(target.label)}{scope}"


def target_of(mention: Mention, words: str, settled: AbstractSet[Target]) -> Target:
    """What a mention that names something stands for.

    Of several candidates the one that the document names beyond doubt elsewhere (`settled`); where there is none, or more than
    one, the mention is a thing of its own, under its words.
    """
    if len(mention.targets) == 1:
        return mention.targets[0]
    named = [target for target in mention.targets if target in settled]
    return named[0] if len(named) == 1 else Target(iri=None, kind=mention.kind, label=words)


def own_instrument(document: Document, knowledge: Knowledge) -> Target | None:
    """The act or regulation that the document itself is: told by its BWB id, or by its title.

    The id stands in its metadata, in its address at wetten.overheid.nl, or in its file's name.

    A title that is a citation title, or ends in one in brackets, gives the registered act; one that only has the form of an
    instrument's name ("Aanwijzingsbesluit …") gives a thing of its own.
    """
    metadata = document.metadata
    named = (
        metadata.identifier or "",
        metadata.url if _LAWS in (metadata.url or "") else "",
        PurePath(document.file).stem,
    )
    identifier = next((found for name in named if name and (found := _BWB.search(name))), None)
    if identifier:
        act = knowledge.registers.act_by_iri.get(BWB_IRI + identifier[0])
        if act:
            return Target(iri=act.iri, kind=act.kind, label=act.title, names=act.names[1:])
        title = metadata.title or identifier[0]
        return Target(iri=BWB_IRI + identifier[0], kind=_kind_by_title(title), label=title)
    title = metadata.title or ""
    cited = _CITATION_TITLE.search(title)
    for name in (cited[1] if cited else title, title):
        titled = [act for act in knowledge.registers.acts if act.title == name]
        if len(titled) == 1:
            return Target(iri=titled[0].iri, kind=titled[0].kind, label=titled[0].title)
    shaped = [pattern for pattern in knowledge.patterns["instruments"] if pattern.regex.match(title)]
    if not shaped:
        return None
    return Target(iri=None, kind=Kind(shaped[0].kind), label=cited[1] if cited else title)


def _kind_by_title(title: str) -> Kind:
    opens = re.match(
        r"(?:\w*besluit|\w*regeling|\w*reglement|beleidsregels?|aanwijzing|circulaire)\b", title, re.IGNORECASE
    )
    is_act = re.search(r"wet(?:boek)?\b", title, re.IGNORECASE) and not opens
    return Kind.ACT if is_act else Kind.REGULATION


def ministry_of(body: Target, day: datetime.date | None, registers: Registers) -> Target | None:
    """The ministry that the register puts `body` under, None where it has none or where that ministry did not yet stand on `day`."""
    known = registers.organisation_by_iri.get(body.iri or "")
    ministry = registers.organisation_by_iri.get(known.ministry or "") if known else None
    if ministry is None or known is ministry:
        return None
    versions = [one for one in registers.organisations if ministry.iri in (one.iri, one.version_of)]
    if day is not None and not any(version.stands_on(day) for version in versions):
        return None
    return Target(iri=ministry.iri, kind=ministry.kind, label=ministry.name, names=ministry.names[1:])


def publisher_target(document: Document, knowledge: Knowledge) -> Target | None:
    """The registered body that published the document: the metadata give its IRI or one of its names, and no other has it."""
    publisher = (document.metadata.publisher or "").strip().casefold()
    if not publisher:
        return None
    found = [
        body
        for body in knowledge.registers.organisations
        if publisher == body.iri.casefold() or publisher in {name.casefold() for name in body.names}
    ]
    day = document.metadata.date
    if len(found) > 1 and day is not None:
        found = [body for body in found if body.stands_on(day)]
    known = knowledge.registers.organisation_by_iri
    bodies = {body.version_of or body.iri: known.get(body.version_of or body.iri, body) for body in found}
    if len(bodies) != 1:
        return None
    (body,) = bodies.values()
    return Target(iri=body.iri, kind=body.kind, label=body.name, names=body.names[1:])
