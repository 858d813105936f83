"""The words of the publication's page, in Dutch and in English."""

from __future__ import annotations

from collections.abc import Mapping

from kg.publish.model import Text

TEXTS: Mapping[str, Text] = {
    "other": Text("English", "Nederlands"),
    "search": Text("Zoek", "Search"),
    "search_for": Text(
        "Zoek een actor, regeling, domein of document", "Search for an actor, instrument, domain or document"
    ),
    "names": Text("Alle namen", "All names"),
    "def": Text("Begrippen", "Terms"),
    "changes": Text("Wijzigingen", "Changes"),
    "picture": Text("Bekijk de graaf", "Look at the graph"),
    "picture_note": Text(
        "Een interactieve afbeelding: klik op een lijn voor de woorden waarop zij rust.",
        "An interactive picture: click on a line for the words it rests on.",
    ),
    "statements": Text("uitspraken", "statements"),
    "entities": Text("actoren, regelingen en domeinen", "actors, instruments and domains"),
    "documents": Text("documenten", "documents"),
    "triples": Text("triples", "triples"),
    "relations": Text("Wat de graaf zegt", "What the graph says"),
    "relation": Text("Betrekking", "Relation"),
    "modality": Text("Hoe stellig", "How surely"),
    "modality_note": Text(
        "Alleen wat een document als vaststaand vertelt, staat ook als los feit in de graaf.",
        "Only what a document tells as a fact also stands as a plain fact in the graph.",
    ),
    "number": Text("Aantal", "Number"),
    "quality": Text("Hoe goed de gegevens zijn", "How good the data are"),
    "measured_on": Text("Gemeten op geannoteerde passages:", "Measured on annotated passages:"),
    "all_facts": Text("alle feiten", "all facts"),
    "precision": Text("Klopt", "Right"),
    "recall": Text("Gevonden", "Found"),
    "coverage": Text("Dekking", "Coverage"),
    "coverage_note": Text(
        "In deze documenten: plaatsen met een signaalwoord die een uitspraak gaven, van alle.",
        "In these documents: places with a trigger that gave a statement, of all.",
    ),
    "of": Text("van", "of"),
    "downloads": Text("Downloads", "Downloads"),
    "file": Text("Bestand", "File"),
    "what": Text("Inhoud", "Content"),
    "size": Text("Grootte", "Size"),
    "record": Text("Catalogusrecord (DCAT-AP-NL 3.0)", "Catalogue record (DCAT-AP-NL 3.0)"),
    "sources": Text("Brondocumenten", "Source documents"),
    "title": Text("Titel", "Title"),
    "publisher": Text("Uitgever", "Publisher"),
    "date": Text("Datum", "Date"),
    "about": Text("Over deze gegevens", "About these data"),
    "contact": Text("Contact", "Contact"),
    "licence": Text("Licentie", "Licence"),
    "period": Text("Documenten van", "Documents from"),
    "until": Text("tot en met", "to"),
    "identifier": Text("Identificatie", "Identifier"),
    "method": Text(
        "Gemaakt met Toezichtgraaf: regels lezen de documenten, en elke uitspraak noemt het document, de bladzijde, "
        "de letterlijke woorden en de regel waarop zij rust. Een uitspraak zegt wat een document zegt, niet wat nu "
        "recht is.",
        "Made with Toezichtgraaf: rules read the documents, and every statement names the document, the page, the "
        "verbatim words and the rule it rests on. A statement says what a document says, not what the law is today.",
    ),
}
