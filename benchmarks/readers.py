"""Our reader beside others on real PDFs: sentences whole, words right, right neighbours, speed and memory.

Usage: python benchmarks/readers.py [folder of PDFs] [reader ...]

The folder is ../shared/data/pdf where none is named. Each reader reads every PDF of it in a process of its own; what it
gives is then held against the hand-checked sentences of tests/cases/reading. Processor time counts from the moment the
reader is loaded until the last page is there, with that of the programs it starts; memory is the most a process held.
Prints a Markdown table, and a second one that says where our reader's time goes. A reader that is not installed is named
as absent.
"""

from __future__ import annotations

import cProfile
import importlib.util
import io
import json
import logging
import pstats
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.tables import markdown
from tests.document.reading_cases import Case, Scores, read_cases, scores

REPOSITORY = Path(__file__).resolve().parent.parent
CASES = REPOSITORY / "tests" / "cases" / "reading" / "sentences.tsv"
FOLDER = REPOSITORY.parent / "shared" / "data" / "pdf"
HEADS = ("reader", "sentences whole", "words right", "right neighbours", "pages/s", "memory")
ROWS = 14  # of the table of our time
Read = Callable[[Path], list[str]]  # the text of each page


def ours() -> Read:
    """Our reader, as `kg build` uses it."""
    from kg.document.from_file import document_from_file  # noqa: PLC0415 - only in the process that measures it

    def read(path: Path) -> list[str]:
        outcome = document_from_file(path, name=path.name)
        return [page.span.of(item.text) if page.span else "" for item in outcome.items for page in item.pages]

    return read


def pypdf_plain() -> Read:
    """Pypdf's text in the order of the content stream."""
    from pypdf import PdfReader  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    return lambda path: [page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages]


def pypdf_layout() -> Read:
    """Pypdf's text as it stands on the page."""
    from pypdf import PdfReader  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)

    def read(path: Path) -> list[str]:
        pages = PdfReader(io.BytesIO(path.read_bytes())).pages
        return [page.extract_text(extraction_mode="layout") for page in pages]

    return read


def pdfium() -> Read:
    """The text that pdfium gives, through pypdfium2."""
    from pypdfium2 import PdfDocument  # noqa: PLC0415

    return lambda path: [page.get_textpage().get_text_bounded() for page in PdfDocument(path)]


def _poppler(*options: str) -> Read:
    command = shutil.which("pdftotext") or "pdftotext"

    def read(path: Path) -> list[str]:
        done = subprocess.run([command, *options, path, "-"], capture_output=True, check=True)
        return done.stdout.decode("utf-8", errors="replace").split("\f")[:-1]

    return read


def pdftotext() -> Read:
    """Poppler's text in its reading order."""
    return _poppler()


def pdftotext_layout() -> Read:
    """Poppler's text as it stands on the page."""
    return _poppler("-layout")


@dataclass(frozen=True)
class Reader:
    """A reader: its name, how it is loaded, and the module or program it needs."""

    name: str
    load: Callable[[], Read]
    module: str = ""
    program: str = ""

    @property
    def absent(self) -> bool:
        """Whether it is not installed."""
        lacks_module = bool(self.module) and importlib.util.find_spec(self.module) is None
        return lacks_module or (bool(self.program) and shutil.which(self.program) is None)


READERS = (
    Reader("kg", ours),
    Reader("pypdf", pypdf_plain, module="pypdf"),
    Reader("pypdf layout", pypdf_layout, module="pypdf"),
    Reader("pdftotext", pdftotext, program="pdftotext"),
    Reader("pdftotext -layout", pdftotext_layout, program="pdftotext"),
    Reader("pdfium", pdfium, module="pypdfium2"),
)


@dataclass(frozen=True)
class Measured:
    """What a reader did: the texts of the pages by file, files it gave up on, seconds of processor, memory in MB."""

    texts: Mapping[str, Sequence[str]]
    failed: Mapping[str, str]
    seconds: float
    megabytes: float


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + used.ru_utime + used.ru_stime


