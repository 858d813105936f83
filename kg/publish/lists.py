"""The lists of the EU that a record takes its values from, and the names of the themes: it must name each theme that it points to.

Source: http://publications.europa.eu/resource/authority/ (Publications Office of the EU, CC BY 4.0).
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.publish.model import Text

_LISTS = "http://publications.europa.eu/resource/authority/"
THEMES = f"{_LISTS}data-theme/"
LANGUAGES = f"{_LISTS}language/"
ACCESS_RIGHTS = f"{_LISTS}access-right/"
FREQUENCIES = f"{_LISTS}frequency/"

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


def is_in_list(iri: str, list_: str) -> bool:
    """Whether a list has this value: of themes each is known, of another list that its values are codes in capitals.

    Example:
        >>> is_in_list(f"{THEMES}TRAN", THEMES), is_in_list(f"{THEMES}TRANS", THEMES)
        (True, False)
        >>> is_in_list(f"{LANGUAGES}NLD", LANGUAGES), is_in_list("nl", LANGUAGES)
        (True, False)
    """
    code = iri.removeprefix(list_)
    return code != iri and (code in _THEMES if list_ == THEMES else code.replace("_", "").isalnum() and code.isupper())


def concept_label(iri: str) -> Text:
    """The names of a theme; of a value of another list the last part of its IRI, so that it has a name at all.

    Example:
        >>> concept_label("http://publications.europa.eu/resource/authority/data-theme/TRAN").nl
        'Vervoer'
        >>> concept_label("http://purl.org/adms/publishertype/NationalAuthority").en
        'NationalAuthority'
    """
    known = _THEMES.get(iri.removeprefix(THEMES))
    code = iri.rstrip("/").replace("#", "/").rpartition("/")[2]
    return known or Text(code, code)
