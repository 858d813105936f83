from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pyoxigraph as ox
import pytest

from kg.base.errors import UsageError
from kg.picture import picture_from_store
from kg.picture.drawing import bundles_from_lines, lines_from_scene, network_from_scene
from kg.picture.from_graph import scene_from_store

from .conftest import BASE, Thing, Told, store_of
from .hostile import HOSTILE

ADDRESSES = ("src", "href", "action", "data", "srcset", "poster", "formaction", "content")


class Elements(HTMLParser):
    """All elements of a page with their attributes, and the text of each script and style."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.code: list[tuple[str, dict[str, str | None], str]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag in {"script", "style"}:
            self.code.append((tag, dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] in {"script", "style"} and not data.isspace():
            tag, attributes, text = self.code[-1]
            if not text:
                self.code[-1] = (tag, attributes, data)
                return
        self.text += data


def hostile_store() -> ox.Store:
    """A store in which every text is hostile somewhere: label, name, quote, title, rule."""
    things = [
        Thing(id=f"t{number}", kind="Organisation", label=text, names=(text + " also",))
        for number, text in enumerate(HOSTILE)
    ]
    told = [
        Told(subject="t0", predicate="informs", object=f"t{number}", quote=text, basis=f"t{number}")
        for number, text in enumerate(HOSTILE)
    ]
    return store_of(things, told, title=HOSTILE[0], rule=HOSTILE[9])


def data_of(page: str) -> dict[str, object]:
    """The JSON of the page."""
    found: dict[str, object] = json.loads(
        next(text for tag, attributes, text in Elements(page).code if attributes.get("id") == "data")
    )
    return found


def test_the_same_store_gives_the_same_page(small: ox.Store) -> None:
    """To the byte, also where the store was filled in another order."""
    again = ox.Store()
    again.extend(sorted(small, key=str, reverse=True))
    assert picture_from_store(small, base=BASE) == picture_from_store(again, base=BASE)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_only_our_scripts_and_styles_may_run_and_nothing_is_fetched(small: ox.Store, language: str) -> None:
    """The policy denies all but the inlined blocks, whose hashes are right."""
    page = Elements(picture_from_store(small, base=BASE, language=language))
    policy = next(
        attributes["content"] or ""
        for tag, attributes in page.found
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";")}
    blocks = [(tag, text) for tag, attributes, text in page.code if attributes.get("type") != "application/json"]
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for _, text in blocks]
    assert [tag for tag, _ in blocks] == ["style", "script", "script"]
    assert rules == {
        "default-src": ["'none'"],
        "script-src": hashes[1:],
        "style-src": hashes[:1],
        "img-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "require-trusted-types-for": ["'script'"],
    }


@pytest.mark.parametrize("make", [hostile_store, ox.Store])
def test_no_element_points_outside_but_links_to_documents(make: type[ox.Store]) -> None:
    """No script, style or image is fetched; only <a> elements hold an address, and only http(s)."""
    page = Elements(picture_from_store(make(), base=BASE))
    for tag, attributes in page.found:
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
        for name in ADDRESSES:
            value = attributes.get(name) or ""
            if tag == "a":
                assert re.match(r"https?://", value) or value in {"", "#panel"}
            else:
                assert "//" not in value, (tag, attributes)


def test_hostile_texts_never_become_markup() -> None:
    """A page of hostile texts has exactly the elements of a page of harmless ones, and says the texts unchanged."""
    assert len(set(HOSTILE)) >= 75
    hostile = picture_from_store(hostile_store(), base=BASE)
    harmless = store_of(
        [Thing(id=f"t{n}", kind="Organisation", label=f"x{n}", names=(f"y{n}",)) for n in range(len(HOSTILE))],
        [
            Told(subject="t0", predicate="informs", object=f"t{n}", quote="z", basis=f"t{n}")
            for n in range(len(HOSTILE))
        ],
    )
    kinds = [tag for tag, _ in Elements(hostile).found]
    assert kinds == [tag for tag, _ in Elements(picture_from_store(harmless, base=BASE)).found]
    things = data_of(hostile)["things"]
    assert isinstance(things, list)
    assert sorted(thing["label"][0] for thing in things) == sorted(HOSTILE)
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', hostile, re.DOTALL)
    assert block is not None
    assert not set(block[1]) & set("<>&'\u2028\u2029")


def test_the_table_tells_the_same_facts_without_scripts(small: ox.Store) -> None:
    """Relations and legal statuses stand in the page as plain HTML, with links only where a browser may follow them."""
    page = picture_from_store(small, base=BASE)
    rows = [
        tuple(re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<td>(.*?)</td>", row))
        for row in re.findall(r"<tr>(<td>.*?)</tr>", page)
    ]
    name, act = "Inspectie Justitie en Veiligheid", "Wet op de rijksinspecties"
    quote, place = "Zij houdt toezicht op de forensische zorg", "Jaarplan 2024, blz. 3"
    assert [row[:3] + row[4:] for row in rows] == [
        (name, "houdt toezicht op", "forensische zorg", act, quote, place),
        (name, "houdt toezicht op", "forensische zorg", "", "De inspectie zal toezicht houden", "brief.txt"),
        (act, "status", "in voorbereiding", "", "De wet is in voorbereiding", place),
    ]
    assert rows[1][3] == "gepland"
    assert re.findall(r'href="([^"]*)"', page.partition("<table>")[2].partition("</table>")[0]) == [
        "https://example.nl/jaarplan.pdf#page=3",
        "https://example.nl/jaarplan.pdf#page=3",
    ]
    assert "javascript:" not in page.partition("<script>")[0]


def test_an_empty_graph_says_so_kindly_in_both_languages() -> None:
    """No network and no library, but a sentence that says what to do."""
    dutch, english = (picture_from_store(ox.Store(), base=BASE, language=language) for language in ("nl", "en"))
    assert "Er is nog niets te tekenen" in dutch
    assert "There is nothing to draw yet" in english
    assert len(dutch) < 130_000  # the library alone is 480,000


def test_statements_of_one_modality_are_one_line_with_its_own_look() -> None:
    """Two tellings are one line; another modality or relation between the same two is a line beside it."""
    told = [
        Told(subject="a", predicate="informs", object="b", page=1),
        Told(subject="a", predicate="informs", object="b", page=2),
        Told(subject="a", predicate="informs", object="b", modality="negated"),
        Told(subject="b", predicate="cooperatesWith", object="a", modality="required"),
    ]
    things = [Thing(id=name, kind="Organisation", label=name) for name in "ab"]
    scene = scene_from_store(store_of(things, told), base=BASE)
    lines = lines_from_scene(scene)
    network = network_from_scene(scene, lines)
    assert [(line.modality, len(line.statements)) for line in lines] == [
        ("asserted", 2),
        ("negated", 1),
        ("required", 1),
    ]
    assert [edge["arrows"] for edge in network.edges] == ["to", "to", ""]
    assert [edge["width"] for edge in network.edges] == [1.6, 1.8, 4.0]
    bends = [edge["smooth"] and (edge["smooth"]["type"], edge["smooth"]["roundness"]) for edge in network.edges]
    assert bends == [("curvedCCW", 0.22), False, ("curvedCCW", 0.22)]  # left of a to b, straight, left of b to a
    assert network.options["physics"] == {"enabled": False}


def test_many_lines_between_two_are_a_bundle() -> None:
    """From three on, surest first, straight and after all lines; two lines, and a thing's line to itself, are none."""
    told = [
        Told(subject="a", predicate="informs", object="b", modality="negated"),
        Told(subject="b", predicate="informs", object="a"),
        Told(subject="a", predicate="advises", object="b", modality="planned"),
        Told(subject="a", predicate="advises", object="c"),
        Told(subject="c", predicate="advises", object="a"),
        *(
            Told(subject="c", predicate="informs", object="c", modality=name)
            for name in ("asserted", "planned", "negated")
        ),
    ]
    scene = scene_from_store(
        store_of([Thing(id=name, kind="Organisation", label=name) for name in "abc"], told), base=BASE
    )
    lines = lines_from_scene(scene)
    (bundle,) = bundles_from_lines(scene, lines)
    assert [lines[line].modality for line in bundle] == ["asserted", "planned", "negated"]
    edge = network_from_scene(scene, lines, [bundle]).edges[-1]
    assert (edge["id"], edge["smooth"], {edge["from"], edge["to"]}) == (len(lines), False, {0, 1})


def test_a_focus_is_drawn_with_its_neighbours_only(small: ox.Store) -> None:
    """The title names it; what it has nothing to do with is left out."""
    page = picture_from_store(small, base=BASE, focus="ijenv", depth=1)
    assert '<h1 id="title"><bdi>Rond Inspectie Justitie en Veiligheid</bdi></h1>' in page
    things = data_of(page)["things"]
    assert isinstance(things, list)
    assert len(things) == 2
    with pytest.raises(UsageError, match="Did you mean"):
        picture_from_store(small, base=BASE, focus="Inspectie Justitie en Veilighed")
