"""How well citations are read: against the references that BWB XML marks up, and against the acts that supervision clauses name.

Run by hand: `python benchmarks/citations.py [FOLDER WITH THE LAWS, default ../shared/data/laws] [--show N]`. A reference counts as found
where a citation that overlaps it names the same article of the same act. BWB marks articles, not their paragraphs; so these are not
measured here. Paragraphs that several versions of an act share are taken once.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import tarfile
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.base.knowledge import read_knowledge
from kg.base.provision import Part
from kg.base.registers import BWB_IRI
from kg.base.span import Span
from kg.base.terms import Family
from kg.document.characters import plain
from kg.document.from_file import document_from_file
from kg.document.model import Document
from kg.extract.citations import Citation, citations_in
from kg.extract.from_document import mentions_from_document
from kg.extract.model import Mention
from kg.extract.provisions import placed
from kg.facts.identify import identified

BASE = "https://w3id.org/toezichtgraaf/id/"
LAWS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "laws"
_JCI = re.compile(r"jci1\.3:c:(BWB[RVW]\d+)(.*)")
_ARTICLE = re.compile(r"&artikel=([^&]+)")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference that BWB marks: its place in a paragraph, the act, and the article (empty for the act as a whole)."""

    start: int
    end: int
    act: str
    article: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an act with the references in it."""

    text: str
    references: tuple[Reference, ...]


def paragraphs(data: bytes) -> Iterator[Paragraph]:
    """The paragraphs (`al`) of a BWB file that hold a reference."""
    for element in ET.fromstring(data).iter("al"):  # noqa: S314 - files of the official list, at hand
        text: list[str] = []
        references: list[Reference] = []
        _gather(element, text, references)
        whole = "".join(text)
        if references and whole.strip():
            yield Paragraph(whole.rstrip(), tuple(references))


def _gather(element: ET.Element, text: list[str], references: list[Reference]) -> None:
    start = sum(map(len, text))
    _add(text, element.text)
    for child in element:
        if child.tag != "al":
            _gather(child, text, references)
        _add(text, child.tail)
    named = _JCI.match(element.get("doc", ""))
    if element.tag in ("extref", "intref") and named:
        article = _ARTICLE.search(named[2])
        references.append(Reference(start, sum(map(len, text)), named[1], article[1] if article else ""))


def _add(text: list[str], more: str | None) -> None:
    """`more` behind `text`, with single spaces."""
    if more:
        words = _SPACE.sub(" ", more)
        before = "".join(text)
        text.append(words.lstrip() if not before or before.endswith(" ") else words)


def read(text: str, act: str, title: str = "") -> tuple[Document, Sequence[Mention], dict[Span, str]]:
    """`text` read as the act with that BWB id: the document, its mentions, and the IRI of each that has one."""
    knowledge = read_knowledge()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "wet.txt"
        path.write_text(text, encoding="utf-8")
        path.with_name("wet.txt.meta.json").write_text(
            json.dumps({"identifier": act, **({"title": title} if title else {})}), encoding="utf-8"
        )
        document = document_from_file(path, name="wet.txt").items[0]
    mentions = mentions_from_document(document, knowledge).items
    return document, mentions, dict(identified(document, mentions, knowledge, BASE).iris)


def cited(text: str, act: str) -> tuple[Document, list[tuple[Citation, str]]]:
    """The citations in an act, each with the IRI of the act cited; empty where nobody knows it."""
    document, mentions, iris = read(text, act)
    found = []
    for page in document.pages:
        for block in page.blocks:
            here = [mention for mention in mentions if block.span.holds(mention.span)]
            words = plain(block.span.of(document.text))
            for citation in citations_in(words, block.span.start, here, read_knowledge()):
                own = "" if citation.other or citation.named else BWB_IRI + act
                found.append((citation, iris.get(citation.act.span, "") if citation.act else own))
    return document, found


def measure_xml(archive: Path, show: int) -> None:
    """Prints recall and precision over the references of the XML files, and what went wrong most."""
    seen: set[tuple[str, str]] = set()
    acts: dict[str, list[Paragraph]] = {}
    with tarfile.open(archive) as files:
        for member in sorted(files.getmembers(), key=lambda member: member.name):
            name = re.search(r"(BWB[RVW]\d+)", member.name)
            file = files.extractfile(member) if member.isfile() and member.name.endswith(".xml") else None
            if not (name and file):
                continue
            for paragraph in paragraphs(file.read()):
                if (name[1], paragraph.text) not in seen:
                    seen.add((name[1], paragraph.text))
                    acts.setdefault(name[1], []).append(paragraph)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    started = time.perf_counter()
    for act, given in acts.items():
        document, found = cited("\n\n".join(paragraph.text for paragraph in given), act)
        at = 0
        for paragraph in given:
            at = document.text.find(paragraph.text, at)
            if at < 0:
                at = 0
                counts["paragraphs read otherwise"] += 1
                continue
            here = [
                (citation, iri)
                for citation, iri in found
                if at <= citation.span.start and citation.span.end <= at + len(paragraph.text)
            ]
            _compare(paragraph, at, here, counts, wrong, document)
    seconds = time.perf_counter() - started
    print(dict(counts), f"{seconds:.1f} s")
    print(f"recall {counts['found'] / counts['references']:.3f}, precision {counts['right'] / counts['told']:.3f}")
    print(*wrong[:show], sep="\n")


def _compare(
    paragraph: Paragraph,
    at: int,
    here: Sequence[tuple[Citation, str]],
    counts: Counter[str],
    wrong: list[str],
    document: Document,
) -> None:
    truth = {(BWB_IRI + one.act, one.article) for one in paragraph.references}
    for one in paragraph.references:
        if not one.article:
            continue
        counts["references"] += 1
        span = Span(at + one.start, at + one.end)
        mine = {pair for citation, iri in here if citation.span.touches(span) for pair in _articles(citation, iri)}
        if (BWB_IRI + one.act, one.article) in mine:
            counts["found"] += 1
        else:
            told = sorted(f"{iri[-11:]} {number}" for iri, number in mine)
            around = paragraph.text[max(0, one.start - 60) : one.end + 60]
            wrong.append(f"missed {one.act} {one.article} told {told[:4]} in: {around}")
    for citation, iri in here:
        if not any(citation.span.touches(Span(at + one.start, at + one.end)) for one in paragraph.references):
            counts["not marked in the XML"] += 1
            continue
        marked = " ".join(
            paragraph.text[one.start : one.end]
            for one in paragraph.references
            if citation.span.touches(Span(at + one.start, at + one.end))
        )
        for pair in _articles(citation, iri):
            if not re.search(rf"(?<![\w.:]){re.escape(pair[1])}(?![\w:])", marked):
                counts["numbers not marked in the XML"] += 1
                continue
            counts["told"] += 1
            counts["right"] += pair in truth
            if pair not in truth:
                wrong.append(f"wrong {pair} [{citation.span.of(document.text)}]")


def _articles(citation: Citation, iri: str) -> set[tuple[str, str]]:
    return {(iri, one.place.value(Part.ARTICLE)) for one in placed(citation) if iri and one.place.value(Part.ARTICLE)}


def measure_clauses(table: Path, show: int) -> None:
    """Prints recall and precision of the acts that the clauses refer to."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            truth = {BWB_IRI + act for act in row["verwezen_bwb_ids"].split()}
            text = row["tekst"].replace("[", "").replace("]", "")
            marked = re.findall(r"\[([^\]]+)\]", row["tekst"])
            document, mentions, iris = read(text, row["bwb_id"], row["citeertitel"])
            mine = {
                iris[mention.span]
                for mention in mentions
                if any(mention.span.of(document.text) in words for words in marked)
                if mention.kind.family is Family.INSTRUMENT and iris.get(mention.span, "").startswith(BWB_IRI)
            }
            mine |= {
                iri
                for citation, iri in cited(text, row["bwb_id"])[1]
                if iri.startswith(BWB_IRI) and any(citation.span.of(document.text) in words for words in marked)
            }
            mine -= {BWB_IRI + row["bwb_id"]} - truth
            counts += Counter(acts=len(truth), found=len(truth & mine), told=len(mine), right=len(truth & mine))
            counts["clauses"] += 1
            if truth != mine:
                wrong.append(
                    f"missed {sorted(one[-11:] for one in truth - mine)} wrong {sorted(one[-11:] for one in mine - truth)} in: {marked}"
                )
    print(dict(counts))
    print(f"recall {counts['found'] / counts['acts']:.3f}, precision {counts['right'] / counts['told']:.3f}")
    print(*wrong[:show], sep="\n")


def main() -> None:
    """Measures both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("laws", nargs="?", type=Path, default=LAWS)
    parser.add_argument("--show", type=int, default=0, help="so many of the differences")
    given = parser.parse_args()
    measure_xml(given.laws / "bwb-xml.tar.xz", given.show)
    measure_clauses(given.laws / "supervision-clauses.csv", given.show)


if __name__ == "__main__":
    main()
