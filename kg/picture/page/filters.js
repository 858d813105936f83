// The legend, which filters: who and what, how surely, which relation, which document, which year, which ministry or field.

const OPEN_GROUPS = new Set(["group"]); // which of the groups that fold are open

const kindWords = (kind) => (kind === OTHER_KIND ? say("other_kind") : term(kind));
const sourceWords = (iri) => (iri === UNKNOWN ? say("no_document") : (sources.find((source) => source.iri === iri) || { title: iri }).title);
const GROUPS = {
  kind: { title: "kinds", words: kindWords, picture: (kind) => signPicture(kind) },
  modality: { title: "lines", words: term, picture: linePicture },
  group: { title: "groups", help: "groups_help", words: (group) => (group === UNKNOWN ? say("no_group") : inLanguage(data.groups[group])), picture: tintPicture, folds: true },
  predicate: { title: "relation", words: term, folds: true },
  document: { title: "document", words: sourceWords, folds: true },
  year: { title: "year", words: (year) => (year === UNKNOWN ? say("no_year") : year), folds: true },
};

function tick(name, value, count) {
  const { words, picture } = GROUPS[name];
  const box = element("input", { type: "checkbox", "data-filter": name, "data-value": value });
  box.checked = !hidden[name].has(value);
  box.addEventListener("change", () => filter(name, [value], box.checked));
  return element("label", { class: picture ? "" : "plain" }, box, picture ? picture(value) : null, element("span", {}, named(words(value))), element("span", { class: "quiet" }, String(count)));
}

function groupPart(name) {
  const { title, folds, help } = GROUPS[name];
  const values = [...FILTERS[name]];
  const boxes = values.map(([value, count]) => tick(name, value, count));
  if (!folds) return element("div", { role: "group", "aria-labelledby": `filter-${name}` }, element("h3", { id: `filter-${name}` }, say(title)), ...boxes, name === "kind" ? preparationMark() : null);
  const all = (key, isWanted) => element("button", { type: "button", "data-all": `${name}-${isWanted}`, onclick: () => filter(name, FILTERS[name].keys(), isWanted) }, say(key));
  const shown = values.length - hidden[name].size;
  const part = element("details", { open: OPEN_GROUPS.has(name) }, element("summary", {}, say(title), element("span", { class: "quiet" }, ` ${shown === values.length ? values.length : say("some", { shown, all: values.length })}`)),
    element("div", { role: "group", "aria-label": say(title) }, help ? element("p", { class: "quiet" }, say(help)) : null, element("p", { class: "all" }, all("all", true), all("none", false)), ...boxes));
  part.addEventListener("toggle", () => { if (part.open) OPEN_GROUPS.add(name); else OPEN_GROUPS.delete(name); });
  return part;
}

function preparationMark() {
  if (!things.some((_, thing) => isUnsettled(thing))) return null;
  return element("div", { class: "mark" }, signPicture("Act", true), element("span", {}, say("preparation")));
}

// Written anew at each change; what had the focus keeps it.
function showFilters() {
  const legend = document.getElementById("legend");
  const { filter: name, value, all } = document.activeElement?.dataset ?? {};
  legend.replaceChildren(...[
    element("h2", {}, say("legend")), element("p", { class: "quiet" }, say("legend_help")),
    isFiltered() ? element("p", {}, element("button", { type: "button", id: "clear", onclick: () => { clearFilters(true); legend.focus(); } }, say("clear"))) : null,
    ...Object.keys(GROUPS).filter((group) => FILTERS[group].size > (GROUPS[group].folds ? 1 : 0)).map(groupPart),
  ].filter(Boolean));
  const again = [...legend.querySelectorAll("[data-filter], [data-all]")].find(({ dataset }) => (name && dataset.filter === name && dataset.value === value) || (all && dataset.all === all));
  if (again) again.focus();
}

function showNotice() {
  const shown = things.filter((_, thing) => isShown(thing)).length;
  const notice = document.getElementById("notice");
  notice.hidden = shown === things.length && !heaviest;
  notice.firstElementChild.textContent = shown === things.length ? say("most_lines", { shown: LINES_AT_ONCE, all: lines.length }) : say(shown ? "overview" : "all_hidden", { shown, all: things.length });
  notice.lastElementChild.hidden = shown === things.length;
  notice.lastElementChild.textContent = say("show_all");
}

function showAll() {
  clearFilters(false);
  showWhole();
  host.focus();
}
