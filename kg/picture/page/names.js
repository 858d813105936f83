// The names on the canvas: they never lie on each other; the most important come first, those of lines where there is room.

const NAME_WIDTH = 150; // pixels on the screen
const NARROW_NAME = 100; // where there is no room for that
const WORD_WIDTH = 200; // a single long word may be so wide before it is cut
const LINES_OF_NAME = 3;
const MOST_NAMES = 800; // more never fit on a screen
const PARTS_OF_LINE = [0, -13, 13].flatMap((off) => [0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72].map((part) => [part, off])); // where a line's name may stand
const LEADING = 24; // so many names are written even over the signs of what leads less
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
const HEAVY = ["Supervisor", "Ministry"]; // these are named before others that are told of as often
const isHeavy = (thing) => HEAVY.includes(things[thing].kind);
const rankOf = (thing) => importance(thing) * (isHeavy(thing) ? 3 : 1);
const inNameOrder = [...byImportance].sort((one, other) => rankOf(other) - rankOf(one));

const widths = new Map();
function widthOf(ctx, text) {
  const key = ctx.font + text;
  if (!widths.has(key)) widths.set(key, ctx.measureText(text).width);
  return widths.get(key);
}

// The rows of a name, each at most so wide; a word that is wider by far is cut.
const wrapped = new Map();
function wrap(ctx, text, most, width = NAME_WIDTH) {
  const key = `${most}|${width}|${ctx.font}|${text}`;
  if (wrapped.has(key)) return wrapped.get(key);
  const rows = [];
  let row = "";
  for (const word of text.slice(0, 240).split(/\s+/).filter(Boolean)) {
    let rest = word;
    while (widthOf(ctx, rest) > WORD_WIDTH && rest.length > 1) {
      const cut = Math.max(1, Math.floor((rest.length * width) / widthOf(ctx, rest)) - 1);
      if (row) { rows.push(row); row = ""; }
      rows.push(`${rest.slice(0, cut)}-`);
      rest = rest.slice(cut);
    }
    const longer = row ? `${row} ${rest}` : rest;
    if (row && widthOf(ctx, longer) > width) { rows.push(row); row = rest; } else row = longer;
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
  const leading = new Places(); // the signs of what leads
  for (const id of ["tools", "notice"]) { // nothing is written behind these
    const { offsetLeft: left, offsetTop: top, offsetWidth: wide, offsetHeight: high } = document.getElementById(id);
    if (wide) places.take([left, top, left + wide, top + high]);
  }
  const seen = [];
  const first = [hoveredThing, ...(near ? [...near] : [])].filter((thing) => thing !== null);
  for (const thing of new Set([...first, ...inNameOrder])) {
    if (!isShown(thing)) continue;
    const at = onScreen(placeOf(thing));
    if (at.x < 0 || at.y < 0 || at.x > width || at.y > height) continue;
    const radius = Math.max(drawing.nodes[thing].size * scale, leastRadius);
    const box = [at.x - radius, at.y - radius, at.x + radius, at.y + radius];
    if (seen.length < LEADING) leading.take(box);
    signs.take(box);
    seen.push({ thing, at, radius });
  }
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  seen.forEach(({ thing, at, radius }, rank) => {
    if ((near && !near.has(thing) && thing !== hoveredThing) || rank > MOST_NAMES) return;
    writeName(ctx, { places, signs: rank < LEADING ? [signs, leading] : [signs], width, height }, thing, at, radius);
  });
  ctx.textBaseline = "middle";
  const told = view.body.edgeIndices.filter((edge) => !brightLines || linesOf(edge).some((line) => brightLines.has(line)));
  for (const edge of hoveredLine === null ? told : [hoveredLine, ...told]) writeLine(ctx, places, signs, edge, onScreen, scale, width, height);
  ctx.restore();
}

function halo(ctx, text, x, y, colour) {
  ctx.strokeStyle = colours.canvas;
  ctx.lineWidth = 4;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}

function writeName(ctx, screen, thing, at, radius) {
  const isChosen = chosen.thing === thing || hoveredThing === thing || (chosen.path !== null && chosen.path.includes(thing));
  const letters = leastRadius < 7 ? 12 : 13;
  const heavy = isChosen || radius > 20 || isHeavy(thing);
  const font = `${heavy ? 600 : 400} ${letters}px ${FONT}`;
  const noteFont = `italic 12px ${FONT}`;
  const note = isUnsettled(thing) ? statusWords(thing) : "";
  const step = letters + 2;
  for (const [most, width] of isChosen ? [[6, NAME_WIDTH]] : [[LINES_OF_NAME, NAME_WIDTH], [LINES_OF_NAME + 1, NARROW_NAME]]) {
    ctx.font = noteFont;
    const noteWidth = note ? widthOf(ctx, note) : 0;
    ctx.font = font;
    const rows = wrap(ctx, label(thing), most, width);
    const wide = Math.max(noteWidth, ...rows.map((row) => widthOf(ctx, row)));
    const high = (rows.length + (note ? 1 : 0)) * step;
    const spot = spotFor(screen, at, radius, wide, high, isChosen);
    if (!spot) continue;
    const [x, top] = spot;
    rows.forEach((row, number) => halo(ctx, row, x, top + number * step, colours.ink));
    ctx.font = noteFont;
    if (note) halo(ctx, note, x, top + rows.length * step, colours.ink);
    return;
  }
}

// Where a name of this size stands by its sign, taken from then on: [middle, top], or undefined where there is no room. `signs`: what it
// lies free of, and if that cannot be, of what.
function spotFor({ places, signs, width, height }, at, radius, wide, high, isChosen) {
  const below = at.y + radius + 4;
  const above = at.y - radius - 4 - high;
  const beside = at.y - high / 2;
  const inside = Math.min(Math.max(at.x, wide / 2 + 6), width - wide / 2 - 6);
  const aslant = wide / 2 - radius;
  const spots = [
    [at.x, below], [at.x, above], [at.x + radius + 6 + wide / 2, beside], [at.x - radius - 6 - wide / 2, beside],
    [at.x + aslant, below], [at.x - aslant, below], [at.x + aslant, above], [at.x - aslant, above], [inside, below], [inside, above],
  ];
  const boxAt = ([x, top]) => [x - wide / 2 - 3, top - 1, x + wide / 2 + 3, top + high + 1];
  const isWhole = (box) => box[0] >= 0 && box[2] <= width && box[1] >= 0 && box[3] <= height && places.isFree(box);
  const free = (taken) => spots.find((one) => isWhole(boxAt(one)) && taken.isFree(boxAt(one)));
  const spot = signs.reduce((found, taken) => found ?? free(taken), undefined) ?? (isChosen ? spots.at(-2) : undefined);
  if (spot) places.take(boxAt(spot));
  return spot;
}

const linesOf = (edge) => (edge < lines.length ? [edge] : toldIn(edge - lines.length));

function lineWords(edge) {
  if (edge >= lines.length) return relationCount(linesOf(edge).length);
  const { predicate, modality, statements } = lines[edge];
  const words = modality === "asserted" ? term(predicate) : modality === "negated" ? `✕ ${say("not")}: ${term(predicate)}` : `${term(predicate)} (${term(modality)})`;
  const count = statements.filter(passes).length;
  return count > 1 ? `${words} ×${count}` : words;
}

function writeLine(ctx, places, signs, line, onScreen, scale, width, height) {
  const drawnLine = view.body.edges[line];
  if (!drawnLine || !drawnLine.connected || drawnLine.options.hidden) return;
  const from = onScreen(drawnLine.from);
  const to = onScreen(drawnLine.to);
  const wanted = line === chosen.line || line === hoveredLine;
  const far = Math.hypot(from.x - to.x, from.y - to.y);
  const isNamed = wanted || (scale > 0.25 && far > 50);
  if (!isNamed && lines[line]?.modality !== "negated") return;
  ctx.font = `italic 12px ${FONT}`;
  const words = lineWords(line);
  const wide = widthOf(ctx, words);
  const negated = linesOf(line).every((one) => lines[one].modality === "negated");
  const parts = wanted || (isNamed && far > wide * 0.5 + 30) ? PARTS_OF_LINE : [];
  const isLevel = Math.abs(to.y - from.y) < Math.abs(to.x - from.x) * 0.5; // then there is room above and below
  for (const [part, off] of parts) {
    if (off && !isLevel) continue;
    const at = onScreen(drawnLine.edgeType.getPoint(part));
    if (at.x < 0 || at.y < 0 || at.x > width || at.y > height) continue;
    const x = Math.min(Math.max(at.x, wide / 2 + 4), width - wide / 2 - 4);
    const y = at.y + off;
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
  if (parts.length && isLevel && words.includes(" (")) { // in two, above and below the line
    const at = onScreen(drawnLine.edgeType.getPoint(0.5));
    const rows = [words.slice(0, words.indexOf(" (")), words.slice(words.indexOf(" (") + 1)];
    const half = Math.max(...rows.map((row) => widthOf(ctx, row))) / 2 + 2;
    const box = [at.x - half, at.y - 20, at.x + half, at.y + 20];
    if (places.isFree(box) && signs.isFree(box)) {
      places.take(box);
      rows.forEach((row, number) => halo(ctx, row, at.x, at.y + (number ? 11 : -11), negated ? colours.no : colours.muted));
      return;
    }
  }
  if (!negated) return;
  const { x, y } = onScreen(drawnLine.edgeType.getPoint(0.5));
  const box = [x - 6, y - 6, x + 6, y + 6];
  if (!places.isFree(box) || !signs.isFree(box)) return;
  places.take(box);
  halo(ctx, "✕", x, y, colours.no);
}
