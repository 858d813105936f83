from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, Graph, Literal, URIRef

from kg.base.errors import KgError
from kg.base.ids import DocumentId, RuleId, digest, slug
from kg.base.span import Span
from kg.base.terms import Kind, Modality, Power, Predicate
from kg.document.model import Document, Metadata, Page
from kg.document.places import Area
from kg.facts.model import DocumentFacts, Entity, Evidence, Fact, HeldPower, LegalStatus, Time, Topic
from kg.graph.from_facts import statement_id, triples_from_facts
from kg.graph.store import load_store, open_store
from kg.graph.triple import Triple
from kg.graph.vocabulary import DCT, FOAF, KG, OA, prefixes
from kg.graph.write import ntriples, write_trig

from .conftest import ACT, AFM, BANKS, BASE, evidence

RUN = BASE + "run/" + digest("run")


EXPECTED = """
<AFM> a kg:Supervisor ; rdfs:label "AFM"@nl ; skos:altLabel "Autoriteit Financiële Markten"@nl ; kg:supervises <group/banken> .
<group/banken> a kg:ActorGroup ; rdfs:label "banken"@nl .
<instrument/bankenwet> a kg:Act ; rdfs:label "Bankenwet"@nl ; kg:legalStatus kg:inPreparation .
<RUN> a prov:Activity .
<DOC> a kg:Document ; rdfs:label "a.pdf" ; kg:file "a.pdf" ; kg:pageCount 2 ;
  kg:sha256 "0000000000000000000000000000000000000000000000000000000000000000" .
<DOC#page=1> a kg:Page ; dcterms:isPartOf <DOC> ; kg:pageNumber 1 .
<DOC#page=2> a kg:Page ; dcterms:isPartOf <DOC> ; kg:pageNumber 2 .
<S1> a kg:Statement ; rdf:subject <AFM> ; rdf:predicate kg:supervises ; rdf:object <group/banken> ;
  kg:modality kg:asserted ; kg:confidence 0.9 ; kg:rule "supervises#houdt-toezicht-op" ; kg:evidence <E1> ;
  prov:wasDerivedFrom <DOC> ; prov:wasGeneratedBy <RUN> .
<S2> a kg:Statement ; rdf:subject <AFM> ; rdf:predicate kg:enforces ; rdf:object <group/banken> ;
  kg:modality kg:expected ; kg:legalBasis <instrument/bankenwet> ; kg:confidence 0.5 ; kg:rule "enforces#x" ;
  kg:evidence <E1> ; kg:antecedent <E2> ; prov:wasDerivedFrom <DOC> ; prov:wasGeneratedBy <RUN> .
<S3> a kg:Statement ; rdf:subject <instrument/bankenwet> ; rdf:predicate kg:legalStatus ; rdf:object kg:inPreparation ;
  kg:modality kg:asserted ; kg:confidence 1.0 ; kg:rule "status#in-voorbereiding" ; kg:evidence <E3> ;
  prov:wasDerivedFrom <DOC> ; prov:wasGeneratedBy <RUN> .
<E1> a oa:SpecificResource ; oa:hasSource <DOC#page=1> ; oa:hasSelector <E1#quote>, <E1#position> .
<E2> a oa:SpecificResource ; oa:hasSource <DOC#page=2> ; oa:hasSelector <E2#quote>, <E2#position> .
<E3> a oa:SpecificResource ; oa:hasSource <DOC#page=2> ; oa:hasSelector <E3#quote>, <E3#position> .
<E1#quote> a oa:TextQuoteSelector ; oa:exact "AFM houdt toezicht op banken" ; oa:suffix "." .
<E2#quote> a oa:TextQuoteSelector ; oa:exact "Bankenwet" ; oa:suffix " " .
<E3#quote> a oa:TextQuoteSelector ; oa:exact "De Bankenwet is in voorbereiding." .
<E1#position> a oa:TextPositionSelector ; oa:start "0"^^xsd:nonNegativeInteger ; oa:end "28"^^xsd:nonNegativeInteger .
<E2#position> a oa:TextPositionSelector ; oa:start "33"^^xsd:nonNegativeInteger ; oa:end "42"^^xsd:nonNegativeInteger .
<E3#position> a oa:TextPositionSelector ; oa:start "30"^^xsd:nonNegativeInteger ; oa:end "63"^^xsd:nonNegativeInteger .
"""


