from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.base.ids import digest
from kg.base.terms import Kind, Modality, Predicate
from kg.document.model import Metadata
from kg.facts.model import DocumentFacts, Entity
from kg.graph.from_facts import triples_from_facts
from kg.graph.iri import document_graph_iri, run_iri
from kg.graph.labels import Labels
from kg.graph.store import load_store, open_store
from kg.graph.write import ntriples
from kg.publish.layout import Frame, policy
from kg.publish.thing_page import thing_page
from kg.publish.things import SHOWN, thing_of, triples_of
from tests.query.conftest import BASE, INSPECTION, POLICE, document_of, fact

EVIL = "<img src=x onerror=alert(1)>\"'</style><script>alert(2)</script>{{ 7 * 7 }}"
HOSTILE = Entity(iri=f"{BASE}group/kwaad", kind=Kind.ACTOR_GROUP, label=EVIL, proper_names=(f"ook {EVIL}",))
FRAME = Frame(
    language="nl", title=EVIL, home="../index.html", other="x.en.html", alternates=(("text/turtle", "x.ttl"),)
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """One document with hostile words, and with more statements than a page shows."""
    words = [f"De Inspectie houdt toezicht op {EVIL}.", *(f"Zin {number}." for number in range(SHOWN + 5))]
    metadata = Metadata(
        title=EVIL, publisher="</title>", url="https://example.org/a.pdf?x=<script>", licence="javascript:alert(1)"
    )
    document = document_of(f"{EVIL.replace('/', '')}.pdf", ("\n".join(words),), paged=True, metadata=metadata)
    many = [
        Entity(iri=f"{BASE}domain/d{number}", kind=Kind.DOMAIN, label=f"domein {number}") for number in range(SHOWN + 5)
    ]
    facts = (
        fact(document, INSPECTION, Predicate.SUPERVISES, HOSTILE, words[0], modality=Modality.POSSIBLE),
        *(
            fact(document, POLICE, Predicate.MONITORS, domain, text)
            for domain, text in zip(many, words[1:], strict=True)
        ),
    )
    found = DocumentFacts(document=document.id, mentions=(), facts=facts, statuses=(), coverage=())
    triples = triples_from_facts(document, found, base=BASE, run=run_iri(BASE, digest("run")))
    folder: Path = tmp_path_factory.mktemp("pages") / "store"
    load_store(folder, [(str(document_graph_iri(BASE, document.id)), ntriples(triples))])
    return open_store(folder)


def page_of(store: ox.Store, iri: str, start: int = 0) -> str:
    thing = thing_of(store, iri, start=start)
    assert thing
    labels = Labels(store, "nl")
    return thing_page(thing, FRAME, labels, lambda one: f"to?{digest(one)[:6]}", lambda number: f"at-{number}")


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("which", ["entity", "supervisor", "statement", "document"])
def test_words_of_documents_stay_words(which: str, store: ox.Store) -> None:
    """What comes from documents never becomes markup, script, address of a script or template, on any kind of page."""
    document = next(quad.subject.value for quad in store if quad.predicate.value.endswith("def#file"))
    statement = next(
        quad.subject.value
        for quad in store
        if quad.predicate.value.endswith("#object") and str(quad.object) == f"<{HOSTILE.iri}>"
    )
    iris = {"entity": HOSTILE.iri, "supervisor": INSPECTION.iri, "statement": statement, "document": document}
    text = page_of(store, iris[which])
    tags = Tags()
    tags.feed(text)
    kinds = {tag for tag, _ in tags.found}
    assert not kinds & {"script", "img", "iframe", "object", "svg"}
    assert not [attrs for _, attrs in tags.found if any(name.startswith("on") for name in attrs)]
    links = [attrs.get("href") or "" for tag, attrs in tags.found if tag == "a"]
    assert not [link for link in links if re.match(r"\s*(javascript|data|vbscript):", link, re.IGNORECASE)]
    assert "&lt;img src=x onerror=alert(1)&gt;" in text
    assert "{{ 7 * 7 }}" in text


def test_page_needs_nothing_from_elsewhere(store: ox.Store) -> None:
    """The policy in the page allows its own style and nothing else, and the style is the one it names."""
    text = page_of(store, POLICE.iri)
    assert "default-src &#39;none&#39;; style-src &#39;sha256-" in text
    assert policy(forms=False).endswith("form-action 'none'")
    assert text.count("<style>") == 1


def test_long_pages_are_parted(store: ox.Store) -> None:
    """A page shows a hundred statements, says which of how many, and leads to those before and after."""
    first, second = page_of(store, POLICE.iri), page_of(store, POLICE.iri, SHOWN)
    assert first.count("<blockquote>") == SHOWN
    assert second.count("<blockquote>") == 5
    assert "1–100 van 105 uitspraken" in first
    assert 'href="at-100" rel="next"' in first
    assert 'href="at-0" rel="prev"' in second


def test_things_that_are_not_there(store: ox.Store) -> None:
    """A thing that the graph does not know has no page and no triples."""
    assert thing_of(store, f"{BASE}domain/niets") is None
    assert triples_of(store, f"{BASE}domain/niets") == ()


def test_triples_are_always_the_same(store: ox.Store) -> None:
    """The triples of a thing are sorted, each once, with the words of its statements."""
    triples = triples_of(store, HOSTILE.iri)
    assert list(triples) == sorted(set(triples), key=str)
    assert any(triple.predicate.value == "http://www.w3.org/ns/oa#exact" for triple in triples)


def test_statement_ids_are_those_of_the_graph(store: ox.Store) -> None:
    """A statement's page is found by the IRI that its id makes."""
    (quad,) = store.quads_for_pattern(
        None,
        ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#object"),
        ox.NamedNode(HOSTILE.iri),
        ox.DefaultGraph(),
    )
    thing = thing_of(store, quad.subject.value)  # type: ignore[union-attr]
    assert thing
    assert thing.said
    assert (thing.said.subject, thing.said.object) == (INSPECTION.iri, HOSTILE.iri)
    assert thing.label == f"{INSPECTION.label} · houdt toezicht op · {EVIL}"
    assert f"uitspraak</a> {thing.iri.rpartition('/')[2][:8]}</p>" in page_of(store, thing.iri)


@pytest.mark.parametrize(
    ("prefix", "suffix", "shown"),
    [
        ("ikel 35 van de ", ", om de impact van een dat", ("…", " 35 van de ", ", om de impact van een ", "…")),
        (" op grond van ", ".", ("…", " op grond van ", ".", "…")),
        ("(", "", ("…", "(", "", "…")),
    ],
)
def test_words_around_a_quote_are_whole(
    store: ox.Store, prefix: str, suffix: str, shown: tuple[str, str, str, str]
) -> None:
    """What stands before and behind a quote begins and ends with a whole word, though the graph keeps so many characters."""
    thing = thing_of(store, POLICE.iri)
    assert thing
    said = thing.groups[0].said[0]
    words = replace(said.words[0], prefix=prefix, suffix=suffix)
    groups = (replace(thing.groups[0], said=(replace(said, words=(words,)),)),)
    told = thing_page(replace(thing, groups=groups), FRAME, Labels(store, "nl"), lambda _: "x")
    assert "{}{}<mark>{exact}</mark>{}{}".format(*shown, exact=words.exact) in told
