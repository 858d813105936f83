"""Laws written in Markdown become a law: the two shapes that collections of Dutch law have."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.document.law import (
    Law,
    LawBlock,
    LawPart,
    Remark,
    Role,
    Step,
    label_of,
    once,
    pages_of,
    path_with,
    remark_in,
    role_of,
    step_of,
)
from kg.document.markdown import plain_lines, without_marks
from kg.document.model import BlockKind, Force
from kg.document.mojibake import mended

_ID = re.compile(r"BWB[RVW]\d{7}")
_FIELD = re.compile(r"(?P<key>titel|identificatie|datum):\s*(?P<value>.+?)\s*$")
_META = re.compile(r"\s*<meta http-equiv=[^<>]*>\s*$")
_TITLE = re.compile(r"^##", re.MULTILINE)
_MARKS = re.compile(r"[*_`\[\]\\<>|~=]")  # what Markdown may read as more than text
_WORD = re.compile(r"\w")
_HEADING = re.compile(r" {0,3}(?P<level>#{1,6})(?P<words>.*)")
_ITEM = re.compile(r"(?:[-–—•▪◦*●○■]|[a-z]{1,4}[.)]|\d{1,3}[a-z]{0,2}[°º]\.?|\([a-z\d]{1,3}\)|[ivx]{1,5}[.)])(?:\s|$)")
_MARK = re.compile(r"(?:\d{1,3}[a-z]{0,4}\.|[a-z]{1,2}[.)]|\d{1,3}[a-z]{0,2}[°º]\.?)$")
_NUMBER = re.compile(r"\d{1,3}[a-z]{0,4}\.(?=\s|$)")
_BOLD_NUMBER = re.compile(r"\s*\*\*(?P<number>\d{1,3}[a-z]{0,4})\.{0,2}\*\*\s*$")
_STUCK = re.compile(r"(?P<mark>[a-z]\.)(?=[a-zà-ÿ]{2})")
_RAISED = re.compile(r"</?su[bp]>")
_BARE_HEADING = re.compile(r" {0,3}(?P<level>#{1,6})(?P<words>.*)")
_CLOSING = re.compile(
    r"lasten en bevelen\b|gegeven te \S|ten blijke waarvan\b|in witness whereof\b|en foi de quoi\b"
    r"|onze minister\b.{0,200}\bis belast met de uitvoering van dit besluit\b"
    r"|(?:deze|dit) \w+ (?:zal|wordt)\b.{0,120}\bin (?:de staatscourant|het staatsblad)\b.{0,40}\bgeplaatst\b",
    re.IGNORECASE,
)
_CITED_AS = re.compile(
    r"\b(?:deze|dit) (?:\w+ )?(?:kan |kunnen |wordt |worden )?(?:als volgt )?(?:worden )?aangehaald(?: worden)?"
    r"(?: als| onder de (?:titel|naam|benaming)(?: van)?)?:? ?(?:(?:de|het) )?[\"“„'‘’«]?(?P<title>[^\"“”„«»;:]{3,200}?)"
    r"[\"”'’»]?(?:\s*$|\.(?:\s*$| +[A-Z])|,? en (?:treedt|zal|werkt|wordt)\b|,? met vermelding\b|, (?:met|onder)\b)",
    re.IGNORECASE,
)
_OPENING, _CLOSING_LABEL = "Opschrift en aanhef", "Slotformulier en ondertekening"
_FRONT_LEVEL, _META_LEVEL = 2, 3  # of the headings over articles, in each shape


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a file is written: the level of the headings over its articles, and what its head says."""

    level: int
    lines: Sequence[str]
    identifier: str | None
    title: str | None = None
    date: datetime.date | None = None


def law_from_markdown(text: str, *, name: str) -> Law | None:
    """The law in a Markdown text; None where the text is no law.

    A law has a front matter with its BWB id (`identificatie`), or the HTML head and headings of the other collection; then
    its id is looked for in `name`, the file's. A body that is given twice is read once, characters that were read as another
    encoding are read back, and remarks of the editors tell what is in force.
    """
    shape = _shape_of(text.replace("\r\n", "\n"), name)
    if shape is None:
        return None
    parts = list(_with_closing(_Reader(shape.level).parts(shape.lines)))
    pages = pages_of(parts, shape.identifier, shape.date)
    if not pages:
        return None
    dutch = any(
        line.text.startswith("Artikel") for page in pages for line in page.lines if line.kind is BlockKind.HEADING
    )
    return Law(
        pages=pages,
        identifier=shape.identifier,
        title=shape.title or _cited_as(parts) or _opening_words(parts),
        date=shape.date,
        language="nl" if dutch else None,
    )


def _shape_of(text: str, name: str) -> _Shape | None:
    if text.startswith("---\n"):
        lines = text.split("\n")
        end = next((number for number, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), None)
        if end is None:
            return None
        said = {found["key"]: found["value"].strip("\"'") for line in lines[1:end] if (found := _FIELD.match(line))}
        identifier = _ID.fullmatch(said.get("identificatie", ""))
        if not identifier:
            return None
        return _Shape(
            level=_FRONT_LEVEL,
            lines=mended("\n".join(lines[end + 1 :])).split("\n"),
            identifier=identifier[0],
            title=" ".join(mended(said.get("titel", "")).split()) or None,
            date=_date(said.get("datum", "")),
        )
    first, _, rest = text.lstrip("\n").partition("\n")
    if not _META.match(first) or not _TITLE.search(rest):
        return None
    found = _ID.search(name)
    return _Shape(level=_META_LEVEL, lines=mended(rest).split("\n"), identifier=found[0] if found else None)


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