def test_all_triples(document: Document, found: DocumentFacts) -> None:
    """The graph of a document holds these triples and no others; only what is asserted is a plain triple,
    and of the names only those that name a thing by themselves."""
    names = {"AFM": AFM.iri, "RUN": RUN, "DOC": f"{BASE}document/{document.id}"}
    facts: tuple[Fact | LegalStatus, ...] = (*found.facts, *found.statuses)
    for number, fact in enumerate(facts, 1):
        names[f"S{number}"] = f"{BASE}statement/{statement_id(document.id, fact)}"
    for number, (start, end) in enumerate([("0", "28"), ("33", "42"), ("30", "63")], 1):
        names[f"E{number}"] = f"{BASE}evidence/{digest(document.id, start, end)}"
    text = re.sub(r"<([A-Z]+\d?)(#[a-z=0-9]+)?>", lambda name: f"<{names[name[1]]}{name[2] or ''}>", EXPECTED)
    heads = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes().items())
    expected = Graph().parse(data=f"BASE <{BASE}>\n{heads}{text}", format="turtle")
    assert set(triples_from_facts(document, found, base=BASE, run=RUN)) == set(expected)


def test_pages_read_by_ocr_are_told(document: Document, found: DocumentFacts) -> None:
    """What rests on a page that a program read from a picture can be told apart: its page says so, the others say nothing."""
    first, second = document.pages
    scanned = replace(document, pages=(first, replace(second, by_ocr=True)))
    more = set(triples_from_facts(scanned, found, base=BASE, run=RUN)) - set(
        triples_from_facts(document, found, base=BASE, run=RUN)
    )
    page = URIRef(f"{BASE}document/{document.id}#page=2")
    assert more == {(page, KG.readByOcr, Literal(lexical_or_value=True))}


def test_same_content_counts_once(document: Document, found: DocumentFacts) -> None:
    """Two facts with the same content are one statement with the evidence of both and the surest rule."""
    first = found.facts[0]
    second = replace(first, rule=RuleId("supervises#other"), confidence=0.95, evidence=(evidence(document, 33, 42),))
    both = replace(found, facts=(first, second), statuses=())
    triples = triples_from_facts(document, both, base=BASE, run=RUN)
    node = URIRef(f"{BASE}statement/{statement_id(document.id, first)}")
    assert {value for subject, predicate, value in triples if subject == node and predicate == KG.rule} == {
        Literal("supervises#other")
    }
    assert [str(value) for subject, predicate, value in triples if subject == node and predicate == KG.confidence] == [
        "0.95"
    ]
    assert len([1 for subject, predicate, _ in triples if subject == node and predicate == KG.evidence]) == 2


def test_statement_id(document: Document, found: DocumentFacts) -> None:
    """The id is made of document, subject, predicate, object, modality and basis, and of nothing else."""
    fact = found.facts[1]
    assert statement_id(document.id, fact) == digest(document.id, AFM.iri, "enforces", BANKS.iri, "expected", ACT.iri)
    assert statement_id(document.id, replace(fact, basis=None)) == digest(
        document.id, AFM.iri, "enforces", BANKS.iri, "expected", ""
    )
    assert statement_id(document.id, replace(fact, confidence=0.1)) == statement_id(document.id, fact)
    assert statement_id(document.id, found.statuses[0]) == digest(
        document.id, ACT.iri, "legalStatus", str(KG.inPreparation), "asserted", ""
    )


def _about(node: URIRef, triples: Iterable[Triple]) -> dict[URIRef, set[str]]:
    told: dict[URIRef, set[str]] = {}
    for subject, predicate, value in triples:
        if subject == node:
            told.setdefault(predicate, set()).add(value.n3())
    return told


def test_when_and_about_what_stand_on_the_statement(document: Document, found: DocumentFacts) -> None:
    """Times are dcterms:valid, topics kg:topic in Dutch with single spaces; they are no part of the id."""
    fact, status = found.facts[0], found.statuses[0]
    time = Time(edtf="2025-01-01/..", span=Span(0, 3))
    topic = Topic(words="banken  en\nfondsen", page=1, span=Span(22, 28))
    more = replace(
        found, facts=(replace(fact, times=(time,), topics=(topic,)),), statuses=(replace(status, times=(time,)),)
    )
    triples = triples_from_facts(document, more, base=BASE, run=RUN)
    told = _about(URIRef(f"{BASE}statement/{statement_id(document.id, fact)}"), triples)
    assert (told[DCT.valid], told[KG.topic]) == ({'"2025-01-01/.."'}, {'"banken en fondsen"@nl'})
    of_status = _about(URIRef(f"{BASE}statement/{statement_id(document.id, status)}"), triples)
    assert (of_status[DCT.valid], of_status.get(KG.topic)) == ({'"2025-01-01/.."'}, None)


