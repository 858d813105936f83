"""What was added, changed and withdrawn from one publication to the next: a log that only grows, published with the rest.

It knows no clock: a publication has a number, and the day that the settings or its newest document give it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from kg.base.errors import KgError

LOG = "changes.jsonl"


class Event(StrEnum):
    """What happened to a statement or a thing."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


class Why(StrEnum):
    """Why something was withdrawn."""

    DOCUMENT_WITHDRAWN = "document-withdrawn"
    DOCUMENT_CHANGED = "document-changed"
    READ_ANEW = "read-anew"
    REPLACED = "replaced"
    NO_LONGER_FOLLOWS = "no-longer-follows"
    UNMENTIONED = "unmentioned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A thing that is published, as the log remembers it.

    `content` is what it says, where a difference is a change: of a statement its parts, of a document its file and hash; `labels` are
    what its parts are called.
    """

    iri: str
    kind: str
    label: str
    content: Mapping[str, Any] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_statement(self) -> bool:
        """Whether it is a statement, and so an entry of the feeds."""
        return self.kind == "Statement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the log.

    `what` names the parts that changed; `why` is told of what was withdrawn; `other` is the statement that took its place, or, of that
    one, the statement whose place it took.
    """

    publication: int
    day: date | None
    event: Event
    item: Item
    what: tuple[str, ...] = ()
    why: Why | None = None
    other: str = ""

    def line(self) -> str:
        """The change as a line of JSON."""
        row = {
            "publication": self.publication,
            "day": self.day.isoformat() if self.day else None,
            "event": str(self.event),
            "iri": self.item.iri,
            "kind": self.item.kind,
            "label": self.item.label,
            "content": dict(self.item.content),
            "labels": dict(self.item.labels),
            "what": list(self.what),
            "why": str(self.why) if self.why else None,
            "other": self.other,
        }
        return json.dumps(
            {key: value for key, value in row.items() if value not in (None, "", [], {})}, ensure_ascii=False
        )


@dataclass(frozen=True, slots=True)
class Log:
    """All changes of all publications in order, and what they leave: what is published now, and what was withdrawn and did not return."""

    changes: tuple[Change, ...] = ()

    @property
    def number(self) -> int:
        """The number of the last publication that changed anything, 0 where there was none."""
        return self.changes[-1].publication if self.changes else 0

    @property
    def day(self) -> date | None:
        """The day of the last publication that changed anything."""
        return self.changes[-1].day if self.changes else None

    def published(self) -> dict[str, Item]:
        """What the last publication holds, by IRI."""
        items: dict[str, Item] = {}
        for change in self.changes:
            if change.event is Event.WITHDRAWN:
                items.pop(change.item.iri, None)
            else:
                items[change.item.iri] = change.item
        return items

    def withdrawn(self) -> dict[str, Change]:
        """How each thing that is no longer published was withdrawn, by IRI, sorted."""
        gone: dict[str, Change] = {}
        for change in self.changes:
            if change.event is Event.WITHDRAWN:
                gone[change.item.iri] = change
            else:
                gone.pop(change.item.iri, None)
        return dict(sorted(gone.items()))

    def publications(self) -> Mapping[int, tuple[Change, ...]]:
        """The changes by the number of their publication."""
        found: dict[int, list[Change]] = defaultdict(list)
        for change in self.changes:
            found[change.publication].append(change)
        return MappingProxyType({number: tuple(changes) for number, changes in found.items()})

    def text(self) -> str:
        """The log as a file."""
        return "".join(f"{change.line()}\n" for change in self.changes)


def log_from_text(text: str, place: str) -> Log:
    """The log that a file holds.

    Raises:
        KgError: where it is none of ours.
    """
    try:
        return Log(tuple(_change(json.loads(line)) for line in text.split("\n") if line))
    except (ValueError, KeyError, TypeError) as error:
        raise KgError(
            f"{place}: not a list of changes", remedy="Restore it, or remove it to begin the changes anew."
        ) from error


