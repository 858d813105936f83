"""What a finding says besides who and whom: when it holds, and about what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.base.knowledge import Knowledge
from kg.base.span import Span
from kg.base.terms import Kind
from kg.dutch.model import Tag
from kg.facts.ends import View
from kg.facts.model import Time
from kg.facts.relate import Found
from kg.facts.sentences import Sentence
from kg.facts.times import joined, times_in
from kg.facts.topics import TOPICAL, topics_of
from kg.facts.tree import Tree

_CLAUSES = frozenset({"acl", "acl:relcl", "advcl", "ccomp", "csubj", "parataxis", "conj", "amod"})
_NOUNS = frozenset({Tag.NOUN, Tag.NAME})
_BY_KIND = frozenset({Kind.ACTOR_GROUP, Kind.DOMAIN, None})
_LONGEST_CHAIN = 30
_SEVERAL = 2
_NEAR = 3  # characters between the words of a status and their time


def qualified(found: Found, views: Sequence[View], sentence: Sentence, text: str, knowledge: Knowledge) -> Found:
    """`found` with the times and topics that its clause tells."""
    named = tuple(item.span for view in views for item in view.items.values())
    times = [
        time
        for part in sentence.parts
        for time in times_in(text, part, knowledge)
        if not any(span.touches(time.span) for span in named)
    ]
    if found.status:
        told = joined(time for time in times if _is_beside(time.span, found.span, sentence))
        return replace(found, times=tuple(_begun(time) for time in told)[:1])
    view = next((view for view in views if view.tree.parse.span.touches(found.span)), None)
    trigger = _trigger(found, view) if view else None
    if view is None or trigger is None:
        return found
    held = _nearest(joined(time for time in times if _is_bound(time, trigger, found, view.tree)), found)
    ends = tuple(end.span for end in (found.subject, found.object) if end)
    about = topics_of(trigger, found.predicate, ends, view) if found.predicate in TOPICAL else iter(())
    outside = (span for span in about if not any(time.span.holds(span) for time in times))
    return replace(found, times=held, topics=tuple(outside))


def _begun(time: Time) -> Time:
    """The time from which an instrument has a status, for a day on which something happened to it."""
    return time if "/" in time.edtf else replace(time, edtf=f"{time.edtf}/..")


def _is_beside(time: Span, told: Span, sentence: Sentence) -> bool:
    """Whether a time stands within the words of a status, right behind them, or opens their sentence."""
    opens = time.start == sentence.parts[-1].start
    return told.holds(time) or opens or 0 <= time.start - told.end <= _NEAR


def _trigger(found: Found, view: View) -> int | None:
    """The word that tells it; of a pattern the verb or noun to which the object is tied."""
    tree = view.tree
    if found.trigger is not None:
        return tree.parse.at(found.trigger)
    end = found.object or found.subject
    place = tree.parse.at(end.short or end.span) if end else None
    if place is None:
        return None
    for _ in range(_LONGEST_CHAIN):
        place = tree[place].head
        if (tree.is_verbal(place) and tree[place].label != "compound:prt") or tree[place].head == place:
            break
    return place


def _is_bound(time: Time, trigger: int, found: Found, tree: Tree) -> bool:
    """Whether the clause that the word at `trigger` tells its relation in is that of the time."""
    inside = [place for place, token in enumerate(tree.parse.tokens) if token.span.touches(time.span)]
    place = tree.parse.at(time.span)
    if place is None or _counts(inside, tree) or _is_parted(inside[0], trigger, tree):
        return False
    if found.subject and found.object and found.subject.span.touches(found.object.span):
        return False  # "de ambtenaar van de dienst" is told by a name, in a clause that tells something else
    clauses = tuple(_clauses(trigger, place, tree))
    if inside[0] == 0:
        return tree.parse.root in clauses
    head = tree[place].head
    beside = head < inside[0] and tree[head].tag in _NOUNS and tree[place].label != "obl" and head != trigger
    if beside and not tree.is_verbal(head):
        ends = [end.span for end in (found.subject, found.object) if end and end.kind not in _BY_KIND]
        if not any(tree[head].span.touches(end) for end in ends):
            return False
    return next(_clauses(place, place, tree), None) in clauses


def _is_parted(place: int, trigger: int, tree: Tree) -> bool:
    """Whether a colon or semicolon stands between the two words: then they stand in other parts of a list."""
    low, high = sorted((place, trigger))
    return any(tree[one].text in (":", ";") for one in range(low + 1, high))


def _nearest(times: Sequence[Time], found: Found) -> tuple[Time, ...]:
    """Of several times in one clause the one that stands nearest to the object: "per 1 mei een griffier en per 1 juni een voorzitter"."""
    end = found.object or found.subject
    if len(times) < _SEVERAL or end is None:
        return tuple(times)
    return (min(times, key=lambda time: max(time.span.start - end.span.end, end.span.start - time.span.end)),)


def _counts(inside: Sequence[int], tree: Tree) -> bool:
    """Whether the number that looks like a year only says how many ("in 2000 gevallen")."""
    last = inside[-1]
    behind = last + 1 < len(tree) and tree[last].label == "nummod" and tree[last].head == last + 1
    return behind and tree[last + 1].feature("Number") == "Plur"


def _clauses(place: int, time: int, tree: Tree) -> Iterator[int]:
    """The heads of the clauses that the word at `place` stands in: its own, and those above as long as they have no verb of their own.

    Of verbs that are coordinated the first counts where the time opens its clause, before both.
    """
    here = place
    for _ in range(_LONGEST_CHAIN):
        token = tree[here]
        verbal = tree.is_verbal(here) or token.label in ("acl:relcl", "ccomp", "advcl", "parataxis", "csubj")
        ends = token.head == here or (verbal and token.label in _CLAUSES)
        if ends:
            yield here
        if token.head == here:
            return
        if ends:
            shared = token.label == "conj" and time < token.head
            bare = tree.finite(here) is None and token.label in ("acl", "advcl", "ccomp", "csubj", "xcomp")
            if not (shared or bare):
                return
        here = token.head
