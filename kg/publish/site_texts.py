"""The words of the pages of a publication that no server has, in Dutch and in English."""

from __future__ import annotations

from collections.abc import Mapping

from kg.publish.model import Text

TEXTS: Mapping[str, Text] = {
    "search": Text("Zoeken", "Search"),
    "names": Text("Alle namen", "All names"),
    "terms": Text("Begrippen", "Terms"),
    "changes": Text("Wijzigingen", "Changes"),
    "found_none": Text("Niets heet zo.", "Nothing is called so."),
    "found_more": Text(
        "De eerste vijftig; zoek preciezer voor de rest.", "The first fifty; search more precisely for the rest."
    ),
    "needs_script": Text(
        "Zoeken gebeurt in uw browser, met een script van deze map. Zonder script: ",
        "The search runs in your browser, with a script of this folder. Without a script: ",
    ),
    "kind": Text("Soort", "Kind"),
    "classes": Text("Klassen", "Classes"),
    "relations": Text("Betrekkingen", "Relations"),
    "properties": Text("Eigenschappen", "Properties"),
    "concepts": Text("Begrippenlijsten", "Lists of concepts"),
    "definition": Text("Betekenis", "Definition"),
    "note": Text("Let op", "Note"),
    "parents": Text("Bijzonder geval van", "Special case of"),
    "domain": Text("Onderwerp", "Subject"),
    "range": Text("Voorwerp", "Object"),
    "inverse": Text("Omgekeerd", "Inverse"),
    "disjoint": Text("Nooit ook", "Never also"),
    "alignment": Text("Elders", "Elsewhere"),
    "origin": Text("Ontleend aan", "Taken from"),
    "scheme": Text("Lijst", "List"),
    "version": Text("Versie", "Version"),
    "licence": Text("Licentie", "Licence"),
}
