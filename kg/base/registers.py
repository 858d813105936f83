"""The registers: bodies, offices, acts and legal bases under the identifiers that the state gave them.

The tables stand in ontology/registers/ and are made by tools/make_registers.py. Names are as people write them; which
name means what in a text is decided elsewhere: a name may belong to several things.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from kg.base.errors import KgError
from kg.base.ids import slug
from kg.base.terms import Kind

R = TypeVar("R")

BWB_IRI = "http://wetten.overheid.nl/id/"
_MINISTRY = "Ministerie van "
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_BWB_ID = re.compile(r"BWB[RVW]\d{5,7}")
_CELEX = re.compile(r"3\d{4}[RLD]\d{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A body of the register, or an institution of the European Union.

    `iri` is its TOOI IRI, else the address of its page in the register, else that of the EU authority list.
    `other_names` are spellings and earlier names of the same body, abbreviations among them. `version_of` is the
    ministry of which this entry is an earlier name. `valid_from` and `valid_until` are the first and last day, None
    where unknown or not ended.
    """

    iri: str
    kind: Kind
    category: str
    name: str
    abbreviation: str
    other_names: tuple[str, ...]
    ministry: str | None
    part_of: str | None
    version_of: str | None
    valid_from: date | None
    valid_until: date | None
    website: str

    @property
    def names(self) -> tuple[str, ...]:
        """All names: the full one, the abbreviation, the others in order of the table."""
        return _names(self.name, self.abbreviation, self.other_names)

    @property
    def portfolio(self) -> str:
        """What a ministry is the ministry of ("Justitie en Veiligheid"); empty for all other bodies."""
        return self.name.removeprefix(_MINISTRY) if self.kind is Kind.MINISTRY else ""

    def stands_on(self, day: date) -> bool:
        """Whether the body bore this name on that day, as far as the register knows."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class UnregisteredBody:
    """A body that no register names: one of former days, or one that is a part or a cooperation of others.

    It has an identity of its own, never that of its successor: `path` behind the base of ids is its IRI.
    """

    name: str
    abbreviation: str
    other_names: tuple[str, ...]
    kind: Kind
    valid_until: date | None
    successor: str | None
    source: str

    @property
    def path(self) -> str:
        """The last part of its IRI, `organisation/<slug of the name>`."""
        return f"organisation/{slug(self.name)}"

    @property
    def names(self) -> tuple[str, ...]:
        """All names: the full one, the abbreviation, the others in order of the table."""
        return _names(self.name, self.abbreviation, self.other_names)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierName:
    """A name that a registered ministry bore from `valid_from` to `valid_until`, both days included."""

    iri: str
    name: str
    abbreviation: str
    valid_from: date
    valid_until: date

    @property
    def names(self) -> tuple[str, ...]:
        """The name, its abbreviation, what it was the ministry of."""
        return _names(self.name, self.abbreviation, (self.name.removeprefix(_MINISTRY),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A regulation of the Netherlands: Act for a law, Regulation for everything below or beside it.

    `title_source` tells how sure the title is; `path` is the least sure.
    """

    bwb_id: str
    kind: Kind
    title: str
    other_titles: tuple[str, ...]
    title_source: str
    abbreviations: tuple[str, ...]

    @property
    def iri(self) -> str:
        """Its IRI at wetten.overheid.nl."""
        return BWB_IRI + self.bwb_id

    @property
    def names(self) -> tuple[str, ...]:
        """The title, other titles, abbreviations."""
        return (self.title, *self.other_titles, *self.abbreviations)


@dataclass(frozen=True, slots=True, kw_only=True)
class EuAct:
    """A regulation or directive of the European Union; `number` as it is cited, "2016/679" or "2002/58/EG"."""

    celex: str
    iri: str
    kind: Kind
    number: str
    title: str
    abbreviations: tuple[str, ...]
    other_titles: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The title, other titles, abbreviations."""
        return (self.title, *self.other_titles, *self.abbreviations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An office at a body; `label` is the name of the office without the body."""

    id: str
    label: str
    organisation: str
    classification: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """The act, and where known the article, on which a body rests; `text` is how the register words it."""

    organisation: str
    bwb_id: str
    article: str
    text: str

    @property
    def iri(self) -> str:
        """The IRI of the act."""
        return BWB_IRI + self.bwb_id


