from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.base.errors import KgError
from kg.base.mask import BARRIER, GOVERNED, masked
from kg.base.relations import RelationRule, read_modality, read_reduction, read_relations, reserved_words
from kg.base.span import Span
from kg.base.terms import Family, Kind, Modality, Predicate, Status

MACROS = {"preposition": "op|van", "determiner": "de|het"}
GRAMMAR = r"""
[reduction]
lead = '(?:\b(?:de|het) )?'
comma = ', '
conjunct = ' en '
mark = ''
governor = '<<preposition>>'
barrier = '(?:dat|die)'

[macros]
gap = '[^;<<mention>><<barrier>>]{0,80}?'
near = '[^,;<<mention>><<barrier>>]{0,40}?'
begin = '^'
ends = '\b'

[orders]
active = ["<<bare>>{subject}<<gap>><<finite>><<gap>><<core>><<particle>><<near>><<object>>"]
passive = ["<<object_first>><<gap>> door {subject}<<gap>><<participle>>"]
"""
VERBS = (
    "lemma\tfinite\tfinal\tinfinitive\tparticiple\tparticle\n"
    "houden\thoudt|houden\thoudt\thouden\tgehouden\t\n"
    "toezien\tziet\ttoeziet\ttoe te zien\ttoegezien\ttoe\n"
)
SUPERVISES = """
predicate = "supervises"
subject = ["actor"]
object = ["actor", "domain"]

[[frame]]
name = "houdt"
verb = "houden"
core = "toezicht"
governs = "op {thing}"
examples = ["De [A] houdt toezicht op de [B]."]
near_misses = ["niets"]

[[frame]]
name = "ziet-toe"
verb = "toezien"
governs = "op {object}"
subject = ["Supervisor"]
passive = true

[[construction]]
name = "samen"
trigger = "samen|bijeen"
members = true
patterns = ["{members} samen"]
"""
STATUS = """
subject = ["instrument"]

[[status]]
name = "voorbereiding"
status = "inPreparation"
trigger = "voorbereiding"
patterns = ["{subject} is in voorbereiding"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of rules with a small grammar."""
    relations, lexicons = tmp_path / "relations", tmp_path / "lexicons"
    relations.mkdir()
    lexicons.mkdir()
    (relations / "grammar.toml").write_text(GRAMMAR, encoding="utf-8")
    (relations / "supervises.toml").write_text(SUPERVISES, encoding="utf-8")
    (relations / "status.toml").write_text(STATUS, encoding="utf-8")
    (lexicons / "verbs.tsv").write_text(VERBS, encoding="utf-8")
    return relations


def rules(folder: Path) -> dict[str, RelationRule]:
    """The rules by their ids."""
    return {rule.id: rule for rule in read_relations(folder, MACROS)}


def shown(text: str, **kinds: Kind | None) -> str:
    """`text` with each word that is a key masked as a mention of that type."""
    places = sorted((match.span(), kinds[match[0]]) for match in re.finditer(r"\w+", text) if match[0] in kinds)
    return masked(text, 0, [(Span(*span), kind) for span, kind in places]).text


def test_rules_come_by_file_and_in_its_order(folder: Path) -> None:
    """The id of a rule is file#name; frames come first, then constructions, then statuses; the grammar is no rule."""
    assert list(rules(folder)) == [
        "status#voorbereiding",
        "supervises#houdt",
        "supervises#ziet-toe",
        "supervises#samen",
    ]


def test_a_rule_tells_a_relation_or_a_status(folder: Path) -> None:
    """A rule of a relation has the predicate of its file, one of a status has none."""
    found = rules(folder)
    assert (found["supervises#houdt"].predicate, found["supervises#houdt"].status) == (Predicate.SUPERVISES, None)
    assert (found["status#voorbereiding"].predicate, found["status#voorbereiding"].status) == (
        None,
        Status.IN_PREPARATION,
    )


def test_ends_are_families_or_types(folder: Path) -> None:
    """A family stands for all its types; a rule's own types win over those of its file."""
    found = rules(folder)
    actors = {kind for kind in Kind if kind.family is Family.ACTOR}
    assert found["supervises#houdt"].subjects == actors
    assert found["supervises#houdt"].objects == actors | {Kind.DOMAIN}
    assert found["supervises#ziet-toe"].subjects == {Kind.SUPERVISOR}
    assert found["status#voorbereiding"].subjects == {Kind.ACT, Kind.REGULATION, Kind.AGREEMENT}


