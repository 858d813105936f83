"""What is known of a document besides its text: from the .meta.json beside it, or inferred from its text."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace

from kg.base.issues import Issue, Severity
from kg.document.characters import NO_CHARACTER, clean
from kg.document.model import Metadata

META_ENDING = ".meta.json"
_STAGE = "document"
_KEYS = tuple(field.name for field in fields(Metadata))
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_HOST = re.compile(r"(?<![\w@.-])(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?![\w@-])", re.IGNORECASE)
_COLOPHON = re.compile(r"^\s*(?:colofon|colophon)\b", re.IGNORECASE | re.MULTILINE)


def metadata_from_json(data: bytes, *, place: str, document: str) -> tuple[Metadata, tuple[Issue, ...]]:
    """What a .meta.json says, and what is wrong with it.

    What cannot be used is left out; of a malformed file all is.

    `place` is the file's name, `document` that of the document it speaks of.
    """
    issues: list[Issue] = []

    def tell(code: str, message: str, remedy: str, severity: Severity) -> None:
        issues.append(
            Issue(
                place=place,
                code=code,
                message=message,
                remedy=remedy,
                severity=severity,
                stage=_STAGE,
                document=document,
            )
        )

    remedy = "Mend the file; the document was read without it."
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        tell("meta-malformed", f"not UTF-8: byte {problem.start} fits no character", remedy, Severity.ERROR)
        return Metadata(), tuple(issues)
    except json.JSONDecodeError as problem:
        where = f"line {problem.lineno}, column {problem.colno}"
        tell("meta-malformed", f"not JSON at {where}: {problem.msg}", remedy, Severity.ERROR)
        return Metadata(), tuple(issues)
    except (RecursionError, ValueError):
        tell(
            "meta-malformed", "not JSON that can be read: nested too deep, or a number too long", remedy, Severity.ERROR
        )
        return Metadata(), tuple(issues)
    if not isinstance(told, dict):
        tell(
            "meta-malformed", f"expected an object at line 1, column 1, not {_type_name(told)}", remedy, Severity.ERROR
        )
        return Metadata(), tuple(issues)

    known: dict[str, object] = {}
    for key in sorted(told):
        if key not in _KEYS:
            tell(
                "meta-unknown-key",
                f'"{words_of(key)}" is no key of this file',
                f"Known are {', '.join(_KEYS)}.",
                Severity.NOTE,
            )
        elif told[key] is not None:
            try:
                known[key] = _READERS[key](told[key])
            except ValueError as problem:
                tell(
                    "meta-wrong-type",
                    f'"{key}": expected {problem}, not {_shown(told[key])}',
                    "Mend it; this key was left out.",
                    Severity.WARNING,
                )
    return replace(Metadata(), **known), tuple(issues)  # type: ignore[arg-type]


def merged(own: Metadata, told: Metadata) -> Metadata:
    """What `told` says, and where it is silent what the file itself says.

    Example:
        >>> merged(Metadata(title="Untitled-1", language="nl"), Metadata(title="Jaarverslag")).title
        'Jaarverslag'
    """
    return replace(told, **{name: getattr(own, name) for name in _KEYS if getattr(told, name) is None})


def words_of(text: str) -> str:
    r"""`text` on one line, without what is no text: control characters and half characters part words.

    Example:
        >>> words_of("Jaar\tverslag \x002024\ud83d")
        'Jaar verslag 2024'
    """
    return clean(NO_CHARACTER.sub(" ", text))


def publisher_from_text(text: str, websites: Mapping[str, str]) -> str | None:
    """The IRI of the one body whose web address stands on the first or last page or in the colophon; else None.

    `websites` maps a host without "www." to an IRI. Mail addresses and hosts nobody registered do not count.

    Example:
        >>> websites = {"nvwa.nl": "https://x.nl/nvwa", "afm.nl": "https://x.nl/afm"}
        >>> publisher_from_text("Meer op https://www.nvwa.nl/over-ons.", websites)
        'https://x.nl/nvwa'
        >>> publisher_from_text("Zie nvwa.nl en www.afm.nl.", websites) is None
        True
    """
    pages = text.split("\f")
    looked_at = {0, len(pages) - 1} | {number for number, page in enumerate(pages) if _COLOPHON.search(page)}
    found = {websites[host] for number in looked_at for host in _hosts(pages[number]) if host in websites}
    return found.pop() if len(found) == 1 else None


def _hosts(text: str) -> Iterator[str]:
    for found in _HOST.finditer(text):
        yield found[1].casefold().removeprefix("www.")


def _text(value: object) -> str:
    words = words_of(value) if isinstance(value, str) else ""
    if not words:
        raise ValueError("a text")
    return words


def _web_address(value: object) -> str:
    if not isinstance(value, str) or not _WEB_ADDRESS.fullmatch(value.strip()):
        raise ValueError("a web address (https://…)")
    return value.strip()


def _date(value: object) -> datetime.date:
    try:
        return datetime.date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise ValueError("a date (2024-12-31)") from None


def _language(value: object) -> str:
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
        raise ValueError('a language tag ("nl")')
    return value


_READERS: Mapping[str, Callable[[object], object]] = {
    "title": _text,
    "publisher": _text,
    "date": _date,
    "url": _web_address,
    "identifier": _text,
    "language": _language,
    "licence": _text,
}


def _type_name(value: object) -> str:
    return {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}.get(
        type(value), "a number"
    )


def _shown(value: object) -> str:
    if not isinstance(value, str):
        return _type_name(value)
    return '"' + "".join(char if char.isprintable() else " " for char in value[:60]) + '"'
