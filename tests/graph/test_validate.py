"""The checks of a build, and SHACL, on graphs with one fault each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef

from kg.base.errors import KgError
from kg.base.ontology import ontology_folder
from kg.graph import validate
from kg.graph.store import load_store, open_store
from kg.graph.validate import Violation, read_checks, violations_by_shacl, violations_in_store
from kg.graph.vocabulary import KG, OA, PROV

BASE = "https://w3id.org/toezichtgraaf/id/"
DOCUMENT = URIRef(f"{BASE}document/{'d' * 32}")
STATEMENT = URIRef(f"{BASE}statement/{'1' * 32}")
INFERENCE = URIRef(f"{BASE}inference/{'2' * 32}")
EVIDENCE = URIRef(f"{BASE}evidence/{'e' * 32}")
QUOTE, POSITION = URIRef(f"{EVIDENCE}#quote"), URIRef(f"{EVIDENCE}#position")
INSPECTORATE = URIRef("https://identifier.overheid.nl/tooi/id/oorg/oorg12351")
CHAIN = URIRef(f"{BASE}domain/vreemdelingenketen")
ACT = URIRef("http://wetten.overheid.nl/id/BWBR0005537")

Check = Callable[..., tuple[Violation, ...]]
Term = URIRef | Literal
Row = tuple[URIRef, URIRef, Term]
Pattern = tuple[URIRef | None, URIRef | None, Term | None]
PLAIN: Row = (INSPECTORATE, KG.supervises, CHAIN)


def good() -> Graph:
    return Graph().parse(ontology_folder() / "shapes" / "examples" / "good" / "statement.ttl")


def ontology() -> str:
    graph = Graph()
    for path in (ontology_folder() / "kg.ttl", *sorted((ontology_folder() / "concepts").glob("*.ttl"))):
        graph.parse(path)
    return graph.serialize(format="nt")


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """What the checks find where a document's graph, the ontology, and perhaps other graphs stand in a store."""

    def found(
        document: Graph, *, others: dict[str, Graph] | None = None, known: str | None = None
    ) -> tuple[Violation, ...]:
        graphs = {f"{BASE}graph/{name}": graph.serialize(format="nt") for name, graph in (others or {}).items()}
        graphs[f"{BASE}graph/{'d' * 32}"] = document.serialize(format="nt")
        graphs[f"{BASE}graph/ontology"] = ontology() if known is None else known
        load_store(tmp_path / "store", sorted(graphs.items()))
        return violations_in_store(open_store(tmp_path / "store"))

    return found


def changed(remove: list[Pattern], add: list[Row]) -> Graph:
    graph = good()
    for pattern in remove:
        assert list(graph.triples(pattern)), pattern
        graph.remove(pattern)
    for row in add:
        graph.add(row)
    return graph


def test_valid_graph_breaks_nothing(check: Check) -> None:
    """A statement with its plain triple, evidence, names and types keeps every rule, in the store and in SHACL."""
    assert check(good()) == ()
    assert violations_by_shacl(good()) == ()


FAULTS: dict[str, tuple[list[Pattern], list[Row], URIRef, str]] = {
    "statement-without-evidence": ([(STATEMENT, KG.evidence, None)], [], STATEMENT, str(KG.evidence)),
    "statement-incomplete": ([(STATEMENT, KG.rule, None)], [], STATEMENT, str(KG.rule)),
    "statement-with-unknown-term": (
        [(STATEMENT, KG.modality, None), PLAIN],
        [(STATEMENT, KG.modality, KG.certain)],
        STATEMENT,
        str(KG.certain),
    ),
    "plain-triple-without-statement": (
        [(STATEMENT, KG.modality, None)],
        [(STATEMENT, KG.modality, KG.planned)],
        INSPECTORATE,
        str(KG.supervises),
    ),
    "statement-without-plain-triple": ([PLAIN], [], STATEMENT, str(KG.supervises)),
    "evidence-incomplete": ([(POSITION, OA.end, None)], [], EVIDENCE, str(OA.end)),
    "evidence-of-other-length": (
        [(QUOTE, OA.exact, None)],
        [(QUOTE, OA.exact, Literal("houdt toezicht"))],
        EVIDENCE,
        "houdt toezicht",
    ),
    "evidence-of-other-document": (
        [(EVIDENCE, OA.hasSource, None)],
        [(EVIDENCE, OA.hasSource, URIRef(f"{BASE}document/{'c' * 32}#page=3"))],
        STATEMENT,
        str(EVIDENCE),
    ),
    "thing-without-label": ([(CHAIN, RDFS.label, None)], [], CHAIN, str(RDFS.label)),
    "subject-of-wrong-type": (
        [(INSPECTORATE, RDF.type, None)],
        [(INSPECTORATE, RDF.type, KG.Act)],
        STATEMENT,
        str(INSPECTORATE),
    ),
    "object-of-wrong-type": ([(CHAIN, RDF.type, None)], [], STATEMENT, str(CHAIN)),
    "inference-from-unasserted": ([], [(INFERENCE, KG.inferredFrom, ACT)], INFERENCE, str(ACT)),
    "inference-without-plain-triple": (
        [],
        [
            (INFERENCE, RDF.type, KG.Inference),
            (INFERENCE, RDF.subject, CHAIN),
            (INFERENCE, RDF.predicate, KG.supervisedBy),
            (INFERENCE, RDF.object, INSPECTORATE),
        ],
        INFERENCE,
        str(KG.supervisedBy),
    ),
    "basis-of-wrong-type": ([(ACT, RDF.type, None)], [(ACT, RDF.type, KG.Domain)], STATEMENT, str(ACT)),
}


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_fault_breaks_its_own_check_only(name: str, check: Check) -> None:
    """One fault is found once, by the check for it, with the thing and what is wrong with it, in both languages."""
    remove, add, focus, what = FAULTS[name]
    (rule,) = (rule for rule in read_checks() if rule.name == name)
    expected = Violation(shape=name, focus=str(focus), what=what, nl=rule.nl, en=rule.en)
    assert check(changed(remove, add)) == (expected,)


