from __future__ import annotations

from pathlib import Path

import pytest

from kg.base.errors import KgError
from kg.base.frames import Frame, read_frames
from kg.base.terms import Family, Kind, Modality, Predicate

SUPERVISES = """
predicate = "supervises"
subject = ["actor"]
object = ["actor", "domain"]

[[frame]]
name = "houdt-toezicht"
words = ["houden"]
with = "toezicht"
who = ["agent"]
whom = ["op"]

[[frame]]
name = "ziet-toe"
words = ["toezien", "houden"]
who = ["agent"]
whom = ["op"]
subject = ["Supervisor"]
"""
WORDS = '[lists]\nparticles = ["toe"]\npronoun = ["zij", "hij"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file of frames and the word lists."""
    (tmp_path / "supervises.toml").write_text(SUPERVISES, encoding="utf-8")
    (tmp_path / "words.toml").write_text(WORDS, encoding="utf-8")
    return tmp_path


def frames(folder: Path) -> dict[str, Frame]:
    """The frames by their ids."""
    return {frame.id: frame for frame in read_frames(folder).all}


def test_frames_come_by_file_and_in_its_order(folder: Path) -> None:
    """The id of a frame is file#name; the word lists are no frames."""
    assert list(frames(folder)) == ["frames/supervises#houdt-toezicht", "frames/supervises#ziet-toe"]


def test_a_frame_has_what_its_file_says(folder: Path) -> None:
    """Predicate, ends and cues come from the file; a frame's own types win."""
    found = frames(folder)
    first, second = found["frames/supervises#houdt-toezicht"], found["frames/supervises#ziet-toe"]
    actors = {kind for kind in Kind if kind.family is Family.ACTOR}
    assert first.predicate is Predicate.SUPERVISES
    assert first.subjects == actors
    assert first.objects == actors | {Kind.DOMAIN}
    assert second.subjects == {Kind.SUPERVISOR}
    assert second.cues == set(Modality)
    assert (first.subject_parts, first.object_parts, first.names_holder) == (("agent",), ("op",), False)


def test_what_belongs_is_a_whole_word(folder: Path) -> None:
    """The words that belong to a head are found as words, not within others; a frame may have none."""
    found = frames(folder)
    belongs = found["frames/supervises#houdt-toezicht"].belongs
    assert belongs is not None
    assert (bool(belongs.search("het toezicht op")), bool(belongs.search("de toezichthouder"))) == (True, False)
    assert found["frames/supervises#ziet-toe"].belongs is None


def test_frames_are_found_by_their_words(folder: Path) -> None:
    """A word leads to all frames that it heads, in their order."""
    by_word = read_frames(folder).by_word
    assert {word: [frame.id for frame in of_word] for word, of_word in by_word.items()} == {
        "houden": ["frames/supervises#houdt-toezicht", "frames/supervises#ziet-toe"],
        "toezien": ["frames/supervises#ziet-toe"],
    }


def test_verbs_are_found_by_their_stems(folder: Path) -> None:
    """A verb stands under its stems, a separable one with and without its particle."""
    verbs = read_frames(folder).verbs
    assert (verbs.of("houdt"), verbs.of("toeziet"), verbs.of("ziet")) == (("houden",), ("toezien",), ("zien",))


def test_word_lists_are_sets(folder: Path) -> None:
    """Each list of words.toml is there under its name."""
    assert read_frames(folder).lists == {"particles": {"toe"}, "pronoun": {"zij", "hij"}}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"supervises"', '"overheerst"', "predicate"),
        ('["Supervisor"]', '["Toezichthouder"]', "Toezichthouder"),
        ('name = "ziet-toe"', 'name = "Ziet toe!"', "name"),
        ('with = "toezicht"', 'wiht = "toezicht"', "wiht"),
        ('with = "toezicht"', 'with = "("', "houdt-toezicht"),
        ('words = ["houden"]\n', "", "words"),
        ('with = "toezicht"', 'basis = "subject"', "basis"),
        ("[[frame]]", "[[frame", ""),
    ],
)
def test_a_malformed_frame_is_an_error_that_names_the_file(folder: Path, old: str, new: str, says: str) -> None:
    """An unknown predicate, type or key, a bad expression or what is not TOML stops the reading and says in which file."""
    assert old in SUPERVISES
    (folder / "supervises.toml").write_text(SUPERVISES.replace(old, new), encoding="utf-8")
    with pytest.raises(KgError, match=r"supervises") as caught:
        read_frames(folder)
    assert says in str(caught.value)


@pytest.mark.parametrize("text", ["[[", "[woorden]"])
def test_malformed_word_lists_are_an_error(folder: Path, text: str) -> None:
    """Word lists that are not TOML, or none at all, are an error with the name of the file."""
    (folder / "words.toml").write_text(text, encoding="utf-8")
    with pytest.raises(KgError, match=r"words\.toml"):
        read_frames(folder)
