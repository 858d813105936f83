"""What a build sends elsewhere, and what it does not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from kg.base.errors import KgError
from kg.base.issues import Issue, Severity
from kg.run.elsewhere import send_summary
from kg.run.pipeline import Summary
from kg.run.settings import Settings, settings_from
from kg.run.web import Server


class Store(httpx2.BaseTransport):
    """An empty store that takes everything; it keeps what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        self.asked.append(f"{request.method} {request.url.params.get('graph', '')}".strip())
        return httpx2.Response(204 if request.method == "PUT" else 404)


def issue(stage: str) -> Issue:
    return Issue(
        place="a.txt p. 1", code="x", message="it is wrong", remedy="Mend it.", severity=Severity.ERROR, stage=stage
    )


def sent(folder: Path, settings: Settings, *issues: Issue) -> list[str]:
    """What is asked of the store where the output of one document is sent."""
    (folder / "graph.trig").write_text("<urn:g> { <urn:a> <urn:b> <urn:c> . }\n", encoding="utf-8")
    (folder / "documents.jsonl").write_text(json.dumps({"pages": 1, "facts": 1}) + "\n", encoding="utf-8")
    summary = Summary(
        output=folder, documents=1, kept=0, unreadable=0, pages=1, facts=1, open_sentences=0, issues=tuple(issues)
    )
    store = Store()
    try:
        with Server("https://store.example/gsp", environment={}, transport=store) as server:
            send_summary(summary, server, settings)
    except KgError:
        assert store.asked == []
        raise
    return store.asked


def test_a_sound_build_is_sent(tmp_path: Path) -> None:
    """Also where a document could not be read: it does not hold the others up."""
    own = f"{Settings().base}graph/sent"
    wanted = [f"GET {own}", "GET", f"PUT {own}", "PUT urn:g", "PUT", f"PUT {own}"]
    assert sent(tmp_path, Settings()) == wanted
    assert sent(tmp_path, Settings(), issue("document")) == wanted


def test_a_graph_that_breaks_a_rule_is_not_sent(tmp_path: Path) -> None:
    """Nothing is asked of the store then."""
    with pytest.raises(KgError, match=r"a\.txt p\. 1: it is wrong: nothing is sent\. Mend it\."):
        sent(tmp_path, Settings(), issue("graph"))


def test_a_build_below_its_floors_is_not_sent(tmp_path: Path) -> None:
    """As it is not published."""
    with pytest.raises(KgError, match="1 documents are less than 5"):
        sent(tmp_path, settings_from({"floors": {"documents": {"least": 5}}}))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--leave-default"], "--leave-default belongs to --to."),
        (["--to", "store"], "'store' is no address of a server. Give one like https://example.org/store."),
        (["--to", "http://u:secret@a.nl/"], "http://a.nl/: a name or password in an address is seen by others."),
    ],
)
def test_wrong_use_is_told_before_the_build(options: list[str], words: str, tmp_path: Path) -> None:
    """No hour is lost over a slip in an option."""
    (tmp_path / "a.txt").write_text("De Inspectie houdt toezicht op de politie.\n", encoding="utf-8")
    command = [sys.executable, "-m", "kg", "build", str(tmp_path / "a.txt"), "--output", str(tmp_path / "o"), *options]
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert told.returncode == 2
    assert words in told.stderr
    assert "secret" not in told.stderr
    assert not (tmp_path / "o").exists()
