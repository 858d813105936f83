"""Time until a click on a thing answers, ours beside plain pyvis (physics on and off) and sigma.js with graphology.

    python benchmarks/picture.py [--sizes 100,1000,5000,20000] [--runs 3] [--limit 120] [--only NAME] [--npm FOLDER]

Fetches sigma and graphology from npm into FOLDER once (default: a folder under the system's temporary one) and drives Debian's Chromium
without a graphics card, at 1400 by 900. The graph is made up: each thing is tied to an earlier one, half of them to a second, and the
earlier has more. Medians of the runs. Opened: from the address given until the page is drawn. Click: from the mouse button until the
frame with the answer (ours: neighbourhood and panel; the others: their event, and a frame). Blocked: the longest stretch in which the
page could not have answered. Sigma has no layout of its own: it gets the positions of ours; pyvis lays out by itself.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyvis.network import Network

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks.tables import markdown
from kg.picture import picture_from_store
from kg.picture.layout import positions
from tests.picture.browser import FLAGS, Browser, browser_in
from tests.picture.conftest import BASE, Thing, Told, store_of

PACKAGES = ("sigma@3.0.3", "graphology@0.26.0")
KINDS = ("Supervisor", "Domain", "Organisation", "Organisation", "ActorGroup", "Act", "Regulation", "Post")
WEBGL = (*(flag for flag in FLAGS if flag != "--disable-gpu"), "--enable-unsafe-swiftshader", "--use-angle=swiftshader")
HALF = 0.5
PYVIS_DRAWN = (
    "network.on('afterDrawing', () => { window.isDrawn = true; }); requestAnimationFrame(() => network.redraw());"
)
HEADS = (
    "things, relations",
    "drawn by",
    "file, MB",
    "layout, s",
    "made, s",
    "opened, s",
    "click, s",
    "blocked, s",
    "requests",
)
WATCH = """window.tasks = []; new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration)))
  .observe({ type: 'longtask', buffered: true });
