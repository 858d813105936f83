"""What the forms of a regular Dutch verb have in common, for where its lemma is not known."""

from __future__ import annotations

import re
import unicodedata

_ENDINGS = ("", "t", "d", "te", "de", "ten", "den", "en", "n", "end", "ende")
_OF_INFINITIVE = ("en", "n")
_SHORTEST = 3  # letters of a stem
_LONGEST_PARTICLE = 6  # letters of a particle ("tegen", "plaats")
_PARTICIPLE = re.compile("ge")
_DOUBLE = re.compile(r"([a-z])\1")
_SAME = str.maketrans("vz", "fs")


def stems(form: str) -> frozenset[str]:
    """The stems that `form` may be made of, as `stems_of_infinitive` writes them; a participle's "ge" may stand behind a particle.

    Example:
        >>> sorted(stems("meldt")), "opleg" in stems("opgelegd")
        (['meld', 'meldt'], True)
    """
    word = _plain(form)
    words = [
        word,
        *(word[: at.start()] + word[at.end() :] for at in _PARTICIPLE.finditer(word, 0, _LONGEST_PARTICLE + 2)),
    ]
    return frozenset(_even(one.removesuffix(end)) for one in words for end in _ENDINGS if _can_lose(one, end))


def stems_of_infinitive(verb: str) -> frozenset[str]:
    """The stem of `verb`, with one letter for doubled ones and f and s for v and z; of some there are two.

    Example:
        >>> sorted(stems_of_infinitive("informeren")), sorted(stems_of_infinitive("zien"))
        (['informer', 'informere'], ['sie'])
        >>> forms = ("informeer", "informeert", "informeerde", "geïnformeerd")
        >>> [bool(stems(form) & stems_of_infinitive("informeren")) for form in (*forms, "inform")]
        [True, True, True, True, False]
    """
    word = _plain(verb)
    return frozenset(_even(word.removesuffix(end)) for end in _OF_INFINITIVE if _can_lose(word, end))


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _can_lose(word: str, end: str) -> bool:
    return word.endswith(end) and len(word) - len(end) >= _SHORTEST


def _even(stem: str) -> str:
    return _DOUBLE.sub(r"\1", stem).translate(_SAME)
