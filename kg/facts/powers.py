"""Who may do what to whom, by the forms of ontology/powers.toml: "kan een bestuurlijke boete opleggen", "is bevoegd tot …"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.base.powers import PowerForm, Powers
from kg.base.terms import Family, Modality
from kg.facts.clause import modality_of
from kg.facts.ends import End, View
from kg.facts.heads import belonging, lemmas
from kg.facts.mood import Mood, basis_of, words_at
from kg.facts.relate import Found, Item
from kg.facts.tree import Part, Path

_CUES = frozenset({Modality.NEGATED, Modality.PLANNED, Modality.EXPECTED})
_OTHER_CLAUSES = frozenset({"acl:relcl", "parataxis"})
_BESIDE = 4  # words before those of a power that can change its modality
_CLIMB = 4  # words between what may be done and the word of competence above it
_RECIPIENTS = frozenset({"aan", "jegens"})
_NEAR = 2  # steps in the tree between a verb and the words that belong to it
_SURE = frozenset({Path.DIRECT, Path.CONTROL, Path.SHARED, Path.RELATIVE, Path.NOUN})


def powers_in(view: View) -> Iterator[Found]:
    """The powers that a sentence says somebody has, in reading order, each once; those of a question or a condition are left out."""
    tree = view.tree
    if view.knowledge.powers.telling.isdisjoint(token.text.casefold() for token in tree.parse.tokens):
        return
    for place in range(len(tree)):
        if place in view.items:
            continue
        words = frozenset((*lemmas(place, view), tree[place].lemma.casefold(), tree[place].text.casefold()))
        if words.isdisjoint(view.knowledge.powers.words):
            continue
        for form in view.knowledge.powers.forms:
            if not words.isdisjoint(form.words):
                yield from _by_form(form, place, view)


def may_tell_a_power(words: Sequence[str], powers: Powers) -> bool:
    """Whether a sentence of these words, in lower case, can tell a power: what may be done, and a word of competence."""
    return any(word in powers.words for word in words) and any(word in powers.telling for word in words)


def _by_form(form: PowerForm, place: int, view: View) -> Iterator[Found]:
    beside = belonging(form.beside, place, view) if form.beside else ()
    if beside is None or not _are_tied(beside, place, view):
        return
    competence = () if form.itself else _competence(place, view)
    if competence is None:
        return
    mood = Mood.of(place, view)
    words = mood.words | set(view.tree.clause(place))
    clause = words_at(words, view)
    if (
        mood.asks
        or mood.possible
        or (form.needs and not form.needs.search(clause))
        or (form.without and form.without.search(clause))
    ):
        return
    trigger = (place, *beside, *competence)
    near = (one for one in words if min(trigger) - _BESIDE <= one <= max(trigger) + 1)
    modality = modality_of(words_at(near, view), 0, _CUES, view.knowledge)
    holders = tuple(_holders(place, competence, view))
    others = tuple(_towards(form, place, beside, holders, view))
    for holder in holders:
        for other in others or (None,):
            span = view.tree[place].span
            for one in trigger:
                span = span.cover(view.tree[one].span)
            for end in (holder, other):
                span = span.cover(end.item.span) if end and end.told_before is None else span
            yield Found(
                subject=holder.item,
                predicate=None,
                status=None,
                power=form.power,
                object=other.item if other else None,
                basis=_basis(trigger, view),
                basis_is_own=False,
                modality=modality,
                rule=form.id,
                span=span,
                told_before=holder.told_before,
                trigger=view.tree[place].span,
            )


def _are_tied(beside: Iterable[int], place: int, view: View) -> bool:
    """Whether one of the words beside the one at `place` depends on it, at most by one more word between."""
    words = tuple(beside)
    for one in words:
        here = one
        for _ in range(_NEAR):
            here = view.tree[here].head
            if here == place:
                return True
        head = view.tree[place].head
        beside_noun = not view.tree.is_verbal(place) and view.tree[one].head == head
        if head == one or beside_noun:
            return True
    return not words


def _competence(place: int, view: View) -> tuple[int, ...] | None:
    """The word that makes it a power: a modal verb with it, or what it is said to be able to; None where there is none."""
    tree, powers = view.tree, view.knowledge.powers
    if place and tree[place - 1].text.casefold() == "te":
        # "is bevoegd inlichtingen te vorderen": the tree may make the infinitive the head of all.
        clause = (one for one in tree.clause(place) if one < place)
        able = next((one for one in clause if _is_able(one, view)), None)
        if able is not None:
            return (able,)
    here = place
    for _ in range(_CLIMB):
        modal = next((one for one in tree.labelled(here, "aux") if tree[one].lemma in powers.modal), None)
        if modal is not None:
            return (modal,)
        token = tree[here]
        if token.head == here or token.label in _OTHER_CLAUSES or (token.feature("Tense") and here != place):
            return None
        here = token.head
        if tree[here].lemma in powers.modal or _is_able(here, view):
            return (here,)
    return None


def _is_able(place: int, view: View) -> bool:
    """Whether the word at `place` is one of competence, not a modal verb."""
    powers = view.knowledge.powers
    words = {view.tree[place].lemma.casefold(), view.tree[place].text.casefold()}
    return place not in view.items and not words.isdisjoint(powers.adjective | powers.noun)


def _holders(place: int, competence: tuple[int, ...], view: View) -> Iterator[End]:
    """Who has the power."""
    tree, powers = view.tree, view.knowledge.powers
    above = competence[0] if competence else place
    parts: Iterable[Part]
    modal = bool(competence) and tree[above].lemma in powers.modal and tree[place].head != above
    if modal or (competence and above in tree.clause(place)):
        parts = tree.agents(place)
    elif (competence and tree[above].lemma.casefold() in powers.noun) or not competence:
        verb = tree[above].head
        held = tree[verb].lemma in powers.holding
        owners = (child for child in tree.labelled(above, "nmod") if tree.case(child) == "van")
        parts = tree.subjects(verb) if held else (Part(child, Path.NOUN) for child in owners)
    else:
        parts = tree.subjects(above)
    for part in parts:
        if part.path not in _SURE:
            continue
        for one in view.lists.get(part.place) or tree.conjuncts(part.place):
            for end in view.meant(one, phrases=False):
                kind = end.item.kind
                consulted = end.told_before is None and tree.is_consulted(end.place)
                if kind is not None and kind.family is Family.ACTOR and end.item.iri and not consulted:
                    yield end
        return


def _towards(form: PowerForm, place: int, beside: Sequence[int], holders: Sequence[End], view: View) -> Iterator[End]:
    """To whom it may be done."""
    parts: list[Part] = list(view.tree.patients(place)) if "patient" in form.towards else []
    parts += view.tree.governed(place, form.towards - {"patient"}, beside)
    parts += () if parts else _by_order(form.towards & _RECIPIENTS, place, view)
    taken = [holder.item.span for holder in holders if holder.told_before is None]
    for part in parts:
        for one in view.lists.get(part.place) or view.tree.conjuncts(part.place):
            for end in _apart(view.meant(one, phrases=True), one, beside, view):
                kind = end.item.kind or end.item.told_as
                taken_part = any(span.touches(end.item.span) for span in taken)
                if kind.family is Family.ACTOR and end.told_before is None and _is_closed(end.item) and not taken_part:
                    yield end


def _apart(ends: Iterable[End], place: int, beside: Sequence[int], view: View) -> Iterator[End]:
    """The `ends` that the word at `place` stands for, one that runs into the words `beside` by its name alone."""
    for end in ends:
        if not any(view.tree[one].span.touches(end.item.span) for one in beside):
            yield end
        elif place in view.items:
            yield End(view.items[place], place)


def _by_order(prepositions: frozenset[str], place: int, view: View) -> Iterator[Part]:
    """Actors behind one of `prepositions` in the clause of the word at `place`, where the tree ties them to another word of it."""
    for one in view.tree.clause(place):
        if one in view.items and view.case(one) in prepositions:
            yield Part(one, Path.CLAUSE)


def _is_closed(item: Item) -> bool:
    return item.kind is None or item.iri is not None


def _basis(trigger: Sequence[int], view: View) -> Item | None:
    """The instrument that the power rests on, where the clause names it."""
    tied = basis_of(trigger, view)
    if tied:
        return tied
    bases = view.knowledge.frames.lists["basis"]
    for one in view.tree.clause(trigger[0]):
        item = view.items.get(one)
        if item and item.kind and item.kind.family is Family.INSTRUMENT and view.case(one) in bases:
            return item
    return None
