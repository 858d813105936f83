"""The stretches of text that may tell a relation: sentences, and list items with the words that lead in to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.base.knowledge import Knowledge
from kg.base.span import Span
from kg.document.model import Block, BlockKind, Document, Force
from kg.dutch.sentences import sentence_spans

_LONGEST = 4000  # characters of a sentence; what is longer is a table or a list that lost its shape
_NOT_IN_FORCE = "stands in an article that is not in force"
_LONGEST_LIST = 8000  # characters from the words that lead in to a list to the end of an item
_OTHER_ACT = re.compile(
    r"(?:komt|komen) (?:als volgt )?te luiden|wordt (?:als volgt )?gewijzigd|wordt vervangen door|word(?:t|en) ingevoegd|wordt toegevoegd"
)
_RECORD = re.compile(r"\b[A-Z][a-z]+:\s")  # "Periode: 1945– Grondslag: …"
_GOES_ON = re.compile(r"(?:[;,:]|\b(?:en|of|alsmede))\s*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or the end of a lead-in with one of its items: `parts` are in reading order."""

    parts: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """From the first to the last character."""
        return Span(self.parts[0].start, self.parts[-1].end)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sentence that is not read for relations, and why."""

    span: Span
    reason: str


def sentences_of(document: Document, knowledge: Knowledge) -> Iterator[Sentence | Skipped]:
    """The sentences of `document` in reading order; an item of a list comes with the sentence that leads in to it.

    Headings and tables tell no relation by themselves and are left out. Skipped are questions, what tells another act's new words,
    stretches too long to be a sentence, and articles that are not in force.
    """
    for page in document.pages:
        found = _of_blocks(document.text, page.blocks, knowledge)
        if page.provision and page.provision.force is not Force.IN_FORCE:
            yield from (Skipped(one.span, _NOT_IN_FORCE) for one in found)
        else:
            yield from found


def _of_blocks(text: str, blocks: Sequence[Block], knowledge: Knowledge) -> Iterator[Sentence | Skipped]:
    lead_in: Span | None = None
    quoting = False
    for block in blocks:
        if block.kind is BlockKind.TABLE:
            continue
        words = block.span.of(text)
        if block.kind is BlockKind.HEADING:
            lead_in, quoting = None, False
            continue
        spans = [span.shifted(block.span.start) for span in sentence_spans(words, knowledge.abbreviations)]
        for number, span in enumerate(spans):
            sentence = Sentence((lead_in, span) if lead_in and number == 0 else (span,))
            reason = _reason(text, sentence, quoting=quoting)
            yield Skipped(span, reason) if reason else sentence
            if _OTHER_ACT.search(span.of(text)):
                quoting = words.rstrip().endswith(":")
        if words.rstrip().endswith(":") and spans:
            nested = lead_in and not quoting and len(spans) == 1 and len(lead_in.cover(spans[-1])) <= _LONGEST
            lead_in = lead_in.cover(spans[-1]) if lead_in and nested else spans[-1]
        elif not _GOES_ON.search(words):
            lead_in, quoting = None, False


def _reason(text: str, sentence: Sentence, *, quoting: bool) -> str:
    words = sentence.parts[-1].of(text)
    if words.rstrip("\"'”’ )").endswith("?"):
        return "question"
    if len(_RECORD.findall(words)) > 1:
        return "is a record, not a sentence"
    if quoting or _OTHER_ACT.search(words):
        return "tells the new words of an act"
    if len(words) > _LONGEST or len(sentence.span) > _LONGEST_LIST:
        return f"longer than {_LONGEST} characters"
    return ""
