"""The values of the EU list of themes, with their names: a record must name each theme that it points to.

Source: http://publications.europa.eu/resource/authority/data-theme (Publications Office of the EU, CC BY 4.0).
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.publish.model import Text

_LIST = "http://publications.europa.eu/resource/authority/data-theme/"

_THEMES: Mapping[str, Text] = {
    "AGRI": Text("Landbouw, visserij, bosbouw en voeding", "Agriculture, fisheries, forestry and food"),
    "ECON": Text("Economie en financiën", "Economy and finance"),
    "EDUC": Text("Onderwijs, cultuur en sport", "Education, culture and sport"),
    "ENER": Text("Energie", "Energy"),
    "ENVI": Text("Milieu", "Environment"),
    "GOVE": Text("Overheid en publieke sector", "Government and public sector"),
    "HEAL": Text("Gezondheid", "Health"),
    "INTR": Text("Internationale vraagstukken", "International issues"),
    "JUST": Text("Justitie, rechtsstelsel en openbare veiligheid", "Justice, legal system and public safety"),
    "OP_DATPRO": Text("Voorlopige gegevens", "Provisional data"),
    "REGI": Text("Regio's en steden", "Regions and cities"),
    "SOCI": Text("Bevolking en samenleving", "Population and society"),
    "TECH": Text("Wetenschap en technologie", "Science and technology"),
    "TRAN": Text("Vervoer", "Transport"),
}


def concept_label(iri: str) -> Text:
    """The names of a theme; of a value of another list the last part of its IRI, so that it has a name at all.

    Example:
        >>> concept_label("http://publications.europa.eu/resource/authority/data-theme/TRAN").nl
        'Vervoer'
        >>> concept_label("http://purl.org/adms/publishertype/NationalAuthority").en
        'NationalAuthority'
    """
    known = _THEMES.get(iri.removeprefix(_LIST))
    code = iri.rstrip("/").replace("#", "/").rpartition("/")[2]
    return known or Text(code, code)