@dataclass(frozen=True, kw_only=True)
class Registers:
    """All tables, each in file order. Lookups by IRI find at most one thing."""

    organisations: tuple[Organisation, ...]
    former: tuple[UnregisteredBody, ...]
    unregistered: tuple[UnregisteredBody, ...]
    acts: tuple[Act, ...]
    eu_acts: tuple[EuAct, ...]
    posts: tuple[Post, ...]
    legal_bases: tuple[LegalBasis, ...]
    stop_names: frozenset[str]
    earlier_names: tuple[EarlierName, ...] = ()

    @cached_property
    def organisation_by_iri(self) -> Mapping[str, Organisation]:
        """Each body by its IRI."""
        return {body.iri: body for body in self.organisations}

    @cached_property
    def act_by_iri(self) -> Mapping[str, Act | EuAct]:
        """Each Dutch and European act by its IRI."""
        return {act.iri: act for act in self.acts} | {act.iri: act for act in self.eu_acts}

    @cached_property
    def legal_bases_by_organisation(self) -> Mapping[str, tuple[LegalBasis, ...]]:
        """The legal bases of each body that has any, by its IRI, in file order."""
        found: dict[str, tuple[LegalBasis, ...]] = {}
        for basis in self.legal_bases:
            found[basis.organisation] = (*found.get(basis.organisation, ()), basis)
        return found

    @cached_property
    def posts_by_organisation(self) -> Mapping[str, tuple[Post, ...]]:
        """The offices of each body that has any, by its IRI, in file order."""
        found: dict[str, tuple[Post, ...]] = {}
        for post in self.posts:
            found[post.organisation] = (*found.get(post.organisation, ()), post)
        return found


def read_registers(folder: Path) -> Registers:
    """The tables of `folder`, checked row by row.

    Raises:
        KgError: where a table is absent, or a row of it is not as expected; says file, line, what was expected.
    """
    return Registers(
        organisations=_read(folder / "organisations.csv", _organisation, key="iri"),
        former=_read(folder / "former-bodies.csv", _unregistered, key="name"),
        unregistered=_read(folder / "unregistered-bodies.csv", _unregistered, key="name"),
        acts=_read(folder / "acts.csv", _act, key="bwb_id"),
        eu_acts=_read(folder / "eu-acts.csv", _eu_act, key="celex"),
        posts=_read(folder / "posts.csv", _post, key="id"),
        legal_bases=_read(folder / "legal-bases.csv", _legal_basis),
        stop_names=frozenset(_read(folder / "stop-names.csv", lambda row: _filled(row, "name"), key="name")),
        earlier_names=_read(folder / "earlier-names.csv", _earlier_name),
    )


def _read(path: Path, make: Callable[[Mapping[str, str]], R], *, key: str = "") -> tuple[R, ...]:
    """One value a row; `key` is the column whose values may not come twice."""
    items: list[R] = []
    seen: set[str] = set()
    reader = None
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            for row in reader:
                _check_shape(row, key, seen)
                items.append(make(row))
    except FileNotFoundError:
        raise KgError(f"{path.name}: no such table", remedy="Run tools/make_registers.py.") from None
    except KeyError as error:
        raise KgError(f"{path.name}: no column {error}", remedy="Run tools/make_registers.py.") from None
    except (ValueError, csv.Error) as error:  # UnicodeDecodeError is a ValueError
        line = reader.line_num if reader else 1
        raise KgError(
            f"{path.name}, line {line}: {error}", remedy="Mend the row, or run tools/make_registers.py."
        ) from None
    return tuple(items)


def _check_shape(row: Mapping[str, str], key: str, seen: set[str]) -> None:
    """Lets a row pass that has all its cells and a key not seen before; notes the key."""
    if None in row or None in row.values():
        raise ValueError("expected as many cells as the first line has")
    if key and row[key] in seen:
        raise ValueError(f"{key}: {row[key]!r} stands in an earlier line as well, expected once")
    if key:
        seen.add(row[key])