def test_a_power_is_a_statement(document: Document, found: DocumentFacts) -> None:
    """A power is a statement with the concept as its object, and a plain triple where it is asserted; towards whom is part of the id."""
    power = HeldPower(
        holder=AFM,
        power=Power.ADMINISTRATIVE_FINE,
        towards=BANKS,
        modality=Modality.ASSERTED,
        basis=ACT,
        rule=RuleId("powers#boete-opleggen"),
        confidence=0.8,
        evidence=(evidence(document, 0, 28),),
    )
    others = replace(power, towards=None, modality=Modality.NEGATED)
    only = replace(found, facts=(), statuses=(), powers=(power, others))
    triples = triples_from_facts(document, only, base=BASE, run=RUN)
    fine = KG.administrativeFine.n3()
    told = _about(URIRef(f"{BASE}statement/{statement_id(document.id, power)}"), triples)
    assert (told[RDF.predicate], told[RDF.object]) == ({KG.hasPower.n3()}, {fine})
    assert (told[KG.towards], told[KG.legalBasis]) == ({f"<{BANKS.iri}>"}, {f"<{ACT.iri}>"})
    assert [triple for triple in triples if triple[1] == KG.hasPower] == [
        (URIRef(AFM.iri), KG.hasPower, KG.administrativeFine)
    ]
    denied = _about(URIRef(f"{BASE}statement/{statement_id(document.id, others)}"), triples)
    assert (denied[KG.modality], KG.towards in denied) == ({KG.negated.n3()}, False)
    ids = {statement_id(document.id, one) for one in (power, replace(power, towards=None), others)}
    assert len(ids) == 3


