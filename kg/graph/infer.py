"""What follows from what documents assert, by the rules of ontology/rules, each conclusion with the statements it came from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import OWL, RDF, Literal, URIRef

from kg.base.errors import KgError
from kg.base.ids import digest
from kg.base.ontology import ontology_folder
from kg.base.terms import Kind, Modality
from kg.graph.iri import GraphName, checked_iri, graph_iri, inference_iri
from kg.graph.store import solve
from kg.graph.triple import Triple
from kg.graph.vocabulary import DCT, KG, ORG, read_vocabulary
from kg.graph.write import ntriples

_WORDS = re.compile(r"# nl: (?P<nl>.+)\n# en: (?P<en>.+)\n")
_DEFAULT = ox.DefaultGraph()
_PREDICATE, _SUBJECT, _OBJECT = (ox.NamedNode(str(term)) for term in (RDF.predicate, RDF.subject, RDF.object))
_MODALITY, _ASSERTED = ox.NamedNode(str(KG.modality)), ox.NamedNode(str(KG[Modality.ASSERTED]))
_TYPE = ox.NamedNode(str(RDF.type))
_PART = ox.NamedNode(str(KG.partOf))
_REGISTERED = (_PART, ox.NamedNode(str(ORG.postIn)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A query that gives what follows (?subject ?predicate ?object), a row for each premise (?because)."""

    name: str
    nl: str
    en: str
    query: str


@dataclass(frozen=True, slots=True, order=True)
class Conclusion:
    """A triple that follows, as IRIs."""

    subject: str
    predicate: str
    object: str


@dataclass(slots=True)
class _Ground:
    """What a conclusion rests on: names of rules, and premises (statements, or the graph of the registers)."""

    rules: set[str]
    premises: set[str]


@cache
def read_rules() -> tuple[Rule, ...]:
    """The rules of ontology/rules, sorted by name.

    Raises:
        KgError: where a file does not begin with its rule, as `# nl: …` and `# en: …` on the first two lines.
    """
    return tuple(_rule(path) for path in sorted((ontology_folder() / "rules").glob("*.rq")))


def inferred_ntriples(store: ox.Store, *, base: str) -> str:
    """The content of graph/inferred as N-Triples, empty where nothing follows.

    `store` holds the graphs of documents, registers and ontology; what followed in an earlier build may stand in it too and changes
    nothing. Premises are asserted statements, what the registers say of parts
    and posts, and what followed from these. Rules are asked until nothing new comes, so that their order does not matter; what a
    document or a register says itself is not concluded anew. A conclusion names all statements that any way to it goes over.
    """
    return ntriples(_told(_concluded(store, base), base))


def inference_id(conclusion: Conclusion) -> str:
    """32 hexadecimal digits: the same conclusion has the same id, whatever it came from."""
    return digest(conclusion.subject, conclusion.predicate, conclusion.object)


def _concluded(store: ox.Store, base: str) -> Mapping[Conclusion, _Ground]:
    work, stated = _premises(store, base)
    found: dict[Conclusion, _Ground] = {}
    named: dict[str, _Ground] = {}
    changed = True
    while changed:
        changed = False
        for rule in read_rules():
            for conclusion, because in _asked(work, rule).items():
                if conclusion in stated:
                    continue
                node = str(inference_iri(base, inference_id(conclusion)))
                ground = found.setdefault(conclusion, named.setdefault(node, _Ground(set(), set())))
                premises = {one for name in because for one in _roots(name, named, base)}
                if not (premises <= ground.premises and rule.name in ground.rules):
                    ground.premises |= premises
                    ground.rules.add(rule.name)
                    _put(work, ox.NamedNode(node), conclusion)
                    changed = True
    return found


def _roots(name: str, named: Mapping[str, _Ground], base: str) -> set[str]:
    """The statements behind a premise: itself, or those of the conclusion that it is."""
    register = str(graph_iri(base, GraphName.REGISTER))
    if name.startswith(f"{register}#"):
        return {register}
    return named[name].premises if name in named else {name}


def _asked(work: ox.Store, rule: Rule) -> dict[Conclusion, set[str]]:
    rows = solve(work, rule.query, name=f"ontology/rules/{rule.name}.rq")
    if not isinstance(rows, ox.QuerySolutions):
        raise KgError(
            f"ontology/rules/{rule.name}.rq is no SELECT", remedy="Select ?subject ?predicate ?object ?because."
        )
    found: dict[Conclusion, set[str]] = defaultdict(set)
    for row in rows:
        conclusion = Conclusion(row["subject"].value, row["predicate"].value, row["object"].value)
        if (
            conclusion.predicate == _TYPE.value
        ):  # types are premises: one concluded before would be taken for one that is told
            raise KgError(f"ontology/rules/{rule.name}.rq concludes a type", remedy="Rules conclude relations alone.")
        found[conclusion].add(row["because"].value)
    return found


