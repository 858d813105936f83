"""Documents and knowledge made by hand, for tests of what reads them."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from types import FrameType

from kg.base.ids import DocumentId, RuleId, digest
from kg.base.knowledge import Body, Knowledge, read_knowledge
from kg.base.registers import Registers
from kg.base.span import Span
from kg.base.terms import Kind
from kg.base.trust import TRUSTING
from kg.document.model import Block, BlockKind, Document, Metadata, Page
from kg.extract.from_document import mentions_from_document
from kg.extract.model import Mention, Role, Target
from kg.facts.from_mentions import facts_from_mentions
from kg.facts.model import DocumentFacts, Fact

BASE = "https://example.org/id/"
JENV = "https://identifier.overheid.nl/tooi/id/oorg/oorg12351"
NVWA = "https://identifier.overheid.nl/tooi/id/oorg/oorg10102"
POLICE = "https://organisaties.overheid.nl/22660975/"
SUPERVISES = "De Inspectie Justitie en Veiligheid houdt toezicht op de politie."
NO_REGISTERS = Registers(
    organisations=(),
    former=(),
    unregistered=(),
    acts=(),
    eu_acts=(),
    posts=(),
    legal_bases=(),
    stop_names=frozenset(),
)


def sentence_document(text: str) -> Document:
    """A document that is `text` alone: one page of one block, lines and all."""
    span = Span(0, len(text))
    return Document(
        id=digest(text),  # type: ignore[arg-type]
        file="zin.txt",
        sha256="",
        text=text,
        pages=(Page(number=1, span=span, blocks=(Block(span=span),)),),
        paged=False,
        metadata=Metadata(),
    )


def document(
    *pages: str,
    kinds: Mapping[str, BlockKind] | None = None,
    metadata: Metadata | None = None,
    file: str = "stuk.txt",
    number: str = "0",
) -> Document:
    """A document of `pages`, a block a line; `kinds` are those of blocks that are no paragraphs, by their text."""
    made: list[Page] = []
    start = 0
    for place, page in enumerate(pages, 1):
        blocks: list[Block] = []
        here = start
        for line in page.split("\n"):
            if line:
                kind = (kinds or {}).get(line, BlockKind.PARAGRAPH)
                blocks.append(Block(span=Span(here, here + len(line)), kind=kind))
            here += len(line) + 1
        made.append(Page(number=place, span=Span(start, start + len(page)) if page else None, blocks=tuple(blocks)))
        start += len(page) + 1
    return Document(
        id=DocumentId(number * 32),
        file=file,
        sha256="",
        text="\f".join(pages),
        pages=tuple(made),
        paged=len(pages) > 1,
        metadata=metadata or Metadata(),
    )


def mentions(source: Document, knowledge: Knowledge | None = None) -> tuple[Mention, ...]:
    """The mentions of a document."""
    return mentions_from_document(source, knowledge or read_knowledge()).items


def facts(source: Document, knowledge: Knowledge | None = None) -> DocumentFacts:
    """What a document says."""
    known = knowledge or read_knowledge()
    (found,) = facts_from_mentions(source, mentions(source, known), known, BASE).items
    return found


def told(source: Document) -> list[tuple[str, str, str, str]]:
    """The facts of a document as labels: subject, predicate, object, modality."""
    return [
        (fact.subject.label, str(fact.predicate), fact.object.label, str(fact.modality)) for fact in facts(source).facts
    ]


def knowing(**fields: object) -> Knowledge:
    """The project's knowledge without its registers, lexicons of bodies and rules, but with `fields`."""
    nothing = {
        "trust": TRUSTING,
        "registers": NO_REGISTERS,
        "hosts": {},
        "bodies": (),
        "domains": (),
        "relations": (),
    }
    return replace(read_knowledge(), **{**nothing, **fields})  # type: ignore[arg-type]


def body(name: str, iri: str | None = None, kind: Kind = Kind.ORGANISATION, names: Iterable[str] = ()) -> Body:
    """A body of the lexicon."""
    return Body(name=name, iri=iri, kind=kind, names=tuple(names))


def mention(
    text: str,
    words: str,
    kind: Kind,
    *targets: Target,
    head: str = "",
    parts: tuple[tuple[Role, Mention], ...] = (),
    nth: int = 0,
) -> Mention:
    """The mention of the `nth` `words` in `text`."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Mention(
        span=Span(start, start + len(words)),
        kind=kind,
        targets=targets,
        rule=RuleId("test#rule"),
        head=head,
        parts=parts,
    )


def target(label: str, kind: Kind = Kind.ORGANISATION, iri: str | None = None, names: tuple[str, ...] = ()) -> Target:
    """A thing that a name stands for."""
    return Target(iri=iri, kind=kind, label=label, names=names)


def quotes(fact: Fact) -> list[str]:
    """The words a fact rests on."""
    return [evidence.quote for evidence in fact.evidence]


@contextmanager
def within(seconds: float, what: str) -> Iterator[None]:
    """Fails, by name, what takes more processor time: also a regular expression that would not end.

    Garbage of other tests is not collected meanwhile: it would count here.
    """

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"{what} took more than {seconds} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    collecting = gc.isenabled()
    gc.disable()
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        if collecting:
            gc.enable()
