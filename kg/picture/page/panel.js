// What the graph says of the thing, the line, the pair or the path that is chosen, and what says so.

const LIST_AT_ONCE = 100;
const panel = document.getElementById("panel");

function showPanel() {
  const { thing, line, pair, path } = chosen;
  const hadFocus = panel.contains(document.activeElement);
  panel.replaceChildren(...(thing !== null ? thingPart(thing) : line !== null ? linePart(line) : pair ? pairPart(pair) : path ? pathPart(path) : startPart()).filter(Boolean));
  panel.scrollTop = 0;
  if (hadFocus) panel.focus({ preventScroll: true }); // what had it is gone
}

// A short word to those who hear the page instead of seeing it.
function announce() {
  const { thing, line, pair, path } = chosen;
  const words = thing !== null ? `${label(thing)}: ${relationCount(linesOfThing(thing).length)}`
    : line !== null ? lineSentence(line)
      : pair ? `${pair.map(label).join(" – ")}: ${relationCount(linesBetween(...pair).length)}`
        : path ? pathWords(path, shortestPaths(...path)) : "";
  document.getElementById("said").textContent = words;
}

const button = (words, onclick, attributes = {}) => element("button", { type: "button", onclick, ...attributes }, words);
const closing = () => button(say("close"), () => { choose({}); host.focus(); });
const thingButton = (thing) => button(signPicture(kindOf(thing), isUnsettled(thing)), () => choose({ thing }, { approach: true }));
const linesOfThing = (thing) => [...neighbours[thing].values()].flat().filter((line) => isTold[line]);
const lineSentence = (line) => `${label(drawing.edges[line].from)} ${lineWords(line)} ${label(drawing.edges[line].to)}`;

function thingRow(thing, words) {
  const row = thingButton(thing);
  row.append(element("span", {}, named(words || label(thing))));
  return row;
}

// A list that shows the first of many, and more on request.
function list(items, makeRow) {
  const made = element("ul", { class: "facts" });
  const add = (from) => {
    made.append(...items.slice(from, from + LIST_AT_ONCE).map((item) => element("li", {}, ...[makeRow(item)].flat())));
    const left = items.length - from - LIST_AT_ONCE;
    if (left <= 0) return;
    const more = element("li", {}, button(say("more", { count: Math.min(left, LIST_AT_ONCE) }), () => { more.remove(); add(from + LIST_AT_ONCE); made.children[from + LIST_AT_ONCE].querySelector("button").focus(); }));
    made.append(more);
  };
  add(0);
  return made;
}

function startPart() {
  return [
    element("h2", {}, say("start")), element("p", { class: "quiet" }, say("start_help")),
    element("h3", {}, say("most_told")),
    list(byImportance.filter(isShown).slice(0, 8), (thing) => thingRow(thing)),
  ];
}

function thingPart(thing) {
  const { iri, kind, names, registered, claims } = things[thing];
  const own = linesOfThing(thing);
  const outward = own.filter((line) => drawing.edges[line].from === thing);
  const inward = own.filter((line) => drawing.edges[line].from !== thing);
  const all = [...neighbours[thing].values()].flat().length;
  const rests = lines.map((_, line) => line).filter((line) => isTold[line] && lines[line].statements.some(({ basis }) => basis === iri));
  const told = claims.filter(passes);
  const row = (line) => [lineButton(line, thing), expandButton(drawing.edges[line].from === thing ? drawing.edges[line].to : drawing.edges[line].from)];
  const opened = chosen.opened.filter((one) => one !== thing);
  return [
    element("div", { class: "top" }, signPicture(kindOf(thing), isUnsettled(thing)), element("h2", {}, named(label(thing))), closing()),
    element("p", {}, element("span", { class: "badge" }, kind ? term(kind) : say("other_kind")),
      ...things[thing].statuses.map((status) => element("span", { class: "badge status" }, term(status)))),
    names.length ? element("h3", {}, say("names")) : null,
    names.length ? element("p", { class: "names" }, ...names.flatMap((name, number) => [number ? " · " : "", named(name)])) : null,
    own.length ? element("p", { class: "actions" }, button(say("further"), () => choose({ ...chosen, steps: chosen.steps + 1 }, { approach: true }), { id: "further" })) : null,
    own.length ? pathForm(thing) : null,
    opened.length ? element("h3", {}, say("opened")) : null,
    opened.length ? list(opened, (one) => thingRow(one)) : null,
    element("h3", {}, say("tells")),
    own.length ? list([...outward, ...inward], row) : element("p", {}, say("tells_nothing")),
    own.length < all ? element("p", { class: "quiet" }, say("filtered", { count: all - own.length })) : null,
    rests.length ? element("h3", {}, say("basis_of")) : null,
    rests.length ? list(rests, (line) => lineButton(line)) : null,
    told.length ? element("h3", {}, say("status")) : null,
    ...told.map((claim) => statementPart(claim, term(claim.status))),
    element("h3", {}, say(registered ? "register" : "identifier")),
    element("p", { class: "names" }, registered ? link(iri, iri) : named(iri)),
  ];
}