def _premises(store: ox.Store, base: str) -> tuple[ox.Store, set[Conclusion]]:
    """A store with nothing but what rules may look at, and the triples that are stated in it."""
    work = ox.Store()
    stated: set[Conclusion] = set()
    for quad in store.quads_for_pattern(None, _MODALITY, _ASSERTED, _DEFAULT):
        for told in store.quads_for_pattern(quad.subject, None, None, _DEFAULT):
            if told.predicate in _LOOKED_AT:
                work.add(told)
        stated.add(_triple_of(store, quad.subject))
    for quad in _register_parts(store, base):
        conclusion = Conclusion(_value(quad.subject), _PART.value, _value(quad.object))
        stated.add(conclusion)
        digits = inference_id(conclusion)
        _put(work, ox.NamedNode(f"{graph_iri(base, GraphName.REGISTER)}#{digits}"), conclusion)
    for kind in Kind:
        for quad in store.quads_for_pattern(None, _TYPE, ox.NamedNode(str(KG[kind])), _DEFAULT):
            work.add(quad)
    for term, inverse in read_vocabulary().inverses.items():
        if term == inverse:
            work.add(ox.Quad(ox.NamedNode(str(term)), _TYPE, ox.NamedNode(str(OWL.SymmetricProperty))))
        elif term in read_vocabulary().predicates:
            work.add(ox.Quad(ox.NamedNode(str(inverse)), ox.NamedNode(str(OWL.inverseOf)), ox.NamedNode(str(term))))
    return work, stated


_LOOKED_AT = frozenset(
    (
        _SUBJECT,
        _PREDICATE,
        _OBJECT,
        _MODALITY,
        ox.NamedNode(str(KG.legalBasis)),
        ox.NamedNode(str(KG.legalBasisProvision)),
    )
)


def _register_parts(store: ox.Store, base: str) -> Iterator[ox.Quad]:
    graph = ox.NamedNode(str(graph_iri(base, GraphName.REGISTER)))
    for predicate in _REGISTERED:
        yield from store.quads_for_pattern(None, predicate, None, graph)


def _triple_of(store: ox.Store, statement: ox.NamedNode | ox.BlankNode | ox.Triple) -> Conclusion:
    subject, predicate, value = (
        min((_value(quad.object) for quad in store.quads_for_pattern(statement, end, None, _DEFAULT)), default="")
        for end in (_SUBJECT, _PREDICATE, _OBJECT)
    )
    return Conclusion(subject, predicate, value)


def _put(work: ox.Store, node: ox.NamedNode, conclusion: Conclusion) -> None:
    """Makes a conclusion, or what a register says, a premise like an asserted statement."""
    work.add(ox.Quad(node, _MODALITY, _ASSERTED))
    for end, value in (
        (_SUBJECT, conclusion.subject),
        (_PREDICATE, conclusion.predicate),
        (_OBJECT, conclusion.object),
    ):
        work.add(ox.Quad(node, end, ox.NamedNode(value)))


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


def _told(found: Mapping[Conclusion, _Ground], base: str) -> Iterator[Triple]:
    """The plain triple of each conclusion, and an inference that tells it with its rules and premises."""
    register = str(graph_iri(base, GraphName.REGISTER))
    for conclusion, ground in found.items():
        node = inference_iri(base, inference_id(conclusion))
        subject, predicate, value = (
            checked_iri(text) for text in (conclusion.subject, conclusion.predicate, conclusion.object)
        )
        yield subject, predicate, value
        yield node, RDF.type, KG.Inference
        yield node, RDF.subject, subject
        yield node, RDF.predicate, predicate
        yield node, RDF.object, value
        for rule in ground.rules:
            yield node, KG.rule, Literal(f"rules#{rule}")
        for premise in ground.premises:
            yield node, DCT.source if premise == register else KG.inferredFrom, URIRef(premise)


def _rule(path: Path) -> Rule:
    query = path.read_text(encoding="utf-8")
    words = _WORDS.match(query)
    if words is None:
        raise KgError(
            f"ontology/rules/{path.name} does not tell its rule",
            remedy='Begin with a line "# nl: …" and a line "# en: …".',
        )
    return Rule(name=path.stem, nl=words["nl"], en=words["en"], query=query)
