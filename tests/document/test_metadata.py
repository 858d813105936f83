"""What the file beside a document says, and what its text makes sure."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.base.issues import Issue, Severity
from kg.document.metadata import merged, metadata_from_json, publisher_from_text
from kg.document.model import Metadata

WEBSITES = {"inspectie-jenv.nl": "https://example.org/ijenv", "rekenkamer.nl": "https://example.org/ark"}


def read(data: bytes) -> tuple[Metadata, tuple[Issue, ...]]:
    return metadata_from_json(data, place="a.pdf.meta.json", document="a.pdf")


def test_all_keys() -> None:
    """Each key is read into its own type; null is as if the key were not there."""
    told = {
        "title": " Werkprogramma\n2024 ",
        "publisher": "Inspectie Justitie en Veiligheid",
        "date": "2023-12-14",
        "url": "https://www.inspectie-jenv.nl/x?y=1",
        "identifier": None,
        "language": "nl-NL",
        "licence": "CC0",
    }
    assert read(json.dumps(told).encode()) == (
        Metadata(
            title="Werkprogramma 2024",
            publisher="Inspectie Justitie en Veiligheid",
            date=dt.date(2023, 12, 14),
            url="https://www.inspectie-jenv.nl/x?y=1",
            language="nl-NL",
            licence="CC0",
        ),
        (),
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"title": "a",\n "date" "b"}', "not JSON at line 2, column 9: Expecting ':' delimiter"),
        (b"", "not JSON at line 1, column 1: Expecting value"),
        (b'["a"]', "expected an object at line 1, column 1, not a list"),
        (b'{"title": "\xe9"}', "not UTF-8: byte 11 fits no character"),
        (b"[" * 100_000, "not JSON that can be read: nested too deep, or a number too long"),
    ],
)
def test_malformed(data: bytes, message: str) -> None:
    """A malformed file is an error that names the place, and nothing of it is used."""
    told, issues = read(data)
    assert told == Metadata()
    assert [(issue.code, issue.message, issue.severity) for issue in issues] == [
        ("meta-malformed", message, Severity.ERROR)
    ]
    assert (issues[0].place, issues[0].document) == ("a.pdf.meta.json", "a.pdf")


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("title", 5, '"title": expected a text, not a number'),
        ("title", "  ", '"title": expected a text, not "  "'),
        ("date", "14-12-2023", '"date": expected a date (2024-12-31), not "14-12-2023"'),
        ("date", 2023, '"date": expected a date (2024-12-31), not a number'),
        ("url", "javascript:alert(1)", '"url": expected a web address (https://…), not "javascript:alert(1)"'),
        ("url", "https://x.nl/<b>", '"url": expected a web address (https://…), not "https://x.nl/<b>"'),
        ("language", "Nederlands!", '"language": expected a language tag ("nl"), not "Nederlands!"'),
        ("licence", True, '"licence": expected a text, not true or false'),
    ],
)
def test_wrong_type(key: str, value: object, message: str) -> None:
    """A value of the wrong type is named and left out; the other keys stand."""
    told, issues = read(json.dumps({key: value, "identifier": "id-1"}).encode())
    assert told == Metadata(identifier="id-1")
    assert [(issue.code, issue.message, issue.severity) for issue in issues] == [
        ("meta-wrong-type", message, Severity.WARNING)
    ]


def test_unknown_key() -> None:
    """A key that nobody knows is noted with the known ones."""
    told, issues = read(b'{"titel": "x", "title": "y"}')
    assert told == Metadata(title="y")
    assert [(issue.code, issue.severity, issue.remedy) for issue in issues] == [
        (
            "meta-unknown-key",
            Severity.NOTE,
            "Known are title, publisher, date, url, identifier, language, licence.",
        )
    ]


@given(
    st.binary(max_size=60)
    | st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists).map(lambda v: json.dumps(v).encode())
)
def test_never_raises(data: bytes) -> None:
    """Whatever stands in the file, the document is read; what is wrong is told."""
    told, issues = read(data)
    assert told == Metadata() or not any(issue.code == "meta-malformed" for issue in issues)


def test_told_wins() -> None:
    """What the file beside says wins; where it is silent the document's own stands."""
    own = Metadata(title="Microsoft Word - x", language="nl", date=dt.date(2020, 1, 1))
    assert merged(own, Metadata(title="Jaarverslag", date=dt.date(2021, 1, 1))) == Metadata(
        title="Jaarverslag", language="nl", date=dt.date(2021, 1, 1)
    )


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("Meer op https://www.inspectie-jenv.nl/publicaties.", "https://example.org/ijenv"),
        ("WWW.Inspectie-JenV.nl\fniets\fniets", "https://example.org/ijenv"),
        ("niets\fniets\fwww.rekenkamer.nl", "https://example.org/ark"),
        ("niets\fColofon\nwww.rekenkamer.nl\fniets", "https://example.org/ark"),
        ("niets\fwww.rekenkamer.nl\fniets", None),
        ("www.rekenkamer.nl\fniets\fwww.inspectie-jenv.nl", None),
        ("mail naar post@rekenkamer.nl", None),
        ("www.nietrekenkamer.nl en rekenkamer.nl.example.com", None),
        ("", None),
    ],
)
def test_publisher(text: str, iri: str | None) -> None:
    """Only one body's web address, on the first or last page or in the colophon, makes the publisher sure."""
    assert publisher_from_text(text, WEBSITES) == iri
