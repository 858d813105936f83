// What is chosen and what is filtered away. The address of the page says both: it can be copied, and back and forward work.

const OVERVIEW_FROM = 300; // more things than this: start with the overview
const OVERVIEW_KINDS = ["Supervisor", "Ministry", "Domain"];
const OVERVIEW_LEAST = 12; // an overview of fewer things says too little
const OVERVIEW_MOST = 250; // the overview shows the most told of, so many at most
const UNKNOWN = "unknown"; // the year of a document without a date, the document of a statement without one, the group of a thing without

const neighbours = things.map(() => new Map()); // thing -> other thing -> lines between them
lines.forEach((_, line) => {
  const { from, to } = drawing.edges[line];
  for (const [one, other] of [[from, to], [to, from]]) {
    if (!neighbours[one].has(other)) neighbours[one].set(other, []);
    if (!neighbours[one].get(other).includes(line)) neighbours[one].get(other).push(line);
  }
});
const importance = (thing) => drawing.nodes[thing].value;
const byImportance = things.map((_, thing) => thing).sort((a, b) => importance(b) - importance(a) || a - b);
const placeByIri = new Map(things.map(({ iri }, thing) => [iri, thing]));

// --- filters: what of each is hidden -----------------------------------------------------------------------------------------

const kindOf = (thing) => (Object.hasOwn(SIGNS, things[thing].kind) ? things[thing].kind : OTHER_KIND);
const groupOf = (thing) => things[thing].group || UNKNOWN;
const documentOf = ({ document }) => (document === null ? UNKNOWN : sources[document].iri);
const yearOf = ({ document }) => (/^\d{4}/.exec((document !== null && sources[document].issued) || "") || [UNKNOWN])[0];

function counted(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return counts;
}

const allStatements = [...lines.flatMap(({ statements }) => statements), ...things.flatMap(({ claims }) => claims)];
const inOrder = (counts, order) => new Map(order.filter((value) => counts.has(value)).map((value) => [value, counts.get(value)]));
const largestFirst = (counts) => inOrder(counts, [...counts.keys()].sort((one, other) => (one === UNKNOWN) - (other === UNKNOWN) || counts.get(other) - counts.get(one) || (one < other ? -1 : 1)));
const sorted = (counts) => inOrder(counts, [...counts.keys()].sort());
const FILTERS = { // of each the values there are, with how often
  kind: inOrder(counted(things.map((_, thing) => kindOf(thing))), KINDS),
  modality: inOrder(counted(lines.map(({ modality }) => modality)), MODALITIES),
  group: largestFirst(counted(things.map((_, thing) => groupOf(thing)))),
  predicate: sorted(counted(lines.map(({ predicate }) => predicate))),
  document: inOrder(counted(allStatements.map(documentOf)), [...sources.map(({ iri }) => iri), UNKNOWN]),
  year: sorted(counted(allStatements.map(yearOf))),
};
const overviewKinds = [...FILTERS.kind.keys()].filter((kind) => OVERVIEW_KINDS.includes(kind));
const hasOverview = things.length > OVERVIEW_FROM && data.focus === null
  && overviewKinds.reduce((sum, kind) => sum + FILTERS.kind.get(kind), 0) >= OVERVIEW_LEAST;
const notAtFirst = new Set(hasOverview ? [...FILTERS.kind.keys()].filter((kind) => !OVERVIEW_KINDS.includes(kind)) : []);
const atStart = (filter) => (filter === "kind" ? notAtFirst : new Set());
const hidden = Object.fromEntries(Object.keys(FILTERS).map((filter) => [filter, new Set(atStart(filter))]));

const passes = (statement) => !hidden.document.has(documentOf(statement)) && !hidden.year.has(yearOf(statement));
const isTold = lines.map(() => true); // whether the filters leave anything of a line
const isAlive = things.map(() => true); // whether they leave anything of what is told of a thing
let isLimited = hasOverview; // whether only the most told of are shown
let leading = new Set(); // those

function applyFilters() {
  lines.forEach(({ predicate, modality, statements }, line) => {
    isTold[line] = !hidden.predicate.has(predicate) && !hidden.modality.has(modality) && statements.some(passes);
  });
  things.forEach(({ claims }, thing) => {
    const own = [...neighbours[thing].values()];
    isAlive[thing] = (!own.length && !claims.length) || own.some((some) => some.some((line) => isTold[line])) || claims.some(passes);
  });
  leading = new Set(isLimited ? byImportance.filter((thing) => isAlive[thing] && !isHidden(thing)).slice(0, OVERVIEW_MOST) : []);
}

const isHidden = (thing) => hidden.kind.has(kindOf(thing)) || hidden.group.has(groupOf(thing));
// What only the overview leaves out comes along as neighbour of what is chosen; a kind that the reader hid does not.
const isRefused = (thing) => hidden.group.has(groupOf(thing)) || (hidden.kind.has(kindOf(thing)) && !notAtFirst.has(kindOf(thing)));
function isShown(thing) {
  if (!isAlive[thing] || isRefused(thing)) return false;
  return (near !== null && near.has(thing)) || (!isHidden(thing) && (!isLimited || leading.has(thing)));
}
const isLineShown = (line) => isTold[line] && isShown(drawing.edges[line].from) && isShown(drawing.edges[line].to);
const isFiltered = () => isLimited !== hasOverview || Object.entries(hidden).some(([filter, values]) => values.size !== atStart(filter).size || [...values].some((value) => !atStart(filter).has(value)));

// --- what is chosen ----------------------------------------------------------------------------------------------------------

const NOTHING = { thing: null, steps: 1, opened: [], line: null, pair: null, path: null };
let chosen = NOTHING;
let near = null; // the things that stay bright, or null for all
let brightLines = null;