addEventListener('pointerdown', () => { window.pressed = performance.now(); }, { capture: true });
addEventListener('mousedown', () => { window.pressed ??= performance.now(); }, { capture: true });
window.answer = () => requestAnimationFrame(() => setTimeout(() => { window.answered ??= performance.now(); }));"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Things by number, their names and kinds, and pairs of things."""

    names: tuple[str, ...]
    kinds: tuple[str, ...]
    pairs: tuple[tuple[int, int], ...]

    @property
    def centre(self) -> int:
        """The thing with most pairs."""
        return Counter(number for pair in self.pairs for number in pair).most_common(1)[0][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to draw: how the page is made, when it is drawn, and how a click on its centre is prepared; scripts in the page."""

    name: str
    make: Callable[[Graph], str]
    drawn: str
    aim: str
    flags: Sequence[str] = FLAGS
    address: str = ""


def graph(size: int) -> Graph:
    """The made-up graph of so many things, the same each time."""
    chance = random.Random(size)  # noqa: S311 - the same each time
    pairs = [(number, int(chance.random() ** 2 * number)) for number in range(1, size)]
    pairs += [
        (number, other)
        for number in range(size)
        if chance.random() < HALF and (other := chance.randrange(size)) != number
    ]
    return Graph(
        names=tuple(f"Instelling voor toezicht {number}" for number in range(size)),
        kinds=tuple("Ministry" if number < 12 else chance.choice(KINDS) for number in range(size)),  # noqa: PLR2004 - as many as there are
        pairs=tuple(pairs),
    )


def ours(drawn: Graph) -> str:
    """The page of `kg picture`, with a quote for each relation."""
    things = [
        Thing(id=str(number), kind=kind, label=name)
        for number, (kind, name) in enumerate(zip(drawn.kinds, drawn.names, strict=True))
    ]
    told = [
        Told(
            subject=str(one),
            predicate="supervises",
            object=str(other),
            quote=f"{drawn.names[one]} houdt toezicht op {drawn.names[other]}.",
        )
        for one, other in drawn.pairs
    ]
    return picture_from_store(store_of(things, told), base=BASE)


def pyvis(physics: str) -> Callable[[Graph], str]:
    """The page that pyvis makes by itself."""

    def made(drawn: Graph) -> str:
        network = Network(directed=True, cdn_resources="in_line", height="850px")
        for number, name in enumerate(drawn.names):
            network.add_node(number, label=name)
        network.add_edges(drawn.pairs)
        network.toggle_physics(physics == "on")
        return str(network.generate_html(notebook=False)).replace("</body>", f"<script>{PYVIS_DRAWN}</script></body>")

    return made


def sigma(folder: Path) -> Callable[[Graph], str]:
    """A page with sigma.js and graphology inlined, as their manual draws a graph."""
    if not (folder / "node_modules" / "sigma").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--prefix", str(folder), "--silent", *PACKAGES], check=True)  # noqa: S607
    library = [
        (folder / "node_modules" / place).read_text(encoding="utf-8")
        for place in ("graphology/dist/graphology.umd.min.js", "sigma/dist/sigma.min.js")
    ]

    def made(drawn: Graph) -> str:
        names = [f"{number:06}" for number in range(len(drawn.names))]
        points = positions(names, [(names[one], names[other]) for one, other in drawn.pairs])
        nodes = [[*points[name], label] for name, label in zip(names, drawn.names, strict=True)]
        return f"""<!DOCTYPE html><meta charset="utf-8"><body style="margin:0"><div id="host" style="width:1400px;height:900px"></div>
{"".join(f"<script>{script}</script>" for script in library)}
<script>const drawn = {json.dumps({"nodes": nodes, "edges": drawn.pairs})};
const graph = new graphology.Graph({{ multi: true }});
drawn.nodes.forEach(([x, y, label], number) => graph.addNode(number, {{ x, y: -y, label, size: 4, color: "#0072b2" }}));
drawn.edges.forEach(([one, other]) => graph.addEdge(one, other, {{ color: "#ccc", size: 1 }}));
const network = new Sigma(graph, document.getElementById("host"));
network.on("clickNode", answer);
requestAnimationFrame(() => {{ window.isDrawn = true; }});</script>"""

    return made


def ways(folder: Path) -> list[Way]:
    """All that is compared."""
    our_aim = """(() => { const own = document.getElementById('network'); own.focus();
              own.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' })); /* brings the centre to the middle */
              document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
              new MutationObserver(answer).observe(document.getElementById('panel'), { childList: true });
              const { left, top, width, height } = own.getBoundingClientRect();
              return [left + width / 2, top + height / 2]; })()/*%d*/"""
    pyvis_aim = """(() => { network.on('click', ({ nodes }) => { if (nodes.length) answer(); });
      network.moveTo({ position: network.getPosition(%d), scale: 1, animation: false }); network.redraw();
      const { left, top, width, height } = document.querySelector('#mynetwork canvas').getBoundingClientRect();
      return [left + width / 2, top + height / 2]; })()"""
    return [
        *(
            Way(
                name=name,
                make=ours,
                drawn="document.documentElement?.dataset.ready === 'true'",
                aim=our_aim,
                address=address,
            )
            for name, address in (("ours", ""), ("ours, all of it", "#kind=*&all=1"))
        ),
        Way(
            name="sigma.js",
            make=sigma(folder),
            drawn="window.isDrawn === true",
            aim="""(() => { const { x, y } = network.getNodeDisplayData('%d'); const at = network.framedGraphToViewport({ x, y });
              return [at.x, at.y]; })()""",
            flags=WEBGL,
        ),
        *(
            Way(name=f"pyvis, physics {physics}", make=pyvis(physics), drawn="window.isDrawn === true", aim=pyvis_aim)
            for physics in ("off", "on")
        ),
    ]


def timed(browser: Browser, page: Path, way: Way, centre: int, limit: float) -> tuple[float, float, float] | None:
    """As `measured`; None also where the page keeps the browser so busy that it does not answer for a minute."""
    try:
        return measured(browser, page, way, centre, limit)
    except AssertionError:
        return None


def measured(browser: Browser, page: Path, way: Way, centre: int, limit: float) -> tuple[float, float, float] | None:
    """Seconds until drawn, from click to answer, and longest blocking; None where the limit passed first."""
    browser.send("Page.navigate", url="about:blank")
    start = time.monotonic()
    browser.send("Page.navigate", url=page.as_uri() + way.address)
    while browser.run(f"location.protocol === 'file:' && Boolean({way.drawn})") is not True:
        if time.monotonic() - start > limit:
            return None
        time.sleep(0.01)
    browser.settle()
    opened = time.monotonic() - start
    blocked = max(browser.run("window.tasks"), default=0.0) / 1000
    x, y = browser.run(way.aim % centre)
    browser.settle()
    time.sleep(0.5)
    browser.run("window.answered = undefined; window.pressed = undefined; 0")
    for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
        browser.send(
            "Input.dispatchMouseEvent",
            type=kind,
            x=x,
            y=y,
            button="none" if kind == "mouseMoved" else "left",
            clickCount=1,
        )
    begun = time.monotonic()
    while browser.run("window.answered === undefined"):
        if time.monotonic() - begun > limit:
            return None
        time.sleep(0.01)
    return opened, browser.run("window.answered - window.pressed") / 1000, blocked


def main() -> None:
    """Prints a line a size and way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100,1000,5000,20000")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=float, default=120, help="seconds after which a page is given up")
    parser.add_argument("--only", default="", help="only the ways with this in their name")
    parser.add_argument("--npm", type=Path, default=Path(tempfile.gettempdir()) / "toezichtgraaf-npm")
    options = parser.parse_args()
    print(markdown(HEADS, ()))
    for size in map(int, options.sizes.split(",")):
        drawn = graph(size)
        names = [str(number) for number in range(size)]
        start = time.monotonic()
        positions(names, [(names[one], names[other]) for one, other in drawn.pairs])
        layout = time.monotonic() - start
        for way in (one for one in ways(options.npm) if options.only in one.name):
            with (
                tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
                browser_in(Path(folder), way.flags) as browser,
            ):
                browser.send(
                    "Emulation.setDeviceMetricsOverride", width=1400, height=900, deviceScaleFactor=1, mobile=False
                )
                browser.send("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
                page = Path(folder) / "page.html"
                start = time.monotonic()
                page.write_text(way.make(drawn), encoding="utf-8")
                made = time.monotonic() - start
                runs: list[tuple[float, float, float]] = []
                while len(runs) < options.runs and (found := timed(browser, page, way, drawn.centre, options.limit)):
                    runs.append(found)
                told = [f"{statistics.median(values):.2f}" for values in zip(*runs, strict=True)] or [
                    f"> {options.limit:.0f}",
                    "-",
                    "-",
                ]
                asked = {url for url in browser.requests if url.startswith("http")}
                cells = [
                    f"{size:,}, {len(drawn.pairs):,}",
                    way.name,
                    f"{page.stat().st_size / 1e6:.1f}",
                    f"{layout:.2f}" if "pyvis" not in way.name else "-",
                    f"{made:.1f}",
                    *told,
                    str(len(asked)),
                ]
                print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
