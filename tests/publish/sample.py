"""A small graph of two documents, as kg build leaves it."""

from __future__ import annotations

BASE = "https://w3id.org/toezichtgraaf/id/"
RAPPORT = f"{BASE}document/{'a' * 32}"
BRIEF = f"{BASE}document/{'b' * 32}"
RUN = f"{BASE}run/{'9' * 32}"

TRIG = f"""
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix kg: <https://w3id.org/toezichtgraaf/def#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<{BASE}graph/{"a" * 32}> {{
    <https://identifier.overheid.nl/tooi/id/oorg/oorg10006> a kg:Supervisor ;
        rdfs:label "Inspectie Justitie en Veiligheid"@nl ;
        kg:supervises <{BASE}domain/vreemdelingenketen> .
    <{BASE}domain/vreemdelingenketen> a kg:Domain ; rdfs:label "vreemdelingenketen"@nl .
    <{BASE}statement/{"1" * 32}> a kg:Statement ;
        rdf:subject <https://identifier.overheid.nl/tooi/id/oorg/oorg10006> ; rdf:predicate kg:supervises ;
        rdf:object <{BASE}domain/vreemdelingenketen> ; kg:modality kg:asserted ; kg:confidence 0.9 ; kg:rule "a#b" ;
        prov:wasDerivedFrom <{RAPPORT}> ; prov:wasGeneratedBy <{RUN}> .
    <{RAPPORT}> a kg:Document ; rdfs:label "Jaarbericht <2023> & meer"@nl ;
        dcterms:title "Jaarbericht <2023> & meer"@nl ;
        dcterms:publisher <https://identifier.overheid.nl/tooi/id/oorg/oorg10006> ;
        dcterms:issued "2023-05-16"^^xsd:date ; kg:file "rapport.pdf" ; kg:sha256 "{"ab" * 32}" ; kg:pageCount 12 ;
        foaf:page <https://example.org/rapport.pdf?a=1&b=2> .
}}
<{BASE}graph/{"b" * 32}> {{
    <https://identifier.overheid.nl/tooi/id/oorg/oorg10006> a kg:Supervisor ;
        rdfs:label "Inspectie Justitie en Veiligheid"@nl .
    <{BASE}domain/vreemdelingenketen> a kg:Domain ; rdfs:label "vreemdelingenketen"@nl .
    <{BASE}statement/{"2" * 32}> a kg:Statement ;
        rdf:subject <https://identifier.overheid.nl/tooi/id/oorg/oorg10006> ; rdf:predicate kg:monitors ;
        rdf:object <{BASE}domain/vreemdelingenketen> ; kg:modality kg:planned ; kg:confidence 0.8 ; kg:rule "a#b" ;
        prov:wasDerivedFrom <{BRIEF}> ; prov:wasGeneratedBy <{RUN}> .
    <{BRIEF}> a kg:Document ; rdfs:label "brief.txt" ; kg:file "brief.txt" ; kg:sha256 "{"cd" * 32}" ;
        dcterms:publisher "Een ministerie" ; dcterms:issued "2024-01-31"^^xsd:date ; dcterms:license "CC0" .
}}
<{BASE}graph/ontology> {{
    kg:supervises rdfs:label "houdt toezicht op"@nl, "supervises"@en .
    kg:monitors rdfs:label "monitort"@nl, "monitors"@en .
    kg:asserted skos:prefLabel "vastgesteld"@nl, "asserted"@en .
    kg:planned skos:prefLabel "gepland"@nl, "planned"@en .
}}
<{BASE}graph/catalogue> {{
    <{BASE}dataset/toezichtgraaf> dcterms:title "an earlier record" .
}}
"""

FACT = {
    "id": "1" * 32,
    "document": "rapport.pdf",
    "page": 3,
    "start": 12,
    "end": 40,
    "quote": 'De Inspectie JenV houdt\u2028toezicht op de vreemdelingenketen; zie "bijlage"',
    "subject": "https://identifier.overheid.nl/tooi/id/oorg/oorg10006",
    "subject_label": "Inspectie Justitie en Veiligheid",
    "subject_names": ["Inspectie JenV", "Inspectie Justitie en Veiligheid"],
    "subject_type": "Supervisor",
    "predicate": "supervises",
    "object": f"{BASE}domain/vreemdelingenketen",
    "object_label": "vreemdelingenketen",
    "object_names": ["vreemdelingenketen"],
    "object_type": "Domain",
    "modality": "asserted",
    "basis": None,
    "basis_label": None,
    "rule": "supervises#houdt-toezicht-op",
    "confidence": 0.9,
    "valid": ["2025-01-01/.."],
    "topics": [],
    "towards_label": None,
}
