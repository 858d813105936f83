"""What the registers say of the bodies, offices and acts that documents speak of, as triples."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache

from rdflib import RDF, RDFS, Literal, URIRef

from kg.base.errors import KgError
from kg.base.ontology import ontology_folder
from kg.base.registers import Act, EuAct, Organisation, Post, Registers, UnregisteredBody
from kg.base.terms import Kind
from kg.graph.iri import checked_iri, is_web_address
from kg.graph.triple import Triple, line
from kg.graph.vocabulary import CV, DCT, FOAF, KG, ORG, SKOS


def register_triples(iris: Iterable[str], registers: Registers, *, base: str) -> tuple[Triple, ...]:
    """The content of graph/register for the things with these IRIs, sorted as N-Triples, without duplicates.

    A body has its type, names, website, days of validity, what it is part of, the ministry it is linked to and the acts
    it rests on (kg:restsOn); an office has its body; an act its type and titles. What these point to has its type
    and label. A thing that no register names is passed over. dcterms:source is the page of the register.

    Raises:
        KgError: where the note beside a table is absent or says no url.
    """
    unregistered = {base + body.path: body for body in (*registers.former, *registers.unregistered)}
    posts = {_post_iri(post, base): post for post in registers.posts}
    triples: set[Triple] = set()
    for iri in sorted(set(iris)):
        if body := registers.organisation_by_iri.get(iri):
            triples.update(_organisation(body, registers))
        elif act := registers.act_by_iri.get(iri):
            triples.update(_act(act))
        elif iri in unregistered:
            triples.update(_unregistered(unregistered[iri], iri, registers))
        elif iri in posts:
            triples.update(_post(posts[iri], iri, registers))
    return tuple(sorted(triples, key=line))


def _organisation(body: Organisation, registers: Registers) -> Iterator[Triple]:
    node = checked_iri(body.iri)
    yield from _named(node, body.kind, body.name, body.names[1:])
    yield node, RDF.type, ORG.Organization
    yield node, RDF.type, CV.PublicOrganisation
    yield node, DCT.source, _source("organisations")
    if body.valid_from or body.valid_until:
        yield node, DCT.valid, Literal(f"{body.valid_from or '..'}/{body.valid_until or '..'}")
    if is_web_address(body.website):
        yield node, FOAF.homepage, URIRef(body.website)
    if body.part_of:
        yield node, KG.partOf, checked_iri(body.part_of)
        yield node, ORG.subOrganizationOf, checked_iri(body.part_of)
    if body.ministry and body.ministry != body.part_of:
        yield node, ORG.linkedTo, checked_iri(body.ministry)
    if body.version_of:
        yield node, DCT.isVersionOf, checked_iri(body.version_of)
    for other in (body.part_of, body.ministry, body.version_of):
        yield from _pointed_to(other, registers)
    for basis in registers.legal_bases_by_organisation.get(body.iri, ()):
        yield node, KG.restsOn, checked_iri(basis.iri)
        yield from _pointed_to(basis.iri, registers)


def _unregistered(body: UnregisteredBody, iri: str, registers: Registers) -> Iterator[Triple]:
    node = checked_iri(iri)
    yield from _named(node, body.kind, body.name, body.names[1:])
    yield node, RDF.type, ORG.Organization
    yield node, DCT.source, Literal(body.source)
    if body.valid_until:
        yield node, DCT.valid, Literal(f"../{body.valid_until}")
    if body.successor:
        yield node, DCT.isReplacedBy, checked_iri(body.successor)
        yield from _pointed_to(body.successor, registers)


def _act(act: Act | EuAct) -> Iterator[Triple]:
    node = checked_iri(act.iri)
    yield from _named(node, act.kind, act.title, act.names[1:])
    yield node, DCT.source, _source("acts" if isinstance(act, Act) else "eu-acts")


def _post(post: Post, iri: str, registers: Registers) -> Iterator[Triple]:
    node = checked_iri(iri)
    yield from _named(node, Kind.POST, post.label, ())
    yield node, RDF.type, ORG.Post
    yield node, ORG.postIn, checked_iri(post.organisation)
    yield node, DCT.source, _source("posts")
    yield from _pointed_to(post.organisation, registers)


def _pointed_to(iri: str | None, registers: Registers) -> Iterator[Triple]:
    """Type and label of a thing that another points to."""
    if body := registers.organisation_by_iri.get(iri or ""):
        yield from _named(checked_iri(body.iri), body.kind, body.name, ())
    elif act := registers.act_by_iri.get(iri or ""):
        yield from _named(checked_iri(act.iri), act.kind, act.title, ())


def _named(node: URIRef, kind: Kind, label: str, others: Iterable[str]) -> Iterator[Triple]:
    yield node, RDF.type, KG[kind]
    yield node, RDFS.label, Literal(label, lang="nl")
    for name in others:
        if name != label:
            yield node, SKOS.altLabel, Literal(name, lang="nl")


def _post_iri(post: Post, base: str) -> str:
    return f"{base}post/{post.id.removeprefix('post:')}"


@cache
def _source(table: str) -> URIRef:
    path = ontology_folder() / "registers" / f"{table}.meta.toml"
    try:
        return checked_iri(str(tomllib.loads(path.read_text(encoding="utf-8"))["url"]))
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise KgError(f"ontology/registers/{path.name}: {error}", remedy="Run tools/make_registers.py.") from error
