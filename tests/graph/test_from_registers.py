from __future__ import annotations

import datetime as dt

from kg.base.registers import Act, LegalBasis, Organisation, Post, Registers, UnregisteredBody
from kg.base.terms import Kind
from kg.graph.from_registers import register_triples
from kg.graph.write import ntriples

BASE = "https://example.org/id/"
T = "https://identifier.overheid.nl/tooi/id/"


def body(iri: str, name: str, kind: Kind = Kind.ORGANISATION, **more: object) -> Organisation:
    told: dict[str, object] = {
        "abbreviation": "",
        "other_names": (),
        "ministry": None,
        "part_of": None,
        "version_of": None,
        "valid_from": None,
        "valid_until": None,
        "website": "",
    } | more
    return Organisation(iri=T + iri, kind=kind, category="x", name=name, **told)  # type: ignore[arg-type]


REGISTERS = Registers(
    organisations=(
        body("mnre1", "Ministerie van Zaken", Kind.MINISTRY, website="https://zaken.nl"),
        body(
            "oorg1",
            "Inspectie van Zaken",
            Kind.SUPERVISOR,
            abbreviation="IvZ",
            other_names=("Zakeninspectie",),
            ministry=T + "mnre1",
            part_of=T + "mnre1",
            valid_from=dt.date(2012, 1, 1),
            website="javascript:alert(1)",
        ),
        body("oorg2", "Elders", ministry=T + "mnre1"),
    ),
    former=(
        UnregisteredBody(
            name="Oude Dienst",
            abbreviation="OD",
            other_names=(),
            kind=Kind.SUPERVISOR,
            valid_until=dt.date(2011, 12, 31),
            successor=T + "oorg1",
            source="opgegaan in IvZ",
        ),
    ),
    unregistered=(),
    acts=(
        Act(
            bwb_id="BWBR0000001",
            kind=Kind.ACT,
            title="Zakenwet",
            other_titles=(),
            title_source="x",
            abbreviations=("Zw",),
        ),
    ),
    eu_acts=(),
    posts=(Post(id="post:ig", label="inspecteur-generaal", organisation=T + "oorg1", classification="x"),),
    legal_bases=(LegalBasis(organisation=T + "oorg1", bwb_id="BWBR0000001", article="2", text="artikel 2"),),
    stop_names=frozenset(),
)


def told(*iris: str) -> list[str]:
    text = ntriples(register_triples(iris, REGISTERS, base=BASE))
    for long, short in (
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "type"),
        ("http://www.w3.org/2000/01/rdf-schema#label", "label"),
        ("http://www.w3.org/2004/02/skos/core#", "skos:"),
        ("http://purl.org/dc/terms/", "dcterms:"),
        ("http://www.w3.org/ns/org#", "org:"),
        ("https://w3id.org/toezichtgraaf/def#", "kg:"),
        ("http://wetten.overheid.nl/id/", "bwb:"),
        ("http://data.europa.eu/m8g/", "cv:"),
        ("http://xmlns.com/foaf/0.1/", "foaf:"),
        (T, ""),
        (BASE, "id:"),
    ):
        text = text.replace(long, short)
    return sorted(text.replace("<", "").replace(">", "").removesuffix("\n").split("\n"))


MINISTRY = ['mnre1 label "Ministerie van Zaken"@nl .', "mnre1 type kg:Ministry ."]


def test_a_body() -> None:
    """Names, type, validity, what it is part of and rests on, with their names; a script is no website."""
    assert told(T + "oorg1") == sorted(
        [
            *MINISTRY,
            'bwb:BWBR0000001 label "Zakenwet"@nl .',
            "bwb:BWBR0000001 type kg:Act .",
            "oorg1 kg:restsOn bwb:BWBR0000001 .",
            "oorg1 dcterms:source https://organisaties.overheid.nl/ .",
            'oorg1 dcterms:valid "2012-01-01/.." .',
            'oorg1 label "Inspectie van Zaken"@nl .',
            'oorg1 skos:altLabel "IvZ"@nl .',
            'oorg1 skos:altLabel "Zakeninspectie"@nl .',
            "oorg1 kg:partOf mnre1 .",
            "oorg1 org:subOrganizationOf mnre1 .",
            "oorg1 type cv:PublicOrganisation .",
            "oorg1 type kg:Supervisor .",
            "oorg1 type org:Organization .",
        ]
    )


def test_a_ministry_that_answers_for_a_body_is_no_whole_of_it() -> None:
    """Part of is told only where the register tells it; the ministry alone is a link."""
    lines = told(T + "oorg2")
    assert "oorg2 org:linkedTo mnre1 ." in lines
    assert [text for text in lines if "partOf" in text or "subOrganizationOf" in text] == []


def test_websites() -> None:
    """A web address becomes a home page."""
    assert "mnre1 foaf:homepage https://zaken.nl ." in told(T + "mnre1")


def test_an_act() -> None:
    """An act has its type, title, abbreviations and register."""
    assert told("http://wetten.overheid.nl/id/BWBR0000001") == [
        "bwb:BWBR0000001 dcterms:source https://wetten.overheid.nl/ .",
        'bwb:BWBR0000001 label "Zakenwet"@nl .',
        'bwb:BWBR0000001 skos:altLabel "Zw"@nl .',
        "bwb:BWBR0000001 type kg:Act .",
    ]


def test_a_former_body() -> None:
    """A body of former days has its own id, its last day, and its successor."""
    assert told(BASE + "organisation/oude-dienst") == sorted(
        [
            'id:organisation/oude-dienst dcterms:source "opgegaan in IvZ" .',
            'id:organisation/oude-dienst dcterms:valid "../2011-12-31" .',
            "id:organisation/oude-dienst dcterms:isReplacedBy oorg1 .",
            'id:organisation/oude-dienst label "Oude Dienst"@nl .',
            'id:organisation/oude-dienst skos:altLabel "OD"@nl .',
            "id:organisation/oude-dienst type kg:Supervisor .",
            "id:organisation/oude-dienst type org:Organization .",
            'oorg1 label "Inspectie van Zaken"@nl .',
            "oorg1 type kg:Supervisor .",
        ]
    )


def test_an_office() -> None:
    """An office stands at its body."""
    assert "id:post/ig org:postIn oorg1 ." in told(BASE + "post/ig")


def test_what_no_register_names() -> None:
    """Other things have nothing in this graph."""
    assert told(BASE + "group/banken") == [""]
