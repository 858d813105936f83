"""Names of the registers and lexicons, found in one pass over a text."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from kg.base.ids import RuleId
from kg.base.knowledge import Knowledge
from kg.base.registers import Act, EuAct, Organisation, Registers
from kg.base.span import Span
from kg.base.terms import Kind
from kg.document.characters import plain
from kg.extract.model import Mention, Target

_CAPITALS = 2  # letters; a longer abbreviation of an act may stand in capitals throughout ("WBP")
_LONG = 2  # spaces from which on a name may stand all in small letters
_SHORT = 6  # letters up to which a single word must stand as the register writes it
_CARIBBEAN = " BES"
_GENERIC = ("gemeente ", "ministerie ", "provincie ", "waterschap ", "hoogheemraadschap ")


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a name stands for, and the days between which it did; None where there is no bound."""

    target: Target
    rule: RuleId
    since: datetime.date | None = None
    until: datetime.date | None = None

    def held_on(self, day: datetime.date | None) -> bool:
        """Whether the name stood for this on `day`; without a day, whether it does so still."""
        if day is None:
            return self.until is None
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def distance(self, day: datetime.date) -> int:
        """Days between `day` and the time when the name stood for this; 0 within it."""
        if self.until is not None and day > self.until:
            return (day - self.until).days
        if self.since is not None and day < self.since:
            return (self.since - day).days
        return 0


@dataclass(frozen=True, slots=True, eq=False)
class NameIndex:
    """All known names. `ministries` maps what follows "ministerie van", in lower case, to its senses."""

    automaton: ahocorasick.Automaton
    ministries: dict[str, tuple[Sense, ...]]


@lru_cache(maxsize=4)
def name_index(knowledge: Knowledge) -> NameIndex:
    """The index of all names that `knowledge` has; made once for each knowledge."""
    senses: defaultdict[str, dict[tuple[str, str | None, str, datetime.date | None], Sense]] = defaultdict(dict)
    for name, sense in _names(knowledge):
        written = plain(name)
        if name in knowledge.registers.stop_names:
            continue
        bearer = (written, sense.target.iri, sense.target.label, sense.since)
        senses[written.casefold()].setdefault(bearer, sense)
    automaton = ahocorasick.Automaton()
    for key, found in senses.items():
        automaton.add_word(key, (len(key), tuple((written, sense) for (written, *_), sense in found.items())))
    automaton.make_automaton()
    ministries: defaultdict[str, list[Sense]] = defaultdict(list)
    for sense, names in _ministries(knowledge):
        for name in names:
            ministries[plain(name).casefold()].append(sense)
    return NameIndex(automaton, {name: tuple(found) for name, found in ministries.items()})


def names_in(text: str, index: NameIndex, day: datetime.date | None) -> Iterator[Mention]:
    """Every name in `text` (as `plain` gives it) that stands as a word of its own; they may lie within each other.

    Of several things with the same name those are kept that bore it on `day`, where any did, else the ministry that did nearest to it.
    """
    folded = text.casefold()
    if len(folded) != len(text):  # a letter that folds to two: places would shift
        folded = "".join(char.casefold() if len(char.casefold()) == 1 else char for char in text)
    for last, (length, entries) in index.automaton.iter(folded):
        start, end = last - length + 1, last + 1
        if _inside_word(text, start, end):
            continue
        words = text[start:end]
        senses = [sense for written, sense in entries if _as_written(words, written)]
        if senses:
            borne = _borne(senses, day)
            targets = tuple(dict.fromkeys(sense.target for sense in borne))
            yield Mention(span=Span(start, end), kind=targets[0].kind, targets=targets, rule=borne[0].rule)


def ministry_named(words: str, index: NameIndex, day: datetime.date | None) -> tuple[int, tuple[Target, ...]] | None:
    """The ministry whose name or abbreviation opens `words`, as the length of the name and what it stands for."""
    folded = words.casefold()
    for end in _word_ends(words):
        senses = index.ministries.get(folded[:end])
        if senses:
            return end, tuple(dict.fromkeys(sense.target for sense in _borne(senses, day)))
    return None


def _borne(senses: Sequence[Sense], day: datetime.date | None) -> Sequence[Sense]:
    """The senses that a name had on `day`; where it had none, of ministries the one that bore it nearest to that day.

    Who writes "het ministerie van EZ" in 2018 means the one that was called so until 2017, not that of before 2010. Without a day
    nothing tells which of them is meant.
    """
    held = [sense for sense in senses if sense.held_on(day)]
    if held or day is None or any(sense.target.kind is not Kind.MINISTRY for sense in senses):
        return held or senses
    nearest = min(sense.distance(day) for sense in senses)
    return [sense for sense in senses if sense.distance(day) == nearest]


