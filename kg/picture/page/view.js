// The network on its canvas: signs and lines, what is drawn of them, and what a click chooses.

const LARGEST = 1.4; // how large things are shown without being asked
const SMALLEST = 0.002; // and how small they can be made
const RADII = [[2000, 2.5], [30, 5], [0, 7]]; // where more than so many are shown: the least radius of a sign, in pixels on the screen
const MANY_LINES = 400; // from here on lines are drawn fainter
const MARGIN = [176, 136]; // pixels kept free around all for the names at the edge
const NARROW = 600; // pixels: a telephone
const READABLE = 0.6; // smaller than this the names hide each other
const STAMPS_FROM = 1000; // from so many things on small signs are stamped
const LINES_AT_ONCE = 4000;
const BUNDLE_FROM = 3; // so many lines between the same two are drawn as one

const host = document.getElementById("network");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");
const bundleOf = new Map(bundles.flatMap((own, bundle) => own.map((line) => [line, bundle])));

let view = null; // vis.Network
let nodeSet = null;
let edgeSet = null;
let laidOut = []; // of each thing, where the layout puts it
let hoveredLine = null;
let hoveredThing = null; // its name is always written
let leastRadius = 7; // see RADII
let isRecording = false; // whether the drawing goes to a file
const colours = {};
const isPrinting = () => document.documentElement.classList.contains("print");

function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "canvas", "ink", "muted", "edge", "light-edge", "no", "focus", "soft"]) {
    colours[name] = style.getPropertyValue(`--${name}`).trim();
  }
}

const placeOf = (thing) => (view && view.body.nodes[thing]) || laidOut[thing];

// A small sign as a picture: where there are thousands, that is drawn many times faster than its outline.
const stamps = new Map();
function stamp(kind, unsettled, radius, ratio) {
  const key = `${kind} ${unsettled} ${radius} ${ratio} ${colours.ink}`;
  if (!stamps.has(key)) {
    const side = Math.ceil(radius * ratio * 3);
    const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    drawSign(ctx, kind, unsettled, radius / 2, radius / 2, radius, { pen: 0.4 });
    stamps.set(key, canvas);
  }
  return stamps.get(key);
}

function drawSign(ctx, kind, unsettled, left, top, radius, { halo = null, pen = 1 } = {}) {
  const unit = radius / 12;
  const outline = outlines.get(kind);
  ctx.save();
  ctx.translate(left, top);
  ctx.scale(unit, unit);
  ctx.lineJoin = "round";
  if (halo) {
    ctx.lineWidth = 7 / unit;
    ctx.strokeStyle = halo;
    ctx.stroke(outline);
  }
  ctx.fillStyle = colours.canvas;
  ctx.fill(outline);
  const strength = ctx.globalAlpha;
  if (unsettled) ctx.globalAlpha = strength * 0.4;
  ctx.fillStyle = sign(kind).colour;
  ctx.fill(outline);
  ctx.globalAlpha = strength;
  ctx.lineWidth = (pen * (unsettled ? 2 : 1.1)) / unit;
  if (unsettled) ctx.setLineDash([4 / unit, 3 / unit]);
  ctx.strokeStyle = colours.ink;
  ctx.stroke(outline);
  ctx.restore();
}

// How a sign is drawn: its own outline, faint where something else is chosen, dashed and pale where it is not in force.
function signRenderer(thing) {
  const { size } = drawing.nodes[thing];
  const kind = kindOf(thing);
  const unsettled = isUnsettled(thing);
  return ({ ctx, x, y, state }) => {
    const scale = view.getScale();
    const radius = Math.max(size, leastRadius / scale);
    return {
      drawNode() {
        const isChosen = chosen.thing === thing || (chosen.path !== null && chosen.path.includes(thing));
        const strength = ctx.globalAlpha;
        if (near && !near.has(thing)) ctx.globalAlpha = 0.13;
        if (things.length > STAMPS_FROM && radius > size && !isChosen && !state.hover && !isRecording) {
          ctx.drawImage(stamp(kind, unsettled, leastRadius, view.canvas.pixelRatio), x - radius * 1.5, y - radius * 1.5, radius * 3, radius * 3);
        } else drawSign(ctx, kind, unsettled, x - radius, y - radius, radius, { halo: isChosen ? colours.focus : state.hover ? colours.muted : null });
        ctx.globalAlpha = strength;
      },
      nodeDimensions: { width: radius * 2, height: radius * 2 },
    };
  };
}

// --- lines, and bundles of lines between the same two --------------------------------------------------------------------------

