"""The forms in which the graph is given away: their titles, media types and EU file types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.publish.model import Distribution, Text
from kg.publish.replace import Written


@dataclass(frozen=True, slots=True)
class Form:
    """What is known of a file before it is made. JSON Lines and some others have no registered media type."""

    title: Text
    media_type: str | None
    file_type: str


FORMS: Mapping[str, Form] = {
    "graph.html": Form(
        Text("Interactieve afbeelding van de graaf", "Interactive picture of the graph"), "text/html", "HTML"
    ),
    "graph.trig": Form(
        Text("Graaf met een benoemde graaf per document (TriG)", "Graph with a named graph per document (TriG)"),
        "application/trig",
        "RDF_TRIG",
    ),
    "graph.nq": Form(
        Text("Graaf met een benoemde graaf per document (N-Quads)", "Graph with a named graph per document (N-Quads)"),
        "application/n-quads",
        "RDF_N_QUADS",
    ),
    "graph.ttl": Form(
        Text("Graaf als één geheel (Turtle)", "Graph as one whole (Turtle)"),
        "text/turtle",
        "RDF_TURTLE",
    ),
    "graph.jsonld": Form(
        Text("Graaf als één geheel (JSON-LD)", "Graph as one whole (JSON-LD)"),
        "application/ld+json",
        "JSON_LD",
    ),
    "graph.rdf": Form(
        Text("Graaf als één geheel (RDF/XML)", "Graph as one whole (RDF/XML)"),
        "application/rdf+xml",
        "RDF_XML",
    ),
    "facts.csv": Form(
        Text("Uitspraken als tabel (CSV)", "Statements as a table (CSV)"),
        "text/csv",
        "CSV",
    ),
    "facts.jsonl": Form(
        Text("Uitspraken, één per regel (JSON Lines)", "Statements, one a line (JSON Lines)"),
        None,
        "JSON",
    ),
    "documents.jsonl": Form(
        Text(
            "Documenten, met wat er niet begrepen is (JSON Lines)",
            "Documents, with what was not understood (JSON Lines)",
        ),
        None,
        "JSON",
    ),
    "mentions.jsonl": Form(
        Text("Vindplaatsen van namen, één per regel (JSON Lines)", "Mentions of names, one a line (JSON Lines)"),
        None,
        "JSON",
    ),
}


def distributions_of(files: Mapping[str, Written]) -> tuple[Distribution, ...]:
    """A distribution for each file that is one of FORMS, in the order of FORMS."""
    return tuple(
        Distribution(
            file=file,
            title=form.title,
            media_type=form.media_type,
            file_type=form.file_type,
            size=files[file].size,
            sha256=files[file].sha256,
        )
        for file, form in FORMS.items()
        if file in files
    )
