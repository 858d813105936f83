from __future__ import annotations

import hashlib
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, SKOS

from kg.base.errors import KgError
from kg.publish.changes import Event, Item, Log, Why, continued, log_from_text
from kg.publish.feeds import MEMBERS
from kg.publish.model import CatalogueSettings
from kg.publish.publish import Publication, publish

from .sample import BASE, BRIEF, TRIG

SETTINGS = CatalogueSettings(url="https://example.nl/t", modified=date(2026, 1, 31))
LATER = replace(SETTINGS, modified=date(2026, 2, 28))
FIRST, SECOND, THIRD = (f"{BASE}statement/{digit * 32}" for digit in "123")
ATOM = "{http://www.w3.org/2005/Atom}"
LDES = Namespace("https://w3id.org/ldes#")
TREE = Namespace("https://w3id.org/tree#")
AS = Namespace("https://www.w3.org/ns/activitystreams#")
_BRIEF = re.compile(rf"<{BASE}graph/{'b' * 32}> \{{.*?\n\}}\n", re.DOTALL)

SURER = TRIG.replace("kg:confidence 0.9", "kg:confidence 0.7")
DATED = TRIG.replace("kg:confidence 0.9", 'dcterms:valid "2026-01-01/.." ; kg:topic "de keten"@nl ; kg:confidence 0.9')
ASSERTED = TRIG.replace("2" * 32, "3" * 32).replace("kg:modality kg:planned", "kg:modality kg:asserted")
WITHOUT_BRIEF = _BRIEF.sub("", TRIG)
OTHER_VERSION = (
    TRIG.replace("b" * 32, "e" * 32)
    .replace("cd" * 32, "ef" * 32)
    .replace("2" * 32, "3" * 32)
    .replace("monitors", "assists")
)
READ_ANEW = re.sub(rf"    <{SECOND}> .*? \.\n", "", TRIG, flags=re.DOTALL)


def _published(output: Path, trig: str, settings: CatalogueSettings = SETTINGS) -> Publication:
    (output / "graph.trig").write_text(trig, encoding="utf-8")
    return publish(output, output.parent / "site", settings)


def _log(output: Path) -> Log:
    return log_from_text((output.parent / "site/changes.jsonl").read_text(encoding="utf-8"), "x")


def _read(output: Path, name: str) -> str:
    return (output.parent / "site" / name).read_text(encoding="utf-8")


def test_nothing_changed(output: Path) -> None:
    """A second publication of the same graph changes no file, also where the day is another: it is no publication of its own."""
    first = _published(output, TRIG)
    assert (first.number, first.added, first.changed, first.withdrawn) == (1, 2, 0, 0)
    before = {name: _read(output, name) for name in ("changes.jsonl", "changes.html", "changes.atom")}
    again = _published(output, TRIG, LATER)
    assert (again.number, again.added, again.changed, again.withdrawn) == (1, 0, 0, 0)
    assert again.words().endswith("publication 1: no statement changed")
    assert {name: _read(output, name) for name in before} == before


def test_changed_statement(output: Path) -> None:
    """A statement that says the same with another confidence is changed, and what is otherwise now is named."""
    _published(output, TRIG)
    publication = _published(output, SURER, LATER)
    assert (publication.number, publication.added, publication.changed, publication.withdrawn) == (2, 0, 1, 0)
    (change,) = _log(output).publications()[2]
    assert (change.event, change.item.iri, change.what) == (Event.CHANGED, FIRST, ("confidence",))
    assert "nu anders: zekerheid" in _read(output, "changes.html")
    assert "now otherwise: confidence" in _read(output, "changes.en.html")


def test_statement_that_now_tells_when_and_about_what(output: Path) -> None:
    """A time and a topic that came are named as what is otherwise now; a statement without them has no such keys in the log."""
    _published(output, TRIG)
    (told,) = (one.item.content for one in _log(output).publications()[1] if one.item.iri == FIRST)
    assert not {"valid", "topics", "towards"} & told.keys()
    _published(output, DATED, LATER)
    (change,) = _log(output).publications()[2]
    assert (change.item.iri, set(change.what)) == (FIRST, {"valid", "topics"})
    assert change.item.content["valid"] == ["2026-01-01/.."]
    assert "now otherwise: about what, when it holds" in _read(output, "changes.en.html")


