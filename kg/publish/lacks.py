"""What a publication lacks or has otherwise than its record needs, each told by the name of the setting that mends it."""

from __future__ import annotations

from collections.abc import Container, Iterator

from kg.base.issues import Issue, Severity
from kg.publish.lists import ACCESS_RIGHTS, FREQUENCIES, LANGUAGES, THEMES, is_in_list
from kg.publish.model import CatalogueSettings

_STAGE = "publish"


def unset(settings: CatalogueSettings) -> Iterator[Issue]:
    """What the record needs and nobody set, by the name of its key: a warning where it is not valid without."""
    for key, is_missing, message, remedy in (
        (
            "publisher_name",
            not settings.publisher_name,
            "is not set; the catalogue record says that no publisher was named",
            "Write publisher_name, and publisher_iri (the TOOI IRI of your organisation).",
        ),
        (
            "contact_name",
            not (settings.contact_email or settings.contact_url),
            "is not set; the catalogue record gives nobody to write to",
            "Write contact_name, and contact_email or contact_url.",
        ),
        (
            "url",
            not settings.url,
            "is not set; the addresses of downloads in the catalogue record are made from the base of ids",
            "Write the address at which the published folder will stand.",
        ),
    ):
        if is_missing:
            yield _issue(key, f"catalogue-{key.replace('_', '-')}-unset", message, remedy, Severity.NOTE)
    for key, is_told in (
        ("title_nl", settings.title_nl or settings.title_en),
        ("description_nl", settings.description_nl or settings.description_en),
        ("themes", settings.themes),
        ("licence", settings.licence),
        ("access_rights", settings.access_rights),
    ):
        if not is_told:
            message = "is empty; without it the catalogue record is not valid DCAT-AP-NL"
            code = f"catalogue-{key.replace('_', '-')}-unset"
            yield _issue(key, code, message, "Write it, or leave the key out for its default.", Severity.WARNING)


def unlisted(settings: CatalogueSettings) -> Iterator[Issue]:
    """The values that do not stand in the list of the European Union from which DCAT-AP takes them."""
    for key, values, list_ in (
        ("themes", settings.themes, THEMES),
        ("languages", settings.languages, LANGUAGES),
        ("access_rights", (settings.access_rights,), ACCESS_RIGHTS),
        ("frequency", (settings.frequency,), FREQUENCIES),
    ):
        for value in values:
            if value and not is_in_list(value, list_):
                remedy = f"Choose one of {list_}."
                yield _issue(key, "catalogue-unlisted", f"{value!r} is not in its list", remedy, Severity.WARNING)


def not_made(files: Container[str], *, has_feeds: bool) -> Iterator[Issue]:
    """The picture and the feeds, where there are none."""
    if "graph.html" not in files:
        yield Issue(
            stage=_STAGE,
            code="publish-no-picture",
            place="graph.html",
            message="is not part of the build, so the publication has no picture",
            remedy="Make it with kg picture and publish again.",
        )
    if not has_feeds:
        message = "is not set and no document has a date, so there is no feed of changes: it needs a day"
        remedy = "Write the day of the publication, as in modified = 2026-01-31."
        yield _issue("modified", "publish-no-feeds", message, remedy, Severity.NOTE)


def _issue(key: str, code: str, message: str, remedy: str, severity: Severity) -> Issue:
    return Issue(
        stage=_STAGE,
        code=code,
        severity=severity,
        place=f"kg.toml [catalogue] {key}",
        message=message,
        remedy=remedy,
    )
