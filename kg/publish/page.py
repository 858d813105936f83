"""The first page of a publication: what it is, how much it holds, and where to get it. A page a language."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path

from kg.graph.vocabulary import KG, Language
from kg.publish.croissant import CROISSANT
from kg.publish.model import CatalogueSettings, Dataset, Distribution, Figure, Source, Text
from kg.publish.page_texts import TEXTS
from kg.publish.quality import shown
from kg.publish.site import ONTOLOGY, Site, page_file

PAGES: Mapping[Language, str] = {"nl": "index.html", "en": "index.en.html"}
RECORDS: Mapping[str, str] = {
    "catalogue.ttl": "Turtle",
    "catalogue.jsonld": "JSON-LD",
    "catalogue.rdf": "RDF/XML",
}
_OTHER: Mapping[Language, Language] = {"nl": "en", "en": "nl"}


@cache
def _style() -> str:
    return (Path(__file__).parent / "page.css").read_text(encoding="utf-8")


def page(
    settings: CatalogueSettings,
    dataset: Dataset,
    distributions: Sequence[Distribution],
    *,
    language: Language,
    site: Site,
    feed: str = "",
) -> str:
    """The page in Dutch or English; `feed` is that of the changes.

    All that comes from documents or settings is escaped; links are relative.
    """
    told = Text(settings.title_nl, settings.title_en)
    about = Text(settings.description_nl, settings.description_en)
    words = {key: escape(text[language]) for key, text in TEXTS.items()}
    style = _style()
    style_hash = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    other = _OTHER[language]
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{style_hash}'; \
img-src data:; base-uri 'none'; form-action 'self' file:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(told[language])}</title>
<meta name="description" content="{escape(about[language])}">
<link rel="alternate" hreflang="{other}" href="{PAGES[other]}">
<link rel="alternate" type="text/turtle" href="catalogue.ttl">
<link rel="alternate" type="application/ld+json" href="catalogue.jsonld">
{f'<link rel="alternate" type="application/atom+xml" href="{feed}">' if feed else ""}
<link rel="icon" href="data:,">
<script type="application/ld+json">{_schema_org(settings, dataset, distributions, language)}</script>
<style>{style}</style>
</head>
<body>
<header>
<div class="bar"><span>{escape(settings.agent_name)}</span>\
<a href="{PAGES[other]}" hreflang="{other}" lang="{other}">{words["other"]}</a></div>
<h1>{escape(told[language])}</h1>
<p class="lead">{escape(about[language])}</p>
{_ways_in(words, language)}{_picture(distributions, words)}</header>
<main>
{_counts(dataset, words, language)}
{_relations(dataset, words, language)}
{_quality(settings, dataset, words, language)}
{_downloads(distributions, words, language)}
{_sources(dataset.sources, words, language, site)}
{_about(settings, dataset, words)}
</main>
<footer><p>{words["method"]}</p></footer>
</body>
</html>
"""


def _ways_in(words: Mapping[str, str], language: Language) -> str:
    """The search, and the lists that lead to the pages of things."""
    links = " · ".join(
        f'<a href="{page_file(name, language)}">{words[name]}</a>' for name in ("names", ONTOLOGY, "changes")
    )
    return (
        f'<form class="search" action="{page_file("search", language)}" role="search">'
        f'<input type="search" name="q" maxlength="200" aria-label="{words["search_for"]}" '
        f'placeholder="{words["search_for"]}"><button>{words["search"]}</button></form>\n<p>{links}</p>\n'
    )


def _picture(distributions: Sequence[Distribution], words: Mapping[str, str]) -> str:
    if not any(one.file == "graph.html" for one in distributions):
        return ""
    button = f'<a class="button" href="graph.html">{words["picture"]}</a>'
    return f'<p>{button}</p>\n<p class="note">{words["picture_note"]}</p>\n'


def _counts(dataset: Dataset, words: Mapping[str, str], language: str) -> str:
    counts = dataset.counts
    rows = (
        (counts.statements, "statements"),
        (counts.entities, "entities"),
        (len(dataset.sources), "documents"),
        (counts.triples, "triples"),
    )
    items = "".join(f"<li><strong>{_number(n, language)}</strong>{words[key]}</li>" for n, key in rows)
    return f'<ul class="counts">{items}</ul>'


