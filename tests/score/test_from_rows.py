from __future__ import annotations

import importlib.util
import io
import json
import random
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.base.errors import UsageError
from kg.base.terms import Family, Kind, Modality, Predicate, Status
from kg.score.from_rows import score_entities, score_facts
from kg.score.model import Counts, FactScore, Part, passages_from_files

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def reference(shared: Path) -> ModuleType:
    """The scorer that our figures must agree with."""
    spec = importlib.util.spec_from_file_location("score_reference", shared / "gold" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def facts_as_reference(score: FactScore) -> str:
    """The figures as score.py prints them."""
    lines = [f"{'predicate':16} {'core found':>10} {'of core':>8} {'right':>6} {'of system':>10}"]
    lines += [
        f"{name:16} {counts.found:10} {counts.wanted:8} {counts.right:6} {counts.given:10}"
        for name, counts in score.predicates.items()
    ]
    total = score.total
    lines += [
        f"modality right on matched  {score.modality.share:.3f}",
        f"basis right on matched     {score.basis.share:.3f} of {score.basis.of}",
        f"status rows found          {score.status.share:.3f} of {score.status.of}",
        f"quotes verbatim            {score.quotes.share:.3f} of {score.quotes.of}",
        (
            f"facts P {total.precision:.3f} R {total.recall:.3f} F1 {total.f1:.3f} "
            f"(core {total.wanted}, system {total.given})"
        ),
    ]
    return "\n".join(lines) + "\n"


def entities_as_reference(score: dict[Family, Counts]) -> str:
    lines = [f"{'family':12} {'found':>6} {'core':>6} {'system':>7} {'P':>6} {'R':>6} {'F1':>6}"]
    lines += [
        f"{family!s:12} {c.found:6} {c.wanted:6} {c.given:7} {c.precision:6.3f} {c.recall:6.3f} {c.f1:6.3f}"
        for family, c in score.items()
    ]
    return "\n".join(lines) + "\n"


def printed(call: Callable[[Rows, Rows], object], gold: Rows, rows: Rows) -> str:
    out = io.StringIO()
    with redirect_stdout(out):
        call(gold, rows)
    return out.getvalue()


def agree(reference: ModuleType, folder: Path, gold: Rows, facts: Rows, mentions: Rows) -> None:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in gold), encoding="utf-8")
    passages = passages_from_files([path])
    assert facts_as_reference(score_facts(passages, facts)) == printed(reference.score, gold, facts)
    assert entities_as_reference(score_entities(passages, mentions)) == printed(reference.entities, gold, mentions)


WORDS = [
    "de",
    "Inspectie",
    "inspectie",
    "JenV",
    "Justitie",
    "Wet",
    "wet",
    "op",
    "het",
    "toezicht",
    "COA",
    "a\u00adb",
    "ﬁ",
    "-",
]
name = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
votes = st.sampled_from([{}, {"votes": 1}, {"votes": 2}])


@st.composite
def entity(draw: st.DrawFn, number: int) -> dict[str, Any]:
    names = {"names": draw(st.lists(name, max_size=2))} if draw(st.booleans()) else {}
    return {"id": f"e{number}", "label": draw(name), "type": str(draw(st.sampled_from(Kind))), **names, **draw(votes)}


@st.composite
def passage(draw: st.DrawFn, number: int) -> dict[str, Any]:
    ids = ["e0", "e1", "e2"]
    end = st.sampled_from(ids)
    some = st.sampled_from(list(Modality)[:3]).map(str)
    facts = []
    for _ in range(draw(st.integers(0, 4))):
        fact: dict[str, Any] = {
            "subject": draw(end),
            "predicate": str(draw(st.sampled_from([Predicate.SUPERVISES, Predicate.COOPERATES_WITH]))),
            "object": draw(end),
            "modality": draw(some),
            "basis": draw(st.none() | end),
            "quote": "q",
            **draw(votes),
        }
        if draw(st.booleans()):
            fact["modalities"] = draw(st.lists(some, min_size=1, max_size=2))
            fact["bases"] = draw(st.lists(st.none() | end, max_size=2))
        facts.append(fact)
    status = [
        {"instrument": draw(end), "status": str(draw(st.sampled_from(Status))), "quote": "q", **draw(votes)}
        for _ in range(draw(st.integers(0, 2)))
    ]
    return {
        "id": f"p{number}",
        "text": "De In-\nspectie houdt toezicht op het COA.",
        "entities": [draw(entity(n)) for n in range(3)],
        "facts": facts,
        **({"status": status} if status else {}),
    }


def system_fact(document: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "document": document,
            "subject_label": name,
            "predicate": st.sampled_from(["supervises", "cooperatesWith", "legalStatus", "unknown"]),
            "object_label": name | st.sampled_from(Status).map(str),
            "modality": st.sampled_from(list(Modality)[:3]).map(str),
            "quote": st.sampled_from(["De Inspectie houdt", "coa", "", "elders"]),
        },
        optional={
            "subject_names": st.lists(name, max_size=2),
            "object_names": st.lists(name, max_size=2),
            "basis_label": st.none() | name,
        },
    )


