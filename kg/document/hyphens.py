"""Lines become running text: a hyphen at a line's end goes where the word has none, and stays where it has one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

_HYPHENS = "-\u00ad\u2010\u2011"
_SOFT = "\u00ad"
_CLOSES = frozenset("'’”»)")
# "informatie- en communicatie": the hyphen stands for the rest of a word, and a space follows it.
_AFTER_OPEN = frozenset(
    {"en", "of", "als", "noch", "dan", "tot", "and", "or", "und", "et", "en/of", "respectievelijk", "maar"}
)
_KEEPS = frozenset({"niet", "non", "ex", "oud", "pro", "anti", "semi", "vice", "demissionair", "zogenaamd", "hoc"})
# "één-op-één", "stap-voor-stap", "up-to-date": what begins so has a hyphen before it too.
_LINKS = re.compile(r"(?:aan|in|of|om|op|the|to|tot|voor)-", re.IGNORECASE)
_URL = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
_URL_OPEN = re.compile(r"[/=&?%#_.~]$")
_URL_REST = re.compile(r"[/?#=&%]|[^\W_]\.[a-z]")
_CLASHES = frozenset(
    {"aa", "ae", "ai", "ao", "au", "ee", "ei", "eu", "ie", "ii", "ij", "oe", "oi", "oo", "ou", "ui", "uu"}
)
_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_EDGE = re.compile(r"^[^\w]+|[^\w]+$")


def words_inside(lines: Iterable[str]) -> dict[str, int]:
    """How often each word stands within a line, in lower case: the witnesses for words that a line end breaks.

    Example:
        >>> sorted(words_inside(["een AI-systeem dat werkt", "met be-"]))
        ['ai-systeem', 'dat', 'een', 'met', 'werkt']
    """
    counts: dict[str, int] = {}
    for line in lines:
        tokens = line.split()
        if tokens and tokens[-1][-1] in _HYPHENS:
            tokens = tokens[:-1]
        for token in tokens:
            for word in _TOKEN.findall(token.replace(_SOFT, "").casefold()):
                counts[word] = counts.get(word, 0) + 1
    return counts


def joined(lines: Sequence[str], known: Mapping[str, int]) -> str:
    """The lines as one text; `known` tells how often a word stands whole elsewhere.

    Example:
        >>> joined(["het toe-", "zicht op AI-", "systemen, niet-", "essentiële informatie-", "en diensten"], {})
        'het toezicht op AI-systemen, niet-essentiële informatie- en diensten'
        >>> joined(["de variabel-", "en"], {"variabelen": 1})
        'de variabelen'
    """
    text = ""
    for line in lines:
        text = _join(text, line, known) if text else line
    if text.endswith(_SOFT):  # what comes after it stands elsewhere
        text = f"{text[:-1]}-"
    return text.replace(_SOFT, "")


def _join(text: str, line: str, known: Mapping[str, int]) -> str:
    if not line.strip():
        return text
    after = line.split(maxsplit=1)[0]
    slash = text[-1] == "/" and text[-2:-1].isalpha() and after[0].islower()
    quoted = text[-1] in _HYPHENS and text[-2:-1] in _CLOSES and after[0].islower() and after not in _AFTER_OPEN
    if slash or quoted or _splits_address(text, line):
        return text + line
    if text[-1] not in _HYPHENS or not text[-2:-1].isalnum():
        return f"{text} {line}"
    before = text[:-1].rsplit(maxsplit=1)[-1]
    following = _EDGE.sub("", after).casefold()
    left = _EDGE.sub("", before).casefold()
    if following in _AFTER_OPEN and not known.get(left + following) and not _doubled(line):
        return f"{text[:-1]}- {line}" if text[-1] == _SOFT else f"{text} {line}"
    if text[-1] == _SOFT and line[0].islower():
        return text[:-1] + line
    return (text if _keeps_hyphen(before, after, known) else text[:-1]) + line


def _doubled(line: str) -> bool:
    """Whether two words that join others follow each other: the first is then the end of a broken word."""
    return len(words := line.split(maxsplit=2)) > 1 and {_EDGE.sub("", word) for word in words[:2]} <= {"en", "of"}


def _splits_address(text: str, line: str) -> bool:
    """Whether the end of a line breaks an address of the web."""
    if not line or not _URL.search(text.rsplit(maxsplit=1)[-1]):
        return False
    first = line.split(maxsplit=1)[0]
    if _URL_OPEN.search(text):
        return first[0].islower() or first[0].isdigit() or _URL_REST.search(first) is not None
    return text[-1].isalnum() and _URL_REST.search(first) is not None and not first[0].isupper()


def _keeps_hyphen(before: str, after: str, known: Mapping[str, int]) -> bool:
    """Whether the word written over two lines has a hyphen of its own."""
    left = _EDGE.sub("", before)
    right = (_TOKEN.match(after) or _TOKEN.search(after) or re.match("", ""))[0]  # type: ignore[index]
    if not right or "://" in before or "www." in before or "@" in before:
        return True
    whole = known.get(f"{left}{right}".casefold(), 0)
    parted = known.get(f"{left}-{right}".casefold(), 0)
    if whole != parted:
        return parted > whole
    last = left.split("-")[-1]
    if not after[0].islower() or not last.isalpha() or _LINKS.match(after):
        return True
    return (
        any(char.isupper() for char in last[1:])
        or (len(last) == 1)
        or last.casefold() in _KEEPS
        or (last[-1] + right[0]).casefold() in _CLASHES
    )
