"""The one exception that stops a command: going on would give wrong facts, or nothing at all."""

from __future__ import annotations


class KgError(Exception):
    """Something that a person has to mend before the work can go on.

    The text of the error is one line a person can act on: where, what was wrong, what was expected, what to do.

    Example:
        >>> str(KgError("kg.toml: [catalogue] publisher: not an IRI", remedy="Write the TOOI IRI of your organisation."))
        'kg.toml: [catalogue] publisher: not an IRI. Write the TOOI IRI of your organisation.'
    """

    exit_code = 1

    def __init__(self, message: str, *, remedy: str = "") -> None:
        self.message = message.rstrip(".")
        self.remedy = remedy
        super().__init__(f"{self.message}. {remedy}" if remedy else self.message)


class UsageError(KgError):
    """The command was given something it cannot use: a path that is not there, a name nobody knows."""

    exit_code = 2
