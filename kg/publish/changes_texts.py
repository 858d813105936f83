"""The words of the pages and feeds of changes, in Dutch and in English."""

from __future__ import annotations

from collections.abc import Mapping

from kg.publish.model import Text

TEXTS: Mapping[str, Text] = {
    "title": Text("Wijzigingen", "Changes"),
    "lead": Text(
        "Wat er van publicatie tot publicatie bij kwam, veranderde of verdween. De dag is die van de gegevens: uit de instellingen, "
        "anders die van het nieuwste document.",
        "What came, changed or went from one publication to the next. The day is that of the data: from the settings, else that of the "
        "newest document.",
    ),
    "publication": Text("Publicatie", "Publication"),
    "no_day": Text("zonder dag", "without a day"),
    "added": Text("toegevoegd", "added"),
    "changed": Text("gewijzigd", "changed"),
    "withdrawn": Text("ingetrokken", "withdrawn"),
    "first": Text("Eerste publicatie", "First publication"),
    "statements": Text("uitspraken", "statements"),
    "others": Text(
        "actoren, regelingen, domeinen, documenten en afleidingen",
        "actors, instruments, domains, documents and inferences",
    ),
    "feeds": Text("Te volgen als", "To follow as"),
    "shown_part": Text(
        "Hier staan de eerste vijfhonderd; alle staan in de stroom.",
        "The first five hundred stand here; all stand in the stream.",
    ),
    "withdrawn_on": Text("Ingetrokken bij publicatie", "Withdrawn at publication"),
    "why": Text("Waarom", "Why"),
    "in_its_place": Text("In plaats daarvan", "In its place"),
    "said": Text("Waarop het rustte", "What it rested on"),
    "document-withdrawn": Text(
        "Het document is niet meer onder de bronnen.", "The document is no longer among the sources."
    ),
    "document-changed": Text(
        "Van het document is een andere versie gelezen, en die zegt dit niet.",
        "Another version of the document was read, and it does not say so.",
    ),
    "read-anew": Text(
        "Hetzelfde document is opnieuw gelezen met andere regels, registers of instellingen, en die geven dit niet.",
        "The same document was read again with other rules, registers or settings, and they do not give this.",
    ),
    "replaced": Text(
        "Hetzelfde document zegt het nu anders: een andere uitspraak is in de plaats gekomen.",
        "The same document now says it in another way: another statement took its place.",
    ),
    "no-longer-follows": Text(
        "Het volgt niet meer uit de uitspraken in de graaf.", "It no longer follows from the statements in the graph."
    ),
    "unmentioned": Text("Geen document spreekt er nog van.", "No document speaks of it any more."),
    "document": Text("document", "document"),
    "file": Text("bestand", "file"),
    "sha256": Text("inhoud van het bestand", "content of the file"),
    "subject": Text("onderwerp", "subject"),
    "predicate": Text("betrekking", "relation"),
    "object": Text("voorwerp", "object"),
    "modality": Text("hoe stellig", "how surely"),
    "basis": Text("grondslag", "basis"),
    "provisions": Text("bepaling van de grondslag", "provision of the basis"),
    "rule": Text("regel", "rule"),
    "confidence": Text("zekerheid", "confidence"),
    "valid": Text("wanneer het geldt", "when it holds"),
    "topics": Text("waarover", "about what"),
    "towards": Text("jegens wie", "towards whom"),
    "quotes": Text("woorden", "words"),
    "now_otherwise": Text("nu anders", "now otherwise"),
}