def continued(log: Log, items: Iterable[Item], day: date | None) -> Log:
    """The log with what changed since its last publication; the same log where nothing did.

    A statement that was withdrawn while the same document, by its file name, says the same of the same in another way is replaced by
    that one. A day never lies before that of the publication before.
    """
    old = log.published()
    new = {item.iri: item for item in items}
    gone = {iri: item for iri, item in old.items() if iri not in new}
    came = {iri: item for iri, item in new.items() if iri not in old}
    replaced = dict(_replacements(gone.values(), came.values()))
    replacing = {other: iri for iri, other in replaced.items()}
    files = {item.content.get("file"): item.content.get("sha256") for item in new.values() if item.kind == "Document"}
    number = log.number + 1
    last = max((one for one in (day, log.day) if one), default=None)
    changes: list[Change] = []
    for iri in sorted(new):
        item, former = new[iri], old.get(replacing.get(iri, iri))
        what = _differences(former, item) if former else ()
        if former is None:
            changes.append(Change(publication=number, day=last, event=Event.ADDED, item=item))
        elif what or iri in replacing:
            other = replacing.get(iri, "")
            changes.append(Change(publication=number, day=last, event=Event.CHANGED, item=item, what=what, other=other))
    for iri in sorted(gone):
        why = Why.REPLACED if iri in replaced else _why(gone[iri], old, files)
        other = replaced.get(iri, "")
        changes.append(
            Change(publication=number, day=last, event=Event.WITHDRAWN, item=gone[iri], why=why, other=other)
        )
    return Log((*log.changes, *changes)) if changes else log


def _replacements(gone: Iterable[Item], came: Iterable[Item]) -> Iterator[tuple[str, str]]:
    """Which new statement takes the place of which old one: those of the same key in the order of their IRIs; documents by their file."""
    waiting: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for item in sorted(came, key=lambda one: one.iri, reverse=True):
        waiting[_key(item)].append(item.iri)
    for item in sorted(gone, key=lambda one: one.iri):
        key = _key(item)
        if key[0] and waiting[key]:
            yield item.iri, waiting[key].pop()


def _key(item: Item) -> tuple[object, ...]:
    """What makes a statement or a document the one that it was; empty for other things."""
    told = item.content
    if item.is_statement:
        return (told["file"], told["subject"], told["predicate"], told["object"])
    return (told["file"], "document") if item.kind == "Document" else ("",)


def _differences(old: Item, new: Item) -> tuple[str, ...]:
    keys = old.content.keys() | new.content.keys()
    return tuple(sorted(key for key in keys if old.content.get(key) != new.content.get(key)))


def _why(item: Item, old: Mapping[str, Item], files: Mapping[Any, Any]) -> Why:
    if item.kind == "Inference":
        return Why.NO_LONGER_FOLLOWS
    if item.kind == "Document":
        return Why.DOCUMENT_WITHDRAWN
    if not item.is_statement:
        return Why.UNMENTIONED
    file = item.content["file"]
    if file not in files:
        return Why.DOCUMENT_WITHDRAWN
    former = old.get(str(item.content["document"]))
    is_same = former is not None and former.content.get("sha256") == files[file]
    return Why.READ_ANEW if is_same else Why.DOCUMENT_CHANGED


def _change(row: Mapping[str, Any]) -> Change:
    return Change(
        publication=int(row["publication"]),
        day=date.fromisoformat(row["day"]) if "day" in row else None,
        event=Event(row["event"]),
        item=Item(
            iri=row["iri"],
            kind=row.get("kind", ""),
            label=row["label"],
            content=row.get("content", {}),
            labels=row.get("labels", {}),
        ),
        what=tuple(row.get("what", ())),
        why=Why(row["why"]) if "why" in row else None,
        other=row.get("other", ""),
    )
