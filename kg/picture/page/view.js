// The network on its canvas: signs, names that never lie on each other, what is shown, what is chosen.

const OVERVIEW_FROM = 300; // more things than this: start with the overview
const OVERVIEW_KINDS = ["Supervisor", "Ministry", "Domain"];
const OVERVIEW_LEAST = 12; // an overview of fewer things says too little
const NAME_WIDTH = 150; // pixels on the screen
const WORD_WIDTH = 200; // a single long word may be so wide before it is cut
const LINES_OF_NAME = 3;
const LEAST_RADIUS = things.length > 80 ? 5 : 7; // of a sign, in pixels on the screen
const LARGEST = 1.4; // how large things are shown without being asked
const LEADING = 24; // so many names are written even over the signs of others
const MANY_LINES = 400; // from here on lines are drawn fainter
const MARGIN = [176, 136]; // pixels kept free around all for the names at the edge
const NARROW = 600; // pixels: a telephone
const READABLE = 0.6; // smaller than this the names hide each other

const host = document.getElementById("network");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");
const shownKinds = new Set(KINDS);
const shownModalities = new Set(MODALITIES);
const neighbours = things.map(() => new Map()); // thing -> other thing -> lines between them
drawing.edges.forEach((edge) => {
  for (const [one, other] of [[edge.from, edge.to], [edge.to, edge.from]]) {
    if (!neighbours[one].has(other)) neighbours[one].set(other, []);
    if (!neighbours[one].get(other).includes(edge.id)) neighbours[one].get(other).push(edge.id);
  }
});
const byImportance = things.map((_, thing) => thing).sort((a, b) => drawing.nodes[b].value - drawing.nodes[a].value || a - b);

let view = null; // vis.Network
let chosen = { thing: null, line: null };
let near = null; // the things that stay bright, or null for all
let brightLines = null;
let hoveredLine = null;
let colours = {};

function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "canvas", "ink", "muted", "edge", "light-edge", "no", "focus", "soft"]) {
    colours[name] = style.getPropertyValue(`--${name}`).trim();
  }
}

const isShown = (thing) => shownKinds.has(SIGNS[things[thing].kind] ? things[thing].kind : null) || (near !== null && near.has(thing));
const isLineShown = (line) => shownModalities.has(lines[line].modality);

// How a sign is drawn: its own outline, faint where something else is chosen, dashed and pale where it is not in force.
function signRenderer(thing) {
  const { size } = drawing.nodes[thing];
  const { kind } = things[thing];
  return ({ ctx, x, y, state }) => {
    const radius = Math.max(size, LEAST_RADIUS / view.getScale());
    return {
      drawNode() {
        const unsettled = isUnsettled(thing);
        const unit = radius / 12;
        ctx.save();
        if (near && !near.has(thing)) ctx.globalAlpha = 0.13;
        ctx.translate(x - radius, y - radius);
        ctx.scale(unit, unit);
        ctx.lineJoin = "round";
        const outline = outlines.get(SIGNS[kind] ? kind : null);
        if (chosen.thing === thing || state.hover) {
          ctx.lineWidth = 7 / unit;
          ctx.strokeStyle = chosen.thing === thing ? colours.focus : colours.muted;
          ctx.stroke(outline);
        }
        ctx.fillStyle = colours.canvas;
        ctx.fill(outline);
        const strength = ctx.globalAlpha;
        if (unsettled) ctx.globalAlpha = strength * 0.4;
        ctx.fillStyle = sign(kind).colour;
        ctx.fill(outline);
        ctx.globalAlpha = strength;
        ctx.lineWidth = (unsettled ? 2 : 1.1) / unit;
        if (unsettled) ctx.setLineDash([4 / unit, 3 / unit]);
        ctx.strokeStyle = colours.ink;
        ctx.stroke(outline);
        ctx.restore();
      },
      nodeDimensions: { width: radius * 2, height: radius * 2 },
    };
  };
}

function lineColour(line) {
  if (brightLines && !brightLines.has(line)) return { color: colours.edge, hover: colours.edge, highlight: colours.edge, opacity: 0.1, inherit: false };
  const { modality } = lines[line];
  const colour = chosen.line === line ? colours.focus : modality === "negated" ? colours.no : modality === "possible" ? colours["light-edge"] : colours.edge;
  return { color: colour, hover: colours.focus, highlight: colours.focus, opacity: brightLines || lines.length < MANY_LINES ? 1 : 0.4, inherit: false };
}

