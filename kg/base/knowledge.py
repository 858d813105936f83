"""Everything that ontology/ knows, read once into one frozen value."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from kg.base.errors import KgError
from kg.base.frames import Frames, read_frames
from kg.base.grammar import Grammar, read_grammar
from kg.base.mask import with_placeholders
from kg.base.ontology import ontology_folder
from kg.base.pattern import Pattern, read_patterns
from kg.base.powers import Powers, read_powers
from kg.base.registers import Organisation, Registers, read_registers
from kg.base.relations import (
    ModalityCue,
    Reduction,
    RelationRule,
    read_modality,
    read_reduction,
    read_relations,
    reserved_words,
)
from kg.base.terms import Kind
from kg.base.trust import Trust, read_trust
from kg.base.verbs import StrongVerb


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupWord:
    """A noun that names actors by kind: plural and singular; `compound` where it also counts as the end of a longer word."""

    plural: str
    singular: str
    compound: bool
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSurroundings:
    """Words before a group: determiners of a single one, adjectives of their own, those that point, those that say nothing of the kind.

    `vague` nouns name a group only beside words that are `telling`; those of `action` name the doing before "van", those of
    `single` one body that is known, those of `place` a place behind "in"; behind a word of `role` a group is what someone acts as.
    """

    determiners: frozenset[str]
    adjectives: frozenset[str]
    deictic: frozenset[str]
    unspecific: frozenset[str]
    vague: frozenset[str] = frozenset()
    action: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()
    single: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()
    role: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A name that the registers lack: a body of the constitution or of a treaty, or a registered one under a further name."""

    name: str
    iri: str | None
    kind: Kind
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """Whom `words` mean by convention, in a text that names nobody else so.

    The text is, or names, something whose IRI starts as one of `company`. Words in small letters may stand with a capital as well.
    """

    words: str
    iri: str
    company: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Expressions:
    """Fixed expressions, found by `regex`, and the one word of the same use that stands for each."""

    regex: re.Pattern[str]
    words: Mapping[str, str]

    def shown(self, expression: str) -> str:
        """The word for `expression` as written in a text: with a capital where it has one.

        Raises:
            KeyError: where it is none.
        """
        word = self.words[" ".join(expression.casefold().split())]
        return word.capitalize() if expression[0].isupper() else word


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """A language (BCP 47) with its Dutch name and the small words by which it is known."""

    code: str
    label: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Knowledge:
    """What the stages know.

    `patterns` holds each file of ontology/patterns under its stem, in the order of the file; `hosts` the owners of web
    addresses; `no_bodies` names of places, people and things; `reserved` the words that rules look for; `confidence` the measured
    precision of each rule.
    """

    registers: Registers
    hosts: Mapping[str, Organisation]
    groups: tuple[GroupWord, ...]
    around_groups: GroupSurroundings
    bodies: tuple[Body, ...]
    domains: tuple[str, ...]
    conventions: tuple[Convention, ...]
    no_bodies: frozenset[str]
    stop_words: frozenset[str]
    reserved: frozenset[str]
    abbreviations: frozenset[str]
    expressions: Expressions
    languages: tuple[Language, ...]
    patterns: Mapping[str, tuple[Pattern, ...]]
    citations: Grammar
    relations: tuple[RelationRule, ...]
    frames: Frames
    reduction: Reduction
    modality: tuple[ModalityCue, ...]
    powers: Powers
    trust: Trust
    confidence: Mapping[str, float]


@cache
def read_knowledge(folder: Path | None = None) -> Knowledge:
    """The knowledge in `folder` (default: the project's own), read once a process.

    Raises:
        KgError: for a file that is missing or malformed; it names the file and what was expected.
    """
    folder = folder or ontology_folder()
    try:
        return _knowledge(folder)
    except FileNotFoundError as error:
        name = Path(error.filename).relative_to(folder).as_posix()
        raise KgError(f"ontology/{name}: no such file", remedy="Install toezichtgraaf again.") from error


