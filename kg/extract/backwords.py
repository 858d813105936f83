"""Words that name nothing themselves but point back: "de Inspectie", "het ministerie", "deze wet"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.base.knowledge import Knowledge
from kg.base.mask import masked
from kg.base.terms import Family, Kind
from kg.extract.model import Mention

_MINISTRY = frozenset({"ministerie", "minister", "staatssecretaris"})
_SUPERVISOR = frozenset({"inspectie", "autoriteit", "rijksinspectie", "toezichthouder"})
_REGULATION = frozenset(
    {"verordening", "regeling", "richtlijn", "besluit", "reglement", "beleidsregel", "beleidsregels"}
)
_AGREEMENT = frozenset({"overeenkomst", "convenant", "protocol", "statuut", "gedragscode", "verdrag"})


def pointing_back(text: str, offset: int, mentions: Sequence[Mention], knowledge: Knowledge) -> Iterator[Mention]:
    """The words of `text` that point back, outside all `mentions`, from left to right for each pattern.

    `head` is the noun, in lower case and singular; the type is what the noun makes likely.
    """
    hidden = masked(text, offset, [(mention.span, mention.kind) for mention in mentions])
    taken: set[int] = set()
    for pattern in knowledge.patterns["backrefs"]:
        for found in pattern.matches(hidden.text):
            place = range(*found.span("name"))
            if not taken.isdisjoint(place):
                continue
            taken.update(place)
            groups = found.groupdict()
            head = (groups.get("head") or groups.get("head2") or found["name"]).casefold()
            yield Mention(
                span=hidden.span(*found.span("name")),
                kind=_kind(head, pattern.kind),
                targets=(),
                rule=pattern.id,
                head=head,
            )


def _kind(head: str, family: str) -> Kind:
    for heads, kind in (
        (_MINISTRY, Kind.MINISTRY),
        (_SUPERVISOR, Kind.SUPERVISOR),
        (_REGULATION, Kind.REGULATION),
        (_AGREEMENT, Kind.AGREEMENT),
    ):
        if head in heads:
            return kind
    return Kind.ACT if family == Family.INSTRUMENT else Kind.ORGANISATION
