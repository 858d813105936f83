"""What stands in kg.ttl, align.ttl and concepts/, and that everything else uses only that."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, Graph, Literal, Namespace, URIRef

from kg.base.ontology import ontology_folder
from kg.base.terms import Family, Kind, Modality, Power, Predicate, Status
from kg.graph.vocabulary import DCT, KG, SKOS, prefixes, read_vocabulary

ONTOLOGY = ontology_folder()
REPOSITORY = ONTOLOGY.parent
SCHEMA = Namespace("http://schema.org/")
TURTLE = sorted(path for path in ONTOLOGY.rglob("*.ttl"))
QUERIES = sorted(ONTOLOGY.rglob("*.rq"))
CODE = sorted((REPOSITORY / "kg").rglob("*.py"))
PREFIX_LINE = re.compile(r"^\s*@?prefix\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY / "kg.ttl")


def names(terms: tuple[URIRef, ...]) -> list[str]:
    return [term.removeprefix(KG) for term in terms]


def test_code_and_ontology_have_the_same_predicates() -> None:
    """The closed choices of kg.base.terms are those of kg.ttl, name by name."""
    assert names(read_vocabulary().predicates) == sorted(Predicate)


def test_code_and_ontology_have_the_same_concepts() -> None:
    """Modality, status and power are the concepts of concepts/, name by name."""
    assert names(read_vocabulary().concepts) == sorted([*Modality, *Status, *Power])


def test_classes_are_those_of_the_contract() -> None:
    """kg.ttl has the nine types that documents name, their superclasses, and those of documents and statements."""
    others = ["Actor", "Document", "Inference", "Instrument", "Page", "Participant", "Provision", "Statement"]
    assert names(read_vocabulary().classes) == sorted([*Kind, *others])


@pytest.mark.parametrize("kind", list(Kind))
def test_families_of_code_are_superclasses(kind: Kind, ontology: Graph) -> None:
    """A type stands under the class of its family."""
    families = {Family.ACTOR: KG.Actor, Family.INSTRUMENT: KG.Instrument, Family.DOMAIN: KG.Domain}
    assert families[kind.family] in set(ontology.transitive_objects(KG[kind], RDFS.subClassOf))


def test_every_term_is_told_in_both_languages_and_has_a_source(ontology: Graph) -> None:
    """Each class and property has one label and definition in nl and in en, and says where it comes from."""
    terms = set(ontology.subjects(RDF.type, None)) - set(ontology.subjects(RDF.type, OWL.Ontology))
    assert len(terms) == 17 + 1 + 17 + 16 + 1 + 1 + 12 + 4
    for term in terms:
        for predicate in (RDFS.label, SKOS.definition):
            languages = [text.language for text in ontology.objects(term, predicate) if isinstance(text, Literal)]
            assert sorted(map(str, languages)) == ["en", "nl"], (term, predicate)
        assert list(ontology.objects(term, DCT.source)), term


def test_ontology_tells_its_version_and_licence(ontology: Graph) -> None:
    """The ontology is CC0, has a title in both languages, and its version IRI ends in its version."""
    itself = URIRef("https://w3id.org/toezichtgraaf/def")
    version = ontology.value(itself, OWL.versionInfo)
    assert ontology.value(itself, DCT.license) == URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
    assert ontology.value(itself, OWL.versionIRI) == URIRef(f"{itself}/{version}")
    assert {str(title.language) for title in ontology.objects(itself, DCT.title) if isinstance(title, Literal)} == {
        "nl",
        "en",
    }


# The table of the annotation guidelines: A actor, I instrument, D domain.
GUIDELINES = {
    "supervises": ("A", "ADI"),
    "investigates": ("A", "AD"),
    "enforces": ("A", "AI"),
    "licenses": ("A", "AD"),
    "monitors": ("A", "ADI"),
    "advises": ("A", "A"),
    "informs": ("A", "A"),
    "cooperatesWith": ("A", "A"),
    "assists": ("A", "A"),
    "accountableTo": ("A", "A"),
    "partOf": ("A", "A"),
    "designates": ("AI", "A"),
    "instructs": ("A", "A"),
    "establishes": ("AI", "A"),
    "governs": ("I", "AD"),
    "guarantees": ("I", "AD"),
    "amends": ("I", "I"),
}


@pytest.mark.parametrize("predicate", sorted(Predicate))
def test_subjects_and_objects_are_those_of_the_guidelines(predicate: Predicate, ontology: Graph) -> None:
    """domainIncludes and rangeIncludes say what the guidelines say."""
    told = tuple(
        "".join(sorted(str(family).removeprefix(KG)[0] for family in ontology.objects(KG[predicate], end)))
        for end in (SCHEMA.domainIncludes, SCHEMA.rangeIncludes)
    )
    assert told == GUIDELINES[predicate]


@pytest.mark.parametrize("predicate", sorted(Predicate))
def test_domain_and_range_hold_for_all_that_is_allowed(predicate: Predicate, ontology: Graph) -> None:
    """What rdfs:domain and rdfs:range conclude is true of every class that may stand there; the inverse turns them."""
    inverse = read_vocabulary().inverse(KG[predicate])
    for end, includes, other in (
        (RDFS.domain, SCHEMA.domainIncludes, RDFS.range),
        (RDFS.range, SCHEMA.rangeIncludes, RDFS.domain),
    ):
        (concluded,) = ontology.objects(KG[predicate], end)
        assert list(ontology.objects(inverse, other)) == [concluded]
        for family in ontology.objects(KG[predicate], includes):
            assert concluded in set(ontology.transitive_objects(family, RDFS.subClassOf))


def test_no_blank_nodes_in_what_the_graph_takes_over() -> None:
    """kg.ttl, align.ttl and concepts/ hold IRIs and literals only: our graph has no blank nodes."""
    for path in (ONTOLOGY / "kg.ttl", ONTOLOGY / "align.ttl", *sorted((ONTOLOGY / "concepts").glob("*.ttl"))):
        assert not [term for triple in Graph().parse(path) for term in triple if isinstance(term, rdflib.BNode)], path


def test_alignment_speaks_of_our_terms_only() -> None:
    """Each line of align.ttl has one of our terms as subject, and never makes kg:partOf an org:subOrganizationOf."""
    graph = Graph().parse(ONTOLOGY / "align.ttl")
    subjects = {term for term in graph.subjects() if str(term) != "https://w3id.org/toezichtgraaf/def/align"}
    assert subjects <= read_vocabulary().terms
    org = Namespace(prefixes()["org"])
    assert (KG.partOf, RDFS.subPropertyOf, org.subOrganizationOf) not in graph


FOREIGN = {
    "org": "org/org.ttl",
    "eli": "eli/eli.ttl",
    "eli-dl": "eli-dl/eli-dl.ttl",
    "prov": "prov-o/prov.ttl",
    "oa": "web-annotation/oa.ttl",
}


@pytest.mark.parametrize("prefix", sorted(FOREIGN))
def test_alignment_points_to_terms_that_exist(prefix: str, shared: Path) -> None:
    """Every term of another ontology in align.ttl is defined there."""
    known = set(Graph().parse(shared / "data" / "vocabularies" / FOREIGN[prefix]).subjects())
    used = {
        term for term in Graph().parse(ONTOLOGY / "align.ttl").objects() if str(term).startswith(prefixes()[prefix])
    }
    assert used
    assert used <= known


def test_concepts_keep_the_dutch_profile(shared: Path) -> None:
    """The concept schemes are valid NL-SBB, without warnings, and every concept is told in both languages."""
    graph = Graph()
    for path in sorted((ONTOLOGY / "concepts").glob("*.ttl")):
        graph.parse(path)
    shapes = Graph().parse(shared / "data" / "vocabularies" / "nl-sbb" / "skos-ap-nl.ttl")
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes)
    assert conforms, report
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        for predicate in (SKOS.prefLabel, RDFS.label, SKOS.definition):
            languages = [text.language for text in graph.objects(concept, predicate) if isinstance(text, Literal)]
            assert sorted(map(str, languages)) == ["en", "nl"], (concept, predicate)


@pytest.mark.parametrize("path", [*TURTLE, *QUERIES], ids=lambda path: path.relative_to(ONTOLOGY).as_posix())
def test_prefixes_are_those_of_the_list(path: Path) -> None:
    """A prefix means the same namespace everywhere: that of prefixes.toml."""
    for prefix, namespace in PREFIX_LINE.findall(path.read_text(encoding="utf-8")):
        assert prefixes().get(prefix) == namespace, prefix


def terms_in_turtle(path: Path) -> Iterator[URIRef]:
    graph = Graph().parse(path)
    yield from (term for triple in graph for term in triple if isinstance(term, URIRef) and term.startswith(KG))


def terms_in_query(path: Path) -> Iterator[URIRef]:
    text = re.sub(r'"[^"\n]*"', '""', path.read_text(encoding="utf-8"))
    yield from (KG[name] for name in re.findall(r"(?<![\w-])kg:(\w+)", text))


def terms_in_code(path: Path) -> Iterator[URIRef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Attribute(value=ast.Name(id="KG"), attr=name) if not hasattr(str, name):
                yield KG[name]
            case ast.Subscript(value=ast.Name(id="KG"), slice=ast.Constant(value=str(name))):
                yield KG[name]
            case _:
                pass


def test_every_term_used_is_defined() -> None:
    """No kg: term stands in code, shapes, queries, concepts or alignments that kg.ttl or concepts/ does not define."""
    used = {
        path.relative_to(REPOSITORY).as_posix(): set(terms(path)) - read_vocabulary().terms
        for paths, terms in ((TURTLE, terms_in_turtle), (QUERIES, terms_in_query), (CODE, terms_in_code))
        for path in paths
    }
    assert len(used) == len(TURTLE) + len(QUERIES) + len(CODE)
    assert {path: sorted(unknown) for path, unknown in used.items() if unknown} == {}
