from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.base.errors import KgError, UsageError
from kg.graph.vocabulary import Language
from kg.query.from_graph import ask, ask_free
from kg.query.model import Answer, Triples, Verdict
from kg.query.questions import question_named, read_questions

from .conftest import INSPECTION, Told

JENV = "Inspectie Justitie en Veiligheid"
AP = "Autoriteit Persoonsgegevens"
MINISTRY = "ministerie van Justitie en Veiligheid"
DRAFT = "Wet op de rijksinspecties"
PLAN = "Werkplan 2024"
NOTE = "notitie.txt"
POLICE_ACT = "Politiewet 2012"
ARTICLE = "artikel 65, lid 1, Politiewet 2012"
SAID = "gesteld"


def answer(store: ox.Store, name: str, language: Language = "nl", **params: str) -> list[tuple[str, ...]]:
    found = ask(store, question_named(name, read_questions()), params, language)
    return [tuple(cell.text if cell else "" for cell in row) for row in found.rows]


def test_who_supervises_whom(store: ox.Store, report: Told, note: Told) -> None:
    """Every statement of supervision stands there, with how sure it is, its basis, document and page."""
    assert answer(store, "wie-houdt-toezicht-op-wie") == [
        (AP, "Politie", "ontkend", "", NOTE, "", note.ids[1]),
        (JENV, MINISTRY, "gepland", DRAFT, PLAN, "1", report.ids[1]),
        (JENV, "Politie", SAID, "", NOTE, "", note.ids[0]),
        (JENV, "vreemdelingenketen", SAID, POLICE_ACT, PLAN, "1", report.ids[0]),
    ]


def test_what_a_supervisor_supervises(store: ox.Store, note: Told) -> None:
    """Only what the named supervisor supervises."""
    assert answer(store, "onder-toezicht-van", wie="Autoriteit Persoonsgegevens") == [
        (AP, "Politie", "ontkend", "", NOTE, "", note.ids[1]),
    ]


def test_who_supervises_this_one(store: ox.Store, note: Told) -> None:
    """All that are told to supervise the named one, or not to."""
    assert answer(store, "wie-houdt-toezicht-op", op="de politie") == [
        ("Politie", AP, "ontkend", "", NOTE, "", note.ids[1]),
        ("Politie", JENV, SAID, "", NOTE, "", note.ids[0]),
    ]


def test_on_which_basis(store: ox.Store, report: Told) -> None:
    """Every statement with a basis, the article named, and the basis's status where a document tells it."""
    assert answer(store, "op-welke-grondslag") == [
        (JENV, "houdt toezicht op", MINISTRY, "gepland", DRAFT, "", "in voorbereiding", PLAN, report.ids[1]),
        (JENV, "houdt toezicht op", "vreemdelingenketen", SAID, POLICE_ACT, "", "", PLAN, report.ids[0]),
        (MINISTRY, "wijst aan", JENV, SAID, POLICE_ACT, ARTICLE, "", PLAN, report.ids[5]),
    ]


def test_without_a_basis_in_force(store: ox.Store, report: Told, note: Told) -> None:
    """Supervision without a basis or with one in preparation; what is denied is no supervision."""
    assert answer(store, "zonder-geldende-grondslag") == [
        (JENV, MINISTRY, "gepland", DRAFT, "in voorbereiding", PLAN, "1", report.ids[1]),
        (JENV, "Politie", SAID, "", "", NOTE, "", note.ids[0]),
    ]


def test_instruments_in_preparation(store: ox.Store, report: Told) -> None:
    """An instrument in preparation with what it is expected to do."""
    assert answer(store, "instrumenten-in-voorbereiding") == [
        (DRAFT, "in voorbereiding", "waarborgt", JENV, "verwacht", PLAN, report.ids[3]),
    ]


def test_who_must_inform_whom(store: ox.Store, report: Told) -> None:
    """Who informs whom, with the words; nobody for one that informs nobody."""
    assert answer(store, "wie-moet-wie-informeren") == [
        ("Politie", JENV, "verplicht", "", PLAN, "2", "De politie moet de Inspectie informeren.", report.ids[4]),
    ]
    assert answer(store, "wie-moet-wie-informeren", wie=AP) == []


def test_what_rests_on_an_act(store: ox.Store, report: Told) -> None:
    """Statements that have the act as basis, and those that the act is subject of."""
    assert answer(store, "wat-rust-op-deze-wet", wet=POLICE_ACT) == [
        (POLICE_ACT, JENV, "houdt toezicht op", "vreemdelingenketen", SAID, PLAN, "1", report.ids[0]),
        (POLICE_ACT, MINISTRY, "wijst aan", JENV, SAID, PLAN, "2", report.ids[5]),
    ]
    assert [row[-1] for row in answer(store, "wat-rust-op-deze-wet", wet=DRAFT)] == [
        report.ids[index] for index in (1, 6, 3)
    ]


def test_cooperation(store: ox.Store, report: Told) -> None:
    """Cooperation holds both ways: a pair stands under both names, and is found by either."""
    assert answer(store, "samenwerking") == [
        (AP, JENV, SAID, "", PLAN, "1", report.ids[2]),
        (JENV, AP, SAID, "", PLAN, "1", report.ids[2]),
    ]
    assert answer(store, "samenwerking", wie="autoriteit persoonsgegevens") == [
        (AP, JENV, SAID, "", PLAN, "1", report.ids[2])
    ]


