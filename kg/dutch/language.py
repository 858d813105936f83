"""Which pages and blocks are Dutch, told by the small words that each language cannot do without."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.base.issues import Issue, Outcome, Severity
from kg.base.knowledge import Knowledge, Language
from kg.document.model import Block, BlockKind, Document, Page

DUTCH = "nl"
_WORD = re.compile(r"[^\W\d_]{2,}(?:'[^\W\d_]+)*")
_LEAST_PAGE = 30  # words from which the language of a page is told
_LEAST_BLOCK = 25  # words from which a block of another language is told apart from its page
_LEAST_SHARE = 0.15  # of the words, at least, are small words of the other language
_LEAST_KINDS = 5  # different small words of the other language, at least
_AHEAD = 1.6  # times as many of them as of Dutch, at least: Frisian shares half of them


@dataclass(frozen=True, slots=True)
class _Share:
    """How many words a stretch has, and how many of them are small words of each language."""

    words: int
    small: Counter[str]
    kinds: Counter[str]  # different ones

    @classmethod
    def of(cls, text: str, languages: Sequence[Language]) -> _Share:
        words = Counter(_WORD.findall(text.casefold().replace("’", "'")))
        seen = {language.code: words.keys() & language.words for language in languages}
        small = Counter({code: sum(words[word] for word in found) for code, found in seen.items()})
        return cls(words.total(), small, Counter({code: len(found) for code, found in seen.items()}))

    @classmethod
    def joined(cls, shares: Iterable[_Share]) -> _Share:
        words = 0
        small: Counter[str] = Counter()
        kinds: Counter[str] = Counter()
        for share in shares:
            words += share.words
            small += share.small
            kinds |= share.kinds
        return cls(words, small, kinds)

    def other(self, least: int) -> str | None:
        """The language where it is surely another than Dutch, None else, and where there are fewer than `least` words."""
        if self.words < least:
            return None
        code, count = max(sorted(self.small.items()), key=lambda pair: pair[1], default=(DUTCH, 0))
        many = count >= _LEAST_SHARE * self.words and self.kinds[code] >= _LEAST_KINDS
        sure = many and count >= _AHEAD * self.small[DUTCH]
        return code if sure and code != DUTCH else None


def other_language(text: str, knowledge: Knowledge) -> str | None:
    """The language (BCP 47) of `text` where that is surely not Dutch; None where it is Dutch, too short or too odd to tell.

    Example:
        >>> from kg.base.knowledge import read_knowledge
        >>> english = "The authority shall ensure that each of the operators has the means to comply with this act. " * 2
        >>> other_language(english, read_knowledge()), other_language("De inspectie houdt toezicht.", read_knowledge())
        ('en', None)
    """
    return _Share.of(text, knowledge.languages).other(_LEAST_PAGE)


def dutch_of(document: Document, knowledge: Knowledge) -> Outcome[Document]:
    """`document` without its blocks in another language, as one item; its text and places stay as they are.

    A page that is wholly in another language has no blocks and says so in `unread`. One issue for each language that has pages,
    and one for each that has only blocks on pages in Dutch.
    """
    labels = {language.code: language.label for language in knowledge.languages}
    pages: list[Page] = []
    whole: dict[str, list[int]] = {}
    blocks: dict[str, list[Block]] = {}
    for page in document.pages:
        shares = [_Share.of(block.span.of(document.text), knowledge.languages) for block in page.blocks]
        code = _Share.joined(share for share, block in zip(shares, page.blocks, strict=True) if _is_prose(block)).other(
            _LEAST_PAGE
        )
        if code is not None and _Share.joined(shares).other(_LEAST_PAGE) == code:
            whole.setdefault(code, []).append(page.number)
            pages.append(replace(page, blocks=(), unread=_joined(page.unread, f"in another language: {labels[code]}")))
            continue
        kept = []
        for block, share in zip(page.blocks, shares, strict=True):
            other = share.other(_LEAST_BLOCK) if _is_prose(block) else None
            if other is None:
                kept.append(block)
            else:
                blocks.setdefault(other, []).append(block)
        pages.append(replace(page, blocks=tuple(kept)) if len(kept) < len(page.blocks) else page)
    issues = [*_of_pages(document, whole, labels), *_of_blocks(document, blocks, labels)]
    return Outcome.of([replace(document, pages=tuple(pages)) if issues else document], issues)


def _is_prose(block: Block) -> bool:
    return block.kind is not BlockKind.TABLE


def _joined(unread: str, reason: str) -> str:
    return f"{unread}; {reason}" if unread else reason


def _of_pages(document: Document, whole: dict[str, list[int]], labels: dict[str, str]) -> Iterator[Issue]:
    for code, numbers in sorted(whole.items()):
        all_of_it = len(numbers) == len(document.pages)
        pages = f"pages {_ranges(numbers)} are" if len(numbers) > 1 else f"page {numbers[0]} is"
        yield Issue(
            place=document.file if all_of_it else f"{document.file} p. {numbers[0]}",
            code="document-other-language",
            severity=Severity.WARNING,
            stage="dutch",
            document=document.file,
            page=numbers[0] if document.paged else None,
            message=f"{'is' if all_of_it else pages} in another language ({labels[code]}, {code}); only Dutch is read",
            remedy="Give the Dutch version, where there is one.",
        )


def _of_blocks(document: Document, blocks: dict[str, list[Block]], labels: dict[str, str]) -> Iterator[Issue]:
    for code, found in sorted(blocks.items()):
        page = document.page_number(found[0].span.start)
        many = f"{len(found)} paragraphs are" if len(found) > 1 else "a paragraph is"
        yield Issue(
            place=f"{document.file} p. {page}" if page else document.file,
            code="document-other-language",
            severity=Severity.NOTE,
            stage="dutch",
            document=document.file,
            page=page,
            message=f"{many} in another language ({labels[code]}, {code}); only Dutch is read",
        )


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers in order, those that follow each other as a range.

    Example:
        >>> _ranges([1, 2, 3, 7, 9, 10])
        '1-3, 7, 9-10'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
