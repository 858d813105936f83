"""Where in a sentence a frame is told: the word that heads it, and the words that belong to that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.base.frames import ANY, Frame
from kg.base.terms import Kind
from kg.dutch.model import Tag
from kg.facts.ends import View
from kg.facts.reduce import lower

_LONGEST_CLAUSE = 40  # words between a verb and its particle
_CLOSE = 12  # words within which what belongs to a verb stands, where the tree does not tell
_HIDDEN = "\u0000"  # stands for what is named: no word of a frame
_AFTER_PARTICLE = frozenset({Tag.PUNCTUATION, Tag.COORDINATOR, Tag.SUBORDINATOR, Tag.ADPOSITION})
_RELATIVES = frozenset({"die", "dat", "waarin", "waarop", "waarvoor"})
_MAYBE_VERBS = frozenset({Tag.VERB, Tag.AUXILIARY, Tag.ADJECTIVE, Tag.OTHER, Tag.NAME})
_HEADING = frozenset({Kind.POST, Kind.ACTOR_GROUP, Kind.AGREEMENT})  # what is named and can head a frame itself


@dataclass(frozen=True, slots=True)
class Head:
    """The word at `place` that tells `frame`, and the places of the words that belong to it ("toezicht" with "houdt")."""

    frame: Frame
    place: int
    belonging: tuple[int, ...]

    @property
    def places(self) -> tuple[int, ...]:
        """All words of the trigger."""
        return (self.place, *self.belonging)


def heads(view: View) -> Iterator[Head]:
    """The words of a sentence that tell a frame, in reading order, and of one word in the order of the frames."""
    words = lower(" ".join(token.text for token in view.tree.parse.tokens))
    for place in range(len(view.tree)):
        for frame in _frames(place, view):
            if frame.needs and not frame.needs.search(words):
                continue
            words_of_it = belonging(frame.belongs, place, view) if frame.belongs else ()
            if words_of_it is not None and not _is_denied(frame, place, view):
                yield Head(frame, place, words_of_it)


def _frames(place: int, view: View) -> Iterator[Frame]:
    """The frames that the word at `place` can head; of what is named a holder heads only those that name it, an agreement any."""
    by_word = view.knowledge.frames.by_word
    named = view.items.get(place)
    if named and named.kind not in _HEADING:
        return
    found = {frame.id: frame for lemma in lemmas(place, view) for frame in by_word.get(lemma, ())}
    if named and named.kind is Kind.AGREEMENT:
        yield from found.values()
        return
    said = (
        named is not None and named.kind is Kind.ACTOR_GROUP
    )  # "de inspectie, een uitvoeringsorganisatie van het ministerie"
    yield from (
        frame for frame in found.values() if not named or frame.names_holder or (said and "cop" in frame.subject_parts)
    )
    if not named and view.tree.is_verbal(place):
        yield from (frame for frame in by_word.get(ANY, ()) if not view.expressions.isdisjoint(frame.parts))


def _is_denied(frame: Frame, place: int, view: View) -> bool:
    """Whether the clause holds words that give the frame another sense, or the head is a participle that names nobody who acts."""
    tree = view.tree
    if frame.finite and tree[place].label in ("amod", "acl"):
        return True
    acts = tree[place].text.casefold().endswith(("ende", "end"))  # "tot de inspectie behorende ambtenaren"
    if (
        tree[place].label == "amod"
        and not acts
        and not any(tree.case(child) == "door" for child in tree.children[place])
    ):
        return True
    if _is_bare_participle(place, view):
        return True
    clause = (tree[one].text.casefold() for one in tree.clause(place))
    return bool(frame.without and frame.without.search(" ".join(clause)))


def _is_bare_participle(place: int, view: View) -> bool:
    """Whether a participle or an infinitive tells nothing itself: one without auxiliary and agent, "de te onderzoeken markt"."""
    tree = view.tree
    token = tree[place]
    form = token.feature("VerbForm")
    if form == "Inf" and token.label in ("acl", "amod") and place < token.head:
        return True
    if form != "Part" or tree.finite(place) is not None or token.label not in ("root", "obj", "obl", "dep", "nmod"):
        return False
    helped = tree.labelled(place, "aux", "aux:pass", "cop", "nsubj", "nsubj:pass")
    return not helped and not any(tree.case(child) == "door" for child in tree.children[place])


def lemmas(place: int, view: View) -> Iterator[str]:
    """The lemmas that the word at `place` may have, by its form too where that may be a verb's; with a particle that stands apart."""
    token = view.tree[place]
    words = list(dict.fromkeys((token.lemma.casefold(), token.text.casefold())))
    if token.tag in _MAYBE_VERBS or view.tree.is_verbal(place):
        words += (verb for verb in view.knowledge.frames.verbs.of(token.text) if verb not in words)
    particle, is_sure = _particle(place, view)
    whole = [particle + word if particle and not word.startswith(particle) else word for word in words]
    yield from whole
    if particle and not is_sure and not any(word in view.knowledge.frames.by_word for word in whole):
        yield from words