def system_mention(document: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "document": document,
            "type": st.sampled_from([*map(str, Kind), "Other"]),
            "entity": st.none() | st.sampled_from(["i1", "i2", "i3"]),
            "label": name,
            "text": name,
        },
        optional={"names": st.lists(name, max_size=2)},
    )


DOCUMENT = st.sampled_from(["p0", "p0.txt", "map/p1.txt", "p2.pdf"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(
    gold=st.tuples(passage(0), passage(1)),
    facts=st.lists(system_fact(DOCUMENT), max_size=8),
    mentions=st.lists(system_mention(DOCUMENT), max_size=8),
)
def test_figures_are_those_of_the_reference(
    reference: ModuleType, tmp_path: Path, gold: tuple[dict[str, Any], ...], facts: Rows, mentions: Rows
) -> None:
    """For any gold and any rows the figures are, to the digit, those of ../shared/gold/score.py."""
    agree(reference, tmp_path, list(gold), facts, mentions)


@pytest.mark.parametrize("file", ["seed.jsonl", "dev-pages.jsonl", "dev-passages.jsonl", "dev-laws.jsonl"])
def test_figures_on_the_gold_files(reference: ModuleType, shared: Path, tmp_path: Path, file: str) -> None:
    """The figures agree on the real gold, for a system that repeats some of it and errs in the rest."""
    gold: Rows = [json.loads(line) for line in (shared / "gold" / file).read_text(encoding="utf-8").splitlines()]
    chance = random.Random(file)
    facts: Rows = []
    mentions: Rows = []
    for one in gold:
        label = {each["id"]: each["label"] for each in one["entities"]}
        for each in one["entities"]:
            row = {"document": f"{one['id']}.txt", "type": each["type"], "entity": label[each["id"]]}
            mentions.append(row | {"label": each["label"], "text": chance.choice([*label.values()])})
        for fact in one["facts"]:
            if chance.random() < 0.7:
                facts.append(
                    {
                        "document": f"{one['id']}.txt",
                        "subject_label": label[fact["subject"]],
                        "predicate": fact["predicate"],
                        "object_label": label[chance.choice([fact["object"], *label])],
                        "modality": chance.choice(["asserted", fact["modality"]]),
                        "basis_label": label.get(fact.get("basis")),
                        "quote": fact["quote"],
                    }
                )
        for each in one.get("status", []):
            row = {"document": one["id"], "predicate": "legalStatus", "subject_label": label[each["instrument"]]}
            facts.append(row | {"object_label": chance.choice([each["status"], "inForce"])})
    assert facts
    agree(reference, tmp_path, gold, facts, mentions)


def test_example_by_hand(tmp_path: Path) -> None:
    """One right fact of two said, of two in the core; the basis and the modality of the right one are right."""
    gold = {
        "id": "p",
        "text": "De NVWA houdt op grond van de Wet dieren toezicht op slachthuizen en boeren.",
        "entities": [
            {"id": "e1", "label": "NVWA", "type": "Supervisor"},
            {"id": "e2", "label": "slachthuizen", "type": "ActorGroup"},
            {"id": "e3", "label": "boeren", "type": "ActorGroup"},
            {"id": "e4", "label": "Wet dieren", "type": "Act"},
        ],
        "facts": [
            {
                "subject": "e1",
                "predicate": "supervises",
                "object": to,
                "modality": "asserted",
                "basis": "e4",
                "quote": "q",
            }
            for to in ("e2", "e3")
        ],
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(gold))
    row = {
        "document": "p.txt",
        "subject_label": "de NVWA",
        "predicate": "supervises",
        "object_label": "slachthuizen",
        "modality": "asserted",
        "basis_label": "Wet dieren",
        "quote": "houdt op grond",
    }
    wrong = row | {"object_label": "het weer", "quote": "nergens"}
    score = score_facts(passages_from_files([path]), [row, wrong])
    assert score.total == Counts(found=1, wanted=2, right=1, given=2)
    assert (score.modality, score.basis) == (Part(good=1, of=1), Part(good=1, of=1))
    assert (score.quotes, score.status) == (Part(good=1, of=2), Part())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", r"gold\.jsonl, line 1: is not JSON"),
        ("[]", r"gold\.jsonl, line 1: expected an object"),
        ('{"id": "p"}', r"gold\.jsonl: a passage lacks 'text'"),
    ],
)
def test_bad_gold_file(tmp_path: Path, text: str, message: str) -> None:
    """A gold file that cannot be used is wrong use, and the message names file and line."""
    path = tmp_path / "gold.jsonl"
    path.write_text(text)
    with pytest.raises(UsageError, match=message):
        passages_from_files([path])
