"""Names made of names: the officers of a body, the post of a body, the people whom someone designates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.base.knowledge import Knowledge
from kg.base.mask import Masked, masked
from kg.base.pattern import Pattern
from kg.base.span import Span
from kg.base.terms import Kind
from kg.extract.model import Mention, Role, Target


def composed(text: str, offset: int, mentions: Sequence[Mention], knowledge: Knowledge) -> tuple[Mention, ...]:
    """`mentions` with those that make up a larger name put together; sorted, none within another.

    Officers are told by the noun itself ("ambtenaren"), so groups are words to that pattern.
    """
    found = tuple(mentions)
    views: dict[bool, tuple[list[Mention], Masked]] = {}  # the mentions shown, with or without groups
    for pattern in knowledge.patterns["compositions"]:
        if not found:
            break
        groups = pattern.kind != "officers"
        if groups not in views:
            shown = [mention for mention in found if groups or mention.kind is not Kind.ACTOR_GROUP]
            views[groups] = shown, masked(text, offset, [(mention.span, mention.kind) for mention in shown])
        shown, hidden = views[groups]
        matches = (_made(match, pattern, hidden, shown, text, offset) for match in pattern.matches(hidden.text))
        made = [mention for mention in matches if mention]
        if made:
            covered = [mention for mention in found if not any(whole.span.touches(mention.span) for whole in made)]
            found = tuple(sorted((*covered, *made), key=lambda mention: mention.span))
            views = {}
    return found


def _made(
    match: re.Match[str], pattern: Pattern, hidden: Masked, found: Sequence[Mention], text: str, offset: int
) -> Mention | None:
    span = hidden.span(*match.span())

    def words(place: Span) -> str:
        return text[place.start - offset : place.end - offset]

    def named(group: str) -> tuple[Mention, ...]:
        return tuple(found[number] for number in hidden.mentions(*match.span(group)))

    if pattern.kind in ("designated", "referred"):
        (group, *_) = named("group")
        label = words(span)
        target = Target(iri=None, kind=group.kind, label=label, names=(words(hidden.span(*match.span("group"))),))
        designators = named("designator") if pattern.kind == "designated" else ()
        parts = tuple((Role.DESIGNATOR, mention) for mention in designators)
        return Mention(span=span, kind=group.kind, targets=(target,), rule=pattern.id, parts=parts)
    (body,) = named("body")
    if pattern.kind == "officers":
        targets = tuple(
            Target(iri=target.iri, kind=target.kind, label=target.label, names=(*target.names, words(span)))
            for target in body.targets
        )
        return Mention(span=span, kind=body.kind, targets=targets, rule=pattern.id, head=body.head, parts=body.parts)
    if pattern.kind == "office":
        short = words(hidden.span(*match.span("office")))
        target = Target(iri=None, kind=Kind.POST, label=words(span), names=(short,))
        return Mention(span=span, kind=Kind.POST, targets=(target,), rule=pattern.id, parts=((Role.WHOLE, body),))
    (unit,) = named(pattern.kind)
    if pattern.kind == "unit":
        return Mention(
            span=span,
            kind=unit.kind,
            targets=unit.targets,
            rule=pattern.id,
            head=unit.head,
            parts=((Role.WHOLE, body),),
        )
    if pattern.kind == "members" and unit.targets[0].names:
        return None  # one member: "de instelling van de dienst" is more often its founding
    target = Target(iri=None, kind=unit.kind, label=words(span), names=(words(unit.span),))
    parts = ((Role.WHOLE, body),) if pattern.kind == "post" else ()
    return Mention(span=span, kind=unit.kind, targets=(target,), rule=pattern.id, parts=parts)
