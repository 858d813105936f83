"""How good the graph is, as its record tells it (DQV): what was measured against annotated passages, and what was not understood.

Source: https://www.w3.org/TR/vocab-dqv/
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from rdflib import Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, PROV, RDF, RDFS, SKOS, XSD

from kg.base.errors import KgError
from kg.graph.vocabulary import KG, prefixes
from kg.publish.model import CatalogueSettings, Dataset, Figure, Quality, Text

DQV = Namespace(prefixes()["dqv"])
_DIMENSION = "http://www.w3.org/2016/05/ldqd#"  # the dimensions of the W3C note that DQV points to
_FRAMES = "frames/"
_STATUS = "status"

METRICS: Mapping[str, tuple[Text, Text, str]] = {
    "precision": (
        Text("precisie", "precision"),
        Text(
            "Welk deel van de gevonden feiten in geannoteerde passages klopt.",
            "Which share of the facts found in annotated passages is right.",
        ),
        "semanticAccuracy",
    ),
    "recall": (
        Text("volledigheid", "recall"),
        Text(
            "Welk deel van de feiten in geannoteerde passages gevonden is.",
            "Which share of the facts in annotated passages was found.",
        ),
        "completeness",
    ),
    "modality": (
        Text("juistheid van de modaliteit", "right modality"),
        Text(
            "Bij welk deel van de gevonden juiste feiten klopt hoe stellig het gezegd is.",
            "Of which share of the right facts it is right how surely they are told.",
        ),
        "semanticAccuracy",
    ),
    "basis": (
        Text("juistheid van de grondslag", "right legal basis"),
        Text(
            "Bij welk deel van de gevonden juiste feiten met een grondslag die grondslag klopt.",
            "Of which share of the right facts with a legal basis that basis is right.",
        ),
        "semanticAccuracy",
    ),
    "coverage": (
        Text("dekking", "coverage"),
        Text(
            "Welk deel van de plaatsen in de brondocumenten met een signaalwoord van de betrekking een uitspraak gaf: citaten, "
            "naast zinnen die niets gaven.",
            "Which share of the places in the source documents with a trigger of the relation gave a statement: quotes, beside "
            "sentences that gave none.",
        ),
        "completeness",
    ),
}
"""The metrics: what each is called, what it means, and its dimension of quality."""

_Triple = tuple[URIRef, URIRef, URIRef | Literal]


def figures_from_score(scores: object, place: str) -> tuple[Figure, ...]:
    """The figures of what `kg score --format json` wrote: of all facts, then of each relation that was there to find or was told.

    Raises:
        KgError: where it is something else.

    Example:
        >>> one = {"core_found": 1, "core": 2, "right": 3, "system": 3}
        >>> found = figures_from_score({"facts": one, "predicates": {"informs": one}, "modality": {"good": 3, "of": 3}}, "score.json")
        >>> [(figure.metric, figure.of, figure.good, figure.total) for figure in found][:2]
        [('precision', '', 3, 3), ('recall', '', 1, 2)]
        >>> figures_from_score([], "score.json")
        Traceback (most recent call last):
            ...
        kg.base.errors.KgError: score.json: not what `kg score` writes. Make it with kg score GOLD --format json.
    """
    try:
        return tuple(_figures(scores))  # type: ignore[arg-type]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise KgError(
            f"{place}: not what `kg score` writes", remedy="Make it with kg score GOLD --format json."
        ) from error


def coverage_from_rows(facts: Iterable[str], documents: Iterable[str]) -> tuple[Figure, ...]:
    """The coverage of each relation, by name: quotes of statements, of these and the sentences that held a trigger and gave none."""
    told = {
        (row["predicate"], row["document"], row["start"], row["end"]) for row in map(json.loads, facts) if row["quote"]
    }
    good = Counter(predicate for predicate, *_ in told)
    open_ = Counter(
        _relation(one["rule"])
        for row in map(json.loads, documents)
        for one in row.get("not_understood", ())
        if one["rule"]  # pages that could not be read have none
    )
    names = sorted({*good, *open_})
    return (
        Figure(metric="coverage", of="", good=good.total(), total=good.total() + open_.total()),
        *(Figure(metric="coverage", of=name, good=good[name], total=good[name] + open_[name]) for name in names),
    )


def _relation(rule: str) -> str:
    """The name of the relation that a rule tells.

    Example:
        >>> _relation("frames/informs#meldt-aan"), _relation("status#ingetrokken")
        ('informs', 'legalStatus')
    """
    name = rule.removeprefix(_FRAMES).partition("#")[0]
    return "legalStatus" if name == _STATUS else name


def quality_triples(settings: CatalogueSettings, dataset: Dataset) -> Iterator[_Triple]:
    """The measurements with their metrics, each set of passages with its name and date."""
    iri = settings.dataset_iri
    coverage = [figure for figure in dataset.coverage if figure.total]
    used = {figure.metric for quality in settings.quality for figure in quality.figures} | (
        {"coverage"} if coverage else set()
    )
    for name in sorted(used):
        yield from _metric(URIRef(f"{iri}#metric-{name}"), name)
    for number, quality in enumerate(settings.quality, start=1):
        gold = URIRef(f"{iri}#gold-{number}")
        yield gold, RDF.type, PROV.Entity
        yield gold, DCTERMS.title, Literal(quality.gold)
        if quality.url:
            yield gold, FOAF.page, URIRef(quality.url)
        for figure in quality.figures:
            yield from _measurement(iri, figure, str(number), gold, quality.day)
    for figure in coverage:
        yield from _measurement(iri, figure, "sources", None, settings.modified or dataset.last)


def _figures(scores: Mapping[str, Mapping[str, int]]) -> Iterator[Figure]:
    predicates: Mapping[str, Mapping[str, int]] = scores["predicates"]  # type: ignore[assignment]
    for of, row in [("", scores["facts"]), *sorted(predicates.items())]:
        for metric, good, total in (("precision", "right", "system"), ("recall", "core_found", "core")):
            if int(row[total]):
                yield Figure(metric=metric, of=of, good=int(row[good]), total=int(row[total]))
    for metric in ("modality", "basis"):
        part = scores.get(metric)
        if part and int(part["of"]):
            yield Figure(metric=metric, of="", good=int(part["good"]), total=int(part["of"]))


def _metric(node: URIRef, name: str) -> Iterator[_Triple]:
    label, definition, dimension = METRICS[name]
    yield node, RDF.type, DQV.Metric
    yield node, DQV.expectedDataType, XSD.decimal
    yield node, DQV.inDimension, URIRef(f"{_DIMENSION}{dimension}")
    yield URIRef(f"{_DIMENSION}{dimension}"), RDF.type, DQV.Dimension
    for language in ("nl", "en"):
        yield node, SKOS.prefLabel, Literal(label[language], lang=language)
        yield node, SKOS.definition, Literal(definition[language], lang=language)


def _measurement(dataset: str, figure: Figure, set_: str, gold: URIRef | None, day: date | None) -> Iterator[_Triple]:
    node = URIRef(f"{dataset}#measured-{set_}-{figure.metric}{f'-{figure.of}' if figure.of else ''}")
    yield URIRef(dataset), DQV.hasQualityMeasurement, node
    yield node, RDF.type, DQV.QualityMeasurement
    yield node, DQV.computedOn, URIRef(dataset)
    yield node, DQV.isMeasurementOf, URIRef(f"{dataset}#metric-{figure.metric}")
    yield node, DQV.value, Literal(f"{figure.good / figure.total:.3f}", datatype=XSD.decimal)
    yield node, RDFS.comment, Literal(f"{figure.good} van {figure.total}", lang="nl")
    yield node, RDFS.comment, Literal(f"{figure.good} of {figure.total}", lang="en")
    if figure.of:
        yield node, DCTERMS.subject, KG[figure.of]
    if gold:
        yield node, PROV.wasDerivedFrom, gold
    if day:
        yield node, DCTERMS.issued, Literal(day.isoformat(), datatype=XSD.date)


def shown(quality: Quality) -> Mapping[str, Mapping[str, Figure]]:
    """The figures of precision and recall by relation, all facts first."""
    rows: dict[str, dict[str, Figure]] = {}
    for figure in quality.figures:
        if figure.metric in {"precision", "recall"}:
            rows.setdefault(figure.of, {})[figure.metric] = figure
    return rows
