from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from kg.base.errors import KgError
from kg.base.knowledge import read_knowledge, read_macros
from kg.base.ontology import ontology_folder
from kg.base.terms import Kind

KNOWLEDGE = read_knowledge()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what the knowledge is read from, to spoil."""
    source = ontology_folder()
    for part in ("frames", "grammars", "lexicons", "patterns", "relations"):
        shutil.copytree(source / part, tmp_path / part)
    for part in ("registers", "powers.toml"):
        (tmp_path / part).symlink_to(source / part)
    return tmp_path


def test_knowledge_is_read_once() -> None:
    """The same folder gives the very same value: what is made of it once is made once a process."""
    assert read_knowledge() is KNOWLEDGE


def test_tables_become_values() -> None:
    """A line of a table is a value with its types; an empty cell of an IRI is None, names part at bars."""
    (chamber,) = (body for body in KNOWLEDGE.bodies if body.name == "Tweede Kamer der Staten-Generaal")
    assert chamber.iri == "https://identifier.overheid.nl/tooi/id/oorg/oorg10002"
    assert chamber.kind is Kind.ORGANISATION
    assert "uw Kamer" in chamber.names
    (council,) = (body for body in KNOWLEDGE.bodies if body.name == "ministerraad")
    assert (council.iri, council.names) == (None, ())
    (suppliers,) = (word for word in KNOWLEDGE.groups if word.plural == "aanbieders")
    assert (suppliers.singular, suppliers.compound, suppliers.kind) == ("aanbieder", True, Kind.ACTOR_GROUP)
    assert "vreemdelingenketen" in KNOWLEDGE.domains


def test_a_host_belongs_to_one_body() -> None:
    """A web address leads to a body only where no other has the same; www. does not count."""
    sites = [body.website.split("//")[-1].rstrip("/") for body in KNOWLEDGE.registers.organisations]
    owners = Counter(site.lower().removeprefix("www.") for site in sites)
    assert KNOWLEDGE.hosts["utrecht.nl"].name == "Gemeente Utrecht"
    assert [host for host in KNOWLEDGE.hosts if owners[host] > 1] == []
    shared = [site for site, count in owners.items() if count > 1 and "/" not in site]
    assert shared
    assert not set(shared) & set(KNOWLEDGE.hosts)


def test_stop_words_are_words() -> None:
    """The words that end a noun phrase are taken from the macros, also through macros they name."""
    assert {"de", "op", "en", "wordt", "niet", "zij"} <= KNOWLEDGE.stop_words
    assert not any("<" in word or "|" in word for word in KNOWLEDGE.stop_words)


def test_patterns_stand_under_the_name_of_their_file() -> None:
    """Each file of patterns is there, every pattern with an id that begins with it, and no id comes twice."""
    ids = [pattern.id for patterns in KNOWLEDGE.patterns.values() for pattern in patterns]
    assert {*KNOWLEDGE.patterns} == {path.stem for path in (ontology_folder() / "patterns").glob("*.toml")}
    assert all(pattern.id.startswith(f"{stem}#") for stem, found in KNOWLEDGE.patterns.items() for pattern in found)
    assert len(ids) == len(set(ids))


def test_a_rule_has_one_id() -> None:
    """No two rules share an id."""
    ids = [rule.id for rule in KNOWLEDGE.relations] + [frame.id for frame in KNOWLEDGE.frames.all]
    assert len(ids) == len(set(ids))


def test_another_folder_gives_other_knowledge(copy: Path) -> None:
    """What is read comes from the folder given."""
    (copy / "lexicons" / "domains.tsv").write_text("name\nproefketen\n", "utf-8")
    assert read_knowledge(copy).domains == ("proefketen",)


@pytest.mark.parametrize("line", ["alleen een naam", "a\tOrganisation\t\t\tte veel"])
def test_a_line_with_another_number_of_columns_is_an_error(copy: Path, line: str) -> None:
    """A line of a table that has too few or too many columns is named by file and number."""
    (copy / "lexicons" / "bodies.tsv").write_text(f"name\tkind\tiri\tnames\n{line}\n", "utf-8")
    with pytest.raises(KgError, match=r"^bodies\.tsv, line 2: expected 4 columns parted by tabs"):
        read_knowledge(copy)


def test_macros_that_are_not_toml_are_an_error(tmp_path: Path) -> None:
    """A file of macros that is malformed, or has none, is named."""
    path = tmp_path / "closed-class.toml"
    for text in ("[macros", "[other]\na = 'b'"):
        path.write_text(text, "utf-8")
        with pytest.raises(KgError, match=r"^closed-class\.toml: "):
            read_macros(path)


def test_a_missing_file_is_an_error_that_names_it(copy: Path) -> None:
    """A file that is not there is an error a person can act on."""
    (copy / "lexicons" / "groups.tsv").unlink()
    with pytest.raises(KgError, match=r"groups\.tsv"):
        read_knowledge(copy)