def _knowledge(folder: Path) -> Knowledge:
    lexicons = folder / "lexicons"
    macros = read_macros(lexicons / "closed-class.toml")
    registers = read_registers(folder / "registers")
    patterns = {
        path.stem: read_patterns(path, macros, with_placeholders)
        for path in sorted((folder / "patterns").glob("*.toml"))
    }
    return Knowledge(
        registers=registers,
        hosts=_hosts(registers),
        groups=tuple(
            GroupWord(
                plural=row["plural"],
                singular=row["singular"],
                compound=row["compound"] == "yes",
                kind=Kind(row["kind"]),
            )
            for row in _table(lexicons / "groups.tsv")
        ),
        around_groups=GroupSurroundings(
            determiners=_words(macros, "group_determiner"),
            adjectives=_words(macros, "group_adjective"),
            deictic=_words(macros, "group_deictic"),
            unspecific=_words(macros, "group_unspecific"),
            vague=_words(macros, "group_vague"),
            action=_words(macros, "group_action"),
            telling=_words(macros, "group_telling"),
            single=_words(macros, "group_single"),
            place=_words(macros, "group_place"),
            role=_words(macros, "group_role"),
        ),
        bodies=tuple(
            Body(
                name=row["name"],
                iri=row["iri"] or None,
                kind=Kind(row["kind"]),
                names=tuple(name for name in row["names"].split("|") if name),
            )
            for row in _table(lexicons / "bodies.tsv")
        ),
        domains=tuple(row["name"] for row in _table(lexicons / "domains.tsv")),
        conventions=tuple(
            Convention(words=row["words"], iri=row["iri"], company=tuple(row["company"].split("|")))
            for row in _table(lexicons / "conventions.tsv")
        ),
        no_bodies=frozenset(row["name"] for row in _table(lexicons / "no-bodies.tsv")),
        stop_words=_words(macros, "stop"),
        reserved=reserved_words(folder / "relations", macros, (pattern.regex.pattern for pattern in patterns["basis"])),
        abbreviations=frozenset((lexicons / "abbreviations.txt").read_text(encoding="utf-8").split()),
        expressions=_expressions(_table(lexicons / "expressions.tsv")),
        languages=tuple(
            Language(code=row["language"], label=row["label"], words=frozenset(row["words"].split("|")))
            for row in _table(lexicons / "languages.tsv")
        ),
        patterns=MappingProxyType(patterns),
        citations=read_grammar(folder),
        relations=read_relations(folder / "relations", macros),
        frames=read_frames(folder / "frames", _strong_verbs(lexicons)),
        reduction=read_reduction(folder / "relations", macros),
        modality=read_modality(lexicons / "modality.toml", macros),
        powers=read_powers(folder / "powers.toml"),
        trust=read_trust(folder / "relations" / "trust.tsv"),
        confidence=MappingProxyType(
            {row["rule"]: float(row["confidence"]) for row in _table(folder / "relations" / "confidence.tsv")}
        ),
    )


def _strong_verbs(lexicons: Path) -> tuple[StrongVerb, ...]:
    return tuple(
        StrongVerb(infinitive=row["infinitive"], finite=tuple(row["finite"].split("|")), participle=row["participle"])
        for row in _table(lexicons / "strong-verbs.tsv")
    )


def _expressions(rows: list[dict[str, str]]) -> Expressions:
    """The expressions as whole words with any white space between, the longest first; never before a word of their column "not"."""
    by_first: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: -len(row["expression"])):
        first, *more = map(re.escape, row["expression"].split())
        other = rf"(?!\s+(?:{row['not']})\b)" if row["not"] else ""
        by_first.setdefault(first, []).append(r"\s+".join(["", *more]) + r"\b" + other)
    branches = (rf"{first}(?:{'|'.join(more)})" for first, more in sorted(by_first.items()))
    return Expressions(
        regex=re.compile(rf"\b(?:{'|'.join(branches)})", re.IGNORECASE),
        words=MappingProxyType({row["expression"]: row["as"] for row in rows}),
    )


def _hosts(registers: Registers) -> Mapping[str, Organisation]:
    """The hosts of web addresses, without "www.", that belong to one registered body alone."""
    owners: dict[str, set[Organisation]] = {}
    for body in registers.organisations:
        parts = urlsplit(body.website)
        if parts.hostname and parts.path in ("", "/"):
            owners.setdefault(parts.hostname.removeprefix("www."), set()).add(body)
    return MappingProxyType({host: next(iter(bodies)) for host, bodies in owners.items() if len(bodies) == 1})


def read_macros(path: Path) -> dict[str, str]:
    """The shared parts of regular expressions.

    Raises:
        KgError: where the file is not TOML.
    """
    try:
        return dict(tomllib.loads(path.read_text(encoding="utf-8"))["macros"])
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise KgError(f"{path.name}: {error}", remedy="Mend the file; ontology/README.md tells its form.") from error


def _words(macros: Mapping[str, str], name: str) -> frozenset[str]:
    """The words of a macro that is a list of words and of other such macros."""
    words: set[str] = set()
    for part in macros[name].split("|"):
        words |= _words(macros, part[2:-2]) if part.startswith("<<") else {part}
    return frozenset(words)


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
        table = []
        for row in rows:
            if None in row or None in row.values():
                raise KgError(
                    f"{path.name}, line {rows.line_num}: expected {len(rows.fieldnames or ())} columns parted by tabs",
                    remedy="Mend the line.",
                )
            table.append(row)
        return table
