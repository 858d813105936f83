"""Exploring in a browser: filters, expanding, paths, addresses and what can be saved. What is seen is read from what is saved."""

from __future__ import annotations

import base64
import csv
import io
import itertools
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from lxml import etree

from kg.picture import picture_from_store

from .browser import Browser, browser_in
from .conftest import BASE, KG, RDF, Thing, Told, store_of
from .test_groups import MINISTRY, ministries
from .test_page import hostile_store

CHAIN = ("a", "b", "c", "d", "e")
HEADING = "document.querySelector('#panel h2').innerText"
KEEP_SAVED = """window.saved = []; URL.createObjectURL = (blob) => { window.saved.push(blob); return 'blob:kept'; };
HTMLAnchorElement.prototype.click = function () {}; 0"""
SAVED = """(async () => { window.saved.length = 0; document.querySelector('[data-save=%s]').click();
while (!window.saved.length) await new Promise((done) => setTimeout(done, 10));
const bytes = new Uint8Array(await window.saved[0].arrayBuffer());
let text = ''; for (const byte of bytes) text += String.fromCharCode(byte); return btoa(text); })()"""


READY = """new Promise((done) => {
const wait = () => (document.documentElement?.dataset.ready ? done() : setTimeout(wait, 20)); wait(); })"""
STATEMENTS = f"""
PREFIX kg: <{KG}> PREFIX rdf: <{RDF}> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?i ?s ?p ?o ?m ?r ?c ?d ?x ?b WHERE {{
  ?i a kg:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:modality ?m ; kg:rule ?r ; kg:confidence ?c ;
    prov:wasDerivedFrom ?d ; kg:evidence/oa:hasSelector/oa:exact ?x . OPTIONAL {{ ?i kg:legalBasis ?b }} }}"""
LABELS = """SELECT DISTINCT ?label WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label ; a ?kind .
FILTER (STRSTARTS(STR(?kind), 'https://w3id.org')) }"""
FOCUSED = """(() => { const own = document.activeElement; const { outlineStyle, outlineWidth } = getComputedStyle(own);
return [own.id || own.dataset.filter || own.dataset.language || own.tagName, outlineStyle !== 'none' && outlineWidth !== '0px'];
})()"""


def answers(store: ox.Store, query: str) -> list[str]:
    """The rows of a query, sorted, as text."""
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return sorted(str(list(row)) for row in found)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser_in(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


def chain() -> ox.Store:
    """a informs b informs c informs d informs e; b and c also supervise each other's work in three ways; e is an act in preparation."""
    things = [Thing(id=name, kind="Organisation", label=f"Dienst {name}", names=(f"D{name}",)) for name in CHAIN[:-1]]
    things.append(Thing(id="e", kind="Act", label="Wet e", status="inPreparation"))
    told = [Told(subject=one, predicate="informs", object=other) for one, other in itertools.pairwise(CHAIN)]
    told += [
        Told(subject="b", predicate="supervises", object="c", modality="planned", quote='Zij zei "ja; nee"', page=4),
        Told(subject="c", predicate="advises", object="b", modality="negated"),
    ]
    return store_of(things, told)


def opened(browser: Browser, folder: Path, store: ox.Store, *, dark: bool = False) -> Path:
    page = folder / "graph.html"
    page.write_text(picture_from_store(store, base=BASE), encoding="utf-8")
    browser.open(page, dark=dark)
    browser.run(KEEP_SAVED)
    return page


def saved(browser: Browser, form: str) -> bytes:
    return base64.b64decode(browser.run(SAVED % form))


def seen(browser: Browser) -> set[tuple[str, str, str]]:
    """The relations that are seen, with short names."""
    rows = csv.DictReader(io.StringIO(saved(browser, "csv").decode("utf-8-sig")))
    names = [
        [row[name].removeprefix("Dienst ") for name in ("Wie of wat", "Verband", "Met wie of wat")] for row in rows
    ]
    return {(subject, predicate, object_) for subject, predicate, object_ in names}


def choose(browser: Browser, name: str) -> None:
    browser.run("document.getElementById('wanted').focus(); document.getElementById('wanted').value = ''")
    browser.send("Input.insertText", text=name)
    browser.press("Enter")


INFORMS = [("a", "informeert", "b"), ("b", "informeert", "c"), ("c", "informeert", "d"), ("d", "informeert", "Wet e")]
OTHERS = {("b", "houdt toezicht op", "c"), ("c", "adviseert", "b")}
STATUS = ("Wet e", "Status", "in voorbereiding")


def test_a_neighbour_expands_and_back_folds_it(browser: Browser, tmp_path: Path) -> None:
    """A thing shows its own relations; + adds those of a neighbour; one step further adds all; back undoes each."""
    opened(browser, tmp_path, chain())
    assert seen(browser) == {*INFORMS, *OTHERS, STATUS}
    choose(browser, "Da")
    assert seen(browser) == {INFORMS[0]}
    browser.run("document.querySelector('#panel .expand').click()")
    assert browser.run(HEADING) == "Dienst b"
    assert seen(browser) == {*INFORMS[:2], *OTHERS}
    browser.run("document.getElementById('further').click()")
    assert seen(browser) == {*INFORMS[:3], *OTHERS}
    for expected in ({*INFORMS[:2], *OTHERS}, {INFORMS[0]}, {*INFORMS, *OTHERS, STATUS}):
        browser.run(
            "new Promise((done) => { addEventListener('popstate', () => setTimeout(done), { once: true }); history.back(); })"
        )
        assert seen(browser) == expected
    assert browser.errors == []


def test_a_double_click_expands_what_was_chosen_before(browser: Browser, tmp_path: Path) -> None:
    """The first click of two does not lose what was bright."""
    opened(browser, tmp_path, chain())
    choose(browser, "Da")
    name = next(text for text in etree.fromstring(saved(browser, "svg")).iter("{*}text") if text.text == "Dienst b")
    place = "(({ left, top }) => [left, top])(document.getElementById('network').getBoundingClientRect())"
    left, top = browser.run(place)
    x, y = left + float(name.get("x")), top + float(name.get("y")) - 30  # the sign stands above its name
    for count in (1, 2):
        for kind in ("mousePressed", "mouseReleased"):
            browser.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=count)
    browser.run("new Promise((done) => setTimeout(done, 400))")
    assert browser.run(HEADING) == "Dienst b"
    assert seen(browser) == {*INFORMS[:2], *OTHERS}


