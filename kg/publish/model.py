"""What a catalogue record is made of: the publisher's settings, and what the graph itself holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from datetime import date

from kg.base.errors import KgError
from kg.base.ids import slug

DEFAULT_BASE = "https://w3id.org/toezichtgraaf/id/"
PUBLISHER_UNSET = "Toezichtgraaf-gebruiker (uitgever niet ingesteld)"
CONTACT_UNSET = "Toezichtgraaf-gebruiker (contactpunt niet ingesteld)"

_EU = "http://publications.europa.eu/resource/authority/"
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20/]+[^\s<>\"{}|\\^`\x00-\x20]*")
_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Dutch and in English."""

    nl: str
    en: str

    def __getitem__(self, language: str) -> str:
        return {"nl": self.nl, "en": self.en}[language]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured share: `metric` is a name of kg.publish.quality.METRICS; `of` is a relation by its name, empty for all facts.

    `good` of `total` is what was counted.
    """

    metric: str
    of: str
    good: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What was measured against one set of annotated passages, on one day."""

    gold: str
    day: date
    url: str = ""
    figures: tuple[Figure, ...] = ()

    def __post_init__(self) -> None:
        if self.url and not _IRI.fullmatch(self.url):
            raise _wrong("quality url", f"{self.url!r} is not a web address (IRI)", "Write it out, with https://.")


def _iri(default: str) -> str:
    return field(default=default, metadata={"iri": True})


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueSettings:
    """What only the publisher of a graph knows; the defaults make a valid record that says that nobody was named.

    Every field is a key of the table [catalogue] in kg.toml. An empty text or tuple leaves its property out.
    `url` is the address at which the published folder will stand (a slash is added to it); without it the addresses
    of the downloads are made from the base of ids. `issued` and `modified` win over the date of the newest document.
    `sparql` is the address of an endpoint that serves the same graph, `series` the IRI of a series that this dataset is
    the newest of, after `previous`; `legislation` are acts that ask for the dataset.

    Raises:
        KgError: where a value is not what its key asks for.

    Example:
        >>> CatalogueSettings().agent_name
        'Toezichtgraaf-gebruiker (uitgever niet ingesteld)'
        >>> CatalogueSettings(licence="CC0")
        Traceback (most recent call last):
            ...
        kg.base.errors.KgError: kg.toml: [catalogue] licence: 'CC0' is not a web address (IRI). Write it out, with https://.
    """

    name: str = "toezichtgraaf"
    title_nl: str = "Toezichtgraaf: wie houdt toezicht op wie"
    title_en: str = "Toezichtgraaf: who supervises whom"
    description_nl: str = (
        "Kennisgraaf over publiek toezicht in Nederland: wie toezicht houdt op wie, op welke wettelijke grondslag en "
        "met welke status. Elke uitspraak draagt de vindplaats en de woorden waarop zij rust."
    )
    description_en: str = (
        "Knowledge graph of public supervision in the Netherlands: who supervises whom, on which legal basis and "
        "with which status. Every statement carries the place and the words it rests on."
    )
    keywords_nl: tuple[str, ...] = ("kennisgraaf", "toezicht", "toezichthouder", "wettelijke grondslag")
    keywords_en: tuple[str, ...] = ("knowledge graph", "legal basis", "supervision", "supervisor")
    publisher_iri: str = _iri("")
    publisher_name: str = ""
    publisher_type: str = _iri("")
    contact_name: str = ""
    contact_email: str = ""
    contact_url: str = _iri("")
    licence: str = _iri("http://creativecommons.org/publicdomain/zero/1.0/deed.nl")
    themes: tuple[str, ...] = field(default=(f"{_EU}data-theme/GOVE", f"{_EU}data-theme/JUST"), metadata={"iri": True})
    languages: tuple[str, ...] = field(default=(f"{_EU}language/NLD", f"{_EU}language/ENG"), metadata={"iri": True})
    spatial: str = _iri(f"{_EU}country/NLD")
    access_rights: str = _iri(f"{_EU}access-right/PUBLIC")
    frequency: str = _iri(f"{_EU}frequency/IRREG")
    landing_page: str = _iri("")
    url: str = _iri("")
    sparql: str = _iri("")
    version: str = ""
    previous: str = _iri("")
    series: str = _iri("")
    series_title_nl: str = ""
    series_title_en: str = ""
    legislation: tuple[str, ...] = field(default=(), metadata={"iri": True})
    issued: date | None = None
    modified: date | None = None
    quality: tuple[Quality, ...] = ()
    base: str = _iri(DEFAULT_BASE)

    def __post_init__(self) -> None:
        for one in fields(self):
            if one.metadata.get("iri"):
                value = getattr(self, one.name)
                for iri in (value,) if isinstance(value, str) else value:
                    if iri and not _IRI.fullmatch(iri):
                        raise _wrong(one.name, f"{iri!r} is not a web address (IRI)", "Write it out, with https://.")
        if not self.base.endswith("/"):
            raise _wrong("base", f"{self.base!r} does not end in a slash", "End it in /.")
        if not _NAME.fullmatch(self.name):
            raise _wrong(
                "name", f"{self.name!r} is no name for an address", "Use lower case letters, digits and hyphens."
            )
        if self.contact_email and not _MAIL.fullmatch(self.contact_email):
            raise _wrong("contact_email", f"{self.contact_email!r} is not an e-mail address", "Write name@example.nl.")
        if self.series and not self.series_title_nl:
            raise _wrong("series_title_nl", "is empty beside series", "Write what the series is called.")
        if self.publisher_iri and not self.publisher_name:
            raise _wrong("publisher_name", "is empty beside publisher_iri", "Write the publisher's name.")

    @property
    def dataset_iri(self) -> str:
        """The IRI of the dataset."""
        return f"{self.base}dataset/{self.name}"

    @property
    def agent_name(self) -> str:
        """The publisher's name, or words that say that nobody was named."""
        return self.publisher_name or PUBLISHER_UNSET

    @property
    def agent_iri(self) -> str:
        """The publisher's IRI; without one it is made of the name, like that of any thing no register names."""
        return self.publisher_iri or f"{self.base}organisation/{slug(self.agent_name)}"

    @property
    def contact_label(self) -> str:
        """Whom to write to, or words that say that nobody was named."""
        return self.contact_name or self.contact_email or self.contact_url or CONTACT_UNSET

    @property
    def folder_url(self) -> str:
        """The address of the published folder, with a slash at its end; empty where nobody set it."""
        return f"{self.url.rstrip('/')}/" if self.url else ""

    @property
    def access_url(self) -> str:
        """Where a reader begins: the landing page, else the published folder, else the dataset's own IRI."""
        return self.landing_page or self.folder_url or self.dataset_iri

    def download_url(self, file: str) -> str:
        """The address of one published file: under `url`, else under the dataset's IRI."""
        return f"{self.folder_url or self.dataset_iri + '/'}{file}"


