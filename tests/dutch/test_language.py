from __future__ import annotations

import pytest

from kg.base.issues import Severity
from kg.base.knowledge import read_knowledge
from kg.document.model import BlockKind, Document
from kg.dutch.language import dutch_of, other_language
from tests.made import document

KNOWLEDGE = read_knowledge()
# The same story in several languages, our own words.
DUTCH = (
    "De toezichthouder houdt een lijst bij van de instellingen die hij het afgelopen jaar heeft bekeken. Als een instelling zich "
    "niet aan de regels houdt, laat de toezichthouder dat schriftelijk weten en stelt hij een termijn vast."
)
OTHERS = {
    "de": "Die Aufsichtsbehörde führt eine Liste der Stellen, die sie im vergangenen Jahr geprüft hat. Wenn eine Stelle die Regeln "
    "nicht einhält, teilt die Behörde ihr dies schriftlich mit und setzt eine Frist, in der die Sache in Ordnung zu bringen ist.",
    "en": "Each supervisory authority keeps a list of the bodies that it has examined in the past year. When a body does not meet "
    "the rules, the authority tells it so in writing and sets a term within which the matter must be put right.",
    "es": "La autoridad lleva una lista de los organismos que ha examinado durante el año pasado. Cuando un organismo no cumple las "
    "reglas, la autoridad se lo comunica por escrito y fija un plazo para que se corrija la situación.",
    "fr": "L’autorité tient une liste des organismes qu’elle a contrôlés au cours de l’année passée. Lorsqu’un organisme ne respecte "
    "pas les règles, l’autorité le lui fait savoir par écrit et fixe un délai dans lequel la situation doit être corrigée.",
    "fy": "De tafersjochhâlder hâldt in list by fan de ynstellingen dy't er it ôfrûne jier besjoen hat. As in ynstelling har net "
    "oan de regels hâldt, dan lit de tafersjochhâlder dat skriftlik witte en stelt in termyn fêst dêr't de saak yn oplost wurde moat.",
    "it": "L'autorità tiene un elenco degli organismi che ha esaminato nel corso dell'anno passato. Quando un organismo non rispetta "
    "le regole, l'autorità glielo comunica per iscritto e fissa un termine entro il quale la questione deve essere risolta.",
    "pl": "Organ nadzoru prowadzi listę jednostek, które zbadał w ubiegłym roku. Jeżeli jednostka nie przestrzega przepisów, organ "
    "informuje ją o tym na piśmie i wyznacza termin, w którym sprawa musi być załatwiona, o czym informuje się ministra.",
    "pt": "A autoridade mantém uma lista dos organismos que examinou no ano passado. Quando um organismo não cumpre as regras, a "
    "autoridade comunica-o por escrito e fixa um prazo para que a situação seja corrigida pelo organismo.",
    "tr": "Denetim kurumu, geçen yıl incelediği kuruluşların bir listesini tutar. Bir kuruluş kurallara uymuyorsa, kurum bunu ona "
    "yazılı olarak bildirir ve sorunun giderilmesi için bir süre belirler. Bu konuda bakana bilgi verilir ve daha sonra rapor yayımlanır.",
}


def blocks(source: Document) -> list[list[str]]:
    """The blocks of each page that are left."""
    return [[block.span.of(source.text) for block in page.blocks] for page in source.pages]


@pytest.mark.parametrize("code", sorted(OTHERS))
def test_another_language_is_known_by_its_small_words(code: str) -> None:
    """A paragraph in another language is told by its small words, Frisian too."""
    assert other_language(OTHERS[code], KNOWLEDGE) == code


@pytest.mark.parametrize(
    "text",
    [
        DUTCH,
        DUTCH.upper(),
        (
            "De European Data Protection Board en de European Banking Authority werken samen met De Nederlandsche Bank aan de Digital "
            "Operational Resilience Act en de Artificial Intelligence Act, zo blijkt uit The State of the Digital Decade."
        ),
        "12 14 16 18 A B C D 2012 2013 2014 " * 20,
        "Naam Adres Plaats Telefoon Bedrag Datum " * 10,
        "o o k e n d e r e o v a n h e t w e r k i n d e i n " * 5,
        "The rules of the board.",
        "",
    ],
    ids=["prose", "capitals", "English names", "numbers", "a form", "letters apart", "too short", "nothing"],
)
def test_dutch_and_what_cannot_be_told_is_no_other_language(text: str) -> None:
    """Names in English, tables and scraps are no other language."""
    assert other_language(text, KNOWLEDGE) is None


def test_a_document_in_another_language_has_nothing_to_read() -> None:
    """All its blocks go, each page says why, and one warning tells it."""
    found = dutch_of(document(OTHERS["en"], OTHERS["en"]), KNOWLEDGE)
    assert blocks(found.items[0]) == [[], []]
    assert [page.unread for page in found.items[0].pages] == ["in another language: Engels"] * 2
    assert [str(issue) for issue in found.issues] == [
        "stuk.txt: is in another language (Engels, en); only Dutch is read. Give the Dutch version, where there is one."
    ]
    assert [(issue.code, issue.severity) for issue in found.issues] == [("document-other-language", Severity.WARNING)]


def test_pages_in_another_language_are_told_together() -> None:
    """The issue stands at the first of the pages and names them all; the text and the other pages stay as they are."""
    source = document(DUTCH, OTHERS["de"], OTHERS["de"], DUTCH, OTHERS["de"])
    found = dutch_of(source, KNOWLEDGE)
    assert blocks(found.items[0]) == [[DUTCH], [], [], [DUTCH], []]
    assert found.items[0].text == source.text
    (issue,) = found.issues
    assert str(issue) == (
        "stuk.txt p. 2: pages 2-3, 5 are in another language (Duits, de); only Dutch is read. "
        "Give the Dutch version, where there is one."
    )


def test_a_quoted_paragraph_is_left_out_alone() -> None:
    """On a page in Dutch only the paragraph in another language goes; a short one and a heading stay."""
    page = f"{DUTCH}\n{OTHERS['fr']}\nThe rules of the board.\n{DUTCH}"
    found = dutch_of(document(page), KNOWLEDGE)
    assert blocks(found.items[0]) == [[DUTCH, "The rules of the board.", DUTCH]]
    assert found.items[0].pages[0].unread == ""
    assert [(str(issue), issue.severity) for issue in found.issues] == [
        ("stuk.txt: a paragraph is in another language (Frans, fr); only Dutch is read.", Severity.NOTE)
    ]


def test_a_table_is_not_judged() -> None:
    """The words of a table are of no language, and say nothing of their page."""
    table = OTHERS["en"]
    source = document(f"{table}\n{DUTCH}", kinds={table: BlockKind.TABLE})
    assert dutch_of(source, KNOWLEDGE).items == (source,)


def test_a_dutch_document_stays_the_same() -> None:
    """Where all is Dutch the very document comes back, without issues."""
    source = document(DUTCH)
    assert dutch_of(source, KNOWLEDGE) == type(dutch_of(source, KNOWLEDGE))((source,), ())