const expandButton = (thing) => button(element("span", { "aria-hidden": "true" }, "+"), () => expand(thing), { class: "expand", "aria-label": say("expand", { label: label(thing) }), title: say("expand", { label: label(thing) }) });

// A relation in words; in the panel of a thing its own name need not stand before each.
function lineButton(line, own = null) {
  const { from, to } = drawing.edges[line];
  const { modality, statements } = lines[line];
  const told = statements.filter(passes);
  const places = told.length > 1 ? [` · ${placeCount(told.length)}`] : own === null ? [] : placeOfWords(told[0]);
  return button(element("span", {}, ...(from === own ? [] : [named(label(from)), " "]), `${term(lines[line].predicate)} `, named(label(to)),
    element("span", { class: "quiet" }, ` · ${modality === "negated" ? `✕ ${say("not")}` : term(modality)}`, ...places)), () => choose({ line }, { approach: true }));
}

// Document and page of the first words of a statement.
function placeOfWords(statement) {
  const [, , , page, place, , name] = statement?.quotes[0] ?? [];
  if (place === undefined || place === null) return [];
  return [" · ", named(sources[place].title), page === null ? "" : `, ${name || say("page", { page })}`];
}

function linePart(line) {
  const { from, to } = drawing.edges[line];
  const { predicate, modality, statements } = lines[line];
  const told = statements.filter(passes);
  const between = from === to ? [] : linesBetween(from, to);
  return [
    element("div", { class: "top" }, element("h2", {}, named(label(from)), ` ${term(predicate)} `, named(label(to))), closing()),
    element("p", {}, element("span", { class: `badge ${modality}` }, modality === "negated" ? `✕ ${term(modality)}` : term(modality)),
      element("span", { class: "badge" }, placeCount(told.length))),
    ...told.slice(0, LIST_AT_ONCE).map((statement) => statementPart(statement)),
    told.length > LIST_AT_ONCE ? element("p", { class: "quiet" }, say("rest_in_table", { count: told.length - LIST_AT_ONCE })) : null,
    told.length < statements.length ? element("p", { class: "quiet" }, say("filtered", { count: statements.length - told.length })) : null,
    element("h3", {}, say("kinds")),
    list([from, to], (thing) => thingRow(thing)),
    between.length > 1 ? element("p", { class: "actions" }, button(say("all_between", { count: between.length }), () => choose({ pair: [from, to] }, { approach: true }))) : null,
  ];
}

function pairPart(pair) {
  const own = linesBetween(...pair);
  return [
    element("div", { class: "top" }, element("h2", {}, named(label(pair[0])), " – ", named(label(pair[1]))), closing()),
    element("p", {}, element("span", { class: "badge" }, relationCount(own.length))),
    list(own, (line) => lineButton(line)),
    element("h3", {}, say("kinds")),
    list(pair, (thing) => thingRow(thing)),
  ];
}

// --- the path between two ------------------------------------------------------------------------------------------------------

