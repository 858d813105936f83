from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.base.stems import stems, stems_of_infinitive

ENDINGS = ("", "t", "de", "den", "en", "end", "ende")


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("houdt", "houden"),
        ("gehouden", "houden"),
        ("meldde", "melden"),
        ("leggen", "leggen"),
        ("legt", "leggen"),
        ("beboet", "beboeten"),
        ("geeft", "geven"),
        ("geïnspecteerd", "inspecteren"),
        ("Adviseert", "adviseren"),
    ],
)
def test_forms_of_a_regular_verb_share_its_stem(form: str, verb: str) -> None:
    """Doubled letters, v and f, diaereses and capitals do not part a form from its verb."""
    assert stems(form) & stems_of_infinitive(verb)


@pytest.mark.parametrize(("form", "verb"), [("meld", "houden"), ("aangewezen", "aanwijzen"), ("om", "komen")])
def test_other_words_share_no_stem(form: str, verb: str) -> None:
    """Another verb, a strong form and a word that is too short share nothing."""
    assert not stems(form) & stems_of_infinitive(verb)


@given(
    st.text("bdfgklmnprst", min_size=2, max_size=4), st.sampled_from("aeiou"), st.sampled_from(["", "ge"]), st.data()
)
def test_every_ending_is_taken_off(start: str, vowel: str, prefix: str, data: st.DataObject) -> None:
    """Whatever stem a verb has, its forms with any ending lead back to it."""
    stem = start + vowel + "k"
    form = prefix + stem + data.draw(st.sampled_from(ENDINGS))
    assert stems(form) & stems_of_infinitive(stem + "en")
