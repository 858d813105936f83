"""The addresses of the server's pages."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from kg.graph.vocabulary import KG, Language
from kg.publish.layout import Frame
from kg.publish.things import Thing
from kg.serve.texts import TEXTS

_DATA = (("text/turtle", "turtle"), ("application/ld+json", "jsonld"), ("application/rdf+xml", "rdfxml"))
_OTHER: dict[Language, Language] = {"nl": "en", "en": "nl"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Addresses for a reader of `language`: each says the language, so that the choice stays. `base` is that of ids."""

    base: str
    language: Language

    def to(self, iri: str, *, start: int = 0) -> str:
        """The page of the thing with this IRI, from statement number `start`.

        Example:
            >>> links = Links(base="https://example.org/id/", language="nl")
            >>> links.to("https://example.org/id/domain/zorg"), links.to("http://a.nl/b?c=d#e", start=100)
            ('/id/domain/zorg?lang=nl', '/thing?iri=http%3A%2F%2Fa.nl%2Fb%3Fc%3Dd%23e&lang=nl&from=100')
        """
        return self._to(iri, {"lang": self.language, **({"from": str(start)} if start else {})})

    def data(self, iri: str, form: str) -> str:
        """The triples of a thing, in a form of kg.serve.results.SHORT."""
        return self._to(iri, {"format": form})

    def page(self, path: str, **fields: str) -> str:
        """Another page of the server.

        Example:
            >>> Links(base="", language="en").page("/questions/bewijs", naam="de AP")
            '/questions/bewijs?naam=de+AP&lang=en'
        """
        return f"{path}?{urlencode({**fields, 'lang': self.language})}"

    @property
    def other(self) -> Links:
        """The same for the other language."""
        return Links(base=self.base, language=_OTHER[self.language])

    def frame(self, title: str, path: str, **fields: str) -> Frame:
        """What surrounds the page at `path`."""
        return Frame(
            language=self.language,
            title=title,
            home=self.page("/"),
            other=self.other.page(path, **fields),
            search="/search",
            asked=fields.get("q", ""),
            menu=tuple(
                (TEXTS[name][self.language], self.page(f"/{name}")) for name in ("questions", "documents", "editor")
            ),
        )

    def frame_of_thing(self, thing: Thing) -> Frame:
        """What surrounds the page of a thing."""
        frame = self.frame(thing.label, "/")
        return Frame(
            language=frame.language,
            title=frame.title,
            home=frame.home,
            other=self.other.to(thing.iri, start=thing.start),
            search=frame.search,
            menu=frame.menu,
            alternates=tuple((media_type, self.data(thing.iri, form)) for media_type, form in _DATA),
        )

    def _to(self, iri: str, fields: dict[str, str]) -> str:
        path = iri.removeprefix(self.base)
        if self.base and path != iri and not iri.startswith(KG) and "#" not in path and "?" not in path:
            return f"/id/{quote(path, safe='/-._~')}?{urlencode(fields)}"
        return f"/thing?{urlencode({'iri': iri, **fields})}"
