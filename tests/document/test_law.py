"""Parts of a law become pages that bear the names and addresses of its articles."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.base.provision import Part
from kg.document.law import LawBlock, LawPart, Remark, Role, label_of, once, pages_of, remark_in, role_of, step_of
from kg.document.model import BlockKind, Force

HEADING = BlockKind.HEADING


def part(role: Role, heading: str, *texts: str, **more: object) -> LawPart:
    made = LawPart(role=role, label=label_of(heading), blocks=[LawBlock(text=text) for text in texts])
    made.headings = [LawBlock(text=heading, kind=HEADING)] if heading else []
    for name, value in more.items():
        setattr(made, name, value)
    return made


def test_chapter_headings_stand_above_the_first_article() -> None:
    """A chapter without text of its own is no page; one with text is."""
    pages = pages_of(
        [
            part(Role.DIVISION, "Hoofdstuk 1"),
            part(Role.DIVISION, "Afdeling 2"),
            part(Role.ARTICLE, "Artikel 1", "De raad ziet toe."),
            part(Role.DIVISION, "Hoofdstuk 2", "Toelichting op dit hoofdstuk."),
            part(Role.ARTICLE, "Artikel 2"),
        ],
        "BWBR0099999",
        None,
    )
    assert [(page.number, page.provision.label, [text for text, _ in page.blocks]) for page in pages] == [
        (1, "Artikel 1", ["Hoofdstuk 1", "Afdeling 2", "Artikel 1", "De raad ziet toe."]),
        (2, "Hoofdstuk 2", ["Hoofdstuk 2", "Toelichting op dit hoofdstuk."]),
        (3, "Artikel 2", ["Artikel 2"]),
    ]


def test_headings_at_the_end_are_kept() -> None:
    """Headings that nothing follows are a page, so that no words are lost."""
    pages = pages_of([part(Role.DIVISION, "Hoofdstuk 1"), part(Role.DIVISION, "Afdeling 2")], None, None)
    assert [(page.provision.label, [text for text, _ in page.blocks]) for page in pages] == [
        ("Hoofdstuk 1", ["Hoofdstuk 1", "Afdeling 2"])
    ]


def test_a_repealed_chapter_is_a_page() -> None:
    """What is not in force keeps a page of its own, and with it its status."""
    pages = pages_of(
        [part(Role.DIVISION, "Hoofdstuk 1", force=Force.REPEALED), part(Role.ARTICLE, "Artikel 2")], None, None
    )
    assert [(page.provision.label, page.provision.force) for page in pages] == [
        ("Hoofdstuk 1", Force.REPEALED),
        ("Artikel 2", Force.IN_FORCE),
    ]


def test_addresses() -> None:
    """An article is addressed as it is cited, in the version of the date; without a BWB id it has no address."""
    article = part(Role.ARTICLE, "Artikel 5:11", "De raad ziet toe.", path=((Part.CHAPTER, "5"),))
    (page,) = pages_of([article], "BWBR0099999", dt.date(2024, 1, 1))
    assert page.provision.iri == "http://wetten.overheid.nl/id/BWBR0099999&artikel=5:11"
    assert (
        page.provision.address
        == "https://wetten.overheid.nl/jci1.3:c:BWBR0099999&artikel=5:11&z=2024-01-01&g=2024-01-01"
    )
    (page,) = pages_of([article], None, None)
    assert (page.provision.iri, page.provision.address) == (None, None)


def test_articles_with_one_number() -> None:
    """Of articles with the same number the address names what they lie in; where that does not tell them apart there is none."""
    first = part(Role.ARTICLE, "Artikel 1", path=((Part.CHAPTER, "I"),))
    second = part(Role.ARTICLE, "Artikel 1", path=((Part.CHAPTER, "II"),))
    third = part(Role.ARTICLE, "Artikel 1", path=((Part.ANNEX, "A"),))
    iris = [page.provision.iri for page in pages_of([first, second, third], "BWBR0099999", None)]
    assert [iri and iri.partition("&")[2] for iri in iris] == [
        "hoofdstuk=I&artikel=1",
        "hoofdstuk=II&artikel=1",
        "bijlage=A&artikel=1",
    ]
    assert [page.provision.iri for page in pages_of([first, first], "BWBR0099999", None)] == [None, None]


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("Vervallen", Remark.REPEALED),
        ("(vervallen);", Remark.REPEALED),
        ("Treedt in werking per 01-02-2030", Remark.NOT_YET),
        ("Dit onderdeel is nog niet inwerking getreden", Remark.NOT_YET),
        ("Bevat wijzigingen in andere regelgeving.", Remark.LEFT_OUT),
        ("Deze wet treedt in werking op een nader te bepalen tijdstip.", None),
        ("Vervallen verklaard worden vergunningen van de raad.", None),
    ],
)
def test_remarks(text: str, remark: Remark | None) -> None:
    """Only what is a remark as a whole is one; a sentence of the law that speaks of the same is text."""
    assert remark_in(text) is remark


@pytest.mark.parametrize(
    ("heading", "role", "label"),
    [
        ("Artikel 12a", Role.ARTICLE, "Artikel 12a"),
        ("Artikel 3. Aangewezen ambtenaren", Role.ARTICLE, "Artikel 3"),
        ("Enig artikel", Role.ARTICLE, "Enig artikel"),
        ("Article IV", Role.ARTICLE, "Article IV"),
        ("Artikelsgewijs deel", Role.DIVISION, "Artikelsgewijs deel"),
        ("Bijlage 2. Tarieven", Role.ANNEX, "Bijlage 2"),
        ("§ 3 Toezicht", Role.DIVISION, "§ 3 Toezicht"),
    ],
)
def test_headings(heading: str, role: Role, label: str) -> None:
    """A heading tells what the part under it is and what people call it."""
    assert (role_of(heading), label_of(heading)) == (role, label)


def test_long_label_is_cut_between_words() -> None:
    """A label is at most 80 characters and a sign that it goes on."""
    assert label_of("toezicht " * 12) == "toezicht " * 8 + "…"


def test_steps() -> None:
    """Divisions with a number are steps of an address, whatever the case of their letters."""
    assert step_of("HOOFDSTUK IV. Toezicht") == (Part.CHAPTER, "IV")
    assert step_of("Bijlage IIa") == (Part.ANNEX, "IIa")
    assert step_of("Bijlage bij artikel 3") is None


WORDS = st.text("abc ", min_size=1, max_size=6).filter(str.strip)


@given(st.lists(WORDS, max_size=8), st.lists(st.integers(0, 7), max_size=8), st.lists(WORDS, max_size=3))
def test_a_body_given_twice_is_read_once(texts: list[str], chosen: list[int], more: list[str]) -> None:
    """Each text of either telling stands in the result as often as in the one that holds it most, and no oftener."""
    plain = [LawBlock(text=text.strip()) for text in (*texts, *more)]
    numbered = [
        LawBlock(text=f"{number}. {texts[index].strip()}")
        for number, index in enumerate(chosen, 1)
        if index < len(texts)
    ]

    def bare(blocks: object) -> list[str]:
        return sorted("".join(block.text.split(". ", 1)[-1].split()) for block in blocks)  # type: ignore[attr-defined]

    found = bare(once(plain, numbered))
    for text in set(found) | set(bare(plain)) | set(bare(numbered)):
        assert found.count(text) == max(bare(plain).count(text), bare(numbered).count(text))
