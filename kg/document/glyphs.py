"""The content of a PDF page as pieces of text with their places, whatever the order they were drawn in."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pypdf import PageObject
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, PdfObject, StreamObject, TextStringObject

from kg.document.paint import Hidden, Ink, Paint
from kg.document.pdf_font import PdfFont, font_from_resource
from kg.document.pdf_state import IDENTITY, Box, Matrix, State, Style, matrix, number, times
from kg.document.rules import Rule, Rules

_PIECE_GAP = 0.08  # ems: a wider step of the pen ends a piece; whether it is a space is decided on the line
_MOST_PIECES = 60_000  # a page of small print holds some 3,000
_MOST_BYTES = 8_000_000  # a page of text takes some 50,000; more is a drawing
_MOST_FORMS = 500
_BACKDROP = 0.95  # of the page: an image as large as the page
_MOST_FONTS = 5_000  # of a document; one of a thousand pages has some hundreds
_MIDDLE = 0.3  # of the size: how far above the baseline the middle of a piece stands
_DEEPEST_FORM = 12
_OUTSIDE = 2.0  # points beyond the edge that still count as on the page
_SAME_PLACE = 0.7  # points
_LARGE = 100_000  # bytes: from here on it pays to take lines and curves out before parsing
_PATHS = re.compile(rb"(\((?:[^()\\]|\\.)*+\))|(?<!\S)(?:(?:[-+.\d]++\s++){2,6}+(?:[mlcvy]|re)\s++)++", re.DOTALL)
_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
_SHOWS_BELOW = frozenset({b"'", b'"'})


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters drawn without a gap: in points, from the left and from the top of the page as it is looked at."""

    text: str
    x0: float
    x1: float
    y: float  # the baseline
    size: float
    bold: bool = False
    spaced: bool = False  # a space character was drawn before it
    tracking: float = 0.0  # points that the writer put between all characters
    turn: int = 0  # quarter turns to the left
    slanted: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was found on a page: the pieces that can be seen, its size in points, how many images it has, what was cut off.

    `hidden` are the pieces that cannot be seen, by the reason; `outside` counts the characters beyond the edge; `imaged`
    is the share of the page that images cover; `rules` are the straight lines drawn; `backdrop` is the number of the image
    that covers all of it, 0 where none does; `bars` are painted areas no higher than a line of text.
    """

    pieces: tuple[Piece, ...]
    width: float
    height: float
    images: int = 0
    cut: str = ""
    hidden: Mapping[Hidden, tuple[Piece, ...]] = field(default_factory=dict)
    outside: int = 0
    imaged: float = 0.0
    rules: tuple[Rule, ...] = ()
    bars: tuple[Box, ...] = ()
    backdrop: int = 0


class _TooMuchError(Exception):
    """The page holds more than can be a page of text."""


@dataclass(slots=True)
class _Pen:
    """Draws the content of one page and keeps what it writes."""

    page: PageObject
    fonts: dict[int, tuple[DictionaryObject, PdfFont]]
    width: float
    height: float
    spaced: bool = False
    pieces: list[Piece] = field(default_factory=list)
    inks: list[Ink] = field(default_factory=list)  # of the pieces
    paint: Paint = field(default_factory=Paint)
    rules: Rules = field(default_factory=Rules)
    outside: int = 0
    images: int = 0
    backdrop: int = 0
    forms: int = 0
    read: int = 0

    def draw(self, content: ContentStream, resources: DictionaryObject, outer: Style, depth: int) -> None:
        """Draws a content stream from the state `outer`; `depth` counts the forms it stands in."""
        self.read += len(content.get_data())
        if self.read > _MOST_BYTES:
            raise _TooMuchError(f"drawing instructions above {_MOST_BYTES // 1_000_000} million bytes")
        if len(content.get_data()) > _LARGE:
            content.set_data(_without_paths(content.get_data()))
            self.paint.unknown = True
        state = State(outer)
        for operands, operator in content.operations:
            if operator in _SHOWS:
                self.show(operator, operands, state)
            elif operator == b"INLINE IMAGE":
                self.images += 1
                self.paint.image(state.style, len(self.pieces), solid=False)
            elif self.paint.apply(operator, operands, state.style, len(self.pieces)) or operator == b"h":
                self.rules.follow(operator, operands, state.style)
            elif not state.apply(operator, operands) and operands:
                self.use(operator, operands, state.style, resources, depth)

    def use(
        self, operator: bytes, operands: Sequence[object], style: Style, resources: DictionaryObject, depth: int
    ) -> None:
        """Takes a font, a form or image, or a way of painting from the resources."""
        if operator == b"Tf":
            style.font = self.font(resources, operands[0])
            style.size = number(operands, 1)
        elif operator == b"Do":
            self.form(resources, operands[0], style, depth)
        elif operator == b"gs":
            style.opaque = _is_opaque(_dictionary(_dictionary(resources.get("/ExtGState")).get(operands[0])))

    def form(self, resources: DictionaryObject, name: object, style: Style, depth: int) -> None:
        """Draws a form in its place; counts an image."""
        found = _dictionary(resources.get("/XObject")).get(name)
        thing = found.get_object() if found is not None else None
        if not isinstance(thing, StreamObject):
            return
        if thing.get("/Subtype") == "/Image":
            self.images += 1
            solid = not any(key in thing for key in ("/SMask", "/Mask", "/ImageMask"))
            self.paint.image(style, len(self.pieces), solid=solid)
            if self.paint.imaged(self.width, self.height, last=True) >= _BACKDROP:
                self.backdrop = getattr(found, "idnum", 0)
            return
        self.forms += 1
        if depth >= _DEEPEST_FORM or self.forms > _MOST_FORMS:
            return
        content = ContentStream(thing, self.page.pdf, "bytes")
        inner = _dictionary(thing.get("/Resources")) or resources
        placed = replace(style, ctm=times(matrix(thing.get("/Matrix", IDENTITY)), style.ctm))
        self.draw(content, inner, placed, depth + 1)

    def font(self, resources: DictionaryObject, name: object) -> PdfFont:
        """The font of that name, read once a document; a font that says nothing where there is none."""
        resource = _dictionary(_dictionary(resources.get("/Font")).get(name))
        if not resource:
            return PdfFont(None)
        key = id(resource)
        if key not in self.fonts and len(self.fonts) >= _MOST_FONTS:
            return PdfFont(None)
        if key not in self.fonts:
            self.fonts[key] = (resource, font_from_resource(resource))
        return self.fonts[key][1]

    def show(self, operator: bytes, operands: Sequence[object], state: State) -> None:
        """Writes the strings of a text-showing operator and moves the pen."""
        if operator in _SHOWS_BELOW:
            if len(operands) > 1:
                state.spacing(operands)
            state.next_line()
        if operands:
            parts = operands[-1]
            self.write(parts if isinstance(parts, ArrayObject) else [parts], state)

    def write(self, parts: Sequence[object], state: State) -> None:
        """Writes strings with steps between them."""
        style, place = state.style, state.place
        size, stretch, font = style.size, style.stretch, style.font
        a, b, c, d, e, f = times(place.pen, style.ctm)
        run = _Run(
            self,
            (e + style.rise * c, f + style.rise * d),
            (a, b),
            math.hypot(c, d) * abs(size),
            font.bold,
            style.tracking * stretch,
            style.invisible,
            style.white,
            font.slanted,
            style.clip,
        )
        tracking, gap_limit = run.tracking, _PIECE_GAP * abs(size)
        word_spacing = style.word_spacing * stretch if font.code_bytes == 1 else 0.0
        pen = 0.0  # along the line, in text space
        for part in parts:
            if isinstance(part, (int, float)):
                pen -= float(part) / 1000 * size * stretch
                continue
            for char, width in font.glyphs(_bytes(part)):
                advance = width * size * stretch
                if char == " ":
                    run.close()
                    self.spaced = True
                    pen += word_spacing
                else:
                    if run.text and abs(pen - run.end - tracking) > gap_limit:
                        run.close()
                    run.add(char, pen, pen + advance)
                pen += advance + tracking
        run.close()
        place.pen = times((1.0, 0.0, 0.0, 1.0, pen, 0.0), place.pen)

    def keep(self, piece: Piece, ink: Ink) -> None:
        """Keeps a piece that stands on the page, turned upright; tells it whether a space was drawn before it."""
        spaced, self.spaced = self.spaced, False
        x, y, turn = piece.x0, piece.y, piece.turn
        if not (-_OUTSIDE <= x <= self.width + _OUTSIDE and -_OUTSIDE <= y <= self.height + _OUTSIDE):
            self.outside += len(piece.text)
            return
        if len(self.pieces) >= _MOST_PIECES:
            raise _TooMuchError(f"pieces of text above {_MOST_PIECES}")
        x, y = ((x, y), (self.height - y, x), (self.width - x, self.height - y), (y, self.width - x))[turn]
        self.pieces.append(replace(piece, x0=x, x1=x + max(piece.x1 - piece.x0, 0.0), y=y, spaced=spaced))
        self.inks.append(ink)


@dataclass(slots=True)
class _Run:
    """The piece that is being written."""

    pen: _Pen
    origin: tuple[float, float]
    along: tuple[float, float]
    size: float
    bold: bool
    tracking: float
    invisible: bool
    white: bool
    slanted: bool
    clip: Box | None
    text: list[str] = field(default_factory=list)
    start: float = 0.0
    end: float = 0.0

    def add(self, char: str, start: float, end: float) -> None:
        """Writes a glyph from `start` to `end`, in text space from the origin."""
        if not self.text:
            self.start = start
        self.text.append(char)
        self.end = end

    def close(self) -> None:
        """Hands the piece over."""
        if not self.text:
            return
        (x, y), (a, b) = self.origin, self.along
        scale = math.hypot(a, b)
        if scale and self.size:
            left, top = x + self.start * a, y + self.start * b
            right = left + (self.end - self.start) * scale
            text, tracking = "".join(self.text), self.tracking * scale
            half, rise = (self.end - self.start) / 2, _MIDDLE * self.size / scale
            ink = Ink(
                left + half * a + rise * b, top + half * b - rise * a, self.size, self.invisible, self.white, self.clip
            )
            piece = Piece(
                text, left, right, top, self.size, self.bold, False, tracking, _turn(a, b), slanted=self.slanted
            )
            self.pen.keep(piece, ink)
        self.text.clear()


def draw_page(page: PageObject, fonts: dict[int, tuple[DictionaryObject, PdfFont]]) -> Drawn:
    """The pieces of text on a page, in the order they were drawn; `fonts` keeps fonts from page to page.

    Raises whatever pypdf raises on broken content: the caller knows the list.
    """
    box = page.cropbox
    left, bottom, right, top = (float(box[i]) for i in range(4))
    left, right, bottom, top = min(left, right), max(left, right), min(bottom, top), max(bottom, top)
    width, height = right - left, top - bottom
    turn = int(number([page.get("/Rotate")], 0)) % 360
    view: Matrix = {
        90: (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        180: (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        270: (0.0, -1.0, -1.0, 0.0, top, right),
    }.get(turn, (1.0, 0.0, 0.0, -1.0, -left, top))
    if turn in (90, 270):
        width, height = height, width
    pen = _Pen(page, fonts, width, height)
    content = page.get_contents()
    cut = ""
    if content is not None:
        if not isinstance(content, ContentStream):
            content = ContentStream(content, page.pdf, "bytes")
        content.forced_encoding = "bytes"
        try:
            pen.draw(content, _dictionary(page.get("/Resources")), Style(view, PdfFont(None)), 0)
        except _TooMuchError as problem:
            cut = f"left out what comes after {problem}"
    seen, hidden = _by_sight(pen.pieces, pen.paint.hidden(pen.inks))
    imaged = pen.paint.imaged(width, height)
    return Drawn(
        seen,
        width,
        height,
        pen.images,
        cut,
        hidden,
        pen.outside,
        imaged,
        tuple(pen.rules.found),
        pen.paint.bars(),
        pen.backdrop,
    )


def _by_sight(
    pieces: Sequence[Piece], reasons: Sequence[Hidden | None]
) -> tuple[tuple[Piece, ...], dict[Hidden, tuple[Piece, ...]]]:
    """The pieces that can be seen, and those that cannot, each once."""
    groups: dict[Hidden | None, list[Piece]] = {}
    for piece, reason in zip(pieces, reasons, strict=True):
        groups.setdefault(reason, []).append(piece)
    seen = tuple(_once(groups.pop(None, [])))
    return seen, {reason: tuple(_once(groups[reason])) for reason in Hidden if reason in groups}


def _is_opaque(state: DictionaryObject) -> bool:
    """Whether a graphics state lets nothing through of what lies below."""
    return (
        state.get("/ca", 1) == 1 and state.get("/BM", "/Normal") in ("/Normal", "/Compatible") and "/SMask" not in state
    )


def _without_paths(data: bytes) -> bytes:
    """A content stream without the lines and curves of its drawings; its strings stay as they are.

    Example:
        >>> _without_paths(b"q 1 2 m 3 4 l S BT (1 2 m ) Tj ET")
        b'q S BT (1 2 m ) Tj ET'
    """
    return _PATHS.sub(lambda found: found[1] or b"", data)


def _once(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces without those drawn again at the same place, as some programs do for bold or for a shadow."""
    seen: dict[tuple[str, int, int, int], int] = {}
    for piece in pieces:
        key = (piece.text, piece.turn, round(piece.x0 / _SAME_PLACE), round(piece.y / _SAME_PLACE))
        near = ((key[0], key[1], key[2] + i, key[3] + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
        if any(place in seen for place in near):
            continue
        seen[key] = 1
        yield piece


def _bytes(part: object) -> bytes:
    if isinstance(part, bytes):
        return part
    return part.original_bytes if isinstance(part, TextStringObject) else b""


def _dictionary(thing: object) -> DictionaryObject:
    found = thing.get_object() if isinstance(thing, PdfObject) else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _turn(a: float, b: float) -> int:
    if abs(a) >= abs(b):
        return 0 if a > 0 else 2
    return 1 if b < 0 else 3
