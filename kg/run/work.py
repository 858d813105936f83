"""The work of one document: from file to the lines and triples of the outputs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from kg.base.issues import Issue, Severity
from kg.base.knowledge import Knowledge
from kg.base.terms import Modality
from kg.document.from_file import document_from_file
from kg.document.model import Document
from kg.extract.from_document import mentions_from_document
from kg.facts.from_mentions import facts_from_mentions
from kg.facts.model import DocumentFacts, Entity, Evidence, Fact, LegalStatus, MentionRow
from kg.graph.from_facts import statement_id, triples_from_facts
from kg.graph.vocabulary import KG
from kg.graph.write import ntriples
from kg.run.result import DocumentResult
from kg.run.sources import Source

VOCABULARY = "X"

Row = dict[str, object]


def result_from_source(source: Source, *, knowledge: Knowledge, base: str, run: str) -> DocumentResult | None:
    """All that a source gives; one that cannot be read gives no facts and an issue that says why.

    None where its file is no longer the one that `source` speaks of.
    """
    read = document_from_file(source.path, name=source.name)
    if not read.items:
        return failed(source, read.issues)
    document = read.items[0]
    if document.sha256 != source.sha256:
        return None
    mentions = mentions_from_document(document, knowledge)
    related = facts_from_mentions(document, mentions.items, knowledge, base)
    found = related.items[0]
    facts = tuple(_line(row) for row in _fact_rows(document, found))
    return DocumentResult(
        name=document.file,
        document_id=document.id,
        text=document.text,
        pages=len(document.pages),
        open_sentences=len(found.coverage),
        row=_line(_document_row(document, found, len(facts))),
        facts=facts,
        mentions=tuple(_line(_mention_row(document, mention)) for mention in found.mentions),
        triples=ntriples(triples_from_facts(document, found, base=base, run=run)),
        things=tuple(sorted(_things(document, found))),
        issues=tuple(sorted({*read.issues, *mentions.issues, *related.issues})),
    )


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
        "not_understood": reasons,
    }
    return DocumentResult(name=source.name, row=_line(row), issues=tuple(sorted(set(issues))))


def _line(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False)


def _fact_rows(document: Document, found: DocumentFacts) -> Iterator[Row]:
    """The lines of facts.jsonl by place in the text: each id once, at its first place, with its surest rule."""
    alike: dict[str, list[Fact | LegalStatus]] = defaultdict(list)
    statements: list[Fact | LegalStatus] = [*found.facts, *found.statuses]
    for statement in statements:
        alike[statement_id(document.id, statement)].append(statement)
    told = []
    for identifier, group in alike.items():
        first = min(group, key=lambda statement: statement.evidence[0].span)
        surest = min(group, key=lambda statement: (-statement.confidence, statement.rule))
        told.append((first.evidence[0].span, identifier, first, surest))
    for _, identifier, first, surest in sorted(told, key=lambda each: each[:2]):
        yield _fact_row(document, identifier, first) | {"rule": surest.rule, "confidence": surest.confidence}


def _fact_row(document: Document, identifier: str, statement: Fact | LegalStatus) -> Row:
    first = statement.evidence[0]
    head = {"id": identifier, "document": document.file, **_place(first), "quote": first.quote}
    if isinstance(statement, LegalStatus):
        object_: Row = {
            "object": str(KG[statement.status]),
            "object_label": str(statement.status),
            "object_names": [],
            "object_type": "Status",
        }
        middle: Row = {"modality": str(Modality.ASSERTED), "basis": None, "basis_label": None}
        return head | _end("subject", statement.instrument) | {"predicate": "legalStatus"} | object_ | middle
    basis = statement.basis
    middle = {
        "modality": str(statement.modality),
        "basis": basis.iri if basis else None,
        "basis_label": basis.label if basis else None,
    }
    ends = (
        _end("subject", statement.subject) | {"predicate": str(statement.predicate)} | _end("object", statement.object)
    )
    return head | ends | middle


def _place(evidence: Evidence) -> Row:
    return {"page": evidence.page, "start": evidence.span.start, "end": evidence.span.end}


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
    }


def _document_row(document: Document, found: DocumentFacts, facts: int) -> Row:
    unread = [
        {
            "page": page.number if document.paged else None,
            "start": None,
            "end": None,
            "rule": None,
            "words": "",
            "reason": page.unread,
        }
        for page in document.pages
        if page.unread
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
        "not_understood": sorted(unread + refused, key=lambda row: (row["page"] or 0, row["start"] or 0)),
    }


def _things(document: Document, found: DocumentFacts) -> set[str]:
    """The IRIs of what it speaks of, and of its publisher where that is one."""
    entities = [mention.entity for mention in found.mentions]
    for fact in found.facts:
        entities += [fact.subject, fact.object, fact.basis]
    entities += [status.instrument for status in found.statuses]
    iris = {entity.iri for entity in entities if entity}
    return iris | {document.metadata.publisher} if document.metadata.publisher else iris
