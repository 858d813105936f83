from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from kg.base.errors import UsageError
from kg.query.formats import Format, written
from kg.query.model import Answer, Cell, Triples, Verdict

A = ox.NamedNode("http://a.nl/a")
HOSTILE = ox.Literal("[bold]\x1b[2J<b>,\"'\x02", language="nl")
ANSWER = Answer(
    columns=("wie", "wat"),
    headings=("wie", "whom, or what"),
    rows=((Cell(A, "Inspectie"), Cell(HOSTILE, HOSTILE.value)), (Cell(A, "Inspectie"), None)),
    labelled=True,
)
TRIPLES = Triples((ox.Triple(A, ox.NamedNode("https://w3id.org/toezichtgraaf/def#file"), ox.Literal(1)),))


def test_csv() -> None:
    """CSV has the headings, labels, quotes where needed, empty for unbound, and CRLF."""
    assert (
        written(ANSWER, Format.CSV) == 'wie,"whom, or what"\r\nInspectie,"[bold]\x1b[2J<b>,""\'\x02"\r\nInspectie,\r\n'
    )
    assert written(Verdict(holds=True), Format.CSV) == "answer\r\ntrue\r\n"


def test_json() -> None:
    """JSON is SPARQL Results JSON; beside an IRI of a named question stands its label."""
    assert json.loads(written(ANSWER, Format.JSON)) == {
        "head": {"vars": ["wie", "wieLabel", "wat"]},
        "results": {
            "bindings": [
                {
                    "wie": {"type": "uri", "value": "http://a.nl/a"},
                    "wieLabel": {"type": "literal", "value": "Inspectie"},
                    "wat": {"type": "literal", "value": HOSTILE.value, "xml:lang": "nl"},
                },
                {
                    "wie": {"type": "uri", "value": "http://a.nl/a"},
                    "wieLabel": {"type": "literal", "value": "Inspectie"},
                },
            ]
        },
    }
    assert json.loads(written(Verdict(holds=False), Format.JSON)) == {"head": {}, "boolean": False}


@pytest.mark.parametrize("answer", [TRIPLES, ANSWER, Verdict(holds=True)])
def test_standard_readers_take_json_and_xml(answer: Answer | Verdict | Triples) -> None:
    """A reader of the standard formats takes them; signs that XML cannot hold are replaced."""
    for form, standard in ((Format.JSON, ox.QueryResultsFormat.JSON), (Format.XML, ox.QueryResultsFormat.XML)):
        read = ox.parse_query_results(written(answer, form), standard)
        if isinstance(read, ox.QuerySolutions):
            rows = [[term and str(term) for term in solution] for solution in read]
            assert (
                rows
                == {
                    id(TRIPLES): [["<http://a.nl/a>", "<https://w3id.org/toezichtgraaf/def#file>", str(ox.Literal(1))]],
                    id(ANSWER): [
                        [
                            str(A),
                            '"Inspectie"',
                            str(
                                HOSTILE
                                if form is Format.JSON
                                else ox.Literal("[bold]\ufffd[2J<b>,\"'\ufffd", language="nl")
                            ),
                        ],
                        [str(A), '"Inspectie"', None],
                    ],
                }[id(answer)]
            )
        else:
            assert bool(read) is True


def test_turtle() -> None:
    """Triples are Turtle with the project's prefixes; a table or truth value has no Turtle."""
    assert written(TRIPLES, Format.TURTLE).endswith("\n<http://a.nl/a> kg:file 1 .\n")
    with pytest.raises(UsageError, match="Turtle is for triples"):
        written(ANSWER, Format.TURTLE)
