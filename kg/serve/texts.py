"""The words of the server's own pages, in Dutch and in English."""

from __future__ import annotations

from collections.abc import Mapping

from kg.publish.model import Text

TEXTS: Mapping[str, Text] = {
    "title": Text("Wie houdt toezicht op wie?", "Who supervises whom?"),
    "lead": Text(
        "Een graaf van uitspraken uit documenten over publiek toezicht, elk met de woorden waarop zij rust.",
        "A graph of statements from documents about public supervision, each with the words it rests on.",
    ),
    "questions": Text("Vragen", "Questions"),
    "documents": Text("Documenten", "Documents"),
    "editor": Text("SPARQL", "SPARQL"),
    "search": Text("Zoeken", "Search"),
    "picture": Text("Afbeelding van de graaf", "Picture of the graph"),
    "catalogue": Text("Catalogusrecord (DCAT)", "Catalogue record (DCAT)"),
    "dump": Text("Hele graaf (TriG)", "Whole graph (TriG)"),
    "endpoint": Text("SPARQL-eindpunt", "SPARQL endpoint"),
    "statements": Text("uitspraken", "statements"),
    "things": Text("actoren, regelingen en domeinen", "actors, instruments and domains"),
    "number_documents": Text("documenten", "documents"),
    "inferences": Text("afleidingen", "inferences"),
    "found_none": Text("Niets heet zo.", "Nothing is called so."),
    "found_more": Text(
        "De eerste vijftig; zoek preciezer voor de rest.", "The first fifty; search more precisely for the rest."
    ),
    "ask": Text("Vraag", "Ask"),
    "optional": Text("mag wegblijven", "may be left out"),
    "no_rows": Text("Geen antwoorden: de graaf zegt hier niets over.", "No answers: the graph says nothing of this."),
    "rows": Text("rijen", "rows"),
    "as_data": Text("Als gegevens", "As data"),
    "document": Text("Document", "Document"),
    "publisher": Text("Uitgever", "Publisher"),
    "date": Text("Datum", "Date"),
    "start_with": Text("Begin met een vraag", "Start with a question"),
    "choose": Text("kies…", "choose…"),
    "run": Text("Stel de vraag", "Run the query"),
    "editor_note": Text(
        "De prefixen van het project hoeven niet gedeclareerd te worden. Een vraag met een parameter staat hier zonder waarde: "
        "zo geldt zij voor alles; zet er VALUES bij om te kiezen.",
        "The project's prefixes need no declaration. A question with a parameter stands here without a value: so it is asked "
        "for all; add VALUES to choose.",
    ),
}