def _relations(dataset: Dataset, words: Mapping[str, str], language: Language) -> str:
    labels = dict(dataset.labels)

    def table(head: str, rows: tuple[tuple[str, int], ...]) -> str:
        body = "".join(
            f'<tr><td>{_link(iri, labels, language)}</td><td class="num">{_number(n, language)}</td></tr>\n'
            for iri, n in rows
        )
        return (
            f'<table><thead><tr><th scope="col">{words[head]}</th><th scope="col" class="num">{words["number"]}</th>'
            f"</tr></thead><tbody>\n{body}</tbody></table>"
        )

    if not dataset.counts.statements:
        return ""
    return (
        f'<h2>{words["relations"]}</h2>\n<div class="pair">\n{table("relation", dataset.counts.predicates)}\n'
        f'<div>{table("modality", dataset.counts.modalities)}<p class="note">{words["modality_note"]}</p></div>\n</div>'
    )


def _label(iri: str, labels: Mapping[str, Text], language: str) -> str:
    return labels[iri][language] if iri in labels else iri.replace("#", "/").rpartition("/")[2]


def _quality(settings: CatalogueSettings, dataset: Dataset, words: Mapping[str, str], language: Language) -> str:
    """What was measured, for each set of passages a table; what the sources' own sentences gave."""
    labels = dict(dataset.labels)

    def table(heads: Sequence[str], note: str, rows: Mapping[str, Mapping[str, Figure]]) -> str:
        top = "".join(f'<th scope="col" class="num">{words[head]}</th>' for head in heads)
        body = "".join(
            f"<tr><td>{_link(f'{KG}{of}', labels, language) if of else words['all_facts']}</td>"
            + "".join(f'<td class="num">{_share(row.get(head), words, language)}</td>' for head in heads)
            + "</tr>\n"
            for of, row in rows.items()
        )
        return (
            f'<p class="note">{note}</p>\n<table><thead><tr><th scope="col">{words["relation"]}</th>{top}</tr></thead>'
            f"<tbody>\n{body}</tbody></table>"
        )

    tables = []
    for quality in settings.quality:
        name = escape(quality.gold)
        if quality.url:
            name = f'<a href="{escape(quality.url)}" rel="external noreferrer">{name}</a>'
        note = f"{words['measured_on']} {name} ({quality.day.isoformat()})"
        tables.append(table(("precision", "recall"), note, shown(quality)))
    ordered = sorted(dataset.coverage, key=lambda figure: (figure.of != "", -figure.total, figure.of))
    coverage = {figure.of: {"coverage": figure} for figure in ordered if figure.total}
    if coverage:
        tables.append(table(("coverage",), words["coverage_note"], coverage))
    return f"<h2>{words['quality']}</h2>\n{''.join(tables)}" if tables else ""


def _share(figure: Figure | None, words: Mapping[str, str], language: Language) -> str:
    if figure is None:
        return "–"
    told = f"{figure.good / figure.total:.2f}".replace(".", "," if language == "nl" else ".")
    return f'{told} <span class="note">({_number(figure.good, language)} {words["of"]} {_number(figure.total, language)})</span>'


def _link(iri: str, labels: Mapping[str, Text], language: Language) -> str:
    """The label of a term, leading to what it means."""
    label = escape(_label(iri, labels, language))
    return (
        f'<a href="{page_file(ONTOLOGY, language)}#{iri.removeprefix(KG)}">{label}</a>' if iri.startswith(KG) else label
    )


def _downloads(distributions: Sequence[Distribution], words: Mapping[str, str], language: str) -> str:
    rows = "".join(
        f'<tr><td><a href="{escape(one.file)}">{escape(one.file)}</a></td><td>{escape(one.title[language])}</td>'
        f'<td class="num">{_bytes(one.size, language)}</td></tr>\n'
        for one in distributions
    )
    records = ", ".join(f'<a href="{file}">{name}</a>' for file, name in RECORDS.items())
    return (
        f'<h2>{words["downloads"]}</h2>\n<table class="stack"><thead><tr><th scope="col">{words["file"]}</th>'
        f'<th scope="col">{words["what"]}</th><th scope="col" class="num">{words["size"]}</th></tr></thead>'
        f'<tbody>\n{rows}</tbody></table>\n<p>{words["record"]}: {records}, <a href=".well-known/void">VoID</a>, '
        f'<a href="{CROISSANT}">Croissant</a></p>'
    )


def _sources(sources: Sequence[Source], words: Mapping[str, str], language: Language, site: Site) -> str:
    rows = "".join(
        f"<tr><td>{_source_title(one, site.link('', one.iri, language))}</td><td>{escape(_publisher(one) or '')}</td>"
        f'<td class="day">{one.issued.isoformat() if one.issued else ""}</td>'
        f'<td class="num">{_number(one.statements, language)}'
        f'<span class="unit"> {words["statements"]}</span></td></tr>\n'
        for one in sources
    )
    return (
        f'<h2>{words["sources"]}</h2>\n<table class="stack"><thead><tr><th scope="col">{words["title"]}</th>'
        f'<th scope="col">{words["publisher"]}</th><th scope="col">{words["date"]}</th>'
        f'<th scope="col" class="num">{words["statements"].capitalize()}</th></tr></thead>'
        f"<tbody>\n{rows}</tbody></table>"
    )