const toldIn = (bundle) => bundles[bundle].filter(isLineShown);

// A bundle falls apart into its lines where it, or one of them, is chosen.
function isBundled(bundle) {
  const [first] = bundles[bundle];
  const { line, pair } = chosen;
  if (line !== null && bundleOf.get(line) === bundle) return false;
  if (pair && pair.includes(drawing.edges[first].from) && pair.includes(drawing.edges[first].to)) return false;
  return toldIn(bundle).length >= BUNDLE_FROM;
}

// More lines than a screen can show are a grey mass: of those, only what ties the most told of, and what is chosen.
const weight = (line) => Math.min(importance(drawing.edges[line].from), importance(drawing.edges[line].to));
const byWeight = lines.length > LINES_AT_ONCE ? lines.map((_, line) => line).sort((a, b) => weight(b) - weight(a) || a - b) : null;
let heaviest = null; // the lines that are drawn while nothing is chosen, null for all

// What is drawn depends on how much there is.
function weigh() {
  const many = things.reduce((sum, _, thing) => sum + isShown(thing), 0);
  [, leastRadius] = RADII.find(([more]) => many > more) || RADII.at(-1);
  const shown = byWeight ? byWeight.filter(isLineShown) : [];
  heaviest = shown.length > LINES_AT_ONCE ? new Set(shown.slice(0, LINES_AT_ONCE)) : null;
}

const isDrawn = (line) => isLineShown(line) && !(bundleOf.has(line) && isBundled(bundleOf.get(line)))
  && (!heaviest || heaviest.has(line) || (brightLines !== null && brightLines.has(line)));

function colour(modality, isBright, isChosen) {
  if (!isBright) return { color: colours.edge, hover: colours.edge, highlight: colours.edge, opacity: 0.1, inherit: false };
  const own = isChosen ? colours.focus : modality === "negated" ? colours.no : modality === "possible" ? colours["light-edge"] : colours.edge;
  return { color: own, hover: colours.focus, highlight: colours.focus, opacity: brightLines || lines.length < MANY_LINES ? 1 : 0.4, inherit: false };
}

const lineColour = (line) => colour(lines[line].modality, !brightLines || brightLines.has(line), chosen.line === line);

// A bundle looks as its surest line does, and points wherever one of its lines points.
function bundleLook(bundle) {
  const own = toldIn(bundle);
  const surest = own[0] ?? bundles[bundle][0];
  const { from } = drawing.edges[lines.length + bundle];
  const points = (forward) => own.some((line) => drawing.edges[line].arrows && (drawing.edges[line].from === from) === forward);
  return {
    color: colour(lines[surest].modality, !brightLines || own.some((line) => brightLines.has(line)), false),
    dashes: drawing.edges[surest].dashes,
    forward: points(true),
    backward: points(false),
    hidden: !isBundled(bundle),
  };
}

const bundleWidth = (bundle) => Math.min(6, 1.4 + Math.sqrt(toldIn(bundle).length));

// The looks are written into the network's own values: handing it 9,000 changed lines would take it seconds, this takes a moment.
function recolour() {
  view.renderer.allowRedraw = false; // once, at the end
  weigh();
  let turned = bringIn();
  const turn = (options, isHidden) => { if (options.hidden !== isHidden) { options.hidden = isHidden; turned = true; } };
  lines.forEach((_, line) => {
    const edge = view.body.edges[line];
    if (!edge) return;
    Object.assign(edge.options.color, lineColour(line));
    turn(edge.options, !isDrawn(line));
  });
  bundles.forEach((_, bundle) => {
    const edge = view.body.edges[lines.length + bundle];
    if (!edge) return;
    const { color, dashes, forward, backward, hidden: isHidden } = bundleLook(bundle);
    Object.assign(edge.options.color, color);
    edge.options.dashes = dashes;
    edge.options.width = bundleWidth(bundle);
    edge.options.arrows.to.enabled = forward;
    edge.options.arrows.from.enabled = backward;
    turn(edge.options, isHidden);
  });
  things.forEach((_, thing) => { if (view.body.nodes[thing]) turn(view.body.nodes[thing].options, !isShown(thing)); });
  if (turned) view.body.emitter.emit("_dataChanged");
  view.renderer.allowRedraw = true;
  view.redraw();
}

// Hands the network what is shown and not yet in it: so a graph of 20,000 things opens as fast as its overview.
function bringIn() {
  const arrived = things.map((_, thing) => thing).filter((thing) => isShown(thing) && !view.body.nodes[thing]);
  if (arrived.length) nodeSet.add(arrived.map(nodeFor));
  const came = drawing.edges.filter((edge) => !view.body.edges[edge.id] && isWanted(edge));
  if (came.length) edgeSet.add(came.map(edgeFor));
  return arrived.length + came.length > 0;
}

