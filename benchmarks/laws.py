"""How laws are read: how many, how fast, how much of their text, and how the two collections agree.

Run by hand: `python benchmarks/laws.py [FOLDER WITH THE LAWS, default ../shared/data/laws]`; it takes some minutes. Text counts as kept
where a line of the body stands in a block of its own (or behind its number), by letters and digits; as given twice where it stands in a
block that another line took already; as a remark where the editors say it. What remains is lost.
"""

from __future__ import annotations

import argparse
import re
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg.document.law import Law, remark_in
from kg.document.law_markdown import law_from_markdown
from kg.document.law_xml import law_from_xml
from kg.document.markdown import plain_lines, without_marks
from kg.document.mojibake import mended
from kg.document.unreadable import Unreadable

LAWS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "laws"
_NUMBER = re.compile(r"\d{1,3}[a-z]{0,4}\. ?")
_MARK = re.compile(r"\W*(?:\d{1,3}[a-z]{0,4}|[a-z]{1,2})[.)°]*\W*")
_LONGEST_MARK = 8  # signs of a number before a line
_RAISED = re.compile(r"</?su[bp]>")


def main() -> None:
    """Reads the laws and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=LAWS)
    folder: Path = parser.parse_args().folder
    _markdown(folder / "laws-markdown.tar.xz")
    _xml(folder / "bwb-xml.tar.xz")


def _markdown(path: Path) -> None:
    seconds: dict[str, float] = {}
    size = Counter[str]()
    counts: dict[str, Counter[str]] = {}
    for name, data in _files(path):
        collection = name.split("/")[-2]
        text = data.decode()
        start = time.process_time()
        law = law_from_markdown(text, name=name)
        seconds[collection] = seconds.get(collection, 0) + time.process_time() - start
        size[collection] += len(data)
        count = counts.setdefault(collection, Counter())
        if law is None:
            count["no law"] += 1
            continue
        _count(law, count)
        twice = count["twice"]
        _compare(text, law, count)
        count["laws with text given twice"] += count["twice"] > twice
    for collection, count in sorted(counts.items()):
        print(f"Markdown, {collection}: {_told(count, seconds[collection], size[collection])}")
        of = count["kept"] + count["twice"] + count["remark"] + count["lost"]
        shares = ", ".join(f"{what} {count[what] / of:.4%}" for what in ("kept", "twice", "remark", "lost"))
        print(
            f"  {of:,} letters and digits: {shares}; laws with text given twice: {count['laws with text given twice']:,}"
        )


def _xml(path: Path) -> None:
    count, seconds, size = Counter[str](), 0.0, 0
    for _, data in _files(path):
        start = time.process_time()
        try:
            law = law_from_xml(data)
        except Unreadable as problem:
            count[problem.reason_code] += 1
            continue
        seconds += time.process_time() - start
        size += len(data)
        _count(law, count)
        count["references"] += sum(len(line.references) for page in law.pages for line in page.lines)
    told = _told(count, seconds, size)
    print(f"XML: {told}, {count['references']:,} references, {count['law-metadata-only']} record files refused")


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(path) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            if file:
                yield member.name, file.read()


def _count(law: Law, count: Counter[str]) -> None:
    count["laws"] += 1
    for page in law.pages:
        count["pages"] += 1
        count["articles"] += page.provision.label.lower().startswith(("artikel", "article", "enig artikel"))
        count["with an IRI"] += page.provision.iri is not None
        count[page.provision.force] += 1


def _told(count: Counter[str], seconds: float, size: int) -> str:
    forces = f"{count['repealed']:,} repealed, {count['notYetInForce']:,} not yet in force"
    rates = f"{count['laws'] / seconds:.0f} laws/s, {size / 1e6 / seconds:.1f} MB/s of CPU"
    return (
        f"{count['laws']:,} laws ({count['no law']} not recognised), {count['pages']:,} pages, {count['articles']:,} articles, "
        f"{count['with an IRI']:,} with an IRI, {forces}; {rates}"
    )


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _compare(text: str, law: Law, count: Counter[str]) -> None:
    """Counts the letters and digits of the body by what became of them."""
    body = text.split("\n---\n", 1)[1] if text.startswith("---\n") else text.lstrip("\n").partition("\n")[2]
    lines = [_bare(line.text) for page in law.pages for line in page.lines]
    left = Counter(lines)
    behind: dict[str, list[str]] = {}
    for line in left:
        for place in range(min(_LONGEST_MARK + 1, len(line))):
            behind.setdefault(line[place:], []).append(line)
    whole = "\n".join(lines)
    for line in mended(body).split("\n"):
        words = " ".join(without_marks(_RAISED.sub("", next(plain_lines((line,)))[0]).lstrip("# ")).split())
        signs = _bare(words)
        if not signs:
            continue
        number = _NUMBER.match(words)
        is_mark = left[signs] == 0 and _MARK.fullmatch(words) is not None
        longer = () if is_mark else behind.get(signs, ())
        taken = next((found for found in (signs, *longer) if left[found] > 0), None)
        if taken is not None:
            left[taken] -= 1
            count["kept"] += len(signs)
        elif remark_in(words) or (number and remark_in(words[number.end() :].strip())):
            count["remark"] += len(signs)
        elif is_mark:
            count["kept"] += len(signs)  # a number on a line of its own: it stands before the next
        else:
            count["twice" if signs in whole else "lost"] += len(signs)


if __name__ == "__main__":
    main()