def _wrong(key: str, what: str, remedy: str) -> KgError:
    return KgError(f"kg.toml: [catalogue] {key}: {what}", remedy=remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """One published form of the graph. `media_type` is a registered one, None where none is registered for the form."""

    file: str
    title: Text
    media_type: str | None
    file_type: str  # a code of the EU list of file types
    size: int  # bytes
    sha256: str

    @property
    def is_rdf(self) -> bool:
        """Whether it is the graph itself, in one of the forms of RDF."""
        return self.file_type.startswith("RDF_") or self.file_type == "JSON_LD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that the graph rests on; None where nobody says. `publisher` is a name, or an IRI (and its label)."""

    iri: str
    file: str
    title: str
    sha256: str
    publisher: str | None = None
    publisher_label: str | None = None
    issued: date | None = None
    url: str | None = None
    licence: str | None = None
    pages: int | None = None
    statements: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run that made statements, with the documents that it read; both as IRIs, the documents sorted."""

    iri: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much the graph holds. The tables pair an IRI with its number, most first, then by IRI."""

    triples: int  # distinct, over all named graphs but the catalogue's
    statements: int
    things: int  # all that has an IRI and a type
    entities: int  # things that statements speak of
    classes: tuple[tuple[str, int], ...]
    properties: tuple[tuple[str, int], ...]
    predicates: tuple[tuple[str, int], ...]  # of statements
    modalities: tuple[tuple[str, int], ...]  # of statements
    links: tuple[tuple[str, str, int], ...] = ()  # begin of the IRIs of others, property, how many triples lead there


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """What the graph itself tells for its record: documents by file name, runs by IRI, labels of the terms used."""

    sources: tuple[Source, ...]
    counts: Counts
    runs: tuple[Run, ...]
    labels: tuple[tuple[str, Text], ...]
    coverage: tuple[Figure, ...] = ()

    @property
    def first(self) -> date | None:
        """The date of the oldest dated document."""
        return min((one.issued for one in self.sources if one.issued), default=None)

    @property
    def last(self) -> date | None:
        """The date of the newest dated document."""
        return max((one.issued for one in self.sources if one.issued), default=None)