def _organisation(row: Mapping[str, str]) -> Organisation:
    return Organisation(
        iri=_iri(row, "iri"),
        kind=_kind(row, _BODIES),
        category=_filled(row, "category"),
        name=_filled(row, "name"),
        abbreviation=row["abbreviation"],
        other_names=_many(row["other_names"]),
        ministry=_iri(row, "ministry") if row["ministry"] else None,
        part_of=_iri(row, "part_of") if row["part_of"] else None,
        version_of=_iri(row, "version_of") if row["version_of"] else None,
        valid_from=_day(row, "valid_from"),
        valid_until=_day(row, "valid_until"),
        website=row["website"],
    )


def _unregistered(row: Mapping[str, str]) -> UnregisteredBody:
    return UnregisteredBody(
        name=_filled(row, "name"),
        abbreviation=row["abbreviation"],
        other_names=_many(row["other_names"]),
        kind=_kind(row, _BODIES),
        valid_until=_day(row, "valid_until"),
        successor=_iri(row, "successor") if row["successor"] else None,
        source=_filled(row, "source"),
    )


def _earlier_name(row: Mapping[str, str]) -> EarlierName:
    return EarlierName(
        iri=_iri(row, "iri"),
        name=_filled(row, "name"),
        abbreviation=row["abbreviation"],
        valid_from=date.fromisoformat(_filled(row, "valid_from")),
        valid_until=date.fromisoformat(_filled(row, "valid_until")),
    )


def _act(row: Mapping[str, str]) -> Act:
    return Act(
        bwb_id=_like(row, "bwb_id", _BWB_ID, "a BWB id such as BWBR0005537"),
        kind=_kind(row, _INSTRUMENTS),
        title=_filled(row, "title"),
        other_titles=_many(row["other_titles"]),
        title_source=_filled(row, "title_source"),
        abbreviations=_many(row["abbreviations"]),
    )


def _eu_act(row: Mapping[str, str]) -> EuAct:
    return EuAct(
        celex=_like(row, "celex", _CELEX, "a CELEX number such as 32016R0679"),
        iri=_iri(row, "iri"),
        kind=_kind(row, _INSTRUMENTS),
        number=_filled(row, "number"),
        title=_filled(row, "title"),
        abbreviations=_many(row["abbreviations"]),
        other_titles=_many(row["other_titles"]),
    )


def _post(row: Mapping[str, str]) -> Post:
    return Post(
        id=_filled(row, "id"),
        label=_filled(row, "label"),
        organisation=_iri(row, "organisation"),
        classification=_filled(row, "classification"),
    )


def _legal_basis(row: Mapping[str, str]) -> LegalBasis:
    return LegalBasis(
        organisation=_iri(row, "organisation"),
        bwb_id=_like(row, "bwb_id", _BWB_ID, "a BWB id such as BWBR0005537"),
        article=row["article"],
        text=_filled(row, "text"),
    )


_BODIES = {str(kind): kind for kind in (Kind.SUPERVISOR, Kind.MINISTRY, Kind.ORGANISATION)}
_INSTRUMENTS = {str(kind): kind for kind in (Kind.ACT, Kind.REGULATION)}


def _kind(row: Mapping[str, str], kinds: Mapping[str, Kind]) -> Kind:
    if row["kind"] not in kinds:
        raise ValueError(f"kind: {row['kind']!r}, expected one of {', '.join(kinds)}")
    return kinds[row["kind"]]


def _filled(row: Mapping[str, str], column: str) -> str:
    if not row[column]:
        raise ValueError(f"{column}: empty, expected a value")
    return row[column]


def _like(row: Mapping[str, str], column: str, pattern: re.Pattern[str], expected: str) -> str:
    if not pattern.fullmatch(row[column]):
        raise ValueError(f"{column}: {row[column]!r}, expected {expected}")
    return row[column]


def _iri(row: Mapping[str, str], column: str) -> str:
    return _like(row, column, _IRI, "an http or https IRI")


def _day(row: Mapping[str, str], column: str) -> date | None:
    if not row[column]:
        return None
    try:
        return date.fromisoformat(row[column])
    except ValueError:
        raise ValueError(f"{column}: {row[column]!r}, expected a day such as 2026-02-23") from None


def _many(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, parted by a bar."""
    return tuple(cell.split("|")) if cell else ()


def _names(name: str, abbreviation: str, others: tuple[str, ...]) -> tuple[str, ...]:
    return (name, *((abbreviation,) if abbreviation else ()), *others)
