// Brings the page to life, in the language chosen.

const STEP = 1.3; // how much larger or smaller at once
const write = (id, text) => { const place = document.getElementById(id); if (place) place.textContent = text; };

function zoom(by) {
  view.moveTo({ scale: Math.min(4, Math.max(SMALLEST, view.getScale() * by)), animation: move({ duration: 150 }) });
}

// The nearest thing in the direction of an arrow key, as the eye would take it.
function thingBeside(thing, [right, down]) {
  let best = null;
  things.forEach((_, other) => {
    if (other === thing || !isShown(other)) return;
    const x = placeOf(other).x - placeOf(thing).x;
    const y = placeOf(other).y - placeOf(thing).y;
    const ahead = x * right + y * down;
    const aside = Math.abs(x * down) + Math.abs(y * right);
    const far = ahead + 2 * aside;
    if (ahead > 0 && (!best || far < best.far)) best = { other, far };
  });
  return best ? best.other : thing;
}

const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function onKey(event) {
  if (ARROWS[event.key]) {
    const thing = chosen.thing === null ? byImportance.find(isShown) : thingBeside(chosen.thing, ARROWS[event.key]);
    if (thing !== undefined) {
      choose({ thing });
      view.moveTo({ position: { x: placeOf(thing).x, y: placeOf(thing).y }, animation: move() });
    }
  } else if (event.key === "+" || event.key === "=") zoom(STEP);
  else if (event.key === "-") zoom(1 / STEP);
  else if (event.key === "0") showWhole();
  else if (event.key === "Enter" && near) focusPanel();
  else if (event.key === "e" && chosen.thing !== null) choose({ ...chosen, steps: chosen.steps + 1 }, { approach: true });
  else return;
  event.preventDefault();
}

function focusPanel() {
  panel.focus();
  panel.scrollIntoView({ block: "nearest" });
}

function showTools() {
  const tool = (key, sign, onclick) => element("button", { type: "button", "aria-label": say(key), title: say(key), onclick }, element("span", { "aria-hidden": "true" }, sign));
  document.getElementById("tools").replaceChildren(
    savePart(),
    tool("larger", "+", () => zoom(STEP)), tool("smaller", "−", () => zoom(1 / STEP)),
    element("button", { type: "button", onclick: () => { choose({}); showWhole(); } }, say("whole")));
}

// What of the page follows from what is chosen.
function showAgain() {
  recolour();
  showPanel();
  showNotice();
}

function speak(chosenLanguage) {
  language = chosenLanguage;
  document.documentElement.lang = language;
  for (const button of document.querySelectorAll("#languages button")) button.setAttribute("aria-pressed", String(button.dataset.language === language));
  document.getElementById("languages").setAttribute("aria-label", say("language"));
  const title = data.title ? inLanguage(data.title) : data.focus === null ? say("title") : say("title_focus", { label: label(data.focus) });
  document.title = `${title} – Toezichtgraaf`;
  document.getElementById("title").replaceChildren(named(title));
  const facts = lines.reduce((sum, line) => sum + line.statements.length, 0);
  write("counts", say("counts", { things: things.length, lines: relationCount(lines.length), facts: placeCount(facts), documents: sources.length === 1 ? say("one_document") : say("documents", { count: sources.length }) }));
  write("footer", say("footer"));
  write("empty", say("empty"));
  write("empty-help", say("empty_help"));
  write("table-title", say("table"));
  write("skip", say("skip"));
  if (!things.length) return;
  for (const [id, key] of [["network", "picture"], ["legend", "legend"], ["panel", "details"], ["wanted", "search"], ["wanted-found", "search"]]) {
    document.getElementById(id).setAttribute("aria-label", say(key));
  }
  document.getElementById("wanted").placeholder = say("search");
  showTools();
  showFilters();
}

// A double click expands what was there before its first click chose something.
function startExpanding() {
  let last = -Infinity;
  let before = chosen;
  host.addEventListener("pointerdown", () => {
    if (performance.now() - last > 500) before = chosen;
    last = performance.now();
  }, { capture: true });
  view.on("doubleClick", ({ nodes }) => {
    if (!nodes.length) return;
    chosen = before;
    expand(nodes[0]);
  });
}

function start() {
  document.getElementById("table").open = false;
  for (const id of ["search", "explore", "skip"]) document.getElementById(id).hidden = false;
  searchBox(document.getElementById("wanted"), document.getElementById("wanted-found"), (thing) => choose({ thing }, { approach: true }));
  startView();
  host.addEventListener("keydown", onKey);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.defaultPrevented && near) choose({}); });
  startExpanding();
  document.getElementById("skip").addEventListener("click", (event) => { event.preventDefault(); focusPanel(); });
  document.getElementById("notice").lastElementChild.addEventListener("click", showAll);
  document.getElementById("table").addEventListener("toggle", showTable);
  addEventListener("popstate", chooseFromAddress);
  addEventListener("beforeprint", () => { document.documentElement.classList.add("print"); readColours(); recolour(); });
  addEventListener("afterprint", () => { document.documentElement.classList.remove("print"); readColours(); recolour(); });
  chooseFromAddress();
}

document.getElementById("languages").hidden = false;
for (const button of document.querySelectorAll("#languages button")) {
  button.addEventListener("click", () => {
    speak(button.dataset.language);
    if (!things.length) return;
    showAgain();
    showTable();
    rememberAddress();
  });
}
if (things.length) start(); else speak(language);
document.documentElement.dataset.ready = "true";