def test_filters_hide_and_the_address_brings_them_back(browser: Browser, tmp_path: Path) -> None:
    """Relation, certainty and type filter what is seen and the table; the address opened anew shows the same."""
    page = opened(browser, tmp_path, chain())
    browser.run("document.querySelector('[data-filter=modality][data-value=negated]').click()")
    browser.run("document.querySelector('[data-filter=predicate][data-value=supervises]').click()")
    assert seen(browser) == {*INFORMS, STATUS}
    browser.run("document.querySelector('[data-filter=kind][data-value=Act]').click()")
    assert seen(browser) == set(INFORMS[:3])
    browser.run("document.getElementById('table').open = true")
    browser.settle()
    assert (
        browser.run("document.querySelectorAll('#table-host tbody tr').length") == 5
    )  # the table keeps what types hide
    address = browser.run("location.href")
    assert "kind=-Act" in address
    assert "modality=-negated" in address
    browser.send("Page.navigate", url="about:blank")
    browser.send("Page.navigate", url=address)
    browser.run(READY)
    browser.run(KEEP_SAVED)
    assert seen(browser) == set(INFORMS[:3])
    assert browser.run("document.querySelector('[data-filter=kind][data-value=Act]').checked") is False
    browser.run("document.getElementById('clear').click()")
    assert seen(browser) == {*INFORMS, *OTHERS, STATUS}
    assert browser.run("location.hash") == ""
    assert browser.run("location.pathname").endswith(page.name)
    assert browser.errors == []


def test_documents_and_years_filter(browser: Browser, small: ox.Store, tmp_path: Path) -> None:
    """Of two documents and the year of one; what only a hidden document tells is gone, with the statuses it tells."""
    opened(browser, tmp_path, small)
    inspectie, zorg = "Inspectie Justitie en Veiligheid", "forensische zorg"
    assert len(saved(browser, "csv").decode().splitlines()) == 4
    assert browser.run("[...document.querySelectorAll('[data-filter=year]')].map(({ dataset }) => dataset.value)") == [
        "2024",
        "unknown",
    ]
    browser.run("document.querySelector('[data-filter=year][data-value=\"2024\"]').click()")
    assert seen(browser) == {(inspectie, "houdt toezicht op", zorg)}
    assert "gepland" in saved(browser, "csv").decode()
    assert browser.run("document.querySelector('#notice span').innerText").startswith("Overzicht: 2 van 3")
    browser.run("document.querySelector('[data-all=\"document-false\"]').click()")
    assert seen(browser) == set()
    assert browser.run("document.querySelector('#notice span').innerText") == "De filters verbergen alles."
    browser.run("document.querySelector('#notice button').click()")
    assert len(saved(browser, "csv").decode().splitlines()) == 4


