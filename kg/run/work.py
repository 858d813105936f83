"""The work of one document: from file to the lines and triples of the outputs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.base.issues import Issue, Outcome, Severity
from kg.base.knowledge import Knowledge
from kg.base.provision import Place, addresses
from kg.base.terms import Modality, Power, Status
from kg.document.from_file import document_from_bytes, document_from_file
from kg.document.metadata import META_ENDING
from kg.document.model import Document
from kg.document.ocr import Ocr
from kg.dutch.language import dutch_of
from kg.extract.from_document import mentions_from_document
from kg.extract.publications import Publication, publications_in
from kg.facts.from_mentions import facts_from_mentions
from kg.facts.model import DocumentFacts, Entity, Evidence, Fact, HeldPower, LegalStatus, MentionRow, Told
from kg.graph.from_facts import statement_id, triples_from_facts
from kg.graph.iri import document_graph_iri
from kg.graph.vocabulary import KG
from kg.graph.write import ntriples, trig_of_graph
from kg.run.addresses import fetched
from kg.run.result import DocumentResult
from kg.run.sources import Source

VOCABULARY = "X"

Row = dict[str, object]


def result_from_source(
    source: Source, *, knowledge: Knowledge, base: str, run: str, ocr: Ocr | None = None
) -> DocumentResult | None:
    """All that a source gives; one that cannot be read gives no facts and an issue that says why.

    None where its file is no longer the one that `source` speaks of.

    Raises:
        Unreachable: where its address gives nothing.
    """
    read = _read(source, ocr)
    if not read.items:
        return failed(source, read.issues)
    document = read.items[0]
    if document.sha256 != source.sha256:
        return None
    in_dutch = dutch_of(document, knowledge)
    document = in_dutch.items[0]
    mentions = mentions_from_document(document, knowledge)
    related = facts_from_mentions(document, mentions.items, knowledge, base)
    found = related.items[0]
    facts = tuple(_line(row) for row in _fact_rows(document, found))
    triples = ntriples(triples_from_facts(document, found, base=base, run=run))
    return DocumentResult(
        name=document.file,
        document_id=document.id,
        text=document.text,
        pages=len(document.pages),
        open_sentences=len(found.coverage),
        row=_line(_document_row(document, found, len(facts), publications_in(document.text, knowledge))),
        facts=facts,
        mentions=tuple(_line(_mention_row(document, mention)) for mention in found.mentions),
        triples=triples,
        trig=trig_of_graph(str(document_graph_iri(base, document.id)), triples).decode(),
        things=tuple(sorted(_things(document, found))),
        issues=tuple(sorted({*read.issues, *in_dutch.issues, *mentions.issues, *related.issues})),
    )


def _read(source: Source, ocr: Ocr | None) -> Outcome[Document]:
    if not source.address:
        return document_from_file(source.path, name=source.name, ocr=ocr)
    data = fetched(source.address)  # here, so that what the network does is no fault of the document
    told = fetched(source.address + META_ENDING) if source.meta_sha256 else None

    def beside() -> bytes:
        if told is None:
            raise FileNotFoundError
        return told

    return document_from_bytes(lambda: data, ending=source.path.suffix, beside=beside, name=source.name, ocr=ocr)


def failed(source: Source, issues: tuple[Issue, ...]) -> DocumentResult:
    """The result of a file that gave nothing, with the reasons."""
    reasons = [
        {"page": None, "start": None, "end": None, "rule": None, "words": "", "reason": issue.message}
        for issue in issues
        if issue.severity is not Severity.NOTE
    ]
    row: Row = {
        "file": source.name,
        "sha256": source.sha256,
        "pages": 0,
        "words": 0,
        "facts": 0,
        "by_ocr": [],
        "not_understood": reasons,
        "publications": [],
    }
    return DocumentResult(name=source.name, row=_line(row), issues=tuple(sorted(set(issues))))


def _line(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False)


def _fact_rows(document: Document, found: DocumentFacts) -> Iterator[Row]:
    """The lines of facts.jsonl by place in the text: each id once, at its first place, with its surest rule."""
    alike: dict[str, list[Told]] = defaultdict(list)
    statements: list[Told] = [*found.facts, *found.statuses, *found.powers]
    for statement in statements:
        alike[statement_id(document.id, statement)].append(statement)
    told = []
    for identifier, group in alike.items():
        first = min(group, key=lambda statement: statement.evidence[0].span)
        surest = min(group, key=lambda statement: (-statement.confidence, statement.rule))
        told.append((first.evidence[0].span, identifier, first, surest))
    for _, identifier, first, surest in sorted(told, key=lambda each: each[:2]):
        sure: Row = {"rule": surest.rule, "confidence": surest.confidence}
        yield _fact_row(document, identifier, first) | sure | _areas(first.evidence[0]) | _qualities(alike[identifier])


def _fact_row(document: Document, identifier: str, statement: Told) -> Row:
    first = statement.evidence[0]
    head = {"id": identifier, "document": document.file, **_place(first), "quote": first.quote}
    if isinstance(statement, LegalStatus):
        middle: Row = {"modality": str(Modality.ASSERTED)} | _basis(None, ())
        said = {"predicate": "legalStatus"} | _concept(statement.status, "Status") | middle
        return head | _end("subject", statement.instrument) | said
    middle = {"modality": str(statement.modality)} | _basis(statement.basis, statement.basis_places)
    if isinstance(statement, HeldPower):
        said = {"predicate": "hasPower"} | _concept(statement.power, "Power") | middle
        return head | _end("subject", statement.holder) | said
    ends = (
        _end("subject", statement.subject) | {"predicate": str(statement.predicate)} | _end("object", statement.object)
    )
    return head | ends | middle


def _concept(name: Status | Power, kind: str) -> Row:
    """A concept as the object of a statement."""
    return {"object": str(KG[name]), "object_label": str(name), "object_names": [], "object_type": kind}


def _basis(basis: Entity | None, places: tuple[Place, ...]) -> Row:
    """The instrument that it rests on, and the places in it."""
    return {
        "basis": basis.iri if basis else None,
        "basis_label": basis.label if basis else None,
        "basis_provisions": list(addresses(basis.iri, places)) if basis else [],
        "basis_provision_labels": [place.in_dutch() for place in places],
    }


def _place(evidence: Evidence) -> Row:
    return {"page": evidence.page, "start": evidence.span.start, "end": evidence.span.end}


def _areas(evidence: Evidence) -> Row:
    """Where the quote stands on paper, a rectangle a row: page, left, top, right, bottom in points from the top left corner."""
    return {"places": [list(area) for area in evidence.areas]}


def _qualities(group: Sequence[Told]) -> Row:
    """When it holds, as dates or periods (EDTF); about what: the noun phrases with page, start and end; towards whom a power is held."""
    topics = {one.words: one for told in group if isinstance(told, Fact) for one in told.topics}
    towards = next((told.towards for told in group if isinstance(told, HeldPower)), None)
    return {
        "valid": list(dict.fromkeys(time.edtf for told in group for time in told.times)),
        "topics": list(topics),
        "topic_places": [[one.page, one.span.start, one.span.end] for one in topics.values()],
        "towards": towards.iri if towards else None,
        "towards_label": towards.label if towards else None,
    }


def _end(role: str, entity: Entity) -> Row:
    return {
        role: entity.iri,
        f"{role}_label": entity.label,
        f"{role}_names": list(entity.names),
        f"{role}_type": str(entity.kind),
    }


def _mention_row(document: Document, mention: MentionRow) -> Row:
    entity = mention.entity
    return {
        "document": document.file,
        "page": mention.page,
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.text,
        "type": str(entity.kind if entity else mention.kind),
        "entity": entity.iri if entity else None,
        "label": entity.label if entity else mention.text,
        "names": list(entity.names) if entity else [],
        "rule": mention.rule,
        "provisions": list(addresses(entity.iri, mention.places)) if entity else [],
    }


def _document_row(document: Document, found: DocumentFacts, facts: int, publications: Iterable[Publication]) -> Row:
    unread = [
        {
            "page": page.number if document.paged else None,
            "start": None,
            "end": None,
            "rule": None,
            "words": "",
            "reason": reason,
        }
        for page in document.pages
        for reason in (page.unread, page.unseen)
        if reason
    ]
    refused = [
        {
            "page": sentence.page,
            "start": sentence.span.start,
            "end": sentence.span.end,
            "rule": sentence.trigger,
            "words": sentence.span.of(document.text),
            "reason": sentence.reason,
        }
        for sentence in found.coverage
    ]
    return {
        "file": document.file,
        "sha256": document.sha256,
        "pages": len(document.pages),
        "words": document.words,
        "facts": facts,
        "by_ocr": [page.number for page in document.pages if page.by_ocr],
        "not_understood": sorted(unread + refused, key=lambda row: (row["page"] or 0, row["start"] or 0)),
        "publications": [_publication_row(document, publication) for publication in publications],
    }


def _publication_row(document: Document, publication: Publication) -> Row:
    return {
        "page": document.page_number(publication.span.start),
        "start": publication.span.start,
        "end": publication.span.end,
        "text": publication.span.of(document.text),
        "id": publication.id,
        "address": publication.address,
    }


def _things(document: Document, found: DocumentFacts) -> set[str]:
    """The IRIs of what it speaks of, and of its publisher where that is one."""
    said: tuple[Told, ...] = (*found.facts, *found.statuses, *found.powers)
    iris = {mention.entity.iri for mention in found.mentions if mention.entity}
    iris |= {entity.iri for told in said for entity in told.entities}
    return iris | {document.metadata.publisher} if document.metadata.publisher else iris
