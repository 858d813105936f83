"""What the steps of a citation tell together: the places, one by one, and the words that name their act."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lark import Token, Tree

from kg.base.provision import Part, Place

_Value = tuple[Part, str]
_MOST = 400  # places that a range may stand for; a longer one is an error of the text, of which only the ends are kept
_LETTERS = re.compile(r"[a-z]")
_TAIL = re.compile(r"(.*?)(\d+|(?<=\d)[a-z]|^[a-z])$")
_ABOVE = {
    "hoofdstuk": Part.CHAPTER,
    "titel": Part.TITLE,
    "afdeling": Part.DIVISION,
    "paragra": Part.PARAGRAPH,
    "§": Part.PARAGRAPH,
    "bijlage": Part.ANNEX,
    "boek": Part.BOOK,
}
_BARE = frozenset({"number", "letter", "degree"})  # steps that only go on with a list


@dataclass(frozen=True, slots=True)
class Cited:
    """One place that is cited; `heading` where the words before its items are meant too, `sentence` where one of its sentences is."""

    place: Place
    heading: bool = False
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Places of one act, in reading order, from `start` to `end` of the text that was parsed.

    `act` is where the act's mention stands, None where there is none. Then `named` is where a name stands that can only be an act's
    ("Wbbbg"), or `other` holds words that name the act but tell nobody which ("de planregels"); without either the text names none.
    `book` is the book of a code that the places lie in; `former` where an earlier text of the act is meant.
    """

    cited: tuple[Cited, ...]
    act: int | None
    named: tuple[int, int] | None
    other: str
    book: str
    former: bool
    start: int
    end: int


@dataclass(slots=True)
class _Leaf:
    """A place in the making."""

    parts: list[_Value]
    heading: bool = False
    sentence: str = ""

    def cited(self) -> Cited:
        return Cited(Place.of(*self.parts), self.heading, self.sentence)


@dataclass(slots=True)
class _Open:
    """A group in the making; `leaves` of its last article begin at `article`."""

    start: int
    end: int
    leaves: list[_Leaf] = field(default_factory=list)
    article: int = 0
    act: int | None = None
    named: tuple[int, int] | None = None
    other: str = ""
    book: str = ""
    former: bool = False
    tentative: bool = False  # it counts only where an act follows: a bare number behind a citation that was complete

    @property
    def has_act(self) -> bool:
        return self.act is not None or self.named is not None or bool(self.other)


def groups_of(steps: Tree[Token], ordinals: Mapping[str, int]) -> tuple[Group, ...]:
    """The groups of places that a parsed citation tells; it ends before the first step that goes on with nothing."""
    return _Walk(ordinals).groups(steps)


