"""Places in acts that a text cites: found by a pattern, read by the grammar of ontology/grammars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lark import Token, Tree
from lark.exceptions import UnexpectedInput

from kg.base.grammar import Grammar
from kg.base.knowledge import Knowledge
from kg.base.mask import masked
from kg.base.provision import Part
from kg.base.span import Span
from kg.base.terms import Family
from kg.extract.model import Mention
from kg.extract.steps import Cited, Group, groups_of

_LONGEST = 3000  # characters of one citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Places of one act, cited together: `span` goes from the first word to the last, with the act's name where it has one.

    `act` is the mention that names the act. Without it, `named` is where a name stands that can only be an act's ("Wbbbg"), or
    `other` holds words that tell nobody which act ("de planregels"); without either the text names no act, as one part of an act
    does when it cites another. `book` is the book of a code; `former` where an earlier text of the act is meant ("oud").
    """

    span: Span
    cited: tuple[Cited, ...]
    act: Mention | None
    named: Span | None = None
    other: str = ""
    book: str = ""
    former: bool = False


def citations_in(text: str, offset: int, mentions: Sequence[Mention], knowledge: Knowledge) -> Iterator[Citation]:
    """The citations in `text`, which stands at `offset` of its document, from left to right.

    `mentions` are the names in it, sorted and apart; those of instruments, and words that point back to one, are the acts. A chapter
    or annex counts only where its act is named, as every report has chapters.
    """
    acts = [mention for mention in mentions if mention.kind.family is Family.INSTRUMENT]
    hidden = masked(text, offset, [(mention.span, mention.kind) for mention in acts])
    for group, start in _groups(hidden.text, knowledge):
        named = hidden.span(group.named[0] + start, group.named[1] + start) if group.named else None
        act = None if group.act is None else acts[hidden.numbers[group.act + start]]
        if act or all(one.place.value(Part.ARTICLE) for one in group.cited):
            yield Citation(
                span=hidden.span(group.start + start, group.end + start),
                cited=group.cited,
                act=act,
                named=None if named and any(other.span.touches(named) for other in mentions) else named,
                other=group.other,
                book=group.book,
                former=group.former,
            )


def _groups(text: str, knowledge: Knowledge) -> Iterator[tuple[Group, int]]:
    """What the citations in masked `text` tell, each with the place where its citation begins."""
    read_until = 0
    for pattern in knowledge.patterns["citations"]:
        for opening in pattern.matches(text):
            start = opening.start()
            if start < read_until:
                continue
            steps = _parsed(text[start : start + _LONGEST], knowledge.citations)
            for group in groups_of(steps, knowledge.citations.ordinals) if steps else ():
                read_until = start + group.end
                yield group, start


def _parsed(text: str, grammar: Grammar) -> Tree[Token] | None:
    """The steps of the longest beginning of `text` that is a citation, None where there is none."""
    tokens: list[Token] = []
    complete = 0  # tokens after which the citation could end
    reader = grammar.parser.parse_interactive(text)
    try:
        for token in reader.lexer_thread.lex(reader.parser_state):
            reader.feed_token(token)
            tokens.append(token)
            if "$END" in reader.choices():
                complete = len(tokens)
    except UnexpectedInput:
        pass
    if not complete:
        return None
    again = grammar.parser.parse_interactive("")
    for token in tokens[:complete]:
        again.feed_token(token)
    parsed = again.feed_eof(tokens[complete - 1])
    return parsed if isinstance(parsed, Tree) else None
