from __future__ import annotations

import re
from collections.abc import Mapping

from kg.base.knowledge import read_knowledge
from kg.base.span import Span
from kg.base.terms import Kind
from kg.dutch.cut import LONGEST
from kg.dutch.from_text import TrainedParser
from kg.dutch.model import Parser
from kg.facts.ends import View
from kg.facts.relate import Item
from kg.facts.sentences import Sentence
from kg.facts.views import Reader, heads_a_frame
from tests.facts.trees import frame, frames, speaking

PARSER: Parser = TrainedParser(read_knowledge())
KNOWN = frames(frame("controleren"), frame("toezien", whom=("op",)))
KINDS = {"NVWA": Kind.SUPERVISOR, "Raad voor Havens": Kind.ORGANISATION, "visserij": Kind.DOMAIN}


def items(text: str) -> list[Item]:
    """The things named in a text."""
    found = re.finditer("|".join(KINDS), text)
    return [Item(span=Span(*one.span()), kind=KINDS[one[0]], iri=f"urn:{one[0]}") for one in found]


def views(text: str, *sentences: tuple[str, ...]) -> Mapping[int, tuple[View, ...]]:
    """The views of sentences of a text, each given by the words of its parts."""
    numbered = {
        number: Sentence(tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts))
        for number, parts in enumerate(sentences)
    }
    reader = Reader(parser=PARSER, knowledge=KNOWN, speaker=speaking(), is_decree=True)
    return reader.views(numbered, text, items(text))


def test_a_document_without_anything_has_no_views() -> None:
    """No sentences, no views."""
    assert views("") == {}


def test_only_sentences_that_may_tell_something_are_parsed() -> None:
    """A view is made of a sentence with a word of a frame and with an actor, an instrument or a pronoun; not of a field alone."""
    first, second, third, fourth = (
        "De NVWA controleert vissers.",
        "De NVWA slaapt.",
        "Vissers controleren visserij.",
        "Wij controleren vissers.",
    )
    text = f"{first} {second} {third} {fourth}"
    assert list(views(text, (first,), (second,), (third,), (fourth,))) == [0, 3]


def test_a_name_is_one_word_with_its_place() -> None:
    """A name of several words is one word of the tree, in the words of the document, and known by its place."""
    text = "Nu controleert de Raad voor Havens de kades."
    (one,) = views(text, (text,))[0]
    assert [(one.tree[place].text, item.iri) for place, item in one.items.items()] == [
        ("Raad voor Havens", "urn:Raad voor Havens")
    ]
    assert (one.speaker, one.is_decree) == (speaking(), True)


def test_a_pronoun_keeps_the_sentence_before() -> None:
    """Behind a pronoun the view of the sentence before is kept, without the one before that; else none is."""
    first, second, third = "De NVWA komt morgen.", "Zij controleert vissers.", "De NVWA controleert vissers."
    found = views(f"{first} {second} {third}", (first,), (second,), (third,))
    assert list(found) == [1, 2]
    before = found[1][0].before
    assert before is not None
    assert (before.tree.parse.span, before.before) == (Span(0, len(first)), None)
    assert [item.iri for item in before.items.values()] == ["urn:NVWA"]


def test_the_words_of_a_lead_in_and_its_item_lead_back_to_the_document() -> None:
    """A sentence of two parts is one text to the parser; each word has its place in the document, over what stands between."""
    text = "De NVWA controleert:\na. de akkers;\nb. de Raad voor Havens."
    (one,) = views(text, ("De NVWA controleert:", "b. de Raad voor Havens."))[0]
    assert all(token.span.of(text) == token.text for token in one.tree.parse.tokens)
    assert [item.iri for item in one.items.values()] == ["urn:NVWA", "urn:Raad voor Havens"]
    assert "akkers" not in [token.text for token in one.tree.parse.tokens]


def test_a_very_long_sentence_has_several_views() -> None:
    """None is longer than the longest that is parsed as one, and together they hold each name once."""
    text = "De NVWA controleert de kades, " * 60 + "en meer."
    found = views(text, (text,))[0]
    assert len(found) == 4
    assert max(len(one.tree) for one in found) <= LONGEST
    assert sum(len(one.items) for one in found) == 60


def test_a_word_may_head_a_frame_by_its_form() -> None:
    """A form of a verb of the frames, also of its part behind the particle, may head one; another word does not."""
    assert [heads_a_frame(word, KNOWN.frames) for word in ("controleert", "gecontroleerd", "ziet", "visser")] == [
        True,
        True,
        True,
        False,
    ]
