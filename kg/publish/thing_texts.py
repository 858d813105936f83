"""The words of the pages of things, in Dutch and in English, and what properties of other ontologies are called."""

from __future__ import annotations

from collections.abc import Mapping

from kg.publish.model import Text

TEXTS: Mapping[str, Text] = {
    "home": Text("Begin", "Home"),
    "other": Text("English", "Nederlands"),
    "search": Text("Zoek", "Search"),
    "search_for": Text(
        "Zoek een actor, regeling, domein of document", "Search for an actor, instrument, domain or document"
    ),
    "names": Text("Ook genoemd", "Also called"),
    "address": Text("Adres in het web van gegevens", "Address in the web of data"),
    "as_data": Text("Als gegevens", "As data"),
    "details": Text("Gegevens", "Details"),
    "basis": Text("op grond van", "on the basis of"),
    "as_basis": Text("Als grondslag of bron van wat er gezegd wordt", "As basis or source of what is said"),
    "page": Text("blz.", "p."),
    "open_page": Text("open op deze bladzijde", "open at this page"),
    "open": Text("open het document", "open the document"),
    "inferred": Text("afgeleid", "inferred"),
    "inferred_note": Text(
        "Geen document zegt dit zo; het volgt met een regel uit deze uitspraken.",
        "No document says it so; it follows by a rule from these statements.",
    ),
    "evidence": Text("Waarop het rust", "What it rests on"),
    "cite": Text("Zo citeert u dit", "How to cite this"),
    "read_version": Text("Gelezen versie: bestand", "Version read: file"),
    "no_date": Text("z.d.", "n.d."),
    "refers_back": Text("verwijst terug naar", "refers back to"),
    "rule": Text("regel", "rule"),
    "statement": Text("uitspraak", "statement"),
    "inference": Text("afleiding", "inference"),
    "statements": Text("uitspraken", "statements"),
    "says_it": Text("gezegd in", "said in"),
    "earlier": Text("vorige", "previous"),
    "later": Text("volgende", "next"),
    "of": Text("van", "of"),
    "nothing": Text("De graaf zegt hier niets over.", "The graph says nothing of this."),
    "method": Text(
        "Gemaakt met Toezichtgraaf. Een uitspraak zegt wat een document zegt, niet wat nu recht is.",
        "Made with Toezichtgraaf. A statement says what a document says, not what the law is today.",
    ),
}

PROPERTIES: Mapping[str, Text] = {
    "dcterms:conformsTo": Text("voldoet aan", "conforms to"),
    "dcterms:identifier": Text("kenmerk", "identifier"),
    "dcterms:isPartOf": Text("deel van", "part of"),
    "dcterms:isReplacedBy": Text("opgevolgd door", "replaced by"),
    "dcterms:isVersionOf": Text("versie van", "version of"),
    "dcterms:issued": Text("datum", "date"),
    "dcterms:language": Text("taal", "language"),
    "dcterms:license": Text("licentie", "licence"),
    "dcterms:publisher": Text("uitgever", "publisher"),
    "dcterms:source": Text("register", "register"),
    "dcterms:title": Text("titel", "title"),
    "dcterms:valid": Text("geldig", "valid"),
    "eli:is_part_of": Text("onderdeel van", "part of"),
    "foaf:homepage": Text("website", "website"),
    "foaf:page": Text("te vinden op", "found at"),
    "org:linkedTo": Text("verbonden met", "linked to"),
    "org:postIn": Text("functie bij", "post in"),
    "org:subOrganizationOf": Text("onderdeel van (register)", "part of (register)"),
    "owl:versionInfo": Text("versie", "version"),
    "prov:used": Text("gelezen", "read"),
    "prov:wasAssociatedWith": Text("gemaakt met", "made with"),
    "prov:wasDerivedFrom": Text("uit document", "from document"),
    "prov:wasGeneratedBy": Text("gemaakt door", "made by"),
    "rdfs:comment": Text("toelichting", "remark"),
    "rdfs:domain": Text("onderwerp is", "subject is"),
    "rdfs:range": Text("voorwerp is", "object is"),
    "rdfs:seeAlso": Text("zie ook", "see also"),
    "rdfs:subClassOf": Text("soort", "kind of"),
    "rdfs:subPropertyOf": Text("bijzonder geval van", "special case of"),
    "skos:definition": Text("betekenis", "definition"),
    "skos:example": Text("voorbeeld", "example"),
    "skos:scopeNote": Text("let op", "note"),
}
