"""Trees and frames made by hand, for tests of what reads relations from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from kg.base.frames import ANY, Frame, Frames, read_frames
from kg.base.knowledge import Knowledge, read_knowledge
from kg.base.span import Span
from kg.base.terms import Kind, Modality, Predicate
from kg.base.verbs import verb_forms
from kg.dutch.model import Parse, Tag, Token
from kg.facts.ends import View
from kg.facts.relate import Item
from kg.facts.tree import Tree
from tests.made import knowing

_KIND = "@"


def parse(table: str, start: int = 0) -> Parse:
    """The parse that `table` writes down, in a text that begins at `start` with a space behind each word.

    Words stand between slashes: "text TAG label head", the head counted from 1 and 0 for the root; behind it the lemma where it
    is not the text in small letters, features as "Tense=Pres", and "@Kind" of a named thing. An underscore stands for a space; what
    holds one and is not named is a fixed expression.
    """
    tokens = []
    here = start
    for place, row in enumerate(table.split("/")):
        text, tag, label, head, *further = row.split()
        words = text.replace("_", " ")
        named = any(one.startswith(_KIND) for one in further)
        lemma = [one for one in further if "=" not in one and not one.startswith(_KIND)]
        tokens.append(
            Token(
                span=Span(here, here + len(words)),
                text=words,
                lemma=lemma[0] if lemma else words.casefold(),
                tag=Tag(tag),
                morph="|".join(one for one in further if "=" in one),
                head=int(head) - 1 if int(head) else place,
                label=label,
                is_name=named,
                is_expression=" " in words and not named,
            )
        )
        here += len(words) + 1
    return Parse(tokens=tuple(tokens))


def tree(table: str) -> Tree:
    """The tree that `table` writes down."""
    return Tree(parse(table))


def view(
    table: str,
    known: Knowledge | None = None,
    *,
    before: View | None = None,
    speaker: Item | None = None,
    is_decree: bool = False,
    start: int = 0,
) -> View:
    """The view of the tree that `table` writes down; each named thing is known under "urn:" and its words."""
    rows = [row.split() for row in table.split("/")]
    made = Tree(parse(table, start))
    items = {
        place: Item(span=made[place].span, kind=Kind(one[1:]), iri=f"urn:{made[place].text}")
        for place, row in enumerate(rows)
        for one in row[4:]
        if one.startswith(_KIND)
    }
    return View(
        tree=made, items=items, knowledge=known or frames(), before=before, speaker=speaker, is_decree=is_decree
    )


def frame(
    *words: str,
    who: Iterable[str] = ("agent",),
    whom: Iterable[str] = ("patient",),
    belongs: str = "",
    predicate: Predicate = Predicate.SUPERVISES,
    subjects: Iterable[Kind] = tuple(Kind),
    objects: Iterable[Kind] = tuple(Kind),
    needs: str = "",
    without: str = "",
    basis_is_object: bool = False,
    mutual: bool = False,
    own: bool = False,
    cues: Iterable[Modality] = tuple(Modality),
) -> Frame:
    """A frame as its file tells it; its name is its first word."""
    file = {
        "predicate": str(predicate),
        "subject": [str(kind) for kind in subjects],
        "object": [str(kind) for kind in objects],
        "cues": [str(cue) for cue in cues],
    }
    row = {
        "name": "any" if words[0] == ANY else words[0],
        "words": words,
        "with": belongs,
        "who": tuple(who),
        "whom": tuple(whom),
        "needs": needs,
        "without": without,
        "basis": "object" if basis_is_object else "",
        "mutual": mutual,
        "own": own,
    }
    with TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "words.toml").write_text("[lists]\nparticles = []\n", encoding="utf-8")
        (folder / f"{predicate}.toml").write_text(f"{_toml(file)}[[frame]]\n{_toml(row)}", encoding="utf-8")
        (one,) = read_frames(folder).all
    return one


def _toml(values: Mapping[str, object]) -> str:
    return "".join(f"{name} = {json.dumps(value)}\n" for name, value in values.items())


def frames(*given: Frame) -> Knowledge:
    """Knowledge of these frames alone, with the project's own word lists."""
    lists = read_knowledge().frames.lists
    by_word: dict[str, tuple[Frame, ...]] = {}
    for one in given:
        for word in one.words:
            by_word[word] = (*by_word.get(word, ()), one)
    made = Frames(
        all=given,
        by_word=MappingProxyType(by_word),
        verbs=verb_forms(by_word, lists["particles"], ()),
        lists=lists,
    )
    return knowing(frames=made)


def words(one: View, places: Iterable[int]) -> list[str]:
    """The words at `places`."""
    return [one.tree[place].text for place in places]


def speaking(iri: str = "urn:speaker") -> Item:
    """A supervisor that says "wij"; it is named at the beginning of its document."""
    return Item(span=Span(0, 1), kind=Kind.SUPERVISOR, iri=iri)
