"""When a statement holds, by the words of its own clause: "met ingang van 1 januari 2025", "tot", "in 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from kg.base.knowledge import Knowledge
from kg.base.span import Span
from kg.facts.model import Time

_DECEMBER = 12


def times_in(text: str, span: Span, knowledge: Knowledge) -> Iterator[Time]:
    """The times that the words of `span` tell, in reading order, none within another.

    Example:
        >>> from kg.base.knowledge import read_knowledge
        >>> text = "Met ingang van 1 januari 2025 en tot 2030."
        >>> [time.edtf for time in times_in(text, Span(0, len(text)), read_knowledge())]
        ['2025-01-01/..', '../2029']
        >>> list(times_in("De Politiewet 2012 geldt.", Span(0, 25), read_knowledge()))
        []
    """
    dates = next(pattern.regex for pattern in knowledge.patterns["times"] if pattern.kind == "date")
    taken: list[Time] = []
    for pattern in knowledge.patterns["times"]:
        if pattern.kind == "date":
            continue
        for found in pattern.regex.finditer(text, span.start, span.end):
            told = _edtf(pattern.kind, found, dates)
            place = Span(found.start(), found.end())
            if told and not any(place.touches(other.span) for other in taken):
                taken.append(Time(edtf=told, span=place))
    yield from sorted(taken, key=lambda time: time.span)


def joined(times: Iterable[Time]) -> tuple[Time, ...]:
    """The times of one clause: a beginning and an end make one period.

    Example:
        >>> one, other = Time(edtf="2020/..", span=Span(0, 4)), Time(edtf="../2022", span=Span(9, 12))
        >>> [time.edtf for time in joined([one, other])]
        ['2020/2022']
    """
    told = tuple(times)
    begins = [time for time in told if time.edtf.endswith("/..")]
    ends = [time for time in told if time.edtf.startswith("../")]
    if len(begins) != 1 or len(ends) != 1:
        return told
    first, last = begins[0].edtf.removesuffix("/.."), ends[0].edtf.removeprefix("../")
    if first[: len(last)] > last[: len(first)]:
        return told
    whole = Time(edtf=f"{first}/{last}", span=begins[0].span.cover(ends[0].span))
    return tuple(sorted([whole, *(one for one in told if one not in (begins[0], ends[0]))], key=lambda one: one.span))


def _edtf(kind: str, found: re.Match[str], dates: re.Pattern[str]) -> str | None:
    """The time as Extended Date/Time Format; None where a date is none ("31 februari 2020").

    Source: ISO 8601-2, https://www.loc.gov/standards/datetime/
    """
    groups = found.groupdict()
    last = _ends(groups["last"], dates, None) if groups.get("last") else None
    first = _ends(groups["first"], dates, last[1][:4] if last else None) if groups.get("first") else None
    match kind:
        case "from":
            return f"{first[0]}/.." if first else None
        case "through":
            return f"../{last[1]}" if last else None
        case "until":
            return f"../{before}" if last and (before := _before(last[0])) else None
        case "within":
            return None if not first else first[0] if first[0] == first[1] else f"{first[0]}/{first[1]}"
        case _:
            if last and groups.get("before"):
                earlier = _before(last[0])
                last = (earlier, earlier) if earlier else None
            if not first or not last or first[0][: len(last[1])] > last[1][: len(first[0])]:
                return None
            return f"{first[0]}/{last[1]}"


def _ends(words: str, dates: re.Pattern[str], year: str | None) -> tuple[str, str] | None:
    """The first and the last day, month, season or year of the date that `words` hold; `year` counts where they tell none."""
    found = dates.search(words)
    if found is None:
        return None
    year = found["year"] or found["alone"] or year
    part = next((name[2:] for name, value in found.groupdict().items() if value and name.startswith("p_")), "")
    if year is None:
        return None
    if not part:
        return year, year
    first, last = f"{year}-{part[:2]}", f"{year}-{part[-2:]}"
    if not found["day"] or len(part) > len("01"):
        return first, last
    day = f"{first}-{int(found['day']):02}"
    return (day, day) if _is_day(day) else None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _before(told: str) -> str | None:
    """The day, month or year before; None for a season."""
    parts = [int(part) for part in told.split("-")]
    match parts:
        case [year]:
            return str(year - 1)
        case [year, month] if month <= _DECEMBER:
            return f"{year}-{month - 1:02}" if month > 1 else f"{year - 1}-{_DECEMBER}"
        case [_, _, _]:
            return (date.fromisoformat(told) - timedelta(days=1)).isoformat()
    return None
