"""About what one informs, advises, cooperates or gives account: the noun phrase, as it stands in the clause that says so."""

from __future__ import annotations

from collections.abc import Iterator

from kg.base.span import Span
from kg.base.terms import Family, Predicate
from kg.dutch.model import Tag, Token
from kg.facts.ends import View
from kg.facts.heads import lemmas

TOPICAL = frozenset({Predicate.INFORMS, Predicate.ADVISES, Predicate.COOPERATES_WITH, Predicate.ACCOUNTABLE_TO})
"""The relations that are about something."""

_MOST_WORDS = 15
_FARTHEST = 30  # words between the one that tells the relation and what it is about
_CLOSE = 12  # words between a verb and what it tells
_NOUNS = frozenset({Tag.NOUN, Tag.NAME})
_MISTAKEN = frozenset({Tag.ADJECTIVE, Tag.VERB})  # what the tagger takes a noun for that it does not know
_ARTICLES = frozenset({"de", "het", "een", "den", "der", "'t"})
_BEFORE = frozenset({"det", "amod", "nummod", "nmod:poss", "case", "compound"})
_OTHER_CLAUSES = frozenset({"acl:relcl", "acl", "advcl", "ccomp", "csubj", "parataxis"})
_TYING = frozenset({"van", "der", "des"})
_WITHIN = _TYING | {
    "aan",
    "bij",
    "door",
    "in",
    "met",
    "naar",
    "om",
    "omtrent",
    "onder",
    "op",
    "over",
    "tegen",
    "tot",
    "tussen",
    "uit",
    "voor",
}
_LONGEST_CHAIN = 12


def topics_of(trigger: int, predicate: Predicate | None, ends: tuple[Span, ...], view: View) -> Iterator[Span]:
    """The noun phrases that say what is told about by the word at `trigger`; `ends` are who tells whom.

    What a preposition such as "over" ties to the verb, or to what is told ("informatie over"), counts; where there is none, what one
    tells another does ("meldt de incidenten aan").
    """
    words = {view.tree[trigger].text.casefold(), *lemmas(trigger, view)}
    if predicate is Predicate.COOPERATES_WITH and words.isdisjoint(view.knowledge.frames.lists["consulting"]):
        return  # "brengt in overeenstemming met … verslag uit over …"
    places = list(_about(trigger, view))
    told = not places
    if told and predicate is Predicate.INFORMS:
        places = [part.place for part in view.tree.patients(trigger) if _is_told(part.place, trigger, view)][:1]
    for place in places:
        span = _phrase(place, view, told=told)
        if span and not any(end.touches(span) for end in ends):
            yield span


def _about(trigger: int, view: View) -> Iterator[int]:
    """The first noun behind a preposition of topics ("over", "op het terrein van") that belongs to the word at `trigger`."""
    tree = view.tree
    loose: int | None = None  # a noun behind such a preposition that the tree ties to another word
    for place in range(max(0, trigger - _FARTHEST), min(len(tree), trigger + _FARTHEST)):
        if view.is_in(place, "field") and tree.case(place) == "op":
            about = next((child for child in tree.labelled(place, "nmod") if tree.case(child) == "van"), None)
        elif tree.case(place) in view.knowledge.frames.lists["topic"]:
            about = place
        else:
            continue
        if about is None or not _names(about, view):
            continue
        if _belongs(place, trigger, view):
            yield about if loose is None or not _runs_on(loose, place, view) else loose
            return
        loose = about if loose is None and about > trigger else loose


def _runs_on(first: int, second: int, view: View) -> bool:
    """Whether no verb and no mark stands between two words: "over de kwaliteit van beleid met betrekking tot tarieven"."""
    tokens = [(one, view.tree[one]) for one in range(first + 1, second)]
    verbs = (one for one, token in tokens if view.tree.is_verbal(one) and token.label != "amod")
    return next(verbs, None) is None and all(token.tag is not Tag.PUNCTUATION for _, token in tokens)


def _names(place: int, view: View) -> bool:
    """Whether the word at `place` names something: a noun that points to no provision and no period."""
    return place in view.items or (view.tree[place].tag in _NOUNS and not _points(place, view))


def _points(place: int, view: View) -> bool:
    """Whether a noun only points to a place in an act ("het eerste lid") or tells over which time ("over elk boekjaar")."""
    text = view.tree[place].text.casefold()
    return view.is_in(place, "pointing") or text.endswith(tuple(view.knowledge.frames.lists["periods"]))


def _belongs(place: int, trigger: int, view: View) -> bool:
    """Whether what stands at `place` is tied to the word at `trigger`, or to something that this tells or to whom."""
    tree = view.tree
    here = tree[place].head
    for _ in range(_LONGEST_CHAIN):
        if here == trigger:
            return True
        token = tree[here]
        if token.head == here or token.label in _OTHER_CLAUSES or tree.is_verbal(here):
            return False
        item = view.items.get(here)
        actor = item is not None and item.kind is not None and item.kind.family is Family.ACTOR
        if not (actor or view.is_in(here, "telling")):
            return False
        here = token.head
    return False