def _particle(place: int, view: View) -> tuple[str, bool]:
    """The particle of a separable verb that stands apart from it ("over te leggen", "biedt … aan"), and whether the tree says so.

    Empty where there is none.
    """
    tree = view.tree
    particles = view.knowledge.frames.lists["particles"]
    if place > 1 and tree[place - 1].text.casefold() == "te":
        before = tree[place - 2].text.casefold()
        return (before, True) if before in particles else ("", False)
    own = [one for one in tree.labelled(place, "compound:prt") if tree[one].text.casefold() in particles]
    if own:
        return tree[own[0]].text.casefold(), True
    if not tree.is_verbal(place) or not tree[place].feature("Tense"):
        return "", False
    for other in range(place + 1, min(len(tree), place + _LONGEST_CLAUSE)):
        token = tree[other]
        if token.text in (";", ":") or (other > place + 1 and tree.is_verbal(other) and token.feature("Tense")):
            break
        if token.text.casefold() in particles and other not in view.items and _ends_clause(other, view):
            return token.text.casefold(), False
    return "", False


def _ends_clause(place: int, view: View) -> bool:
    """Whether what stands at `place` may be a particle, not a preposition: the tree says so, or nothing follows that it could govern."""
    if view.tree[place].label == "compound:prt":
        return True
    if place + 1 == len(view.tree) or view.tree[place + 1].tag in _AFTER_PARTICLE:
        return True
    return view.tree[place + 1].text.casefold() in _RELATIVES


def belonging(regex: re.Pattern[str], place: int, view: View) -> tuple[int, ...] | None:
    """The words that `regex` finds in the clause of the word at `place`, or else close beside it; None where it finds none."""
    for words in (view.tree.clause(place), _beside(place, view)):
        starts: list[int] = []
        shown = ""
        for one in words:
            starts.append(len(shown))
            shown += (_HIDDEN if _is_named(one, view) else view.tree[one].text.casefold()) + " "
        found = regex.search(shown)
        if found:
            return _within(words, starts, len(shown), found)
    return None


def _is_named(place: int, view: View) -> bool:
    """Whether a name stands there; a noun for a kind of actors may as well be a word of a frame ("voert inspecties uit")."""
    item = view.items.get(place)
    if item is None:
        return False
    text = view.tree[place].text
    return item.kind is not Kind.ACTOR_GROUP or " " in text or not text.islower()


def _within(words: Sequence[int], starts: Sequence[int], length: int, found: re.Match[str]) -> tuple[int, ...]:
    """Those of `words`, shown from `starts` on in a text of `length`, that `found` touches."""
    ends = (*starts[1:], length)
    return tuple(
        one
        for one, start, end in zip(words, starts, ends, strict=True)
        if start < found.end() and end - 1 > found.start()
    )


def _beside(place: int, view: View) -> tuple[int, ...]:
    """The words beside the one at `place`, up to another verb or the end of the clause."""
    first = last = place
    while place - first < _CLOSE and _joins(first - 1, view):
        first -= 1
    while last - place < _CLOSE and _joins(last + 1, view):
        last += 1
    return tuple(range(first, last + 1))


def _joins(place: int, view: View) -> bool:
    inside = 0 <= place < len(view.tree)
    return inside and not view.tree.is_verbal(place) and view.tree[place].tag is not Tag.PUNCTUATION
