"""A triple of our graph, and its line in a file."""

from __future__ import annotations

from rdflib import XSD, Literal, URIRef

Triple = tuple[URIRef, URIRef, URIRef | Literal]

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def line(triple: Triple) -> str:
    """The triple as a line of N-Triples, without line end.

    Raises:
        TypeError: for a term that is neither IRI nor literal: our graph has no blank nodes.

    Example:
        >>> line((URIRef("http://a.nl/s"), URIRef("http://a.nl/p"), Literal("ja", lang="nl")))
        '<http://a.nl/s> <http://a.nl/p> "ja"@nl .'
    """
    subject, predicate, value = triple
    return f"{_term(subject)} {_term(predicate)} {_term(value)} ."


def _term(term: URIRef | Literal) -> str:
    match term:
        case URIRef():
            return f"<{term}>"
        case Literal():
            text = f'"{str.translate(term, _ESCAPES)}"'
            if term.language:
                return f"{text}@{term.language}"
            plain = term.datatype is None or term.datatype == XSD.string
            return text if plain else f"{text}^^<{term.datatype}>"
        case _:
            raise TypeError(f"{term!r} is neither an IRI nor a literal")
