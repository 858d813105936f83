// Search as you type over labels and all other names, abbreviations and former names too, whatever their capitals and accents.

const MOST_FOUND = 12;
const spellings = things.map(({ label: own, names }) => [...new Set([...own, ...names])].map((name) => [folded(name), name]));

// Whole names first, then names that begin so, then words that begin so, then the rest; the most told of first.
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

// Makes a field and a list into a combobox; `take` gets the thing that was picked.
function searchBox(field, options, take) {
  let found = [];
  let pointed = -1;
  options.id ||= `${field.id}-found`;
  options.hidden = true;
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": options.id, "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false" })) field.setAttribute(name, value);
  options.setAttribute("role", "listbox");

  function show(isOpen) {
    options.hidden = !isOpen;
    field.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) field.removeAttribute("aria-activedescendant");
  }

  function point(number) {
    pointed = number;
    [...options.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === number)));
    if (number < 0) field.removeAttribute("aria-activedescendant");
    else {
      field.setAttribute("aria-activedescendant", `${options.id}-${number}`);
      options.children[number].scrollIntoView({ block: "nearest" });
    }
  }

  function pick(number) {
    const hit = found[number];
    if (!hit) return;
    show(false);
    field.value = label(hit.thing);
    take(hit.thing);
  }

  function suggest() {
    const all = matching(field.value);
    found = all.slice(0, MOST_FOUND);
    const rows = found.map(({ thing, name }, number) => element("li", { id: `${options.id}-${number}`, role: "option", onclick: () => pick(number) },
      signPicture(kindOf(thing), isUnsettled(thing)),
      element("span", {}, named(label(thing)), name === label(thing) ? null : element("span", { class: "quiet" }, say("known_as", { name })))));
    if (!found.length) rows.push(element("li", { role: "option", "aria-disabled": "true" }, say("no_match")));
    options.replaceChildren(...rows);
    show(Boolean(field.value.trim()));
    point(found.length ? 0 : -1);
    document.getElementById("said").textContent = field.value.trim() ? say("matches", { count: all.length }) : "";
  }

  field.addEventListener("input", suggest);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && found.length) point((pointed + 1) % found.length);
    else if (event.key === "ArrowUp" && found.length) point((pointed + found.length - 1) % found.length);
    else if (event.key === "Enter" && !options.hidden) pick(pointed);
    else if (event.key === "Escape" && !options.hidden) show(false);
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", ({ relatedTarget }) => { if (!options.contains(relatedTarget)) setTimeout(() => show(false), 200); });
}