// The positions of the layout, turned and stretched a little towards the shape of the screen.
function placesFor(width, height) {
  const upright = height > width * 1.15;
  const points = drawing.nodes.map(({ x, y }) => (upright ? { x: y * 1.3, y: x * 0.8 } : { x, y }));
  const [wide, high] = ["x", "y"].map((axis) => Math.max(1, extent(points, axis)[1] - extent(points, axis)[0]));
  const stretch = Math.min(1.5, Math.max(1 / 1.5, Math.sqrt(((Math.max(1, height - MARGIN[1]) / Math.max(1, width - MARGIN[0])) * wide) / high)));
  return points.map(({ x, y }) => ({ x: x / stretch, y: y * stretch }));
}

const extent = (points, axis) => points.reduce(([least, most], point) => [Math.min(least, point[axis]), Math.max(most, point[axis])], [Infinity, -Infinity]);

function startView() {
  readColours();
  if (things.length > OVERVIEW_FROM) {
    const count = things.filter((thing) => OVERVIEW_KINDS.includes(thing.kind)).length;
    if (count >= OVERVIEW_LEAST && data.focus === null) KINDS.forEach((kind) => OVERVIEW_KINDS.includes(kind) || shownKinds.delete(kind));
  }
  const at = placesFor(host.clientWidth, host.clientHeight);
  const nodeSet = new vis.DataSet(drawing.nodes.map(({ id, size, shape }) => ({
    id, size, shape, ...at[id], hidden: !isShown(id), ctxRenderer: signRenderer(id),
  })));
  const edgeSet = new vis.DataSet(drawing.edges.map((edge) => ({ ...edge, color: lineColour(edge.id), hidden: !isLineShown(edge.id) })));
  view = new vis.Network(host, { nodes: nodeSet, edges: edgeSet }, drawing.options);
  view.on("afterDrawing", writeNames);
  view.on("click", ({ nodes, edges, pointer }) => {
    const line = nodes.length ? undefined : view.getEdgeAt(pointer.DOM) ?? edges[0];
    if (nodes.length) choose({ thing: nodes[0] });
    else if (line !== undefined) choose({ line });
    else choose({});
  });
  view.on("hoverEdge", ({ edge }) => { hoveredLine = edge; host.style.cursor = "pointer"; });
  view.on("blurEdge", () => { hoveredLine = null; host.style.cursor = ""; });
  view.on("hoverNode", () => { host.style.cursor = "pointer"; });
  view.on("blurNode", () => { host.style.cursor = ""; });
  dark.addEventListener("change", () => { readColours(); recolour(); });
  openView();
}

// The whole; where a small screen makes it unreadable, what is mentioned most with what it is tied to.
function openView() {
  showWhole();
  if (host.clientWidth > NARROW || view.getScale() >= READABLE) return;
  const first = byImportance.find(isShown);
  bringIntoView([first, ...neighbours[first].keys()].filter(isShown), false);
}

function move(options) {
  return calm.matches || document.hidden ? false : { duration: 350, easingFunction: "easeInOutQuad", ...options };
}

function showWhole() {
  bringIntoView(things.map((_, thing) => thing).filter(isShown), false);
}

const placeOf = (thing) => view.body.nodes[thing]; // also of what is hidden, which getPositions leaves out

// The whole group on the screen, with room for the names at its edge.
function bringIntoView(group, animation) {
  const points = [...group].map(placeOf);
  if (!points.length) return;
  const [[left, right], [top, bottom]] = [extent(points, "x"), extent(points, "y")];
  const aside = Math.min(MARGIN[0], 0.3 * host.clientWidth);
  const fitting = [(host.clientWidth - aside) / Math.max(1, right - left), (host.clientHeight - MARGIN[1]) / Math.max(1, bottom - top)];
  const scale = Math.max(0.02, Math.min(LARGEST, ...fitting));
  view.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, offset: { x: 0, y: -20 }, animation });
}

// The looks are written into the network's own values: handing it 9,000 changed lines would take it seconds, this takes a moment.
function recolour() {
  let turned = false;
  const turn = (options, hidden) => { if (options.hidden !== hidden) { options.hidden = hidden; turned = true; } };
  lines.forEach((_, line) => {
    const { options } = view.body.edges[line];
    Object.assign(options.color, lineColour(line));
    turn(options, !isLineShown(line));
  });
  things.forEach((_, thing) => turn(placeOf(thing).options, !isShown(thing)));
  if (turned) view.body.emitter.emit("_dataChanged");
  view.redraw();
}