def _word_ends(words: str) -> list[int]:
    """Where the words of `words` end, the last first."""
    ends = [
        position for position in range(1, len(words)) if not (words[position].isalnum() or words[position] in "'-&")
    ]
    return [len(words), *reversed(ends)]


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether more letters stand at either end; digits behind a word are a footnote mark, those behind a stroke make it a file's number."""
    if text.startswith(_CARIBBEAN, end):
        return True  # "Wwft BES" is another act than the Wwft
    if text[end : end + 1] == "/" and text[end + 1 : end + 2].isdigit():
        return True  # "nr. WJZ/2002/38010"
    before = text[start - 1] if start else " "
    if before.isalnum() or before in "-_":
        return True
    after = text[end : end + 4].lstrip("0123456789")[:1] if text[end - 1].isalpha() else text[end : end + 1]
    return bool(after) and (after.isalnum() or after in "-_")


def _as_written(words: str, name: str) -> bool:
    """Whether `words`, equal to `name` but for capitals, may be that name: small letters throughout only where it is long."""
    if words == name:
        return True
    if " " not in name:
        return len(name) > _SHORT and words[0] == name[0] and words[1:].islower() and name[1:].islower()
    if words.islower() and name.count(" ") >= _LONG:
        return True
    return words[0] == name[0] or (words.casefold().startswith(_GENERIC) and words.split()[1][0].isupper())


def _names(knowledge: Knowledge) -> Iterable[tuple[str, Sense]]:
    registers = knowledge.registers
    for body in registers.organisations:
        target = _body(body, registers)
        sense = Sense(target, RuleId("register#organisatie"), body.valid_from, body.valid_until)
        yield from ((name, sense) for name in body.names)
    for earlier in registers.earlier_names:
        target = _body(registers.organisation_by_iri[earlier.iri], registers)
        sense = Sense(target, RuleId("register#organisatie"), earlier.valid_from, earlier.valid_until)
        yield from ((name, sense) for name in earlier.names)
    for other in (*registers.former, *registers.unregistered):
        target = Target(iri=None, kind=other.kind, label=other.name, names=_others(other.names, other.name))
        sense = Sense(target, RuleId("register#voormalig"), until=other.valid_until)
        yield from ((name, sense) for name in other.names)
    acts: tuple[Act | EuAct, ...] = (*registers.acts, *registers.eu_acts)
    for act in acts:
        target = Target(iri=act.iri, kind=act.kind, label=act.title, names=_others(act.names, act.title))
        sense = Sense(target, RuleId("register#citeertitel"))
        yield from ((name, sense) for name in act.names)
        capitals = (
            name.upper() for name in act.names if len(name) > _CAPITALS and name.isalpha() and not name.islower()
        )
        yield from ((name, sense) for name in capitals if len(name) <= _SHORT and name not in act.names)
    for known in knowledge.bodies:
        registered = registers.organisation_by_iri.get(known.iri or "")
        if registered and known.name in registered.names:
            target = _body(registered, registers)
        else:
            target = Target(iri=known.iri, kind=known.kind, label=known.name, names=known.names)
        names = (known.name, *known.names)
        opening = (name[0].upper() + name[1:] for name in names if name[0].islower() and " " in name)
        every = dict.fromkeys((*names, *opening))
        yield from ((name, Sense(target, RuleId("lexicon#lichamen"))) for name in every)
    for domain in knowledge.domains:
        yield domain, Sense(Target(iri=None, kind=Kind.DOMAIN, label=domain), RuleId("lexicon#domeinen"))


def _ministries(knowledge: Knowledge) -> Iterable[tuple[Sense, tuple[str, ...]]]:
    registers = knowledge.registers
    for body in registers.organisations:
        if body.kind is Kind.MINISTRY:
            target = _body(body, registers)
            yield Sense(target, RuleId("register#ministerie"), body.valid_from, body.valid_until), _short(body.names)
    for earlier in registers.earlier_names:
        target = _body(registers.organisation_by_iri[earlier.iri], registers)
        yield (
            Sense(target, RuleId("register#ministerie"), earlier.valid_from, earlier.valid_until),
            _short(earlier.names),
        )
    for former in registers.former:
        if former.kind is Kind.MINISTRY:
            target = Target(iri=None, kind=former.kind, label=former.name, names=_others(former.names, former.name))
            yield Sense(target, RuleId("register#voormalig"), until=former.valid_until), _short(former.names)


def _body(body: Organisation, registers: Registers) -> Target:
    """The body, or the ministry of which it is an earlier name."""
    now = registers.organisation_by_iri.get(body.version_of or body.iri, body)
    return Target(iri=now.iri, kind=now.kind, label=now.name, names=_others(now.names, now.name))


def _short(names: Iterable[str]) -> tuple[str, ...]:
    """What follows "ministerie van" in each of `names`."""
    return tuple(name.removeprefix("Ministerie van ").removeprefix("ministerie van ") for name in names)


def _others(names: Iterable[str], label: str) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name and name != label}))
