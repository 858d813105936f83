// The sign and colour of each type, and the line of each modality. Colours: Okabe and Ito's set for colour-blind readers, with
// a shape of its own for each type, so that nothing is told by colour alone. A sign lies in a square of 24 by 24.

const SIGNS = {
  Supervisor: { colour: "#0072b2", path: "M12 1 21.5 6.5V17.5L12 23 2.5 17.5V6.5Z" },
  Ministry: { colour: "#d55e00", path: "M2.5 2.5H21.5V21.5H2.5Z" },
  Organisation: { colour: "#009e73", path: "M12 2A10 10 0 1 1 11.99 2Z" },
  Post: { colour: "#cc79a7", path: "M12 2 22.5 21H1.5Z" },
  ActorGroup: { colour: "#56b4e9", path: "M12 1.5A5.2 5.2 0 1 1 11.99 1.5ZM6.2 11.8A5.2 5.2 0 1 1 6.19 11.8ZM17.8 11.8A5.2 5.2 0 1 1 17.79 11.8Z" },
  Act: { colour: "#f0c419", path: "M4 1.5H15L20.5 7V22.5H4ZM15 1.5V7H20.5" },
  Regulation: { colour: "#b07d2b", path: "M12 1.5 22.5 9.3 18.5 22H5.5L1.5 9.3Z" },
  Agreement: { colour: "#7a5bb5", path: "M8 5A7 7 0 1 1 7.99 5ZM16 5A7 7 0 1 1 15.99 5Z" },
  Domain: { colour: "#8793a0", path: "M12 1 23 12 12 23 1 12Z" },
};
const OTHER = { colour: "#c2c8cf", path: "M5 6H19V18H5Z" };
const OTHER_KIND = "other";
const KINDS = [...Object.keys(SIGNS), OTHER_KIND];
const MODALITIES = ["asserted", "required", "planned", "expected", "possible", "negated"];
const DASHES = { planned: "8 4", expected: "2 4", possible: "5 7" };
const WIDTHS = { asserted: 2, required: 4.5, planned: 2, expected: 2.6, possible: 1.4, negated: 2 };

const sign = (kind) => (Object.hasOwn(SIGNS, kind) ? SIGNS[kind] : OTHER);
const outlines = new Map(KINDS.map((kind) => [kind, new Path2D(sign(kind).path)]));
const pathOf = new Map(KINDS.map((kind) => [outlines.get(kind), sign(kind).path])); // for pictures that are not drawn on a canvas
const SVG = "http://www.w3.org/2000/svg";

function drawn(viewBox, ...shapes) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", viewBox);
  svg.setAttribute("aria-hidden", "true");
  for (const [name, attributes] of shapes) {
    const shape = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    svg.append(shape);
  }
  return svg;
}

function signPicture(kind, unsettled = false) {
  const { colour, path } = sign(kind);
  const shape = { d: path, fill: colour, stroke: "currentColor", "stroke-width": 1.2, "stroke-linejoin": "round" };
  if (unsettled) Object.assign(shape, { "fill-opacity": 0.35, "stroke-dasharray": "3 2", "stroke-width": 1.8 });
  const svg = drawn("-1 -1 26 26", ["path", shape]);
  svg.setAttribute("class", "sign");
  return svg;
}

function linePicture(modality) {
  const colour = modality === "negated" ? "var(--no)" : modality === "possible" ? "var(--light-edge)" : "var(--edge)";
  const stroke = { x1: 1, y1: 8, x2: 39, y2: 8, "stroke-width": WIDTHS[modality], "stroke-dasharray": DASHES[modality] || "none" };
  const shapes = [["line", stroke]];
  if (modality === "negated") shapes.push(["path", { d: "M15 3 25 13M25 3 15 13", "stroke-width": 2 }]);
  const svg = drawn("0 0 40 16", ...shapes);
  for (const shape of svg.children) shape.style.stroke = colour;
  svg.setAttribute("class", "stroke");
  return svg;
}