@dataclass(slots=True)
class _Walk:
    ordinals: Mapping[str, int]
    made: list[_Open] = field(default_factory=list)
    plural: bool = False  # "artikelen"
    listing: Part = Part.ARTICLE  # what a bare number goes on with
    closed: bool = False  # whether that list has had its "en"
    joints: list[str] = field(default_factory=list)

    def groups(self, steps: Tree[Token]) -> tuple[Group, ...]:
        lead: Token | None = None
        for child in steps.children:
            if isinstance(child, Token):
                self.joints.append(child.type)
            elif child.data == "lead":
                lead = _tokens(child)[0]
            elif self._takes(child):
                self.closed = self.closed or "AND" in self.joints
                self.joints = []
                self.made[-1].end = _end(child)
            else:
                break
        kept = [group for group in self.made if group.leaves and (group.has_act or not group.tentative)]
        if lead is not None and kept and not kept[0].has_act:
            kept[0].act, kept[0].start = lead.start_pos, lead.start_pos or 0
        return tuple(
            Group(
                cited=tuple(leaf.cited() for leaf in group.leaves),
                act=group.act,
                named=group.named,
                other=group.other,
                book=group.book,
                former=group.former,
                start=group.start,
                end=group.end,
            )
            for group in kept
        )

    def _takes(self, step: Tree[Token]) -> bool:
        """Whether the step goes on with what was read, which then holds it."""
        tokens = _tokens(step)
        if step.data == "article":
            self.plural = tokens[0].rstrip(".").casefold().endswith(("en", "tt", "tn"))
            self._new_article(tokens[1], tokens)
            return True
        if step.data == "above":
            return self._above(tokens)
        if step.data in _BARE and not (self.joints or not self.made):
            return False
        if step.data in ("item", "letter", "degree"):
            return self._item(str(tokens[-1]), told=step.data == "item", numbered=tokens[-1].type == "NUMBER")
        if step.data in ("number", "act"):
            return self._number(tokens[0], tokens) if step.data == "number" else self._act(tokens)
        self._qualify(step.data, tokens)
        return True

    def _qualify(self, kind: str, tokens: Sequence[Token]) -> None:
        """What tells more of the last place, or of the act."""
        group = self.made[-1]
        if kind == "lid":
            self._lids(self._counted(tokens))
        elif kind == "numbered_lid":
            self.listing, self.closed = (Part.LID if tokens[0] == "leden" or not self.plural else Part.ARTICLE), False
            self._lids([str(tokens[1])])
        elif kind == "sentence":
            group.leaves[-1].sentence = " ".join(tokens)
        elif kind == "heading":
            group.leaves[-1].heading = True
        elif kind == "former":
            group.former = tokens[0].strip("()") == "oud"
        else:
            raise ValueError(f"ontology/grammars has a step {kind!r} that nobody reads")

    # ------------------------------------------------------------------ articles

    def _number(self, number: Token, tokens: Sequence[Token]) -> bool:
        deeper = self.listing is not Part.ARTICLE and not (self.closed and self.plural) and "JUNCTO" not in self.joints
        if self.made and deeper and number.isdigit():
            if self.listing is Part.LID:
                self._lids([str(number)])
                return True
            return self._item(str(number), told=False, numbered=True)
        self._new_article(number, tokens, bare=True)
        return True

    def _new_article(self, number: Token, tokens: Sequence[Token], *, bare: bool = False) -> None:
        start = tokens[0].start_pos or 0
        if not self.made or self.made[-1].has_act:
            tentative = bare and bool(self.made) and "JUNCTO" not in self.joints
            self.made.append(_Open(start, start, tentative=tentative))
        group = self.made[-1]
        annex = [one for leaf in group.leaves[-1:] for one in leaf.parts if one[0] in (Part.ANNEX, Part.BOOK)]
        if annex and len(group.leaves[-1].parts) == len(annex):
            group.leaves.pop()  # "bijlage I, artikel 3"
        elif not bare and group.leaves and all(part in _ABOVE.values() for part, _ in group.leaves[-1].parts):
            group.leaves.pop()  # "hoofdstuk 2, artikel 3"
        previous = group.leaves[-1].parts if group.leaves else []
        if "RANGE" in self.joints and previous and previous[0][0] is Part.ARTICLE:
            group.leaves += [_Leaf([(Part.ARTICLE, value)]) for value in _between(previous[0][1], str(number))]
        group.article = len(group.leaves)
        group.leaves.append(_Leaf([*annex, (Part.ARTICLE, str(number))]))
        self.listing, self.closed = Part.ARTICLE, False

    def _above(self, tokens: Sequence[Token]) -> bool:
        """A chapter and the like: a place of its own, or where the article before it lies."""
        word = tokens[-2].casefold()
        part = next(part for begin, part in _ABOVE.items() if word.startswith(begin))
        value = (part, str(tokens[-1]))
        start = tokens[0].start_pos or 0
        if tokens[0].type == "OF":
            if not self.made or self.made[-1].has_act:
                return False
            for leaf in self.made[-1].leaves:
                leaf.parts.insert(0, value)
            if part is Part.BOOK:
                self.made[-1].book = value[1]
            return True
        if not self.made or self.made[-1].has_act:
            self.made.append(_Open(start, start))
        group = self.made[-1]
        if part is Part.BOOK:
            group.book = value[1]
        last = group.leaves[-1].parts if group.leaves else []
        order = tuple(Part)
        if last and last[-1][0] in _ABOVE.values() and order.index(last[-1][0]) < order.index(part):
            last.append(value)  # "hoofdstuk 5, afdeling 2"
        else:
            group.article = len(group.leaves)
            group.leaves.append(_Leaf([value]))
        self.listing, self.closed, self.plural = Part.ARTICLE, False, False
        return True

    # ------------------------------------------------------------------ within an article

    def _counted(self, tokens: Sequence[Token]) -> list[str]:
        """The numbers that ordinals tell, those between the ends of a range as well."""
        numbers: list[str] = []
        ranged = False
        for token in tokens:
            if token.type == "RANGE":
                ranged = True
            elif token.type == "ORDINAL":
                number = re.match(r"\d+", token)
                value = number[0] if number else str(self.ordinals.get(token.casefold(), token))
                if ranged and numbers:
                    numbers += _between(numbers[-1], value)
                numbers.append(value)
                ranged = False
        return numbers

    def _lids(self, numbers: Sequence[str]) -> None:
        group = self.made[-1]
        base = [one for one in group.leaves[-1].parts if one[0] not in (Part.LID, Part.ITEM)]
        before = group.leaves[-1].parts[len(base) :]
        if not before:
            group.leaves.pop()
        if "RANGE" in self.joints and before and before[0][0] is Part.LID:
            numbers = [*_between(before[0][1], numbers[0]), *numbers]
        group.leaves += [_Leaf([*base, (Part.LID, number)]) for number in numbers]

    def _item(self, value: str, *, told: bool, numbered: bool) -> bool:
        """An item beside the last one of its kind (letters, figures), or within the last one of the other kind."""
        group = self.made[-1]
        leaf = group.leaves[-1]
        mark = value.rstrip("°º.")
        first = next((place for place, (part, _) in enumerate(leaf.parts) if part is Part.ITEM), len(leaf.parts))
        items = leaf.parts[first:]
        if not told and not items:
            return False
        alike = [place for place, (_, other) in enumerate(items) if _is_figure(other) == _is_figure(mark)]
        if alike:
            kept = leaf.parts[: first + alike[0]]
            if "RANGE" in self.joints:
                group.leaves += [
                    _Leaf([*kept, (Part.ITEM, between)], leaf.heading) for between in _between(items[alike[0]][1], mark)
                ]
            group.leaves.append(_Leaf([*kept, (Part.ITEM, mark)], leaf.heading))
        else:
            leaf.parts.append((Part.ITEM, mark))
        if told or numbered:
            self.listing, self.closed = (Part.ITEM if numbered else Part.ARTICLE), False
        return True

    # ------------------------------------------------------------------ the act

    def _act(self, tokens: Sequence[Token]) -> bool:
        group = self.made[-1]
        if group.has_act:
            return False
        last = tokens[-1]
        if last.type == "ACT":
            group.act = last.start_pos
        elif last.type in ("NAMED", "SHORT"):
            group.named = (last.start_pos or 0, last.end_pos or 0)
        else:
            group.other = str(last)
        return True


def _tokens(step: Tree[Token]) -> list[Token]:
    return [token for token in step.children if isinstance(token, Token)]


def _end(step: Tree[Token]) -> int:
    return _tokens(step)[-1].end_pos or 0


def _is_figure(mark: str) -> bool:
    return mark[:1].isdigit()


def _between(first: str, last: str) -> list[str]:
    """The values between the ends of a range; none where the ends do not tell them ("5a tot en met 8").

    Example:
        >>> _between("5:11", "5:14"), _between("14a", "14d"), _between("5a", "8")
        (['5:12', '5:13'], ['14b', '14c'], [])
    """
    one, other = _TAIL.match(first), _TAIL.match(last)
    if not one or not other or one[1] != other[1] or one[2].isdigit() != other[2].isdigit():
        return []
    if one[2].isdigit():
        low, high = int(one[2]), int(other[2])
        return [f"{one[1]}{number}" for number in range(low + 1, high)] if high - low <= _MOST else []
    return [f"{one[1]}{chr(code)}" for code in range(ord(one[2]) + 1, ord(other[2]))]
