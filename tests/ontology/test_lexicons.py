"""The tables of ontology/lexicons are in order, and the cues of modality read what a reader would."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from kg.base.knowledge import read_knowledge
from kg.base.ontology import ontology_folder
from kg.base.registers import BWB_IRI
from kg.base.terms import Kind, Modality
from kg.facts.clause import modality_of
from tests.made import document, told

KNOWLEDGE = read_knowledge()
LEXICONS = ontology_folder() / "lexicons"
RULE = replace(KNOWLEDGE.relations[0], cues=frozenset(Modality))


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a table: every line has as many cells as the first."""
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    names = header.split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines]


TABLES = sorted(path.name for path in LEXICONS.glob("*.tsv"))


def test_all_tables_are_looked_at() -> None:
    """The tables that these tests know are those that are there."""
    assert TABLES == [
        "bodies.tsv",
        "conventions.tsv",
        "domains.tsv",
        "expressions.tsv",
        "groups.tsv",
        "languages.tsv",
        "no-bodies.tsv",
        "ordinals.tsv",
        "strong-verbs.tsv",
        "verbs.tsv",
    ]


@pytest.mark.parametrize("name", TABLES)
def test_no_line_comes_twice(name: str) -> None:
    """The first column of a table tells its lines apart."""
    first = [next(iter(row.values())) for row in table(LEXICONS / name)]
    assert sorted({one for one in first if first.count(one) > 1}) == []
    assert all(first)


@pytest.mark.parametrize(
    "name",
    ["bodies.tsv", "expressions.tsv", "groups.tsv", "languages.tsv", "no-bodies.tsv", "strong-verbs.tsv", "verbs.tsv"],
)
def test_long_tables_are_sorted(name: str) -> None:
    """A table of words is sorted by its first column, so that two editors put a line in the same place."""
    first = [next(iter(row.values())) for row in table(LEXICONS / name)]
    assert first == sorted(first)


@pytest.mark.parametrize("name", TABLES)
def test_cells_have_no_space_around(name: str) -> None:
    """No cell, and no name in a list of names, has white space at its ends or an empty alternative."""
    for row in table(LEXICONS / name):
        for cell in row.values():
            assert cell == cell.strip()
            assert not re.search(r"^\||\|\||\|$|  ", cell)
            assert all(part == part.strip() for part in cell.split("|"))


@pytest.mark.parametrize("name", ["bodies.tsv", "groups.tsv"])
def test_kinds_are_types(name: str) -> None:
    """The type of a body or group is one that the ontology has, and one of an actor."""
    for row in table(LEXICONS / name):
        assert Kind(row["kind"]).family == "actor"


def test_bodies_are_registered_under_their_iri() -> None:
    """An IRI in bodies.tsv is one that the registers have: a typing error would be a new identity."""
    known = {*KNOWLEDGE.registers.organisation_by_iri, *KNOWLEDGE.registers.act_by_iri}
    assert [body.name for body in KNOWLEDGE.bodies if body.iri and body.iri not in known] == []
    assert not any((body.iri or "").startswith(BWB_IRI) for body in KNOWLEDGE.bodies)


def test_conventions_lead_to_registered_bodies() -> None:
    """A convention is about a registered body, in the company of things that the registers have or of kinds of them."""
    known = {*KNOWLEDGE.registers.organisation_by_iri, *KNOWLEDGE.registers.act_by_iri}
    for convention in KNOWLEDGE.conventions:
        assert convention.iri in KNOWLEDGE.registers.organisation_by_iri
        assert [one for one in convention.company if one not in known and not one.endswith("/")] == []


def test_a_body_does_not_repeat_its_name() -> None:
    """Further names differ from the name and from each other, and no name leads to two bodies of the table."""
    names = [name for body in KNOWLEDGE.bodies for name in (body.name, *body.names)]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_singular_and_plural_differ() -> None:
    """A group's plural is not its singular, all words are in lower case, and compounds are yes or no."""
    for row in table(LEXICONS / "groups.tsv"):
        assert row["plural"] != row["singular"]
        assert row["plural"]
        assert (row["plural"], row["singular"]) == (row["plural"].lower(), row["singular"].lower())
        assert row["compound"] in ("yes", "no")


def test_no_form_of_a_group_leads_to_two() -> None:
    """A word is the plural or singular of one group alone."""
    forms = [form for word in KNOWLEDGE.groups for form in (word.plural, word.singular) if form]
    assert sorted({form for form in forms if forms.count(form) > 1}) == []


