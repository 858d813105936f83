"""A sentence as a tree of words and named things, and who plays which part in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from kg.dutch.model import Parse, Tag, Token

_VERBAL = frozenset({Tag.VERB, Tag.AUXILIARY})
_OBLIQUE = frozenset({"obl", "obl:arg", "obl:agent", "nmod", "advmod", "advcl", "xcomp", "dep", "obj", "iobj", "amod"})
_OTHER_CLAUSES = frozenset({"ccomp", "advcl", "acl:relcl", "csubj", "parataxis", "acl"})
_CLIMBED = frozenset(
    {
        "xcomp",
        "advcl",
        "acl",
        "ccomp",
        "conj",
        "obj",
        "nmod",
        "obl",
        "obl:arg",
        "appos",
        "parataxis",
        "dep",
        "amod",
        "nsubj",
    }
)
_MISTAKEN = frozenset({Tag.NOUN, Tag.ADPOSITION, Tag.OTHER})  # what the tagger takes a verb for that it does not know
_ENDINGS = ("en", "t")
_NOUNS = frozenset({Tag.NOUN, Tag.NAME})
_RELATIVES = frozenset({"die", "dat", "welke", "wie", "wat", "waar"})
_OBJECT_CONTROL = frozenset(
    {
        "aanbevelen",
        "adviseren",
        "bevelen",
        "dwingen",
        "gelasten",
        "machtigen",
        "oproepen",
        "opdragen",
        "toestaan",
        "uitnodigen",
        "verbieden",
        "verplichten",
        "verzoeken",
        "vragen",
    }
)
_BEHIND_NOUN = frozenset({"die", "dat", "welke"})
_CORE = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "obl:arg"})
_NOMINATIVE = frozenset({"wij", "we", "ik", "hij", "men"})
_POINTING = frozenset({"bedoelde", "genoemde", "vermelde"})
_CAUSING = frozenset({"laten", "doen"})
_LONGEST_CHAIN = 12  # words between a verb and the subject that it borrows


class Path(StrEnum):
    """How a word came to play its part: the surest first."""

    DIRECT = "direct"  # it depends on the word itself
    NOUN = "noun"  # it depends on a noun that belongs to the verb ("toezicht op …")
    SHARED = "shared"  # it belongs to a verb that this one is coordinated with
    RELATIVE = "relative"  # the word is in a relative clause to it
    CONTROL = "control"  # it is the subject of the verb above ("heeft tot taak toe te zien op")
    CLIMBED = "climbed"  # it is the subject of a verb further up
    ORDER = "order"  # it stands where such a part stands in the order of the clause
    CLAUSE = "clause"  # it stands in the same clause behind such a preposition


@dataclass(frozen=True, slots=True)
class Part:
    """The place of a word that plays a part, and how it came to that."""

    place: int
    path: Path


@dataclass(frozen=True, eq=False)
class Tree:
    """A parsed sentence: `parse` with quick ways to what depends on a word."""

    parse: Parse
    children: tuple[tuple[int, ...], ...] = field(init=False)

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.parse.tokens]
        for place, token in enumerate(self.parse.tokens):
            if token.head != place:
                below[token.head].append(place)
        object.__setattr__(self, "children", tuple(map(tuple, below)))

    def __getitem__(self, place: int) -> Token:
        return self.parse.tokens[place]

    def __len__(self) -> int:
        return len(self.parse.tokens)

    def labelled(self, place: int, *labels: str) -> tuple[int, ...]:
        """What depends on the word at `place` under one of `labels`, in reading order."""
        return tuple(child for child in self.children[place] if self[child].label in labels)

    def is_verbal(self, place: int) -> bool:
        """Whether the word heads a clause as a verb does: it is one, or it ends as one does and has a subject and no copula."""
        token = self[place]
        if token.tag in _VERBAL:
            return True
        taken = token.tag in _MISTAKEN and not token.is_name and token.text.endswith(_ENDINGS)
        return taken and bool(self.labelled(place, "nsubj")) and not self.labelled(place, "cop", "det")

    def _is_mistaken(self, place: int) -> bool:
        """Whether the tagger takes a finite verb for the participle of the same form ("de inspectie bewaakt de naleving")."""
        token = self[place]
        text = token.text.casefold()
        alike = token.feature("VerbForm") == "Part" and text.endswith("t") and not text.startswith("ge")
        return (
            alike and bool(self.labelled(place, "nsubj", "nsubj:pass")) and not self.labelled(place, "aux", "aux:pass")
        )

    def is_passive(self, place: int) -> bool:
        """Whether the verb at `place` is told in the passive, or is a participle before or behind its noun."""
        if self._is_mistaken(place) and self[place].label in ("root", "parataxis"):
            return False
        if self.labelled(place, "nsubj:pass", "aux:pass", "obl:agent"):
            return True
        token = self[place]
        if token.feature("VerbForm") == "Inf" and self[token.head].lemma in _CAUSING:
            return any(self.case(child) == "door" for child in self.children[place])
        participle = token.feature("VerbForm") == "Part" or token.text.casefold().startswith("ge")
        if token.label in ("amod", "acl") and participle and not self.labelled(place, "nsubj", "mark"):
            return True
        above = token.head
        return (
            token.label in ("conj", "xcomp")
            and above != place
            and participle
            and not self.labelled(place, "nsubj", "aux")
            and self.is_verbal(above)
            and self._is_told_passive(above)
        )

    def _is_told_passive(self, place: int) -> bool:
        return bool(self.labelled(place, "nsubj:pass", "aux:pass")) or (
            self[place].lemma == "worden" and bool(self.labelled(place, "nsubj"))
        )

    def case(self, place: int) -> str:
        """The preposition that governs the word at `place`, in lower case; that within it for "waarop" and "erop"; else empty."""
        token = self[place]
        for child in self.labelled(place, "case", "mark"):
            if child < place:
                return self[child].text.casefold()
        text = token.text.casefold()
        for lead in ("waar", "daar", "hier", "er"):
            if (
                text.startswith(lead)
                and len(text) > len(lead) + 1
                and token.tag in (Tag.ADVERB, Tag.PRONOUN, Tag.SUBORDINATOR)
            ):
                return text[len(lead) :].replace("toe", "tot").replace("mee", "met")
        return ""

    def conjuncts(self, place: int) -> tuple[int, ...]:
        """The word at `place` and what is coordinated with it, in reading order: the last of them behind a conjunction."""
        found = [place]
        for one in found:
            found += self.labelled(one, "conj")
        tied = any(self.labelled(one, "cc") for one in found)
        return tuple(sorted(found)) if tied else (place,)

    def clause(self, place: int) -> tuple[int, ...]:
        """The words of the clause that the word at `place` heads: all below it, other clauses and coordinated verbs left out."""
        found = [place]
        for one in found:
            for child in self.children[one]:
                token = self[child]
                other = token.label in _OTHER_CLAUSES or (
                    token.label == "conj" and (self.is_verbal(child) or self.is_verbal(one))
                )
                if not other or (one == place and token.label == "acl" and not self.is_verbal(place)):
                    found.append(child)
        return tuple(sorted(found))

    def subjects(self, place: int) -> Iterator[Part]:
        """Who does what the verb at `place` tells, in the active; in the passive what it is done to."""
        yield from self._subjects(place, Path.DIRECT, _LONGEST_CHAIN)

    def _subjects(self, place: int, path: Path, left: int) -> Iterator[Part]:
        own = (*self._nominatives(place), *self.labelled(place, "nsubj", "nsubj:pass", "csubj"))
        if own:
            yield Part(own[0], path)  # a second one is an object that the tree takes for a subject
            return
        token = self[place]
        if left == 0 or token.head == place:
            return
        above = token.head
        if (
            token.label in ("amod", "acl", "acl:relcl")
            and not self.is_verbal(above)
            and not self.labelled(place, "mark")
        ):
            yield Part(above, Path.RELATIVE)
        elif token.label == "conj":
            yield from self._subjects(above, Path.SHARED if path is Path.DIRECT else path, left - 1)
        elif token.label == "xcomp" and self[above].lemma in _OBJECT_CONTROL:
            yield from (Part(child, Path.CONTROL) for child in self._charged(above))
        elif token.label in ("xcomp", "aux", "cop") or (token.label == "ccomp" and not token.feature("Tense")):
            yield from self._subjects(above, Path.CONTROL, left - 1)
        elif token.label in _CLIMBED and not token.feature("Tense"):
            owners = self._owners(above) if token.label == "acl" else ()
            if owners:
                yield from (Part(one, Path.CONTROL) for one in owners)
            else:
                yield from self._subjects(above, Path.CLIMBED, left - 1)

    def _nominatives(self, place: int) -> tuple[int, ...]:
        """The pronouns at the verb that can only be its subject, whatever the tree takes them for ("scholen volgen wij")."""
        return tuple(child for child in self.labelled(place, *_CORE) if self[child].text.casefold() in _NOMINATIVE)

    def is_consulted(self, place: int) -> bool:
        """Whether the word at `place` stands behind "gehoord", with an article and adjectives between at most."""
        before = place - 1
        while before > 0 and self[before].tag in (Tag.DETERMINER, Tag.ADJECTIVE):
            before -= 1
        return before >= 0 and self[before].text.casefold() == "gehoord"

    def _charged(self, place: int) -> tuple[int, ...]:
        """Whom the verb at `place` makes do something ("draagt de inspectie op te onderzoeken")."""
        if self.is_passive(place):
            return self.labelled(place, "nsubj:pass", "nsubj")[:1]
        own = (*self.labelled(place, "iobj", "obj"), *self.labelled(place, "nsubj")[1:])
        aan = (child for child in self.children[place] if self[child].label in _OBLIQUE and self.case(child) == "aan")
        return (*own, *aan)[:1]

    def _owners(self, place: int) -> tuple[int, ...]:
        """Whose the noun at `place` is ("de bevoegdheid van de inspectie om …")."""
        if self.is_verbal(place):
            return ()
        own = (child for child in self.labelled(place, "nmod") if self.case(child) == "van")
        return (*self.labelled(place, "nmod:poss"), *own)[:1]

    def agents(self, place: int) -> Iterator[Part]:
        """Who does what the verb or noun at `place` tells."""
        if self.is_passive(place):
            by = [
                child for child in self.children[place] if self[child].label in _OBLIQUE and self.case(child) == "door"
            ]
            yield from (Part(child, Path.DIRECT) for child in by)
        else:
            yield from self.subjects(place)

    def patients(self, place: int) -> Iterator[Part]:
        """To whom or what the verb at `place` does something."""
        if self.is_passive(place):
            yield from self.subjects(place)
            return
        subjects = self._nominatives(place) or self.labelled(place, "nsubj")[:1]
        own = [child for child in self.labelled(place, "obj", "nsubj") if child not in subjects]
        if own:
            yield from (Part(child, Path.DIRECT) for child in own)
            return
        token = self[place]
        yield from (Part(child, Path.SHARED) for child in self._shared_objects(place))
        if not self.is_verbal(place) or token.feature("VerbForm") == "Inf" or token.label in ("nmod", "obj", "obl"):
            yield from (Part(child, Path.NOUN) for child in self.labelled(place, "nmod") if self.case(child) == "van")

    def _shared_objects(self, place: int) -> Iterator[int]:
        """The objects that the verb at `place` has together with one that it is coordinated with: they stand before both or behind both."""
        token = self[place]
        if token.label == "conj" and token.head != place and self.is_verbal(token.head):
            yield from (child for child in self.labelled(token.head, "obj") if child < token.head or child > place)
        for other in self.labelled(place, "conj"):
            if self.is_verbal(other) and not any(self[one].tag in _NOUNS for one in range(place + 1, other)):
                yield from (child for child in self.labelled(other, "obj") if child > other or child < place)

    def governed(self, place: int, prepositions: frozenset[str], through: Iterable[int] = ()) -> Iterator[Part]:
        """What one of `prepositions` ties to the word at `place`, or to one of the words `through` that belong to it."""
        for number, one in enumerate((place, *through)):
            for child in self.children[one]:
                token = self[child]
                if token.label in _OBLIQUE and self.case(child) in prepositions:
                    yield Part(child, Path.NOUN if number else Path.DIRECT)
                elif token.label == "iobj" and "aan" in prepositions and not self.labelled(child, "case"):
                    yield Part(child, Path.DIRECT)

    def finite(self, place: int) -> int | None:
        """The place of the finite verb of the clause that the verb at `place` heads: itself or its auxiliary; None where there is none."""
        if self[place].feature("Tense") or self._is_mistaken(place):
            return place
        return next((one for one in self.labelled(place, "aux", "aux:pass", "cop") if self[one].feature("Tense")), None)

    def finite_clause(self, place: int) -> int:
        """The place of the verb whose clause the word at `place` stands in: the first above it with a finite form, or the root."""
        here = place
        while self[here].head != here and not (self.is_verbal(here) and self.finite(here) is not None):
            here = self[here].head
        return here

    def antecedent(self, place: int) -> int | None:
        """The noun that a relative pronoun, or a word such as "waarop", stands for; None where there is none."""
        text = self[place].text.casefold()
        if not (text in _RELATIVES or text.startswith("waar")):
            return None
        here = place
        for _ in range(_LONGEST_CHAIN):
            token = self[here]
            if token.head == here:
                break
            if token.label == "acl:relcl" and token.head < place:
                return self._nearest_noun(place) if text.startswith("waar") else token.head
            here = token.head
        # The tree takes the clause for another one: a relative word stands right behind its noun, or behind that and a particle.
        relative = self[place].label in _CORE and self[place].tag is not Tag.SUBORDINATOR and self[place].head > place
        return self._nearest_noun(place) if relative and text in _BEHIND_NOUN else None

    def _nearest_noun(self, place: int) -> int | None:
        """The last noun before the word at `place`, with only marks and prepositions between."""
        before = place - 1
        while before >= 0 and self[before].tag in (Tag.PUNCTUATION, Tag.ADPOSITION):
            before -= 1
        return before if before >= 0 and (self[before].tag in _NOUNS or self[before].is_name) else None

    def phrase(self, place: int) -> tuple[int, int]:
        """The first and the last word of the noun phrase that the word at `place` heads, without its determiner and preposition."""
        first = place
        while (
            first > 0
            and self[first - 1].head == place
            and self[first - 1].label in ("amod", "nummod", "compound", "nmod")
            and self[first - 1].tag in (Tag.ADJECTIVE, Tag.VERB, Tag.NOUN)
        ):
            first -= 1
        first = self._described_from(first, place)
        last = place
        inside = {place}
        for after in range(place + 1, len(self)):
            token = self[after]
            if token.head in inside and (
                token.label in ("flat", "fixed")
                or (token.label == "nmod" and self.case(after))
                or self._is_proper(after, last)
                or (token.label == "conj" and token.head != place)
            ):
                inside.add(after)
                last = after
            elif not (
                token.label in ("case", "det", "amod", "cc", "nummod", "nmod:poss", "advmod")
                and token.head >= place
                and not self._leaves(after, place)
            ):
                break
        return first, last

    def _is_proper(self, place: int, before: int) -> bool:
        """Whether the word at `place` is the name of the noun at `before`, right behind it ("directeur Kustwacht")."""
        token = self[place]
        named = token.label in ("appos", "nmod") and token.head == before and place == before + 1
        return named and token.tag in _NOUNS and token.text[0].isupper() and not self.labelled(place, "case", "det")

    def _described_from(self, first: int, place: int) -> int:
        """Where the words begin by which a participle before a noun tells which are meant ("in artikel 10 bedoelde ambtenaren")."""
        before = first - 1
        if before < 0 or self[before].head != place or self[before].text.casefold() not in _POINTING:
            return first
        start = before
        while start > 0 and self[start - 1].tag is not Tag.PUNCTUATION and self._is_below(start - 1, before):
            start -= 1
        return start

    def stands_under(self, place: int, top: int) -> bool:
        """Whether the word at `place` is the one at `top` or depends on it, straight or by way of others."""
        return place == top or self._is_below(place, top)

    def _is_below(self, place: int, top: int) -> bool:
        here = place
        for _ in range(_LONGEST_CHAIN):
            if self[here].head in (top, here):
                return self[here].head == top
            here = self[here].head
        return False

    def _leaves(self, place: int, top: int) -> bool:
        """Whether the chain of heads from `place` does not come to `top` by way of nouns."""
        here = place
        for _ in range(_LONGEST_CHAIN):
            here = self[here].head
            if here == top:
                return False
            if self.is_verbal(here) or (here < top):
                return True
        return True