def test_replaced_statement(output: Path) -> None:
    """A statement of the same document on the same two, said in another way, takes the place of the old one, whose page leads to it."""
    _published(output, TRIG)
    publication = _published(output, ASSERTED, LATER)
    assert (publication.added, publication.changed, publication.withdrawn) == (0, 1, 0)
    changed, withdrawn = _log(output).publications()[2]
    assert (changed.event, changed.item.iri, changed.what, changed.other) == (
        Event.CHANGED,
        THIRD,
        ("modality",),
        SECOND,
    )
    assert (withdrawn.event, withdrawn.item.iri, withdrawn.why, withdrawn.other) == (
        Event.WITHDRAWN,
        SECOND,
        Why.REPLACED,
        THIRD,
    )
    page = _read(output, f"id/statement/{'2' * 32}.html")
    assert "Ingetrokken bij publicatie 2 (2026-02-28)" in page
    assert (
        f'<a href="../../id/statement/{"3" * 32}.html"><bdi>Inspectie Justitie en Veiligheid · volgt · vreemdelingenketen</bdi></a>'
        in page
    )
    told = Graph().parse(output.parent / f"site/id/statement/{'2' * 32}.ttl")
    assert told.value(URIRef(SECOND), DCTERMS.isReplacedBy) == URIRef(THIRD)
    assert told.value(URIRef(SECOND), PROV.invalidatedAtTime) == Literal("2026-02-28T00:00:00Z", datatype=XSD.dateTime)
    assert (URIRef(SECOND), OWL.deprecated, Literal(lexical_or_value=True)) in told


@pytest.mark.parametrize(
    ("trig", "why", "words"),
    [
        (WITHOUT_BRIEF, Why.DOCUMENT_WITHDRAWN, "The document is no longer among the sources."),
        (OTHER_VERSION, Why.DOCUMENT_CHANGED, "Another version of the document was read, and it does not say so."),
        (READ_ANEW, Why.READ_ANEW, "The same document was read again with other rules, registers or settings"),
    ],
    ids=lambda value: str(value) if isinstance(value, Why) else "",
)
def test_why_a_statement_went(output: Path, trig: str, why: Why, words: str) -> None:
    """A statement that went keeps a page that says when and why: its document went, has another version, or is read in another way."""
    _published(output, TRIG)
    _published(output, trig, LATER)
    change = _log(output).withdrawn()[SECOND]
    assert (change.why, change.day) == (why, date(2026, 2, 28))
    page = _read(output, f"id/statement/{'2' * 32}.en.html")
    assert words in page
    assert "Inspectie Justitie en Veiligheid · monitors · vreemdelingenketen" in page
    assert '<span class="mark">planned</span>' in page
    told = Graph().parse(output.parent / f"site/id/statement/{'2' * 32}.ttl")
    assert any(str(note).startswith(words) for note in told.objects(URIRef(SECOND), SKOS.changeNote))


def test_document_that_went(output: Path) -> None:
    """A document that is no longer a source keeps its page, too; one with another version leads to that."""
    _published(output, TRIG)
    _published(output, WITHOUT_BRIEF, LATER)
    assert _log(output).withdrawn()[BRIEF].why is Why.DOCUMENT_WITHDRAWN
    assert "no longer among the sources" in _read(output, f"id/document/{'b' * 32}.en.html")
    _published(output, TRIG, LATER)
    _published(output, OTHER_VERSION, LATER)
    assert _log(output).withdrawn()[BRIEF].other == f"{BASE}document/{'e' * 32}"


def test_what_returns_has_its_page_again(output: Path) -> None:
    """A statement that comes back is added anew; its page tells what it says and no longer that it was withdrawn."""
    _published(output, TRIG)
    page = _read(output, f"id/statement/{'2' * 32}.html")
    _published(output, WITHOUT_BRIEF, LATER)
    assert _read(output, f"id/statement/{'2' * 32}.html") != page
    publication = _published(output, TRIG, LATER)
    assert (publication.number, publication.added) == (3, 1)
    assert _read(output, f"id/statement/{'2' * 32}.html") == page
    assert _log(output).withdrawn() == {}
    assert _log(output).publications()[1] == tuple(c for c in _log(output).changes if c.publication == 1)