def test_a_verb_has_all_its_forms() -> None:
    """Every verb has finite, final and infinitive forms and a participle, as words; the particle opens a separable infinitive."""
    for row in table(LEXICONS / "verbs.tsv"):
        for column in ("finite", "final", "infinitive", "participle"):
            assert row[column], f"{row['lemma']}: no {column}"
            assert re.fullmatch(r"[a-zà-ÿ ]+(?:\|[a-zà-ÿ ]+)*", row[column])
        assert row["lemma"].startswith(row["particle"])
        if row["particle"]:
            assert row["participle"].split("|")[0].startswith(row["particle"])


def test_lists_of_words_have_no_duplicates() -> None:
    """A list is a word a line, in lower case, without its last stop, each once."""
    for name in ("abbreviations.txt", "articles.txt"):
        words = (LEXICONS / name).read_text(encoding="utf-8").split("\n")
        assert words.pop() == ""
        assert len(words) == len(set(words))
        assert all(word == word.strip().casefold() and not word.endswith(".") for word in words)


def test_measured_rules_exist() -> None:
    """Each line of confidence.tsv is about a rule that is there, and its number is a share of what was given."""
    rules = {rule.id for rule in KNOWLEDGE.relations} | {frame.id for frame in KNOWLEDGE.frames.all}
    rules |= {pattern.id for patterns in KNOWLEDGE.patterns.values() for pattern in patterns}
    for row in table(ontology_folder() / "relations" / "confidence.tsv"):
        assert row["rule"] in rules
        assert 0 < float(row["confidence"]) <= 1
        assert 0 <= int(row["right"]) <= int(row["given"])


@pytest.mark.parametrize(
    ("clause", "modality"),
    [
        ("de inspectie houdt toezicht", Modality.ASSERTED),
        ("de inspectie houdt niet alleen toezicht", Modality.ASSERTED),
        ("de inspectie houdt geen toezicht", Modality.NEGATED),
        ("de inspectie houdt niet langer toezicht", Modality.NEGATED),
        ("de inspectie zal geen toezicht houden", Modality.NEGATED),
        ("de inspectie kan nooit toezicht houden", Modality.NEGATED),
        ("de inspectie houdt naar verwachting toezicht", Modality.EXPECTED),
        ("naar alle waarschijnlijkheid houdt de inspectie toezicht", Modality.EXPECTED),
        ("de inspectie zal naar verwachting toezicht houden", Modality.EXPECTED),
        ("de inspectie moet toezicht houden", Modality.REQUIRED),
        ("de inspectie dient toezicht te houden", Modality.REQUIRED),
        ("de inspectie is verplicht toezicht te houden", Modality.REQUIRED),
        ("de inspectie kan toezicht houden", Modality.POSSIBLE),
        ("de inspectie mag toezicht houden", Modality.POSSIBLE),
        ("de inspectie is bevoegd toezicht te houden", Modality.POSSIBLE),
        ("de inspectie zal toezicht houden", Modality.PLANNED),
        ("de inspectie gaat toezicht houden", Modality.PLANNED),
        ("de inspectie is van plan toezicht te houden", Modality.PLANNED),
        ("de inspectie moest toezicht houden", Modality.REQUIRED),
        ("de inspectie heeft toegezegd toezicht te houden", Modality.PLANNED),
        ("de gemeenten kantelen de verplichtingen", Modality.ASSERTED),
        ("de inspectie gaat elk jaar na of de wet werkt", Modality.ASSERTED),
        ("de deken dient een klacht in", Modality.ASSERTED),
        ("de deken heeft de raad van advies te dienen", Modality.ASSERTED),
        ("de inspectie houdt al dan niet gevraagd toezicht", Modality.ASSERTED),
    ],
)
def test_cues_of_modality(clause: str, modality: Modality) -> None:
    """Each modality is read from its words; where several stand in a clause, the one that says least surely that it is so."""
    assert modality_of(clause, 0, RULE.cues, KNOWLEDGE) is modality


def test_cues_are_of_all_modalities_but_asserted() -> None:
    """Every modality has a cue; what has none is asserted."""
    assert {cue.modality for cue in KNOWLEDGE.modality} == set(Modality) - {Modality.ASSERTED}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("De Inspectie Justitie en Veiligheid houdt toezicht op de politie.", "asserted"),
        ("De Inspectie Justitie en Veiligheid zal toezicht houden op de politie.", "planned"),
        ("Naar verwachting houdt de Inspectie Justitie en Veiligheid toezicht op de politie.", "expected"),
        ("De Inspectie Justitie en Veiligheid kan toezicht houden op de politie.", "possible"),
        ("De Inspectie Justitie en Veiligheid moet toezicht houden op de politie.", "required"),
        ("De Inspectie Justitie en Veiligheid houdt geen toezicht op de politie.", "negated"),
    ],
)
def test_a_fact_has_the_modality_of_its_words(text: str, modality: str) -> None:
    """From the text to the fact: what is not asserted is never told as if it were."""
    assert told(document(text)) == [("Inspectie Justitie en Veiligheid", "supervises", "Politie", modality)]
