// Brings the page to life, in the language chosen.

const STEP = 1.3; // how much larger or smaller at once
const write = (id, text) => { const place = document.getElementById(id); if (place) place.textContent = text; };

function zoom(by) {
  view.moveTo({ scale: Math.min(4, Math.max(0.02, view.getScale() * by)), animation: move({ duration: 150 }) });
}

// The nearest thing in the direction of an arrow key, as the eye would take it.
function thingBeside(thing, [right, down]) {
  let best = null;
  things.forEach((_, other) => {
    if (other === thing || !(shownKinds.has(SIGNS[things[other].kind] ? things[other].kind : null))) return;
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
  else return;
  event.preventDefault();
}

function showTools() {
  const tool = (key, sign, onclick) => element("button", { type: "button", "aria-label": say(key), title: say(key), onclick }, sign);
  document.getElementById("tools").replaceChildren(
    tool("larger", "+", () => zoom(STEP)), tool("smaller", "−", () => zoom(1 / STEP)),
    element("button", { type: "button", onclick: () => { choose({}); showWhole(); } }, say("whole")));
}

function speak(chosenLanguage) {
  language = chosenLanguage;
  document.documentElement.lang = language;
  for (const button of document.querySelectorAll("#languages button")) button.setAttribute("aria-pressed", String(button.dataset.language === language));
  document.getElementById("languages").setAttribute("aria-label", say("language"));
  const title = data.focus === null ? say("title") : say("title_focus", { label: label(data.focus) });
  document.title = `${title} – Toezichtgraaf`;
  document.getElementById("title").replaceChildren(named(title));
  const facts = lines.reduce((sum, line) => sum + line.statements.length, 0);
  write("counts", say("counts", { things: things.length, facts, documents: sources.length === 1 ? say("one_document") : say("documents", { count: sources.length }) }));
  write("footer", say("footer"));
  write("empty", say("empty"));
  write("empty-help", say("empty_help"));
  write("table-title", say("table"));
  if (!things.length) return;
  for (const [id, key] of [["network", "picture"], ["legend", "legend"], ["panel", "details"], ["wanted", "search"], ["found", "search"]]) {
    document.getElementById(id).setAttribute("aria-label", say(key));
  }
  wanted.placeholder = say("search");
  showTools();
  showLegend();
  showNotice();
  showPanel();
  showTable();
  if (view) view.redraw();
}

document.getElementById("languages").hidden = false;
for (const button of document.querySelectorAll("#languages button")) button.addEventListener("click", () => speak(button.dataset.language));
if (things.length) {
  document.getElementById("table").open = false;
  document.getElementById("search").hidden = false;
  document.getElementById("explore").hidden = false;
  startView();
  startSearch();
  host.addEventListener("keydown", onKey);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.defaultPrevented) choose({}); });
  document.getElementById("notice").lastElementChild.addEventListener("click", showAll);
  document.getElementById("table").addEventListener("toggle", showTable);
  addEventListener("popstate", chooseFromAddress);
}
speak(language);
if (things.length) chooseFromAddress();
document.documentElement.dataset.ready = "true";