const linesBetween = (one, other) => (neighbours[one].get(other) || []).filter((line) => isTold[line]);

function lightUp() {
  const { thing, steps, opened, line, pair, path } = chosen;
  near = brightLines = null;
  if (thing !== null) {
    near = new Set([...opened, thing]);
    brightLines = new Set();
    let front = [...near];
    for (let step = 0; step < steps; step += 1) {
      const told = front.flatMap((one) => [...neighbours[one]].map(([other, between]) => [other, between.filter((each) => isTold[each])])).filter(([, between]) => between.length);
      front = [...new Set(told.map(([other]) => other))].filter((other) => !near.has(other));
      told.forEach(([other, between]) => { near.add(other); between.forEach((each) => brightLines.add(each)); });
    }
  } else if (line !== null) {
    near = new Set([drawing.edges[line].from, drawing.edges[line].to]);
    brightLines = new Set([line]);
  } else if (pair) {
    near = new Set(pair);
    brightLines = new Set(linesBetween(...pair));
  } else if (path) {
    const ways = shortestPaths(...path);
    near = new Set([...path, ...ways.flat()]);
    brightLines = new Set(ways.flatMap((way) => way.slice(1).flatMap((other, step) => linesBetween(way[step], other))));
  }
}

// Chooses a thing, a line, all between a pair, the paths between two, or nothing.
function choose(what, { remember = true, approach = false } = {}) {
  chosen = { ...NOTHING, ...what };
  lightUp();
  showAgain();
  if (approach && near) bringIntoView([...near].filter(isShown), move());
  announce();
  if (remember) rememberAddress();
}

// Leaves what is bright as it is and adds the neighbours of one thing; back takes them away again.
function expand(thing) {
  if (chosen.thing === null) choose({ thing }, { approach: true });
  else choose({ thing, opened: [...new Set([...chosen.opened, chosen.thing])].filter((one) => one !== thing) }, { approach: true });
}

function filter(name, values, isWanted) {
  for (const value of values) if (isWanted) hidden[name].delete(value); else hidden[name].add(value);
  filtersChanged();
}

function clearFilters(toStart) {
  isLimited = toStart && hasOverview;
  for (const name of Object.keys(hidden)) hidden[name] = new Set(toStart ? atStart(name) : []);
  filtersChanged();
}

function filtersChanged() {
  applyFilters();
  lightUp();
  showFilters();
  showAgain();
  showTable();
  rememberAddress();
}

// --- the address -------------------------------------------------------------------------------------------------------------

const iriOf = (thing) => things[thing].iri;
const lineName = (line) => [iriOf(drawing.edges[line].from), lines[line].predicate, iriOf(drawing.edges[line].to), lines[line].modality].join(" ");

function addressOf() {
  const said = new URLSearchParams();
  const { thing, steps, opened, line, pair, path } = chosen;
  if (thing !== null) said.set("thing", iriOf(thing));
  if (steps > 1) said.set("steps", String(steps));
  if (line !== null) said.set("line", lineName(line));
  if (pair) said.set("pair", pair.map(iriOf).join(" "));
  if (path) said.set("path", path.map(iriOf).join(" "));
  for (const one of opened) said.append("opened", iriOf(one));
  for (const [name, values] of Object.entries(hidden)) {
    const start = atStart(name);
    if (values.size === start.size && [...values].every((value) => start.has(value))) continue;
    const shown = [...FILTERS[name].keys()].filter((value) => !values.has(value));
    if (!values.size) said.append(name, "*");
    else if (shown.length && shown.length < values.size) for (const value of shown) said.append(name, value);
    else for (const value of values) said.append(name, `-${value}`);
  }
  if (isLimited !== hasOverview) said.set("all", "1");
  if (language !== data.language) said.set("language", language);
  return `#${said}`;
}

function rememberAddress() {
  const address = addressOf();
  if (address !== (location.hash || "#")) history.pushState(null, "", address);
}

// What the address says; parts that name nothing here are passed over.
function chooseFromAddress() {
  const said = new URLSearchParams(location.hash.slice(1));
  for (const [name, values] of Object.entries(FILTERS)) {
    const told = said.getAll(name);
    const without = told.filter((value) => value.startsWith("-")).map((value) => value.slice(1));
    const only = told.filter((value) => values.has(value));
    if (told.includes("*")) hidden[name] = new Set();
    else if (only.length) hidden[name] = new Set([...values.keys()].filter((value) => !only.includes(value)));
    else hidden[name] = new Set(without.length ? without.filter((value) => values.has(value)) : atStart(name));
  }
  isLimited = hasOverview && !said.has("all");
  applyFilters();
  const wanted = said.get("language");
  if (wanted === "nl" || wanted === "en") language = wanted;
  const thingsOf = (key) => (said.get(key) || "").split(" ").map((iri) => placeByIri.get(iri));
  const isPair = (pair) => pair.length === 2 && pair.every((thing) => thing !== undefined);
  const thing = placeByIri.get(said.get("thing"));
  const line = said.has("line") ? lines.findIndex((_, each) => lineName(each) === said.get("line")) : -1;
  const opened = said.getAll("opened").map((iri) => placeByIri.get(iri)).filter((one) => one !== undefined);
  const what = thing !== undefined ? { thing, opened, steps: Math.min(9, Math.max(1, Number.parseInt(said.get("steps"), 10) || 1)) }
    : line >= 0 ? { line }
      : isPair(thingsOf("pair")) && neighbours[thingsOf("pair")[0]].has(thingsOf("pair")[1]) ? { pair: thingsOf("pair") }
        : isPair(thingsOf("path")) ? { path: thingsOf("path") } : {};
  speak(language);
  choose(what, { remember: false, approach: true });
  showTable();
}
