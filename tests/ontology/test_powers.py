"""The forms of ontology/powers.toml tell what their examples say they tell, and nothing of their near misses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.namespace import SKOS

from kg.base.knowledge import read_knowledge
from kg.base.ontology import ontology_folder
from kg.base.powers import PowerForm
from kg.base.terms import Power
from kg.graph.vocabulary import KG
from tests.made import document, facts

FORMS = read_knowledge().powers.forms
EXAMPLES = [(form, text) for form in FORMS for text in form.examples]
NEAR_MISSES = [(form, text) for form in FORMS for text in form.near_misses]
_MARKS = re.compile(r"[\[\]{}]")


def told(text: str) -> list[tuple[Power, str, str]]:
    """The powers that a text tells: what, who by the words, towards whom by the words."""
    source = document(_MARKS.sub("", text))
    found = facts(source)
    spans = {row.entity.iri: row.text for row in found.mentions if row.entity}
    return [(one.power, spans[one.holder.iri], spans[one.towards.iri] if one.towards else "") for one in found.powers]


@pytest.mark.parametrize(("form", "text"), EXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_example(form: PowerForm, text: str) -> None:
    """An example tells the power of its form, of the actor in square brackets, towards the one in braces."""
    (holder,) = re.findall(r"\[(.+?)\]", text)
    towards = "".join(re.findall(r"\{(.+?)\}", text))
    assert (form.power, holder, towards) in told(text)


@pytest.mark.parametrize(("form", "text"), NEAR_MISSES, ids=lambda value: getattr(value, "id", None))
def test_near_miss(form: PowerForm, text: str) -> None:
    """A near miss does not tell the power of its form."""
    assert form.power not in {power for power, _, _ in told(text)}


def test_every_power_has_a_form_and_a_concept() -> None:
    """No power stands that nothing reads; each is a concept of the scheme, with a label and a definition in both languages."""
    graph = Graph().parse(Path(ontology_folder() / "concepts" / "powers.ttl"))
    assert {form.power for form in FORMS} == set(Power)
    for power in Power:
        assert (KG[power], SKOS.inScheme, KG.PowerScheme) in graph
        for predicate in (SKOS.prefLabel, SKOS.definition):
            assert {str(getattr(text, "language", "")) for text in graph.objects(KG[power], predicate)} == {"nl", "en"}
    assert len(EXAMPLES) >= 2 * len(Power) - len(FORMS)
