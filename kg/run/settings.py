"""The settings of kg.toml, read once, checked key by key."""

from __future__ import annotations

import dataclasses
import datetime
import difflib
import json
import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from kg.base.errors import KgError, UsageError
from kg.publish.model import DEFAULT_BASE, CatalogueSettings, Quality
from kg.publish.quality import figures_from_score

FILE_NAME = "kg.toml"
_NOT_IRI = frozenset(' <>"{}|\\^`\t\n')


def _is_base(value: object) -> bool:
    return (
        isinstance(value, str)
        and value.startswith(("https://", "http://"))
        and value.endswith("/")
        and _NOT_IRI.isdisjoint(value)
    )


def _base(value: str) -> str:
    if not _is_base(value):
        raise ValueError('an IRI that begins with https:// and ends in "/"')
    return value


Base = Annotated[str, AfterValidator(_base)]
Count = Annotated[int, Field(ge=0, strict=True)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BuildSettings(_Section):
    """Bounds on the work of one document."""

    seconds_per_document: Annotated[float, Field(gt=0, allow_inf_nan=False, strict=True)] = 120.0
    memory_mb: Annotated[int, Field(ge=200, strict=True)] = 1500


class ReadingSettings(_Section):
    """How documents are read: `ocr` reads pages that are pictures, within a time of its own for the whole document."""

    ocr: Annotated[bool, Field(strict=True)] = False
    ocr_seconds_per_document: Annotated[float, Field(gt=0, allow_inf_nan=False, strict=True)] = 1800.0


class Bounds(_Section):
    """How many of a thing a good output holds: below `least` is an error, above `most` a warning."""

    least: Count = 0
    most: Count | None = None


class Floors(_Section):
    """The bounds that `kg check` holds the output against."""

    documents: Bounds = Bounds()
    pages: Bounds = Bounds()
    facts: Bounds = Bounds()


class Settings(_Section):
    """All settings; what kg.toml leaves out has the value given here."""

    base: Base = DEFAULT_BASE
    catalogue: CatalogueSettings = CatalogueSettings()  # its base is the one above
    build: BuildSettings = BuildSettings()
    reading: ReadingSettings = ReadingSettings()
    floors: Floors = Floors()


def read_settings(path: Path | None = None) -> Settings:
    """The settings of `path`, or of kg.toml in the current folder, or the defaults where there is none.

    Raises:
        UsageError: where the file is not there, is not TOML, or holds a key or value that cannot be used.
    """
    file = path if path is not None else Path(FILE_NAME)
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if path is None:
            return Settings()
        raise UsageError(f"{file}: there is no such file", remedy="Name a settings file with --settings.") from None
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: is not UTF-8", remedy="Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{file}: is not TOML: {error}") from error
    return settings_from(found, place=str(file), folder=file.parent)


def with_ocr(settings: Settings, *, asked: bool) -> Settings:
    """The settings, with OCR on where it is asked for, whatever they say.

    Example:
        >>> with_ocr(Settings(), asked=True).reading.ocr
        True
    """
    reading = settings.reading.model_copy(update={"ocr": settings.reading.ocr or asked})
    return settings.model_copy(update={"reading": reading})


def settings_from(found: dict[str, Any], *, place: str = FILE_NAME, folder: Path = Path()) -> Settings:
    """The settings of a table as kg.toml has it; the files that it names stand in `folder`.

    Raises:
        UsageError: for the first key or value, in the order of the file, that cannot be used.

    Example:
        >>> settings_from({"build": {"memory_mb": 2000}}).build.memory_mb
        2000
        >>> settings_from({"build": {"memory": 2000}})
        Traceback (most recent call last):
            ...
        kg.base.errors.UsageError: kg.toml: [build] memory: there is no such key. Did you mean memory_mb?
    """
    catalogue = found.get("catalogue", {})
    if isinstance(catalogue, dict):
        if "base" in catalogue:
            raise UsageError(f"{place}: [catalogue] base: there is no such key", remedy="Write base above all tables.")
        if "quality" in catalogue:
            catalogue = {**catalogue, "quality": _qualities(catalogue["quality"], place, folder)}
        base = found.get("base")  # a bad one is told of below, under its own name
        found = {**found, "catalogue": {**catalogue, "base": base if _is_base(base) else DEFAULT_BASE}}
    try:
        return Settings.model_validate(found)
    except ValidationError as error:
        raise _usage_error(error.errors(include_url=False)[0], place) from error
    except KgError as error:  # what the catalogue's own model says of a value
        raise UsageError(error.message.replace(FILE_NAME, place, 1), remedy=error.remedy) from error


class _Measured(BaseModel):
    """A table [[catalogue.quality]]."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    gold: Annotated[str, Field(min_length=1)]
    date: datetime.date
    scores: Annotated[str, Field(min_length=1)]
    url: str = ""


def _qualities(rows: object, place: str, folder: Path) -> tuple[Quality, ...]:
    """What was measured, with the figures of the files named.

    Raises:
        UsageError: where a key or value cannot be used, or a file cannot be read.
    """
    where = f"{place}: [[catalogue.quality]]"
    if not isinstance(rows, list):
        raise UsageError(
            f"{where}: expected tables, not {rows!r}", remedy="Write [[catalogue.quality]] above its keys."
        )
    found = []
    for row in rows:
        try:
            told = _Measured.model_validate(row)
        except ValidationError as error:
            fault = error.errors(include_url=False)[0]
            key = ".".join(map(str, fault["loc"]))
            remedy = f"Known keys: {', '.join(_Measured.model_fields)}."
            raise UsageError(f"{where} {key}: {fault['msg'].lower()}", remedy=remedy) from error
        path = folder / told.scores
        try:
            figures = figures_from_score(json.loads(path.read_bytes()), str(path))
        except OSError as error:
            raise UsageError(
                f"{where} scores: {path}: cannot be read ({error.strerror})",
                remedy="Make it with kg score GOLD --format json.",
            ) from error
        except ValueError as error:
            raise UsageError(
                f"{where} scores: {path}: is no JSON", remedy="Make it with kg score GOLD --format json."
            ) from error
        except KgError as error:
            raise UsageError(f"{where} scores: {error.message}", remedy=error.remedy) from error
        try:
            found.append(Quality(gold=told.gold, day=told.date, url=told.url, figures=figures))
        except KgError as error:
            raise UsageError(error.message.replace(FILE_NAME, place, 1), remedy=error.remedy) from error
    return tuple(found)


def _usage_error(fault: ErrorDetails, place: str) -> UsageError:
    *tables, key = (str(part) for part in fault["loc"])
    where = f"{place}: [{'.'.join(tables)}] {key}" if tables else f"{place}: {key}"
    if fault["type"] in {"extra_forbidden", "unexpected_keyword_argument"}:
        keys = _keys(tables)
        near = difflib.get_close_matches(key, keys, n=1)
        remedy = f"Did you mean {near[0]}?" if near else f"Known keys: {', '.join(keys)}."
        return UsageError(f"{where}: there is no such key", remedy=remedy)
    expected = fault["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    return UsageError(f"{where}: expected {expected}, not {fault['input']!r}")


def _keys(tables: list[str]) -> list[str]:
    """The keys that the table may have."""
    if tables == ["catalogue"]:
        return sorted({field.name for field in dataclasses.fields(CatalogueSettings)} - {"base"})
    model: type[BaseModel] = Settings
    for table in tables:
        kind = model.model_fields[table].annotation
        assert isinstance(kind, type)
        assert issubclass(kind, BaseModel)
        model = kind
    return sorted(model.model_fields)
