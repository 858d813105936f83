// The legend beside the network, and what the graph says of the thing or line that is chosen.

const panel = document.getElementById("panel");

function showLegend() {
  const box = (group, value, picture, words, count) => element("label", {},
    Object.assign(element("input", { type: "checkbox" }), { checked: group.has(value), onchange: ({ target }) => {
      if (target.checked) group.add(value); else group.delete(value);
      recolour();
      showNotice();
    } }), picture, element("span", {}, words), element("span", { class: "quiet" }, String(count)));
  const kinds = KINDS.map((kind) => [kind, things.filter((thing) => (SIGNS[thing.kind] ? thing.kind : null) === kind).length]);
  const modalities = MODALITIES.map((modality) => [modality, lines.filter((line) => line.modality === modality).length]);
  document.getElementById("legend").replaceChildren(...[
    element("h2", {}, say("legend")), element("p", { class: "quiet" }, say("legend_help")),
    element("h3", {}, say("kinds")),
    ...kinds.filter(([, count]) => count).map(([kind, count]) => box(shownKinds, kind, signPicture(kind), term(kind), count)),
    things.some((_, thing) => isUnsettled(thing)) ? element("div", { class: "mark" }, signPicture("Act", true), element("span", {}, say("preparation"))) : null,
    element("h3", {}, say("lines")),
    ...modalities.filter(([, count]) => count).map(([modality, count]) => box(shownModalities, modality, linePicture(modality), term(modality), count)),
  ].filter(Boolean));
}

function showNotice() {
  const shown = things.filter((_, thing) => isShown(thing)).length;
  const notice = document.getElementById("notice");
  notice.hidden = shown === things.length;
  notice.firstElementChild.textContent = say("overview", { shown, all: things.length });
  notice.lastElementChild.textContent = say("show_all");
}

function showAll() {
  KINDS.forEach((kind) => shownKinds.add(kind));
  showLegend();
  recolour();
  showNotice();
  showWhole();
}

function showPanel() {
  if (chosen.thing !== null) showThing(chosen.thing);
  else if (chosen.line !== null) showLine(chosen.line);
  else showStart();
  panel.scrollTop = 0;
}

const closing = () => element("button", { type: "button", onclick: () => choose({}) }, say("close"));
const thingButton = (thing, words) => element("button", { type: "button", onclick: () => choose({ thing }, { approach: true }) },
  signPicture(things[thing].kind, isUnsettled(thing)), element("span", {}, named(words || label(thing))));

function showStart() {
  panel.replaceChildren(
    element("h2", {}, say("start")), element("p", { class: "quiet" }, say("start_help")),
    element("h3", {}, say("most_told")),
    element("ul", { class: "facts" }, ...byImportance.slice(0, 8).map((thing) => element("li", {}, thingButton(thing)))),
  );
}

function showThing(thing) {
  const { iri, kind, names, registered, claims } = things[thing];
  const badges = element("p", {}, element("span", { class: "badge" }, term(kind)),
    ...things[thing].statuses.map((status) => element("span", { class: "badge status" }, term(status))));
  const own = [...neighbours[thing].values()].flat();
  const outward = own.filter((line) => drawing.edges[line].from === thing);
  const inward = own.filter((line) => drawing.edges[line].from !== thing);
  const rests = lines.map((_, line) => line).filter((line) => lines[line].statements.some(({ basis }) => basis === iri));
  panel.replaceChildren(...[
    element("div", { class: "top" }, signPicture(kind, isUnsettled(thing)), element("h2", {}, named(label(thing))), closing()),
    badges,
    names.length ? element("h3", {}, say("names")) : null,
    names.length ? element("p", { class: "names" }, ...names.flatMap((name, number) => [number ? " · " : "", named(name)])) : null,
    element("h3", {}, say("tells")),
    own.length ? element("ul", { class: "facts" }, ...[...outward, ...inward].map((line) => element("li", {}, lineButton(line)))) : element("p", {}, say("tells_nothing")),
    rests.length ? element("h3", {}, say("basis_of")) : null,
    rests.length ? element("ul", { class: "facts" }, ...rests.map((line) => element("li", {}, lineButton(line)))) : null,
    claims.length ? element("h3", {}, say("status")) : null,
    ...claims.map((claim) => statementPart(claim, term(claim.status))),
    element("h3", {}, say(registered ? "register" : "identifier")),
    element("p", { class: "names" }, registered ? link(iri, iri) : named(iri)),
  ].filter(Boolean));
}

function lineButton(line) {
  const { from, to } = drawing.edges[line];
  const { modality, statements } = lines[line];
  const count = statements.length === 1 ? "" : ` · ${say("statements", { count: statements.length })}`;
  return element("button", { type: "button", onclick: () => choose({ line }, { approach: true }) },
    element("span", {}, named(label(from)), ` ${term(lines[line].predicate)} `, named(label(to)),
      element("span", { class: "quiet" }, ` · ${modality === "negated" ? `✕ ${say("not")}` : term(modality)}${count}`)));
}

function showLine(line) {
  const { from, to } = drawing.edges[line];
  const { predicate, modality, statements } = lines[line];
  panel.replaceChildren(
    element("div", { class: "top" }, element("h2", {}, named(label(from)), ` ${term(predicate)} `, named(label(to))), closing()),
    element("p", {}, element("span", { class: `badge ${modality}` }, modality === "negated" ? `✕ ${term(modality)}` : term(modality)),
      element("span", { class: "badge" }, statements.length === 1 ? say("statement") : say("statements", { count: statements.length }))),
    ...statements.map((statement) => statementPart(statement)),
    element("h3", {}, say("kinds")),
    element("ul", { class: "facts" }, element("li", {}, thingButton(from)), element("li", {}, thingButton(to))),
  );
}

function quotePart([text, before, after, page, place, opening, label], className) {
  const source = sources[place];
  const address = openedAt(source, opening);
  const words = page === null ? "" : `, ${label || say("page", { page })}`;
  const open = label ? say("open_part", { label }) : say(page === null ? "open_document" : "open_page", { page });
  return element("figure", {},
    element("blockquote", { class: className },
      before ? element("span", { class: "around" }, named(`…${before}`)) : null, named(text), after ? element("span", { class: "around" }, named(`${after}…`)) : null),
    element("figcaption", { class: "quiet" }, source ? named(source.title) : "", words,
      address ? " – " : "", address ? link(address, open) : ""));
}

function statementPart(statement, words = "") {
  const { modality, basis, rule, confidence, quotes, antecedents } = statement;
  const basisThing = basis ? things.findIndex(({ iri }) => iri === basis) : -1;
  const basisName = basis ? inLanguage(data.instruments[basis] || [basis]) : say("no_basis");
  const said = [
    [say("modality"), named(term(modality))],
    [say("basis"), basisThing >= 0 ? thingButton(basisThing) : basis ? link(basis, basisName) : named(basisName)],
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
