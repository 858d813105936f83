"""The forms of a verb lead to its infinitive."""

from __future__ import annotations

import pytest

from kg.base.verbs import StrongVerb, VerbForms, verb_forms

STRONG = (
    StrongVerb("wijzen", ("wijs", "wijst", "wees", "wezen"), "gewezen"),
    StrongVerb("zien", ("zie", "ziet", "zag", "zagen"), "gezien"),
)
FORMS: VerbForms = verb_forms(
    ("controleren", "toezien", "aanwijzen", "bewijzen", "onderzoeken", "autoriteit"), ("aan", "toe", "onder"), STRONG
)


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("controleert", "controleren"),
        ("Controleerde", "controleren"),
        ("gecontroleerd", "controleren"),
        ("toeziet", "toezien"),
        ("toegezien", "toezien"),
        ("aangewezen", "aanwijzen"),
        ("aanwees", "aanwijzen"),
        ("bewezen", "bewijzen"),
        ("onderzoekt", "onderzoeken"),
    ],
)
def test_forms(form: str, verb: str) -> None:
    """Regular and strong forms, with a particle, with one before "ge", and with a prefix that takes no "ge"."""
    assert verb in FORMS.of(form)


@pytest.mark.parametrize("word", ["autoriteit", "autoriteiten", "raad", "", "1"])
def test_no_forms(word: str) -> None:
    """A noun, a number and nothing are forms of no verb."""
    assert FORMS.of(word) == ()


def test_what_stands_without_its_particle() -> None:
    """The form of a separable verb leads to the verb without particle too: the particle may stand elsewhere."""
    assert FORMS.of("wijst") == ("wijzen",)
