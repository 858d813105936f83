"""The rules of ontology/relations: how a relation is told, as patterns over masked text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kg.base.errors import KgError
from kg.base.ids import RuleId
from kg.base.mask import BARRIER, GOVERNED, MENTION, PHRASE, placeholder
from kg.base.pattern import compiled, expand
from kg.base.terms import Family, Kind, Modality, Predicate, Status

_WORD = re.compile(r"[a-zà-ÿ]{2,}")
_RUN = re.compile(r"(?P<bare><<bare>>)?\{(?P<name>subject|one|object|thing|domain|instrument|members)\}")

Previous = Literal["", "supervisor"]
Own = Literal["", "subject", "object"]
Basis = Literal["", "object", "own"]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    subject: list[str] = []
    object: list[str] = []
    needs: str = ""
    subject_text: str = ""
    object_text: str = ""
    members: bool = False
    mutual: bool = False
    basis: Basis = ""
    needs_previous: Previous = ""
    own: Own = ""
    own_kinds: list[str] = ["instrument"]
    examples: list[str] = []
    near_misses: list[str] = []


class Frame(_Row):
    """A verb with what it governs: the orders of the grammar make patterns of it."""

    verb: str
    core: str = ""
    governs: str
    passive: bool = False


class Construction(_Row):
    """Patterns written out, for what the orders of a clause do not tell."""

    trigger: str
    patterns: list[str]


class StatusRow(Construction):
    """Patterns that tell the legal status of the instrument in {subject}."""

    status: Status


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    predicate: Predicate | None = None
    subject: list[str]
    object: list[str] = []
    cues: list[Modality] = list(Modality)
    frame: list[Frame] = []
    construction: list[Construction] = []
    status: list[StatusRow] = []


@dataclass(frozen=True, eq=False, kw_only=True)
class RelationRule:
    """One rule: where `trigger` is found in a sentence, its patterns say what stands in relation to what.

    The patterns run on reduced text in lower case. Their groups are `subject` and `object` (characters of mentions, or of noun
    phrases for an object), or `members` for a relation among all. `predicate` is None where the rule tells a `status`.

    The sentence must hold `needs` as well, and the words of the ends must match `subject_text` and `object_text`, where there are
    such. `basis` says on what it rests where the clause does not: on the `object`, or on the document's `own` instrument. `own` is
    the end that the document's own instrument takes, where it is of `own_kinds`; `mutual` holds among all members in both
    directions. `cues` are the modalities that can befall the relation: what a law regulates is not itself a duty.
    """

    id: RuleId
    predicate: Predicate | None
    status: Status | None
    subjects: frozenset[Kind]
    objects: frozenset[Kind]
    trigger: re.Pattern[str]
    needs: re.Pattern[str] | None
    subject_text: re.Pattern[str] | None
    object_text: re.Pattern[str] | None
    sources: tuple[str, ...]
    members: bool
    basis: Basis
    cues: frozenset[Modality]
    needs_previous: Previous
    own: Own
    own_kinds: frozenset[Kind]
    mutual: bool
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """The patterns, compiled when the trigger is first met: most documents need few of them."""
        return tuple(compiled(source, where=self.id) for source in self.sources)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ModalityCue:
    """Words that make a clause more or less than asserted; the first cue that is found decides."""

    modality: Modality
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """The forms of a verb, as alternatives of regular expressions; of a separable verb `finite` lacks the particle."""

    finite: str
    final: str
    infinitive: str
    participle: str
    particle: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reduction:
    """How a sentence is made shorter before the rules see it: each a regular expression over masked text in lower case.

    `run` is a list of mentions and noun phrases with all that it drops; its group `governor` is the preposition before it.
    """

    run: re.Pattern[str]
    barrier: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The macros and orders that all rules share."""

    macros: Mapping[str, str]
    orders: Mapping[str, tuple[str, ...]]
    verbs: Mapping[str, Verb]
    barrier: re.Pattern[str]


def read_reduction(folder: Path, macros: Mapping[str, str]) -> Reduction:
    """How sentences are reduced, as the file of the grammar says.

    Raises:
        KgError: where an expression is malformed.
    """
    content = _toml(folder / "grammar.toml")["reduction"]
    known = {**macros, **content}
    one = rf"<<lead>>[{MENTION}{PHRASE}]<<mark>>(?: \((?:<<lead>>[{MENTION}](?:<<conjunct>>|<<comma>>)?)+\))?"
    # Commas part the members of a list only where a conjunction ends it.
    run = rf"(?:\b(?P<governor><<governor>>) )?{one}(?:(?:<<comma>>{one})*<<conjunct>>{one})*"
    ranges = {"<<mention>>": MENTION}
    return Reduction(
        run=compiled(expand(run, known, ranges), where="grammar.toml, reduction"),
        barrier=compiled(expand(r"\b<<barrier>>\b", known), where="grammar.toml, barrier"),
    )


