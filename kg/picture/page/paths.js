// The shortest paths between two things, over the lines that the filters leave, whatever their direction.

const MOST_PATHS = 5;

// At most MOST_PATHS paths, each a list of things; none where the two are not connected.
function shortestPaths(from, to) {
  const steps = new Map([[from, 0]]);
  const before = new Map(); // thing -> the things one step nearer to `from`
  let front = [from];
  while (front.length && !steps.has(to)) {
    const next = [];
    for (const one of front) {
      for (const [other, between] of neighbours[one]) {
        if (isRefused(other) && other !== to) continue;
        if (!between.some((line) => isTold[line])) continue;
        if (!steps.has(other)) {
          steps.set(other, steps.get(one) + 1);
          before.set(other, []);
          next.push(other);
        }
        if (steps.get(other) === steps.get(one) + 1) before.get(other).push(one);
      }
    }
    front = next;
  }
  if (!steps.has(to)) return [];
  const found = [];
  const walk = (way) => {
    if (found.length === MOST_PATHS) return;
    if (way[0] === from) found.push(way);
    else for (const one of before.get(way[0])) walk([one, ...way]);
  };
  walk([to]);
  return found;
}
