"""What can be seen of a finding that tells how far it may be trusted: marks, each present or not."""

from __future__ import annotations

from collections.abc import Iterator

from kg.base.terms import Family, Kind, Modality
from kg.dutch.model import Tag
from kg.facts.ends import End, View
from kg.facts.heads import Head
from kg.facts.relate import Found, Item

_FAR, _VERY_FAR = 8, 20  # words
_LONG, _VERY_LONG = 30, 70  # words of a sentence
_MOST = 2  # what is counted up to
_CLAUSES = frozenset({Tag.SUBORDINATOR})
_PREPOSITIONS = frozenset(
    {"aan", "bij", "door", "in", "met", "naar", "onder", "op", "over", "tot", "tussen", "uit", "van", "voor"}
)


def marks_of_parts(head: Head, subject: End | None, object_: End, view: View) -> tuple[str, ...]:
    """How the ends of what a frame tells were found, and how far from its head they stand."""
    found = [f"head:{view.tree[head.place].label}", f"head:{view.tree[head.place].tag}"]
    found += ["passive"] if view.tree.is_passive(head.place) else []
    found += ["with words"] if head.belonging else []
    for role, end in (("subject", subject), ("object", object_)):
        if end is None:
            continue
        found += [f"{role} by {end.path}", f"{role} {end.how}"]
        if end.told_before is not None:
            continue
        found.append(f"{role} {_distance(abs(end.place - head.place))} from head")
        if view.tree.finite_clause(end.place) != view.tree.finite_clause(head.place):
            found.append(f"{role} in another clause")
        found += _between(f"{role} and head", end.place, head.place, view)
        found.append(f"{role} {'before' if end.place < head.place else 'behind'} head")
    return tuple(found)


def marks_of(found: Found, view: View | None) -> frozenset[str]:
    """All marks of `found`; `view` is the sentence it is in, where that has a tree.

    Example:
        >>> from kg.base.terms import Predicate
        >>> from kg.base.span import Span
        >>> one = Found(
        ...     subject=None, predicate=Predicate.SUPERVISES, status=None, object=None, basis=None, basis_is_own=False,
        ...     modality=Modality.ASSERTED, rule="frames/supervises#ziet-toe", span=Span(0, 1),
        ... )
        >>> sorted(marks_of(one, None))[:4]
        ['by frames', 'frames/supervises#ziet-toe', 'no tree', 'supervises']
    """
    by = found.rule.split("#")[0].split("/")[0] if "/" in found.rule else "patterns"
    predicate = str(found.predicate or found.status)
    given = {
        str(found.rule),
        f"{predicate} {found.modality}",
        predicate,
        f"by {by}",
        f"{predicate} by {by}",
        *found.marks,
    }
    if found.modality is not Modality.ASSERTED:
        given.add(f"{found.modality}")
    for role, item in (("subject", found.subject), ("object", found.object)):
        if item is not None:
            given.add(f"{role} is {_kind(item)}")
            given |= {f"{role} {mark}" for mark in _of_end(item, view)}
    if view is None:
        return frozenset(given | {"no tree"})
    length = len(view.tree)
    given.add("very long" if length > _VERY_LONG else "long" if length > _LONG else "short")
    if not any(token.feature("Tense") for token in view.tree.parse.tokens):
        given.add("no finite verb")
    texts = {token.text for token in view.tree.parse.tokens}
    given |= {f"sentence has {sign}" for sign in (":", ";", "(", "–", "-") if sign in texts}
    if not view.tree[length - 1].text.endswith((".", ":", ";")):
        given.add("no end mark")
    places = [_place(item, view) for item in (found.subject, found.object)]
    if places[0] is not None and places[1] is not None:
        given |= set(_between("ends", places[0], places[1], view))
        given.add(f"ends {_distance(abs(places[0] - places[1]))}")
    return frozenset(given)


def _of_end(item: Item, view: View | None) -> Iterator[str]:
    place = _place(item, view)
    if view is None or place is None:
        yield "elsewhere"
        return
    tree = view.tree
    yield f"is {tree[place].label}"
    case = view.case(place)
    yield f"behind {case if case in _PREPOSITIONS else 'other'}" if case else "bare"
    if place in view.lists:
        yield "in a list"
    if item.short:
        yield "widened"
    last = max((one for one in range(place, len(tree)) if tree[one].span.start < item.span.end), default=place)
    if last + 1 < len(tree):
        after = tree[last + 1]
        text = after.text.casefold()
        yield (
            f"then {text}"
            if text in _PREPOSITIONS or text in {"en", "of", ",", "die", "dat", "(", ":"}
            else f"then {after.tag}"
        )
    before = tree[place - 1].text.casefold() if place else ""
    yield "definite" if before in {"de", "het", "deze", "die", "dit"} else "indefinite"
    if item.kind is None and last == place:
        yield "one word"


def _between(what: str, one: int, other: int, view: View) -> Iterator[str]:
    low, high = sorted((one, other))
    inside = range(low + 1, high)
    tokens = [view.tree[place] for place in inside]
    yield f"{what}: {min(_MOST, sum(view.tree.is_verbal(place) for place in inside))} verbs between"
    yield f"{what}: {min(_MOST, sum(token.text == ',' for token in tokens))} commas between"
    if any(token.tag in _CLAUSES or view.tree.antecedent(low + 1 + n) is not None for n, token in enumerate(tokens)):
        yield f"{what}: a clause opens between"
    if any(token.text in (";", ":") for token in tokens):
        yield f"{what}: a colon between"
    actors = sum(_kind(view.items[place]) in _ACTORS for place in inside if place in view.items)
    yield f"{what}: {min(_MOST, actors)} actors between"


_ACTORS = frozenset(str(kind) for kind in Kind if kind.family is Family.ACTOR)


def _kind(item: Item) -> str:
    return str(item.kind or f"phrase {item.told_as}")


def _distance(words: int) -> str:
    return "very far" if words > _VERY_FAR else "far" if words > _FAR else "near"


def _place(item: Item | None, view: View | None) -> int | None:
    if item is None or view is None:
        return None
    place = view.tree.parse.at(item.short or item.span)
    if place is None:
        place = view.tree.parse.at(item.span)
    return place
