"""What documents hold is never fetched and never run, neither by the build nor by the processes that read for it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kg.run import pipeline
from tests.mutants import SENTENCE, mutant, samples

ROOT = Path(pipeline.__file__).parent.parent.parent
MUTANTS = 6  # of each form

REACHING = {
    "plaatjes.html": '<html><head><link rel=stylesheet href="{0}a.css"><script src="{0}a.js"></script><base href="{0}">'
    '<meta http-equiv=refresh content="0;url={0}"></head><body><p>{1}</p><img src="{0}a.png"><iframe src="{0}"></iframe></body></html>',
    "entiteit.xml": '<?xml version="1.0"?><!DOCTYPE toestand SYSTEM "{0}a.dtd" [<!ENTITY e SYSTEM "{0}e"><!ENTITY % p SYSTEM "{0}p"> %p;]>'
    '<?xml-stylesheet href="{0}a.xsl"?><toestand bwb-id="BWBR0099999" xmlns:xi="http://www.w3.org/2001/XInclude">'
    '<wetgeving soort="wet"><wet-besluit><wettekst><artikel><kop><nr>1</nr></kop><al>{1} &e;</al></artikel></wettekst></wet-besluit>'
    '</wetgeving><xi:include href="{0}x"/></toestand>',
    "beeld.md": "---\ntitle: !!python/object/apply:os.system ['touch gehackt']\n---\n{1}\n\n![beeld]({0}a.png) <{0}> `$(touch gehackt)`\n",
    "tekst.txt": "{1} SERVICE <{0}> {{ ?s ?p ?o }} . LOAD <{0}> ; $(touch gehackt) `touch gehackt` {{{{ 7*7 }}}}\n",
}
META = {
    "title": '"> } LOAD <http://127.0.0.1:9/> ; # <script>alert(1)</script>',
    "url": "http://127.0.0.1:9/",
    "publisher": "<svg/onload=alert(1)>",
}


def env_with(log: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parent / "forbidding"), "FORBIDDEN_LOG": str(log)}


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import os; os.system('true')",
        "import subprocess; subprocess.run(['/bin/true'])",
    ],
)
def test_the_watch_sees(tmp_path: Path, code: str) -> None:
    """What watches in the next test sees what it is there to see, and stops it."""
    done = subprocess.run(
        [sys.executable, "-c", code], env=env_with(tmp_path / "log"), capture_output=True, check=False
    )
    assert done.returncode == 1
    assert "FORBIDDEN" in (tmp_path / "log").read_text()


@pytest.mark.enable_socket
def test_nothing_is_fetched_or_run(tmp_path: Path) -> None:
    """A build of documents that point to a server and hold commands asks that server nothing and runs nothing; each is told of."""
    folder = tmp_path / "in"
    folder.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        for name, text in REACHING.items():
            (folder / name).write_text(text.format(address, SENTENCE), encoding="utf-8")
            (folder / f"{name}.meta.json").write_text(json.dumps(META), encoding="utf-8")
        (folder / "pakket.docx").write_bytes(samples()[".docx"])
        for ending in samples():
            for number in range(MUTANTS):
                (folder / f"{number}{ending}").write_bytes(mutant(ending, number))
        bomb = folder / "bom.docx"
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("word/document.xml", b"<a>" + b" " * 300_000_000)
        log = tmp_path / "log"
        command = [sys.executable, "-m", "kg", "build", str(folder), "--output", str(tmp_path / "out"), "--jobs", "1"]
        done = subprocess.run(command, cwd=ROOT, env=env_with(log), capture_output=True, text=True, check=False)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
    lines = log.read_text().splitlines()
    assert not [line for line in lines if line.startswith("FORBIDDEN")]
    assert sum(line.startswith("watched") for line in lines) >= 2  # the build and a process that reads
    assert not list(tmp_path.rglob("gehackt"))
    assert not (ROOT / "gehackt").exists()
    rows = [
        json.loads(line) for line in (tmp_path / "out/documents.jsonl").read_text(encoding="utf-8").split("\n") if line
    ]
    issues = [
        json.loads(line) for line in (tmp_path / "out/issues.jsonl").read_text(encoding="utf-8").split("\n") if line
    ]
    told = {row["file"] for row in rows if row["pages"]} | {issue["document"] for issue in issues}
    assert {row["file"] for row in rows} <= told
    assert "bom.docx" in {issue["document"] for issue in issues if issue["severity"] == "error"}
    page = (tmp_path / "out/graph.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert "<svg/onload" not in page
