from __future__ import annotations

import hashlib
import json
from pathlib import Path

from kg.base.knowledge import read_knowledge
from kg.run.result import DocumentResult
from kg.run.sources import Source
from kg.run.work import result_from_source
from tests.made import BASE, SUPERVISES

ENGLISH = (
    "Each supervisory authority keeps a list of the bodies that it has examined in the past year. When a body does not meet the "
    "rules, the Inspectie Justitie en Veiligheid tells it so in writing and sets a term within which the matter must be put right."
)


def result(folder: Path, text: str) -> DocumentResult:
    """What a text file gives."""
    path = folder / "stuk.txt"
    path.write_text(text, encoding="utf-8")
    source = Source(
        path=path, name=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest(), size=path.stat().st_size
    )
    found = result_from_source(source, knowledge=read_knowledge(), base=BASE, run=BASE + "run/1")
    assert found is not None
    return found


def test_a_document_in_another_language_gives_an_issue_and_nothing_else(tmp_path: Path) -> None:
    """Its text is kept, no mention is looked for, and the coverage says why."""
    found = result(tmp_path, ENGLISH)
    assert (found.facts, found.mentions) == ((), ())
    assert found.text.strip() == ENGLISH
    assert [issue.code for issue in found.issues] == ["document-other-language"]
    assert [row["reason"] for row in json.loads(found.row)["not_understood"]] == ["in another language: Engels"]


def test_a_dutch_page_is_read_past_its_english_paragraph(tmp_path: Path) -> None:
    """What is told in Dutch stays told, beside a paragraph in another language, whose names are no mentions."""
    told = f"{SUPERVISES} Zij doet dat omdat de wet het zo wil en omdat er in het verleden veel mis is gegaan bij de korpsen."
    found = result(tmp_path, f"{told}\n\n{ENGLISH}\n\n{told}")
    assert {json.loads(line)["predicate"] for line in found.facts} == {"supervises"}
    english = found.text.index(ENGLISH)
    assert not any(english <= json.loads(line)["start"] < english + len(ENGLISH) for line in found.mentions)
    assert [issue.code for issue in found.issues] == ["document-other-language"]
