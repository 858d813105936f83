"""A picture of what a question returns."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from kg.base.errors import UsageError
from kg.graph.vocabulary import Language
from kg.picture import picture_of_answer
from kg.query.model import Answer, Triples, Verdict
from kg.query.questions import read_questions
from kg.run.ask import answer_from_words


def page_of_question(
    store: ox.Store, question: str, params: Mapping[str, str], language: Language, *, base: str
) -> str:
    """The page of the statements and things that a question (a name, a file or SPARQL) returns, under the question's words.

    Raises:
        UsageError: where the question cannot be asked (`answer_from_words`) or is one of yes or no.
    """
    answer = answer_from_words(store, question, params, language)
    words = next(((one.words["nl"], one.words["en"]) for one in read_questions() if one.name == question), None)
    return picture_of_answer(store, _rows(answer, question), title=words, base=base, language=language)


def _rows(answer: Answer | Verdict | Triples, question: str) -> list[frozenset[str]]:
    """The IRIs of each row."""
    match answer:
        case Answer():
            terms = [[cell.term for cell in row if cell is not None] for row in answer.rows]
        case Triples():
            terms = [[triple.subject, triple.predicate, triple.object] for triple in answer.triples]
        case Verdict():
            raise UsageError(
                f"{question}: a question of yes or no has nothing to draw", remedy="Ask it with kg query, or SELECT."
            )
    return [frozenset(term.value for term in row if isinstance(term, ox.NamedNode)) for row in terms]
