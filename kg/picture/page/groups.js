// The ministries and fields that things stand with: a pale patch behind the signs of the largest of them.

const TINTS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#7a5bb5", "#8a8a00"];
const PATCH = [110, 34]; // how wide a patch is around a sign: in pixels of the layout, and at least so many on the screen
const tints = new Map(FILTERS.group.size < 2 ? [] : [...FILTERS.group.keys()].filter((group) => group !== UNKNOWN).slice(0, TINTS.length).map((group, place) => [group, TINTS[place]]));
const members = new Map([...tints.keys()].map((group) => [group, things.map((_, thing) => thing).filter((thing) => groupOf(thing) === group)]));

function tintPicture(group) {
  const svg = drawn("0 0 40 16", ["rect", { x: 1, y: 1, width: 38, height: 14, rx: 7, fill: tints.get(group) || "none", "fill-opacity": 0.45 }]);
  svg.setAttribute("class", "stroke");
  return svg;
}

// Around each thing of a group that is seen, and along the lines between them.
function drawPatches(ctx) {
  const isSeen = (thing) => isShown(thing) && (!near || near.has(thing));
  ctx.save();
  ctx.globalAlpha = dark.matches && !isPrinting() ? 0.2 : 0.13;
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  ctx.lineWidth = Math.max(PATCH[0], PATCH[1] / view.getScale());
  for (const [group, all] of members) {
    const own = all.filter(isSeen);
    if (own.length < 2) continue;
    ctx.strokeStyle = tints.get(group);
    ctx.beginPath();
    for (const thing of own) {
      const { x, y } = placeOf(thing);
      ctx.moveTo(x, y);
      ctx.lineTo(x + 0.1, y);
      for (const [other, between] of neighbours[thing]) {
        if (other <= thing || groupOf(other) !== group || !isSeen(other) || !between.some((line) => isTold[line])) continue;
        ctx.moveTo(x, y);
        ctx.lineTo(placeOf(other).x, placeOf(other).y);
      }
    }
    ctx.stroke();
  }
  ctx.restore();
}
