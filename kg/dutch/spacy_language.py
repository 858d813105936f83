"""Dutch as our pipeline sees it: spaCy's, with longer beginnings and ends of words as features, in small letters."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import spacy
from spacy.attrs import PREFIX, SUFFIX
from spacy.lang.nl import Dutch

CODE = "nlkg"
_BEGINNING = 3
_END = 4


def _beginning(word: str) -> str:
    return word[:_BEGINNING].lower()


def _end(word: str) -> str:
    return word[-_END:].lower()


class DutchDefaults(Dutch.Defaults):  # type: ignore[misc]  # spaCy is untyped to mypy
    """What sets it apart: in Dutch compounds the end of a word tells its gender, number and kind."""

    lex_attr_getters: ClassVar[dict[int, Callable[[str], object]]] = {
        **Dutch.Defaults.lex_attr_getters,
        PREFIX: _beginning,
        SUFFIX: _end,
    }
    # The exceptions of the tokenizer are kept with the pipeline; to read spaCy's own before them costs half a second.
    tokenizer_exceptions: ClassVar[dict[str, list[dict[int, str]]]] = {}


@spacy.registry.languages(CODE)
class ComposedDutch(Dutch):  # type: ignore[misc]  # idem
    """The language under whose code the trained pipeline is kept."""

    lang = CODE
    Defaults = DutchDefaults
