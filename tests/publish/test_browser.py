"""The pages of a publication in a browser, opened from disk: their style and search work under their policy, and nothing is fetched."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.publish.model import CatalogueSettings
from kg.publish.publish import publish
from kg.serve.search import plain
from tests.picture.browser import Browser, browser_in

from .conftest import made_output
from .sample import TRIG

EVIL = "<img src=x onerror=alert(1)> Überzicht"
FOUND = "[...document.querySelectorAll('#found a')].map((link) => link.innerText)"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser_in(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    output = made_output(folder / "output", TRIG.replace('"vreemdelingenketen"', f'"{EVIL}"'))
    publish(output, folder / "site", CatalogueSettings())
    return folder / "site"


def _open(browser: Browser, page: Path, *, width: int = 1300) -> None:
    browser.send("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
    browser.send("Page.navigate", url="about:blank")
    browser.requests.clear()
    browser.errors.clear()
    browser.send("Page.navigate", url=page.as_uri())
    _wait(browser, page.name)


def _wait(browser: Browser, ending: str) -> None:
    """Until the page whose path ends so is there whole."""
    end = time.monotonic() + 30
    while not browser.run(f"location.pathname.endsWith('{ending}') && document.readyState === 'complete'"):
        assert time.monotonic() < end, (ending, browser.errors)
        time.sleep(0.02)
    browser.settle()


@pytest.mark.parametrize(
    "path",
    ["index.html", "search.en.html", "def.html", "changes.html", "names.html", "id/domain/vreemdelingenketen.html"],
)
@pytest.mark.parametrize("width", [1300, 390])
def test_pages_open_from_disk(browser: Browser, site: Path, path: str, width: int) -> None:
    """A page has its style, breaks no policy, asks for nothing but the files beside it and does not scroll sideways."""
    _open(browser, site / path, width=width)
    assert browser.errors == []
    assert {url for url in browser.requests if not url.startswith((site.as_uri(), "data:"))} == set()
    assert browser.run("getComputedStyle(document.querySelector('h1')).fontWeight") == "700"
    assert browser.run("getComputedStyle(document.body).marginTop") == "0px"
    assert browser.run("document.documentElement.scrollWidth <= innerWidth")


def test_searching(browser: Browser, site: Path) -> None:
    """Typing a name on any page and Enter leads to what is called so, whose page opens; a name of a document stays a text."""
    _open(browser, site / "id/domain/vreemdelingenketen.html")
    browser.run("document.querySelector('input[name=q]').value = 'uberzicht onerror'")
    browser.run("document.querySelector('header form').submit()")
    _wait(browser, "search.html")
    assert browser.run(FOUND) == [EVIL]
    assert browser.run("document.querySelectorAll('main img').length") == 0
    assert browser.run("document.querySelector('input[name=q]').value") == "uberzicht onerror"
    browser.run("document.querySelector('#found a').click()")
    _wait(browser, "vreemdelingenketen.html")
    assert browser.run("document.querySelector('h1').innerText") == EVIL
    assert browser.errors == []


@pytest.mark.parametrize(
    "name", ["Autoriteit Financiële  Markten", " DNB", "Ĳsselstein ﬁnanciën", "a\u00a0b", "É", "ß"]
)
def test_names_are_compared_as_the_server_does(browser: Browser, site: Path, name: str) -> None:
    """The search of the folder and that of `kg serve` find the same by the same words."""
    _open(browser, site / "search.html")
    assert browser.run(f"plain({name!r})") == plain(name)
