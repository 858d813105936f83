"""A question as it comes from the command line: a name, a file or SPARQL itself."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kg.base.errors import UsageError
from kg.graph.store import Asked
from kg.graph.vocabulary import Language
from kg.query.from_graph import ask, ask_free
from kg.query.model import Answer, Triples, Verdict
from kg.query.questions import question_from_text, question_named, read_questions

_NAME = re.compile(r"[\w-]+")
_FILE_ENDINGS = (".rq", ".sparql")


_STACK = 256 << 20  # bytes: the engine goes as deep as a query, and crashes where the stack ends
_LONGEST = 100_000  # characters of a query


def answer_from_words(
    store: Asked, question: str, params: Mapping[str, str], language: Language
) -> Answer | Verdict | Triples:
    """The answer to a named question, to the query in a file (.rq or .sparql), or to a query.

    A file is asked as a named question, with its labels and headings, where parameters are given.

    Raises:
        UsageError: where nobody knows the name, the file cannot be read, the query does not parse, or it is not allowed
            (SERVICE, updates).
    """
    if question.endswith(_FILE_ENDINGS):
        path = Path(question)
        text = _read(path)
        if params:
            return ask(store, question_from_text(path.stem, text), params, language)
        return _deep(store, text, str(path))
    if _NAME.fullmatch(question):
        return ask(store, question_named(question, read_questions()), params, language)
    if params:
        raise UsageError("--param is for named questions and .rq files", remedy="Write the value into the query.")
    return _deep(store, question, "query")


def _deep(store: Asked, text: str, name: str) -> Answer | Verdict | Triples:
    """The answer to a query of the asker's own, worked out where there is room for a deep one.

    Raises:
        UsageError: where it is too long for that room, too.
    """
    if len(text) > _LONGEST:
        raise UsageError(f"{name}: {len(text):,} characters are more than {_LONGEST:,}", remedy="Ask in parts.")
    before = threading.stack_size(_STACK)
    try:
        with ThreadPoolExecutor(max_workers=1) as room:
            return room.submit(ask_free, store, text, name=name).result()
    finally:
        threading.stack_size(before)


def params_from_words(words: Sequence[str]) -> dict[str, str]:
    """The parameters as `key=value` says them.

    Raises:
        UsageError: where the sign = or the key is missing, or a key is given twice.

    Example:
        >>> params_from_words(["wie=Inspectie JenV"])
        {'wie': 'Inspectie JenV'}
    """
    params: dict[str, str] = {}
    for word in words:
        key, sign, value = word.partition("=")
        if not (key and sign) or key in params:
            raise UsageError(
                f"--param {word}: expected key=value, each key once", remedy="For example --param wie=NVWA."
            )
        params[key] = value
    return params


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})", remedy="Check the path.") from error
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is not UTF-8", remedy="Save it as UTF-8.") from None
