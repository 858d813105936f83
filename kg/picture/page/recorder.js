// A drawing context that writes down as SVG what is drawn on it: so the SVG is what the canvas shows.

const round = (number) => Math.round(number * 100) / 100;
const withoutControls = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd"); // XML cannot hold them
const wellFormed = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd");
const toXml = (text) => wellFormed(withoutControls(String(text))).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

// Transforms, fonts, colours and widths are kept by a real context; only what draws is written down.
function recordingContext(width, height) {
  const real = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
  const written = [];
  let path = "";
  const attributes = (values) => Object.entries(values).filter(([, value]) => value !== null).map(([name, value]) => ` ${name}="${toXml(value)}"`).join("");
  const matrix = () => { const { a, b, c, d, e, f } = real.getTransform(); return `matrix(${[a, b, c, d, e, f].map((number) => Math.round(number * 1e4) / 1e4).join(" ")})`; };
  const common = () => ({ transform: matrix(), opacity: real.globalAlpha === 1 ? null : round(real.globalAlpha) });
  const filled = () => ({ fill: real.fillStyle });
  const stroked = () => ({
    fill: "none", stroke: real.strokeStyle, "stroke-width": round(real.lineWidth), "stroke-linejoin": real.lineJoin, "stroke-linecap": real.lineCap === "butt" ? null : real.lineCap,
    "stroke-dasharray": real.getLineDash().length ? real.getLineDash().map(round).join(" ") : null,
  });
  const shape = (given, look) => { const d = given ? pathOf.get(given) : path; if (d) written.push(`<path${attributes({ d, ...look(), ...common() })}/>`); };
  const words = (text, x, y, look) => {
    const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = real.measureText("x"); // from the baseline in use
    const { textBaseline } = real;
    real.textBaseline = "alphabetic";
    const own = real.measureText("x");
    real.textBaseline = textBaseline;
    const down = y + (own.fontBoundingBoxAscent - ascent || (descent - own.fontBoundingBoxDescent));
    const anchor = { center: "middle", right: "end" }[real.textAlign] || "start";
    written.push(`<text${attributes({ x: round(x), y: round(down), "text-anchor": anchor, style: `font:${real.font}`, ...look(), ...common() })}>${toXml(text)}</text>`);
  };
  const point = (x, y) => `${round(x)} ${round(y)}`;
  const draws = {
    beginPath() { path = ""; },
    closePath() { path += "Z"; },
    moveTo(x, y) { path += `M${point(x, y)}`; },
    lineTo(x, y) { path += `${path ? "L" : "M"}${point(x, y)}`; },
    quadraticCurveTo(cx, cy, x, y) { path += `Q${point(cx, cy)} ${point(x, y)}`; },
    bezierCurveTo(ax, ay, bx, by, x, y) { path += `C${point(ax, ay)} ${point(bx, by)} ${point(x, y)}`; },
    arc(x, y, radius, start, end) {
      const at = (angle) => point(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
      const isWhole = Math.abs(end - start) >= 2 * Math.PI - 1e-6;
      const [middle, last] = isWhole ? [start + Math.PI, start + 2 * Math.PI - 1e-3] : [(start + end) / 2, end];
      path += `${path ? "L" : "M"}${at(start)}`;
      for (const next of [middle, last]) path += `A${round(radius)} ${round(radius)} 0 0 1 ${at(next)}`;
    },
    fill(given) { shape(given, filled); },
    stroke(given) { shape(given, stroked); },
    fillText(text, x, y) { words(text, x, y, filled); },
    strokeText(text, x, y) { words(text, x, y, stroked); },
    fillRect(x, y, wide, high) { written.push(`<rect${attributes({ x: round(x), y: round(y), width: round(wide), height: round(high), ...filled(), ...common() })}/>`); },
    clearRect() {},
  };
  const context = new Proxy(real, {
    get(target, name) {
      if (Object.hasOwn(draws, name)) return draws[name];
      return typeof target[name] === "function" ? target[name].bind(target) : target[name];
    },
    set(target, name, value) { target[name] = value; return true; },
  });
  return { context, written };
}

function svgOfView(title) {
  const { clientWidth: width, clientHeight: height } = host;
  const { context, written } = recordingContext(width, height);
  const { canvas } = view;
  const ratio = canvas.pixelRatio;
  canvas.getContext = () => context; // hides the method of the library for one drawing
  canvas.pixelRatio = 1;
  isRecording = true;
  try {
    view.renderer._redraw();
  } finally {
    isRecording = false;
    delete canvas.getContext;
    canvas.pixelRatio = ratio;
  }
  view.redraw();
  return `<svg xmlns="${SVG}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><title>${toXml(title)}</title><rect width="100%" height="100%" fill="${colours.canvas}"/>${written.join("\n")}</svg>\n`;
}