function pathForm(thing) {
  const field = element("input", { type: "search", id: "path-to", "aria-label": say("path_to"), placeholder: say("path_to") });
  const options = element("ul", { id: "path-found", "aria-label": say("path_to") });
  searchBox(field, options, (other) => choose({ path: [thing, other] }, { approach: true }));
  return element("div", { class: "search" }, field, options);
}

function pathWords(path, ways) {
  if (!ways.length) return say("no_path");
  const steps = ways[0].length - 1;
  const words = steps === 1 ? say("one_step") : say("steps", { steps });
  return ways.length === 1 ? words : `${words} · ${say("paths", { count: ways.length === MOST_PATHS ? `${MOST_PATHS}+` : ways.length })}`;
}

function pathPart(path) {
  const ways = shortestPaths(...path);
  const step = ([one, other]) => {
    const between = linesBetween(one, other);
    if (between.length === 1) return lineButton(between[0]);
    return button(element("span", {}, named(label(one)), " – ", named(label(other)), element("span", { class: "quiet" }, ` · ${relationCount(between.length)}`)), () => choose({ pair: [one, other] }, { approach: true }));
  };
  return [
    element("div", { class: "top" }, element("h2", {}, say("path"), ": ", named(label(path[0])), " – ", named(label(path[1]))), closing()),
    element("p", {}, element("span", { class: "badge" }, pathWords(path, ways))),
    ...ways.flatMap((way, number) => [
      ways.length > 1 ? element("h3", {}, say("path_number", { number: number + 1 })) : null,
      list(way.slice(1).map((other, place) => [way[place], other]), step),
    ]),
    element("h3", {}, say("kinds")),
    list(path, (thing) => thingRow(thing)),
  ];
}

// --- what says so --------------------------------------------------------------------------------------------------------------

function quotePart([text, before, after, page, place, opening, label], className) {
  const source = sources[place];
  const address = openedAt(source, opening);
  const words = page === null ? "" : `, ${label || say("page", { page })}`;
  const open = label ? say("open_part", { label }) : say(page === null ? "open_document" : "open_page", { page });
  return element("figure", {},
    element("blockquote", { class: className },
      before ? element("span", { class: "around" }, named(`…${before.replace(/^\S+\s/, "")}`)) : null, named(text), // without halves of words
      after ? element("span", { class: "around" }, named(`${after.replace(/\s\S+$/, "")} …`)) : null),
    element("figcaption", { class: "quiet" }, source ? named(source.title) : "", words,
      address ? " – " : "", address ? link(address, open) : ""));
}

// A date as it is, a period (EDTF) by its ends, of which one may be open.
function periodInWords(period) {
  const [first, last] = period.split("/");
  if (!last) return first;
  if (last === "..") return `${say("from_day")} ${first}`;
  return `${first === ".." ? "" : `${first} `}${say("until_day")} ${last}`;
}

function statementPart(statement, words = "") {
  const { modality, basis, rule, confidence, quotes, antecedents, valid = [], topics = [] } = statement;
  const basisThing = placeByIri.get(basis);
  const basisName = basis ? inLanguage(data.instruments[basis] || [basis]) : say("no_basis");
  const said = [
    [say("modality"), named(term(modality))],
    [say("basis"), basisThing !== undefined ? thingRow(basisThing) : basis ? link(basis, basisName) : named(basisName)],
    topics.length ? [say("topic"), named(topics.join("; "))] : null,
    valid.length ? [say("valid"), named(valid.map(periodInWords).join("; "))] : null,
    rule ? [say("rule"), named(rule)] : null,
    confidence ? [say("confidence"), named(language === "nl" ? confidence.replace(".", ",") : confidence)] : null,
  ].filter(Boolean);
  return element("article", { class: "statement" },
    words ? element("p", {}, element("span", { class: "badge status" }, words)) : null,
    ...quotes.map((quote) => quotePart(quote, "quote")),
    antecedents.length ? element("h3", {}, say("antecedent")) : null,
    ...antecedents.map((quote) => quotePart(quote, "antecedent")),
    element("dl", { class: "said facts" }, ...said.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)])));
}