def _is_told(place: int, trigger: int, view: View) -> bool:
    """Whether the object of a verb is what it tells of, not a vessel of that ("een rapport") or part of the verb ("kennis")."""
    tree = view.tree
    low, high = sorted((place, trigger))
    if place in view.items or tree[place].tag is not Tag.NOUN or tree[place].label != "obj" or high - low > _CLOSE:
        return False
    if view.is_in(place, "telling") or view.is_in(place, "empty") or not _names(place, view):
        return False
    between = [tree[one] for one in range(low + 1, high)]
    if any(token.text in (":", ";") or token.feature("Tense") for token in between):
        return False
    own = tree.labelled(place, "det", "nmod:poss", "amod", "nummod")
    denied = any(tree[one].text.casefold() == "geen" for one in own)
    return not denied and (bool(own) or tree[place].feature("Number") == "Plur")


def _phrase(place: int, view: View, *, told: bool) -> Span | None:
    """The noun phrase at `place` with all that tells which is meant, at most some fifteen words; None for a word that says nothing.

    `told` where it is what one tells another: then it is no vessel of that.
    """
    tree = view.tree
    before = [one for one in tree.labelled(place, *_BEFORE) if one < place]
    first = min((one + 1 if tree[one].label == "case" else one for one in before), default=place)
    while first < place and (tree[first].text.casefold() in _ARTICLES or tree[first].tag is Tag.PUNCTUATION):
        first += 1
    last, inside = place, set(range(first, place + 1))
    length = sum(len(tree[one].text.split()) for one in inside)
    for after in range(place + 1, len(tree)):
        length += len(tree[after].text.split())
        if length > _MOST_WORDS or not _goes_on(after, inside, view):
            break
        inside.add(after)
        noun = tree[after].tag in _NOUNS or (tree[after].tag in _MISTAKEN and tree[after].label == "nmod")
        if after in view.items or (noun and not _points(after, view)):
            last = after
    if told and any(view.is_in(one, "telling") for one in range(first, last + 1)):
        return None
    clause = last + 1 < len(tree) and tree[last + 1].tag is Tag.SUBORDINATOR  # "het feit dat"
    if first == last and place not in view.items and (clause or view.is_in(place, "empty")):
        return None
    return tree[first].span.cover(tree[last].span)


def _goes_on(after: int, inside: set[int], view: View) -> bool:
    """Whether the word at `after` continues the phrase whose words are `inside`."""
    tree = view.tree
    token = tree[after]
    text = token.text.casefold()
    if token.tag is Tag.PUNCTUATION:
        return text in (",", "-", "–", "‘", "’", "'", '"') and _joins(after, inside, view)
    if _ends(after, view):
        return False
    if token.tag is Tag.COORDINATOR:
        return _hangs_on(after, inside, view) or _joins_noun(after, view)
    behind = after - 1 in inside
    before = tree[after - 1]
    joined = behind and (_leads(before) or before.tag is Tag.COORDINATOR or before.text.casefold() in _TYING)
    tied = (text in _TYING and behind) or (joined and (token.tag in _NOUNS or _leads(token)))
    return tied or _hangs_on(after, inside, view)


def _leads(token: Token) -> bool:
    """Whether a noun follows: the word is its article or describes it."""
    return token.tag in (Tag.DETERMINER, Tag.ADJECTIVE) or token.label == "amod"


def _ends(place: int, view: View) -> bool:
    """Whether a noun phrase ends before the word at `place`, whatever the tree says."""
    tree = view.tree
    token = tree[place]
    text = token.text.casefold()
    other = tree.antecedent(place) is not None or token.tag is Tag.SUBORDINATOR or bool(token.feature("Tense"))
    apart = token.tag is Tag.ADPOSITION and text not in _WITHIN | view.knowledge.frames.lists["topic"]
    # "de inhoud van en de wijze waarop …", "over de aanvraag overleg voeren"
    shared = text in _TYING and place + 1 < len(tree) and tree[place + 1].tag is Tag.COORDINATOR
    further = view.is_in(place, "telling") and tree[place - 1].tag in _NOUNS
    return other or apart or shared or further


def _hangs_on(place: int, inside: set[int], view: View) -> bool:
    """Whether the tree ties the word at `place` to one of `inside`, with no other clause between."""
    tree = view.tree
    here = place
    for _ in range(_LONGEST_CHAIN):
        if here in inside:
            return True
        one = tree[here]
        verbal = tree.is_verbal(here) and one.label not in ("amod", "nmod") and not tree.labelled(here, "det")
        if one.head == here or one.label in _OTHER_CLAUSES or verbal:
            return False
        here = one.head
    return False


def _joins_noun(place: int, view: View) -> bool:
    """Whether a noun that is no actor stands right behind the conjunction at `place`, with its article and adjectives."""
    tree = view.tree
    for after in range(place + 1, min(len(tree), place + 5)):
        item = view.items.get(after)
        if item is not None:
            return item.kind is None or item.kind.family is not Family.ACTOR
        if tree[after].tag is Tag.NOUN:
            return after + 1 == len(tree) or not tree[after + 1].feature("Tense")
        if tree[after].tag not in (Tag.DETERMINER, Tag.ADJECTIVE):
            return False
    return False


def _joins(comma: int, inside: set[int], view: View) -> bool:
    """Whether a comma parts the members of a list: the next noun is coordinated with what stands before."""
    tree = view.tree
    for place in range(comma + 1, min(len(tree), comma + 5)):
        if place in view.items or tree[place].tag in _NOUNS:
            return tree[place].label == "conj" and tree[place].head in inside
    return False