// Chooses a thing, a line or nothing; the address of the page follows, so that back and forward work.
function choose({ thing = null, line = null }, { remember = true, approach = false } = {}) {
  chosen = { thing, line };
  near = brightLines = null;
  if (thing !== null) {
    near = new Set([thing, ...neighbours[thing].keys()]);
    brightLines = new Set([...neighbours[thing].values()].flat());
  } else if (line !== null) {
    const { from, to } = drawing.edges[line];
    near = new Set([from, to]);
    brightLines = new Set([line]);
  }
  recolour();
  if (approach && near) bringIntoView(near, move());
  showPanel();
  showNotice();
  if (remember) {
    const address = thing !== null ? `#thing=${encodeURIComponent(things[thing].iri)}` : line !== null ? `#line=${line}` : "#";
    if (address !== (location.hash || "#")) history.pushState(null, "", address);
  }
}

function chooseFromAddress() {
  const [, what, value] = /^#(thing|line)=(.*)$/.exec(location.hash) || [];
  let wanted = "";
  try { wanted = decodeURIComponent(value || ""); } catch { wanted = ""; }
  const thing = what === "thing" ? things.findIndex(({ iri }) => iri === wanted) : -1;
  if (thing >= 0) choose({ thing }, { remember: false, approach: true });
  else if (what === "line" && /^\d+$/.test(wanted) && Number(wanted) < lines.length) choose({ line: Number(wanted) }, { remember: false, approach: true });
  else choose({}, { remember: false });
}

// --- names -----------------------------------------------------------------------------------------------------------------

const widths = new Map();
function widthOf(ctx, text) {
  const key = ctx.font + text;
  if (!widths.has(key)) widths.set(key, ctx.measureText(text).width);
  return widths.get(key);
}

const wrapped = new Map();
function wrap(ctx, text, most) {
  const key = `${most}|${ctx.font}|${text}`;
  if (wrapped.has(key)) return wrapped.get(key);
  const rows = [];
  let row = "";
  for (const word of text.slice(0, 240).split(/\s+/).filter(Boolean)) {
    let rest = word;
    while (widthOf(ctx, rest) > WORD_WIDTH && rest.length > 1) {
      let cut = Math.max(1, Math.floor((rest.length * NAME_WIDTH) / widthOf(ctx, rest)) - 1);
      if (row) { rows.push(row); row = ""; }
      rows.push(`${rest.slice(0, cut)}-`);
      rest = rest.slice(cut);
    }
    const longer = row ? `${row} ${rest}` : rest;
    if (row && widthOf(ctx, longer) > NAME_WIDTH) { rows.push(row); row = rest; } else row = longer;
  }
  if (row) rows.push(row);
  const kept = rows.slice(0, most);
  if (rows.length > most) kept[most - 1] = `${kept[most - 1].slice(0, -1).trimEnd()}…`;
  wrapped.set(key, kept);
  return kept;
}

// Boxes taken on the screen, in a coarse grid, so that a test costs little whatever their number.
class Places {
  constructor() { this.cells = new Map(); }
  *keys([left, top, right, bottom]) {
    for (let column = left >> 6; column <= right >> 6; column += 1) for (let row = top >> 6; row <= bottom >> 6; row += 1) yield column * 65536 + row;
  }
  isFree(box) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) || []) if (box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return false;
    }
    return true;
  }
  take(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }
}

// Names of things below their signs, most important first; then the names of lines where there is room.
function writeNames(ctx) {
  const scale = view.getScale();
  const matrix = ctx.getTransform();
  const ratio = matrix.a / scale;
  const width = host.clientWidth;
  const height = host.clientHeight;
  const onScreen = ({ x, y }) => ({ x: (matrix.a * x + matrix.e) / ratio, y: (matrix.d * y + matrix.f) / ratio });
  const places = new Places();
  const signs = new Places();
  const seen = [];
  for (const thing of near ? [...near].concat(byImportance.filter((other) => !near.has(other))) : byImportance) {
    if (!isShown(thing)) continue;
    const at = onScreen(placeOf(thing));
    if (at.x < -80 || at.y < -40 || at.x > width + 80 || at.y > height + 40) continue;
    const radius = Math.max(drawing.nodes[thing].size * scale, LEAST_RADIUS);
    seen.push({ thing, at, radius });
    signs.take([at.x - radius, at.y - radius, at.x + radius, at.y + radius]);
  }
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  seen.forEach(({ thing, at, radius }, rank) => {
    if (near && !near.has(thing)) return;
    writeName(ctx, { places, signs, width, height, leads: rank < LEADING || near !== null }, thing, at, radius);
  });
  ctx.textBaseline = "middle";
  const told = brightLines ? [...brightLines] : hoveredLine === null ? drawing.edges.map(({ id }) => id) : [hoveredLine, ...drawing.edges.map(({ id }) => id)];
  for (const line of told) writeLine(ctx, places, signs, line, onScreen, scale, width, height);
  ctx.restore();
}

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';