def test_a_ministry_is_a_patch_and_a_filter(browser: Browser, tmp_path: Path) -> None:
    """A patch for each group, a name in the legend; without the ministry what stands with it is gone, also as a neighbour."""
    opened(browser, tmp_path, ministries())
    patches = "//*[local-name()='path'][@stroke-linecap='round']"
    assert len(etree.fromstring(saved(browser, "svg")).xpath(patches)) == 2
    names = "[...document.querySelectorAll('[data-filter=group]')].map((box) => box.parentElement.innerText.split('\\n')[0])"
    assert browser.run(names) == ["Ministerie van Water", "Terrein f", "Geen van deze"]
    browser.run(f"document.querySelector('[data-filter=group][data-value=\"{MINISTRY}\"]').click()")
    assert len(etree.fromstring(saved(browser, "svg")).xpath(patches)) == 1
    assert seen(browser) == {(name, "houdt toezicht op", "terrein f") for name in "gh"}
    assert "group=-" in browser.run("location.hash")
    choose(browser, "Dienst c")
    assert seen(browser) == set()
    assert browser.errors == []


def test_quotes_are_shown_without_halves_of_words(browser: Browser, small: ox.Store, tmp_path: Path) -> None:
    """What stands around a quote was cut at so many characters; its first and last word may be halves."""
    opened(browser, tmp_path, small)
    choose(browser, "IJenV")
    browser.run("document.querySelector('#panel .facts button').click()")
    around = "[...document.querySelectorAll('#panel blockquote.quote .around')].map((part) => part.textContent)"
    assert browser.run(around) == ["…", " en …"]


def test_a_path_between_two(browser: Browser, tmp_path: Path) -> None:
    """The panel of a thing finds the way to another; without the relations in between there is none."""
    opened(browser, tmp_path, chain())
    choose(browser, "Da")
    browser.run("document.getElementById('path-to').focus()")
    browser.send("Input.insertText", text="dienst d")
    browser.press("Enter")
    assert browser.run(HEADING) == "Pad: Dienst a – Dienst d"
    assert browser.run("document.querySelector('#panel .badge').innerText") == "3 stappen"
    rows = browser.run(
        "[...document.querySelectorAll('#panel .facts')[0].querySelectorAll('button')].map((row) => row.innerText)"
    )
    assert rows == [
        "Dienst a informeert Dienst b · vastgesteld",
        "Dienst b – Dienst c · 3 verbanden",
        "Dienst c informeert Dienst d · vastgesteld",
    ]
    assert seen(browser) == {*INFORMS[:3], *OTHERS}
    browser.run("document.querySelector('[data-filter=predicate][data-value=informs]').click()")
    assert browser.run("document.querySelector('#panel .badge').innerText").startswith("Geen pad gevonden")
    assert browser.errors == []


def test_many_relations_between_two_are_one_line_that_opens(browser: Browser, tmp_path: Path) -> None:
    """Three lines between b and c are drawn as one with their count; the address of the pair shows all three."""
    opened(browser, tmp_path, chain())
    texts = "//*[local-name()='text']/text()"
    drawn = etree.fromstring(saved(browser, "svg")).xpath(texts)
    assert "3 verbanden" in drawn
    assert "houdt toezicht op (gepland)" not in drawn
    browser.run(
        f"location.hash = 'pair=' + encodeURIComponent('{BASE}thing/b {BASE}thing/c'); new Promise((done) => setTimeout(done, 50))"
    )
    assert browser.run(HEADING) == "Dienst b – Dienst c"
    assert browser.run("document.querySelectorAll('#panel .facts')[0].children.length") == 3
    drawn = etree.fromstring(saved(browser, "svg")).xpath(texts)
    assert {"informeert", "houdt toezicht op (gepland)", "✕ niet: adviseert"} <= set(drawn)
    assert "3 verbanden" not in drawn


def test_what_is_saved_says_what_the_graph_says(browser: Browser, small: ox.Store, tmp_path: Path) -> None:
    """Turtle holds the statements of the store, plain triples only beside what is told as fact; PNG and SVG are pictures."""
    opened(browser, tmp_path, small)
    turtle = ox.Store()
    turtle.load(saved(browser, "ttl"), format=ox.RdfFormat.TURTLE)
    assert answers(turtle, STATEMENTS) == answers(small, STATEMENTS)
    assert len(answers(turtle, STATEMENTS)) == 3
    plain = list(turtle.quads_for_pattern(None, ox.NamedNode(f"{KG}supervises"), None))
    assert len(plain) == 1
    assert saved(browser, "png").startswith(b"\x89PNG\r\n")
    width, height = browser.run(
        "[document.getElementById('network').clientWidth, document.getElementById('network').clientHeight]"
    )
    svg = etree.fromstring(saved(browser, "svg"))
    assert (svg.get("width"), svg.get("height")) == (str(width), str(height))
    assert "Veiligheid" in "".join(svg.itertext())
    assert browser.errors == []


