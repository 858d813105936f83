"""Words that point back, led to the one thing they can mean, or left open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.base.span import Span
from kg.base.terms import Family, Kind
from kg.extract.model import Mention

_NEAR = 1500  # characters back within which a role noun finds its antecedent
_HERE = 300  # characters back within which "deze wet" and "daarin" do
_ROLES = frozenset({"toezichthouder"})
_DEMONSTRATIVE = re.compile(r"(?:deze|die|dit|dat)\b")
_THIS = re.compile(r"(?:deze|dit)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A thing named in the document: where, and by which words."""

    iri: str
    kind: Kind
    label: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Antecedent:
    """Whom a back reference means: the entity, and where the text names it (None where metadata does)."""

    iri: str
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a document says of itself: the instrument it is, and who publishes it."""

    own_instrument: Named | None
    publisher: Named | None
    addresses: Sequence[Named]  # registered bodies whose web addresses stand in the text


def antecedents(
    mentions: Sequence[Mention], text: str, named: Sequence[Named], around: Surroundings
) -> Mapping[Span, Antecedent]:
    """The antecedent of each mention that points back and can mean only one thing, by the mention's span.

    `named` are the document's names in reading order.
    """
    found: dict[Span, Antecedent] = {}
    for mention in mentions:
        if not mention.points_back:
            continue
        words = mention.span.of(text)
        if mention.kind.family is Family.INSTRUMENT:
            antecedent = _instrument(mention, words, named, around)
        else:
            antecedent = _actor(mention, named, around)
        if antecedent:
            found[mention.span] = antecedent
    return found


def _instrument(mention: Mention, words: str, named: Sequence[Named], around: Surroundings) -> Antecedent | None:
    own = around.own_instrument
    if own and own.kind is mention.kind and _THIS.match(words.casefold()):
        return Antecedent(iri=own.iri, span=None)
    pronoun = not words.casefold().endswith(mention.head) or mention.head in {"daar", "daarin", "hierin"}
    before = [
        name
        for name in named
        if name.kind.family is Family.INSTRUMENT
        and name.span.end <= mention.span.start
        and (pronoun or name.kind is mention.kind)
    ]
    if _DEMONSTRATIVE.match(words.casefold()) or pronoun:
        near = [name for name in before if mention.span.start - name.span.end <= _HERE]
        return Antecedent(iri=near[-1].iri, span=near[-1].span) if near else None
    if own and own.kind is mention.kind:
        return None  # "de wet" in a decree is the act that the decree stands on, not the decree
    return _only(before)


def _actor(mention: Mention, named: Sequence[Named], around: Surroundings) -> Antecedent | None:
    fitting = [name for name in named if _fits(name, mention)]
    before = [name for name in fitting if name.span.end <= mention.span.start]
    near = [name for name in before if mention.span.start - name.span.end <= _NEAR]
    if mention.head in _ROLES:
        return _only(near)
    only = _only(before or fitting)
    if only:
        return only
    if around.publisher and _fits(around.publisher, mention):
        return Antecedent(iri=around.publisher.iri, span=None)
    return _only(near) if fitting else _only([name for name in around.addresses if _fits(name, mention)])


def _only(names: Sequence[Named]) -> Antecedent | None:
    """The antecedent where all `names` are one thing: its last place."""
    if len({name.iri for name in names}) != 1:
        return None
    return Antecedent(iri=names[-1].iri, span=names[-1].span)


def _fits(name: Named, mention: Mention) -> bool:
    """Whether what is named can be called by the head of `mention`: the noun is a word of its name, or its kind says so."""
    if mention.kind is Kind.MINISTRY:
        return name.kind is Kind.MINISTRY
    if mention.head in _ROLES:
        return name.kind is Kind.SUPERVISOR
    if name.kind.family is not Family.ACTOR or name.kind in (Kind.ACTOR_GROUP, Kind.POST):
        return False
    return any(word.casefold().endswith(mention.head) for word in re.findall(r"\w+", name.label)[:2])


def names_nobody_else(mention: Mention, named: Sequence[Named], around: Surroundings) -> bool:
    """Whether the document names nothing that `mention` could mean: then "de inspectie" is a body of its own, known here by that word."""
    known = (*named, *around.addresses, *((around.publisher,) if around.publisher else ()))
    return (
        mention.kind.family is Family.ACTOR
        and mention.head not in _ROLES
        and not any(_fits(name, mention) for name in known)
    )
