"""Which ministry, or else which field, each thing of a scene stands with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from kg.base.terms import Kind, Modality
from kg.picture.model import Node, Scene, Words

_LEAST = 3  # fewer things are no group
_BODIES = (Kind.SUPERVISOR, Kind.MINISTRY, Kind.ORGANISATION)  # only a register says which ministry they are under


def grouped(scene: Scene, ministries: Mapping[str, tuple[str, Words]]) -> Scene:
    """The scene with its groups; `ministries` has by IRI the ministry (IRI and name) that the registers put a thing under.

    What is no body stands with the ministry of the bodies that are told of most together with it. Whatever has no ministry so far stands
    with the field that is told of most together with it.
    """
    near = _neighbours(scene)
    kinds = {node.iri: node.kind for node in scene.nodes}
    fields = {iri: iri for iri, kind in kinds.items() if kind is Kind.DOMAIN}
    own = {iri: ministry for iri, (ministry, _) in ministries.items() if iri in kinds}
    others = {iri: _most(near[iri], own) for iri, kind in kinds.items() if kind not in _BODIES}
    group = {iri: own.get(iri) or others.get(iri) or fields.get(iri) or _most(near[iri], fields) for iri in kinds}
    many = {iri for iri, count in Counter(group.values()).items() if iri and count >= _LEAST}
    names = dict(ministries.values()) | {node.iri: node.label for node in scene.nodes}
    return replace(
        scene,
        nodes=tuple(replace(node, group=_one_of(group[node.iri], many)) for node in scene.nodes),
        groups=tuple((iri, names[iri]) for iri in sorted(many)),
    )


def ties(scene: Scene) -> list[tuple[str, str]]:
    """Pairs that keep the bodies of a ministry together in a layout: each with the one of them that is told of most."""
    near = _neighbours(scene)
    bodies: dict[str, list[Node]] = defaultdict(list)
    fields = {node.iri for node in scene.nodes if node.kind is Kind.DOMAIN}
    for node in scene.nodes:
        if node.group and node.group not in fields and node.kind in _BODIES:
            bodies[node.group].append(node)
    first = {group: min(own, key=lambda node: (-near[node.iri].total(), node.iri)) for group, own in bodies.items()}
    return [(first[group].iri, node.iri) for group, own in bodies.items() for node in own if node is not first[group]]


def _neighbours(scene: Scene) -> dict[str, Counter[str]]:
    """By thing the others that are told of together with it, with the number of statements, those that deny left out."""
    near: dict[str, Counter[str]] = defaultdict(Counter)
    for edge in scene.edges:
        count = sum(statement.modality is not Modality.NEGATED for statement in edge.statements)
        near[edge.subject][edge.object] += count
        near[edge.object][edge.subject] += count
    return near


def _most(near: Counter[str], groups: Mapping[str, str]) -> str | None:
    """The group that most statements lead to."""
    votes: Counter[str] = Counter()
    for iri, count in near.items():
        if count and iri in groups:
            votes[groups[iri]] += count
    return min(votes, key=lambda group: (-votes[group], group), default=None)


def _one_of(group: str | None, groups: set[str]) -> str | None:
    return group if group in groups else None