function halo(ctx, text, x, y, colour) {
  ctx.strokeStyle = colours.canvas;
  ctx.lineWidth = 4;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}

function writeName(ctx, { places, signs, width, height, leads }, thing, at, radius) {
  const isChosen = chosen.thing === thing;
  const heavy = isChosen || radius > 20 || things[thing].kind === "Supervisor" || things[thing].kind === "Ministry";
  ctx.font = `${heavy ? 600 : 400} 13px ${FONT}`;
  const rows = wrap(ctx, label(thing), isChosen ? 6 : LINES_OF_NAME);
  const note = isUnsettled(thing) ? statusWords(thing) : "";
  const noteFont = `italic 12px ${FONT}`;
  let wide = Math.max(...rows.map((row) => widthOf(ctx, row)));
  if (note) { ctx.font = noteFont; wide = Math.max(wide, widthOf(ctx, note)); ctx.font = `${heavy ? 600 : 400} 13px ${FONT}`; }
  const high = rows.length * 15 + (note ? 15 : 0);
  const below = at.y + radius + 4;
  const above = at.y - radius - 4 - high;
  const beside = at.y - high / 2;
  const inside = Math.min(Math.max(at.x, wide / 2 + 6), width - wide / 2 - 6);
  const spots = [[at.x, below], [at.x, above], [at.x + radius + 6 + wide / 2, beside], [at.x - radius - 6 - wide / 2, beside], [inside, below], [inside, above]];
  const boxAt = ([x, top]) => [x - wide / 2 - 3, top - 1, x + wide / 2 + 3, top + high + 1];
  const isWhole = (box) => box[0] >= 0 && box[2] <= width && box[1] >= 0 && box[3] <= height && places.isFree(box);
  const spot = spots.find((one) => isWhole(boxAt(one)) && signs.isFree(boxAt(one))) || (leads && spots.find((one) => isWhole(boxAt(one)))) || (isChosen && spots[0]);
  if (spot) {
    const [x, top] = spot;
    places.take(boxAt(spot));
    rows.forEach((row, number) => halo(ctx, row, x, top + number * 15, colours.ink));
    if (note) {
      ctx.font = noteFont;
      halo(ctx, note, x, top + rows.length * 15, colours.ink);
    }
  }
}

function lineWords(line) {
  const { predicate, modality, statements } = lines[line];
  const words = modality === "asserted" ? term(predicate) : modality === "negated" ? `✕ ${say("not")}: ${term(predicate)}` : `${term(predicate)} (${term(modality)})`;
  return statements.length > 1 ? `${words} ×${statements.length}` : words;
}

function writeLine(ctx, places, signs, line, onScreen, scale, width, height) {
  const drawnLine = view.body.edges[line];
  if (!drawnLine || !drawnLine.connected || !isLineShown(line) || !isShown(drawnLine.fromId) || !isShown(drawnLine.toId)) return;
  const from = onScreen(drawnLine.from);
  const to = onScreen(drawnLine.to);
  ctx.font = `italic 12px ${FONT}`;
  const words = lineWords(line);
  const wide = widthOf(ctx, words);
  const wanted = line === chosen.line || line === hoveredLine;
  const negated = lines[line].modality === "negated";
  const parts = wanted || (scale > 0.45 && Math.hypot(from.x - to.x, from.y - to.y) > wide * 0.5 + 30) ? [0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72] : [];
  for (const part of parts) {
    const { x, y } = onScreen(drawnLine.edgeType.getPoint(part));
    if (x < 0 || y < 0 || x > width || y > height) continue;
    const box = [x - wide / 2 - 2, y - 8, x + wide / 2 + 2, y + 8];
    if (!wanted && !(places.isFree(box) && signs.isFree(box))) continue;
    places.take(box);
    ctx.fillStyle = colours.canvas;
    ctx.globalAlpha = 0.85;
    ctx.fillRect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
    ctx.globalAlpha = 1;
    halo(ctx, words, x, y, negated ? colours.no : colours.muted);
    return;
  }
  if (!negated) return;
  const { x, y } = onScreen(drawnLine.edgeType.getPoint(0.5));
  const box = [x - 6, y - 6, x + 6, y + 6];
  if (!places.isFree(box) || !signs.isFree(box)) return;
  places.take(box);
  halo(ctx, "✕", x, y, colours.no);
}
