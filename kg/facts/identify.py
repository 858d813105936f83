"""What a document's mentions stand for: each led to an entity, back references to what was named before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.base.knowledge import Knowledge
from kg.base.provision import Place
from kg.base.span import Span
from kg.base.terms import Family, Kind
from kg.document.characters import plain
from kg.document.model import Document, Metadata
from kg.extract.from_document import apart
from kg.extract.model import Mention, Target
from kg.extract.names import name_index, names_in
from kg.extract.shapes import shapes_in
from kg.facts.backrefs import Antecedent, Named, Surroundings, antecedents, names_nobody_else
from kg.facts.link import Linker, ministry_of, own_instrument, publisher_target, target_of
from kg.facts.speaker import speaker_in

_ADDRESS = re.compile(r"(?:https?://|\bwww\.)[\w.-]+\.[a-z]{2,}")
_NOWHERE = Span(0, 1)  # the place of what metadata names; never shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """The entity (IRI) of each mention that has one, by its span, and how back references were led there.

    `places` are the places in an act that are cited with a mention, by its span. `own` is the instrument that the document itself is,
    `speaker` who says "wij" in it; `linker` knows the entities and takes in those that facts add.
    """

    iris: Mapping[Span, str]
    back: Mapping[Span, Antecedent]
    places: Mapping[Span, tuple[Place, ...]]
    own: Named | None
    speaker: Named | None
    linker: Linker


def identified(document: Document, mentions: Sequence[Mention], knowledge: Knowledge, base: str) -> Identified:
    """The entities of `mentions` and of the names within them."""
    linker = Linker(document.id, base)
    text = document.text
    everyone = [*mentions, *(part for mention in mentions for _, _, part in mention.within())]
    full = _fuller_names(everyone)
    iris: dict[Span, str] = {}
    named: list[Named] = []
    settled = {mention.targets[0] for mention in everyone if len(mention.targets) == 1}
    for mention in everyone:
        if not mention.points_back:
            target = full.get(mention.span) or target_of(mention, mention.span.of(text), settled)
            iris[mention.span] = linker.link(target, mention.span.of(text), only_here=_is_told_here(mention, target))
            named.append(Named(iri=iris[mention.span], kind=target.kind, label=target.label, span=mention.span))
    named.sort(key=lambda name: name.span)
    around = _surroundings(document, knowledge, linker)
    back = antecedents(everyone, text, named, around)
    entities = linker.entities()
    own = [around.own_instrument] if around.own_instrument else []
    alone: dict[tuple[Kind, str], bool] = {}  # whether nothing else can be called so, for each way of pointing back
    for mention in everyone:
        antecedent = back.get(mention.span)
        if antecedent:
            known = entities[antecedent.iri]
            target = Target(iri=known.iri, kind=known.kind, label=known.label, names=known.proper_names)
            iris[mention.span] = linker.link(target, mention.span.of(text), points_back=True)
        elif mention.points_back:
            key = (mention.kind, mention.head)
            if key not in alone:
                alone[key] = names_nobody_else(mention, named, around)
            if alone[key]:
                words = mention.span.of(text)
                target = _by_convention(words, [*named, *own], knowledge) or Target(
                    iri=None, kind=mention.kind, label=mention.head
                )
                iris[mention.span] = linker.link(target, words, points_back=target.iri is not None, only_here=True)
    places = {
        mention.span: tuple(dict.fromkeys(provision.place for provision in mention.provisions))
        for mention in everyone
        if mention.provisions
    }
    return Identified(
        iris=iris,
        back=back,
        places=places,
        own=around.own_instrument,
        speaker=_speaker(around) or speaker_in(text, named),
        linker=linker,
    )


def _fuller_names(mentions: Sequence[Mention]) -> Mapping[Span, Target]:
    """What each post or agreement is that is told by its noun alone, behind the one of that noun that is told with its field or body.

    "de inspecteur-generaal" behind "de inspecteur-generaal Havens en Kust" is that one, as long as no other has been named.
    """
    named: dict[str, set[Target]] = {}
    meant: dict[Span, Target] = {}
    for mention in sorted(mentions, key=lambda one: one.span):
        if mention.kind not in (Kind.POST, Kind.AGREEMENT) or len(mention.targets) != 1:
            continue
        label = mention.targets[0].label.casefold()
        others = named.get(label, set())
        if not mention.parts and len(others) == 1:
            meant[mention.span] = next(iter(others))
        words = label.split(" ")
        for count in range(1, len(words)):
            named.setdefault(" ".join(words[:count]), set()).add(mention.targets[0])
    return meant


def _speaker(around: Surroundings) -> Named | None:
    """Who publishes the document, or else the one body that title and publisher name."""
    if around.publisher:
        return around.publisher
    return around.headed[0] if len({name.iri for name in around.headed}) == 1 else None


def _by_convention(words: str, named: Sequence[Named], knowledge: Knowledge) -> Target | None:
    """The registered body that `words` mean in the company of what the document names."""
    for convention in knowledge.conventions:
        if convention.words in (words, words.casefold()) and any(
            name.iri.startswith(convention.company) for name in named
        ):
            body = knowledge.registers.organisation_by_iri[convention.iri]
            return Target(iri=body.iri, kind=body.kind, label=body.name, names=body.names[1:])
    return None


def _is_told_here(mention: Mention, target: Target) -> bool:
    """Whether only this document can say who or what is meant: an ambiguous name, a post of no body or of "het ministerie"."""
    bare_post = mention.kind is Kind.POST and not mention.parts
    points_back = any(part.points_back for _, _, part in mention.within())
    return target.iri is None and (len(mention.targets) > 1 or bare_post or points_back)


def _surroundings(document: Document, knowledge: Knowledge, linker: Linker) -> Surroundings:
    def named(target: Target, span: Span = _NOWHERE) -> Named:
        return Named(iri=linker.link(target, target.label), kind=target.kind, label=target.label, span=span)

    own = own_instrument(document, knowledge)
    publisher = publisher_target(document, knowledge)
    ministry = ministry_of(publisher, document.metadata.date, knowledge.registers) if publisher else None
    return Surroundings(
        own_instrument=named(own) if own else None,
        publisher=named(publisher) if publisher else None,
        addresses=tuple(named(target, span) for target, span in _addressed(document.text, knowledge)),
        headed=tuple(named(target) for target in _headed(document.metadata, knowledge)),
        acts=tuple(named(target) for target in _acts_headed(document.metadata, knowledge) if target != own),
        ministry=named(ministry) if ministry else None,
    )


def _headed(metadata: Metadata, knowledge: Knowledge) -> list[Target]:
    """The registered bodies that title and publisher name, as in "minister van Financiën"."""
    index = name_index(knowledge)
    found = []
    for words in map(plain, filter(None, (metadata.title, metadata.publisher))):
        mentions = [*names_in(words, index, metadata.date), *shapes_in(words, knowledge, index, metadata.date)]
        actors = apart(mention for mention in mentions if mention.kind.family is Family.ACTOR)
        found += [mention.targets[0] for mention in actors if len(mention.targets) == 1]
    return [target for target in found if target.iri]


def _acts_headed(metadata: Metadata, knowledge: Knowledge) -> list[Target]:
    """The acts of the register that the title names."""
    title = plain(metadata.title or "")
    if not title:
        return []
    found = apart(names_in(title, name_index(knowledge), metadata.date))
    acts = {mention.targets[0] for mention in found if mention.kind is Kind.ACT and len(mention.targets) == 1}
    return sorted(acts, key=lambda target: target.label)


def _addressed(text: str, knowledge: Knowledge) -> list[tuple[Target, Span]]:
    """The registered bodies whose web addresses stand in `text`."""
    found = []
    for address in _ADDRESS.finditer(text):
        host = urlsplit(address[0] if "//" in address[0] else f"//{address[0]}").hostname or ""
        body = knowledge.hosts.get(host.removeprefix("www."))
        if body is not None:
            found.append((Target(iri=body.iri, kind=body.kind, label=body.name), Span(*address.span())))
    return found
