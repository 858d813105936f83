"""The refusal of a whole file: nothing of it could be read."""

from __future__ import annotations

from kg.base.errors import KgError


class Unreadable(KgError):  # noqa: N818 - "raises Unreadable" reads as what it says
    """A file that cannot be read at all; `reason_code` is a stable word for sorting and counting.

    Example:
        >>> problem = Unreadable("pdf-empty", "the file has no pages", remedy="Ask its maker for another copy.")
        >>> problem.reason_code, str(problem)
        ('pdf-empty', 'the file has no pages. Ask its maker for another copy.')
    """

    def __init__(self, reason_code: str, message: str, *, remedy: str) -> None:
        self.reason_code = reason_code
        super().__init__(message, remedy=remedy)