def _publisher(source: Source) -> str | None:
    return source.publisher_label or source.publisher


def _source_title(source: Source, address: str) -> str:
    """The title leading to the page of the document, its file leading to the document itself."""
    title, file = escape(source.title), escape(source.file)
    if source.url and source.url.startswith(("https://", "http://")):
        file = f'<a href="{escape(source.url)}" rel="external noreferrer">{file}</a>'
    return f'<a href="{escape(address)}">{title}</a><br><span class="note">{file}</span>'


def _about(settings: CatalogueSettings, dataset: Dataset, words: Mapping[str, str]) -> str:
    contact = escape(settings.contact_label)
    if settings.contact_email:
        contact = f'<a href="mailto:{escape(settings.contact_email)}">{contact}</a>'
    elif settings.contact_url:
        contact = f'<a href="{escape(settings.contact_url)}">{contact}</a>'
    rows = [("publisher", escape(settings.agent_name)), ("contact", contact)]
    if settings.licence:
        rows.append(("licence", f'<a href="{escape(settings.licence)}" rel="license">{escape(settings.licence)}</a>'))
    if dataset.first and dataset.last:
        rows.append(("period", f"{dataset.first.isoformat()} {words['until']} {dataset.last.isoformat()}"))
    rows.append(("identifier", escape(settings.dataset_iri)))
    told = "".join(f"<dt>{words[key]}</dt><dd>{value}</dd>\n" for key, value in rows)
    return f"<h2>{words['about']}</h2>\n<dl>\n{told}</dl>"


def _number(number: int, language: str) -> str:
    """Thousands parted as the language does it.

    Example:
        >>> _number(12345, "nl"), _number(12345, "en")
        ('12.345', '12,345')
    """
    text = f"{number:,}"
    return text.replace(",", ".") if language == "nl" else text


def _bytes(size: int, language: str) -> str:
    """A size a person can read.

    Example:
        >>> _bytes(999, "en"), _bytes(1500, "nl"), _bytes(2_340_000, "en")
        ('999 B', '1,5 kB', '2.3 MB')
    """
    amount, unit = float(size), "B"
    for larger in ("kB", "MB", "GB"):
        if amount < 1000:  # noqa: PLR2004 - the step between the units
            break
        amount, unit = amount / 1000, larger
    text = f"{size} B" if unit == "B" else f"{amount:.1f} {unit}"
    return text.replace(".", ",") if language == "nl" else text


def _schema_org(
    settings: CatalogueSettings, dataset: Dataset, distributions: Sequence[Distribution], language: Language
) -> str:
    """The dataset for search engines, in the language of the page, as these take a name and a description to be plain texts.

    `<` is written as an escape, so that no text can end the element it stands in.

    Source: https://schema.org/Dataset
    """
    told = Text(settings.title_nl, settings.title_en)
    about = Text(settings.description_nl, settings.description_en)
    name, other = told[language] or told[_OTHER[language]], told[_OTHER[language]]
    described: dict[str, object] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": settings.dataset_iri,
        "identifier": settings.dataset_iri,
        "name": name,
        "description": about[language] or about[_OTHER[language]],
        "keywords": [*settings.keywords_nl, *settings.keywords_en],
        "creator": {"@type": "Organization", "@id": settings.agent_iri, "name": settings.agent_name},
        "publisher": {"@type": "Organization", "@id": settings.agent_iri, "name": settings.agent_name},
        "isAccessibleForFree": True,
        "isBasedOn": [{"@type": "CreativeWork", "@id": one.iri, "name": one.title} for one in dataset.sources],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": one.file,
                "contentUrl": settings.download_url(one.file),
                "contentSize": str(one.size),
                "sha256": one.sha256,
                **({"encodingFormat": one.media_type} if one.media_type else {}),
            }
            for one in distributions
        ],
    }
    modified = settings.modified or dataset.last
    optional = {
        "license": settings.licence,
        "version": settings.version,
        "spatialCoverage": {"@type": "Place", "@id": settings.spatial} if settings.spatial else "",
        "alternateName": other if other != name else "",
        "url": settings.landing_page or settings.folder_url,
        "dateModified": modified.isoformat() if modified else "",
        "temporalCoverage": f"{dataset.first}/{dataset.last}" if dataset.first else "",
    }
    described |= {key: value for key, value in optional.items() if value}
    return json.dumps(described, ensure_ascii=False, indent=1).replace("<", "\\u003c")
