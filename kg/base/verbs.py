"""Which of the verbs that matter a word may be a form of: regular, strong, with a particle or without."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kg.base.stems import stems, stems_of_infinitive

_UNSTRESSED = ("", "be", "er", "ge", "her", "ont", "ver", "weer")
_PARTICIPLE = "ge"


@dataclass(frozen=True, slots=True)
class StrongVerb:
    """A verb without prefix whose forms its stem does not tell ("wijzen": "wees", "wezen", "gewezen")."""

    infinitive: str
    finite: tuple[str, ...]
    participle: str


@dataclass(frozen=True, slots=True)
class VerbForms:
    """The forms of some verbs: `by_stem` the verbs of a stem, `by_form` those of a form that no stem tells."""

    by_stem: Mapping[str, tuple[str, ...]]
    by_form: Mapping[str, tuple[str, ...]]

    def of(self, word: str) -> tuple[str, ...]:
        """The infinitives that `word` may be a form of, sorted: separable verbs also by their forms without the particle."""
        form = word.casefold()
        found = {verb for stem in stems(form) for verb in self.by_stem.get(stem, ())}
        return tuple(sorted(found.union(self.by_form.get(form, ()))))


def verb_forms(words: Iterable[str], particles: Iterable[str], strong: Sequence[StrongVerb]) -> VerbForms:
    """The forms of the verbs among `words`, with and without their `particles`; `strong` tells what their stems do not."""
    separable = tuple(particles)
    by_stem: dict[str, set[str]] = {}
    by_form: dict[str, set[str]] = {}
    for word in words:
        if not word.endswith("n"):
            continue
        bare = {word.removeprefix(particle) for particle in separable if word.startswith(particle)}
        for verb in {word, *bare}:
            for stem in stems_of_infinitive(verb):
                by_stem.setdefault(stem, set()).add(verb)
            for form in _strong_forms(verb, separable, strong):
                by_form.setdefault(form, set()).add(verb)
    return VerbForms(_sorted(by_stem), _sorted(by_form))


def _strong_forms(verb: str, particles: Sequence[str], strong: Sequence[StrongVerb]) -> Iterator[str]:
    """The forms of `verb` that come from a strong one: with its prefix, the participle of an unstressed one without "ge"."""
    for other in strong:
        prefix = verb.removesuffix(other.infinitive)
        if prefix == verb or prefix not in (*particles, *_UNSTRESSED):
            continue
        stressed = not prefix or prefix in particles
        yield from (prefix + form for form in other.finite)
        if stressed:
            yield prefix + other.participle
        if prefix in _UNSTRESSED[1:]:
            yield prefix + other.participle.removeprefix(_PARTICIPLE)


def _sorted(found: Mapping[str, set[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({form: tuple(sorted(verbs)) for form, verbs in sorted(found.items())})