const isWanted = ({ id }) => (id < lines.length ? isDrawn(id) : isBundled(id - lines.length));
const nodeFor = (thing) => ({ id: thing, size: drawing.nodes[thing].size, shape: drawing.nodes[thing].shape, ...laidOut[thing], ctxRenderer: signRenderer(thing) });

function edgeFor(edge) {
  if (edge.id < lines.length) return { ...edge, color: lineColour(edge.id), hidden: false };
  const { color, dashes, forward, backward } = bundleLook(edge.id - lines.length);
  return { ...edge, color, dashes, width: bundleWidth(edge.id - lines.length), arrows: { to: { enabled: forward }, from: { enabled: backward } }, hidden: false };
}

// --- the whole -----------------------------------------------------------------------------------------------------------------

const extent = (points, axis) => points.reduce(([least, most], point) => [Math.min(least, point[axis]), Math.max(most, point[axis])], [Infinity, -Infinity]);

// The positions of the layout, turned and stretched a little towards the shape of the screen.
function placesFor(width, height) {
  const upright = height > width * 1.15;
  const points = drawing.nodes.map(({ x, y }) => (upright ? { x: y * 1.3, y: x * 0.8 } : { x, y }));
  const [wide, high] = ["x", "y"].map((axis) => Math.max(1, extent(points, axis)[1] - extent(points, axis)[0]));
  const stretch = Math.min(1.5, Math.max(1 / 1.5, Math.sqrt(((Math.max(1, height - MARGIN[1]) / Math.max(1, width - MARGIN[0])) * wide) / high)));
  return points.map(({ x, y }) => ({ x: x / stretch, y: y * stretch }));
}

function startView() {
  readColours();
  applyFilters();
  weigh();
  laidOut = placesFor(host.clientWidth, host.clientHeight);
  nodeSet = new vis.DataSet(things.map((_, thing) => thing).filter(isShown).map(nodeFor));
  edgeSet = new vis.DataSet(drawing.edges.filter(isWanted).map(edgeFor));
  view = new vis.Network(host, { nodes: nodeSet, edges: edgeSet }, drawing.options);
  view.on("beforeDrawing", drawPatches);
  view.on("afterDrawing", writeNames);
  view.on("click", ({ nodes, edges, pointer }) => {
    const edge = nodes.length ? undefined : view.getEdgeAt(pointer.DOM) ?? edges[0];
    if (nodes.length) choose({ thing: nodes[0] });
    else if (edge === undefined) choose({});
    else if (edge < lines.length) choose({ line: edge });
    else choose({ pair: [drawing.edges[edge].from, drawing.edges[edge].to] });
  });
  view.on("hoverEdge", ({ edge }) => { hoveredLine = edge; host.style.cursor = "pointer"; });
  view.on("blurEdge", () => { hoveredLine = null; host.style.cursor = ""; });
  view.on("hoverNode", ({ node }) => { hoveredThing = node; host.style.cursor = "pointer"; });
  view.on("blurNode", () => { hoveredThing = null; host.style.cursor = ""; });
  dark.addEventListener("change", () => { readColours(); recolour(); });
  openView();
}

// The whole; where a small screen makes it unreadable, what is mentioned most with what it is tied to.
function openView() {
  showWhole();
  if (host.clientWidth > NARROW || view.getScale() >= READABLE) return;
  const first = byImportance.find(isShown);
  if (first !== undefined) bringIntoView([first, ...neighbours[first].keys()].filter(isShown), false);
}

function move(options) {
  return calm.matches || document.hidden ? false : { duration: 350, easingFunction: "easeInOutQuad", ...options };
}

function showWhole() {
  bringIntoView(things.map((_, thing) => thing).filter(isShown), false);
}

// The whole group on the screen, with room for the names at its edge.
function bringIntoView(group, animation) {
  const points = group.map(placeOf);
  if (!points.length) return;
  const [[left, right], [top, bottom]] = [extent(points, "x"), extent(points, "y")];
  const aside = Math.min(MARGIN[0], 0.3 * host.clientWidth);
  const fitting = [(host.clientWidth - aside) / Math.max(1, right - left), (host.clientHeight - MARGIN[1]) / Math.max(1, bottom - top)];
  const scale = Math.max(SMALLEST, Math.min(LARGEST, ...fitting));
  view.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, offset: { x: 0, y: -20 }, animation });
}
