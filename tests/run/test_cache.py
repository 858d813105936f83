from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.base.issues import Issue, Severity
from kg.run import cache as module
from kg.run.cache import Cache, cache_key
from kg.run.edition import edition
from kg.run.result import DocumentResult, result_from_bytes, result_to_bytes
from kg.run.sources import Source

ISSUE = Issue(place="a.txt", code="x", message="m", severity=Severity.ERROR, document="a.txt", page=3)
RESULT = DocumentResult(
    name="a.txt",
    document_id="1",
    text="één\ftwee\u2028",
    pages=2,
    row="{}",
    facts=("1",),
    mentions=("2", "3"),
    triples="<a> <b> <c> .\n",
    trig="<d> { <a> <b> <c> }\n",
    things=("x",),
    issues=(ISSUE,),
)
SOURCE = Source(path=Path("a.txt"), name="a.txt", sha256="1", size=1, meta_sha256="2")
BASE = "https://example.org/id/"


@given(st.text(), st.lists(st.text()), st.integers(min_value=0))
def test_round_trip(text: str, lines: list[str], pages: int) -> None:
    """A result comes back as it was, whatever its text holds."""
    text = text.encode(errors="replace").decode()
    lines = [line.encode(errors="replace").decode() for line in lines]
    result = replace(RESULT, text=text, facts=tuple(lines), pages=pages)
    assert result_from_bytes(result_to_bytes(result)) == result
    assert result_from_bytes(result_to_bytes(result)).issues[0].page == 3


@given(st.data())
def test_damage_is_seen(data: st.DataObject) -> None:
    """A result of which any byte was changed, or the end was lost, is not taken for good."""
    good = result_to_bytes(RESULT)
    place = data.draw(st.integers(min_value=0, max_value=len(good) - 1))
    if data.draw(st.booleans()):
        bad = good[:place]
    else:
        bad = (
            good[:place] + bytes([good[place] ^ data.draw(st.integers(min_value=1, max_value=255))]) + good[place + 1 :]
        )
    with pytest.raises(ValueError, match="damaged"):
        result_from_bytes(bad)


@pytest.mark.parametrize(
    "other",
    [
        replace(SOURCE, sha256="3"),
        replace(SOURCE, meta_sha256=""),
        replace(SOURCE, name="b/a.txt"),
    ],
)
def test_key_tells_sources_apart(other: Source) -> None:
    """Another content, .meta.json, name or program for OCR is another key; the place of the file is not."""
    assert cache_key(other, base=BASE) != cache_key(SOURCE, base=BASE)
    assert cache_key(SOURCE, base=BASE) != cache_key(SOURCE, base="https://example.net/")
    assert cache_key(SOURCE, base=BASE, ocr="tesseract 5") != cache_key(SOURCE, base=BASE, ocr="tesseract 6")
    assert cache_key(SOURCE, base=BASE, ocr="tesseract 5") != cache_key(SOURCE, base=BASE)
    assert cache_key(replace(SOURCE, path=Path("elsewhere/a.txt")), base=BASE) == cache_key(SOURCE, base=BASE)


@pytest.mark.parametrize("part", ["Python", "kg", "spacy", "ontology", "Dutch model", "code of kg"])
def test_key_tells_what_reads_apart(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With another version, ontology/, model or code a source is read anew."""
    before = cache_key(SOURCE, base=BASE)
    other = {**edition(), part: "another"}
    monkeypatch.setattr(module, "edition", lambda *_: other)
    assert cache_key(SOURCE, base=BASE) != before


def test_cache_keeps_and_prunes(tmp_path: Path) -> None:
    """What is kept comes back; what is pruned, damaged or was never there counts as absent."""
    cache = Cache(tmp_path / "cache")
    assert cache.get("a") is None
    assert not cache.holds("a")
    for key in ("a", "b", "c"):
        cache.put(key, RESULT)
    (tmp_path / "cache" / "b.result").write_bytes(b"{}")
    (tmp_path / "cache" / "a.999.part").write_bytes(b"half")
    assert [cache.holds(key) for key in "abc"] == [True, False, True]
    assert [cache.get(key) for key in "abc"] == [RESULT, None, RESULT]
    cache.prune(["c"])
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["c.result"]
