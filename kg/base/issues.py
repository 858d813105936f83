"""What a stage could not do: one line a thing, while the rest of the work goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Severity(StrEnum):
    """How loud an issue is: an error makes the command end with exit code 1, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Issue:
    """One thing that is unclear or broken: where, what, and what to do about it.

    `code` is a stable word for sorting and counting (`pdf-encrypted`); `place` is what a person looks up
    (`rapport.pdf p. 14`); `remedy` is a full sentence that says what to do.
    """

    place: str
    code: str
    message: str
    remedy: str = ""
    severity: Severity = Severity.WARNING
    stage: str = ""
    document: str | None = None
    page: int | None = field(default=None, compare=False)

    def __str__(self) -> str:
        text = f"{self.place}: {self.message.rstrip('.')}."
        return f"{text} {self.remedy}" if self.remedy else text

    def row(self) -> dict[str, object]:
        """The line of issues.jsonl for this issue, keys in a fixed order."""
        return {
            "severity": str(self.severity),
            "stage": self.stage,
            "code": self.code,
            "document": self.document,
            "page": self.page,
            "place": self.place,
            "message": self.message,
            "remedy": self.remedy,
        }


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a stage made, in reading order, and what it could not make."""

    items: tuple[T, ...] = ()
    issues: tuple[Issue, ...] = ()

    @classmethod
    def of(cls, items: Iterable[T], issues: Iterable[Issue] = ()) -> Outcome[T]:
        """An outcome of any iterables."""
        return cls(tuple(items), tuple(issues))
