"""Words that point back, led to the one thing they can mean, or left open."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.base.span import Span
from kg.base.terms import Family, Kind
from kg.extract.model import Mention

_NEAR = 1500  # characters back within which a role noun finds its antecedent
_HERE = 300  # characters back within which "deze wet" and "daarin" do
_PRONOUNS = frozenset({"daar", "daarin", "hierin"})
_ROLES = frozenset({"toezichthouder"})
_COMMON = frozenset({"raad", "college", "commissie", "dienst", "gemeente", "stichting", "provincie", "agentschap"})
_CLOSE = 600  # characters back within which one of the many bodies so called finds its antecedent
_DOCUMENTS = frozenset(
    {"reglement", "statuut", "protocol", "convenant", "gedragscode", "verordening"}
)  # one is a thing even unnamed
_DEMONSTRATIVE = re.compile(r"(?:deze|die|dit|dat|dezelfde|hetzelfde|voornoemde?|\w*genoemde?)\b")
_THIS = re.compile(r"(?:deze|dit|onderhavige?)\b")


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
    headed: Sequence[Named] = ()  # registered bodies that its title names, or what it says of its publisher
    acts: Sequence[Named] = ()  # acts of the register that its title names
    ministry: Named | None = None  # the ministry that the publisher is under


def antecedents(
    mentions: Sequence[Mention], text: str, named: Sequence[Named], around: Surroundings
) -> Mapping[Span, Antecedent]:
    """The antecedent of each mention that points back and can mean only one thing, by the mention's span.

    `named` are the document's names in reading order.
    """
    found: dict[Span, Antecedent] = {}
    fitting: dict[tuple[Kind, str], _Names] = {}
    opened: dict[tuple[Kind, str], int] = {}  # where each way of pointing back stands first
    for mention in mentions:
        if not mention.points_back:
            continue
        words = mention.span.of(text).casefold()
        key = (mention.kind, mention.head)
        if mention.kind.family is Family.INSTRUMENT:
            if key not in fitting:
                fitting[key] = _Names.of(name for name in named if _is_such_an_instrument(name, mention))
            first = opened.setdefault(key, mention.span.start)
            antecedent = _instrument(mention, words, fitting[key], around, first)
        else:
            if key not in fitting:
                fitting[key] = _Names.of(name for name in named if _fits(name, mention))
            antecedent = (
                _of_author(mention, around) if words.startswith("mijn ") else _actor(mention, fitting[key], around)
            )
        if antecedent:
            found[mention.span] = antecedent
    return found


@dataclass(frozen=True, slots=True)
class _Names:
    """Names that fit one way of pointing back, in reading order; `only_until` is the first that is another thing than the first."""

    names: tuple[Named, ...]
    only_until: int

    @classmethod
    def of(cls, names: Iterable[Named]) -> _Names:
        given = tuple(names)
        others = (number for number, name in enumerate(given) if name.iri != given[0].iri)
        return cls(given, next(others, len(given)))

    def only_before(self, place: int) -> Antecedent | None:
        """The one thing that all names before `place` are, at its last place."""
        count = bisect_left(self.names, place, key=_start)
        return _led_to(self.names[count - 1]) if 0 < count <= self.only_until else None

    def near(self, place: int, reach: int) -> tuple[Named, ...]:
        """The names within `reach` characters before `place`."""
        first = bisect_left(self.names, place - reach, key=_start)
        return self.names[first : bisect_left(self.names, place, key=_start)]


def _start(name: Named) -> int:
    return name.span.start


def _is_such_an_instrument(name: Named, mention: Mention) -> bool:
    return name.kind.family is Family.INSTRUMENT and (mention.head in _PRONOUNS or name.kind is mention.kind)


def _instrument(mention: Mention, words: str, fitting: _Names, around: Surroundings, first: int) -> Antecedent | None:
    """The instrument meant; `first` is where the document points back so for the first time: nothing named later is meant."""
    own = around.own_instrument
    if own and own.kind is mention.kind and _THIS.match(words):
        return Antecedent(iri=own.iri, span=None)
    if mention.head in _PRONOUNS or _DEMONSTRATIVE.match(words):
        near = fitting.near(mention.span.start, _HERE)
        return _led_to(near[-1]) if near else None
    if own and own.kind is mention.kind:
        return None  # "de wet" in an act is rather an act that its definitions tell
    if own and mention.kind is Kind.ACT and around.acts:
        return _only(around.acts, is_in_text=False)  # "de wet" in a decree is the act that the decree stands on
    return fitting.only_before(mention.span.start) if fitting.near(first, first) else None


def _of_author(mention: Mention, around: Surroundings) -> Antecedent | None:
    """The body of whoever speaks, as metadata tell it."""
    publisher = (around.publisher,) if around.publisher else ()
    return _only([name for name in (*publisher, *around.headed) if _fits(name, mention)], is_in_text=False)


def _actor(mention: Mention, fitting: _Names, around: Surroundings) -> Antecedent | None:
    near = fitting.near(mention.span.start, _NEAR)
    if mention.head in _ROLES | _COMMON:
        return _only(near) if mention.head in _ROLES else _common(mention, fitting, around)
    before = fitting.only_before(mention.span.start)
    if before:
        return before
    if fitting.names and _start(fitting.names[0]) >= mention.span.start:
        later = _only(fitting.names)
        if later:
            return later
    if around.publisher and _fits(around.publisher, mention):
        return Antecedent(iri=around.publisher.iri, span=None)
    if fitting.names:
        return _only(near)
    return _of_surroundings(mention, around)


def _common(mention: Mention, fitting: _Names, around: Surroundings) -> Antecedent | None:
    """Which of the many bodies of one kind: the only one named close before, else the publisher if it is one."""
    close = fitting.near(mention.span.start, _CLOSE)
    return _only(close) if close else _of_author(mention, around)


def _of_surroundings(mention: Mention, around: Surroundings) -> Antecedent | None:
    """The one body that fits of those that title and publisher name, else the publisher's ministry, else that of a web address."""
    headed = [name for name in around.headed if _fits(name, mention)]
    if not headed and around.ministry and mention.head == "ministerie":
        return Antecedent(iri=around.ministry.iri, span=None)
    return _only(headed or [name for name in around.addresses if _fits(name, mention)], is_in_text=not headed)


def _only(names: Sequence[Named], *, is_in_text: bool = True) -> Antecedent | None:
    """The antecedent where all `names` are one thing: its last place, None where only metadata name it."""
    if len({name.iri for name in names}) != 1:
        return None
    return _led_to(names[-1]) if is_in_text else Antecedent(iri=names[-1].iri, span=None)


def _led_to(name: Named) -> Antecedent:
    return Antecedent(iri=name.iri, span=name.span)


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
    if mention.head in _DOCUMENTS:
        others = (*named, *((around.own_instrument,) if around.own_instrument else ()))
        return not any(_is_such_an_instrument(name, mention) for name in others)
    known = (*named, *around.addresses, *around.headed, *((around.publisher,) if around.publisher else ()))
    return (
        mention.kind.family is Family.ACTOR
        and mention.head not in _ROLES
        and not any(_fits(name, mention) for name in known)
    )