def test_all_modalities_befall_a_rule_that_names_none(folder: Path) -> None:
    """Without `cues` every modality counts."""
    assert rules(folder)["supervises#houdt"].cues == set(Modality)


def test_an_order_of_the_grammar_makes_the_patterns_of_a_frame(folder: Path) -> None:
    """The verb, its core and what it governs fill the slots; the groups hold exactly the ends."""
    rule = rules(folder)["supervises#houdt"]
    text = shown("x houdt nu toezicht op y", x=Kind.SUPERVISOR, y=Kind.ORGANISATION)
    (pattern,) = rule.patterns
    found = pattern.search(text)
    assert found is not None
    assert (found.span("subject"), found.span("object")) == ((0, 1), (len(text) - 1, len(text)))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("x houdt toezicht op y", {"x": Kind.ACT, "y": Kind.ORGANISATION}),
        ("x houdt toezicht op y", {"x": Kind.SUPERVISOR, "y": Kind.ACT}),
        ("x houdt z toezicht op y", {"x": Kind.SUPERVISOR, "z": Kind.POST, "y": Kind.ORGANISATION}),
        ("x houdt; toezicht op y", {"x": Kind.SUPERVISOR, "y": Kind.ORGANISATION}),
        (f"x houdt {BARRIER}dat toezicht op y", {"x": Kind.SUPERVISOR, "y": Kind.ORGANISATION}),
        (f"{GOVERNED}x houdt toezicht op y", {"x": Kind.SUPERVISOR, "y": Kind.ORGANISATION}),
    ],
)
def test_other_types_mentions_between_and_clauses_are_no_match(
    folder: Path, text: str, kinds: dict[str, Kind | None]
) -> None:
    """A pattern needs the types, no mention or clause between, and a subject that no preposition governs."""
    marks = {BARRIER: "\ufdd0", GOVERNED: "\ufdd1"}
    for mark, stand_in in marks.items():
        text = text.replace(mark, stand_in)
    hidden = shown(text, **kinds)
    for mark, stand_in in marks.items():
        hidden = hidden.replace(stand_in, mark)
    (pattern,) = rules(folder)["supervises#houdt"].patterns
    assert pattern.search(hidden) is None


def test_only_a_thing_may_be_a_noun_phrase(folder: Path) -> None:
    """{thing} takes noun phrases as well, {object} and {subject} do not."""
    found = rules(folder)
    with_thing = shown("x houdt toezicht op y", x=Kind.SUPERVISOR, y=None)
    assert found["supervises#houdt"].patterns[0].search(with_thing)
    with_object = shown("x ziet toe op y", x=Kind.SUPERVISOR, y=None)
    assert not any(pattern.search(with_object) for pattern in found["supervises#ziet-toe"].patterns)
    assert not found["supervises#houdt"].patterns[0].search(shown("x houdt toezicht op y", x=None, y=None))


def test_the_passive_is_only_for_frames_that_have_one(folder: Path) -> None:
    """The orders of the passive make patterns only where the frame says so."""
    found = rules(folder)
    assert len(found["supervises#houdt"].patterns) == 1
    assert len(found["supervises#ziet-toe"].patterns) == 2


def test_members_are_at_least_two(folder: Path) -> None:
    """{members} is a run of two or more."""
    (pattern,) = rules(folder)["supervises#samen"].patterns
    one, two = shown("x samen", x=Kind.POST), shown("xy samen", xy=Kind.POST)
    assert pattern.search(one) is None
    assert pattern.search(two[0] + two) is not None


