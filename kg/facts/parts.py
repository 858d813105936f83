"""Who plays which part in what a frame tells: by the tree of the sentence, and by the order of words where the tree does not tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.base.frames import ANY
from kg.base.terms import Family, Kind
from kg.dutch.model import Tag
from kg.facts.ends import End, View
from kg.facts.fields import fields
from kg.facts.heads import Head
from kg.facts.relate import Item
from kg.facts.tree import Part, Path, Tree

_NEAR, _FAR = 4, 25  # words between a conjunction and whom its clause is about, and between a verb and the conjunction
_NEAR_SAVING = 8  # words between "onverminderd" and what goes on as it is
_OF_RULES = ("", "aan", "van", "in")  # before an instrument that is kept to: "de wet naleven", "aan de wet voldoen"
_MOST = 8  # things that may play one part
_CLAUSES = ("ccomp", "advcl", "xcomp", "acl", "obj", "parataxis")
_SAID = frozenset({"obl:arg", "xcomp", "obj", "obl", "advcl", "conj", "acl", "ccomp"})
_SURE = frozenset({Path.DIRECT, Path.RELATIVE, Path.CONTROL})
_OBJECTS = frozenset(
    {"obj", "nsubj", "obl", "nmod", "conj", "dep", "appos"}
)  # labels that the tree gives an indirect object
_DECREES = (
    "besluit",
    "regeling",
    "maatregel",
    "verordening",
    "beschikking",
    "wet",
)  # what designates itself: "bij landsbesluit"
_AGENT, _PATIENT, _RECIPIENT, _BETWEEN = "agent", "patient", "iobj", "tussen"
_NO_PREPOSITIONS = frozenset({_AGENT, _PATIENT, _RECIPIENT, "cop", "poss", "clause", "rules", "self"})


@dataclass(frozen=True, slots=True)
class Cast:
    """What a head tells, as it is cast in its sentence."""

    head: Head
    view: View

    def subjects(self) -> tuple[End, ...]:
        """Who or what plays the subject's part, the surest first."""
        return self._playing(self.head.frame.subject_parts, self.head.frame.subjects, as_object=False)

    def objects(self) -> tuple[End, ...]:
        """Who or what plays the object's part, the surest first."""
        return self._playing(self.head.frame.object_parts, self.head.frame.objects, as_object=True)

    def lacks_agent(self) -> bool:
        """Whether a whole passive clause tells it that names nobody who acts."""
        tree, place = self.view.tree, self.head.place
        named = any(
            tree.case(child) == "door" or (tree.case(child) == "bij" and tree[child].text.casefold().endswith(_DECREES))
            for child in tree.children[place]
        )
        return bool(tree.labelled(place, "aux:pass")) and not named

    def _playing(self, parts: Iterable[str], kinds: frozenset[Kind], *, as_object: bool) -> tuple[End, ...]:
        tied = as_object and ANY not in self.head.frame.words
        found: list[End] = []
        for name, part in map(self._at_name, (*self._by_tree(parts), *self._by_order(parts))):
            if part.path is Path.CLAUSE and not (tied or name == _BETWEEN):
                continue
            for end in map(self._apart, self._meant(part)):
                kind = end.item.kind or end.item.told_as
                is_field = end.how == "phrase" and kind is Kind.DOMAIN
                if self._is_consulted(end) or self._is_saved(end):
                    continue
                known = any(other.item.span.holds(end.item.span) for other in found)
                if kind in kinds and not known and (as_object or not is_field):
                    found.append(replace(end, path=part.path))
        return tuple(found[:_MOST])

    def _at_name(self, played: tuple[str, Part]) -> tuple[str, Part]:
        """The part at the name behind a determiner that the tree takes for the head of that name."""
        name, part = played
        behind = part.place + 1
        if self.view.tree[part.place].tag is not Tag.DETERMINER or behind not in self.view.items:
            return played
        return (name, replace(part, place=behind)) if self.view.tree[behind].head == part.place else played

    def _apart(self, end: End) -> End:
        """`end` without the words that tell more of it, where the head is among these ("inspecteurs die toezicht houden")."""
        item, head = end.item, self.view.tree[self.head.place].span
        return (
            replace(end, item=replace(item, span=item.short, short=None))
            if item.short and item.span.holds(head)
            else end
        )

    def _is_consulted(self, end: End) -> bool:
        """Whether the thing is named only as consulted ("gehoord de raad"), and the frame is not about that."""
        tree = self.view.tree
        if end.told_before is not None or "horen" in self.head.frame.words:
            return False
        return tree.is_consulted(end.place)

    def _is_saved(self, end: End) -> bool:
        """Whether the thing is named only in what goes on as it is ("onverminderd het toezicht door de inspectie worden …")."""
        tree = self.view.tree
        if end.told_before is not None:
            return False
        for one in range(end.place - 1, max(-1, end.place - _NEAR_SAVING), -1):
            if self.view.is_in(one, "saving"):
                return True
            if tree[one].text in (",", ";", ":") or tree[one].feature("Tense"):
                return False
        return False

    def _meant(self, part: Part) -> Iterator[End]:
        """What the word of `part` stands for, with all that stand in one list with it.

        Kinds of actors under one participle ("aangewezen diensten en instellingen") are one group.
        """
        view = self.view
        listed = self._listed(part)
        items = [view.items.get(one) for one in listed]
        groups = len(items) > 1 and all(item and item.kind is Kind.ACTOR_GROUP for item in items)
        if groups and view.tree[self.head.place].label == "amod":
            span = view.tree[listed[0]].span.cover(view.tree[listed[-1]].span)
            yield End(Item(span=span, kind=None, iri=None, told_as=Kind.ACTOR_GROUP), listed[0], "phrase")
            return
        for one in listed:
            if one not in self.head.places:
                yield from view.meant(one, phrases=True)

    def _listed(self, part: Part) -> tuple[int, ...]:
        """The members of the list of a word; of one that a participle tells of ("A, B, gebaseerd op C") it alone."""
        view = self.view
        listed = view.lists.get(part.place) or view.tree.conjuncts(part.place)
        if part.path is Path.RELATIVE and len(listed) > 1 and view.tree.finite(self.head.place) is None:
            before = [one for one in listed if one < self.head.place]
            return (before[-1],) if before else listed
        return listed

    def _by_tree(self, parts: Iterable[str]) -> Iterator[tuple[str, Part]]:
        tree, head = self.view.tree, self.head
        for name in parts:
            yield from ((name, part) for part in self._of_tree(name))
        prepositions = frozenset(parts) - _NO_PREPOSITIONS
        through = head.belonging if ANY not in head.frame.words else self._beside_verb()
        yield from ((tree.case(part.place), part) for part in tree.governed(head.place, prepositions, through))

    def _beside_verb(self) -> tuple[int, ...]:
        """Who does what the verb tells, or to whom it is done: an expression may hang on them ("door A in overleg met B")."""
        tree, place = self.view.tree, self.head.place
        return tuple(part.place for part in (*tree.agents(place), *tree.patients(place)) if part.path is Path.DIRECT)

    def _of_tree(self, name: str) -> Iterator[Part]:
        """Who plays a part that no preposition tells."""
        tree, place = self.view.tree, self.head.place
        if name == _AGENT:
            yield from tree.agents(place)
        elif name == _PATIENT:
            yield from tree.patients(place)
        elif name == _RECIPIENT:
            yield from (Part(child, Path.DIRECT) for child in tree.labelled(place, "iobj"))
        elif name == "cop":
            yield from _said_of(tree, place)
        elif name == "poss":
            owners = (child for one in self.head.places for child in tree.labelled(one, "nmod:poss"))
            yield from (Part(child, Path.NOUN) for child in owners)
        elif name == "clause":
            inner = (part for child in tree.labelled(place, *_CLAUSES) for part in tree.subjects(child))
            yield from (part for part in inner if part.path is Path.DIRECT)
        elif name == "rules":  # "of zij zich aan de wet houden"
            for child in tree.labelled(place, *_CLAUSES):
                yield from tree.governed(child, frozenset({"aan"}))

    def _by_order(self, parts: Iterable[str]) -> Iterator[tuple[str, Part]]:
        """Who plays one of `parts` by the order of words."""
        view, place = self.view, self.head.place
        names = frozenset(parts)
        if view.tree.is_verbal(place):
            yield from ((name, Part(one, Path.ORDER)) for name, one in self._in_fields() if name in names)
        if not view.tree.is_passive(place):
            if _PATIENT in names:
                yield from ((_PATIENT, Part(one, Path.ORDER)) for one in self._bare_objects())
            if _RECIPIENT in names:
                yield from ((_RECIPIENT, Part(one, Path.ORDER)) for one in self._bare_recipients())
        if not names.isdisjoint(("clause", "rules")):
            yield from ((name, Part(one, Path.CLAUSE)) for name, one in self._in_question() if name in names)
        clause = view.tree.finite_clause(place)
        for one in sorted(view.items, key=lambda other: (abs(other - place), other)):
            if view.case(one) in names - _NO_PREPOSITIONS and view.tree.finite_clause(one) == clause:
                yield view.case(one), Part(one, Path.CLAUSE)

    def _in_question(self) -> Iterator[tuple[str, int]]:
        """Of whom a clause with "of" or "dat" behind the verb tells something, and the instruments that it names."""
        view, place = self.view, self.head.place
        words = [view.tree[one].text.casefold() for one in range(place + 1, min(len(view.tree), place + _FAR))]
        opening = next((place + 1 + n for n, word in enumerate(words) if word in ("of", "dat")), None)
        if opening is None or any(word in (";", ":") for word in words[: opening - place]):
            return
        behind = [one for one in sorted(view.items) if one > opening]
        if behind and behind[0] - opening < _NEAR and not view.case(behind[0]):
            yield from (("clause", one) for one in view.lists.get(behind[0], behind[:1]))
        for one in behind:
            kind = view.items[one].kind
            if kind and kind.family is Family.INSTRUMENT and view.case(one) in _OF_RULES:
                yield "rules", one

    def _in_fields(self) -> Iterator[tuple[str, int]]:
        """The parts of what stands in the fields of the clause, where the tree gives the part to nothing named."""
        view, place = self.view, self.head.place
        found = fields(place, view)
        passive = view.tree.is_passive(place)
        if found.subject is not None and not self._is_named(view.tree.subjects(place)):
            yield (_PATIENT if passive else _AGENT), found.subject
        if found.object is not None and not passive:
            yield _RECIPIENT, found.object
            if not self._is_named(view.tree.patients(place)):
                yield _PATIENT, found.object

    def _is_named(self, parts: Iterable[Part]) -> bool:
        """Whether one of `parts` is played by what is named, or by a relative word, which stands for something."""
        view = self.view
        return any(part.place in view.items or view.tree.antecedent(part.place) is not None for part in parts)

    def _bare_objects(self) -> Iterator[int]:
        """What is named beside the verb without a preposition, where the tree gives it no object."""
        view, place = self.view, self.head.place
        if view.tree.labelled(place, "obj") or not view.tree.is_verbal(place):
            return
        for one in self._bare(place):
            if view.tree[one].label not in ("conj", "advcl"):
                yield one

    def _bare_recipients(self) -> Iterator[int]:
        """What is named without a preposition before the noun that belongs to the verb ("verstrekt de minister gegevens")."""
        view, head = self.view, self.head
        ends = min(head.belonging, default=len(view.tree))
        yield from (one for one in self._bare(head.place) if one < ends and view.tree[one].label in _OBJECTS)
        for noun in head.belonging:
            yield from (one for one in self._bare(noun) if one < noun)

    def _bare(self, place: int) -> Iterator[int]:
        """The named things that depend on the word at `place` without a preposition, apart from the subject and its list."""
        view = self.view
        subjects = {part.place for part in view.tree.subjects(self.head.place)}
        subjects |= {one for subject in subjects for one in view.lists.get(subject, ())}
        for one in view.tree.children[place]:
            if one in view.items and one not in subjects and not view.case(one):
                yield one


def _said_of(tree: Tree, place: int) -> Iterator[Part]:
    """Of whom the noun or adjective at `place` is said: the subject beside a copula, the noun in apposition."""
    token = tree[place]
    beside = [*tree.labelled(place, "nsubj", "nsubj:pass")]
    beside += [child for copula in tree.labelled(place, "cop") for child in tree.labelled(copula, "nsubj")]
    beside += [token.head] if token.label == "appos" else []
    beside += tree.labelled(place, "appos")
    yield from (Part(one, Path.DIRECT) for one in beside)
    if token.label in _SAID:
        for part in tree.subjects(place):
            if part.path in _SURE:
                yield Part(part.place, Path.CONTROL if part.path is Path.DIRECT else part.path)
