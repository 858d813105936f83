"""What the tree of a sentence tells, by the frames of ontology/frames: who does what to whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, permutations, product

from kg.base.span import Span
from kg.base.terms import Family, Kind, Modality, Predicate
from kg.dutch.model import Tag
from kg.facts.ends import End, View
from kg.facts.heads import Head, heads
from kg.facts.marks import marks_of_parts
from kg.facts.mood import Mood, basis_of
from kg.facts.parts import Cast
from kg.facts.relate import Found, Item


def told(view: View) -> Iterator[Found]:
    """What the frames find in a sentence, word by word and frame by frame; the ends of some may be back references that stay open."""
    for head in heads(view):
        yield from _holding(head, view) if head.frame.names_holder else _by_frame(head, view)


def _by_frame(head: Head, view: View) -> Iterator[Found]:
    mood = Mood.of(head.place, view)
    if mood.asks or _is_title(head, view):
        return
    for subject, object_ in _pairs(Cast(head, view), view):
        if not _is_sound(head, subject, object_, view):
            continue
        found = _found(head, subject, object_, mood, view)
        if subject is not None or found.modality is Modality.ASSERTED:
            yield replace(found, marks=marks_of_parts(head, subject, object_, view))


def _found(head: Head, subject: End | None, object_: End, mood: Mood, view: View) -> Found:
    """What `head` says of two ends."""
    inside = [end.place for end in (subject, object_) if end and end.told_before is None]
    ends = (subject.item if subject else None, object_.item)
    return Found(
        subject=ends[0],
        predicate=head.frame.predicate,
        status=None,
        object=ends[1],
        basis=_stands_on(head, ends, basis_of(head.places, view)),
        basis_is_own=False,
        modality=mood.modality(head, inside, view),
        rule=head.frame.id,
        span=_span(head, subject, object_, view),
        told_before=subject.told_before if subject else None,
        trigger=view.tree[head.place].span,
    )


def _is_title(head: Head, view: View) -> bool:
    """Whether a noun that relates those beside it only names something: "Overeenkomst tussen A en B", or no verb at all."""
    tree = view.tree
    if not head.frame.mutual or tree.is_verbal(head.place):
        return False
    return tree[head.place].text[0].isupper() or tree.finite(tree.finite_clause(head.place)) is None


def _pairs(cast: Cast, view: View) -> Iterator[tuple[End | None, End]]:
    """The subjects and objects of what a head tells; without a subject the document's own decree is meant."""
    frame = cast.head.frame
    subjects = cast.subjects()
    if frame.mutual:
        named = [end for end in subjects if not view.is_in(end.place, "parties")]
        subjects = tuple(named) if len(named) > 1 else subjects  # "partijen, A en B, …"
        yield from permutations(subjects, 2) if frame.predicate is Predicate.INFORMS else combinations(subjects, 2)
        return
    own = frame.own and view.is_decree and not subjects and cast.lacks_agent()
    whom: Sequence[End | None] = (None,) if own else subjects
    if whom:
        yield from product(whom, cast.objects())


def _is_sound(head: Head, subject: End | None, object_: End, view: View) -> bool:
    """Whether the ends are two things, named where the tree can be trusted."""
    if object_.told_before is not None or _is_parted(head, object_, view) or _only_defines(object_, view):
        return False
    if subject is None:
        return True
    if subject.told_before is None and (_are_one_name(subject, object_) or _only_defines(subject, view)):
        return False
    if subject.item == object_.item or subject.item.span.touches(object_.item.span) or _is_parted(head, subject, view):
        return False
    if object_.place in view.lists.get(subject.place, ()) and not head.frame.mutual:
        return False
    kinds = {subject.item.kind, object_.item.kind}
    # "ambtenaren en personen verstrekken elkaar": rather one group than two.
    return not (head.frame.mutual and kinds == {Kind.ACTOR_GROUP})


def _are_one_name(one: End, other: End) -> bool:
    """Whether two instruments stand side by side: then they are rather one name ("Inkomensbesluit AOW")."""
    instruments = all(end.item.kind and end.item.kind.family is Family.INSTRUMENT for end in (one, other))
    return instruments and abs(one.place - other.place) == 1


def _only_defines(end: End, view: View) -> bool:
    """Whether a clause only tells which of a group are meant ("ondernemingen die deel uitmaken van …"): no comma stands before it."""
    if end.how != "relative" or (end.item.kind or end.item.told_as) not in (Kind.ACTOR_GROUP, Kind.DOMAIN):
        return False
    after = max(place for place in range(len(view.tree)) if view.tree[place].span.start < end.item.span.end) + 1
    return after < len(view.tree) and view.tree[after].text != ","


def _is_parted(head: Head, end: End, view: View) -> bool:
    """Whether a semicolon stands between an end and the word that tells the relation: then the tree is wrong."""
    if end.told_before is not None:
        return False
    low, high = sorted((end.place, head.place))
    return any(view.tree[one].text == ";" for one in range(low + 1, high))


def _stands_on(head: Head, ends: tuple[Item | None, Item], basis: Item | None) -> Item | None:
    if head.frame.basis and ends[1].kind and ends[1].kind.family is Family.INSTRUMENT:
        return ends[1]
    return None if basis in ends else basis


def _span(head: Head, subject: End | None, object_: End, view: View) -> Span:
    """All words that say it."""
    span = object_.item.span
    for place in head.places:
        span = span.cover(view.tree[place].span)
    return span.cover(subject.item.span) if subject and subject.told_before is None else span


def _holding(head: Head, view: View) -> Iterator[Found]:
    """The post or unit that heads the frame with the body that it belongs to, as the whole of their words names it."""
    tree, place = view.tree, head.place
    link = next((one for one in (place + 1, place + 2) if one < len(tree) and tree[one].tag is Tag.ADPOSITION), None)
    if link is None or tree[link].text.casefold() not in head.frame.object_parts:
        return
    body = link + 1
    while body < len(tree) and tree[body].tag is Tag.DETERMINER:
        body += 1
    item = view.items.get(body)
    if item is None or item.kind not in head.frame.objects:
        return
    span = tree[place].span.cover(item.span)
    kind = Kind.ACTOR_GROUP if tree[place].feature("Number") == "Plur" else Kind.POST
    yield Found(
        subject=Item(span=span, kind=None, iri=None, told_as=kind),
        predicate=head.frame.predicate,
        status=None,
        object=item,
        basis=None,
        basis_is_own=False,
        modality=Modality.ASSERTED,
        rule=head.frame.id,
        span=span,
    )