def _measure(reader: Reader, paths: Sequence[Path], target: Path) -> None:
    """Runs in the process of its own: reads all files and writes what `measured` gives."""
    read = reader.load()
    texts: dict[str, Sequence[str]] = {}
    failed: dict[str, str] = {}
    start = _processor_seconds()
    for path in paths:
        try:
            texts[path.name] = read(path)
        except Exception as problem:  # noqa: BLE001 - whatever another reader raises, the others go on
            failed[path.name] = f"{type(problem).__name__} {problem}"
    seconds = _processor_seconds() - start
    who = resource.RUSAGE_CHILDREN if reader.program else resource.RUSAGE_SELF
    megabytes = resource.getrusage(who).ru_maxrss / 1024
    told = {"texts": texts, "failed": failed, "seconds": seconds, "megabytes": megabytes}
    target.write_text(json.dumps(told), encoding="utf-8")


def measured(reader: Reader, folder: Path) -> Measured:
    """Lets a reader read all PDFs of a folder in a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        target = Path(place) / "measured.json"
        subprocess.run([sys.executable, __file__, "--measure", reader.name, folder, target], check=True)
        return Measured(**json.loads(target.read_text(encoding="utf-8")))


def row(name: str, found: Scores, got: Measured, pages: int) -> str:
    """The line of a reader in the table."""
    count = len(found.found)
    shares = (found.whole / count, found.words_right / count, found.pairs_right / found.pairs)
    told = " | ".join(f"{100 * share:.1f} %" for share in shares)
    return f"| {name} | {told} | {pages / got.seconds:.1f} | {got.megabytes:.0f} MB |"


def _part(file: str) -> str:
    """The part of the program that a line of code belongs to."""
    parts = Path(file).parts
    if "kg" in parts:
        return "/".join(parts[parts.index("kg") :])
    return "pypdf" if "pypdf" in parts else "other"


def time_by_part(paths: Sequence[Path]) -> list[tuple[str, float]]:
    """The share of our processor time that each of our modules takes itself, with the built-in functions that it calls.

    Largest first. What pypdf takes is one part; what is left (the standard library, loading) is another.
    """
    read = ours()
    profile = cProfile.Profile()
    profile.enable()
    for path in paths:
        read(path)
    profile.disable()
    spent: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if file == "~" and callers:
            for (caller, _, _), (_, _, for_caller, _) in callers.items():
                spent[_part(caller)] += for_caller
        else:
            spent[_part(file)] += own
    total = spent.total()
    return [(part, seconds / total) for part, seconds in spent.most_common()]


def main() -> None:
    """Prints the tables."""
    if sys.argv[1:2] == ["--measure"]:
        name, place, target = sys.argv[2:]
        reader = next(reader for reader in READERS if reader.name == name)
        _measure(reader, sorted(Path(place).glob("*.pdf")), Path(target))
        return
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    wanted = sys.argv[2:] or [reader.name for reader in READERS]
    cases: tuple[Case, ...] = read_cases(CASES.read_text(encoding="utf-8"))
    paths = sorted(folder.glob("*.pdf"))
    if missing := {case.file for case in cases} - {path.name for path in paths}:
        sys.exit(f"{folder}: expected the hand-checked files, lacks {', '.join(sorted(missing))}")
    print(f"{len(cases)} sentences of {len({(case.file, case.page) for case in cases})} pages; {len(paths)} files\n")
    print(markdown(HEADS, ()))
    remarks: list[str] = []
    for reader in READERS:
        if reader.name not in wanted:
            continue
        if reader.absent:
            print(f"| {reader.name} | absent | | | | |")
            continue
        got = measured(reader, folder)
        pages = sum(map(len, got.texts.values()))
        found = scores(cases, got.texts)
        print(row(reader.name, found, got, pages), flush=True)
        remarks += [f"{reader.name} gave up on {file}: {reason}" for file, reason in got.failed.items()]
        if reader.load is ours:
            remarks += [f"not whole: {place}" for place in found.broken]
    print("\n" + "\n".join(remarks))
    if "kg" in wanted:
        print("\n| part of our reader | share of its time |\n|---|--:|")
        for part, share in time_by_part(paths)[:ROWS]:
            print(f"| {part} | {100 * share:.1f} % |")


if __name__ == "__main__":
    main()