@pytest.mark.parametrize(
    ("rule", "text", "holds"),
    [
        ("supervises#houdt", "het toezicht is er", True),
        ("supervises#houdt", "de toezichthouder", False),
        ("supervises#ziet-toe", "hij ziet er niet op toe", True),
        ("supervises#ziet-toe", "hij ziet het niet", False),
        ("supervises#ziet-toe", "om toe te zien", True),
        ("supervises#samen", "zij komen bijeen", True),
        ("supervises#samen", "de verzamen", False),
    ],
)
def test_a_trigger_is_the_core_or_a_form_of_the_verb(folder: Path, *, rule: str, text: str, holds: bool) -> None:
    """A frame is triggered by its core, else by a form of its verb with its particle; a construction by its own words."""
    assert bool(rules(folder)[rule].trigger.search(text)) == holds


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('"supervises"\nsubject', '"overheerst"\nsubject'), "predicate"),
        (('verb = "houden"', 'verb = "vliegen"'), "unknown 'vliegen'"),
        (('governs = "op {thing}"', 'governs = "op <<niets>>"'), "unknown 'niets'"),
        (('governs = "op {thing}"', 'gouverns = "op {thing}"'), "gouverns"),
        (('name = "samen"', 'name = "Samen!"'), "name"),
        (("members = true", "members = 7"), "members"),
    ],
)
def test_a_malformed_rule_is_an_error_that_names_the_file(folder: Path, change: tuple[str, str], says: str) -> None:
    """An unknown predicate, verb, macro or key stops the reading and says in which file."""
    assert change[0] in SUPERVISES
    (folder / "supervises.toml").write_text(SUPERVISES.replace(*change), encoding="utf-8")
    with pytest.raises(KgError) as caught:
        read_relations(folder, MACROS)
    assert str(caught.value).startswith("relations/supervises.toml: ")
    assert says in str(caught.value)


@pytest.mark.parametrize("name", ["supervises.toml", "grammar.toml"])
def test_what_is_not_toml_is_an_error(folder: Path, name: str) -> None:
    """A file that is not TOML is named."""
    (folder / name).write_text("[[", encoding="utf-8")
    with pytest.raises(KgError, match=name):
        read_relations(folder, MACROS)


def test_an_unknown_type_is_an_error(folder: Path) -> None:
    """A subject that is neither a type nor a family is refused."""
    (folder / "supervises.toml").write_text(SUPERVISES.replace('["Supervisor"]', '["Toezichthouder"]'), "utf-8")
    with pytest.raises(KgError, match="Toezichthouder"):
        read_relations(folder, MACROS)


def test_reserved_words_are_all_that_rules_look_for(folder: Path) -> None:
    """Forms of verbs, words of triggers, patterns and macros are reserved; a word of an example is not."""
    words = reserved_words(folder, MACROS, ["krachtens(?: de)?"])
    assert {"houdt", "gehouden", "toezicht", "samen", "bijeen", "voorbereiding", "krachtens"} <= words
    assert "niets" not in words


def test_a_run_is_a_list_of_mentions(folder: Path) -> None:
    """A run is mentions joined by commas and a conjunction, with their articles; its governor is the preposition before it."""
    reduction = read_reduction(folder, MACROS)
    text = shown("nu op de x, y en het z dan", x=Kind.ACT, y=Kind.POST, z=None)
    (run,) = reduction.run.finditer(text)
    assert (run[0], run["governor"]) == (text[3:-4], "op")
    apart = shown("x, y dan", x=Kind.ACT, y=Kind.POST)
    assert [found[0] for found in reduction.run.finditer(apart)] == [apart[0], apart[3]]


def test_the_barrier_is_a_whole_word(folder: Path) -> None:
    """A word that opens a clause counts only where it stands by itself."""
    reduction = read_reduction(folder, MACROS)
    assert [found.start() for found in reduction.barrier.finditer("die dienst zegt dat")] == [0, 16]


def test_cues_of_modality_keep_their_order(tmp_path: Path) -> None:
    """The cues come in the order of the file, macros put in: the first one found decides."""
    path = tmp_path / "modality.toml"
    path.write_text(
        "[[cue]]\nmodality = 'negated'\nregex = 'niet'\n\n[[cue]]\nmodality = 'planned'\nregex = '<<zal>>'\n", "utf-8"
    )
    cues = read_modality(path, {"zal": "zal|zullen"})
    assert [(cue.modality, cue.regex.pattern) for cue in cues] == [
        (Modality.NEGATED, "niet"),
        (Modality.PLANNED, "(?:zal|zullen)"),
    ]


@pytest.mark.parametrize(
    "text",
    ["[[cue", "[cues]", "[[cue]]\nmodality = 'zeker'\nregex = 'a'", "[[cue]]\nmodality = 'planned'\nregex = '('"],
)
def test_a_malformed_file_of_cues_is_an_error(tmp_path: Path, text: str) -> None:
    """What is not TOML, has no cue, an unknown modality or a bad expression is an error with the name of the file."""
    path = tmp_path / "modality.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(KgError, match=r"modality\.toml"):
        read_modality(path, {})