@pytest.mark.parametrize(
    ("subject", "predicate"),
    [
        (STATEMENT, RDF.predicate),
        (STATEMENT, KG.modality),
        (STATEMENT, KG.confidence),
        (STATEMENT, PROV.wasDerivedFrom),
        (STATEMENT, PROV.wasGeneratedBy),
        (EVIDENCE, OA.hasSource),
        (QUOTE, OA.exact),
        (POSITION, OA.start),
    ],
)
def test_whatever_is_absent_is_named(subject: URIRef, predicate: URIRef, check: Check) -> None:
    """A statement or evidence that lacks a property is found, with that property."""
    focus = STATEMENT if subject == STATEMENT else EVIDENCE
    found = check(changed([(subject, predicate, None)], []))
    assert (str(focus), str(predicate)) in {(violation.focus, violation.what) for violation in found}


def test_every_check_is_tested() -> None:
    """No check stands that no test shows to find its fault."""
    assert [rule.name for rule in read_checks()] == sorted([*FAULTS, "ontology-absent"])


def test_checks_need_the_ontology(check: Check) -> None:
    """A store without the ontology is never found valid."""
    assert "ontology-absent" in {violation.shape for violation in check(good(), known="")}


def test_plain_triples_of_the_register_need_no_statement(check: Check) -> None:
    """Only a document's plain triples rest on statements: what the register says stands on its own."""
    register = Graph()
    register.add((INSPECTORATE, KG.partOf, URIRef(f"{BASE}organisation/ministerie")))
    assert check(good(), others={"register": register}) == ()


def test_statement_of_another_document_does_not_count(check: Check) -> None:
    """A document's plain triple rests on a statement of that document: taking the other one away leaves it true."""
    other = Graph()
    other.add(PLAIN)
    (found,) = check(good(), others={"c" * 32: other})
    assert (found.shape, found.focus) == ("plain-triple-without-statement", str(INSPECTORATE))


def test_type_may_stand_in_another_graph(check: Check) -> None:
    """A thing's type and name may be told by the register's graph: the checks see the union."""
    register = Graph()
    document = good()
    for triple in list(document.triples((INSPECTORATE, RDF.type, None))) + list(
        document.triples((INSPECTORATE, RDFS.label, None))
    ):
        document.remove(triple)
        register.add(triple)
    assert check(document, others={"register": register}) == ()


def test_shacl_tells_shape_focus_value_and_both_messages() -> None:
    """A violation of a shape holds the shape's IRI, the thing, the wrong value, and the rule in nl and en."""
    graph = changed(
        [(STATEMENT, KG.confidence, None)], [(STATEMENT, KG.confidence, Literal("1.5", datatype=XSD.decimal))]
    )
    assert violations_by_shacl(graph) == (
        Violation(
            shape="https://w3id.org/toezichtgraaf/shapes#Statement-confidence",
            focus=str(STATEMENT),
            what="1.5",
            nl="Een uitspraak heeft precies één zekerheid, als xsd:decimal groter dan 0 en ten hoogste 1.",
            en="A statement has exactly one confidence, as xsd:decimal above 0 and at most 1.",
        ),
    )


def test_shacl_finds_are_sorted_and_data_is_left_alone() -> None:
    """Several violations come sorted; the data that is checked does not change."""
    graph = changed([(STATEMENT, KG.rule, None), (STATEMENT, KG.evidence, None), (CHAIN, RDFS.label, None)], [])
    before = set(graph)
    found = violations_by_shacl(graph)
    assert [violation.shape.rpartition("#")[2] for violation in found] == [
        "Participant-label",
        "Statement-evidence",
        "Statement-rule",
    ]
    assert set(graph) == before


def test_violation_reads_as_a_sentence() -> None:
    """The text of a violation tells thing, value, rule and shape."""
    violation = Violation(shape="s", focus="f", what="w", nl="Fout.", en="Wrong.")
    assert str(violation) == "f (w): Wrong. [s]"
    assert str(Violation(shape="s", focus="f", what="", nl="Fout.", en="Wrong.")) == "f: Wrong. [s]"


def test_check_without_its_rule_is_refused(tmp_path: Path) -> None:
    """A query that does not begin with its rule in both languages is told by name."""
    path = tmp_path / "nameless.rq"
    path.write_text("SELECT ?node ?what WHERE { ?node ?what 1 }")
    with pytest.raises(KgError, match=r"nameless\.rq does not tell its rule"):
        validate._check(path)