def test_record_of_the_document(document: Document, found: DocumentFacts) -> None:
    """Metadata become triples; an address that a browser would run and a malformed language are left out."""
    said = Metadata(
        title="Report",
        publisher="AFM",
        date=dt.date(2024, 5, 1),
        url="javascript:alert(1)",
        identifier="x-1",
        language="en<",
        licence="https://creativecommons.org/publicdomain/zero/1.0/",
    )
    node = URIRef(f"{BASE}document/{document.id}")

    def told(metadata: Metadata) -> set[tuple[str, str]]:
        empty = replace(found, facts=(), statuses=())
        triples = triples_from_facts(replace(document, metadata=metadata), empty, base=BASE, run=RUN)
        skip = {RDF.type, KG.file, KG.sha256, KG.pageCount}
        return {
            (predicate.n3(), value.n3())
            for subject, predicate, value in triples
            if subject == node and predicate not in skip
        }

    always = {
        (DCT.publisher.n3(), '"AFM"'),
        (DCT.issued.n3(), '"2024-05-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
        (DCT.identifier.n3(), '"x-1"'),
        (DCT.license.n3(), "<https://creativecommons.org/publicdomain/zero/1.0/>"),
    }
    assert told(said) == always | {(RDFS.label.n3(), '"Report"@nl'), (DCT.title.n3(), '"Report"@nl')}
    assert told(replace(said, url="https://a.nl/r.pdf", language="EN")) == always | {
        (RDFS.label.n3(), '"Report"@en'),
        (DCT.title.n3(), '"Report"@en'),
        (DCT.language.n3(), '"en"'),
        (FOAF.page.n3(), "<https://a.nl/r.pdf>"),
    }


def test_iris_are_checked(document: Document, found: DocumentFacts) -> None:
    """What would break out of an IRI is refused, wherever it comes from."""
    bad = replace(found.facts[0], subject=replace(AFM, iri="http://a.nl/> <http://b.nl/"))
    with pytest.raises(KgError, match="is not an absolute IRI"):
        triples_from_facts(document, replace(found, facts=(bad,)), base=BASE, run=RUN)
    with pytest.raises(KgError, match="the base of ids is 'ftp:"):
        triples_from_facts(document, found, base="ftp://a.nl/", run=RUN)
    with pytest.raises(KgError, match="is not an absolute IRI"):
        triples_from_facts(document, found, base=BASE, run="run")


ENTITIES = st.builds(
    lambda kind, label: Entity(
        iri=f"{BASE}{kind.family}/{slug(label) or 'x'}", kind=kind, label=label, names=(label.upper(),)
    ),
    st.sampled_from(Kind),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8),
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@st.composite
def drawn_fact(draw: st.DrawFn) -> Fact:
    start = draw(st.integers(0, 50))
    quote = draw(WORDS) + "x"
    words = Evidence(
        document=DocumentId(digest("d")),
        page=draw(st.none() | st.integers(1, 3)),
        span=Span(start, start + len(quote)),
        quote=quote,
        prefix=draw(WORDS),
        suffix=draw(WORDS),
    )
    return Fact(
        subject=draw(ENTITIES),
        predicate=draw(st.sampled_from(Predicate)),
        object=draw(ENTITIES),
        modality=draw(st.sampled_from(Modality)),
        basis=draw(st.none() | ENTITIES),
        rule=RuleId("r#" + draw(WORDS)),
        confidence=draw(st.floats(0.01, 1)),
        evidence=(words,),
    )


DOCUMENT = Document(
    id=DocumentId(digest("d")),
    file="d.txt",
    sha256="0" * 64,
    text="",
    pages=(Page(number=1, span=None),),
    paged=False,
    metadata=Metadata(),
)


def triples_of(drawn: list[Fact]) -> list[Triple]:
    found = DocumentFacts(document=DOCUMENT.id, mentions=(), facts=tuple(drawn), statuses=(), coverage=())
    return list(triples_from_facts(DOCUMENT, found, base=BASE, run=RUN))


@given(st.lists(drawn_fact(), max_size=5))
@settings(max_examples=50, deadline=None)
def test_plain_triples_are_those_asserted(drawn: list[Fact]) -> None:
    """A relation stands between two things just where a fact asserts it, and nothing is a blank node."""
    triples = triples_of(drawn)
    relations = {KG[predicate] for predicate in Predicate}
    assert {triple for triple in triples if triple[1] in relations} == {
        (URIRef(one.subject.iri), KG[one.predicate], URIRef(one.object.iri))
        for one in drawn
        if one.modality is Modality.ASSERTED
    }
    assert {type(term) for triple in triples for term in triple} <= {URIRef, Literal}


@given(st.lists(drawn_fact(), max_size=5), st.randoms())
@settings(max_examples=8, deadline=None)
def test_order_does_not_count(drawn: list[Fact], random: Random) -> None:
    """In whatever order facts, triples and graphs come: the same N-Triples, TriG and store, which hold the same.

    Oxigraph keeps numbers by value ("1.0" as "1"), so the TriG is compared after it went through a store as well.
    """
    outputs = set()
    for _ in range(2):
        random.shuffle(drawn)
        triples = triples_of(drawn)
        random.shuffle(triples)
        text = ntriples(triples)
        graphs = [(f"{BASE}graph/{DOCUMENT.id}", text), (f"{BASE}graph/review", ntriples(sorted(triples)[:3]))]
        random.shuffle(graphs)
        with TemporaryDirectory() as name:
            folder = Path(name)
            write_trig(folder / "graph.trig", dict(graphs))
            load_store(folder / "store", graphs)
            loaded = frozenset(open_store(folder / "store"))
            trig = (folder / "graph.trig").read_bytes()
        through = ox.Store()
        through.load(trig, ox.RdfFormat.TRIG)
        assert {quad for quad in loaded if quad.graph_name != ox.DefaultGraph()} == set(through)
        seen = {quad.triple for quad in through}
        assert {quad.triple for quad in loaded if quad.graph_name == ox.DefaultGraph()} == seen
        outputs.add((text, trig, loaded))
    assert len(outputs) == 1


def test_words_with_a_place_on_paper_have_marks(document: Document, found: DocumentFacts) -> None:
    """Evidence whose place is known has a third selector, a fragment of PDF by RFC 8118; other evidence has none."""
    areas = (Area(1, 70.9, 100.2, 300.0, 112.4), Area(2, 56.0, 60.0, 120.1, 72.0))
    fact = found.facts[0]
    (stretch,) = fact.evidence
    marked = replace(found, facts=(replace(fact, evidence=(replace(stretch, areas=areas),)),), statuses=())
    bare = replace(found, facts=(fact,), statuses=())
    triples = set(triples_from_facts(document, marked, base=BASE, run=RUN))
    node = URIRef(f"{BASE}evidence/{digest(document.id, str(stretch.span.start), str(stretch.span.end))}")
    marks = URIRef(f"{node}#marks")
    assert triples - set(triples_from_facts(document, bare, base=BASE, run=RUN)) == {
        (node, OA.hasSelector, marks),
        (marks, RDF.type, OA.FragmentSelector),
        (marks, DCT.conformsTo, URIRef("http://tools.ietf.org/rfc/rfc8118")),
        (marks, RDF.value, Literal("page=1&highlight=70,300,100,113&page=2&highlight=56,121,60,72")),
    }
