"""The query editor in a browser: it works under its policy, offline, and asks this very endpoint."""

from __future__ import annotations

import time
from pathlib import Path

from tests.picture.browser import Browser, browser_in


def waited(browser: Browser, script: str) -> object:
    """The value of a script as soon as there is one."""
    end = time.monotonic() + 30
    while not (found := browser.run(script)):
        assert time.monotonic() < end, (script, browser.errors)
        time.sleep(0.1)
    return found


def test_editor_asks_this_endpoint(address: str, tmp_path: Path) -> None:
    """The editor shows the questions, runs a query here, shows its rows, and speaks to no other host."""
    with browser_in(tmp_path) as browser:
        browser.send("Page.navigate", url=f"{address}editor?lang=nl")
        waited(browser, "document.documentElement?.dataset.ready")
        assert browser.run("document.querySelectorAll('#examples option').length") > 20
        waited(browser, "document.querySelector('.yasqe_queryButton') !== null")
        browser.run("document.querySelector('.yasqe_queryButton').click()")
        cells = waited(browser, "[...document.querySelectorAll('.yasr td')].map((cell) => cell.innerText).join(' ')")
        assert "kgid:domain" in str(cells) or "domain/vreemdelingenketen" in str(cells)
        browser.run(
            "{const s = document.querySelector('#examples'); s.value = '0'; s.dispatchEvent(new Event('change'))}"
        )
        text = waited(
            browser,
            "[...document.querySelectorAll('.tabPanel.active .CodeMirror')].map((e) => e.CodeMirror.getValue()).join()",
        )
        assert "# nl:" in str(text)
        assert {url for url in browser.requests if not url.startswith((address, "data:", "about:"))} == set()
        assert browser.errors == []