def read_relations(folder: Path, macros: Mapping[str, str]) -> tuple[RelationRule, ...]:
    """The rules of all files in `folder`, by file name and in the order of each file.

    Raises:
        KgError: for a file that is malformed or a rule that names an unknown verb, type or macro.
    """
    grammar = _read_grammar(folder, macros)
    rules: list[RelationRule] = []
    for path in sorted(folder.glob("*.toml")):
        if path.name == "grammar.toml":
            continue
        try:
            rules.extend(_rules(path.stem, _read_file(path), grammar))
        except (KeyError, ValueError) as error:
            raise KgError(f"relations/{path.name}: unknown {error}", remedy="Mend the rule.") from error
    return tuple(rules)


def _read_file(path: Path) -> _File:
    try:
        return _File.model_validate(_toml(path))
    except ValidationError as error:
        raise KgError(
            f"relations/{path.name}: {error}", remedy="Mend the file; ontology/README.md tells its form."
        ) from error


def read_modality(path: Path, macros: Mapping[str, str]) -> tuple[ModalityCue, ...]:
    """The cues of modality, the strongest first.

    Raises:
        KgError: where the file is malformed.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["cue"]
        return tuple(
            ModalityCue(
                modality=Modality(row["modality"]), regex=compiled(expand(row["regex"], macros), where=path.name)
            )
            for row in rows
        )
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise KgError(f"{path.name}: {error}", remedy="Mend the cue.") from error


def reserved_words(folder: Path, macros: Mapping[str, str], others: Iterable[str]) -> frozenset[str]:
    """The words that the rules themselves look for: all that stand in patterns, triggers and macros, and all forms of the verbs.

    `others` are regular expressions that look for words in the same sentences.

    Raises:
        KgError: as `read_relations` does.
    """
    grammar = _read_grammar(folder, macros)
    verbs = (f"{verb.finite} {verb.final} {verb.infinitive} {verb.participle}" for verb in grammar.verbs.values())
    words = {word for forms in (*verbs, *grammar.macros.values(), *others) for word in _WORD.findall(forms)}
    for path in sorted(folder.glob("*.toml")):
        if path.name != "grammar.toml":
            file = _read_file(path)
            texts = [text for frame in file.frame for text in (frame.core, frame.governs)]
            texts += [text for row in (*file.construction, *file.status) for text in (row.trigger, *row.patterns)]
            words.update(word for text in texts for word in _WORD.findall(text))
    return frozenset(words)


def _read_grammar(folder: Path, macros: Mapping[str, str]) -> Grammar:
    content = _toml(folder / "grammar.toml")
    verbs: dict[str, Verb] = {}
    header, *rows = (folder.parent / "lexicons" / "verbs.tsv").read_text(encoding="utf-8").splitlines()
    names = header.split("\t")[1:]
    for row in rows:
        lemma, *forms = row.split("\t")
        verbs[lemma] = Verb(**dict(zip(names, forms, strict=True)))
    orders = {name: tuple(order) for name, order in content["orders"].items()}
    # Where a pattern names a word that opens a clause, the mark before it may stand there too.
    barrier = compiled(
        rf"(?<![\w\\<]){expand(content['reduction']['barrier'], macros)}\b", where="grammar.toml, barrier"
    )
    return Grammar(macros={**macros, **content["macros"]}, orders=orders, verbs=verbs, barrier=barrier)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise KgError(f"{path.name}: {error}", remedy="Mend the file; ontology/README.md tells its form.") from error


def _rules(stem: str, file: _File, grammar: Grammar) -> Iterator[RelationRule]:
    for frame in file.frame:
        yield _rule(stem, file, frame, _frame_trigger(frame, grammar), _orders(frame, grammar), grammar)
    for row in (*file.construction, *file.status):
        yield _rule(stem, file, row, rf"\b(?:{row.trigger})", row.patterns, grammar)


def _rule(stem: str, file: _File, row: _Row, trigger: str, patterns: Iterable[str], grammar: Grammar) -> RelationRule:
    where = f"{stem}#{row.name}"
    subjects = kinds(row.subject or file.subject)
    objects = kinds(row.object or file.object)
    status = row.status if isinstance(row, StatusRow) else None
    return RelationRule(
        id=RuleId(where),
        predicate=None if status else file.predicate,
        status=status,
        subjects=subjects,
        objects=objects,
        trigger=compiled(expand(trigger, grammar.macros), where=where),
        needs=compiled(row.needs, where=where) if row.needs else None,
        subject_text=compiled(expand(row.subject_text, grammar.macros), where=where) if row.subject_text else None,
        object_text=compiled(expand(row.object_text, grammar.macros), where=where) if row.object_text else None,
        sources=tuple(_filled(pattern, subjects, objects, grammar) for pattern in patterns),
        members=row.members,
        mutual=row.mutual,
        basis=row.basis,
        cues=frozenset(file.cues),
        needs_previous=row.needs_previous,
        own=row.own,
        own_kinds=kinds(row.own_kinds),
        examples=tuple(row.examples),
        near_misses=tuple(row.near_misses),
    )


def kinds(names: Iterable[str]) -> frozenset[Kind]:
    """The types that `names` name, each by itself or by its family.

    Raises:
        ValueError: for a name of neither.
    """
    found: set[Kind] = set()
    for name in names:
        if name in tuple(Family):
            found.update(kind for kind in Kind if kind.family == name)
        else:
            found.add(Kind(name))
    return frozenset(found)


def _frame_trigger(frame: Frame, grammar: Grammar) -> str:
    """What a sentence must hold: the words that belong to the verb, or else a form of it, with its particle where it has one."""
    if frame.core:
        return rf"\b(?:{frame.core})\b"
    verb = grammar.verbs[frame.verb]
    forms = rf"\b(?:{verb.final}|{verb.infinitive}|{verb.participle})\b"
    finite = rf"\b(?:{verb.finite})\b"
    return rf"{forms}|{finite}(?=.* {verb.particle}\b)" if verb.particle else rf"{forms}|{finite}"


def _orders(frame: Frame, grammar: Grammar) -> Iterator[str]:
    """The patterns that the grammar makes of a frame."""
    verb = grammar.verbs[frame.verb]
    bare = not frame.core and not verb.particle
    slots = {
        "<<finite>>": rf" (?:{verb.finite})\b(?! van\b)",
        "<<finite_first>>": rf"(?:{verb.finite})\b",
        "<<final>>": rf" (?:{verb.final})\b",
        "<<infinitive>>": rf" (?:{verb.infinitive})\b",
        "<<participle>>": rf" (?:{verb.participle})\b(?! [<<mention>><<phrase>>])",
        "<<core>>": f" (?:{frame.core})" if frame.core else "",
        "<<particle>>": rf" {verb.particle}<<ends>>" if verb.particle else "",
        "<<object>>": f" {frame.governs}",
        "<<object_first>>": rf"<<begin>>{frame.governs}",
    }
    names = [name for name in grammar.orders if name != "passive" or frame.passive]
    seen = set()
    for order in (order for name in names for order in grammar.orders[name]):
        pattern = order
        if "<<object_first>><<finite>>" in order and frame.governs.startswith("<<bare>>"):
            continue  # without a preposition the object cannot be told from the subject
        for slot, form in slots.items():
            pattern = pattern.replace(slot, form)
        shape = pattern.replace("<<near>>", "").replace("<<gap>>", "")
        if shape not in seen and not (bare and order.endswith("<<particle>>")):
            seen.add(shape)
            yield pattern


def _filled(source: str, subjects: frozenset[Kind], objects: frozenset[Kind], grammar: Grammar) -> str:
    """A pattern with its macros put in, and {subject}, {object} … written as runs of characters."""
    opens = source.startswith(("{subject}", "{members}")) and not source.startswith("{subject}<<relative>>")
    opened = f"<<bare>>{source}" if opens else source
    instruments = placeholder(kind for kind in Kind if kind.family is Family.INSTRUMENT)
    runs = {
        "subject": ("subject", placeholder(subjects), "+"),
        "one": ("subject", placeholder(subjects), ""),
        "object": ("object", placeholder(objects), "+"),
        "thing": ("object", placeholder(objects, phrases=True), "+"),
        "domain": ("object", placeholder([Kind.DOMAIN]), "+"),
        "instrument": ("subject", instruments, "+"),
        "members": ("members", placeholder(subjects), "{2,}"),
    }

    def run(found: re.Match[str]) -> str:
        group, char, times = runs[found["name"]]
        # A run is taken whole at its start; behind a preposition it is marked.
        start = f"(?<![{GOVERNED}{MENTION}])" if found["bare"] else f"{GOVERNED}?"
        # A noun phrase right before a mention only tells more of it.
        end = f"(?! [{MENTION}])" if found["name"] == "thing" else ""
        return f"{start}(?P<{group}>{char}{times}){end}"

    ranges = {"<<mention>>": MENTION, "<<phrase>>": PHRASE, "<<barrier>>": BARRIER, "<<governed>>": GOVERNED}
    filled = expand(_RUN.sub(run, opened), {**grammar.macros, "bare": ""}, ranges)
    return grammar.barrier.sub(lambda found: f"{BARRIER}?{found[0]}", filled)
