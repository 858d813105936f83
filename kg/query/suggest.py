"""What a person may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence with up to three of the known names nearest to `word`, or nothing where none is near.

    Example:
        >>> did_you_mean("inspectie jenv", ["Inspectie JenV", "Politie"])
        'Did you mean "Inspectie JenV"?'
        >>> did_you_mean("xyz", ["Politie"])
        ''
    """
    folded: dict[str, str] = {}
    for name in sorted(known):
        folded.setdefault(name.casefold(), name)
    near = difflib.get_close_matches(word.casefold(), folded, n=3, cutoff=0.6)
    quoted = [f'"{folded[name]}"' for name in near]
    return f"Did you mean {' or '.join(quoted)}?" if quoted else ""
