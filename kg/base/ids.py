"""Names for things: how a document, a statement or a thing that no register names gets its own stable id."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import NewType

DocumentId = NewType("DocumentId", str)
RuleId = NewType("RuleId", str)

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SLUG_LENGTH = 80


def digest(*parts: str | bytes) -> str:
    """32 hexadecimal digits (128 bits of SHA-256) of the parts, which are kept apart: ("ab", "c") differs from ("a", "bc").

    Example:
        >>> digest("ab", "c") == digest("a", "bc")
        False
    """
    sha = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        sha.update(len(data).to_bytes(8, "big"))
        sha.update(data)
    return sha.hexdigest()[:32]


def slug(text: str) -> str:
    """The words of `text` as the last part of an IRI: lower case ASCII letters, digits and hyphens.

    What cannot be written so is told apart by a digest, so that two texts that differ after case folding never meet.

    Example:
        >>> slug("Wet op de rijksinspecties")
        'wet-op-de-rijksinspecties'
        >>> slug("Één") == slug("Een"), slug("<b>") == slug("b")
        (False, False)
    """
    folded = " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    words = _NOT_SLUG.sub("-", plain).strip("-")
    if words.replace("-", " ") == folded and len(words) <= _SLUG_LENGTH:
        return words
    return f"{words[:_SLUG_LENGTH].strip('-')}-{digest(folded)[:8]}".strip("-")