def test_days_never_go_back(output: Path) -> None:
    """A publication with an earlier day than the one before gets the day of that one: who follows a feed looks at the end of it."""
    _published(output, TRIG, LATER)
    _published(output, WITHOUT_BRIEF, SETTINGS)
    assert {change.day for change in _log(output).changes} == {date(2026, 2, 28)}


def test_damaged_log(output: Path) -> None:
    """A list of changes that somebody changed stops the publication; one that was taken away begins anew."""
    _published(output, TRIG)
    path = output.parent / "site/changes.jsonl"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole + "{}\n", encoding="utf-8")
    with pytest.raises(KgError, match=r"changes\.jsonl: was changed since it was published\. Restore it, or remove it"):
        _published(output, SURER)
    path.unlink()
    assert _published(output, SURER).number == 1
    for text in ("x", "[]", '{"publication": 1}', '{"publication": 1, "event": "gone", "iri": "a", "label": "b"}'):
        with pytest.raises(KgError, match="x: not a list of changes"):
            log_from_text(text, "x")


def test_atom(output: Path) -> None:
    """The feed has what RFC 4287 asks for; an entry a statement, newest first, each with an id of its own and a link to its page."""
    _published(output, TRIG)
    _published(output, SURER.replace('"vreemdelingenketen"', '"a < b &amp; c"'), LATER)
    for name, words in (("changes.atom", "gewijzigd: "), ("changes.en.atom", "changed: ")):
        link = f'<link rel="alternate" type="application/atom+xml" href="{name}">'
        assert all(
            link in _read(output, name.replace("atom", "html").replace("changes", one)) for one in ("index", "changes")
        )
        feed = ET.fromstring(_read(output, name))
        assert feed.tag == f"{ATOM}feed"
        assert feed.findtext(f"{ATOM}updated") == "2026-02-28T00:00:00Z"
        assert feed.findtext(f"{ATOM}author/{ATOM}name")
        entries = feed.findall(f"{ATOM}entry")
        ids = [entry.findtext(f"{ATOM}id") for entry in (feed, *entries)]
        assert len(set(ids)) == len(ids)
        assert all(entry.findtext(f"{ATOM}title") and entry.findtext(f"{ATOM}updated") for entry in entries)
        first = next(entry for entry in entries if words in (entry.findtext(f"{ATOM}title") or ""))
        assert (first.findtext(f"{ATOM}title") or "").endswith("a < b &amp; c")
        page = first.find(f"{ATOM}link")
        assert page is not None
        assert (output.parent / "site" / page.attrib["href"]).is_file()
        assert entries[-1].findtext(f"{ATOM}title") in {
            "Eerste publicatie: 2 uitspraken",
            "First publication: 2 statements",
        }


def test_stream_replayed(output: Path) -> None:
    """Who follows the stream from its beginning, member by member, holds what the last publication says, and no more."""
    for trig, settings in ((TRIG, SETTINGS), (SURER, LATER), (ASSERTED, LATER), (WITHOUT_BRIEF, LATER), (TRIG, LATER)):
        _published(output, trig, settings)
    site = output.parent / "site"
    stream = Graph().parse(site / "changes/stream.ttl")
    (it,) = stream.subjects(RDF.type, LDES.EventStream)
    assert stream.value(it, LDES.timestampPath) == AS.published
    assert stream.value(it, LDES.versionOfPath) == AS.object
    nodes = [str(node) for node in stream.objects(None, TREE.node)]
    assert [str(node) for node in stream.objects(it, TREE.view)] == ["https://example.nl/t/changes/stream.ttl"]
    members = Graph()
    for node in nodes:
        members.parse(site / node.removeprefix("https://example.nl/t/"))
    held: dict[str, tuple[str, str]] = {}
    last = ("", "")
    for member in sorted(members.objects(it, TREE.member), key=lambda one: str(members.value(one, DCTERMS.identifier))):
        moment = (str(members.value(member, AS.published)), str(members.value(member, DCTERMS.identifier)))
        assert moment > last
        last = moment
        (kind,) = members.objects(member, RDF.type)
        statement = str(members.value(member, AS.object))
        if kind == AS.Delete:
            held.pop(statement)
        else:
            assert (kind == AS.Create) == (statement not in held) or members.value(member, PROV.wasRevisionOf)
            confidence = members.value(member, URIRef("https://w3id.org/toezichtgraaf/def#confidence"))
            held[statement] = (str(members.value(member, RDF.predicate)).rpartition("#")[2], str(confidence))
    assert held == {FIRST: ("supervises", "0.9"), SECOND: ("monitors", "0.8")}