def test_designated_supervisors(store: ox.Store, report: Told) -> None:
    """Who is designated, by whom, on which basis, in which words."""
    words = "De minister heeft de Inspectie aangewezen krachtens de Politiewet 2012."
    assert answer(store, "aangewezen-toezichthouders") == [
        (JENV, MINISTRY, SAID, POLICE_ACT, PLAN, "2", words, report.ids[5])
    ]


def test_what_is_expected_of_an_act(store: ox.Store, report: Told) -> None:
    """What is not yet so and concerns the act, and that it is not yet in force."""
    assert [row[1:5] + row[-1:] for row in answer(store, "verwacht-van", wet="de wet op de rijksinspecties")] == [
        (JENV, "houdt toezicht op", MINISTRY, "gepland", report.ids[1]),
        (DRAFT, "heeft als juridische status", "in voorbereiding", SAID, report.ids[6]),
        (DRAFT, "waarborgt", JENV, "verwacht", report.ids[3]),
    ]
    assert answer(store, "verwacht-van", wet=POLICE_ACT) == []


def test_evidence_for_an_actor(store: ox.Store, report: Told, note: Told) -> None:
    """All words about an actor, whether it is subject, object or basis."""
    assert answer(store, "bewijs", naam="Politie") == [
        (
            "Politie",
            AP,
            "houdt toezicht op",
            "Politie",
            "ontkend",
            NOTE,
            "",
            "De AP houdt geen toezicht op de politie.",
            note.ids[1],
        ),
        (
            "Politie",
            JENV,
            "houdt toezicht op",
            "Politie",
            SAID,
            NOTE,
            "",
            "Zij houdt toezicht op de politie.",
            note.ids[0],
        ),
        (
            "Politie",
            "Politie",
            "informeert",
            JENV,
            "verplicht",
            PLAN,
            "2",
            "De politie moet de Inspectie informeren.",
            report.ids[4],
        ),
    ]


def test_documents(store: ox.Store) -> None:
    """Each document with its file, publisher, date, pages, statements and how many of these are told as fact."""
    assert answer(store, "documenten") == [
        (NOTE, NOTE, "", "", "", "2", "1"),
        (PLAN, "rapport.pdf", JENV, "2024-01-15", "2", "7", "4"),
    ]


def test_english(store: ox.Store, note: Told) -> None:
    """In English the headings, relations and degrees of certainty are English; names stay as they are."""
    found = ask(store, question_named("onder-toezicht-van", read_questions()), {"wie": AP}, "en")
    assert found.headings == ("who", "whom or what", "how sure", "legal basis", "document", "page", "statement")
    assert [tuple(cell.text if cell else "" for cell in row) for row in found.rows] == [
        (AP, "Politie", "negated", "", NOTE, "", note.ids[1])
    ]


@pytest.mark.parametrize(
    "name", ["Inspectie JenV", "de inspectie  jenv", "INSPECTIE JUSTITIE EN VEILIGHEID", INSPECTION.iri]
)
def test_names_are_found_by_any_form(store: ox.Store, name: str) -> None:
    """Label, other name, any case, an article in front, spaces, or the IRI itself."""
    assert len(answer(store, "onder-toezicht-van", wie=name)) == 3


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({}, "onder-toezicht-van: parameter 'wie' is missing. Give --param wie='…' (de toezichthouder)."),
        ({"wie": "Politie", "wat": "x"}, "onder-toezicht-van: no parameter 'wat'. It takes wie."),
        ({"wie": "politei"}, "nothing in the graph is called 'politei'. Did you mean \"Politie\"?"),
        (
            {"wie": "AP"},
            (
                "'AP' is the name of more than one thing: "
                "vreemdelingenketen <https://example.org/id/domain/vreemdelingenketen>; "
                "Autoriteit Persoonsgegevens <https://identifier.overheid.nl/tooi/id/organisatie/oorg2>. "
                "Give the IRI of the one you mean."
            ),
        ),
        ({"wie": 'x" } INSERT {'}, "nothing in the graph is called 'x\" } INSERT {'. No statement speaks of it."),
        (
            {"wie": "https://example.org/none"},
            "nothing in the graph is called 'https://example.org/none'. No statement speaks of it.",
        ),
    ],
)
def test_wrong_parameters(store: ox.Store, params: dict[str, str], message: str) -> None:
    """A missing, unknown or ambiguous value says which, and what would do."""
    with pytest.raises(UsageError) as error:
        ask(store, question_named("onder-toezicht-van", read_questions()), params)
    assert str(error.value) == message


def test_free_queries(store: ox.Store) -> None:
    """Solutions in the query's own order and unlabelled; a truth value; triples sorted and each once."""
    found = ask_free(store, "SELECT ?o ?none { ?s kg:supervises ?o } ORDER BY DESC(STR(?o))")
    assert isinstance(found, Answer)
    assert [[cell and cell.text for cell in row] for row in found.rows] == [
        ["https://identifier.overheid.nl/tooi/id/organisatie/oorg3", None],
        ["https://example.org/id/domain/vreemdelingenketen", None],
    ]
    assert ask_free(store, "ASK { ?s kg:informs ?o }") == Verdict(holds=False)
    triples = ask_free(store, "CONSTRUCT { ?o kg:supervisedBy ?s } WHERE { ?s kg:supervises ?o }")
    assert isinstance(triples, Triples)
    assert [str(triple.subject) for triple in triples.triples] == [
        "<https://example.org/id/domain/vreemdelingenketen>",
        "<https://identifier.overheid.nl/tooi/id/organisatie/oorg3>",
    ]


def test_free_queries_fetch_and_change_nothing(store: ox.Store) -> None:
    """SERVICE is refused before anything is fetched."""
    with pytest.raises(KgError, match="SERVICE is not allowed"):
        ask_free(store, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
