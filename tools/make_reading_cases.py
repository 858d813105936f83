"""Makes tests/cases/reading/sentences.tsv, the hand-checked sentences of real pages, from a folder of text files.

Usage: python tools/make_reading_cases.py folder-of-texts folder-of-pdfs

To add a page: render it (`pdftoppm -r 110 -f 4 -l 4 -png file.pdf page`), read the picture, and write its sentences as a
careful person reads them to `NN-pP.txt` (NN: what the PDF's name begins with, P: the page from 1), a sentence a line:
prose, list items without their marks, then the footnotes without their numbers. Words cut at a line end are whole again;
marks of footnotes, headings, table cells, running heads and page numbers are left out. A sentence that ends on the next
page is written whole with the page where it begins. Then run this tool: it keeps counts and digests, never the text, so
keep the text files outside the project. Last, adapt the counts in tests/document/test_reading_cases.py.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.document.reading_cases import Case, case_of, write_cases

REPOSITORY = Path(__file__).resolve().parent.parent
_NAME = re.compile(r"(?P<file>.+)-p(?P<page>\d+)\.txt")


def cases_of_folder(texts: Path, pdfs: Path) -> list[Case]:
    """The cases of all text files, sorted by file and page.

    Raises:
        SystemExit: where a text file has another name, holds no sentence, or no one PDF begins with its first part.
    """
    cases: list[Case] = []
    for path in sorted(texts.glob("*.txt")):
        name = _NAME.fullmatch(path.name)
        if not name:
            sys.exit(f"{path}: expected a name such as 07-p4.txt")
        found = sorted(pdfs.glob(f"{name['file']}-*.pdf"))
        if len(found) != 1:
            sys.exit(f"{path}: expected one PDF in {pdfs} that begins with {name['file']}-, found {len(found)}")
        sentences = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        if not sentences:
            sys.exit(f"{path}: expected a sentence a line, found none")
        page = int(name["page"])
        cases += [case_of(found[0].name, page, number, line) for number, line in enumerate(sentences, start=1)]
    return sorted(cases, key=lambda case: (case.file, case.page, case.number))


def main() -> None:
    """Writes the table and prints how much it holds."""
    texts, pdfs = map(Path, sys.argv[1:])
    cases = cases_of_folder(texts, pdfs)
    target = REPOSITORY / "tests" / "cases" / "reading" / "sentences.tsv"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(write_cases(cases), encoding="utf-8")
    print(f"{target.name}: {len(cases)} sentences of {len({(case.file, case.page) for case in cases})} pages")


if __name__ == "__main__":
    main()
