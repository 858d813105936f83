from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.picture import picture_from_store

from .browser import Browser, browser_in
from .conftest import BASE, Thing, Told, store_of
from .test_page import hostile_store

NAME = "Inspectie Justitie en Veiligheid"
INK = """(() => { const { data } = document.querySelector('canvas').getContext('2d').getImageData(0, 0, 800, 600);
  const seen = new Set();
  for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 200) seen.add(data.slice(at, at + 3).join());
  return seen.size; })()"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser_in(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


def write(folder: Path, store: ox.Store, language: str = "nl") -> Path:
    page = folder / "graph.html"
    page.write_text(picture_from_store(store, base=BASE, language=language), encoding="utf-8")
    return page


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("width", "height"), [(1400, 900), (390, 844)])
def test_the_page_opens_from_disk_and_asks_for_nothing(
    browser: Browser, small: ox.Store, tmp_path: Path, width: int, height: int, *, dark: bool
) -> None:
    """No request but the file itself, no error, something drawn, no scrolling sideways."""
    page = write(tmp_path, small)
    browser.open(page, width=width, height=height, dark=dark)
    browser.settle()
    assert browser.errors == []
    assert set(browser.requests) <= {page.as_uri(), "data:,"}
    assert browser.run(INK) > 10
    assert browser.run("document.documentElement.scrollWidth <= innerWidth")


def test_searching_choosing_and_reading_the_evidence(browser: Browser, small: ox.Store, tmp_path: Path) -> None:
    """Typing part of another name, Enter, then a relation: its words, page, rule and link; back and Escape undo."""
    browser.open(write(tmp_path, small))
    browser.run("document.getElementById('wanted').focus()")
    browser.send("Input.insertText", text="ijEn")
    assert browser.run("document.getElementById('wanted-found').innerText") == f"{NAME}\nook: IJenV"
    browser.press("Enter")
    panel = "document.getElementById('panel').innerText"
    assert browser.run("document.querySelector('#panel h2').innerText") == NAME
    browser.run("document.querySelector('#panel .facts button').click()")
    said = browser.run(panel)
    for part in (
        "Zij houdt toezicht op de forensische zorg",
        "Jaarplan 2024, blz. 3",
        "supervises#houdt-toezicht-op",
        "0,9",
    ):
        assert part in said
    link = browser.run("(({ href, rel }) => ({ href, rel }))(document.querySelector('#panel figcaption a'))")
    assert link == {"href": "https://example.nl/jaarplan.pdf#page=3", "rel": "noreferrer noopener"}
    browser.run(
        "new Promise((done) => { addEventListener('popstate', () => done(1), { once: true }); history.back(); })"
    )
    assert browser.run("document.querySelector('#panel h2').innerText") == NAME
    browser.press("Escape")
    assert "Hoe leest u dit?" in browser.run(panel)
    assert browser.errors == []


def test_a_click_on_a_sign_and_arrow_keys_choose(browser: Browser, tmp_path: Path) -> None:
    """The sign under the mouse is chosen; an arrow key goes on to the next; the address follows."""
    browser.open(
        write(
            tmp_path,
            store_of(
                [Thing(id="a", kind="Supervisor", label="Een"), Thing(id="b", kind="Act", label="Twee")],
                [Told(subject="a", predicate="supervises", object="b")],
            ),
        )
    )
    browser.settle()
    box = browser.run(
        "(({ left, top, width, height }) => [left, top, width, height])"
        "(document.getElementById('network').getBoundingClientRect())"
    )
    left, top, width, height = box
    browser.run("document.getElementById('network').focus()")
    browser.press("ArrowRight")
    chosen = "document.querySelector('#panel h2').innerText"
    assert browser.run(chosen) == "Een"
    browser.settle()
    first = browser.run("location.hash")
    browser.press("Escape")
    assert browser.run("location.hash") == ""
    browser.press("ArrowRight")
    browser.settle()
    browser.press("Escape")
    browser.click(left + width / 2, top + height / 2)  # an arrow key brings its thing to the middle
    assert browser.run(chosen) == "Een"
    assert browser.run("location.hash") == first
    assert browser.errors == []


def test_the_language_the_filter_and_the_table(browser: Browser, small: ox.Store, tmp_path: Path) -> None:
    """English changes all words of the page; unticking a type hides it; a heading sorts up, then down."""
    browser.open(write(tmp_path, small))
    browser.run("document.querySelector('[data-language=en]').click()")
    assert browser.run("[document.documentElement.lang, document.getElementById('title').innerText]") == [
        "en",
        "Who supervises whom",
    ]
    browser.run("document.querySelector('#legend input').click()")
    assert browser.run("document.querySelector('#notice span').innerText").startswith("Overview: 2 of 3 shown")
    browser.run("document.querySelector('#notice button').click()")
    assert browser.run("document.getElementById('notice').hidden")
    browser.run("document.getElementById('table').open = true")
    browser.settle()
    cells = "[...document.querySelectorAll('#table-host tbody tr')].map((row) => row.cells[5].innerText)"
    sort = "document.querySelectorAll('#table-host th button')[5].click()"
    up = ["De inspectie zal toezicht houden", "De wet is in voorbereiding", "Zij houdt toezicht op de forensische zorg"]
    browser.run(sort)
    assert browser.run(cells) == up
    browser.run(sort)
    assert browser.run(cells) == up[::-1]
    assert browser.run("document.querySelectorAll('#table-host th')[5].getAttribute('aria-sort')") == "descending"
    assert browser.errors == []


def test_hostile_texts_run_nothing(browser: Browser, tmp_path: Path) -> None:
    """Search, panel, evidence and table show hostile texts as text: no script runs, nothing is asked for, no dialog."""
    page = write(tmp_path, hostile_store())
    browser.open(page)
    browser.run("document.getElementById('table').open = true")
    browser.run(
        """(async () => { const wanted = document.getElementById('wanted');
        for (const text of ['<', 'script', '{', 'w']) {
          wanted.value = text; wanted.dispatchEvent(new Event('input')); await new Promise(requestAnimationFrame); }
        document.querySelector('#wanted-found li').click();
        document.querySelector('#panel .facts button').click();
        for (const form of ['png', 'svg', 'csv', 'ttl']) document.querySelector(`[data-save=${form}]`).click();
        for (const button of [...document.querySelectorAll('#table-host tbody button')]) {
          button.click(); await new Promise(requestAnimationFrame); }
        location.hash = '#thing=%E0%A4%A'; location.hash = '#line=9999999'; location.hash = '#thing=<script>';
        location.hash = '#kind=__proto__&document=-<b>&path=a+b&pair=a&opened=x&steps=99&language=xx'; location.hash = '#';
        })()"""
    )
    browser.settle()
    assert browser.run("window.pwned === undefined")
    assert browser.errors == []
    own = page.as_uri()
    assert [url for url in browser.requests if url.partition("#")[0] not in {own, "data:,"}] == []


def test_without_scripts_the_table_is_there(browser: Browser, small: ox.Store, tmp_path: Path) -> None:
    """The text alternative is plain HTML."""
    browser.open(write(tmp_path, small), scripts=False)
    root = browser.send("DOM.getDocument")["root"]["nodeId"]
    rows = browser.send("DOM.querySelectorAll", nodeId=root, selector="noscript tbody tr")["nodeIds"]
    assert len(rows) == 3


def test_an_empty_graph_opens_quietly(browser: Browser, tmp_path: Path) -> None:
    """No error, and the other language works."""
    browser.open(write(tmp_path, ox.Store()))
    browser.run("document.querySelector('[data-language=en]').click()")
    assert browser.run("document.getElementById('empty').innerText") == "There is nothing to draw yet"
    assert browser.errors == []


def test_a_small_screen_starts_where_names_can_be_read(browser: Browser, tmp_path: Path) -> None:
    """On a telephone a large graph starts at what is mentioned most, with what it is tied to; a button shows the whole."""
    pairs = [(f"s{number}", f"o{number}") for number in range(40)]
    hub = [("hub", f"h{number}") for number in range(6)]
    ids = sorted({name for pair in [*pairs, *hub] for name in pair})
    things = [Thing(id=name, kind="Organisation", label=f"Instelling {name}") for name in ids]
    told = [Told(subject=one, predicate="informs", object=other) for one, other in [*pairs, *hub]]
    page = write(tmp_path, store_of(things, told))
    drawn = "document.querySelector('canvas').toDataURL()"
    whole = "[...document.querySelectorAll('#tools button')].at(-1).click()"
    for width, height, starts_whole in ((390, 844, False), (1400, 900, True)):
        browser.open(page, width=width, height=height)
        browser.settle()
        start = browser.run(drawn)
        browser.run(whole)
        browser.settle()
        assert (browser.run(drawn) == start) is starts_whole
