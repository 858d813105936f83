"""Pages of blocks become a document whose spans are exact."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.base.ids import digest
from kg.base.span import Span
from kg.document.assemble import document_from_pages
from kg.document.characters import clean
from kg.document.model import Block, BlockKind, Document, Metadata, Page


@dataclass(frozen=True)
class Content:
    number: int
    blocks: tuple[tuple[str, BlockKind], ...]
    unread: str = ""


def assembled(*pages: Content) -> Document:
    return document_from_pages(b"data", file="a.pdf", pages=pages, paged=True, metadata=Metadata(title="A"))


def test_text_and_spans() -> None:
    """A block is a line, pages are parted by a form feed, a page without words has no span."""
    document = assembled(
        Content(1, (("Kop", BlockKind.HEADING), ("Een zin.", BlockKind.PARAGRAPH))),
        Content(2, (("  ", BlockKind.PARAGRAPH),), "an image without text"),
        Content(3, (("1 Noot\nmet\fregels", BlockKind.FOOTNOTE),)),
    )
    assert document.text == "Kop\nEen zin.\f\f1 Noot met regels"
    assert document.pages == (
        Page(
            number=1,
            span=Span(0, 12),
            blocks=(Block(span=Span(0, 3), kind=BlockKind.HEADING), Block(span=Span(4, 12))),
        ),
        Page(number=2, span=None, unread="an image without text"),
        Page(number=3, span=Span(14, 31), blocks=(Block(span=Span(14, 31), kind=BlockKind.FOOTNOTE),)),
    )


def test_identity() -> None:
    """The id of a document is made of its bytes alone."""
    document = assembled()
    assert document.id == digest(b"data")
    assert document.sha256 == hashlib.sha256(b"data").hexdigest()
    assert (document.file, document.metadata, document.text) == ("a.pdf", Metadata(title="A"), "")


blocks = st.tuples(st.text(max_size=20), st.sampled_from(BlockKind))
contents = st.lists(st.lists(blocks, max_size=4), max_size=5)


@given(contents)
def test_spans_give_their_text(found: list[list[tuple[str, BlockKind]]]) -> None:
    """The span of each block holds one line with words, and pages lie in order and make up the text."""
    document = assembled(*(Content(number, tuple(page)) for number, page in enumerate(found, start=1)))
    parts = [page.span.of(document.text) if page.span else "" for page in document.pages]
    assert document.text == "\f".join(parts)
    for page, part, source in zip(document.pages, parts, found, strict=True):
        words = [block.span.of(document.text) for block in page.blocks]
        assert "\n".join(words) == part
        assert all(word == word.strip() and word and len(word.splitlines()) == 1 for word in words)
        assert [clean(word) for word in words] == [cleaned for text, _ in source if (cleaned := clean(text))]
        kinds = [kind for text, kind in source if clean(text)]
        assert all("\t" not in word or kind is BlockKind.TABLE for word, kind in zip(words, kinds, strict=True))
    spans = [page.span for page in document.pages if page.span]
    assert all(first.end < second.start for first, second in pairwise(spans))
    assert all(document.page_at(span.start) == document.page_at(span.end - 1) is not None for span in spans)
