"""Hand-checked sentences of real pages come out whole, and the measuring itself is right."""

import re
from pathlib import Path

import pytest

from kg.document.from_file import document_from_file
from tests.document.reading_cases import Case, Scores, case_of, read_cases, scores, write_cases

TABLE = Path(__file__).resolve().parent.parent / "cases" / "reading" / "sentences.tsv"
GOAL = 0.98  # of the sentences whole
# The floor that is reached: one more broken sentence fails, and so does one listed here that is whole by now.
BROKEN: dict[str, str] = {}  # the sentence, and why
WORDS_RIGHT = 631  # whole, with every space and hyphen where it belongs
PAIRS, RIGHT_NEIGHBOURS = 602, 602

FIRST = "De dienst controleert de AI-systemen van de gemeente."
SECOND = "Daarna volgt een brief."
THIRD = "De minister leest hem."
PAGE = tuple(case_of("a.pdf", 1, number, text) for number, text in enumerate((FIRST, SECOND, THIRD), start=1))


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return read_cases(TABLE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def read(shared: Path, cases: tuple[Case, ...]) -> Scores:
    texts = {}
    for name in {case.file for case in cases}:
        (document,) = document_from_file(shared / "data" / "pdf" / name, name=name).items
        texts[name] = [page.span.of(document.text) if page.span else "" for page in document.pages]
    return scores(cases, texts)


def test_the_table_holds_all_cases(cases: tuple[Case, ...]) -> None:
    """The number of sentences, pages and files is stated, so that none gets lost unseen."""
    assert len(cases) == 632
    assert len({(case.file, case.page) for case in cases}) == 30
    assert len({case.file for case in cases}) == 19
    assert len({(case.file, case.page, case.number) for case in cases}) == 632


def test_the_table_holds_no_text(cases: tuple[Case, ...]) -> None:
    """A sentence is kept as digests; nothing of its words stands in the project."""
    for case in cases:
        assert re.fullmatch(r"[0-9a-f]{16}", case.letters)
        assert re.fullmatch(r"[0-9a-f]{16}", case.words)


def test_sentences_are_whole(read: Scores) -> None:
    """At least 98 % of the sentences are whole; those that are not are the ones known, and none of these is whole by now."""
    assert read.whole >= GOAL * len(read.found)
    assert set(read.broken) == BROKEN.keys()


def test_words_and_neighbours_are_right(read: Scores) -> None:
    """Spaces and hyphens, and the order of sentences, do not get worse."""
    assert read.words_right >= WORDS_RIGHT
    assert read.pairs == PAIRS
    assert read.pairs_right >= RIGHT_NEIGHBOURS


def test_a_table_round_trips() -> None:
    """What is written is read back the same."""
    assert read_cases(write_cases(PAGE)) == PAGE


def test_letters_count_without_signs_capitals_and_accents() -> None:
    """A sentence is whole however its quotes, ligatures, accents, spaces and line ends are given."""
    case = case_of("a.pdf", 1, 1, "De “financiële” efficiëntie stijgt – zie art. 3.")
    text = "de 'ﬁnancie\u0308le'\nefﬁcie\u0308ntie  stijgt - ZIE Art. 3"
    found = scores([case], {"a.pdf": [text]})
    assert (found.whole, found.words_right) == (1, 1)


def test_wrong_spaces_and_hyphens_are_whole_but_not_right() -> None:
    """Letters without a break make a sentence whole; a space or hyphen too many or too few makes its words wrong."""
    for text in (
        "De dienst con-\ntroleert de AI-systemen van de gemeente.",
        "De dienst controleert de AIsystemen van de gemeente.",
        "De d ienst controleert de AI-systemen van de gemeente.",
        "De dienst controleert deAI-systemen van de gemeente.",
    ):
        found = scores(PAGE[:1], {"a.pdf": [text]})
        assert (found.whole, found.words_right) == (1, 0), text


def test_a_break_in_a_sentence_is_seen() -> None:
    """A footnote's mark, a running head or a line of another column inside a sentence breaks it."""
    for text in (
        FIRST.replace("dienst", "dienst3"),
        FIRST.replace("van de", "Jaarplan 2024 van de"),
        FIRST.replace(" van de gemeente.", ""),
    ):
        found = scores(PAGE[:1], {"a.pdf": [text]})
        assert found.whole == 0, text
        assert found.broken == ("a.pdf p. 1 no. 1",)


def test_a_sentence_may_end_on_the_next_page_but_not_begin_there() -> None:
    """A sentence that runs over is looked for in its own page and the next; it counts where it begins."""
    head, tail = FIRST.split(" van ")
    assert scores(PAGE[:1], {"a.pdf": [head, f"van {tail}"]}).whole == 1
    assert scores(PAGE[:1], {"a.pdf": [head, f"3 van {tail}"]}).whole == 0
    assert scores(PAGE[:1], {"a.pdf": ["", FIRST]}).whole == 0
    assert scores(PAGE[:1], {}).whole == 0


def test_right_neighbours_follow_each_other() -> None:
    """Two sentences are right neighbours where both are whole and no other begins between them, whatever heading does."""
    for text, right in (
        (f"{FIRST} {SECOND} {THIRD}", 2),
        (f"{FIRST} 2 Vervolg {SECOND}\n{THIRD}", 2),
        (f"{FIRST} {THIRD} {SECOND}", 0),
        (f"{SECOND} {THIRD} {FIRST}", 1),
        (f"{FIRST} {THIRD}", 0),
    ):
        found = scores(PAGE, {"a.pdf": [text]})
        assert (found.pairs, found.pairs_right) == (2, right), text