def test_hostile_texts_stay_texts_in_what_is_saved(browser: Browser, tmp_path: Path) -> None:
    """SVG is well-formed and without script, Turtle parses and keeps the labels, no cell of the CSV is a formula."""
    store = hostile_store()
    opened(browser, tmp_path, store)
    svg = etree.fromstring(saved(browser, "svg"))
    assert {etree.QName(part).localname for part in svg.iter()} <= {"svg", "title", "rect", "path", "text"}
    turtle = ox.Store()
    turtle.load(saved(browser, "ttl"), format=ox.RdfFormat.TURTLE)
    assert answers(turtle, LABELS) == answers(store, LABELS)
    assert len(answers(turtle, LABELS)) > 70
    rows = list(csv.reader(io.StringIO(saved(browser, "csv").decode("utf-8-sig"), newline="")))
    assert len(rows) > 70
    assert {len(row) for row in rows} == {14}
    assert not [cell for row in rows for cell in row if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]
    assert browser.run("window.pwned === undefined")


def test_a_big_graph_starts_with_an_overview(browser: Browser, tmp_path: Path) -> None:
    """Of more than 300 things the supervisors, ministries and fields; a neighbour of another type comes along; all on request."""
    things = [Thing(id=f"s{n}", kind="Supervisor", label=f"Toezichthouder {n}") for n in range(15)]
    things += [Thing(id=f"o{n}", kind="Organisation", label=f"Instelling {n}") for n in range(300)]
    told = [Told(subject=f"s{n % 15}", predicate="supervises", object=f"o{n}") for n in range(300)]
    opened(browser, tmp_path, store_of(things, told))
    notice = "document.querySelector('#notice span').innerText"
    assert browser.run(notice).startswith("Overzicht: 15 van 315 getoond")
    assert seen(browser) == set()
    choose(browser, "Toezichthouder 3")
    assert len(seen(browser)) == 20
    assert browser.run(notice).startswith("Overzicht: 35 van 315 getoond")
    browser.press("Escape")
    browser.run("document.querySelector('#notice button').click()")
    assert browser.run("document.getElementById('notice').hidden")
    assert len(seen(browser)) == 300
    assert browser.errors == []


def test_the_keyboard_goes_everywhere(browser: Browser, tmp_path: Path) -> None:
    """Tab reaches every control with a visible outline; the skip link, Enter on the network and e do what they say."""
    opened(browser, tmp_path, chain())
    browser.run("document.activeElement.blur()")
    reached = []
    for _ in range(60):
        browser.press("Tab")
        where = browser.run(FOCUSED)
        if where[0] == "BODY":
            break
        reached.append(where)
    names = [name for name, _ in reached]
    assert names[:4] == ["skip", "wanted", "nl", "en"]
    assert {"kind", "modality", "network", "SUMMARY"} <= set(names)
    assert [name for name, has_outline in reached if not has_outline] == []
    browser.run("document.getElementById('network').focus()")
    browser.press("ArrowRight")
    browser.press("Enter")
    assert browser.run("document.activeElement.id") == "panel"
    browser.run("document.querySelector('#panel .facts button').focus()")
    browser.press("Enter")
    browser.run("document.activeElement.click()")  # headless Chromium presses no buttons
    assert browser.run("document.activeElement.id") == "panel"
    browser.press("Escape")
    assert browser.run("location.hash") == ""


def test_it_prints(browser: Browser, tmp_path: Path) -> None:
    """Also from the dark: while it prints the picture is light; afterwards it is as it was."""
    opened(browser, tmp_path, chain(), dark=True)
    paper = "getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()"
    look = f"[{paper}, document.querySelector('canvas').toDataURL()]"
    before = browser.run(look)
    browser.run(f"window.printed = null; addEventListener('beforeprint', () => {{ window.printed = {look}; }}); 0")
    assert base64.b64decode(browser.send("Page.printToPDF", printBackground=True)["data"]).startswith(b"%PDF")
    printed = browser.run("window.printed")
    assert (before[0], printed[0]) == ("#161d25", "#ffffff")
    assert printed[1] != before[1]
    assert browser.run(look) == before
    assert browser.errors == []
