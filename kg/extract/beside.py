"""Names that no list has and no form tells: bodies known by what the document says beside their name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from kg.base.knowledge import Knowledge
from kg.base.span import Span
from kg.base.terms import Kind
from kg.extract.model import Mention, Target

_NAME = re.compile(r"(?<=[a-zà-ÿ,;()«“‘] )[A-ZÀ-Þ][\w&’'-]*(?: [A-ZÀ-Þ&][\w&’'-]*){0,3}")
_BEFORE = 60  # characters that may tell what a name is
_AFTER = 90
_SHORT = 3  # letters of the shortest name
_PLACES = ("gemeente ", "provincie ", "waterschap ", "hoogheemraadschap ")
_NO_NAME = re.compile(
    r"[A-Z]\b|[IVX]+$|.*\d|.*(?:se|sche|isch|ale|lijke)$|(?:Noord|Oost|Zuid|West|Midden)(?:-|$)|.*-[a-zà-ÿ]+$|[A-Z]{2,}[’'](?:s|en)$|.*-$|.*(?:wet|besluit|regeling|verordening|richtlijn|verdrag)s?$",
    re.DOTALL,
)


def names_beside(texts: Sequence[tuple[str, Sequence[Mention]]], knowledge: Knowledge) -> Mapping[str, Mention]:
    """The names that stand in `texts` (text, its mentions, their spans within it) beside words that only a body has beside it.

    A name that the document has beside words of a person, a place or a thing anywhere is none, nor is a word that it writes in small
    letters as well.
    """
    seen: dict[str, list[str]] = {}
    for text, mentions in texts:
        covered = sorted((mention.span.start, mention.span.end) for mention in mentions)
        for name, start, end in _candidates(text, covered):
            seen.setdefault(name, []).append(f"{text[max(0, start - _BEFORE) : start]}\0{text[start : end + _AFTER]}")
    known = _known(knowledge)
    told = {
        name: mention
        for name, windows in seen.items()
        if not (name in known or name.split(" ", 1)[0] in known) and (mention := _told(name, windows, knowledge))
    }
    return {name: mention for name, mention in told.items() if not any(_is_common(name, text) for text, _ in texts)}


def names_again(text: str, names: Mapping[str, Mention]) -> Iterator[Mention]:
    """Where the names stand in `text` as words of their own, at the start of a sentence too."""
    for name, mention in names.items():
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not (
                text[at - 1 : at].isalnum()
                or text[at - 1 : at] in ("-", ".", "@", "/")
                or text[end : end + 1].isalnum()
            ):
                yield Mention(span=Span(at, end), kind=mention.kind, targets=mention.targets, rule=mention.rule)
            at = text.find(name, end)


def _candidates(text: str, covered: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
    """Words with a capital inside a sentence that no mention touches."""
    number = 0
    for found in _NAME.finditer(text):
        start, end = found.span()
        while number < len(covered) and covered[number][1] <= start:
            number += 1
        if (
            (number == len(covered) or covered[number][0] >= end)
            and not _NO_NAME.match(found[0])
            and end - start >= _SHORT
        ):
            yield found[0].rstrip("’'"), start, end


def _told(name: str, windows: Iterable[str], knowledge: Knowledge) -> Mention | None:
    """The body of that name, where what stands beside it says that it is one and nothing says otherwise."""
    mention = None
    for window in windows:
        place = window.index("\0")
        shown = window.replace("\0", "").replace("\n", " ")
        for pattern in knowledge.patterns["beside"]:
            if any(found.span("name") == (place, place + len(name)) for found in pattern.matches(shown)):
                if pattern.kind != Kind.ORGANISATION:
                    return None
                target = Target(iri=None, kind=Kind.ORGANISATION, label=name)
                mention = mention or Mention(
                    span=Span(0, len(name)), kind=target.kind, targets=(target,), rule=pattern.id
                )
    return mention


def _is_common(name: str, text: str) -> bool:
    """Whether the first word of the name stands in `text` in small letters."""
    first = name.split(" ", 1)[0]
    return first[1:].islower() and re.search(rf"(?<![\w/.@-]){re.escape(first.lower())}(?![\w/@-])", text) is not None


@lru_cache(maxsize=4)
def _known(knowledge: Knowledge) -> frozenset[str]:
    """Names of places, and names that everyone knows to be of something else than a body."""
    places = {
        name[len(kind) :]
        for body in knowledge.registers.organisations
        for name in body.names
        for kind in _PLACES
        if name.casefold().startswith(kind)
    }
    return knowledge.no_bodies | places