def test_pages_of_the_stream_never_change(output: Path) -> None:
    """A page of the stream, once published, stays as it is."""
    _published(output, TRIG)
    first = _read(output, "changes/1-1.ttl")
    _published(output, WITHOUT_BRIEF, LATER)
    assert _read(output, "changes/1-1.ttl") == first
    assert "Delete" in _read(output, "changes/2-1.ttl")


def test_long_publications_have_more_pages(output: Path) -> None:
    """A publication with more changes than a page of the stream holds has more pages, and each change stands in one."""
    statement = re.search(rf"    <{FIRST}> .*? \.\n", TRIG, re.DOTALL)
    assert statement
    many = "".join(statement[0].replace("1" * 32, f"{number:032x}") for number in range(MEMBERS + 5))
    _published(output, TRIG.replace(statement[0], many))
    assert _read(output, "changes/1-1.ttl").count("#Create>") == MEMBERS
    assert _read(output, "changes/1-2.ttl").count("#Create>") == 6


def test_without_a_day_there_is_no_feed(output: Path) -> None:
    """Atom and LDES ask for a time: where nobody tells a day there are none, and the setting is asked for by its name."""
    publication = _published(output, TRIG.replace("dcterms:issued", "dcterms:subject"), CatalogueSettings())
    assert "kg.toml [catalogue] modified" in {issue.place for issue in publication.issues}
    assert not (output.parent / "site/changes.atom").exists()
    assert "zonder dag" in _read(output, "changes.html")


def test_terms_that_are_no_longer_there(output: Path) -> None:
    """A relation that the ontology of now does not have is told by its short name: old changes stay readable."""
    _published(output, TRIG)
    _published(output, WITHOUT_BRIEF, LATER)
    log = output.parent / "site/changes.jsonl"
    old = log.read_text(encoding="utf-8").replace("def#monitors", "def#gone")
    manifest = output.parent / "site/publication.json"
    told = json.loads(manifest.read_text())
    log.write_text(old, encoding="utf-8")
    told["files"]["changes.jsonl"] = hashlib.sha256(old.encode()).hexdigest()
    manifest.write_text(json.dumps(told))
    _published(output, WITHOUT_BRIEF, LATER)
    assert "· kg:gone ·" in _read(output, f"id/statement/{'2' * 32}.html")


items = st.builds(
    lambda number, subject, confidence: Item(
        iri=f"https://a.nl/statement/{number}",
        kind="Statement",
        label=str(number),
        content={
            "file": "a.txt",
            "document": "https://a.nl/document/1",
            "subject": subject,
            "predicate": "p",
            "object": "o",
            "confidence": confidence,
        },
        labels={"subject": subject, "object": "o"},
    ),
    st.integers(0, 9),
    st.sampled_from("ab"),
    st.sampled_from(["0.5", "0.6"]),
)
states = st.lists(st.lists(items, unique_by=lambda item: item.iri, max_size=6), min_size=1, max_size=5)


@given(states)
def test_log_always_leads_to_what_is_published(given_: list[list[Item]]) -> None:
    """Whatever came and went, the log read back leads to the last state; nothing is withdrawn that is published."""
    log = Log()
    seen: set[str] = set()
    for state in given_:
        log = continued(log, state, None)
        log = log_from_text(log.text(), "x")
        seen |= {item.iri for item in state}
        assert log.published() == {item.iri: item for item in state}
        assert set(log.withdrawn()) == seen - {item.iri for item in state}
        assert continued(log, reversed(state), None) == log
