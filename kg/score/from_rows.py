"""The figures of the rows of facts.jsonl and mentions.jsonl against gold passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from types import MappingProxyType

from kg.base.terms import Family, Kind, Predicate
from kg.score.model import CORE_VOTES, Counts, FactScore, Part, Passage, Row, names_of
from kg.score.names import agreement, best_pairs, flat

_PREDICATES = frozenset(Predicate)


def score_facts(passages: Sequence[Passage], rows: Iterable[Row]) -> FactScore:
    """Facts against the gold, each with one partner at most: recall over the core, precision over all gold."""
    by_passage = _by_passage(rows)
    predicates: dict[str, Counts] = defaultdict(Counts)
    modality = basis = status = quotes = Part()
    for passage in passages:
        said = by_passage.get(passage.id, [])
        mine = [row for row in said if row["predicate"] in _PREDICATES]
        core = [_is_core(fact) for fact in passage.facts]
        taken = best_pairs(_fact_pairs(passage, mine), core)
        for number, fact in enumerate(passage.facts):
            hit = number in taken
            predicates[fact["predicate"]] += Counts(found=hit and core[number], wanted=core[number], right=hit)
            if hit:
                modality += Part(good=_modality_is_right(fact, mine[taken[number]]), of=1)
                basis += _basis_part(passage, fact, mine[taken[number]])
        for row in mine:
            predicates[row["predicate"]] += Counts(given=1)
        quotes += _quotes_part(passage, mine)
        status += _status_part(passage, [row for row in said if row["predicate"] == "legalStatus"])
    ordered = MappingProxyType(dict(sorted(predicates.items())))
    return FactScore(predicates=ordered, modality=modality, basis=basis, status=status, quotes=quotes)


def score_rules(passages: Sequence[Passage], rows: Iterable[Row]) -> dict[str, Counts]:
    """For each rule that told a fact: how many it told (`given`), and how many of them either reader has (`right`)."""
    by_passage = _by_passage(rows)
    rules: dict[str, Counts] = defaultdict(Counts)
    for passage in passages:
        mine = [row for row in by_passage.get(passage.id, []) if row["predicate"] in _PREDICATES]
        taken = best_pairs(_fact_pairs(passage, mine), [_is_core(fact) for fact in passage.facts])
        right = set(taken.values())
        for number, row in enumerate(mine):
            rules[row["rule"]] += Counts(right=number in right, given=1)
    return dict(sorted(rules.items()))


def score_entities(passages: Sequence[Passage], rows: Iterable[Row]) -> dict[Family, Counts]:
    """Entities (the distinct values of `entity`, with all their names) against the gold, by family."""
    found: dict[tuple[str, Family], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        if row["type"] in frozenset(Kind):
            things = found[_passage_id(row), Kind(row["type"]).family]
            things[row["entity"] or row["label"]].update([row["label"], row["text"], *row.get("names", [])])
    totals = {}
    for family in Family:
        total = Counts()
        for passage in passages:
            gold = [entity for entity in passage.entities if Kind(entity["type"]).family is family]
            core = [_is_core(entity) for entity in gold]
            mine = [sorted(names) for _, names in sorted(found[passage.id, family].items())]
            pairs = [
                (value, g, m)
                for g, entity in enumerate(gold)
                for m, names in enumerate(mine)
                if (value := agreement(names_of(entity), names))
            ]
            taken = best_pairs(pairs, core)
            total += Counts(found=sum(core[g] for g in taken), wanted=sum(core), right=len(taken), given=len(mine))
        totals[family] = total
    return totals


def _by_passage(rows: Iterable[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[_passage_id(row)].append(row)
    return groups


def _passage_id(row: Row) -> str:
    return PurePath(str(row["document"])).stem


def _is_core(row: Row) -> bool:
    return bool(row.get("votes", CORE_VOTES) >= CORE_VOTES)


def _end_names(row: Row, end: str) -> tuple[str, ...]:
    return (row[f"{end}_label"], *row.get(f"{end}_names", []))


def _fact_pairs(passage: Passage, mine: Sequence[Row]) -> list[tuple[float, int, int]]:
    pairs = []
    for g, fact in enumerate(passage.facts):
        subject, object_ = passage.names(fact["subject"]), passage.names(fact["object"])
        for m, row in enumerate(mine):
            if row["predicate"] != fact["predicate"]:
                continue
            left, right = _end_names(row, "subject"), _end_names(row, "object")
            value = agreement(subject, left) * agreement(object_, right)
            if fact["predicate"] == Predicate.COOPERATES_WITH:
                value = max(value, agreement(subject, right) * agreement(object_, left))
            if value:
                pairs.append((value, g, m))
    return pairs


def _modality_is_right(fact: Row, row: Row) -> bool:
    return row.get("modality") in fact.get("modalities", [fact["modality"]])


def _basis_part(passage: Passage, fact: Row, row: Row) -> Part:
    """Counts only where every reader names a basis."""
    bases = fact.get("bases", [fact["basis"]] if fact.get("basis") else [])
    if not bases or None in bases:
        return Part()
    label = row.get("basis_label")
    return Part(good=bool(label) and any(agreement(passage.names(basis), [str(label)]) for basis in bases), of=1)


def _quotes_part(passage: Passage, mine: Sequence[Row]) -> Part:
    text = flat(passage.text)
    return Part(good=sum(bool(row.get("quote")) and flat(row["quote"]) in text for row in mine), of=len(mine))


def _status_part(passage: Passage, said: Sequence[Row]) -> Part:
    wanted = [row for row in passage.status if _is_core(row)]
    found = sum(
        any(
            row["object_label"] == gold["status"]
            and agreement(passage.names(gold["instrument"]), _end_names(row, "subject"))
            for row in said
        )
        for gold in wanted
    )
    return Part(good=found, of=len(wanted))
