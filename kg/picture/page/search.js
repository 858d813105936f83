// Search as you type over labels and all other names, whatever their capitals and accents.

const MOST_FOUND = 12;
const wanted = document.getElementById("wanted");
const foundList = document.getElementById("found");
let found = [];
let pointed = -1;

const spellings = things.map(({ label: own, names }) => [...new Set([...own, ...names])].map((name) => [folded(name), name]));

function matching(text) {
  const key = folded(text.trim());
  if (!key) return [];
  const hits = [];
  for (const thing of byImportance) {
    let best = null;
    for (const [spelling, name] of spellings[thing]) {
      const at = spelling.indexOf(key);
      const rank = at < 0 ? 9 : spelling === key ? 0 : at === 0 ? 1 : /[^\p{L}\p{N}]/u.test(spelling[at - 1]) ? 2 : 3;
      if (rank < 9 && (!best || rank < best.rank)) best = { thing, rank, name };
    }
    if (best) hits.push(best);
  }
  return hits.sort((a, b) => a.rank - b.rank);
}

function showFound() {
  const all = matching(wanted.value);
  found = all.slice(0, MOST_FOUND);
  pointed = found.length ? 0 : -1;
  const options = found.map(({ thing, name }, number) => element("li", { id: `found-${number}`, role: "option", onclick: () => take(number) },
    signPicture(things[thing].kind, isUnsettled(thing)),
    element("span", {}, named(label(thing)), name === label(thing) ? null : element("span", { class: "quiet" }, say("known_as", { name })))));
  if (!found.length) options.push(element("li", { role: "option", "aria-disabled": "true" }, say("no_match")));
  foundList.replaceChildren(...options);
  showFoundList(Boolean(wanted.value.trim()));
  point(pointed);
}

function showFoundList(open) {
  foundList.hidden = !open;
  wanted.setAttribute("aria-expanded", String(open));
}

function point(number) {
  pointed = number;
  [...foundList.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === number)));
  if (number < 0) wanted.removeAttribute("aria-activedescendant");
  else {
    wanted.setAttribute("aria-activedescendant", `found-${number}`);
    foundList.children[number].scrollIntoView({ block: "nearest" });
  }
}

function take(number) {
  const hit = found[number];
  if (!hit) return;
  showFoundList(false);
  wanted.value = label(hit.thing);
  choose({ thing: hit.thing }, { approach: true });
}

function startSearch() {
  wanted.addEventListener("input", showFound);
  wanted.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && found.length) point((pointed + 1) % found.length);
    else if (event.key === "ArrowUp" && found.length) point((pointed + found.length - 1) % found.length);
    else if (event.key === "Enter") take(pointed);
    else if (event.key === "Escape" && !foundList.hidden) showFoundList(false);
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", ({ target }) => { if (!document.getElementById("search").contains(target)) showFoundList(false); });
}
