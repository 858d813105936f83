"""A web page becomes blocks in the order of its text, with what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from kg.document.html_blocks import blocks_from_elements
from kg.document.html_encoding import decoded
from kg.document.html_main import main_parts
from kg.document.html_metadata import metadata_from_tree
from kg.document.html_notes import take_notes
from kg.document.html_tree import tree_from_html
from kg.document.model import BlockKind, Metadata
from kg.document.paragraphs import TextBlock
from kg.document.unreadable import Unreadable

_MOST_BYTES = 30_000_000
_BINARY = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")
_LOOKED_AT = 4096  # bytes
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # UTF-16, where zero bytes are half of a letter


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlPage:
    """The text of a web page, footnotes last, in the one container that stands for a page."""

    blocks: tuple[TextBlock, ...]
    metadata: Metadata
    number: int = 1
    unread: str = ""


def page_from_html(data: bytes) -> HtmlPage:
    """The text of an HTML file: without the site around it, scripts and what is hidden.

    Raises:
        Unreadable: `html-empty`, `html-binary`, `html-too-large`, `html-too-deep` or `html-no-text`.

    Example:
        >>> page_from_html(b"<title>Taken</title><nav>Menu</nav><p>De NVWA houdt toezicht.").blocks
        (('De NVWA houdt toezicht.', <BlockKind.PARAGRAPH: 'paragraph'>),)
        >>> page_from_html(b"%PDF-1.7")
        Traceback (most recent call last):
            ...
        kg.document.unreadable.Unreadable: this is no web page, but a file of another kind. Give it the ending of what it is.
    """
    _refuse(data)
    root = tree_from_html(decoded(data))
    metadata = metadata_from_tree(root)
    notes = take_notes(root)
    blocks = blocks_from_elements(main_parts(root))
    if not blocks and not notes:
        raise Unreadable(
            "html-no-text",
            "the page holds no text",
            remedy="If a browser shows text, a script fetched it: save the page from the browser.",
        )
    return HtmlPage(blocks=(*blocks, *((note, BlockKind.FOOTNOTE) for note in notes)), metadata=metadata)


def _refuse(data: bytes) -> None:
    if not data.strip():
        raise Unreadable("html-empty", "the file is empty", remedy="Leave it out, or save the page again.")
    if data.startswith(_BINARY) or (b"\0" in data[:_LOOKED_AT] and not data.startswith(_WIDE)):
        raise Unreadable(
            "html-binary", "this is no web page, but a file of another kind", remedy="Give it the ending of what it is."
        )
    if len(data) > _MOST_BYTES:
        raise Unreadable(
            "html-too-large",
            f"the page is larger than {_MOST_BYTES // 1_000_000} MB",
            remedy="Split it, or save its text as .txt.",
        )
