"""A document's own short names: "X (ABBR)", "X (hierna: Y)". They hold for the whole document and win over the registers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.base.knowledge import Knowledge
from kg.base.mask import masked
from kg.base.span import Span
from kg.base.terms import Family
from kg.extract.model import Mention, Target

_BESIDE = "beside#"  # the rules of names that only their surroundings tell


def defined(texts: Iterable[tuple[str, int, Sequence[Mention]]], knowledge: Knowledge) -> Mapping[str, Mention]:
    """The short names that `texts` (text, its place in the document, its mentions) define, each with the mention it is short for.

    The first definition of a name holds, also over what the registers know by it. What only stands in brackets must abbreviate, and
    may be a known name only where that is ambiguous: so "Wet politiegegevens (Wpg)" settles it, and "de toezichthouder (AFM)"
    defines nothing.
    """
    aliases: dict[str, Mention] = {}
    for text, offset, mentions in texts:
        if "(" not in text and ":" not in text:
            continue
        hidden = masked(text, offset, [(mention.span, mention.kind) for mention in mentions])
        for pattern in knowledge.patterns["definitions"]:
            for found in pattern.matches(hidden.text):
                named = mentions[hidden.mentions(*found.span("entity"))[0]]
                span = hidden.span(*found.span("alias"))
                alias = text[span.start - offset : span.end - offset].strip()
                words = text[named.span.start - offset : named.span.end - offset]
                inside = [mentions[number] for number in hidden.mentions(*found.span("alias"))]
                settles = all(
                    set(named.targets) < set(other.targets) or other.rule.startswith(_BESIDE) for other in inside
                )
                fits = pattern.kind == "name" or (abbreviates(alias, words) and settles)
                if len(named.targets) == 1 and alias not in knowledge.stop_words and fits:
                    aliases.setdefault(alias, replace(named, rule=pattern.id))
                elif pattern.kind != "name" and len(inside) == 1 and _is_title_of(words, inside[0], knowledge):
                    aliases.setdefault(words, replace(inside[0], rule=pattern.id))
    return aliases


def _is_title_of(words: str, short: Mention, knowledge: Knowledge) -> bool:
    """Whether `words` are a title of the one act that `short` abbreviates, but for small words: "Wet hergebruik overheidsinformatie"."""
    if len(short.targets) != 1 or not short.targets[0].iri or short.kind.family is not Family.INSTRUMENT:
        return False

    def weighty(name: str) -> tuple[str, ...]:
        return tuple(word for word in name.casefold().split() if word not in knowledge.stop_words)

    (target,) = short.targets
    return any(weighty(words) == weighty(name) for name in (target.label, *target.names))


def abbreviates(short: str, name: str) -> bool:
    """Whether the letters of `short` stand in `name` in the same order, the first one at the start of a word.

    Example:
        >>> abbreviates("Wpg", "Wet politiegegevens"), abbreviates("Wob", "minister van Financiën")
        (True, False)
    """
    letters = [char for char in short.casefold() if char.isalpha()]
    folded = name.casefold()
    if not letters or not any(word.startswith(letters[0]) for word in folded.replace("-", " ").split()):
        return False
    rest = iter(folded)
    return all(letter in rest for letter in letters)


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
