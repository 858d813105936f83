"""The questions of ontology/queries, read from the .rq files and the comments on top of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.base.errors import KgError, UsageError
from kg.base.ontology import ontology_folder
from kg.graph.vocabulary import Language
from kg.query.model import LANGUAGES, Parameter, Question
from kg.query.suggest import did_you_mean

_COMMENT = re.compile(r"#\s*(nl|en|param|column|method)\b\s*([a-z_]*)(\??)\s*:\s*(.*)")


@cache
def read_questions(folder: Path | None = None) -> tuple[Question, ...]:
    """The named questions in `folder` (default: ontology/queries), by name; folders inside it are not read.

    Raises:
        KgError: where a file lacks its question in a language, or a parameter or heading lacks one.
    """
    folder = folder or ontology_folder() / "queries"
    paths = sorted(folder.glob("*.rq"), key=lambda path: path.stem)
    return tuple(question_from_text(path.stem, path.read_text(encoding="utf-8")) for path in paths)


def question_named(name: str, questions: tuple[Question, ...]) -> Question:
    """The question with this name.

    Raises:
        UsageError: where there is none; it names the nearest ones.
    """
    for question in questions:
        if question.name == name:
            return question
    hint = did_you_mean(name, [question.name for question in questions])
    raise UsageError(f"no question is called {name!r}", remedy=hint or "`kg query --list` shows them all.")


def question_from_text(name: str, text: str) -> Question:
    r"""The question that a .rq file holds.

    Its head is comment lines: `# nl: …` and `# en: …` with the question, `# param wie: … | …` for a thing it needs,
    `# param wie?: … | …` for one that may be left out, `# column wie: … | …` for a heading; Dutch stands before the
    bar. `# method: …` names what is done with its rows (kg.query.network).

    Raises:
        KgError: where one of them is missing or malformed.

    Example:
        >>> question_from_text("wie", "# nl: Wie?\n# en: Who?\nSELECT ?x {}").words["en"]
        'Who?'
    """
    words: dict[Language, str] = {}
    parameters: list[Parameter] = []
    headings: dict[str, Mapping[Language, str]] = {}
    method = ""
    for line in text.splitlines():
        found = _COMMENT.fullmatch(line.strip())
        if not found:
            continue
        key, variable, optional, said = found.groups()
        match key:
            case "param":
                parameters.append(
                    Parameter(
                        name=variable, description=_both(said, f"{name}.rq: param {variable}"), optional=bool(optional)
                    )
                )
            case "column":
                headings[variable] = _both(said, f"{name}.rq: column {variable}")
            case "method":
                method = said.strip()
            case "nl":
                words["nl"] = said.strip()
            case _:
                words["en"] = said.strip()
    for language in LANGUAGES:
        if not words.get(language):
            raise KgError(
                f"{name}.rq: the question in {language} is missing",
                remedy=f"Write `# {language}: …` on top of the file.",
            )
    return Question(name=name, words=words, parameters=tuple(parameters), headings=headings, text=text, method=method)


def _both(said: str, place: str) -> Mapping[Language, str]:
    dutch, _, english = (part.strip() for part in said.partition("|"))
    if not (dutch and english):
        raise KgError(f"{place}: needs Dutch and English", remedy="Write `Nederlands | English` behind the colon.")
    return {"nl": dutch, "en": english}
