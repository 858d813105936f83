"""How a name that a person types is compared with the names of the graph."""

from __future__ import annotations

from functools import cache

from kg.base.ontology import ontology_folder


def name_key(name: str) -> str:
    """The name without what does not count: capitals and the number of spaces.

    Example:
        >>> name_key(" Inspectie  JenV")
        'inspectie jenv'
    """
    return " ".join(name.casefold().split())


def without_article(name: str) -> str:
    """The name without an article in front.

    Example:
        >>> without_article("De Nederlandsche Bank"), without_article("De")
        ('Nederlandsche Bank', 'De')
    """
    first, space, rest = name.partition(" ")
    return rest if space and first.casefold() in _articles() else name


@cache
def _articles() -> frozenset[str]:
    return frozenset((ontology_folder() / "lexicons" / "articles.txt").read_text(encoding="utf-8").split())
