"""A document's own short names: "X (ABBR)", "X (hierna: Y)". They hold for the whole document and win over the registers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.base.knowledge import Knowledge
from kg.base.mask import masked
from kg.base.span import Span
from kg.extract.model import Mention, Target


def defined(texts: Iterable[tuple[str, int, Sequence[Mention]]], knowledge: Knowledge) -> Mapping[str, Mention]:
    """The short names that `texts` (text, its place in the document, its mentions) define, each with the mention it is short for.

    The first definition of a name holds. A name that only repeats the mention's own words is none.
    """
    aliases: dict[str, Mention] = {}
    for text, offset, mentions in texts:
        if "(" not in text:
            continue
        hidden = masked(text, offset, [(mention.span, mention.kind) for mention in mentions])
        for pattern in knowledge.patterns["definitions"]:
            for found in pattern.matches(hidden.text):
                named = mentions[hidden.mentions(*found.span("entity"))[0]]
                span = hidden.span(*found.span("alias"))
                alias = text[span.start - offset : span.end - offset].strip()
                if len(alias) > 1 and alias not in knowledge.stop_words and len(named.targets) == 1:
                    aliases.setdefault(alias, named)
    return aliases


def aliases_in(text: str, aliases: Mapping[str, Mention]) -> Iterator[Mention]:
    """Where the short names stand in `text` as words of their own, as mentions of what they are short for."""
    for alias, named in aliases.items():
        target = named.targets[0]
        named_too = Target(
            iri=target.iri,
            kind=target.kind,
            label=target.label,
            names=tuple(sorted({*target.names, alias} - {target.label})),
        )
        at = text.find(alias)
        while at >= 0:
            end = at + len(alias)
            if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum() or text[end : end + 1] == "-"):
                yield replace(named, span=Span(at, end), targets=(named_too,), parts=())
            at = text.find(alias, end)