class _Reader:
    """Gathers the parts of a law, line by line."""

    def __init__(self, level: int) -> None:
        self._level = level  # of the headings over articles
        self._parts: list[LawPart] = []
        self._path: tuple[Step, ...] = ()
        self._mark = ""  # what stood alone on the line before
        self._open(LawPart(role=Role.OPENING, label=_OPENING))

    def parts(self, lines: Iterable[str]) -> list[LawPart]:
        """The parts of the law that `lines` hold."""
        for line in lines:
            heading = _HEADING.match(line) if line.lstrip().startswith("#") else None
            number = _BOLD_NUMBER.match(line)
            if heading:
                self._end_mark()
                self._read_heading(len(heading["level"]), _one_line(heading["words"]).strip("*# "))
            elif number:
                self._end_mark()
                self._is_numbered = True
                self._mark = number["number"] + "."
            else:
                self._read_line(*_plain(line))
        self._end_mark()
        self._close()
        return self._parts

    def _open(self, part: LawPart) -> None:
        self._part = part
        self._plain: list[LawBlock] = []
        self._numbered: list[LawBlock] = []  # from the first number that has a line of its own
        self._is_numbered = False

    def _close(self) -> None:
        self._part.blocks = list(once(self._plain, self._numbered))
        self._parts.append(self._part)

    def _add(self, text: str, kind: BlockKind) -> None:
        (self._numbered if self._is_numbered else self._plain).append(LawBlock(text=text, kind=kind))

    def _end_mark(self) -> None:
        if self._mark:
            self._add(self._mark, BlockKind.ITEM)
            self._mark = ""

    @property
    def _is_empty(self) -> bool:
        return not self._plain and not self._numbered

    def _read_heading(self, level: int, words: str) -> None:
        opening = self._part.role is Role.OPENING
        if level <= self._level and not (level < self._level and opening) and not _BARE_HEADING.fullmatch(words):
            self._close()
            role = role_of(words)
            step = step_of(words) if role is not Role.ARTICLE else None
            if step:
                self._path = path_with(self._path, step)
            block = LawBlock(text=words, kind=BlockKind.HEADING)
            self._open(LawPart(role=role, label=label_of(words), path=self._path, headings=[block]))
        elif words and self._is_empty and (level < self._level or not opening):
            self._part.headings.append(LawBlock(text=words, kind=BlockKind.HEADING))
        elif words:
            self._add(words, BlockKind.HEADING)

    def _read_line(self, words: str, kind: str) -> None:
        if not words:
            return
        if not kind and not self._mark and _MARK.match(words):
            self._mark = words
            return
        said = f"{self._mark} {words}".lstrip()
        self._mark = ""
        if kind == "table":
            self._add(said, BlockKind.TABLE)
        elif not self._is_remark(said):
            stuck = _STUCK.match(said)
            if stuck:
                said = f"{stuck['mark']} {said[stuck.end() :]}"
            self._add(said, BlockKind.ITEM if _ITEM.match(said) else BlockKind.PARAGRAPH)

    def _is_remark(self, words: str) -> bool:
        """Whether the editors say these words; above all text they say whether the part is in force."""
        number = _NUMBER.match(words)
        remark = remark_in(words[number.end() :].strip() if number else words)
        if remark and not number and self._is_empty and self._part.role is not Role.OPENING:
            self._part.force = _FORCES.get(remark, self._part.force)
        elif remark is None and self._part.force is Force.REPEALED:
            self._part.force = Force.IN_FORCE  # its text still stands there: it ends later
        return remark is not None


_FORCES = {Remark.REPEALED: Force.REPEALED, Remark.NOT_YET: Force.NOT_YET}


def _plain(line: str) -> tuple[str, str]:
    """A line without its marks, and "table" where it is a row of one."""
    if _WORD.search(line) and not _MARKS.search(line):
        return " ".join(line.split()), ""
    text, kind = next(plain_lines((line,)))
    return " ".join(_RAISED.sub("", text).split()), kind


def _one_line(text: str) -> str:
    return " ".join(_RAISED.sub("", without_marks(text)).split())


def _with_closing(parts: Sequence[LawPart]) -> Iterator[LawPart]:
    """The parts, with what closes the law ("Lasten en bevelen …", signatures) apart from its last article."""
    before: LawPart | None = None
    for part in (*parts, None):
        ends = before is not None and before.role is Role.ARTICLE and (part is None or part.role is not Role.ARTICLE)
        first = _closing_at(before.blocks) if before is not None and ends else None
        if before is not None and first is not None:
            closing = before.blocks[first:]
            del before.blocks[first:]
            yield before
            yield LawPart(role=Role.CLOSING, label=_CLOSING_LABEL, blocks=closing)
        elif before is not None:
            yield before
        before = part


def _closing_at(blocks: Sequence[LawBlock]) -> int | None:
    places = (number for number, block in enumerate(blocks) if number and _CLOSING.match(block.text))
    return next(places, None)


def _cited_as(parts: Sequence[LawPart]) -> str | None:
    """What the law says it is cited as, in the last of its articles that says so."""
    for part in reversed(parts):
        if part.role is Role.ARTICLE:
            for block in part.blocks:
                found = _CITED_AS.search(block.text)
                if found:
                    return found["title"].strip(" .")
    return None


def _opening_words(parts: Sequence[LawPart]) -> str | None:
    headings = parts[0].headings if parts else []
    return headings[0].text if headings else None
